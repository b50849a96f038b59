/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Writing packs, by the same field list that reads them. A new pack is made
 * whole beside its place and put there by renames, so that a failure leaves
 * what was there. */

#include <config.h>

#include "store/content.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/content_parts.h"
#include "yaml/yread.h"
#include "yaml/ywrite.h"

static void write_row(struct ywrite *w, const struct catalog *c,
    enum catalog_table table, size_t row, enum catalog_field skip);

static bool
absent(const struct catalog *c, enum catalog_field field, size_t row)
{
	switch (catalog_field_info(field)->type) {
	case FIELD_NUMBER:
	case FIELD_BOOL:
		return catalog_number(c, field, row) < 0;
	case FIELD_ROW:
	case FIELD_REF:
		return catalog_ref(c, field, row) == CATALOG_NONE;
	case FIELD_STRING:
	case FIELD_TEXT:
	case FIELD_ID:
		return !catalog_string(c, field, row);
	default:
		return !catalog_count(c, field, row);
	}
}

static void
write_items(struct ywrite *w, const struct catalog *c,
    enum catalog_field field, size_t row)
{
	enum field_type type = catalog_field_info(field)->type;

	if (type == FIELD_TEXTS)
		ywrite_open_list(w);
	else
		ywrite_open_flow_list(w);
	for (size_t i = 0; i < catalog_count(c, field, row); i++) {
		const char *text = catalog_item(c, field, row, i, 0);

		/* what a mapping leads to is always quoted: "5.10" */
		if (field == MAPPING_VALUES)
			ywrite_quoted(w, text);
		else
			ywrite_text(w, text);
	}
	ywrite_close_list(w);
}

/* The only field besides `skip` that the row has is its short form. */
static bool
is_short(const struct catalog *c, enum catalog_table table, size_t row,
    enum catalog_field skip)
{
	enum catalog_field end = catalog_table_first(table + 1);
	enum catalog_field alone = content_short_field(table);

	/* a criterion stays a mapping: others will be added by hand */
	if (alone == FIELD_COUNT || skip == FIELD_COUNT)
		return false;
	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (f != skip && f != alone && !absent(c, f, row))
			return false;
	return !absent(c, alone, row);
}

static void
write_keyed(struct ywrite *w, const struct catalog *c,
    enum catalog_field field, size_t row)
{
	enum catalog_table table = catalog_field_info(field)->target;
	enum catalog_field first = catalog_table_first(table);

	ywrite_open_map(w);
	for (size_t i = 0; i < catalog_count(c, field, row); i++) {
		size_t child = catalog_child(c, field, row, i);

		if (catalog_field_info(first)->type == FIELD_NUMBER) {
			char *key = xasprintf(
			    "%d", catalog_number(c, first, child));

			ywrite_key_number(w, key);
			free(key);
		} else {
			ywrite_key(w, catalog_string(c, first, child));
		}
		if (is_short(c, table, child, first))
			write_items(w, c, content_short_field(table), child);
		else
			write_row(w, c, table, child, first);
	}
	ywrite_close_map(w);
}

static void
write_rows(struct ywrite *w, const struct catalog *c,
    enum catalog_field field, size_t row)
{
	ywrite_open_list(w);
	for (size_t i = 0; i < catalog_count(c, field, row); i++)
		write_row(w, c, catalog_field_info(field)->target,
		    catalog_child(c, field, row, i), FIELD_COUNT);
	ywrite_close_list(w);
}

static void
write_field(struct ywrite *w, const struct catalog *c,
    enum catalog_field field, size_t row)
{
	const struct catalog_field_info *info = catalog_field_info(field);

	ywrite_key(w, info->key);
	switch (info->type) {
	case FIELD_NUMBER:
		ywrite_number(w, catalog_number(c, field, row));
		break;
	case FIELD_BOOL:
		ywrite_bool(w, catalog_number(c, field, row) == 1);
		break;
	case FIELD_ROW:
		write_row(w, c, info->target, catalog_ref(c, field, row),
		    FIELD_COUNT);
		break;
	case FIELD_ROWS:
		write_rows(w, c, field, row);
		break;
	case FIELD_KEYED:
		write_keyed(w, c, field, row);
		break;
	case FIELD_STRINGS:
	case FIELD_TEXTS:
	case FIELD_REFS:
		write_items(w, c, field, row);
		break;
	default:
		ywrite_text(w, catalog_string(c, field, row));
	}
}

static void
write_row(struct ywrite *w, const struct catalog *c,
    enum catalog_table table, size_t row, enum catalog_field skip)
{
	enum catalog_field end = catalog_table_first(table + 1);

	ywrite_open_map(w);
	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (f != skip &&
		    !(catalog_field_info(f)->flags & FIELD_MADE) &&
		    !absent(c, f, row))
			write_field(w, c, f, row);
	ywrite_close_map(w);
}

static bool
render(const struct catalog *c, enum catalog_table table, size_t row,
    struct str *out, struct err *err)
{
	struct ywrite *w = ywrite_new();

	write_row(w, c, table, row, FIELD_COUNT);
	return ywrite_finish(w, out, err);
}

char *
content_text(const struct catalog *c, size_t control)
{
	struct str out = { 0 };
	bool pack = control == CATALOG_NONE;

	render(c, pack ? TABLE_PACK : TABLE_CONTROL, pack ? 0 : control, &out,
	    NULL);
	return str_steal(&out);
}

static bool
write_file(const char *path, const struct str *text, struct err *err)
{
	FILE *file = fopen(path, "wx");

	if (!file)
		return err_set_errno(err, errno, path);
	bool ok = fwrite(str_text(text), 1, text->len, file) == text->len;

	ok = fflush(file) == 0 && ok && fsync(fileno(file)) == 0;
	if (fclose(file) != 0 || !ok)
		return err_set_errno(err, errno, path);
	return true;
}

static bool
write_control(
    const struct catalog *c, const char *dir, size_t control, struct err *err)
{
	char *place = xasprintf("%s/controls/%s", dir,
	    catalog_string(c, CONTROL_DOMAIN, control));
	char *path = xasprintf(
	    "%s/%s.yaml", place, catalog_string(c, CONTROL_ID, control));
	struct str text = { 0 };
	bool ok = file_make_dirs(place, err) &&
	    render(c, TABLE_CONTROL, control, &text, err) &&
	    write_file(path, &text, err);

	str_done(&text);
	free(path);
	free(place);
	return ok;
}

static bool
write_all(const struct catalog *c, const char *dir, struct err *err)
{
	struct str text = { 0 };
	char *path = path_join(dir, "pack.yaml");
	bool ok = file_make_dirs(dir, err) &&
	    render(c, TABLE_PACK, 0, &text, err) &&
	    write_file(path, &text, err);

	for (size_t i = 0; ok && i < catalog_rows(c, TABLE_CONTROL); i++)
		ok = write_control(c, dir, i, err);
	str_done(&text);
	free(path);
	return ok;
}

/* Removes a directory this file has made, or one that is ours by its
 * generator. */
static void
remove_tree(const char *path)
{
	struct stat st;

	if (lstat(path, &st) < 0)
		return;
	if (!S_ISDIR(st.st_mode)) {
		unlink(path);
		return;
	}
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		if (str_equal(entry->d_name, ".") ||
		    str_equal(entry->d_name, ".."))
			continue;
		char *inner = path_join(path, entry->d_name);

		remove_tree(inner);
		free(inner);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

/* What a directory holds, hidden names counted: a pack replaces only what
 * packs are written as. */
enum held { HELD_NOTHING, HELD_PACK, HELD_OTHER };

static bool
look_into(const char *path, enum held *held, struct err *err)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (!dir)
		return err_set_errno(err, errno, path);
	*held = HELD_NOTHING;
	while (*held != HELD_OTHER && (entry = readdir(dir))) {
		const char *name = entry->d_name;

		if (str_equal(name, ".") || str_equal(name, ".."))
			continue;
		*held = str_equal(name, "pack.yaml") ||
			str_equal(name, "controls")
		    ? HELD_PACK
		    : HELD_OTHER;
	}
	closedir(dir);
	return true;
}

/* Is the pack in a directory one that the same generator made? */
static bool
is_mine(const struct catalog *c, const char *dir)
{
	char *path = path_join(dir, "pack.yaml");
	struct ydoc *doc = path_exists(path)
	    ? yread_file(path, &YLIMITS_PACK, NULL)
	    : NULL;
	const char *have =
	    doc ? ynode_text(ydoc_root(doc), "generator") : NULL;
	const char *mine = catalog_string(c, PACK_GENERATOR, 0);
	bool is = have && mine && str_equal(have, mine);

	ydoc_free(doc);
	free(path);
	return is;
}

/* What is at dir may be replaced: nothing, an empty directory, or a pack that
 * the same generator made and nobody added to: translations, a repository. */
static bool
may_replace(const struct catalog *c, const char *dir, struct err *err)
{
	enum held held;

	if (!path_exists(dir))
		return true;
	if (!look_into(dir, &held, err))
		return false;
	if (held == HELD_NOTHING || (held == HELD_PACK && is_mine(c, dir)))
		return true;
	return err_set_at(err, ERR_INPUT, dir, 0, 0,
	    _("The directory holds something else and is left alone: name a "
	      "new one."));
}

/* A directory that was not there: what somebody else put is not filled. */
static bool
make_fresh(const char *path, struct err *err)
{
	char *above = xstrndup(path, (size_t)(path_base(path) - path));
	bool ok = !*above || file_make_dirs(above, err);

	if (ok && mkdir(path, 0700) < 0)
		ok = err_set_errno(err, errno, path);
	free(above);
	return ok;
}

bool
content_write(const struct catalog *c, const char *dir, struct err *err)
{
	if (!may_replace(c, dir, err))
		return false;
	size_t len = strlen(dir);

	while (len > 1 && dir[len - 1] == '/')
		len--;
	char *fresh = xasprintf("%.*s.new-%d", (int)len, dir, (int)getpid());
	char *old = xasprintf("%.*s.old-%d", (int)len, dir, (int)getpid());
	char *place = xstrndup(dir, len);
	bool had = path_exists(place);
	bool made = make_fresh(fresh, err);
	bool ok = made && write_all(c, fresh, err);

	if (ok && had && rename(place, old) < 0)
		ok = err_set_errno(err, errno, place);
	if (ok && rename(fresh, place) < 0) {
		ok = err_set_errno(err, errno, place);
		if (had && rename(old, place) < 0)
			err_wrap(err, _("the former pack is kept as %s"), old);
	}
	if (ok && had)
		remove_tree(old);
	else if (!ok && made)
		remove_tree(fresh);
	free(place);
	free(old);
	free(fresh);
	return ok;
}
