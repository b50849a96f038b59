/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The rows of the overview with their bars. Columns are dropped from the right
 * where there is little room, the control and its level never. */

#include <config.h>

#include "panes/overview_table.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/session.h"
#include "model/summary.h"
#include "panes/overview_bar.h"
#include "panes/overview_rows.h"
#include "panes/panes.h"
#include "ui/canvas.h"

enum { WIDE = 110, NARROW = 64, WEIGHTED = 50, BLOCK = 60 };

/* Where columns begin, from the left edge of the pane; -1: not shown. */
struct columns {
	int title, title_cells, weight, bar, per;
	int derived, supported, concluded, gap, left, flags, end;
	int designation; /* its cells, where there is no scale */
	bool wide, scaled;
};

/* Columns behind the bar: from its end, or from the one before. */
struct spread {
	int derived, supported, concluded, gap, left, flags, end;
};

/* The widest id that is shown, with its signs. */
static int
id_cells(const struct overview_table *table, const struct desk *desk)
{
	const struct overview_rows *rows = table->rows;
	int widest = 9;

	for (size_t i = table->top;
	     i < rows->count && i < table->top + (size_t)table->body; i++) {
		const struct overview_row *item = &rows->items[i];
		int cells = text_cells(catalog_string(
		                desk->catalog, CONTROL_ID, item->row)) +
		            (item->depth > 0) +
		            catalog_control_material(desk->catalog, item->row);

		if (cells > widest)
			widest = cells;
	}
	return widest < 20 ? widest : 20;
}

static int
title_end(const struct columns *c)
{
	return c->weight >= 0 ? c->weight : c->derived;
}

/* No scale: a designation stands where levels would. */
static void
bare_columns(struct columns *c)
{
	bool narrow = c->end < NARROW;

	c->designation = narrow ? 14 : 21;
	c->flags = narrow ? -1 : c->end - 5;
	c->left = narrow ? c->end - 5 : c->flags - 6;
	c->derived = c->left - c->designation - 1;
	c->weight = narrow ? -1 : c->derived - 4;
}

/* Little room: the levels derived and concluded, and what is left. */
static void
narrow_columns(struct columns *c)
{
	c->left = c->end - 5;
	c->concluded = c->left - 6;
	c->derived = c->concluded - 4;
	c->weight = c->end >= WEIGHTED ? c->derived - 3 : -1;
}

static void
spread_columns(struct columns *c, const struct spread *s, int top)
{
	int right = s->derived + s->supported + s->concluded + s->gap +
	            s->left + s->flags + s->end;
	int at = c->end - right;

	c->per = overview_bar_per(c->end, top);
	c->bar = at - overview_bar_cells(c->per, top);
	c->weight = c->bar - (c->wide ? 5 : 4);
	/* long ids leave no room for a bar */
	if (c->bar - c->title < 14) {
		c->bar = -1;
		c->weight = at - 4;
	}
	c->derived = at + s->derived;
	c->supported = c->derived + s->supported;
	c->concluded = c->supported + s->concluded;
	c->gap = c->concluded + s->gap;
	c->left = c->gap + s->left;
	c->flags = c->left + s->flags;
}

static struct columns
columns(const struct overview_table *table, const struct pane *pane,
    const struct desk *desk)
{
	static const struct spread wide = { 3, 9, 11, 12, 6, 6, 8 };
	static const struct spread narrow = { 2, 6, 4, 3, 5, 5, 3 };
	int cols = pane->rect.cols, top = catalog_scale_top(desk->catalog);
	struct columns c = { .title = 3 + id_cells(table, desk),
		.end = cols,
		.wide = cols >= WIDE,
		.scaled = top > 0,
		.bar = -1,
		.supported = -1,
		.concluded = -1,
		.gap = -1,
		.flags = -1 };

	if (!c.scaled)
		bare_columns(&c);
	else if (cols < NARROW)
		narrow_columns(&c);
	else
		spread_columns(&c, c.wide ? &wide : &narrow, top);
	c.title_cells = title_end(&c) - c.title - 1;
	return c;
}

/* A head where its column is shown. */
static void
head_at(struct canvas *canvas, int row, int left, int col, int cells,
    bool right, const char *text)
{
	if (col >= 0)
		overview_put_head(canvas, row, left + col, cells, right, text);
}

static void
draw_level_heads(
    const struct columns *c, struct canvas *canvas, int row, int col)
{
	/* TRANSLATORS: heads of columns: the derived, supported and concluded
	 * level, at most 8, 10 and 11 letters; then one letter each */
	head_at(canvas, row, col, c->derived, c->wide ? 8 : 3, false,
	    c->wide ? _("derived") : _("D"));
	head_at(canvas, row, col, c->supported, c->wide ? 10 : 3, false,
	    c->wide ? _("supported") : _("S"));
	head_at(canvas, row, col, c->concluded, c->wide ? 11 : 2, false,
	    c->wide ? _("concluded") : _("F"));
	/* TRANSLATORS: head of a column: levels below the target, at most 3
	 * letters */
	head_at(canvas, row, col, c->gap, 3, true, _("gap"));
}

static void
draw_heads(const struct columns *c, const struct pane *pane,
    const struct desk *desk, size_t subject, struct canvas *canvas, int row)
{
	int col = pane->rect.col;

	head_at(canvas, row, col, 2, title_end(c) - 3, false, _("control"));
	/* TRANSLATORS: a control's weight, one letter */
	head_at(canvas, row, col, c->weight, 2, false, _("w"));
	if (c->bar >= 0)
		overview_bar_scale(canvas, row, col + c->bar, c->per,
		    catalog_scale_top(desk->catalog),
		    summary_target(desk, subject));
	if (c->scaled)
		draw_level_heads(c, canvas, row, col);
	else
		head_at(canvas, row, col, c->derived, c->designation, false,
		    _("designation"));
	/* TRANSLATORS: criteria left to answer, at most 4 letters */
	head_at(canvas, row, col, c->left, 4, true, _("left"));
	if (c->wide)
		head_at(canvas, row, col, c->flags, 7, false, _("flags"));
}

static struct overview_bar
control_bar(const struct columns *c, const struct desk *desk, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	int concluded = desk_standing(desk, control)->concluded;
	int low = concluded >= 0 ? concluded : r->maturity.low;
	int high = concluded >= 0 ? concluded : r->maturity.high;
	bool touched = concluded >= 0 || r->maturity.touched;

	return (struct overview_bar){ .per = c->per,
		.top = catalog_scale_top(desk->catalog),
		.held = touched ? low * c->per : 0,
		.reach = touched ? high * c->per : 0,
		.ceiling = r->maturity.top_awardable * c->per,
		.target = r->target_effective };
}

/* "2-4", "not rated". */
static void
derived_text(const struct rating *r, bool wide, struct str *out)
{
	char text[16];

	standing_derived_text(&r->maturity, text);
	str_add(out, wide && !r->maturity.touched ? _("not rated") : text);
}

/* The concluded level; an override or a stale one stands out. */
static void
draw_concluded(const struct columns *c, const struct desk *desk,
    struct canvas *canvas, int row, int col, size_t control)
{
	const struct standing *s = desk_standing(desk, control);
	char level[16];

	if (s->concluded < 0)
		return;
	desk_level_text(desk, control, level);
	canvas_put_cut(canvas, row, col + c->concluded + (c->wide ? 4 : 0),
	    c->wide ? 7 : 5,
	    s->stale || s->above_derived ? ROLE_WARN : ROLE_TEXT, level);
}

static void
draw_levels(const struct columns *c, const struct desk *desk,
    struct canvas *canvas, int row, int col, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	const struct standing *s = desk_standing(desk, control);
	struct str text = { 0 };
	char level[16];

	if (c->bar >= 0) {
		struct overview_bar bar = control_bar(c, desk, control);

		overview_bar_draw(&bar, canvas, row, col + c->bar);
	}
	derived_text(r, c->wide, &text);
	canvas_put_cut(canvas, row, col + c->derived, c->wide ? 12 : 4,
	    ROLE_TEXT, str_text(&text));
	str_done(&text);
	snprintf(level, sizeof(level), "%d", r->supported);
	if (c->supported >= 0)
		canvas_put(canvas, row, col + c->supported + (c->wide ? 4 : 0),
		    2, ROLE_TEXT, level);
	draw_concluded(c, desk, canvas, row, col, control);
	if (s->gap >= 0 && c->gap >= 0)
		overview_put_number(
		    canvas, row, col + c->gap, 3, (size_t)s->gap);
}

/* Why a control has no levels here: "not applicable: no such tool in use (T.
 * Lindqvist)". */
static void
aside_text(const struct desk *desk, size_t control, bool wide, struct str *out)
{
	const struct standing *s = desk_standing(desk, control);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	char *path = xasprintf("%s/designation", id);
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;
	bool in = scope_is_in(&s->scope);
	const char *why =
	    in ? (s->given && entry ? entry->why : NULL) : s->scope.why;
	const struct commit *commit =
	    in && entry ? session_find_commit(desk->session, entry->seq) : NULL;

	str_add(out, in                  ? _("not applicable")
	             : s->scope.own      ? _("out of scope")
	             : s->scope.inactive ? _("withdrawn")
	                                 : _("out of scope"));
	if (why)
		str_printf(out, ": %s", why);
	if (commit && wide)
		str_printf(out, " (%s)",
		    commit->said ? person_shown(commit->said) : commit->by);
	free(path);
}

/* "! e": what wants looking at. */
static void
flags_text(const struct overview_table *table, const struct desk *desk,
    size_t control, struct str *out)
{
	const struct standing *s = desk_standing(desk, control);

	if (desk_rating(desk, control)->flagged || s->review == REVIEW_RETURNED)
		str_add_char(out, '!');
	if (table->rows->asked[control])
		str_add_char(out, 'e');
	if (s->recheck)
		str_add_char(out, '=');
}

static void
draw_control_name(const struct columns *c, const struct pane *pane,
    const struct desk *desk, struct canvas *canvas, int row,
    const struct overview_row *item)
{
	const struct catalog *catalog = desk->catalog;
	int col = pane->rect.col, at = col + 2 + (item->depth > 0);
	int weight = catalog_number(catalog, CONTROL_WEIGHT, item->row);
	bool counts = standing_counts(desk_standing(desk, item->row));
	enum role role = counts ? ROLE_TEXT : ROLE_QUIET;

	at += canvas_put_cut(canvas, row, at, col + c->title - 1 - at, role,
	    catalog_string(catalog, CONTROL_ID, item->row));
	if (catalog_control_material(catalog, item->row))
		canvas_put(canvas, row, at, 1, role, "*");
	canvas_put_cut(canvas, row, col + c->title, c->title_cells, role,
	    catalog_control_name(catalog, item->row, desk->language));
	if (weight >= 0 && c->weight >= 0) {
		char text[16];

		snprintf(text, sizeof(text), "%d", weight);
		canvas_put(canvas, row, col + c->weight, 2, role, text);
	}
}

static void
draw_control(const struct overview_table *table, const struct columns *c,
    const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, const struct overview_row *item)
{
	const struct rating *r = desk_rating(desk, item->row);
	const struct standing *s = desk_standing(desk, item->row);
	int col = pane->rect.col;
	struct str text = { 0 };
	size_t left = catalog_scale_top(desk->catalog) >= 0
	                  ? r->left
	                  : s->by[DESIGNATION_NONE];

	draw_control_name(c, pane, desk, canvas, row, item);
	if (!standing_counts(s)) {
		int from = c->bar >= 0 ? c->bar : c->derived;

		aside_text(desk, item->row, c->wide, &text);
		canvas_put_cut(canvas, row, col + from, c->end - from - 1,
		    ROLE_QUIET, str_text(&text));
		str_done(&text);
		return;
	}
	if (c->scaled)
		draw_levels(c, desk, canvas, row, col, item->row);
	else
		canvas_put_cut(canvas, row, col + c->derived, c->designation,
		    ROLE_TEXT, _(designation_word(s->designation)));
	if (left)
		overview_put_number(canvas, row, col + c->left, 4, left);
	flags_text(table, desk, item->row, &text);
	if (c->flags >= 0)
		canvas_put_cut(canvas, row, col + c->flags, c->end - c->flags,
		    ROLE_TEXT, str_text(&text));
	str_done(&text);
}

/* The row of the cursor; on a cell only that is reversed. */
static void
draw_cursor(const struct overview_table *table, const struct columns *c,
    const struct pane *pane, struct canvas *canvas, int row)
{
	const struct rect *r = &pane->rect;
	int from = table->cell == CELL_GAP ? c->gap : c->derived;
	int to = table->cell == CELL_GAP ? c->gap + 3 : c->gap - 1;

	if (table->cell == CELL_ROW || c->gap < 0) {
		pane_draw_cursor(pane, canvas, row, r->col + 2);
		return;
	}
	canvas_put_glyph(canvas, row, r->col, ROLE_TEXT, GLYPH_CURSOR);
	canvas_restyle(canvas, row, r->col + from, to - from, ROLE_CURSOR, 0);
	canvas_cursor(canvas, row, r->col + from);
}

static void
draw_controls(const struct overview_table *table, const struct pane *pane,
    const struct desk *desk, struct canvas *canvas, int row, int blank)
{
	const struct overview_rows *rows = table->rows;
	struct columns c = columns(table, pane, desk);

	draw_heads(&c, pane, desk, overview_rows_subject(rows), canvas, row);
	row += 1 + blank;
	for (int i = 0; i < table->body; i++) {
		size_t at = table->top + (size_t)i;

		if (at >= rows->count)
			break;
		draw_control(
		    table, &c, pane, desk, canvas, row + i, &rows->items[at]);
		if (at == table->cursor)
			draw_cursor(table, &c, pane, canvas, row + i);
	}
}

size_t
overview_table_blocks(const struct overview_rows *rows, int cols)
{
	return rows->by_domain && cols >= BLOCK ? (size_t)(cols / BLOCK) : 1;
}

void
overview_table_draw(const struct overview_table *table, const struct pane *pane,
    const struct desk *desk, struct canvas *canvas, int row, int blank)
{
	if (table->rows->by_domain)
		overview_domains_draw(table, pane, desk, canvas, row, blank);
	else
		draw_controls(table, pane, desk, canvas, row, blank);
}
