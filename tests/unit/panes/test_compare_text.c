/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Words marked in a text, and the lines it takes. */

#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "panes/compare_text.h"

static struct compare_text text;

static void
teardown(void)
{
	compare_text_done(&text);
}

TestSuite(compare_text, .fini = teardown);

static void
make(const char *left, const char *here, const char *right, bool ascii)
{
	compare_text_make(&text, NULL, left, here, right, ascii, 80);
}

Test(compare_text, what_the_left_does_not_have_is_added)
{
	make("The door is shut.", "The oak door is shut.", NULL, false);
	cr_assert_str_eq(text.text, "The «oak» door is shut.");
	cr_assert_eq(text.span_count, 1);
	cr_assert_eq(text.spans[0].role, ROLE_ADDED);
	cr_assert_eq(strncmp(text.text + text.spans[0].start, "«oak»",
	                 text.spans[0].end - text.spans[0].start),
	    0);
}

Test(compare_text, what_the_right_does_not_have_is_gone)
{
	make(NULL, "The oak door is shut.", "The door is shut.", true);
	cr_assert_str_eq(text.text, "The [-oak-] door is shut.");
	cr_assert_eq(text.spans[0].role, ROLE_QUIET);
}

Test(compare_text, a_word_that_comes_and_goes_is_marked_once)
{
	make("The door is shut.", "The heavy oak door is shut.",
	    "The heavy door is shut.", false);
	cr_assert_str_eq(text.text, "The «heavy oak» door is shut.");
	compare_text_done(&text);
	make("A gate is shut at night.", "A gate is locked at night by Tom.",
	    "A gate is locked at night.", false);
	cr_assert_str_eq(text.text, "A gate is «locked» at night «by Tom.»");
}

Test(compare_text, a_number_stands_before_it_quiet)
{
	compare_text_make(&text, "3.2", NULL, "The door.", NULL, false, 80);
	cr_assert_str_eq(text.text, "3.2 The door.");
	cr_assert_eq(text.span_count, 1);
	cr_assert_eq(text.spans[0].end, 3);
	cr_assert_eq(text.spans[0].role, ROLE_QUIET);
}

Test(compare_text, no_line_ends_between_a_sign_and_its_word)
{
	for (int cells = 14; cells < 40; cells++) {
		compare_text_make(&text, NULL, NULL,
		    "Somebody looks after the old gate now.",
		    "Somebody looks after the gate now.", true, cells);
		for (size_t i = 0; i < text.wrap.count; i++) {
			const struct wrap_line *line = &text.wrap.lines[i];
			const char *end = text.text + line->start + line->len;

			cr_assert(text_cells_n(text.text + line->start,
			              line->len) <= cells);
			cr_assert(
			    line->len < 2 || strncmp(end - 2, "[-", 2) != 0,
			    "%d cells", cells);
		}
		compare_text_done(&text);
	}
}

Test(compare_text, an_empty_text_is_one_empty_line)
{
	make("The door.", "", "The door.", false);
	cr_assert_str_eq(text.text, "");
	cr_assert_eq(text.wrap.count, 1);
}
