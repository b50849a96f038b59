/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A file of changes made into changes: shape, paths and values, each fault
 * with its place. */

#include <config.h>

#include "app/changes_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/schema.h"
#include "model/session.h"
#include "yaml/yread.h"

void
changes_file_done(struct changes_file *file)
{
	changes_done(&file->changes);
	free(file->places);
	*file = (struct changes_file){ 0 };
}

/* Gives an error that has no place one in the file. */
static bool
place_at(struct err *err, const char *name, struct changes_place at)
{
	if (!err)
		return false;
	char *message = xstrdup(err->message);

	err_set_at(err, err->code, name, at.line, at.column, "%s", message);
	free(message);
	return false;
}

static bool
place(struct err *err, const char *name, const struct ynode *node)
{
	return place_at(
	    err, name, (struct changes_place){ node->line, node->column });
}

void
changes_place_late(
    const struct changes_file *file, const char *name, struct err *err)
{
	struct changes_place at = { 0 };

	for (size_t i = 0; i < file->count; i++) {
		const char *path = file->changes.items[i].path;
		char after = str_starts(err->message, path)
		                 ? err->message[strlen(path)]
		                 : '\0';

		if (after == ':' || after == ' ')
			at = file->places[i];
	}
	place_at(err, name, at);
}

static void
keep(struct changes_file *file, const char *path, const char *text,
    const char *why, const struct ynode *node)
{
	changes_add(&file->changes, path, text, why);
	file->places = mem_grow(file->places, &file->capacity, file->count + 1,
	    sizeof(*file->places));
	file->places[file->count++] =
	    (struct changes_place){ node->line, node->column };
}

/* What a change is read with. */
struct reader {
	const struct catalog *catalog;
	const char *name;
	struct changes_file *file;
	struct err *err;
};

/* Is it {path, value, why?} with nothing else in it? */
static bool
check_shape(const struct reader *r, const struct ynode *node)
{
	if (!ynode_text(node, "path"))
		return err_set_at(r->err, ERR_INPUT, r->name, node->line,
		    node->column,
		    _("A change is {path: ..., value: ...}: \"path\" is "
		      "missing."));
	for (const struct ynode *key = node->first; key; key = key->next) {
		if (!str_equal(key->key, "path") &&
		    !str_equal(key->key, "value") &&
		    !str_equal(key->key, "why"))
			return err_set_at(r->err, ERR_INPUT, r->name,
			    key->key_line, key->key_column,
			    _("A change has only \"path\", \"value\" and "
			      "\"why\"."));
		if (str_equal(key->key, "why") && key->kind != YNODE_SCALAR)
			return err_set_at(r->err, ERR_INPUT, r->name, key->line,
			    key->column, _("\"why\" must be a text."));
	}
	return true;
}

/* A list of words as the one line they are recorded as; an empty one removes.
 */
static bool
join_words(const struct ynode *list, struct str *out)
{
	for (const struct ynode *node = list->first; node; node = node->next) {
		if (node->kind != YNODE_SCALAR)
			return false;
		str_printf(out, "%s%s", out->len ? ", " : "", node->text);
	}
	return true;
}

/* The text of a change's value; *text NULL removes. False: it has none. */
static bool
read_value(const struct schema_row *row, const struct ynode *value,
    struct str *joined, const char **text)
{
	*text = NULL;
	if (!value)
		return false;
	if (value->kind == YNODE_SEQUENCE && row->kind == VALUE_WORDS) {
		if (!join_words(value, joined))
			return false;
		*text = joined->len ? str_text(joined) : NULL;
		return true;
	}
	if (value->kind != YNODE_SCALAR)
		return false;
	if (!ynode_is_null(value))
		*text = value->text;
	return true;
}

static bool
read_change(const struct reader *r, const struct ynode *node)
{
	const struct ynode *value = ynode_get(node, "value");
	const struct schema_row *row;
	struct str joined = { 0 };
	char *canonical = NULL;
	const char *text;

	if (!check_shape(r, node))
		return false;
	if (!schema_resolve(
	        r->catalog, ynode_text(node, "path"), &canonical, &row, r->err))
		return place(r->err, r->name, ynode_get(node, "path"));
	bool ok = read_value(row, value, &joined, &text);

	if (!ok) {
		err_set_at(r->err, ERR_INPUT, r->name,
		    value ? value->line : node->line,
		    value ? value->column : node->column,
		    _("A change needs a \"value\": a text, or null to "
		      "remove."));
	} else {
		const char *why = ynode_text(node, "why");

		ok = schema_check(
		         row, r->catalog, canonical, text, why, r->err) ||
		     place(r->err, r->name, value);
		if (ok)
			keep(r->file, canonical, text, why, value);
	}
	str_done(&joined);
	free(canonical);
	return ok;
}

/* Reads what is parsed (NULL: *err says why not) and frees it. */
static bool
read_take(struct ydoc *doc, const char *name, const struct catalog *catalog,
    struct changes_file *file, struct err *err)
{
	const struct ynode *root = doc ? ydoc_root(doc) : NULL;
	struct changes_file made = { 0 };
	struct reader r = { catalog, name, &made, err };
	bool ok = doc != NULL;

	if (ok && root->kind != YNODE_SEQUENCE)
		ok = err_set_at(err, ERR_INPUT, name, root->line, root->column,
		    _("A list of changes is needed: - {path: ..., value: "
		      "...}"));
	for (const struct ynode *node = ok ? root->first : NULL; ok && node;
	     node = node->next)
		ok = read_change(&r, node);
	ydoc_free(doc);
	if (ok)
		*file = made;
	else
		changes_file_done(&made);
	return ok;
}

bool
changes_read(const char *name, const char *text, size_t len,
    const struct catalog *catalog, struct changes_file *file, struct err *err)
{
	return read_take(yread_text(text, len, name, &YLIMITS_PACK, err), name,
	    catalog, file, err);
}

bool
changes_read_file(const char *path, const struct catalog *catalog,
    struct changes_file *file, struct err *err)
{
	return read_take(
	    yread_file(path, &YLIMITS_PACK, err), path, catalog, file, err);
}
