/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What went wrong, as one line for a person. */

#include <config.h>

#include "base/err.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void
expect_line(const struct err *err, const char *wanted)
{
	char *line = err_line(err);

	cr_assert_str_eq(line, wanted, "\"%s\"", line);
	free(line);
}

Test(err, setting_one_says_false_and_replaces_the_former)
{
	struct err err = { 0 };

	cr_assert_not(err_set_at(&err, ERR_IO, "a.yaml", 3, 7, "%s", "first"),
	    "false");
	expect_line(&err, "a.yaml:3:7: first");
	cr_assert_not(err_set(&err, ERR_INPUT, "second %d", 2), "false");
	cr_assert_eq(err.code, ERR_INPUT, "");
	cr_assert_null(err.path, "the place is gone too");
	expect_line(&err, "second 2");
	err_done(&err);
	cr_assert_eq(err.code, ERR_NONE, "");
	err_done(&err);
	err_done(NULL);
}

Test(err, nobody_need_want_to_know)
{
	cr_assert_not(err_set(NULL, ERR_IO, "x"), "");
	cr_assert_not(err_set_at(NULL, ERR_IO, "a", 1, 1, "x"), "");
	cr_assert_not(err_set_errno(NULL, EIO, "a"), "");
	cr_assert_not(err_wrap(NULL, "x"), "");
}

Test(err, parts_of_the_place_that_are_not_known_are_left_out)
{
	struct err err = { 0 };

	err_set_at(&err, ERR_INPUT, "dir/a.yaml", 12, 4, "wrong");
	expect_line(&err, "dir/a.yaml:12:4: wrong");
	err_set_at(&err, ERR_INPUT, "dir/a.yaml", 12, 0, "wrong");
	expect_line(&err, "dir/a.yaml:12: wrong");
	err_set_at(&err, ERR_INPUT, "dir/a.yaml", 0, 4, "wrong");
	expect_line(&err, "dir/a.yaml: wrong");
	err_set_at(&err, ERR_INPUT, NULL, 12, 4, "wrong");
	expect_line(&err, "wrong");
	err_done(&err);
	expect_line(&err, "");
}

Test(err, its_own_parts_can_be_used_to_set_it_anew)
{
	struct err err = { 0 };

	err_set_at(&err, ERR_IO, "a.yaml", 1, 2, "inner");
	err_set_at(&err, ERR_INPUT, err.path, 5, 6, "outer of %s", err.message);
	expect_line(&err, "a.yaml:5:6: outer of inner");
	err_done(&err);
}

Test(err, context_goes_before_the_message)
{
	struct err err = { 0 };

	err_set_at(&err, ERR_FULL, "a", 0, 0, "no room");
	cr_assert_not(err_wrap(&err, "loading %s", "this"), "false");
	cr_assert_eq(err.code, ERR_FULL, "the code stays");
	expect_line(&err, "a: loading this: no room");
	err_done(&err);
}

Test(err, the_systems_refusals_are_told_apart)
{
	static const struct {
		int number;
		enum err_code code;
	} rows[] = {
		{ ENOSPC, ERR_FULL },
		{ EDQUOT, ERR_FULL },
		{ EFBIG, ERR_FULL },
		{ ENOENT, ERR_ABSENT },
		{ ENOTDIR, ERR_ABSENT },
		{ EACCES, ERR_IO },
		{ EIO, ERR_IO },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = { 0 };

		cr_assert_not(err_set_errno(&err, rows[i].number, "p"), "");
		cr_assert_eq(err.code, rows[i].code, "%s", err.message);
		cr_assert_str_eq(
		    err.message, strerror(rows[i].number), "");
		cr_assert_str_eq(err.path, "p", "");
		err_done(&err);
	}
}

Test(err, a_line_is_one_line_whatever_it_is_made_of)
{
	struct err err = { 0 };

	err_set_at(&err, ERR_INPUT, "evil\n\x1b[2J.yaml", 1, 1,
	    "key \"%s\"", "\xe2\x80\xae\ttwo\nlines\xff");
	expect_line(&err, "evil^J^[[2J.yaml:1:1: key \"<U+202E> two^Jlines"
			  "\xef\xbf\xbd\"");
	err_done(&err);
}

Test(err, a_list_keeps_problems_in_order_and_counts_errors)
{
	struct err_list list = { 0 };
	struct err err = { 0 };

	err_list_add(&list, false, "a", 1, 2, "first %d", 1);
	err_list_add(&list, true, NULL, 0, 0, "second");
	err_set_at(&err, ERR_NEWER, "c", 3, 0, "third");
	err_list_take(&list, &err);
	cr_assert_eq(err.code, ERR_NONE, "moved");
	cr_assert_null(err.message, "moved");
	cr_assert_eq(list.count, 3u, "");
	cr_assert_eq(list.errors, 2u, "");
	expect_line(&list.items[0].err, "a:1:2: first 1");
	expect_line(&list.items[1].err, "second");
	expect_line(&list.items[2].err, "c:3: third");
	cr_assert(list.items[1].warning, "");
	cr_assert_not(list.items[2].warning, "");
	cr_assert_eq(list.items[2].err.code, ERR_NEWER, "the code stays");
	err_list_done(&list);
	cr_assert_eq(list.count, 0u, "empty again");
}

Test(err, a_flood_of_problems_is_counted_not_kept)
{
	struct err_list list = { 0 };
	struct err err = { 0 };

	for (int i = 0; i < ERR_LIST_MAX + 4; i++)
		err_list_add(&list, i % 2, "a", 1, 1, "problem %d", i);
	err_set(&err, ERR_INPUT, "one more");
	err_list_take(&list, &err);
	cr_assert_eq(list.count, (size_t)ERR_LIST_MAX, "");
	cr_assert_eq(list.dropped, 5u, "%zu", list.dropped);
	cr_assert_eq(list.errors, (size_t)ERR_LIST_MAX / 2 + 3,
	    "errors beyond the limit count: %zu", list.errors);
	err_list_done(&list);
}
