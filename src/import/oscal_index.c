/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What may be referred to from anywhere in an OSCAL catalog: parameters, and
 * the ids of controls. And the ways into its tree that say what is wrong. */

#include <config.h>

#include "import/oscal_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job.h"
#include "model/builder.h"

const char *
oscal_get(const json_t *node, const char *key)
{
	return json_string_value(json_object_get(node, key));
}

const char *
oscal_string(struct oscal *o, const json_t *node, const char *key)
{
	const json_t *value = json_object_get(node, key);

	if (!value || json_is_null(value))
		return NULL;
	if (json_is_string(value))
		return json_string_value(value);
	job_warn(o->job, ODD_VALUE, 0, 0,
	    _("%s: what stands under \"%s\" is no text and is left out."),
	    o->where, key);
	return NULL;
}

const json_t *
oscal_list(struct oscal *o, const json_t *node, const char *key)
{
	const json_t *value = json_object_get(node, key);

	if (!value || json_is_null(value))
		return NULL;
	if (json_is_array(value))
		return value;
	job_warn(o->job, ODD_VALUE, 0, 0,
	    _("%s: what stands under \"%s\" is no list and is left out."),
	    o->where, key);
	return NULL;
}

const json_t *
oscal_item(struct oscal *o, const json_t *list, size_t i)
{
	const json_t *item = json_array_get(list, i);

	if (json_is_object(item))
		return item;
	job_warn(o->job, ODD_VALUE, 0, 0,
	    _("%s: an entry of a list is of a kind that is not known there; "
	      "it is left out."),
	    o->where);
	return NULL;
}

const char *
oscal_prop(const json_t *node, const char *name, bool plain)
{
	const json_t *prop;
	const char *other = NULL;
	size_t i;

	json_array_foreach (json_object_get(node, "props"), i, prop) {
		const char *value = oscal_get(prop, "value");

		if (!value || !str_equal(oscal_get(prop, "name"), name))
			continue;
		if (!json_is_string(json_object_get(prop, "class")))
			return value;
		other = other ? other : value;
	}
	return plain ? NULL : other;
}

char *
oscal_label_id(const char *label)
{
	struct str id = { 0 };

	for (const char *p = label ? label : ""; *p; p++) {
		bool joint = strchr(" ()[]", *p) != NULL;

		if (!joint)
			str_add_char(&id, *p);
		else if (id.len && id.data[id.len - 1] != '.')
			str_add_char(&id, '.');
	}
	while (id.len && id.data[id.len - 1] == '.')
		str_truncate(&id, id.len - 1);
	if (catalog_id_valid(str_text(&id)))
		return str_steal(&id);
	str_done(&id);
	return NULL;
}

/* The id that a control asks for: its label is what people call it ("AC-2(1)"
 * where OSCAL says ac-2.1), so it is the id on the screen; OSCAL's own is kept
 * as `ref`, for the way back. Labels with a class are for other documents
 * (zero-padded ones, those of the assessment procedures). */
static char *
wanted_id(const json_t *control, bool by_label)
{
	const char *id = oscal_get(control, "id");
	const char *title = oscal_get(control, "title");
	char *label = by_label
	                  ? oscal_label_id(oscal_prop(control, "label", true))
	                  : NULL;

	if (label)
		return label;
	char *own = id && *id ? names_valid_id(id)
	                      : names_slug(title ? title : "control", '-');

	for (char *p = own; *p; p++)
		if (*p >= 'a' && *p <= 'z' && !str_starts(own, "x-"))
			*p = (char)(*p - 'a' + 'A');
	return own;
}

static void
index_control(struct oscal *o, const json_t *control)
{
	const char *own = oscal_get(control, "id");

	if (!own || json_object_get(o->ids, own))
		return;
	char *id = wanted_id(control, true);

	if (!textmap_add(&o->taken, id, 0)) {
		job_warn(o->job, ODD_DUPLICATE, 0, 0,
		    _("The label of %s is another control's as well: its own "
		      "id is used."),
		    own);
		free(id);
		id = wanted_id(control, false);
		textmap_add(&o->taken, id, 0);
	}
	json_object_set_new(o->ids, own, json_string(id));
	free(id);
}

static void
index_params(struct oscal *o, const json_t *node)
{
	json_t *param;
	size_t i;

	json_array_foreach (json_object_get(node, "params"), i, param) {
		const char *id = oscal_get(param, "id");

		if (id && !json_object_get(o->params, id))
			json_object_set(o->params, id, param);
		else if (id)
			job_warn(o->job, ODD_DUPLICATE, 0, 0,
			    _("The parameter %s stands here twice: the first "
			      "is kept."),
			    id);
	}
}

/* A catalog, a group or a control, and all below. */
static void
index_node(struct oscal *o, const json_t *node, bool control, size_t depth)
{
	const json_t *child;
	size_t i;

	if (depth > 2 * OSCAL_DEPTH || !json_is_object(node))
		return;
	index_params(o, node);
	if (control) {
		o->controls++;
		index_control(o, node);
	}
	json_array_foreach (json_object_get(node, "controls"), i, child) {
		index_node(o, child, true, depth + 1);
	}
	if (control)
		return;
	json_array_foreach (json_object_get(node, "groups"), i, child) {
		index_node(o, child, false, depth + 1);
	}
}

void
oscal_index(struct oscal *o)
{
	index_node(o, o->catalog, false, 0);
}

char *
oscal_control_id(struct oscal *o, const json_t *control)
{
	const char *own = oscal_get(control, "id");
	const char *id = own ? oscal_get(o->ids, own) : NULL;

	if (id)
		return xstrdup(id);
	char *made = wanted_id(control, true);

	job_warn(o->job, ODD_NAME, 0, 0,
	    _("A control has no id of its own here: it is called %s."), made);
	return made;
}

/* 1: all begin so, 0: one does not, -1: there are none. */
static int
begin(
    const struct oscal *o, const json_t *node, const char *prefix, size_t depth)
{
	size_t len = strlen(prefix), i;
	const json_t *child;
	int all = -1;

	if (depth > OSCAL_DEPTH)
		return -1;
	json_array_foreach (json_object_get(node, "controls"), i, child) {
		const char *own = oscal_get(child, "id");
		const char *id = own ? oscal_get(o->ids, own) : NULL;

		if (!id || strncmp(id, prefix, len) != 0 || !id[len] ||
		    !strchr("-._", id[len]))
			return 0;
		all = 1;
	}
	json_array_foreach (json_object_get(node, "groups"), i, child) {
		int below = begin(o, child, prefix, depth + 1);

		if (below == 0)
			return 0;
		all = below == 1 ? 1 : all;
	}
	return all;
}

bool
oscal_all_begin(const struct oscal *o, const json_t *group, const char *prefix)
{
	return begin(o, group, prefix, 0) == 1;
}
