/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_TABLES_PARTS_H
#define ASSAY_REPORT_TABLES_PARTS_H

/* The tables one by one, for tables.c, and what the documents made of the same
 * rows share with them. */

#include <stdbool.h>
#include <stddef.h>

#include "model/findings.h"
#include "report/tables.h"

struct artifact;
struct report_view;
struct str;

extern const struct table_column tables_control_columns[],
    tables_objective_columns[], tables_criterion_columns[],
    tables_evidence_columns[], tables_finding_columns[],
    tables_poam_columns[], tables_request_columns[];

void tables_control_rows(
    const struct report_view *view, struct table_sink *sink);
void tables_objective_rows(
    const struct report_view *view, struct table_sink *sink);
void tables_criterion_rows(
    const struct report_view *view, struct table_sink *sink);
void tables_evidence_rows(
    const struct report_view *view, struct table_sink *sink);
void tables_finding_rows(
    const struct report_view *view, struct table_sink *sink);
void tables_poam_rows(const struct report_view *view, struct table_sink *sink);
void tables_request_rows(
    const struct report_view *view, struct table_sink *sink);

/* Does the report speak of an artifact: by one of its links, or for want of
 * any in a report on all? */
bool tables_has_artifact(
    const struct report_view *view, const struct artifact *artifact);

/* Does the report speak of a finding? */
bool tables_has_finding(
    const struct report_view *view, const struct finding *finding);
/* And does it belong in a plan: recorded, and not cleared since? */
bool tables_is_planned(
    const struct report_view *view, const struct finding *finding);
/* Is it mended after the 180-day limit, or still open behind it? */
bool tables_is_late(
    const struct report_view *view, const struct finding *finding);
/* People, process, ...: its own, else what the control applies to; the point
 * of contact: the owner with position, and contact unless the copy is the
 * client's. Both appended. */
void tables_add_affects(const struct report_view *view,
    const struct finding *finding, struct str *out);
void tables_add_contact(const struct report_view *view,
    const struct finding *finding, struct str *out);

/* What to ask for: by person, nobody last; of one by area, none last; then the
 * day it is due; then the pack's order. */
struct asked {
	const struct artifact *artifact; /* borrowed */
	char *person;     /* as shown; NULL: nobody */
	const char *area; /* of the pack; NULL: none; borrowed */
	bool overdue;
};
struct asked_list {
	struct asked *items;
	size_t count, capacity, overdue;
};
void tables_asked(const struct report_view *view, struct asked_list *out);
void tables_asked_done(struct asked_list *list);
/* Appends the ids of the controls of the report that count and that an
 * artifact is for: "OPS-03, OPS-04". */
void tables_add_asking(const struct report_view *view,
    const struct artifact *artifact, struct str *out);
/* What it is, in the pack's words; NULL: an item of one's own. */
const char *tables_description(
    const struct report_view *view, const struct artifact *artifact);

#endif
