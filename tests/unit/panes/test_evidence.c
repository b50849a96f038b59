/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The evidence pane and its commands. */

#include <config.h>

#include "side.h"

static struct side s;

static void
setup(void)
{
	side_begin(&s);
	side_open(&s, &evidence_ops);
}

static void
teardown(void)
{
	side_done(&s);
}

TestSuite(evidence, .init = setup, .fini = teardown);

static size_t
line_of(const char *screen, const char *text)
{
	size_t line = 0;
	const char *found = strstr(screen, text);

	cr_assert_not_null(found, "\"%s\" is on\n%s", text, screen);
	for (; screen < found; screen++)
		line += *screen == '\n';
	return line;
}

Test(evidence, an_accepted_item_says_where_when_and_who)
{
	side_set(&s, "evidence/E-2/locator", "p. 4-7", NULL);
	side_set(&s, "evidence/E-2/state", "accepted", NULL);
	const char *screen = side_show(&s, 24, 30, 10);

	cr_assert(side_has(screen, "           Evidence\n"));
	cr_assert(
	    side_has(screen, "           + E-2                accepted\n"
	                     "             Toll book\n"
	                     "             @ p. 4-7   10:36 J. Tester\n"));
}

Test(evidence, nothing_is_said_of_who_where_nothing_was_done)
{
	const char *screen = side_show(&s, 24, 30, 10);

	cr_assert(side_has(screen, "           . E-2           not requested\n"
	                           "             Toll book\n"
	                           "           . E-3"));
}

Test(evidence, nothing_is_drawn_outside_its_columns)
{
	const char *screen = side_show(&s, 24, 28, 92);

	for (const char *line = screen; *line; line = strchr(line, '\n') + 1) {
		size_t len = strcspn(line, "\n");

		cr_assert_leq(len, 120);
		cr_assert_eq(strspn(line, " ") < 92 && len > 0, 0,
		    "the columns before belong to others: %.*s", (int)len,
		    line);
	}
	cr_assert(side_has(screen, "not requested\n"));
}

Test(
    evidence, a_long_title_is_cut_and_enter_shows_it_whole_with_its_description)
{
	const char *screen = side_show(&s, 40, 28, 10);

	cr_assert(side_has(screen, "~\n           . E-2"));
	cr_assert_null(strstr(screen, "banks"));
	cr_assert(side_move(&s, MOVE_ENTER));
	screen = side_show(&s, 40, 28, 10);
	cr_assert(side_has(screen, "banks\n             Drawn to scale and\n"));
	cr_assert(side_move(&s, MOVE_DOWN));
	cr_assert_null(strstr(side_show(&s, 40, 28, 10), "banks"));
}

Test(evidence, the_description_stands_at_the_foot_where_there_is_room)
{
	const char *screen = side_show(&s, 40, 28, 10);

	cr_assert_eq(line_of(screen, "Drawn to scale"), 38);
	cr_assert_null(
	    strstr(side_show(&s, 17, 28, 10), "Drawn"), "nothing moves for it");
	s.pane->focused = false;
	cr_assert_null(strstr(side_show(&s, 40, 28, 10), "Drawn"));
}

Test(evidence, objectives_stand_below_with_what_their_control_does_not_say)
{
	const char *screen = side_show(&s, 24, 28, 10);

	cr_assert(
	    side_has(screen, "\n\n           Objectives           0 of 2\n"
	                     "           . A01 the bridge stands on\n"
	                     "                 rock\n"
	                     "           . A02 the toll is"));
	cr_assert_null(strstr(screen, "AB-1_A01"));
}

Test(evidence, a_state_that_does_not_fit_beside_the_id_goes_below)
{
	const char *screen = side_show(&s, 24, 18, 10);

	cr_assert(side_has(screen, " E-2\n               not requested\n"));
}

Test(evidence, nothing_asked_for_names_the_key_that_adds)
{
	desk_select(&s.desk, 1);
	const char *screen = side_show(&s, 24, 60, 10);

	cr_assert(
	    side_has(screen, "none asked for by the pack   + adds one\n"));
	cr_assert(side_has(screen, "Objectives\n"));
	cr_assert(side_has(screen, ". none\n"),
	    "the control itself is designated there");
	screen = side_show(&s, 24, 28, 10);
	cr_assert(side_has(screen, "none asked for by the\n"));
	cr_assert(side_has(screen, "+ adds one\n"));
	s.desk.read_only = true;
	cr_assert_null(strstr(side_show(&s, 24, 60, 10), "adds"));
}

Test(evidence, alone_in_the_window_its_heading_names_the_control)
{
	const char *screen = side_show(&s, 20, 80, 0);

	cr_assert(side_has(screen, " AB-1 Bridges\n"));
}

Test(evidence, an_accepted_item_without_locator_names_the_key)
{
	side_set(&s, "evidence/E-2/state", "viewed on site", NULL);
	cr_assert(side_has(side_show(&s, 24, 30, 10), "@ says where in it\n"));
	side_set(&s, "evidence/E-2/locator", "shelf 3", NULL);
	cr_assert_null(strstr(side_show(&s, 24, 30, 10), "says where"));
}

Test(evidence, a_rejected_item_shows_why_and_a_due_day_shows_until_it_came)
{
	side_set(&s, "evidence/E-2/state", "rejected", "It is a draft.");
	side_set(&s, "evidence/E-3/due", "2026-07-31", NULL);
	const char *screen = side_show(&s, 30, 30, 10);

	cr_assert(side_has(screen, "             It is a draft.\n"));
	cr_assert(side_has(screen, "due 2026-07-31\n"));
	side_set(&s, "evidence/E-3/due", "2026-07-13", NULL);
	cr_assert(
	    side_has(side_show(&s, 30, 30, 10), "overdue since 2026-07-13\n"));
	side_set(&s, "evidence/E-3/state", "received", NULL);
	cr_assert_null(strstr(side_show(&s, 30, 30, 10), "2026-07-13"));
}

Test(evidence, what_was_not_done_on_the_latest_day_has_a_date)
{
	side_set(&s, "evidence/E-2/state", "received", NULL);
	changes_add(&s.changes, "evidence/E-3/state", "received", NULL);
	side_record(&s, "2026-07-15T08:05:00+02:00", "B. Talker");
	const char *screen = side_show(&s, 24, 30, 10);

	cr_assert(side_has(screen, " 14 Jul J. Tester\n"));
	cr_assert(side_has(screen, "08:05 B. Talker\n"));
}

Test(evidence, one_letter_sets_the_state_under_the_cursor)
{
	side_show(&s, 24, 30, 10);
	cr_assert(side_move(&s, MOVE_DOWN));
	cr_assert(side_run(&s, "evidence-state", NULL));
	cr_assert_str_eq(s.ask.choices,
	    "E-2:  q requested  r received  v under review  a accepted  "
	    "x rejected  w viewed on site  0 not available  "
	    "n not applicable  s superseded");
	cr_assert_eq(s.changes.count, 0);
	cr_assert(side_answer(&s, "a"));
	cr_assert_str_eq(s.changes.items[0].path, "evidence/E-2/state");
	cr_assert_str_eq(s.changes.items[0].value, "accepted");
	cr_assert_null(s.ask.done);
}

Test(evidence, e_again_or_enter_takes_the_usual_next_state)
{
	static const char *const keys[] = { "e", "" };

	side_set(&s, "evidence/E-1/state", "received", NULL);
	side_show(&s, 24, 30, 10);
	for (size_t i = 0; i < 2; i++) {
		cr_assert(side_run(&s, "evidence-state", NULL));
		cr_assert(str_starts(s.ask.choices,
		    "E-1:  v under review  a accepted  x rejected  "));
		cr_assert_null(strstr(s.ask.choices, "r received"),
		    "what it is already is not offered");
		cr_assert(side_answer(&s, keys[i]));
		cr_assert_str_eq(s.changes.items[0].value, "under review");
	}
	cr_assert(side_run(&s, "evidence-state", NULL));
	cr_assert_not(side_answer(&s, "y"), "no state has that letter");
}

Test(evidence, rejected_and_not_available_ask_why_and_take_no_silence)
{
	static const char *const keys[] = { "x", "0" };

	side_show(&s, 24, 30, 10);
	for (size_t i = 0; i < 2; i++) {
		cr_assert(side_run(&s, "evidence-state", NULL));
		cr_assert(side_answer(&s, keys[i]));
		cr_assert_eq(s.changes.count, 0, "not before the reason");
		cr_assert_str_eq(s.ask.label, "reason");
		cr_assert(side_answer(&s, "It is a draft."));
		cr_assert_str_eq(s.changes.items[0].why, "It is a draft.");
		side_record(&s, "2026-07-14T10:36:00+02:00", NULL);
	}
	cr_assert(side_run(&s, "evidence-state", "rejected E-2"));
	cr_assert_not(side_answer(&s, "  "));
	cr_assert_eq(s.changes.count, 0);
}

Test(evidence, from_another_pane_a_digit_chooses_among_several)
{
	side_show(&s, 24, 30, 10);
	s.pane->ops->done(s.pane);
	side_open(&s, &notes_ops);
	cr_assert(side_run(&s, "evidence-state", NULL));
	cr_assert_str_eq(s.ask.choices,
	    "1 E-1 not requested   2 E-2 not requested   "
	    "3 E-3 not requested");
	cr_assert(side_answer(&s, "3"));
	cr_assert(str_starts(s.ask.choices, "E-3:  q requested"));
	cr_assert(side_answer(&s, "r"));
	cr_assert_str_eq(s.changes.items[0].path, "evidence/E-3/state");
	cr_assert(side_run(&s, "evidence-locator", NULL));
	cr_assert_not(side_answer(&s, "4"), "there are three");
	desk_select(&s.desk, 1);
	cr_assert_not(
	    side_run(&s, "evidence-state", NULL), "there is nothing to choose");
}

Test(evidence, a_command_may_name_state_and_item)
{
	cr_assert(side_run(&s, "evidence-state", "viewed on site e-2"));
	cr_assert_str_eq(s.changes.items[0].path, "evidence/E-2/state");
	cr_assert_str_eq(s.changes.items[0].value, "viewed on site");
	cr_assert(side_run(&s, "evidence-state", "E-3"));
	cr_assert(str_starts(s.ask.choices, "E-3:"));
	cr_assert_not(side_run(&s, "evidence-state", "accepted E-77"));
	cr_assert_not(side_run(&s, "evidence-state", "received"),
	    "of three items it does not say which");
	cr_assert(side_run(&s, "evidence-locator", "E-2 p. 12"));
	cr_assert_str_eq(s.changes.items[0].path, "evidence/E-2/locator");
	cr_assert_str_eq(s.changes.items[0].value, "p. 12");
}

Test(evidence, a_locator_begins_with_what_stands_there_and_can_be_emptied)
{
	side_set(&s, "evidence/E-1/locator", "p. 4", NULL);
	side_show(&s, 24, 30, 10);
	cr_assert(side_run(&s, "evidence-locator", NULL));
	cr_assert_str_eq(s.ask.initial, "p. 4");
	cr_assert(side_answer(&s, " p. 4-7 "));
	cr_assert_str_eq(s.changes.items[0].value, "p. 4-7");
	cr_assert(side_run(&s, "evidence-locator", NULL));
	cr_assert(side_answer(&s, ""));
	cr_assert_null(s.changes.items[0].value);
}

Test(evidence, only_a_day_there_is_can_be_due)
{
	static const char *const good[] = { "2026-07-31", "2028-02-29", "" };
	static const char *const bad[] = { "2026-02-29", "2026-13-01", "31.7.",
		"2026-7-1", "2026-00-10", "2026-04-31", "2026-04-3x" };

	side_show(&s, 24, 30, 10);
	for (size_t i = 0; i < 3; i++) {
		cr_assert(side_run(&s, "evidence-due", NULL));
		cr_assert(side_answer(&s, good[i]), "%s", good[i]);
	}
	for (size_t i = 0; i < 7; i++) {
		cr_assert(side_run(&s, "evidence-due", NULL));
		cr_assert_not(side_answer(&s, bad[i]), "%s", bad[i]);
		cr_assert_eq(s.changes.count, 0);
	}
}

Test(evidence, an_item_of_ones_own_gets_the_cursor_and_another_title)
{
	side_show(&s, 40, 28, 10);
	changes_add(&s.changes, "evidence/EV-abc234/title",
	    "Letter of the mayor", NULL);
	changes_add(
	    &s.changes, "evidence/EV-abc234/state", "received", NULL);
	changes_add(&s.changes, "links/EV-abc234/AB-1", "supports", NULL);
	side_record(&s, "2026-07-14T10:36:00+02:00", NULL);
	const char *screen = side_show(&s, 40, 28, 10);

	cr_assert(side_has(screen, "Letter of the mayor\n"));
	cr_assert(side_has(screen, "          >< EV-abc234        received\n"));
	cr_assert(side_run(&s, "evidence-title", "Letter of the baker"));
	cr_assert_str_eq(s.changes.items[0].value, "Letter of the baker");
	cr_assert_not(side_run(&s, "evidence-title", "E-1 Another plan"),
	    "the pack's titles stay");
}

Test(evidence, files_are_left_to_the_program)
{
	side_show(&s, 40, 28, 10);
	cr_assert(side_run(&s, "evidence-attach", "/a/b.pdf"));
	cr_assert_eq(s.next, NEXT_ATTACH);
	cr_assert(side_run(&s, "evidence-open", NULL));
	cr_assert_eq(s.next, NEXT_OPEN_FILE);
	cr_assert_eq(s.changes.count, 0);
}

Test(evidence, the_cursor_walks_the_items_and_then_scrolls_the_objectives)
{
	const char *screen = side_show(&s, 9, 28, 10);

	cr_assert(side_has(screen, "below: E-3 Objectives A01"));
	cr_assert(side_move(&s, MOVE_DOWN));
	side_show(&s, 9, 28, 10);
	cr_assert(side_move(&s, MOVE_DOWN));
	screen = side_show(&s, 9, 28, 10);
	cr_assert(side_has(screen, ">. E-3"));
	cr_assert(side_has(screen, "above: E-1"));
	while (side_move(&s, MOVE_DOWN))
		screen = side_show(&s, 9, 28, 10);
	cr_assert(side_has(screen, "    daily\n"));
	cr_assert_null(strstr(screen, "below:"));
	cr_assert(side_move(&s, MOVE_FIRST));
	screen = side_show(&s, 9, 28, 10);
	cr_assert(side_has(screen, ">. E-1"));
	cr_assert_null(strstr(screen, "above:"));
	cr_assert(side_move(&s, MOVE_LAST));
	cr_assert(side_has(side_show(&s, 9, 28, 10), "    daily\n"));
	while (side_move(&s, MOVE_UP))
		side_show(&s, 9, 28, 10);
	cr_assert(side_has(side_show(&s, 9, 28, 10), ">. E-1"));
}

Test(evidence, every_size_draws_and_moves_without_harm)
{
	for (int rows = 1; rows < 12; rows++)
		for (int cols = 1; cols < 40; cols++) {
			side_show(&s, rows, cols, cols % 2);
			side_move(&s, MOVE_PAGE_DOWN);
			side_show(&s, rows, cols, cols % 2);
			side_move(&s, MOVE_LAST);
			side_move(&s, MOVE_HALF_UP);
			side_show(&s, rows, cols, cols % 2);
			side_move(&s, MOVE_FIRST);
		}
}

Test(evidence, another_control_begins_at_its_first_item_without_a_mark)
{
	side_show(&s, 24, 30, 10);
	side_move(&s, MOVE_DOWN);
	cr_assert(side_has(side_show(&s, 24, 30, 10), ">. E-2"));
	s.pane->focused = false;
	cr_assert(side_has(side_show(&s, 24, 30, 10), ".. E-2"));
	desk_select(&s.desk, 1);
	side_show(&s, 24, 30, 10);
	desk_select(&s.desk, 0);
	const char *screen = side_show(&s, 24, 30, 10);

	cr_assert(side_has(screen, " . E-1"));
	cr_assert(side_has(screen, " . E-2"));
}
