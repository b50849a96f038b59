/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_BENCH_FIGURES_H
#define ASSAY_TESTS_BENCH_FIGURES_H

/* Many measurements of one thing. A zeroed struct holds none. */

#include <stddef.h>

struct figures {
	double *values;
	size_t count, capacity;
};

void figures_add(struct figures *figures, double value);
/* The value below which so many percent of them are; 0 when there are none.
 * Sorts them. */
double figures_at(struct figures *figures, double percent);
double figures_median(struct figures *figures);
void figures_done(struct figures *figures);

#endif
