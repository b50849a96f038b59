/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How answers look: boxes, strips, marks. */

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

/* A copy of a source's answer in AB-1 2.1. */
static void
copy(struct place *p)
{
	char *path = answer_path(&p->desk, repeated_spot(0, 2, 0), "state");
	char *mark = answer_path(&p->desk, repeated_spot(0, 2, 0), "copied");

	repeated_answer(p, repeated_spot(1, 2, 1), "met", NULL);
	place_clear(p);
	changes_add(&p->changes, path, "met", NULL);
	changes_add(&p->changes, mark, "AB-2", NULL);
	cr_assert(repeated_record(p), "%s", p->err.message);
	free(path);
	free(mark);
}

static const char *
strip(struct place *p, int width)
{
	struct canvas *canvas = canvas_new(1, 12, CANVAS_ASCII_GLYPHS);

	answer_draw_strip(&p->desk, 0, 2, canvas, 0, 0, width);
	return place_dump(p, canvas);
}

Test(answer_look, a_copy_stands_in_round_brackets_until_confirmed)
{
	struct place p;

	begin(&p);
	copy(&p);
	desk_select(&p.desk, 0);
	place_draw_pane(&p);
	place_shows(&p, "(\xe2\x9c\x93) 2.1");
	place_shows(&p, "[ ] 2.2");
	repeated_answer(&p, repeated_spot(0, 2, 0), "met", NULL);
	place_draw_pane(&p);
	place_shows(&p, "[\xe2\x9c\x93] 2.1");
	place_done(&p);
}

Test(answer_look, strips_bracket_what_is_copied_as_far_as_there_is_room)
{
	struct place p;

	begin(&p);
	cr_assert_eq(answer_strip_cells(&p.desk, 0, 2), 2);
	copy(&p);
	cr_assert_eq(answer_strip_cells(&p.desk, 0, 2), 4);
	cr_assert_str_eq(strip(&p, 12), "(M).\n");
	cr_assert_str_eq(strip(&p, 3), "(M)\n");
	cr_assert_str_eq(strip(&p, 2), "\n");
	place_done(&p);
}

Test(answer_look, a_copy_is_marked_and_open_once_its_source_changed)
{
	struct place p;

	begin(&p);
	copy(&p);
	struct spot spot = { .kind = SPOT_PERFORMED, .control = 0 };
	struct str marks = { 0 };

	answer_marks(&p.desk, repeated_spot(0, 2, 0), &marks);
	cr_assert_str_eq(str_text(&marks), "");
	repeated_answer(&p, repeated_spot(1, 2, 1), "not met", NULL);
	answer_marks(&p.desk, repeated_spot(0, 2, 0), &marks);
	cr_assert_str_eq(str_text(&marks), "!");
	repeated_answer(&p, repeated_spot(0, 1, 0), "met", NULL);
	cr_assert(desk_step_open(&p.desk, &spot, 1));
	cr_assert(spot_equal(spot, repeated_spot(0, 2, 0)));
	str_done(&marks);
	place_done(&p);
}
