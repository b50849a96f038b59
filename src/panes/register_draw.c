/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How the register looks: head, columns, groups, the record below. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "panes/evidence_look.h"
#include "panes/panes.h"
#include "panes/register_parts.h"
#include "panes/register_text.h"
#include "ui/canvas.h"

enum { COL_SIGN = 2, COL_STATE = 4, STATE_CELLS = 14, COL_ID = 20, GAP = 2 };
enum { ID_LEAST = 9, ID_MOST = 16, TITLE_LEAST = 12 };
/* Rows of the record with its bar, and the fewest it is worth. */
enum { RECORD_ROWS = 9, RECORD_LEAST = 5 };

/* Where the columns begin and their cells; no cells: not shown. */
struct columns {
	int id_cells;
	int title, title_cells;
	int from, from_cells;
	int when, when_cells;
	int target, target_cells;
};

/* The right columns go first, state and id never. */
static void
place_columns(const struct evidence_register *r, struct columns *c)
{
	int cols = r->pane.rect.cols, id = r->rows.id_cells, room;
	bool wide = cols >= 160, middle = cols >= 110;

	id = id < ID_LEAST ? ID_LEAST : id > ID_MOST ? ID_MOST : id;
	*c = (struct columns){
		.id_cells = id,
		.title = COL_ID + id + 1,
		.from_cells = wide     ? 22
		              : middle ? 14
		                       : 12,
		.when_cells = wide ? 28 : 15,
		.target_cells = wide     ? 36
		                : middle ? 19
		                         : 0,
	};
	room = cols - c->title - GAP - c->from_cells - GAP - c->when_cells - 1;
	if (c->target_cells)
		room -= c->target_cells;
	if (room < TITLE_LEAST) {
		room += c->when_cells + 1;
		c->when_cells = 0;
	}
	if (room < TITLE_LEAST) {
		room += c->from_cells + GAP;
		c->from_cells = 0;
	}
	c->title_cells = room < 1 ? 1 : room;
	c->from = c->title + c->title_cells + GAP;
	c->when = c->from + c->from_cells + GAP;
	c->target = c->when + c->when_cells + 1;
}

static bool
is_narrowed(const struct evidence_register *r)
{
	return r->want.words || r->want.outstanding;
}

/* Rows above the list: the head, a row of air or what narrows, the columns. */
static int
head_rows(const struct evidence_register *r)
{
	bool tight = pane_tier(&r->pane) == TIER_TIGHT;

	return 2 + (!tight || r->pane.rect.rows >= 19 || is_narrowed(r));
}

static int
record_rows(const struct evidence_register *r)
{
	int rows = r->pane.rect.rows, part = rows * 2 / 5;

	if (rows < 14 || part < RECORD_LEAST || !r->rows.shown)
		return 0;
	if (part > RECORD_ROWS + 4)
		part = RECORD_ROWS + 4;
	return part > RECORD_ROWS && rows < 40 ? RECORD_ROWS : part;
}

int
register_list_rows(const struct evidence_register *r)
{
	int record = record_rows(r);
	int rows = r->pane.rect.rows - head_rows(r) - record -
	           (record && r->pane.rect.rows >= 26);

	return rows > 1 ? rows : 1;
}

/* "by state   14 items   5 outstanding   2 in hand   7 done". */
static void
add_counts(const struct evidence_register *r, bool group, struct str *out)
{
	const struct register_rows *rows = &r->rows;

	if (group)
		/* TRANSLATORS: %s is state, person, area or control */
		str_printf(
		    out, _("by %s   "), _(register_group_word(r->want.group)));
	str_printf(
	    out, ngettext("%zu item", "%zu items", rows->all), rows->all);
	if (rows->outstanding)
		str_printf(out, _("   %zu outstanding"), rows->outstanding);
	if (rows->in_hand)
		str_printf(out, _("   %zu in hand"), rows->in_hand);
	if (rows->done)
		str_printf(out, _("   %zu done"), rows->done);
	if (rows->overdue)
		str_printf(out, _("   %zu overdue"), rows->overdue);
}

static void
draw_head(const struct evidence_register *r, struct canvas *canvas)
{
	const struct rect *rect = &r->pane.rect;
	struct str right = { 0 };
	char *left = xasprintf(
	    ngettext("Evidence of %zu control in scope",
	        "Evidence of %zu controls in scope", r->rows.controls),
	    r->rows.controls);
	int room = rect->cols - 2 - 3;

	add_counts(r, true, &right);
	if (text_cells(left) + text_cells(str_text(&right)) > room) {
		str_clear(&right);
		add_counts(r, false, &right);
	}
	if (text_cells(left) + text_cells(str_text(&right)) > room) {
		free(left);
		left = xstrdup(_("Evidence"));
	}
	int used = canvas_put_cut(
	    canvas, rect->row, 1, rect->cols - 2, ROLE_STRONG, left);

	canvas_put_right(canvas, rect->row, used + 2, rect->cols - used - 3,
	    ROLE_QUIET, str_text(&right));
	str_done(&right);
	free(left);
}

/* What narrows the list, and to how many. */
static void
draw_narrowed(const struct evidence_register *r, struct canvas *canvas, int row)
{
	struct str text = { 0 };

	if (!is_narrowed(r))
		return;
	if (r->want.outstanding)
		str_add(&text, _("outstanding only   "));
	if (r->want.words)
		str_printf(&text, "& %s   ", r->want.words);
	str_printf(&text,
	    ngettext("%zu of %zu item   * shows all",
	        "%zu of %zu items   * shows all", r->rows.all),
	    r->rows.shown, r->rows.all);
	canvas_put_cut(
	    canvas, row, 1, r->pane.rect.cols - 2, ROLE_TEXT, str_text(&text));
	str_done(&text);
}

static void
draw_columns(const struct columns *c, struct canvas *canvas, int row)
{
	const struct {
		int at, cells;
		const char *name;
	} heads[] = {
		/* TRANSLATORS: heads of columns in the register */
		{ COL_STATE, STATE_CELLS, _("state") },
		{ COL_ID, c->id_cells, _("id") },
		{ c->title, c->title_cells, _("title") },
		{ c->from, c->from_cells, _("from") },
		{ c->when, c->when_cells, _("when") },
		{ c->target, c->target_cells, _("for") },
	};

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (heads[i].cells)
			canvas_put_cut(canvas, row, heads[i].at, heads[i].cells,
			    ROLE_QUIET, heads[i].name);
}

static void
draw_item(const struct evidence_register *r, const struct desk *desk,
    const struct columns *c, struct canvas *canvas, int row, size_t artifact)
{
	const struct artifact *it =
	    artifacts_at(desk_artifacts(desk), artifact);
	const char *state = evidence_state_word(it->state);
	struct str text = { 0 };

	canvas_put_glyph(
	    canvas, row, COL_SIGN, evidence_role(state), evidence_glyph(state));
	canvas_put_cut(canvas, row, COL_STATE, STATE_CELLS,
	    evidence_role(state), _(state));
	canvas_put_cut(canvas, row, COL_ID, c->id_cells, ROLE_TEXT, it->id);
	canvas_put_cut(
	    canvas, row, c->title, c->title_cells, ROLE_TEXT, it->title);
	if (c->from_cells) {
		register_from(desk, it, &text);
		canvas_put_cut(canvas, row, c->from, c->from_cells, ROLE_TEXT,
		    str_text(&text));
	}
	if (c->when_cells) {
		str_clear(&text);
		bool look = register_when(desk, it, c->when_cells, &text);

		canvas_put_cut(canvas, row, c->when, c->when_cells,
		    look ? ROLE_WARN : ROLE_QUIET, str_text(&text));
	}
	if (c->target_cells) {
		str_clear(&text);
		register_for(desk, it, &text);
		canvas_put_cut(canvas, row, c->target, c->target_cells - 1,
		    it->flags & ARTIFACT_CONTRADICTS ? ROLE_BAD : ROLE_TEXT,
		    str_text(&text));
	}
	str_done(&text);
	(void)r;
}

/* How many items come after a row. */
static size_t
items_after(const struct register_rows *rows, size_t row)
{
	while (row > 0 && rows->items[row - 1].kind != REGISTER_ITEM)
		row--;
	return row ? rows->shown - rows->items[row - 1].place - 1 : rows->shown;
}

static void
draw_list(const struct evidence_register *r, const struct desk *desk,
    struct canvas *canvas, int row, int count)
{
	const struct register_rows *rows = &r->rows;
	struct columns c;
	bool more = r->top + (size_t)count < rows->count && count > 1;
	size_t end = r->top + (size_t)count - (more ? 1 : 0);
	int at = row;

	place_columns(r, &c);
	draw_columns(&c, canvas, row - 1);
	for (size_t i = r->top; i < end && i < rows->count; i++, at++) {
		const struct register_row *item = &rows->items[i];

		if (item->kind == REGISTER_HEADING)
			canvas_put_cut(canvas, at, 1, r->pane.rect.cols - 2,
			    ROLE_STRONG, item->heading);
		if (item->kind != REGISTER_ITEM)
			continue;
		draw_item(r, desk, &c, canvas, at, item->artifact);
		if (item->place == r->cursor)
			pane_draw_cursor(&r->pane, canvas, at, COL_SIGN);
	}
	if (more) {
		size_t left = items_after(rows, end);
		char *text = xasprintf(
		    ngettext("and %zu more", "and %zu more", left), left);

		canvas_put(canvas, at, COL_STATE, r->pane.rect.cols - COL_STATE,
		    ROLE_QUIET, text);
		free(text);
	}
}

static void
draw_empty(const struct evidence_register *r, struct canvas *canvas, int row)
{
	canvas_put_cut(canvas, row, 1, r->pane.rect.cols - 2, ROLE_QUIET,
	    is_narrowed(r) ? _("No item has this. * shows all again.")
	                   : _("No evidence is asked for. + adds an item."));
}

static void
draw_record(const struct evidence_register *r, const struct desk *desk,
    struct canvas *canvas, int rows)
{
	const struct rect *rect = &r->pane.rect;
	const struct artifact *it =
	    artifacts_at(desk_artifacts(desk), register_row_at(r)->artifact);
	int top = rect->row + rect->rows - rows;
	char *title = xasprintf("%s %s", it->id, it->title);
	struct rect body = { top + 1, rect->col, rows - 1, rect->cols };

	canvas_bar(
	    canvas, top, rect->col, rect->cols, title, _("Enter whole record"));
	register_draw_record(desk, it, r->effect, &body, canvas);
	free(title);
}

void
register_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct evidence_register *r =
	    (const struct evidence_register *)pane;
	int record = record_rows(r), list = register_list_rows(r);
	int row = pane->rect.row + head_rows(r);

	draw_head(r, canvas);
	if (head_rows(r) > 2)
		draw_narrowed(r, canvas, pane->rect.row + 1);
	if (r->rows.shown)
		draw_list(r, desk, canvas, row, list);
	else
		draw_empty(r, canvas, row);
	if (record)
		draw_record(r, desk, canvas, record);
}
