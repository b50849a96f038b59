/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How view 7 looks: head, columns, groups, the record below. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "panes/findings_parts.h"
#include "panes/panes.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum {
	COL_SIGN = 2,
	COL_STATE = 4,
	STATE_CELLS = 12,
	COL_ID = 17,
	ID_CELLS = 6,
	COL_CONTROL = 24,
	CONTROL_CELLS = 10,
	COL_CONDITION = 35,
	CONDITION_LEAST = 20,
	GAP = 2
};
/* The fewest rows of the pane with which a record is shown. */
enum { ROWS_FOR_RECORD = 14, LIST_LEAST = 4 };

/* Where the columns on the right begin; no cells: not shown. */
struct columns {
	int condition_cells;
	int from, from_cells;
	int owner, owner_cells;
	int due, due_cells;
};

/* Owner goes first, then where it is from; by when is what one looks for. */
static void
place_columns(int cols, struct columns *c)
{
	bool wide = cols >= 160;
	int room;

	*c = (struct columns){ .from_cells = wide ? 16 : 12,
		.owner_cells = cols < 100 ? 0
		               : wide     ? 22
		                          : 13,
		.due_cells = 15 };
	room = cols - COL_CONDITION - 1 - GAP - c->due_cells - GAP -
	       c->from_cells - (c->owner_cells ? GAP + c->owner_cells : 0);
	if (room < CONDITION_LEAST) {
		room += GAP + c->from_cells;
		c->from_cells = 0;
	}
	if (room < CONDITION_LEAST) {
		room += GAP + c->due_cells;
		c->due_cells = 0;
	}
	c->condition_cells = room < 1 ? 1 : room;
	c->from = COL_CONDITION + c->condition_cells + GAP;
	c->owner = c->from + (c->from_cells ? c->from_cells + GAP : 0);
	c->due = c->owner + (c->owner_cells ? c->owner_cells + GAP : 0);
}

/* Rows above the list: the head, air or what narrows, the columns. */
static int
head_rows(const struct findings_pane *p)
{
	return 2 + (p->want.words || p->pane.rect.rows >= 18);
}

int
findings_record_rows(const struct findings_pane *p)
{
	int rows = p->pane.rect.rows, head = head_rows(p), want, list;

	if (rows < ROWS_FOR_RECORD || !p->rows.shown)
		return 0;
	/* the list has what the record leaves, a third in any case; the
	 * record all that the list does not fill */
	want = (int)p->record.count + 3;
	list = rows - head - want;
	if (list < rows / 3)
		list = rows / 3;
	if (list > (int)p->rows.count + 1)
		list = (int)p->rows.count + 1;
	if (list < LIST_LEAST)
		list = LIST_LEAST;
	return rows - head - list;
}

int
findings_list_rows(const struct findings_pane *p)
{
	int record = findings_record_rows(p);
	int rows = p->pane.rect.rows - head_rows(p) - record -
	           (record && p->pane.rect.rows >= 26);

	return rows > 1 ? rows : 1;
}

/* "3   1 confirmed   1 draft   1 candidate   1 overdue" */
static void
draw_head(const struct findings_pane *p, struct canvas *canvas)
{
	static const int order[] = { 1, 0, 2, 3, 4, FINDINGS_CANDIDATE };
	const struct rect *r = &p->pane.rect;
	struct str right = { 0 };
	int used = canvas_put_cut(
	    canvas, r->row, 1, r->cols - 2, ROLE_STRONG, _("Findings"));

	if (p->rows.list.count)
		str_printf(&right, "%zu", p->rows.list.count);
	for (int i = 0; i < FINDINGS_STATES; i++)
		if (p->rows.by[order[i]])
			str_printf(&right, "   %zu %s", p->rows.by[order[i]],
			    _(findings_state_word(order[i])));
	if (p->rows.overdue)
		str_printf(&right, _("   %zu overdue"), p->rows.overdue);
	if (p->want.group != FINDINGS_TOGETHER && r->cols >= 110) {
		char *by = xasprintf(
		    _("by %s   "), _(findings_group_word(p->want.group)));

		str_insert(&right, 0, by, strlen(by));
		free(by);
	}
	canvas_put_right(canvas, r->row, used + 2, r->cols - used - 3,
	    ROLE_QUIET, str_text(&right));
	str_done(&right);
}

static void
draw_narrowed(const struct findings_pane *p, struct canvas *canvas, int row)
{
	size_t all = p->rows.list.count;
	char *text;

	if (!p->want.words)
		return;
	text = xasprintf(ngettext("& %s   %zu of %zu finding   * shows all",
	                     "& %s   %zu of %zu findings   * shows all", all),
	    p->want.words, p->rows.shown, all);
	canvas_put_cut(canvas, row, 1, p->pane.rect.cols - 2, ROLE_TEXT, text);
	free(text);
}

static void
draw_columns(const struct columns *c, struct canvas *canvas, int row)
{
	const struct {
		int at, cells;
		const char *name;
	} heads[] = {
		/* TRANSLATORS: heads of columns in the list of findings */
		{ COL_STATE, STATE_CELLS, _("state") },
		{ COL_ID, ID_CELLS, _("id") },
		{ COL_CONTROL, CONTROL_CELLS, _("control") },
		{ COL_CONDITION, c->condition_cells, _("condition") },
		{ c->from, c->from_cells, _("from") },
		{ c->owner, c->owner_cells, _("owner") },
		{ c->due, c->due_cells, _("due") },
	};

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (heads[i].cells)
			canvas_put_cut(canvas, row, heads[i].at, heads[i].cells,
			    ROLE_QUIET, heads[i].name);
}

static void
draw_state(const struct finding *f, struct canvas *canvas, int row)
{
	static const struct {
		const char *sign; /* NULL: a glyph */
		enum role role;
	} looks[FINDINGS_STATES] = { { "~", ROLE_WARN }, { "!", ROLE_BAD },
		{ ">", ROLE_WARN }, { NULL, ROLE_GOOD }, { NULL, ROLE_GOOD },
		{ "?", ROLE_QUIET } };
	int state = findings_state(f);

	if (looks[state].sign)
		canvas_put(canvas, row, COL_SIGN, 1, looks[state].role,
		    looks[state].sign);
	else
		canvas_put_glyph(
		    canvas, row, COL_SIGN, looks[state].role, GLYPH_MET);
	canvas_put_cut(canvas, row, COL_STATE, STATE_CELLS, looks[state].role,
	    _(findings_state_word(state)));
}

static void
draw_right(const struct desk *desk, const struct finding *f,
    const struct columns *c, struct canvas *canvas, int row)
{
	struct str text = { 0 };

	if (c->from_cells) {
		findings_from(desk, f, &text);
		canvas_put_cut(canvas, row, c->from, c->from_cells, ROLE_TEXT,
		    str_text(&text));
	}
	if (c->owner_cells && f->owner) {
		char *owner = person_name(desk->session, f->owner);

		canvas_put_cut(
		    canvas, row, c->owner, c->owner_cells, ROLE_TEXT, owner);
		free(owner);
	}
	if (c->due_cells) {
		str_clear(&text);
		bool late = findings_due(desk, f, &text);

		canvas_put_cut(canvas, row, c->due, c->due_cells,
		    late      ? ROLE_WARN
		    : f->open ? ROLE_TEXT
		              : ROLE_QUIET,
		    str_text(&text));
	}
	str_done(&text);
}

static void
draw_item(const struct desk *desk, const struct finding *f,
    const struct columns *c, struct canvas *canvas, int row)
{
	const struct catalog *catalog = desk->catalog;

	draw_state(f, canvas, row);
	if (f->name)
		canvas_put_cut(
		    canvas, row, COL_ID, ID_CELLS, ROLE_TEXT, f->name);
	if (f->control != CATALOG_NONE) {
		char *id = xasprintf("%s%s",
		    catalog_string(catalog, CONTROL_ID, f->control),
		    catalog_control_material(catalog, f->control) ? "*" : "");

		canvas_put_cut(
		    canvas, row, COL_CONTROL, CONTROL_CELLS, ROLE_TEXT, id);
		free(id);
	}
	if (f->condition) {
		/* a line holds no more of a long text */
		size_t len = strnlen(f->condition, 4 * 256);
		char *head = xstrndup(f->condition, len);
		char *line = str_fold_space(head, strlen(head));

		canvas_put_cut(canvas, row, COL_CONDITION, c->condition_cells,
		    f->open ? ROLE_TEXT : ROLE_QUIET, line);
		free(head);
		free(line);
	}
	draw_right(desk, f, c, canvas, row);
}

/* How many items come after a row. */
static size_t
items_after(const struct findings_rows *rows, size_t row)
{
	while (row > 0 && rows->items[row - 1].kind != FINDINGS_ITEM)
		row--;
	return row ? rows->shown - rows->items[row - 1].place - 1 : rows->shown;
}

/* The cursor's row, or its place while the cursor is in the record. */
static void
draw_cursor(const struct findings_pane *p, struct canvas *canvas, int row)
{
	struct pane pane = p->pane;

	pane.focused = pane.focused && !p->inside;
	pane_draw_cursor(&pane, canvas, row, COL_SIGN);
}

static void
draw_list(const struct findings_pane *p, const struct desk *desk,
    struct canvas *canvas, int row, int count)
{
	const struct findings_rows *rows = &p->rows;
	bool more = p->top + (size_t)count < rows->count && count > 1;
	size_t end = p->top + (size_t)count - (more ? 1 : 0);
	int cols = p->pane.rect.cols, at = row;
	struct columns c;

	place_columns(cols, &c);
	draw_columns(&c, canvas, row - 1);
	for (size_t i = p->top; i < end && i < rows->count; i++, at++) {
		const struct findings_row *item = &rows->items[i];

		if (item->kind == FINDINGS_HEADING)
			canvas_put_cut(canvas, at, 1, cols - 2, ROLE_STRONG,
			    item->heading);
		if (item->kind != FINDINGS_ITEM)
			continue;
		draw_item(
		    desk, &rows->list.items[item->finding], &c, canvas, at);
		if (item->place == p->cursor)
			draw_cursor(p, canvas, at);
	}
	if (more) {
		size_t left = items_after(rows, end);
		char *text = xasprintf(
		    ngettext("and %zu more", "and %zu more", left), left);

		canvas_put(
		    canvas, at, COL_STATE, cols - COL_STATE, ROLE_QUIET, text);
		free(text);
	}
}

/* "F-01 Procedures do not reach~", short enough for what stands beside it. */
static char *
bar_title(const struct finding *f, const char *line, int room)
{
	enum { EDGES = 10 };
	char *title =
	    xasprintf("%s %s", f->name ? f->name : _("Candidate"), line);
	struct wrap wrap = { 0 };
	char *first;

	wrap_text(&wrap, title, room - EDGES);
	first = xasprintf(
	    "%.*s%s", (int)wrap.lines[0].len, title, wrap.count > 1 ? "~" : "");
	wrap_done(&wrap);
	free(title);
	return first;
}

/* The record, a row of air, the sentence on the last row. */
static void
draw_record(const struct findings_pane *p, struct canvas *canvas, int rows)
{
	const struct finding *f = findings_here(p);
	const struct rect *r = &p->pane.rect;
	int top = r->row + r->rows - rows;
	struct pane pane = p->pane;
	char *head = xstrndup(f->condition ? f->condition : "",
	    f->condition ? strnlen(f->condition, 4 * 256) : 0);
	char *line = str_fold_space(head, strlen(head));
	const char *right = !f->id      ? _("Enter record it")
	                    : p->inside ? _("Enter edit this field   Esc list")
	                                : _("Enter edit its fields");
	char *title = bar_title(f, line, r->cols - text_cells(right));

	canvas_bar(canvas, top, r->col, r->cols, title, right);
	pane.focused = pane.focused && p->inside;
	pane.rect = (struct rect){ top + 1, r->col, rows - 3, r->cols };
	side_list_draw(&p->record, &pane, canvas, top + 1);
	if (p->effect && rows > 3)
		canvas_put_cut(canvas, r->row + r->rows - 1, 1, r->cols - 2,
		    ROLE_TEXT, p->effect);
	free(head);
	free(line);
	free(title);
}

void
findings_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct findings_pane *p = (const struct findings_pane *)pane;
	int record = findings_record_rows(p), head = head_rows(p);
	int row = pane->rect.row + head;

	draw_head(p, canvas);
	if (head > 2)
		draw_narrowed(p, canvas, pane->rect.row + 1);
	if (p->rows.shown)
		draw_list(p, desk, canvas, row, findings_list_rows(p));
	else
		canvas_put_cut(canvas, row, 1, pane->rect.cols - 2, ROLE_QUIET,
		    p->want.words
		        ? _("No finding has this. * shows all again.")
		        : _("None. F on a criterion or objective that fails."));
	if (record)
		draw_record(p, canvas, record);
}
