/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "fleet.h"
#include "panes/trace.h"

static struct fleet f;
static struct pane *drawer;

static void
begin(bool cars)
{
	fleet_begin(&f, cars, NULL);
	fleet_conclude(&f);
}

static void
open_figure(enum trace_kind kind, size_t domain, int level)
{
	drawer = trace_open((struct trace_figure){ kind, domain, level });
	f.pane = drawer;
}

static void
done(void)
{
	f.pane = drawer;
	fleet_done(&f);
	drawer = NULL;
}

static const char *
show(void)
{
	return fleet_draw(&f, drawer, 30, 120, CANVAS_ASCII_GLYPHS);
}

static const char *
title(void)
{
	struct str right = { 0 };

	str_clear(&f.screen);
	drawer->ops->bar(drawer, &f.desk, &f.screen, &right);
	str_done(&right);
	return str_text(&f.screen);
}

static void
press(key_code code)
{
	fleet_clear(&f);
	drawer->ops->key(drawer, code, &f.ctx);
}

TestSuite(trace, .fini = done);

Test(trace, an_average_is_weights_times_levels)
{
	begin(false);
	open_figure(TRACE_AVERAGE, CATALOG_NONE, 0);
	cr_assert_str_eq(title(), "Weighted level 2.47 = 42 / 17");
	const char *screen = show();

	cr_assert(fleet_has(screen, "AB-1  Ships"));
	cr_assert(fleet_has(screen, "8 x 3 = 24"));
	cr_assert(fleet_has(screen, "9 x 2 = 18"));
}

Test(trace, a_range_says_what_the_open_ones_can_become)
{
	begin(true);
	open_figure(TRACE_RANGE, 1, 0);
	cr_assert_str_eq(
	    title(), "CD: Weighted level 0.00 to 3.00 with the open ones");
	const char *screen = show();

	cr_assert(fleet_has(screen, "7 x 0-3 = 0 to 21"));
	cr_assert(fleet_has(screen, "10 x 0-3 = 0 to 30"));
}

Test(trace, several_domains_are_listed_before_their_controls)
{
	begin(true);
	open_figure(TRACE_ATTAINABLE, CATALOG_NONE, 0);
	const char *screen = show();

	cr_assert(fleet_has(screen, "51 / 17 = 3.00"));
	cr_assert(fleet_lacks(screen, "AB-1"));
	fleet_move(&f, MOVE_DOWN);
	fleet_move(&f, MOVE_ENTER);
	screen = show();
	cr_assert(fleet_has(screen, "CD-1"));
	cr_assert(fleet_has(screen, "10 x 3 = 30"));
	cr_assert_str_eq(title(), "CD: Attainable 3.00 = 51 / 17");
	press(KEY_ESC_CODE);
	cr_assert(fleet_cursor_at(show(), "CD "), "back where one was");
	press(KEY_ESC_CODE);
	cr_assert_eq(f.ctx.next, NEXT_CLOSE);
}

Test(trace, a_control_is_traced_down_to_who_answered_when)
{
	begin(false);
	fleet_record(&f, "evidence/E-1/state", "accepted");
	fleet_record(&f, "evidence/E-1/locator", "p. 4-7");
	open_figure(TRACE_AVERAGE, CATALOG_NONE, 0);
	show();
	fleet_move(&f, MOVE_ENTER);
	cr_assert_str_eq(title(), "AB-1 Ships");
	const char *screen = fleet_draw(&f, drawer, 40, 120, 0);

	cr_assert(fleet_has(screen, "Derived 3   Supported 3   Concluded =3"));
	cr_assert(fleet_has(screen, "Concluded 3 by J. Tester 09:30: because"));
	cr_assert(fleet_has(screen, "L3 Defined   3 of 3   100 %"));
	cr_assert(fleet_has(screen, "met   J. Tester 09:30"));
	cr_assert(fleet_has(screen, "E-1"));
	cr_assert(fleet_has(screen, "accepted   p. 4-7"));
}

Test(trace, enter_on_an_answer_goes_to_it)
{
	begin(false);
	drawer = trace_open_control(1);
	f.pane = drawer;
	const char *screen = show();

	cr_assert(fleet_has(screen, "L3: 0 of 2 met, 0 %: fails."));
	cr_assert(fleet_has(screen, "Gap 1"));
	cr_assert(fleet_has(screen, "not met   J. Tester 09:30"));
	/* the level 0 line, the heading of level 2, its first criterion */
	fleet_move(&f, MOVE_DOWN);
	fleet_move(&f, MOVE_DOWN);
	show();
	fleet_move(&f, MOVE_ENTER);
	cr_assert_eq(f.ctx.next, NEXT_ASSESS);
	cr_assert(
	    spot_equal(f.desk.spot, (struct spot){ SPOT_CRITERION, 1, 2, 0 }));
}

Test(trace, evidence_for_one_criterion_stands_below_it)
{
	begin(false);
	struct spot spot = { SPOT_CRITERION, 1, 3, 1 };
	char *path = desk_path(&f.desk, spot);
	char *link;

	path[strlen(path) - strlen("/state")] = '\0';
	link = xasprintf("links/EV-abc234/%s", path);
	fleet_record(&f, link, "contradicts");
	drawer = trace_open_control(1);
	f.pane = drawer;
	cr_assert(fleet_has(show(), "EV-abc234 contradicts"));
	free(link);
	free(path);
}

Test(trace, targets_list_those_below_first)
{
	begin(false);
	open_figure(TRACE_TARGET, CATALOG_NONE, 0);
	const char *screen = show();
	const char *below = strstr(screen, "AB-2");
	const char *at = strstr(screen, "AB-1");

	cr_assert(below && at && below < at);
	cr_assert(fleet_has(screen, "=2, target 3"));
	cr_assert_str_eq(title(), "At target: 1 of 2 concluded");
}

Test(trace, a_level_of_the_histogram_names_its_controls)
{
	begin(false);
	open_figure(TRACE_LEVEL, CATALOG_NONE, 2);
	const char *screen = show();

	cr_assert(fleet_has(screen, "AB-2"));
	cr_assert(fleet_lacks(screen, "AB-1"));
}

Test(trace, conformity_tells_the_rule_both_readings_and_who_recorded_it)
{
	begin(true);
	fleet_record(&f, "AB-1/designation", "satisfactory");
	fleet_record(&f, "CD-1/designation", "not applicable");
	fleet_record(&f, "CD-2/designation", "deficient");
	fleet_record(&f, "domains/CD/conformity", "material weakness");
	open_figure(TRACE_CONFORMITY, CATALOG_NONE, 0);
	const char *screen = show();

	cr_assert(fleet_has(screen, "From 80 %: conforms"));
	cr_assert(
	    fleet_has(screen, "left out: 1 of 2, 50 %: material weakness"));
	cr_assert(
	    fleet_has(screen, "counted: 2 of 3, 66 %: material weakness"));
	cr_assert(fleet_has(screen, "1 control has no designation yet."));
	fleet_move(&f, MOVE_LAST);
	show();
	fleet_move(&f, MOVE_ENTER);
	screen = show();
	cr_assert(fleet_has(screen, "deficient, material"));
	cr_assert(fleet_has(
	    screen, "Recorded: material weakness, J. Tester 09:30: because"));
}

Test(trace, a_figure_of_nothing_says_so)
{
	fleet_begin(&f, false, NULL);
	open_figure(TRACE_AVERAGE, CATALOG_NONE, 0);
	cr_assert(fleet_has(show(), "Nothing goes into this figure yet."));
	fleet_move(&f, MOVE_ENTER);
	cr_assert_eq(f.ctx.next, NEXT_NONE);
}
