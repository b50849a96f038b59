/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_SCF_H
#define ASSAY_IMPORT_SCF_H

/* The Secure Controls Framework's records as its workbook and the JSON made
 * from it hold them, cell by cell, into rows of the builder. scf_json.c and
 * scf_xlsx.c only find the cells; what a cell means is told here, once, so
 * that both make the same pack. Order: catalogs (domains, frameworks,
 * evidence, risks, threats) first, then controls, then what hangs on them.
 *
 * Texts are as the source has them, white space and all, and are borrowed for
 * the call; NULL or blank: absent. Each record has the line (the row of a
 * sheet; 0: none) and column its warnings name; the job's path names the file
 * or sheet. All return false only with the job's err set. */

#include "import/job.h"

struct scf_place {
	size_t line, column;
};

struct scf_domain {
	const char *id, *name, *principle, *intent;
	struct scf_place place;
};
bool scf_domain(struct import_job *job, const struct scf_domain *domain);

/* id NULL: made from the name. */
struct scf_framework {
	const char *id, *name, *group, *url;
	struct scf_place place;
};
bool scf_framework(
    struct import_job *job, const struct scf_framework *framework);

struct scf_evidence {
	const char *id, *title, *area, *description;
	struct scf_place place;
};
bool scf_evidence(struct import_job *job, const struct scf_evidence *evidence);

/* field: PACK_RISKS or PACK_THREATS. */
struct scf_danger {
	const char *id, *title, *description;
	struct scf_place place;
};
bool scf_danger(struct import_job *job, enum catalog_field field,
    const struct scf_danger *danger);

/* A cell of a framework's column; values are split at line breaks only. */
struct scf_mapping {
	const char *framework; /* its name, as given to scf_framework */
	const char *cell;
	struct scf_place place;
};
struct scf_solution {
	const char *size, *size_name; /* id and name of the firm size */
	const char *cell;             /* a line each, bullets or not */
	struct scf_place place;
};
struct scf_control {
	const char *id, *title;
	const char *domain; /* its id or its name; NULL: by the control's id */
	const char *statement, *question;
	const char *weight, *cadence, *applies_to, *function;
	bool strategic, operational, tactical;
	const char *profiles;                   /* a line each */
	/* ids, a line each or between commas, semicolons, blanks */
	const char *evidence, *risks, *threats;
	struct job_level levels[JOB_LEVELS];
	const struct scf_solution *solutions;
	size_t solution_count;
	const struct scf_mapping *mappings;
	size_t mapping_count;
	struct scf_place place;
	/* where these cells stand, for warnings about them; 0: place */
	size_t evidence_column, risks_column, threats_column, weight_column;
};
bool scf_control(struct import_job *job, const struct scf_control *control);

/* An assessment objective. control is the one it stands under, whatever its
 * own id says. */
struct scf_objective {
	const char *control, *id, *text, *applies_to, *origin, *rigor;
	const char *parameters; /* what the framework defines, kept as one */
	struct scf_place place;
};
bool scf_objective(
    struct import_job *job, const struct scf_objective *objective);

/* control may be compensated by `by`. */
struct scf_compensating {
	const char *control, *by, *why;
	struct scf_place place;
};
bool scf_compensating(
    struct import_job *job, const struct scf_compensating *compensating);

/* The evidence list's own say of which controls an artifact is for: what only
 * one side says is warned about; the control's say counts. */
bool scf_evidence_controls(struct import_job *job, const char *evidence,
    const char *controls, const struct scf_place *place);

/* "2026.1" from a sheet's name or any text that holds such a version: the
 * pack's version; nothing when there is none. */
void scf_version(struct import_job *job, const char *text);

#endif
