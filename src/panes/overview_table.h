/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_OVERVIEW_TABLE_H
#define ASSAY_PANES_OVERVIEW_TABLE_H

/* The table of the overview: controls, or domains in as many columns as there
 * is room for. */

#include <stddef.h>

#include "panes/pane.h"

struct canvas;
struct desk;
struct overview_rows;

/* What of a control's row the cursor is on. */
enum overview_cell { CELL_ROW, CELL_LEVEL, CELL_GAP, CELLS };

struct overview_table {
	const struct overview_rows *rows;
	size_t top;    /* first row shown; with several columns the first */
	int body;      /* rows there are */
	size_t blocks; /* columns of domains; 1 for controls */
	size_t cursor; /* SIZE_MAX: the cursor is elsewhere */
	enum overview_cell cell;
};

/* How many columns there can be in so many cells. */
size_t overview_table_blocks(const struct overview_rows *rows, int cols);
/* Draws the heads in row `row` and the body below, `blank` rows between. */
void overview_table_draw(const struct overview_table *table,
    const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int blank);
/* The same for domains. */
void overview_domains_draw(const struct overview_table *table,
    const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int blank);

#endif
