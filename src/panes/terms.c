/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A line of filter terms and the list above it. */

#include <config.h>

#include "panes/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* Cells from the left edge of a column of the list, least and most of its
 * first part, and most of its rows, in one column or two: what lies behind
 * the drawer must stay in sight. */
enum {
	COL_TERM = 2,
	TERM_LEAST = 12,
	TERM_MOST = 30,
	MOST_ROWS = 9,
	MOST_PAIRED = 14
};
/* From here on a long list stands in two columns. */
enum { WIDE = 100 };

void
terms_init(struct terms *terms, const char *text)
{
	*terms = (struct terms){ .width = TERM_LEAST };
	picker_init(&terms->picker, text);
}

void
terms_done(struct terms *terms)
{
	picker_done(&terms->picker);
	filter_choices_done(&terms->choices);
	err_done(&terms->err);
}

const char *
terms_text(const struct terms *terms)
{
	return field_text(&terms->picker.field);
}

void
terms_complete(struct terms *terms, const struct filter_view *view)
{
	struct picker *picker = &terms->picker;

	picker->cursor = picker->top = 0;
	filter_complete(
	    view, terms_text(terms), picker->field.cursor, &terms->choices);
	terms->width = TERM_LEAST;
	for (size_t i = 0; i < terms->choices.count; i++) {
		int cells = text_cells(terms->choices.items[i].shown);

		if (cells > terms->width)
			terms->width = cells < TERM_MOST ? cells : TERM_MOST;
	}
	picker_set_count(picker, terms->choices.count);
}

bool
terms_accept(struct terms *terms)
{
	terms->insist = terms->err.code != ERR_NONE;
	return !terms->insist;
}

/* While choices are left the word is not finished, and not yet wrong. */
static bool
shows_error(const struct terms *terms)
{
	return terms->err.code && (terms->insist || !terms->choices.count);
}

static int
columns(const struct terms *terms, int cols)
{
	return cols >= WIDE && terms->choices.count > MOST_ROWS &&
	               terms->choices.count <= (size_t)2 * MOST_PAIRED
	           ? 2
	           : 1;
}

static size_t
list_rows(const struct rect *rect)
{
	return rect->rows > 1 ? (size_t)rect->rows : 1;
}

int
terms_want(const struct terms *terms, int cols)
{
	int two = columns(terms, cols);
	int most = two == 2 ? MOST_PAIRED : MOST_ROWS;

	if (shows_error(terms))
		return (int)wrap_count(
		    terms->err.message, cols - 2 * COL_TERM);
	size_t rows = (terms->choices.count + (size_t)two - 1) / (size_t)two;

	return rows < (size_t)most ? (int)rows : most;
}

void
terms_fit(struct terms *terms, const struct rect *rect)
{
	struct picker *picker = &terms->picker;

	if (picker->count)
		picker_scroll(picker, picker->cursor, picker->cursor,
		    picker->count,
		    list_rows(rect) * (size_t)columns(terms, rect->cols));
	else
		picker->top = 0;
}

static void
draw_choice(const struct terms *terms, struct canvas *canvas, int row, int col,
    int cols, size_t i)
{
	const struct filter_choice *choice = &terms->choices.items[i];
	int help = COL_TERM + terms->width + 2;

	canvas_put_cut(canvas, row, col + COL_TERM, terms->width, ROLE_STRONG,
	    choice->shown);
	if (choice->help)
		canvas_put_cut(canvas, row, col + help, cols - help - 1,
		    ROLE_TEXT, choice->help);
	if (i != terms->picker.cursor)
		return;
	canvas_put_glyph(canvas, row, col, ROLE_TEXT, GLYPH_CURSOR);
	canvas_restyle(canvas, row, col, cols, ROLE_CURSOR, 0);
}

static void
draw_error(
    const struct terms *terms, const struct rect *rect, struct canvas *canvas)
{
	const char *message = terms->err.message;
	struct wrap wrap = { 0 };

	wrap_text(&wrap, message, rect->cols - 2 * COL_TERM);
	for (size_t i = 0; i < wrap.count && (int)i < rect->rows; i++)
		canvas_put_n(canvas, rect->row + (int)i, COL_TERM,
		    rect->cols - COL_TERM, ROLE_TEXT,
		    message + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
}

void
terms_draw(
    const struct terms *terms, const struct rect *rect, struct canvas *canvas)
{
	size_t rows = list_rows(rect);
	int wide = rect->cols / columns(terms, rect->cols);

	if (shows_error(terms)) {
		draw_error(terms, rect, canvas);
		return;
	}
	for (size_t i = terms->picker.top; i < terms->choices.count; i++) {
		size_t at = i - terms->picker.top;
		int col = (int)(at / rows) * wide;

		if (col >= rect->cols)
			break;
		draw_choice(terms, canvas, rect->row + (int)(at % rows), col,
		    wide, i);
	}
}

bool
terms_move(struct terms *terms, enum move move, const struct rect *rect)
{
	return picker_move(&terms->picker, move, list_rows(rect) - 1);
}

/* Puts the choice under the cursor in place of the word typed; false: it is
 * any word. */
static bool
take_choice(struct terms *terms)
{
	struct field *field = &terms->picker.field;
	const struct filter_choices *list = &terms->choices;
	const struct filter_choice *choice =
	    list->count ? &list->items[terms->picker.cursor] : NULL;

	if (!choice || !*choice->text)
		return false;
	const char *text = field_text(field), *rest = text + field->cursor;
	bool blank = choice->whole && *rest != ' ';
	char *line = xasprintf("%.*s%s%s%s", (int)list->start, text,
	    choice->text, blank ? " " : "", rest);
	size_t at = list->start + strlen(choice->text) + choice->whole;

	field_set(field, line);
	field->cursor = at;
	free(line);
	return true;
}

enum picker_event
terms_key(struct terms *terms, key_code code, const struct rect *rect,
    bool *moved)
{
	size_t at = terms->picker.field.cursor;
	enum picker_event event =
	    picker_key(&terms->picker, code, list_rows(rect) - 1);

	if (event == PICKER_TAB)
		event = take_choice(terms) ? PICKER_TYPED : PICKER_TAKEN;
	*moved = event != PICKER_TYPED && terms->picker.field.cursor != at;
	return event;
}
