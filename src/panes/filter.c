/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The filter drawer: the tree narrows as one types. Enter keeps it, Esc brings
 * back what was. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/filter.h"
#include "panes/panes.h"
#include "panes/picker.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* Cells from the left edge of a column of the list, and most of its rows, in
 * one column or two: the tree must stay in sight. */
enum { COL_TERM = 2, COL_HELP = 16, MOST_ROWS = 9, MOST_PAIRED = 14 };
/* From here on a long list stands in two columns. */
enum { WIDE = 100 };

struct narrowing {
	struct pane pane;
	struct picker picker;
	char *before; /* the filter there was, or NULL */
	struct filter_choices choices;
	struct err err;  /* what is wrong with the text */
	bool insist;     /* Enter was pressed on it */
	int cols, terms; /* of the screen; cells of the list's first column */
};

/* The word at the cursor may be half of something good. */
static bool
shows_error(const struct narrowing *n)
{
	return n->err.code && (n->insist || !n->choices.count);
}

/* The byte the cursor stands at. */
static size_t
cursor(const struct narrowing *n)
{
	return n->picker.field.cursor;
}

static void
complete(struct narrowing *n, const struct desk *desk)
{
	struct filter_view view = desk_view(desk);

	n->picker.cursor = n->picker.top = 0;
	filter_complete(
	    &view, field_text(&n->picker.field), cursor(n), &n->choices);
	n->terms = COL_HELP - COL_TERM - 2;
	for (size_t i = 0; i < n->choices.count; i++) {
		int cells = text_cells(n->choices.items[i].shown);

		if (cells > n->terms)
			n->terms = cells;
	}
	if (n->terms > 30)
		n->terms = 30;
	picker_set_count(&n->picker, n->choices.count);
}

/* The tree follows the text, of a wrong one what stands before the mistake. */
static void
narrow(struct narrowing *n, struct desk *desk)
{
	const char *text = field_text(&n->picker.field), *end = text;

	err_done(&n->err);
	n->insist = false;
	if (!desk_set_filter(desk, text, &n->err)) {
		for (size_t i = 1; i < n->err.column; i++) {
			uint32_t code;

			end = utf8_next(end, &code);
		}
		char *good = xstrndup(text, (size_t)(end - text));

		desk_set_filter(desk, good, NULL);
		free(good);
	}
	complete(n, desk);
}

struct pane *
filter_open(const struct desk *desk)
{
	struct narrowing *n = xcalloc(1, sizeof(*n));
	const char *now = desk_filter(desk);
	/* the next term can be typed at once */
	char *text = now ? xasprintf("%s ", now) : NULL;

	n->pane.ops = &filter_ops;
	n->before = xstrdup(now);
	picker_init(&n->picker, text);
	free(text);
	complete(n, desk);
	return &n->pane;
}

static void
done(struct pane *pane)
{
	struct narrowing *n = (struct narrowing *)pane;

	picker_done(&n->picker);
	filter_choices_done(&n->choices);
	err_done(&n->err);
	free(n->before);
	free(n);
}

static int
columns(const struct narrowing *n, int cols)
{
	return cols >= WIDE && n->choices.count > MOST_ROWS &&
	               n->choices.count <= (size_t)2 * MOST_PAIRED
	           ? 2
	           : 1;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct narrowing *n = (const struct narrowing *)pane;
	int two = columns(n, cols), most = two == 2 ? MOST_PAIRED : MOST_ROWS;
	size_t rows;

	(void)desk;
	if (shows_error(n))
		return (int)wrap_count(n->err.message, cols - 2 * COL_TERM);
	rows = (n->choices.count + (size_t)two - 1) / (size_t)two;
	return rows < (size_t)most ? (int)rows : most;
}

static size_t
list_rows(const struct pane *pane)
{
	return pane->rect.rows > 1 ? (size_t)pane->rect.rows : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct narrowing *n = (struct narrowing *)pane;
	struct picker *picker = &n->picker;

	(void)desk;
	if (picker->count)
		picker_scroll(picker, picker->cursor, picker->cursor,
		    picker->count,
		    list_rows(pane) * (size_t)columns(n, pane->rect.cols));
	else
		picker->top = 0;
}

static void
draw_choice(const struct narrowing *n, struct canvas *canvas, int row, int col,
    int cols, size_t i)
{
	const struct filter_choice *choice = &n->choices.items[i];
	int help = COL_TERM + n->terms + 2;

	canvas_put_cut(
	    canvas, row, col + COL_TERM, n->terms, ROLE_STRONG, choice->shown);
	if (choice->help)
		canvas_put_cut(canvas, row, col + help, cols - help - 1,
		    ROLE_TEXT, choice->help);
	if (i != n->picker.cursor)
		return;
	canvas_put_glyph(canvas, row, col, ROLE_TEXT, GLYPH_CURSOR);
	canvas_restyle(canvas, row, col, cols, ROLE_CURSOR, 0);
}

static void
draw_error(const struct narrowing *n, struct canvas *canvas)
{
	const struct rect *r = &n->pane.rect;
	struct wrap wrap = { 0 };

	wrap_text(&wrap, n->err.message, r->cols - 2 * COL_TERM);
	for (size_t i = 0; i < wrap.count && (int)i < r->rows; i++)
		canvas_put_n(canvas, r->row + (int)i, COL_TERM,
		    r->cols - COL_TERM, ROLE_TEXT,
		    n->err.message + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct narrowing *n = (const struct narrowing *)pane;
	const struct rect *r = &pane->rect;
	size_t rows = list_rows(pane);
	int wide = r->cols / columns(n, r->cols);

	(void)desk;
	if (shows_error(n)) {
		draw_error(n, canvas);
		return;
	}
	for (size_t i = n->picker.top; i < n->choices.count; i++) {
		size_t at = i - n->picker.top;
		int col = (int)(at / rows) * wide;

		if (col >= r->cols)
			break;
		draw_choice(n, canvas, r->row + (int)(at % rows), col, wide, i);
	}
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	(void)pane;
	(void)desk;
	str_add(title, _("Filter: all terms must hold, - turns one round"));
	str_add(right, _("Enter keeps   Tab completes   Esc back"));
}

/* Puts the choice under the cursor in place of the word typed. */
static void
take_choice(struct narrowing *n, struct desk *desk)
{
	struct field *field = &n->picker.field;
	const struct filter_choice *choice =
	    n->choices.count ? &n->choices.items[n->picker.cursor] : NULL;

	if (!choice || !*choice->text)
		return;
	const char *text = field_text(field);
	size_t end = cursor(n);
	char *line =
	    xasprintf("%.*s%s%s%s", (int)n->choices.start, text, choice->text,
	        choice->whole && text[end] != ' ' ? " " : "", text + end);
	size_t at = n->choices.start + strlen(choice->text) + choice->whole;

	field_set(field, line);
	field->cursor = at;
	free(line);
	narrow(n, desk);
}

/* The first control after the one shown for which the filter holds, else the
 * last before it; nowhere when it holds for that one, or for none. */
static void
go_within(struct desk *desk)
{
	size_t here = desk->spot.control, next;

	if (here == CATALOG_NONE || !desk->found || desk_filter_holds(desk))
		return;
	next = outline_step(&desk->outline, here, 1);
	if (next == CATALOG_NONE)
		next = outline_step(&desk->outline, here, -1);
	if (next != CATALOG_NONE)
		desk_select(desk, next);
}

bool
filter_take(struct desk *desk, const char *text, struct err *err)
{
	if (!desk_set_filter(desk, text, err))
		return false;
	go_within(desk);
	return true;
}

static void
keep(struct narrowing *n, struct command_ctx *ctx)
{
	n->insist = n->err.code;
	if (n->insist)
		return;
	go_within(ctx->desk);
	ctx->next = NEXT_CLOSE;
}

static void
leave(struct narrowing *n, struct command_ctx *ctx)
{
	desk_set_filter(ctx->desk, n->before, NULL);
	ctx->next = NEXT_CLOSE;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;
	size_t at = cursor(n);
	enum picker_event event =
	    picker_key(&n->picker, code, list_rows(pane) - 1);

	if (event == PICKER_TYPED)
		narrow(n, ctx->desk);
	else if (event == PICKER_TAB)
		take_choice(n, ctx->desk);
	else if (event == PICKER_ENTER)
		keep(n, ctx);
	else if (event == PICKER_LEAVE)
		leave(n, ctx);
	else if (cursor(n) != at)
		complete(n, ctx->desk);
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;

	picker_paste(&n->picker, text);
	narrow(n, ctx->desk);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;

	(void)ctx;
	return picker_move(&n->picker, move, list_rows(pane) - 1);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct narrowing *n = (const struct narrowing *)pane;
	enum { LEAST = 16 };
	char *count = desk_filter_count(desk);
	int edge = cols;

	canvas_put(canvas, row, 1, cols - 2, ROLE_STRONG, "&");
	if (desk_filter(desk) && text_cells(count) + LEAST < cols)
		edge = canvas_put_right(
		           canvas, row, 2, cols - 3, ROLE_QUIET, count) -
		       2;
	field_draw(&n->picker.field, canvas, row, 2, 1, edge - 2, ROLE_TEXT);
	free(count);
}

const struct pane_ops filter_ops = {
	.name = "filter",
	.title = N_("Filter"),
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
};
