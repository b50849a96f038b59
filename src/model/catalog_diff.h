/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_CATALOG_DIFF_H
#define ASSAY_MODEL_CATALOG_DIFF_H

/* What changed between two versions of a pack, control by control, in the
 * packs' own language. Pure. */

#include <stddef.h>

struct catalog;

enum catalog_change_kind {
	CHANGE_ADDED,
	CHANGE_REMOVED,
	CHANGE_RENAMED,  /* another title; or the same statement, which no
			    other has, under an id that the old side lacks */
	CHANGE_REWORDED, /* what is asked: statement, question, guidance,
			    prompts, criteria, texts of levels and of
			    objectives, wherever they stand */
	CHANGE_OTHER,    /* facts only: weight, mappings, evidence, order... */
	CHANGE_COUNT
};

struct catalog_change {
	enum catalog_change_kind kind;
	size_t old, new; /* control rows, CATALOG_NONE on the side that has
			    none */
	size_t criteria_gone, criteria_new; /* by key, over all levels */
};

/* Changes in natural order of the ids (the new one where there is one), one a
 * control at most, the weightiest kind. The caller frees the array. */
struct catalog_change *catalog_diff(const struct catalog *old,
    const struct catalog *new, size_t *count);

#endif
