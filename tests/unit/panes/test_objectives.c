/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The list of objectives. */

#include <config.h>

#include "inspection.h"

static struct side s;

static void
setup(void)
{
	inspection_begin(&s);
	side_open(&s, &objectives_ops);
}

static void
teardown(void)
{
	side_done(&s);
}

TestSuite(objectives, .init = setup, .fini = teardown);

static const char *
show(void)
{
	return side_show(&s, 30, 73, 0);
}

static bool
cursor_on(const char *text)
{
	const char *screen = show();
	const char *at = strchr(screen, '>');
	char line[128] = "";

	if (at)
		snprintf(
		    line, sizeof(line), "%.*s", (int)strcspn(at, "\n"), at);
	if (strstr(line, text))
		return true;
	cr_log_error("the cursor is on \"%s\"", line);
	return false;
}

Test(objectives, what_applies_is_listed_by_control_with_sums)
{
	const char *screen = show();

	cr_assert(side_has(screen, " Objectives, rigor 1"));
	cr_assert(side_has(screen, "4   S 0   D 0   A 0   N 0   open 4\n"));
	cr_assert(side_has(screen, "\n AB-1 Bridges"));
	cr_assert(side_has(screen,
	    "> . not assessed . . .  A01 the bridge is inspected on time\n"));
	cr_assert(side_has(screen, "\n AB-3* Locks"));
}

Test(objectives, what_is_not_listed_is_said_below)
{
	cr_assert(side_has(
	    show(), "1 of rigor 2 and 1 for Harbour Rules 5 are not shown.\n"));
	side_set(&s, "session/rigor", "2", NULL);
	cr_assert(side_has(show(), "A03 divers look at the piers"));
	cr_assert(side_has(show(), "1 for Harbour Rules 5 is not shown.\n"));
	side_set(&s, "scope/frameworks/harbour-5", "yes", NULL);
	cr_assert(side_has(show(), "A01 the lamps burn"));
	cr_assert(inspection_lacks(show(), "shown."));
}

Test(objectives, a_control_out_of_scope_is_named_not_listed)
{
	side_set(&s, "scope/controls/AB-3", "out", "No canal");
	const char *screen = show();

	cr_assert(side_has(screen, "\n AB-3 is out of scope. "));
	cr_assert(inspection_lacks(screen, "Locks"));
	desk_select(&s.desk, 2);
	screen = show();
	cr_assert(side_has(screen, "AB-3* Locks"));
	cr_assert(side_has(screen, "out of scope: No canal"));
}

Test(objectives, down_stops_at_headings_and_at_controls_without_objectives)
{
	show();
	side_move(&s, MOVE_DOWN);
	cr_assert(cursor_on("A02"));
	side_move(&s, MOVE_DOWN);
	cr_assert(cursor_on("none: you give the designation (m n c a)"));
	side_move(&s, MOVE_DOWN);
	cr_assert(cursor_on("AB-3"));
	side_move(&s, MOVE_LAST);
	cr_assert(cursor_on("A02 the pumps run"));
	side_move(&s, MOVE_FIRST);
	cr_assert(cursor_on("AB-1 Bridges"));
	cr_assert_not(side_move(&s, MOVE_UP), "there is nothing above");
}

Test(objectives, what_is_all_alike_is_folded_when_it_comes_to_the_screen)
{
	side_set(
	    &s, "AB-1/objectives/AB-1_A01/designation", "satisfactory", NULL);
	side_set(
	    &s, "AB-1/objectives/AB-1_A02/designation", "satisfactory", NULL);
	const char *screen = show();

	cr_assert(side_has(screen, "> + 2 objectives, all Satisfactory\n"));
	cr_assert(side_move(&s, MOVE_RIGHT));
	cr_assert(cursor_on("AB-1"));
	cr_assert(side_has(show(), "S Satisfactory . . .  A01"));
	side_move(&s, MOVE_LEFT);
	cr_assert(cursor_on("2 objectives, all Satisfactory"));
}

Test(objectives, nothing_folds_while_one_answers)
{
	show();
	side_run(&s, "satisfactory", NULL);
	inspection_take(&s);
	side_run(&s, "satisfactory", NULL);
	inspection_take(&s);
	cr_assert(cursor_on("S Satisfactory . . .  A02"));
}

Test(objectives, z_folds_all_and_unfolds_all)
{
	show();
	side_move(&s, MOVE_FOLD_ALL);
	cr_assert(side_has(show(), "> + 2 objectives   open 2\n"));
	cr_assert(inspection_lacks(show(), "A01"));
	side_move(&s, MOVE_FOLD_ALL);
	cr_assert(cursor_on("AB-1"));
	cr_assert(side_has(show(), "A01"));
}

Test(objectives, open_ones_are_gone_to_across_controls)
{
	show();
	side_run(&s, "objective-open-next", NULL);
	cr_assert(cursor_on("A02"));
	side_run(&s, "objective-open-next", NULL);
	cr_assert(cursor_on("none"), "a control without any is open too");
	side_set(&s, "AB-3/objectives/AB-3_A01/designation", "deficient", NULL);
	side_run(&s, "objective-open-next", NULL);
	cr_assert(cursor_on("the pumps run"));
	cr_assert_not(side_run(&s, "objective-open-next", NULL));
	side_run(&s, "objective-open-previous", NULL);
	cr_assert(cursor_on("none"));
	side_run(&s, "objective-open-previous", NULL);
	cr_assert(cursor_on("the keepers know the signals"));
}

Test(objectives, going_to_an_objective_unfolds_its_control)
{
	show();
	side_move(&s, MOVE_FOLD_ALL);
	show();
	side_run(&s, "objective-open-next", NULL);
	cr_assert(cursor_on("A01 the bridge"));
}

Test(objectives, narrow_lists_keep_sign_methods_and_text)
{
	const char *screen = side_show(&s, 7, 40, 0);

	cr_assert(side_has(screen, "> . . . . A01 the bridge is inspected"));
	cr_assert(side_has(screen, "4, open 4\n"));
}

Test(objectives, a_whole_control_is_not_applicable_and_its_objectives_follow)
{
	show();
	side_move(&s, MOVE_UP);
	cr_assert(cursor_on("AB-1"));
	cr_assert_not(side_run(&s, "satisfactory", NULL));
	cr_assert(side_has(s.err.message, "AB-1 has 2 objectives"));
	side_run(&s, "objective-not-applicable", NULL);
	side_answer(&s, "No river");
	inspection_take(&s);
	const char *screen = show();

	cr_assert(side_has(screen, "Not Applicable\n"));
	cr_assert(side_has(screen, "N n/a          . . .  A01"));
	cr_assert(side_has(screen, "N 2   open 2\n"));
	side_move(&s, MOVE_DOWN);
	cr_assert_not(side_run(&s, "satisfactory", NULL));
	cr_assert(side_has(s.err.message, "AB-1 as a whole"));
	side_move(&s, MOVE_UP);
	side_run(&s, "not-assessed", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "AB-1/designation"), "");
}

Test(objectives, enter_asks_for_what_the_organization_fills_in)
{
	show();
	side_move(&s, MOVE_ENTER);
	side_answer(&s, "  every  spring ");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "AB-1/objectives/AB-1_A01/parameters/1"),
	    "every spring");
	side_move(&s, MOVE_ENTER);
	side_answer(&s, "the keepers");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "AB-1/objectives/AB-1_A01/parameters/2"),
	    "the keepers");
	side_run(&s, "not-assessed", NULL);
	side_move(&s, MOVE_ENTER);
	cr_assert_eq(s.next, NEXT_FOCUS_BESIDE,
	    "without parameters it is shown in full");
}
