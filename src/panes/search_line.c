/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A hit in a line: as much of the text as shows the match. */

#include <config.h>

#include "panes/search_line.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/schema.h"
#include "model/search.h"
#include "model/session.h"
#include "panes/when.h"
#include "ui/canvas.h"

void
search_label(const struct hit *hit, struct str *out)
{
	/* what search.h calls them, to be translated */
	static const char *const names[] = { N_("id"), N_("title"),
		N_("statement"), N_("question"), N_("guidance"), N_("prompt"),
		N_("note"), N_("objective"), N_("evidence"), N_("solution"),
		N_("mapping") };

	if (!hit->path && hit->level >= 0) {
		str_printf(out, "L%d", hit->level);
		if (str_equal(hit->field, "criterion"))
			str_printf(out, " %d.%zu", hit->level, hit->item + 1);
		return;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal(names[i], hit->field))
			str_add(out, _(names[i]));
}

/* When and by whom a note was written: the time when it was on the day of the
 * latest change, else the day. */
static void
add_author(const struct desk *desk, const char *path, struct str *out)
{
	const struct entry *entry = session_entry(desk->session, path);
	const struct commit *commit =
	    entry ? session_find_commit(desk->session, entry->seq) : NULL;
	size_t count = session_commits(desk->session);
	char time[6];

	if (!commit)
		return;
	if (when_same_day(
	        commit->at, session_commit(desk->session, count - 1)->at)) {
		when_time(commit->at, time);
		str_add(out, time);
	} else {
		when_day(commit->at, false, out);
	}
	str_printf(out, " %s: ", commit->by);
}

/* Whose text it is: an evidence id, a note's author, a framework. */
static void
add_owner(const struct desk *desk, const struct hit *hit, struct str *out)
{
	const struct catalog *c = desk->catalog;
	const char *owner = NULL;
	char *id = NULL;

	if (hit->path && str_equal(hit->field, "note")) {
		add_author(desk, hit->path, out);
	} else if (hit->path) {
		owner = id = path_segment(hit->path, 1);
	} else if (str_equal(hit->field, "evidence")) {
		owner = catalog_item(
		    c, CONTROL_EVIDENCE, hit->control, hit->item, 0);
	} else if (str_equal(hit->field, "mapping")) {
		size_t row =
		    catalog_child(c, CONTROL_MAPPINGS, hit->control, hit->item);

		owner = catalog_string(
		    c, FRAMEWORK_NAME, catalog_ref(c, MAPPING_FRAMEWORK, row));
	}
	if (owner && !str_equal(owner, hit->text))
		str_printf(out, "%s  ", owner);
	free(id);
}

/* The end of the word the match ends in: "run book" marks "run books". */
static size_t
word_end(const char *text, size_t at)
{
	const char *here = text + at;

	while (*here) {
		uint32_t code;
		const char *next = utf8_next(here, &code);

		if (!uc_is_property_alphabetic(code))
			break;
		here = next;
	}
	return (size_t)(here - text);
}

/* Where to begin so that the match is in sight: at the start of a word, some
 * `lead` cells before it. */
static size_t
excerpt_start(const char *text, size_t match, int lead)
{
	const char *from = text + match, *at;

	while (from > text &&
	       text_cells_n(from, (size_t)(text + match - from)) < lead)
		from = utf8_previous(text, from);
	for (at = from; at < text + match; at++)
		if (at > text && at[-1] == ' ')
			return (size_t)(at - text);
	return match;
}

/* Appends on one line. */
static void
add_line(struct str *out, const char *text, size_t len)
{
	size_t from = out->len;

	str_add_n(out, text, len);
	for (size_t i = from; i < out->len; i++)
		if (out->data[i] == '\n' || out->data[i] == '\t')
			out->data[i] = ' ';
}

void
search_line_draw(const struct desk *desk, struct search *search,
    const struct hit *hit, struct canvas *canvas, int row, int col, int width)
{
	struct str line = { 0 };
	struct canvas_span span = { .role = ROLE_HIT };
	const char *text = hit->text;
	size_t start, end, from = 0;

	if (width < 1)
		return;
	search_locate(search, hit, &start, &end);
	end = word_end(text, end);
	add_owner(desk, hit, &line);
	int room = width - text_cells(str_text(&line)) - 1;

	if (text_cells_n(text, end) + 2 > room) {
		from = excerpt_start(text, start, room / 3);
		if (from)
			str_add_char(&line, '~');
	}
	add_line(&line, text + from, start - from);
	str_add_char(&line, '/');
	span.start = line.len;
	add_line(&line, text + start, end - start);
	span.end = line.len;
	str_add_char(&line, '/');
	add_line(&line, text + end, strlen(text + end));
	bool cut = text_cells(str_text(&line)) > width;

	canvas_put_spans(canvas, row, col, cut ? width - 1 : width, ROLE_TEXT,
	    str_text(&line), 0, line.len, &span, 1);
	if (cut)
		canvas_put(canvas, row, col + width - 1, 1, ROLE_TEXT, "~");
	str_done(&line);
}
