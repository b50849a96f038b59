/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_ROW_H
#define ASSAY_REPORT_ROW_H

/* One row of a table on its way to a sink, for tables*.c only: each function
 * gives the next cell in the form its column is in, for people or for machines
 * (report_view.raw). Days and moments are ISO 8601 for both. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/desk.h"
#include "report/reports.h"
#include "report/tables.h"

struct row {
	const struct report_view *view;
	const struct desk *desk; /* the view's */
	struct table_sink *sink;
	const struct table_column *first, *next;
	struct str text; /* a cell put together, for row_put */
};
void row_init(struct row *row, const struct report_view *view,
    const struct table_column *columns, struct table_sink *sink);
void row_done(struct row *row);
/* All cells are given. */
void row_end(struct row *row);

void row_text(struct row *row, const char *text); /* NULL: nothing */
/* What only the assessor may read: an empty cell in a client's copy. */
void row_private(struct row *row, const char *text);
/* A token of the session or the pack. */
void row_word(struct row *row, const char *word);
void row_yes(struct row *row, bool yes); /* yes, or no */
void row_number(struct row *row, long long number);
void row_count(struct row *row, size_t count);
/* A level, or another number that is never negative; -1: nothing. */
void row_level(struct row *row, int level);
void row_day(struct row *row, int day);
/* A person's id, or a name. */
void row_person(struct row *row, const char *who);
void row_designation(struct row *row, enum designation designation);
void row_methods(struct row *row, unsigned methods);
/* Three cells on a commit, 0: none: who recorded it, who said it, when. */
void row_commit(struct row *row, uint64_t seq);
/* The cell is row->text, which is emptied. */
void row_put(struct row *row);

/* Adds a word to row->text as row_word would give it, behind a comma where
 * something stands there. */
void row_add_word(struct row *row, const char *word);
/* A line more of row->text. */
void row_add_line(struct row *row, const char *line);
/* What a path of NAME_ITEM (schema.h) is about: the path itself for machines,
 * for people "OPS-03 3.2", "OPS-03_A01". */
void row_add_about(struct row *row, const char *about);

/* Has the table this control: report_has, and out of scope only in a full
 * report? */
bool row_has(const struct report_view *view, size_t control);
/* Is the report about all controls, so that what hangs on none is in it? */
bool row_has_all(const struct report_view *view);
/* The notes the report may hold, a line each, into row->text: on a criterion
 * (LEVEL.KEY), on an objective's id, or with neither on the control alone. */
void row_add_notes(struct row *row, const char *control,
    const struct note_items *notes, const char *criterion,
    const char *objective);

#endif
