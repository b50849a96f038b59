/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where a control stands: objectives, designation, the level concluded, what
 * is warned about. */

#include <config.h>

#include "model/standing.h"

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "objectives.h"

/* AB-1: 2, 2 and 3 criteria at levels 1 to 3, six objectives; AB-2: 2 at
 * level 1 and 2 each, weight 10, one objective; AB-3: 2 at level 2, none;
 * AB-4 deprecated; AB-5 without criteria. */
enum { MANY, MATERIAL, NONE, GONE, BARE };

static void
make(struct pack *pack)
{
	pack_begin(pack);
	pack_framework(pack, "act");
	pack_framework(pack, "code");
	size_t row = pack_control(pack, "AB-1", "One.");

	pack_criteria(pack, row, "223");
	pack_objective(pack, row, "AB-1_A01", 1, NULL);
	pack_objective(pack, row, "AB-1_A02", 0, NULL);
	pack_objective(pack, row, "AB-1_A03", 2, NULL);
	pack_objective(pack, row, "AB-1_A04", 3, NULL);
	pack_objective(pack, row, "AB-1_A05", 0, "act");
	pack_objective(pack, row, "AB-1_A06", 3, "act");
	row = pack_control(pack, "AB-2", "Two.");
	builder_number(pack->builder, CONTROL_WEIGHT, row, 10);
	pack_criteria(pack, row, "22");
	pack_objective(pack, row, "AB-2_A01", 1, NULL);
	pack_criteria(pack, pack_control(pack, "AB-3", "Three."), "02");
	row = pack_control(pack, "AB-4", "Four.");
	builder_text(pack->builder, CONTROL_STATUS, row, "deprecated");
	pack_criteria(pack, row, "2");
	pack_control(pack, "AB-5", "Five.");
	pack_finish(pack);
}

static void
expect_text(const struct pack *pack, size_t control, const char *wanted)
{
	struct standing standing = stand(pack, control);
	struct rating rating;
	char text[16];

	rating_compute(pack->catalog, pack->session, control, &rating);
	standing_level_text(&rating, &standing, text);
	cr_assert_str_eq(text, wanted, "%s where %s is due", text, wanted);
}

/* Exactly these warnings. */
static void
expect_warnings(const struct pack *pack, size_t control, unsigned wanted)
{
	unsigned have = stand(pack, control).warnings;

	cr_assert_eq(have, wanted, "%x where %x is due", have, wanted);
}

/* One warning is a sentence that holds these words. */
static void
expect_warning(const struct pack *pack, size_t control, enum warning_bit bit,
    const char *words)
{
	struct standing standing = stand_on(pack, control, "2026-07-14");
	struct str said = { 0 };

	cr_assert(standing.warnings & bit, "%s: %x", words, standing.warnings);
	standing_warning(&standing, bit, &said);
	cr_assert_not_null(
	    strstr(str_text(&said), words), "%s", str_text(&said));
	cr_assert_eq(said.data[said.len - 1], '.', "%s", str_text(&said));
	str_done(&said);
}

static void
expect_explained(const struct pack *pack, size_t control, const char *wanted)
{
	struct standing_frame frame;
	struct standing standing = stand(pack, control);
	struct str said = { 0 };

	standing_frame_init(&frame, pack->catalog, pack->session, DAY_NONE);
	standing_explain(&frame, control, &standing, &said);
	cr_assert_str_eq(str_text(&said), wanted, "%s", str_text(&said));
	standing_frame_done(&frame);
	str_done(&said);
}

static void
answer_all(struct pack *pack, const char *control, int level, int count,
    const char *word)
{
	for (int i = 1; i <= count; i++) {
		char path[60];

		snprintf(path, sizeof(path), "%s/criteria/%d.%d/state", control,
		    level, i);
		pack_record_why(pack, path, word, NULL);
	}
}

Test(standing, words_come_and_go)
{
	struct str out = { 0 };

	for (int i = 0; i < DESIGNATION_COUNT; i++)
		cr_assert_eq((int)designation_find(
		                 designation_word((enum designation)i)),
		    i, "%d", i);
	cr_assert_eq(designation_find("fine"), DESIGNATION_COUNT, "");
	cr_assert_eq(designation_find(NULL), DESIGNATION_COUNT, "");
	for (unsigned i = 0; i < 8; i++) {
		str_clear(&out);
		methods_text(i, &out);
		cr_assert_eq(methods_parse(str_text(&out)), i, "%u", i);
	}
	cr_assert_str_eq(str_text(&out), "examine, interview, test", "");
	cr_assert_eq(methods_parse(" test ,guess,examine"),
	    METHOD_TEST | METHOD_EXAMINE, "what is no method is none");
	cr_assert_eq(methods_parse(NULL), 0u, "");
	str_done(&out);
}

Test(standing, rigor_and_frameworks_say_which_objectives_apply)
{
	static const struct {
		const char *rigor, *act;
		size_t applies, other_rigor, other_framework;
	} rows[] = {
		{ NULL, NULL, 2, 2, 2 },
		{ "1", NULL, 2, 2, 2 },
		{ "2", NULL, 3, 1, 2 },
		{ "3", NULL, 4, 0, 2 },
		{ "1", "yes", 3, 3, 0 },
		{ "3", "yes", 6, 0, 0 },
	};
	struct pack pack;

	make(&pack);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		pack_record_why(&pack, "session/rigor", rows[i].rigor, NULL);
		pack_record_why(
		    &pack, "scope/frameworks/act", rows[i].act, NULL);
		struct standing s = stand(&pack, MANY);

		cr_assert_eq(s.objectives, rows[i].applies, "row %zu", i);
		cr_assert_eq(s.other_rigor, rows[i].other_rigor, "%zu", i);
		cr_assert_eq(
		    s.other_framework, rows[i].other_framework, "%zu", i);
	}
	pack_record_why(&pack, "session/rigor", NULL, NULL);
	pack_record_why(&pack, "scope/frameworks/act", NULL, NULL);
	designate(&pack, "AB-1_A01", "satisfactory");
	designate(&pack, "AB-1_A02", "satisfactory");
	designate(&pack, "AB-1_A03", "deficient");
	cr_assert_eq(stand(&pack, MANY).designation, DESIGNATION_SATISFACTORY,
	    "rigor 1 does not ask for A03");
	pack_record_why(&pack, "session/rigor", "2", NULL);
	cr_assert_eq(
	    stand(&pack, MANY).designation, DESIGNATION_DEFICIENT, "2 does");
	pack_record_why(&pack, "session/rigor", "3", NULL);
	cr_assert_eq(
	    stand(&pack, MANY).designation, DESIGNATION_NONE, "A04 is open");
	pack_done(&pack);
}

Test(standing, a_control_not_applicable_takes_its_objectives_along)
{
	struct pack pack;
	struct standing_frame frame;

	make(&pack);
	designate(&pack, "AB-1_A01", "deficient");
	pack_record_why(&pack, "AB-1/designation", "not applicable", "no gate");
	struct standing s = stand(&pack, MANY);

	cr_assert(s.given && s.designation == DESIGNATION_NOT_APPLICABLE, "");
	cr_assert_eq(s.by[DESIGNATION_NOT_APPLICABLE], 2u, "both");
	cr_assert_not(standing_counts(&s), "it counts nowhere");
	standing_frame_init(&frame, pack.catalog, pack.session, DAY_NONE);
	cr_assert_eq(standing_objective(&frame, MANY, 0),
	    DESIGNATION_NOT_APPLICABLE, "A01");
	expect_text(&pack, MANY, "n/a");
	expect_explained(&pack, MANY, "Not applicable, as recorded: no gate.");
	pack_record_why(&pack, "AB-1/designation", NULL, NULL);
	cr_assert_eq(standing_objective(&frame, MANY, 0), DESIGNATION_DEFICIENT,
	    "as it was");
	cr_assert_eq(
	    standing_objective(&frame, MANY, 1), DESIGNATION_NONE, "open");
	standing_frame_done(&frame);
	pack_done(&pack);
}

Test(standing, without_objectives_the_assessor_designates)
{
	struct pack pack;

	make(&pack);
	expect_explained(&pack, NONE,
	    "No designation yet: no objective applies, so it is yours to "
	    "give.");
	pack_record_why(&pack, "AB-3/designation", "deficient", NULL);
	struct standing s = stand(&pack, NONE);

	cr_assert(s.given && s.designation == DESIGNATION_DEFICIENT, "");
	cr_assert_eq(s.derived, DESIGNATION_NONE, "no objective said so");
	expect_explained(&pack, NONE, "Deficient, as recorded.");
	pack_record_why(&pack, "AB-2/designation", "satisfactory", NULL);
	s = stand(&pack, MATERIAL);
	cr_assert(!s.given && s.designation == DESIGNATION_NONE,
	    "objectives give it, whatever is recorded");
	pack_done(&pack);
}

Test(standing, what_the_objectives_say_is_explained)
{
	static const char *const tail =
	    " 2 objectives of a higher rigor are left out. 2 objectives are "
	    "left out, their framework being out of scope.";
	static const char *const rows[][3] = {
		{ NULL, NULL,
		    "No designation yet: 2 of 2 objectives are open." },
		{ "satisfactory", NULL,
		    "No designation yet: 1 of 2 objectives is open." },
		{ "satisfactory", "deficient",
		    "Deficient: 1 of 2 objectives is." },
		{ "deficient", "deficient",
		    "Deficient: 2 of 2 objectives are." },
		{ "satisfactory", "not applicable",
		    "Satisfactory: all its objectives are satisfactory, "
		    "alternative control or not applicable." },
		{ "not applicable", "not applicable",
		    "Not applicable: all its objectives are." },
		{ "alternative control", "not applicable",
		    "Alternative control: no objective is satisfactory "
		    "without." },
	};
	struct pack pack;

	make(&pack);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *wanted = xasprintf("%s%s", rows[i][2], tail);

		designate(&pack, "AB-1_A01", rows[i][0]);
		designate(&pack, "AB-1_A02", rows[i][1]);
		expect_explained(&pack, MANY, wanted);
		free(wanted);
	}
	pack_record_why(&pack, "scope/controls/AB-1", "out", "leased");
	expect_explained(&pack, MANY, "Out of scope: leased.");
	expect_explained(&pack, GONE,
	    "Withdrawn or deprecated: out of scope unless it is taken in.");
	pack_done(&pack);
}

Test(standing, levels_read_short_with_their_mark)
{
	struct pack pack;

	make(&pack);
	expect_text(&pack, MANY, "-");
	answer_all(&pack, "AB-1", 1, 2, "met");
	expect_text(&pack, MANY, "1-3");
	answer_all(&pack, "AB-1", 2, 2, "met");
	answer_all(&pack, "AB-1", 3, 3, "not met");
	expect_text(&pack, MANY, "2");
	pack_record_why(&pack, "AB-1/concluded", "2", NULL);
	pack_record_why(&pack, "AB-1/concluded/basis", "2-2 1", NULL);
	expect_text(&pack, MANY, "=2");
	pack_record_why(&pack, "AB-1/concluded", "3", "seen it");
	expect_text(&pack, MANY, "=3^");
	pack_record_why(&pack, "reviews/AB-1/state", "approved", NULL);
	expect_text(&pack, MANY, "=3^r");
	pack_record_why(&pack, "AB-1/concluded", "1", NULL);
	expect_text(&pack, MANY, "=1r");
	pack_record_why(&pack, "AB-1/concluded/basis", "2-2 2", NULL);
	expect_text(&pack, MANY, "=1?");
	pack_record_why(&pack, "AB-1/concluded", "3", NULL);
	expect_text(&pack, MANY, "=3^?");
	pack_record_why(&pack, "scope/controls/AB-1", "out", "leased");
	expect_text(&pack, MANY, "out");
	expect_text(&pack, GONE, "n/a");
	pack_record_why(&pack, "scope/controls/AB-4", "in", NULL);
	expect_text(&pack, GONE, "-");
	pack_done(&pack);
}

/* Derived, Supported and Concluded of domain.md 4.5 through evidence. */
Test(standing, the_three_levels_stand_beside_each_other)
{
	struct pack pack;
	struct rating r;

	make(&pack);
	answer_all(&pack, "AB-1", 1, 2, "met");
	answer_all(&pack, "AB-1", 2, 2, "met");
	answer_all(&pack, "AB-1", 3, 3, "met");
	rating_compute(pack.catalog, pack.session, MANY, &r);
	cr_assert(r.maturity.low == 3 && r.supported == 1, "D 3, S 1");
	cr_assert_eq(stand(&pack, MANY).concluded, -1, "F is null");
	pack_record_why(
	    &pack, "links/EV-abc234/AB-1/criteria/2.1", "supports", NULL);
	pack_record_why(
	    &pack, "links/EV-abc234/AB-1/criteria/2.2", "partly", NULL);
	pack_record_why(&pack, "evidence/EV-abc234/state", "accepted", NULL);
	rating_compute(pack.catalog, pack.session, MANY, &r);
	cr_assert_eq(r.supported, 1, "partly is not enough for 2.2");
	pack_record_why(
	    &pack, "links/EV-abc234/AB-1/criteria/2.2", "supports", NULL);
	rating_compute(pack.catalog, pack.session, MANY, &r);
	cr_assert_eq(r.supported, 2, "both criteria");
	pack_record_why(&pack, "links/EV-abc234/AB-1", "supports", NULL);
	rating_compute(pack.catalog, pack.session, MANY, &r);
	cr_assert_eq(r.supported, 3, "the whole control");
	pack_record_why(
	    &pack, "evidence/EV-abc234/state", "viewed on site", NULL);
	rating_compute(pack.catalog, pack.session, MANY, &r);
	cr_assert_eq(r.supported, 3, "seen is as good");
	for (int f = 0; f <= 3; f++) {
		char level[16];

		snprintf(level, sizeof(level), "%d", f);
		pack_record_why(&pack, "AB-1/concluded", level, "so");
		struct standing s = stand(&pack, MANY);

		cr_assert_eq(s.concluded, f, "");
		cr_assert_eq(s.off_supported, f != 3, "%d", f);
		cr_assert_not(s.above_derived, "%d", f);
	}
	pack_done(&pack);
}

Test(standing, a_conclusion_grows_stale_with_d_or_s)
{
	struct pack pack;

	make(&pack);
	answer_all(&pack, "AB-1", 1, 2, "met");
	answer_all(&pack, "AB-1", 2, 2, "met");
	pack_record_why(&pack, "AB-1/concluded", "2", "known for years");
	cr_assert_not(stand(&pack, MANY).stale, "no basis, nothing to say");
	pack_record_why(&pack, "AB-1/concluded/basis", "2-3 1", NULL);
	cr_assert_not(stand(&pack, MANY).stale, "as it was");
	answer_all(&pack, "AB-1", 3, 3, "not met");
	cr_assert_not(stand(&pack, MANY).stale, "2-2: D is still 2");
	pack_record_why(&pack, "AB-1/criteria/2.1/state", "not met", NULL);
	cr_assert(stand(&pack, MANY).stale, "D is 1 now");
	cr_assert(stand(&pack, MANY).warnings & WARN_STALE, "warned");
	pack_record_why(&pack, "AB-1/criteria/2.1/state", "met", NULL);
	cr_assert_not(stand(&pack, MANY).stale, "D is 2 again");
	pack_record_why(&pack, "links/EV-abc234/AB-1", "supports", NULL);
	cr_assert_not(stand(&pack, MANY).stale, "not accepted yet");
	pack_record_why(&pack, "evidence/EV-abc234/state", "accepted", NULL);
	cr_assert(stand(&pack, MANY).stale, "S is 2 now");
	pack_done(&pack);
}

Test(standing, warnings_about_the_level_concluded)
{
	struct pack pack;
	unsigned both = WARN_METHODS | WARN_OVERRIDE;

	make(&pack);
	designate(&pack, "AB-1_A01", "satisfactory");
	designate(&pack, "AB-1_A02", "satisfactory");
	pack_record_why(
	    &pack, "AB-1/objectives/AB-1_A01/methods", "test", NULL);
	expect_warnings(&pack, MANY, 0);
	pack_record_why(&pack, "AB-1/concluded", "0", NULL);
	expect_warnings(&pack, MANY, WARN_SATISFACTORY_LOW);
	expect_warning(&pack, MANY, WARN_SATISFACTORY_LOW, "level 0");
	pack_record_why(&pack, "AB-1/concluded", "1", "so");
	expect_warnings(&pack, MANY, WARN_SATISFACTORY_LOW | WARN_OVERRIDE);
	pack_record_why(&pack, "AB-1/concluded", "2", "so");
	expect_warnings(&pack, MANY, WARN_OVERRIDE);
	expect_warning(&pack, MANY, WARN_OVERRIDE, "above");
	designate(&pack, "AB-1_A02", "deficient");
	expect_warnings(&pack, MANY, WARN_OVERRIDE);
	pack_record_why(&pack, "AB-1/concluded", "3", "so");
	expect_warnings(&pack, MANY, WARN_OVERRIDE | WARN_DEFICIENT_HIGH);
	expect_warning(&pack, MANY, WARN_DEFICIENT_HIGH, "Deficient");
	pack_record_why(&pack, "AB-1/concluded", "4", "so");
	expect_warnings(&pack, MANY,
	    WARN_OVERRIDE | WARN_DEFICIENT_HIGH | WARN_UNATTAINABLE);
	expect_warning(&pack, MANY, WARN_UNATTAINABLE, "no criteria there");
	pack_record_why(&pack, "AB-3/concluded", "2", "so");
	expect_warnings(&pack, NONE, both);
	pack_record_why(&pack, "AB-3/concluded/shown", "yes", NULL);
	expect_warnings(&pack, NONE, both);
	pack_record_why(&pack, "AB-3/concluded/defensible", "no", NULL);
	expect_warnings(&pack, NONE, both | WARN_NOT_DEFENSIBLE);
	expect_warning(&pack, NONE, WARN_NOT_DEFENSIBLE, "answered no");
	pack_record_why(&pack, "AB-3/concluded/defensible", "yes", NULL);
	pack_record_why(&pack, "AB-3/concluded/shown", "no", NULL);
	expect_warnings(&pack, NONE, both | WARN_NOT_DEFENSIBLE);
	pack_record_why(&pack, "AB-3/concluded/basis", "1-1 0", NULL);
	expect_warnings(&pack, NONE, both | WARN_NOT_DEFENSIBLE | WARN_STALE);
	expect_warning(&pack, NONE, WARN_STALE, "changed after");
	pack_record_why(&pack, "AB-3/designation", "not applicable", "no gate");
	expect_warnings(&pack, NONE, 0);
	pack_done(&pack);
}

Test(standing, exceeded_without_a_reason_is_named_once_concluded)
{
	struct pack pack;

	make(&pack);
	pack_record_why(&pack, "AB-1/criteria/1.1/state", "exceeded", NULL);
	pack_record_why(&pack, "AB-1/criteria/1.2/state", "exceeded", "SOC");
	cr_assert_eq(stand(&pack, MANY).unexplained, 1u, "one has none");
	expect_warnings(&pack, MANY, 0);
	pack_record_why(&pack, "AB-1/concluded", "0", NULL);
	cr_assert(stand(&pack, MANY).warnings & WARN_NO_REASON, "");
	expect_warning(&pack, MANY, WARN_NO_REASON, "1 criterion is exceeded");
	pack_record_why(&pack, "AB-1/criteria/1.1/state", "exceeded", "SOC");
	cr_assert_not(stand(&pack, MANY).warnings & WARN_NO_REASON, "");
	pack_done(&pack);
}

Test(standing, an_alternative_on_a_material_control_is_an_error)
{
	struct pack pack;

	make(&pack);
	pack_record(&pack, "AB-2/objectives/AB-2_A01/methods", "examine");
	designate(&pack, "AB-2_A01", "alternative control");
	expect_warnings(&pack, MATERIAL, WARN_ALTERNATIVE_MATERIAL);
	expect_warning(&pack, MATERIAL, WARN_ALTERNATIVE_MATERIAL, "material");
	designate(&pack, "AB-2_A01", "satisfactory");
	expect_warnings(&pack, MATERIAL, 0);
	pack_record(&pack, "AB-1/objectives/AB-1_A01/methods", "examine");
	designate(&pack, "AB-1_A01", "alternative control");
	expect_warnings(&pack, MANY, 0);
	pack_done(&pack);
}

Test(standing, methods_are_measured_by_the_rigor)
{
	/* which of examine, interview, test are enough, by rigor */
	static const bool enough[3][8] = {
		{ false, true, false, true, true, true, true, true },
		{ false, false, false, true, false, true, true, true },
		{ false, false, false, false, false, false, false, true },
	};
	static const char *const rigors[] = { "1", "2", "3" };
	struct pack pack;

	make(&pack);
	expect_warnings(&pack, MATERIAL, 0);
	designate(&pack, "AB-2_A01", "satisfactory");
	for (int rigor = 0; rigor < 3; rigor++)
		for (unsigned methods = 0; methods < 8; methods++) {
			struct str text = { 0 };

			methods_text(methods, &text);
			pack_record_why(
			    &pack, "session/rigor", rigors[rigor], NULL);
			pack_record_why(&pack,
			    "AB-2/objectives/AB-2_A01/methods",
			    methods ? str_text(&text) : NULL, NULL);
			struct standing s = stand(&pack, MATERIAL);

			cr_assert_eq(s.methods, methods, "%u", methods);
			cr_assert_eq(!(s.warnings & WARN_METHODS),
			    enough[rigor][methods], "rigor %d, %s", rigor + 1,
			    str_text(&text));
			if (s.warnings & WARN_METHODS)
				expect_warning(&pack, MATERIAL, WARN_METHODS,
				    rigors[rigor]);
			str_done(&text);
		}
	pack_done(&pack);
}

Test(standing, an_accepted_item_was_examined)
{
	static const struct {
		const char *path, *value;
		unsigned methods;
	} steps[] = {
		{ "links/EV-abc234/AB-1", "supports", 0 },
		{ "evidence/EV-abc234/state", "received", 0 },
		{ "evidence/EV-abc234/state", "accepted", METHOD_EXAMINE },
		{ "links/EV-abc234/AB-1", "contradicts", METHOD_EXAMINE },
		{ "links/EV-abc234/AB-1/locator", "page 2", METHOD_EXAMINE },
		{ "links/EV-abc234/AB-1", "not relevant", 0 },
		{ "links/EV-abc234/AB-1", NULL, 0 },
		{ "links/EV-abc234/AB-1/objectives/AB-1_A01", "partly",
		    METHOD_EXAMINE },
		{ "evidence/EV-abc234/state", "viewed on site",
		    METHOD_EXAMINE },
		{ "evidence/EV-abc234/state", "rejected", 0 },
		{ "AB-1/objectives/AB-1_A01/methods", "interview",
		    METHOD_INTERVIEW },
		{ "AB-1/objectives/AB-1_A04/methods", "test",
		    METHOD_INTERVIEW },
		{ "evidence/EV-abc234/state", "accepted",
		    METHOD_INTERVIEW | METHOD_EXAMINE },
	};
	struct pack pack;

	make(&pack);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		pack_record(&pack, steps[i].path, steps[i].value);
		cr_assert_eq(stand(&pack, MANY).methods, steps[i].methods,
		    "%zu: %s", i, steps[i].path);
		cr_assert_eq(stand(&pack, NONE).methods, 0u, "%zu", i);
	}
	pack_done(&pack);
}

Test(standing, scope_warns_of_declarations_and_of_what_is_deprecated)
{
	struct pack pack;

	make(&pack);
	pack_record_why(&pack, "scope/controls/AB-1", "inherited", NULL);
	expect_warnings(&pack, MANY, WARN_DECLARATION);
	expect_warning(&pack, MANY, WARN_DECLARATION, "no date");
	pack_record_why(
	    &pack, "scope/controls/AB-1/declared", "2025-07-13", NULL);
	expect_warnings(&pack, MANY, WARN_DECLARATION);
	expect_warning(&pack, MANY, WARN_DECLARATION, "older than 12 months");
	pack_record_why(
	    &pack, "scope/controls/AB-1/declared", "2026-07-13", NULL);
	expect_warning(&pack, MANY, WARN_DECLARATION, "who provides");
	pack_record_why(
	    &pack, "scope/controls/AB-1/provider", "Nordhost", NULL);
	expect_warnings(&pack, MANY, 0);
	pack_record_why(
	    &pack, "scope/controls/AB-1/declared", "2025-07-13", NULL);
	expect_warnings(&pack, MANY, 0);
	expect_warning(&pack, MANY, WARN_DECLARATION, "Nordhost");
	pack_record_why(&pack, "scope/controls/AB-4", "in", NULL);
	expect_warnings(&pack, GONE, WARN_DEPRECATED);
	expect_warning(&pack, GONE, WARN_DEPRECATED, "yet in scope");
	pack_record_why(&pack, "scope/controls/AB-4", "out", "gone");
	expect_warnings(&pack, GONE, 0);
	pack_done(&pack);
}

Test(standing, a_rule_that_means_nothing_leaves_all_in)
{
	struct pack pack;

	make(&pack);
	pack_record_why(&pack, "scope/rule", "weight>=10", "material first");
	struct standing s = stand(&pack, MANY);

	cr_assert_not(standing_counts(&s), "too light");
	expect_explained(
	    &pack, MANY, "Out of scope by the rule: material first.");
	s = stand(&pack, MATERIAL);
	cr_assert(standing_counts(&s), "");
	pack_record_why(&pack, "scope/rule", "flagged", "about answers");
	s = stand(&pack, MANY);
	cr_assert(standing_counts(&s), "refused, if it were asked");
	pack_done(&pack);
}

Test(standing, a_copy_is_asked_again_when_its_source_changes)
{
	struct pack pack;
	struct standing s;
	char path[80];

	pack_begin(&pack);
	for (int i = 1; i <= 2; i++) {
		snprintf(path, sizeof(path), "AB-%d", i);
		pack_criterion(&pack,
		    pack_level(&pack, pack_control(&pack, path, "It."), 2),
		    "The same for all.");
	}
	pack_finish(&pack);
	pack_record_why(&pack, "AB-1/criteria/2.1/state", "exceeded", "SOC");
	pack_record_why(&pack, "AB-2/criteria/2.1/state", "exceeded", "SOC");
	pack_record_why(&pack, "AB-2/criteria/2.1/copied", "AB-1", NULL);
	s = stand(&pack, 1);
	cr_assert(s.copied == 1 && s.recheck == 0, "as its source");
	pack_record_why(&pack, "AB-1/criteria/2.1/state", "exceeded", "NOC");
	cr_assert_eq(stand(&pack, 1).recheck, 0u, "a reason alone");
	pack_record_why(&pack, "AB-1/criteria/2.1/state", "partial", NULL);
	cr_assert_eq(stand(&pack, 1).recheck, 1u, "another answer");
	expect_warnings(&pack, 1, WARN_RECHECK);
	expect_warning(&pack, 1, WARN_RECHECK, "1 copied answer");
	expect_warnings(&pack, 0, 0);
	pack_record_why(&pack, "AB-1/criteria/2.1/state", "exceeded", "SOC");
	cr_assert_eq(stand(&pack, 1).recheck, 0u, "the same again");
	pack_record_why(&pack, "AB-1/criteria/2.1/state", NULL, NULL);
	cr_assert_eq(stand(&pack, 1).recheck, 1u, "taken away");
	pack_record_why(&pack, "AB-2/criteria/2.1/copied", NULL, NULL);
	s = stand(&pack, 1);
	cr_assert(s.copied == 0 && s.recheck == 0, "confirmed");
	pack_done(&pack);
}

Test(standing, reviews_and_gaps_are_told)
{
	struct pack pack;
	struct standing s;

	make(&pack);
	cr_assert_eq(stand(&pack, MANY).review, REVIEW_NONE, "");
	pack_record_why(&pack, "reviews/AB-1/state", "returned", NULL);
	pack_record_why(&pack, "reviews/AB-1/comment", "Which SOC?", NULL);
	s = stand(&pack, MANY);
	cr_assert_eq(s.review, REVIEW_RETURNED, "");
	cr_assert_str_eq(s.review_comment, "Which SOC?", "");
	cr_assert_eq(s.gap, -1, "no target, nothing concluded");
	pack_record_why(&pack, "session/target", "5", NULL);
	cr_assert_eq(stand(&pack, MANY).gap, -1, "nothing concluded");
	pack_record_why(&pack, "AB-1/concluded", "1", "so");
	cr_assert_eq(stand(&pack, MANY).gap, 2, "capped at 3");
	pack_record_why(&pack, "AB-1/target", "0", NULL);
	cr_assert_eq(stand(&pack, MANY).gap, 0, "never below 0");
	pack_record_why(&pack, "AB-1/target", NULL, NULL);
	pack_record_why(&pack, "scope/controls/AB-1", "out", "leased");
	cr_assert_eq(stand(&pack, MANY).gap, -1, "out of scope");
	pack_done(&pack);
}

Test(standing, only_0_and_levels_with_criteria_are_attainable)
{
	struct pack pack;

	make(&pack);
	for (int i = -1; i <= 6; i++) {
		cr_assert_eq(standing_attainable(pack.catalog, MANY, i),
		    i >= 0 && i <= 3, "AB-1, %d", i);
		cr_assert_eq(standing_attainable(pack.catalog, NONE, i),
		    i == 0 || i == 2, "AB-3, %d", i);
		cr_assert_eq(standing_attainable(pack.catalog, BARE, i), i == 0,
		    "AB-5, %d", i);
	}
	pack_done(&pack);
}
