/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The crosswalk's columns and rows. */

#include <config.h>

#include "panes/crosswalk_draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "ui/canvas.h"

/* Both columns side by side from here on; the left one's cells. */
enum { SIDE_BY_SIDE = 100, LEFT_CELLS = 36, FULL = 120 };
/* Cells from the left edge of a column. */
enum { COL_HEAD = 1, COL_SIGN = 2, COL_NAME = 4 };
enum { NAME_LEAST = 13, NAME_MOST = 30, READ_CELLS = 25, READ_WIDE = 44 };
enum { MIDDLE_MOST = 60 };
/* The detail is dropped below so many rows. */
enum { DETAIL_FROM = 16, GAP = 2 };

void
crosswalk_areas(
    const struct crosswalk_view *view, struct crosswalk_areas *areas)
{
	const struct rect *r = &view->pane.rect;
	struct rect *left = &areas->columns[CROSSWALK_LEFT];
	struct rect *right = &areas->columns[CROSSWALK_RIGHT];
	int cells = LEFT_CELLS + (r->cols > FULL ? (r->cols - FULL) / 4 : 0);

	*areas = (struct crosswalk_areas){ .columns = { *r, *r } };
	if (r->cols >= SIDE_BY_SIDE) {
		left->cols = cells;
		right->col += cells + GAP;
		right->cols -= cells + GAP;
	} else if (view->side == CROSSWALK_LEFT) {
		*right = (struct rect){ 0 };
	} else {
		*left = (struct rect){ 0 };
	}
	if (right->rows < DETAIL_FROM)
		return;
	int rows = right->rows >= 26 ? right->rows * 2 / 5 : 9;

	areas->detail = (struct rect){ right->row + right->rows - rows,
		right->col, rows, right->cols };
	right->rows -= rows + 1;
}

/* The left column has one row above its list, two while it is narrowed. */
static int
head_rows(const struct crosswalk_view *view, enum crosswalk_side side)
{
	if (side == CROSSWALK_LEFT)
		return view->columns[side].needle ? 2 : 1;
	return view->pane.rect.rows >= DETAIL_FROM || view->columns[side].needle
	           ? 3
	           : 2;
}

/* One row of them says what is out of view. */
int
crosswalk_rows(const struct crosswalk_view *view,
    const struct crosswalk_areas *areas, enum crosswalk_side side)
{
	int rows = areas->columns[side].rows - head_rows(view, side) - 1;

	return rows > 1 ? rows : 1;
}

/* The group that begins with the i-th framework; the first goes without. */
static const char *
group_begins(const struct crosswalk_view *view, const struct desk *desk,
    enum crosswalk_side side, size_t i)
{
	const struct catalog *c = desk->catalog;
	const size_t *rows = view->columns[side].rows;

	if (side != CROSSWALK_LEFT || view->by_control || i == 0)
		return NULL;
	const char *group = catalog_string(c, FRAMEWORK_GROUP, rows[i]);

	return group && !str_equal(group,
	                    catalog_string(c, FRAMEWORK_GROUP, rows[i - 1]))
	           ? group
	           : NULL;
}

int
crosswalk_item_rows(const struct crosswalk_view *view, const struct desk *desk,
    enum crosswalk_side side, size_t i)
{
	return group_begins(view, desk, side, i) ? 2 : 1;
}

void
crosswalk_draw_sign(
    struct canvas *canvas, int row, int col, enum designation designation)
{
	static const char *const letters[] = { "", "S", "D", "A", "N" };

	if (designation == DESIGNATION_NONE)
		canvas_put_glyph(canvas, row, col, ROLE_TEXT, GLYPH_UNASSESSED);
	else
		canvas_put(canvas, row, col, 1,
		    designation == DESIGNATION_SATISFACTORY ? ROLE_GOOD
		    : designation == DESIGNATION_DEFICIENT  ? ROLE_BAD
		                                            : ROLE_TEXT,
		    letters[designation]);
}

enum designation
crosswalk_sign(const struct desk *desk, const struct requirement *requirement)
{
	enum designation read = crosswalk_read(desk, requirement);

	return read == DESIGNATION_DEFICIENT &&
	               crosswalk_open(desk, requirement)
	           ? DESIGNATION_NONE
	           : read;
}

/* "& iso   12 of 249   *": the filter of a column, what it finds, and the key
 * that takes it away. */
static void
draw_filter(const struct crosswalk_view *view, enum crosswalk_side side,
    struct canvas *canvas, const struct rect *r)
{
	const struct crosswalk_column *column = &view->columns[side];
	const struct keymap *keymap = view->pane.keymap;
	const struct command *clear =
	    keymap ? keymap_by_name(keymap, "crosswalk-all", NULL) : NULL;
	char key[16] = "";

	if (!column->needle)
		return;
	if (clear)
		keymap_first_key(keymap, clear, key);
	char *right =
	    xasprintf(_("%zu of %zu   %s"), column->count, column->all, key);
	int edge = canvas_put_right(
	    canvas, r->row + 1, r->col + 3, r->cols - 3, ROLE_QUIET, right);
	char *text = xasprintf("& %s", column->needle);

	canvas_put_cut(canvas, r->row + 1, r->col + COL_HEAD,
	    edge - 2 - r->col - COL_HEAD, ROLE_TEXT, text);
	free(text);
	free(right);
}

static void
draw_left_head(const struct crosswalk_view *view, struct canvas *canvas,
    const struct rect *r)
{
	canvas_put(canvas, r->row, r->col + COL_HEAD, r->cols - 1, ROLE_STRONG,
	    view->by_control ? _("Control") : _("Framework"));
	canvas_put_right(canvas, r->row, r->col + COL_HEAD, r->cols - COL_HEAD,
	    ROLE_QUIET,
	    /* TRANSLATORS: heads a column: how many frameworks a control
	     * maps to; of a framework's requirements, how many hold */
	    view->by_control ? _("maps to") : _("holds"));
	draw_filter(view, CROSSWALK_LEFT, canvas, r);
}

/* A framework and what it holds; a control and how many frameworks it maps
 * to. */
static void
draw_left_row(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas, const struct rect *r, int row, size_t i)
{
	const struct catalog *c = desk->catalog;
	size_t at = view->columns[CROSSWALK_LEFT].rows[i];
	struct str name = { 0 }, right = { 0 };
	enum role role = ROLE_TEXT;

	if (view->by_control) {
		size_t count = catalog_count(c, CONTROL_MAPPINGS, at);

		str_printf(&name, "%s  %s", catalog_string(c, CONTROL_ID, at),
		    catalog_control_name(c, at, desk->language));
		if (count)
			str_printf(&right, "%zu", count);
		if (!scope_is_in(&desk_standing(desk, at)->scope))
			role = ROLE_QUIET;
	} else {
		const struct coverage *coverage = &view->coverage[at];

		str_add(&name, catalog_string(c, FRAMEWORK_NAME, at));
		/* in scope itself: its own objectives apply */
		if (desk->frame.frameworks[at])
			canvas_put(
			    canvas, row, r->col + COL_HEAD, 1, ROLE_TEXT, "+");
		str_printf(&right, _("%zu of %zu"),
		    coverage->by[DESIGNATION_SATISFACTORY],
		    coverage->requirements);
	}
	int edge = canvas_put_right(canvas, row, r->col + COL_SIGN,
	    r->cols - COL_SIGN, role, str_text(&right));

	canvas_put_cut(canvas, row, r->col + COL_SIGN,
	    (right.len ? edge : r->col + r->cols) - 2 - r->col - COL_SIGN + 1,
	    role, str_text(&name));
	str_done(&name);
	str_done(&right);
}

/* Columns of the right list, from its left edge; -1: no room. */
struct columns {
	int name_cells, middle, middle_cells, read;
};

static struct columns
measure(const struct crosswalk_view *view, int cols)
{
	struct columns at = { .read = -1 };
	int most = cols / 3 < NAME_MOST ? cols / 3 : NAME_MOST;

	at.name_cells = view->name_cells < NAME_LEAST ? NAME_LEAST
	                : view->name_cells > most     ? most
	                                              : view->name_cells;
	at.middle = COL_NAME + at.name_cells + GAP;
	at.middle_cells = cols - at.middle - 1;
	if (view->by_control || cols < 70)
		return at;
	at.read = cols - (cols < 110 ? READ_CELLS : READ_WIDE);
	/* what belongs together stays together where it is wide */
	if (at.read > at.middle + MIDDLE_MOST + GAP)
		at.read = at.middle + MIDDLE_MOST + GAP;
	at.middle_cells = at.read - at.middle - GAP;
	return at;
}

/* "S 0   D 3   open 35": as the signs have it. */
static void
add_sums(const struct coverage *coverage, struct str *out)
{
	const size_t *by = coverage->by;
	size_t good = by[DESIGNATION_SATISFACTORY];
	size_t none = by[DESIGNATION_NOT_APPLICABLE];

	str_printf(out, "S %zu   D %zu", good, coverage->settled - good - none);
	if (none)
		str_printf(out, "   N %zu", none);
	/* TRANSLATORS: requirements with a control not designated yet */
	str_printf(
	    out, _("   open %zu"), coverage->requirements - coverage->settled);
}

/* What is chosen on the left, and ": 38 requirements, 4 controls". */
static void
add_title(const struct crosswalk_view *view, const struct desk *desk,
    size_t chosen, struct str *name, struct str *counts)
{
	const struct catalog *c = desk->catalog;

	if (view->by_control) {
		size_t frameworks = catalog_count(c, CONTROL_MAPPINGS, chosen);

		str_printf(name, "%s %s", catalog_string(c, CONTROL_ID, chosen),
		    catalog_control_name(c, chosen, desk->language));
		str_printf(counts,
		    ngettext(": %zu framework", ": %zu frameworks", frameworks),
		    frameworks);
		return;
	}
	const struct coverage *coverage = &view->coverage[chosen];

	str_add(name, catalog_string(c, FRAMEWORK_NAME, chosen));
	str_printf(counts,
	    ngettext(": %zu requirement", ": %zu requirements",
	        coverage->requirements),
	    coverage->requirements);
	str_printf(counts,
	    ngettext(", %zu control", ", %zu controls", coverage->mapped),
	    coverage->mapped);
}

/* The title, of which the name is cut first, and the sums at its right. */
static void
draw_title(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas, const struct rect *r, size_t chosen)
{
	int col = r->col + COL_HEAD, edge = r->col + r->cols - 1;
	struct str name = { 0 }, counts = { 0 }, sums = { 0 };

	add_title(view, desk, chosen, &name, &counts);
	if (!view->by_control && desk->frame.frameworks[chosen])
		str_printf(&sums, "%s   ", _("in scope"));
	if (!view->by_control)
		add_sums(&view->coverage[chosen], &sums);
	int cells = text_cells(str_text(&counts));

	if (sums.len && text_cells(str_text(&sums)) + cells + 16 < r->cols)
		edge = canvas_put_right(canvas, r->row, col, r->cols - 2,
		           ROLE_QUIET, str_text(&sums)) -
		       2;
	if (col + cells + 8 > edge)
		cells = 0;
	col += canvas_put_cut(canvas, r->row, col, edge - cells - col,
	    ROLE_STRONG, str_text(&name));
	if (cells)
		canvas_put(
		    canvas, r->row, col, cells, ROLE_STRONG, str_text(&counts));
	str_done(&name);
	str_done(&counts);
	str_done(&sums);
}

static void
draw_right_head(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas, const struct rect *r, const struct columns *at)
{
	size_t chosen = crosswalk_at(view, CROSSWALK_LEFT);
	int row = r->row + head_rows(view, CROSSWALK_RIGHT) - 1;

	if (chosen == CATALOG_NONE)
		return;
	draw_title(view, desk, canvas, r, chosen);
	draw_filter(view, CROSSWALK_RIGHT, canvas, r);
	/* TRANSLATORS: heads of the crosswalk's columns */
	canvas_put_cut(canvas, row, r->col + COL_SIGN, at->name_cells + 2,
	    ROLE_QUIET, view->by_control ? _("framework") : _("requirement"));
	canvas_put_cut(canvas, row, r->col + at->middle, at->middle_cells,
	    ROLE_QUIET, view->by_control ? _("requirements") : _("controls"));
	if (at->read >= 0)
		/* TRANSLATORS: what follows for a requirement from its
		 * controls */
		canvas_put_cut(canvas, row, r->col + at->read,
		    r->cols - at->read, ROLE_QUIET, _("read from them"));
}

/* Texts side by side, made one by one. */
struct texts {
	size_t count;
	void (*add)(const void *data, const struct desk *desk, size_t i,
	    struct str *out);
	const void *data;
};

/* "a   b   and 4 more": as many as fit. */
static void
draw_texts(const struct texts *texts, const struct desk *desk,
    struct canvas *canvas, int row, int col, int cells)
{
	size_t count = texts->count;
	struct str text = { 0 }, rest = { 0 };
	int used = 0;

	for (size_t i = 0; i < count; i++) {
		str_clear(&text);
		str_clear(&rest);
		texts->add(texts->data, desk, i, &text);
		if (i + 1 < count)
			/* TRANSLATORS: ends a list of names */
			str_printf(&rest,
			    ngettext("   and %zu more", "   and %zu more",
			        count - i - 1),
			    count - i - 1);
		int wide = text_cells(str_text(&text));

		if (used && used + wide + text_cells(str_text(&rest)) > cells) {
			str_clear(&rest);
			str_printf(&rest,
			    ngettext("and %zu more", "and %zu more", count - i),
			    count - i);
			canvas_put_cut(canvas, row, col + used, cells - used,
			    ROLE_QUIET, str_text(&rest));
			break;
		}
		used += canvas_put_cut(canvas, row, col + used, cells - used,
		    ROLE_TEXT, str_text(&text));
		used += 3;
	}
	str_done(&text);
	str_done(&rest);
}

/* "OPS-01 =3". */
static void
add_control(
    const void *data, const struct desk *desk, size_t i, struct str *out)
{
	const struct requirement *requirement = data;
	size_t control = requirement->controls[i];
	char level[16];

	desk_level_text(desk, control, level);
	str_printf(out, "%s %s",
	    catalog_string(desk->catalog, CONTROL_ID, control), level);
}

static void
add_value(const void *data, const struct desk *desk, size_t i, struct str *out)
{
	str_add(out, crosswalk_value(desk, *(const size_t *)data, i));
}

/* "Deficient   OPS-01.1", "2 objectives open". */
static void
add_read(const struct desk *desk, const struct requirement *requirement,
    struct str *out)
{
	enum designation read = crosswalk_read(desk, requirement);
	size_t open = 0, in = 0;

	for (size_t i = 0; i < requirement->count; i++) {
		const struct standing *s =
		    desk_standing(desk, requirement->controls[i]);

		if (!scope_is_in(&s->scope))
			continue;
		in++;
		if (s->designation == DESIGNATION_NONE)
			open += s->by[DESIGNATION_NONE];
	}
	if (!in) {
		str_add(out, _("out of scope"));
	} else if (read == DESIGNATION_NONE && open) {
		str_printf(out,
		    ngettext("%zu objective open", "%zu objectives open", open),
		    open);
	} else if (read == DESIGNATION_NONE) {
		str_add(out, _("no designation yet"));
	} else if (read == DESIGNATION_DEFICIENT &&
	           crosswalk_open(desk, requirement)) {
		str_add(out, _("Deficient so far"));
	} else {
		str_add(out, crosswalk_designation(read));
	}
	if (read != DESIGNATION_DEFICIENT || crosswalk_open(desk, requirement))
		return;
	const char *joint = "   ";

	for (size_t i = 0; i < requirement->count; i++) {
		size_t control = requirement->controls[i];

		if (desk_standing(desk, control)->designation != read)
			continue;
		str_printf(out, "%s%s", joint,
		    catalog_string(desk->catalog, CONTROL_ID, control));
		joint = "  ";
	}
}

static void
draw_right_row(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas, const struct rect *r, const struct columns *at,
    int row, size_t i)
{
	size_t item = view->columns[CROSSWALK_RIGHT].rows[i];
	int middle = r->col + at->middle;

	canvas_put_cut(canvas, row, r->col + COL_NAME, at->name_cells,
	    ROLE_TEXT, crosswalk_name(view, desk, CROSSWALK_RIGHT, i));
	if (view->by_control) {
		struct texts values = { crosswalk_values(desk, item), add_value,
			&item };

		draw_texts(
		    &values, desk, canvas, row, middle, at->middle_cells);
		return;
	}
	const struct requirement *it = &view->crosswalk.items[item];

	crosswalk_draw_sign(
	    canvas, row, r->col + COL_SIGN, crosswalk_sign(desk, it));
	struct texts controls = { it->count, add_control, it };

	draw_texts(&controls, desk, canvas, row, middle, at->middle_cells);
	if (at->read < 0)
		return;
	struct str text = { 0 };

	add_read(desk, it, &text);
	canvas_put_cut(canvas, row, r->col + at->read, r->cols - at->read,
	    ROLE_TEXT, str_text(&text));
	str_done(&text);
}

/* The one control that all requirements from the i-th on have; CATALOG_NONE:
 * there are others. */
static size_t
only_control(const struct crosswalk_view *view, size_t i)
{
	const struct crosswalk_column *column = &view->columns[CROSSWALK_RIGHT];
	size_t control = CATALOG_NONE;

	for (; i < column->count; i++) {
		const struct requirement *it =
		    &view->crosswalk.items[column->rows[i]];

		if (it->count != 1 ||
		    (control != CATALOG_NONE && control != it->controls[0]))
			return CATALOG_NONE;
		control = it->controls[0];
	}
	return control;
}

/* What is out of view, by name: "above: A to B   and 27 more of OPS-03". */
static void
draw_rest(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas, enum crosswalk_side side, const struct rect *r,
    int row, size_t below)
{
	const struct crosswalk_column *column = &view->columns[side];
	int col = r->col + (side == CROSSWALK_LEFT ? COL_SIGN : COL_NAME);
	struct str text = { 0 };
	size_t count = column->count, rest = count - below;
	size_t only = side == CROSSWALK_RIGHT && !view->by_control && rest
	                  ? only_control(view, below)
	                  : CATALOG_NONE;

	if (column->top)
		/* TRANSLATORS: what lies above the part in view: its first
		 * and last name */
		str_printf(&text, _("above: %s to %s"),
		    crosswalk_name(view, desk, side, 0),
		    crosswalk_name(view, desk, side, column->top - 1));
	if (text.len && rest)
		str_add(&text, "   ");
	if (only != CATALOG_NONE)
		/* TRANSLATORS: so many requirements of a control */
		str_printf(&text,
		    ngettext("and %zu more of %s", "and %zu more of %s", rest),
		    rest, catalog_string(desk->catalog, CONTROL_ID, only));
	else if (rest)
		str_printf(&text, _("below: %s to %s"),
		    crosswalk_name(view, desk, side, below),
		    crosswalk_name(view, desk, side, count - 1));
	canvas_put_cut(canvas, row, col, r->col + r->cols - col, ROLE_QUIET,
	    str_text(&text));
	str_done(&text);
}

/* The cursor of the column one is in, the kept place of the other. */
static void
draw_cursor(const struct crosswalk_view *view, struct canvas *canvas,
    enum crosswalk_side side, const struct rect *r, int row)
{
	struct pane at = view->pane;

	at.rect = *r;
	at.focused = view->pane.focused && view->side == side;
	/* on the right nothing is chosen until one goes there */
	if (side == CROSSWALK_RIGHT && !at.focused && view->pane.focused)
		return;
	pane_draw_cursor(&at, canvas, row, r->col + COL_SIGN);
}

static void
draw_column(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas, enum crosswalk_side side,
    const struct crosswalk_areas *areas)
{
	const struct crosswalk_column *column = &view->columns[side];
	const struct rect *r = &areas->columns[side];
	struct columns at = measure(view, r->cols);
	int row = r->row + head_rows(view, side);
	int end = row + crosswalk_rows(view, areas, side);
	size_t i = column->top;

	if (side == CROSSWALK_LEFT)
		draw_left_head(view, canvas, r);
	else
		draw_right_head(view, desk, canvas, r, &at);
	for (; i < column->count; i++, row++) {
		const char *group = group_begins(view, desk, side, i);

		if (row + (group != NULL) >= end)
			break;
		if (group)
			canvas_put_cut(canvas, row++, r->col + COL_HEAD,
			    r->cols - 1, ROLE_QUIET, group);
		if (side == CROSSWALK_LEFT)
			draw_left_row(view, desk, canvas, r, row, i);
		else
			draw_right_row(view, desk, canvas, r, &at, row, i);
		if (i == column->cursor)
			draw_cursor(view, canvas, side, r, row);
	}
	if (column->count && (column->top || i < column->count))
		draw_rest(view, desk, canvas, side, r, end, i);
}

void
crosswalk_draw(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas)
{
	const struct rect *r = &view->pane.rect;
	struct crosswalk_areas areas;

	if (!view->columns[CROSSWALK_LEFT].all) {
		canvas_put_cut(canvas, r->row + 2, r->col + 1, r->cols - 2,
		    ROLE_QUIET, _("This pack maps to no framework."));
		return;
	}
	crosswalk_areas(view, &areas);
	for (int i = 0; i < CROSSWALK_SIDES; i++)
		if (areas.columns[i].rows > 0)
			draw_column(
			    view, desk, canvas, (enum crosswalk_side)i, &areas);
	if (areas.detail.rows > 0)
		crosswalk_detail_draw(view, desk, canvas, areas.detail);
}
