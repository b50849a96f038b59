/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Words in the hint row that narrow a list as they are typed. */

#include <config.h>

#include "panes/word_filter.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "panes/picker.h"

struct word_filter {
	struct pane pane;
	struct picker picker;
	const struct word_filter_list *of;
	struct pane *list; /* borrowed: views outlive drawers */
	char *before;      /* the words there were, or NULL */
};

static void
done(struct pane *pane)
{
	struct word_filter *w = (struct word_filter *)pane;

	picker_done(&w->picker);
	free(w->before);
	free(w);
}

/* It is the hint row alone. */
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

/* The list follows the text. */
static void
narrow(struct word_filter *w, const struct desk *desk)
{
	char *words = picker_text(&w->picker);

	w->of->narrow(w->list, words, desk);
	free(words);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct pane *list = ((struct word_filter *)pane)->list;

	return list->ops->move(list, move, ctx);
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct word_filter *w = (struct word_filter *)pane;

	if (code == KEY_CODE_DOWN || code == KEY_CODE_UP) {
		move(pane, code == KEY_CODE_DOWN ? MOVE_DOWN : MOVE_UP, ctx);
		return true;
	}
	enum picker_event event = picker_key(&w->picker, code, 1);

	if (event == PICKER_TYPED)
		narrow(w, ctx->desk);
	else if (event == PICKER_LEAVE)
		w->of->narrow(w->list, w->before, ctx->desk);
	if (event == PICKER_ENTER || event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct word_filter *w = (struct word_filter *)pane;

	picker_paste(&w->picker, text);
	narrow(w, ctx->desk);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct word_filter *w = (const struct word_filter *)pane;
	struct picker shown = w->picker;
	struct str right = { 0 };

	(void)desk;
	shown.count = w->of->count(w->list, &right);
	picker_draw_input(
	    &shown, canvas, row, cols, _(w->of->label), str_text(&right));
	str_done(&right);
}

static const struct pane_ops word_filter_ops = {
	.name = "word-filter",
	.title = N_("Filter"),
	.want = want,
	.bar = bar,
	.fit = fit,
	.draw = draw,
	.input = input,
	.move = move,
	.key = key,
	.paste = paste,
	.done = done,
};

struct pane *
word_filter_open(const struct word_filter_list *of, struct pane *list)
{
	struct word_filter *w = xcalloc(1, sizeof(*w));
	const char *now = of->words(list);

	w->pane.ops = &word_filter_ops;
	w->of = of;
	w->list = list;
	w->before = xstrdup(now);
	picker_init(&w->picker, now);
	return &w->pane;
}
