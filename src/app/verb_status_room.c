/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The room in the JSON of assay status: who, when, what was said and what is
 * to follow, all by the names their paths have. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/followups.h"
#include "model/records.h"
#include "model/session.h"
#include "model/slots.h"
#include "model/statements.h"
#include "panes/register_rows.h"

/* Whole numbers are no strings. */
static json_t *
field_json(const char *name, const char *value)
{
	static const char *const numbers[] = { "minutes", "rows", "size",
		"spent" };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (str_equal(name, numbers[i]))
			return json_integer(strtoll(value, NULL, 10));
	return verb_text(value);
}

json_t *
status_record(const struct record *record, const char *const *keys, bool parts)
{
	json_t *json = json_object();

	for (; *keys; keys++)
		json_object_set_new(json, *keys, json_null());
	for (size_t i = 0; i < record->count; i++) {
		const char *name = record->fields[i].path + record->head;

		if (parts || !strchr(name, '/'))
			json_object_set_new(json, name,
			    field_json(name, record->fields[i].value));
	}
	return json;
}

static void
set_record(json_t *json, const struct record *record, json_t *value)
{
	char *id = xstrndup(record->id, record->id_len);

	json_object_set_new(json, id, value);
	free(id);
}

/* The names below a part of a record such as "domains/". */
static json_t *
names_json(const struct record *record, const char *part)
{
	json_t *json = json_array();

	for (size_t i = 0; i < record->count; i++) {
		const char *name = record->fields[i].path + record->head;

		if (str_starts(name, part))
			json_array_append_new(
			    json, verb_text(name + strlen(part)));
	}
	return json;
}

static json_t *
people_json(const struct desk *desk)
{
	static const char *const keys[] = { "name", "role", "position",
		"organisation", "contact", "anonymous", NULL };
	struct record_walk walk;
	struct record record;
	json_t *json = json_object();

	record_walk_begin(desk->session, "people", &walk);
	while (record_walk_next(&walk, &record)) {
		json_t *person = status_record(&record, keys, false);

		json_object_set_new(
		    person, "domains", names_json(&record, "domains/"));
		set_record(json, &record, person);
	}
	return json;
}

/* Seconds, or null for what is not to be said. */
static json_t *
seconds_json(long long seconds, bool said)
{
	return said ? json_integer(seconds) : json_null();
}

static json_t *
clock_json(const struct desk *desk, const char *slot)
{
	struct slot_clock clock;

	slot_clock(desk, slot, desk->now, &clock);
	return json_pack("{s:I, s:o, s:o, s:b, s:I, s:I, s:I, s:o}", "spent",
	    (json_int_t)clock.elapsed, "planned",
	    seconds_json(clock.planned, clock.planned), "left",
	    seconds_json(clock.left, clock.planned), "running",
	    (int)clock.running, "items", (json_int_t)clock.items, "items_left",
	    (json_int_t)clock.items_left, "controls_left",
	    (json_int_t)clock.controls_left, "pace",
	    seconds_json(clock.pace, clock.pace >= 0));
}

static json_t *
slot_json(const struct desk *desk, const struct slot *slot, size_t number)
{
	static const char *const keys[] = { "number", "title", "day", "time",
		"minutes", "place", "running", "ended", "spent", NULL };
	struct record record = { 0 };
	struct slot_people people;
	size_t *controls, count;
	json_t *there = json_object(), *asked = json_array();

	record_find(desk->session, "slots", slot->id, &record);
	json_t *json = status_record(&record, keys, false);

	json_object_set_new(json, "number", json_integer((json_int_t)number));
	slot_people(desk->session, slot->id, &people);
	for (size_t i = 0; i < people.count; i++)
		json_object_set_new(there, people.items[i].id,
		    verb_text(people.items[i].presence));
	slot_people_done(&people);
	slot_controls(
	    desk->session, desk->catalog, slot->id, &controls, &count);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    asked, verb_text(catalog_string(
		               desk->catalog, CONTROL_ID, controls[i])));
	free(controls);
	json_object_set_new(json, "people", there);
	json_object_set_new(json, "controls", asked);
	json_object_set_new(json, "clock", clock_json(desk, slot->id));
	return json;
}

/* In the order of the plan; those that have the control, or (NULL) all. */
static json_t *
slots_json(const struct desk *desk, const char *control)
{
	struct slots slots;
	json_t *json = json_object();

	slots_list(desk->session, &slots);
	for (size_t i = 0; i < slots.count; i++)
		if (!control ||
		    session_getf(desk->session, "slots/%s/controls/%s",
		        slots.items[i].id, control))
			json_object_set_new(json, slots.items[i].id,
			    slot_json(desk, &slots.items[i], i + 1));
	slots_done(&slots);
	return json;
}

/* Appends the id of what is about a control to a list of that control. */
static void
append_to_control(
    json_t *controls, const char *about, const char *list, const char *id)
{
	size_t len = about ? strcspn(about, "/") : 0;
	char *control = xstrndup(about ? about : "", len);

	json_array_append_new(
	    json_object_get(json_object_get(controls, control), list),
	    json_string(id));
	free(control);
}

/* When it was recorded, by whom. */
static void
add_commit(json_t *json, const struct desk *desk, uint64_t seq)
{
	const struct commit *commit = session_find_commit(desk->session, seq);

	json_object_set_new(json, "seq", json_integer((json_int_t)seq));
	json_object_set_new(json, "at", verb_text(commit ? commit->at : NULL));
}

static json_t *
statement_json(const struct desk *desk, const struct statement *s)
{
	static const char *const keys[] = { "text", "kind", "form", "by",
		"about", "audience", "slot", "resolved", "request", NULL };
	struct record record = { 0 };

	record_find(desk->session, "statements", s->id, &record);
	json_t *json = status_record(&record, keys, false);

	json_object_set_new(json, "kind", verb_text(s->kind));
	json_object_set_new(
	    json, "form", json_string(s->verbatim ? "verbatim" : "short"));
	json_object_set_new(
	    json, "audience", json_string(s->client ? "client" : "private"));
	json_object_set_new(json, "open", json_boolean(s->open));
	add_commit(json, desk, s->seq);
	return json;
}

/* Oldest first, and those that contradict and are not settled. */
static void
add_statements(
    json_t *json, json_t *controls, const struct desk *desk, const char *only)
{
	struct statements list;
	json_t *all = json_object(), *open = json_array();

	statements_list(desk->session, only, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct statement *s = &list.items[i];

		json_object_set_new(all, s->id, statement_json(desk, s));
		append_to_control(controls, s->about, "said", s->id);
		if (s->open && str_equal(s->kind, "contradiction"))
			json_array_append_new(open, json_string(s->id));
	}
	statements_done(&list);
	json_object_set_new(json, "statements", all);
	json_object_set_new(json, "contradictions", open);
}

static bool
is_late(const struct desk *desk, const struct followup *f)
{
	int today = desk->frame.today;

	return f->open && f->due != DAY_NONE && today != DAY_NONE &&
	       f->due < today;
}

static json_t *
followup_json(const struct desk *desk, const struct followup *f)
{
	static const char *const keys[] = { "text", "kind", "state", "person",
		"due", "overdue", "about", "slot", "request", NULL };
	struct record record = { 0 };

	record_find(desk->session, "followups", f->id, &record);
	json_t *json = status_record(&record, keys, false);

	json_object_set_new(
	    json, "kind", json_string(f->parked ? "parked" : "follow-up"));
	json_object_set_new(json, "state", verb_text(f->state));
	json_object_set_new(json, "overdue",
	    is_late(desk, f) ? json_integer(desk->frame.today - f->due)
	                     : json_null());
	add_commit(json, desk, f->seq);
	return json;
}

/* Open ones first, by their day; those of controls only while they are open.
 */
static void
add_followups(
    json_t *json, json_t *controls, const struct desk *desk, const char *only)
{
	struct followups list;
	json_t *all = json_object();

	followups_list(desk->session, only, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct followup *f = &list.items[i];

		json_object_set_new(all, f->id, followup_json(desk, f));
		if (f->open)
			append_to_control(
			    controls, f->about, "followups", f->id);
	}
	followups_done(&list);
	json_object_set_new(json, "followups", all);
}

/* Questions of one's own, by the domain they are asked in. */
static json_t *
prompts_json(const struct desk *desk)
{
	json_t *json = json_object();

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_DOMAIN); i++) {
		const char *id = catalog_string(desk->catalog, DOMAIN_ID, i);
		char *prefix = xasprintf("domains/%s/prompts/", id);
		size_t count = 0;
		const struct entry *entry =
		    session_range(desk->session, prefix, &count);
		json_t *prompts = json_object();

		for (size_t n = 0; n < count; n++)
			json_object_set_new(prompts,
			    entry[n].path + strlen(prefix),
			    verb_text(entry[n].value));
		json_object_set_new(json, id, prompts);
		free(prefix);
	}
	return json;
}

/* The register's figures, as its view has them. */
static json_t *
register_json(const struct desk *desk)
{
	const struct artifacts *all = desk_artifacts(desk);
	json_int_t by[EVIDENCE_STATES] = { 0 }, groups[3] = { 0 };
	json_int_t items = 0, late = 0;
	json_t *states = json_object();

	for (size_t i = 0; i < artifacts_count(all); i++) {
		const struct artifact *it = artifacts_at(all, i);

		if (!register_has(desk, it))
			continue;
		items++;
		by[it->state]++;
		groups[artifact_group(it->state)]++;
		late += (it->flags & ARTIFACT_OVERDUE) != 0;
	}
	for (int i = 0; i < EVIDENCE_STATES; i++)
		json_object_set_new(states,
		    evidence_state_word((enum evidence_state)i),
		    json_integer(by[i]));
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:o}", "items", items,
	    "outstanding", groups[ARTIFACT_OUTSTANDING], "in_hand",
	    groups[ARTIFACT_IN_HAND], "done", groups[ARTIFACT_FINISHED],
	    "overdue", late, "by_state", states);
}

/* How many of each are open, in the whole session. */
static json_t *
open_json(const struct desk *desk)
{
	struct followups followups;
	struct statements statements;
	json_int_t open[2] = { 0 }, late = 0, contradictions = 0, leads = 0;
	char *slot = slots_current(desk->session);

	followups_list(desk->session, NULL, &followups);
	for (size_t i = 0; i < followups.count; i++) {
		open[followups.items[i].parked] += followups.items[i].open;
		late += is_late(desk, &followups.items[i]);
	}
	followups_done(&followups);
	statements_list(desk->session, NULL, &statements);
	for (size_t i = 0; i < statements.count; i++)
		if (statements.items[i].open)
			*(str_equal(statements.items[i].kind, "lead")
			        ? &leads
			        : &contradictions) += 1;
	statements_done(&statements);
	json_t *json = json_pack("{s:o, s:o, s:{s:I, s:I, s:I}, s:I, s:I}",
	    "slot", verb_text(slot), "evidence", register_json(desk),
	    "followups", "open", open[false], "parked", open[true], "overdue",
	    late, "contradictions", contradictions, "leads", leads);

	free(slot);
	return json;
}

void
status_room(
    json_t *json, json_t *controls, const struct desk *desk, size_t only)
{
	const char *control =
	    only == CATALOG_NONE
	        ? NULL
	        : catalog_string(desk->catalog, CONTROL_ID, only);

	json_object_set_new(json, "room", open_json(desk));
	json_object_set_new(json, "evidence", status_register(desk, only));
	json_object_set_new(json, "people", people_json(desk));
	json_object_set_new(json, "slots", slots_json(desk, control));
	add_statements(json, controls, desk, control);
	add_followups(json, controls, desk, control);
	json_object_set_new(json, "prompts", prompts_json(desk));
}
