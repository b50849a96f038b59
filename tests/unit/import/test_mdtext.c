/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Markup taken off single lines. */

#include <config.h>

#include "import/mdtext.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdlib.h>
#include <string.h>

#include "import/names.h"

Test(mdtext, a_line_reads_as_on_the_page)
{
	static const char *const rows[][2] = {
		{ "plain & simple", "plain & simple" },
		{ "**bold** and `code`", "bold and code" },
		{ "a [link](http://x) here", "a link here" },
		{ "[not a link]", "[not a link]" },
		{ "R&amp;D &#8212; &lt;x&gt; &bogus;", "R&D — <x> &bogus;" },
		{ "a\\*b\\|c", "a*b|c" },
		{ "one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour" },
		{ "<script>", "<script>" },
		{ "1. text", "1. text" },
		{ "# no heading", "# no heading" },
		{ "o\ttab", "o\ttab" },
		{ "&#27;[31m &#0;", "&#27;[31m &#0;" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *plain = mdtext_plain(rows[i][0], strlen(rows[i][0]));

		cr_assert_str_eq(plain, rows[i][1], "%s: %s", rows[i][0],
		    plain);
		free(plain);
	}
}

Test(mdtext, links_give_their_text_alone)
{
	static const char line[] = "see [CC5.1](../a.md), [Art 3](b) and c";
	struct name_list links = { 0 };

	mdtext_links(line, strlen(line), &links);
	cr_assert_eq(links.count, 2, "two links");
	cr_assert_str_eq(links.items[0], "CC5.1", "the first");
	cr_assert_str_eq(links.items[1], "Art 3", "the second");
	name_list_done(&links);
	mdtext_links("none", 4, &links);
	cr_assert_eq(links.count, 0, "no link");

	char *broken = mdtext_breaks("a_*<br>[b](c)", 13);

	cr_assert_str_eq(broken, "a_*\n[b](c)", "only breaks");
	free(broken);
}
