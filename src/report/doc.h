/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_DOC_H
#define ASSAY_REPORT_DOC_H

/* A document as a sequence of blocks, written once and set by a backend:
 * Markdown or HTML. All text given is plain; the backend makes it harmless for
 * its format and shows controls and turning marks. Blocks of one kind that
 * follow each other form one list or table. */

#include <stdbool.h>
#include <stddef.h>

struct chart;
struct str;

struct doc;
/* The backends. Both write to *out, which the caller owns. title is that of the
 * page; language the tag of the program's texts ("de"). */
struct doc *doc_markdown(struct str *out);
struct doc *doc_html(struct str *out, const char *title, const char *language);
/* Ends what is open, and frees it. */
void doc_finish(struct doc *doc);

/* level 1 is the document's own title, once. anchor: what links lead to, an id
 * of ours or the pack's; NULL: none. Levels 2 are listed in the contents. */
void doc_heading(
    struct doc *doc, int level, const char *anchor, const char *text);
/* A paragraph; line feeds are kept. */
void doc_text(struct doc *doc, const char *text);
/* The same in small print: where something comes from. */
void doc_quiet(struct doc *doc, const char *text);
/* Words of somebody else: a statement, a note. */
void doc_quote(struct doc *doc, const char *text);
/* "Rigor: Standard". */
void doc_pair(struct doc *doc, const char *label, const char *value);
/* An item of a list, depth 0 or 1. */
void doc_item(struct doc *doc, int depth, const char *text);
/* The same leading to an anchor of this document. */
void doc_item_link(
    struct doc *doc, int depth, const char *anchor, const char *text);

enum doc_align { DOC_LEFT, DOC_RIGHT, DOC_CENTRE };
struct doc_column {
	const char *title; /* translated */
	enum doc_align align;
	int share; /* of the width, in percent; 0: as it comes */
};
void doc_table(struct doc *doc, const char *caption,
    const struct doc_column *columns, size_t count);
/* The next cell, row by row; "" for nothing. */
void doc_cell(struct doc *doc, const char *text);
/* The same with a tone that colour may show too, never colour alone. */
enum doc_tone { DOC_PLAIN, DOC_GOOD, DOC_WARN, DOC_BAD, DOC_QUIET };
void doc_cell_tone(struct doc *doc, enum doc_tone tone, const char *text);
/* A cell that leads to an anchor of this document. */
void doc_cell_link(struct doc *doc, const char *anchor, const char *text);
void doc_table_end(struct doc *doc);

/* A chart; where there are no pictures, its numbers as a table. */
void doc_chart(struct doc *doc, const struct chart *chart);
/* A new page begins here when printed. */
void doc_page(struct doc *doc);

#endif
