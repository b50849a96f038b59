/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_PICKER_H
#define ASSAY_PANES_PICKER_H

/* What the drawers one types into share: text in the hint row that narrows the
 * list above it. Arrows and pages move in the list, all else is text. */

#include <stdbool.h>
#include <stddef.h>

#include "panes/pane.h"
#include "ui/field.h"
#include "ui/keys.h"

struct canvas;

struct picker {
	struct field field;
	size_t cursor; /* of the items, 0 .. count-1 */
	size_t count;
	size_t top; /* first line of the list shown */
};

enum picker_event {
	PICKER_OTHER, /* not for a list: a command's key */
	PICKER_TAKEN,
	PICKER_TYPED, /* the text has changed; the cursor is at the start */
	PICKER_ENTER,
	PICKER_TAB,
	PICKER_LEAVE
};

void picker_init(struct picker *picker, const char *text);
void picker_done(struct picker *picker);
/* The text without blanks around it; the caller frees it. */
char *picker_text(const struct picker *picker);
/* Does every word of a query (as search_fold gives it) begin a word of a text,
 * case and accents aside? */
bool picker_matches(const char *query, const char *text);
/* What a key does; page is how far PgUp and PgDn go. */
enum picker_event picker_key(struct picker *picker, key_code key, size_t page);
/* Does a key look at the list, so that its count must be right? */
bool picker_looks(key_code key);
void picker_paste(struct picker *picker, const char *text);
/* Moves in the list as a pane's move does; false: it cannot. */
bool picker_move(struct picker *picker, enum move move, size_t page);
/* How many items there are now; keeps the cursor among them. */
void picker_set_count(struct picker *picker, size_t count);
/* Scrolls `total` lines so that lines first to last are among the rows, the
 * last of them before the first. */
void picker_scroll(struct picker *picker, size_t first, size_t last,
    size_t total, size_t rows);
/* The hint row: label, text, and at the right edge what `right` says, or that
 * nothing was found when there is text and no item. */
void picker_draw_input(const struct picker *picker, struct canvas *canvas,
    int row, int cols, const char *label, const char *right);
/* The same with the number of items at the right edge. */
void picker_draw_found(const struct picker *picker, struct canvas *canvas,
    int row, int cols, const char *label);

#endif
