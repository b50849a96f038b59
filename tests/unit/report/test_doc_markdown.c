/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Documents as Markdown, read back by a parser of it. */

#include <config.h>

#include "report/doc.h"

#include <criterion/criterion.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/chart.h"

/* What a reader of the page sees: its text, a sign where a block begins, and
 * what must not be there. */
struct page {
	struct str seen;
	size_t html, links, images, code;
	size_t columns; /* of the open table */
	size_t cells;   /* of the open row */
	bool uneven;
};

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct page *page = user;
	const MD_BLOCK_H_DETAIL *heading = detail;

	if (type == MD_BLOCK_H)
		str_printf(&page->seen, "{h%u}", heading->level);
	else if (type == MD_BLOCK_P)
		str_add(&page->seen, "{p}");
	else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		str_add(&page->seen, "{list}");
	else if (type == MD_BLOCK_LI)
		str_add(&page->seen, "{item}");
	else if (type == MD_BLOCK_QUOTE)
		str_add(&page->seen, "{quote}");
	else if (type == MD_BLOCK_TABLE)
		page->columns = ((MD_BLOCK_TABLE_DETAIL *)detail)->col_count;
	else if (type == MD_BLOCK_HR)
		str_add(&page->seen, "{rule}");
	page->html += type == MD_BLOCK_HTML;
	page->code += type == MD_BLOCK_CODE;
	if (type == MD_BLOCK_TR) {
		str_add(&page->seen, "{row}");
		page->cells = 0;
	}
	if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
		str_add(&page->seen, "{cell}");
		page->cells++;
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct page *page = user;

	(void)detail;
	if (type == MD_BLOCK_TR && page->cells != page->columns)
		page->uneven = true;
	return 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct page *page = user;

	(void)detail;
	page->links += type == MD_SPAN_A;
	page->images += type == MD_SPAN_IMG;
	page->code += type == MD_SPAN_CODE;
	str_add(&page->seen,
	    type == MD_SPAN_STRONG       ? "{b}"
	            : type == MD_SPAN_EM ? "{i}"
					 : "");
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct page *page = user;

	(void)detail;
	str_add(&page->seen,
	    type == MD_SPAN_STRONG       ? "{/b}"
	            : type == MD_SPAN_EM ? "{/i}"
					 : "");
	return 0;
}

static int
take_text(MD_TEXTTYPE type, const char *text, MD_SIZE size, void *user)
{
	struct page *page = user;

	page->html += type == MD_TEXT_HTML;
	if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		str_add_char(&page->seen, '\n');
	else
		str_add_n(&page->seen, text, size);
	return 0;
}

/* Finishes the document and reads what it wrote. */
static void
read_page(struct doc *doc, struct str *out, struct page *page)
{
	const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = take_text,
	};

	*page = (struct page){ 0 };
	doc_finish(doc);
	cr_assert_eq(
	    md_parse(str_text(out), (MD_SIZE)out->len, &parser, page), 0);
	cr_assert_eq(page->html, 0, "no HTML: %s", str_text(out));
	cr_assert_eq(page->links + page->images + page->code, 0,
	    "no links, pictures, code: %s", str_text(out));
	cr_assert(!page->uneven, "rows as wide as heads: %s", str_text(out));
}

static void
expect(struct doc *doc, struct str *out, const char *wanted)
{
	struct page page;

	read_page(doc, out, &page);
	cr_assert_str_eq(str_text(&page.seen), wanted, "%s\nfrom\n%s",
	    str_text(&page.seen), str_text(out));
	str_done(&page.seen);
	str_done(out);
}

Test(doc_markdown, blocks_are_what_they_were_said_to_be)
{
	struct str out = { 0 };
	struct doc *doc = doc_markdown(&out);

	doc_heading(doc, 1, NULL, "Report");
	doc_pair(doc, "Rigor", "Standard");
	doc_pair(doc, "Pack", "Own");
	doc_item(doc, 0, "one");
	doc_item(doc, 1, "below");
	doc_item_link(doc, 0, "elsewhere", "two");
	doc_text(doc, "First\nsecond line\n\nNew part");
	doc_quote(doc, "Said\n\nso");
	doc_quote(doc, "And so");
	doc_quiet(doc, "from here");
	expect(doc, &out,
	    "{h1}Report"
	    "{list}{item}{b}Rigor:{/b} Standard{item}{b}Pack:{/b} Own"
	    "{list}{item}one{list}{item}below{item}two"
	    "{p}First\nsecond line{p}New part"
	    "{quote}{p}Said{p}so{quote}{p}And so{p}{i}from here{/i}");
}

Test(doc_markdown, headings_go_down_one_level_at_a_time)
{
	struct str out = { 0 };
	struct doc *doc = doc_markdown(&out);

	doc_heading(doc, 2, NULL, "a");
	doc_heading(doc, 4, NULL, "b");
	doc_heading(doc, 1, NULL, "c");
	doc_heading(doc, 3, NULL, "d #");
	doc_heading(doc, 9, NULL, "# e ##");
	expect(doc, &out, "{h1}a{h2}b{h2}c{h3}d #{h4}# e ##");
}

Test(doc_markdown, rows_are_filled_up_and_lines_joined)
{
	const struct doc_column columns[] = { { "A|B", DOC_LEFT, 0 },
		{ "C", DOC_RIGHT, 10 }, { NULL, DOC_CENTRE, 0 } };
	struct str out = { 0 };
	struct doc *doc = doc_markdown(&out);

	doc_cell(doc, "outside of any table");
	doc_table(doc, "Caption", columns, 3);
	doc_cell(doc, "a|b\\|c");
	doc_cell(doc, "two\n\nlines");
	doc_cell_tone(doc, DOC_BAD, "Deficient");
	doc_cell_link(doc, "x", "link");
	doc_text(doc, "after");
	expect(doc, &out,
	    "{p}{b}Caption{/b}{row}{cell}A|B{cell}C{cell}"
	    "{row}{cell}a|b\\|c{cell}two / lines{cell}Deficient"
	    "{row}{cell}link{cell}{cell}{p}after");
}

Test(doc_markdown, tables_and_lists_that_follow_each_other_stay_apart)
{
	const struct doc_column columns[] = { { "A", DOC_LEFT, 0 } };
	struct str out = { 0 };
	struct doc *doc = doc_markdown(&out);

	doc_table(doc, NULL, columns, 1);
	doc_cell(doc, "1");
	doc_table(doc, NULL, columns, 1);
	doc_cell(doc, "2");
	doc_table_end(doc);
	doc_table_end(doc);
	doc_item(doc, 1, "no item above");
	doc_page(doc);
	doc_item(doc, 0, "");
	expect(doc, &out,
	    "{row}{cell}A{row}{cell}1{row}{cell}A{row}{cell}2"
	    "{list}{item}no item above{item}");
}

/* What may be anybody's making, in every place there is for it. */
static void
put_everywhere(struct doc *doc, const char *text)
{
	const struct doc_column columns[] = { { text, DOC_LEFT, 0 },
		{ text, DOC_RIGHT, 0 } };
	const struct chart_point points[] = { { text, 216, 300, 400 } };
	const struct chart chart = { CHART_BARS, text, text, points, 1, 500,
		2 };

	doc_heading(doc, 1, text, text);
	doc_text(doc, text);
	doc_quiet(doc, text);
	doc_quote(doc, text);
	doc_pair(doc, text, text);
	doc_item(doc, 0, text);
	doc_item_link(doc, 1, text, text);
	doc_table(doc, text, columns, 2);
	doc_cell(doc, text);
	doc_cell_tone(doc, DOC_WARN, text);
	doc_cell_link(doc, text, text);
	doc_chart(doc, &chart);
}

static size_t
count_of(const char *text, const char *needle)
{
	size_t count = 0;

	for (; (text = strstr(text, needle)); text += strlen(needle))
		count++;
	return count;
}

Test(doc_markdown, hostile_text_stays_text_wherever_it_stands)
{
	enum { PLACES = 17 };
	static const char *const texts[] = {
		"<script>alert(1)</script>",
		"<!-- x --> <img src=x onerror=y>",
		"[a](javascript:b) ![c](d) <https://e.example>",
		"**b** _i_ `c` ~~d~~ &lt; &#60;",
		"# h",
		"===",
		"---",
		"- l",
		"1. n",
		"> q",
		"| a | b |",
		"\\",
		"```",
		"[x]: y",
		"\303\274\360\237\221\215 \331\205\330\261\330\255\330\250",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct str out = { 0 };
		struct page page;
		struct doc *doc = doc_markdown(&out);

		put_everywhere(doc, texts[i]);
		read_page(doc, &out, &page);
		cr_assert_eq(count_of(str_text(&page.seen), texts[i]), PLACES,
		    "%s is whole in every place: %s", texts[i],
		    str_text(&page.seen));
		str_done(&page.seen);
		str_done(&out);
	}
}

Test(doc_markdown, lines_of_a_text_do_not_begin_anything_either)
{
	struct str out = { 0 };
	struct doc *doc = doc_markdown(&out);

	doc_text(doc, "a\n# b\n- c\n===\n    d\n> e\n");
	doc_item(doc, 0, "a\n\n- b");
	expect(doc, &out,
	    "{p}a\n# b\n- c\n===\nd\n> e{list}{item}a\n- b");
}

Test(doc_markdown, controls_and_turning_marks_are_shown)
{
	struct str out = { 0 };
	struct doc *doc = doc_markdown(&out);

	doc_text(doc, "a\033[2Jb \342\200\256c");
	expect(doc, &out, "{p}a^[[2Jb <U+202E>c");
}

Test(doc_markdown, a_chart_is_its_numbers)
{
	const struct chart_point points[] = { { "Operations", 216, 300, -1 },
		{ "Identity", -1, -1, 250 } };
	const struct chart chart = { CHART_RADAR, "Profile", "Below.", points,
		2, 500, 2 };
	struct str out = { 0 };
	struct page page;
	struct doc *doc = doc_markdown(&out);

	doc_chart(doc, &chart);
	read_page(doc, &out, &page);
	cr_assert_not_null(strstr(str_text(&page.seen),
	    "{cell}Operations{cell}2.16{cell}3.00{cell}"
	    "{row}{cell}Identity{cell}{cell}{cell}2.50"));
	str_done(&page.seen);
	str_done(&out);
}

Test(doc_markdown, a_long_note_comes_out_whole)
{
	enum { LENGTH = 100000 };
	char *text = xmalloc(LENGTH + 1);
	struct str out = { 0 };
	struct page page;
	struct doc *doc = doc_markdown(&out);

	memset(text, '|', LENGTH);
	text[LENGTH] = '\0';
	doc_quote(doc, text);
	read_page(doc, &out, &page);
	cr_assert_eq(page.seen.len, LENGTH + strlen("{quote}{p}"));
	str_done(&page.seen);
	str_done(&out);
	free(text);
}
