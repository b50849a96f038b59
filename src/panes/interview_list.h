/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_INTERVIEW_LIST_H
#define ASSAY_PANES_INTERVIEW_LIST_H

/* The criteria of Interview in asking order: the one under the cursor whole,
 * its neighbours a line each, grouped under their levels. */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/desk.h"
#include "ui/wrap.h"

struct canvas;

enum interview_kind {
	INTERVIEW_BLANK,
	INTERVIEW_HEAD,    /* a level's name and its answers */
	INTERVIEW_ITEM,    /* a criterion, or level 0, on one line */
	INTERVIEW_CURRENT, /* the first line of what is under the cursor */
	INTERVIEW_MORE     /* its other lines */
};

struct interview_line {
	enum interview_kind kind;
	struct spot spot;
	size_t start, len; /* of the current one's text */
};

/* Where things stand, counted from the list's left edge. */
struct interview_columns {
	int cursor, head, box, number, text;
	int measure; /* cells of the current criterion's lines */
	int end;     /* the first cell that is not the list's */
};

struct interview_list {
	struct interview_line *lines;
	size_t count, capacity;
	struct str text; /* of the current criterion */
	struct wrap wrap;
	size_t first, last; /* lines of what is under the cursor */
	/* what is shown, by interview_list_fit */
	size_t top, shown;
	int sticky; /* a level named above the first line, or 0 */
	bool rest;  /* a row names what comes after */
	bool roomy;
	size_t skip; /* lines of a long current item hidden above */
};

void interview_list_done(struct interview_list *list);
/* Makes the lines of a control anew. */
void interview_list_build(struct interview_list *list, const struct desk *desk,
    size_t control, const struct interview_columns *at, bool roomy, bool tight);
/* Chooses what is shown in so many rows. */
void interview_list_fit(struct interview_list *list, size_t rows);
/* Scrolls inside a current item that is taller than the rows; false: there is
 * nothing more of it that way. */
bool interview_list_scroll(struct interview_list *list, int way);
/* Draws it from (row, col) on; `cursor`: mark the current one, `focused`: as
 * the pane that takes the keys. */
void interview_list_draw(const struct interview_list *list,
    const struct desk *desk, const struct interview_columns *at,
    struct canvas *canvas, int row, int col, bool cursor, bool focused);

#endif
