/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What lies in a pack's directory, found and read without ever leaving it. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/content_parts.h"
#include "yaml/yread.h"

/* A pack being looked through. */
struct walk {
	int root;
	const char *dir;
	char **names; /* found */
	size_t count, capacity;
	size_t met; /* entries of directories, wanted or not */
	bool dirs;  /* with the directories looked through */
	struct err_list *problems; /* NULL: nobody asks */
	struct err *err;
};

static void
add_name(struct walk *w, char *name)
{
	w->names = mem_grow(
	    w->names, &w->capacity, w->count + 1, sizeof(*w->names));
	w->names[w->count++] = name;
}

static bool
is_yaml(const char *name)
{
	size_t len = strlen(name);

	return len > 5 && str_equal(name + len - 5, ".yaml");
}

/* What would be content if it were a file or directory of the pack's own. */
static void
refuse(struct walk *w, const char *name, mode_t mode)
{
	if (!w->problems)
		return;
	char *path = path_join(w->dir, name);

	err_list_add(w->problems, false, path, 0, 0,
	    S_ISLNK(mode)
	        ? _("This is a link, which is not followed here: put the "
	            "file itself in its place.")
	    : S_ISDIR(mode)
	        ? _("This is a directory where a file is needed.")
	        : _("This is no regular file and is not read."));
	free(path);
}

/* Is this link in the place of a directory? */
static bool
leads_to_dir(struct walk *w, const char *name)
{
	struct stat st;

	return fstatat(w->root, name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	int order = str_natural_compare(*x, *y);

	return order ? order : strcmp(*x, *y);
}

/* The names in a directory in natural order, hidden ones left out. Takes
 * fd. */
static bool
list_dir(struct walk *w, int fd, const char *path, char ***names, size_t *count)
{
	DIR *list = fdopendir(fd);
	struct dirent *entry;
	size_t capacity = 0;
	bool ok = true;

	*names = NULL;
	*count = 0;
	if (!list) {
		close(fd);
		return err_set_errno(w->err, errno, path);
	}
	while (ok && (entry = readdir(list))) {
		if (++w->met > CONTENT_FILES_MAX)
			ok = err_set_at(w->err, ERR_INPUT, path, 0, 0,
			    _("The pack has more than %d files: split it."),
			    CONTENT_FILES_MAX);
		else if (*entry->d_name != '.') {
			*names = mem_grow(
			    *names, &capacity, *count + 1, sizeof(**names));
			(*names)[(*count)++] = xstrdup(entry->d_name);
		}
	}
	closedir(list);
	if (*count)
		qsort(*names, *count, sizeof(**names), compare_names);
	return ok;
}

static bool walk_dir(struct walk *w, const char *sub, int depth);

static bool
take_entry(struct walk *w, const char *name, int depth)
{
	struct stat st;

	if (fstatat(w->root, name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
		char *path = path_join(w->dir, name);

		err_set_errno(w->err, errno, path);
		free(path);
		return false;
	}
	if (S_ISDIR(st.st_mode) && !is_yaml(name))
		return walk_dir(w, name, depth + 1);
	if (S_ISREG(st.st_mode) && is_yaml(name))
		add_name(w, xstrdup(name));
	else if (is_yaml(name) ||
	         (S_ISLNK(st.st_mode) && leads_to_dir(w, name)))
		refuse(w, name, st.st_mode);
	return true;
}

/* Adds the .yaml files below a directory, depth first, natural order. */
static bool
walk_dir(struct walk *w, const char *sub, int depth)
{
	char *path = path_join(w->dir, sub);
	char **found = NULL;
	size_t count = 0;
	int fd = -1;
	bool ok = true;

	if (depth > CONTENT_DEPTH_MAX)
		ok = err_set_at(w->err, ERR_INPUT, path, 0, 0,
		    _("Directories lie more than %d deep: put the files "
		      "further up."),
		    CONTENT_DEPTH_MAX);
	if (ok && (fd = below_open(w->root, sub, O_RDONLY | O_DIRECTORY)) < 0)
		ok = err_set_errno(w->err, errno, path);
	ok = ok && list_dir(w, fd, path, &found, &count);
	if (ok && w->dirs)
		add_name(w, xasprintf("%s/", sub));
	for (size_t i = 0; ok && i < count; i++) {
		char *name = path_join(sub, found[i]);

		ok = take_entry(w, name, depth);
		free(name);
	}
	file_names_free(found, count);
	free(path);
	return ok;
}

static bool
walk_parts(struct walk *w)
{
	static const char *const parts[] = { "controls", "lang" };
	struct stat st;
	bool ok = true;

	for (size_t i = 0; ok && i < 2; i++) {
		if (fstatat(w->root, parts[i], &st, AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		if (S_ISDIR(st.st_mode))
			ok = walk_dir(w, parts[i], 1);
		else if (S_ISLNK(st.st_mode))
			refuse(w, parts[i], st.st_mode);
	}
	return ok;
}

bool
content_walk(int root, const char *dir, bool dirs, char ***names,
    size_t *count, struct err_list *problems, struct err *err)
{
	struct walk w = { .root = root,
		.dir = dir,
		.dirs = dirs,
		.problems = problems,
		.err = err };

	add_name(&w, xstrdup("pack.yaml"));
	if (dirs)
		add_name(&w, xstrdup("./"));
	if (!walk_parts(&w)) {
		file_names_free(w.names, w.count);
		return false;
	}
	*names = w.names;
	*count = w.count;
	return true;
}

static bool
walk_from(const char *dir, bool dirs, char ***names, size_t *count,
    struct err *err)
{
	int root = below_open_dir(dir, err);
	bool ok = root >= 0 &&
	          content_walk(root, dir, dirs, names, count, NULL, err);

	if (root >= 0)
		close(root);
	return ok;
}

bool
content_files(const char *dir, char ***names, size_t *count, struct err *err)
{
	return walk_from(dir, false, names, count, err);
}

bool
content_sources(const char *dir, char ***names, size_t *count, struct err *err)
{
	return walk_from(dir, true, names, count, err);
}

bool
content_read(struct content_reader *reader, const char *name, struct str *text,
    struct err *err)
{
	char *path = path_join(reader->dir, name);
	bool ok = below_read(
	    reader->root, name, path, YLIMITS_PACK.bytes, text, err);

	if (ok && text->len > CONTENT_BYTES_MAX - reader->total)
		ok = err_set_at(err, ERR_INPUT, path, 0, 0,
		    _("The files of the pack are larger than %d MiB together: "
		      "split it."),
		    CONTENT_BYTES_MAX >> 20);
	else if (ok)
		reader->total += text->len;
	free(path);
	return ok;
}
