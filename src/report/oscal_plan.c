/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The assessment plan: which objectives by which methods, on what terms, who
 * is to be asked when. */

#include <config.h>

#include "report/oscal_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "model/slots.h"

static const char *const methods[] = { "examine", "interview", "test" };

/* "Examine: policy, log" of an objective. */
static json_t *
method_part(const struct oscal *o, size_t method)
{
	const struct catalog *c = o->catalog;
	const char *word = catalog_string(c, METHOD_METHOD, method);
	json_t *json = json_object();
	struct str objects = { 0 };

	json_object_set_new(json, "name", json_string("assessment-method"));
	oscal_add_prop(json, "method", word);
	for (size_t i = 0; i < catalog_count(c, METHOD_OBJECTS, method); i++)
		str_printf(&objects, "%s%s", i ? "\n" : "",
		    catalog_item(c, METHOD_OBJECTS, method, i, o->language));
	if (objects.len) {
		json_t *part = json_object();

		json_object_set_new(
		    part, "name", json_string("assessment-objects"));
		oscal_text(part, "prose", str_text(&objects));
		oscal_append(json, "parts", part);
	}
	str_done(&objects);
	return json;
}

static json_t *
objective_part(const struct oscal *o, size_t objective)
{
	const struct catalog *c = o->catalog;
	json_t *json = json_object();
	int rigor = catalog_number(c, OBJECTIVE_RIGOR, objective);

	json_object_set_new(json, "id",
	    oscal_token(catalog_string(c, OBJECTIVE_ID, objective), ""));
	json_object_set_new(json, "name", json_string("assessment-objective"));
	if (rigor >= 0)
		oscal_add_prop_number(json, "rigor", rigor);
	oscal_text(json, "prose",
	    catalog_text(c, OBJECTIVE_TEXT, objective, o->language));
	for (size_t i = 0; i < catalog_count(c, OBJECTIVE_METHODS, objective);
	     i++)
		oscal_append(json, "parts",
		    method_part(
		        o, catalog_child(c, OBJECTIVE_METHODS, objective, i)));
	return json;
}

static void
add_objectives(struct oscal *o, size_t control)
{
	const struct catalog *c = o->catalog;
	json_t *json = json_object();

	json_object_set_new(
	    json, "control-id", oscal_token(oscal_id(o, control), ""));
	oscal_title(
	    json, "description", catalog_control_name(c, control, o->language));
	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (standing_objective_applies(&o->desk->frame, row))
			oscal_append(json, "parts", objective_part(o, row));
	}
	if (json_object_get(json, "parts"))
		oscal_put(o, NULL, json);
	else
		json_decref(json);
}

static void
add_activity(struct oscal *o, const char *method)
{
	json_t *json = oscal_object(o, "activity/%s", method);

	oscal_title(json, "title", method);
	oscal_textf(json, "description",
	    "The method \"%s\", used on objectives as the rigor asks.", method);
	oscal_add_prop(json, "method", method);
	oscal_put(o, NULL, json);
}

static void
add_local(struct oscal *o)
{
	oscal_begin(o, "local-definitions", '{');
	oscal_begin(o, "objectives-and-methods", '[');
	for (size_t i = 0; i < catalog_rows(o->catalog, TABLE_CONTROL); i++)
		if (oscal_has(o, i))
			add_objectives(o, i);
	oscal_end(o);
	oscal_begin(o, "activities", '[');
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		add_activity(o, methods[i]);
	oscal_end(o);
	oscal_end(o);
}

static void
add_part(
    struct oscal *o, const char *name, const char *title, const char *prose)
{
	json_t *json = oscal_object(o, "terms/%s", name);

	json_object_set_new(json, "name", json_string(name));
	json_object_set_new(json, "ns", json_string(OSCAL_NS));
	oscal_title(json, "title", title);
	oscal_text(json, "prose", prose);
	oscal_put(o, NULL, json);
}

static void
add_terms(struct oscal *o)
{
	const struct session_header *h = session_header(o->session);
	const char *day = session_get(o->session, "session/testing/authorized");
	const char *by = session_get(o->session, "session/testing/by");
	char *text = xasprintf("Rigor %d of 3, by people at one point in "
	                       "time (MPIT).",
	    o->desk->frame.rigor);

	oscal_begin(o, "terms-and-conditions", '{');
	oscal_begin(o, "parts", '[');
	add_part(o, "rigor", "Rigor", text);
	free(text);
	text = xasprintf("A level passes from %d %% of its criteria on; above "
	                 "%d %% the assessor judges. The policy is \"%s\".",
	    h->pass, h->judge, h->policy);
	add_part(o, "policy", "Policy", text);
	free(text);
	text = day ? xasprintf("Authorized on %s%s%s.", day, by ? " by " : "",
	                 by ? by : "")
	           : xstrdup("No authorization for testing is recorded; "
	                     "nothing is tested without one.");
	add_part(o, "testing", "Testing", text);
	free(text);
	oscal_end(o);
	oscal_end(o);
}

/* "2026-07-14T09:30:00+02:00"; minutes may lead past midnight. */
static void
slot_moment(const struct oscal *o, int day, int minutes, char out[OSCAL_MOMENT])
{
	enum { DAY = 24 * 60 };
	char text[16];

	day_text(day + minutes / DAY, text);
	snprintf(out, OSCAL_MOMENT, "%sT%02d:%02d:00%.6s", text,
	    minutes % DAY / 60, minutes % 60, o->zone);
}

static void
add_timing(const struct oscal *o, json_t *json, const struct slot *slot)
{
	int begin = slot->begin < 0 ? 0 : slot->begin;
	char from[OSCAL_MOMENT], to[OSCAL_MOMENT], day[16];

	if (slot->day == DAY_NONE)
		return;
	day_text(slot->day, day);
	if (!oscal_day(o, day, from))
		return;
	slot_moment(o, slot->day, begin, from);
	slot_moment(o, slot->day, begin + slot->minutes, to);
	if (slot->minutes > 0)
		json_object_set_new(json, "timing",
		    json_pack("{s:{s:s, s:s}}", "within-date-range", "start",
		        from, "end", to));
	else
		json_object_set_new(json, "timing",
		    json_pack("{s:{s:s}}", "on-date", "date", from));
}

static void
add_slot(struct oscal *o, const struct slot *slot)
{
	json_t *json = oscal_object(o, "task/slots/%s", slot->id);
	json_t *subject = json_pack("{s:s}", "type", "party");
	struct slot_people people = { 0 };

	json_object_set_new(json, "type", json_string("action"));
	oscal_title(json, "title", slot->title);
	if (!json_object_get(json, "title"))
		oscal_title(json, "title", "Interview");
	oscal_add_prop(json, "place", slot->place);
	add_timing(o, json, slot);
	slot_people(o->session, slot->id, &people);
	for (size_t i = 0; i < people.count; i++)
		oscal_append(subject, "include-subjects",
		    json_pack("{s:s, s:s}", "subject-uuid",
		        oscal_party(o, people.items[i].id), "type", "party"));
	if (people.count)
		oscal_append(json, "subjects", json_incref(subject));
	json_decref(subject);
	slot_people_done(&people);
	oscal_put(o, NULL, json);
}

/* The assessment itself, then each interview. */
static void
add_tasks(struct oscal *o)
{
	const char *begin = session_get(o->session, "session/period/begin");
	const char *end = session_get(o->session, "session/period/end");
	char from[OSCAL_MOMENT], to[OSCAL_MOMENT];
	struct slots slots = { 0 };

	oscal_begin(o, "tasks", '[');
	if (oscal_day(o, begin, from) && oscal_day(o, end, to)) {
		json_t *json = oscal_object(o, "task/period");

		json_object_set_new(json, "type", json_string("action"));
		oscal_title(json, "title", "Assessment");
		json_object_set_new(json, "timing",
		    json_pack("{s:{s:s, s:s}}", "within-date-range", "start",
		        from, "end", to));
		oscal_put(o, NULL, json);
	}
	slots_list(o->session, &slots);
	for (size_t i = 0; i < slots.count; i++)
		add_slot(o, &slots.items[i]);
	slots_done(&slots);
	oscal_end(o);
}

void
oscal_plan(struct oscal *o)
{
	json_t *platform = oscal_object(o, "platform");

	oscal_titlef(platform, "title", "assay %s",
	    o->view.version ? o->view.version : "");
	add_local(o);
	add_terms(o);
	oscal_reviewed(o);
	oscal_put(o, "assessment-subjects",
	    json_pack("[{s:s, s:s, s:{}}]", "type", "party", "description",
	        "Whoever answers for the controls reviewed.", "include-all"));
	oscal_put(o, "assessment-assets",
	    json_pack("{s:[o]}", "assessment-platforms", platform));
	add_tasks(o);
}
