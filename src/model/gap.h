/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_GAP_H
#define ASSAY_MODEL_GAP_H

/* What a control needs to reach its target: the criteria missing at each
 * level up to it, shortest way first, and where to begin (domain.md 4.6). */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"

/* To answer with yes, met, or yes, by the kind of its spot: that it is
 * performed, a criterion, or judging a level no criterion of which applies. */
struct gap_step {
	struct spot spot;
	enum criterion_state now; /* of a criterion */
	bool judge; /* judging its level would do instead of all its steps */
};
struct gap {
	int asked, effective; /* target; -1: none */
	bool raised, capped;  /* effective above, below what was asked */
	int from;             /* concluded, else derived low */
	/* None once `from` is there. That it is performed, where nothing else
	 * would say so; then levels upward, each with just enough criteria to
	 * pass: the mandatory ones, then unassessed, partial, not met, and
	 * exceeded ones that no higher level carries. Listed in that order of
	 * states, then as published. */
	struct gap_step *steps;
	size_t count, capacity;
};
void gap_find(const struct desk *desk, size_t control, struct gap *out);
void gap_done(struct gap *gap);

/* Controls by priority: material first, then weight * gap descending, then
 * natural order; only those that count and have a gap from where they are
 * (concluded, else derived low). Without a weight it is 1. The caller frees
 * the array. */
size_t *gap_order(const struct desk *desk, size_t *count);

#endif
