/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Findings: what was determined of each objective, and of each control with
 * its levels and criteria. OSCAL knows satisfied and not; what the standard
 * knows beside it stands in properties and in the implementation status. */

#include <config.h>

#include "report/oscal_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"

struct said {
	const char *state, *reason, *implementation;
};
static const struct said says[DESIGNATION_COUNT] = {
	[DESIGNATION_NONE] = { "not-satisfied", "other", NULL },
	[DESIGNATION_SATISFACTORY] = { "satisfied", "pass", NULL },
	[DESIGNATION_DEFICIENT] = { "not-satisfied", "fail", NULL },
	[DESIGNATION_ALTERNATIVE] = { "satisfied", "other", "alternative" },
	[DESIGNATION_NOT_APPLICABLE] = { "satisfied", "other",
	    "not-applicable" },
};

static void
add_target(json_t *json, const char *type, json_t *id, enum designation d,
    const char *why)
{
	json_t *status = json_pack(
	    "{s:s, s:s}", "state", says[d].state, "reason", says[d].reason);
	json_t *target = json_pack("{s:s, s:o}", "type", type, "target-id", id);

	if (d == DESIGNATION_NONE)
		oscal_text(status, "remarks",
		    "Nothing is designated yet. OSCAL has no word for that; "
		    "this state is no result.");
	else
		oscal_text(status, "remarks", why);
	json_object_set_new(target, "status", status);
	if (says[d].implementation)
		json_object_set_new(target, "implementation-status",
		    json_pack("{s:s}", "state", says[d].implementation));
	json_object_set_new(json, "target", target);
}

/* A required text may be of blanks alone in the pack. */
static void
set_description(json_t *json, const char *text, const char *otherwise)
{
	oscal_text(json, "description", text);
	if (!json_object_get(json, "description"))
		oscal_text(json, "description", otherwise);
}

static void
add_parameters(
    const struct oscal *o, json_t *json, const char *id, const char *own)
{
	char *prefix = xasprintf("%s/objectives/%s/parameters/", id, own);
	size_t count = 0;
	const struct entry *entry = session_range(o->session, prefix, &count);

	for (size_t i = 0; i < count; i++)
		oscal_add_prop_of(json, "parameter",
		    entry[i].path + strlen(prefix), entry[i].value, NULL);
	free(prefix);
}

static void
add_objective(struct oscal *o, size_t control, size_t objective)
{
	const char *id = oscal_id(o, control);
	const char *own = catalog_string(o->catalog, OBJECTIVE_ID, objective);
	enum designation d =
	    standing_objective(&o->desk->frame, control, objective);
	const struct entry *entry =
	    oscal_entry(o, "%s/objectives/%s/designation", id, own);
	json_t *json;

	if (d == DESIGNATION_NONE ||
	    !standing_objective_applies(&o->desk->frame, objective))
		return;
	/* that of the control may stand for all */
	if (!entry || designation_find(entry->value) != d)
		entry = oscal_entry(o, "%s/designation", id);
	json = oscal_object(o, "finding/%s/objectives/%s", id, own);
	oscal_title(json, "title", own);
	set_description(json,
	    catalog_text(o->catalog, OBJECTIVE_TEXT, objective, o->language),
	    own);
	oscal_add_prop(json, "control", id);
	oscal_add_prop(json, "objective", own);
	oscal_add_prop(json, "objective-designation", designation_word(d));
	add_parameters(o, json, id, own);
	oscal_origin(o, json, entry ? entry->seq : 0);
	add_target(
	    json, "objective-id", oscal_token(own, ""), d, oscal_why(entry));
	oscal_relate(o, json, control, objective);
	oscal_put(o, NULL, json);
}

static void
add_level_prop(json_t *json, const char *name, int level)
{
	if (level >= 0)
		oscal_add_prop_number(json, name, level);
}

static void
add_levels(const struct oscal *o, json_t *json, size_t control)
{
	const struct rating *r = desk_rating(o->desk, control);
	const struct standing *s = desk_standing(o->desk, control);
	const struct entry *entry =
	    oscal_entry(o, "%s/concluded", oscal_id(o, control));
	char level[16];

	if (r->supported < 0)
		return;
	oscal_add_prop_number(json, "derived-low", r->maturity.low);
	oscal_add_prop_number(json, "derived-high", r->maturity.high);
	oscal_add_prop_number(json, "supported", r->supported);
	if (s->concluded >= 0) {
		snprintf(level, sizeof(level), "%d", s->concluded);
		oscal_add_prop_of(
		    json, "concluded", NULL, level, oscal_why(entry));
	}
	if (s->above_derived)
		oscal_add_prop(json, "override", "upward");
	if (s->stale)
		oscal_add_prop(json, "stale", "yes");
	add_level_prop(json, "target", r->target_asked);
	add_level_prop(json, "target-effective", r->target_effective);
	add_level_prop(json, "gap", s->gap);
}

/* The criterion of a level, as it was answered. */
static void
add_criterion(const struct oscal *o, json_t *json, size_t control, int level,
    size_t criterion)
{
	const char *key = catalog_string(o->catalog, CRITERION_KEY, criterion);
	const struct entry *entry = oscal_entry(
	    o, "%s/criteria/%d.%s/state", oscal_id(o, control), level, key);
	const char *why = oscal_why(entry);
	struct str text = { 0 };
	char class[64], group[96];

	if (!entry)
		return;
	str_add(&text,
	    catalog_text(o->catalog, CRITERION_TEXT, criterion, o->language));
	for (size_t i = 0;
	     i < catalog_count(o->catalog, CRITERION_SUB, criterion); i++)
		str_printf(&text, "\n%s",
		    catalog_item(
		        o->catalog, CRITERION_SUB, criterion, i, o->language));
	if (why)
		str_printf(&text, "\nReason: %s", why);
	snprintf(class, sizeof(class), "level-%d", level);
	snprintf(group, sizeof(group), "L%d.%s", level, key);
	oscal_add_prop_of(
	    json, "criterion", class, entry->value, str_text(&text));
	json_t *props = json_object_get(json, "props");

	json_object_set_new(json_array_get(props, json_array_size(props) - 1),
	    "group", oscal_token(group, ""));
	str_done(&text);
}

static void
add_criteria(const struct oscal *o, json_t *json, size_t control)
{
	const struct catalog *c = o->catalog;

	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++) {
		size_t row = catalog_child(c, CONTROL_LEVELS, control, i);
		int level = catalog_number(c, CLEVEL_LEVEL, row);
		const struct entry *judged =
		    oscal_entry(o, "%s/judged/%d", oscal_id(o, control), level);
		char class[64];

		snprintf(class, sizeof(class), "level-%d", level);
		if (judged)
			oscal_add_prop_of(json, "judged", class, judged->value,
			    oscal_why(judged));
		for (size_t k = 0; k < catalog_count(c, CLEVEL_CRITERIA, row);
		     k++)
			add_criterion(o, json, control, level,
			    catalog_child(c, CLEVEL_CRITERIA, row, k));
	}
}

static void
add_facts(const struct oscal *o, json_t *json, size_t control)
{
	const struct standing *s = desk_standing(o->desk, control);
	int weight = catalog_number(o->catalog, CONTROL_WEIGHT, control);
	char day[OSCAL_MOMENT];

	oscal_add_prop(json, "control", oscal_id(o, control));
	oscal_add_prop(json, "designation", designation_word(s->designation));
	oscal_add_prop(json, "scope", scope_word(s->scope.state));
	oscal_add_prop(json, "provider", s->scope.provider);
	oscal_add_prop(json, "declared", s->scope.declared);
	add_level_prop(json, "weight", weight);
	if (catalog_control_material(o->catalog, control))
		oscal_add_prop(json, "material", "yes");
	oscal_add_prop(json, "performed",
	    session_getf(o->session, "%s/performed", oscal_id(o, control)));
	oscal_add_prop(json, "progress",
	    progress_word(standing_progress(desk_rating(o->desk, control), s)));
	if (oscal_day(o,
	        session_getf(
	            o->session, "%s/capability/since", oscal_id(o, control)),
	        day))
		oscal_add_prop(json, "capability-since", day);
}

static void
relate_risks(const struct oscal *o, json_t *json, size_t control)
{
	char uuid[UUID_TEXT + 1];

	for (size_t i = 0; i < o->findings.count; i++) {
		const struct finding *f = &o->findings.items[i];

		if (f->control != control || !oscal_has_finding(o, f))
			continue;
		oscal_uuid(o, uuid, "risk/findings/%s", f->id);
		oscal_append(json, "related-risks",
		    json_pack("{s:s}", "risk-uuid", uuid));
	}
}

static void
add_control(struct oscal *o, size_t control)
{
	const struct standing *s = desk_standing(o->desk, control);
	const char *id = oscal_id(o, control);
	const struct entry *entry = oscal_entry(o, "%s/designation", id);
	json_t *json = oscal_object(o, "finding/%s", id);

	if (!s->given)
		entry = NULL;
	oscal_titlef(json, "title", "%s %s", id,
	    catalog_control_name(o->catalog, control, o->language));
	set_description(json,
	    catalog_text(o->catalog, CONTROL_STATEMENT, control, o->language),
	    id);
	add_facts(o, json, control);
	add_levels(o, json, control);
	add_criteria(o, json, control);
	oscal_origin(o, json, entry ? entry->seq : 0);
	add_target(json, "statement-id", oscal_token(id, "_smt"),
	    s->designation, oscal_why(entry));
	oscal_relate(o, json, control, CATALOG_NONE);
	relate_risks(o, json, control);
	oscal_put(o, NULL, json);
}

/* Is anything recorded of it, or does the report say all? */
static bool
is_touched(const struct oscal *o, size_t control)
{
	char *prefix = xasprintf("%s/", oscal_id(o, control));
	size_t count = 0;

	session_range(o->session, prefix, &count);
	free(prefix);
	return count > 0 || o->view.depth == REPORT_FULL ||
	       o->seen_first[control] != CATALOG_NONE ||
	       desk_standing(o->desk, control)->designation != DESIGNATION_NONE;
}

void
oscal_findings(struct oscal *o)
{
	const struct catalog *c = o->catalog;

	oscal_begin(o, "findings", '[');
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		if (!oscal_has(o, i) || !is_touched(o, i))
			continue;
		add_control(o, i);
		for (size_t k = 0; k < catalog_count(c, CONTROL_OBJECTIVES, i);
		     k++)
			add_objective(
			    o, i, catalog_child(c, CONTROL_OBJECTIVES, i, k));
	}
	oscal_end(o);
}
