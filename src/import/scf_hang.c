/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What hangs on the controls of the Secure Controls Framework: assessment
 * objectives, compensating controls, and the evidence list's own links. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/scf.h"
#include "import/scf_parts.h"
#include "model/builder.h"

/* The row of a control that a cell names, CATALOG_NONE when there is none;
 * *id: the cell's text, the caller frees it. */
static size_t
find_control(const struct import_job *job, const char *cell, char **id)
{
	char *line = scf_line(cell);
	char *valid = line ? names_valid_id(line) : NULL;
	size_t row = valid ? builder_find(job->builder, TABLE_CONTROL, valid)
	                   : CATALOG_NONE;

	free(valid);
	*id = line ? line : xstrdup("");
	return row;
}

/* 1 to 3, as a number or by name; 0: neither. */
static int
rigor_number(const char *text)
{
	static const char *const words[] = { "standard", "enhanced",
		"comprehensive" };

	if (*text >= '1' && *text <= '3' && !text[1])
		return *text - '0';
	for (int i = 0; i < 3; i++)
		if (strcasecmp(text, words[i]) == 0)
			return i + 1;
	return 0;
}

static bool
in_number(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
}

/* Does a framework's name hold this number as a word of its own: "800-171" in
 * "NIST SP 800-171 R2", not in "NIST SP 800-171A"? */
static bool
holds_number(const char *name, const char *number, size_t len)
{
	for (const char *p = name; *p; p++)
		if ((p == name || !in_number(p[-1])) &&
		    strncasecmp(p, number, len) == 0 && !in_number(p[len]))
			return true;
	return false;
}

/* The first framework whose name has the number that the text names, NULL
 * when there is none. */
static const struct job_item *
find_framework(const struct import_job *job, const char *text)
{
	for (const char *p = text; *p;) {
		size_t len = 0;
		bool digit = false;

		while (in_number(p[len])) {
			digit |= p[len] >= '0' && p[len] <= '9';
			len++;
		}
		for (size_t i = 0; digit && i < job->frameworks.count; i++)
			if (holds_number(job->frameworks.items[i].name, p, len))
				return &job->frameworks.items[i];
		p += len ? len : 1;
	}
	return NULL;
}

static void
set_rigor(struct import_job *job, const struct scf_objective *cells, size_t row)
{
	char *line = scf_absent(cells->rigor) ? NULL : scf_line(cells->rigor);
	int rigor = line ? rigor_number(line) : 0;
	const struct job_item *framework =
	    line && !rigor ? find_framework(job, line) : NULL;

	if (rigor)
		builder_number(job->builder, OBJECTIVE_RIGOR, row, rigor);
	else if (framework)
		builder_text(
		    job->builder, OBJECTIVE_FRAMEWORK, row, framework->id);
	else if (line)
		job_warn(job, ODD_VALUE, cells->place.line, cells->place.column,
		    _("%s: \"%s\" is no rigor from 1 to 3 and no framework "
		      "that the source has: it is left out."),
		    builder_get(job->builder, OBJECTIVE_ID, row), line);
	free(line);
}

static void
set_objective(
    struct import_job *job, const struct scf_objective *cells, size_t row)
{
	struct builder *b = job->builder;
	struct name_list words = { 0 };
	char *id = xstrdup(builder_get(b, OBJECTIVE_ID, row));
	char *origin =
	    scf_absent(cells->origin) ? NULL : scf_line(cells->origin);
	char *parameters =
	    scf_absent(cells->parameters) ? NULL : scf_lines(cells->parameters);

	set_rigor(job, cells, row);
	scf_applies_to(job, id, cells->applies_to, &cells->place, &words);
	if (words.count)
		builder_text(b, OBJECTIVE_APPLIES_TO, row, words.items[0]);
	if (words.count > 1)
		job_warn(job, ODD_VALUE, cells->place.line, cells->place.column,
		    _("%s applies to more than one thing: only \"%s\" is "
		      "kept."),
		    id, words.items[0]);
	job_text(job, OBJECTIVE_ORIGIN, row, origin);
	if (parameters)
		builder_item(b, OBJECTIVE_PARAMETERS, row, parameters);
	free(parameters);
	free(origin);
	name_list_done(&words);
	free(id);
}

/* Reports an id like "OPS-03_A01" below another control than OPS-03. */
static void
check_parent(struct import_job *job, const struct scf_objective *cells,
    const char *control, const char *id)
{
	size_t len = strcspn(id, "_");
	char *own = xstrndup(id, len);

	if (id[len] && names_alike(own, control) &&
	    strcasecmp(own, control) != 0)
		job_warn(job, ODD_PARENT, cells->place.line,
		    cells->place.column,
		    _("The objective %s stands under %s: it is kept there."),
		    id, control);
	free(own);
}

bool
scf_objective(struct import_job *job, const struct scf_objective *objective)
{
	const struct scf_place *place = &objective->place;
	char *id = scf_line(objective->id), *control;
	size_t owner = find_control(job, objective->control, &control);
	char *text = scf_lines(objective->text);
	bool ok = true;

	if (owner == CATALOG_NONE && (id || text)) {
		job_warn(job, ODD_REFERENCE, place->line, place->column,
		    _("The objective %s stands under \"%s\", which is no "
		      "control of the source: it is left out."),
		    id ? id : "?", control);
	} else if (!text && id) {
		job_warn(job, ODD_VALUE, place->line, place->column,
		    _("The objective %s has no text: it is left out."), id);
	} else if (text) {
		size_t row = job_objective(job, owner, id, text, place->line);

		ok = row != CATALOG_NONE;
		if (ok)
			set_objective(job, objective, row);
		if (ok && id)
			check_parent(job, objective, control, id);
	}
	free(text);
	free(control);
	free(id);
	return ok;
}

bool
scf_compensating(
    struct import_job *job, const struct scf_compensating *compensating)
{
	const struct scf_place *place = &compensating->place;
	struct builder *b = job->builder;
	char *control, *by, *why = scf_lines(compensating->why);
	size_t row = find_control(job, compensating->control, &control);
	size_t other = find_control(job, compensating->by, &by);

	if (scf_absent(by)) {
		/* the sheet has room for more than it says */
	} else if (row == CATALOG_NONE || other == CATALOG_NONE) {
		job_warn(job, ODD_REFERENCE, place->line, place->column,
		    _("\"%s\" compensates for \"%s\", and one of them is no "
		      "control of the source: it is left out."),
		    by, control);
	} else {
		builder_place(b, job->path, place->line, place->column);
		size_t child = builder_child(b, CONTROL_COMPENSATING, row);

		builder_text(b, COMPENSATING_CONTROL, child,
		    builder_get(b, CONTROL_ID, other));
		job_text(job, COMPENSATING_WHY, child, why);
	}
	free(by);
	free(control);
	free(why);
	return true;
}

/* Does a control ask for this evidence? */
static bool
asks_for(const struct builder *b, size_t control, const char *evidence)
{
	const char *item;

	for (size_t i = 0;
	     (item = builder_get_item(b, CONTROL_EVIDENCE, control, i)); i++)
		if (strcasecmp(item, evidence) == 0)
			return true;
	return false;
}

/* What the evidence list says and the control does not. */
static void
check_listed(struct import_job *job, const char *evidence,
    const struct name_list *controls, const struct scf_place *place)
{
	for (size_t i = 0; i < controls->count; i++) {
		char *id;
		size_t row = find_control(job, controls->items[i], &id);

		if (row == CATALOG_NONE)
			job_warn(job, ODD_REFERENCE, place->line, place->column,
			    _("%s names \"%s\", which is no control of the "
			      "source."),
			    evidence, id);
		else if (!asks_for(job->builder, row, evidence))
			job_warn(job, ODD_ONE_WAY, place->line, place->column,
			    _("%s names %s, which does not ask for it: the "
			      "control's own list counts."),
			    evidence, id);
		free(id);
	}
}

bool
scf_evidence_controls(struct import_job *job, const char *evidence,
    const char *controls, const struct scf_place *place)
{
	struct builder *b = job->builder;
	char *id = scf_line(evidence);
	struct name_list listed = { 0 };
	bool ok = true;

	if (id && !scf_absent(controls))
		scf_ids(controls, &listed);
	if (listed.count > SCF_IDS_MAX)
		ok = job_too_many(job, SCF_IDS_MAX, place->line);
	if (id && ok)
		check_listed(job, id, &listed, place);
	for (size_t row = 0; id && ok && row < builder_rows(b, TABLE_CONTROL);
	     row++)
		if (asks_for(b, row, id) &&
		    !scf_has(&listed, builder_get(b, CONTROL_ID, row)))
			job_warn(job, ODD_ONE_WAY, place->line, place->column,
			    _("%s asks for %s, whose own list lacks the "
			      "control: the control's list counts."),
			    builder_get(b, CONTROL_ID, row), id);
	name_list_done(&listed);
	free(id);
	return ok;
}
