/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Reviewed controls: the statement of applicability as OSCAL has it. */

#include <config.h>

#include "report/oscal_parts.h"

#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"

static json_t *
control_json(const struct oscal *o, size_t control)
{
	json_t *json = json_object();

	json_object_set_new(
	    json, "control-id", oscal_token(oscal_id(o, control), ""));
	return json;
}

/* Those that are assessed, and those that are not, with the reasons. */
static void
add_assessed(struct oscal *o)
{
	json_t *json = json_object();
	size_t controls = catalog_rows(o->catalog, TABLE_CONTROL);

	oscal_text(json, "description", "Controls that are assessed.");
	for (size_t i = 0; i < controls; i++) {
		const struct scope_item *item =
		    &desk_standing(o->desk, i)->scope;

		if (!report_has(&o->view, i))
			continue;
		if (item->state == SCOPE_IN)
			oscal_append(
			    json, "include-controls", control_json(o, i));
		if (item->state != SCOPE_OUT)
			continue;
		oscal_append(json, "exclude-controls", control_json(o, i));
		oscal_add_prop_of(json, "out-of-scope",
		    item->inactive ? "inactive" : NULL, oscal_id(o, i),
		    item->why);
	}
	/* OSCAL wants one of the two */
	if (!json_object_get(json, "include-controls"))
		json_object_set_new(json, "include-all", json_object());
	oscal_put(o, NULL, json);
}

/* May two controls beside each other stand in one selection? */
static bool
is_alike(const struct scope_item *a, const struct scope_item *b)
{
	return a->state == b->state && str_equal(a->why, b->why) &&
	       str_equal(a->provider, b->provider) &&
	       str_equal(a->declared, b->declared);
}

static json_t *
selection_json(const struct scope_item *item)
{
	json_t *json = json_object();

	oscal_text(
	    json, "description", "Somebody else answers for these controls.");
	oscal_add_prop(json, "scope", scope_word(item->state));
	oscal_add_prop(json, "provider", item->provider);
	oscal_add_prop(json, "declared", item->declared);
	oscal_text(json, "remarks", item->why);
	return json;
}

/* What is inherited or reciprocal, a selection for neighbours alike. */
static void
add_others(struct oscal *o)
{
	const struct scope_item *last = NULL;
	json_t *json = NULL;

	for (size_t i = 0; i < catalog_rows(o->catalog, TABLE_CONTROL); i++) {
		const struct scope_item *item =
		    &desk_standing(o->desk, i)->scope;

		if (item->state == SCOPE_IN || item->state == SCOPE_OUT ||
		    !report_has(&o->view, i))
			continue;
		if (!last || !is_alike(last, item)) {
			if (json)
				oscal_put(o, NULL, json);
			json = selection_json(item);
		}
		oscal_append(json, "include-controls", control_json(o, i));
		last = item;
	}
	if (json)
		oscal_put(o, NULL, json);
}

static void
add_objectives(struct oscal *o, size_t control)
{
	const struct catalog *c = o->catalog;

	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);
		json_t *json;

		if (!standing_objective_applies(&o->desk->frame, row))
			continue;
		json = json_object();
		json_object_set_new(json, "objective-id",
		    oscal_token(catalog_string(c, OBJECTIVE_ID, row), ""));
		oscal_put(o, NULL, json);
	}
}

void
oscal_reviewed(struct oscal *o)
{
	oscal_begin(o, "reviewed-controls", '{');
	oscal_begin(o, "control-selections", '[');
	add_assessed(o);
	add_others(o);
	oscal_end(o);
	oscal_begin(o, "control-objective-selections", '[');
	oscal_begin(o, NULL, '{');
	oscal_begin(o, "include-objectives", '[');
	for (size_t i = 0; i < catalog_rows(o->catalog, TABLE_CONTROL); i++)
		if (oscal_has(o, i))
			add_objectives(o, i);
	oscal_end(o);
	oscal_end(o);
	oscal_end(o);
	oscal_end(o);
}
