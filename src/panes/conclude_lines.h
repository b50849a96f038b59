/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_CONCLUDE_LINES_H
#define ASSAY_PANES_CONCLUDE_LINES_H

/* The drawer that concludes a level, and its content as lines; for conclude*.c
 * only. */

#include "model/desk.h"
#include "panes/conclude_text.h"
#include "panes/pane.h"
#include "ui/field.h"
#include "ui/theme.h"

/* What the cursor can stand on. */
enum conclude_part {
	PART_NONE,
	PART_LEVEL,
	PART_SHOWN,
	PART_DEFENSIBLE,
	PART_WHY,
	PART_EXCEEDED,
	PART_COUNT
};

/* Columns; from CONCLUDE_SPREAD on the texts stand beside their labels, below
 * under them. */
enum {
	CONCLUDE_LABEL = 2,
	CONCLUDE_VALUE = 15,
	CONCLUDE_BOX = 18,
	CONCLUDE_TEXT = 23,
	CONCLUDE_UNDER = 4,
	CONCLUDE_SPREAD = 64,
	CONCLUDE_MEASURE = 112
};

struct conclude {
	struct pane pane;
	size_t control;
	struct conclusion now;
	bool recorded; /* a level stands already */
	enum conclude_part at;
	struct field why, exceeded;
	size_t top; /* first line shown */
};

struct conclude_line {
	enum conclude_part part; /* under the cursor with it */
	int col;
	enum role role;
	char *text;  /* owned; NULL: blank, or a field */
	char *label; /* owned, or NULL */
	char *value; /* owned, or NULL */
	bool fixed;  /* stays when blanks are dropped */
};
struct conclude_lines {
	struct conclude_line *items;
	size_t count, capacity;
};

/* The lines at this width; in fewer rows than they take without blank ones
 * (rows 0: as many as there are). */
void conclude_lines_build(const struct conclude *c, const struct desk *desk,
    int cols, int rows, struct conclude_lines *lines);
void conclude_lines_done(struct conclude_lines *lines);

/* Is this part there: a reason is asked where one is needed. */
bool conclude_has(
    const struct conclude *c, const struct desk *desk, enum conclude_part part);
bool conclude_blank(const char *text);

#endif
