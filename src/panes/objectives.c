/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The objectives of all controls in scope, by control: designation, methods,
 * text. Only rows in sight are looked at one by one. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/findings.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/item_text.h"
#include "panes/objective.h"
#include "panes/objective_foot.h"
#include "panes/panes.h"
#include "ui/canvas.h"

/* A screen line: 0 is a control's heading; what stands below it are its
 * objectives, or one line in their place. */
struct place {
	size_t control, line;
};

struct objectives {
	struct pane pane;
	bool *folded; /* by control */
	size_t controls;
	const struct session *session; /* that `folded` was made for */
	struct place top;
	int body; /* rows for lines */
};

/* Cells from the left edge. Narrow, the word of the designation goes. */
enum { COL_SIGN = 2, COL_WORD = 4, COL_METHODS = 17, COL_TEXT = 24 };
enum { NARROW = 60, NARROW_METHODS = 4, NARROW_TEXT = 10 };

static struct pane *
open_objectives(void)
{
	struct objectives *view = xcalloc(1, sizeof(*view));

	view->top.control = CATALOG_NONE;
	return &view->pane;
}

static void
done(struct pane *pane)
{
	struct objectives *view = (struct objectives *)pane;

	free(view->folded);
	free(view);
}

/* One line in place of objectives. */
enum stand_in { STAND_NOT, STAND_OUT, STAND_NONE, STAND_FOLDED };

static enum stand_in
stand_in(const struct objectives *view, const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);

	if (!scope_is_in(&s->scope))
		return STAND_OUT;
	if (!s->objectives)
		return STAND_NONE;
	return view->folded[control] ? STAND_FOLDED : STAND_NOT;
}

/* The lines below a control's heading. */
static size_t
lines_of(const struct objectives *view, const struct desk *desk, size_t control)
{
	return stand_in(view, desk, control) == STAND_NOT
	           ? desk_standing(desk, control)->objectives
	           : 1;
}

/* The next control of the list: in scope, or the one selected. */
static size_t
step_control(const struct desk *desk, size_t control, int way)
{
	do
		control = outline_step(&desk->outline, control, way);
	while (control != CATALOG_NONE && control != desk->spot.control &&
	       !scope_is_in(&desk_standing(desk, control)->scope));
	return control;
}

/* One line on or back; false: there is none. */
static bool
step(const struct objectives *view, const struct desk *desk,
    struct place *place, int way)
{
	if (way > 0 && place->line < lines_of(view, desk, place->control)) {
		place->line++;
		return true;
	}
	if (way < 0 && place->line > 0) {
		place->line--;
		return true;
	}
	size_t next = step_control(desk, place->control, way);

	if (next == CATALOG_NONE)
		return false;
	place->control = next;
	place->line = way > 0 ? 0 : lines_of(view, desk, next);
	return true;
}

/* Can the cursor stand there? A heading whose one line says all cannot take
 * it. */
static bool
is_stop(
    const struct objectives *view, const struct desk *desk, struct place place)
{
	return place.line > 0 ||
	       stand_in(view, desk, place.control) == STAND_NOT;
}

static struct desk_objective
spot_of(
    const struct objectives *view, const struct desk *desk, struct place place)
{
	struct desk_objective at = { place.control, CATALOG_NONE };

	if (place.line > 0 && stand_in(view, desk, place.control) == STAND_NOT)
		at.row = objective_nth(desk, place.control, place.line - 1);
	return at;
}

/* Where the cursor is. */
static struct place
place_of(const struct objectives *view, const struct desk *desk)
{
	struct desk_objective at = objective_cursor(desk);
	struct place place = { at.control, 0 };

	if (stand_in(view, desk, at.control) != STAND_NOT)
		place.line = 1;
	else if (at.row != CATALOG_NONE)
		place.line = objective_place(desk, at.control, at.row) + 1;
	return place;
}

bool
objectives_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out)
{
	const struct objectives *view = (const struct objectives *)pane;

	if (!pane || pane->ops != &objectives_ops ||
	    desk->spot.control == CATALOG_NONE || !view->folded)
		return false;
	*out = spot_of(view, desk, place_of(view, desk));
	return true;
}

/* Are all its objectives designated, and alike? */
static bool
is_alike(const struct standing *s)
{
	for (int i = DESIGNATION_NONE + 1; i < DESIGNATION_COUNT; i++)
		if (s->objectives && s->by[i] == s->objectives)
			return true;
	return false;
}

/* What is all alike is folded when the session comes to the screen; nothing
 * folds by itself later. */
static void
follow_session(struct objectives *view, const struct desk *desk)
{
	size_t controls = catalog_rows(desk->catalog, TABLE_CONTROL);

	if (view->folded && view->session == desk->session &&
	    view->controls == controls)
		return;
	/* the first answer begins a session: what was folded stays */
	bool begun =
	    view->folded && !view->session && view->controls == controls;

	view->session = desk->session;
	if (begun)
		return;
	free(view->folded);
	view->folded = xcalloc(controls + 1, sizeof(bool));
	view->controls = controls;
	view->top.control = CATALOG_NONE;
	for (size_t i = 0; i < controls; i++)
		view->folded[i] = is_alike(desk_standing(desk, i));
}

static int
head_rows(const struct pane *pane)
{
	return pane->rect.rows >= 26 ? 3 : pane->rect.rows >= 12 ? 2 : 1;
}

static int
foot_rows(const struct pane *pane)
{
	return pane->rect.rows >= 26 ? 2 : pane->rect.rows >= 12;
}

/* Does place a come after b in the list? */
static bool
is_after(const struct desk *desk, struct place a, struct place b)
{
	const uint32_t *node = desk->outline.of_control;

	return a.control == b.control ? a.line > b.line
	                              : node[a.control] > node[b.control];
}

/* Goes back from a place by so many lines; how many it were. */
static int
back(const struct objectives *view, const struct desk *desk,
    struct place *place, int lines)
{
	int gone = 0;

	while (gone < lines && step(view, desk, place, -1))
		gone++;
	return gone;
}

/* Is what was the first line still one of the list? */
static bool
is_listed(
    const struct objectives *view, const struct desk *desk, struct place place)
{
	const struct outline *o = &desk->outline;

	return place.control < view->controls &&
	       o->nodes[o->of_control[place.control]].kept &&
	       (place.control == desk->spot.control ||
	           scope_is_in(&desk_standing(desk, place.control)->scope)) &&
	       place.line <= lines_of(view, desk, place.control);
}

/* Scrolls as little as shows the cursor; a control's first objective with its
 * heading. No empty rows at the end while there are lines above. */
static void
scroll(struct objectives *view, const struct desk *desk, struct place cursor)
{
	struct place first = cursor, last;
	int lines = 0;

	if (first.line == 1)
		first.line = 0;
	if (!is_listed(view, desk, view->top) ||
	    !is_after(desk, first, view->top))
		view->top = first;
	for (last = view->top;
	     lines + 1 < view->body && is_after(desk, cursor, last); lines++)
		step(view, desk, &last, 1);
	if (is_after(desk, cursor, last)) {
		view->top = cursor;
		back(view, desk, &view->top, view->body - 1);
		return;
	}
	while (lines + 1 < view->body && step(view, desk, &last, 1))
		lines++;
	back(view, desk, &view->top, view->body - 1 - lines);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct objectives *view = (struct objectives *)pane;

	view->body = pane->rect.rows - head_rows(pane) - foot_rows(pane);
	if (view->body < 1)
		view->body = 1;
	if (desk->spot.control == CATALOG_NONE)
		return;
	follow_session(view, desk);
	/* what was gone to is shown */
	if (objective_cursor(desk).row != CATALOG_NONE)
		view->folded[desk->spot.control] = false;
	scroll(view, desk, place_of(view, desk));
}

/* "18   S 7   D 1   A 0   N 0   open 10", of the controls listed. */
static void
draw_head(const struct objectives *view, const struct desk *desk,
    const struct objective_count *count, struct canvas *canvas)
{
	const struct rect *r = &view->pane.rect;
	const size_t *by = count->by;
	char *title = xasprintf(_("Objectives, rigor %d"), desk->frame.rigor);
	int used = canvas_put(
	    canvas, r->row, r->col + 1, r->cols - 1, ROLE_STRONG, title);
	/* TRANSLATORS: numbers of objectives: all, Satisfactory, Deficient,
	 * Alternative Control, Not Applicable (letters as on the screen), and
	 * those not assessed yet */
	char *sums =
	    xasprintf(_("%zu   S %zu   D %zu   A %zu   N %zu   open %zu"),
	        count->all, by[DESIGNATION_SATISFACTORY],
	        by[DESIGNATION_DEFICIENT], by[DESIGNATION_ALTERNATIVE],
	        by[DESIGNATION_NOT_APPLICABLE], by[DESIGNATION_NONE]);
	int room = r->cols - used - 4;

	if (text_cells(sums) > room) {
		free(sums);
		sums = xasprintf(
		    _("%zu, open %zu"), count->all, by[DESIGNATION_NONE]);
	}
	canvas_put_right(
	    canvas, r->row, r->col + used + 3, room, ROLE_QUIET, sums);
	free(sums);
	free(title);
}

static bool
is_narrow(const struct pane *pane)
{
	return pane->rect.cols < NARROW;
}

static int
text_column(const struct pane *pane)
{
	return is_narrow(pane) ? NARROW_TEXT : COL_TEXT;
}

static void
draw_column_heads(const struct pane *pane, struct canvas *canvas)
{
	const struct rect *r = &pane->rect;
	int row = r->row + head_rows(pane) - 1, text = text_column(pane);

	if (row == r->row)
		return;
	if (!is_narrow(pane))
		canvas_put_cut(canvas, row, r->col + COL_SIGN,
		    COL_METHODS - COL_SIGN - 1, ROLE_QUIET, _("designation"));
	canvas_put(canvas, row,
	    r->col + (is_narrow(pane) ? NARROW_METHODS : COL_METHODS), 5,
	    ROLE_QUIET, "E I T");
	canvas_put_cut(canvas, row, r->col + text, r->cols - text - 1,
	    ROLE_QUIET, _("Determine if ..."));
}

/* Id and title, at the right how it is designated. */
static void
draw_heading(const struct pane *pane, const struct desk *desk, size_t control,
    struct canvas *canvas, int row)
{
	const struct rect *r = &pane->rect;
	const struct catalog *c = desk->catalog;
	const struct standing *s = desk_standing(desk, control);
	enum designation designation = s->designation;
	const char *word = !scope_is_in(&s->scope) ? _("out of scope")
	                   : designation == DESIGNATION_NONE
	                       ? _("open")
	                       : objective_word(designation);
	int right = canvas_put_right(canvas, row, r->col + r->cols / 2,
	    r->cols - r->cols / 2 - 1, objective_role(designation), word);
	char *title =
	    xasprintf("%s%s %s", catalog_string(c, CONTROL_ID, control),
	        catalog_control_material(c, control) ? "*" : "",
	        catalog_control_name(c, control, desk->language));

	canvas_put_cut(
	    canvas, row, r->col + 1, right - r->col - 3, ROLE_STRONG, title);
	free(title);
}

/* "5 objectives, all Satisfactory"; "3 objectives   S 1   open 2" */
static char *
folded_text(const struct standing *s)
{
	struct str out = { 0 };

	for (int i = DESIGNATION_NONE + 1; i < DESIGNATION_COUNT; i++)
		if (s->by[i] == s->objectives) {
			/* TRANSLATORS: their number and a designation */
			str_printf(&out,
			    ngettext("%zu objective, %s",
			        "%zu objectives, all %s", s->objectives),
			    s->objectives, objective_word((enum designation)i));
			return str_steal(&out);
		}
	str_printf(&out,
	    ngettext("%zu objective", "%zu objectives", s->objectives),
	    s->objectives);
	for (int i = DESIGNATION_NONE + 1; i < DESIGNATION_COUNT; i++)
		if (s->by[i])
			str_printf(&out, "   %s %zu",
			    objective_sign((enum designation)i, true),
			    s->by[i]);
	if (s->by[DESIGNATION_NONE]) {
		str_add(&out, "   ");
		str_printf(&out, _("open %zu"), s->by[DESIGNATION_NONE]);
	}
	return str_steal(&out);
}

/* The one line in place of objectives. */
static void
draw_stand_in(const struct objectives *view, const struct desk *desk,
    size_t control, struct canvas *canvas, int row)
{
	const struct rect *r = &view->pane.rect;
	const struct standing *s = desk_standing(desk, control);
	enum designation designation = s->designation;
	bool ascii = canvas_ascii(canvas);
	char *text;

	switch (stand_in(view, desk, control)) {
	case STAND_FOLDED:
		canvas_put_glyph(
		    canvas, row, r->col + COL_SIGN, ROLE_TEXT, GLYPH_CLOSED);
		text = folded_text(s);
		break;
	case STAND_OUT:
		text = s->scope.why
		           ? xasprintf(_("out of scope: %s"), s->scope.why)
		           : xstrdup(_("out of scope"));
		break;
	default:
		canvas_put(canvas, row, r->col + COL_SIGN, 1,
		    objective_role(designation),
		    objective_sign(designation, ascii));
		text = objective_none_text(&view->pane, desk, control);
	}
	canvas_put_cut(canvas, row, r->col + COL_WORD, r->cols - COL_WORD - 1,
	    ROLE_TEXT, text);
	free(text);
}

static void
draw_objective(const struct pane *pane, const struct desk *desk,
    struct desk_objective at, struct canvas *canvas, int row)
{
	const struct rect *r = &pane->rect;
	enum designation designation = objective_designation(desk, at);
	int column = text_column(pane);
	char methods[6];

	canvas_put(canvas, row, r->col + COL_SIGN, 1,
	    objective_role(designation),
	    objective_sign(designation, canvas_ascii(canvas)));
	if (!is_narrow(pane))
		canvas_put_cut(canvas, row, r->col + COL_WORD,
		    COL_METHODS - COL_WORD - 1, ROLE_TEXT,
		    objective_short_word(designation));
	objective_methods_text(objective_methods(desk, at), methods);
	canvas_put(canvas, row,
	    r->col + (is_narrow(pane) ? NARROW_METHODS : COL_METHODS), 5,
	    ROLE_TEXT, methods);
	const char *text =
	    catalog_text(desk->catalog, OBJECTIVE_TEXT, at.row, desk->language);
	char *about =
	    item_text_of(desk, at.control, at.row, CATALOG_NONE);
	int used = canvas_put_cut(canvas, row, r->col + column,
	    r->cols - column - 1, ROLE_QUIET, objective_name(desk, at));
	int mark = finding_marks(desk, about) ? 2 : 0;

	canvas_put_cut(canvas, row, r->col + column + used + 1,
	    r->cols - column - used - 2 - mark, ROLE_TEXT, text ? text : "");
	if (mark)
		canvas_put(
		    canvas, row, r->col + r->cols - 2, 1, ROLE_QUIET, "F");
	free(about);
}

static void
draw_list(const struct objectives *view, const struct desk *desk,
    struct canvas *canvas)
{
	const struct pane *pane = &view->pane;
	struct place place = view->top, cursor = place_of(view, desk);
	int row = pane->rect.row + head_rows(pane);

	for (int i = 0; i < view->body; i++) {
		size_t control = place.control;
		struct desk_objective at = spot_of(view, desk, place);

		if (place.line == 0)
			draw_heading(pane, desk, control, canvas, row + i);
		else if (at.row == CATALOG_NONE)
			draw_stand_in(view, desk, control, canvas, row + i);
		else
			draw_objective(pane, desk, at, canvas, row + i);
		if (control == cursor.control && place.line == cursor.line)
			pane_draw_cursor(
			    pane, canvas, row + i, pane->rect.col + COL_SIGN);
		if (!step(view, desk, &place, 1))
			break;
	}
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct objectives *view = (const struct objectives *)pane;
	const struct rect *r = &pane->rect;
	struct objective_count count;

	objective_count(desk, &count);
	draw_head(view, desk, &count, canvas);
	if (desk->spot.control == CATALOG_NONE)
		return;
	draw_column_heads(pane, canvas);
	draw_list(view, desk, canvas);
	if (!foot_rows(pane))
		return;
	struct str foot = { 0 };

	/* it may run on below the column beside the list, which ends above */
	objective_foot_text(desk, &count, &foot);
	canvas_put_cut(canvas, r->row + r->rows - 1, r->col + 1,
	    canvas_cols(canvas) - r->col - 2, ROLE_QUIET, str_text(&foot));
	str_done(&foot);
}

static bool
go_by(struct objectives *view, struct desk *desk, int way, int lines)
{
	struct place at = place_of(view, desk), next = at;

	for (int i = 0; step(view, desk, &next, way);) {
		i++;
		if (!is_stop(view, desk, next))
			continue;
		at = next;
		if (i >= lines)
			break;
	}
	struct desk_objective to = spot_of(view, desk, at);
	struct desk_objective from = objective_cursor(desk);
	bool moved = to.control != from.control || to.row != from.row;

	objective_go(desk, to);
	return moved;
}

/* The last control in scope this way, by its first or last place. */
static bool
go_end(struct objectives *view, struct desk *desk, int way)
{
	struct place at = place_of(view, desk);
	size_t next = at.control;

	while (next != CATALOG_NONE) {
		at.control = next;
		next = step_control(desk, next, way);
	}
	at.line = way > 0
	              ? lines_of(view, desk, at.control)
	              : !is_stop(view, desk, (struct place){ at.control, 0 });
	objective_go(desk, spot_of(view, desk, at));
	return true;
}

static bool
fold(struct objectives *view, struct desk *desk, bool folded)
{
	size_t control = desk->spot.control;
	enum stand_in now = stand_in(view, desk, control);

	if (now != (folded ? STAND_NOT : STAND_FOLDED))
		return false;
	view->folded[control] = folded;
	objective_go(desk, (struct desk_objective){ control, CATALOG_NONE });
	return true;
}

/* All or none: what is to be seen of a folded list are the controls. */
static void
fold_all(struct objectives *view, struct desk *desk)
{
	bool any_open = false;

	for (size_t i = 0; i < view->controls && !any_open; i++)
		any_open =
		    !view->folded[i] && desk_standing(desk, i)->objectives > 0;
	for (size_t i = 0; i < view->controls; i++)
		view->folded[i] = any_open;
	objective_go(
	    desk, (struct desk_objective){ desk->spot.control, CATALOG_NONE });
}

/* A control's line folds and unfolds; on an objective what is to be filled in
 * is asked for, else it is shown in full. */
static bool
enter(struct objectives *view, struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	struct desk_objective at;

	if (!objectives_at(&view->pane, desk, &at))
		return false;
	if (at.row == CATALOG_NONE)
		return fold(view, desk, !view->folded[at.control]);
	if (catalog_count(desk->catalog, OBJECTIVE_PARAMETERS, at.row) &&
	    !desk->read_only)
		return objective_ask_parameter(
		    ctx, at, objective_next_parameter(desk, at));
	ctx->next = NEXT_FOCUS_BESIDE;
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct objectives *view = (struct objectives *)pane;
	struct desk *desk = ctx->desk;
	int page = view->body > 1 ? view->body - 1 : 1;

	if (desk->spot.control == CATALOG_NONE || !view->folded)
		return false;
	switch (move) {
	case MOVE_DOWN:
		return go_by(view, desk, 1, 1);
	case MOVE_UP:
		return go_by(view, desk, -1, 1);
	case MOVE_PAGE_DOWN:
		return go_by(view, desk, 1, page);
	case MOVE_PAGE_UP:
		return go_by(view, desk, -1, page);
	case MOVE_HALF_DOWN:
		return go_by(view, desk, 1, (page + 1) / 2);
	case MOVE_HALF_UP:
		return go_by(view, desk, -1, (page + 1) / 2);
	case MOVE_FIRST:
		return go_end(view, desk, -1);
	case MOVE_LAST:
		return go_end(view, desk, 1);
	case MOVE_LEFT:
		return fold(view, desk, true);
	case MOVE_RIGHT:
		return fold(view, desk, false);
	case MOVE_FOLD_ALL:
		fold_all(view, desk);
		return true;
	case MOVE_ENTER:
		return enter(view, ctx);
	default:
		return false;
	}
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	struct desk_objective at;

	return objective_hints(
	    desk, objectives_at(pane, desk, &at) ? &at : NULL);
}

static const struct command_table *const tables[] = { &objective_view_table,
	&objective_table, NULL };

const struct pane_ops objectives_ops = {
	.name = "objectives",
	.title = N_("Objectives"),
	.tables = tables,
	.hints = hints,
	.open = open_objectives,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
