/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The directory a workbook is put together in: as confidential as the session,
 * held while it is in use, and removed by the next report where a program ended
 * before it could. */

#include <config.h>

#include "report/xlsx_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/str.h"

/* One that is this young may be about to be held. */
enum { YOUNG = 60 };

static const char prefix[] = ".xlsx-";

/* Opens a directory of ours that nobody holds any more; -1: it is not one. */
static int
open_stale(const char *dir)
{
	struct stat st;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && st.st_uid == geteuid() &&
	    st.st_mtime + YOUNG < time(NULL) &&
	    flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	close(fd);
	return -1;
}

/* As far as it goes: nobody needs it gone. */
static void
remove_stale(const char *place)
{
	char **names = NULL;
	size_t count = 0;

	if (!file_list_all(place, &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		if (!str_starts(names[i], prefix) ||
		    strlen(names[i]) != sizeof(prefix) - 1 + 6)
			continue;
		char *dir = path_join(place, names[i]);
		int fd = open_stale(dir);
		char **files = NULL;
		size_t left = 0;

		if (fd >= 0 && file_list_all(dir, &files, &left, NULL)) {
			for (size_t j = 0; j < left; j++)
				unlinkat(fd, files[j], 0);
			rmdir(dir);
		}
		if (fd >= 0)
			close(fd);
		file_names_free(files, left);
		free(dir);
	}
	file_names_free(names, count);
}

/* A new directory in this one; false: it is not there. */
static bool
make_in(struct xlsx_place *place, const char *where, int *number)
{
	if (!where || !*where)
		return false;
	remove_stale(where);
	place->dir = path_join(where, ".xlsx-XXXXXX");
	if (mkdtemp(place->dir)) {
		place->fd =
		    open(place->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		/* unheld, it is safe for a minute only, which is enough */
		if (place->fd >= 0)
			flock(place->fd, LOCK_EX | LOCK_NB);
		return true;
	}
	*number = errno;
	free(place->dir);
	place->dir = NULL;
	return false;
}

bool
xlsx_place_make(
    struct xlsx_place *place, const struct report_view *view, struct err *err)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	int number = ENOENT;
	char *own = cache && *cache == '/' ? path_join(cache, "assay")
	            : home && *home == '/' ? path_join(home, ".cache/assay")
	                                   : NULL;

	*place = (struct xlsx_place){ .fd = -1 };
	bool ok =
	    make_in(place, view->dir, &number) ||
	    (runtime && *runtime == '/' && make_in(place, runtime, &number)) ||
	    (own && file_make_dirs(own, NULL) && make_in(place, own, &number));

	free(own);
	return ok || err_set_errno(err, number, view->dir);
}

void
xlsx_place_done(struct xlsx_place *place)
{
	rmdir(place->dir);
	if (place->fd >= 0)
		close(place->fd);
	free(place->dir);
	place->dir = NULL;
}
