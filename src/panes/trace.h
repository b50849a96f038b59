/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_TRACE_H
#define ASSAY_PANES_TRACE_H

/* "A figure that opens" (screens.md 6): the drawer that takes a figure of the
 * overview apart, down to the answers, and back with Esc. */

#include <stddef.h>

#include "model/desk.h"

struct pane;
struct side_list;
struct str;

enum trace_kind {
	TRACE_NONE,
	TRACE_AVERAGE,    /* concluded levels by weight */
	TRACE_RANGE,      /* with what the others can still become */
	TRACE_ATTAINABLE, /* the ceiling of each control */
	TRACE_LOWEST,     /* who has the lowest level */
	TRACE_TARGET,     /* concluded levels beside targets */
	TRACE_RATED,      /* who has a level at all */
	TRACE_ANSWERED,   /* criteria and objectives */
	TRACE_LEVEL,      /* who was concluded at a level */
	TRACE_CONFORMITY  /* the rule, what sets it, and each designation */
};
struct trace_figure {
	enum trace_kind kind;
	size_t domain; /* CATALOG_NONE: of the whole session */
	int level;     /* of TRACE_LEVEL */
};

struct pane *trace_open(struct trace_figure figure);
struct pane *trace_open_control(size_t control);

/* What one line of a page opens. */
enum trace_way { WAY_CONTROL, WAY_DOMAIN, WAY_SPOT };
struct trace_goal {
	enum trace_way way;
	size_t row;       /* of CONTROL or DOMAIN */
	struct spot spot; /* of WAY_SPOT */
};
struct trace_goals {
	struct trace_goal *items;
	size_t count, capacity;
};
/* The pages: lines, and what each item opens. `cells` is the width of text. */
void trace_figure_page(struct side_list *list, struct trace_goals *goals,
    const struct desk *desk, struct trace_figure figure, int cells);
void trace_control_page(struct side_list *list, struct trace_goals *goals,
    const struct desk *desk, size_t control, int cells);
/* The title of a figure's page: "Weighted level 2.47 = 42 / 17". */
void trace_figure_title(
    const struct desk *desk, struct trace_figure figure, struct str *out);

#endif
