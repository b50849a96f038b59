/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The overview: figures of the whole or of a domain, the table of controls or
 * of domains, and what is left to do. The cursor walks over all that opens. */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/conformity.h"
#include "panes/keymap.h"
#include "panes/overview_lines.h"
#include "panes/overview_rows.h"
#include "panes/overview_table.h"
#include "panes/panes.h"
#include "panes/trace.h"
#include "ui/canvas.h"

enum place { AT_ROWS, AT_HEAD, AT_FOOT };
/* Rows of the pane from which on it is laid out so, and what head and foot
 * then get at most; a table that does not fit leaves the foot so much. */
enum { ROOMY = 26, NORMAL = 19, TIGHT = 12 };
enum { FOOT_LINES = 6, FOOT_LISTED = 8 };

struct overview {
	struct pane pane;
	struct overview_rows rows;
	struct overview_lines head, foot;
	enum place at;
	size_t piece; /* of head or foot; SIZE_MAX: it has no room */
	struct overview_piece kept; /* what it opens; its text is not kept */
	size_t cursor;              /* of the rows */
	enum overview_cell cell;
	size_t top, blocks;
	size_t seen; /* the control shown when last looked at */
	bool started;
	int table, blank, body, bottom; /* where the parts begin, their rows */
};

static struct pane *
open_overview(void)
{
	struct overview *view = xcalloc(1, sizeof(*view));

	view->rows.domain = view->seen = CATALOG_NONE;
	view->blocks = 1;
	return &view->pane;
}

static void
done(struct pane *pane)
{
	struct overview *view = (struct overview *)pane;

	overview_rows_done(&view->rows);
	overview_lines_done(&view->head);
	overview_lines_done(&view->foot);
	free(view);
}

/* The cursor goes where the desk is: another view may have moved it. */
static void
follow(struct overview *view, const struct desk *desk)
{
	size_t control = desk->spot.control, place;

	if (control == view->seen)
		return;
	view->seen = control;
	if (control != CATALOG_NONE && !view->rows.by_domain &&
	    !overview_is_in(desk->catalog, control, view->rows.domain)) {
		view->rows.domain =
		    catalog_ref(desk->catalog, CONTROL_DOMAIN, control);
		overview_rows_refresh(&view->rows, desk);
	}
	place = overview_rows_place(&view->rows, desk, control);
	if (place == SIZE_MAX)
		return;
	view->at = AT_ROWS;
	view->cursor = place;
	view->cell = CELL_ROW;
}

/* Makes everything as it is now; rows keep the cursor by what they are. */
static void
refresh(struct overview *view, const struct desk *desk)
{
	struct overview_rows *rows = &view->rows;
	size_t row = view->cursor < rows->count ? rows->items[view->cursor].row
	                                        : CATALOG_NONE;

	overview_rows_refresh(rows, desk);
	if (!view->started) {
		view->started = true;
		rows->by_domain = rows->domains > 1;
		overview_rows_refresh(rows, desk);
	}
	if (row != CATALOG_NONE && overview_rows_find(rows, row) != SIZE_MAX)
		view->cursor = overview_rows_find(rows, row);
	if (view->cursor >= rows->count)
		view->cursor = rows->count ? rows->count - 1 : 0;
	follow(view, desk);
}

static int
head_most(int rows)
{
	return rows >= ROOMY    ? 8
	       : rows >= NORMAL ? 6
	       : rows >= TIGHT  ? 3
	       : rows >= 9      ? 2
	                        : 1;
}

/* Lines of what is outstanding; what is deficient has two clocks. */
static int
work_kinds(const struct overview_work *work)
{
	return (work->deficient ? 2 : 0) + (work->evidence > 0) +
	       (work->objectives > 0) + (work->judgements > 0) +
	       (work->flagged > 0) + (work->returned > 0) + (work->stale > 0) +
	       (work->recheck > 0);
}

/* As few columns as leave the foot its lines; returns what it gets then. */
static int
choose_blocks(struct overview *view, int room)
{
	const struct overview_rows *rows = &view->rows;
	size_t most = overview_table_blocks(rows, view->pane.rect.cols);
	int foot = room - (int)rows->count;

	for (view->blocks = 1; foot < FOOT_LINES && view->blocks < most;) {
		view->blocks++;
		foot = room -
		       (int)((rows->count + view->blocks - 1) / view->blocks);
	}
	return foot;
}

/* Divides the rows among head, table and foot. */
static void
divide(struct overview *view, const struct desk *desk)
{
	const struct rect *r = &view->pane.rect;
	const struct overview_rows *rows = &view->rows;
	bool apart = r->rows >= NORMAL, listed = false;
	int room, foot;

	overview_head_make(
	    &view->head, rows, desk, r->cols, head_most(r->rows));
	view->table = view->head.lines + apart;
	view->blank = 0;
	room = r->rows - view->table - 1;
	foot = choose_blocks(view, room);
	if (foot >= FOOT_LINES) {
		int kinds = work_kinds(&rows->work);

		listed = r->rows >= ROOMY && foot >= FOOT_LISTED + kinds;
		view->blank = listed && foot > FOOT_LISTED + kinds;
		foot -= view->blank;
	} else {
		int least = r->rows >= NORMAL  ? FOOT_LINES
		            : r->rows >= TIGHT ? 1
		                               : 0;

		if (foot < least)
			foot = least;
	}
	view->body = room - foot - view->blank;
	if (view->body < 1)
		view->body = 1;
	view->bottom = view->table + 1 + view->blank + view->body;
	overview_foot_make(&view->foot, rows, desk, r->cols, foot, listed);
}

static void
scroll(struct overview *view)
{
	size_t body = (size_t)view->body, shown;

	shown = body * view->blocks;
	if (view->top > view->cursor)
		view->top = view->cursor;
	if (view->cursor - view->top >= shown)
		view->top = view->cursor - shown + 1;
	if (view->top + shown > view->rows.count)
		view->top =
		    view->rows.count > shown ? view->rows.count - shown : 0;
}

/* The cursor stays on what it was on, also when that moved, or has no room for
 * a while below a drawer. */
static void
settle(struct overview *view)
{
	if (view->at != AT_ROWS)
		view->piece = overview_lines_find(
		    view->at == AT_HEAD ? &view->head : &view->foot,
		    &view->kept);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct overview *view = (struct overview *)pane;

	refresh(view, desk);
	divide(view, desk);
	scroll(view);
	settle(view);
}

static void
draw_empty(
    const struct overview *view, const struct desk *desk, struct canvas *canvas)
{
	const struct rect *r = &view->pane.rect;

	canvas_put_cut(canvas, r->row + view->table + 1, r->col + 2,
	    r->cols - 3, ROLE_QUIET,
	    desk_filter(desk) ? _("The filter lets none of these through.")
	                      : _("There is nothing to assess in this pack."));
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct overview *view = (const struct overview *)pane;
	const struct rect *r = &pane->rect;
	struct overview_table table = { .rows = &view->rows,
		.top = view->top,
		.body = view->body,
		.blocks = view->blocks,
		.cursor = view->at == AT_ROWS ? view->cursor : SIZE_MAX,
		.cell = view->cell };

	overview_lines_draw(&view->head, canvas, r->row, r->col,
	    view->at == AT_HEAD ? view->piece : SIZE_MAX);
	if (view->rows.count)
		overview_table_draw(&table, pane, desk, canvas,
		    r->row + view->table, view->blank);
	else
		draw_empty(view, desk, canvas);
	overview_lines_draw(&view->foot, canvas, r->row + view->bottom, r->col,
	    view->at == AT_FOOT ? view->piece : SIZE_MAX);
}

/* Tells the desk what is under the cursor now. */
static void
show_row(struct overview *view, struct desk *desk)
{
	const struct overview_rows *rows = &view->rows;

	if (view->cursor >= rows->count)
		return;
	size_t row = rows->items[view->cursor].row;

	if (!rows->by_domain)
		desk_select(desk, row);
	for (size_t i = 0; rows->by_domain && i < desk->outline.count; i++)
		if (desk->outline.nodes[i].kind == OUTLINE_DOMAIN &&
		    desk->outline.nodes[i].row == row)
			desk_select_domain(desk, i);
	view->seen = desk->spot.control;
}

static bool
go_to(struct overview *view, struct desk *desk, size_t place)
{
	if (!view->rows.count)
		return false;
	if (place >= view->rows.count)
		place = view->rows.count - 1;
	if (view->at == AT_ROWS && place == view->cursor)
		return false;
	view->at = AT_ROWS;
	view->cursor = place;
	show_row(view, desk);
	return true;
}

static bool
go_piece(struct overview *view, enum place at, size_t piece)
{
	if (piece == SIZE_MAX)
		return false;
	view->at = at;
	view->piece = piece;
	view->kept = (at == AT_HEAD ? &view->head : &view->foot)->pieces[piece];
	view->cell = CELL_ROW;
	return true;
}

static bool
down(struct overview *view, struct desk *desk)
{
	const struct overview_lines *lines =
	    view->at == AT_HEAD ? &view->head : &view->foot;

	if (view->at != AT_ROWS) {
		size_t next = overview_lines_below(lines, view->piece, 1);

		if (next != SIZE_MAX || view->at == AT_FOOT)
			return go_piece(view, view->at, next);
		return go_to(view, desk, view->top);
	}
	if (view->cursor + 1 < view->rows.count)
		return go_to(view, desk, view->cursor + 1);
	return go_piece(view, AT_FOOT, overview_lines_first(&view->foot));
}

static bool
up(struct overview *view, struct desk *desk)
{
	const struct overview_lines *lines =
	    view->at == AT_HEAD ? &view->head : &view->foot;

	if (view->at != AT_ROWS) {
		size_t next = overview_lines_below(lines, view->piece, -1);

		if (next != SIZE_MAX || view->at == AT_HEAD)
			return go_piece(view, view->at, next);
		return go_to(view, desk, view->rows.count);
	}
	if (view->cursor > 0)
		return go_to(view, desk, view->cursor - 1);
	return go_piece(view, AT_HEAD, overview_lines_last(&view->head));
}

/* Shows the controls of a domain, or the domains again. */
static void
show_domain(struct overview *view, struct desk *desk, size_t domain)
{
	size_t left = view->rows.domain;

	view->rows.by_domain = domain == CATALOG_NONE;
	view->rows.domain = domain;
	view->cell = CELL_ROW;
	view->at = AT_ROWS;
	view->top = view->cursor = 0;
	overview_rows_refresh(&view->rows, desk);
	view->cursor =
	    domain == CATALOG_NONE && left != CATALOG_NONE
	        ? overview_rows_find(&view->rows, left)
	        : overview_rows_place(&view->rows, desk, desk->spot.control);
	if (view->cursor == SIZE_MAX)
		view->cursor = 0;
	show_row(view, desk);
}

/* Are these the controls of one of several domains? */
static bool
is_inside(const struct overview *view)
{
	return view->rows.domains > 1 && !view->rows.by_domain &&
	       view->rows.domain != CATALOG_NONE;
}

static bool
sideways(struct overview *view, struct desk *desk, int step)
{
	size_t column = (size_t)view->body;

	if (view->at != AT_ROWS)
		return go_piece(view, view->at,
		    overview_lines_beside(
		        view->at == AT_HEAD ? &view->head : &view->foot,
		        view->piece, step));
	if (view->rows.by_domain) {
		if (step > 0)
			return view->cursor + column < view->rows.count &&
			       go_to(view, desk, view->cursor + column);
		return view->cursor >= column &&
		       go_to(view, desk, view->cursor - column);
	}
	if (step < 0 && view->cell == CELL_ROW && is_inside(view)) {
		show_domain(view, desk, CATALOG_NONE);
		return true;
	}
	if (catalog_scale_top(desk->catalog) < 0 ||
	    (step > 0 ? view->cell + 1 >= CELLS : view->cell == CELL_ROW))
		return false;
	view->cell = (enum overview_cell)((int)view->cell + step);
	return true;
}

static bool
open_piece(struct overview *view, const struct overview_piece *piece,
    struct command_ctx *ctx)
{
	switch (piece->goal) {
	case OVERVIEW_TRACE:
		ctx->open_drawer = trace_open(piece->figure);
		return true;
	case OVERVIEW_GAP:
		ctx->open_drawer = gap_open(piece->row);
		return true;
	case OVERVIEW_DOMAIN:
		show_domain(view, ctx->desk, piece->row);
		return true;
	case OVERVIEW_GOES:
		desk_go(ctx->desk, piece->spot);
		ctx->next = NEXT_ASSESS;
		return true;
	case OVERVIEW_STAYS:
		break;
	}
	return false;
}

static bool
enter(struct overview *view, struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;

	if (view->at != AT_ROWS)
		return open_piece(view,
		    &(view->at == AT_HEAD ? &view->head : &view->foot)
		         ->pieces[view->piece],
		    ctx);
	if (view->cursor >= view->rows.count)
		return false;
	size_t row = view->rows.items[view->cursor].row;

	if (view->rows.by_domain)
		show_domain(view, desk, row);
	else if (view->cell == CELL_LEVEL)
		ctx->open_drawer = trace_open_control(row);
	else if (view->cell == CELL_GAP)
		ctx->open_drawer = gap_open(row);
	else {
		desk_go(desk, desk_first_open(desk, row));
		ctx->next = NEXT_ASSESS;
	}
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct overview *view = (struct overview *)pane;
	struct desk *desk = ctx->desk;
	size_t page = (size_t)(view->body > 1 ? view->body - 1 : 1), to;

	/* keys may come faster than frames are drawn */
	refresh(view, desk);
	if (view->at != AT_ROWS && view->piece == SIZE_MAX)
		view->at = AT_ROWS;
	switch (move) {
	case MOVE_DOWN:
		return down(view, desk);
	case MOVE_UP:
		return up(view, desk);
	case MOVE_FIRST:
		return go_to(view, desk, 0) ||
		       go_piece(
		           view, AT_HEAD, overview_lines_first(&view->head));
	case MOVE_LAST:
		return go_to(view, desk, view->rows.count) ||
		       go_piece(
		           view, AT_FOOT, overview_lines_last(&view->foot));
	case MOVE_LEFT:
		return sideways(view, desk, -1);
	case MOVE_RIGHT:
		return sideways(view, desk, 1);
	case MOVE_ENTER:
		return enter(view, ctx);
	default:
		return move_place(
		           move, view->cursor, page, view->rows.count, &to) &&
		       go_to(view, desk, to);
	}
}

/* The overview a command is for; NULL: another pane is shown. */
static struct overview *
own_view(const struct command_ctx *ctx)
{
	return ctx->pane && ctx->pane->ops == &overview_ops
	           ? (struct overview *)ctx->pane
	           : NULL;
}

static bool
only_there(struct command_ctx *ctx)
{
	return err_set(
	    ctx->err, ERR_INPUT, _("This works in the overview, view 6."));
}

static bool
view_by(struct command_ctx *ctx)
{
	struct overview *view = own_view(ctx);

	if (!view)
		return only_there(ctx);
	refresh(view, ctx->desk);
	if (view->rows.domains < 2) {
		str_add(ctx->message,
		    _("This pack has one domain; its controls are shown."));
		return true;
	}
	if (!view->rows.by_domain) {
		show_domain(view, ctx->desk, CATALOG_NONE);
		return true;
	}
	/* all controls, whatever their domain */
	view->rows.by_domain = false;
	view->rows.domain = CATALOG_NONE;
	view->top = view->cursor = 0;
	view->seen = CATALOG_NONE;
	refresh(view, ctx->desk);
	return true;
}

static bool
sort(struct command_ctx *ctx)
{
	struct overview *view = own_view(ctx);
	enum overview_sort wanted;

	if (!view)
		return only_there(ctx);
	wanted = ctx->argument ? overview_sort_find(ctx->argument)
	                       : (enum overview_sort)(
	                             (view->rows.sort + 1) % OVERVIEW_SORTS);
	if (wanted == OVERVIEW_SORTS)
		return err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is no order; these are: name, gap, weight, "
		      "left, level."),
		    ctx->argument);
	view->rows.sort = wanted;
	view->at = AT_ROWS;
	overview_rows_refresh(&view->rows, ctx->desk);
	view->top = view->cursor = 0;
	show_row(view, ctx->desk);
	str_add(ctx->message, overview_sort_text(wanted));
	return true;
}

/* Esc leads out of a domain first, then as everywhere. */
static bool
leave(struct command_ctx *ctx)
{
	struct overview *view = own_view(ctx);

	if (view && is_inside(view)) {
		show_domain(view, ctx->desk, CATALOG_NONE);
		return true;
	}
	if (ctx->pane && ctx->pane->keymap)
		ctx->run = keymap_by_name(ctx->pane->keymap, "back", NULL);
	ctx->next = ctx->run ? NEXT_RUN : NEXT_NONE;
	return true;
}

/* The control named by the argument, else the one shown. */
static bool
find_control(struct command_ctx *ctx, size_t *control)
{
	*control = ctx->desk->spot.control;
	if (ctx->argument && *ctx->argument)
		*control = catalog_find(
		    ctx->desk->catalog, TABLE_CONTROL, ctx->argument);
	if (*control != CATALOG_NONE)
		return true;
	return err_set(ctx->err, ERR_INPUT,
	    ctx->argument && *ctx->argument
	        ? _("There is no such control in this pack; / searches.")
	        : _("No control is chosen."));
}

static bool
trace(struct command_ctx *ctx)
{
	size_t control;

	if (!find_control(ctx, &control))
		return false;
	ctx->open_drawer = trace_open_control(control);
	return true;
}

static bool
what_it_takes(struct command_ctx *ctx)
{
	size_t control;

	if (!find_control(ctx, &control))
		return false;
	ctx->open_drawer = gap_open(control);
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	const struct overview *view = (const struct overview *)pane;
	static const char *const domains[] = { "open", "overview-sort",
		"overview-by", "target", "filter", "undo", NULL };
	static const char *const controls[] = { "open", "overview-sort",
		"overview-by", "target", "conclude", "filter", "undo", NULL };
	static const char *const only[] = { "open", "overview-sort", "target",
		"conclude", "filter", "undo", NULL };
	/* without levels there is nothing to aim at */
	static const char *const bare[] = { "open", "overview-sort",
		"overview-by", "filter", "undo", NULL };

	if (catalog_scale_top(desk->catalog) < 0)
		return bare;
	if (view->rows.by_domain)
		return domains;
	return view->rows.domains > 1 ? controls : only;
}

/* clang-format off */
static const struct command overview_commands[] = {
	{ "overview-by", "v", N_("domains, or the controls of all"), view_by, NULL, N_("domains, controls") },
	{ "overview-sort", "S", N_("sort by gap, weight, what is left, level or name"), sort, N_("ORDER"), N_("sort by gap, weight, left") },
	{ "overview-out", "Esc", N_("from a domain's controls to the domains, else back"), leave, NULL, NULL },
	{ "trace", "", N_("take a control's level apart, down to the answers"), trace, N_("CONTROL"), NULL },
	{ "what-it-takes", "", N_("what a control needs to reach its target"), what_it_takes, N_("CONTROL"), NULL },
	{ "conformity", "", N_("record the conformity designation of the session"), conformity_session, NULL, NULL },
	{ "conformity-domain", "", N_("record the conformity designation of the domain under the cursor"), conformity_domain, N_("DOMAIN"), NULL },
	{ 0 },
};
/* clang-format on */

const struct command_table overview_table = {
	"overview",
	N_("Overview"),
	overview_commands,
};

static const struct command_table *const tables[] = { &overview_table, NULL };

const struct pane_ops overview_ops = {
	.name = "overview",
	.title = N_("Overview"),
	.tables = tables,
	.hints = hints,
	.open = open_overview,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
