/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Typing the scope's rule: terms about the content, completed, with the number
 * of controls they hold for. Enter goes on to the reason. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/filter.h"
#include "model/session.h"
#include "panes/picker.h"
#include "panes/scope_ask.h"
#include "panes/scope_drawer.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* Cells from the left edge, and most rows of the list. */
enum { COL_TERM = 2, TERM_LEAST = 14, TERM_MOST = 30, MOST_ROWS = 9 };

struct ruling {
	struct pane pane;
	struct picker picker;
	struct filter_choices choices;
	struct err err; /* what is wrong with the text */
	bool insist;    /* Enter was pressed on it */
	size_t holds;   /* for how many controls */
	int terms;      /* cells of the list's first column */
};

/* The word at the cursor may be half of something good. */
static bool
shows_error(const struct ruling *r)
{
	return r->err.code && (r->insist || !r->choices.count);
}

/* Looks at the text anew. */
static void
look(struct ruling *r, const struct desk *desk)
{
	struct filter_view view = { .catalog = desk->catalog,
		.language = desk->language };
	const char *text = field_text(&r->picker.field);

	err_done(&r->err);
	r->insist = false;
	scope_count(desk, text, &r->holds, &r->err);
	r->picker.cursor = r->picker.top = 0;
	filter_complete(&view, text, r->picker.field.cursor, &r->choices);
	r->terms = TERM_LEAST;
	for (size_t i = 0; i < r->choices.count; i++) {
		int cells = text_cells(r->choices.items[i].shown);

		if (cells > r->terms)
			r->terms = cells < TERM_MOST ? cells : TERM_MOST;
	}
	picker_set_count(&r->picker, r->choices.count);
}

static void
done(struct pane *pane)
{
	struct ruling *r = (struct ruling *)pane;

	picker_done(&r->picker);
	filter_choices_done(&r->choices);
	err_done(&r->err);
	free(r);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct ruling *r = (const struct ruling *)pane;

	(void)desk;
	if (shows_error(r))
		return (int)wrap_count(r->err.message, cols - 2 * COL_TERM);
	return r->choices.count < MOST_ROWS ? (int)r->choices.count : MOST_ROWS;
}

static size_t
list_rows(const struct pane *pane)
{
	return pane->rect.rows > 1 ? (size_t)pane->rect.rows : 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct picker *picker = &((struct ruling *)pane)->picker;

	(void)desk;
	if (picker->count)
		picker_scroll(picker, picker->cursor, picker->cursor,
		    picker->count, list_rows(pane));
}

static void
draw_error(const struct ruling *r, struct canvas *canvas)
{
	const struct rect *area = &r->pane.rect;
	struct wrap wrap = { 0 };

	wrap_text(&wrap, r->err.message, area->cols - 2 * COL_TERM);
	for (size_t i = 0; i < wrap.count && (int)i < area->rows; i++)
		canvas_put_n(canvas, area->row + (int)i, COL_TERM,
		    area->cols - COL_TERM, ROLE_TEXT,
		    r->err.message + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct ruling *r = (const struct ruling *)pane;
	const struct rect *area = &pane->rect;
	int help = COL_TERM + r->terms + 2, row = area->row;
	size_t i = r->picker.top, end = i + list_rows(pane);

	(void)desk;
	if (shows_error(r)) {
		draw_error(r, canvas);
		return;
	}
	for (; i < r->choices.count && i < end; i++, row++) {
		const struct filter_choice *choice = &r->choices.items[i];

		canvas_put_cut(canvas, row, COL_TERM, r->terms, ROLE_STRONG,
		    choice->shown);
		if (choice->help)
			canvas_put_cut(canvas, row, help, area->cols - help - 1,
			    ROLE_TEXT, choice->help);
		if (i != r->picker.cursor)
			continue;
		canvas_put_glyph(canvas, row, 0, ROLE_TEXT, GLYPH_CURSOR);
		canvas_restyle(canvas, row, 0, area->cols, ROLE_CURSOR, 0);
	}
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	(void)pane;
	(void)desk;
	str_add(title, _("Rule: in scope is what these terms hold for"));
	str_add(right, _("Enter goes on   Tab completes   Esc back"));
}

/* Puts the choice under the cursor in place of the word typed. */
static void
take_choice(struct ruling *r, const struct desk *desk)
{
	struct field *field = &r->picker.field;
	const struct filter_choice *choice =
	    r->choices.count ? &r->choices.items[r->picker.cursor] : NULL;

	if (!choice || !*choice->text)
		return;
	const char *text = field_text(field), *rest = text + field->cursor;
	bool blank = choice->whole && *rest != ' ';
	char *line = xasprintf("%.*s%s%s%s", (int)r->choices.start, text,
	    choice->text, blank ? " " : "", rest);
	size_t at = r->choices.start + strlen(choice->text) + choice->whole;

	field_set(field, line);
	field->cursor = at;
	free(line);
	look(r, desk);
}

static void
go_on(struct ruling *r, struct command_ctx *ctx)
{
	r->insist = r->err.code;
	if (r->insist)
		return;
	if (scope_ask_rule(ctx, field_text(&r->picker.field)))
		ctx->next = NEXT_CLOSE;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct ruling *r = (struct ruling *)pane;
	size_t at = r->picker.field.cursor;
	enum picker_event event =
	    picker_key(&r->picker, code, list_rows(pane) - 1);

	if (event == PICKER_TYPED)
		look(r, ctx->desk);
	else if (event == PICKER_TAB)
		take_choice(r, ctx->desk);
	else if (event == PICKER_ENTER)
		go_on(r, ctx);
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	else if (r->picker.field.cursor != at)
		look(r, ctx->desk);
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct ruling *r = (struct ruling *)pane;

	picker_paste(&r->picker, text);
	look(r, ctx->desk);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct ruling *r = (struct ruling *)pane;

	(void)ctx;
	return picker_move(&r->picker, move, list_rows(pane) - 1);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct ruling *r = (const struct ruling *)pane;
	/* TRANSLATORS: asks for the rule of the session's scope */
	char *label = xasprintf("%s: ", _("rule"));
	char *count = xasprintf(_("%zu of %zu"), r->holds,
	    catalog_rows(desk->catalog, TABLE_CONTROL));
	int at = 1 + canvas_put(canvas, row, 1, cols - 2, ROLE_STRONG, label);
	int edge = cols;

	if (!r->err.code && at + 20 + text_cells(count) < cols)
		edge = canvas_put_right(
		           canvas, row, at, cols - at - 1, ROLE_QUIET, count) -
		       2;
	field_draw(&r->picker.field, canvas, row, at, 1, edge - at, ROLE_TEXT);
	free(count);
	free(label);
}

static const struct pane_ops ops = {
	.name = "scope-rule",
	.title = N_("Rule"),
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

struct pane *
scope_rule_open(const struct desk *desk)
{
	struct ruling *r = xcalloc(1, sizeof(*r));
	const char *now =
	    desk->session ? session_get(desk->session, "scope/rule") : NULL;
	/* the next term can be typed at once */
	char *text = now ? xasprintf("%s ", now) : NULL;

	r->pane.ops = &ops;
	picker_init(&r->picker, text);
	free(text);
	look(r, desk);
	return &r->pane;
}
