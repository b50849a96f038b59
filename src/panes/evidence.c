/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The evidence of the control shown: what the pack asks for and what was added,
 * how each stands; below it the control's objectives and their designations. */

#include <config.h>

#include "panes/evidence.h"
#include "panes/evidence_look.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/objective.h"
#include "panes/panes.h"
#include "panes/register.h"
#include "panes/side_list.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

struct evidence {
	struct pane pane;
	struct side_list list;
	char *control; /* whose evidence the ids are */
	char **ids;    /* of its items, copies */
	size_t count;
	bool whole;  /* the item under the cursor is shown unshortened */
	char *about; /* the description shown at the foot, or NULL */
};

/* Most lines of a title, a reason, a note; of a locator. */
enum { TITLE_MOST = 3, LOCATOR_MOST = 2, GAP = 3, LABEL_MOST = 12 };

const char *
evidence_field(const struct desk *desk, const char *id, const char *field)
{
	return desk->session
	           ? session_getf(desk->session, "evidence/%s/%s", id, field)
	           : NULL;
}

const char *
evidence_at(const struct pane *pane)
{
	const struct evidence *evidence = (const struct evidence *)pane;

	if (!pane || pane->ops != &evidence_ops)
		return register_at(pane);
	return evidence->list.cursor < evidence->count
	           ? evidence->ids[evidence->list.cursor]
	           : NULL;
}

static struct pane *
open_evidence(void)
{
	struct evidence *evidence = xcalloc(1, sizeof(*evidence));

	side_list_restart(&evidence->list, 0);
	return &evidence->pane;
}

static void
free_ids(struct evidence *evidence)
{
	for (size_t i = 0; i < evidence->count; i++)
		free(evidence->ids[i]);
	free(evidence->ids);
	evidence->ids = NULL;
	evidence->count = 0;
}

static void
done(struct pane *pane)
{
	struct evidence *evidence = (struct evidence *)pane;

	side_list_done(&evidence->list);
	free_ids(evidence);
	free(evidence->control);
	free(evidence->about);
	free(evidence);
}

static bool
knows(const struct evidence *evidence, const char *id)
{
	for (size_t i = 0; i < evidence->count; i++)
		if (str_equal(evidence->ids[i], id))
			return true;
	return false;
}

static bool
is_same_control(const struct evidence *evidence, const struct desk *desk)
{
	size_t control = desk->spot.control;

	return evidence->control && control != CATALOG_NONE &&
	       str_equal(evidence->control,
	           catalog_string(desk->catalog, CONTROL_ID, control));
}

/* The cursor stays on its item; an item just added gets it. */
static void
follow_items(struct evidence *evidence, const struct desk *desk,
    const struct evidence_items *items)
{
	size_t control = desk->spot.control;
	const char *id = control == CATALOG_NONE ? NULL
	                                         : catalog_string(desk->catalog,
	                                               CONTROL_ID, control);

	if (!str_equal(id, evidence->control)) {
		desk_set(&evidence->control, id);
		side_list_restart(&evidence->list, 0);
		evidence->whole = false;
	} else {
		const char *at = evidence->list.cursor < evidence->count
		                     ? evidence->ids[evidence->list.cursor]
		                     : NULL;
		size_t cursor = 0;

		for (size_t i = 0; i < items->count; i++)
			if (!knows(evidence, items->items[i].id))
				at = items->items[i].id;
		for (size_t i = 0; at && i < items->count; i++)
			if (str_equal(items->items[i].id, at))
				cursor = i;
		evidence->list.cursor = cursor;
	}
	free_ids(evidence);
	evidence->count = items->count;
	evidence->ids = xcalloc(items->count, sizeof(*evidence->ids));
	for (size_t i = 0; i < items->count; i++)
		evidence->ids[i] = xstrdup(items->items[i].id);
}

/* Sign, id and state; the state goes below where they do not fit. */
static void
add_head(
    struct evidence *evidence, size_t item, const char *id, const char *state)
{
	struct side_list *list = &evidence->list;
	enum glyph glyph = evidence_glyph(state);
	bool fits = text_cells(id) + 1 + text_cells(_(state)) <=
	            side_cells(&evidence->pane);
	struct side_line *line =
	    side_list_add(list, item, SIDE_TEXT, ROLE_TEXT, id);

	line->sign = glyph_text(glyph, 0);
	line->ascii = glyph_text(glyph, 1);
	line->name = xstrdup(id);
	if (!fits)
		line = side_list_add(list, item, SIDE_TEXT, ROLE_TEXT, NULL);
	line->right = xstrdup(_(state));
	line->right_role = evidence_role(state);
}

static bool
is_any(const char *state, const char *a, const char *b, const char *c)
{
	return str_equal(state, a) || str_equal(state, b) ||
	       str_equal(state, c);
}

/* "10:36 J. Meyer", or NULL; the caller frees it. */
static char *
stamp_of(const struct desk *desk, unsigned long long seq)
{
	char when[SIDE_WHEN];
	const struct commit *commit = side_commit(desk, seq, when);

	return commit ? xasprintf("%s %s", when, side_who(commit)) : NULL;
}

/* "@ p. 4-7   10:36 J. Meyer"; a missing locator is said where it counts. */
static void
add_standing(struct evidence *evidence, const struct desk *desk, size_t item,
    const char *id, const char *state, const struct entry *entry)
{
	struct side_list *list = &evidence->list;
	const char *locator = evidence_field(desk, id, "locator");
	int cells = side_cells(&evidence->pane);
	char *stamp = entry && !str_equal(state, "not requested")
	                  ? stamp_of(desk, entry->seq)
	                  : NULL;

	if (locator) {
		char *text = xasprintf("@ %s", locator);
		size_t first = side_list_wrap(list, item, SIDE_TEXT, ROLE_TEXT,
		    text, cells, evidence->whole ? 0 : LOCATOR_MOST);

		if (stamp && list->count == first + 1 &&
		    text_cells(text) + GAP + text_cells(stamp) <= cells) {
			list->lines[first].tail = stamp;
			stamp = NULL;
		}
		free(text);
	}
	if (stamp)
		side_list_add(list, item, SIDE_TEXT, ROLE_QUIET, stamp);
	free(stamp);
	char key[16];

	side_key(&evidence->pane, "evidence-locator", key);
	if (!locator && *key && !desk->read_only &&
	    is_any(state, "accepted", "viewed on site", NULL)) {
		/* TRANSLATORS: %s is a key; it takes the page or section of
		 * the evidence */
		char *text = xasprintf(_("%s says where in it"), key);

		side_list_add(list, item, SIDE_TEXT, ROLE_QUIET, text);
		free(text);
	}
}

/* By when it is asked for, while it has not come. */
static void
add_due(struct evidence *evidence, const struct desk *desk, size_t item,
    const char *id, const char *state)
{
	const char *due = evidence_field(desk, id, "due");

	if (!due || !is_any(state, "not requested", "requested", "rejected"))
		return;
	/* no clock here: the latest commit is not later than now */
	const struct commit *latest =
	    session_commit(desk->session, session_commits(desk->session) - 1);
	bool over = strncmp(due, latest->at, 10) < 0;
	char *text = over ? xasprintf(_("overdue since %s"), due)
	                  : xasprintf(_("due %s"), due);

	side_list_add(&evidence->list, item, SIDE_TEXT,
	    over ? ROLE_WARN : ROLE_QUIET, text);
	free(text);
}

static const char *
description(const struct evidence *evidence, const struct desk *desk)
{
	size_t row = evidence->list.cursor < evidence->count
	                 ? catalog_find(desk->catalog, TABLE_EVIDENCE,
	                       evidence->ids[evidence->list.cursor])
	                 : CATALOG_NONE;

	return row == CATALOG_NONE
	           ? NULL
	           : catalog_text(desk->catalog, EVIDENCE_DESCRIPTION, row,
	                 desk->language);
}

static void
add_text(
    struct evidence *evidence, size_t item, enum role role, const char *text)
{
	bool whole = evidence->whole && item == evidence->list.cursor;

	if (text)
		side_list_wrap(&evidence->list, item, SIDE_TEXT, role, text,
		    side_cells(&evidence->pane), whole ? 0 : TITLE_MOST);
}

static void
add_item(struct evidence *evidence, const struct desk *desk, size_t item,
    size_t row, const char *id)
{
	const char *state = desk_evidence_state(desk, id);
	char *path = xasprintf("evidence/%s/state", id);
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;

	free(path);
	add_head(evidence, item, id, state);
	add_text(evidence, item, ROLE_TEXT,
	    row == CATALOG_NONE ? evidence_field(desk, id, "title")
	                        : catalog_text(desk->catalog, EVIDENCE_TITLE,
	                              row, desk->language));
	if (evidence->whole && item == evidence->list.cursor)
		add_text(
		    evidence, item, ROLE_QUIET, description(evidence, desk));
	add_standing(evidence, desk, item, id, state, entry);
	if (entry && is_any(state, "rejected", "not available", NULL))
		add_text(evidence, item, ROLE_TEXT, entry->why);
	add_due(evidence, desk, item, id, state);
	add_text(evidence, item, ROLE_QUIET, evidence_field(desk, id, "note"));
}

static void
add_empty(struct evidence *evidence, const struct desk *desk)
{
	char key[16], *help = NULL;

	side_key(&evidence->pane, "evidence-attach", key);
	if (*key && !desk->read_only)
		/* TRANSLATORS: %s is a key; it adds an evidence item */
		help = xasprintf(_("%s adds one"), key);
	side_list_add_empty(&evidence->list, &evidence->pane,
	    _("none asked for by the pack"), help);
	free(help);
}

/* The objective's sign stands where that of an item does; its name before the
 * text, above it where it is long. */
static void
add_objective(struct evidence *evidence, const struct desk *desk, size_t item,
    struct desk_objective at)
{
	struct side_list *list = &evidence->list;
	enum designation designation = objective_designation(desk, at);
	const char *name = objective_name(desk, at);
	const char *text = catalog_text(
	    desk->catalog, OBJECTIVE_TEXT, at.row, desk->language);
	int cells = side_cells(&evidence->pane), label = text_cells(name) + 1;
	bool above = label > LABEL_MOST || label > cells / 3;
	size_t first = list->count;

	if (above) {
		side_list_add(list, item, SIDE_TEXT, ROLE_QUIET, name);
		label = 0;
	}
	side_list_wrap(list, item, SIDE_TEXT + label, ROLE_TEXT,
	    text ? text : "", cells - label, 0);
	struct side_line *line = &list->lines[first];

	if (!above)
		line->label = xstrdup(name);
	line->name = xstrdup(name);
	line->sign = objective_sign(designation, false);
	line->ascii = objective_sign(designation, true);
	line->sign_role = objective_role(designation);
}

/* "1 of 2": those designated. */
static void
add_objectives_heading(struct evidence *evidence, const struct standing *s)
{
	struct side_list *list = &evidence->list;
	struct side_line *line;

	side_list_add(list, SIDE_NONE, SIDE_TEXT, ROLE_TEXT, NULL);
	line = side_list_add(
	    list, SIDE_NONE, SIDE_SIGN, ROLE_STRONG, _("Objectives"));
	line->name = xstrdup(_("Objectives"));
	line->right_role = ROLE_QUIET;
	if (s->objectives)
		line->right = xasprintf(_("%zu of %zu"),
		    s->objectives - s->by[DESIGNATION_NONE], s->objectives);
}

/* Without objectives the assessor designates the control. */
static void
add_no_objectives(
    struct evidence *evidence, const struct desk *desk, size_t item)
{
	struct side_list *list = &evidence->list;
	struct desk_objective at = { desk->spot.control, CATALOG_NONE };
	enum designation designation = objective_designation(desk, at);
	char *text = objective_none_text(&evidence->pane, desk, at.control);
	size_t first = side_list_wrap(list, item, SIDE_TEXT, ROLE_QUIET, text,
	    side_cells(&evidence->pane), 0);

	list->lines[first].sign = objective_sign(designation, false);
	list->lines[first].ascii = objective_sign(designation, true);
	list->lines[first].sign_role = objective_role(designation);
	if (designation != DESIGNATION_NONE)
		side_list_add(list, item, SIDE_TEXT, ROLE_TEXT,
		    objective_word(designation));
	free(text);
}

/* Objectives that apply, or the line in their place; none without levels,
 * where they stand beside this pane, in place of criteria. */
static size_t
objective_items(const struct desk *desk)
{
	size_t control = desk->spot.control;

	if (control == CATALOG_NONE || catalog_scale_top(desk->catalog) < 0 ||
	    !scope_is_in(&desk_standing(desk, control)->scope))
		return 0;
	return objective_none(desk, control)
	           ? 1
	           : desk_standing(desk, control)->objectives;
}

static void
add_objectives(struct evidence *evidence, const struct desk *desk)
{
	size_t control = desk->spot.control, count = objective_items(desk);

	if (!count)
		return;
	add_objectives_heading(evidence, desk_standing(desk, control));
	if (objective_none(desk, control))
		add_no_objectives(evidence, desk, evidence->count);
	else
		for (size_t i = 0; i < count; i++)
			add_objective(evidence, desk, evidence->count + i,
			    (struct desk_objective){ control,
			        objective_nth(desk, control, i) });
}

/* The objective an item of the list is; false: it is none. */
static bool
objective_of(const struct evidence *evidence, const struct desk *desk,
    size_t item, struct desk_objective *out)
{
	size_t control = desk->spot.control;

	if (item < evidence->count ||
	    item - evidence->count >= objective_items(desk))
		return false;
	*out = (struct desk_objective){ control,
		objective_none(desk, control)
		    ? CATALOG_NONE
		    : objective_nth(desk, control, item - evidence->count) };
	return true;
}

bool
evidence_objective_at(const struct pane *pane, const struct desk *desk,
    struct desk_objective *out)
{
	const struct evidence *evidence = (const struct evidence *)pane;

	return pane && pane->ops == &evidence_ops &&
	       objective_of(evidence, desk, evidence->list.cursor, out);
}

/* While the cursor is on an objective it is on the desk's: an answer moves it
 * on. */
static void
follow_objective(
    struct evidence *evidence, const struct desk *desk, bool on_objective)
{
	size_t control = desk->spot.control;

	evidence->list.items = evidence->count + objective_items(desk);
	if (!on_objective || evidence->list.items == evidence->count)
		return;
	evidence->list.cursor = evidence->count;
	if (objective_cursor_set(desk) && desk->objective.row != CATALOG_NONE)
		evidence->list.cursor +=
		    objective_place(desk, control, desk->objective.row);
}

/* Rows of the description at the foot, a blank one above it included; 0 when
 * it does not fit: nothing moves for it. */
static int
about_rows(const struct evidence *evidence)
{
	int rows = evidence->pane.rect.rows - 1 - (int)evidence->list.count;
	size_t lines = evidence->about ? wrap_count(evidence->about,
	                                     side_cells(&evidence->pane))
	                               : 0;

	return lines && rows > 0 && lines < (size_t)rows ? (int)lines + 1 : 0;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct evidence *evidence = (struct evidence *)pane;
	struct evidence_items items = { 0 };

	bool on_objective = evidence->list.cursor >= evidence->count &&
	                    is_same_control(evidence, desk);

	desk_evidence(desk, desk->spot.control, &items);
	follow_items(evidence, desk, &items);
	follow_objective(evidence, desk, on_objective);
	side_list_clear(&evidence->list);
	for (size_t i = 0; i < items.count; i++)
		add_item(
		    evidence, desk, i, items.items[i].row, items.items[i].id);
	if (desk->spot.control != CATALOG_NONE) {
		if (!items.count)
			add_empty(evidence, desk);
		add_objectives(evidence, desk);
	}
	evidence_items_done(&items);
	side_list_fit(&evidence->list, pane, pane->rect.rows - 1);
	desk_set(&evidence->about, NULL);
	const char *about = pane->focused && !evidence->whole
	                        ? description(evidence, desk)
	                        : NULL;

	/* far below its item: the id says whose it is */
	if (about)
		evidence->about = xasprintf(
		    "%s: %s", evidence->ids[evidence->list.cursor], about);
}

static void
draw_about(const struct evidence *evidence, struct canvas *canvas)
{
	const struct rect *r = &evidence->pane.rect;
	int rows = about_rows(evidence);
	struct wrap wrap = { 0 };

	if (!rows)
		return;
	wrap_text(&wrap, evidence->about, side_cells(&evidence->pane));
	for (size_t i = 0; i < wrap.count; i++)
		canvas_put_n(canvas,
		    r->row + r->rows - (int)wrap.count + (int)i,
		    r->col + SIDE_TEXT, side_cells(&evidence->pane), ROLE_QUIET,
		    evidence->about + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct evidence *evidence = (const struct evidence *)pane;

	side_draw_heading(pane, desk, canvas, _("Evidence"));
	side_list_draw(&evidence->list, pane, canvas, pane->rect.row + 1);
	draw_about(evidence, canvas);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct evidence *evidence = (struct evidence *)pane;
	size_t before = evidence->list.cursor;

	struct desk_objective at;

	if (move == MOVE_ENTER) {
		evidence->whole = !evidence->whole && evidence->count;
		/* what it unfolds comes into view */
		evidence->list.seen = SIDE_NONE;
		return true;
	}
	bool moved = side_list_move(&evidence->list, move);

	if (evidence->list.cursor != before)
		evidence->whole = false;
	if (objective_of(evidence, ctx->desk, evidence->list.cursor, &at))
		objective_go(ctx->desk, at);
	return moved;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const item[] = { "evidence-state",
		"evidence-locator", "evidence-note", "evidence-due",
		"evidence-attach", "evidence-open", "open", "note", "pane-next",
		NULL };
	static const char *const none[] = { "evidence-attach", "note",
		"pane-next", NULL };
	static const char *const reading[] = { "down", "open", "pane-next",
		"search", NULL };
	static const char *const objective[] = { "satisfactory", "deficient",
		"alternative", "objective-not-applicable", "not-assessed",
		"method-examine", "method-interview", "method-test",
		"pane-next", NULL };
	struct desk_objective at;

	if (desk->read_only)
		return reading;
	if (evidence_objective_at(pane, desk, &at))
		return objective;
	return evidence_at(pane) ? item : none;
}

static const struct command_table *const tables[] = { &evidence_table,
	&objective_table, NULL };

const struct pane_ops evidence_ops = {
	.name = "evidence",
	.title = N_("Evidence"),
	.tables = tables,
	.hints = hints,
	.open = open_evidence,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
