/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Text in the hint row that narrows a column of the crosswalk as one types.
 * Enter keeps it, Esc brings back what was. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/desk.h"
#include "panes/crosswalk_filter.h"
#include "panes/picker.h"
#include "ui/canvas.h"

struct narrowing {
	struct pane pane;
	struct picker picker;
	struct crosswalk_view *view; /* the pane that is narrowed; borrowed */
	char *before;                /* or NULL */
};

static void
done(struct pane *pane)
{
	struct narrowing *n = (struct narrowing *)pane;

	picker_done(&n->picker);
	free(n->before);
	free(n);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	(void)pane;
	(void)desk;
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	(void)pane;
	(void)desk;
	(void)canvas;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	(void)pane;
	(void)desk;
	(void)cols;
	return 0;
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	(void)pane;
	(void)desk;
	(void)title;
	(void)right;
}

static void
narrow(struct narrowing *n, const char *text, const struct desk *desk)
{
	crosswalk_narrow(n->view, n->view->side, text);
	crosswalk_update(n->view, desk);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;
	struct pane *list = &n->view->pane;

	return list->ops->move(list, move, ctx);
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;

	/* the arrows move in the list */
	if (code == KEY_CODE_DOWN || code == KEY_CODE_UP) {
		move(pane, code == KEY_CODE_DOWN ? MOVE_DOWN : MOVE_UP, ctx);
		return true;
	}
	enum picker_event event = picker_key(&n->picker, code, 1);

	if (event == PICKER_TYPED)
		narrow(n, field_text(&n->picker.field), ctx->desk);
	else if (event == PICKER_LEAVE)
		narrow(n, n->before, ctx->desk);
	if (event == PICKER_ENTER || event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;

	picker_paste(&n->picker, text);
	narrow(n, field_text(&n->picker.field), ctx->desk);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct narrowing *n = (const struct narrowing *)pane;
	const struct crosswalk_column *column =
	    &n->view->columns[n->view->side];
	char *found = xasprintf(_("%zu of %zu"), column->count, column->all);

	(void)desk;
	picker_draw_input(&n->picker, canvas, row, cols, "&", found);
	free(found);
}

static const struct pane_ops ops = {
	.name = "crosswalk-filter",
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

struct pane *
crosswalk_filter_open(struct crosswalk_view *view)
{
	struct narrowing *n = xcalloc(1, sizeof(*n));
	const char *now = view->columns[view->side].needle;

	n->pane.ops = &ops;
	n->view = view;
	n->before = xstrdup(now);
	picker_init(&n->picker, now);
	/* not counted: something is there */
	picker_set_count(&n->picker, 1);
	return &n->pane;
}
