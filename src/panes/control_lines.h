/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_CONTROL_LINES_H
#define ASSAY_PANES_CONTROL_LINES_H

/* One control's levels and criteria as screen lines: what the levels pane
 * scrolls through. Texts are borrowed from the catalog. */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"
#include "ui/wrap.h"

struct canvas;

enum control_line_kind {
	LINE_BLANK,
	LINE_PERFORMED_HEAD, /* L0's name */
	LINE_PERFORMED,      /* the question whether it is done at all */
	LINE_LEVEL,          /* a level's heading */
	LINE_CRITERION,      /* first line of a criterion */
	LINE_MORE,           /* its other lines */
	LINE_REASON,         /* why a level has no criteria */
	LINE_EXAMPLE,        /* what must not be ticked */
	LINE_PROSE_HEAD,     /* packs without levels: a heading */
	LINE_PROSE
};

struct control_line {
	enum control_line_kind kind;
	int level;
	size_t item;      /* criterion */
	const char *text; /* or NULL */
	size_t start, len;
};

struct control_lines {
	struct control_line *lines;
	size_t count, capacity;
	int text;         /* column of the texts: wider where numbers are */
	struct wrap wrap; /* scratch */
};

/* Rebuilds the lines for a control in a pane of so many columns. Bit n of
 * folded hides the criteria of level n. */
void control_lines_build(struct control_lines *lines, const struct desk *desk,
    size_t control, int cols, unsigned folded);
void control_lines_done(struct control_lines *lines);
/* First and last line of a spot; false when it has none (folded away). */
bool control_lines_find(const struct control_lines *lines, struct spot spot,
    size_t *first, size_t *last);

/* Draws one line; columns are the pane's (screens.md 2, "Cells of Assess"):
 * box at col + 1, number at col + 5, text at col + 9 or further right where
 * numbers are long (10.11), marks in the last three of cols. */
void control_lines_draw(const struct control_lines *lines, size_t line,
    const struct desk *desk, size_t control, unsigned folded,
    struct canvas *canvas, int row, int col, int cols);
/* What lies before line `from` (above) or from it on (below), named in one
 * row: strips, numbers, levels without criteria. */
void control_lines_draw_rest(const struct control_lines *lines, size_t from,
    bool above, const struct desk *desk, size_t control, struct canvas *canvas,
    int row, int col, int cols);

enum {
	CONTROL_BOX = 1,
	CONTROL_NUMBER = 5,
	CONTROL_TEXT = 9,
	CONTROL_MARKS = 3
};

#endif
