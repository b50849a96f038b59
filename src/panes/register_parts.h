/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_REGISTER_PARTS_H
#define ASSAY_PANES_REGISTER_PARTS_H

/* What the files of the register share, for register*.c only. */

#include "panes/pane.h"
#include "panes/register_rows.h"

struct session;

struct evidence_register {
	struct pane pane;
	struct register_want want;
	struct register_rows rows;
	/* what the rows were made of */
	const struct session *session; /* borrowed; compared only */
	size_t commits, language;
	int today;
	bool changed; /* grouping, order or filter */
	size_t cursor, top; /* an item by its place; the first row shown */
	size_t seen;  /* the place that id, control and effect are of */
	char *id;     /* under the cursor; owned */
	size_t control;
	char *effect; /* the sentence below the record; owned */
};

/* The row under the cursor, NULL: none. */
const struct register_row *register_row_at(const struct evidence_register *r);
/* Rows of the screen for the list. */
int register_list_rows(const struct evidence_register *r);
void register_draw(const struct pane *pane, const struct desk *desk,
    struct canvas *canvas);

#endif
