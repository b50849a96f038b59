/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Documents: what holds for every backend. Blocks are written as they come;
 * what is open is closed by whatever cannot be in it, rows are filled up, and
 * headings go down one level at a time. */

#include <config.h>

#include "report/doc.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/doc_parts.h"

enum { DEEPEST_HEADING = 6, DEEPEST_ITEM = 1 };

static const char *
plain(const char *text)
{
	return text ? text : "";
}

static void
put_cell(struct doc *doc, const struct doc_words *words)
{
	if (doc->open != OPEN_TABLE)
		return;
	doc->rows = true;
	doc->ops->cell(doc, doc->column, words);
	doc->column = (doc->column + 1) % doc->column_count;
}

static void
close_table(struct doc *doc)
{
	const struct doc_words nothing = { .text = "" };

	while (doc->column)
		put_cell(doc, &nothing);
	doc->ops->table_end(doc, doc->rows);
}

/* Closes what is open unless it goes on with `next`. */
static void
close_for(struct doc *doc, enum doc_open next)
{
	if (doc->open == next && next != OPEN_TABLE)
		return;
	if (doc->open == OPEN_PAIRS)
		doc->ops->pairs_end(doc);
	else if (doc->open == OPEN_LIST)
		doc->ops->list_end(doc, doc->depth);
	else if (doc->open == OPEN_TABLE)
		close_table(doc);
	doc->open = OPEN_NOTHING;
	doc->depth = -1;
}

void
doc_finish(struct doc *doc)
{
	if (!doc)
		return;
	close_for(doc, OPEN_NOTHING);
	doc->ops->finish(doc);
	free(doc->columns);
	free(doc);
}

void
doc_heading(
    struct doc *doc, int level, const char *anchor, const char *text)
{
	close_for(doc, OPEN_NOTHING);
	/* one title, and no level passed over */
	if (level <= 1)
		level = doc->level ? 2 : 1;
	if (level > doc->level + 1)
		level = doc->level + 1;
	if (level > DEEPEST_HEADING)
		level = DEEPEST_HEADING;
	doc->ops->heading(
	    doc, level, anchor && *anchor ? anchor : NULL, plain(text));
	doc->level = level;
}

static void
put_words(struct doc *doc, enum doc_voice voice, const char *text)
{
	close_for(doc, OPEN_NOTHING);
	if (text && *text)
		doc->ops->words(doc, voice, text);
}

void
doc_text(struct doc *doc, const char *text)
{
	put_words(doc, VOICE_TEXT, text);
}

void
doc_quiet(struct doc *doc, const char *text)
{
	put_words(doc, VOICE_QUIET, text);
}

void
doc_quote(struct doc *doc, const char *text)
{
	put_words(doc, VOICE_QUOTE, text);
}

void
doc_pair(struct doc *doc, const char *label, const char *value)
{
	bool first = doc->open != OPEN_PAIRS;

	close_for(doc, OPEN_PAIRS);
	doc->open = OPEN_PAIRS;
	doc->ops->pair(doc, first, plain(label), plain(value));
}

static void
put_item(struct doc *doc, int depth, const struct doc_words *words)
{
	close_for(doc, OPEN_LIST);
	if (depth > DEEPEST_ITEM)
		depth = DEEPEST_ITEM;
	/* an item below needs one above */
	if (depth < 0 || doc->open != OPEN_LIST)
		depth = 0;
	doc->open = OPEN_LIST;
	doc->ops->item(doc, doc->depth, depth, words);
	doc->depth = depth;
}

void
doc_item(struct doc *doc, int depth, const char *text)
{
	doc_item_link(doc, depth, NULL, text);
}

void
doc_item_link(
    struct doc *doc, int depth, const char *anchor, const char *text)
{
	const struct doc_words words = { .text = plain(text),
		.anchor = anchor && *anchor ? anchor : NULL };

	put_item(doc, depth, &words);
}

void
doc_table(struct doc *doc, const char *caption,
    const struct doc_column *columns, size_t count)
{
	close_for(doc, OPEN_TABLE);
	if (!count)
		return;
	doc->columns = mem_grow(doc->columns, &doc->column_capacity, count,
	    sizeof(*doc->columns));
	for (size_t i = 0; i < count; i++) {
		doc->columns[i] = columns[i];
		doc->columns[i].title = NULL;
	}
	doc->column_count = count;
	doc->column = 0;
	doc->rows = false;
	doc->open = OPEN_TABLE;
	doc->ops->table(doc, plain(caption), columns, count);
}

void
doc_cell(struct doc *doc, const char *text)
{
	doc_cell_tone(doc, DOC_PLAIN, text);
}

void
doc_cell_tone(struct doc *doc, enum doc_tone tone, const char *text)
{
	const struct doc_words words = { .text = plain(text), .tone = tone };

	put_cell(doc, &words);
}

void
doc_cell_link(struct doc *doc, const char *anchor, const char *text)
{
	const struct doc_words words = { .text = plain(text),
		.anchor = anchor && *anchor ? anchor : NULL };

	put_cell(doc, &words);
}

void
doc_table_end(struct doc *doc)
{
	if (doc->open == OPEN_TABLE)
		close_for(doc, OPEN_NOTHING);
}

void
doc_chart(struct doc *doc, const struct chart *chart)
{
	close_for(doc, OPEN_NOTHING);
	doc->ops->chart(doc, chart);
}

void
doc_page(struct doc *doc)
{
	close_for(doc, OPEN_NOTHING);
	doc->ops->page(doc);
}
