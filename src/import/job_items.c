/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Objectives and requests for evidence. */

#include <config.h>

#include "import/job.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job_parts.h"
#include "model/builder.h"

/* More than any control asks for. */
enum { REQUESTS_MAX = 500 };

size_t
job_objective(struct import_job *job, size_t control, const char *id,
    const char *text, size_t line)
{
	struct builder *b = job->builder;
	char *own = id ? names_valid_id(id) : NULL;
	const char *owner = builder_get(b, CONTROL_ID, control);

	if (job->objective_control != control)
		job->objectives = 0;
	job->objective_control = control;
	job->objectives++;
	for (size_t i = job->objectives;
	     !own || builder_find(b, TABLE_OBJECTIVE, own) != CATALOG_NONE;
	     i++) {
		free(own);
		own = xasprintf("%.52s_A%02zu", owner, i);
	}
	if (!id)
		job_warn(job, ODD_NAME, line, line ? 1 : 0,
		    _("An objective has no id of its own here: it is called "
		      "%s."),
		    own);
	else if (!str_equal(own, id))
		job_warn(job, ODD_DUPLICATE, line, line ? 1 : 0,
		    _("The objective's id \"%s\" is taken or cannot be one "
		      "here: it is called %s."),
		    id, own);
	builder_place(b, job->path, line, 1);
	size_t row = builder_child(b, CONTROL_OBJECTIVES, control);

	builder_text(b, OBJECTIVE_ID, row, own);
	builder_text(b, OBJECTIVE_TEXT, row, text);
	free(own);
	if (job->objectives <= JOB_LIST_MAX)
		return row;
	job_too_many(job, JOB_LIST_MAX, line);
	return CATALOG_NONE;
}

/* A text of the evidence row that differs from what an earlier source said. */
static void
set_evidence(struct import_job *job, enum catalog_field field, size_t row,
    const char *text, size_t line)
{
	const char *have = builder_get(job->builder, field, row);

	if (!text || str_equal(have, text))
		return;
	if (!have)
		builder_text(job->builder, field, row, text);
	else
		job_warn(job, ODD_DUPLICATE, line, line ? 1 : 0,
		    _("%s is described otherwise elsewhere: the first "
		      "description is kept."),
		    builder_get(job->builder, EVIDENCE_ID, row));
}

/* Hangs a request on the control, once. */
static void
link_evidence(struct import_job *job, size_t control, const char *id)
{
	if (job->evidence_control != control) {
		name_list_done(&job->evidence);
		job->evidence_control = control;
	}
	for (size_t i = 0; i < job->evidence.count; i++)
		if (str_equal(job->evidence.items[i], id))
			return;
	builder_item(job->builder, CONTROL_EVIDENCE, control, id);
	name_list_add(&job->evidence, id, strlen(id));
}

bool
job_evidence(
    struct import_job *job, size_t control, const struct job_evidence *evidence)
{
	struct builder *b = job->builder;
	char *id = names_valid_id(evidence->id);
	size_t row = builder_find(b, TABLE_EVIDENCE, id);
	const char *title =
	    evidence->title && *evidence->title ? evidence->title : NULL;

	builder_place(b, job->path, evidence->line, 1);
	if (row == CATALOG_NONE) {
		row = builder_child(b, PACK_EVIDENCE, 0);
		builder_text(b, EVIDENCE_ID, row, id);
		builder_text(b, EVIDENCE_TITLE, row, title ? title : id);
	} else {
		set_evidence(job, EVIDENCE_TITLE, row, title, evidence->line);
	}
	set_evidence(job, EVIDENCE_AREA, row, evidence->area, evidence->line);
	set_evidence(job, EVIDENCE_DESCRIPTION, row, evidence->description,
	    evidence->line);
	if (control != CATALOG_NONE)
		link_evidence(job, control, id);
	free(id);
	return control == CATALOG_NONE || job->evidence.count <= REQUESTS_MAX ||
	       job_too_many(job, REQUESTS_MAX, evidence->line);
}
