/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_COMPARE_PARTS_H
#define ASSAY_PANES_COMPARE_PARTS_H

/* What the files of the pane Compare share. */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "panes/compare_draw.h"
#include "panes/compare_rows.h"
#include "panes/pane.h"
#include "ui/wrap.h"

/* The table with the signs of one kind of glyphs: they differ in width, and
 * only drawing knows which the terminal has. */
enum { SIGNS_UNICODE, SIGNS_ASCII, SIGNS };
struct compare_table {
	struct compare_rows rows;
	size_t top; /* the first line shown */
};

struct compare {
	struct pane pane;
	struct compare_table tables[SIGNS];
	struct compare_grid grid;
	size_t control;   /* the last one shown, CATALOG_NONE: none yet */
	int first;        /* the level of the first column; -1: not chosen */
	int wanted;       /* columns asked for */
	int count;        /* columns of the table */
	int focus;        /* the column of the cursor */
	bool differences; /* leave out what is alike */
	struct spot seen; /* that was last scrolled to */
	struct str foot;  /* the rule that decides, what would raise it */
	struct wrap foot_lines;
	int head, body, foot_rows;
};

/* The lines of the table shown from `top` on, the rows that name what is out
 * of view taken off. */
size_t compare_shown(const struct compare *compare,
    const struct compare_table *table, size_t top);
/* Brings the first line shown back among the lines there are. */
void compare_clamp(const struct compare *compare, struct compare_table *table);
/* The level of a column as a spot: its heading. */
struct spot compare_heading(
    const struct compare *compare, const struct desk *desk, int column);
/* The pane's cursor keys. */
bool compare_move(struct pane *pane, enum move move, struct command_ctx *ctx);

#endif
