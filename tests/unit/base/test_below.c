/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static char root[] = "below-XXXXXX";

/* A directory with a file two down, and a way out by links. */
static void
begin(void)
{
	struct err err = { 0 };

	cr_assert_not_null(mkdtemp(root), "%s", strerror(errno));
	cr_assert_eq(chdir(root), 0, "");
	cr_assert(file_make_dirs("top/a/b", &err), "%s", err.message);
	cr_assert(file_create("secret", "s", 1, &err), "%s", err.message);
	cr_assert(file_create("top/a/b/file", "text", 4, &err), "%s",
	    err.message);
	cr_assert_eq(symlink("../secret", "top/link"), 0, "");
	cr_assert_eq(symlink("..", "top/up"), 0, "");
	cr_assert_eq(symlink("a", "top/inside"), 0, "");
	cr_assert_eq(symlink("top", "way"), 0, "");
	cr_assert_eq(mkfifo("top/fifo", 0600), 0, "");
}

static void
finish(void)
{
	cr_assert_eq(chdir(".."), 0, "");
	char *command = xasprintf("rm -rf %s", root);

	cr_assert_eq(system(command), 0, "clean up");
	free(command);
}

/* The errno of opening below top. */
static int
opening(const char *name, int flags)
{
	int dir = below_open_dir("way", NULL);

	cr_assert_geq(dir, 0, "by a link to the directory itself");
	errno = 0;
	int fd = below_open(dir, name, flags), number = fd < 0 ? errno : 0;

	if (fd >= 0)
		close(fd);
	close(dir);
	return number;
}

Test(below, names_lead_down_and_nowhere_else, .init = begin, .fini = finish)
{
	static const char *const bad[] = { "", ".", "..", "/etc/passwd",
		"../secret", "a/../../secret", "a/..", "a//b", "a/", "/",
		"a/./b", "./a" };

	cr_assert_eq(opening("a/b/file", O_RDONLY), 0, "a file");
	cr_assert_eq(opening("a/b", O_RDONLY | O_DIRECTORY), 0, "a directory");
	cr_assert_eq(opening("a/none", O_RDONLY), ENOENT, "none");
	cr_assert_eq(opening("...", O_RDONLY), ENOENT, "a name like any");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_assert_eq(opening(bad[i], O_RDONLY), EINVAL, "\"%s\"",
		    bad[i]);
}

Test(below, no_link_is_followed_on_the_way_or_at_the_end, .init = begin,
    .fini = finish)
{
	cr_assert_eq(opening("link", O_RDONLY), ELOOP, "to a file");
	cr_assert_eq(opening("up/secret", O_RDONLY), ELOOP, "out");
	cr_assert_eq(opening("inside/b/file", O_RDONLY), ELOOP, "inside too");
	cr_assert_eq(opening("inside", O_RDONLY | O_DIRECTORY), ELOOP,
	    "to a directory");
}

Test(below, only_regular_files_within_the_limit_are_read, .init = begin,
    .fini = finish, .timeout = 10)
{
	static const struct {
		const char *name, *said;
		size_t max;
	} wrong[] = {
		{ "link", "This is a link", 100 },
		{ "fifo", "no regular file", 100 },
		{ "a", "directory", 100 },
		{ "a/b/file", "larger than 3 bytes", 3 },
		{ "none", "No such file", 100 },
	};
	int dir = below_open_dir("top", NULL);
	struct str text = { 0 };
	struct err err = { 0 };

	cr_assert(below_read(dir, "a/b/file", "shown", 4, &text, &err), "");
	cr_assert_str_eq(str_text(&text), "text", "");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		cr_assert_not(below_read(dir, wrong[i].name, "shown",
				  wrong[i].max, &text, &err),
		    "%s", wrong[i].name);
		cr_assert_not_null(strstr(err.message, wrong[i].said),
		    "%s: %s", wrong[i].name, err.message);
		cr_assert_str_eq(err.path, "shown", "named as asked");
		cr_assert_str_eq(str_text(&text), "text", "untouched");
		err_done(&err);
	}
	str_done(&text);
	close(dir);
}
