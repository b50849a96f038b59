/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where a pack is looked for, in which order, and what is said when it is
 * nowhere. */

#include <config.h>

#include "store/xdg.h"

#include <limits.h>

#include "pack_files.h"

/* A pack (its pack.yaml) at root/where; the absolute path, for the caller. */
static char *
make_pack(const struct place *place, const char *where)
{
	char *real = realpath(place->root, NULL);
	char *dir = path_join(real, where);
	char *file = path_join(dir, "pack.yaml");

	cr_assert(file_make_dirs(dir, NULL), "%s", dir);
	cr_assert(file_replace(file, "x", 1, false, NULL), "%s", file);
	free(real);
	free(file);
	return dir;
}

static char *
set_under(const struct place *place, const char *variable, const char *where)
{
	char *real = realpath(place->root, NULL);
	char *path = path_join(real, where);

	setenv(variable, path, 1);
	free(real);
	return path;
}

static void
expect(const char *pack, const char *also, const char *datadir,
    const char *wanted)
{
	struct err err = { 0 };
	char *found = content_find(pack, also, datadir, &err);

	cr_assert_not_null(found, "%s: %s", pack ? pack : "-", err.message);
	cr_assert_str_eq(found, wanted, "%s", found);
	free(found);
}

Test(packs, the_nearest_place_wins)
{
	struct place place;

	place_begin(&place);
	char *home = set_under(&place, "XDG_DATA_HOME", "home");
	char *dirs = set_under(&place, "XDG_DATA_DIRS", "a");
	char *datadir = set_under(&place, "UNUSED", "data");
	char *both = xasprintf("relative::%s:%.*s/b", dirs,
	    (int)(strlen(dirs) - 2), dirs);

	setenv("XDG_DATA_DIRS", both, 1);
	char *shipped = make_pack(&place, "data/content/one");

	expect("one", NULL, datadir, shipped);
	char *second = make_pack(&place, "b/assay/packs/one");

	expect("one", NULL, datadir, second);
	char *first = make_pack(&place, "a/assay/packs/one");

	expect("one", NULL, datadir, first);
	char *own = make_pack(&place, "home/assay/packs/one");

	expect("one", NULL, datadir, own);
	char *session = make_pack(&place, "session/pack");

	expect("one", session, datadir, session);
	char *given = make_pack(&place, "given");

	expect(given, session, datadir, given);
	expect("one", "no/such/place", datadir, own);
	free(home);
	free(dirs);
	free(datadir);
	free(both);
	free(shipped);
	free(second);
	free(first);
	free(own);
	free(session);
	free(given);
	place_end(&place);
}

Test(packs, without_a_name_it_is_the_shipped_one)
{
	struct place place;

	place_begin(&place);
	free(set_under(&place, "XDG_DATA_HOME", "home"));
	char *data = set_under(&place, "XDG_DATA_DIRS", "data");
	char *shipped = make_pack(&place, "data/content/scf-ops");

	expect(NULL, NULL, data, shipped);
	free(data);
	free(shipped);
	place_end(&place);
}

static void
refuse(const char *pack, const char *words)
{
	struct err err = { 0 };

	cr_assert_null(content_find(pack, NULL, "/no/data", &err), "");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	cr_assert_not_null(strstr(err.message, words), "%s", err.message);
	cr_assert_null(strchr(err.message, '\n'), "one line");
	err_done(&err);
}

Test(packs, a_pack_that_is_nowhere_is_told_with_the_places)
{
	struct place place;

	place_begin(&place);
	free(set_under(&place, "XDG_DATA_HOME", "home"));
	setenv("XDG_DATA_DIRS", "/one:/two", 1);
	refuse("nonesuch", "home/assay/packs, /one/assay/packs, "
			   "/two/assay/packs, /no/data/content");
	refuse("nonesuch", "assay import");
	refuse("./nonesuch", "no such directory");
	refuse("/", "no pack.yaml");
	setenv("XDG_DATA_DIRS", "", 1);
	refuse("nonesuch", "/usr/local/share/assay/packs, /usr/share/");
	place_end(&place);
}

Test(packs, the_users_directories_follow_the_convention)
{
	setenv("HOME", "/home/ada", 1);
	setenv("XDG_DATA_HOME", "/data", 1);
	char *path = xdg_home("XDG_DATA_HOME", ".local/share");

	cr_assert_str_eq(path, "/data", "%s", path);
	free(path);
	static const char *const ignored[] = { "", "relative", "./x" };

	for (size_t i = 0; i < 3; i++) {
		setenv("XDG_DATA_HOME", ignored[i], 1);
		path = xdg_home("XDG_DATA_HOME", ".local/share");
		cr_assert_str_eq(path, "/home/ada/.local/share", "%s", path);
		free(path);
	}
	unsetenv("XDG_DATA_HOME");
	setenv("HOME", "not/absolute", 1);
	path = xdg_home("XDG_DATA_HOME", ".local/share");
	cr_assert(!path || *path == '/', "the login's own: %s", path);
	free(path);
}
