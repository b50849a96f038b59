/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Reading packs. The shape of the files is CATALOG_FIELDS; nothing here knows
 * a single field by name, but for the file names. */

#include <config.h>

#include "store/content.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/below.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/builder.h"
#include "store/content_parts.h"
#include "yaml/yread.h"

struct reading {
	struct builder *builder;
	struct err_list *problems;
	struct content_reader files;
	const char *path; /* of the file being read */
};

/* One file of the pack as a tree; NULL: the problem is listed. */
static struct ydoc *
read_tree(struct reading *r, const char *full, const char *name)
{
	struct str text = { 0 };
	struct err err = { 0 };
	struct ydoc *doc = NULL;

	if (content_read(&r->files, name, &text, &err))
		doc = yread_text(
		    str_text(&text), text.len, full, &YLIMITS_PACK, &err);
	if (!doc)
		err_list_take(r->problems, &err);
	str_done(&text);
	return doc;
}

enum catalog_field
content_field(enum catalog_table table, const char *key, bool made)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++) {
		const struct catalog_field_info *info = catalog_field_info(f);

		if ((made || !(info->flags & FIELD_MADE)) &&
		    str_equal(info->key, key))
			return f;
	}
	return FIELD_COUNT;
}

enum catalog_field
content_short_field(enum catalog_table table)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (catalog_field_info(f)->flags & FIELD_SHORT)
			return f;
	return FIELD_COUNT;
}

void
content_unknown_key(struct err_list *problems, const char *path,
    const struct ynode *node, enum catalog_table table,
    enum catalog_field given)
{
	struct str known = { 0 };
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (f != given &&
		    !(catalog_field_info(f)->flags & FIELD_MADE))
			str_printf(&known, "%s%s", known.len ? ", " : "",
			    catalog_field_info(f)->key);
	err_list_add(problems, false, path, node->key_line, node->key_column,
	    _("The key \"%s\" is not known here; known are: %s."), node->key,
	    str_text(&known));
	str_done(&known);
}

static void
place(const struct reading *r, const struct ynode *node)
{
	builder_place(r->builder, r->path, node->line, node->column);
}

/* A value of the wrong kind; what it must be, N_(). */
static void
expected(const struct reading *r, const struct ynode *node, const char *key,
    const char *what)
{
	err_list_add(r->problems, false, r->path, node->line, node->column,
	    /* TRANSLATORS: "weight" must be a whole number. */
	    _("\"%s\" must be %s."), key, _(what));
}

static void
wrong_field(const struct reading *r, const struct ynode *node,
    enum catalog_field field, size_t row, const char *what)
{
	expected(r, node, catalog_field_info(field)->key, what);
	builder_wrong(r->builder, field, row);
}

static void fill(const struct reading *r, const struct ynode *node,
    enum catalog_table table, size_t row, enum catalog_field given);

/* A number of a row; key is what it is called in the file. */
static void
set_number(const struct reading *r, enum catalog_field field, size_t row,
    const struct ynode *node, const char *key)
{
	int value = node->len <= 3 ? atoi(node->text) : 101;
	bool digits = node->len &&
	    strspn(node->text, "0123456789") == node->len;

	if (digits && value <= 100) {
		builder_number(r->builder, field, row, value);
		return;
	}
	expected(r, node, key,
	    digits ? N_("a whole number from 0 to 100") : _("a whole number"));
	builder_wrong(r->builder, field, row);
}

/* A plain value. Null means absent. */
static void
set_plain(const struct reading *r, enum catalog_field field, size_t row,
    const struct ynode *node)
{
	const struct catalog_field_info *info = catalog_field_info(field);

	if (node->kind != YNODE_SCALAR) {
		wrong_field(r, node, field, row, N_("a text"));
		return;
	}
	if (ynode_is_null(node))
		return;
	place(r, node);
	if (info->type == FIELD_NUMBER) {
		set_number(r, field, row, node, info->key);
	} else if (info->type == FIELD_BOOL) {
		if (str_equal(node->text, "true"))
			builder_number(r->builder, field, row, 1);
		else if (str_equal(node->text, "false"))
			builder_number(r->builder, field, row, 0);
		else
			wrong_field(r, node, field, row, N_("true or false"));
	} else {
		builder_text(r->builder, field, row, node->text);
	}
}

static void
set_items(const struct reading *r, enum catalog_field field, size_t row,
    const struct ynode *node)
{
	if (node->kind != YNODE_SEQUENCE) {
		wrong_field(r, node, field, row, N_("a list of texts"));
		return;
	}
	for (const struct ynode *item = node->first; item; item = item->next) {
		if (item->kind != YNODE_SCALAR || !item->len ||
		    ynode_is_null(item)) {
			wrong_field(
			    r, item, field, row, N_("a list of texts"));
			continue;
		}
		place(r, item);
		builder_item(r->builder, field, row, item->text);
	}
}

/* A row from a mapping, or from the short form that its table allows. */
static void
set_row(const struct reading *r, const struct ynode *node,
    enum catalog_table table, size_t row, const char *key,
    const char *what, enum catalog_field given)
{
	enum catalog_field alone = content_short_field(table);

	if (node->kind == YNODE_MAPPING)
		fill(r, node, table, row, given);
	else if (alone != FIELD_COUNT && node->kind == YNODE_SEQUENCE &&
	    catalog_field_info(alone)->type >= FIELD_STRINGS)
		set_items(r, alone, row, node);
	else if (alone != FIELD_COUNT && node->kind == YNODE_SCALAR &&
	    catalog_field_info(alone)->type < FIELD_STRINGS)
		set_plain(r, alone, row, node);
	else {
		expected(r, node, key, what);
		builder_wrong_row(r->builder, table, row);
	}
}

static void
set_rows(const struct reading *r, enum catalog_field field, size_t row,
    const struct ynode *node)
{
	const struct catalog_field_info *info = catalog_field_info(field);

	if (node->kind != YNODE_SEQUENCE) {
		wrong_field(r, node, field, row, N_("a list of mappings"));
		return;
	}
	for (const struct ynode *item = node->first; item; item = item->next) {
		place(r, item);
		size_t child = builder_child(r->builder, field, row);

		set_row(r, item, info->target, child, info->key,
		    N_("a list of mappings"), FIELD_COUNT);
	}
}

static void
set_keyed(const struct reading *r, enum catalog_field field, size_t row,
    const struct ynode *node)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	enum catalog_field first = catalog_table_first(info->target);

	if (node->kind != YNODE_MAPPING) {
		wrong_field(r, node, field, row, N_("a mapping"));
		return;
	}
	for (const struct ynode *item = node->first; item; item = item->next) {
		struct ynode key = {
			.kind = YNODE_SCALAR,
			.quoted = true,
			.line = item->key_line,
			.column = item->key_column,
			.text = item->key,
			.len = strlen(item->key),
		};

		place(r, &key);
		size_t child = builder_child(r->builder, field, row);

		if (catalog_field_info(first)->type == FIELD_NUMBER)
			set_number(r, first, child, &key, item->key);
		else
			builder_text(r->builder, first, child, item->key);
		set_row(r, item, info->target, child, item->key,
		    N_("a mapping"), first);
	}
}

static void
set_field(const struct reading *r, enum catalog_field field, size_t row,
    const struct ynode *node)
{
	const struct catalog_field_info *info = catalog_field_info(field);

	if (node->kind == YNODE_SCALAR && ynode_is_null(node))
		return;
	switch (info->type) {
	case FIELD_STRINGS:
	case FIELD_TEXTS:
	case FIELD_REFS:
		set_items(r, field, row, node);
		break;
	case FIELD_ROWS:
		set_rows(r, field, row, node);
		break;
	case FIELD_KEYED:
		set_keyed(r, field, row, node);
		break;
	case FIELD_ROW:
		place(r, node);
		set_row(r, node, info->target,
		    builder_child(r->builder, field, row), info->key,
		    N_("a mapping"), FIELD_COUNT);
		break;
	default:
		set_plain(r, field, row, node);
	}
}

/* Fills a row from a mapping; `given` is a field its key has already said. */
static void
fill(const struct reading *r, const struct ynode *node,
    enum catalog_table table, size_t row, enum catalog_field given)
{
	for (const struct ynode *child = node->first; child;
	     child = child->next) {
		enum catalog_field field =
		    content_field(table, child->key, false);

		if (field == FIELD_COUNT || field == given)
			content_unknown_key(
			    r->problems, r->path, child, table, given);
		else
			set_field(r, field, row, child);
	}
}

static void
read_file(struct reading *r, const char *full, const char *name)
{
	struct ydoc *doc = read_tree(r, full, name);

	if (!doc)
		return;
	const struct ynode *root = ydoc_root(doc);
	bool pack = str_equal(name, "pack.yaml");

	r->path = full;
	if (root->kind != YNODE_MAPPING) {
		err_list_add(r->problems, false, full, root->line,
		    root->column,
		    _("A mapping is needed here: keys with values."));
		ydoc_free(doc);
		return;
	}
	place(r, root);
	enum catalog_table table = pack ? TABLE_PACK : TABLE_CONTROL;
	size_t row = pack ? 0 : builder_row(r->builder, table);

	if (pack)
		builder_place_row(r->builder, table, row);
	fill(r, root, table, row, FIELD_COUNT);
	const char *id = pack ? NULL : builder_get(r->builder, CONTROL_ID, row);
	size_t len = id ? strlen(id) : 0;

	if (id && catalog_id_valid(id) &&
	    (strncmp(path_base(name), id, len) != 0 ||
		      !str_equal(path_base(name) + len, ".yaml")))
		err_list_add(r->problems, true, full, root->line, root->column,
		    _("The file is named %s and holds the control %s: name "
		      "it %s.yaml."),
		    path_base(name), id, id);
	ydoc_free(doc);
}

/* Reads what lies under lang/ over the sealed base. */
static void
read_overlays(struct reading *r, const char *dir, char **names, size_t count)
{
	struct catalog *base = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!str_starts(names[i], "lang/"))
			continue;
		const char *tag = names[i] + 5;
		char *language = xstrndup(tag, strcspn(tag, "/"));
		char *full = path_join(dir, names[i]);
		struct ydoc *doc = read_tree(r, full, names[i]);

		if (!base)
			base = builder_finish(r->builder);
		if (doc && base)
			content_read_overlay(r->builder, base, full, language,
			    ydoc_root(doc), r->problems);
		ydoc_free(doc);
		free(full);
		free(language);
	}
	catalog_free(base);
}

/* Reads all files and checks them together. */
static struct catalog *
read_pack(struct reading *r, const char *dir, char **names, size_t count)
{
	size_t before = r->problems->errors;

	r->builder = builder_new(r->problems);
	for (size_t i = 0; i < count; i++) {
		char *full = path_join(dir, names[i]);

		if (!str_starts(names[i], "lang/"))
			read_file(r, full, names[i]);
		free(full);
	}
	if (builder_seal(r->builder))
		read_overlays(r, dir, names, count);
	struct catalog *catalog = r->problems->errors == before
	                              ? builder_finish(r->builder)
	                              : NULL;

	builder_free(r->builder);
	return catalog;
}

struct catalog *
content_load(const char *dir, struct err_list *problems)
{
	struct reading r = { .problems = problems, .files = { .dir = dir } };
	struct catalog *catalog = NULL;
	char **names = NULL;
	size_t count = 0, before = problems->errors;
	struct err err = { 0 };

	r.files.root = below_open_dir(dir, &err);
	if (r.files.root >= 0 &&
	    content_walk(r.files.root, dir, false, &names, &count, problems,
		&err)) {
		catalog = read_pack(&r, dir, names, count);
		file_names_free(names, count);
	} else {
		err_list_take(problems, &err);
	}
	if (r.files.root >= 0)
		close(r.files.root);
	/* links in the place of content were found before it was read */
	if (catalog && problems->errors != before) {
		catalog_free(catalog);
		catalog = NULL;
	}
	return catalog;
}

bool
content_is_pack(const char *dir)
{
	char *file = path_join(dir, "pack.yaml");
	bool is = path_exists(file);

	free(file);
	return is;
}

static int
compare_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
add_file(struct digest *sum, struct content_reader *files, const char *name,
    struct err *err)
{
	struct str text = { 0 };
	bool ok = content_read(files, name, &text, err);
	char *size = xasprintf("%zu", text.len);

	digest_add(sum, name, strlen(name) + 1);
	digest_add(sum, size, strlen(size) + 1);
	digest_add(sum, str_text(&text), text.len);
	free(size);
	str_done(&text);
	return ok;
}

bool
content_digest(
    const char *dir, char digest[DIGEST_HEX + 1], struct err *err)
{
	struct content_reader files = { below_open_dir(dir, err), dir, 0 };
	char **names = NULL;
	size_t count = 0;
	bool ok = files.root >= 0 &&
	    content_walk(files.root, dir, false, &names, &count, NULL, err);

	if (ok) {
		char hex[DIGEST_HEX + 1];
		struct digest *sum = digest_new();

		qsort(names, count, sizeof(*names), compare_bytes);
		for (size_t i = 0; ok && i < count; i++)
			ok = add_file(sum, &files, names[i], err);
		digest_finish(sum, hex);
		if (ok)
			memcpy(digest, hex, sizeof(hex));
		file_names_free(names, count);
	}
	if (files.root >= 0)
		close(files.root);
	return ok;
}
