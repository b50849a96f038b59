/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What may be recorded, seen from the state as a whole, and what is recorded
 * along with it. */

#include <config.h>

#include "model/ruling.h"

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "model/schema.h"
#include "model/standing.h"
#include "objectives.h"

/* AB-1: 2, 0 and 3 criteria at levels 1 to 3, an objective and one of rigor
 * 3; AB-2: weight 10, an objective; AB-3: weight 10, 2 criteria, none. */
static void
make(struct pack *pack)
{
	pack_begin(pack);
	size_t row = pack_control(pack, "AB-1", "One.");

	pack_criteria(pack, row, "203");
	pack_objective(pack, row, "AB-1_A01", 1, NULL);
	pack_objective(pack, row, "AB-1_A02", 3, NULL);
	row = pack_control(pack, "AB-2", "Two.");
	builder_number(pack->builder, CONTROL_WEIGHT, row, 10);
	pack_objective(pack, row, "AB-2_A01", 1, NULL);
	row = pack_control(pack, "AB-3", "Three.");
	builder_number(pack->builder, CONTROL_WEIGHT, row, 10);
	pack_criteria(pack, row, "2");
	row = pack_control(pack, "AB-4", "Four.");
	pack_criteria(pack, row, "2");
	pack_objective(pack, row, "AB-4_A01", 3, NULL);
	pack_finish(pack);
}

/* "path=value;why", as many as there are; an empty value removes. */
static void
read_changes(struct pack *pack, const char *const *lines, size_t count,
    struct changes *changes)
{
	*changes = (struct changes){ 0 };
	for (size_t i = 0; i < count; i++) {
		const char *equal = strchr(lines[i], '=');
		const char *semi = strchr(equal, ';');
		char *given = xstrndup(lines[i], (size_t)(equal - lines[i]));
		char *value =
		    semi ? xstrndup(equal + 1, (size_t)(semi - equal - 1))
		         : xstrdup(equal + 1);
		const struct schema_row *row;
		struct err err = { 0 };
		char *path;

		cr_assert(
		    schema_resolve(pack->catalog, given, &path, &row, &err),
		    "%s", err.message);
		changes_add(changes, path, *value ? value : NULL,
		    semi ? semi + 1 : NULL);
		free(path);
		free(value);
		free(given);
	}
}

static bool
rule_on(const struct pack *pack, struct changes *changes, const char *by,
    struct err *err)
{
	struct stamp stamp = { .by = by, .at = "2026-07-14T09:30:00+02:00" };

	return ruling_apply(pack->catalog, pack->session, changes, &stamp,
	    day_parse("2026-07-14"), err);
}

/* Records these as somebody, as the program does. */
static void
accept_by(
    struct pack *pack, const char *by, const char *const *lines, size_t count)
{
	struct stamp stamp = { .by = by, .at = "2026-07-14T09:30:00+02:00" };
	struct changes changes;
	struct commit commit = { 0 };
	struct err err = { 0 };

	read_changes(pack, lines, count, &changes);
	cr_assert(
	    rule_on(pack, &changes, by, &err), "%s: %s", lines[0], err.message);
	cr_assert(session_prepare(pack->session, pack->catalog, &changes,
	              &stamp, &commit, &err),
	    "%s: %s", lines[0], err.message);
	if (commit.count)
		session_apply_take(pack->session, &commit);
	else
		commit_done(&commit);
	changes_done(&changes);
}

/* These are refused in words that begin so, and changed in nothing. */
static void
refuse_by(struct pack *pack, const char *by, const char *const *lines,
    size_t count, const char *words)
{
	struct changes changes;
	struct err err = { 0 };

	read_changes(pack, lines, count, &changes);
	cr_assert_not(rule_on(pack, &changes, by, &err), "%s passed", lines[0]);
	cr_assert(str_starts(err.message, words), "%s", err.message);
	cr_assert_null(strchr(err.message, '\n'), "one line");
	cr_assert_eq(changes.count, count, "nothing was added");
	err_done(&err);
	changes_done(&changes);
}

#define LINES(...)                            \
	(const char *const[]){ __VA_ARGS__ }, \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)
#define ACCEPT(pack, ...) accept_by(pack, "J. Tester", LINES(__VA_ARGS__))
#define REFUSE(pack, words, ...) \
	refuse_by(pack, "J. Tester", LINES(__VA_ARGS__), words)

static void
expect(const struct pack *pack, const char *path, const char *wanted)
{
	const char *value = session_get(pack->session, path);

	cr_assert(str_equal(value, wanted), "%s: %s where %s is due", path,
	    value ? value : "nothing", wanted ? wanted : "nothing");
}

Test(ruling, only_attainable_levels_are_concluded)
{
	struct pack pack;

	make(&pack);
	REFUSE(&pack,
	    "AB-1/concluded: AB-1 has no criteria at level 2; what can be "
	    "concluded is 0, 1, 3.",
	    "AB-1/concluded=2;seen it");
	REFUSE(&pack, "AB-2/concluded: AB-2 has no criteria at level 1",
	    "AB-2/concluded=1;seen it");
	ACCEPT(&pack, "AB-1/concluded=3;seen it");
	ACCEPT(&pack, "AB-1/concluded=1;seen it");
	ACCEPT(&pack, "AB-1/concluded=0");
	ACCEPT(&pack, "AB-2/concluded=0");
	pack_done(&pack);
}

Test(ruling, a_level_that_is_not_supported_takes_a_reason)
{
	struct pack pack;

	make(&pack);
	REFUSE(&pack,
	    "AB-1/concluded: Supported is 0, so concluding 1 needs a reason",
	    "AB-1/concluded=1");
	REFUSE(
	    &pack, "AB-1/concluded: Supported is 0", "AB-1/concluded=1; \t ");
	REFUSE(&pack, "AB-1/concluded: Supported is 1",
	    "AB-1/criteria/1.1/state=met", "AB-1/criteria/1.2/state=met",
	    "AB-1/concluded=0");
	ACCEPT(&pack, "AB-1/concluded=1", "AB-1/criteria/1.1/state=met",
	    "AB-1/criteria/1.2/state=met");
	expect(&pack, "AB-1/concluded", "1");
	expect(&pack, "AB-1/concluded/basis", "1-3 1");
	cr_assert_not(stand(&pack, 0).stale, "as it was concluded");
	pack_done(&pack);
}

Test(ruling, concluding_again_looks_at_it_again)
{
	struct pack pack;

	make(&pack);
	ACCEPT(&pack, "AB-1/concluded=1;seen it");
	expect(&pack, "AB-1/concluded/basis", "0-3 0");
	ACCEPT(&pack, "AB-1/criteria/1.1/state=met",
	    "AB-1/criteria/1.2/state=met");
	cr_assert(stand(&pack, 0).stale, "D and S rose");
	ACCEPT(&pack, "AB-1/concluded=1");
	expect(&pack, "AB-1/concluded/basis", "1-3 1");
	cr_assert_not(stand(&pack, 0).stale, "looked at");
	size_t before = session_commits(pack.session);

	ACCEPT(&pack, "AB-1/concluded=1");
	cr_assert_eq(session_commits(pack.session), before, "nothing is new");
	ACCEPT(
	    &pack, "AB-1/concluded/shown=yes", "AB-1/concluded/defensible=no");
	ACCEPT(&pack, "AB-1/concluded=");
	expect(&pack, "AB-1/concluded/basis", NULL);
	expect(&pack, "AB-1/concluded/shown", NULL);
	expect(&pack, "AB-1/concluded/defensible", NULL);
	pack_done(&pack);
}

Test(ruling, undo_takes_the_basis_along)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	struct commit commit;
	struct pack pack;

	make(&pack);
	ACCEPT(&pack, "AB-1/concluded=1;seen it");
	cr_assert(session_prepare_undo(pack.session, &stamp, &commit), "");
	session_apply_take(pack.session, &commit);
	expect(&pack, "AB-1/concluded", NULL);
	expect(&pack, "AB-1/concluded/basis", NULL);
	pack_done(&pack);
}

Test(ruling, no_level_for_what_is_out_of_scope_or_not_applicable)
{
	struct pack pack;

	make(&pack);
	REFUSE(&pack, "AB-1/concluded: AB-1 is out of scope",
	    "AB-1/concluded=0", "scope/controls/AB-1=out;leased");
	REFUSE(&pack, "AB-1/concluded: AB-1 is not applicable",
	    "AB-1/designation=not applicable;no gate", "AB-1/concluded=0");
	ACCEPT(&pack, "AB-1/concluded=0");
	ACCEPT(&pack, "AB-1/designation=not applicable;no gate");
	ACCEPT(&pack, "scope/controls/AB-1=out;leased");
	expect(&pack, "AB-1/concluded", "0");
	REFUSE(&pack, "AB-1/concluded: AB-1 is out of scope",
	    "AB-1/concluded=0", "AB-1/designation=");
	ACCEPT(&pack, "AB-1/concluded=0", "scope/controls/AB-1=in",
	    "AB-1/designation=");
	ACCEPT(&pack, "AB-1/concluded=");
	ACCEPT(&pack, "scope/rule=weight>=5;heavy ones");
	REFUSE(
	    &pack, "AB-4/concluded: AB-4 is out of scope", "AB-4/concluded=0");
	pack_done(&pack);
}

Test(ruling, nothing_stands_in_for_a_material_control)
{
	struct pack pack;

	make(&pack);
	REFUSE(&pack,
	    "AB-2/objectives/AB-2_A01/designation: AB-2 is a material control",
	    "AB-2/objectives/AB-2_A01/designation=alternative control;a dog");
	REFUSE(&pack, "AB-3/designation: AB-3 is a material control",
	    "AB-3/designation=alternative control;a dog");
	ACCEPT(&pack,
	    "AB-1/objectives/AB-1_A01/designation=alternative control;a dog");
	ACCEPT(&pack, "AB-4/designation=alternative control;a dog");
	ACCEPT(&pack, "AB-2/objectives/AB-2_A01/designation=deficient");
	pack_done(&pack);
}

Test(ruling, objectives_give_the_designation_where_there_are_any)
{
	struct pack pack;

	make(&pack);
	REFUSE(&pack,
	    "AB-1/designation: AB-1 has 1 objective, which gives the "
	    "designation",
	    "AB-1/designation=satisfactory");
	REFUSE(&pack, "AB-1/designation: AB-1 has 2 objectives, which give",
	    "AB-1/designation=deficient", "session/rigor=3");
	ACCEPT(&pack, "AB-1/designation=not applicable;no gate");
	ACCEPT(&pack, "AB-1/designation=");
	ACCEPT(&pack, "AB-3/designation=satisfactory");
	ACCEPT(&pack, "AB-4/designation=deficient");
	cr_assert(stand(&pack, 3).given, "its objective is of rigor 3");
	ACCEPT(&pack, "session/rigor=3");
	cr_assert_not(stand(&pack, 3).given, "which asks for it");
	REFUSE(&pack, "AB-4/designation: AB-4 has 1 objective",
	    "AB-4/designation=satisfactory");
	pack_done(&pack);
}

Test(ruling, an_answer_given_anew_is_no_copy_any_more)
{
	struct pack pack;
	char *state, *copied;
	const struct schema_row *row;
	struct err err = { 0 };

	make(&pack);
	cr_assert(schema_resolve(
	    pack.catalog, "AB-1/criteria/1.1/state", &state, &row, &err));
	copied = xasprintf("%.*scopied", (int)(strlen(state) - 5), state);
	ACCEPT(&pack, "AB-1/criteria/1.1/state=met",
	    "AB-1/criteria/1.1/copied=AB-3");
	expect(&pack, copied, "AB-3");
	ACCEPT(&pack, "AB-1/criteria/1.2/state=met");
	expect(&pack, copied, "AB-3");
	ACCEPT(&pack, "AB-1/criteria/1.1/state=met");
	expect(&pack, copied, NULL);
	ACCEPT(&pack, "AB-1/criteria/1.1/copied=AB-3",
	    "AB-1/criteria/1.1/state=partial");
	expect(&pack, copied, "AB-3");
	ACCEPT(&pack, "AB-1/criteria/1.1/state=");
	expect(&pack, copied, NULL);
	expect(&pack, state, NULL);
	free(copied);
	free(state);
	pack_done(&pack);
}

Test(ruling, who_answered_does_not_review)
{
	static const char *const answers[] = { "AB-1/performed=yes",
		"AB-1/criteria/1.1/state=met", "AB-1/judged/1=yes;so",
		"AB-1/objectives/AB-1_A01/designation=deficient",
		"AB-1/objectives/AB-1_A01/methods=examine",
		"AB-1/objectives/AB-1_A01/methods/interview/day=2026-07-10",
		"AB-1/objectives/AB-1_A01/methods/examine/people=K. Ito",
		"AB-1/objectives/AB-1_A01/methods/examine/note=Read",
		"AB-3/designation=deficient", "AB-1/concluded=0" };
	struct pack pack;

	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		make(&pack);
		accept_by(&pack, "J. Meyer", &answers[i], 1);
		refuse_by(&pack, "J. Meyer",
		    LINES("reviews/AB-1/state=approved"),
		    "reviews/AB-1/state: J. Meyer gave answers");
		refuse_by(&pack, " j.  MEYER",
		    LINES("reviews/AB-1/state=returned"), "reviews/AB-1/state");
		accept_by(&pack, "J. Meyer", LINES("reviews/AB-1/state=open"));
		accept_by(&pack, "B. Okafor",
		    LINES("reviews/AB-1/state=approved",
		        "reviews/AB-1/comment=Well done",
		        "AB-1/notes/n1/text=Looked at it"));
		accept_by(
		    &pack, "B. Okafor", LINES("reviews/AB-1/state=returned"));
		accept_by(&pack, "J. Meyer", LINES("reviews/AB-1/state="));
		refuse_by(&pack, "C. New",
		    LINES("reviews/AB-1/state=approved", answers[i]),
		    "reviews/AB-1/state: C. New gave answers");
		pack_done(&pack);
	}
}

Test(ruling, testing_waits_for_its_authorization)
{
	static const char *const tests[] = {
		"AB-1/objectives/AB-1_A01/methods=test",
		"AB-1/objectives/AB-1_A01/methods=examine, test",
		"AB-1/objectives/AB-1_A01/methods/test/day=2026-07-10",
		"AB-1/objectives/AB-1_A01/methods/test/people=K. Ito",
		"AB-1/objectives/AB-1_A01/methods/test/note=Port scan",
		"evidence/EV-abc234/method=test",
	};
	struct pack pack;

	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
		const char *where = tests[i];
		char *words = xasprintf(
		    "%.*s: Testing is locked until the client's authorization "
		    "is recorded; set session/testing/authorized",
		    (int)strcspn(where, "="), where);

		make(&pack);
		REFUSE(&pack, words, where);
		REFUSE(&pack, words, "session/testing/by=R. Berg", where);
		ACCEPT(&pack, where, "session/testing/authorized=2026-07-01");
		pack_done(&pack);
		make(&pack);
		ACCEPT(&pack, "session/testing/authorized=2026-07-01");
		REFUSE(&pack, words, "session/testing/authorized=", where);
		ACCEPT(&pack, where);
		free(words);
		pack_done(&pack);
	}
}

Test(ruling, what_was_tested_stays_when_its_authorization_goes)
{
	struct pack pack;

	make(&pack);
	ACCEPT(&pack, "session/testing/authorized=2026-07-01",
	    "AB-1/objectives/AB-1_A01/methods=test",
	    "AB-1/objectives/AB-1_A01/methods/test/day=2026-07-10");
	ACCEPT(&pack, "session/testing/authorized=");
	ACCEPT(&pack, "AB-1/objectives/AB-1_A01/methods=interview, test");
	ACCEPT(&pack, "AB-1/objectives/AB-1_A01/methods/examine/note=Read");
	ACCEPT(&pack, "AB-1/objectives/AB-1_A01/methods/test/day=");
	ACCEPT(&pack, "AB-1/objectives/AB-1_A01/methods=");
	REFUSE(&pack, "AB-1/objectives/AB-1_A01/methods: Testing is locked",
	    "AB-1/objectives/AB-1_A01/methods=test");
	pack_done(&pack);
}

Test(ruling, a_scope_rule_is_about_the_content)
{
	struct pack pack;

	make(&pack);
	ACCEPT(&pack, "scope/rule=weight>=5 domain:AB -material;why");
	REFUSE(&pack, "scope/rule: \"flagged\" looks at answers",
	    "scope/rule=weight>=5 flagged;why");
	REFUSE(&pack, "scope/rule: There is no term \"colour:\"",
	    "scope/rule=colour:red;why");
	REFUSE(&pack, "scope/rule: A rule needs at least one term",
	    "scope/rule= \t ;why");
	ACCEPT(&pack, "scope/rule=");
	pack_done(&pack);
}

Test(ruling, what_the_schema_refuses_keeps_its_own_words)
{
	struct pack pack;

	make(&pack);
	REFUSE(
	    &pack, "AB-1/concluded: \"7\" does not fit", "AB-1/concluded=7;so");
	REFUSE(&pack, "AB-1/performed: \"maybe\" is no value here",
	    "AB-1/concluded=0", "AB-1/performed=maybe");
	REFUSE(&pack, "AB-1/concluded is given twice", "AB-1/concluded=0",
	    "AB-1/concluded=1;so");
	pack_done(&pack);
}

Test(ruling, the_preview_leaves_the_session_as_it_is)
{
	struct pack pack;
	size_t before, after;

	make(&pack);
	ACCEPT(&pack, "AB-1/criteria/1.1/state=met", "AB-1/flags/review=yes");
	session_range(pack.session, "", &before);
	REFUSE(&pack, "AB-1/concluded: Supported is 0", "AB-1/flags/review=",
	    "AB-1/criteria/1.1/state=", "AB-1/notes/n1/text=New",
	    "AB-1/concluded=1");
	session_range(pack.session, "", &after);
	cr_assert_eq(before, after, "entries");
	expect(&pack, "AB-1/flags/review", "yes");
	cr_assert_eq(session_commits(pack.session), 1u, "commits");
	pack_done(&pack);
}
