/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "fleet.h"

static struct fleet f;

static void
done(void)
{
	fleet_done(&f);
}

TestSuite(overview, .fini = done);

Test(overview, one_domain_shows_its_controls_with_every_figure)
{
	fleet_begin(&f, false, &overview_ops);
	fleet_conclude(&f);
	const char *screen = fleet_show(&f, 31, 120);

	/* 8 x 3 + 9 x 2 = 42 over 17 */
	cr_assert(fleet_has(screen, "2.47    2 concluded, 42 / 17"));
	cr_assert(fleet_has(screen, "Attainable        3.00    51 / 17"));
	cr_assert(fleet_has(screen, "lowest 2 (AB-2)"));
	cr_assert(fleet_has(screen, "at target 1 of 2"));
	cr_assert(fleet_has(screen, "rated 2 of 2"));
	cr_assert(fleet_has(screen, "100 %"));
	cr_assert(fleet_has(screen, "11 of 11 criteria   0 of 1 objective"));
	cr_assert(fleet_has(screen, "too early   0 of 2 designated"));
	cr_assert(fleet_has(screen, "2 of 2 controls in scope"));
	cr_assert(fleet_has(screen, "target 3"));
}

Test(overview, a_bar_ends_where_the_criteria_end_and_shows_the_target)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_conclude(&f);
	fleet_answer(&f, "CD-1", 1, 2, "met");
	fleet_run(&f, "overview-by", NULL);
	const char *screen = fleet_show(&f, 31, 120);

	/* four cells a level: held, missing, within reach, untouched */
	cr_assert(fleet_has(screen, "8    ############|  "));
	cr_assert(fleet_has(screen, "9    ########....|  "));
	cr_assert(fleet_has(screen, "7    ####========|  "));
	cr_assert(fleet_has(screen, "10   ............|  "));
	cr_assert(fleet_has(screen, "CD-2*"), "a material control is marked");
	cr_assert(fleet_has(screen, "not rated"));
}

Test(overview, a_pack_of_several_domains_opens_with_domains)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_conclude(&f);
	const char *screen = fleet_show(&f, 31, 120);

	cr_assert(fleet_has(screen, "whole catalogue"));
	cr_assert(fleet_has(screen, "2 domains   4 of 4 controls in scope"));
	cr_assert(fleet_has(screen, "AB "));
	cr_assert(fleet_has(screen, "Cars"));
	cr_assert(fleet_has(screen, "2.47"));
	cr_assert(fleet_lacks(screen, "AB-1"));
}

Test(overview, enter_opens_a_domain_and_escape_leaves_it_where_one_was)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_show(&f, 31, 120);
	fleet_move(&f, MOVE_DOWN);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "CD "));
	fleet_move(&f, MOVE_ENTER);
	const char *screen = fleet_show(&f, 31, 120);

	cr_assert(fleet_has(screen, "CD-1"));
	cr_assert(fleet_has(screen, "2 of 2 controls in scope"));
	cr_assert(fleet_lacks(screen, "AB-1"));
	fleet_run(&f, "overview-out", NULL);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "CD "));
	/* from the domains Esc is what it is everywhere */
	fleet_run(&f, "overview-out", NULL);
	cr_assert_eq(f.ctx.next, NEXT_RUN);
	cr_assert_str_eq(f.ctx.run->name, "back");
}

Test(overview, enter_on_a_control_goes_to_it)
{
	fleet_begin(&f, false, &overview_ops);
	fleet_show(&f, 31, 120);
	fleet_move(&f, MOVE_DOWN);
	fleet_move(&f, MOVE_ENTER);
	cr_assert_eq(f.ctx.next, NEXT_ASSESS);
	cr_assert_eq(f.desk.spot.control, 1);
	cr_assert_eq(f.desk.spot.kind, SPOT_CRITERION);
}

Test(overview, the_cursor_follows_the_control_shown_elsewhere)
{
	fleet_begin(&f, false, &overview_ops);
	fleet_show(&f, 31, 120);
	desk_select(&f.desk, 1);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "AB-2"));
}

Test(overview, the_controls_of_another_domain_are_shown_when_one_goes_there)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_show(&f, 31, 120);
	fleet_move(&f, MOVE_ENTER);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "AB-1"));
	desk_select(&f.desk, 2);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "CD-1"));
}

Test(overview, figures_level_and_gap_open_what_they_are_made_of)
{
	fleet_begin(&f, false, &overview_ops);
	fleet_conclude(&f);
	fleet_show(&f, 31, 120);
	fleet_move(&f, MOVE_DOWN);
	fleet_move(&f, MOVE_RIGHT);
	fleet_move(&f, MOVE_ENTER);
	cr_assert_str_eq(f.ctx.open_drawer->ops->name, "trace");
	fleet_move(&f, MOVE_RIGHT);
	fleet_move(&f, MOVE_ENTER);
	cr_assert_str_eq(f.ctx.open_drawer->ops->name, "gap");
	/* above the first row are the figures */
	fleet_move(&f, MOVE_FIRST);
	fleet_move(&f, MOVE_UP);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "Conformity"));
	fleet_move(&f, MOVE_ENTER);
	cr_assert_str_eq(f.ctx.open_drawer->ops->name, "trace");
	fleet_move(&f, MOVE_FIRST);
	fleet_move(&f, MOVE_FIRST);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "Weighted level"));
}

Test(overview, what_is_outstanding_can_be_gone_to)
{
	fleet_begin(&f, false, &overview_ops);
	fleet_conclude(&f);
	fleet_record(&f, "AB-2/flags/review", "yes");
	const char *screen = fleet_show(&f, 31, 120);

	cr_assert(fleet_has(screen, "1 evidence"));
	cr_assert(fleet_has(screen, "next E-1"));
	cr_assert(fleet_has(screen, "1 objective"));
	cr_assert(fleet_has(screen, "next AB-2_A01"));
	cr_assert(fleet_has(screen, "AB-2, flagged"));
	cr_assert(fleet_has(screen,
	    "Most to gain: AB-2, weight 9, gap 1. Enter shows what it "
	    "takes."));
	fleet_move(&f, MOVE_LAST);
	fleet_move(&f, MOVE_LAST);
	fleet_show(&f, 31, 120);
	fleet_move(&f, MOVE_ENTER);
	cr_assert_str_eq(f.ctx.open_drawer->ops->name, "gap");
	fleet_move(&f, MOVE_UP);
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "to review"));
	fleet_move(&f, MOVE_ENTER);
	cr_assert_eq(f.ctx.next, NEXT_ASSESS);
	cr_assert_eq(f.desk.spot.control, 1);
}

Test(overview, sorting_goes_round_and_takes_a_word)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_conclude(&f);
	fleet_show(&f, 31, 120);
	fleet_run(&f, "overview-by", NULL);
	fleet_run(&f, "overview-sort", NULL);
	cr_assert_str_eq(str_text(&f.message), "Sorted by gap to the target.");
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "AB-2"));
	fleet_run(&f, "overview-sort", "weight");
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "CD-2"));
	fleet_run(&f, "overview-sort", "left");
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "CD-1"));
	fleet_run(&f, "overview-sort", "level");
	cr_assert(fleet_cursor_at(fleet_show(&f, 31, 120), "AB-2"));
	cr_assert_not(fleet_run(&f, "overview-sort", "colour"));
	cr_assert(fleet_has(f.err.message, "colour"));
}

Test(overview, what_does_not_apply_says_why_and_does_not_count)
{
	fleet_begin(&f, false, &overview_ops);
	fleet_record(&f, "AB-2/designation", "not applicable");
	const char *screen = fleet_show(&f, 31, 120);

	cr_assert(fleet_has(screen, "not applicable: because (J. Tester)"));
	cr_assert(fleet_has(screen, "1 of 2 controls in scope"));
	cr_assert(fleet_has(screen, "0 of 7 criteria"));
	fleet_record(&f, "scope/controls/AB-2", "out");
	cr_assert(fleet_has(fleet_show(&f, 31, 120), "out of scope: because"));
}

Test(overview, both_readings_and_what_was_recorded_stand_side_by_side)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_record(&f, "AB-1/designation", "satisfactory");
	fleet_record(&f, "CD-1/designation", "not applicable");
	const char *screen = fleet_show(&f, 31, 120);

	cr_assert(fleet_has(screen, "too early   1 of 3 designated"));
	cr_assert(
	    fleet_has(screen, "so far 100 %, counting not applicable 100 %"));
	/* a material control decides at once */
	fleet_record(&f, "CD-2/designation", "deficient");
	screen = fleet_show(&f, 31, 120);
	cr_assert(fleet_has(screen, "material weakness"));
	cr_assert(fleet_has(screen, "material control CD-2 is deficient"));
	fleet_record(&f, "session/conformity", "conforms");
	screen = fleet_show(&f, 31, 120);
	cr_assert(fleet_has(screen,
	    "conforms   recorded; suggested so far: material weakness"));
}

Test(overview, a_domain_that_bars_a_better_result_is_named)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_record(&f, "AB-1/designation", "satisfactory");
	fleet_record(
	    &f, "AB-2/objectives/AB-2_A01/designation", "satisfactory");
	fleet_record(&f, "CD-1/designation", "deficient");
	fleet_record(&f, "CD-2/designation", "satisfactory");
	const char *screen = fleet_show(&f, 31, 120);

	cr_assert(fleet_has(screen, "1 domain sets it: CD 50 %"));
	cr_assert(fleet_has(screen, " W"));
}

Test(overview, little_room_keeps_controls_and_levels)
{
	static const int sizes[][2] = { { 21, 80 }, { 13, 80 }, { 7, 40 },
		{ 17, 60 }, { 55, 200 }, { 1, 40 } };

	fleet_begin(&f, false, &overview_ops);
	fleet_conclude(&f);
	for (size_t i = 0; i < 6; i++) {
		const char *screen = fleet_show(&f, sizes[i][0], sizes[i][1]);

		cr_assert(fleet_has(screen, "Weighted level"));
		if (sizes[i][0] < 5)
			continue;
		cr_assert(fleet_has(screen, "AB-1"));
		cr_assert(fleet_has(screen, "=2"));
	}
	const char *small = fleet_show(&f, 21, 80);

	cr_assert(
	    fleet_has(small, "Weighted level 2.47 of 2 concluded (42 / 17)"));
	cr_assert(fleet_has(small, "8   #########|  "));
	cr_assert(fleet_has(small, "Conformity too early"));
}

Test(overview, an_answer_is_seen_at_once)
{
	fleet_begin(&f, false, &overview_ops);
	cr_assert(fleet_has(fleet_show(&f, 31, 120), "0 of 11 criteria"));
	fleet_answer(&f, "AB-1", 1, 1, "met");
	cr_assert(fleet_has(fleet_show(&f, 31, 120), "1 of 11 criteria"));
}

Test(overview, a_filter_leaves_rows_out_and_figures_alone)
{
	struct err err = { 0 };

	fleet_begin(&f, false, &overview_ops);
	cr_assert(desk_set_filter(&f.desk, "weight>=9", &err));
	desk_select(&f.desk, 1);
	const char *screen = fleet_show(&f, 31, 120);

	cr_assert(fleet_lacks(screen, "Ships"));
	cr_assert(fleet_has(screen, "Barges"));
	cr_assert(fleet_has(screen, "0 of 11 criteria"));
}
