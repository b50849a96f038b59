/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_COMPARE_DRAW_H
#define ASSAY_PANES_COMPARE_DRAW_H

/* How the table of Compare looks. */

#include <stdbool.h>
#include <stddef.h>

#include "panes/compare_rows.h"

struct canvas;
struct str;

/* Where columns stand. In a column: cursor 0, box 1, number 5, text at `text`,
 * or, where it is narrow, number and text from 5 on. */
struct compare_grid {
	int margin, width, gap, text;
	size_t from, to; /* the columns of the table that are shown */
	bool narrow;
};

/* The grid of so many columns in `cols` cells; `wide_numbers`: some take four
 * cells. */
void compare_grid_make(struct compare_grid *grid, int cols, size_t from,
    size_t to, bool wide_numbers);
/* How many columns fit side by side. */
int compare_grid_fit(int cols);

/* The row above all: control, levels, what the signs mean; the item under the
 * cursor when it is in no column. */
void compare_draw_title(const struct compare_rows *rows,
    const struct compare_grid *grid, const struct desk *desk,
    struct canvas *canvas, int row, int col, int cols, bool focused);
/* Each level's name, answers and standing. */
void compare_draw_headings(const struct compare_rows *rows,
    const struct compare_grid *grid, const struct desk *desk,
    struct canvas *canvas, int row, int col, bool focused);
/* Lines [top, top + count) of the table. */
void compare_draw_lines(const struct compare_rows *rows,
    const struct compare_grid *grid, const struct desk *desk, size_t top,
    size_t count, struct canvas *canvas, int row, int col, bool focused);
/* Names what lies in lines [from, to): "2.1~3.1   3.2 new at L3". */
void compare_add_rest(const struct compare_rows *rows,
    const struct compare_grid *grid, size_t from, size_t to, struct str *out);
/* "2 reworded ~   1 new +   2 at L2 only -". */
void compare_add_counts(
    const struct compare_rows *rows, bool differences, struct str *out);

#endif
