/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How the plan of interviews looks: a row a slot, its work and its time. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/people.h"
#include "panes/panes.h"
#include "panes/plan_lines.h"
#include "ui/canvas.h"

enum { FOLD = 1, NUMBER = 3, WHEN = 5, INDENT = 7, HEADS_FROM = 3 };

/* Columns; -1: not shown. Figures stand at the right of theirs. */
struct columns {
	int title, place, people, controls, left, pace, end;
};

static struct columns
columns(int cols)
{
	if (cols >= 116)
		return (struct columns){ 28, 46, 57, cols - 32, cols - 23,
			cols - 17, cols };
	if (cols >= 72)
		return (struct columns){ 28, -1, -1, cols - 27, cols - 20,
			cols - 15, cols };
	return (struct columns){ 25, -1, -1, -1, cols - 1, -1, cols };
}

size_t
plan_body(const struct plan_drawer *d)
{
	int rows = d->pane.rect.rows - (d->pane.rect.rows >= HEADS_FROM);

	return rows > 1 ? (size_t)rows : 1;
}

static void
draw_heads(const struct columns *c, struct canvas *canvas, int row)
{
	/* TRANSLATORS: heads of columns: slots of the plan */
	canvas_put(canvas, row, WHEN, 20, ROLE_QUIET, _("when"));
	canvas_put(canvas, row, c->title, 20, ROLE_QUIET, _("slot"));
	if (c->place >= 0)
		canvas_put_cut(canvas, row, c->place,
		    c->people - c->place - 1, ROLE_QUIET, _("place"));
	if (c->people >= 0)
		canvas_put(canvas, row, c->people, 20, ROLE_QUIET,
		    _("people"));
	if (c->controls >= 0)
		canvas_put_right(canvas, row, c->controls - 9, 9, ROLE_QUIET,
		    _("controls"));
	/* TRANSLATORS: head of a column: items left. At most 6 letters */
	canvas_put_right(
	    canvas, row, c->left - 6, 6, ROLE_QUIET, _("left"));
	if (c->pace >= 0)
		/* TRANSLATORS: head of a column: minutes for each item. At
		 * most 14 letters */
		canvas_put_cut(canvas, row, c->pace, c->end - c->pace - 1,
		    ROLE_QUIET, _("each"));
}

/* "Tue 14 Jul 09:30-11:00" */
static void
when_text(const struct slot *slot, const struct desk *desk, struct str *out)
{
	int end = slot->begin + slot->minutes;

	if (slot->day != DAY_NONE)
		dayword_show(slot->day, desk->frame.today, out);
	if (slot->begin >= 0)
		str_printf(out, "%s%02d:%02d", out->len ? " " : "",
		    slot->begin / 60, slot->begin % 60);
	if (slot->begin >= 0 && slot->minutes)
		str_printf(out, "-%02d:%02d", end / 60 % 24, end % 60);
	else if (slot->minutes)
		str_printf(out, "%s%d min", out->len ? " " : "",
		    slot->minutes);
}

/* "3.3 min"; with little time for what is left the row says so by colour. */
static enum role
pace_text(
    const struct slot *slot, const struct slot_clock *clock, struct str *out)
{
	enum { TIGHT = 60 };

	if (slot->ended) {
		/* TRANSLATORS: of a slot of interviews */
		str_add(out, _("ended"));
		return ROLE_QUIET;
	}
	if (slot->running && clock->planned && clock->left < 0) {
		str_printf(out, _("over %lld min"), -clock->left / 60);
		return ROLE_WARN;
	}
	if (slot->running)
		/* TRANSLATORS: of a slot: its clock runs */
		str_add(out, clock->pace < 0 ? _("runs") : _("runs "));
	if (clock->pace < 0)
		return ROLE_TEXT;
	str_printf(out, _("%lld.%lld min"), clock->pace / 60,
	    clock->pace % 60 / 6);
	return clock->pace < TIGHT ? ROLE_WARN : ROLE_TEXT;
}

static void
draw_counts(const struct plan_drawer *d, const struct desk *desk,
    const struct columns *c, struct canvas *canvas, int row, size_t number)
{
	const struct plan_slot *of = &d->plan.of[number];
	const struct slot *slot = &d->plan.slots.items[number];
	struct str text = { 0 };
	struct slot_clock clock;

	slot_clock(desk, slot->id, desk->now, &clock);
	str_printf(&text, "%zu", of->count);
	if (d->offered && of->gain)
		str_printf(&text, "+%zu", of->gain);
	if (c->controls >= 0)
		canvas_put_right(canvas, row, c->controls - 9, 9,
		    d->offered && of->gain ? ROLE_STRONG : ROLE_TEXT,
		    str_text(&text));
	str_clear(&text);
	if (clock.items_left)
		str_printf(&text, "%zu", clock.items_left);
	canvas_put_right(
	    canvas, row, c->left - 6, 6, ROLE_TEXT, str_text(&text));
	str_clear(&text);
	enum role role = pace_text(slot, &clock, &text);

	if (c->pace >= 0)
		canvas_put_cut(canvas, row, c->pace, c->end - c->pace - 1,
		    role, str_text(&text));
	str_done(&text);
}

static void
draw_slot(const struct plan_drawer *d, const struct desk *desk,
    const struct columns *c, struct canvas *canvas, int row, size_t number)
{
	const struct slot *slot = &d->plan.slots.items[number];
	const struct plan_slot *of = &d->plan.of[number];
	enum role role = slot->ended     ? ROLE_QUIET
	                 : slot->running ? ROLE_STRONG
	                                 : ROLE_TEXT;
	struct str text = { 0 };
	int title_end = c->place >= 0      ? c->place
	                : c->controls >= 0 ? c->controls - 9
	                                   : c->left - 6;

	if (of->count)
		canvas_put_glyph(canvas, row, FOLD, ROLE_TEXT,
		    of->unfolded ? GLYPH_OPEN : GLYPH_CLOSED);
	str_printf(&text, "%zu", number + 1);
	canvas_put(canvas, row, NUMBER, WHEN - NUMBER - 1, ROLE_QUIET,
	    str_text(&text));
	str_clear(&text);
	when_text(slot, desk, &text);
	canvas_put_cut(canvas, row, WHEN, c->title - WHEN - 1, role,
	    str_text(&text));
	canvas_put_cut(canvas, row, c->title, title_end - c->title - 1, role,
	    slot->title ? slot->title : _("no title"));
	if (c->place >= 0 && slot->place)
		canvas_put_cut(canvas, row, c->place,
		    c->people - c->place - 1, role, slot->place);
	if (c->people >= 0)
		canvas_put_cut(canvas, row, c->people,
		    c->controls - 9 - c->people, role,
		    of->people.count ? of->names : _("nobody yet"));
	draw_counts(d, desk, c, canvas, row, number);
	str_done(&text);
}

static void
draw_free(const struct plan_drawer *d, struct canvas *canvas, int row)
{
	const struct plan *plan = &d->plan;
	size_t gain = 0;
	struct str text = { 0 };

	for (size_t i = 0; i < plan->slots.count; i++)
		gain += plan->of[i].gain;
	canvas_put_glyph(canvas, row, FOLD, ROLE_TEXT,
	    plan->nowhere_unfolded ? GLYPH_OPEN : GLYPH_CLOSED);
	if (d->offered && gain < plan->nowhere_count)
		str_printf(&text,
		    ngettext("%zu control nobody here may answer stays "
		             "without a slot",
		        "%zu controls nobody here may answer stay without a "
		        "slot",
		        plan->nowhere_count - gain),
		    plan->nowhere_count - gain);
	else
		str_printf(&text,
		    ngettext("%zu control in scope has no slot",
		        "%zu controls in scope have no slot",
		        plan->nowhere_count),
		    plan->nowhere_count);
	canvas_put_cut(canvas, row, NUMBER, d->pane.rect.cols - NUMBER - 1,
	    ROLE_TEXT, str_text(&text));
	str_done(&text);
}

static void
draw_control(const struct desk *desk, const struct columns *c,
    struct canvas *canvas, int row, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	struct str left = { 0 };
	int at = INDENT + canvas_put(canvas, row, INDENT, 20, ROLE_TEXT, id);

	at = at + 2 > INDENT + 11 ? at + 2 : INDENT + 11;
	if (r->left)
		str_printf(&left, "%zu", r->left);
	canvas_put_cut(canvas, row, at, c->left - 7 - at, ROLE_TEXT,
	    catalog_control_name(desk->catalog, control, desk->language));
	canvas_put_right(
	    canvas, row, c->left - 6, 6, ROLE_TEXT, str_text(&left));
	str_done(&left);
}

/* "B. Okafor   service manager   R" above what they are asked. */
static void
draw_person(const struct desk *desk, const char *id, struct canvas *canvas,
    int row, int cols)
{
	struct person person;
	struct str text = { 0 };

	if (!id) {
		canvas_put_cut(canvas, row, WHEN, cols - WHEN - 1, ROLE_WARN,
		    _("nobody in this slot may answer"));
		return;
	}
	char *name = person_name(desk->session, id);

	str_add(&text, name);
	if (person_get(desk->session, id, &person)) {
		if (person.position)
			str_printf(&text, "   %s", person.position);
		if (person.role)
			str_printf(&text, "   %c", person_letter(&person));
	}
	canvas_put_cut(
	    canvas, row, WHEN, cols - WHEN - 1, ROLE_QUIET, str_text(&text));
	str_done(&text);
	free(name);
}

static void
draw_line(const struct plan_drawer *d, const struct desk *desk,
    const struct columns *c, struct canvas *canvas, int row, size_t i)
{
	const struct plan_line *line = &d->plan.lines[i];

	switch (line->kind) {
	case PLAN_SLOT:
		draw_slot(d, desk, c, canvas, row, line->slot);
		break;
	case PLAN_FREE:
		draw_free(d, canvas, row);
		break;
	case PLAN_CONTROL:
		draw_control(desk, c, canvas, row, line->control);
		break;
	case PLAN_PERSON:
		draw_person(desk, line->person, canvas, row, c->end);
		break;
	case PLAN_BLANK:
		break;
	}
	if (i == d->cursor)
		pane_draw_cursor(&d->pane, canvas, row,
		    line->kind == PLAN_CONTROL ? INDENT : NUMBER);
}

void
plan_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct plan_drawer *d = (const struct plan_drawer *)pane;
	const struct rect *r = &pane->rect;
	struct columns c = columns(r->cols);
	int row = r->row, end = r->row + r->rows;

	if (!d->plan.slots.count)
		canvas_put_cut(canvas, row++, NUMBER, r->cols - NUMBER - 1,
		    ROLE_QUIET,
		    _("No slot yet. + adds one: tue 9:30 90 service desk "
		      "@okafor in room 4"));
	else if (r->rows >= HEADS_FROM)
		draw_heads(&c, canvas, row++);
	for (size_t i = d->top; i < d->plan.count && row < end; i++)
		draw_line(d, desk, &c, canvas, row++, i);
}
