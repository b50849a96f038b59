/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_CROSSWALK_H
#define ASSAY_MODEL_CROSSWALK_H

/* Frameworks, their requirements, and the controls that answer each. Read,
 * not judged: a mapping says that the texts meet. */

#include <stddef.h>

#include "model/standing.h"

struct catalog;
struct desk;

struct requirement {
	const char *name;  /* borrowed from the catalog */
	size_t *controls;  /* rows, natural order, each once; points into the
			      crosswalk */
	size_t count;
};
struct crosswalk {
	struct requirement *items; /* natural order */
	size_t count;
	size_t *controls; /* those of all requirements */
	size_t mapped;    /* controls that map to the framework */
};
/* Of one framework; cheap enough to be made when it is shown. What a source's
 * cell could not be split into stands as one requirement. */
void crosswalk_init(struct crosswalk *crosswalk,
    const struct catalog *catalog, size_t framework);
void crosswalk_done(struct crosswalk *crosswalk);

/* What its controls say of a requirement: DEFICIENT when one in scope is,
 * else NONE while one is open, else SATISFACTORY (alternative counts), or
 * NOT_APPLICABLE when all are or none is in scope. */
enum designation crosswalk_read(
    const struct desk *desk, const struct requirement *requirement);
/* How many of its controls in scope have no designation yet: with one that is
 * deficient, it is so only so far. */
size_t crosswalk_open(
    const struct desk *desk, const struct requirement *requirement);

/* A framework in one line. */
struct coverage {
	size_t requirements;
	size_t by[DESIGNATION_COUNT]; /* of them, as crosswalk_read has it */
	size_t settled; /* no control of theirs is open */
	size_t mapped;  /* controls that map to it */
};
/* Of all frameworks at once: out has a place for each row. */
void crosswalk_cover(const struct desk *desk, struct coverage *out);

/* What one control answers for: requirements of this framework (CATALOG_NONE:
 * of none), those of the others, and how many others they are. The values
 * themselves: CONTROL_MAPPINGS. */
struct touched {
	size_t here, elsewhere, frameworks;
};
struct touched crosswalk_touch(
    const struct catalog *catalog, size_t control, size_t framework);

#endif
