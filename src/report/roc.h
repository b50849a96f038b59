/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_ROC_H
#define ASSAY_REPORT_ROC_H

/* The report on conformity (CDPAS 8.1, domain.md 5) as a document. THE list
 * of its sections is in roc.c; each is a function in a file of its own. */

#include <stddef.h>

struct doc;
struct report_view;
struct str;

/* Appends the report's title: "Report on conformity: Nordwerk 2026". */
void roc_title(const struct report_view *view, struct str *out);
/* Writes all of it; what the view leaves out stays out. */
void roc_write(const struct report_view *view, struct doc *doc);

#endif
