/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The journal: every commit, newest first, one row each; below, the one under
 * the cursor in full. Only rows in sight are made into text. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/journal_detail.h"
#include "panes/journal_text.h"
#include "panes/panes.h"
#include "panes/when.h"
#include "ui/canvas.h"

struct journal_view {
	struct pane pane;
	size_t cursor;   /* place in the list, 0 the newest */
	uint64_t seq;    /* of the commit there; 0: follow the newest */
	size_t top;      /* first place shown */
	int list, below; /* rows of the list and of the detail */
};

/* Columns from the left edge of the pane; -1: not shown. */
struct columns {
	int seq, day, at, by, where, what, why;
	int seq_cells, by_cells, where_cells, what_cells, why_cells;
};

static struct pane *
open_journal(void)
{
	struct journal_view *view = xcalloc(1, sizeof(*view));

	return &view->pane;
}

static void
done(struct pane *pane)
{
	free(pane);
}

static size_t
count_of(const struct desk *desk)
{
	return desk->session ? session_commits(desk->session) : 0;
}

/* The commit at a place of the list. */
static const struct commit *
commit_at(const struct desk *desk, size_t place)
{
	return session_commit(desk->session, count_of(desk) - 1 - place);
}

/* Does the row at a place begin an older day than the one above it? */
static bool
begins_day(const struct desk *desk, size_t place)
{
	return place > 0 && !when_same_day(commit_at(desk, place)->at,
	                        commit_at(desk, place - 1)->at);
}

static int
rows_of(const struct desk *desk, size_t place)
{
	return begins_day(desk, place) ? 2 : 1;
}

static int
head_rows(const struct pane *pane)
{
	return pane->rect.rows >= 26 ? 3 : 2;
}

/* Rows for list and detail; the same for every commit, so that nothing moves
 * with the cursor. */
static void
divide(struct journal_view *view)
{
	int rows = view->pane.rect.rows;
	int gap = rows >= 26;

	view->below = rows >= 26 ? rows * 3 / 10 : rows >= 16 ? 7 : 0;
	view->list = rows - head_rows(&view->pane) - view->below - gap;
	if (view->list < 1)
		view->list = 1;
}

/* The cursor stays on its commit while others come; on the newest it goes with
 * the newest. */
static void
follow(struct journal_view *view, const struct desk *desk)
{
	size_t count = count_of(desk);

	size_t place = view->cursor;

	if (place < count && commit_at(desk, place)->seq == view->seq)
		return;
	for (place = 0; view->seq && place + 1 < count &&
	                commit_at(desk, place)->seq > view->seq;)
		place++;
	view->cursor = place;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct journal_view *view = (struct journal_view *)pane;
	size_t count = count_of(desk);
	int used = 0;

	divide(view);
	if (!count) {
		view->cursor = view->top = 0;
		view->seq = 0;
		return;
	}
	follow(view, desk);
	if (view->top > view->cursor)
		view->top = view->cursor;
	if (view->cursor - view->top >= (size_t)view->list)
		view->top = view->cursor - (size_t)view->list + 1;
	for (size_t i = view->top; i <= view->cursor; i++)
		used += rows_of(desk, i);
	for (; used > view->list && view->top < view->cursor; view->top++)
		used -= rows_of(desk, view->top);
	/* no empty rows below the oldest while there are newer above */
	for (size_t i = view->cursor + 1; i < count && used <= view->list; i++)
		used += rows_of(desk, i);
	while (
	    view->top > 0 && used + rows_of(desk, view->top - 1) <= view->list)
		used += rows_of(desk, --view->top);
}

/* Columns are dropped while there is little room: why, by, at; what a row is
 * about never. */
static struct columns
columns(const struct pane *pane, const struct desk *desk)
{
	enum {
		ALL = 80,
		LEAST = 40,
		NAMES = 9,
		TIME = 5,
		GAP = 2,
		WHERE_MOST = 40,
		WHAT_MOST = 44
	};
	char newest[24];
	int digits = snprintf(newest, sizeof(newest), "%llu",
	    (unsigned long long)commit_at(desk, 0)->seq);
	struct columns c = { .seq = 1,
		.at = -1,
		.by = -1,
		.why = -1,
		.seq_cells = digits > 5 ? digits : 5,
		.by_cells = NAMES };
	int at = 1 + c.seq_cells + GAP, room = pane->rect.cols - at;

	c.day = at;
	if (room - TIME - GAP >= LEAST) {
		c.at = at;
		at += TIME + GAP;
		room -= TIME + GAP;
	}
	if (room - NAMES - GAP >= LEAST) {
		c.by = at;
		at += NAMES + GAP;
		room -= NAMES + GAP;
	}
	c.where = at;
	c.where_cells = room >= ALL ? room * 31 / 100 : room * 42 / 100;
	if (c.where_cells > WHERE_MOST)
		c.where_cells = WHERE_MOST;
	c.what = at + c.where_cells + GAP;
	room -= c.where_cells + GAP;
	c.what_cells = room - 1;
	if (room + c.where_cells + GAP < ALL)
		return c;
	c.what_cells = (room + c.where_cells + GAP) * 30 / 100;
	if (c.what_cells > WHAT_MOST)
		c.what_cells = WHAT_MOST;
	c.why = c.what + c.what_cells + GAP;
	c.why_cells = pane->rect.cols - c.why - 1;
	return c;
}

/* "218 commits   head 4c19 a07e   all, newest first", what has room of it. */
static void
draw_head(const struct journal_view *view, const struct desk *desk,
    struct canvas *canvas)
{
	const struct rect *r = &view->pane.rect;
	size_t count = count_of(desk);
	int used = canvas_put(
	    canvas, r->row, r->col + 1, r->cols - 1, ROLE_STRONG, _("Journal"));
	int room = r->cols - used - 5;
	struct str text = { 0 }, more = { 0 };

	if (!count)
		return;
	const char *sum = commit_at(desk, 0)->sum;

	str_printf(&text, ngettext("%zu commit", "%zu commits", count), count);
	str_printf(&more, "%s   ", str_text(&text));
	/* TRANSLATORS: the newest entry's check sum follows */
	str_printf(&more, _("head %.4s %.4s"), sum, sum + 4);
	if (text_cells(str_text(&more)) <= room) {
		str_clear(&text);
		str_add(&text, str_text(&more));
	}
	/* TRANSLATORS: which commits the list shows */
	str_printf(&more, "   %s", _("all, newest first"));
	canvas_put_right(canvas, r->row, r->col + used + 3, r->cols - used - 4,
	    ROLE_QUIET,
	    str_text(text_cells(str_text(&more)) <= room ? &more : &text));
	str_done(&text);
	str_done(&more);
}

static void
draw_column_heads(const struct pane *pane, const struct columns *c,
    struct canvas *canvas, int row)
{
	int col = pane->rect.col;

	/* TRANSLATORS: heads of the journal's columns: number of a commit
	 * (at most 5 letters) */
	canvas_put_right(
	    canvas, row, col + c->seq, c->seq_cells, ROLE_QUIET, _("seq"));
	if (c->at >= 0)
		/* TRANSLATORS: time of a commit, at most 5 letters */
		canvas_put_cut(
		    canvas, row, col + c->at, 5, ROLE_QUIET, _("at"));
	if (c->by >= 0)
		/* TRANSLATORS: who made it, at most 9 letters */
		canvas_put_cut(
		    canvas, row, col + c->by, c->by_cells, ROLE_QUIET, _("by"));
	/* TRANSLATORS: which criterion, request, note it is about */
	canvas_put_cut(canvas, row, col + c->where, c->where_cells, ROLE_QUIET,
	    _("where"));
	/* TRANSLATORS: the old and the new value */
	canvas_put_cut(
	    canvas, row, col + c->what, c->what_cells, ROLE_QUIET, _("what"));
	if (c->why >= 0)
		/* TRANSLATORS: the reason */
		canvas_put_cut(canvas, row, col + c->why, c->why_cells,
		    ROLE_QUIET, _("why"));
}

static void
draw_commit(const struct pane *pane, const struct desk *desk,
    const struct columns *c, const struct commit *commit, struct canvas *canvas,
    int row)
{
	int col = pane->rect.col, width = c->what_cells;
	struct str text = { 0 };
	char small[24];

	snprintf(small, sizeof(small), "%llu", (unsigned long long)commit->seq);
	canvas_put_right(
	    canvas, row, col + c->seq, c->seq_cells, ROLE_TEXT, small);
	if (c->at >= 0) {
		when_time(commit->at, small);
		canvas_put(canvas, row, col + c->at, 5, ROLE_QUIET, small);
	}
	if (c->by >= 0)
		canvas_put_cut(canvas, row, col + c->by, c->by_cells, ROLE_TEXT,
		    commit->by);
	if (c->why >= 0) {
		journal_why(commit, &text);
		canvas_put_cut(canvas, row, col + c->why, c->why_cells,
		    ROLE_TEXT, str_text(&text));
		/* without a reason its room is free */
		if (!text.len)
			width = c->what_cells + 2 + c->why_cells;
	}
	str_clear(&text);
	journal_where(desk, commit, c->where_cells, &text);
	canvas_put_cut(canvas, row, col + c->where, c->where_cells, ROLE_TEXT,
	    str_text(&text));
	str_clear(&text);
	journal_what(desk, commit, width, &text);
	canvas_put_cut(
	    canvas, row, col + c->what, width, ROLE_TEXT, str_text(&text));
	str_done(&text);
}

static void
draw_list(const struct journal_view *view, const struct desk *desk,
    struct canvas *canvas)
{
	const struct pane *pane = &view->pane;
	struct columns c = columns(pane, desk);
	int row = pane->rect.row + head_rows(pane), end = row + view->list;

	draw_column_heads(pane, &c, canvas, row - 1);
	for (size_t i = view->top; i < count_of(desk) && row < end; i++) {
		if (begins_day(desk, i)) {
			struct str day = { 0 };

			when_day(commit_at(desk, i)->at, true, &day);
			canvas_put(canvas, row++, pane->rect.col + c.day,
			    pane->rect.cols - c.day, ROLE_QUIET,
			    str_text(&day));
			str_done(&day);
			if (row >= end)
				break;
		}
		draw_commit(pane, desk, &c, commit_at(desk, i), canvas, row);
		if (i == view->cursor)
			pane_draw_cursor(pane, canvas, row, pane->rect.col + 1);
		row++;
	}
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct journal_view *view = (const struct journal_view *)pane;
	const struct rect *r = &pane->rect;

	draw_head(view, desk, canvas);
	if (!count_of(desk)) {
		canvas_put_cut(canvas, r->row + 2, r->col + 1, r->cols - 2,
		    ROLE_QUIET, _("Nothing has happened yet."));
		return;
	}
	draw_list(view, desk, canvas);
	if (view->below)
		journal_detail_draw(pane, desk, commit_at(desk, view->cursor),
		    canvas,
		    (struct rect){ r->row + r->rows - view->below, r->col,
		        view->below, r->cols });
}

static bool
go_to(struct journal_view *view, const struct desk *desk, size_t place)
{
	size_t count = count_of(desk);

	if (!count)
		return false;
	if (place >= count)
		place = count - 1;
	if (place == view->cursor)
		return false;
	view->cursor = place;
	view->seq = place ? commit_at(desk, place)->seq : 0;
	return true;
}

/* To the place that the commit speaks of. */
static bool
enter(const struct journal_view *view, struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	struct spot spot;

	if (!count_of(desk))
		return false;
	if (journal_spot(desk, commit_at(desk, view->cursor), &spot)) {
		desk_go(desk, spot);
		ctx->next = NEXT_ASSESS;
	} else {
		str_add(ctx->message,
		    _("This is no answer to a control; there is no place to "
		      "go to."));
	}
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct journal_view *view = (struct journal_view *)pane;
	const struct desk *desk = ctx->desk;
	size_t page = view->list > 1 ? (size_t)view->list - 1 : 1, to;

	if (move_place(move, view->cursor, page, count_of(desk), &to))
		return go_to(view, desk, to);
	switch (move) {
	case MOVE_ENTER:
		return enter(view, ctx);
	default:
		return false;
	}
}

/* The commit named by the argument, else the one under the cursor. */
static bool
find_seq(const struct command_ctx *ctx, unsigned long long *seq)
{
	const struct journal_view *view = (const void *)ctx->pane;
	char *end = NULL;

	if (ctx->argument) {
		*seq = strtoull(ctx->argument, &end, 10);
		if (ctx->argument[0] < '0' || ctx->argument[0] > '9' || *end)
			return err_set(ctx->err, ERR_INPUT,
			    _("\"%s\" is no number of a commit."),
			    ctx->argument);
		return true;
	}
	if (!ctx->pane || ctx->pane->ops != &journal_ops)
		return err_set(ctx->err, ERR_INPUT,
		    _("Put the cursor on a commit in the journal, or give its "
		      "number."));
	*seq = commit_at(ctx->desk, view->cursor)->seq;
	return true;
}

static bool
back_to_here(struct command_ctx *ctx)
{
	if (!count_of(ctx->desk))
		return err_set(
		    ctx->err, ERR_INPUT, _("Nothing has happened yet."));
	if (!find_seq(ctx, &ctx->back_seq))
		return false;
	ctx->next = NEXT_BACK;
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "open", "undo", "redo",
		"back-to-here", "search", NULL };
	static const char *const nothing[] = { "view-assess", "search", NULL };

	(void)pane;
	return count_of(desk) ? names : nothing;
}

static const struct command journal_commands[] = {
	{ "back-to-here", "B", N_("take back everything after this commit"),
	    back_to_here, N_("NUMBER"), N_("back to here") },
	{ 0 },
};

const struct command_table journal_table = {
	"journal",
	N_("Journal"),
	journal_commands,
};

static const struct command_table *const tables[] = { &journal_table, NULL };

const struct pane_ops journal_ops = {
	.name = "journal",
	.title = N_("Journal"),
	.tables = tables,
	.hints = hints,
	.open = open_journal,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
