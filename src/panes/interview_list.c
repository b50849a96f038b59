/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is asked now, what was asked before it, and what comes next. */

#include <config.h>

#include "panes/interview_list.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "panes/answer.h"
#include "ui/canvas.h"

void
interview_list_done(struct interview_list *list)
{
	free(list->lines);
	str_done(&list->text);
	wrap_done(&list->wrap);
	*list = (struct interview_list){ 0 };
}

static struct interview_line *
add(struct interview_list *list, enum interview_kind kind, struct spot spot)
{
	list->lines = mem_grow(list->lines, &list->capacity, list->count + 1,
	    sizeof(*list->lines));
	list->lines[list->count] =
	    (struct interview_line){ .kind = kind, .spot = spot };
	return &list->lines[list->count++];
}

static void
add_blank(struct interview_list *list)
{
	if (list->count && list->lines[list->count - 1].kind != INTERVIEW_BLANK)
		add(list, INTERVIEW_BLANK, (struct spot){ 0 });
}

/* The current item's text with its sub-items on lines of their own. */
static void
take_text(struct interview_list *list, const struct desk *desk, size_t row)
{
	const struct catalog *c = desk->catalog;

	str_clear(&list->text);
	if (row == CATALOG_NONE) {
		str_add(&list->text, _("Is any of this done at all?"));
		return;
	}
	str_add(
	    &list->text, catalog_text(c, CRITERION_TEXT, row, desk->language));
	for (size_t i = 0; i < catalog_count(c, CRITERION_SUB, row); i++) {
		str_add_char(&list->text, '\n');
		str_add(&list->text,
		    catalog_item(c, CRITERION_SUB, row, i, desk->language));
	}
}

static void
add_current(struct interview_list *list, const struct desk *desk,
    struct spot spot, int cells, bool tight)
{
	if (!tight)
		add_blank(list);
	take_text(list, desk, desk_criterion(desk, spot));
	wrap_text(&list->wrap, str_text(&list->text), cells);
	list->first = list->count;
	for (size_t i = 0; i < list->wrap.count; i++) {
		struct interview_line *line =
		    add(list, i ? INTERVIEW_MORE : INTERVIEW_CURRENT, spot);

		line->start = list->wrap.lines[i].start;
		line->len = list->wrap.lines[i].len;
	}
	list->last = list->count - 1;
	if (!tight)
		add_blank(list);
}

static void
add_head(struct interview_list *list, const struct desk *desk, struct spot spot,
    bool tight)
{
	if (!tight)
		add_blank(list);
	if (spot_equal(spot, desk->spot))
		list->first = list->last = list->count;
	add(list, INTERVIEW_HEAD, spot);
	if (list->roomy)
		add_blank(list);
}

void
interview_list_build(struct interview_list *list, const struct desk *desk,
    size_t control, const struct interview_columns *at, bool roomy, bool tight)
{
	struct spot spot = { .kind = SPOT_PERFORMED, .control = control };
	int level = 0;

	list->count = 0;
	list->first = list->last = 0;
	list->roomy = roomy;
	do {
		if (spot.kind == SPOT_LEVEL) {
			/* a level with nothing to ask has no heading, unless
			 * the cursor stands on it */
			if (spot_equal(spot, desk->spot)) {
				add_head(list, desk, spot, tight);
				level = spot.level;
			}
			continue;
		}
		if (spot.kind == SPOT_CRITERION && spot.level != level) {
			level = spot.level;
			add_head(list, desk,
			    (struct spot){ SPOT_LEVEL, control, level, 0 },
			    tight);
		}
		if (spot_equal(spot, desk->spot))
			add_current(list, desk, spot, at->measure, tight);
		else
			add(list, INTERVIEW_ITEM, spot);
	} while (desk_step(desk, &spot, 1, true));
	while (
	    list->count && list->lines[list->count - 1].kind == INTERVIEW_BLANK)
		list->count--;
}

/* The level to be named above line `top`, 0 when its heading is in sight. */
static int
sticky_level(const struct interview_list *list, size_t top)
{
	const struct interview_line *line = &list->lines[top];

	return list->roomy && line->kind == INTERVIEW_ITEM &&
	               line->spot.kind == SPOT_CRITERION
	           ? line->spot.level
	           : 0;
}

/* Rows taken from line `top` to the end, its level named above. */
static size_t
rows_from(const struct interview_list *list, size_t top)
{
	return list->count - top + (sticky_level(list, top) ? 2 : 0);
}

static bool
may_begin(const struct interview_list *list, size_t top)
{
	return list->lines[top].kind == INTERVIEW_HEAD ||
	       list->lines[top].kind == INTERVIEW_ITEM || top == list->first;
}

/* The first line shown: the item before the current one at least, more of what
 * was asked where all that follows fits too. */
static size_t
choose_top(const struct interview_list *list, size_t rows, bool *rest)
{
	size_t before = list->first, i;

	for (i = 0; i <= list->first; i++)
		if (may_begin(list, i) && rows_from(list, i) <= rows) {
			*rest = false;
			return i;
		}
	*rest = true;
	for (i = list->first; i-- > 0;)
		if (list->lines[i].kind == INTERVIEW_ITEM) {
			before = i;
			break;
		}
	/* it must not push the current one out */
	for (i = before; i < list->first; i++) {
		size_t need =
		    list->last - i + 1 + (sticky_level(list, i) ? 2 : 0) + 1;

		if (may_begin(list, i) && need <= rows)
			return i;
	}
	return list->first;
}

void
interview_list_fit(struct interview_list *list, size_t rows)
{
	size_t item = list->last - list->first + 1;

	list->top = list->shown = 0;
	list->sticky = 0;
	list->rest = false;
	if (!list->count || !rows)
		return;
	list->top = choose_top(list, rows, &list->rest);
	list->sticky = sticky_level(list, list->top);
	if (item >= rows) {
		list->rest = false;
		list->skip =
		    list->skip > item - rows ? item - rows : list->skip;
		list->top = list->first + list->skip;
		list->sticky = 0;
	} else {
		list->skip = 0;
	}
	size_t room = rows - (list->sticky ? 2 : 0) - (list->rest ? 1 : 0);
	size_t left = list->count - list->top;

	list->shown = room < left ? room : left;
	/* no heading without anything below it */
	while (
	    list->rest && list->shown &&
	    list->top + list->shown - 1 > list->last &&
	    (list->lines[list->top + list->shown - 1].kind == INTERVIEW_BLANK ||
	        list->lines[list->top + list->shown - 1].kind ==
	            INTERVIEW_HEAD))
		list->shown--;
}

bool
interview_list_scroll(struct interview_list *list, int way)
{
	size_t item = list->last - list->first + 1;

	if (way > 0 && list->top == list->first + list->skip &&
	    list->skip + list->shown < item) {
		list->skip++;
		return true;
	}
	if (way < 0 && list->skip > 0) {
		list->skip--;
		return true;
	}
	return false;
}

/* How many cells a level's answers take, those still open at its end left
 * out. */
static int
strip_cells(const struct desk *desk, struct spot head)
{
	struct spot spot = { SPOT_CRITERION, head.control, head.level, 0 };
	int open = 0;

	for (; desk_criterion(desk, spot) != CATALOG_NONE; spot.item++)
		open = desk_state(desk, spot) == STATE_UNASSESSED ? open + 1
		                                                  : 0;
	return answer_strip_cells(desk, head.control, head.level) - open;
}

/* The level's name, its answers, and how it stands where that is up to the
 * assessor. */
static void
draw_head(const struct desk *desk, struct spot spot, bool current,
    const struct interview_columns *at, struct canvas *canvas, int row, int col)
{
	const struct level_result *level =
	    &desk_rating(desk, spot.control)->maturity.levels[spot.level];
	struct str text = { 0 }, counts = { 0 };
	const char *verdict = "";
	enum role role = ROLE_TEXT;
	int end = col + at->end, x = col + at->head;

	str_printf(&text, "L%d %s", spot.level,
	    catalog_level_name(desk->catalog, spot.level, desk->language));
	x += canvas_put_cut(canvas, row, x, end - x,
	    level->count ? ROLE_STRONG : ROLE_TEXT, str_text(&text));
	x += 3;
	x += answer_draw_strip(desk, spot.control, spot.level, canvas, row, x,
	    strip_cells(desk, spot) < end - x ? strip_cells(desk, spot)
	                                      : end - x);
	if (level->band || current) {
		answer_level_standing(
		    desk, spot.control, spot.level, &counts, &verdict, &role);
		x += 3;
		if (!level->count)
			verdict = _("none");
		else
			x += canvas_put(canvas, row, x, end - x, ROLE_QUIET,
			         str_text(&counts)) +
			     3;
		canvas_put_cut(canvas, row, x, end - x, role, verdict);
	}
	str_done(&text);
	str_done(&counts);
}

/* Returns the cells to keep at the end: marks and a blank, two at least. */
static int
draw_number(const struct desk *desk, struct spot spot, enum role role,
    const struct interview_columns *at, struct canvas *canvas, int row, int col)
{
	char number[24];
	int cells;

	answer_draw_box(desk, spot, canvas, row, col + at->box);
	if (spot.kind == SPOT_CRITERION)
		snprintf(number, sizeof(number), "%d.%zu", spot.level,
		    spot.item + 1);
	else
		snprintf(number, sizeof(number), "L0");
	canvas_put(canvas, row, col + at->number, at->text - at->number - 1,
	    role == ROLE_STRONG ? role : ROLE_QUIET, number);
	struct str marks = { 0 };

	if (spot.kind == SPOT_CRITERION)
		answer_marks(desk, spot, &marks);
	cells = marks.len > 2 ? (int)marks.len : 2;
	canvas_put_right(canvas, row, col + at->end - cells, cells, ROLE_TEXT,
	    str_text(&marks));
	size_t marks_len = marks.len;

	str_done(&marks);
	return marks_len ? cells + 1 : cells;
}

/* A neighbour: one line, cut. */
static void
draw_item(const struct desk *desk, struct spot spot,
    const struct interview_columns *at, struct canvas *canvas, int row, int col)
{
	size_t criterion = desk_criterion(desk, spot);

	int marks = draw_number(desk, spot, ROLE_TEXT, at, canvas, row, col);

	canvas_put_cut(canvas, row, col + at->text,
	    at->end - marks - at->text, ROLE_TEXT,
	    criterion == CATALOG_NONE
	        ? _("Is any of this done at all?")
	        : catalog_text(desk->catalog, CRITERION_TEXT, criterion,
	              desk->language));
}

/* Where the cursor stands: the mark, its row reversed. */
static void
draw_cursor(const struct interview_line *line,
    const struct interview_columns *at, struct canvas *canvas, int row, int col,
    bool focused)
{
	bool head = line->kind == INTERVIEW_HEAD;

	canvas_put_glyph(canvas, row, col + at->cursor, ROLE_TEXT,
	    focused ? GLYPH_CURSOR : GLYPH_PLACE);
	if (!focused)
		return;
	canvas_restyle(canvas, row, col + at->cursor, at->end - at->cursor,
	    ROLE_CURSOR, 0);
	canvas_cursor(canvas, row, col + (head ? at->head : at->box + 1));
}

/* "then 4.3 4.4 4.5": what is still to come, by number. */
static void
draw_rest(const struct interview_list *list, const struct interview_columns *at,
    struct canvas *canvas, int row, int col)
{
	struct str text = { 0 };

	/* TRANSLATORS: "then 4.3 4.4": criteria that come after those shown */
	str_add(&text, _("then"));
	for (size_t i = list->top + list->shown; i < list->count; i++)
		if (list->lines[i].kind == INTERVIEW_ITEM)
			str_printf(&text, " %d.%zu", list->lines[i].spot.level,
			    list->lines[i].spot.item + 1);
	canvas_put_cut(canvas, row, col + at->text, at->end - at->text,
	    ROLE_QUIET, str_text(&text));
	str_done(&text);
}

static void
draw_line(const struct interview_list *list, size_t i, const struct desk *desk,
    const struct interview_columns *at, struct canvas *canvas, int row, int col)
{
	const struct interview_line *line = &list->lines[i];

	switch (line->kind) {
	case INTERVIEW_BLANK:
		return;
	case INTERVIEW_HEAD:
		draw_head(
		    desk, line->spot, i == list->first, at, canvas, row, col);
		return;
	case INTERVIEW_ITEM:
		draw_item(desk, line->spot, at, canvas, row, col);
		return;
	case INTERVIEW_CURRENT:
		draw_number(
		    desk, line->spot, ROLE_STRONG, at, canvas, row, col);
		break;
	case INTERVIEW_MORE:
		break;
	}
	int cells = at->end - at->text;
	int used = canvas_put_n(canvas, row, col + at->text, cells, ROLE_STRONG,
	    str_text(&list->text) + line->start, line->len);

	/* it goes on, to be read with the cursor keys */
	if (i + 1 == list->top + list->shown && i < list->last)
		canvas_put(canvas, row,
		    col + at->text + (used + 4 < cells ? used : cells - 4), 4,
		    ROLE_QUIET, " ...");
}

void
interview_list_draw(const struct interview_list *list, const struct desk *desk,
    const struct interview_columns *at, struct canvas *canvas, int row, int col,
    bool cursor, bool focused)
{
	if (list->sticky) {
		draw_head(desk,
		    (struct spot){
		        SPOT_LEVEL, desk->spot.control, list->sticky, 0 },
		    false, at, canvas, row, col);
		row += 2;
	}
	for (size_t i = list->top; i < list->top + list->shown; i++, row++) {
		draw_line(list, i, desk, at, canvas, row, col);
		if (cursor &&
		    (i == list->first ||
		        (i == list->top && i > list->first && i <= list->last)))
			draw_cursor(
			    &list->lines[i], at, canvas, row, col, focused);
	}
	if (list->rest)
		draw_rest(list, at, canvas, row, col);
}
