/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Words that differ, marked by sign and by role. */

#include <config.h>

#include "panes/compare_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/worddiff.h"
#include "ui/theme.h"

struct mark {
	size_t start, end; /* bytes of the plain text */
	bool added;        /* else gone */
};
struct marks {
	struct mark *items;
	size_t count, capacity;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Adds the words between two places, blanks around them left out. */
static void
add(struct marks *marks, const char *text, size_t start, size_t end, bool added)
{
	while (start < end && is_blank(text[start]))
		start++;
	while (end > start && is_blank(text[end - 1]))
		end--;
	if (start == end)
		return;
	marks->items = mem_grow(marks->items, &marks->capacity,
	    marks->count + 1, sizeof(*marks->items));
	marks->items[marks->count++] = (struct mark){ start, end, added };
}

/* What is gone again to the right is marked only where it is not new here:
 * one sign a word. */
static void
add_gone(struct marks *marks, const char *text, struct word_run gone,
    const struct worddiff *left)
{
	size_t at = gone.start;

	for (size_t i = 0; i < left->added_count; i++) {
		struct word_run run = left->added[i];

		if (run.end <= at || run.start >= gone.end)
			continue;
		if (run.start > at)
			add(marks, text, at, run.start, false);
		at = run.end;
	}
	if (at < gone.end)
		add(marks, text, at, gone.end, false);
}

static int
by_start(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

static void
find_marks(
    struct marks *marks, const char *left, const char *text, const char *right)
{
	struct worddiff before = { 0 }, after = { 0 };

	if (left)
		worddiff_compare(left, text, &before);
	if (right)
		worddiff_compare(text, right, &after);
	for (size_t i = 0; i < before.added_count; i++)
		add(marks, text, before.added[i].start, before.added[i].end,
		    true);
	for (size_t i = 0; i < after.gone_count; i++)
		add_gone(marks, text, after.gone[i], &before);
	if (marks->count)
		qsort(marks->items, marks->count, sizeof(*marks->items),
		    by_start);
	worddiff_done(&before);
	worddiff_done(&after);
}

static void
add_span(struct compare_text *out, size_t start, size_t end, enum role role)
{
	out->spans[out->span_count++] =
	    (struct canvas_span){ start, end, role };
}

/* Breaks the text into lines. A line may end behind a hyphen, but not between
 * a sign and its word: signs of ASCII are broken as brackets of their width. */
static void
break_lines(struct compare_text *out, bool ascii, int cells)
{
	char *copy = xstrdup(out->text);

	for (size_t i = 0; ascii && i < out->span_count; i++) {
		const struct canvas_span *span = &out->spans[i];

		if (copy[span->start] != '[')
			continue;
		memcpy(copy + span->start, "((", 2);
		memcpy(copy + span->end - 2, "))", 2);
	}
	wrap_text(&out->wrap, copy, cells);
	free(copy);
}

void
compare_text_make(struct compare_text *out, const char *number,
    const char *left, const char *text, const char *right, bool ascii,
    int cells)
{
	struct marks marks = { 0 };
	struct str line = { 0 };
	size_t at = 0;

	find_marks(&marks, left, text, right);
	out->span_count = 0;
	out->spans = xcalloc(marks.count + 1, sizeof(*out->spans));
	if (number) {
		str_printf(&line, "%s ", number);
		add_span(out, 0, strlen(number), ROLE_QUIET);
	}
	for (size_t i = 0; i < marks.count; i++) {
		const struct mark *mark = &marks.items[i];

		str_add_n(&line, text + at, mark->start - at);
		size_t start = line.len;

		str_add(&line,
		    glyph_text(mark->added ? GLYPH_ADDED_OPEN : GLYPH_GONE_OPEN,
		        ascii));
		str_add_n(&line, text + mark->start, mark->end - mark->start);
		str_add(&line, glyph_text(mark->added ? GLYPH_ADDED_CLOSE
		                                      : GLYPH_GONE_CLOSE,
		                   ascii));
		add_span(out, start, line.len,
		    mark->added ? ROLE_ADDED : ROLE_QUIET);
		at = mark->end;
	}
	str_add(&line, text + at);
	out->text = str_steal(&line);
	if (!out->text)
		out->text = xstrdup("");
	break_lines(out, ascii, cells);
	free(marks.items);
}

void
compare_text_done(struct compare_text *text)
{
	free(text->text);
	free(text->spans);
	wrap_done(&text->wrap);
	*text = (struct compare_text){ 0 };
}

bool
compare_text_has_signs(const char *text)
{
	for (enum glyph g = GLYPH_ADDED_OPEN; g <= GLYPH_GONE_CLOSE; g++)
		if (strstr(text, glyph_text(g, 0)))
			return true;
	return false;
}
