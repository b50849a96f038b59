/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_IMPORT_REPORT_H
#define ASSAY_APP_IMPORT_REPORT_H

/* What an import says of itself: on the terminal, and in import.log. */

#include <stddef.h>

#include "import/oddity.h"

struct catalog;
struct err_list;
struct str;

struct import_report {
	const char *format;   /* as given */
	char *const *sources; /* as given */
	size_t source_count;
	const struct catalog *catalog;
	const struct err_list *problems;
	const size_t *odd; /* ODD_COUNT of them */
};

/* "8 controls, 129 criteria, ...". */
void import_report_size(struct str *out, const struct catalog *catalog);
/* How many oddities of each kind there were, a line each; nothing when there
 * were none. */
void import_report_odd(struct str *out, const size_t odd[ODD_COUNT]);
/* import.log: what was imported from where, by which version, and all that
 * was odd. No date: a repeated import says the same. */
void import_report_log(struct str *out, const struct import_report *report);
/* What a pack at `place` would become: counts, then a line for each control
 * that changes. */
void import_report_changes(struct str *out, const char *place,
    const struct catalog *old, const struct catalog *new);

#endif
