/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What may be recorded, how people may write it, and what they are told. */

#include <config.h>

#include "model/schema.h"

#include <stdlib.h>
#include <string.h>

#include "../sample_pack.h"
#include "base/str.h"

static void
expect_path(const struct catalog *c, const char *given, const char *wanted)
{
	const struct schema_row *row = NULL;
	struct err err = { 0 };
	char *path = NULL;
	bool ok = schema_resolve(c, given, &path, &row, &err);

	cr_assert(ok, "%s: %s", given, err.message);
	cr_assert_str_eq(path, wanted, "%s gave %s", given, path);
	cr_assert_eq(schema_find(path), row, "%s finds its row again", path);
	free(path);
}

/* Refused, in one line that holds these words; outputs untouched. */
static void
expect_refusal(const struct catalog *c, const char *given, const char *words)
{
	const struct schema_row *row = NULL;
	struct err err = { 0 };
	char *path = NULL;

	cr_assert_not(
	    schema_resolve(c, given, &path, &row, &err), "%s passed", given);
	cr_assert_eq(err.code, ERR_INPUT, "%s", given);
	cr_assert_not_null(
	    strstr(err.message, words), "%s said: %s", given, err.message);
	cr_assert_null(strchr(err.message, '\n'), "one line: %s", err.message);
	cr_assert_null(path, "outputs stay");
	cr_assert_null(row, "outputs stay");
	err_done(&err);
}

static bool
accepts(const struct catalog *c, const char *path, const char *value,
    const char *why)
{
	struct err err = { 0 };
	bool ok = schema_check(schema_find(path), c, path, value, why, &err);

	cr_assert_eq(ok, err.code == ERR_NONE, "false exactly with err");
	cr_assert(
	    ok || strstr(err.message, path), "%s names the path", err.message);
	err_done(&err);
	return ok;
}

static void
expect_spelling(const struct catalog *c, const char *path, const char *value,
    const char *wanted)
{
	struct err err = { 0 };
	char *made = NULL;

	cr_assert(
	    schema_accept(schema_find(path), c, path, value, NULL, &made, &err),
	    "%s: %s", path, err.message);
	cr_assert_str_eq(made, wanted, "%s as %s", value, made);
	free(made);
}

Test(schema, ids_are_found_ignoring_case_and_spelt_as_the_pack_has_them)
{
	struct catalog *c = sample_catalog();

	expect_path(c, "gar-01/performed", "GAR-01/performed");
	expect_path(c, "Gar-01.1/target", "GAR-01.1/target");
	expect_path(c, "domains/too/target", "domains/TOO/target");
	expect_path(c, "evidence/e-gat-01/state", "evidence/E-GAT-01/state");
	expect_path(c, "evidence/ev-ABC234/provided by",
	    "evidence/EV-abc234/provided by");
	expect_path(c, "links/e-gat-02/gar-01.1/locator",
	    "links/E-GAT-02/GAR-01.1/locator");
	catalog_free(c);
}

Test(schema, a_criterion_may_be_given_by_number_or_key)
{
	struct catalog *c = sample_catalog();
	char key[9];

	criterion_key("Keys are counted in spring.", NULL, 0, key);
	char *wanted = path_criterion("GAR-01", 3, key, "state");
	char *upper = xasprintf("GAR-01/criteria/3.%s/state", key);

	for (char *p = strrchr(upper, '.'); *p != '/'; p++)
		if (*p >= 'a' && *p <= 'f')
			*p = (char)(*p - 'a' + 'A');
	expect_path(c, "gar-01/criteria/3.2/state", wanted);
	expect_path(c, "gar-01/criteria/3.002/state", wanted);
	expect_path(c, wanted, wanted);
	expect_path(c, upper, wanted);
	free(upper);
	free(wanted);
	wanted = xasprintf("links/E-GAT-01/GAR-01/criteria/3.%s", key);
	expect_path(c, "links/e-gat-01/gar-01/criteria/3.2", wanted);
	free(wanted);
	catalog_free(c);
}

Test(schema, a_wrong_criterion_is_told_how_many_there_are)
{
	struct catalog *c = sample_catalog();

	expect_refusal(c, "gar-01/criteria/3.7/state",
	    "GAR-01 has 3 criteria at level 3; 3.7 is none of them");
	expect_refusal(c, "GAR-01.1/criteria/2.2/note",
	    "GAR-01.1 has 1 criterion at level 2; 2.2 is none of them");
	expect_refusal(c, "GAR-01/criteria/3.0/state", "3.0 is none of them");
	expect_refusal(
	    c, "GAR-01/criteria/3.deadbeef/state", "3.deadbeef is none");
	expect_refusal(
	    c, "GAR-01/criteria/5.1/state", "no criteria at level 5");
	expect_refusal(c, "GAR-01/criteria/three/state", "LEVEL.N");
	expect_refusal(c, "GAR-01/judged/4", "no criteria at level 4");
	expect_refusal(c, "GAR-01/judged/x", "no level");
	expect_path(c, "GAR-01/judged/03", "GAR-01/judged/3");
	catalog_free(c);
}

Test(schema, unknown_paths_are_told_what_is_wrong_and_what_would_be_right)
{
	struct catalog *c = sample_catalog();

	expect_refusal(c, "GAR-09/performed", "no control GAR-09");
	expect_refusal(c, "GAR-09/nonsense", "no control GAR-09");
	expect_refusal(c, "GAR-01/perfomed", "performed, criteria, judged");
	expect_refusal(c, "GAR-01", "ends too soon");
	expect_refusal(c, "GAR-01/", "ends too soon");
	expect_refusal(c, "GAR-01/performed/x", "too long");
	expect_refusal(c, "", "ends too soon");
	expect_refusal(c, "/", "ends too soon");
	expect_refusal(c, "session/colour", "title, client, rigor, target");
	expect_refusal(c, "links/E-GAT-01/GAR-01/x", "locator, criteria");
	expect_refusal(c, "evidence/E-NO-1/state", "EV-");
	expect_refusal(c, "evidence/EV-abc128/state", "EV-");
	expect_refusal(c, "domains/XXX/target", "no domain XXX");
	expect_refusal(c, "GAR-01/notes/A_b/text", "no id");
	expect_refusal(
	    c, "GAR-01/flags/abcdefghijklmnopqrstuvwxyz0123456", "no id");
	catalog_free(c);
}

Test(schema, seals_are_recorded_by_the_program_alone)
{
	struct catalog *c = sample_catalog();

	expect_refusal(c, "seal/1/sealed", "the program records this itself");
	expect_refusal(c, "seal/1/reopened", "the program records this");
	expect_refusal(c, "seal/x", "ends too soon");
	catalog_free(c);
}

Test(schema, the_room_has_its_paths)
{
	struct catalog *c = sample_catalog();

	expect_path(
	    c, "people/okafor/domains/gar", "people/okafor/domains/GAR");
	expect_path(c, "slots/2/controls/gar-01", "slots/2/controls/GAR-01");
	expect_path(c, "GAR-01/objectives/gar-01_a01/methods/test/day",
	    "GAR-01/objectives/GAR-01_A01/methods/test/day");
	expect_refusal(c, "GAR-01/objectives/gar-01_a01/methods/guess/day",
	    "no method");
	expect_spelling(c, "slots/2/time", "9:30", "09:30");
	expect_spelling(c, "statements/1/about",
	    "gar-01/objectives/gar-01_a01", "GAR-01/objectives/GAR-01_A01");
	expect_spelling(c, "statements/1/about", "gar-01", "GAR-01");
	cr_assert(
	    accepts(c, "statements/1/about", "gar-01/criteria/3.2", NULL));
	cr_assert(accepts(
	    c, "slots/2/running", "2026-07-14T10:32:50+02:00", NULL));
	cr_assert_not(accepts(c, "slots/2/running", "2026-07-14", NULL));
	cr_assert_not(accepts(c, "slots/2/time", "24:00", NULL));
	cr_assert_not(
	    accepts(c, "statements/1/about", "GAR-01/notes/a", NULL));
	cr_assert_not(accepts(c, "evidence/E-GAT-01/sha256", "abc", NULL));
	catalog_free(c);
}

Test(schema, objectives_are_those_of_the_control)
{
	struct catalog *c = sample_catalog();

	expect_path(c, "gar-01/objectives/gar-01_a01/designation",
	    "GAR-01/objectives/GAR-01_A01/designation");
	expect_path(c, "GAR-01/objectives/GAR-01_A01/methods",
	    "GAR-01/objectives/GAR-01_A01/methods");
	expect_path(c, "GAR-01/objectives/GAR-01_A01/parameters/02",
	    "GAR-01/objectives/GAR-01_A01/parameters/2");
	expect_path(c, "links/e-gat-01/gar-01/objectives/gar-01_a01",
	    "links/E-GAT-01/GAR-01/objectives/GAR-01_A01");
	expect_path(c, "links/e-gat-01/gar-01/objectives/gar-01_a01/locator",
	    "links/E-GAT-01/GAR-01/objectives/GAR-01_A01/locator");
	expect_refusal(c, "TOO-02/objectives/GAR-01_A01/methods",
	    "TOO-02 has no objective GAR-01_A01");
	expect_refusal(c, "GAR-01/objectives/GAR-01_A0/methods",
	    "GAR-01 has no objective GAR-01_A0");
	expect_refusal(c, "links/E-GAT-01/TOO-02/objectives/GAR-01_A01",
	    "TOO-02 has no objective GAR-01_A01");
	expect_refusal(c, "GAR-01/objectives/GAR-01_A01/parameters/0",
	    "no number here");
	expect_refusal(c, "GAR-01/objectives/GAR-01_A01/parameters/x",
	    "no number here");
	catalog_free(c);
}

Test(schema, scope_reviews_and_samples_have_their_paths)
{
	struct catalog *c = sample_catalog();

	expect_path(c, "scope/rule", "scope/rule");
	expect_path(c, "scope/controls/gar-01", "scope/controls/GAR-01");
	expect_path(c, "scope/controls/gar-01.1/provider",
	    "scope/controls/GAR-01.1/provider");
	expect_path(c, "reviews/too-02/comment", "reviews/TOO-02/comment");
	expect_path(c, "samples/s-1/seed", "samples/s-1/seed");
	expect_path(c, "domains/too/conformity", "domains/TOO/conformity");
	expect_refusal(c, "scope/controls/GAR-09", "no control GAR-09");
	expect_refusal(
	    c, "scope/frameworks/act", "This pack has no framework act");
	expect_refusal(c, "reviews/GAR-09/state", "no control GAR-09");
	expect_refusal(c, "samples/S 1/seed", "no id");
	expect_refusal(c, "scope/x", "rule, controls, frameworks");
	catalog_free(c);
}

Test(schema, words_come_in_the_order_of_the_row_each_once)
{
	struct catalog *c = sample_catalog();
	const char *path = "GAR-01/objectives/GAR-01_A01/methods";

	expect_spelling(c, path, "examine", "examine");
	expect_spelling(c, path, "test, examine", "examine, test");
	expect_spelling(c, path, " test,interview ,test,examine",
	    "examine, interview, test");
	cr_assert_not(accepts(c, path, "examine, guess", NULL), "no word");
	cr_assert_not(accepts(c, path, "examine test", NULL), "no comma");
	cr_assert_not(accepts(c, path, "Test", NULL), "case counts");
	cr_assert(accepts(c, path, NULL, NULL), "removal");
	catalog_free(c);
}

Test(schema, days_are_days_of_the_calendar)
{
	struct catalog *c = sample_catalog();
	const char *path = "scope/controls/GAR-01/declared";

	expect_spelling(c, path, "2026-07-14", "2026-07-14");
	expect_spelling(c, path, "2024-02-29", "2024-02-29");
	cr_assert_not(accepts(c, path, "2026-02-29", NULL), "no leap year");
	cr_assert_not(accepts(c, path, "2026-7-14", NULL), "two digits each");
	cr_assert_not(accepts(c, path, "14.07.2026", NULL), "ISO 8601");
	cr_assert_not(accepts(c, path, "2026-07-14T10:00", NULL), "no time");
	cr_assert_not(accepts(c, path, "", NULL), "empty");
	catalog_free(c);
}

Test(schema, designations_scope_and_conformity_ask_for_their_reasons)
{
	struct catalog *c = sample_catalog();
	const char *one = "GAR-01/objectives/GAR-01_A01/designation";
	const char *whole = "GAR-01/designation";

	for (int i = 0; i < 2; i++) {
		const char *path = i ? whole : one;

		cr_assert(accepts(c, path, "satisfactory", NULL), "");
		cr_assert(accepts(c, path, "deficient", NULL), "");
		cr_assert_not(accepts(c, path, "not applicable", NULL), "");
		cr_assert(accepts(c, path, "not applicable", "why"), "");
		cr_assert_not(
		    accepts(c, path, "alternative control", NULL), "which");
		cr_assert(accepts(c, path, "alternative control", "it"), "");
		cr_assert_not(accepts(c, path, "not assessed", "x"), "none");
	}
	cr_assert_not(accepts(c, "scope/controls/GAR-01", "out", NULL), "");
	cr_assert(accepts(c, "scope/controls/GAR-01", "out", "leased"), "");
	cr_assert(accepts(c, "scope/controls/GAR-01", "inherited", NULL), "");
	cr_assert_not(accepts(c, "scope/rule", "weight>=5", NULL), "");
	cr_assert_not(accepts(c, "session/conformity", "conforms", NULL), "");
	cr_assert(accepts(c, "session/conformity", "conforms", "so"), "");
	catalog_free(c);
}

Test(schema, what_the_program_records_itself_is_refused)
{
	struct catalog *c = sample_catalog();

	expect_refusal(c, "session/pack/version", "the program records this");
	expect_refusal(c, "session/pack/digest", "the program records this");
	cr_assert_not_null(schema_find("session/pack/path"), "yet a row");
	expect_refusal(
	    c, "GAR-01/concluded/basis", "the program records this");
	catalog_free(c);
}

Test(schema, words_are_exact_and_the_message_lists_them)
{
	struct catalog *c = sample_catalog();
	struct err err = { 0 };
	const char *path = "GAR-01/performed";

	cr_assert(accepts(c, path, "yes", NULL), "a word of the row");
	cr_assert_not(accepts(c, path, "Yes", NULL), "case counts");
	cr_assert_not(accepts(c, path, "", NULL), "empty is no word");
	cr_assert_not(
	    schema_check(schema_find(path), c, path, "perhaps", NULL, &err),
	    "no such word");
	cr_assert_not_null(
	    strstr(err.message, "yes, no, unknown"), "%s", err.message);
	err_done(&err);
	catalog_free(c);
}

Test(schema, some_words_need_a_reason)
{
	struct catalog *c = sample_catalog();
	char key[9];

	criterion_key("The lock is oiled.", NULL, 0, key);
	char *state = path_criterion("GAR-01", 2, key, "state");

	cr_assert(accepts(c, state, "met", NULL), "met");
	cr_assert(accepts(c, state, "exceeded", NULL), "offered, not asked");
	cr_assert_not(accepts(c, state, "not applicable", NULL), "asked");
	cr_assert_not(accepts(c, state, "not applicable", " \t"), "blank");
	cr_assert(accepts(c, state, "not applicable", "no lock"), "given");
	cr_assert_not(accepts(c, "GAR-01/judged/2", "no", NULL), "both need");
	cr_assert_not(accepts(c, "GAR-01/judged/2", "yes", NULL), "both need");
	cr_assert(accepts(c, "GAR-01/judged/2", NULL, NULL), "removal");
	cr_assert_not(
	    accepts(c, "evidence/E-GAT-01/state", "rejected", NULL), "asked");
	cr_assert_not(
	    accepts(c, "evidence/E-GAT-01/state", "not available", ""),
	    "asked");
	cr_assert(accepts(c, "evidence/E-GAT-01/state", "viewed on site", NULL),
	    "not asked");
	free(state);
	catalog_free(c);
}

Test(schema, numbers_levels_and_names_become_canonical)
{
	struct catalog *c = sample_catalog();
	char key[9];

	criterion_key("The lock is oiled.", NULL, 0, key);
	char *wanted = xasprintf("2.%s", key);

	expect_spelling(c, "session/rigor", "02", "2");
	expect_spelling(c, "session/target", "0", "0");
	expect_spelling(c, "session/size", "SMALL", "small");
	expect_spelling(c, "GAR-01/notes/a/criterion", "2.2", wanted);
	expect_spelling(
	    c, "GAR-01/notes/a/objective", "gar-01_a01", "GAR-01_A01");
	expect_spelling(
	    c, "evidence/EV-aaaaaa/request", "e-gat-02", "E-GAT-02");
	expect_spelling(c, "GAR-01/concluded", "03", "3");
	char *copied = xasprintf("GAR-01/criteria/%s/copied", wanted);

	expect_spelling(c, copied, "gar-01.1", "GAR-01.1");
	cr_assert_not(accepts(c, copied, "GAR-77", NULL), "no such control");
	free(copied);
	cr_assert_not(accepts(c, "session/rigor", "4", NULL), "1 to 3");
	cr_assert_not(accepts(c, "session/rigor", "2.0", NULL), "whole");
	cr_assert_not(accepts(c, "session/rigor", "-1", NULL), "no sign");
	cr_assert_not(accepts(c, "GAR-01/target", "6", NULL), "0 to 5");
	cr_assert_not(
	    accepts(c, "GAR-01/target", "99999999999999999999", NULL), "big");
	cr_assert_not(accepts(c, "session/size", "huge", NULL), "no size");
	cr_assert_not(
	    accepts(c, "GAR-01/notes/a/criterion", "9.9", NULL), "none");
	free(wanted);
	catalog_free(c);
}

Test(schema, text_has_limits)
{
	struct catalog *c = sample_catalog();
	char *most = xmalloc(SCHEMA_TEXT_MAX + 2);

	memset(most, 'a', SCHEMA_TEXT_MAX + 1);
	most[SCHEMA_TEXT_MAX + 1] = '\0';
	cr_assert_not(accepts(c, "GAR-01/notes/a/text", most, NULL), "65537");
	most[SCHEMA_TEXT_MAX] = '\0';
	cr_assert(accepts(c, "GAR-01/notes/a/text", most, NULL), "65536");
	cr_assert(accepts(c, "GAR-01/notes/a/text", "two\nlines", NULL), "");
	cr_assert_not(accepts(c, "session/title", "two\nlines", NULL), "one");
	cr_assert_not(accepts(c, "session/title", "\xff\xfe", NULL), "UTF-8");
	free(most);
	catalog_free(c);
}

Test(schema, orphans_are_paths_whose_object_is_gone)
{
	struct catalog *c = sample_catalog();

	cr_assert_not(schema_orphan(c, "GAR-01/performed"), "");
	cr_assert_not(schema_orphan(c, "evidence/EV-aaaaaa/title"), "own");
	cr_assert_not(schema_orphan(c, "session/title"), "");
	cr_assert_not(schema_orphan(c, "statements/1/text"), "unknown field");
	cr_assert(schema_orphan(c, "GAR-77/performed"), "control");
	cr_assert(schema_orphan(c, "GAR-77/some/newer/field"), "control");
	cr_assert(schema_orphan(c, "GAR-01/criteria/3.deadbeef/state"), "");
	cr_assert(schema_orphan(c, "evidence/E-OLD-1/state"), "request");
	cr_assert(schema_orphan(c, "links/E-GAT-01/GAR-77"), "control");
	cr_assert(schema_orphan(c, "domains/OLD/target"), "domain");
	cr_assert(schema_orphan(c, "scope/controls/GAR-77"), "control");
	cr_assert(schema_orphan(c, "scope/frameworks/old"), "framework");
	cr_assert(schema_orphan(c, "reviews/GAR-77/state"), "control");
	cr_assert(
	    schema_orphan(c, "GAR-01/objectives/GAR-01_A9/methods"), "gone");
	cr_assert_not(
	    schema_orphan(c, "GAR-01/objectives/GAR-01_A01/methods"), "");
	catalog_free(c);
}

Test(schema, segments_and_criteria_come_apart_again)
{
	char *third = path_segment("a/bb/ccc", 2);
	const char *key;
	int level;

	cr_assert_str_eq(third, "ccc", "segment 2");
	cr_assert_null(path_segment("a/bb/ccc", 3), "past the end");
	cr_assert(path_parse_criterion("3.7be01c44", &level, &key), "");
	cr_assert_eq(level, 3, "level");
	cr_assert_str_eq(key, "7be01c44", "key");
	cr_assert_not(path_parse_criterion("3.", &level, &key), "no key");
	cr_assert_not(path_parse_criterion(".7", &level, &key), "no level");
	cr_assert_not(path_parse_criterion("37", &level, &key), "no dot");
	free(third);
}
