/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Files are read within limits and replaced whole or not at all. */

#include <config.h>

#include "base/file.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

struct room {
	char root[24];
	char *file;
};

static void
begin(struct room *room)
{
	*room = (struct room){ .root = "file-XXXXXX" };
	cr_assert_not_null(mkdtemp(room->root), "%s", strerror(errno));
	room->file = path_join(room->root, "notes");
}

static void
finish(struct room *room)
{
	char *command = xasprintf("chmod -R u+w %s && rm -rf %s", room->root,
	    room->root);

	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	free(room->file);
}

static void
put(const char *path, const char *text)
{
	struct err err = { 0 };

	cr_assert(file_replace(path, text, strlen(text), false, &err), "%s",
	    err.message);
}

static void
expect_text(const char *path, const char *wanted)
{
	struct str text = { 0 };
	struct err err = { 0 };

	cr_assert(file_read(path, 1 << 20, &text, &err), "%s: %s", path,
	    err.message);
	cr_assert_str_eq(str_text(&text), wanted, "%s: %s", path,
	    str_text(&text));
	str_done(&text);
}

/* How many names a directory holds, hidden ones too. */
static size_t
names_in(const char *dir)
{
	char *command = xasprintf("ls -A %s | wc -l", dir);
	FILE *out = popen(command, "r");
	unsigned long count = 0;

	cr_assert_eq(fscanf(out, "%lu", &count), 1, "");
	pclose(out);
	free(command);
	return count;
}

Test(file, paths_join_and_end_in_their_last_part)
{
	static const char *const rows[][3] = {
		{ "a", "b", "a/b" },
		{ "a/", "b", "a/b" },
		{ "/", "b", "/b" },
		{ "", "b", "b" },
		{ "a", "/b", "/b" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *made = path_join(rows[i][0], rows[i][1]);

		cr_assert_str_eq(made, rows[i][2], "%s", made);
		free(made);
	}
	cr_assert_str_eq(path_base("a/b/c.yaml"), "c.yaml", "");
	cr_assert_str_eq(path_base("c.yaml"), "c.yaml", "");
	cr_assert_str_eq(path_base("a/"), "", "");
}

Test(file, a_file_is_appended_to_what_was_read_before)
{
	struct room room;
	struct str text = { 0 };

	begin(&room);
	put(room.file, "two");
	str_add(&text, "one ");
	cr_assert(file_read(room.file, 3, &text, NULL), "just fits");
	cr_assert_str_eq(str_text(&text), "one two", "%s", str_text(&text));
	str_done(&text);
	finish(&room);
}

/* Refused with this code and one message; what was read before stays. */
static void
expect_unread(const char *path, size_t max, enum err_code code)
{
	struct str text = { 0 };
	struct err err = { 0 };

	str_add(&text, "before");
	cr_assert_not(file_read(path, max, &text, &err), "%s is refused",
	    path);
	cr_assert_eq(err.code, code, "%s: %s", path, err.message);
	cr_assert_str_eq(err.path, path, "names the file");
	cr_assert_str_eq(str_text(&text), "before", "nothing added");
	err_done(&err);
	str_done(&text);
}

Test(file, only_a_regular_file_within_the_limit_is_read)
{
	struct room room;
	char *fifo, *none;

	begin(&room);
	put(room.file, "four");
	fifo = path_join(room.root, "fifo");
	none = path_join(room.root, "none");
	cr_assert_eq(mkfifo(fifo, 0600), 0, "");
	expect_unread(room.file, 3, ERR_INPUT);
	expect_unread(room.root, 100, ERR_INPUT);
	expect_unread(fifo, 100, ERR_INPUT);
	expect_unread(none, 100, ERR_ABSENT);
	expect_unread("/dev/null", 100, ERR_INPUT);
	free(fifo);
	free(none);
	finish(&room);
}

Test(file, a_dash_is_standard_input)
{
	struct room room;
	struct str text = { 0 };
	struct err err = { 0 };

	begin(&room);
	memset(text.data = xcalloc(1, 40001), 'x', 40000);
	put(room.file, text.data);
	str_done(&text);
	int fd = open(room.file, O_RDONLY);

	cr_assert_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO, "");
	close(fd);
	cr_assert(file_read("-", 40000, &text, &err), "%s", err.message);
	cr_assert_eq(text.len, 40000u, "all of it");
	lseek(STDIN_FILENO, 0, SEEK_SET);
	str_clear(&text);
	cr_assert_not(file_read("-", 39999, &text, &err), "too much");
	cr_assert_eq(text.len, 0u, "nothing added: %zu", text.len);
	err_done(&err);
	str_done(&text);
	finish(&room);
}

Test(file, a_replaced_file_is_private_and_leaves_nothing_beside_it)
{
	struct room room;
	struct stat st;

	begin(&room);
	put(room.file, "old");
	put(room.file, "new");
	expect_text(room.file, "new");
	cr_assert_eq(stat(room.file, &st), 0, "");
	cr_assert_eq(st.st_mode & 0777, 0600, "mode %o", st.st_mode & 0777);
	cr_assert_eq(names_in(room.root), 1u, "no other file");
	put(room.file, "");
	expect_text(room.file, "");
	finish(&room);
}

Test(file, the_former_file_is_kept_where_asked)
{
	struct room room;
	struct err err = { 0 };

	begin(&room);
	char *kept = xasprintf("%s.bak", room.file);

	cr_assert(file_replace(room.file, "one", 3, true, &err),
	    "nothing to keep yet: %s", err.message);
	cr_assert_not(path_exists(kept), "nothing kept");
	cr_assert(file_replace(room.file, "two", 3, true, &err), "%s",
	    err.message);
	expect_text(kept, "one");
	cr_assert(file_replace(room.file, "three", 5, true, &err), "%s",
	    err.message);
	expect_text(kept, "two");
	expect_text(room.file, "three");
	cr_assert_eq(names_in(room.root), 2u, "no other file");
	free(kept);
	finish(&room);
}

/* Files may not grow beyond this many bytes. */
static void
limit_files(rlim_t bytes)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0, "");
}

Test(file, a_full_disk_leaves_the_old_file_and_no_rest)
{
	struct room room;
	char large[5000];

	begin(&room);
	memset(large, 'x', sizeof(large));
	put(room.file, "old");
	for (size_t bytes = 0; bytes < sizeof(large); bytes += 1250) {
		struct err err = { 0 };

		limit_files(bytes);
		bool ok = file_replace(
		    room.file, large, sizeof(large), bytes % 2500, &err);

		limit_files(RLIM_INFINITY);
		cr_assert_not(ok, "%zu bytes cannot hold it", bytes);
		cr_assert_eq(err.code, ERR_FULL, "%s", err.message);
		cr_assert_str_eq(err.path, room.file, "names the file meant");
		err_done(&err);
		expect_text(room.file, "old");
		cr_assert_eq(names_in(room.root), 1u, "no rest beside it");
	}
	put(room.file, "and on it goes");
	finish(&room);
}

Test(file, what_cannot_be_replaced_or_kept_leaves_no_rest)
{
	struct room room;
	struct err err = { 0 };

	begin(&room);
	char *dir = path_join(room.root, "dir");
	char *blocked = xasprintf("%s.bak", room.file);
	char *inner = path_join(blocked, "inner");

	cr_assert(file_make_dirs(dir, &err), "");
	cr_assert_not(file_replace(dir, "x", 1, false, &err), "a directory");
	cr_assert(path_is_dir(dir), "still there");
	cr_assert_eq(names_in(room.root), 1u, "no rest");
	put(room.file, "old");
	cr_assert(file_make_dirs(inner, NULL), "in the way of the copy");
	cr_assert_not(file_replace(room.file, "x", 1, true, &err), "");
	expect_text(room.file, "old");
	cr_assert_eq(names_in(room.root), 3u, "no rest beside dir, file, bak");
	err_done(&err);
	free(dir);
	free(blocked);
	free(inner);
	finish(&room);
}

Test(file, a_place_that_is_not_there_is_said_so)
{
	struct err err = { 0 };

	cr_assert_not(
	    file_replace("no/such/place", "x", 1, false, &err), "");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	cr_assert_not(file_sync_dir("no/such", &err), "");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	err_done(&err);
}

Test(file, writing_goes_on_through_short_writes)
{
	int ends[2];
	struct err err = { 0 };
	char *large = xcalloc(1, 1 << 20);
	size_t got = 0;

	cr_assert_eq(pipe(ends), 0, "");
	pid_t child = fork();

	if (child == 0) {
		close(ends[0]);
		_exit(file_write_all(ends[1], large, 1 << 20, "p", NULL) ? 0
									  : 1);
	}
	close(ends[1]);
	for (ssize_t n; (n = read(ends[0], large, 60000)) > 0;)
		got += (size_t)n;
	cr_assert_eq(got, (size_t)1 << 20, "all of it came: %zu", got);
	close(ends[0]);
	int full = open("/dev/full", O_WRONLY);

	cr_assert_not(file_write_all(full, "x", 1, "disk", &err), "");
	cr_assert_eq(err.code, ERR_FULL, "%s", err.message);
	close(full);
	err_done(&err);
	free(large);
}

Test(file, directories_are_made_private_all_the_way)
{
	struct room room;
	struct stat st;
	struct err err = { 0 };

	begin(&room);
	char *deep = path_join(room.root, "a/b//c/");
	char *middle = path_join(room.root, "a");
	char *under = path_join(room.file, "x");

	umask(0);
	cr_assert(file_make_dirs(deep, &err), "%s", err.message);
	cr_assert(path_is_dir(deep), "");
	cr_assert_eq(stat(middle, &st), 0, "");
	cr_assert_eq(st.st_mode & 0777, 0700, "mode %o", st.st_mode & 0777);
	cr_assert(file_make_dirs(deep, &err), "there already is fine");
	put(room.file, "x");
	cr_assert_not(file_make_dirs(room.file, &err), "a file is there");
	cr_assert_not(file_make_dirs(under, &err), "a file is in the way");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	cr_assert_not(file_make_dirs("", &err), "no name at all");
	err_done(&err);
	free(deep);
	free(middle);
	free(under);
	finish(&room);
}

Test(file, names_come_in_natural_order_without_hidden_ones)
{
	static const char *const made[] = { "OPS-10.yaml", "OPS-02.yaml",
		".hidden", "OPS-01.yaml", "OPS-01.1.yaml", "ops-2.yaml" };
	static const char *const wanted[] = { "OPS-01.1.yaml", "OPS-01.yaml",
		"ops-2.yaml", "OPS-02.yaml", "OPS-10.yaml" };
	struct room room;
	char **names = NULL;
	size_t count = 0;
	struct err err = { 0 };

	begin(&room);
	cr_assert(file_list(room.root, &names, &count, &err), "");
	cr_assert_eq(count, 0u, "an empty one is no error");
	file_names_free(names, count);
	for (size_t i = 0; i < sizeof(made) / sizeof(*made); i++) {
		char *path = path_join(room.root, made[i]);

		put(path, "x");
		free(path);
	}
	cr_assert(file_list(room.root, &names, &count, &err), "");
	cr_assert_eq(count, 5u, "%zu names", count);
	for (size_t i = 0; i < count; i++)
		cr_assert_str_eq(names[i], wanted[i], "%zu: %s", i, names[i]);
	file_names_free(names, count);
	cr_assert_not(file_list("no/such", &names, &count, &err), "");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	err_done(&err);
	finish(&room);
}

Test(file, a_directory_is_told_from_what_merely_exists)
{
	struct room room;

	begin(&room);
	put(room.file, "x");
	char *link = path_join(room.root, "link");

	cr_assert_eq(symlink("nowhere", link), 0, "");
	cr_assert(path_is_dir(room.root), "");
	cr_assert_not(path_is_dir(room.file), "");
	cr_assert(path_exists(room.file), "");
	cr_assert(path_exists(link), "a dangling link is there");
	cr_assert_not(path_exists("no/such"), "");
	free(link);
	finish(&room);
}

Test(file, a_new_file_takes_no_place_that_is_taken)
{
	struct room room;
	struct err err = { 0 };

	begin(&room);
	cr_assert(file_create(room.file, "one", 3, &err), "%s", err.message);
	expect_text(room.file, "one");
	cr_assert(!file_create(room.file, "two", 3, &err), "it is there");
	cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
	expect_text(room.file, "one");
	cr_assert_eq(names_in(room.root), 1, "nothing else is left");
	cr_assert_eq(unlink(room.file), 0, "");
	/* a link that leads nowhere is somebody's, too */
	cr_assert_eq(symlink("nowhere", room.file), 0, "");
	cr_assert(!file_create(room.file, "two", 3, &err), "a link is there");
	cr_assert_eq(names_in(room.root), 1, "nothing else is left");
	err_done(&err);
	finish(&room);
}
