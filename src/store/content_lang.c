/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A catalog's overlays as the files that content_overlay.c reads: the shape of
 * the pack's own, holding what is translated and what names it. */

#include <config.h>

#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/content_parts.h"
#include "yaml/ywrite.h"

struct translation {
	struct ywrite *w;
	const struct catalog *catalog;
	size_t language;
};

static void write_fields(
    const struct translation *t, enum catalog_table table, size_t row);
static bool has_row(
    const struct translation *t, enum catalog_table table, size_t row);

/* The translation of a text, NULL for none. */
static const char *
translated(const struct translation *t, enum catalog_field field, size_t row,
    size_t item)
{
	const char *text =
	    catalog_overlaid(t->catalog, field, row, item, t->language);

	return text && *text ? text : NULL;
}

static bool
has_child(const struct translation *t, enum catalog_field field, size_t row,
    size_t item)
{
	return has_row(t, catalog_field_info(field)->target,
	    catalog_child(t->catalog, field, row, item));
}

/* How many items of a list are needed so that all that is translated is among
 * them; 0: nothing is. */
static size_t
needed(const struct translation *t, enum catalog_field field, size_t row)
{
	size_t count = catalog_count(t->catalog, field, row);
	bool texts = catalog_field_info(field)->type == FIELD_TEXTS;

	while (count &&
	    (texts ? !translated(t, field, row, count - 1)
		   : !has_child(t, field, row, count - 1)))
		count--;
	return count;
}

static bool
has_field(const struct translation *t, enum catalog_field field, size_t row)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	size_t child;

	switch (info->type) {
	case FIELD_TEXT:
		/* of nothing there is no translation */
		return catalog_string(t->catalog, field, row) &&
		    translated(t, field, row, 0);
	case FIELD_ROW:
		child = catalog_ref(t->catalog, field, row);
		return child != CATALOG_NONE && has_row(t, info->target, child);
	case FIELD_TEXTS:
	case FIELD_ROWS:
	case FIELD_KEYED:
		return needed(t, field, row) > 0;
	default:
		return false;
	}
}

static bool
has_row(const struct translation *t, enum catalog_table table, size_t row)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (has_field(t, f, row))
			return true;
	return false;
}

/* A list is written whole; an empty text leaves the pack's own. */
static void
write_texts(const struct translation *t, enum catalog_field field, size_t row)
{
	ywrite_open_list(t->w);
	for (size_t i = 0; i < catalog_count(t->catalog, field, row); i++) {
		const char *text = translated(t, field, row, i);

		ywrite_text(t->w, text ? text : "");
	}
	ywrite_close_list(t->w);
}

static void
write_map(const struct translation *t, enum catalog_table table, size_t row)
{
	ywrite_open_map(t->w);
	write_fields(t, table, row);
	ywrite_close_map(t->w);
}

/* The key that a row has in a mapping. */
static void
write_key(const struct translation *t, enum catalog_field first, size_t row)
{
	const struct catalog_field_info *info = catalog_field_info(first);

	if (info->type == FIELD_NUMBER) {
		char *key =
		    xasprintf("%d", catalog_number(t->catalog, first, row));

		ywrite_key_number(t->w, key);
		free(key);
	} else if (info->flags & FIELD_MADE) {
		ywrite_quoted(t->w, catalog_string(t->catalog, first, row));
	} else {
		ywrite_key(t->w, catalog_string(t->catalog, first, row));
	}
}

/* A mapping of what names the rows: levels, sizes, keys of criteria. */
static void
write_keyed(const struct translation *t, enum catalog_field field, size_t row)
{
	enum catalog_table table = catalog_field_info(field)->target;
	enum catalog_field first = catalog_table_first(table);
	enum catalog_field alone = content_short_field(table);
	/* lines of a solution stand alone, as in the pack */
	bool lines = alone != FIELD_COUNT &&
	    catalog_field_info(alone)->type == FIELD_TEXTS;

	ywrite_open_map(t->w);
	for (size_t i = 0; i < catalog_count(t->catalog, field, row); i++) {
		size_t child = catalog_child(t->catalog, field, row, i);

		if (!has_row(t, table, child))
			continue;
		write_key(t, first, child);
		if (lines)
			write_texts(t, alone, child);
		else
			write_map(t, table, child);
	}
	ywrite_close_map(t->w);
}

/* What names an entry of a list. */
static void
write_name(const struct translation *t, enum catalog_field first, size_t row)
{
	ywrite_key(t->w, catalog_field_info(first)->key);
	if (catalog_field_info(first)->type == FIELD_NUMBER)
		ywrite_number(t->w, catalog_number(t->catalog, first, row));
	else
		ywrite_text(t->w, catalog_string(t->catalog, first, row));
}

static void
write_rows(const struct translation *t, enum catalog_field field, size_t row)
{
	enum catalog_table table = catalog_field_info(field)->target;
	enum catalog_field first = catalog_table_first(table);
	/* names that may repeat are told apart by their order */
	bool all = catalog_field_info(first)->type == FIELD_STRING;
	size_t count = needed(t, field, row);

	ywrite_open_list(t->w);
	for (size_t i = 0; i < count; i++) {
		size_t child = catalog_child(t->catalog, field, row, i);

		if (!all && !has_row(t, table, child))
			continue;
		ywrite_open_map(t->w);
		write_name(t, first, child);
		write_fields(t, table, child);
		ywrite_close_map(t->w);
	}
	ywrite_close_list(t->w);
}

static void
write_field(const struct translation *t, enum catalog_field field, size_t row)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	enum catalog_field first = catalog_table_first(info->target);

	ywrite_key(t->w, info->key);
	switch (info->type) {
	case FIELD_TEXT:
		ywrite_text(t->w, translated(t, field, row, 0));
		break;
	case FIELD_TEXTS:
		write_texts(t, field, row);
		break;
	case FIELD_ROW:
		write_map(t, info->target,
		    catalog_ref(t->catalog, field, row));
		break;
	default:
		if (info->type == FIELD_KEYED ||
		    catalog_field_info(first)->flags & FIELD_MADE)
			write_keyed(t, field, row);
		else
			write_rows(t, field, row);
	}
}

/* What is translated of a row, into the mapping that is open. */
static void
write_fields(const struct translation *t, enum catalog_table table, size_t row)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (has_field(t, f, row))
			write_field(t, f, row);
}

bool
content_render_overlay(const struct catalog *c, size_t control,
    size_t language, struct str *out, struct err *err)
{
	bool pack = control == CATALOG_NONE;
	enum catalog_table table = pack ? TABLE_PACK : TABLE_CONTROL;
	size_t row = pack ? 0 : control;
	struct translation t = { .catalog = c, .language = language };

	if (!has_row(&t, table, row))
		return true;
	t.w = ywrite_new();
	ywrite_open_map(t.w);
	if (!pack)
		write_name(&t, CONTROL_ID, row);
	write_fields(&t, table, row);
	ywrite_close_map(t.w);
	return ywrite_finish(t.w, out, err);
}
