/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What panes share in fitting and drawing. */

#include <config.h>

#include "panes/panes.h"

#include <stdlib.h>

#include "ui/canvas.h"

void
pane_draw_cursor(
    const struct pane *pane, struct canvas *canvas, int row, int box_col)
{
	const struct rect *r = &pane->rect;

	canvas_put_glyph(canvas, row, r->col, ROLE_TEXT,
	    pane->focused ? GLYPH_CURSOR : GLYPH_PLACE);
	if (!pane->focused)
		return;
	canvas_restyle(canvas, row, r->col, r->cols, ROLE_CURSOR, 0);
	canvas_cursor(canvas, row, box_col);
}

enum pane_tier
pane_tier(const struct pane *pane)
{
	if (pane->compact || pane->rect.rows < 19)
		return TIER_TIGHT;
	return pane->rect.rows >= 26 ? TIER_ROOMY : TIER_NORMAL;
}

bool
move_place(enum move move, size_t at, size_t page, size_t count, size_t *to)
{
	size_t last = count - 1, far = page;

	if (move == MOVE_DOWN || move == MOVE_UP)
		far = 1;
	if (move == MOVE_HALF_DOWN || move == MOVE_HALF_UP)
		far = (page + 1) / 2;
	switch (move) {
	case MOVE_DOWN:
	case MOVE_PAGE_DOWN:
	case MOVE_HALF_DOWN:
		*to = at < last && last - at > far ? at + far : last;
		return true;
	case MOVE_UP:
	case MOVE_PAGE_UP:
	case MOVE_HALF_UP:
		*to = at > far ? at - far : 0;
		return true;
	case MOVE_FIRST:
		*to = 0;
		return true;
	case MOVE_LAST:
		*to = last;
		return true;
	default:
		return false;
	}
}

void
ask_done(struct ask *ask)
{
	free(ask->initial);
	free(ask->topic);
	free(ask->note);
	free(ask->words);
	free(ask->choices);
	free(ask->picks);
	free(ask->draft);
	*ask = (struct ask){ 0 };
}
