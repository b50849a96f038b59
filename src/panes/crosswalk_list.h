/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_CROSSWALK_LIST_H
#define ASSAY_PANES_CROSSWALK_LIST_H

/* What the crosswalk shows: two lists. By requirements, all frameworks on the
 * left and the requirements of the chosen one on the right; by controls, all
 * controls and the frameworks the chosen one answers. What all frameworks hold
 * is computed once and after each commit, the right list when its left row is
 * chosen. */

#include <stdbool.h>
#include <stddef.h>

#include "model/crosswalk.h"
#include "panes/pane.h"

struct desk;
struct session;
struct str;

enum crosswalk_side { CROSSWALK_LEFT, CROSSWALK_RIGHT, CROSSWALK_SIDES };

struct crosswalk_column {
	/* left: rows of FRAMEWORK or CONTROL; right: places in the crosswalk,
	 * or rows of MAPPING; owned */
	size_t *rows;
	size_t count, capacity;
	size_t all; /* how many there are without the filter */
	size_t cursor, top;
	char *needle; /* the text that narrows it, or NULL; owned */
};

/* What the lists were made of. */
struct crosswalk_made {
	const struct session *session;
	size_t commits, language;
	size_t chosen; /* left row the right list belongs to */
	size_t spot;   /* the desk's control */
	bool by_control;
};

struct crosswalk_view {
	struct pane pane;
	bool by_control;
	enum crosswalk_side side; /* that has the cursor */
	struct crosswalk_column columns[CROSSWALK_SIDES];
	struct coverage *coverage;  /* by row of FRAMEWORK; owned */
	struct crosswalk crosswalk; /* of the chosen framework */
	struct crosswalk_made made;
	bool ready;     /* made at all */
	bool narrowed;  /* a filter changed since */
	int name_cells; /* the longest name on the right */
};

void crosswalk_view_done(struct crosswalk_view *view);
/* Makes anew what is no longer true. */
void crosswalk_update(struct crosswalk_view *view, const struct desk *desk);
/* The row under a column's cursor; CATALOG_NONE: it has none. */
size_t crosswalk_at(
    const struct crosswalk_view *view, enum crosswalk_side side);
/* Turns the lists: by controls with this control (CATALOG_NONE: the desk's), or
 * by requirements with this framework (CATALOG_NONE: as it was). Filters are
 * gone. The caller selects the control at the desk. */
void crosswalk_turn(struct crosswalk_view *view, const struct desk *desk,
    bool by_control, size_t row);
/* Narrows a column to rows with this text; NULL or "": all. */
void crosswalk_narrow(
    struct crosswalk_view *view, enum crosswalk_side side, const char *needle);
/* Puts the cursor on a row of a column; false: it is not there. */
bool crosswalk_seek(
    struct crosswalk_view *view, enum crosswalk_side side, size_t row);

/* The requirements a MAPPING row names; what could not be split is one. */
size_t crosswalk_values(const struct desk *desk, size_t mapping);
const char *crosswalk_value(const struct desk *desk, size_t mapping, size_t i);
/* The name of a column's row, for people. */
const char *crosswalk_name(const struct crosswalk_view *view,
    const struct desk *desk, enum crosswalk_side side, size_t i);
/* A designation by the field's own name, translated; "open": none yet. */
const char *crosswalk_designation(enum designation designation);
/* How a control stands, in one line: "A01 Satisfactory, A02 open; level 2-4,
 * 6 criteria left". Appended. */
void crosswalk_control_text(
    const struct desk *desk, size_t control, struct str *out);

#endif
