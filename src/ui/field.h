/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_FIELD_H
#define ASSAY_UI_FIELD_H

/* Text being typed: one line or several. Moves by whole characters (combining
 * marks stay with theirs) and by words; knows nothing of panes. */

#include "base/str.h"
#include "ui/keys.h"
#include "ui/theme.h"
#include "ui/wrap.h"

#include <stdbool.h>

struct canvas;

struct field {
	struct str text;
	size_t cursor; /* byte offset */
	bool multi;    /* Enter is a line feed */
	size_t top;    /* kept by field_fit: the first line shown; in a field
	                  of one line the first byte shown */
	int goal;      /* the cell Up and Down aim at, -1: the cursor's */
	bool changed;  /* by keys or field_insert, since last cleared */
};

void field_init(struct field *field, bool multi, const char *text);
void field_done(struct field *field);
/* Replaces the text; the cursor stands behind it. */
void field_set(struct field *field, const char *text);
const char *field_text(const struct field *field);
/* Edits: characters, Backspace, Delete, arrows, Home End ^A ^E, ^W word back,
 * ^U to line start, ^K to line end, Up Down in several lines (by screen line of
 * `cells`), Enter when multi. False: the key is not for a field. */
bool field_key(struct field *field, key_code key, int cells);
/* Puts text in at the cursor; line feeds become blanks when not multi, other
 * controls are left out. */
void field_insert(struct field *field, const char *text);
/* How many lines it takes in so many cells; the last cell of a line is kept
 * free for the cursor. */
size_t field_lines(const struct field *field, int cells);
/* Scrolls so that the cursor is inside rows lines of cells. */
void field_fit(struct field *field, int rows, int cells);
/* Draws it and puts the terminal's cursor on it. One line scrolls sideways. */
void field_draw(const struct field *field, struct canvas *canvas, int row,
    int col, int rows, int cells, enum role role);

#endif
