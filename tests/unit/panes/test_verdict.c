/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The verdict block. */

#include <config.h>

#include "repeated.h"

#include "panes/verdict.h"

static void
begin(struct place *p)
{
	repeated_begin(p);
	struct pane *pane = levels_ops.open();

	pane->ops = &levels_ops;
	place_clear(p);
	place_open_take(p, pane);
}

static void
conclude(struct place *p, const char *level, const char *why)
{
	place_clear(p);
	changes_add(&p->changes, "AB-1/concluded", level, why);
	cr_assert(repeated_record(p), "%s", p->err.message);
}

static void
shows(struct place *p, int cells, const char *levels)
{
	struct verdict_block verdict = { 0 };

	verdict_make(&verdict, &p->desk, 0, cells, 4);
	cr_assert_str_eq(str_text(&verdict.levels), levels);
	verdict_done(&verdict);
}

Test(verdict, the_four_always_stand_together)
{
	struct place p;

	begin(&p);
	shows(&p, 80, "Not rated   Supported -   Concluded -   Target -");
	repeated_answer(&p, repeated_spot(0, 1, 0), "met", NULL);
	shows(&p, 80, "Derived 1-2   Supported 1   Concluded -   Target -");
	conclude(&p, "1", NULL);
	place_clear(&p);
	changes_add(&p.changes, "AB-1/target", "2", NULL);
	cr_assert(repeated_record(&p));
	shows(&p, 80, "Derived 1-2   Supported 1   Concluded 1   Target 2");
	place_done(&p);
}

Test(verdict, a_conclusion_bears_its_marks)
{
	struct place p;

	begin(&p);
	repeated_answer(&p, repeated_spot(0, 1, 0), "met", NULL);
	conclude(&p, "2", "seen on site");
	shows(&p, 80, "Derived 1-2   Supported 1   Concluded 2^   Target -");
	repeated_answer(&p, repeated_spot(0, 1, 0), "not met", NULL);
	shows(&p, 80, "Derived 0   Supported 0   Concluded 2^?   Target -");
	place_done(&p);
}

Test(verdict, little_room_takes_blanks_then_words)
{
	struct place p;

	begin(&p);
	repeated_answer(&p, repeated_spot(0, 1, 0), "met", NULL);
	shows(&p, 49, "Derived 1-2  Supported 1  Concluded -  Target -");
	shows(&p, 40, "D 1-2  S 1  C -  T -");
	place_done(&p);
}

Test(verdict, a_warning_takes_a_row_that_is_free)
{
	struct place p;
	struct verdict_block verdict = { 0 };

	begin(&p);
	repeated_answer(&p, repeated_spot(0, 1, 0), "met", NULL);
	conclude(&p, "2", "seen on site");
	repeated_answer(&p, repeated_spot(0, 1, 0), "not met", NULL);
	verdict_make(&verdict, &p.desk, 0, 80, 4);
	cr_assert_eq(verdict.rows, 4);
	cr_assert(str_starts(str_text(&verdict.warning), "! Answers or"));
	verdict_make(&verdict, &p.desk, 0, 80, 2);
	cr_assert_eq(verdict.rows, 2);
	cr_assert_str_eq(str_text(&verdict.warning), "");
	verdict_done(&verdict);
	place_done(&p);
}
