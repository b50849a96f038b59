/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The drawer that takes a figure apart. Its pages lie on one another: Enter
 * goes deeper, Esc back. */

#include <config.h>

#include "panes/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/panes.h"
#include "panes/side_list.h"
#include "ui/canvas.h"

enum { PAGES = 8 };

struct page {
	struct trace_figure figure; /* kind NONE: a control */
	size_t control;
	size_t cursor, top;
};

struct trace {
	struct pane pane;
	struct page pages[PAGES];
	size_t depth; /* pages there are */
	struct side_list list;
	struct trace_goals goals;
	/* what the lines were made from */
	size_t made_depth, commits;
	int cols;
};

static struct trace *
trace_new(void)
{
	struct trace *trace = xcalloc(1, sizeof(*trace));

	trace->pane.ops = &trace_ops;
	trace->list.visited = true;
	return trace;
}

struct pane *
trace_open(struct trace_figure figure)
{
	struct trace *trace = trace_new();

	trace->pages[trace->depth++].figure = figure;
	return &trace->pane;
}

struct pane *
trace_open_control(size_t control)
{
	struct trace *trace = trace_new();

	trace->pages[trace->depth++].control = control;
	return &trace->pane;
}

static void
done(struct pane *pane)
{
	struct trace *trace = (struct trace *)pane;

	side_list_done(&trace->list);
	free(trace->goals.items);
	free(trace);
}

static const struct page *
page_of(const struct trace *trace)
{
	return &trace->pages[trace->depth - 1];
}

/* Lines for a page, as wide as there is room. */
static void
make(const struct page *page, struct side_list *list, struct trace_goals *goals,
    const struct desk *desk, int cells)
{
	side_list_clear(list);
	goals->count = 0;
	list->items = 0;
	if (page->figure.kind)
		trace_figure_page(list, goals, desk, page->figure, cells);
	else
		trace_control_page(list, goals, desk, page->control, cells);
	list->items = goals->count;
}

static size_t
commits_of(const struct desk *desk)
{
	return desk->session ? session_commits(desk->session) : 0;
}

/* The text is set in a measure, like everything one reads. */
static int
cells_of(int cols)
{
	struct pane pane = { .rect = { .cols = cols } };

	return side_cells(&pane);
}

/* Makes the page's lines unless they are there. */
static void
refresh(struct trace *trace, const struct desk *desk, int cols)
{
	const struct page *page = page_of(trace);

	if (trace->made_depth == trace->depth && trace->cols == cols &&
	    trace->commits == commits_of(desk))
		return;
	bool other = trace->made_depth != trace->depth;

	make(page, &trace->list, &trace->goals, desk, cells_of(cols));
	trace->made_depth = trace->depth;
	trace->cols = cols;
	trace->commits = commits_of(desk);
	if (other) {
		side_list_restart(&trace->list, page->cursor);
		trace->list.top = page->top;
		trace->list.visited = true;
	}
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct trace *trace = (const struct trace *)pane;
	struct side_list list = { 0 };
	struct trace_goals goals = { 0 };
	int rows;

	if (trace->made_depth == trace->depth && trace->cols == cols &&
	    trace->commits == commits_of(desk))
		return (int)trace->list.count;
	make(page_of(trace), &list, &goals, desk, cells_of(cols));
	rows = (int)list.count;
	side_list_done(&list);
	free(goals.items);
	return rows;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct trace *trace = (struct trace *)pane;

	refresh(trace, desk, pane->rect.cols);
	side_list_fit(&trace->list, pane, pane->rect.rows);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct trace *trace = (const struct trace *)pane;

	(void)desk;
	side_list_draw(&trace->list, pane, canvas, pane->rect.row);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct trace *trace = (const struct trace *)pane;
	const struct page *page = page_of(trace);

	if (page->figure.kind)
		trace_figure_title(desk, page->figure, title);
	else
		str_printf(title, "%s %s",
		    catalog_string(desk->catalog, CONTROL_ID, page->control),
		    catalog_control_name(
		        desk->catalog, page->control, desk->language));
	str_add(right, _("Enter goes deeper   Esc back"));
}

static void
push(struct trace *trace, struct page page)
{
	struct page *here = &trace->pages[trace->depth - 1];

	if (trace->depth == PAGES)
		return;
	here->cursor = trace->list.cursor;
	here->top = trace->list.top;
	trace->pages[trace->depth++] = page;
}

static bool
enter(struct trace *trace, struct command_ctx *ctx)
{
	if (trace->list.cursor >= trace->goals.count)
		return false;
	const struct trace_goal *goal = &trace->goals.items[trace->list.cursor];
	struct trace_figure figure = page_of(trace)->figure;

	switch (goal->way) {
	case WAY_CONTROL:
		push(trace, (struct page){ .control = goal->row });
		break;
	case WAY_DOMAIN:
		figure.domain = goal->row;
		push(trace, (struct page){ .figure = figure });
		break;
	case WAY_SPOT:
		desk_go(ctx->desk, goal->spot);
		ctx->next = NEXT_ASSESS;
		break;
	}
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct trace *trace = (struct trace *)pane;

	/* keys may come faster than frames are drawn */
	if (trace->cols)
		refresh(trace, ctx->desk, trace->cols);
	if (move == MOVE_ENTER || move == MOVE_RIGHT)
		return enter(trace, ctx);
	if (move == MOVE_LEFT) {
		if (trace->depth > 1)
			trace->depth--;
		return true;
	}
	return side_list_move(&trace->list, move);
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct trace *trace = (struct trace *)pane;

	if (code != KEY_ESC_CODE && code != ('c' & 31))
		return false;
	if (trace->depth > 1)
		trace->depth--;
	else
		ctx->next = NEXT_CLOSE;
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "down", "open", "back", NULL };

	(void)pane;
	(void)desk;
	return names;
}

const struct pane_ops trace_ops = {
	.name = "trace",
	.title = N_("Trace"),
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
