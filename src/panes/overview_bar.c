/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Bars of levels, readable without colour. */

#include <config.h>

#include "panes/overview_bar.h"

#include <stdio.h>

#include "ui/canvas.h"

/* Cells of a whole bar, the target's own not counted. */
enum { BAR_NARROW = 15, BAR_WIDE = 20, BAR_WIDEST = 40 };
enum { WIDE = 110, WIDEST = 180 };

int
overview_bar_cells(int per, int top)
{
	return per * top + 1;
}

void
overview_bar_draw(
    const struct overview_bar *bar, struct canvas *canvas, int row, int col)
{
	int target = bar->target >= 0 ? bar->target * bar->per : -1;

	for (int i = 0; i <= bar->per * bar->top; i++) {
		if (i == target)
			canvas_put(canvas, row, col++ + i, 1, ROLE_TEXT, "|");
		if (i >= bar->ceiling || i == bar->per * bar->top)
			continue;
		canvas_put_glyph(canvas, row, col + i, ROLE_TEXT,
		    i < bar->held    ? GLYPH_BAR
		    : i < bar->reach ? GLYPH_WITHIN
		                     : GLYPH_UNASSESSED);
	}
}

/* The numbers over the bars: each over the last cell of its level. */
void
overview_bar_scale(
    struct canvas *canvas, int row, int col, int per, int top, int target)
{
	for (int i = 0; i <= top; i++) {
		char number[16];
		int at = col - 1 + i * per + (target >= 0 && i > target);

		snprintf(number, sizeof(number), "%d", i);
		/* two digits have no room where a level is one cell */
		if (per > 1 || i % 2 == 0)
			canvas_put(
			    canvas, row, at - (i > 9), 2, ROLE_QUIET, number);
	}
}

int
overview_bar_per(int cols, int top)
{
	int whole = cols >= WIDEST ? BAR_WIDEST
	            : cols >= WIDE ? BAR_WIDE
	                           : BAR_NARROW;

	return whole / top > 0 ? whole / top : 1;
}

void
overview_put_head(struct canvas *canvas, int row, int col, int cells,
    bool right, const char *text)
{
	if (right)
		canvas_put_right(canvas, row, col, cells, ROLE_QUIET, text);
	else
		canvas_put_cut(canvas, row, col, cells, ROLE_QUIET, text);
}

void
overview_put_number(
    struct canvas *canvas, int row, int col, int cells, size_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", number);
	canvas_put_right(canvas, row, col, cells, ROLE_TEXT, text);
}
