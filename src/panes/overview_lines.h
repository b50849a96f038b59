/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_OVERVIEW_LINES_H
#define ASSAY_PANES_OVERVIEW_LINES_H

/* Lines above and below the table of the overview as pieces: text in its
 * place, some of which can be opened. */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"
#include "panes/trace.h"
#include "ui/theme.h"

struct canvas;
struct overview_rows;

enum overview_goal {
	OVERVIEW_STAYS, /* only text */
	OVERVIEW_TRACE, /* opens a figure */
	OVERVIEW_GOES,  /* to a place */
	OVERVIEW_GAP,   /* what a control takes */
	OVERVIEW_DOMAIN /* to the controls of a domain */
};

struct overview_piece {
	int line, col, cells;
	enum role role;
	char *text; /* owned; NULL: a bar */
	int bar, bar_of;
	enum glyph sign; /* drawn in place of text when `is_sign` */
	bool is_sign;
	enum overview_goal goal;
	struct trace_figure figure;
	struct spot spot; /* of GOES */
	int work;         /* of GOES: which kind of work */
	size_t row;       /* of GAP: a control, of DOMAIN */
};

struct overview_lines {
	struct overview_piece *pieces;
	size_t count, capacity;
	int lines; /* used so far */
	int most;  /* lines there may be */
	int cols;
	int line, col; /* where the next piece would stand */
	int indent;    /* of a line begun for want of room */
};

/* Starts anew; texts are freed. */
void overview_lines_clear(struct overview_lines *lines, int cols, int most);
void overview_lines_done(struct overview_lines *lines);
/* The next piece stands there. */
void overview_lines_at(struct overview_lines *lines, int line, int col);
/* A piece `gap` cells behind the last one; where it does not fit it begins a
 * line of its own, and is dropped when there are no more lines. Takes the
 * text. NULL when dropped; borrowed until the next one. */
struct overview_piece *overview_lines_take(
    struct overview_lines *lines, int gap, enum role role, char *text);
struct overview_piece *overview_lines_bar(
    struct overview_lines *lines, int gap, int bar, int of);
void overview_lines_sign(
    struct overview_lines *lines, int gap, enum glyph sign);
/* Draws them; `at` is the piece under the cursor, SIZE_MAX: none of them. */
void overview_lines_draw(const struct overview_lines *lines,
    struct canvas *canvas, int row, int col, size_t at);
/* The piece that opens the same; SIZE_MAX: none does. */
size_t overview_lines_find(
    const struct overview_lines *lines, const struct overview_piece *like);
/* The first piece to open, or the one `step` away; SIZE_MAX: none. */
size_t overview_lines_first(const struct overview_lines *lines);
size_t overview_lines_last(const struct overview_lines *lines);
/* The next piece to open on the same line (sideways), or on the nearest line
 * that has one, about in the same column. */
size_t overview_lines_beside(
    const struct overview_lines *lines, size_t at, int step);
size_t overview_lines_below(
    const struct overview_lines *lines, size_t at, int step);

/* The head: title and figures. */
void overview_head_make(struct overview_lines *lines,
    const struct overview_rows *rows, const struct desk *desk, int cols,
    int most);
/* The foot, in at most so many lines: what the signs mean, the histogram, what
 * is outstanding (a line each when `listed`), most to gain. */
void overview_foot_make(struct overview_lines *lines,
    const struct overview_rows *rows, const struct desk *desk, int cols,
    int most, bool listed);

#endif
