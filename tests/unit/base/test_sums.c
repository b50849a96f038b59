/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Lists that sha256sum reads, and that show when they were changed. */

#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/sums.h"

/* The SHA-256 of "abc". */
static const char abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void
comes_back(const char *name)
{
	struct str out = { 0 };
	char sha256[DIGEST_HEX + 1], *read = NULL;

	sums_add(&out, abc, name);
	cr_assert_eq(out.data[out.len - 1], '\n');
	cr_assert(sums_read(out.data, out.len - 1, sha256, &read), "%s", name);
	cr_assert_str_eq(read, name);
	cr_assert_str_eq(sha256, abc);
	free(read);
	str_done(&out);
}

Test(sums, any_name_comes_back_from_its_line)
{
	comes_back("journal");
	comes_back("evidence/a b  c.pdf");
	comes_back("with \\ and\nline\rends");
	comes_back("\\n");
	comes_back("#");
}

Test(sums, a_name_with_a_line_feed_is_written_as_sha256sum_does)
{
	struct str out = { 0 };

	sums_add(&out, abc, "a\nb");
	cr_assert_eq(*out.data, '\\');
	cr_assert_str_eq(out.data + 1 + DIGEST_HEX, "  a\\nb\n");
	str_done(&out);
}

Test(sums, what_is_no_such_line_is_refused)
{
	static const char *const lines[] = { "", "# comment", "abc  name",
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2001"
		"5ad  ",
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2001"
		"5ad name",
		"BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2001"
		"5ad  name",
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2001"
		"5ad  a\\b",
		"\\ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20"
		"015ad  a\\b" };

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		char sha256[DIGEST_HEX + 1], *name = NULL;

		cr_assert_not(
		    sums_read(lines[i], strlen(lines[i]), sha256, &name), "%s",
		    lines[i]);
		cr_assert_null(name);
	}
}

Test(sums, a_closed_list_shows_any_change)
{
	struct str out = { 0 };
	size_t body = 0;

	sums_add(&out, abc, "journal");
	size_t len = out.len;

	cr_assert_not(sums_closed(out.data, out.len, &body));
	sums_close(&out);
	cr_assert(sums_closed(out.data, out.len, &body));
	cr_assert_eq(body, len);
	for (size_t i = 0; i < out.len; i++) {
		out.data[i] = (char)(out.data[i] ^ 1);
		cr_assert_not(
		    sums_closed(out.data, out.len, &body), "byte %zu", i);
		out.data[i] = (char)(out.data[i] ^ 1);
	}
	for (size_t i = 0; i < out.len; i++)
		cr_assert_not(sums_closed(out.data, i, &body), "cut %zu", i);
	str_done(&out);
}

Test(sums, a_fingerprint_is_read_in_five_groups)
{
	char shown[DIGEST_SHORT + 1];

	digest_short(abc, shown);
	cr_assert_str_eq(shown, "ba78-16bf-8f01-cfea-4141");
}
