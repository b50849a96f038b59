/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_DOC_PARTS_H
#define ASSAY_REPORT_DOC_PARTS_H

/* What the backends of doc.h share: doc.c knows what is open and hands each
 * backend blocks in an order that is sound. For doc*.c alone. */

#include "report/doc.h"

/* Whose words a paragraph is. */
enum doc_voice { VOICE_TEXT, VOICE_QUIET, VOICE_QUOTE };

enum doc_open { OPEN_NOTHING, OPEN_PAIRS, OPEN_LIST, OPEN_TABLE };

/* The text of a cell or an item and what goes with it. */
struct doc_words {
	const char *text;
	const char *anchor; /* what it leads to; NULL: nothing */
	enum doc_tone tone;
};

/* No text is NULL, no level is passed over, cells come in whole rows. */
struct doc_ops {
	void (*heading)(struct doc *doc, int level, const char *anchor,
	    const char *text);
	void (*words)(
	    struct doc *doc, enum doc_voice voice, const char *text);
	/* first: no pair stands before it. */
	void (*pair)(struct doc *doc, bool first, const char *label,
	    const char *value);
	void (*pairs_end)(struct doc *doc);
	/* before: the depth of the item before it, -1: it is the first. */
	void (*item)(struct doc *doc, int before, int depth,
	    const struct doc_words *words);
	void (*list_end)(struct doc *doc, int depth);
	void (*table)(struct doc *doc, const char *caption,
	    const struct doc_column *columns, size_t count);
	void (*cell)(struct doc *doc, size_t column,
	    const struct doc_words *words);
	void (*table_end)(struct doc *doc, bool rows);
	void (*chart)(struct doc *doc, const struct chart *chart);
	void (*page)(struct doc *doc);
	/* Writes the end and gives back what the backend added. */
	void (*finish)(struct doc *doc);
};

/* A backend's own struct begins with this one. */
struct doc {
	const struct doc_ops *ops;
	struct str *out;
	enum doc_open open;
	int level; /* of the last heading; 0: there was none */
	int depth; /* of the last item of the open list; -1: no item yet */
	/* of the open table; titles are not kept */
	struct doc_column *columns;
	size_t column_count;
	size_t column_capacity;
	size_t column; /* where the next cell goes */
	bool rows;     /* has the open table any? */
};

#endif
