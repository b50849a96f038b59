/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What panes share in fitting and drawing. */

#include <config.h>

#include "panes/panes.h"

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
