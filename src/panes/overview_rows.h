/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_OVERVIEW_ROWS_H
#define ASSAY_PANES_OVERVIEW_ROWS_H

/* What the overview is drawn from: sums, the rows of its table in order, and
 * what is outstanding. Made anew only when the session or the choice of rows
 * has changed, so that a key costs the same whatever the size of the pack. */

#include <stdbool.h>
#include <stddef.h>

#include "model/clocks.h"
#include "model/desk.h"
#include "model/summary.h"

/* The order of `S`. */
enum overview_sort {
	OVERVIEW_BY_NAME,
	OVERVIEW_BY_GAP,
	OVERVIEW_BY_WEIGHT,
	OVERVIEW_BY_LEFT,
	OVERVIEW_BY_LEVEL,
	OVERVIEW_SORTS
};
/* "Sorted by weight."; translated. And the sort of a word as typed;
 * OVERVIEW_SORTS: none. */
const char *overview_sort_text(enum overview_sort sort);
enum overview_sort overview_sort_find(const char *word);

/* Evidence asked for and not settled, judgements and so on, of the controls
 * the view is about; each with the first place that has it. */
struct overview_work {
	size_t evidence, overdue;
	const char *next_evidence; /* borrowed id; NULL */
	/* the request overdue longest, and the next that is due; "": none */
	char overdue_item[RATING_ID], due_item[RATING_ID];
	size_t evidence_control;
	size_t objectives, objective_control;
	const char *next_objective; /* borrowed id; NULL */
	size_t judgements;
	struct spot judgement; /* control CATALOG_NONE: none */
	size_t flagged, flagged_control;
	size_t stale, stale_control;
	size_t recheck, recheck_control;
	size_t returned, returned_control;
	/* controls with something deficient; the one whose plan ends first */
	size_t deficient, deficient_control;
	struct clocks clocks; /* of that one */
};

struct overview_row {
	size_t row;   /* CONTROL or DOMAIN */
	int depth;    /* of a domain in its tree, of an enhancement 1 */
	size_t order; /* in the tree */
	long key;     /* what it is sorted by; larger first */
};

struct overview_rows {
	/* chosen by the view */
	bool by_domain;
	size_t domain; /* the controls of this one; CATALOG_NONE: of all */
	enum overview_sort sort;

	struct overview_row *items;
	size_t count, capacity;
	size_t domains; /* that have controls at all */
	struct summary summary;
	struct overview_work work;
	size_t most; /* control or domain to gain most from; CATALOG_NONE */
	/* evidence: by control, whether a request is unsettled; by domain, how
	 * many are */
	bool *asked;
	size_t *domain_evidence;
	bool *domain_flagged;

	/* what all this was made from */
	const struct session *session;
	char *session_id, *chosen;
	size_t commits;
	int today;
};

/* Makes everything current. */
void overview_rows_refresh(struct overview_rows *rows, const struct desk *desk);
void overview_rows_done(struct overview_rows *rows);
/* The sums the head is about. */
const struct summary_sum *overview_rows_sum(const struct overview_rows *rows);
/* The domain the figures are about: the one chosen, or the only one there is;
 * CATALOG_NONE: several. */
size_t overview_rows_subject(const struct overview_rows *rows);
/* The place of a control or domain; SIZE_MAX: it is not shown. */
size_t overview_rows_find(const struct overview_rows *rows, size_t row);
/* The row of a control: itself, or the innermost domain shown around it. */
size_t overview_rows_place(
    const struct overview_rows *rows, const struct desk *desk, size_t control);
/* Does a control lie in a domain or one below it? CATALOG_NONE: any does. */
bool overview_is_in(
    const struct catalog *catalog, size_t control, size_t domain);
/* A domain's gap: the weighted mean of those of its concluded controls. */
struct ratio overview_domain_gap(const struct rollup *rollup);

#endif
