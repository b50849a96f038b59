/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The end of a slot: what was covered, and what is read back to the room. Each
 * point can be settled, given a person and a day; Enter ends the slot. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/followups.h"
#include "model/people.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"
#include "model/slots.h"
#include "model/statements.h"
#include "panes/panes.h"
#include "panes/record_form.h"
#include "panes/room.h"
#include "panes/side_list.h"

enum point_kind { POINT_FOLLOWUP, POINT_STATEMENT, POINT_EVIDENCE };

struct point {
	enum point_kind kind;
	char *id; /* owned */
	bool open;
	bool lead; /* a statement that asks for evidence */
};
struct closing {
	struct pane pane;
	char *slot; /* owned */
	struct point *points;
	size_t count, capacity;
	struct side_list list;
	size_t commits;
	int cols;
	bool made;
};

struct pane *
closing_open(const char *slot)
{
	struct closing *c = xcalloc(1, sizeof(*c));

	c->pane.ops = &closing_ops;
	c->slot = xstrdup(slot);
	c->list.visited = true;
	return &c->pane;
}

static void
clear(struct closing *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->points[i].id);
	c->count = 0;
	side_list_clear(&c->list);
}

static void
done(struct pane *pane)
{
	struct closing *c = (struct closing *)pane;

	clear(c);
	free(c->points);
	side_list_done(&c->list);
	free(c->slot);
	free(c);
}

static void
heading(struct closing *c, const char *title, bool *said)
{
	if (!*said) {
		if (c->list.count)
			side_list_add(
			    &c->list, SIDE_NONE, SIDE_TEXT, ROLE_TEXT, NULL);
		side_list_add(
		    &c->list, SIDE_NONE, SIDE_SIGN, ROLE_STRONG, title);
	}
	*said = true;
}

/* A point as a line: settled or open, whom and when at the right. */
static void
add_point(struct closing *c, struct point point, const char *text,
    const char *right, int cells)
{
	size_t room = strlen(right) ? 34 : 2;
	enum glyph glyph = point.open ? GLYPH_UNASSESSED : GLYPH_MET;

	c->points =
	    mem_grow(c->points, &c->capacity, c->count + 1, sizeof(*c->points));
	c->points[c->count] = point;
	size_t first = side_list_wrap(&c->list, c->count, SIDE_TEXT,
	    point.open ? ROLE_TEXT : ROLE_QUIET, text,
	    cells > 2 * (int)room ? cells - (int)room : cells, 2);
	struct side_line *line = &c->list.lines[first];

	line->sign = glyph_text(glyph, false);
	line->ascii = glyph_text(glyph, true);
	line->right = xstrdup(right);
	line->right_role = ROLE_QUIET;
	c->count++;
}

/* "OPS-03 Service Delivery   9 of 15 answered": controls in their order. */
static void
add_covered(struct closing *c, const struct desk *desk, int cells)
{
	size_t *controls = NULL, count = 0;
	bool said = false;

	slot_controls(desk->session, desk->catalog, c->slot, &controls, &count);
	for (size_t i = 0; i < count; i++) {
		const struct rating *r = desk_rating(desk, controls[i]);
		struct str text = { 0 };

		heading(c, _("Controls of the slot"), &said);
		str_printf(&text, "%s %s",
		    catalog_string(desk->catalog, CONTROL_ID, controls[i]),
		    catalog_control_name(
		        desk->catalog, controls[i], desk->language));
		size_t first = side_list_wrap(&c->list, SIDE_NONE, SIDE_TEXT,
		    r->left ? ROLE_TEXT : ROLE_QUIET, str_text(&text),
		    cells - 24, 1);

		c->list.lines[first].right =
		    xasprintf(_("%zu of %zu answered"), r->answered, r->of);
		c->list.lines[first].right_role = ROLE_QUIET;
		str_done(&text);
	}
	free(controls);
}

/* "T. Lindqvist, due Fri 17 Jul" */
static char *
whom_and_when(const struct desk *desk, const char *person, int due, bool open)
{
	struct str out = { 0 };
	char *name = person ? person_name(desk->session, person) : NULL;

	if (name)
		str_add(&out, name);
	if (due != DAY_NONE) {
		str_add(&out, out.len ? ", " : "");
		if (open)
			dayword_due(due, desk->frame.today, &out);
		else
			dayword_show(due, desk->frame.today, &out);
	}
	free(name);
	char *text = xstrdup(str_text(&out));

	str_done(&out);
	return text;
}

static void
add_followups(
    struct closing *c, const struct desk *desk, bool parked, int cells)
{
	struct followups all = { 0 };
	bool said = false;

	followups_list(desk->session, NULL, &all);
	for (size_t i = 0; i < all.count; i++) {
		const struct followup *f = &all.items[i];

		if (f->parked != parked || !str_equal(f->slot, c->slot))
			continue;
		char *right = whom_and_when(desk, f->person, f->due, f->open);

		heading(c, parked ? _("Parked") : _("Follow-ups"), &said);
		add_point(c,
		    (struct point){
		        POINT_FOLLOWUP, xstrdup(f->id), f->open, false },
		    f->text ? f->text : "", right, cells);
		free(right);
	}
	followups_done(&all);
}

/* Contradictions and leads of the slot, and older ones still open about its
 * controls. */
static bool
is_of_slot(
    const struct closing *c, const struct desk *desk, const struct statement *s)
{
	char *control = s->about ? path_segment(s->about, 0) : NULL;
	char *slot = s->open && control
	                 ? slots_of_control(desk->session, control)
	                 : NULL;
	bool here =
	    str_equal(slot, c->slot) ||
	    str_equal(record_get(desk->session, "statements", s->id, "slot"),
	        c->slot);

	free(slot);
	free(control);
	return here;
}

static void
add_statements(struct closing *c, const struct desk *desk, int cells)
{
	struct statements all = { 0 };
	bool said = false;

	statements_list(desk->session, NULL, &all);
	for (size_t i = 0; i < all.count; i++) {
		const struct statement *s = &all.items[i];
		bool lead = str_equal(s->kind, "lead");

		if ((!lead && !str_equal(s->kind, "contradiction")) ||
		    !is_of_slot(c, desk, s))
			continue;
		char *name = s->by ? person_name(desk->session, s->by) : NULL;
		char *right = xasprintf(
		    "%s%s%s", _(s->kind), name ? ", " : "", name ? name : "");

		heading(c, _("Contradictions and leads"), &said);
		add_point(c,
		    (struct point){
		        POINT_STATEMENT, xstrdup(s->id), s->open, lead },
		    s->text, right, cells);
		free(right);
		free(name);
	}
	statements_done(&all);
}

/* Does it hang on a control of the slot? */
static bool
hangs_here(const struct artifact *artifact, const bool *of_slot)
{
	for (size_t i = 0; i < artifact->link_count; i++)
		if (artifact->links[i].control != CATALOG_NONE &&
		    of_slot[artifact->links[i].control])
			return true;
	return false;
}

static void
add_evidence(struct closing *c, const struct desk *desk, int cells)
{
	size_t *controls = NULL, count = 0;
	bool said = false,
	     *of_slot = xcalloc(catalog_rows(desk->catalog, TABLE_CONTROL) + 1,
	         sizeof(*of_slot));

	slot_controls(desk->session, desk->catalog, c->slot, &controls, &count);
	for (size_t i = 0; i < count; i++)
		of_slot[controls[i]] = true;
	for (size_t i = 0; i < artifacts_count(desk_artifacts(desk)); i++) {
		const struct artifact *a =
		    artifacts_at(desk_artifacts(desk), i);

		if (a->state != EVIDENCE_REQUESTED || !hangs_here(a, of_slot))
			continue;
		char *right = whom_and_when(desk, a->person, a->due, true);
		char *text = xasprintf("%s %s", a->id, a->title);

		heading(c, _("Evidence promised"), &said);
		add_point(c,
		    (struct point){
		        POINT_EVIDENCE, xstrdup(a->id), true, false },
		    text, right, cells);
		free(text);
		free(right);
	}
	free(of_slot);
	free(controls);
}

static size_t
commits_of(const struct desk *desk)
{
	return desk->session ? session_commits(desk->session) : 0;
}

static void
refresh(struct closing *c, const struct desk *desk, int cols)
{
	int cells = cols - SIDE_TEXT - 1;

	if (c->made && c->cols == cols && c->commits == commits_of(desk))
		return;
	clear(c);
	if (desk->session) {
		add_covered(c, desk, cells);
		add_followups(c, desk, false, cells);
		add_statements(c, desk, cells);
		if (desk_artifacts(desk))
			add_evidence(c, desk, cells);
		add_followups(c, desk, true, cells);
	}
	if (!c->list.count)
		side_list_add(&c->list, SIDE_NONE, SIDE_TEXT, ROLE_QUIET,
		    _("Nothing was planned or promised here. Enter ends the "
		      "slot."));
	c->list.items = c->count;
	c->made = true;
	c->cols = cols;
	c->commits = commits_of(desk);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct closing *c = (const struct closing *)pane;
	struct closing copy = { .slot = c->slot };
	size_t rows = c->list.count;

	if (!c->made || c->cols != cols || c->commits != commits_of(desk)) {
		refresh(&copy, desk, cols);
		rows = copy.list.count;
		clear(&copy);
		free(copy.points);
		side_list_done(&copy.list);
	}
	return (int)rows;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct closing *c = (struct closing *)pane;

	refresh(c, desk, pane->rect.cols);
	side_list_fit(&c->list, pane, pane->rect.rows);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct closing *c = (const struct closing *)pane;

	(void)desk;
	side_list_draw(&c->list, pane, canvas, pane->rect.row);
}

static bool
has_ended(const struct closing *c, const struct desk *desk)
{
	return record_get(desk->session, "slots", c->slot, "ended") != NULL;
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct closing *c = (const struct closing *)pane;
	const char *name = record_get(desk->session, "slots", c->slot, "title");
	struct slot_clock clock = { 0 };

	if (desk->session)
		slot_clock(desk, c->slot, desk->now, &clock);
	/* TRANSLATORS: what is read back at the end of a slot */
	str_printf(title, _("End of %s"), name ? name : _("the slot"));
	if (clock.elapsed >= 60)
		str_printf(title, _(", %lld min"), clock.elapsed / 60);
	if (clock.items_left)
		str_printf(title,
		    ngettext(", %zu item left", ", %zu items left",
		        clock.items_left),
		    clock.items_left);
	str_add(right, has_ended(c, desk) ? _("ended   Enter back")
	                                  : _("Enter ends it   Esc back"));
}

/* The filter that starting the slot has set goes with it. */
static void
show_all_again(struct desk *desk)
{
	if (str_equal(desk_filter(desk), ROOM_FILTER))
		desk_set_filter(desk, NULL, NULL);
}

static bool
end_slot(struct closing *c, struct command_ctx *ctx)
{
	if (!has_ended(c, ctx->desk)) {
		slot_end(
		    ctx->desk->session, ctx->changes, c->slot, ctx->desk->at);
		show_all_again(ctx->desk);
		str_add(ctx->message, _("The slot is ended. O shows the day's "
		                        "out-brief."));
	}
	ctx->next = NEXT_CLOSE;
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct closing *c = (struct closing *)pane;

	if (move == MOVE_ENTER)
		return end_slot(c, ctx);
	return side_list_move(&c->list, move);
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	(void)pane;
	(void)code;
	(void)ctx;
	return false;
}

/* The point under the cursor; NULL and *err: none. */
static const struct point *
point_here(struct command_ctx *ctx)
{
	struct closing *c = (struct closing *)ctx->pane;

	if (!ctx->pane || ctx->pane->ops != &closing_ops) {
		err_set(ctx->err, ERR_INPUT,
		    _("This works at the end of a slot; :slot-end opens "
		      "it."));
		return NULL;
	}
	refresh(c, ctx->desk, c->cols ? c->cols : 80);
	if (c->list.cursor < c->count)
		return &c->points[c->list.cursor];
	err_set(ctx->err, ERR_INPUT,
	    _("Nothing is left to settle. Enter ends the slot."));
	return NULL;
}

static bool
settle_done(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));

	record_set(ctx->changes, "statements", ctx->topic, "resolved", text);
	free(text);
	return true;
}

/* Done, or open again; a contradiction says how it was settled. */
static bool
tick(struct command_ctx *ctx)
{
	const struct point *point = point_here(ctx);
	const struct desk *desk = ctx->desk;

	if (!point)
		return false;
	if (point->kind == POINT_FOLLOWUP) {
		record_set(ctx->changes, "followups", point->id, "state",
		    point->open ? "done" : NULL);
		return true;
	}
	if (point->kind == POINT_EVIDENCE) {
		artifact_set_state(desk->session, ctx->changes, point->id,
		    EVIDENCE_RECEIVED, NULL, desk->frame.today, desk->assessor);
		str_printf(ctx->message, _("%s is received."), point->id);
		return true;
	}
	if (point->lead)
		return err_set(ctx->err, ERR_INPUT,
		    _("A lead is settled when it becomes a request; the list "
		      "of statements does that."));
	ctx->ask->label = _("how it was settled");
	ctx->ask->initial = xstrdup(
	    record_get(desk->session, "statements", point->id, "resolved"));
	ctx->ask->note = xstrdup(_("empty: it stays open"));
	ctx->ask->topic = xstrdup(point->id);
	ctx->ask->done = settle_done;
	return true;
}

/* Where a point keeps its person and day; NULL and *err: nowhere. */
static const char *
field_of(struct command_ctx *ctx, const struct point *point,
    const char *followup, const char *evidence)
{
	if (point->kind == POINT_FOLLOWUP)
		return followup;
	if (point->kind == POINT_EVIDENCE)
		return evidence;
	err_set(ctx->err, ERR_INPUT,
	    _("What was said has no day and is owed by nobody; f writes a "
	      "follow-up."));
	return NULL;
}

static const char *
segment_of(const struct point *point)
{
	return point->kind == POINT_FOLLOWUP ? "followups" : "evidence";
}

static bool
person_done(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool several = false;
	const char *name = text + (text[0] == '@');
	char *id =
	    *name ? people_find(ctx->desk->session, name, &several) : NULL;
	bool ok =
	    !several ||
	    err_set(ctx->err, ERR_INPUT,
	        _("%s fits several people; type more of the name."), name);

	if (ok) {
		/* evidence names whom it comes from, a follow-up the person */
		bool known = id && str_starts(ctx->topic, "followups/");
		char *shown = id ? person_name(ctx->desk->session, id) : NULL;

		changes_add(ctx->changes, ctx->topic,
		    known   ? id
		    : shown ? shown
		    : *name ? name
		            : NULL,
		    NULL);
		free(shown);
	}
	free(id);
	free(text);
	return ok;
}

static bool
person(struct command_ctx *ctx)
{
	const struct point *point = point_here(ctx);
	const char *field =
	    point ? field_of(ctx, point, "person", "requested from") : NULL;

	if (!field)
		return false;
	/* TRANSLATORS: asks for a person's name */
	ctx->ask->label = _("from whom");
	ctx->ask->topic = record_path(segment_of(point), point->id, field);
	ctx->ask->done = person_done;
	return true;
}

static void
see_day(const struct desk *desk, const char *text, struct str *out)
{
	int day = dayword_parse(text, desk->frame.today);

	if (day != DAY_NONE)
		dayword_show(day, desk->frame.today, out);
}

static bool
day_done(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	int day = dayword_parse(text, ctx->desk->frame.today);
	char stored[32];
	bool ok = day != DAY_NONE || !*text ||
	          err_set(ctx->err, ERR_INPUT,
	              _("\"%s\" is no day; fri, 17 jul, +3 or 2026-07-17 "
	                "are."),
	              text);

	if (ok && *text)
		day_text(day, stored);
	if (ok)
		changes_add(
		    ctx->changes, ctx->topic, *text ? stored : NULL, NULL);
	free(text);
	return ok;
}

static bool
due(struct command_ctx *ctx)
{
	const struct point *point = point_here(ctx);
	const char *field = point ? field_of(ctx, point, "due", "due") : NULL;

	if (!field)
		return false;
	/* TRANSLATORS: asks for a day */
	ctx->ask->label = _("by when");
	ctx->ask->note = xstrdup(_("fri, 17 jul, +3, empty: no day"));
	ctx->ask->topic = record_path(segment_of(point), point->id, field);
	ctx->ask->see = see_day;
	ctx->ask->done = day_done;
	return true;
}

static bool
edit(struct command_ctx *ctx)
{
	const struct point *point = point_here(ctx);

	if (!point)
		return false;
	ctx->open_drawer = point->kind == POINT_FOLLOWUP
	                       ? record_form_open("followups", point->id,
	                             followup_fields, _("Follow-up"))
	                   : point->kind == POINT_STATEMENT
	                       ? record_form_open("statements", point->id,
	                             statement_fields, _("What was said"))
	                       : record_form_open("evidence", point->id,
	                             artifact_fields, point->id);
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "point-done", "point-person",
		"point-due", "point-edit", "down", "back", "help", NULL };
	static const char *const empty[] = { "back", "help", NULL };

	(void)desk;
	return ((const struct closing *)pane)->count ? names : empty;
}

/* clang-format off */
static const struct command closing_commands[] = {
	{ "point-done", "Space m", N_("the point is settled: done, received, resolved"), tick, NULL, N_("done") },
	{ "point-person", "w", N_("who owes it"), person, NULL, N_("from whom") },
	{ "point-due", "d", N_("by when"), due, NULL, N_("by when") },
	{ "point-edit", "e", N_("the point's whole record"), edit, NULL, N_("edit") },
	{ 0 },
};
/* clang-format on */

const struct command_table closing_table = {
	"closing",
	N_("End of a slot"),
	closing_commands,
};

static const struct command_table *const tables[] = { &closing_table, NULL };

const struct pane_ops closing_ops = {
	.name = "closing",
	.title = N_("End of the slot"),
	.tables = tables,
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
