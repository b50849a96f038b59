/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_FINDINGS_PARTS_H
#define ASSAY_PANES_FINDINGS_PARTS_H

/* What the files of view 7 share, for findings*.c only. */

#include "panes/findings_rows.h"
#include "panes/pane.h"
#include "panes/side_list.h"

struct session;
struct str;

/* How many fields of a record can be edited. */
enum { FINDINGS_FIELDS = 14 };

struct findings_pane {
	struct pane pane;
	struct findings_want want;
	struct findings_rows rows;
	/* what the rows were made of */
	const struct session *session; /* borrowed; compared only */
	size_t commits, language;
	int today;
	bool changed;       /* grouping, order or filter */
	size_t cursor, top; /* an item by its place; the first row shown */
	char *key; /* of the one under the cursor (findings_key); owned */
	/* Its record, made anew for another one, state or width. */
	bool inside; /* the cursor is on a field of the record */
	struct side_list record;
	const char *fields[FINDINGS_FIELDS]; /* of the record's items */
	bool recorded; /* is `record` that of the cursor? */
	int record_cols;
	char *effect; /* the sentence below the record; owned */
};

/* The finding under the cursor, NULL: none. */
const struct finding *findings_here(const struct findings_pane *p);
/* What tells one from another across commits; borrowed. */
const char *findings_key(const struct finding *f);
/* Rows of the screen for the list, and for the record with its bar and the
 * sentence (0: no room). */
int findings_list_rows(const struct findings_pane *p);
int findings_record_rows(const struct findings_pane *p);
void findings_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas);
/* Makes `record` and `effect` of the finding under the cursor. */
void findings_record_make(struct findings_pane *p, const struct desk *desk);
/* Words to narrow by, NULL: none; and the drawer one types them into. */
void findings_narrow(struct findings_pane *p, const char *words);
struct pane *findings_filter_open(struct findings_pane *p);

/* In words: where it comes from ("A02", "3.3 partial", "EV-c5t8xe"); by when,
 * true where that is past; what clearing it would do. */
void findings_from(
    const struct desk *desk, const struct finding *f, struct str *out);
bool findings_due(
    const struct desk *desk, const struct finding *f, struct str *out);
void findings_effect(
    const struct desk *desk, const struct finding *f, struct str *out);

/* A field asked for, as Enter does on it. */
bool findings_ask(
    struct command_ctx *ctx, const struct finding *f, const char *field);

#endif
