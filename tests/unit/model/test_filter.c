/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Filters: what their terms mean, what is wrong with a line, and what the word
 * being typed could become. */

#include <config.h>

#include "model/filter.h"

#include <stdlib.h>
#include <string.h>

#include "model/desk.h"
#include "pack.h"

/* Domains AB Alphabet, DEV, DEVOPS and inside it SUB, named Deep Water.
 *   AB-1   weight 8, profiles "Core Level 1" and basic, people, level 1 and 2
 *   AB-2   weight 10, basic, process, maps to the Parks Act, level 2
 *   DO-1   in SUB, no weight, "Core Level 10", data, asks for E-1, level 3
 *   DV-1   in DEV, withdrawn, level 1
 *   NO-1   in DEV, nothing to answer; its German title has an umlaut */
static void
fill(struct builder *b)
{
	static const char *const domains[][3] = { { "DEV", "Builders", "" },
		{ "DEVOPS", "Runners", "" },
		{ "SUB", "Deep Water", "DEVOPS" } };
	size_t row;

	for (size_t i = 0; i < 3; i++) {
		row = builder_child(b, PACK_DOMAINS, 0);
		builder_text(b, DOMAIN_ID, row, domains[i][0]);
		builder_text(b, DOMAIN_NAME, row, domains[i][1]);
		builder_text(b, DOMAIN_PARENT, row, domains[i][2]);
	}
	row = builder_child(b, PACK_FRAMEWORKS, 0);
	builder_text(b, FRAMEWORK_ID, row, "parks");
	builder_text(b, FRAMEWORK_NAME, row, "Act on Parks");
	row = builder_child(b, PACK_EVIDENCE, 0);
	builder_text(b, EVIDENCE_ID, row, "E-1");
	builder_text(b, EVIDENCE_TITLE, row, "A list");
}

static void
make(struct pack *pack, struct desk *desk)
{
	pack_begin(pack);
	struct builder *b = pack->builder;

	fill(b);
	size_t one = pack_control(pack, "AB-1", "Run books are open to all.");
	size_t two =
	    pack_control(pack, "AB-2", "Books tell how to run a shop.");
	size_t deep = pack_control_in(pack, "SUB", "DO-1", "Caf\u00e9s count.");
	size_t gone = pack_control_in(pack, "DEV", "DV-1", "Old.");
	size_t bare = pack_control_in(pack, "DEV", "NO-1", "Bare.");

	builder_number(b, CONTROL_WEIGHT, one, 8);
	builder_number(b, CONTROL_WEIGHT, two, 10);
	builder_item(b, CONTROL_PROFILES, one, "Core Level 1");
	builder_item(b, CONTROL_PROFILES, one, "basic");
	builder_item(b, CONTROL_PROFILES, two, "basic");
	builder_item(b, CONTROL_PROFILES, deep, "Core Level 10");
	builder_item(b, CONTROL_APPLIES_TO, one, "people");
	builder_item(b, CONTROL_APPLIES_TO, two, "process");
	builder_item(b, CONTROL_APPLIES_TO, deep, "data");
	builder_item(b, CONTROL_EVIDENCE, deep, "E-1");
	size_t map = builder_child(b, CONTROL_MAPPINGS, two);

	builder_text(b, MAPPING_FRAMEWORK, map, "parks");
	builder_item(b, MAPPING_VALUES, map, "3");
	pack_criteria(pack, one, "22");
	pack_criteria(pack, two, "03");
	pack_criteria(pack, deep, "001");
	pack_criteria(pack, gone, "1");
	builder_text(b, CONTROL_STATUS, gone, "withdrawn");
	builder_text(b, CONTROL_TITLE, bare, "Bare");
	builder_overlay(b, "de", CONTROL_TITLE, bare, 0, "\u00dcbrig");
	pack_finish(pack);
	desk_init(desk, pack->catalog);
	desk_set_session(desk, pack->session);
}

static void
finish(struct pack *pack, struct desk *desk)
{
	desk_done(desk);
	pack_done(pack);
}

static void
expect(const struct desk *desk, const char *line, const char *wanted)
{
	struct err err = { 0 };
	struct filter_view view = desk_view(desk);
	struct filter *filter = filter_parse(line, &view, &err);
	struct str list = { 0 };

	cr_assert_not_null(filter, "%s: %s", line, err.message);
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		if (filter_holds(filter, &view, i))
			str_printf(&list, "%s%s", list.len ? " " : "",
			    catalog_string(desk->catalog, CONTROL_ID, i));
	cr_assert_str_eq(
	    str_text(&list), wanted, "%s: %s", line, str_text(&list));
	str_done(&list);
	filter_free(filter);
}

static const char all[] = "AB-1 AB-2 DO-1 DV-1 NO-1";

Test(filter, a_blank_line_holds_for_all)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "", all);
	expect(&desk, " \t ", all);
	expect(&desk, "-", all);
	expect(&desk, "\"\"", all);
	finish(&pack, &desk);
}

Test(filter, words_are_found_anywhere_case_and_accents_aside)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "BOOK", "AB-1 AB-2");
	expect(&desk, "book run", "AB-1 AB-2");
	expect(&desk, "cafe", "DO-1");
	expect(&desk, "ab-", "AB-1 AB-2");
	expect(&desk, "-ab-", "DO-1 DV-1 NO-1");
	expect(&desk, "-ab- -bare", "DO-1 DV-1");
	expect(&desk, "book zebra", "");
	finish(&pack, &desk);
}

Test(filter, quotes_keep_words_together_and_make_words_of_terms)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "\"run book\"", "AB-1");
	expect(&desk, "\"open\"", "AB-1");
	expect(&desk, "-\"run book\" book", "AB-2");
	expect(&desk, "\"run book", "AB-1");
	finish(&pack, &desk);
}

Test(filter, words_are_those_of_the_language_shown)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "ubrig", "");
	desk_set_language(&desk, catalog_find_language(desk.catalog, "de"));
	expect(&desk, "ubrig", "NO-1");
	finish(&pack, &desk);
}

Test(filter, weights_are_compared_and_none_is_no_weight)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "weight>=8", "AB-1 AB-2");
	expect(&desk, "weight>8", "AB-2");
	expect(&desk, "Weight<10", "AB-1");
	expect(&desk, "weight<=10", "AB-1 AB-2");
	expect(&desk, "weight=8", "AB-1");
	expect(&desk, "weight:8", "AB-1");
	expect(&desk, "-weight>=8", "DO-1 DV-1 NO-1");
	/* without a sign it is a word */
	expect(&desk, "weight", "");
	finish(&pack, &desk);
}

Test(filter, a_domain_is_its_id_or_part_of_its_name_with_those_below)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "domain:ab", "AB-1 AB-2");
	expect(&desk, "domain:dev", "DV-1 NO-1");
	expect(&desk, "domain:devo", "DO-1");
	expect(&desk, "domain:de", "DO-1 DV-1 NO-1");
	expect(&desk, "domain:\"deep w\"", "DO-1");
	expect(&desk, "-domain:devops", "AB-1 AB-2 DV-1 NO-1");
	finish(&pack, &desk);
}

Test(filter, profiles_subjects_and_frameworks_go_by_part_of_their_names)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "profile:basic", "AB-1 AB-2");
	expect(&desk, "profile:core", "AB-1 DO-1");
	expect(&desk, "profile:\"Core Level 1\"", "AB-1");
	expect(&desk, "applies:p", "AB-1 AB-2");
	expect(&desk, "applies:proc", "AB-2");
	expect(&desk, "framework:parks", "AB-2");
	expect(&desk, "framework:\"act on\"", "AB-2");
	expect(&desk, "-framework:parks profile:basic", "AB-1");
	finish(&pack, &desk);
}

Test(filter, a_level_must_have_criteria)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "level:1", "AB-1 DV-1");
	expect(&desk, "level:2", "AB-1 AB-2");
	expect(&desk, "level=3", "DO-1");
	expect(&desk, "level:5", "");
	finish(&pack, &desk);
}

/* Answers all criteria of a level of a control. */
static void
answer(struct pack *pack, struct desk *desk, const char *id, int level,
    const char *state)
{
	size_t control = catalog_find(desk->catalog, TABLE_CONTROL, id);
	size_t row = catalog_control_level(desk->catalog, control, level);

	for (size_t i = 0;
	     i < catalog_count(desk->catalog, CLEVEL_CRITERIA, row); i++) {
		char *path =
		    xasprintf("%s/criteria/%d.%zu/state", id, level, i + 1);

		pack_record(pack, path, state);
		free(path);
	}
	desk_set_session(desk, pack->session);
}

Test(filter, progress_follows_the_answers)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	/* withdrawn controls and those without criteria make no progress */
	expect(&desk, "open", "AB-1 AB-2 DO-1");
	expect(&desk, "untouched", "AB-1 AB-2 DO-1");
	answer(&pack, &desk, "AB-1", 1, "met");
	answer(&pack, &desk, "DO-1", 3, "met");
	expect(&desk, "open", "AB-1 AB-2");
	expect(&desk, "started", "AB-1");
	expect(&desk, "done", "DO-1");
	expect(&desk, "untouched", "AB-2");
	expect(&desk, "-done", "AB-1 AB-2 DV-1 NO-1");
	finish(&pack, &desk);
}

Test(filter, a_level_in_the_band_waits_for_judgement)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	answer(&pack, &desk, "AB-2", 2, "met");
	expect(&desk, "judge", "");
	pack_record(&pack, "AB-2/criteria/2.1/state", "not met");
	desk_set_session(&desk, pack.session);
	expect(&desk, "judge", "AB-2");
	finish(&pack, &desk);
}

Test(filter, flags_notes_evidence_and_standing)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	pack_record(&pack, "AB-1/flags/review", "yes");
	pack_record(&pack, "AB-2/notes/abc123/text", "Ask again.");
	desk_set_session(&desk, pack.session);
	expect(&desk, "flagged", "AB-1");
	expect(&desk, "noted", "AB-2");
	expect(&desk, "evidence", "DO-1");
	expect(&desk, "withdrawn", "DV-1");
	expect(&desk, "material", "AB-2");
	expect(&desk, "-withdrawn -evidence", "AB-1 AB-2 NO-1");
	pack_record(&pack, "links/EV-abc234/AB-1", "supports");
	desk_set_session(&desk, pack.session);
	expect(&desk, "evidence", "AB-1 DO-1");
	finish(&pack, &desk);
}

Test(filter, scope_is_asked_for_and_what_is_out_of_it_has_no_progress)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "out", "DV-1");
	pack_record(&pack, "scope/rule", "weight>=8");
	pack_record(&pack, "scope/controls/DO-1", "inherited");
	pack_record(&pack, "scope/controls/NO-1", "reciprocal");
	desk_set_session(&desk, pack.session);
	expect(&desk, "in", "AB-1 AB-2 DO-1 NO-1");
	expect(&desk, "-in", "DV-1");
	expect(&desk, "inherited", "DO-1 NO-1");
	pack_record(&pack, "scope/controls/AB-2", "out");
	desk_set_session(&desk, pack.session);
	expect(&desk, "out", "AB-2 DV-1");
	expect(&desk, "open", "AB-1 DO-1");
	expect(&desk, "untouched in", "AB-1 DO-1");
	/* withdrawn, but taken in */
	pack_record(&pack, "scope/controls/DV-1", "in");
	desk_set_session(&desk, pack.session);
	expect(&desk, "open", "AB-1 DO-1 DV-1");
	finish(&pack, &desk);
}

Test(filter, designations_and_conclusions_of_controls_in_scope)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	pack_record(&pack, "AB-1/designation", "satisfactory");
	pack_record(&pack, "AB-2/designation", "deficient");
	pack_record(&pack, "DO-1/designation", "not applicable");
	pack_record(&pack, "NO-1/designation", "deficient");
	pack_record(&pack, "scope/controls/NO-1", "out");
	desk_set_session(&desk, pack.session);
	expect(&desk, "satisfactory", "AB-1");
	expect(&desk, "deficient", "AB-2");
	expect(&desk, "designated", "AB-1 AB-2 DO-1");
	expect(&desk, "in -designated", "");
	/* what is not applicable has nothing to answer */
	expect(&desk, "open", "AB-1 AB-2");
	expect(&desk, "concluded", "");
	pack_record(&pack, "AB-1/concluded", "1");
	pack_record(&pack, "AB-1/target", "2");
	pack_record(&pack, "AB-2/concluded", "2");
	pack_record(&pack, "AB-2/target", "2");
	desk_set_session(&desk, pack.session);
	expect(&desk, "concluded", "AB-1 AB-2");
	expect(&desk, "gap", "AB-1");
	finish(&pack, &desk);
}

Test(filter, copied_answers_wait_until_they_are_confirmed)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect(&desk, "copied", "");
	pack_record(&pack, "AB-2/criteria/2.1/state", "met");
	pack_record(&pack, "AB-2/criteria/2.1/copied", "AB-1");
	desk_set_session(&desk, pack.session);
	expect(&desk, "copied", "AB-2");
	pack_record(&pack, "AB-2/criteria/2.1/copied", NULL);
	desk_set_session(&desk, pack.session);
	expect(&desk, "copied", "");
	finish(&pack, &desk);
}

static void
expect_wrong(
    const struct desk *desk, const char *line, size_t column, const char *part)
{
	struct err err = { 0 };

	struct filter_view view = desk_view(desk);

	cr_assert_null(filter_parse(line, &view, &err), "%s", line);
	cr_assert_eq(err.column, column, "%s: %zu", line, err.column);
	cr_assert_not_null(
	    strstr(err.message, part), "%s: %s", line, err.message);
	err_done(&err);
}

Test(filter, what_means_nothing_says_what_there_is)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect_wrong(&desk, "colour:red", 1, "weight domain");
	expect_wrong(&desk, "\u00e9\u00e9 open:x", 4, "no term \"open:\"");
	expect_wrong(&desk, "a>b", 1, "no term");
	expect_wrong(&desk, "open weight>", 6, "number");
	expect_wrong(&desk, "weight>=many", 1, "number");
	expect_wrong(&desk, "weight>=123456", 1, "number");
	expect_wrong(&desk, "level:0", 1, "from 1 to 5");
	expect_wrong(&desk, "level:6", 1, "from 1 to 5");
	expect_wrong(&desk, "-domain:", 1, "AB, DEV, DEVOPS, SUB");
	expect_wrong(&desk, "domain:xyz", 1, "AB, DEV, DEVOPS, SUB");
	expect_wrong(&desk, "profile:xyz", 1, "basic, Core Level 1");
	finish(&pack, &desk);
}

Test(filter, the_table_of_terms_is_read_to_its_end)
{
	const char *written, *help;
	size_t count = 0;
	bool weight = false;

	for (; filter_term(count, &written, &help); count++) {
		weight |= str_equal(written, "weight>=N");
		cr_assert(*written && *help, "");
	}
	cr_assert(weight && count == 28, "%zu", count);
}

/* The choices for the end of a line, each "text (help)", ", " between. */
static void
expect_choices(const struct desk *desk, const char *line, const char *wanted)
{
	struct filter_choices choices = { 0 };
	struct str list = { 0 };
	struct filter_view view = desk_view(desk);

	filter_complete(&view, line, strlen(line), &choices);
	for (size_t i = 0; i < choices.count; i++)
		str_printf(&list, "%s%s", i ? ", " : "", choices.items[i].text);
	cr_assert_str_eq(
	    str_text(&list), wanted, "%s: %s", line, str_text(&list));
	str_done(&list);
	filter_choices_done(&choices);
}

Test(filter, the_word_being_typed_is_completed)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	expect_choices(&desk, "op", "open");
	expect_choices(&desk, "de", "deficient, designated");
	expect_choices(&desk, "book -W", "-weight>=, -withdrawn");
	expect_choices(
	    &desk, "domain:d", "domain:DEV, domain:DEVOPS, domain:SUB");
	expect_choices(&desk, "open -domain:ab", "-domain:AB");
	expect_choices(&desk, "profile:c",
	    "profile:basic, profile:\"Core Level 1\", "
	    "profile:\"Core Level 10\"");
	expect_choices(&desk, "level:",
	    "level:1, level:2, level:3, level:4, "
	    "level:5");
	/* any word: nothing to put in */
	expect_choices(&desk, "book", "");
	expect_choices(&desk, "\"op", "");
	expect_choices(&desk, "domain:xyz", "");
	finish(&pack, &desk);
}

Test(filter, terms_about_answers_need_answers)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	make(&pack, &desk);
	struct filter_view view = { .catalog = desk.catalog };

	cr_assert_null(filter_parse("weight>=2 -open", &view, &err), "");
	cr_assert_eq(err.column, 11u, "column %zu", err.column);
	cr_assert_not_null(strstr(err.message, "answers"), "%s", err.message);
	err_done(&err);
	/* standings too, and they are not offered then */
	cr_assert_null(filter_parse("deficient", &view, &err), "");
	err_done(&err);
	view.ratings = desk_ratings(&desk);
	cr_assert_null(filter_parse("out", &view, &err), "");
	err_done(&err);
	view.ratings = NULL;
	struct filter_choices choices = { 0 };

	filter_complete(&view, "", 0, &choices);
	for (size_t i = 0; i < choices.count; i++)
		cr_assert(!str_equal(choices.items[i].shown, "open") &&
		              !str_equal(choices.items[i].shown, "gap"),
		    "%s is offered", choices.items[i].shown);
	filter_choices_done(&choices);
	struct filter *filter = filter_parse("weight>=2", &view, &err);

	cr_assert_not_null(filter, "of content");
	filter_free(filter);
	finish(&pack, &desk);
}

Test(filter, choices_know_where_their_word_begins)
{
	struct pack pack;
	struct desk desk;
	struct filter_choices choices = { 0 };

	make(&pack, &desk);
	struct filter_view view = desk_view(&desk);

	filter_complete(&view, "open -dom rest", 9, &choices);
	cr_assert_eq(choices.start, 5u, "");
	cr_assert_eq(choices.count, 1u, "");
	cr_assert_str_eq(choices.items[0].text, "-domain:", "");
	cr_assert_not(choices.items[0].whole, "a name is missing");
	filter_complete(&view, "open ", 5, &choices);
	cr_assert_eq(choices.start, 5u, "");
	cr_assert_eq(choices.count, 28u, "all terms");
	filter_choices_done(&choices);
	finish(&pack, &desk);
}

static void
make_slots(struct pack *pack)
{
	pack_record(pack, "slots/xyz/title", "Service desk");
	pack_record(pack, "slots/xyz/day", "2026-07-15");
	pack_record(pack, "slots/xyz/controls/AB-1", "yes");
	pack_record(pack, "slots/abc/title", "Operations");
	pack_record(pack, "slots/abc/day", "2026-07-16");
	pack_record(pack, "slots/abc/controls/AB-2", "yes");
	pack_record(pack, "slots/abc/controls/DO-1", "yes");
	pack_record(pack, "slots/abc/running", "2026-07-16T09:30:00+02:00");
}

Test(filter, a_slot_is_its_id_number_or_part_of_its_title_or_the_present_one)
{
	struct pack pack;
	struct desk desk;

	make(&pack, &desk);
	desk_set_session(&desk, pack.session);
	expect_wrong(&desk, "slot:1", 1, "this session has none");
	make_slots(&pack);
	desk_set_session(&desk, pack.session);
	expect(&desk, "slot:abc", "AB-2 DO-1");
	expect(&desk, "slot:1", "AB-1");
	expect(&desk, "slot:service", "AB-1");
	expect(&desk, "slot", "AB-2 DO-1");
	expect(&desk, "slot -DO-1", "AB-2");
	expect_wrong(&desk, "slot:nobody", 1, "xyz, abc");
	expect_choices(&desk, "slot:", "slot:xyz, slot:abc");
	expect_choices(&desk, "-slot:oper", "-slot:abc");
	pack_record(&pack, "slots/abc/ended", "2026-07-16T10:30:00+02:00");
	desk_set_session(&desk, pack.session);
	expect(&desk, "slot", "");
	finish(&pack, &desk);
}
