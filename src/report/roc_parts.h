/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_ROC_PARTS_H
#define ASSAY_REPORT_ROC_PARTS_H

/* What the sections of the report on conformity share; for roc*.c only. */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"
#include "model/findings.h"
#include "model/records.h"
#include "model/statements.h"
#include "model/summary.h"
#include "report/doc.h"
#include "report/reports.h"

struct artifact;

/* Which of a list's items hang on a row: the first one, then the next ones.
 * CATALOG_NONE ends it. */
struct roc_chain {
	size_t *first; /* by row */
	size_t *next;  /* by item */
};
struct roc_samples {
	struct record *items;
	size_t count, capacity;
};
/* The session read once; the sections only look. */
struct roc {
	const struct report_view *view;
	const struct desk *desk;
	const struct catalog *catalog;
	const struct session *session;
	struct doc *doc;
	struct summary summary;
	struct findings findings; /* with candidates */
	struct statements statements;
	struct roc_samples samples;
	struct roc_chain of_finding, of_statement; /* by control */
	struct roc_chain of_sample;                /* by objective */
	bool client, full;
};

/* The sections, in roc.c's order. */
void roc_facts(const struct roc *roc);
void roc_summary(const struct roc *roc);
void roc_scope(const struct roc *roc);
void roc_controls(const struct roc *roc);
void roc_deficiencies(const struct roc *roc);
void roc_remedies(const struct roc *roc);
void roc_evidence(const struct roc *roc);
void roc_poam(const struct roc *roc);
void roc_reviews(const struct roc *roc);
void roc_limits(const struct roc *roc);
void roc_response(const struct roc *roc);
void roc_attribution(const struct roc *roc);

/* Parts of sections. */
void roc_people(const struct roc *roc);
void roc_team(const struct roc *roc, struct str *out);
void roc_domains(const struct roc *roc);
void roc_charts(const struct roc *roc);
void roc_control(const struct roc *roc, size_t control);
void roc_standing(const struct roc *roc, size_t control);
void roc_levels(const struct roc *roc, size_t control);
void roc_criteria(const struct roc *roc, size_t control);
void roc_objectives(const struct roc *roc, size_t control);
void roc_said(const struct roc *roc, size_t control);
void roc_proof(const struct roc *roc, size_t control);
/* "OPS-03: 2 of 4 criteria met: 50 %, fails", by its rule. */
void roc_rule(const struct roc *roc, size_t control, struct str *out);

/* Is anything recorded of the control itself? */
bool roc_touched(const struct roc *roc, size_t control);
/* Is the report about one control, or about the whole? */
bool roc_is_one(const struct roc *roc);
bool roc_is_whole(const struct roc *roc);
/* The sums the report is about: of all, or of its domain. */
const struct summary_sum *roc_sum(const struct roc *roc);
/* Does an item of evidence belong in the report? */
bool roc_has_artifact(const struct roc *roc, const struct artifact *artifact);
bool roc_has_finding(const struct roc *roc, const struct finding *finding);

/* doc.h with a format. */
void roc_pair(const struct roc *roc, const char *label, const char *format,
    ...) __attribute__((format(printf, 3, 4)));
void roc_text(const struct roc *roc, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void roc_item(const struct roc *roc, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void roc_cell(const struct roc *roc, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A cell that may be NULL, or a day. */
void roc_cell_text(const struct roc *roc, const char *text);
void roc_cell_day(const struct roc *roc, int day);
/* A pair unless there is nothing to say. */
void roc_pair_text(
    const struct roc *roc, const char *label, const char *value);
void roc_pair_day(const struct roc *roc, const char *label, int day);

const char *roc_id(const struct roc *roc, size_t control);
const char *roc_name(const struct roc *roc, size_t control);
/* "3 Well Defined"; "-" for none. */
void roc_level_add(const struct roc *roc, int level, struct str *out);
/* The person's name as the report may give it; the caller frees it. */
char *roc_person(const struct roc *roc, const char *who);
/* "K. Ito, 2026-07-14": who made a commit and when; appends. */
void roc_commit_add(const struct roc *roc, uint64_t seq, struct str *out);
/* "OPS-03 3.2", "OPS-03_A01": what a record is about; appends. */
void roc_about_add(const struct roc *roc, const char *about, struct str *out);
/* The reason recorded with a path; NULL: none. */
const char *roc_why(const struct roc *roc, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Appends ", " where something stands, then the text. */
void roc_join(struct str *out, const char *text);
/* "OPS-03": in which a control's details stand, or NULL when they do not. */
const char *roc_anchor(const struct roc *roc, size_t control);

#endif
