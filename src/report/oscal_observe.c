/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Observations: what was examined, said and tested, and when. */

#include <config.h>

#include "report/oscal_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/session.h"

static const char *const methods[] = { "examine", "interview", "test" };
enum { METHODS = sizeof(methods) / sizeof(*methods) };

/* Notes that a control, or one of its objectives, has been observed. */
static void
see(struct oscal *o, const json_t *json, size_t control, size_t objective)
{
	size_t i = o->seen_count;

	o->seen = mem_grow(o->seen, &o->seen_capacity, i + 1, sizeof(*o->seen));
	o->seen_count++;
	snprintf(o->seen[i].uuid, sizeof(o->seen[i].uuid), "%s",
	    json_string_value(json_object_get(json, "uuid")));
	o->seen[i].objective = objective;
	o->seen[i].next = CATALOG_NONE;
	if (o->seen_first[control] == CATALOG_NONE)
		o->seen_first[control] = i;
	else
		o->seen[o->seen_last[control]].next = i;
	o->seen_last[control] = i;
}

void
oscal_relate_one(json_t *json, const char *uuid)
{
	oscal_append(json, "related-observations",
	    json_pack("{s:s}", "observation-uuid", uuid));
}

void
oscal_relate(
    const struct oscal *o, json_t *json, size_t control, size_t objective)
{
	for (size_t i = o->seen_first[control]; i != CATALOG_NONE;
	     i = o->seen[i].next)
		if (o->seen[i].objective == objective)
			oscal_relate_one(json, o->seen[i].uuid);
}

static void
add_method(json_t *json, const char *method)
{
	char upper[16];
	size_t i = 0;

	for (const char *p = method; *p && i < sizeof(upper) - 1; p++)
		upper[i++] = (char)toupper((unsigned char)*p);
	upper[i] = '\0';
	oscal_append(json, "methods", json_string(upper));
}

static void
add_type(json_t *json)
{
	oscal_append(json, "types", json_string("control-objective"));
}

static const char *
objective_id(const struct oscal *o, size_t objective)
{
	return catalog_string(o->catalog, OBJECTIVE_ID, objective);
}

/* "policy; log": what the pack names for a method. */
static void
add_objects(
    const struct oscal *o, json_t *json, size_t objective, const char *method)
{
	const struct catalog *c = o->catalog;

	for (size_t i = 0; i < catalog_count(c, OBJECTIVE_METHODS, objective);
	     i++) {
		size_t row = catalog_child(c, OBJECTIVE_METHODS, objective, i);

		if (!str_equal(catalog_string(c, METHOD_METHOD, row), method))
			continue;
		for (size_t k = 0; k < catalog_count(c, METHOD_OBJECTS, row);
		     k++)
			oscal_add_prop(json, "assessment-object",
			    catalog_item(
			        c, METHOD_OBJECTS, row, k, o->language));
	}
}

/* Which commit said that the method was used. */
static uint64_t
method_seq(
    const struct oscal *o, const char *id, const char *own, const char *method)
{
	const struct entry *entry =
	    oscal_entry(o, "%s/objectives/%s/methods/%s/day", id, own, method);

	if (!entry)
		entry = oscal_entry(o, "%s/objectives/%s/methods", id, own);
	return entry ? entry->seq : 0;
}

static void
add_used(struct oscal *o, size_t control, size_t objective, const char *method)
{
	const char *id = oscal_id(o, control);
	const char *own = objective_id(o, objective);
	uint64_t seq = method_seq(o, id, own, method);
	json_t *json =
	    oscal_object(o, "observation/%s/objectives/%s/%s", id, own, method);
	const char *note = session_getf(
	    o->session, "%s/objectives/%s/methods/%s/note", id, own, method);
	char at[OSCAL_MOMENT];

	oscal_titlef(json, "title", "%s: %s", own, method);
	oscal_textf(json, "description",
	    "The method \"%s\" was used on the objective %s.", method, own);
	oscal_add_prop(json, "control", id);
	oscal_add_prop(json, "objective", own);
	add_objects(o, json, objective, method);
	add_method(json, method);
	add_type(json);
	oscal_origin(o, json, seq);
	oscal_subject(o, json,
	    session_getf(o->session, "%s/objectives/%s/methods/%s/people", id,
	        own, method));
	if (!oscal_day(o,
	        session_getf(o->session, "%s/objectives/%s/methods/%s/day", id,
	            own, method),
	        at))
		oscal_when(o, seq, at);
	json_object_set_new(json, "collected", json_string(at));
	if (!o->view.client)
		oscal_text(json, "remarks", note);
	see(o, json, control, objective);
	oscal_put(o, NULL, json);
}

static void
add_methods(struct oscal *o, size_t control)
{
	const struct catalog *c = o->catalog;

	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);
		unsigned used;

		if (!standing_objective_applies(&o->desk->frame, row))
			continue;
		used = standing_methods(
		    o->session, oscal_id(o, control), objective_id(o, row));
		for (unsigned k = 0; k < METHODS; k++)
			if (used & 1u << k)
				add_used(o, control, row, methods[k]);
	}
}

/* The row of an objective of this control; CATALOG_NONE: it has none such. */
static size_t
own_objective(const struct oscal *o, size_t control, const char *id)
{
	const struct catalog *c = o->catalog;

	for (size_t i = 0;
	     id && i < catalog_count(c, CONTROL_OBJECTIVES, control); i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (str_equal(objective_id(o, row), id))
			return row;
	}
	return CATALOG_NONE;
}

static void
add_note(struct oscal *o, size_t control, const struct note_item *note)
{
	const char *id = oscal_id(o, control);
	const char *objective = *note->id
	                            ? session_getf(o->session,
	                                  "%s/notes/%s/objective", id, note->id)
	                            : NULL;
	json_t *json = oscal_object(o, "observation/%s", note->path);
	char at[OSCAL_MOMENT];

	oscal_titlef(json, "title", "Note on %s", id);
	oscal_text(json, "description", note->text);
	if (!json_object_get(json, "description"))
		oscal_text(json, "description", "The note is empty.");
	oscal_add_prop(json, "control", id);
	oscal_add_prop(json, "criterion-key", note->criterion);
	oscal_add_prop(json, "objective", objective);
	oscal_add_prop(json, "audience", note->client ? "client" : "private");
	add_method(json, "unknown");
	add_type(json);
	oscal_origin(o, json, note->seq);
	oscal_when(o, note->seq, at);
	json_object_set_new(json, "collected", json_string(at));
	see(o, json, control, own_objective(o, control, objective));
	oscal_put(o, NULL, json);
}

static void
add_notes(struct oscal *o, size_t control)
{
	struct note_items notes;

	desk_notes(o->desk, control, &notes);
	for (size_t i = 0; i < notes.count; i++)
		if (notes.items[i].client || !o->view.client)
			add_note(o, control, &notes.items[i]);
	note_items_done(&notes);
}

/* "OPS-03/criteria/..." taken apart; CATALOG_NONE: no control of the pack. */
static size_t
find_about(const struct oscal *o, const char *about, size_t *objective)
{
	char *id = about ? path_segment(about, 0) : NULL;
	char *kind = about ? path_segment(about, 1) : NULL;
	char *own = about ? path_segment(about, 2) : NULL;
	size_t control =
	    id ? catalog_find(o->catalog, TABLE_CONTROL, id) : CATALOG_NONE;

	*objective = CATALOG_NONE;
	if (control != CATALOG_NONE && str_equal(kind, "objectives"))
		*objective = own_objective(o, control, own);
	free(own);
	free(kind);
	free(id);
	return control;
}

/* Is what is about no control, or none of the pack, in the document? */
static bool
has_loose(const struct oscal *o)
{
	return !o->only && o->view.control == CATALOG_NONE &&
	       o->view.domain == CATALOG_NONE;
}

static void
add_statement(struct oscal *o, const struct statement *s)
{
	size_t objective, control = find_about(o, s->about, &objective);
	json_t *json;
	char at[OSCAL_MOMENT];

	if (control == CATALOG_NONE ? !has_loose(o) : !oscal_has(o, control))
		return;
	json = oscal_object(o, "observation/statements/%s", s->id);
	oscal_titlef(json, "title", "Statement (%s)", s->kind);
	oscal_text(json, "description", s->text);
	if (!json_object_get(json, "description"))
		oscal_text(json, "description", "No text is recorded.");
	oscal_add_prop(json, "about", s->about);
	oscal_add_prop(json, "kind", s->kind);
	oscal_add_prop(json, "form", s->verbatim ? "verbatim" : "short");
	oscal_add_prop(json, "audience", s->client ? "client" : "private");
	oscal_add_prop(json, "open", s->open ? "yes" : NULL);
	add_method(json, "interview");
	add_type(json);
	oscal_origin(o, json, s->seq);
	oscal_subject(o, json, s->by);
	oscal_when(o, s->seq, at);
	json_object_set_new(json, "collected", json_string(at));
	oscal_text(json, "remarks", s->resolved);
	if (control != CATALOG_NONE)
		see(o, json, control, objective);
	oscal_put(o, NULL, json);
}

/* What an item says of controls: a property each, and the relation. */
static void
add_links(struct oscal *o, json_t *json, const struct artifact *it)
{
	size_t control = CATALOG_NONE, objective = CATALOG_NONE;

	for (size_t i = 0; i < it->link_count; i++) {
		const struct artifact_link *link = &it->links[i];
		const char *what = link->path ? link->path + strlen("links/") +
		                                    strlen(it->id) + 1
		                              : oscal_id(o, link->control);

		if (!oscal_has(o, link->control))
			continue;
		char *says = xasprintf("%s: %s", what, link->verdict);

		oscal_add_prop_of(json, "link", NULL, says, link->locator);
		free(says);
		/* links of one control follow each other */
		if ((link->control != control ||
		        link->objective != objective) &&
		    !str_equal(link->verdict, "not relevant"))
			see(o, json, link->control, link->objective);
		control = link->control;
		objective = link->objective;
	}
}

static const char *
field(const struct oscal *o, const struct artifact *it, const char *name)
{
	return artifact_field(o->session, it->id, name);
}

/* The day it came, was reviewed, or its state was recorded. */
static void
set_collected(struct oscal *o, json_t *json, const struct artifact *it,
    const struct entry *state)
{
	char at[OSCAL_MOMENT];

	if (!oscal_day(o, field(o, it, "received"), at) &&
	    !oscal_day(o, field(o, it, "reviewed"), at))
		oscal_when(o, state ? state->seq : 0, at);
	json_object_set_new(json, "collected", json_string(at));
	oscal_set_day(o, json, "expires", field(o, it, "valid until"));
}

static void
add_people(struct oscal *o, json_t *json, const struct artifact *it)
{
	oscal_subject(o, json, field(o, it, "provided by"));
	if (!str_equal(field(o, it, "witness"), field(o, it, "provided by")))
		oscal_subject(o, json, field(o, it, "witness"));
}

static void
add_artifact(struct oscal *o, size_t i)
{
	const struct artifact *it = artifacts_at(desk_artifacts(o->desk), i);
	const struct entry *state = oscal_entry(o, "evidence/%s/state", it->id);
	const char *method = field(o, it, "method");
	json_t *json = oscal_object(o, "observation/evidence/%s", it->id);
	const char *word = evidence_state_word(it->state);
	char uuid[UUID_TEXT + 1], *href;

	oscal_titlef(json, "title", "Evidence %s", it->id);
	oscal_textf(json, "description", "%s\nThis item of evidence is %s.",
	    oscal_artifact_title(o, it), word);
	oscal_add_prop(json, "evidence", it->id);
	oscal_add_prop(json, "state", word);
	add_links(o, json, it);
	add_method(json, method ? method : "examine");
	add_type(json);
	oscal_origin(o, json, state ? state->seq : 0);
	add_people(o, json, it);
	if (oscal_has_resource(o, it)) {
		json_t *evidence = json_object();

		oscal_uuid(o, uuid, "evidence/%s", it->id);
		href = xasprintf("#%s", uuid);
		json_object_set_new(evidence, "href", json_string(href));
		free(href);
		oscal_text(
		    evidence, "description", oscal_artifact_title(o, it));
		oscal_append(json, "relevant-evidence", evidence);
	}
	set_collected(o, json, it, state);
	oscal_text(json, "remarks", oscal_why(state));
	o->observed[i] = true;
	oscal_put(o, NULL, json);
}

static void
add_artifacts(struct oscal *o)
{
	const struct artifacts *artifacts = desk_artifacts(o->desk);

	for (size_t i = 0; i < artifacts_count(artifacts); i++) {
		const struct artifact *it = artifacts_at(artifacts, i);
		bool has = !it->link_count && has_loose(o);

		for (size_t k = 0; k < it->link_count && !has; k++)
			has = oscal_has(o, it->links[k].control);
		if (has && (oscal_has_resource(o, it) ||
		               it->state == EVIDENCE_NOT_AVAILABLE))
			add_artifact(o, i);
	}
}

static void
add_sample_props(json_t *json, const struct record *record)
{
	static const char *const fields[] = { "objective", "of", "kind",
		"population", "size", "method", "seed" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		oscal_add_prop_of(json, "sample", fields[i],
		    record_value(record, fields[i]), NULL);
}

/* Which control an objective's id is of. */
static size_t
control_of(const struct oscal *o, size_t objective)
{
	for (size_t i = 0; i < catalog_rows(o->catalog, TABLE_CONTROL); i++)
		for (size_t k = 0;
		     k < catalog_count(o->catalog, CONTROL_OBJECTIVES, i); k++)
			if (catalog_child(o->catalog, CONTROL_OBJECTIVES, i,
			        k) == objective)
				return i;
	return CATALOG_NONE;
}

static void
add_sample(struct oscal *o, const struct record *record)
{
	const char *own = record_value(record, "objective");
	size_t row =
	    own ? catalog_find(o->catalog, TABLE_OBJECTIVE, own) : CATALOG_NONE;
	size_t control =
	    row == CATALOG_NONE ? CATALOG_NONE : control_of(o, row);
	const char *items = record_value(record, "items");
	json_t *json;
	char at[OSCAL_MOMENT];

	if (control == CATALOG_NONE ? !has_loose(o) : !oscal_has(o, control))
		return;
	json = oscal_object(
	    o, "observation/samples/%.*s", (int)record->id_len, record->id);
	oscal_titlef(
	    json, "title", "Sample%s%s", own ? " for " : "", own ? own : "");
	oscal_textf(
	    json, "description", "Items: %s", items ? items : "none recorded");
	add_sample_props(json, record);
	add_method(json, "unknown");
	add_type(json);
	oscal_origin(o, json, record->fields->seq);
	oscal_when(o, record->fields->seq, at);
	json_object_set_new(json, "collected", json_string(at));
	oscal_text(json, "remarks", record_value(record, "exceptions"));
	if (control != CATALOG_NONE)
		see(o, json, control, row);
	oscal_put(o, NULL, json);
}

void
oscal_observations(struct oscal *o)
{
	struct record_walk walk;
	struct record record;

	oscal_begin(o, "observations", '[');
	for (size_t i = 0; i < catalog_rows(o->catalog, TABLE_CONTROL); i++)
		if (oscal_has(o, i)) {
			add_methods(o, i);
			add_notes(o, i);
		}
	for (size_t i = 0; i < o->statements.count; i++)
		if (o->statements.items[i].client || !o->view.client)
			add_statement(o, &o->statements.items[i]);
	record_walk_begin(o->session, "samples", &walk);
	while (record_walk_next(&walk, &record))
		add_sample(o, &record);
	add_artifacts(o);
	oscal_end(o);
}
