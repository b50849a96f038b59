/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Risks: the deficiencies recorded; and the items of the plan to mend them. */

#include <config.h>

#include "report/oscal_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "report/tables_parts.h"

static const char *
risk_status(const char *state)
{
	if (str_equal(state, "draft"))
		return "investigating";
	if (str_equal(state, "in progress"))
		return "remediating";
	return str_equal(state, "confirmed") ? "open" : "closed";
}

static bool
is_mended(const struct finding *f)
{
	return str_equal(f->state, "completed") ||
	       str_equal(f->state, "cleared");
}

/* A text that must be there. */
static void
need_text(
    json_t *json, const char *key, const char *text, const char *otherwise)
{
	oscal_text(json, key, text);
	if (!json_object_get(json, key))
		oscal_text(json, key, otherwise);
}

static void
add_title(const struct oscal *o, json_t *json, const struct finding *f)
{
	char *name = oscal_finding_name(o, f);
	bool known = f->control != CATALOG_NONE;

	oscal_titlef(json, "title", "%s%s%s%s%s", name, known ? ": " : "",
	    known ? oscal_id(o, f->control) : "", known ? " " : "",
	    known ? catalog_control_name(o->catalog, f->control, o->language)
	          : "");
	free(name);
}

static void
prop_day(json_t *json, const char *name, int day)
{
	char text[16];

	if (day == DAY_NONE)
		return;
	day_text(day, text);
	oscal_add_prop(json, name, text);
}

static void
add_props(struct oscal *o, json_t *json, const struct finding *f)
{
	char *name = oscal_finding_name(o, f);
	struct str affects = { 0 };

	oscal_add_prop(json, "finding", name);
	oscal_add_prop(json, "state", f->state);
	oscal_add_prop(json, "about", f->about);
	tables_add_affects(&o->view, f, &affects);
	oscal_add_prop(json, "affects", str_text(&affects));
	prop_day(json, "scheduled", f->due);
	prop_day(json, "completed", f->completed);
	prop_day(json, "limit", finding_limit(o->desk, f));
	if (tables_is_late(&o->view, f))
		oscal_add_prop(json, "limit-passed", "yes");
	str_done(&affects);
	free(name);
}

/* What is to be done, by whom, until when. */
static json_t *
task_json(struct oscal *o, const struct finding *f)
{
	json_t *json = oscal_object(o, "task/findings/%s", f->id);
	char at[OSCAL_MOMENT], day[16];

	json_object_set_new(json, "type", json_string("milestone"));
	oscal_title(json, "title", "Deficiency mended");
	if (f->due != DAY_NONE) {
		day_text(f->due, day);
		if (oscal_day(o, day, at))
			json_object_set_new(json, "timing",
			    json_pack("{s:{s:s}}", "on-date", "date", at));
	}
	if (f->owner && *f->owner)
		oscal_append(json, "responsible-roles",
		    json_pack("{s:s, s:[s]}", "role-id", "owner", "party-uuids",
		        oscal_party(o, f->owner)));
	return json;
}

static void
add_response(struct oscal *o, json_t *json, const struct finding *f,
    const char *field, const char *lifecycle, const char *text)
{
	json_t *response =
	    oscal_object(o, "response/findings/%s/%s", f->id, field);

	json_object_set_new(response, "lifecycle", json_string(lifecycle));
	oscal_title(response, "title", field);
	need_text(response, "description", text, "No plan is recorded.");
	if (str_equal(field, "plan"))
		oscal_append(response, "tasks", task_json(o, f));
	oscal_append(json, "remediations", response);
}

static void
add_responses(struct oscal *o, json_t *json, const struct finding *f)
{
	if (f->recommendation)
		add_response(o, json, f, "recommendation", "recommendation",
		    f->recommendation);
	if (f->plan || f->owner || f->due != DAY_NONE)
		add_response(o, json, f, "plan",
		    is_mended(f) ? "completed" : "planned", f->plan);
}

static void
add_likelihood(struct oscal *o, json_t *json, const struct finding *f)
{
	const struct commit *commit = session_find_commit(o->session, f->seq);
	json_t *actor, *facet;

	if (!f->likelihood || !commit)
		return;
	actor = json_pack("{s:s, s:s}", "type", "party", "actor-uuid",
	    oscal_assessor(o, commit->by));
	facet = json_pack("{s:s, s:s}", "name", "likelihood", "system",
	    "http://csrc.nist.gov/ns/oscal");
	oscal_line(facet, "value", f->likelihood);
	oscal_append(json, "characterizations",
	    json_pack("{s:{s:[o]}, s:[o]}", "origin", "actors", actor, "facets",
	        facet));
}

/* The items of evidence it names, a blank between their ids, as far as they
 * have been observed. */
static void
relate_evidence(const struct oscal *o, json_t *json, const struct finding *f)
{
	const char *p = f->evidence ? f->evidence : "";
	char uuid[UUID_TEXT + 1];

	while (*(p += strspn(p, " "))) {
		size_t len = strcspn(p, " ");
		char *id = xstrndup(p, len);
		size_t i = artifacts_find(desk_artifacts(o->desk), id);

		p += len;
		free(id);
		if (i == CATALOG_NONE || !o->observed[i])
			continue;
		oscal_uuid(o, uuid, "observation/evidence/%s",
		    artifacts_at(desk_artifacts(o->desk), i)->id);
		oscal_relate_one(json, uuid);
	}
}

static void
add_risk(struct oscal *o, const struct finding *f)
{
	json_t *json = oscal_object(o, "risk/findings/%s", f->id);

	add_title(o, json, f);
	need_text(
	    json, "description", f->condition, "No condition is recorded.");
	need_text(json, "statement", f->impact, "No impact is recorded.");
	add_props(o, json, f);
	if (f->cause)
		oscal_add_prop(json, "cause", f->cause);
	json_object_set_new(json, "status", json_string(risk_status(f->state)));
	oscal_origin(o, json, f->seq);
	add_likelihood(o, json, f);
	if (f->due != DAY_NONE) {
		char day[16];

		day_text(f->due, day);
		oscal_set_day(o, json, "deadline", day);
	}
	add_responses(o, json, f);
	relate_evidence(o, json, f);
	oscal_put(o, NULL, json);
}

void
oscal_risks(struct oscal *o)
{
	oscal_begin(o, "risks", '[');
	for (size_t i = 0; i < o->findings.count; i++)
		if (oscal_has_finding(o, &o->findings.items[i]))
			add_risk(o, &o->findings.items[i]);
	oscal_end(o);
}

static void
add_item(struct oscal *o, const struct finding *f)
{
	json_t *json = oscal_object(o, "poam-item/findings/%s", f->id);
	struct str contact = { 0 };
	char uuid[UUID_TEXT + 1];

	add_title(o, json, f);
	need_text(
	    json, "description", f->condition, "No condition is recorded.");
	add_props(o, json, f);
	oscal_add_prop(json, "control",
	    f->control == CATALOG_NONE ? NULL : oscal_id(o, f->control));
	tables_add_contact(&o->view, f, &contact);
	oscal_add_prop(json, "point-of-contact", str_text(&contact));
	oscal_origin(o, json, f->seq);
	if (f->control != CATALOG_NONE && oscal_has(o, f->control)) {
		oscal_uuid(o, uuid, "finding/%s", oscal_id(o, f->control));
		oscal_append(json, "related-findings",
		    json_pack("{s:s}", "finding-uuid", uuid));
	}
	relate_evidence(o, json, f);
	oscal_uuid(o, uuid, "risk/findings/%s", f->id);
	oscal_append(
	    json, "related-risks", json_pack("{s:s}", "risk-uuid", uuid));
	oscal_text(json, "remarks", f->plan);
	str_done(&contact);
	oscal_put(o, NULL, json);
}

void
oscal_poam_items(struct oscal *o)
{
	oscal_begin(o, "poam-items", '[');
	for (size_t i = 0; i < o->findings.count; i++)
		if (oscal_has_finding(o, &o->findings.items[i]))
			add_item(o, &o->findings.items[i]);
	oscal_end(o);
}
