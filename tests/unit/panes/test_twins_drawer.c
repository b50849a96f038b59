/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One answer offered to the same criterion elsewhere. */

#include <config.h>

#include "repeated.h"

static void
begin(struct place *p)
{
	repeated_begin(p);
	repeated_answer(p, repeated_spot(0, 1, 0), "met", NULL);
	place_clear(p);
	place_open_take(
	    p, twins_open(&p->desk, repeated_spot(0, 1, 0), &p->err));
}

static enum criterion_state
state(const struct place *p, size_t control)
{
	return desk_state(&p->desk, repeated_spot(control, 1, 0));
}

Test(twins_drawer, the_preview_says_what_is_and_what_will_be)
{
	struct place p;

	begin(&p);
	repeated_draw_drawer(&p);
	place_shows(&p, "The same criterion in 2 other controls of AB");
	place_shows(&p, "Enter answers 2");
	place_shows(&p, "A list is kept.");
	place_shows(&p, "AB-1 1.1 is  [\xe2\x9c\x93] met   by J. Tester");
	place_shows(&p, "AB-2 1.1     Ferries");
	place_shows(&p, "unassessed");
	place_shows(&p, "(\xe2\x9c\x93) met");
	place_shows(&p, "not rated -> ");
	place_done(&p);
}

Test(twins_drawer, enter_copies_to_those_taken_in_and_one_undo_is_enough)
{
	struct place p;

	begin(&p);
	size_t before = session_commits(p.pack.session);

	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE);
	cr_assert(strstr(str_text(&p.message), "AB-2, AB-3"));
	cr_assert(repeated_record(&p));
	cr_assert_eq(session_commits(p.pack.session), before + 1);
	cr_assert_eq(state(&p, 1), STATE_MET);
	cr_assert_eq(state(&p, 2), STATE_MET);
	cr_assert(answer_copied(&p.desk, repeated_spot(1, 1, 0)));
	cr_assert_not(answer_copied(&p.desk, repeated_spot(0, 1, 0)));
	place_done(&p);
}

Test(twins_drawer, one_is_left_out_and_taken_in_again)
{
	struct place p;

	begin(&p);
	cr_assert(repeated_run(&p, "take", NULL));
	repeated_draw_drawer(&p);
	place_shows(&p, "Enter answers 1");
	place_shows(&p, "left alone");
	cr_assert(repeated_run(&p, "take", NULL));
	repeated_draw_drawer(&p);
	place_shows(&p, "Enter answers 2");
	cr_assert(repeated_run(&p, "take-all", NULL));
	repeated_draw_drawer(&p);
	place_hides(&p, "Enter answers");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.err.code, ERR_INPUT);
	cr_assert_eq(p.changes.count, 0);
	place_done(&p);
}

Test(twins_drawer, who_answered_otherwise_stays_unless_taken_in)
{
	struct place p;

	repeated_begin(&p);
	repeated_answer(&p, repeated_spot(1, 1, 0), "not met", NULL);
	repeated_answer(&p, repeated_spot(0, 1, 0), "met", NULL);
	place_open_take(
	    &p, twins_open(&p.desk, repeated_spot(0, 1, 0), &p.err));
	repeated_draw_drawer(&p);
	place_shows(&p, "1 answered otherwise: it stays");
	place_shows(&p, "not met, 10:43");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(repeated_record(&p));
	cr_assert_eq(state(&p, 1), STATE_NOT_MET);
	cr_assert_eq(state(&p, 2), STATE_MET);
	place_done(&p);
}

Test(twins_drawer, without_an_answer_it_shows_who_and_copies_nothing)
{
	struct place p;

	repeated_begin(&p);
	place_clear(&p);
	place_open_take(
	    &p, twins_open(&p.desk, repeated_spot(0, 1, 0), &p.err));
	repeated_draw_drawer(&p);
	place_shows(&p, "AB-3 1.1");
	place_shows(&p, "has no answer yet");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.err.code, ERR_INPUT);
	cr_assert_eq(p.changes.count, 0);
	place_done(&p);
}

Test(twins_drawer, words_that_stand_nowhere_else_open_nothing)
{
	struct place p;

	begin(&p);
	cr_assert_null(twins_open(&p.desk, repeated_spot(0, 2, 1), &p.err));
	cr_assert(strstr(p.err.message, "AB-1 2.2"));
	place_done(&p);
}

Test(twins_drawer, answering_keys_do_nothing_here_and_esc_changes_nothing)
{
	struct place p;

	begin(&p);
	place_key(&p, 'm');
	cr_assert_eq(p.err.code, ERR_INPUT);
	place_key(&p, KEY_ESC_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE);
	cr_assert_eq(p.changes.count, 0);
	place_done(&p);
}

Test(twins_drawer, all_is_there_in_eighty_columns)
{
	struct place p;

	begin(&p);
	p.rows = 24;
	p.cols = 80;
	repeated_draw_drawer(&p);
	place_shows(&p, "AB-3 1.1");
	place_shows(&p, "(\xe2\x9c\x93) met");
	place_shows(&p, "One U takes all of it back.");
	place_done(&p);
}
