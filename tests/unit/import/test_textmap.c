/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Numbers found by text. */

#include <config.h>

#include "import/textmap.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/mem.h"

Test(textmap, a_key_is_found_whatever_its_case)
{
	struct textmap map = { 0 };

	cr_assert_null(textmap_get(&map, "Kite"), "empty");
	cr_assert(textmap_add(&map, "Kite", 7), "new");
	cr_assert_not(textmap_add(&map, "kITE", 8), "there already");
	cr_assert_eq(*textmap_get(&map, "KITE"), 7, "the first stays");
	cr_assert_null(textmap_get(&map, "Kit"), "another");
	cr_assert(textmap_add(&map, "", 1), "the empty text is one");
	cr_assert_eq(*textmap_get(&map, ""), 1, "");
	++*textmap_get(&map, "kite");
	cr_assert_eq(*textmap_get(&map, "kite"), 8, "changed");
	textmap_done(&map);
	cr_assert_null(textmap_get(&map, "kite"), "empty again");
}

Test(textmap, only_ascii_letters_lose_their_case)
{
	struct textmap map = { 0 };

	cr_assert(textmap_add(&map, "\xc3\x84", 1), "");
	cr_assert(textmap_add(&map, "\xc3\xa4", 2), "another letter");
	textmap_done(&map);
}

Test(textmap, many_keys_are_all_found)
{
	struct textmap map = { 0 };

	for (size_t i = 0; i < 20000; i++) {
		char *key = xasprintf("key %zu", i);

		cr_assert(textmap_add(&map, key, i), "%s", key);
		free(key);
	}
	for (size_t i = 0; i < 20000; i++) {
		char *key = xasprintf("KEY %zu", i);

		cr_assert_eq(*textmap_get(&map, key), i, "%s", key);
		free(key);
	}
	textmap_done(&map);
}
