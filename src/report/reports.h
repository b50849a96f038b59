/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_REPORTS_H
#define ASSAY_REPORT_REPORTS_H

/* Reports: a session read, bytes out. THE list of formats is in reports.c; a
 * new one is one file and one line there. Nothing is written here: the caller
 * has the bytes. */

#include <stdbool.h>
#include <stddef.h>

struct desk;
struct str;

/* What a report is made from; all borrowed. */
struct report_view {
	const struct desk *desk; /* with a session, rated, its today set */
	int day;     /* whose report it is, calendar.h; of those of a day */
	bool client; /* leave out what is private */
};

struct report_format {
	const char *name;   /* "outbrief" */
	const char *help;   /* N_() */
	const char *suffix; /* of a file, ".md" */
	void (*make)(const struct report_view *view, struct str *out);
};
/* The formats in order; NULL past the last. */
const struct report_format *reports_at(size_t i);
/* NULL: there is none of that name. */
const struct report_format *reports_find(const char *name);

void report_outbrief(const struct report_view *view, struct str *out);

#endif
