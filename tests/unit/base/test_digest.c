/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Sums are SHA-256 as everybody else computes it; names are new. */

#include <config.h>

#include "base/digest.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/mem.h"

static const struct {
	const char *text, *sum;
} vectors[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb924"
	      "27ae41e4649b934ca495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223"
		 "b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039"
	    "a33ce45964ff2167f6ecedd419db06c1" },
};
static const char million_a[] = "cdc76e5c9914fb9281a1c7e284d73e67"
				"f1809a48a497200e046d39ccc7112cd0";

Test(digest, the_published_vectors_hold)
{
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		char sum[DIGEST_HEX + 1];

		digest_hex(vectors[i].text, strlen(vectors[i].text), sum);
		cr_assert_str_eq(
		    sum, vectors[i].sum, "sum of \"%s\"", vectors[i].text);
	}
}

Test(digest, pieces_sum_up_as_the_whole_does)
{
	struct digest *digest = digest_new();
	char piece[997], sum[DIGEST_HEX + 1];
	size_t left = 1000000;

	memset(piece, 'a', sizeof(piece));
	while (left) {
		size_t len = left < sizeof(piece) ? left : sizeof(piece);

		digest_add(digest, piece, len);
		left -= len;
	}
	digest_finish(digest, sum);
	cr_assert_str_eq(sum, million_a, "a million times a: %s", sum);
}

Test(digest, nothing_added_is_the_sum_of_nothing)
{
	char sum[DIGEST_HEX + 1];

	digest_finish(digest_new(), sum);
	cr_assert_str_eq(sum, vectors[0].sum, "%s", sum);
}

Test(digest, a_uuid_is_random_version_4_in_lower_case)
{
	char one[UUID_TEXT + 1], two[UUID_TEXT + 1];

	uuid_random(one);
	uuid_random(two);
	cr_assert_eq(strlen(one), (size_t)UUID_TEXT, "%s", one);
	for (size_t i = 0; i < UUID_TEXT; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		cr_assert(dash ? one[i] == '-'
			       : strchr("0123456789abcdef", one[i]) != NULL,
		    "place %zu of %s", i, one);
	}
	cr_assert_eq(one[14], '4', "version of %s", one);
	cr_assert_not_null(strchr("89ab", one[19]), "variant of %s", one);
	cr_assert_str_neq(one, two, "never the same twice");
}

Test(digest, record_names_are_plain_and_do_not_meet)
{
	enum { COUNT = 2000 };
	static char names[COUNT][7];

	for (size_t i = 0; i < COUNT; i++) {
		random_name(names[i], 6);
		cr_assert_eq(strlen(names[i]), 6u, "%s", names[i]);
		cr_assert_eq(
		    strspn(names[i], "abcdefghijklmnopqrstuvwxyz234567"), 6u,
		    "%s", names[i]);
	}
	/* 2^30 names: two alike among 2000 come once in 500 runs, three pairs
	 * never */
	size_t alike = 0;

	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < i; j++)
			alike += strcmp(names[i], names[j]) == 0;
	cr_assert_lt(alike, 3u, "%zu pairs alike", alike);
	random_name(names[0], 0);
	cr_assert_str_eq(names[0], "", "none asked for");
}
