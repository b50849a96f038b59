/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_LINKS_TARGETS_H
#define ASSAY_PANES_LINKS_TARGETS_H

/* What an item of evidence answers or could: controls, criteria, objectives,
 * each with what is recorded and what is meant to be. */

#include <stdbool.h>
#include <stddef.h>

struct artifact;
struct changes;
struct desk;

/* A link's verdict as a number; none is no link. */
enum link_verdict {
	LINK_NONE = -1,
	LINK_SUPPORTS,
	LINK_PARTLY,
	LINK_CONTRADICTS,
	LINK_NOT_RELEVANT,
	LINK_VERDICTS
};
/* "supports"; "" for none. */
const char *link_verdict_word(enum link_verdict verdict);

struct target {
	size_t control, objective, criterion; /* rows, CATALOG_NONE */
	enum link_verdict now, meant;
	bool implied;        /* the pack's control asks for it */
	char *locator;       /* as meant, or NULL; owned */
	char *locator_now;   /* as recorded, or NULL; owned */
};
struct targets {
	struct target *items;
	size_t count, capacity;
};
/* What it is linked to, then every control in scope that requests it, then
 * what the cursor is on. */
void targets_make(const struct desk *desk, const struct artifact *artifact,
    struct targets *targets);
void targets_done(struct targets *targets);
/* The place of one, added at the end where it was not there. */
size_t targets_add(struct targets *targets, size_t control, size_t objective,
    size_t criterion);
/* Space: supports, or no longer. */
void target_toggle(struct target *target);
/* V: the next verdict. */
void target_turn(struct target *target);
/* Proposes what differs from what is recorded; how many links that is. */
size_t targets_propose(const struct desk *desk, const char *id,
    const struct targets *targets, struct changes *changes);

#endif
