/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Ratings and their sentences over a small pack. */

#include <config.h>

#include "model/rating.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "pack.h"

enum { FIRST, SECOND, BARE };

/* AB-1 is 2,4,3,6 criteria; AB-2 has nothing at level 1; AB-3 has none. */
static void
begin(struct pack *pack)
{
	pack_begin(pack);
	pack_criteria(pack, pack_control(pack, "AB-1", "First."), "2436");
	pack_criteria(pack, pack_control(pack, "AB-2", "Second."), "033");
	pack_control(pack, "AB-3", "Bare.");
}

static void
set_up(struct pack *pack)
{
	begin(pack);
	pack_finish(pack);
}

/* Answers a control: "MM/XMMM/MMN", one letter a criterion, U leaves it. */
static void
answer(struct pack *pack, const char *control, const char *ticks)
{
	static const char letters[] = "UMXPNA";
	int level = 1, item = 0;

	for (; *ticks; ticks++) {
		const char *at = strchr(letters, *ticks);
		char path[60];

		if (*ticks == '/') {
			level++;
			item = 0;
			continue;
		}
		if (*ticks == '-')
			continue;
		cr_assert(at, "letter %c", *ticks);
		snprintf(path, sizeof(path), "%s/criteria/%d.%d/state", control,
		    level, ++item);
		if (at > letters)
			pack_record(pack, path,
			    criterion_state_word(
			        (enum criterion_state)(at - letters)));
	}
}

static struct rating
rate(const struct pack *pack, size_t control)
{
	struct rating rating;

	rating_compute(pack->catalog, pack->session, control, &rating);
	return rating;
}

/* Does AB-1, say, read as these two sentences? */
static void
check_sentences(const struct pack *pack, size_t control, const char *rule,
    const char *raise)
{
	struct rating rating = rate(pack, control);
	struct str said_rule = { 0 }, said_raise = { 0 };

	str_add(&said_rule, "what stood here before");
	rating_explain(pack->catalog, &rating, control, pack->session,
	    &said_rule, &said_raise);
	cr_assert_str_eq(
	    str_text(&said_rule), rule, "said: %s", str_text(&said_rule));
	cr_assert_str_eq(str_text(&said_raise), raise, "%s said: %s", rule,
	    str_text(&said_raise));
	str_done(&said_rule);
	str_done(&said_raise);
}

/* Answers AB-1 in a session of its own and checks what is said of it. */
static void
check_said(const char *ticks, const char *rule, const char *raise)
{
	struct pack pack;

	set_up(&pack);
	answer(&pack, "AB-1", ticks);
	check_sentences(&pack, FIRST, rule, raise);
	pack_done(&pack);
}

Test(rating, a_control_is_rated_from_its_answers)
{
	struct pack pack;

	set_up(&pack);
	answer(&pack, "AB-1", "XX/MMMM/MMP");
	struct rating rating = rate(&pack, FIRST);

	cr_assert(rating.maturity.low == 2 && rating.maturity.high == 4,
	    "%d-%d", rating.maturity.low, rating.maturity.high);
	cr_assert(rating.maturity.levels[3].asks, "level 3 is in the band");
	cr_assert_eq(rating.answered, 9, "answered %zu", rating.answered);
	cr_assert_eq(rating.of, 15, "of %zu", rating.of);
	cr_assert_eq(rating.left, 6, "left %zu", rating.left);
	cr_assert_eq(rating.target_asked, -1, "nobody asked for a level");
	cr_assert_eq(rating.target_effective, -1, "so none is aimed at");
	cr_assert_not(rating.flagged, "no flag was set");
	pack_record(&pack, "AB-1/judged/3", "yes");
	cr_assert_eq(rate(&pack, FIRST).maturity.low, 3, "judged yes");
	cr_assert_not(rate(&pack, SECOND).maturity.touched, "AB-2 is fresh");
	pack_done(&pack);
}

Test(rating, without_a_session_everything_is_open)
{
	struct rating rating;
	struct pack pack;

	set_up(&pack);
	rating_compute(pack.catalog, NULL, FIRST, &rating);
	cr_assert(rating.maturity.low == 0 && rating.maturity.high == 4 &&
	              !rating.maturity.rated,
	    "0-4 and not rated");
	cr_assert_eq(rating.left, 15, "all is left");
	pack_done(&pack);
}

Test(rating, not_performed_settles_a_control)
{
	struct pack pack;

	set_up(&pack);
	answer(&pack, "AB-1", "MM");
	pack_record(&pack, "AB-1/performed", "no");
	struct rating rating = rate(&pack, FIRST);

	cr_assert(rating.maturity.rated && rating.maturity.high == 0, "0-0");
	cr_assert_eq(rating.left, 0, "nothing more to ask");
	pack_record(&pack, "AB-1/performed", "unknown");
	cr_assert_eq(rate(&pack, FIRST).maturity.low, 0,
	    "recorded as unknown, though two criteria are met");
	pack_record(&pack, "AB-1/performed", NULL);
	cr_assert_eq(rate(&pack, FIRST).maturity.low, 1,
	    "with nothing recorded it follows from the answers");
	pack_done(&pack);
}

Test(rating, targets_come_from_the_nearest_place)
{
	struct pack pack;

	begin(&pack);
	size_t outer = builder_child(pack.builder, PACK_DOMAINS, 0);
	size_t inner = builder_child(pack.builder, PACK_DOMAINS, 0);
	size_t control = pack_control_in(&pack, "IN", "AB-4", "Nested.");

	builder_text(pack.builder, DOMAIN_ID, outer, "OUT");
	builder_text(pack.builder, DOMAIN_NAME, outer, "Outer");
	builder_text(pack.builder, DOMAIN_ID, inner, "IN");
	builder_text(pack.builder, DOMAIN_NAME, inner, "Inner");
	builder_text(pack.builder, DOMAIN_PARENT, inner, "OUT");
	pack_criteria(&pack, control, "0101");
	pack_finish(&pack);
	control = catalog_find(pack.catalog, TABLE_CONTROL, "AB-4");
	pack_record(&pack, "session/target", "2");
	cr_assert_eq(rate(&pack, control).target_asked, 2, "the session's");
	pack_record(&pack, "domains/OUT/target", "3");
	cr_assert_eq(rate(&pack, control).target_asked, 3, "a domain above");
	cr_assert_eq(rate(&pack, control).target_effective, 4, "raised");
	pack_record(&pack, "domains/IN/target", "1");
	cr_assert_eq(rate(&pack, control).target_asked, 1, "its domain");
	pack_record(&pack, "AB-4/target", "5");
	cr_assert_eq(rate(&pack, control).target_asked, 5, "its own");
	cr_assert_eq(rate(&pack, control).target_effective, 4, "capped");
	cr_assert_eq(rate(&pack, FIRST).target_asked, 2, "others keep theirs");
	pack_done(&pack);
}

/* AB-1 with E-1, E-2 as requests, all of levels 1 to 3 met. */
static void
set_up_evidence(struct pack *pack)
{
	begin(pack);
	for (int i = 1; i <= 2; i++) {
		size_t row = builder_child(pack->builder, PACK_EVIDENCE, 0);

		builder_text(
		    pack->builder, EVIDENCE_ID, row, i == 1 ? "E-1" : "E-2");
		builder_text(pack->builder, EVIDENCE_TITLE, row, "Paper");
	}
	builder_item(pack->builder, CONTROL_EVIDENCE, FIRST, "E-1");
	pack_finish(pack);
	answer(pack, "AB-1", "MM/MMMM/MMM");
}

Test(rating, accepted_evidence_for_a_request_supports_its_controls)
{
	struct pack pack;

	set_up_evidence(&pack);
	cr_assert_eq(
	    rate(&pack, FIRST).supported, 1, "level 1 needs no evidence");
	pack_record(&pack, "evidence/E-1/state", "received");
	cr_assert_eq(rate(&pack, FIRST).supported, 1, "received is too soon");
	pack_record(&pack, "evidence/E-1/state", "accepted");
	cr_assert_eq(rate(&pack, FIRST).supported, 3, "accepted");
	pack_record(&pack, "links/E-1/AB-1/criteria/2.1", "not relevant");
	pack_record(&pack, "links/E-1/AB-1/criteria/2.1/locator", "p. 4");
	cr_assert_eq(rate(&pack, FIRST).supported, 3,
	    "what is said of one criterion leaves the control's link");
	pack_record(&pack, "links/E-1/AB-1", "partly");
	cr_assert_eq(
	    rate(&pack, FIRST).supported, 1, "a recorded link says otherwise");
	pack_record(&pack, "links/E-1/AB-1", "supports");
	cr_assert_eq(rate(&pack, FIRST).supported, 3, "and says so again");
	pack_done(&pack);
}

Test(rating, other_evidence_supports_only_what_it_is_linked_to)
{
	struct pack pack;

	set_up_evidence(&pack);
	pack_record(&pack, "evidence/EV-abc234/state", "viewed on site");
	cr_assert_eq(rate(&pack, FIRST).supported, 1, "it is linked nowhere");
	for (int i = 1; i <= 4; i++) {
		char path[60];

		snprintf(path, sizeof(path),
		    "links/EV-abc234/AB-1/criteria/2.%d", i);
		pack_record(&pack, path, "supports");
		cr_assert_eq(rate(&pack, FIRST).supported, i < 4 ? 1 : 2,
		    "%d of 4 criteria supported", i);
	}
	pack_record(&pack, "evidence/E-2/state", "accepted");
	cr_assert_eq(rate(&pack, FIRST).supported, 2, "E-2 is not asked here");
	pack_record(&pack, "links/E-2/AB-1", "supports");
	cr_assert_eq(rate(&pack, FIRST).supported, 3, "until it is linked");
	cr_assert_eq(rate(&pack, SECOND).supported, 0, "AB-2 gains nothing");
	pack_done(&pack);
}

Test(rating, rating_all_controls_agrees_with_rating_each)
{
	struct pack pack;
	struct rating all[3];

	set_up_evidence(&pack);
	answer(&pack, "AB-2", "-/MMM/MMM");
	pack_record(&pack, "evidence/EV-abc234/state", "accepted");
	pack_record(&pack, "evidence/EV-bcd345/state", "accepted");
	pack_record(&pack, "links/EV-abc234/AB-2", "supports");
	pack_record(&pack, "links/EV-bcd345/AB-1/criteria/2.1", "supports");
	pack_record(&pack, "AB-2/flags/review", "yes");
	rating_compute_all(pack.catalog, pack.session, all);
	for (size_t i = 0; i < 3; i++) {
		struct rating one = rate(&pack, i);

		cr_assert_eq(one.maturity.low, all[i].maturity.low);
		cr_assert_eq(one.maturity.high, all[i].maturity.high);
		cr_assert_eq(one.supported, all[i].supported);
		cr_assert_eq(one.answered, all[i].answered);
		cr_assert_eq(one.flagged, all[i].flagged);
	}
	cr_assert_eq(all[SECOND].supported, 3, "all of AB-2 has evidence");
	cr_assert(all[SECOND].flagged && !all[FIRST].flagged, "flags");
	pack_done(&pack);
}

Test(rating, the_state_of_one_criterion_is_read_by_its_row)
{
	struct pack pack;

	set_up(&pack);
	answer(&pack, "AB-1", "UP");
	size_t level = catalog_control_level(pack.catalog, FIRST, 1);
	size_t row = catalog_child(pack.catalog, CLEVEL_CRITERIA, level, 1);

	cr_assert_eq(rating_state(pack.catalog, pack.session, FIRST, row),
	    STATE_PARTIAL, "1.2");
	cr_assert_eq(rating_state(pack.catalog, NULL, FIRST, row),
	    STATE_UNASSESSED, "no session");
	cr_assert_eq(rating_state(pack.catalog, pack.session, FIRST, row - 1),
	    STATE_UNASSESSED, "1.1 is open");
	pack_done(&pack);
}

Test(rating, the_session_policy_rules)
{
	struct pack pack;

	begin(&pack);
	pack_finish_with(&pack, "all", 100);
	answer(&pack, "AB-1", "MM/MMMN");
	struct rating rating = rate(&pack, FIRST);

	cr_assert(rating.maturity.levels[2].asks, "75 %% is in the band");
	struct policy policy;

	rating_policy(pack.catalog, pack.session, &policy);
	cr_assert(
	    policy.pass == 100 && policy.pass_first == 80 && policy.judge == 50,
	    "all: 100 %%, level 1 stays at 80 %%");
	rating_policy(pack.catalog, NULL, &policy);
	cr_assert(
	    policy.pass == 80 && policy.pass_first == 0, "no session: most");
	pack_done(&pack);
}

Test(rating, the_rule_names_the_lowest_level_that_does_not_pass)
{
	check_said(
	    "", "Nothing is answered yet: any level from 0 to 4 is open.", "");
	check_said("MM/MMMM/MMN/NNNNNN",
	    "L3: 2 of 3 met, 67 %: your judgement.",
	    "To reach 3: meet 3.3, or judge L3 (m on its line).");
	check_said("MM/MMMM/MMU",
	    "L3: 2 of 3 met, 67 %: open until 3.3 is answered.",
	    "To reach 3: meet 3.3.");
	check_said("MM/MMMM/MMM/MMUUUU", "L4: 4 of 6 open, can still pass.",
	    "To reach 4: meet 4.3, 4.4, 4.5.");
	check_said("MM/MMMM/MMM/NNUUUU",
	    "L4: 4 of 6 open, can still come to your judgement.",
	    "To reach 4: meet 4.1, 4.3, 4.4, 4.5, 4.6.");
	check_said("MM/MNNN", "L2: 1 of 4 met, 25 %: fails.",
	    "To reach 2: meet 2.2, 2.3, 2.4.");
	check_said("MM/MMMM/MMM/MMMMMM", "All levels with criteria pass.", "");
}

Test(rating, exceeded_answers_say_when_they_count)
{
	check_said("XX/XMMM/MNN/NNNNNN",
	    "L1: 0 of 2 met, 0 %: 1.1, 1.2 exceeded count once L2 passes.",
	    "To reach 3: meet 3.2, 3.3.");
	check_said("MM/XMMM/MNN/NNNNNN",
	    "L2: 3 of 4 met, 75 %: 2.1 exceeded counts once L3 passes.",
	    "To reach 3: meet 3.2, 3.3.");
	check_said("MM/XMMU/MNN/NNNNNN", "L2: 1 of 4 open, can still pass.",
	    "To reach 3: meet 2.4, 3.2, 3.3.");
	check_said("MM/XXMU/MMM",
	    "L2: 3 of 4 met, 75 %: open until 2.4 is answered.",
	    "To reach 3: meet 2.4.");
	check_said("MM/MMMM/MMM/XXXXXX",
	    "L4: 0 of 6 met, 0 %: 4.1, 4.2, 4.3, 4.4, 4.5 and 1 more exceeded "
	    "count only below a level that passes.",
	    "");
}

Test(rating, the_way_with_the_fewest_criteria_is_told)
{
	struct pack pack;

	pack_begin(&pack);
	size_t control = pack_control(&pack, "AB-1", "First.");
	size_t level = pack_level(&pack, control, 2);

	for (int i = 0; i < 10; i++)
		pack_criterion(&pack, level, &"abcdefghij"[i]);
	pack_criterion(&pack, pack_level(&pack, control, 3), "It is done.");
	pack_finish(&pack);
	answer(&pack, "AB-1", "-/XXMMMMMNNN/N");
	check_sentences(&pack, 0,
	    "L2: 5 of 10 met, 50 %: 2.1, 2.2 exceeded count once L3 passes.",
	    "To reach 3: meet 2.8, 3.1.");
	answer(&pack, "AB-1", "-/XXMMMMMM");
	pack_record(&pack, "AB-1/criteria/2.9/state", NULL);
	pack_record(&pack, "AB-1/criteria/2.10/state", NULL);
	check_sentences(&pack, 0,
	    "L2: 6 of 10 met, 60 %: 2.1, 2.2 exceeded count once L3 passes.",
	    "To reach 3: meet 3.1.");
	pack_done(&pack);
}

Test(rating, open_criteria_are_asked_for_first_and_many_are_cut_short)
{
	check_said("MM/MMMM/MMM/NNNNNN", "L4: 0 of 6 met, 0 %: fails.",
	    "To reach 4: meet 4.1, 4.2, 4.3, 4.4, 4.5.");
	check_said("NN/NNNN", "L1: 0 of 2 met, 0 %: fails.",
	    "To reach 1: meet 1.1, 1.2.");
	check_said("MM/MMMM/MMM/NPMUMM",
	    "L4: 1 of 6 open, can still come to "
	    "your judgement.",
	    "To reach 4: meet 4.2, 4.4.");
}

Test(rating, a_level_that_was_judged_says_so)
{
	struct pack pack;

	set_up(&pack);
	answer(&pack, "AB-1", "MM/MMMM/MMN/MMMMMM");
	check_sentences(&pack, FIRST, "L3: 2 of 3 met, 67 %: your judgement.",
	    "To reach 4: meet 3.3, or judge L3 (m on its line).");
	pack_record(&pack, "AB-1/judged/3", "no");
	check_sentences(&pack, FIRST, "L3: 2 of 3 met, 67 %: judged no.",
	    "To reach 4: meet 3.3.");
	pack_record(&pack, "AB-1/criteria/3.3/state", NULL);
	check_sentences(&pack, FIRST,
	    "L3: 2 of 3 met, 67 %, judged no: open until 3.3 is answered.",
	    "To reach 4: meet 3.3.");
	pack_record(&pack, "AB-1/judged/3", "yes");
	check_sentences(&pack, FIRST,
	    "All levels with criteria pass, L3 as you judged.", "");
	pack_done(&pack);
}

Test(rating, a_level_where_nothing_applies_is_judged)
{
	struct pack pack;

	set_up(&pack);
	answer(&pack, "AB-2", "-/AAA/MMM");
	check_sentences(&pack, SECOND,
	    "L2: every criterion is not applicable: your judgement.",
	    "To reach 3: judge L2 (m on its line).");
	pack_record(&pack, "AB-2/judged/2", "no");
	check_sentences(&pack, SECOND,
	    "L2: every criterion is not applicable, judged no.", "");
	pack_done(&pack);
}

Test(rating, level_0_says_whether_it_is_performed)
{
	struct pack pack;

	set_up(&pack);
	pack_record(&pack, "AB-1/performed", "no");
	check_sentences(&pack, FIRST, "Not performed: level 0.",
	    "To rise above 0: say that it is performed (m on the level 0 "
	    "line).");
	answer(&pack, "AB-1", "MM");
	pack_record(&pack, "AB-1/performed", "unknown");
	check_sentences(&pack, FIRST,
	    "It is not said whether this is performed: it may be level 0.",
	    "To rise above 0: say that it is performed (m on the level 0 "
	    "line).");
	check_sentences(
	    &pack, BARE, "No level has criteria here: 0 is the only one.", "");
	pack_done(&pack);
}

Test(rating, a_mandatory_criterion_is_named)
{
	struct pack pack;

	pack_begin(&pack);
	size_t control = pack_control(&pack, "AB-1", "First.");
	size_t level = pack_level(&pack, control, 2);

	for (int i = 0; i < 7; i++)
		pack_criterion(&pack, level, &"abcdefg"[i]);
	size_t last = pack_criterion(&pack, level, "It works.");

	builder_number(pack.builder, CRITERION_ANCHOR, last, 1);
	pack_finish(&pack);
	answer(&pack, "AB-1", "-/NMMMMMMN");
	check_sentences(&pack, 0, "L2: 2.8 is mandatory and not met: fails.",
	    "To reach 2: meet 2.8.");
	answer(&pack, "AB-1", "-/NNMMMMMA");
	check_sentences(&pack, 0, "L2: 2.8 is mandatory and not met: fails.",
	    "To reach 2: meet 2.1, 2.8.");
	pack_done(&pack);
}

Test(rating, a_pack_without_a_scale_has_nothing_to_explain)
{
	struct str rule = { 0 }, raise = { 0 };
	struct err_list problems = { 0 };
	struct builder *builder = builder_new(&problems);
	struct rating rating;

	builder_text(builder, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(builder, PACK_ID, 0, "flat");
	builder_text(builder, PACK_TITLE, 0, "Flat");
	builder_text(builder, PACK_VERSION, 0, "1");
	builder_text(builder, PACK_LANGUAGE, 0, "en");
	size_t domain = builder_child(builder, PACK_DOMAINS, 0);
	size_t control = builder_row(builder, TABLE_CONTROL);

	builder_text(builder, DOMAIN_ID, domain, "AB");
	builder_text(builder, DOMAIN_NAME, domain, "Alphabet");
	builder_text(builder, CONTROL_ID, control, "AB-1");
	builder_text(builder, CONTROL_DOMAIN, control, "AB");
	builder_text(builder, CONTROL_STATEMENT, control, "Flat.");
	struct catalog *catalog = builder_finish(builder);

	cr_assert(
	    catalog, "%s", problems.count ? problems.items[0].err.message : "");
	rating_compute(catalog, NULL, 0, &rating);
	cr_assert_eq(rating.supported, -1, "no scale, no supported level");
	rating_explain(catalog, &rating, 0, NULL, &rule, &raise);
	cr_assert_str_empty(str_text(&rule), "%s", str_text(&rule));
	str_done(&rule);
	str_done(&raise);
	catalog_free(catalog);
	builder_free(builder);
	err_list_done(&problems);
}
