/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Pieces of an arena are aligned, empty, apart from each other, and go all at
 * once. */

#include <config.h>

#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

Test(arena, pieces_are_aligned_and_zeroed)
{
	struct arena arena = { 0 };

	for (size_t size = 0; size < 300; size++) {
		char *p = arena_alloc(&arena, size);

		cr_assert_eq((uintptr_t)p % alignof(max_align_t), 0u,
		    "%zu bytes are aligned", size);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(p[i], 0, "byte %zu of %zu", i, size);
		memset(p, 0xff, size);
	}
	arena_done(&arena);
}

Test(arena, pieces_do_not_touch_each_other)
{
	enum { COUNT = 4000, SIZE = 97 };
	struct arena arena = { 0 };
	static unsigned char *pieces[COUNT];

	for (size_t i = 0; i < COUNT; i++) {
		pieces[i] = arena_alloc(&arena, SIZE);
		memset(pieces[i], (int)(i % 251), SIZE);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < SIZE; j++)
			cr_assert_eq(pieces[i][j], i % 251,
			    "piece %zu is as it was written", i);
	cr_assert_geq(arena.total, (size_t)COUNT * SIZE, "counted");
	arena_done(&arena);
	cr_assert_eq(arena.total, 0u, "empty again");
}

Test(arena, a_piece_may_be_larger_than_a_block)
{
	struct arena arena = { 0 };
	size_t size = 1 << 20;
	char *large = arena_alloc(&arena, size);
	char *small = arena_strndup(&arena, "after", 5);

	memset(large, 'x', size);
	cr_assert_str_eq(small, "after", "what comes next stands apart");
	arena_done(&arena);
}

Test(arena, a_copied_text_ends_where_it_was_told_to)
{
	struct arena arena = { 0 };

	cr_assert_str_eq(arena_strndup(&arena, "gatepost", 4), "gate", "");
	cr_assert_str_eq(arena_strndup(&arena, NULL, 0), "", "nothing");
	arena_done(&arena);
	arena_done(&arena);
	cr_assert_str_eq(
	    arena_strndup(&arena, "again", 5), "again", "used again");
	arena_done(&arena);
}
