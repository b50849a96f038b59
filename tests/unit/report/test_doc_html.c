/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Documents as HTML, read back by a strict parser. */

#include <config.h>

#include "report/doc.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/chart.h"
#include "xml_page.h"

static void
read_page(struct doc *doc, struct str *out, struct xml_page *page)
{
	doc_finish(doc);
	xml_page_read(page, out);
}

static void
expect(struct doc *doc, struct str *out, const char *wanted)
{
	struct xml_page page;

	read_page(doc, out, &page);
	cr_assert_not_null(strstr(str_text(&page.tags), wanted),
	    "%s\nis not in\n%s", wanted, str_text(&page.tags));
	xml_page_done(&page);
	str_done(out);
}

Test(doc_html, blocks_are_what_they_were_said_to_be)
{
	struct str out = { 0 };
	struct doc *doc = doc_html(&out, "Report", "en");

	doc_heading(doc, 1, NULL, "Report");
	doc_pair(doc, "Rigor", "Standard");
	doc_pair(doc, "Pack", "a\nb");
	doc_heading(doc, 2, "s", "Section");
	doc_item(doc, 0, "one");
	doc_item(doc, 1, "below");
	doc_item_link(doc, 0, "s", "two");
	doc_item(doc, 1, "last");
	doc_text(doc, "First\nsecond line\n\nNew part");
	doc_quote(doc, "Said");
	doc_quote(doc, "And so");
	doc_quiet(doc, "from here");
	expect(doc, &out,
	    "<body><header><h1>Report</h1>"
	    "<dl><div><dt>Rigor</dt><dd>Standard</dd></div>"
	    "<div><dt>Pack</dt><dd>a<br></br>b</dd></div></dl></header>"
	    "<main><h2>Section</h2><ul><li>one<ul><li>below</li></ul></li>"
	    "<li><a>two</a><ul><li>last</li></ul></li></ul>"
	    "<p>First<br></br>second line</p><p>New part</p>"
	    "<blockquote><p>Said</p></blockquote>"
	    "<blockquote><p>And so</p></blockquote><p>from here</p>"
	    "</main></body>");
}

Test(doc_html, the_page_forbids_scripts_and_asks_for_nothing)
{
	struct str out = { 0 };
	struct xml_page page;
	struct doc *doc = doc_html(&out, "A <title>", "de_DE.UTF-8");

	doc_heading(doc, 1, NULL, "R");
	read_page(doc, &out, &page);
	cr_assert(str_starts(out.data, "<!DOCTYPE html>\n<html lang=\"de-DE\">"
	                               "\n<head>\n<meta charset=\"utf-8\"/>"));
	cr_assert_not_null(strstr(str_text(&page.values),
	    "content=default-src 'none'; style-src 'unsafe-inline'"));
	cr_assert_not_null(strstr(out.data, "<title>A &lt;title&gt;</title>"));
	cr_assert_null(strstr(out.data, "<script"));
	cr_assert_null(strstr(out.data, "src="));
	cr_assert_null(strstr(out.data, "url("));
	cr_assert_null(strstr(out.data, "@import"));
	xml_page_done(&page);
	str_done(&out);
}

Test(doc_html, a_page_without_anything_is_one_too)
{
	struct str out = { 0 };

	expect(doc_html(&out, NULL, NULL), &out,
	    "<body><header></header><main></main></body>");
}

Test(doc_html, contents_lead_to_the_sections)
{
	struct str out = { 0 };
	struct xml_page page;
	struct doc *doc = doc_html(&out, "R", "en");

	doc_heading(doc, 1, NULL, "R");
	doc_heading(doc, 2, "a", "First & one");
	doc_heading(doc, 3, "b", "Not listed");
	doc_heading(doc, 2, NULL, "Second");
	read_page(doc, &out, &page);
	cr_assert_not_null(strstr(str_text(&page.tags),
	    "</header><nav><p>Contents</p><ol><li><a>First & one</a></li>"
	    "<li><a>Second</a></li></ol></nav><main>"));
	cr_assert_not_null(strstr(page.values.data, "href=#a\n"));
	cr_assert_not_null(strstr(page.values.data, "id=a\n"));
	cr_assert_not_null(strstr(page.values.data, "href=#section:2\n"));
	cr_assert_not_null(strstr(page.values.data, "id=section:2\n"));
	xml_page_done(&page);
	str_done(&out);
}

Test(doc_html, links_lead_somewhere_and_ids_stand_once)
{
	struct str out = { 0 };
	struct xml_page page;
	struct doc *doc = doc_html(&out, "R", "en");

	doc_item_link(doc, 0, "later", "there");
	doc_item_link(doc, 0, "never", "nowhere");
	doc_item_link(doc, 0, "lat", "");
	doc_heading(doc, 1, "later", "R");
	doc_heading(doc, 2, "later", "again");
	doc_heading(doc, 2, "latest", "S");
	read_page(doc, &out, &page);
	cr_assert_eq(xml_page_count(&page.values, "id=later\n"), 1);
	cr_assert_eq(xml_page_count(&page.values, "href=#never"), 0);
	cr_assert_eq(xml_page_count(&page.values, "href=#lat\n"), 0);
	cr_assert_eq(xml_page_count(&page.values, "href=#later\n"), 2);
	cr_assert_not_null(strstr(page.tags.data, "<a>nowhere</a>"));
	cr_assert_not_null(strstr(page.tags.data, "<a>lat</a>"));
	xml_page_done(&page);
	str_done(&out);
}

Test(doc_html, headings_go_down_one_level_at_a_time)
{
	struct str out = { 0 };
	struct doc *doc = doc_html(&out, "R", "en");

	doc_heading(doc, 3, NULL, "a");
	doc_heading(doc, 4, NULL, "b");
	doc_heading(doc, 1, NULL, "");
	doc_heading(doc, 4, NULL, "d");
	expect(doc, &out,
	    "<main><h2>b</h2><h2>\342\200\223</h2><h3>d</h3></main>");
}

Test(doc_html, tables_have_captions_heads_and_whole_rows)
{
	const struct doc_column columns[] = { { "A", DOC_LEFT, 70 },
		{ "B", DOC_RIGHT, 0 }, { "", DOC_CENTRE, 0 } };
	struct str out = { 0 };
	struct xml_page page;
	struct doc *doc = doc_html(&out, "R", "en");

	doc_cell(doc, "outside of any table");
	doc_table(doc, "Of <all>", columns, 3);
	doc_cell(doc, "two\nlines");
	doc_cell(doc, "2.16");
	doc_cell_tone(doc, DOC_BAD, "Deficient");
	doc_cell_link(doc, "s", "s");
	doc_heading(doc, 1, "s", "S");
	read_page(doc, &out, &page);
	cr_assert_not_null(strstr(page.tags.data,
	    "<table><caption>Of <all></caption><colgroup><col></col>"
	    "<col></col><col></col></colgroup><thead><tr><th>A</th>"
	    "<th>B</th><td></td></tr></thead><tbody>"
	    "<tr><td>two<br></br>lines</td><td>2.16</td><td>Deficient</td>"
	    "</tr><tr><td><a>s</a></td><td></td><td></td></tr></tbody>"
	    "</table><h1>S</h1>"));
	cr_assert_eq(xml_page_count(&page.values, "scope=col\n"), 2);
	cr_assert_not_null(strstr(page.values.data, "class=r k\n"));
	cr_assert_not_null(strstr(page.values.data, "class=c bad k\n"));
	cr_assert_not_null(strstr(page.values.data, "style=width:70%\n"));
	xml_page_done(&page);
	str_done(&out);
}

Test(doc_html, a_page_begins_where_it_was_asked_to)
{
	struct str out = { 0 };
	struct xml_page page;
	struct doc *doc = doc_html(&out, "R", "en");

	doc_heading(doc, 1, NULL, "R");
	doc_page(doc);
	doc_heading(doc, 2, "a", "A");
	doc_page(doc);
	doc_text(doc, "b");
	doc_heading(doc, 2, "c", "C");
	read_page(doc, &out, &page);
	cr_assert_eq(xml_page_count(&page.values, "class=page\n"), 2);
	cr_assert_not_null(strstr(
	    page.tags.data, "<h2>A</h2><div></div><p>b</p><h2>C</h2>"));
	xml_page_done(&page);
	str_done(&out);
}

/* What may be anybody's making, in every place there is for it. */
static void
put_everywhere(struct doc *doc, const char *text)
{
	const struct doc_column columns[] = { { text, DOC_LEFT, 0 },
		{ text, DOC_RIGHT, 0 } };
	const struct chart_point points[] = { { text, 216, 300, 400 },
		{ text, 1, 2, 3 }, { text, 500, 0, -1 } };
	struct chart chart = { CHART_BARS, text, text, points, 3, 500, 2 };

	doc_heading(doc, 1, text, text);
	doc_heading(doc, 2, text, text);
	doc_heading(doc, 2, "x", text);
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
	for (; chart.kind <= CHART_STACK; chart.kind++)
		doc_chart(doc, &chart);
}

/* The names of elements and attributes are those of harmless text, and it is
 * whole in every place. */
static void
expect_harmless(const char *text, const char *shown)
{
	enum { PLACES = 27 };
	struct str out = { 0 }, tame = { 0 };
	struct xml_page page, other;
	struct doc *doc = doc_html(&out, text, text);

	put_everywhere(doc, text);
	read_page(doc, &out, &page);
	doc = doc_html(&tame, "harmless", "en");
	put_everywhere(doc, "harmless");
	read_page(doc, &tame, &other);
	cr_assert_eq(page.elements, other.elements, "%s", text);
	cr_assert_eq(xml_page_count(&page.names, " id"),
	    xml_page_count(&other.names, " id"));
	cr_assert_null(strstr(str_text(&page.names), " on"), "%s", text);
	cr_assert_null(strstr(str_text(&page.names), " src"), "%s", text);
	cr_assert_geq(xml_page_count(&page.tags, shown), PLACES, "%s: %zu",
	    text, xml_page_count(&page.tags, shown));
	xml_page_done(&page);
	xml_page_done(&other);
	str_done(&out);
	str_done(&tame);
}

Test(doc_html, hostile_text_stays_text_wherever_it_stands)
{
	expect_harmless("<script>alert(1)</script>",
	    "<script>alert(1)</script>");
	expect_harmless("\" onload=\"x", "\" onload=\"x");
	expect_harmless("' src='x", "' src='x");
	expect_harmless("]]> --> &amp;", "]]> --> &amp;");
	expect_harmless("</style><b>", "</style><b>");
	expect_harmless("a\033[2Jb", "a^[[2Jb");
	expect_harmless("a\342\200\256b", "a<U+202E>b");
	expect_harmless("bad \377", "bad \357\277\275");
	expect_harmless("\360\237\221\215", "\360\237\221\215");
	expect_harmless("\331\205\330\261\330\255\330\250",
	    "\331\205\330\261\330\255\330\250");
}

Test(doc_html, a_long_note_comes_out_whole)
{
	enum { LENGTH = 100000 };
	char *text = xmalloc(LENGTH + 1);
	struct str out = { 0 };
	struct xml_page page;
	struct doc *doc = doc_html(&out, "R", "en");

	memset(text, '&', LENGTH);
	text[LENGTH] = '\0';
	doc_quote(doc, text);
	put_everywhere(doc, text);
	read_page(doc, &out, &page);
	cr_assert_gt(xml_page_count(&page.tags, text), 15);
	xml_page_done(&page);
	str_done(&out);
	free(text);
}

Test(doc_html, the_same_document_is_the_same_bytes)
{
	struct str out[2] = { 0 };

	for (int i = 0; i < 2; i++) {
		struct doc *doc = doc_html(&out[i], "R", "en");

		put_everywhere(doc, "text");
		doc_finish(doc);
	}
	cr_assert_str_eq(out[0].data, out[1].data);
	str_done(&out[0]);
	str_done(&out[1]);
}

Test(doc_html, sixty_thousand_blocks_are_a_page)
{
	enum { ITEMS = 60000 };
	struct str out = { 0 };
	struct doc *doc = doc_html(&out, "R", "en");
	char id[32];

	doc_heading(doc, 1, NULL, "R");
	doc_heading(doc, 2, NULL, "S");
	for (int i = 0; i < ITEMS; i++) {
		snprintf(id, sizeof(id), "c%d", i / 2);
		if (i % 2)
			doc_heading(doc, 3, id, id);
		else
			doc_item_link(doc, 0, id, id);
	}
	doc_finish(doc);
	cr_assert_not_null(strstr(out.data, "href=\"#c29999\""));
	str_done(&out);
}
