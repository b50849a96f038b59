/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Lines of items in a narrow pane: scrolling, cursor, what is out of view. */

#include <config.h>

#include "panes/side_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "panes/when.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* Fewer rows than this are all for lines. */
enum { ROWS_TO_NAME_REST = 5, GAP = 3 };

void
side_list_clear(struct side_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct side_line *line = &list->lines[i];

		free(line->text);
		free(line->label);
		free(line->tail);
		free(line->right);
		free(line->name);
	}
	list->count = 0;
}

void
side_list_done(struct side_list *list)
{
	side_list_clear(list);
	free(list->lines);
	*list = (struct side_list){ 0 };
}

void
side_list_restart(struct side_list *list, size_t cursor)
{
	list->cursor = cursor;
	list->top = 0;
	list->seen = SIDE_NONE;
	list->visited = false;
}

struct side_line *
side_list_add(struct side_list *list, size_t item, int indent, enum role role,
    const char *text)
{
	list->lines = mem_grow(list->lines, &list->capacity, list->count + 1,
	    sizeof(*list->lines));
	struct side_line *line = &list->lines[list->count++];

	*line = (struct side_line){
		.item = item,
		.indent = indent,
		.role = role,
		.text = xstrdup(text),
	};
	return line;
}

size_t
side_list_wrap(struct side_list *list, size_t item, int indent, enum role role,
    const char *text, int cells, size_t most)
{
	struct wrap wrap = { 0 };
	size_t first = list->count;

	wrap_text(&wrap, text, cells);
	size_t count = most && wrap.count > most ? most : wrap.count;

	for (size_t i = 0; i < count; i++) {
		const struct wrap_line *at = &wrap.lines[i];
		bool cut = i + 1 == count && count < wrap.count;
		/* one line more than fits, so that it ends in ~ */
		char *part = cut ? str_fold_space(text + at->start,
		                       strlen(text + at->start))
		                 : xstrndup(text + at->start, at->len);

		side_list_add(list, item, indent, role, part);
		free(part);
	}
	wrap_done(&wrap);
	return first;
}

/* The first and last line of the cursor's item. */
static bool
find_item(
    const struct side_list *list, size_t item, size_t *first, size_t *last)
{
	bool found = false;

	for (size_t i = 0; i < list->count; i++) {
		if (list->lines[i].item != item)
			continue;
		*first = found ? *first : i;
		*last = i;
		found = true;
	}
	return found;
}

static bool
names_rest(const struct side_list *list)
{
	return list->body >= ROWS_TO_NAME_REST;
}

/* How many lines are on screen when `top` is the first. */
static size_t
shown(const struct side_list *list, size_t top)
{
	size_t rows = list->body > 0 ? (size_t)list->body : 0;
	size_t above = names_rest(list) && top > 0;

	if (list->count - top + above <= rows)
		return list->count - top;
	return names_rest(list) ? rows - above - 1 : rows;
}

static size_t
last_top(const struct side_list *list)
{
	size_t rows = list->body > 0 ? (size_t)list->body : 0;

	if (list->count <= rows)
		return 0;
	return list->count - rows + names_rest(list);
}

/* Clamps, and scrolls to the cursor when it was moved. */
static void
settle(struct side_list *list)
{
	size_t first = 0, last = 0;

	if (list->top > list->count)
		list->top = list->count;
	if (list->cursor >= list->items)
		list->cursor = list->items ? list->items - 1 : 0;
	if (list->items && list->cursor != list->seen &&
	    find_item(list, list->cursor, &first, &last)) {
		if (first < list->top)
			list->top = first;
		while (list->top < first &&
		       last >= list->top + shown(list, list->top))
			list->top++;
		list->seen = list->cursor;
	}
	if (list->top > last_top(list))
		list->top = last_top(list);
}

void
side_list_fit(struct side_list *list, const struct pane *pane, int rows)
{
	list->body = rows;
	list->visited |= pane->focused;
	settle(list);
}

int
side_cells(const struct pane *pane)
{
	const struct rect *r = &pane->rect;
	int cells = r->cols - SIDE_TEXT - (r->col == 0);

	if (cells < 1)
		return 1;
	return cells < WRAP_MEASURE ? cells : WRAP_MEASURE;
}

static void
draw_line(const struct side_line *line, const struct pane *pane,
    struct canvas *canvas, int row)
{
	int col = pane->rect.col, end = col + SIDE_TEXT + side_cells(pane);
	int at = col + line->indent, limit = end;

	if (line->sign)
		canvas_put(canvas, row, col + SIDE_SIGN, 1, line->sign_role,
		    canvas_ascii(canvas) ? line->ascii : line->sign);
	if (line->head)
		canvas_put_cut(canvas, row, col + SIDE_SIGN,
		    at - col - SIDE_SIGN - 1, ROLE_STRONG, line->head);
	if (line->label)
		canvas_put(canvas, row, col + SIDE_TEXT, at - col - SIDE_TEXT,
		    ROLE_QUIET, line->label);
	if (line->right)
		limit = canvas_put_right(canvas, row, at, end - at,
		            line->right_role, line->right) -
		        1;
	if (line->text && *line->text)
		at += canvas_put_cut(
		          canvas, row, at, limit - at, line->role, line->text) +
		      GAP;
	if (line->tail)
		canvas_put_cut(
		    canvas, row, at, limit - at, ROLE_QUIET, line->tail);
}

/* "below: A02 A03": what begins in lines [from, to), and what line `from` is
 * the rest of. */
static void
draw_rest(const struct side_list *list, const struct pane *pane,
    struct canvas *canvas, int row, const char *where, size_t from, size_t to)
{
	struct str text = { 0 };

	str_add(&text, where);
	while (from > 0 && list->lines[from].text && !list->lines[from].name)
		from--;
	for (size_t i = from; i < to; i++)
		if (list->lines[i].name)
			str_printf(&text, " %s", list->lines[i].name);
	canvas_put_cut(canvas, row, pane->rect.col + SIDE_SIGN,
	    side_cells(pane) + SIDE_TEXT - SIDE_SIGN, ROLE_QUIET,
	    str_text(&text));
	str_done(&text);
}

static void
draw_cursor(const struct side_list *list, const struct pane *pane,
    struct canvas *canvas, int row, size_t end)
{
	const struct rect *r = &pane->rect;
	unsigned keep = 1u << ROLE_GOOD | 1u << ROLE_WARN | 1u << ROLE_BAD;
	size_t first = 0, last = 0;

	if (!list->visited || !list->items ||
	    !find_item(list, list->cursor, &first, &last) || last < list->top ||
	    first >= end)
		return;
	if (first < list->top)
		first = list->top;
	if (last >= end)
		last = end - 1;
	for (size_t i = first + 1; pane->focused && i <= last; i++)
		canvas_restyle(canvas, row + (int)(i - list->top), r->col,
		    r->cols, ROLE_STRONG, keep);
	pane_draw_cursor(
	    pane, canvas, row + (int)(first - list->top), r->col + SIDE_SIGN);
}

void
side_list_draw(const struct side_list *list, const struct pane *pane,
    struct canvas *canvas, int row)
{
	size_t count = shown(list, list->top), end = list->top + count;

	if (list->body < 1)
		return;
	if (list->top > 0 && names_rest(list))
		/* TRANSLATORS: followed by the names of items out of view */
		draw_rest(list, pane, canvas, row++, _("above:"), 0, list->top);
	for (size_t i = list->top; i < end; i++)
		draw_line(
		    &list->lines[i], pane, canvas, row + (int)(i - list->top));
	if (end < list->count && names_rest(list))
		/* TRANSLATORS: followed by the names of items out of view */
		draw_rest(list, pane, canvas, row + (int)count, _("below:"),
		    end, list->count);
	draw_cursor(list, pane, canvas, row, end);
}

/* One item or, inside one taller than the pane and where no item follows, one
 * line. */
static bool
step(struct side_list *list, int way)
{
	size_t end = list->top + shown(list, list->top);
	size_t first = 0, last = 0;
	bool there =
	    list->items && find_item(list, list->cursor, &first, &last);

	if (way > 0 && there && last < end && list->cursor + 1 < list->items) {
		list->cursor++;
		return true;
	}
	if (way < 0 && there && first >= list->top && list->cursor > 0) {
		list->cursor--;
		return true;
	}
	if (way > 0 ? end >= list->count : list->top == 0)
		return false;
	list->top = way > 0 ? list->top + 1 : list->top - 1;
	return true;
}

/* Where one is, in lines: the cursor's item or what is scrolled beyond it. */
static size_t
position(const struct side_list *list)
{
	size_t first = 0, last;

	if (!list->items || !find_item(list, list->cursor, &first, &last) ||
	    first < list->top)
		return list->top;
	return first;
}

static bool
steps(struct side_list *list, int way, int rows)
{
	size_t from = position(list), to = from;
	bool any = false;

	for (int i = 0;
	     i < rows && (to > from ? to - from : from - to) < (size_t)rows &&
	     step(list, way);
	     i++) {
		any = true;
		to = position(list);
		/* the next step looks at what this one brought into view */
		settle(list);
	}
	return any;
}

bool
side_list_move(struct side_list *list, enum move move)
{
	int page = list->body > 1 ? list->body - 1 : 1;

	switch (move) {
	case MOVE_DOWN:
		return step(list, 1);
	case MOVE_UP:
		return step(list, -1);
	case MOVE_PAGE_DOWN:
		return steps(list, 1, page);
	case MOVE_PAGE_UP:
		return steps(list, -1, page);
	case MOVE_HALF_DOWN:
		return steps(list, 1, (page + 1) / 2);
	case MOVE_HALF_UP:
		return steps(list, -1, (page + 1) / 2);
	case MOVE_FIRST:
		list->cursor = 0;
		list->top = 0;
		return true;
	case MOVE_LAST:
		list->cursor = list->items ? list->items - 1 : 0;
		list->seen = list->cursor;
		list->top = list->count;
		return true;
	default:
		return false;
	}
}

void
side_draw_heading(const struct pane *pane, const struct desk *desk,
    struct canvas *canvas, const char *title)
{
	const struct rect *r = &pane->rect;
	size_t control = desk->spot.control;

	if (r->col > 0 || control == CATALOG_NONE) {
		canvas_put_cut(canvas, r->row, r->col + SIDE_SIGN,
		    r->cols - SIDE_SIGN, ROLE_STRONG, title);
		return;
	}
	char *text = xasprintf("%s %s",
	    catalog_string(desk->catalog, CONTROL_ID, control),
	    catalog_control_name(desk->catalog, control, desk->language));

	canvas_put_cut(canvas, r->row, r->col + SIDE_SIGN,
	    r->cols - SIDE_SIGN - 1, ROLE_STRONG, text);
	free(text);
}

void
side_key(const struct pane *pane, const char *command, char out[16])
{
	const struct command *row =
	    pane->keymap ? keymap_by_name(pane->keymap, command, NULL) : NULL;

	*out = '\0';
	if (row)
		keymap_first_key(pane->keymap, row, out);
}

void
side_list_add_empty(struct side_list *list, const struct pane *pane,
    const char *nothing, const char *help)
{
	int cells = side_cells(pane);
	size_t first = side_list_wrap(
	    list, SIDE_NONE, SIDE_TEXT, ROLE_QUIET, nothing, cells, 0);

	if (!help)
		return;
	if (list->count == first + 1 &&
	    text_cells(nothing) + GAP + text_cells(help) <= cells)
		list->lines[first].tail = xstrdup(help);
	else
		side_list_wrap(
		    list, SIDE_NONE, SIDE_TEXT, ROLE_QUIET, help, cells, 0);
}

const struct commit *
side_commit(
    const struct desk *desk, unsigned long long seq, char when[SIDE_WHEN])
{
	const struct session *session = desk->session;
	const struct commit *commit =
	    session && seq ? session_find_commit(session, seq) : NULL;
	struct str text = { 0 };
	char time[6];

	*when = '\0';
	if (!commit)
		return NULL;
	const struct commit *latest =
	    session_commit(session, session_commits(session) - 1);

	when_time(commit->at, time);
	if (when_same_day(commit->at, latest->at))
		str_add(&text, time);
	else
		when_day(commit->at,
		    strncmp(commit->at, latest->at, strlen("2026-")) != 0,
		    &text);
	if (text.len < SIDE_WHEN)
		memcpy(when, str_text(&text), text.len + 1);
	str_done(&text);
	return commit;
}

const char *
side_who(const struct commit *commit)
{
	return commit->said ? person_shown(commit->said) : commit->by;
}
