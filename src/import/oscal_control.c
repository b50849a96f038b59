/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One OSCAL control: its parts to statement and guidance, its state, and the
 * controls in it. */

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
#include "model/builder.h"

/* What a part is by its name. */
enum kind {
	KIND_STATEMENT,
	KIND_ITEM, /* of what it lies in */
	KIND_GUIDANCE,
	KIND_OBJECTIVE,
	KIND_METHOD,
	KIND_UNKNOWN
};

/* The control at hand. */
struct control {
	struct oscal *o;
	size_t row;
	struct str statement, guidance;
	struct oscal_assessment *assessment;
	bool ok;
};

static enum kind
kind_of(const char *name)
{
	static const struct {
		const char *name;
		enum kind kind;
	} kinds[] = { { "statement", KIND_STATEMENT }, { "item", KIND_ITEM },
		{ "guidance", KIND_GUIDANCE }, { "overview", KIND_GUIDANCE },
		{ "instruction", KIND_GUIDANCE }, { "example", KIND_GUIDANCE },
		{ "assessment-objective", KIND_OBJECTIVE },
		{ "objective", KIND_OBJECTIVE },
		{ "assessment-method", KIND_METHOD },
		{ "assessment", KIND_METHOD } };

	for (size_t i = 0; name && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_equal(kinds[i].name, name))
			return kinds[i].kind;
	return KIND_UNKNOWN;
}

/* Reports a name once; its text is kept, as guidance. */
static void
report_name(struct oscal *o, const char *name)
{
	if (json_object_get(o->unknown, name))
		return;
	json_object_set_new(o->unknown, name, json_true());
	job_warn(o->job, ODD_COLUMN, 0, 0,
	    _("Parts named \"%s\" are not known: their text is put with the "
	      "text around them, or with the guidance."),
	    name);
}

/* Title and prose of a part, a line each, the label before the first. */
static void
add_text(
    struct oscal *o, struct str *out, const json_t *part, const char *heading)
{
	const char *label = oscal_prop(part, "label", true);
	const char *title = oscal_string(o, part, "title");
	const char *prose = oscal_string(o, part, "prose");

	label = label ? label : oscal_prop(part, "label", false);
	label =
	    label && strlen(label) <= 64 && !strchr(label, '\n') ? label : NULL;
	if (!title && prose)
		title = heading;
	if (title && *title) {
		oscal_add_prose(o, out, label, title);
		label = NULL;
	}
	oscal_add_prose(o, out, label, prose);
}

static void take_part(
    struct control *c, const json_t *part, struct str *around, size_t depth);

static void
take_parts(
    struct control *c, const json_t *node, struct str *around, size_t depth)
{
	const json_t *parts = oscal_list(c->o, node, "parts");

	if (depth >= OSCAL_DEPTH && json_array_size(parts)) {
		job_warn(c->o->job, ODD_VALUE, 0, 0,
		    _("%s: parts lie more than %d deep; what is deeper is "
		      "left out."),
		    c->o->where, OSCAL_DEPTH);
		return;
	}
	for (size_t i = 0; c->ok && i < json_array_size(parts); i++) {
		const json_t *part = oscal_item(c->o, parts, i);

		if (part)
			take_part(c, part, around, depth);
	}
	c->ok = c->ok && !c->o->job->err->code;
}

/* around: the text that the part stands in, NULL at the top. */
static void
take_part(
    struct control *c, const json_t *part, struct str *around, size_t depth)
{
	const char *name = oscal_string(c->o, part, "name"), *heading = NULL;
	enum kind kind = kind_of(name);

	switch (kind) {
	case KIND_OBJECTIVE:
		c->ok = oscal_objective(c->o, c->assessment, part);
		return;
	case KIND_METHOD:
		oscal_method(c->o, c->assessment, part);
		return;
	case KIND_STATEMENT:
		around = &c->statement;
		break;
	case KIND_GUIDANCE:
		around = &c->guidance;
		break;
	case KIND_ITEM:
		around = around ? around : &c->statement;
		break;
	case KIND_UNKNOWN:
		report_name(c->o, name ? name : "");
		heading = around ? NULL : name;
		around = around ? around : &c->guidance;
		break;
	}
	add_text(c->o, around, part, heading);
	take_parts(c, part, around, depth + 1);
}

/* The id in the pack of what a link leads to: a control, or a statement in
 * one, "#ac-2_smt.k". NULL: it is not here. */
static const char *
linked_id(const struct oscal *o, const char *href)
{
	char *own = xstrdup(href + (*href == '#'));
	const char *id = oscal_get(o->ids, own);

	for (char *end; !id && (end = strrchr(own, '_'));) {
		*end = '\0';
		id = oscal_get(o->ids, own);
	}
	free(own);
	return id;
}

/* Adds where one link says that a control went. A control left out of the
 * catalog is named as it would be here. */
static void
add_target(struct oscal *o, size_t row, const char *href)
{
	const char *id = linked_id(o, href);
	char *made = *href == '#' ? names_valid_id(href + 1) : NULL;

	for (char *p = made; p && *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if (!id)
		job_warn(o->job, ODD_REFERENCE, 0, 0,
		    _("%s went into %s, which is not in this catalog."),
		    o->where, href);
	if (id || made)
		builder_item(
		    o->job->builder, CONTROL_INTO, row, id ? id : made);
	free(made);
}

/* What a control was moved to or went into. */
static void
add_into(struct oscal *o, size_t row, const json_t *control)
{
	const json_t *links = oscal_list(o, control, "links");

	for (size_t i = 0; i < json_array_size(links); i++) {
		const json_t *link = oscal_item(o, links, i);
		const char *rel = oscal_get(link, "rel");
		const char *href = oscal_get(link, "href");

		if (href && *href &&
		    (str_equal(rel, "incorporated-into") ||
		        str_equal(rel, "moved-to")))
			add_target(o, row, href);
	}
}

/* Is the control withdrawn or deprecated? */
static bool
add_status(struct oscal *o, size_t row, const json_t *control)
{
	const char *status = oscal_prop(control, "status", false);
	const char *word = NULL;

	if (status && strcasecmp(status, "withdrawn") == 0)
		word = "withdrawn";
	else if (status && strcasecmp(status, "deprecated") == 0)
		word = "deprecated";
	if (!word)
		return false;
	builder_text(o->job->builder, CONTROL_STATUS, row, word);
	job_warn(o->job, ODD_WITHDRAWN, 0, 0,
	    _("%s is no longer in force: it is kept and not asked for."),
	    o->where);
	add_into(o, row, control);
	return true;
}

/* A control must say something: where it has no statement, as withdrawn ones
 * have not, its title does. */
static void
set_texts(struct control *c, const char *title, bool gone)
{
	struct oscal *o = c->o;

	if (!c->statement.len) {
		str_add(&c->statement, title ? title : o->where);
		if (!gone)
			job_warn(o->job, ODD_OTHER, 0, 0,
			    _("%s has no statement: its title stands for "
			      "it."),
			    o->where);
	}
	oscal_set(o, CONTROL_STATEMENT, c->row, str_text(&c->statement));
	if (c->guidance.len)
		oscal_set(o, CONTROL_GUIDANCE, c->row, str_text(&c->guidance));
}

static bool
fill(struct oscal *o, size_t row, const json_t *control, const char *title)
{
	struct control c = { .o = o, .row = row, .ok = true };
	const char *own = oscal_string(o, control, "id");

	if (own && !str_equal(own, o->where))
		oscal_set(o, CONTROL_REF, row, own);
	c.assessment = oscal_assessment_new(row);
	take_parts(&c, control, NULL, 0);
	set_texts(&c, title, add_status(o, row, control));
	if (c.ok)
		oscal_assessment_end(o, c.assessment);
	oscal_assessment_free(c.assessment);
	str_done(&c.statement);
	str_done(&c.guidance);
	return c.ok && !o->job->err->code;
}

/* The title as one line, NULL when there is none; the caller frees it. */
static char *
title_of(struct oscal *o, const json_t *control)
{
	struct str lines = { 0 };

	oscal_add_prose(o, &lines, NULL, oscal_string(o, control, "title"));
	oscal_fit(o, &lines);
	char *title =
	    lines.len ? str_fold_space(str_text(&lines), lines.len) : NULL;

	str_done(&lines);
	return title;
}

static bool
inner_controls(struct oscal *o, const json_t *control, const char *domain,
    const char *id, size_t depth)
{
	const json_t *inner = oscal_list(o, control, "controls");
	bool ok = true;

	if (depth >= OSCAL_DEPTH && json_array_size(inner)) {
		job_warn(o->job, ODD_VALUE, 0, 0,
		    _("%s: controls lie more than %d deep; what is deeper is "
		      "left out."),
		    o->where, OSCAL_DEPTH);
		return true;
	}
	for (size_t i = 0; ok && i < json_array_size(inner); i++) {
		const json_t *child = oscal_item(o, inner, i);

		if (child)
			ok = oscal_control(o, child, domain, id, depth + 1);
	}
	return ok;
}

bool
oscal_control(struct oscal *o, const json_t *control, const char *domain,
    const char *parent, size_t depth)
{
	const char *outer = o->where;
	char *id = oscal_control_id(o, control);

	o->where = id;
	char *title = title_of(o, control);
	size_t row = job_control(o->job, id, title, domain, 0);
	bool ok = !o->job->err->code;

	if (row != CATALOG_NONE && ok) {
		job_text(o->job, CONTROL_PARENT, row, parent);
		ok = fill(o, row, control, title);
	}
	ok = ok && inner_controls(o, control, domain, id, depth);
	o->where = outer;
	free(title);
	free(id);
	return ok;
}
