/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_OVERVIEW_BAR_H
#define ASSAY_PANES_OVERVIEW_BAR_H

/* The bars of the overview, and what else its two tables share. */

#include <stdbool.h>
#include <stddef.h>

struct canvas;

struct overview_bar {
	int per, top;             /* cells a level, levels */
	int held, reach, ceiling; /* cells held, within reach, to award */
	int target;               /* level; -1: none */
};

/* How many cells a level takes in so many columns, and a bar with the target's
 * own cell. */
int overview_bar_per(int cols, int top);
int overview_bar_cells(int per, int top);
void overview_bar_draw(
    const struct overview_bar *bar, struct canvas *canvas, int row, int col);
/* The numbers over a bar that begins at col: each over its level's last
 * cell. */
void overview_bar_scale(
    struct canvas *canvas, int row, int col, int per, int top, int target);
/* A column's head; a number at the right of its column. */
void overview_put_head(struct canvas *canvas, int row, int col, int cells,
    bool right, const char *text);
void overview_put_number(
    struct canvas *canvas, int row, int col, int cells, size_t number);

#endif
