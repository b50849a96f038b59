/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The notes of a control. */

#include <config.h>

#include "side.h"

static struct side s;

static void
setup(void)
{
	side_begin(&s);
	side_open(&s, &notes_ops);
}

static void
teardown(void)
{
	side_done(&s);
}

TestSuite(notes, .init = setup, .fini = teardown);

/* A note of 10:31, said by B. Talker, on the second criterion. */
static void
add_bound_note(void)
{
	changes_add(&s.changes, "AB-1/notes/abc123/text",
	    "Tolls are counted for nine of eleven bridges.", NULL);
	changes_add(&s.changes, "AB-1/notes/abc123/criterion", "1.2", NULL);
	side_record(&s, "2026-07-14T10:31:00+02:00", "B. Talker");
}

static void
add_client_note(void)
{
	changes_add(
	    &s.changes, "AB-1/notes/aaa222/text", "Ask again Friday.", NULL);
	changes_add(&s.changes, "AB-1/notes/aaa222/audience", "client", NULL);
	side_record(&s, "2026-07-14T10:38:00+02:00", NULL);
}

Test(notes, a_note_says_on_what_when_by_whom_and_for_whom)
{
	add_bound_note();
	add_client_note();
	const char *screen = side_show(&s, 20, 40, 10);

	cr_assert(side_has(screen, "           Notes\n"));
	cr_assert(side_has(screen,
	    "           \" 1.2 10:31 B. Talker private\n"
	    "             Tolls are counted for nine of eleven\n"
	    "             bridges.\n"));
	cr_assert(side_has(screen, "\" 10:38 J. Tester for the client\n"
	                           "             Ask again Friday.\n"));
}

Test(notes, for_whom_goes_below_where_it_does_not_fit)
{
	add_bound_note();
	cr_assert(side_has(side_show(&s, 20, 28, 10),
	    "\" 1.2 10:31 B. Talker\n             private\n"));
}

Test(notes, the_assessors_own_name_goes_first_where_it_does_not_fit)
{
	add_client_note();
	cr_assert(
	    side_has(side_show(&s, 20, 28, 10), "\" 10:38 for the client\n"));
}

Test(notes, none_names_the_key_that_writes_one)
{
	cr_assert(
	    side_has(side_show(&s, 20, 28, 10), "none yet   N writes one\n"));
	s.desk.read_only = true;
	cr_assert_null(strstr(side_show(&s, 20, 28, 10), "writes"));
}

Test(notes, enter_opens_the_note_under_the_cursor_in_the_editor)
{
	add_bound_note();
	add_client_note();
	cr_assert(side_has(side_show(&s, 20, 40, 10), ">\" 10:38"),
	    "the newest has the cursor");
	cr_assert(side_move(&s, MOVE_UP));
	side_show(&s, 20, 40, 10);
	cr_assert(side_move(&s, MOVE_ENTER));
	cr_assert_not_null(s.opened);
	cr_assert_eq(s.opened->ops, &note_ops);
	cr_assert_str_eq(note_text(s.opened),
	    "Tolls are counted for nine of eleven bridges.");
	struct str title = { 0 }, right = { 0 };

	note_ops.bar(s.opened, &s.desk, &title, &right);
	cr_assert_str_eq(str_text(&title), "Note on AB-1 1.2");
	str_done(&title);
	str_done(&right);
}

Test(notes, the_cursor_stays_on_its_note_and_a_new_one_takes_it)
{
	add_bound_note();
	add_client_note();
	side_show(&s, 20, 40, 10);
	side_move(&s, MOVE_UP);
	side_set(&s, "AB-1/flags/review", "yes", NULL);
	cr_assert(side_has(side_show(&s, 20, 40, 10), ">\" 1.2 10:31"));
	side_set(&s, "AB-1/notes/bbb333/text", "One more.", NULL);
	cr_assert(side_has(side_show(&s, 20, 40, 10), ">\" 10:36"));
}

Test(notes, a_criterions_own_note_stands_here_too)
{
	side_set(&s, "AB-1/criteria/1.1/note", "From the file.", NULL);
	const char *screen = side_show(&s, 20, 40, 10);

	cr_assert(side_has(screen, "\" 1.1 10:36 J. Tester private\n"
	                           "             From the file.\n"));
	cr_assert(side_move(&s, MOVE_ENTER));
	cr_assert_str_eq(note_text(s.opened), "From the file.");
}

Test(notes, lines_of_a_note_are_kept_and_a_long_one_scrolls_by_line)
{
	side_set(&s, "AB-1/notes/ccc444/text",
	    "one\ntwo\n\nfour\nfive\nsix\nseven\neight", NULL);
	const char *screen = side_show(&s, 8, 40, 10);

	cr_assert(side_has(screen, "one\n             two\n\n"));
	cr_assert_null(strstr(screen, "eight"));
	while (side_move(&s, MOVE_DOWN))
		screen = side_show(&s, 8, 40, 10);
	cr_assert(side_has(screen, "eight\n"));
	cr_assert(side_has(screen, "above: 10:36"));
	while (side_move(&s, MOVE_UP))
		screen = side_show(&s, 8, 40, 10);
	cr_assert(side_has(screen, "one\n"));
}

Test(notes, a_note_on_an_objective_names_it)
{
	side_set(&s, "AB-1/notes/ddd555/text", "On paper.", NULL);
	side_set(&s, "AB-1/notes/ddd555/objective", "AB-1_A01", NULL);
	cr_assert(side_has(side_show(&s, 20, 60, 10), "A01 10:36"));
}
