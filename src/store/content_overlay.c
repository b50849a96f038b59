/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A pack's texts in other languages: files of the same shape under lang/<xx>/,
 * rows found by their first field (id, level, criterion key), lists by
 * position. Only text for people can be overlaid. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/str.h"
#include "model/builder.h"
#include "store/content_parts.h"
#include "yaml/yread.h"

struct overlaying {
	struct builder *builder;
	const struct catalog *catalog;
	const char *path;
	const char *language;
	struct err_list *problems;
};

static void overlay_row(const struct overlaying *o, const struct ynode *node,
    enum catalog_table table, size_t row, bool keyed);

static void
problem(const struct overlaying *o, const struct ynode *node,
    const char *message)
{
	err_list_add(o->problems, false, o->path, node->line, node->column,
	    "%s", message);
}

static void
need_mapping(const struct overlaying *o, const struct ynode *node)
{
	problem(o, node, _("A mapping is needed here: keys with values."));
}

/* What it translates is gone: a warning, since packs and translations are
 * seldom renewed in one step. */
static void
outdated(const struct overlaying *o, const struct ynode *node,
    const char *name)
{
	err_list_add(o->problems, true, o->path, node->line, node->column,
	    _("\"%s\" is not in the pack's own language: this translation is "
	      "out of date."),
	    name);
}

/* A level's number as a key; -2 when it is none. */
static int
level_number(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);

	return *text >= '0' && *text <= '9' && !*end && number <= 100
	    ? (int)number
	    : -2;
}

/* The child row whose first field reads `name`; CATALOG_NONE for none. Looked
 * for from *next on, which is then behind it: what has one name twice (methods
 * of an objective) is found in its order. */
static size_t
find_child(const struct overlaying *o, enum catalog_field field, size_t row,
    const char *name, size_t *next)
{
	enum catalog_field first =
	    catalog_table_first(catalog_field_info(field)->target);
	bool number = catalog_field_info(first)->type == FIELD_NUMBER;
	size_t count = catalog_count(o->catalog, field, row);

	for (size_t i = 0; i < count; i++) {
		size_t at = (*next + i) % count;
		size_t child = catalog_child(o->catalog, field, row, at);

		if (number ? catalog_number(o->catalog, first, child) ==
			    level_number(name)
			   : str_equal(
				 catalog_string(o->catalog, first, child),
				 name)) {
			*next = at + 1;
			return child;
		}
	}
	return CATALOG_NONE;
}

static void
overlay_texts(const struct overlaying *o, const struct ynode *node,
    enum catalog_field field, size_t row)
{
	size_t item = 0, count = catalog_count(o->catalog, field, row);

	if (node->kind != YNODE_SEQUENCE || node->count != count) {
		err_list_add(o->problems, false, o->path, node->line,
		    node->column,
		    ngettext("A list of %zu text is needed here, as in the "
			     "pack's own language.",
			"A list of %zu texts is needed here, as in the "
			"pack's own language.",
			count),
		    count);
		return;
	}
	for (const struct ynode *text = node->first; text;
	     text = text->next, item++) {
		if (text->kind != YNODE_SCALAR)
			problem(o, text, _("A text is needed here."));
		else if (text->len)
			builder_overlay(o->builder, o->language, field, row,
			    item, text->text);
	}
}

/* One entry of a list of rows: what it says of the row that `name` finds. */
static void
overlay_child(const struct overlaying *o, const struct ynode *node,
    enum catalog_field field, size_t row, const char *name, bool keyed,
    size_t *next)
{
	enum catalog_table table = catalog_field_info(field)->target;
	enum catalog_field alone = content_short_field(table);
	size_t child = find_child(o, field, row, name, next);

	if (child == CATALOG_NONE)
		outdated(o, node, name);
	else if (node->kind == YNODE_MAPPING)
		overlay_row(o, node, table, child, keyed);
	else if (node->kind == YNODE_SEQUENCE && alone != FIELD_COUNT)
		overlay_texts(o, node, alone, child);
	else if (node->kind == YNODE_SCALAR && alone != FIELD_COUNT)
		builder_overlay(
		    o->builder, o->language, alone, child, 0, node->text);
	else
		need_mapping(o, node);
}

/* One entry of a list: its first field names the row it translates. */
static void
overlay_item(const struct overlaying *o, const struct ynode *item,
    enum catalog_field field, size_t row, size_t *next)
{
	enum catalog_field first =
	    catalog_table_first(catalog_field_info(field)->target);
	const char *key = catalog_field_info(first)->key;
	const char *name = ynode_text(item, key);

	if (item->kind != YNODE_MAPPING)
		need_mapping(o, item);
	else if (!name)
		err_list_add(o->problems, false, o->path, item->line,
		    item->column, _("\"%s\" is missing: it is needed here."),
		    key);
	else
		overlay_child(o, item, field, row, name, false, next);
}

static void
overlay_rows(const struct overlaying *o, const struct ynode *node,
    enum catalog_field field, size_t row)
{
	size_t next = 0;

	if (node->kind == YNODE_SCALAR)
		need_mapping(o, node);
	for (const struct ynode *item = node->first; item; item = item->next)
		if (node->kind == YNODE_MAPPING)
			overlay_child(o, item, field, row, item->key, true,
			    &next);
		else
			overlay_item(o, item, field, row, &next);
}

static void
overlay_field(const struct overlaying *o, const struct ynode *node,
    enum catalog_field field, size_t row)
{
	const struct catalog_field_info *info = catalog_field_info(field);

	switch (info->type) {
	case FIELD_TEXT:
		if (node->kind != YNODE_SCALAR)
			problem(o, node, _("A text is needed here."));
		else if (!catalog_string(o->catalog, field, row))
			outdated(o, node, info->key);
		else if (node->len)
			builder_overlay(o->builder, o->language, field, row, 0,
			    node->text);
		break;
	case FIELD_TEXTS:
		overlay_texts(o, node, field, row);
		break;
	case FIELD_ROWS:
	case FIELD_KEYED:
		overlay_rows(o, node, field, row);
		break;
	case FIELD_ROW:
		if (node->kind != YNODE_MAPPING)
			need_mapping(o, node);
		else if (catalog_ref(o->catalog, field, row) == CATALOG_NONE)
			outdated(o, node, info->key);
		else
			overlay_row(o, node, info->target,
			    catalog_ref(o->catalog, field, row), false);
		break;
	default:
		problem(o, node,
		    _("Only texts for people can be translated: remove this "
		      "key."));
	}
}

/* A row's mapping. Its first field, unless a key said it (`keyed`), names the
 * row and is no translation. */
static void
overlay_row(const struct overlaying *o, const struct ynode *node,
    enum catalog_table table, size_t row, bool keyed)
{
	enum catalog_field first = catalog_table_first(table);

	for (const struct ynode *child = node->first; child;
	     child = child->next) {
		enum catalog_field field =
		    content_field(table, child->key, true);

		if (field == FIELD_COUNT)
			content_unknown_key(o->problems, o->path, child,
			    table, FIELD_COUNT);
		else if (field != first || keyed ||
		    catalog_field_info(field)->type == FIELD_TEXT)
			overlay_field(o, child, field, row);
	}
}

void
content_read_overlay(struct builder *builder, const struct catalog *catalog,
    const char *path, const char *language, const struct ynode *root,
    struct err_list *problems)
{
	struct overlaying o = { builder, catalog, path, language, problems };
	const char *base = strrchr(path, '/');

	if (root->kind != YNODE_MAPPING) {
		need_mapping(&o, root);
		return;
	}
	if (base && str_equal(base, "/pack.yaml")) {
		overlay_row(&o, root, TABLE_PACK, 0, true);
		return;
	}
	const char *id = ynode_text(root, "id");
	size_t row = id ? catalog_find(catalog, TABLE_CONTROL, id)
			: CATALOG_NONE;

	if (!id)
		problem(&o, root, _("\"id\" is missing: it is needed here."));
	else if (row == CATALOG_NONE)
		outdated(&o, root, id);
	else
		overlay_row(&o, root, TABLE_CONTROL, row, false);
}
