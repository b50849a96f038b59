/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_RATING_PARTS_H
#define ASSAY_MODEL_RATING_PARTS_H

/* What rating.c reads of one control and of what is linked to it, for
 * rating*.c and gap.c only. */

#include "model/rating.h"

/* A part of a path. */
struct segment {
	const char *text;
	size_t len;
};
/* Takes the segment at *path and moves behind its slash. */
struct segment next_segment(const char **path);
bool segment_is(struct segment segment, const char *text);

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
/* Where a "3.7be01c44" lies among the answers; SIZE_MAX when the pack has no
 * such criterion (any more). */
size_t answers_find(const struct catalog *catalog,
    const struct answers *answers, struct segment segment);

/* One item of evidence, as far as levels go. */
struct item {
	struct segment id;
	bool accepted; /* or seen on site */
	bool draft;
	bool declaration; /* or attestation: it ages */
	int dated;        /* DAY_NONE: not said */
	unsigned method;  /* how it was come by: examined, if not said */
};
/* One entry under links/ that says something of a control or part of it. */
struct link {
	size_t control; /* catalog row */
	struct item item;
	const char *rest; /* "", or "criteria/3.7be01c44" */
	bool supports;
	bool relevant; /* says anything of it */
	size_t place;  /* in the map */
};
struct links {
	struct link *items; /* by control, then as in the map */
	size_t count;
	size_t capacity;
};
/* Those of one control, or of all (CATALOG_NONE); session may be NULL. */
void links_read(const struct catalog *catalog, const struct session *session,
    size_t only, struct links *out);
/* Those of one control, from the register. */
void links_read_of(const struct artifacts *artifacts,
    const struct session *session, size_t control, struct links *out);
void links_done(struct links *links);
/* What the evidence of a control does for it: its answers' `supported`, and
 * the rating's methods, draft and declarations. links: its own, `count`. */
void rating_evidence(const struct catalog *catalog,
    const struct session *session, size_t control, const struct link *links,
    size_t count, struct answers *answers, struct rating *rating);

#endif
