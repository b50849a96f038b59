/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The directory a pack is written to. A new pack is made whole beside its
 * place, under a hidden name, and changes places with the former one in one
 * step: at any moment there is a whole pack or what was there before. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/content.h"
#include "store/content_parts.h"
#include "yaml/yread.h"

static const char IMPORTED[] = "assay import ";
/* packs lie no deeper: lang/TAG/controls/DOMAIN */
enum { DEPTH_MAX = 4 };

static bool
is_part(const char *name)
{
	return str_equal(name, "pack.yaml") || str_equal(name, "controls") ||
	    str_equal(name, "lang") || str_equal(name, CONTENT_LOG);
}

static bool
is_dots(const char *name)
{
	return str_equal(name, ".") || str_equal(name, "..");
}

/* What a directory holds, hidden names counted. */
enum held { HELD_NOTHING, HELD_PARTS, HELD_OTHER };

static bool
look_into(const char *path, enum held *held, struct err *err)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (!dir)
		return err_set_errno(err, errno, path);
	*held = HELD_NOTHING;
	while (*held != HELD_OTHER && (entry = readdir(dir)))
		if (!is_dots(entry->d_name))
			*held = is_part(entry->d_name) ? HELD_PARTS
						       : HELD_OTHER;
	closedir(dir);
	return true;
}

static bool
holds_other(const char *dir, struct err *err)
{
	return err_set_at(err, ERR_INPUT, dir, 0, 0,
	    _("The directory holds something else and is left alone: name a "
	      "new one."));
}

/* Is the pack in dir one that the same generator made (NULL: any import)? */
static bool
made_alike(const char *dir, const char *generator, struct err *err)
{
	char *path = path_join(dir, "pack.yaml");
	struct ydoc *doc = path_exists(path)
	    ? yread_file(path, &YLIMITS_PACK, NULL)
	    : NULL;
	const char *have =
	    doc ? ynode_text(ydoc_root(doc), "generator") : NULL;
	bool imported = have && str_starts(have, IMPORTED);
	bool alike =
	    generator ? have && str_equal(have, generator) : imported;

	if (!alike && imported && *generator)
		err_set_at(err, ERR_INPUT, dir, 0, 0,
		    _("The pack there was made by \"%s\", this one is by "
		      "\"%s\": it is left alone. Import in the same way, "
		      "name another directory, or remove it first."),
		    have, generator);
	else if (!alike)
		holds_other(dir, err);
	ydoc_free(doc);
	free(path);
	return alike;
}

/* Is there nothing in a directory but what packs are written as? */
static bool
only_parts(const char *path, size_t depth)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool only = dir != NULL;

	while (only && (entry = readdir(dir))) {
		const char *name = entry->d_name, *dot = strrchr(name, '.');
		struct stat st;

		if (is_dots(name))
			continue;
		char *inner = path_join(path, name);

		only = (depth || is_part(name)) && lstat(inner, &st) == 0;
		if (only && S_ISDIR(st.st_mode))
			only = depth < DEPTH_MAX &&
			    only_parts(inner, depth + 1);
		else if (only)
			only = S_ISREG(st.st_mode) &&
			    ((dot && str_equal(dot, ".yaml")) ||
				str_equal(name, CONTENT_LOG));
		free(inner);
	}
	if (dir)
		closedir(dir);
	return only;
}

bool
content_may_write(const char *dir, const char *generator, struct err *err)
{
	enum held held = HELD_NOTHING;

	if (!path_exists(dir))
		return true;
	if (!look_into(dir, &held, err))
		return false;
	if (held == HELD_OTHER || !only_parts(dir, 0))
		return holds_other(dir, err);
	return held == HELD_NOTHING || made_alike(dir, generator, err);
}

/* Translations that the catalog does not bring were added by somebody. */
static bool
may_replace_translations(
    const struct catalog *c, const char *dir, struct err *err)
{
	char *path = path_join(dir, "lang");
	DIR *lang = opendir(path);
	struct dirent *entry;
	bool ok = true;

	free(path);
	while (ok && lang && (entry = readdir(lang))) {
		size_t i = 1, count = catalog_languages(c);

		if (is_dots(entry->d_name))
			continue;
		while (i < count &&
		    !str_equal(catalog_language(c, i), entry->d_name))
			i++;
		if (i >= count)
			ok = err_set_at(err, ERR_INPUT, dir, 0, 0,
			    _("The translation lang/%s was added to the pack "
			      "there, which is left alone: move it away, or "
			      "name a new directory."),
			    entry->d_name);
	}
	if (lang)
		closedir(lang);
	return ok;
}

static bool
may_replace(const struct catalog *c, const char *dir, struct err *err)
{
	const char *generator = catalog_string(c, PACK_GENERATOR, 0);

	return content_may_write(dir, generator ? generator : "", err) &&
	    may_replace_translations(c, dir, err);
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
		if (is_dots(entry->d_name))
			continue;
		char *inner = path_join(path, entry->d_name);

		remove_tree(inner);
		free(inner);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

/* The directory of an import that was killed: its process is gone, nobody
 * holds it, and there is nothing else in it. */
static bool
is_left_over(const char *path, const char *number)
{
	pid_t pid = (pid_t)strtol(number, NULL, 10);

	if (pid <= 0 ||
	    (pid != getpid() && (kill(pid, 0) == 0 || errno != ESRCH)))
		return false;
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool is = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 &&
	    only_parts(path, 0);

	if (fd >= 0)
		close(fd);
	return is;
}

/* Removes what killed imports to the same place left: names that begin with
 * `stem` and end in a number. */
static void
sweep(const char *above, const char *stem)
{
	DIR *dir = opendir(*above ? above : ".");
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *number = str_starts(entry->d_name, stem)
		    ? entry->d_name + strlen(stem)
		    : "";
		size_t digits = strspn(number, "0123456789");

		if (!digits || digits > 9 || number[digits])
			continue;
		char *path = path_join(above, entry->d_name);

		if (is_left_over(path, number))
			remove_tree(path);
		free(path);
	}
	if (dir)
		closedir(dir);
}

/* The real place of a directory, so that a link to it stays one. */
static char *
real_place(const char *dir)
{
	char *real = realpath(dir, NULL);
	size_t len = strlen(dir);

	if (real)
		return real;
	while (len > 1 &&
	    (dir[len - 1] == '/' ||
		(dir[len - 1] == '.' && dir[len - 2] == '/')))
		len--;
	return xstrndup(dir, len);
}

static void
place_done(struct content_place *place)
{
	if (place->fd >= 0)
		close(place->fd);
	free(place->dir);
	free(place->above);
	free(place->fresh);
	free(place->old);
}

/* A directory that was not there: what somebody else put is not filled. The
 * lock says that it is being worked on. */
static bool
make_fresh(struct content_place *place, struct err *err)
{
	if (*place->above && !file_make_dirs(place->above, err))
		return false;
	if (mkdir(place->fresh, 0700) < 0)
		return err_set_errno(err, errno, place->fresh);
	place->fd = open(place->fresh, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (place->fd < 0) {
		err_set_errno(err, errno, place->fresh);
		rmdir(place->fresh);
		return false;
	}
	flock(place->fd, LOCK_EX | LOCK_NB);
	return true;
}

bool
content_place_open(struct content_place *place, const struct catalog *c,
    const char *dir, struct err *err)
{
	if (!*dir)
		return err_set_errno(err, ENOENT, dir);
	if (!may_replace(c, dir, err))
		return false;
	char *real = real_place(dir);
	const char *base = path_base(real);
	char *above = xstrndup(real, (size_t)(base - real));
	char *stem = xasprintf(".%s.assay-new-", base);

	char *old = xasprintf(".%s.assay-old-", base);

	*place = (struct content_place){
		.dir = real,
		.above = above,
		.fresh = xasprintf("%s%s%d", above, stem, (int)getpid()),
		.old = xasprintf("%s%s%d", above, old, (int)getpid()),
		.fd = -1,
	};
	sweep(above, stem);
	/* without a pack in the place it is the one to keep */
	if (path_exists(real))
		sweep(above, old);
	free(old);
	free(stem);
	bool ok = make_fresh(place, err);

	if (!ok)
		place_done(place);
	return ok;
}

/* fsync of everything below a directory, and of itself. */
static bool
sync_each(const char *path, struct err *err)
{
	struct stat st;
	char **names;
	size_t count;

	if (lstat(path, &st) < 0)
		return err_set_errno(err, errno, path);
	if (!S_ISDIR(st.st_mode)) {
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		bool ok = fd >= 0 && fsync(fd) == 0;

		if (!ok)
			err_set_errno(err, errno, path);
		if (fd >= 0)
			close(fd);
		return ok;
	}
	if (!file_list(path, &names, &count, err))
		return false;
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		char *inner = path_join(path, names[i]);

		ok = sync_each(inner, err);
		free(inner);
	}
	file_names_free(names, count);
	return ok && file_sync_dir(path, err);
}

/* Two renames, for file systems that cannot exchange: the former pack waits
 * under a name of its own. */
static bool
replace(struct content_place *place, struct err *err)
{
	if (rename(place->dir, place->old) < 0)
		return err_set_errno(err, errno, place->dir);
	if (rename(place->fresh, place->dir) == 0)
		return true;
	err_set_errno(err, errno, place->dir);
	if (rename(place->old, place->dir) < 0)
		err_wrap(err, _("the former pack is kept as %s"), place->old);
	return false;
}

/* Puts the new pack in its place. What was there is then place->fresh or
 * place->old. */
static bool
put(struct content_place *place, struct err *err)
{
	if (!path_exists(place->dir))
		return rename(place->fresh, place->dir) == 0 ||
		    err_set_errno(err, errno, place->dir);
#ifdef RENAME_EXCHANGE
	if (renameat2(AT_FDCWD, place->fresh, AT_FDCWD, place->dir,
		RENAME_EXCHANGE) == 0)
		return true;
	if (errno != ENOSYS && errno != EINVAL)
		return err_set_errno(err, errno, place->dir);
#endif
	return replace(place, err);
}

bool
content_place_close(struct content_place *place, const struct catalog *c,
    bool ok, struct err *err)
{
	const char *above = *place->above ? place->above : ".";
	bool in_place = false;

	/* one sync for thousands of files; one each where that fails */
	if (ok && syncfs(place->fd) < 0)
		ok = sync_each(place->fresh, err);
	/* minutes may have passed since it was looked at first */
	ok = ok && may_replace(c, place->dir, err);
	if (ok)
		ok = in_place = put(place, err);
	if (ok)
		ok = file_sync_dir(above, err);
	if (ok) {
		char *stem = xasprintf(
		    ".%s.assay-old-", path_base(place->dir));

		remove_tree(place->fresh);
		remove_tree(place->old);
		sweep(place->above, stem);
		free(stem);
	} else if (!in_place) {
		remove_tree(place->fresh);
	}
	place_done(place);
	return ok;
}
