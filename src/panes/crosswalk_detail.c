/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the crosswalk tells of the row under its cursor. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/crosswalk_draw.h"
#include "panes/keymap.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum { COL_SIGN = 2, COL_ID = 4, GAP = 2 };

/* Rows are drawn from the top until there are no more. */
struct detail {
	const struct desk *desk;
	struct canvas *canvas;
	struct rect area;
	int row, end;
};

static void
put_text(struct detail *d, enum role role, const char *text)
{
	int cells = d->area.cols - COL_SIGN - 1;
	struct wrap wrap = { 0 };

	wrap_text(&wrap, text, cells < WRAP_MEASURE ? cells : WRAP_MEASURE);
	for (size_t i = 0; i < wrap.count && d->row < d->end; i++) {
		const struct wrap_line *line = &wrap.lines[i];
		bool more = d->row + 1 == d->end && i + 1 < wrap.count;

		(more ? canvas_put_more : canvas_put_n)(d->canvas, d->row++,
		    d->area.col + COL_SIGN, cells, role, text + line->start,
		    line->len);
	}
	wrap_done(&wrap);
}

static void
put_control(struct detail *d, size_t control, int id_cells)
{
	const struct standing *s = desk_standing(d->desk, control);
	int at = d->area.col + COL_ID + id_cells + GAP;
	struct str text = { 0 };

	crosswalk_control_text(d->desk, control, &text);
	if (scope_is_in(&s->scope))
		crosswalk_draw_sign(
		    d->canvas, d->row, d->area.col + COL_SIGN, s->designation);
	canvas_put_cut(d->canvas, d->row, d->area.col + COL_ID, id_cells,
	    ROLE_TEXT, catalog_string(d->desk->catalog, CONTROL_ID, control));
	canvas_put_cut(d->canvas, d->row++, at, d->area.col + d->area.cols - at,
	    ROLE_TEXT, str_text(&text));
	str_done(&text);
}

/* As many controls as leave `keep` rows, the others counted. */
static void
put_controls(struct detail *d, const struct requirement *requirement, int keep)
{
	int id_cells = 8;

	for (size_t i = 0; i < requirement->count; i++) {
		int cells = text_cells(catalog_string(
		    d->desk->catalog, CONTROL_ID, requirement->controls[i]));

		if (cells > id_cells)
			id_cells = cells;
	}
	for (size_t i = 0; i < requirement->count; i++) {
		size_t rest = requirement->count - i;

		if (rest > 1 && d->row + 1 >= d->end - keep) {
			char *text = xasprintf(
			    ngettext("and %zu more", "and %zu more", rest),
			    rest);

			canvas_put(d->canvas, d->row++, d->area.col + COL_ID,
			    d->area.cols - COL_ID, ROLE_QUIET, text);
			free(text);
			return;
		}
		put_control(d, requirement->controls[i], id_cells + 1);
	}
}

/* The control whose answers would change most: the first one that is open. */
static size_t
next_control(const struct desk *desk, const struct requirement *requirement)
{
	for (size_t i = 0; i < requirement->count; i++) {
		const struct standing *s =
		    desk_standing(desk, requirement->controls[i]);

		if (scope_is_in(&s->scope) &&
		    s->designation == DESIGNATION_NONE)
			return requirement->controls[i];
	}
	return requirement->controls[0];
}

/* "Answering OPS-03 touches 33 requirements of SOC 2 and 105 in the other 38
 * frameworks it is mapped to." */
static void
put_touched(struct detail *d, size_t control, size_t framework)
{
	const struct catalog *c = d->desk->catalog;
	struct touched touched = crosswalk_touch(c, control, framework);
	struct str text = { 0 };

	str_printf(&text,
	    ngettext("Answering %s touches %zu requirement of %s",
	        "Answering %s touches %zu requirements of %s", touched.here),
	    catalog_string(c, CONTROL_ID, control), touched.here,
	    catalog_string(c, FRAMEWORK_NAME, framework));
	if (touched.frameworks)
		/* TRANSLATORS: follows "Answering ... touches ... of ..." */
		str_printf(&text,
		    ngettext(" and %zu in the other %zu framework it is mapped "
		             "to.",
		        " and %zu in the other %zu frameworks it is mapped "
		        "to.",
		        touched.frameworks),
		    touched.elsewhere, touched.frameworks);
	else
		str_add_char(&text, '.');
	put_text(d, ROLE_TEXT, str_text(&text));
	str_done(&text);
}

static const char *
caution(void)
{
	return _("Read, not judged: a mapping says that the texts meet, not "
	         "that the requirement is fulfilled in full.");
}

static void
draw_requirement(
    struct detail *d, const struct crosswalk_view *view, size_t item)
{
	const struct requirement *it = &view->crosswalk.items[item];
	bool roomy = d->end - d->row >= 9;

	put_controls(d, it, roomy ? 6 : 4);
	d->row += roomy;
	put_touched(
	    d, next_control(d->desk, it), crosswalk_at(view, CROSSWALK_LEFT));
	d->row += roomy;
	put_text(d, ROLE_QUIET, caution());
}

/* Values side by side, none broken, as many as leave `keep` rows. */
static void
put_values(struct detail *d, size_t mapping, int keep)
{
	enum { BETWEEN = 3 };
	int edge = d->area.col + d->area.cols - 1;
	int col = d->area.col + COL_SIGN;
	size_t count = crosswalk_values(d->desk, mapping);

	for (size_t i = 0; i < count; i++) {
		const char *value = crosswalk_value(d->desk, mapping, i);
		int cells = text_cells(value);

		if (col > d->area.col + COL_SIGN && col + cells > edge) {
			col = d->area.col + COL_SIGN;
			d->row++;
		}
		if (i + 1 < count && d->row + 1 >= d->end - keep &&
		    col + cells + 2 * BETWEEN + 12 > edge) {
			char *text = xasprintf(
			    ngettext("and %zu more", "and %zu more", count - i),
			    count - i);

			canvas_put_cut(d->canvas, d->row, col, edge - col,
			    ROLE_QUIET, text);
			free(text);
			break;
		}
		col += canvas_put_cut(d->canvas, d->row, col, edge - col,
		           ROLE_TEXT, value) +
		       BETWEEN;
	}
	d->row++;
}

/* All of a control's requirements in a framework, and how it stands. */
static void
draw_mapping(struct detail *d, size_t control, size_t mapping)
{
	put_control(d, control,
	    text_cells(catalog_string(d->desk->catalog, CONTROL_ID, control)));
	d->row += d->end - d->row >= 7;
	put_values(d, mapping, 3);
	d->row++;
	put_text(d, ROLE_QUIET, caution());
}

/* What Enter does here, with its key. */
static char *
enter_hint(const struct crosswalk_view *view)
{
	const struct keymap *keymap = view->pane.keymap;
	const struct command *open =
	    keymap ? keymap_by_name(keymap, "open", NULL) : NULL;
	char key[16] = "Enter";

	if (open)
		keymap_first_key(keymap, open, key);
	return xasprintf("%s %s", key,
	    view->by_control ? _("show its requirements")
	                     : _("go to the control"));
}

void
crosswalk_detail_draw(const struct crosswalk_view *view,
    const struct desk *desk, struct canvas *canvas, struct rect area)
{
	struct detail d = { desk, canvas, area, area.row + 1,
		area.row + area.rows };
	size_t item = crosswalk_at(view, CROSSWALK_RIGHT);

	if (item == CATALOG_NONE)
		return;
	char *hint = view->side == CROSSWALK_RIGHT ? enter_hint(view) : NULL;

	canvas_bar(canvas, area.row, area.col + 1, area.cols - 1,
	    crosswalk_name(view, desk, CROSSWALK_RIGHT,
	        view->columns[CROSSWALK_RIGHT].cursor),
	    hint);
	if (view->by_control)
		draw_mapping(&d, crosswalk_at(view, CROSSWALK_LEFT), item);
	else
		draw_requirement(&d, view, item);
	free(hint);
}
