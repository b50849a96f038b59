/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Foreign text in Markdown. */

#include <config.h>

#include "report/markdown.h"

#include <criterion/criterion.h>

#include "base/str.h"

static void
expect(const char *text, const char *wanted)
{
	struct str out = { 0 };

	markdown_add(&out, text);
	cr_assert_str_eq(
	    str_text(&out), wanted, "%s: %s", text, str_text(&out));
	str_done(&out);
}

Test(markdown, plain_sentences_stay_as_they_are)
{
	expect("SLAs exist for 9 of 11 services.",
	    "SLAs exist for 9 of 11 services.");
	expect("snake_case - 4.1 and 50 % (R&D)",
	    "snake_case - 4.1 and 50 % (R&D)");
	expect("Gr\303\274\303\237e", "Gr\303\274\303\237e");
	expect("", "");
}

Test(markdown, signs_are_escaped_where_they_would_do_something)
{
	expect("# head", "\\# head");
	expect("- point", "\\- point");
	expect("1. point", "1\\. point");
	expect("12) point", "12\\) point");
	expect("> quote", "\\> quote");
	expect("*bold* _em_ `code`", "\\*bold\\* \\_em\\_ \\`code\\`");
	expect("<script>", "\\<script\\>");
	expect("[a](b) ![x]", "\\[a\\](b) \\!\\[x\\]");
	expect("&lt; &#60;", "\\&lt; \\&#60;");
	expect("https://x.example", "https\\://x.example");
	expect("a|b \\ ~~c~~", "a\\|b \\\\ \\~\\~c\\~\\~");
}

Test(markdown, controls_and_marks_that_hide_text_are_shown)
{
	expect("a\033[31mb", "a^\\[\\[31mb");
	expect("a\342\200\256b", "a\\<U+202E\\>b");
	expect("two\n\nlines\there", "two lines here");
	expect("bad \377 byte", "bad \357\277\275 byte");
}
