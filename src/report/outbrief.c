/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The day's out-brief (domain.md 7): what is read back before people leave.
 * Covered, agreed, open, promised by whom and by when, parked. The client's
 * copy has neither levels nor designations, nor statements that are private.
 */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/followups.h"
#include "model/people.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"
#include "model/slots.h"
#include "model/statements.h"
#include "report/markdown.h"
#include "report/outbrief_day.h"
#include "report/reports.h"
#include "report/seal_line.h"

static void
heading(struct str *out, const char *title)
{
	str_printf(out, "\n## %s\n\n", title);
}

/* A section without points says so. */
static void
say_none(struct str *out, size_t before)
{
	if (out->len == before)
		/* TRANSLATORS: stands in a section without anything in it */
		str_printf(out, "- %s\n", _("nothing"));
}

static void
add_name(struct str *out, const struct report_view *view, const char *who)
{
	char *name = person_name(view->desk->session, who);

	markdown_add(out, name);
	free(name);
}

/* " (OPS-03 3.3)": what a record is about. */
static void
add_about(struct str *out, const struct desk *desk, const char *about)
{
	struct desk_objective objective;
	struct spot spot;
	char *name, *last = NULL;

	if (!about)
		return;
	if (desk_find_objective(desk, about, &objective) &&
	    (last = path_segment(about, 2)))
		name = xstrdup(last);
	else if (strchr(about, '/') && desk_find_path(desk, about, &spot))
		name = desk_spot_name(desk, spot);
	else
		name = xstrdup(about);
	free(last);
	str_add(out, " (");
	markdown_add(out, name);
	str_add(out, ")");
	free(name);
}

static void
add_head(struct str *out, const struct report_view *view,
    const struct outbrief_day *day)
{
	const struct session *session = view->desk->session;
	const char *title = session_get(session, "session/title");
	const char *client = session_get(session, "session/client");

	/* TRANSLATORS: title of the summary read out at the end of a day */
	str_printf(out, "# %s ", _("Out-brief"));
	report_add_day(out, view->day);
	str_add(out, "\n\n");
	if (title)
		markdown_add(out, title);
	if (client) {
		str_add(out, title ? ", " : "");
		markdown_add(out, client);
	}
	if (title || client)
		str_add(out, "\n\n");
	for (size_t i = 0; i < day->assessor_count; i++) {
		/* TRANSLATORS: who recorded the day's answers */
		str_add(out, i ? ", " : _("Recorded by "));
		markdown_add(out, day->assessors[i]);
	}
	str_add(out, day->assessor_count ? "\n" : "");
	/* on most days nobody would look for one */
	if (seal_line_stands(view)) {
		struct str line = { 0 };

		seal_line_add(view, &line);
		str_printf(out, "\n%s: ", _("Seal"));
		markdown_add(out, str_text(&line));
		str_add(out, "\n");
		str_done(&line);
	}
}

/* "- 09:30-11:00 Service desk, room 4, with B. Okafor" */
static void
add_slot(struct str *out, const struct report_view *view,
    const struct slot *slot)
{
	const struct session *session = view->desk->session;
	struct slot_people people = { 0 };
	int end = slot->begin + slot->minutes;
	const char *with = _(", with ");

	str_add(out, "- ");
	if (slot->begin >= 0)
		str_printf(
		    out, "%02d:%02d", slot->begin / 60, slot->begin % 60);
	if (slot->begin >= 0 && slot->minutes)
		str_printf(out, "-%02d:%02d", end / 60 % 24, end % 60);
	str_add(out, slot->begin >= 0 ? " " : "");
	markdown_add(out, slot->title ? slot->title : _("a slot"));
	if (slot->place) {
		str_add(out, ", ");
		markdown_add(out, slot->place);
	}
	slot_people(session, slot->id, &people);
	for (size_t i = 0; i < people.count; i++) {
		struct person person;

		if (str_equal(people.items[i].presence, "expected") ||
		    !person_get(session, people.items[i].id, &person) ||
		    person.anonymous)
			continue;
		str_add(out, with);
		add_name(out, view, person.id);
		with = ", ";
	}
	str_add_char(out, '\n');
	slot_people_done(&people);
}

static void
add_covered(struct str *out, const struct report_view *view,
    const struct outbrief_day *day)
{
	const struct desk *desk = view->desk;
	size_t before;

	heading(out, _("Covered"));
	before = out->len;
	for (size_t i = 0; i < day->slots.count; i++)
		if (outbrief_is_held(&day->slots.items[i], view->day))
			add_slot(out, view, &day->slots.items[i]);
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL);
	     i++) {
		const struct rating *r = desk_rating(desk, i);
		char level[16];

		if (!day->touched[i])
			continue;
		str_printf(out, "- %s ",
		    catalog_string(desk->catalog, CONTROL_ID, i));
		markdown_add(out, catalog_control_name(
		                      desk->catalog, i, desk->language));
		/* TRANSLATORS: after a control's title */
		str_printf(
		    out, _(": %zu of %zu answered"), r->answered, r->of);
		desk_level_text(desk, i, level);
		if (!view->client)
			str_printf(out, _(", level %s so far"), level);
		str_add_char(out, '\n');
	}
	say_none(out, before);
}

static void
add_answer(struct str *out, const struct report_view *view,
    const struct outbrief_answer *answer)
{
	const struct desk *desk = view->desk;
	char *name = desk_spot_name(desk, answer->spot);
	size_t row = desk_criterion(desk, answer->spot);

	/* TRANSLATORS: a criterion's number and its answer: "OPS-03 3.2 met" */
	str_printf(out, _("- %s %s"), name, _(answer->value));
	if (answer->said) {
		str_add(out, ", ");
		markdown_add(out, answer->said);
	}
	if (row != CATALOG_NONE) {
		str_add(out, ": ");
		markdown_add(out, catalog_text(desk->catalog, CRITERION_TEXT,
		                      row, desk->language));
	}
	if (answer->why && !view->client) {
		str_add(out, " (");
		markdown_add(out, answer->why);
		str_add_char(out, ')');
	}
	str_add_char(out, '\n');
	free(name);
}

/* "- B. Okafor: SLAs exist for 9 of 11 services. (OPS-03 3.2)" */
static void
add_statement(struct str *out, const struct report_view *view,
    const struct statement *s)
{
	str_add(out, "- ");
	if (s->by) {
		add_name(out, view, s->by);
		str_add(out, ": ");
	}
	if (s->verbatim)
		str_add_char(out, '"');
	markdown_add(out, s->text);
	if (s->verbatim)
		str_add_char(out, '"');
	add_about(out, view->desk, s->about);
	if (s->resolved) {
		/* TRANSLATORS: of a contradiction; how it was settled follows*/
		str_printf(out, " %s ", _("Settled:"));
		markdown_add(out, s->resolved);
	}
	str_add_char(out, '\n');
}

static void
add_agreed(struct str *out, const struct report_view *view,
    const struct outbrief_day *day)
{
	size_t before;

	/* TRANSLATORS: what the day's answers and statements settle */
	heading(out, _("Agreed"));
	before = out->len;
	for (size_t i = 0; i < day->answer_count; i++)
		add_answer(out, view, &day->answers[i]);
	for (size_t i = 0; i < day->statements.count; i++) {
		const struct statement *s = &day->statements.items[i];

		if (!s->open && (s->client || !view->client) &&
		    outbrief_day_of(view->desk->session, s->seq) == view->day)
			add_statement(out, view, s);
	}
	say_none(out, before);
}

/* "- OPS-03: 6 open: 3.3 4.1 4.2" */
static void
add_items_left(
    struct str *out, const struct desk *desk, size_t control, bool reached)
{
	struct spot spot = { .kind = SPOT_PERFORMED, .control = control };
	size_t left = desk_rating(desk, control)->left;

	if (!left)
		return;
	str_printf(out, "- %s: ",
	    catalog_string(desk->catalog, CONTROL_ID, control));
	if (!reached)
		str_printf(out,
		    ngettext("planned, not reached: %zu item",
		        "planned, not reached: %zu items", left),
		    left);
	else
		str_printf(out,
		    ngettext("%zu item left:", "%zu items left:", left), left);
	while (reached && desk_step(desk, &spot, 1, false))
		if (spot.kind == SPOT_CRITERION &&
		    desk_state(desk, spot) == STATE_UNASSESSED)
			str_printf(out, " %d.%zu", spot.level, spot.item + 1);
	str_add_char(out, '\n');
}

static void
add_open(struct str *out, const struct report_view *view,
    const struct outbrief_day *day)
{
	const struct desk *desk = view->desk;
	size_t before;

	heading(out, _("Open"));
	before = out->len;
	for (size_t i = 0; i < day->statements.count; i++) {
		const struct statement *s = &day->statements.items[i];

		if (!s->open || (view->client && !s->client) ||
		    outbrief_day_of(desk->session, s->seq) > view->day)
			continue;
		/* TRANSLATORS: "contradiction", "lead" before what was said*/
		str_printf(out, "- %s", _(s->kind));
		size_t at = out->len;

		add_statement(out, view, s);
		/* "- contradiction: B. Okafor: ..." */
		str_remove(out, at, 2);
		str_insert(out, at, ": ", 2);
	}
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		if (day->touched[i] || day->planned[i])
			add_items_left(out, desk, i, day->touched[i]);
	say_none(out, before);
}

/* What somebody owes. */
struct promise {
	char *who; /* NULL: nobody */
	int due;
	char *what; /* Markdown */
};
struct promises {
	struct promise *items;
	size_t count, capacity;
};

static void
add_promise(struct promises *list, const struct session *session,
    const char *who, int due, struct str *what)
{
	list->items = mem_grow(list->items, &list->capacity, list->count + 1,
	    sizeof(*list->items));
	list->items[list->count++] =
	    (struct promise){ who ? person_name(session, who) : NULL, due,
		    str_steal(what) };
}

/* By person, nobody last; then by day, none last. */
static int
by_person(const void *a, const void *b)
{
	const struct promise *x = a, *y = b;
	int order = !x->who - !y->who;

	if (!order && x->who)
		order = str_natural_compare(x->who, y->who);
	if (!order)
		order = (x->due == DAY_NONE) - (y->due == DAY_NONE);
	if (!order)
		order = (x->due > y->due) - (x->due < y->due);
	return order ? order : strcmp(x->what, y->what);
}

static void
find_promises(const struct report_view *view, const struct outbrief_day *day,
    struct promises *list)
{
	const struct desk *desk = view->desk;
	struct str what = { 0 };

	for (size_t i = 0; i < day->followups.count; i++) {
		const struct followup *f = &day->followups.items[i];

		/* what became a request stands below as one */
		if (f->parked || !f->open || f->request ||
		    outbrief_day_of(desk->session, f->seq) > view->day)
			continue;
		markdown_add(&what, f->text ? f->text : "");
		add_about(&what, desk, f->about);
		add_promise(list, desk->session, f->person, f->due, &what);
	}
	const struct artifacts *all = desk_artifacts(desk);

	for (size_t i = 0; i < artifacts_count(all); i++) {
		const struct artifact *a = artifacts_at(all, i);
		char *path = artifact_path(a->id, "state");
		const struct entry *entry =
		    session_entry(desk->session, path);

		free(path);
		if (a->state != EVIDENCE_REQUESTED || !entry ||
		    outbrief_day_of(desk->session, entry->seq) > view->day)
			continue;
		markdown_add(&what, a->id);
		str_add_char(&what, ' ');
		markdown_add(&what, a->title);
		add_promise(list, desk->session, a->person, a->due, &what);
	}
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items),
		    by_person);
}

static void
add_promised(struct str *out, const struct report_view *view,
    const struct outbrief_day *day)
{
	struct promises list = { 0 };
	size_t before;

	heading(out, _("Promised"));
	before = out->len;
	find_promises(view, day, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct promise *p = &list.items[i];

		str_add(out, "- ");
		/* TRANSLATORS: who owes something: nobody named yet */
		markdown_add(out, p->who ? p->who : _("nobody named"));
		if (p->due != DAY_NONE) {
			str_add(out, ", ");
			report_add_day(out, p->due);
		}
		str_printf(out, ": %s\n", p->what);
		free(p->who);
		free(p->what);
	}
	free(list.items);
	say_none(out, before);
}

static void
add_parked(struct str *out, const struct report_view *view,
    const struct outbrief_day *day)
{
	size_t before;

	heading(out, _("Parked"));
	before = out->len;
	for (size_t i = 0; i < day->followups.count; i++) {
		const struct followup *f = &day->followups.items[i];

		if (!f->parked || !f->open ||
		    outbrief_day_of(view->desk->session, f->seq) > view->day)
			continue;
		str_add(out, "- ");
		markdown_add(out, f->text ? f->text : "");
		add_about(out, view->desk, f->about);
		str_add_char(out, '\n');
	}
	say_none(out, before);
}

bool
report_outbrief(
    const struct report_view *view, struct str *out, struct err *err)
{
	struct outbrief_day day;

	outbrief_day_make(&day, view);
	add_head(out, view, &day);
	add_covered(out, view, &day);
	add_agreed(out, view, &day);
	add_open(out, view, &day);
	add_promised(out, view, &day);
	add_parked(out, view, &day);
	outbrief_day_done(&day);
	(void)err; /* a text in memory cannot fail */
	return true;
}
