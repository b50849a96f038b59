/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Files and directories become bytes in memory, in order and within limits;
 * what only lies about does not stop the rest. */

#include <config.h>

#include "import/sources.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

struct place {
	char root[24];
	struct import_source *sources;
	size_t count;
	struct err_list problems;
	struct err err;
};

static void
begin(struct place *place)
{
	*place = (struct place){ .root = "sources-XXXXXX" };
	cr_assert_not_null(mkdtemp(place->root), "%s", strerror(errno));
}

/* Forgets what was read. */
static void
clear(struct place *place)
{
	sources_free(place->sources, place->count);
	err_list_done(&place->problems);
	err_done(&place->err);
	place->sources = NULL;
	place->count = 0;
}

static void
finish(struct place *place)
{
	char *command = xasprintf(
	    "chmod -R u+rwx %s && rm -rf %s", place->root, place->root);

	clear(place);
	cr_assert_eq(system(command), 0, "clean up");
	free(command);
}

static char *
below(const struct place *place, const char *name)
{
	return path_join(place->root, name);
}

static void
make_dir(const struct place *place, const char *name)
{
	char *path = below(place, name);

	cr_assert(file_make_dirs(path, NULL), "%s", path);
	free(path);
}

static void
put(const struct place *place, const char *name, const char *text)
{
	char *path = below(place, name);

	cr_assert(
	    file_replace(path, text, strlen(text), false, NULL), "%s", path);
	free(path);
}

/* A file of that many NULs that takes no room on the disk. */
static void
put_size(const struct place *place, const char *name, size_t size)
{
	char *path = below(place, name);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	cr_assert_geq(fd, 0, "%s", strerror(errno));
	cr_assert_eq(ftruncate(fd, (off_t)size), 0, "%s", strerror(errno));
	close(fd);
	free(path);
}

static void
put_link(const struct place *place, const char *name, const char *to)
{
	char *path = below(place, name);

	cr_assert_eq(symlink(to, path), 0, "%s", strerror(errno));
	free(path);
}

static bool
read_paths(struct place *place, const char *const *names, size_t count)
{
	char **paths = xcalloc(count, sizeof(*paths));

	for (size_t i = 0; i < count; i++)
		paths[i] = str_equal(names[i], "-") ? xstrdup("-")
		                                    : below(place, names[i]);
	bool ok = sources_read(paths, count, NULL, &place->sources,
	    &place->count, &place->problems, &place->err);

	for (size_t i = 0; i < count; i++)
		free(paths[i]);
	free(paths);
	cr_assert_eq(ok, place->err.message == NULL, "an error on failure");
	if (!ok)
		cr_assert_null(place->sources, "nothing on failure");
	return ok;
}

static bool
read_one(struct place *place, const char *name)
{
	return read_paths(place, &name, 1);
}

/* The texts read, each followed by a bar. */
static void
expect_texts(const struct place *place, const char *wanted)
{
	struct str all = { 0 };

	for (size_t i = 0; i < place->count; i++) {
		const struct import_source *source = &place->sources[i];

		cr_assert_eq(strlen(source->bytes), source->len, "a NUL");
		str_printf(&all, "%s|", source->bytes);
	}
	cr_assert_str_eq(str_text(&all), wanted, "%s", str_text(&all));
	str_done(&all);
}

/* One warning about a name below the root, with this piece in it. */
static void
expect_warning(const struct place *place, const char *name, const char *piece)
{
	char *path = below(place, name);
	size_t found = 0;

	for (size_t i = 0; i < place->problems.count; i++) {
		const struct err_item *item = &place->problems.items[i];

		if (!str_equal(item->err.path, path))
			continue;
		found++;
		cr_assert(item->warning, "no error: %s", item->err.message);
		cr_assert_not_null(
		    strstr(item->err.message, piece), "%s", item->err.message);
	}
	cr_assert_eq(found, 1, "%zu warnings about %s", found, path);
	free(path);
}

static void
expect_refused(struct place *place, const char *name, enum err_code code,
    const char *piece)
{
	char *path = below(place, name);

	cr_assert_not(read_one(place, name), "%s is refused", name);
	cr_assert_eq(place->err.code, code, "%s", place->err.message);
	cr_assert_str_eq(place->err.path, path, "%s", place->err.path);
	cr_assert_not_null(
	    strstr(place->err.message, piece), "%s", place->err.message);
	free(path);
	clear(place);
}

Test(sources, order_is_as_given_and_natural_within)
{
	static const char *const names[] = { "z", "dir", "a" };
	struct place place;

	begin(&place);
	make_dir(&place, "dir/3");
	put(&place, "z", "z");
	put(&place, "a", "a");
	put(&place, "dir/10", "ten");
	put(&place, "dir/2", "two");
	put(&place, "dir/3/inner", "three");
	put(&place, "dir/.hidden", "hidden");
	cr_assert(read_paths(&place, names, 3), "%s", place.err.message);
	expect_texts(&place, "z|two|three|ten|a|");
	cr_assert_not(place.sources[0].found, "named");
	cr_assert(place.sources[1].found, "found");
	cr_assert(place.sources[2].found, "found");
	cr_assert_not(place.sources[4].found, "named");
	char *inner = below(&place, "dir/3/inner");

	cr_assert_str_eq(place.sources[2].path, inner, "its whole path");
	cr_assert_eq(place.problems.count, 0, "nothing to say");
	free(inner);
	finish(&place);
}

Test(sources, bytes_are_as_they_are)
{
	struct place place;
	char *path;

	begin(&place);
	path = below(&place, "bytes");
	cr_assert(file_replace(path, "a\0\xff\n", 4, false, NULL), "");
	put(&place, "empty", "");
	cr_assert(read_one(&place, "bytes"), "%s", place.err.message);
	cr_assert_eq(place.sources[0].len, 4, "all of it");
	cr_assert_arr_eq(place.sources[0].bytes, "a\0\xff\n", 5, "and a NUL");
	clear(&place);
	cr_assert(read_one(&place, "empty"), "%s", place.err.message);
	cr_assert_eq(place.sources[0].len, 0, "nothing in it");
	cr_assert_eq(place.sources[0].bytes[0], '\0', "but a NUL");
	free(path);
	finish(&place);
}

Test(sources, a_dash_is_standard_input)
{
	static const char *const names[] = { "-", "file" };
	struct place place;
	char *path;

	begin(&place);
	put(&place, "input", "said");
	put(&place, "file", "written");
	path = below(&place, "input");
	int fd = open(path, O_RDONLY);

	cr_assert_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO, "");
	close(fd);
	cr_assert(read_paths(&place, names, 2), "%s", place.err.message);
	expect_texts(&place, "said|written|");
	cr_assert_str_eq(place.sources[0].path, "-", "its name");
	free(path);
	finish(&place);
}

Test(sources, what_was_named_must_be_readable)
{
	struct place place;
	char *fifo;

	begin(&place);
	make_dir(&place, "empty");
	put_size(&place, "large", IMPORT_FILE_MAX + 1);
	put_link(&place, "dangling", "nowhere");
	fifo = below(&place, "fifo");
	cr_assert_eq(mkfifo(fifo, 0600), 0, "");
	expect_refused(&place, "none", ERR_ABSENT, strerror(ENOENT));
	expect_refused(&place, "dangling", ERR_ABSENT, strerror(ENOENT));
	expect_refused(&place, "fifo", ERR_INPUT, "no regular file");
	expect_refused(&place, "large", ERR_INPUT, "larger than");
	expect_refused(&place, "empty", ERR_ABSENT, "No source");
	cr_assert_not(sources_read(NULL, 0, NULL, &place.sources, &place.count,
	                  &place.problems, &place.err),
	    "nothing named");
	free(fifo);
	finish(&place);
}

Test(sources, what_only_lies_there_is_left_out_with_a_warning)
{
	struct place place;
	char *fifo;

	begin(&place);
	make_dir(&place, "dir/sub");
	put(&place, "dir/good", "good");
	put(&place, "dir/sub/better", "better");
	put_size(&place, "dir/large", IMPORT_FILE_MAX + 1);
	put_link(&place, "dir/dangling", "nowhere");
	put_link(&place, "dir/self", "self");
	put_link(&place, "dir/null", "/dev/null");
	fifo = below(&place, "dir/fifo");
	cr_assert_eq(mkfifo(fifo, 0600), 0, "");
	cr_assert(read_one(&place, "dir"), "%s", place.err.message);
	expect_texts(&place, "good|better|");
	cr_assert_eq(place.problems.errors, 0, "no errors");
	cr_assert_eq(place.problems.count, 5, "%zu", place.problems.count);
	expect_warning(&place, "dir/large", "Not read: ");
	expect_warning(&place, "dir/dangling", strerror(ENOENT));
	expect_warning(&place, "dir/self", strerror(ELOOP));
	expect_warning(&place, "dir/null", "no regular file");
	expect_warning(&place, "dir/fifo", "no regular file");
	free(fifo);
	finish(&place);
}

Test(sources, what_is_not_for_this_user_is_left_out_too)
{
	struct place place;

	if (geteuid() == 0)
		cr_skip_test("the super-user may read everything");
	begin(&place);
	make_dir(&place, "dir/closed");
	put(&place, "dir/good", "good");
	put(&place, "dir/private", "private");
	char *closed = below(&place, "dir/closed");
	char *private = below(&place, "dir/private");

	chmod(closed, 0);
	chmod(private, 0);
	cr_assert(read_one(&place, "dir"), "%s", place.err.message);
	expect_texts(&place, "good|");
	expect_warning(&place, "dir/closed", strerror(EACCES));
	expect_warning(&place, "dir/private", strerror(EACCES));
	clear(&place);
	expect_refused(&place, "dir/closed", ERR_IO, strerror(EACCES));
	expect_refused(&place, "dir/private", ERR_IO, strerror(EACCES));
	free(closed);
	free(private);
	finish(&place);
}

Test(sources, links_out_of_a_directory_and_in_circles_do_no_harm)
{
	struct place place;

	begin(&place);
	make_dir(&place, "dir/sub");
	make_dir(&place, "other");
	put(&place, "dir/good", "good");
	put(&place, "other/more", "more");
	put_link(&place, "dir/back", ".");
	put_link(&place, "dir/sub/up", "..");
	put_link(&place, "dir/out", "../other");
	put_link(&place, "dir/root", "/");
	put_link(&place, "dir/text", "../other/more");
	put_link(&place, "named", "dir");
	cr_assert(read_one(&place, "named"), "%s", place.err.message);
	expect_texts(&place, "good|more|");
	cr_assert_eq(place.problems.count, 4, "%zu", place.problems.count);
	expect_warning(&place, "named/back", "link to a directory");
	expect_warning(&place, "named/sub/up", "link to a directory");
	expect_warning(&place, "named/out", "link to a directory");
	expect_warning(&place, "named/root", "link to a directory");
	finish(&place);
}

Test(sources, directories_lie_only_so_deep)
{
	struct place place;
	struct str deep = { 0 };

	begin(&place);
	str_add(&deep, "1");
	for (int i = 2; i <= IMPORT_DEPTH_MAX; i++)
		str_printf(&deep, "/%d", i);
	make_dir(&place, str_text(&deep));
	str_add(&deep, "/file");
	put(&place, str_text(&deep), "deep");
	cr_assert(read_one(&place, "1"), "%s", place.err.message);
	expect_texts(&place, "deep|");
	clear(&place);
	cr_assert_not(read_one(&place, ""), "one more");
	cr_assert_not_null(
	    strstr(place.err.message, "deep"), "%s", place.err.message);
	cr_assert_eq(place.err.code, ERR_INPUT, "");
	str_done(&deep);
	finish(&place);
}

Test(sources, there_are_only_so_many_files)
{
	size_t count = IMPORT_FILES_MAX + 1;
	const char **names = xcalloc(count, sizeof(*names));
	struct place place;

	begin(&place);
	put(&place, "file", "");
	for (size_t i = 0; i < count; i++)
		names[i] = "file";
	cr_assert(
	    read_paths(&place, names, count - 1), "%s", place.err.message);
	cr_assert_eq(place.count, count - 1, "as many as may be");
	clear(&place);
	cr_assert_not(read_paths(&place, names, count), "too many");
	cr_assert_not_null(strstr(place.err.message, "more than 20000 files"),
	    "%s", place.err.message);
	free(names);
	finish(&place);
}

Test(sources, there_are_only_so_many_bytes)
{
	static const char *const names[] = { "half", "half", "one" };
	struct place place;

	begin(&place);
	put_size(&place, "half", IMPORT_TOTAL_MAX / 2);
	put_size(&place, "one", 1);
	cr_assert(read_paths(&place, names, 2), "%s", place.err.message);
	cr_assert_eq(place.sources[0].len, IMPORT_FILE_MAX, "as large");
	clear(&place);
	cr_assert_not(read_paths(&place, names, 3), "a byte too many");
	cr_assert_not_null(strstr(place.err.message, "128 MiB together"), "%s",
	    place.err.message);
	char *one = below(&place, "one");

	cr_assert_str_eq(place.err.path, one, "where it was");
	free(one);
	finish(&place);
}

struct steps {
	size_t last;
};

static void
note_step(void *arg, size_t done, size_t total)
{
	struct steps *steps = arg;

	cr_assert_eq(total, 0, "not known");
	cr_assert_eq(done, steps->last + 1, "one by one");
	steps->last = done;
}

Test(sources, each_file_is_a_step)
{
	struct place place;
	struct steps steps = { 0 };
	const struct import_watch watch = { note_step, &steps };

	begin(&place);
	put(&place, "a", "a");
	put(&place, "b", "b");
	put(&place, "c", "c");
	char *path = place.root;

	cr_assert(sources_read(&path, 1, &watch, &place.sources, &place.count,
	              &place.problems, &place.err),
	    "%s", place.err.message);
	cr_assert_eq(steps.last, 3, "%zu", steps.last);
	finish(&place);
}
