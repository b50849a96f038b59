/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One objective in full. */

#include <config.h>

#include "inspection.h"

static struct side s;

static void
setup(void)
{
	inspection_begin(&s);
	side_open(&s, &objective_detail_ops);
}

static void
teardown(void)
{
	side_done(&s);
}

TestSuite(objective_detail, .init = setup, .fini = teardown);

static const char a01[] = "AB-1/objectives/AB-1_A01/designation";

static const char *
show(void)
{
	return side_show(&s, 40, 60, 1);
}

Test(objective_detail, it_is_told_whole)
{
	const char *screen = show();

	cr_assert(side_has(screen, "AB-1_A01"));
	cr_assert(side_has(screen, "rigor 1\n"));
	cr_assert(side_has(screen, "Determine if\n"));
	cr_assert(side_has(screen, "the bridge is inspected on time\n"));
	cr_assert(side_has(screen, "Designation   not assessed\n"));
	cr_assert(side_has(screen, "Control AB-1\n"));
}

Test(objective_detail, a_designation_has_its_reason_and_who_gave_it)
{
	side_set(&s, a01, "alternative control", "A second bridge");
	objective_go(&s.desk,
	    (struct desk_objective){ 0, objective_nth(&s.desk, 0, 0) });
	const char *screen = show();

	cr_assert(side_has(screen, "Designation   Alternative Control\n"));
	cr_assert(side_has(screen, "A second bridge\n"));
	cr_assert(side_has(screen, "10:36 J. Tester\n"));
	cr_assert(inspection_lacks(screen, "Clocks"));
}

Test(objective_detail, what_is_deficient_has_clocks)
{
	side_set(&s, "session/period/end", "2026-07-14", NULL);
	side_set(&s, a01, "deficient", NULL);
	objective_go(&s.desk,
	    (struct desk_objective){ 0, objective_nth(&s.desk, 0, 0) });
	const char *screen = show();

	cr_assert(side_has(screen, "Clocks        New evidence counts until"));
	cr_assert(side_has(screen, "2026-07-28"));
	cr_assert(side_has(screen, "2027-01-10"));
}

Test(objective_detail, methods_say_who_ticked_them)
{
	const char *screen = show();

	cr_assert(side_has(screen, ". examine     not used\n"));
	side_set(&s, "AB-1/objectives/AB-1_A01/methods", "examine, test", NULL);
	screen = show();
	cr_assert(side_has(screen, "E examine     10:36 J. Tester\n"));
	cr_assert(side_has(screen, ". interview   not used\n"));
	cr_assert(side_has(screen, "T test        10:36 J. Tester\n"));
}

Test(objective_detail, a_method_says_when_with_whom_and_what_bars_it)
{
	cr_assert(side_has(show(), ". test        not authorized yet\n"));
	side_set(&s, "session/testing/authorized", "2026-07-13", NULL);
	cr_assert(side_has(show(), ". test        not used\n"));
	side_set(&s, "AB-1/objectives/AB-1_A01/methods", "interview", NULL);
	side_set(&s, "AB-1/objectives/AB-1_A01/methods/interview/day",
	    "2026-07-12", NULL);
	cr_assert(side_has(show(), "I interview   12 Jul\n"));
	side_set(&s, "AB-1/objectives/AB-1_A01/methods/interview/people",
	    "B. Okafor", NULL);
	side_set(&s, "AB-1/objectives/AB-1_A01/methods/interview/note",
	    "By phone.", NULL);
	cr_assert(side_has(show(), "I interview   12 Jul, B. Okafor\n"));
	cr_assert(side_has(show(), "By phone.\n"));
}

Test(objective_detail, enter_fills_in_the_parameter_under_the_cursor)
{
	cr_assert(side_has(show(), "Parameter     how often\n"));
	side_move(&s, MOVE_DOWN);
	side_move(&s, MOVE_ENTER);
	side_answer(&s, "the keepers");
	inspection_take(&s);
	cr_assert(side_has(show(), "= the keepers\n"));
	cr_assert_str_eq(
	    inspection_value(&s, "AB-1/objectives/AB-1_A01/parameters/2"),
	    "the keepers");
}

Test(objective_detail, linked_evidence_and_notes_are_shown)
{
	side_set(&s, "evidence/EV-abcdef/title", "Log", NULL);
	side_set(
	    &s, "links/EV-abcdef/AB-1/objectives/AB-1_A01", "partly", NULL);
	side_set(&s, "links/EV-abcdef/AB-1/objectives/AB-1_A01/locator", "p. 9",
	    NULL);
	side_set(&s, "AB-1/notes/abc123/text", "Ask the diver.", NULL);
	side_set(&s, "AB-1/notes/abc123/objective", "AB-1_A01", NULL);
	const char *screen = show();

	cr_assert(side_has(screen, "partly      EV-abcdef p. 9\n"));
	cr_assert(side_has(screen, "Ask the diver.\n"));
	side_run(&s, "not-assessed", NULL);
	screen = show();
	cr_assert(side_has(screen, "AB-1_A02"));
	cr_assert(inspection_lacks(screen, "p. 9"));
	cr_assert(inspection_lacks(screen, "diver."));
}

Test(objective_detail, a_control_returned_shows_the_comment)
{
	side_set(&s, "reviews/AB-1/state", "returned", NULL);
	side_set(&s, "reviews/AB-1/comment", "Dates are missing.", NULL);
	cr_assert(side_has(show(), "Returned by J. Tester, 14 Jul: Dates are"));
	side_set(&s, "reviews/AB-1/state", "approved", NULL);
	cr_assert(
	    side_has(show(), "Reviewed and approved by J. Tester, 14 Jul."));
}

Test(objective_detail, a_control_without_objectives_shows_its_own_designation)
{
	desk_select(&s.desk, 1);
	side_set(&s, "AB-2/designation", "not applicable", "No water");
	const char *screen = show();

	cr_assert(side_has(screen, "AB-2 Ferries"));
	cr_assert(side_has(screen, "Designation   Not Applicable\n"));
	cr_assert(side_has(screen, "No water\n"));
	cr_assert(inspection_lacks(screen, "Methods"));
}

Test(objective_detail, nothing_leaves_its_columns)
{
	side_set(&s, a01, "alternative control",
	    "A very long reason that goes on and on about another bridge, a "
	    "ferry, a ford, and a rope across the river");
	for (int cols = 20; cols < 100; cols += 13) {
		const char *screen = side_show(&s, 12, cols, 30);

		for (; *screen; screen = strchr(screen, '\n') + 1) {
			size_t len = strcspn(screen, "\n");

			cr_assert_leq(len, (size_t)cols + 30);
			cr_assert(len == 0 || strspn(screen, " ") >= 30);
		}
	}
}
