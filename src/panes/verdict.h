/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_VERDICT_H
#define ASSAY_PANES_VERDICT_H

/* The verdict block: the levels a control has, the rule that decides, what
 * would raise it (screens.md 2). */

#include "base/str.h"
#include "model/desk.h"
#include "ui/wrap.h"

struct canvas;

struct verdict_block {
	struct str levels; /* "Derived 2-4   Supported 2 ..." */
	struct str text;   /* the sentences */
	struct str warning; /* the gravest, where there is a row for it */
	struct wrap wrap;
	size_t rows;
};

/* Makes the block for a control, in at most `most` rows of `cells`. */
void verdict_make(struct verdict_block *verdict, const struct desk *desk,
    size_t control, int cells, int most);
void verdict_draw(const struct verdict_block *verdict, struct canvas *canvas,
    int row, int col, int cols);
/* "target 3", "target 3, effective 4 (raised)"; appended. */
void verdict_target(int asked, int effective, struct str *out);
void verdict_done(struct verdict_block *verdict);

#endif
