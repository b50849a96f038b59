/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The files to import, found and read. What a person named must be readable;
 * what merely lies in a directory is left out when it is not. */

#include <config.h>

#include "import/sources.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

struct gather {
	struct import_source *items;
	size_t count, capacity;
	size_t met;   /* files and directories */
	size_t total; /* bytes */
	const struct import_watch *watch;
	struct err_list *problems;
	struct err *err;
};

void
sources_free(struct import_source *sources, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free((void *)(uintptr_t)sources[i].path);
		free((void *)(uintptr_t)sources[i].bytes);
	}
	free(sources);
}

static bool
too_much(struct gather *g, const char *path)
{
	return err_set_at(g->err, ERR_INPUT, path, 0, 0,
	    _("The files are larger than %d MiB together: import a smaller "
	      "part."),
	    IMPORT_TOTAL_MAX >> 20);
}

/* What lies in a directory and cannot be read is no reason to stop. */
static bool
left_out(struct gather *g, const char *path, struct err *why)
{
	err_list_add(
	    g->problems, true, path, 0, 0, _("Not read: %s"), why->message);
	err_done(why);
	return true;
}

static bool
take_file(struct gather *g, const char *path, bool found)
{
	struct str text = { 0 };
	struct err err = { 0 };

	if (!file_read(path, IMPORT_FILE_MAX, &text, &err)) {
		str_done(&text);
		if (found)
			return left_out(g, path, &err);
		err_done(g->err);
		*g->err = err;
		return false;
	}
	if (text.len > IMPORT_TOTAL_MAX - g->total) {
		str_done(&text);
		return too_much(g, path);
	}
	size_t len = text.len;

	g->total += len;
	g->items =
	    mem_grow(g->items, &g->capacity, g->count + 1, sizeof(*g->items));
	g->items[g->count++] = (struct import_source){
		.path = xstrdup(path),
		/* without the room it had to grow in */
		.bytes = xrealloc(str_steal(&text), len + 1),
		.len = len,
		.found = found,
	};
	if (g->watch)
		g->watch->step(g->watch->arg, g->count, 0);
	return true;
}

static bool take_path(struct gather *g, const char *path, size_t depth);

static bool
take_names(struct gather *g, const char *path, char **names, size_t count,
    size_t depth)
{
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		char *inner = path_join(path, names[i]);

		ok = take_path(g, inner, depth + 1);
		free(inner);
	}
	return ok;
}

static bool
take_dir(struct gather *g, const char *path, size_t depth)
{
	char **names;
	size_t count;
	struct err err = { 0 };

	if (depth >= IMPORT_DEPTH_MAX)
		return err_set_at(g->err, ERR_INPUT, path, 0, 0,
		    _("Directories lie more than %d deep: import a smaller "
		      "part."),
		    IMPORT_DEPTH_MAX);
	if (!file_list(path, &names, &count, &err)) {
		if (depth)
			return left_out(g, path, &err);
		err_done(g->err);
		*g->err = err;
		return false;
	}
	bool ok = take_names(g, path, names, count, depth);

	file_names_free(names, count);
	return ok;
}

/* A link in a directory: it may lead in a circle, or anywhere. */
static bool
is_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

static bool
take_path(struct gather *g, const char *path, size_t depth)
{
	if (++g->met > IMPORT_FILES_MAX)
		return err_set_at(g->err, ERR_INPUT, path, 0, 0,
		    _("There are more than %d files: import a smaller part."),
		    IMPORT_FILES_MAX);
	if (str_equal(path, "-") || !path_is_dir(path))
		return take_file(g, path, depth > 0);
	if (!depth || !is_link(path))
		return take_dir(g, path, depth);
	err_list_add(g->problems, true, path, 0, 0,
	    _("Passed over: this is a link to a directory. Name that "
	      "directory to import it too."));
	return true;
}

bool
sources_read(char *const *paths, size_t count, const struct import_watch *watch,
    struct import_source **out, size_t *out_count, struct err_list *problems,
    struct err *err)
{
	struct err why = { 0 };
	struct gather g = {
		.watch = watch,
		.problems = problems,
		.err = &why,
	};
	bool ok = true;

	*out = NULL;
	*out_count = 0;
	for (size_t i = 0; ok && i < count; i++)
		ok = take_path(&g, paths[i], 0);
	if (ok && !g.count)
		ok = err_set_at(&why, ERR_ABSENT, count ? paths[0] : NULL, 0, 0,
		    _("No source of controls was found here."));
	if (ok) {
		*out = g.items;
		*out_count = g.count;
		return true;
	}
	sources_free(g.items, g.count);
	if (err) {
		err_done(err);
		*err = why;
	} else {
		err_done(&why);
	}
	return false;
}
