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
#include "panes/scope_ask.h"
#include "panes/scope_drawer.h"
#include "panes/terms.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

struct ruling {
	struct pane pane;
	struct terms terms;
	size_t holds; /* for how many controls */
};

/* Looks at the text anew. */
static void
look(struct ruling *r, const struct desk *desk)
{
	struct filter_view view = { .catalog = desk->catalog,
		.language = desk->language };

	err_done(&r->terms.err);
	r->terms.insist = false;
	scope_count(desk, terms_text(&r->terms), &r->holds, &r->terms.err);
	terms_complete(&r->terms, &view);
}

static void
done(struct pane *pane)
{
	struct ruling *r = (struct ruling *)pane;

	terms_done(&r->terms);
	free(r);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	(void)desk;
	return terms_want(&((const struct ruling *)pane)->terms, cols);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	(void)desk;
	terms_fit(&((struct ruling *)pane)->terms, &pane->rect);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	(void)desk;
	terms_draw(&((const struct ruling *)pane)->terms, &pane->rect, canvas);
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

static void
go_on(struct ruling *r, struct command_ctx *ctx)
{
	if (terms_accept(&r->terms) &&
	    scope_ask_rule(ctx, terms_text(&r->terms)))
		ctx->next = NEXT_CLOSE;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct ruling *r = (struct ruling *)pane;
	bool moved;
	enum picker_event event =
	    terms_key(&r->terms, code, &pane->rect, &moved);

	if (event == PICKER_TYPED || moved)
		look(r, ctx->desk);
	else if (event == PICKER_ENTER)
		go_on(r, ctx);
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct ruling *r = (struct ruling *)pane;

	picker_paste(&r->terms.picker, text);
	look(r, ctx->desk);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	(void)ctx;
	return terms_move(&((struct ruling *)pane)->terms, move, &pane->rect);
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

	if (!r->terms.err.code && at + 20 + text_cells(count) < cols)
		edge = canvas_put_right(
		           canvas, row, at, cols - at - 1, ROLE_QUIET, count) -
		       2;
	field_draw(&r->terms.picker.field, canvas, row, at, 1, edge - at,
	    ROLE_TEXT);
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
	terms_init(&r->terms, text);
	free(text);
	look(r, desk);
	return &r->pane;
}
