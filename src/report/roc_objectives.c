/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A control's assessment objectives: what was determined, by which methods on
 * what, when and with whom, and the samples drawn. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

static const char *const methods[] = { N_("examine"), N_("interview"),
	N_("test") };
enum { METHODS = sizeof(methods) / sizeof(*methods) };

static const char *
method_field(const struct roc *roc, size_t control, const char *objective,
    const char *method, const char *field)
{
	return session_getf(roc->session, "%s/objectives/%s/methods/%s/%s",
	    roc_id(roc, control), objective, method, field);
}

/* The objects the pack names for a method: ": policy; log". */
static void
add_objects(const struct roc *roc, size_t objective, const char *method,
    struct str *out)
{
	const struct catalog *c = roc->catalog;
	const char *joint = ": ";

	for (size_t i = 0; i < catalog_count(c, OBJECTIVE_METHODS, objective);
	     i++) {
		size_t row = catalog_child(c, OBJECTIVE_METHODS, objective, i);

		if (!str_equal(catalog_string(c, METHOD_METHOD, row), method))
			continue;
		for (size_t k = 0; k < catalog_count(c, METHOD_OBJECTS, row);
		     k++) {
			str_printf(out, "%s%s", joint,
			    catalog_item(c, METHOD_OBJECTS, row, k,
			        roc->desk->language));
			joint = "; ";
		}
	}
}

/* "examine, 2026-07-14, with B. Okafor: policy; log" */
static void
add_method(const struct roc *roc, size_t control, size_t objective,
    const char *method, struct str *out)
{
	const char *id = catalog_string(roc->catalog, OBJECTIVE_ID, objective);
	const char *day = method_field(roc, control, id, method, "day");
	const char *people = method_field(roc, control, id, method, "people");
	const char *note =
	    roc->client ? NULL : method_field(roc, control, id, method, "note");

	str_printf(out, "%s%s", out->len ? "\n" : "", _(method));
	if (day)
		str_printf(out, ", %s", day);
	if (people) {
		char *name = roc_person(roc, people);

		/* TRANSLATORS: with whom a method was used */
		str_printf(out, _(", with %s"), name);
		free(name);
	}
	add_objects(roc, objective, method, out);
	if (note)
		str_printf(out, " (%s)", note);
}

static void
cell_methods(const struct roc *roc, size_t control, size_t objective)
{
	unsigned used = standing_methods(roc->session, roc_id(roc, control),
	    catalog_string(roc->catalog, OBJECTIVE_ID, objective));
	struct str text = { 0 };

	for (unsigned i = 0; i < METHODS; i++)
		if (used & 1u << i)
			add_method(roc, control, objective, methods[i], &text);
	doc_cell(roc->doc, text.len ? str_text(&text) : _("none recorded"));
	str_done(&text);
}

static void
cell_designation(const struct roc *roc, size_t control, size_t objective)
{
	static const enum doc_tone tones[DESIGNATION_COUNT] = {
		[DESIGNATION_NONE] = DOC_QUIET,
		[DESIGNATION_SATISFACTORY] = DOC_GOOD,
		[DESIGNATION_DEFICIENT] = DOC_BAD,
		[DESIGNATION_ALTERNATIVE] = DOC_WARN,
		[DESIGNATION_NOT_APPLICABLE] = DOC_QUIET
	};
	enum designation d =
	    standing_objective(&roc->desk->frame, control, objective);
	const char *why =
	    roc_why(roc, "%s/objectives/%s/designation", roc_id(roc, control),
	        catalog_string(roc->catalog, OBJECTIVE_ID, objective));
	struct str text = { 0 };

	str_add(&text, _(designation_word(d)));
	if (why)
		str_printf(&text, ": %s", why);
	doc_cell_tone(roc->doc, tones[d], str_text(&text));
	str_done(&text);
}

/* The text, and the parameters with what the organization set. */
static void
cell_objective(const struct roc *roc, size_t control, size_t objective)
{
	const struct catalog *c = roc->catalog;
	size_t language = roc->desk->language;
	struct str text = { 0 };

	str_add(&text, catalog_text(c, OBJECTIVE_TEXT, objective, language));
	for (size_t i = 0;
	     i < catalog_count(c, OBJECTIVE_PARAMETERS, objective); i++) {
		const char *set = session_getf(roc->session,
		    "%s/objectives/%s/parameters/%zu", roc_id(roc, control),
		    catalog_string(c, OBJECTIVE_ID, objective), i + 1);

		/* TRANSLATORS: a parameter of the content, and what the
		   organization set for it */
		str_printf(&text, _("\nParameter %zu: %s: %s"), i + 1,
		    catalog_item(
		        c, OBJECTIVE_PARAMETERS, objective, i, language),
		    set ? set : _("not set"));
	}
	doc_cell(roc->doc, str_text(&text));
	str_done(&text);
}

/* "12 of 400 user accounts, drawn at random (seed 7): ..." */
static void
add_sample(const struct roc *roc, const char *objective, size_t sample)
{
	const struct record *record = &roc->samples.items[sample];
	const char *what = record_value(record, "of");
	const char *size = record_value(record, "size");
	const char *population = record_value(record, "population");
	const char *seed = record_value(record, "seed");
	const char *items = record_value(record, "items");
	const char *kind = record_value(record, "kind");
	const char *method = record_value(record, "method");
	const char *exceptions = record_value(record, "exceptions");
	struct str text = { 0 };

	/* TRANSLATORS: an objective, sample size, population, of what */
	str_printf(&text, _("Sample for %s: %s of %s %s"), objective,
	    size ? size : "?", population ? population : "?", what ? what : "");
	if (kind)
		str_printf(&text, ", %s", _(kind));
	if (method)
		str_printf(&text, ", %s", method);
	if (seed)
		str_printf(&text, _(", seed %s"), seed);
	if (items)
		str_printf(&text, ": %s", items);
	str_printf(&text,
	    exceptions ? _("; exceptions: %s") : _("; no exceptions recorded"),
	    exceptions ? exceptions : "");
	doc_item(roc->doc, 0, str_text(&text));
	str_done(&text);
}

static void
add_samples(const struct roc *roc, size_t control)
{
	const struct catalog *c = roc->catalog;

	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		for (size_t k = roc->of_sample.first[row]; k != CATALOG_NONE;
		     k = roc->of_sample.next[k])
			add_sample(
			    roc, catalog_string(c, OBJECTIVE_ID, row), k);
	}
}

void
roc_objectives(const struct roc *roc, size_t control)
{
	const struct doc_column columns[] = {
		{ _("Objective"), DOC_LEFT, 14 },
		/* TRANSLATORS: an objective goes on: "... a policy exists" */
		{ _("Determine if"), DOC_LEFT, 42 },
		{ _("Methods"), DOC_LEFT, 22 },
		{ _("Designation"), DOC_LEFT, 22 },
	};
	const struct catalog *c = roc->catalog;
	bool any = false;

	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (!standing_objective_applies(&roc->desk->frame, row))
			continue;
		if (!any)
			doc_table(
			    roc->doc, _("Assessment objectives"), columns, 4);
		any = true;
		doc_cell(roc->doc, catalog_string(c, OBJECTIVE_ID, row));
		cell_objective(roc, control, row);
		cell_methods(roc, control, row);
		cell_designation(roc, control, row);
	}
	if (any)
		doc_table_end(roc->doc);
	add_samples(roc, control);
}
