/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Documents as Markdown: CommonMark and tables, no HTML. Links inside the page
 * become their text, for readers make anchors in ways of their own; pages end
 * where the reader's paper does; charts are tables. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "report/chart.h"
#include "report/chart_parts.h"
#include "report/doc_parts.h"
#include "report/markdown.h"

/* The next line of *text as Markdown, in `line`; false: there is none. */
static bool
next_line(const char **text, struct str *line)
{
	size_t len = strcspn(*text, "\n");
	char *copy;

	if (!**text)
		return false;
	copy = xstrndup(*text, len);
	str_clear(line);
	markdown_add(line, copy);
	free(copy);
	*text += len + ((*text)[len] == '\n');
	return true;
}

/* How a text of several lines is laid out. */
struct layout {
	const char *first; /* before it */
	const char *rest;  /* before its other lines */
	const char *part;  /* between paragraphs; NULL: there are none */
	const char *mark;  /* round each line */
};

static void
add_lines(struct str *out, const char *text, const struct layout *layout)
{
	struct str line = { 0 };
	bool any = false, gap = false;

	str_add(out, layout->first);
	while (next_line(&text, &line)) {
		if (!line.len) {
			gap = any;
			continue;
		}
		if (any && gap && layout->part)
			str_add(out, layout->part);
		else if (any)
			str_add(out, "\\\n");
		if (any)
			str_add(out, layout->rest);
		str_add(out, layout->mark);
		str_add_n(out, line.data, line.len);
		str_add(out, layout->mark);
		any = true;
		gap = false;
	}
	str_add_char(out, '\n');
	str_done(&line);
}

static void
begin_block(struct doc *doc)
{
	if (doc->out->len)
		str_add_char(doc->out, '\n');
}

/* A run of # at the end would be taken for the heading's frame. */
static void
keep_last_signs(struct str *out, size_t from)
{
	size_t at = out->len;

	while (at > from && out->data[at - 1] == '#')
		at--;
	if (at < out->len && at > from && out->data[at - 1] == ' ')
		str_insert(out, out->len - 1, "\\", 1);
}

static void
put_heading(
    struct doc *doc, int level, const char *anchor, const char *text)
{
	size_t from;

	(void)anchor;
	begin_block(doc);
	str_add_repeat(doc->out, '#', (size_t)level);
	str_add_char(doc->out, ' ');
	from = doc->out->len;
	markdown_add(doc->out, text);
	keep_last_signs(doc->out, from);
	str_add_char(doc->out, '\n');
}

static void
put_words(struct doc *doc, enum doc_voice voice, const char *text)
{
	static const struct layout layouts[] = {
		[VOICE_TEXT] = { "", "", "\n\n", "" },
		[VOICE_QUIET] = { "", "", "\n\n", "*" },
		[VOICE_QUOTE] = { "> ", "> ", "\n>\n", "" },
	};

	begin_block(doc);
	add_lines(doc->out, text, &layouts[voice]);
}

static void
add_strong(struct str *out, const char *text, const char *after)
{
	struct str words = { 0 };

	markdown_add(&words, text);
	if (words.len)
		str_printf(out, "**%s%s**", str_text(&words), after);
	str_done(&words);
}

static void
put_pair(struct doc *doc, bool first, const char *label, const char *value)
{
	static const struct layout layout = { " ", "  ", NULL, "" };

	if (first)
		begin_block(doc);
	str_add(doc->out, "- ");
	add_strong(doc->out, label, ":");
	add_lines(doc->out, value, &layout);
}

/* Another sign than that of pairs: a list after them is one of its own. */
static void
put_item(struct doc *doc, int before, int depth,
    const struct doc_words *words)
{
	static const struct layout layouts[] = {
		{ "* ", "  ", NULL, "" },
		{ "  * ", "    ", NULL, "" },
	};

	if (before < 0)
		begin_block(doc);
	add_lines(doc->out, words->text, &layouts[depth]);
}

static void
put_caption(struct doc *doc, const char *caption)
{
	struct str *out = doc->out;
	size_t before;

	begin_block(doc);
	before = out->len;
	add_strong(out, caption, "");
	if (out->len > before)
		str_add(out, "\n\n");
}

static void
put_table(struct doc *doc, const char *caption,
    const struct doc_column *columns, size_t count)
{
	static const char *const rules[] = { [DOC_LEFT] = " --- |",
		[DOC_RIGHT] = " ---: |",
		[DOC_CENTRE] = " :---: |" };
	struct str *out = doc->out;

	put_caption(doc, caption);
	str_add_char(out, '|');
	for (size_t i = 0; i < count; i++) {
		str_add_char(out, ' ');
		markdown_add(out, columns[i].title ? columns[i].title : "");
		str_add(out, " |");
	}
	str_add(out, "\n|");
	for (size_t i = 0; i < count; i++)
		str_add(out, rules[columns[i].align]);
	str_add_char(out, '\n');
}

static void
put_cell(struct doc *doc, size_t column, const struct doc_words *words)
{
	struct str *out = doc->out, line = { 0 };
	const char *text = words->text, *between = "";

	str_add(out, column ? " " : "| ");
	while (next_line(&text, &line)) {
		if (!line.len)
			continue;
		str_add(out, between);
		str_add_n(out, line.data, line.len);
		between = " / ";
	}
	str_add(out, column + 1 == doc->column_count ? " |\n" : " |");
	str_done(&line);
}

static void
put_number(struct doc *doc, const struct chart *chart, long value)
{
	struct str number = { 0 };

	if (value >= 0)
		chart_number(chart, value, &number);
	doc_cell(doc, str_text(&number));
	str_done(&number);
}

/* A column for targets and limits only where there are any. */
static void
put_chart(struct doc *doc, const struct chart *chart)
{
	bool targets = chart_has_targets(chart);
	bool limits = chart_has_limits(chart);
	struct doc_column columns[4] = { { .title = "" },
		/* TRANSLATORS: head of a column of a chart's numbers */
		{ .title = _("Value"), .align = DOC_RIGHT } };
	size_t count = 2;

	if (targets)
		columns[count++] = (struct doc_column){
			/* TRANSLATORS: head of a column of a chart's numbers */
			.title = _("Target"),
			.align = DOC_RIGHT
		};
	if (limits)
		columns[count++] = (struct doc_column){
			/* TRANSLATORS: head of a column of a chart's numbers */
			.title = _("Attainable"),
			.align = DOC_RIGHT
		};
	if (chart->summary)
		doc_text(doc, chart->summary);
	doc_table(doc, chart->title, columns, count);
	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_point *point = &chart->points[i];

		doc_cell(doc, point->label);
		put_number(doc, chart, point->value);
		if (targets)
			put_number(doc, chart, point->target);
		if (limits)
			put_number(doc, chart, chart_limit(chart, point));
	}
	doc_table_end(doc);
}

static void
end_nothing(struct doc *doc)
{
	(void)doc;
}

static void
end_list(struct doc *doc, int depth)
{
	(void)doc;
	(void)depth;
}

static void
end_table(struct doc *doc, bool rows)
{
	(void)doc;
	(void)rows;
}

struct doc *
doc_markdown(struct str *out)
{
	static const struct doc_ops ops = {
		.heading = put_heading,
		.words = put_words,
		.pair = put_pair,
		.pairs_end = end_nothing,
		.item = put_item,
		.list_end = end_list,
		.table = put_table,
		.cell = put_cell,
		.table_end = end_table,
		.chart = put_chart,
		.page = end_nothing,
		.finish = end_nothing,
	};
	struct doc *doc = xcalloc(1, sizeof(*doc));

	*doc = (struct doc){ .ops = &ops, .out = out, .depth = -1 };
	return doc;
}
