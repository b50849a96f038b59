/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The room in assay status for people: what is planned, what is still to come,
 * what was said. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/followups.h"
#include "model/people.h"
#include "model/requests.h"
#include "model/session.h"
#include "model/slots.h"
#include "model/statements.h"
#include "panes/item_text.h"

/* So many of a list are named. */
enum { MOST = 10 };

/* A list under its heading, the rest of it counted. */
struct section {
	struct str *out;
	const char *title;
	struct str text; /* of the next point */
	size_t count;
};

static void
say_point(struct section *section)
{
	if (!section->count)
		str_printf(section->out, "\n%s\n", section->title);
	if (section->count++ < MOST)
		status_say(section->out, 0, &section->text);
	str_clear(&section->text);
}

static void
end_section(struct section *section)
{
	size_t more = section->count > MOST ? section->count - MOST : 0;

	if (more) {
		str_printf(section->out,
		    ngettext("and %zu more", "and %zu more", more), more);
		str_add_char(section->out, '\n');
	}
	str_done(&section->text);
}

static void
add_name(struct str *out, const struct desk *desk, const char *who)
{
	char *name = who ? person_name(desk->session, who) : NULL;

	if (name)
		str_printf(out, ", %s", name);
	free(name);
}

static void
add_due(struct str *out, const struct desk *desk, int due)
{
	if (due == DAY_NONE)
		return;
	str_add(out, ", ");
	dayword_due(due, desk->frame.today, out);
}

/* " (OPS-03 3.3)" */
static void
add_about(struct str *out, const struct desk *desk, const char *about)
{
	if (!about)
		return;
	str_add(out, " (");
	item_text_show(desk, about, out);
	str_add_char(out, ')');
}

/* Has anything been recorded of evidence? */
static bool
has_evidence(const struct desk *desk)
{
	size_t items, links;

	session_range(desk->session, "evidence/", &items);
	session_range(desk->session, "links/", &links);
	return items || links;
}

/* What was asked for and is still to come, the most overdue first. */
static void
say_evidence(struct str *out, const struct desk *desk)
{
	struct section section = { out, _("Evidence outstanding"), { 0 }, 0 };
	struct requests list;

	if (!has_evidence(desk))
		return;
	requests_list(desk, CATALOG_NONE, REQUESTS_BY_DUE, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), list.items[i].artifact);

		if (it->state == EVIDENCE_NOT_REQUESTED && it->due == DAY_NONE)
			continue;
		str_printf(&section.text, "%s", it->id);
		if (*it->title)
			str_printf(&section.text, " %s", it->title);
		str_printf(
		    &section.text, ": %s", _(evidence_state_word(it->state)));
		add_name(&section.text, desk, it->person);
		add_due(&section.text, desk, it->due);
		say_point(&section);
	}
	end_section(&section);
	requests_done(&list);
}

/* "; 42 of 90 minutes, 12 of 30 items left" */
static void
add_clock(struct str *out, const struct desk *desk, const struct slot *slot)
{
	enum { MINUTE = 60 };
	struct slot_clock clock;

	slot_clock(desk, slot->id, desk->now, &clock);
	long long spent = clock.elapsed / MINUTE;

	if (clock.planned)
		str_printf(out,
		    ngettext("; %lld of %d minute", "; %lld of %d minutes",
		        (unsigned long)slot->minutes),
		    spent, slot->minutes);
	else if (slot->begun)
		str_printf(out,
		    ngettext("; %lld minute", "; %lld minutes",
		        (unsigned long)spent),
		    spent);
	if (clock.items)
		str_printf(out,
		    ngettext(", %zu of %zu item left",
		        ", %zu of %zu items left", clock.items),
		    clock.items_left, clock.items);
	if (slot->ended)
		str_printf(out, ", %s", _("ended"));
	else if (clock.running)
		str_printf(out, ", %s", _("running"));
}

/* "1. Fri 17 Jul 09:30 Service desk, room 4: B. Okafor, T. Lindqvist; ..." */
static void
add_slot(struct str *out, const struct desk *desk, const struct slot *slot,
    size_t number)
{
	struct slot_people people;

	str_printf(out, "%zu.", number);
	if (slot->day != DAY_NONE) {
		str_add_char(out, ' ');
		dayword_show(slot->day, desk->frame.today, out);
	}
	if (slot->begin >= 0)
		str_printf(
		    out, " %02d:%02d", slot->begin / 60, slot->begin % 60);
	str_printf(out, " %s", slot->title ? slot->title : _("a slot"));
	if (slot->place)
		str_printf(out, ", %s", slot->place);
	slot_people(desk->session, slot->id, &people);
	for (size_t i = 0; i < people.count; i++) {
		char *name = person_name(desk->session, people.items[i].id);

		str_printf(out, "%s %s", i ? "," : ":", name);
		free(name);
	}
	slot_people_done(&people);
	add_clock(out, desk, slot);
}

static void
say_slots(struct str *out, const struct desk *desk)
{
	struct section section = { out, _("Slots"), { 0 }, 0 };
	struct slots slots;

	slots_list(desk->session, &slots);
	for (size_t i = 0; i < slots.count; i++) {
		/* beyond them a number is enough */
		if (section.count < MOST)
			add_slot(&section.text, desk, &slots.items[i], i + 1);
		say_point(&section);
	}
	end_section(&section);
	slots_done(&slots);
}

static void
say_followups(struct str *out, const struct desk *desk, bool parked)
{
	struct section section = { out, parked ? _("Parked") : _("Follow-ups"),
		{ 0 }, 0 };
	struct followups list;

	followups_list(desk->session, NULL, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct followup *f = &list.items[i];

		if (!f->open || f->parked != parked)
			continue;
		str_add(&section.text, f->text ? f->text : f->id);
		add_name(&section.text, desk, f->person);
		add_due(&section.text, desk, f->due);
		add_about(&section.text, desk, f->about);
		say_point(&section);
	}
	end_section(&section);
	followups_done(&list);
}

/* "contradiction, B. Okafor: nobody reads it (OPS-03 3.3)" */
static void
add_statement(
    struct str *out, const struct desk *desk, const struct statement *s)
{
	const char *quote = s->verbatim ? "\"" : "";

	str_add(out, _(s->kind));
	add_name(out, desk, s->by);
	str_printf(out, ": %s%s%s", quote, s->text, quote);
	add_about(out, desk, s->about);
}

static void
say_statements(struct str *out, const struct desk *desk)
{
	struct section section = { out, _("Contradictions and leads"), { 0 },
		0 };
	struct statements list;

	statements_list(desk->session, NULL, &list);
	for (size_t i = 0; i < list.count; i++) {
		if (!list.items[i].open)
			continue;
		add_statement(&section.text, desk, &list.items[i]);
		say_point(&section);
	}
	end_section(&section);
	statements_done(&list);
}

void
status_room_text(struct str *out, const struct desk *desk)
{
	say_slots(out, desk);
	say_evidence(out, desk);
	say_statements(out, desk);
	say_followups(out, desk, false);
	say_followups(out, desk, true);
}

/* "2026-07-14 10:31 " */
static void
add_when(struct str *out, const struct desk *desk, uint64_t seq)
{
	const struct commit *commit = session_find_commit(desk->session, seq);

	if (commit)
		str_printf(out, "%.10s %.5s ", commit->at,
		    strlen(commit->at) > 11 ? commit->at + 11 : "");
}

static void
trace_statements(struct str *out, const struct desk *desk, const char *control)
{
	struct statements list;
	struct str text = { 0 };

	statements_list(desk->session, control, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct statement *s = &list.items[i];

		add_when(&text, desk, s->seq);
		add_statement(&text, desk, s);
		if (s->resolved)
			str_printf(&text, " %s %s", _("Settled:"), s->resolved);
		if (s->request)
			str_printf(&text, " -> %s", s->request);
		status_say(out, 0, &text);
	}
	statements_done(&list);
	str_done(&text);
}

static void
trace_followups(struct str *out, const struct desk *desk, const char *control)
{
	struct followups list;
	struct str text = { 0 };

	followups_list(desk->session, control, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct followup *f = &list.items[i];

		str_printf(&text, "%s: %s",
		    f->parked ? _("Parked") : _("Follow-up"),
		    f->text ? f->text : f->id);
		add_name(&text, desk, f->person);
		if (f->open)
			add_due(&text, desk, f->due);
		else
			str_printf(&text, ", %s", _(f->state));
		if (f->request)
			str_printf(&text, " -> %s", f->request);
		status_say(out, 0, &text);
	}
	followups_done(&list);
	str_done(&text);
}

void
status_trace_room(struct str *out, const struct desk *desk, size_t control)
{
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);

	trace_statements(out, desk, id);
	trace_followups(out, desk, id);
}
