/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "fleet.h"

static struct fleet f;

static void
open_gap(size_t control)
{
	f.pane = gap_open(control);
}

static void
done(void)
{
	fleet_done(&f);
}

static const char *
show(int cols)
{
	return fleet_draw(&f, f.pane, 16, cols, CANVAS_ASCII_GLYPHS);
}

static const char *
title(void)
{
	struct str right = { 0 };

	str_clear(&f.screen);
	f.pane->ops->bar(f.pane, &f.desk, &f.screen, &right);
	str_done(&right);
	return str_text(&f.screen);
}

TestSuite(gap_drawer, .fini = done);

Test(gap_drawer, the_missing_criteria_are_the_steps)
{
	fleet_begin(&f, false, NULL);
	fleet_conclude(&f);
	open_gap(1);
	cr_assert_str_eq(title(), "AB-2 from 2 to 3");
	const char *screen = show(120);

	cr_assert(fleet_has(screen, "3.1"));
	cr_assert(fleet_has(screen, "3.2"));
	cr_assert(fleet_lacks(screen, "2.1"));
	cr_assert(fleet_has(screen, "not met"));
}

Test(gap_drawer, the_recommendations_for_the_clients_size_stand_beside)
{
	fleet_begin(&f, true, NULL);
	fleet_conclude(&f);
	open_gap(2);
	const char *screen = show(120);

	cr_assert(fleet_has(screen, "Technology by the client's size"));
	cr_assert(fleet_has(screen, "Small: a jack"));
	cr_assert(fleet_has(screen, "Large: a hoist"));
	fleet_record(&f, "session/size", "large");
	screen = show(120);
	cr_assert(fleet_has(screen, "Large: a hoist"));
	cr_assert(fleet_lacks(screen, "a jack"));
}

Test(gap_drawer, where_it_is_narrow_they_follow_the_steps)
{
	fleet_begin(&f, true, NULL);
	fleet_conclude(&f);
	open_gap(2);
	show(60);
	for (int i = 0; i < 20; i++) {
		fleet_move(&f, MOVE_DOWN);
		show(60);
	}
	cr_assert(fleet_has(show(60), "Large: a hoist"));
}

Test(gap_drawer, enter_goes_to_the_step)
{
	fleet_begin(&f, false, NULL);
	fleet_conclude(&f);
	open_gap(1);
	show(120);
	fleet_move(&f, MOVE_DOWN);
	fleet_move(&f, MOVE_ENTER);
	cr_assert_eq(f.ctx.next, NEXT_ASSESS);
	cr_assert(spot_equal(f.desk.spot,
	    (struct spot){ SPOT_CRITERION, 1, 3, 1 }));
}

Test(gap_drawer, a_level_in_the_band_may_be_judged_instead)
{
	fleet_begin(&f, false, NULL);
	fleet_record(&f, "session/target", "3");
	fleet_answer(&f, "AB-1", 1, 2, "met");
	fleet_answer(&f, "AB-1", 2, 2, "met");
	fleet_answer(&f, "AB-1", 3, 3, "partial");
	fleet_answer(&f, "AB-1", 3, 2, "met");
	open_gap(0);
	cr_assert(fleet_has(show(120),
	    "Level 3 is in the band: judging it would do as well."));
}

Test(gap_drawer, without_a_target_or_a_gap_it_says_so)
{
	fleet_begin(&f, false, NULL);
	open_gap(0);
	cr_assert(fleet_has(show(120), "No target is set"));
	fleet_conclude(&f);
	cr_assert(fleet_has(show(120), "The target is reached."));
	cr_assert_str_eq(title(), "AB-1 from 3 to 3");
}
