/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_TERMS_H
#define ASSAY_PANES_TERMS_H

/* What the drawers in which one types filter terms share: the line, completed
 * by Tab, and above it what the word at the cursor could become, or what is
 * wrong with the line. */

#include "base/err.h"
#include "model/filter.h"
#include "panes/picker.h"

struct canvas;

struct terms {
	struct picker picker;
	struct filter_choices choices;
	struct err err; /* what is wrong with the text */
	bool insist;    /* Enter was pressed on it */
	int width;      /* cells of the list's first column */
};

void terms_init(struct terms *terms, const char *text);
void terms_done(struct terms *terms);
/* The text typed so far; borrowed. */
const char *terms_text(const struct terms *terms);
/* Looks up the choices for the word at the cursor. */
void terms_complete(struct terms *terms, const struct filter_view *view);
/* Enter was pressed: may the line be used? If not, its fault is shown. */
bool terms_accept(struct terms *terms);

/* Rows wanted; scrolling; drawing: the parts of a drawer's ops. */
int terms_want(const struct terms *terms, int cols);
void terms_fit(struct terms *terms, const struct rect *rect);
void terms_draw(
    const struct terms *terms, const struct rect *rect, struct canvas *canvas);
bool terms_move(
    struct terms *terms, enum move move, const struct rect *rect);
/* As picker_key; a Tab that changed the text is PICKER_TYPED. *moved: the
 * cursor stands in another place of the same text. */
enum picker_event terms_key(struct terms *terms, key_code code,
    const struct rect *rect, bool *moved);

#endif
