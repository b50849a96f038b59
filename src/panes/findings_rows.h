/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_FINDINGS_ROWS_H
#define ASSAY_PANES_FINDINGS_ROWS_H

/* The rows of view 7: which findings and candidates, in which groups and
 * order. Made anew only when session, grouping, order or filter changed. */

#include <stdbool.h>
#include <stddef.h>

#include "model/findings.h"

struct desk;

enum findings_group {
	FINDINGS_TOGETHER,
	FINDINGS_BY_CONTROL,
	FINDINGS_BY_OWNER,
	FINDINGS_BY_DUE,
	FINDINGS_GROUPS
};
enum findings_sort {
	FINDINGS_ID,
	FINDINGS_DUE,
	FINDINGS_CONTROL,
	FINDINGS_STATE,
	FINDINGS_SORTS
};
/* The states of findings.h in their order, then "candidate". */
enum { FINDINGS_CANDIDATE = 5, FINDINGS_STATES };

/* "none", "control", ...; "id", "due", ...; "draft", ... "candidate": to be
 * translated. */
const char *findings_group_word(enum findings_group group);
const char *findings_sort_word(enum findings_sort sort);
const char *findings_state_word(int state);
/* The place of a finding's state among them. */
int findings_state(const struct finding *finding);

struct findings_want {
	enum findings_group group;
	enum findings_sort sort;
	char *words; /* only what has them all; NULL: everything; owned */
};

enum findings_kind { FINDINGS_BLANK, FINDINGS_HEADING, FINDINGS_ITEM };
struct findings_row {
	enum findings_kind kind;
	char *heading;  /* owned */
	size_t finding; /* of `list` */
	size_t place;   /* among the items, from 0 */
};
struct findings_rows {
	struct findings list;
	struct findings_row *items;
	size_t count, capacity;
	size_t *places; /* the row of each item; owned */
	size_t shown;   /* items that have a row */
	/* Of all of them, whatever is filtered. */
	size_t by[FINDINGS_STATES], overdue;
};
/* Replaces *rows. */
void findings_rows_make(const struct desk *desk,
    const struct findings_want *want, struct findings_rows *rows);
void findings_rows_done(struct findings_rows *rows);

#endif
