/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Medians, not means: what another program did meanwhile is no part of it. */

#include <config.h>

#include "figures.h"

#include <stdlib.h>

void
figures_add(struct figures *figures, double value)
{
	if (figures->count == figures->capacity) {
		figures->capacity =
		    figures->capacity ? figures->capacity * 2 : 64;
		figures->values = realloc(figures->values,
		    figures->capacity * sizeof(*figures->values));
		if (!figures->values)
			abort();
	}
	figures->values[figures->count++] = value;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
figures_at(struct figures *figures, double percent)
{
	if (!figures->count)
		return 0;
	qsort(
	    figures->values, figures->count, sizeof(*figures->values), compare);
	double place = percent / 100 * (double)(figures->count - 1);

	return figures->values[(size_t)(place + 0.5)];
}

double
figures_median(struct figures *figures)
{
	return figures_at(figures, 50);
}

void
figures_done(struct figures *figures)
{
	free(figures->values);
	*figures = (struct figures){ 0 };
}
