/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_TABLES_H
#define ASSAY_REPORT_TABLES_H

/* The session as tables, one place for what their columns and rows are: CSV,
 * the sheets of a workbook and the tables of documents are made from it. */

#include <stdbool.h>
#include <stddef.h>

struct report_view;
struct str;

enum column_kind {
	COLUMN_TEXT,  /* short */
	COLUMN_LONG,  /* wrapped */
	COLUMN_ID,
	COLUMN_WORD,  /* a token of the session, translated unless raw */
	COLUMN_NUMBER,
	COLUMN_LEVEL,
	COLUMN_DAY
};
struct table_column {
	const char *key;   /* "control": the head when raw, never translated */
	const char *label; /* N_() */
	enum column_kind kind;
	int width;         /* cells of a sheet */
};

/* Where rows go: cell after cell, then the row's end. Text is plain; NULL or
 * "" is an empty cell. */
struct table_sink {
	void (*cell)(struct table_sink *sink, const struct table_column *column,
	    const char *text);
	void (*row_end)(struct table_sink *sink);
};

struct table {
	const char *name;  /* "controls" */
	const char *title; /* N_() */
	const struct table_column *columns; /* ended by one without key */
	/* All rows of the view, in natural order. */
	void (*rows)(const struct report_view *view, struct table_sink *sink);
};
/* controls, objectives, criteria, evidence, deficiencies, poam, requests; NULL
 * past the last. */
const struct table *tables_at(size_t i);
const struct table *tables_find(const char *name);
size_t table_columns(const struct table *table);

#endif
