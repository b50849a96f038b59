/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "report/copies.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static void
assert_place(
    const struct copies *copies, const char *sha256, const char *expected)
{
	char *place = copies_place(copies, sha256);

	cr_assert_str_eq(
	    place, expected, "%s where %s is due", place, expected);
	free(place);
}

Test(copies, a_copy_is_found_by_its_hash_whatever_it_ends_in)
{
	static const char *const names[] = { "cc.png", "aa.pdf", "bb" };
	char dir[] = "copies.XXXXXX", *evidence, *path;
	struct copies copies;
	FILE *file;

	cr_assert_not_null(mkdtemp(dir));
	evidence = xasprintf("%s/evidence", dir);
	cr_assert_eq(mkdir(evidence, 0700), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		path = xasprintf("%s/%s", evidence, names[i]);
		cr_assert_not_null(file = fopen(path, "w"));
		fclose(file);
		free(path);
	}
	copies_find(&copies, dir);
	assert_place(&copies, "aa", "evidence/aa.pdf");
	assert_place(&copies, "bb", "evidence/bb");
	assert_place(&copies, "cc", "evidence/cc.png");
	assert_place(&copies, "ab", "evidence/ab");
	assert_place(&copies, "dd", "evidence/dd");
	copies_done(&copies);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		path = xasprintf("%s/%s", evidence, names[i]);
		unlink(path);
		free(path);
	}
	rmdir(evidence);
	rmdir(dir);
	free(evidence);
}

Test(copies, without_a_directory_the_hash_alone_is_the_place)
{
	struct copies copies;

	copies_find(&copies, NULL);
	assert_place(&copies, "aa", "evidence/aa");
	copies_done(&copies);
	copies_find(&copies, "no-such-directory");
	assert_place(&copies, "aa", "evidence/aa");
	copies_done(&copies);
}
