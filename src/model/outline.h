/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_OUTLINE_H
#define ASSAY_MODEL_OUTLINE_H

/* The control tree as rows: domains (nested), controls and enhancements below
 * them in natural order, with folding. Its order is the one J and K follow.
 *
 * A filter leaves some controls out. A domain is shown while something below it
 * is; an enhancement is shown without its control, which its id names. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalog;

enum outline_kind { OUTLINE_DOMAIN, OUTLINE_CONTROL };
#define OUTLINE_TOP UINT32_MAX

/* Small: all of them are made before the first frame. */
struct outline_node {
	uint32_t row;    /* of DOMAIN or CONTROL */
	uint32_t end;    /* the node after its last descendant */
	uint32_t parent; /* OUTLINE_TOP: none; outline_parent tells it */
	uint8_t kind;    /* enum outline_kind */
	uint8_t depth;   /* 0: a top domain */
	bool open;
	bool kept;    /* not left out by the filter */
	bool below;   /* something below it is kept: it can be folded */
	bool was_open; /* while there is a filter: before it was set */
};

struct outline {
	struct outline_node *nodes; /* depth first, all of them */
	size_t count;
	uint32_t *visible; /* nodes to show, in order */
	size_t visible_count;
	uint32_t *of_control; /* by control: its node */
	bool filtered;
};

/* Everything unfolded, nothing left out. */
void outline_init(struct outline *outline, const struct catalog *catalog);
void outline_done(struct outline *outline);
/* Shows the controls for which `keep` holds, by row; NULL: all. A first filter
 * unfolds everything, and taking it away folds as before it. */
void outline_filter(struct outline *outline, const bool *keep);
/* Opens or closes a node; false when it has nothing below. */
bool outline_fold(struct outline *outline, size_t node, bool open);
void outline_fold_all(struct outline *outline, bool open);
/* The place of a node among the visible; of its nearest visible ancestor when
 * it is folded away or left out, else of the row before it. */
size_t outline_place(const struct outline *outline, size_t node);
/* Opens what hides a node. */
void outline_reveal(struct outline *outline, size_t node);
/* The node that a node lies in, or SIZE_MAX at the top. */
size_t outline_parent(const struct outline *outline, size_t node);
/* The next control after (step 1) or before (-1) this one in tree order that
 * the filter keeps, folded or not; CATALOG_NONE at the end. */
size_t outline_step(const struct outline *outline, size_t control, int step);
/* The first control below a node (itself, when it is one) that the filter
 * keeps. */
size_t outline_first_control(const struct outline *outline, size_t node);

#endif
