/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What an OSCAL control is assessed by: objectives, which lie in each other,
 * and the methods with their objects, which belong to the control. */

#include <config.h>

#include "import/oscal_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job.h"
#include "import/leveltext.h"
#include "model/builder.h"

enum {
	METHODS = 3,
	/* Objects times objectives of one control: more of them would make
	 * its file larger than a pack's may be. */
	OBJECTS_MAX = 40000
};

static const char *const method_names[METHODS] = { "examine", "interview",
	"test" };

struct oscal_assessment {
	size_t control; /* the row */
	size_t *rows;   /* its objectives */
	size_t count, capacity;
	bool uses[METHODS];
	struct name_list objects[METHODS];
};

struct oscal_assessment *
oscal_assessment_new(size_t control)
{
	struct oscal_assessment *assessment = xcalloc(1, sizeof(*assessment));

	assessment->control = control;
	return assessment;
}

void
oscal_assessment_free(struct oscal_assessment *assessment)
{
	if (!assessment)
		return;
	for (size_t i = 0; i < METHODS; i++)
		name_list_done(&assessment->objects[i]);
	free(assessment->rows);
	free(assessment);
}

static bool
is_objective(const json_t *part)
{
	const char *name = oscal_get(part, "name");

	return str_equal(name, "assessment-objective") ||
	       str_equal(name, "objective");
}

static bool
has_below(const json_t *part)
{
	const json_t *child;
	size_t i;

	json_array_foreach (json_object_get(part, "parts"), i, child) {
		if (is_objective(child))
			return true;
	}
	return false;
}

/* The beginning of a sentence that the parts below go on with? One that ends
 * is something to determine itself. */
static bool
goes_on(const char *text)
{
	size_t len = strlen(text);

	return len && !strchr(".;!?", text[len - 1]);
}

/* Objectives are read after "Determine if": where the source says it too, it
 * is taken off, and the colon that ends it. */
static void
open_sentence(struct str *text)
{
	static const char *const openings[] = { "Determine if",
		"Determine whether" };

	for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++) {
		size_t len = strlen(openings[i]);

		if (strncasecmp(str_text(text), openings[i], len) != 0 ||
		    !strchr(" :\n", str_text(text)[len]))
			continue;
		len += strspn(str_text(text) + len, " :\n");
		str_remove(text, 0, len);
		if (text->len && text->data[text->len - 1] == ':')
			str_truncate(text, text->len - 1);
		return;
	}
}

/* The id in the pack: the label where it can be one, since people know it;
 * else the part's own. Each is told by its own part, so that it stays when a
 * sibling is added. NULL: it has none. The caller frees it. */
static char *
objective_id(const char *label, const json_t *part)
{
	const char *id = oscal_get(part, "id");

	if (label)
		return names_valid_id(label);
	return id && *id ? names_valid_id(id) : NULL;
}

static bool
add_objective(struct oscal *o, struct oscal_assessment *a, const json_t *part,
    struct str *text, const char *prose)
{
	const char *label = oscal_prop(part, "label", false);
	bool by_label = label && catalog_id_valid(label);
	char *id = objective_id(by_label ? label : NULL, part);

	oscal_fit(o, text);
	size_t row = job_objective(o->job, a->control, id, str_text(text), 0);

	if (row != CATALOG_NONE) {
		a->rows = mem_grow(
		    a->rows, &a->capacity, a->count + 1, sizeof(*a->rows));
		a->rows[a->count++] = row;
		/* What the source calls it stays in sight */
		if (label && !by_label)
			oscal_set(o, OBJECTIVE_ORIGIN, row, label);
		oscal_add_params(o, prose, OBJECTIVE_PARAMETERS, row);
	}
	free(id);
	return row != CATALOG_NONE && !o->job->err->code;
}

/* One part with those below it; before: what the parts above began to say. */
static bool
walk(struct oscal *o, struct oscal_assessment *a, const json_t *part,
    const char *before, size_t depth)
{
	const char *prose = oscal_string(o, part, "prose");
	const json_t *parts = oscal_list(o, part, "parts");
	struct str own = { 0 }, text = { 0 };
	bool below = depth < OSCAL_DEPTH && has_below(part), ok = true;

	oscal_add_prose(o, &own, NULL, prose);
	if (!*before)
		open_sentence(&own);
	bool begins = below && goes_on(str_text(&own));

	str_printf(&text, "%s%s%s", before, *before && own.len ? " " : "",
	    str_text(&own));
	if (own.len && !begins)
		ok = add_objective(o, a, part, &text, prose);
	size_t count = a->count;

	for (size_t i = 0; ok && below && i < json_array_size(parts); i++) {
		const json_t *child = oscal_item(o, parts, i);

		if (child && is_objective(child))
			ok = walk(o, a, child,
			    begins ? str_text(&text) : before, depth + 1);
	}
	/* Nothing went on with it: then it is all there is */
	if (ok && begins && a->count == count)
		ok = add_objective(o, a, part, &text, prose);
	str_done(&own);
	str_done(&text);
	return ok;
}

bool
oscal_objective(
    struct oscal *o, struct oscal_assessment *assessment, const json_t *part)
{
	return walk(o, assessment, part, "", 0);
}

/* One object a line, bullets off. */
static void
add_objects(struct oscal *o, struct name_list *objects, const json_t *part)
{
	struct str text = { 0 };

	oscal_add_prose(o, &text, NULL, oscal_string(o, part, "prose"));
	oscal_fit(o, &text);
	for (const char *line = str_text(&text); *line;) {
		size_t len = strcspn(line, "\n"), sign = leveltext_sign(line);

		sign = sign < len ? sign : 0;
		if (len && objects->count < OBJECTS_MAX)
			name_list_add(objects, line + sign, len - sign);
		line += len + (line[len] == '\n');
	}
	str_done(&text);
}

/* Which method a part is about, METHODS when that is not told. */
static size_t
method_of(struct oscal *o, const json_t *part)
{
	const char *value = oscal_prop(part, "method", false);
	size_t i = 0;

	while (
	    i < METHODS && (!value || strcasecmp(value, method_names[i]) != 0))
		i++;
	if (i == METHODS)
		job_warn(o->job, ODD_VALUE, 0, 0,
		    _("%s: \"%s\" is no method of assessment (examine, "
		      "interview, test); it is left out."),
		    o->where, value ? value : "");
	return i;
}

void
oscal_method(
    struct oscal *o, struct oscal_assessment *assessment, const json_t *part)
{
	size_t method = method_of(o, part);

	if (method == METHODS)
		return;
	const json_t *parts = oscal_list(o, part, "parts");
	struct name_list *objects = &assessment->objects[method];

	assessment->uses[method] = true;
	add_objects(o, objects, part);
	for (size_t i = 0; i < json_array_size(parts); i++) {
		const json_t *child = oscal_item(o, parts, i);

		if (child)
			add_objects(o, objects, child);
	}
}

static void
hang(
    struct oscal *o, const struct oscal_assessment *a, size_t row, bool objects)
{
	struct builder *b = o->job->builder;

	for (size_t m = 0; m < METHODS; m++) {
		if (!a->uses[m])
			continue;
		size_t method = builder_child(b, OBJECTIVE_METHODS, row);

		builder_text(b, METHOD_METHOD, method, method_names[m]);
		for (size_t i = 0; objects && i < a->objects[m].count; i++)
			builder_item(
			    b, METHOD_OBJECTS, method, a->objects[m].items[i]);
	}
}

void
oscal_assessment_end(struct oscal *o, struct oscal_assessment *a)
{
	size_t objects = 0;
	bool any = false;

	for (size_t m = 0; m < METHODS; m++) {
		objects += a->objects[m].count;
		any |= a->uses[m];
	}
	if (any && !a->count)
		o->unhung++;
	for (size_t i = 0; i < a->count; i++)
		hang(o, a, a->rows[i], !i || objects * a->count <= OBJECTS_MAX);
}
