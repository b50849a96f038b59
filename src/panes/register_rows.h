/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_REGISTER_ROWS_H
#define ASSAY_PANES_REGISTER_ROWS_H

/* The rows of the register: which items, in which groups, in which order. Made
 * anew only when the session, the grouping or the filter changed. */

#include <stdbool.h>
#include <stddef.h>

struct artifact;
struct desk;

enum register_group {
	REGISTER_BY_STATE,
	REGISTER_BY_PERSON,
	REGISTER_BY_AREA,
	REGISTER_BY_CONTROL,
	REGISTER_GROUPS
};
enum register_sort {
	REGISTER_DUE, /* then what is most to be done */
	REGISTER_ID,
	REGISTER_TITLE,
	REGISTER_NEWEST, /* whose state changed last */
	REGISTER_SORTS
};
/* "state", "person", ...; "due", "id", ...: to be translated. */
const char *register_group_word(enum register_group group);
const char *register_sort_word(enum register_sort sort);

struct register_want {
	enum register_group group;
	enum register_sort sort;
	char *words; /* only what has them all; NULL: everything; owned */
	bool outstanding; /* only what is */
};

enum register_kind { REGISTER_BLANK, REGISTER_HEADING, REGISTER_ITEM };
struct register_row {
	enum register_kind kind;
	char *heading;   /* owned */
	size_t artifact; /* a number for artifacts_at */
	size_t control;  /* whose row it is, grouped by control; else
	                    CATALOG_NONE */
	size_t place;    /* among the items, from 0 */
};
struct register_rows {
	struct register_row *items;
	size_t count, capacity;
	size_t *places; /* the row of each item; owned */
	size_t shown;   /* items that have a row */
	int id_cells;   /* of the longest id */
	/* Of the whole register, whatever is filtered. */
	size_t all, outstanding, in_hand, done, overdue;
	size_t controls; /* in scope */
};
/* Replaces *rows. */
void register_rows_make(const struct desk *desk,
    const struct register_want *want, struct register_rows *rows);
void register_rows_done(struct register_rows *rows);

/* Is the item one of the register: one's own, of a control in scope, or with
 * something recorded? */
bool register_has(const struct desk *desk, const struct artifact *artifact);
/* The area of a request, or of the one that an own item answers; NULL: none
 * known. Borrowed. */
const char *register_area(
    const struct desk *desk, const struct artifact *artifact);

#endif
