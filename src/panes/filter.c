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
#include "panes/terms.h"
#include "ui/canvas.h"

struct narrowing {
	struct pane pane;
	struct terms terms;
	char *before; /* the filter there was, or NULL */
};

static void
complete(struct narrowing *n, const struct desk *desk)
{
	struct filter_view view = desk_view(desk);

	terms_complete(&n->terms, &view);
}

/* The tree follows the text, of a wrong one what stands before the mistake. */
static void
narrow(struct narrowing *n, struct desk *desk)
{
	const char *text = terms_text(&n->terms), *end = text;
	struct err *err = &n->terms.err;

	err_done(err);
	n->terms.insist = false;
	if (!desk_set_filter(desk, text, err)) {
		for (size_t i = 1; i < err->column; i++) {
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
	terms_init(&n->terms, text);
	free(text);
	complete(n, desk);
	return &n->pane;
}

static void
done(struct pane *pane)
{
	struct narrowing *n = (struct narrowing *)pane;

	terms_done(&n->terms);
	free(n->before);
	free(n);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	(void)desk;
	return terms_want(&((const struct narrowing *)pane)->terms, cols);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	(void)desk;
	terms_fit(&((struct narrowing *)pane)->terms, &pane->rect);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	(void)desk;
	terms_draw(
	    &((const struct narrowing *)pane)->terms, &pane->rect, canvas);
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
	if (!terms_accept(&n->terms))
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
	bool moved;
	enum picker_event event =
	    terms_key(&n->terms, code, &pane->rect, &moved);

	if (event == PICKER_TYPED)
		narrow(n, ctx->desk);
	else if (event == PICKER_ENTER)
		keep(n, ctx);
	else if (event == PICKER_LEAVE)
		leave(n, ctx);
	else if (moved)
		complete(n, ctx->desk);
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;

	picker_paste(&n->terms.picker, text);
	narrow(n, ctx->desk);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	(void)ctx;
	return terms_move(
	    &((struct narrowing *)pane)->terms, move, &pane->rect);
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
	field_draw(
	    &n->terms.picker.field, canvas, row, 2, 1, edge - 2, ROLE_TEXT);
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
