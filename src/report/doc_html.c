/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Documents as one HTML file that needs nothing else: no script, no picture
 * from elsewhere, and a policy that forbids both. It is well-formed XML too.
 * The page is written as it comes; the contents go in at the end, where room
 * was noted, and links that lead nowhere become plain words in place. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "report/chart.h"
#include "report/doc_parts.h"
#include "report/html_style.h"
#include "report/html_text.h"

/* An id or a link as it stands in the page: `len` bytes from `at`, its text
 * within them. */
struct mention {
	size_t at, len;
	size_t text, text_len;
};
struct mentions {
	struct mention *items;
	size_t count, capacity;
};

struct html {
	struct doc doc;
	struct mentions ids, links;
	struct str contents; /* the items of the list */
	size_t sections;
	size_t contents_at; /* where the list goes; 0: main is not begun */
	size_t charts;
	bool page; /* what comes next begins a page */
};

static struct html *
html_of(struct doc *doc)
{
	return (struct html *)doc;
}

/* Appends ` name="` before id, and notes where. before: "" or "#". */
static void
mention(struct str *out, struct mentions *list, const char *name,
    const char *before, const char *id)
{
	struct mention new = { .at = out->len };

	str_printf(out, " %s=\"%s", name, before);
	new.text = out->len;
	html_add_id(out, id);
	new.text_len = out->len - new.text;
	str_add_char(out, '"');
	new.len = out->len - new.at;
	list->items = mem_grow(list->items, &list->capacity, list->count + 1,
	    sizeof(*list->items));
	list->items[list->count++] = new;
}

static int
compare_bytes(
    const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static int
by_text(const void *a, const void *b, void *page)
{
	const struct mention *x = a, *y = b;
	const char *text = page;
	int order = compare_bytes(
	    text + x->text, x->text_len, text + y->text, y->text_len);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static bool
same_text(
    const char *page, const struct mention *a, const struct mention *b)
{
	return compare_bytes(page + a->text, a->text_len, page + b->text,
	           b->text_len) == 0;
}

static bool
has_id(const struct html *html, const char *page, const struct mention *link)
{
	size_t low = 0, high = html->ids.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct mention *id = &html->ids.items[middle];
		int order = compare_bytes(page + id->text, id->text_len,
		    page + link->text, link->text_len);

		if (!order)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* An id stands once, the first time; what no id answers is no link. */
static void
settle_links(struct html *html)
{
	struct mentions *ids = &html->ids;
	char *page = html->doc.out->data;

	if (ids->count)
		qsort_r(ids->items, ids->count, sizeof(*ids->items), by_text,
		    page);
	for (size_t i = 0; i < html->links.count; i++) {
		const struct mention *link = &html->links.items[i];

		if (!has_id(html, page, link))
			memset(page + link->at, ' ', link->len);
	}
	for (size_t i = ids->count; i-- > 1;)
		if (same_text(page, &ids->items[i - 1], &ids->items[i]))
			memset(page + ids->items[i].at, ' ',
			    ids->items[i].len);
}

/* A block that is no heading begins; a page may have to. */
static void
begin_block(struct doc *doc)
{
	struct html *html = html_of(doc);

	if (html->page)
		str_add(doc->out, "<div class=\"page\"></div>\n");
	html->page = false;
}

static void
begin_main(struct html *html)
{
	if (html->contents_at)
		return;
	str_add(html->doc.out, "</header>\n");
	html->contents_at = html->doc.out->len;
	str_add(html->doc.out, "<main>\n");
}

static void
add_words(struct str *out, const char *text, const char *instead)
{
	html_add(out, *text ? text : instead);
}

/* A level 2 goes into the contents and needs an id, if need be its number. */
static void
list_section(struct html *html, const char *anchor, const char *text)
{
	struct str *list = &html->contents;

	str_add(list, "<li><a href=\"#");
	if (anchor)
		html_add_id(list, anchor);
	else
		str_printf(list, "section:%zu", html->sections);
	str_add(list, "\">");
	add_words(list, text, "\342\200\223");
	str_add(list, "</a></li>\n");
}

static void
put_heading(
    struct doc *doc, int level, const char *anchor, const char *text)
{
	struct html *html = html_of(doc);
	struct str *out = doc->out;

	if (level > 1)
		begin_main(html);
	str_printf(out, "<h%d", level);
	if (level == 2) {
		html->sections++;
		list_section(html, anchor, text);
	}
	if (anchor)
		mention(out, &html->ids, "id", "", anchor);
	else if (level == 2)
		str_printf(out, " id=\"section:%zu\"", html->sections);
	str_add(out, html->page ? " class=\"page\">" : ">");
	html->page = false;
	add_words(out, text, "\342\200\223");
	str_printf(out, "</h%d>\n", level);
}

static bool
is_blank(const char *text, size_t len)
{
	while (len && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	return len == 0;
}

/* Lines with a break between them; empty ones part paragraphs. */
static void
add_paragraphs(struct str *out, const char *text, const char *begin)
{
	bool open = false;

	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = xstrndup(text, len);

		if (is_blank(line, len)) {
			str_add(out, open ? "</p>\n" : "");
			open = false;
		} else {
			str_add(out, open ? "<br/>\n" : begin);
			html_add(out, line);
			open = true;
		}
		free(line);
		text += len + (text[len] == '\n');
	}
	str_add(out, open ? "</p>\n" : "");
}

static void
put_words(struct doc *doc, enum doc_voice voice, const char *text)
{
	begin_block(doc);
	if (voice == VOICE_QUOTE)
		str_add(doc->out, "<blockquote>\n");
	add_paragraphs(doc->out, text,
	    voice == VOICE_QUIET ? "<p class=\"quiet\">" : "<p>");
	if (voice == VOICE_QUOTE)
		str_add(doc->out, "</blockquote>\n");
}

static void
put_pair(struct doc *doc, bool first, const char *label, const char *value)
{
	if (first) {
		begin_block(doc);
		str_add(doc->out, "<dl>\n");
	}
	str_add(doc->out, "<div><dt>");
	html_add(doc->out, label);
	str_add(doc->out, "</dt><dd>");
	html_add_lines(doc->out, value);
	str_add(doc->out, "</dd></div>\n");
}

static void
end_pairs(struct doc *doc)
{
	str_add(doc->out, "</dl>\n");
}

static void
add_link(struct doc *doc, const struct doc_words *words)
{
	struct str *out = doc->out;

	if (!words->anchor) {
		html_add_lines(out, words->text);
		return;
	}
	str_add(out, "<a");
	mention(out, &html_of(doc)->links, "href", "#", words->anchor);
	str_add_char(out, '>');
	add_words(out, words->text, words->anchor);
	str_add(out, "</a>");
}

/* An item stays open: a list below it is a part of it. */
static void
put_item(struct doc *doc, int before, int depth,
    const struct doc_words *words)
{
	if (before < 0)
		begin_block(doc);
	if (depth > before)
		str_add(doc->out, "<ul>\n");
	else if (depth == before)
		str_add(doc->out, "</li>\n");
	else
		str_add(doc->out, "</li>\n</ul>\n</li>\n");
	str_add(doc->out, "<li>");
	add_link(doc, words);
}

static void
end_list(struct doc *doc, int depth)
{
	str_add(doc->out, depth ? "</li>\n</ul>\n</li>\n</ul>\n"
				: "</li>\n</ul>\n");
}

static void
add_widths(
    struct str *out, const struct doc_column *columns, size_t count)
{
	str_add(out, "<colgroup>");
	for (size_t i = 0; i < count; i++)
		if (columns[i].share > 0)
			str_printf(out, "<col style=\"width:%d%%\"/>",
			    columns[i].share);
		else
			str_add(out, "<col/>");
	str_add(out, "</colgroup>\n");
}

static void
put_table(struct doc *doc, const char *caption,
    const struct doc_column *columns, size_t count)
{
	static const char *const aligns[] = { [DOC_LEFT] = "",
		[DOC_RIGHT] = " class=\"r\"",
		[DOC_CENTRE] = " class=\"c\"" };
	struct str *out = doc->out;

	begin_block(doc);
	str_add(out, "<table>\n");
	if (*caption) {
		str_add(out, "<caption>");
		html_add(out, caption);
		str_add(out, "</caption>\n");
	}
	add_widths(out, columns, count);
	str_add(out, "<thead><tr>");
	for (size_t i = 0; i < count; i++) {
		const char *title = columns[i].title;
		bool named = title && *title;

		str_printf(out, named ? "<th scope=\"col\"%s>" : "<td%s>",
		    aligns[columns[i].align]);
		html_add(out, named ? title : "");
		str_add(out, named ? "</th>" : "</td>");
	}
	str_add(out, "</tr></thead>\n<tbody>\n");
}

/* How a cell's words may be broken: a short word not at all, nor a short
 * designation; words without an end anywhere. */
static const char *
breaking(const struct doc_words *words)
{
	enum { SHORT = 18, ENDLESS = 36 };
	const char *text = words->text;
	size_t longest = 0;
	size_t first = strcspn(text, words->tone ? "\n" : " \n");

	if (!text[first] && first <= SHORT)
		return first ? "k " : "";
	while (*text && longest < ENDLESS) {
		size_t run = strcspn(text, " \n");

		longest = run > longest ? run : longest;
		text += run;
		text += strspn(text, " \n");
	}
	return longest >= ENDLESS ? "l " : "";
}

static void
put_cell(struct doc *doc, size_t column, const struct doc_words *words)
{
	static const char *const aligns[] = { [DOC_LEFT] = "",
		[DOC_RIGHT] = "r ",
		[DOC_CENTRE] = "c " };
	static const char *const tones[] = { [DOC_PLAIN] = "",
		[DOC_GOOD] = "good ",
		[DOC_WARN] = "warn ",
		[DOC_BAD] = "bad ",
		[DOC_QUIET] = "quiet " };
	struct str *out = doc->out;
	size_t at;

	str_add(out, column ? "<td class=\"" : "<tr><td class=\"");
	at = out->len;
	str_add(out, aligns[doc->columns[column].align]);
	str_add(out, tones[words->tone]);
	str_add(out, breaking(words));
	if (out->len > at) {
		str_truncate(out, out->len - 1);
		str_add(out, "\">");
	} else {
		/* without a class after all */
		str_truncate(out, at - strlen(" class=\""));
		str_add_char(out, '>');
	}
	add_link(doc, words);
	str_add(out,
	    column + 1 == doc->column_count ? "</td></tr>\n" : "</td>");
}

static void
end_table(struct doc *doc, bool rows)
{
	(void)rows;
	str_add(doc->out, "</tbody>\n</table>\n");
}

static void
put_chart(struct doc *doc, const struct chart *chart)
{
	struct html *html = html_of(doc);
	struct str *out = doc->out;
	char id[32];

	begin_block(doc);
	str_add(out, "<figure>\n<figcaption><strong>");
	html_add(out, chart->title ? chart->title : "");
	str_add(out, "</strong>");
	if (chart->summary) {
		str_add(out, "<span>");
		html_add(out, chart->summary);
		str_add(out, "</span>");
	}
	str_add(out, "</figcaption>\n");
	snprintf(id, sizeof(id), "chart:%zu", ++html->charts);
	chart_svg(chart, id, out);
	str_add(out, "</figure>\n");
}

static void
put_page(struct doc *doc)
{
	html_of(doc)->page = true;
}

/* Too few sections need no list. */
static void
insert_contents(struct html *html)
{
	struct str nav = { 0 };

	if (html->sections < 2)
		return;
	str_add(&nav, "<nav aria-labelledby=\"contents:title\">\n"
		      "<p id=\"contents:title\">");
	/* TRANSLATORS: above the list of a document's sections */
	html_add(&nav, _("Contents"));
	str_add(&nav, "</p>\n<ol>\n");
	str_add_n(&nav, str_text(&html->contents), html->contents.len);
	str_add(&nav, "</ol>\n</nav>\n");
	str_insert(html->doc.out, html->contents_at, nav.data, nav.len);
	str_done(&nav);
}

static void
finish(struct doc *doc)
{
	struct html *html = html_of(doc);

	begin_main(html);
	str_add(doc->out, "</main>\n</body>\n</html>\n");
	settle_links(html);
	insert_contents(html);
	free(html->ids.items);
	free(html->links.items);
	str_done(&html->contents);
}

/* "de_DE.UTF-8" is "de-DE" here; whatever else it is, letters and digits. */
static void
add_language(struct str *out, const char *language)
{
	size_t before = out->len;

	for (const char *p = language ? language : ""; *p; p++) {
		if (*p == '_' || *p == '-')
			str_add_char(out, '-');
		else if ((*p >= 'a' && *p <= 'z') ||
		    (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9'))
			str_add_char(out, *p);
		else
			break;
	}
	if (out->len == before)
		str_add(out, "en");
}

static void
put_head(struct str *out, const char *title, const char *language)
{
	str_add(out, "<!DOCTYPE html>\n<html lang=\"");
	add_language(out, language);
	str_add(out,
	    "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'; "
	    "base-uri 'none'; form-action 'none'\"/>\n"
	    "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\"/>\n<title>");
	html_add(out, title ? title : "");
	str_add(out, "</title>\n<style>\n");
	html_style(out);
	str_add(out, "</style>\n</head>\n<body>\n<header>\n");
}

struct doc *
doc_html(struct str *out, const char *title, const char *language)
{
	static const struct doc_ops ops = {
		.heading = put_heading,
		.words = put_words,
		.pair = put_pair,
		.pairs_end = end_pairs,
		.item = put_item,
		.list_end = end_list,
		.table = put_table,
		.cell = put_cell,
		.table_end = end_table,
		.chart = put_chart,
		.page = put_page,
		.finish = finish,
	};
	struct html *html = xcalloc(1, sizeof(*html));

	html->doc = (struct doc){ .ops = &ops, .out = out, .depth = -1 };
	put_head(out, title, language);
	return &html->doc;
}
