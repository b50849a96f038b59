/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Answering the item under the cursor; reasons; answers of lower levels. */

#include <config.h>

#include "repeated.h"

static void
begin(struct place *p)
{
	repeated_begin(p);
	struct pane *pane = levels_ops.open();

	pane->ops = &levels_ops;
	place_clear(p);
	place_open_take(p, pane);
}

static const struct entry *
entry_of(struct place *p, struct spot spot)
{
	char *path = answer_path(&p->desk, spot, "state");
	const struct entry *entry = session_entry(p->pack.session, path);

	free(path);
	return entry;
}

Test(answer, the_rest_of_lower_levels_is_counted_first_and_exceeded_at_once)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	desk_go(&p.desk, repeated_spot(0, 2, 0));
	cr_assert(repeated_run(&p, "exceed-lower", &ask));
	cr_assert(strstr(ask.note, "1 below level 2"));
	cr_assert(repeated_reply(&p, &ask, "a register does more"));
	cr_assert_eq(p.changes.count, 1);
	cr_assert(repeated_record(&p));
	cr_assert_str_eq(
	    entry_of(&p, repeated_spot(0, 1, 0))->value, "exceeded");
	cr_assert_str_eq(
	    entry_of(&p, repeated_spot(0, 1, 0))->why, "a register does more");
	cr_assert_not(repeated_run(&p, "exceed-lower", &ask));
	place_done(&p);
}

Test(answer, exceeded_before_without_a_reason_gets_it_then)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	repeated_answer(&p, repeated_spot(0, 1, 0), "exceeded", NULL);
	desk_go(&p.desk, repeated_spot(0, 2, 0));
	cr_assert(repeated_run(&p, "exceed-lower", &ask));
	cr_assert(strstr(ask.note, "1 exceeded below level 2 has none"));
	cr_assert(repeated_reply(&p, &ask, "a register does more"));
	cr_assert(repeated_record(&p));
	cr_assert_str_eq(
	    entry_of(&p, repeated_spot(0, 1, 0))->why, "a register does more");
	place_done(&p);
}

Test(answer, a_reason_is_for_the_answer_just_given_and_the_cursor_stays)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	desk_go(&p.desk, repeated_spot(0, 1, 0));
	cr_assert(repeated_run(&p, "exceeded", &ask));
	cr_assert(repeated_record(&p));
	cr_assert(spot_equal(p.desk.spot, repeated_spot(0, 2, 0)));
	cr_assert(repeated_run(&p, "why", &ask));
	cr_assert(strstr(ask.note, "AB-1 1.1"));
	cr_assert(repeated_reply(&p, &ask, "a register does more"));
	cr_assert(repeated_record(&p));
	cr_assert_str_eq(
	    entry_of(&p, repeated_spot(0, 1, 0))->why, "a register does more");
	cr_assert(spot_equal(p.desk.spot, repeated_spot(0, 2, 0)));
	place_done(&p);
}

Test(answer, the_same_key_confirms_a_copy_and_keeps_its_reason)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	place_clear(&p);
	char *path = answer_path(&p.desk, repeated_spot(1, 1, 0), "state");
	char *mark = answer_path(&p.desk, repeated_spot(1, 1, 0), "copied");

	changes_add(&p.changes, path, "exceeded", "a register does more");
	changes_add(&p.changes, mark, "AB-1", NULL);
	cr_assert(repeated_record(&p), "%s", p.err.message);
	cr_assert(answer_copied(&p.desk, repeated_spot(1, 1, 0)));
	desk_go(&p.desk, repeated_spot(1, 1, 0));
	cr_assert(repeated_run(&p, "exceeded", &ask));
	cr_assert(repeated_record(&p));
	cr_assert_not(answer_copied(&p.desk, repeated_spot(1, 1, 0)));
	cr_assert_str_eq(
	    entry_of(&p, repeated_spot(1, 1, 0))->why, "a register does more");
	free(path);
	free(mark);
	place_done(&p);
}

Test(answer, the_key_of_one_answer_opens_the_others_like_it)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	desk_go(&p.desk, repeated_spot(0, 1, 0));
	cr_assert(repeated_run(&p, "met", &ask));
	cr_assert(repeated_record(&p));
	cr_assert(repeated_run(&p, "answer-once", &ask));
	cr_assert_not_null(p.ctx.open_drawer);
	p.ctx.open_drawer->ops->done(p.ctx.open_drawer);
	place_done(&p);
}
