/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SUMMARY_H
#define ASSAY_MODEL_SUMMARY_H

/* The sums of the overview: the whole session, and each domain with those
 * below it. As old as the desk it was made from. */

#include <stdbool.h>
#include <stddef.h>

#include "model/rollup.h"

struct catalog;
struct desk;

struct summary_sum {
	struct rollup rollup; /* minimum -1 while nothing is concluded */
	struct conformity_count conformity;
};
struct summary {
	/* `barring` counts the top domains whose own suggestion (not
	 * applicable ones on neither side) is Material Weakness. */
	struct summary_sum all;
	struct summary_sum *domains; /* by row; owned */
	size_t count;
};
void summary_init(struct summary *summary, const struct desk *desk);
void summary_done(struct summary *summary);
/* Does a domain bar a better result of the whole: at the top, and its own
 * suggestion Material Weakness (domain.md 3, trap b)? */
bool summary_bars(const struct summary *summary,
    const struct catalog *catalog, size_t domain);
/* The level asked of a domain (CATALOG_NONE: of none): its own, else of one
 * around it, else the session's; -1: none, or no session. */
int summary_target(const struct desk *desk, size_t domain);

#endif
