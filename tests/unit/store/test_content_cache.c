/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A pack that was compiled once opens from there, and only while it is what it
 * was. */

#include <config.h>

#include "store/content.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"

static char room[] = "cache-XXXXXX";

static void
put(const char *path, const char *text)
{
	cr_assert(file_replace(path, text, strlen(text), false, NULL), "%s",
	    path);
}

static void
put_control(int number, const char *statement)
{
	char path[64], text[256];

	snprintf(path, sizeof(path), "pack/controls/AB/AB-%d.yaml", number);
	snprintf(text, sizeof(text),
	    "id: AB-%d\ndomain: AB\ntitle: Control %d\nstatement: %s\n", number,
	    number, statement);
	put(path, text);
}

/* Each test stands in a directory of its own, with a pack of two controls. */
static void
make_room(void)
{
	cr_assert(mkdtemp(room) && chdir(room) == 0, "no room");
	char *here = realpath(".", NULL), *cache = path_join(here, "cache");

	setenv("XDG_CACHE_HOME", cache, 1);
	free(cache);
	free(here);
	cr_assert(file_make_dirs("pack/controls/AB", NULL), "no pack");
	put("pack/pack.yaml",
	    "format: assay-pack/1\nid: small\ntitle: Small\nversion: \"1\"\n"
	    "language: en\ndomains: [{id: AB, name: Letters}]\n");
	put_control(1, "One is said");
	put_control(2, "Two is said");
}

static void
clear_room(void)
{
	if (chdir("..") != 0)
		_exit(1);
	char *command = xasprintf("rm -rf %s", room);

	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", room);
	free(command);
}

TestSuite(content_cache, .init = make_room, .fini = clear_room);

static struct catalog *
open_pack(void)
{
	struct err err = { 0 };
	struct catalog *c = content_open("pack", &err);

	cr_assert_not_null(c, "%s", err.message ? err.message : "?");
	return c;
}

/* The compiled file; NULL: there is none. The caller frees it. */
static char *
compiled(void)
{
	char **names = NULL, *path = NULL;
	size_t count = 0;

	if (!file_list("cache/assay/packs", &names, &count, NULL))
		return NULL;
	cr_assert_leq(count, 1u, "one file a pack");
	if (count)
		path = path_join("cache/assay/packs", names[0]);
	file_names_free(names, count);
	return path;
}

/* What was changed just now is not kept: opens until it is. */
static char *
compile_pack(void)
{
	char *path = NULL;

	for (int i = 0; i < 100000 && !path; i++) {
		catalog_free(open_pack());
		path = compiled();
	}
	cr_assert_not_null(path, "nothing is kept");
	return path;
}

static void
expect_statement(size_t control, const char *text)
{
	struct catalog *c = open_pack();

	cr_assert_gt(catalog_rows(c, TABLE_CONTROL), control, "too few");
	cr_assert_str_eq(
	    catalog_string(c, CONTROL_STATEMENT, control), text, "");
	catalog_free(c);
}

static ino_t
inode_of(const char *path)
{
	struct stat st;

	cr_assert(lstat(path, &st) == 0, "%s", path);
	return st.st_ino;
}

Test(content_cache, is_kept_for_its_owner_alone_and_holds_the_same)
{
	struct err_list problems = { 0 };
	struct catalog *read = content_load("pack", &problems);
	char *path = compile_pack();
	struct stat st;
	size_t size, other;

	cr_assert(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600, "");
	cr_assert(stat("cache/assay/packs", &st) == 0 &&
	              (st.st_mode & 0777) == 0700,
	    "");
	ino_t inode = inode_of(path);
	struct catalog *c = open_pack();
	const void *block = catalog_block(c, &size);
	const void *want = catalog_block(read, &other);

	cr_assert(size == other && memcmp(block, want, size) == 0,
	    "not the bytes that reading makes");
	cr_assert_eq(inode_of(path), inode, "it was made again");
	catalog_free(c);
	catalog_free(read);
	err_list_done(&problems);
	free(path);
}

Test(content_cache, sees_what_was_changed_added_and_removed)
{
	free(compile_pack());
	/* as long as before */
	put_control(1, "Own is said");
	expect_statement(0, "Own is said");
	put_control(3, "Three is said");
	expect_statement(2, "Three is said");
	unlink("pack/controls/AB/AB-1.yaml");
	expect_statement(0, "Two is said");
	cr_assert(mkdir("pack/controls/CD", 0700) == 0, "");
	free(compile_pack());
	put("pack/controls/CD/AB-0.yaml",
	    "id: AB-0\ndomain: AB\ntitle: Zero\nstatement: Nought is said\n");
	expect_statement(0, "Nought is said");
}

Test(content_cache, is_made_again_when_touched_cut_or_of_something_else)
{
	char *path = compile_pack();
	struct str bytes = { 0 };

	cr_assert(file_read(path, 1 << 20, &bytes, NULL), "");
	for (size_t i = 0; i < bytes.len; i += bytes.len / 60) {
		bytes.data[i] ^= 0x40;
		cr_assert(
		    file_replace(path, bytes.data, bytes.len, false, NULL), "");
		bytes.data[i] ^= 0x40;
		expect_statement(1, "Two is said");
	}
	for (size_t len = 0; len < bytes.len; len += bytes.len / 20) {
		cr_assert(file_replace(path, bytes.data, len, false, NULL), "");
		expect_statement(1, "Two is said");
	}
	unlink(path);
	cr_assert(mkfifo(path, 0600) == 0, "");
	expect_statement(1, "Two is said");
	unlink(path);
	cr_assert(symlink("/etc/passwd", path) == 0, "");
	expect_statement(1, "Two is said");
	unlink(path);
	cr_assert(mkdir(path, 0700) == 0, "");
	expect_statement(1, "Two is said");
	str_done(&bytes);
	free(path);
}

Test(content_cache, needs_no_place_to_be_kept)
{
	setenv("XDG_CACHE_HOME", "/dev/null/cache", 1);
	expect_statement(1, "Two is said");
	/* relative values are ignored */
	setenv("XDG_CACHE_HOME", "elsewhere", 1);
	setenv("HOME", "/dev/null", 1);
	expect_statement(1, "Two is said");
	cr_assert_not(path_exists("elsewhere"), "");
}

Test(content_cache, opened_at_once_tells_later_what_changed)
{
	struct content_check *check = NULL;

	free(compile_pack());
	struct catalog *c = content_open_quick("pack", &check, NULL);

	cr_assert(c && check, "nothing is left to look at");
	cr_assert(content_check_take(check), "nothing has changed");
	catalog_free(c);
	c = content_open_quick("pack", &check, NULL);
	put_control(2, "Other words");
	cr_assert_str_eq(catalog_string(c, CONTROL_STATEMENT, 1),
	    "Two is said", "as it was compiled");
	catalog_free(c);
	cr_assert_not(content_check_take(check), "it has changed");
}

/* In a child nothing may be asserted: the runner would not hear of it. */
static void
forget_compiled(void)
{
	char **names = NULL;
	size_t count = 0;

	if (!file_list("cache/assay/packs", &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		char *path = path_join("cache/assay/packs", names[i]);

		unlink(path);
		free(path);
	}
	file_names_free(names, count);
}

Test(content_cache, may_be_made_by_two_at_once)
{
	pid_t children[4];

	for (size_t i = 0; i < 4; i++) {
		children[i] = fork();
		if (children[i])
			continue;
		for (int n = 0; n < 50; n++) {
			if (n % 3 == 0)
				forget_compiled();
			struct catalog *c = content_open("pack", NULL);

			if (!c || catalog_rows(c, TABLE_CONTROL) != 2)
				_exit(1);
			catalog_free(c);
		}
		_exit(0);
	}
	for (size_t i = 0; i < 4; i++) {
		int status = 0;

		waitpid(children[i], &status, 0);
		cr_assert_eq(status, 0, "child %zu", i);
	}
}
