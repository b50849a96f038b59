/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Writing packs, by the same field list that reads them. */

#include <config.h>

#include "store/content.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/builder.h"
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

/* A new file; the directories it lies in are made when they are missing. */
static int
create(const char *path, struct err *err)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = open(path, flags, 0600);

	if (fd < 0 && errno == ENOENT) {
		char *dir = xstrndup(path, (size_t)(path_base(path) - path));
		bool made = file_make_dirs(dir, err);

		free(dir);
		if (!made)
			return -1;
		fd = open(path, flags, 0600);
	}
	if (fd < 0)
		err_set_errno(err, errno, path);
	return fd;
}

/* Not synced: content_place_close does that for all files together. */
static bool
write_file(const char *dir, const char *name, const char *text, size_t len,
    struct err *err)
{
	char *path = path_join(dir, name);
	int fd = create(path, err);
	bool ok = fd >= 0 && file_write_all(fd, text, len, path, err);

	if (fd >= 0 && close(fd) < 0 && ok)
		ok = err_set_errno(err, errno, path);
	free(path);
	return ok;
}

/* A file that could break a limit of packs is read back, before a pack stands
 * there that nobody can open. */
static bool
can_be_read(const char *name, const struct str *text, struct err *err)
{
	if (text->len <= YLIMITS_PACK.scalar)
		return true;
	struct ydoc *doc = yread_text(
	    str_text(text), text->len, name, &YLIMITS_PACK, err);
	bool ok = doc != NULL;

	ydoc_free(doc);
	return ok;
}

/* The file of a control (CATALOG_NONE: pack.yaml) in one language; its bytes
 * are added to *total. */
static bool
write_part(const struct catalog *c, const char *dir, size_t control,
    size_t language, struct str *text, size_t *total, struct err *err)
{
	bool pack = control == CATALOG_NONE;
	char *name = pack
	    ? xstrdup("pack.yaml")
	    : xasprintf("controls/%s/%s.yaml",
		  catalog_string(c, CONTROL_DOMAIN, control),
		  catalog_string(c, CONTROL_ID, control));

	if (language) {
		char *own = name;

		name = xasprintf(
		    "lang/%s/%s", catalog_language(c, language), own);
		free(own);
	}
	str_clear(text);
	bool ok = language
	    ? content_render_overlay(c, control, language, text, err)
	    : render(c, pack ? TABLE_PACK : TABLE_CONTROL,
		  pack ? 0 : control, text, err);

	if (ok && text->len > YLIMITS_PACK.bytes)
		ok = err_set(err, ERR_INPUT,
		    _("%s would have more than %zu bytes and could not be "
		      "read again: split it."),
		    name, YLIMITS_PACK.bytes);
	*total += text->len;
	if (ok && *total > CONTENT_BYTES_MAX)
		ok = err_set(err, ERR_INPUT,
		    _("The pack would have more than %d MiB and could not be "
		      "read again: split it."),
		    CONTENT_BYTES_MAX >> 20);
	ok = ok && can_be_read(name, text, err);
	/* a language may leave a control as it is */
	if (ok && text->len)
		ok = write_file(dir, name, str_text(text), text->len, err);
	free(name);
	return ok;
}

/* What files are named by must be names wherever the catalog comes from. */
static bool
check_name(const char *name, struct err *err)
{
	return catalog_id_valid(name) ||
	    err_set(err, ERR_INPUT, _("\"%s\" cannot name a file of a pack."),
		name);
}

static bool
check_names(const struct catalog *c, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < catalog_rows(c, TABLE_DOMAIN); i++)
		ok = check_name(catalog_string(c, DOMAIN_ID, i), err);
	for (size_t i = 0; ok && i < catalog_rows(c, TABLE_CONTROL); i++)
		ok = check_name(catalog_string(c, CONTROL_ID, i), err);
	for (size_t i = 1; ok && i < catalog_languages(c); i++)
		ok = check_name(catalog_language(c, i), err);
	return ok;
}

/* Signals that end the program wait while a pack is written: what is half
 * made is removed first. Those that are ignored stay so. */
static void
hold_signals(sigset_t *before)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	sigset_t ours;

	sigemptyset(&ours);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct sigaction action;

		if (sigaction(numbers[i], NULL, &action) == 0 &&
		    action.sa_handler != SIG_IGN)
			sigaddset(&ours, numbers[i]);
	}
	sigprocmask(SIG_BLOCK, &ours, before);
}

/* Did one come that was not held before? */
static bool
interrupted(const sigset_t *before, struct err *err)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	sigset_t waiting;

	sigpending(&waiting);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (sigismember(&waiting, numbers[i]) == 1 &&
		    sigismember(before, numbers[i]) == 0)
			return !err_set(err, ERR_IO,
			    _("Interrupted: nothing was written."));
	return false;
}

/* No pack is written that has more files than are read. */
static bool
fits(size_t files, size_t languages, struct err *err)
{
	/* beside them: a directory a language, one a domain */
	return files < CONTENT_FILES_MAX / 2 / languages ||
	       err_set(err, ERR_INPUT,
	           _("The pack would have more than %d files and could not be "
	             "read again: split it."),
	           CONTENT_FILES_MAX / 2);
}

static bool
write_all(const struct catalog *c, const char *dir,
    const struct content_watch *watch, const sigset_t *before,
    struct err *err)
{
	size_t controls = catalog_rows(c, TABLE_CONTROL);
	size_t languages = catalog_languages(c);
	struct str text = { 0 };
	size_t total = 0;
	bool ok = fits(controls + 1, languages, err);

	for (size_t l = 0; ok && l < languages; l++)
		ok = write_part(c, dir, CATALOG_NONE, l, &text, &total, err);
	for (size_t i = 0; ok && i < controls; i++) {
		ok = !interrupted(before, err);
		for (size_t l = 0; ok && l < languages; l++)
			ok = write_part(c, dir, i, l, &text, &total, err);
		if (ok && watch)
			watch->step(watch->arg, i + 1, controls);
	}
	str_done(&text);
	return ok && !interrupted(before, err);
}

bool
content_write(const struct catalog *c, const char *dir, const char *log,
    const struct content_watch *watch, struct err *err)
{
	struct content_place place;
	sigset_t before;

	if (!check_names(c, err))
		return false;
	hold_signals(&before);
	if (!content_place_open(&place, c, dir, err)) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		return false;
	}
	bool ok = write_all(c, place.fresh, watch, &before, err) &&
	    (!log ||
		write_file(place.fresh, CONTENT_LOG, log, strlen(log), err));

	ok = content_place_close(&place, c, ok, err);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}
