/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_COMPARE_ROWS_H
#define ASSAY_PANES_COMPARE_ROWS_H

/* The table behind Compare: neighbouring levels of one control as columns, what
 * belongs together in one row. Making it is dear, so it is kept as long as
 * control, levels and width stay; which lines the rows take is worked out for
 * each drawing. */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"
#include "panes/compare_text.h"

enum { COMPARE_MOST = 6 };
#define COMPARE_NO_ROW ((size_t)-1)

/* What the table is made from. */
struct compare_shape {
	const struct catalog *catalog;
	size_t control, language;
	int first, count; /* levels first .. first + count - 1 */
	int cells;        /* of a text */
	bool numbers;     /* each text begins with its criterion's number */
	bool summaries;   /* a row for what the levels say of themselves */
	bool ascii;       /* signs as ASCII */
};

enum compare_kind {
	COMPARE_NOTHING,
	COMPARE_SUMMARY,
	COMPARE_CRITERION,
	COMPARE_REASON, /* why the level has no criteria */
	COMPARE_GONE    /* the level on the left asked, this one does not */
};

struct compare_cell {
	enum compare_kind kind;
	size_t item; /* criterion of its level */
	struct compare_text text;
};

struct compare_row {
	struct compare_cell cells[COMPARE_MOST];
	char signs[COMPARE_MOST]; /* before each column: '~', '+', '-', ' ' */
	bool alike;               /* says the same in every column */
	size_t start, height;     /* its lines; height 0: not shown */
};

struct compare_rows {
	struct compare_shape shape;
	struct compare_row *rows;
	size_t count, capacity;
	size_t reworded, added, gone, alike; /* criteria, for the foot */
	size_t lines;                        /* of all rows shown */
	bool signs_ascii; /* the signs used, whatever the shape asks */
};

void compare_rows_done(struct compare_rows *rows);
/* Makes the table, unless this shape is what it was made from. */
void compare_rows_build(
    struct compare_rows *rows, const struct compare_shape *shape);
/* Gives rows their lines: columns [from, to) are shown, `gap` lines between
 * rows. Rows without differences are left out when `differences`, except the
 * one with the spot. */
void compare_rows_lay(struct compare_rows *rows, size_t from, size_t to,
    size_t gap, bool differences, struct spot spot);
/* The row of a criterion that is shown, or COMPARE_NO_ROW. */
size_t compare_rows_find(const struct compare_rows *rows, struct spot spot);
/* The next row (way 1 or -1) after `row` shown with a criterion in the column;
 * from COMPARE_NO_ROW: the first or the last. COMPARE_NO_ROW: none. */
size_t compare_rows_step(
    const struct compare_rows *rows, size_t row, size_t column, int way);
/* How many criteria a level of a control has. */
size_t compare_criteria(
    const struct catalog *catalog, size_t control, int level);

#endif
