/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Words that narrow the findings as they are typed. Enter keeps them, Esc
 * brings back what was. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "panes/picker.h"
#include "panes/findings_parts.h"

struct narrowing {
	struct pane pane;
	struct picker picker;
	struct findings_pane *of; /* borrowed: views outlive drawers */
	char *before;             /* the words there were, or NULL */
};

static void
done(struct pane *pane)
{
	struct narrowing *n = (struct narrowing *)pane;

	picker_done(&n->picker);
	free(n->before);
	free(n);
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

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;
	enum picker_event event = picker_key(&n->picker, code, 1);

	if (code == KEY_CODE_DOWN || code == KEY_CODE_UP) {
		enum move way = code == KEY_CODE_DOWN ? MOVE_DOWN : MOVE_UP;

		n->of->pane.ops->move(&n->of->pane, way, ctx);
	} else if (event == PICKER_TYPED) {
		char *text = picker_text(&n->picker);

		findings_narrow(n->of, text);
		free(text);
	} else if (event == PICKER_ENTER) {
		ctx->next = NEXT_CLOSE;
	} else if (event == PICKER_LEAVE) {
		findings_narrow(n->of, n->before);
		ctx->next = NEXT_CLOSE;
	}
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct narrowing *n = (struct narrowing *)pane;

	(void)ctx;
	picker_paste(&n->picker, text);
	char *words = picker_text(&n->picker);

	findings_narrow(n->of, words);
	free(words);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct narrowing *n = (const struct narrowing *)pane;
	struct picker shown = n->picker;
	struct str right = { 0 };

	(void)desk;
	shown.count = n->of->rows.shown;
	str_printf(&right,
	    ngettext("%zu of %zu finding", "%zu of %zu findings",
	        n->of->rows.list.count),
	    shown.count, n->of->rows.list.count);
	picker_draw_input(
	    &shown, canvas, row, cols, _("words: "), str_text(&right));
	str_done(&right);
}

static const struct pane_ops findings_filter_ops = {
	.name = "findings-filter",
	.title = N_("Filter"),
	.done = done,
	.fit = fit,
	.draw = draw,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
};

struct pane *
findings_filter_open(struct findings_pane *p)
{
	struct narrowing *n = xcalloc(1, sizeof(*n));

	n->pane.ops = &findings_filter_ops;
	n->of = p;
	n->before = xstrdup(p->want.words);
	picker_init(&n->picker, p->want.words);
	return &n->pane;
}
