/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_TWINS_H
#define ASSAY_MODEL_TWINS_H

/* Criteria that stand word for word in several controls of a domain at the
 * same level (domain.md 2.3 "Reuse"): answered once, offered to the others.
 * Two are the same when domain, level and key are; a second one of the same
 * words in one level has a key of its own ("-2"), and is another one. A copy
 * keeps the control it came from under .../copied until somebody confirms it;
 * when the source's answer changes after it, the copy is to be asked again. */

#include <stdbool.h>
#include <stddef.h>

#include "model/maturity.h"

struct changes;
struct desk;

struct twin {
	size_t control;
	int level;
	size_t item; /* index in its level, from 0 */
	size_t criterion; /* row */
	enum criterion_state now;
	bool copied, recheck;
	bool in_scope;
	bool take; /* preset: in scope, and unassessed or a copy to be asked
		      again */
};
struct twins {
	struct twin *items;
	size_t count, capacity;
};
void twins_done(struct twins *twins);
/* The other controls of the same domain that carry the criterion (level and
 * key of `control`), in natural order. */
void twins_find(const struct desk *desk, size_t control, int level,
    size_t criterion, struct twins *out);
/* The changes that give the taken ones the state (and reason) that the source
 * has, each marked copied; none while the source is unassessed. Who has the
 * very state unmarked is left alone. A source that was itself copied from one
 * of those that now follow it is confirmed by that. */
void twins_copy(const struct desk *desk, size_t control, int level,
    size_t criterion, const struct twins *twins, struct changes *changes);

/* Is this a copied answer that has to be asked again: is its source's answer
 * another one now (standing_copy_old)? */
bool twins_recheck(
    const struct desk *desk, size_t control, int level, size_t criterion);

/* The changes that confirm a copied answer, or all of a control: they take the
 * marks away and leave the answers. */
void twins_confirm(const struct desk *desk, size_t control, int level,
    size_t criterion, struct changes *changes);
void twins_confirm_all(
    const struct desk *desk, size_t control, struct changes *changes);

/* The distinct criteria that the controls in scope of a domain (with those of
 * domains below it, where the same words are others) carry: by level, then by
 * how many carry them, most first, then as published. The questionnaire. */
struct shared_criterion {
	int level;
	size_t criterion; /* row of the first in scope that carries it */
	size_t control;   /* whose it is */
	size_t item;      /* index in its level there, from 0 */
	size_t count;     /* controls in scope that carry it */
	size_t by[STATE_COUNT]; /* their answers */
	size_t recheck;         /* of them, copies to be asked again */
};
struct shared_criteria {
	struct shared_criterion *items;
	size_t count, capacity;
};
void shared_criteria_done(struct shared_criteria *list);
void shared_criteria_find(
    const struct desk *desk, size_t domain, struct shared_criteria *out);

#endif
