/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_RATING_PARTS_H
#define ASSAY_MODEL_RATING_PARTS_H

/* What rating.c reads of one control, for rating*.c only. */

#include "model/rating.h"

struct entry;

/* The answers to one control, as maturity.h takes them. */
struct answers {
	struct maturity_input input; /* points into `states` and `anchors` */
	size_t levels[MATURITY_LEVELS]; /* CLEVEL rows */
	size_t first[MATURITY_LEVELS];  /* where a level's criteria begin */
	size_t count;                   /* criteria of levels 1 and up */
	enum criterion_state *states;   /* owned, these three */
	bool *anchors;
	bool *supported;
	int target; /* asked for this control; -1: none */
	bool flagged;
};

/* Reads all but `supported`, which is left false. */
void answers_read(const struct catalog *catalog, const struct session *session,
    size_t control, struct answers *out);
void answers_done(struct answers *answers);

#endif
