/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Growing strings, natural order, folded white space. */

#include <config.h>

#include "base/str.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

Test(str, a_zeroed_string_is_empty_and_may_be_let_go)
{
	struct str s = { 0 };

	cr_assert_str_eq(str_text(&s), "", "");
	str_clear(&s);
	str_truncate(&s, 10);
	str_remove(&s, 0, 5);
	cr_assert_eq(s.len, 0u, "still empty");
	str_done(&s);
	str_done(NULL);
	char *text = str_steal(&s);

	cr_assert_str_eq(text, "", "a heap string even of nothing");
	free(text);
}

Test(str, it_grows_by_texts_bytes_characters_and_formats)
{
	struct str s = { 0 };

	str_add(&s, "gate");
	str_add_char(&s, ' ');
	str_add_n(&s, "shut and more", 4);
	str_add_repeat(&s, '.', 3);
	str_printf(&s, " %d%s", 42, "!");
	cr_assert_str_eq(str_text(&s), "gate shut... 42!", "%s", str_text(&s));
	cr_assert_eq(s.len, strlen(s.data), "len is right");
	str_printf(&s, "%s", "");
	cr_assert_eq(s.len, strlen(s.data), "nothing added");
	str_clear(&s);
	for (int i = 0; i < 10000; i++)
		str_printf(&s, "%04d", i);
	cr_assert_eq(s.len, 40000u, "");
	cr_assert_str_eq(s.data + 39996, "9999", "");
	str_done(&s);
}

Test(str, bytes_may_hold_a_nul_and_are_counted)
{
	struct str s = { 0 };

	str_add_n(&s, "a\0b", 3);
	str_add_n(&s, NULL, 0);
	cr_assert_eq(s.len, 3u, "");
	cr_assert_eq(memcmp(s.data, "a\0b", 4), 0, "and a NUL behind");
	str_done(&s);
}

Test(str, parts_are_put_in_and_taken_out_anywhere)
{
	struct str s = { 0 };

	str_insert(&s, 0, "bd", 2);
	str_insert(&s, 1, "c", 1);
	str_insert(&s, 0, "a", 1);
	str_insert(&s, 99, "e", 1);
	str_insert(&s, 2, NULL, 0);
	cr_assert_str_eq(str_text(&s), "abcde", "%s", str_text(&s));
	str_remove(&s, 1, 3);
	cr_assert_str_eq(str_text(&s), "ae", "%s", str_text(&s));
	str_remove(&s, 1, (size_t)-1);
	cr_assert_str_eq(str_text(&s), "a", "as much as there is");
	str_remove(&s, 7, 1);
	cr_assert_str_eq(str_text(&s), "a", "nothing there");
	str_truncate(&s, 5);
	cr_assert_eq(s.len, 1u, "truncating never adds");
	str_done(&s);
}

Test(str, a_stolen_text_leaves_an_empty_string)
{
	struct str s = { 0 };

	str_add(&s, "kept");
	char *text = str_steal(&s);

	cr_assert_str_eq(text, "kept", "");
	cr_assert_eq(s.len, 0u, "");
	cr_assert_null(s.data, "");
	free(text);
}

Test(str, null_equals_only_null)
{
	cr_assert(str_equal(NULL, NULL), "");
	cr_assert_not(str_equal(NULL, ""), "");
	cr_assert_not(str_equal("", NULL), "");
	cr_assert(str_equal("a", "a"), "");
	cr_assert_not(str_equal("a", "A"), "case counts");
	cr_assert(str_starts("levels", "level"), "");
	cr_assert(str_starts("x", ""), "");
	cr_assert_not(str_starts("lev", "level"), "");
}

/* Each before the next. */
static const char *const natural[] = {
	"",
	"-",
	"1",
	"01",
	"2",
	"9",
	"10",
	"010",
	"18446744073709551615",
	"18446744073709551616",
	"99999999999999999999999999",
	"AST-02",
	"AST-02.2",
	"AST-02.10",
	"AST-03",
	"ast-3.1",
	"OPS-01",
	"OPS-01.1",
	"OPS-01.1_A01",
	"OPS-01_A01",
	"OPS-01_A2",
	"OPS-01_A10",
	"OPS-2",
	"OPS-02",
	"OPS-02x",
	"\xc3\xa9",
};

Test(str, ids_stand_in_the_order_people_count_them)
{
	size_t count = sizeof(natural) / sizeof(*natural);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			int order = str_natural_compare(
			    natural[i], natural[j]);
			int wanted = (i > j) - (i < j);

			cr_assert_eq((order > 0) - (order < 0), wanted,
			    "\"%s\" and \"%s\": %d", natural[i], natural[j],
			    order);
		}
}

Test(str, order_ignores_the_case_of_letters)
{
	cr_assert_eq(str_natural_compare("OPS-01a", "ops-01A"), 0, "");
	cr_assert_lt(str_natural_compare("ops-01", "OPS-02"), 0, "");
	cr_assert_lt(str_natural_compare("a", "B"), 0, "");
	cr_assert_neq(str_natural_compare("\xc3\xa9", "\xc3\x89"), 0,
	    "of ASCII letters only");
}

static const struct {
	const char *text, *folded;
} folds[] = {
	{ "", "" },
	{ " ", "" },
	{ "a", "a" },
	{ "  a  b  ", "a b" },
	{ "a\tb\nc\r\nd\ve\ff", "a b c d e f" },
	{ "a\xc2\xa0 \xc2\xa0"
	  "b\xc2\xa0",
	    "a b" },
	{ "\xc2\xa9 x", "\xc2\xa9 x" },
	{ "tail\xc2", "tail\xc2" },
	{ "thin\xe2\x80\x89space", "thin\xe2\x80\x89space" },
};

Test(str, white_space_folds_to_single_blanks)
{
	for (size_t i = 0; i < sizeof(folds) / sizeof(*folds); i++) {
		char *made =
		    str_fold_space(folds[i].text, strlen(folds[i].text));

		cr_assert_str_eq(made, folds[i].folded, "case %zu: \"%s\"", i,
		    made);
		free(made);
	}
	char *part = str_fold_space("one two three", 5);

	cr_assert_str_eq(part, "one t", "no further than told");
	free(part);
}

Test(str, a_hash_goes_by_the_bytes_alone)
{
	const char text[] = "key and key";

	cr_assert_eq(str_hash(text, 3), str_hash(text + 8, 3), "the same");
	cr_assert_neq(str_hash(text, 3), str_hash(text, 4), "a blank more");
	cr_assert_neq(str_hash("a\0b", 3), str_hash("a\0c", 3), "past NUL");
}
