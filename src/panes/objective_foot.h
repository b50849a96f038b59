/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_OBJECTIVE_FOOT_H
#define ASSAY_PANES_OBJECTIVE_FOOT_H

/* The list of objectives in figures: how many are listed, and what is not. */

#include "model/standing.h"

struct desk;
struct str;

/* Over the controls in scope that the filter keeps. */
struct objective_count {
	size_t all, by[DESIGNATION_COUNT];
	size_t out;                          /* active controls out of scope */
	size_t out_first;                    /* one of them */
	size_t other_rigor, other_framework; /* objectives not shown */
};
void objective_count(const struct desk *desk, struct objective_count *out);
/* "OPS-06 is out of scope. 11 of rigor 2 and 3 and 4 for NIST 800-171 are not
 * shown."; nothing where all is shown. */
void objective_foot_text(const struct desk *desk,
    const struct objective_count *count, struct str *out);

#endif
