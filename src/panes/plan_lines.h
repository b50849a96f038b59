/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_PLAN_LINES_H
#define ASSAY_PANES_PLAN_LINES_H

/* The plan of interviews as lines: slots, and what an unfolded one has; for
 * plan_*.c only. Made anew after a commit, not at every key. */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"
#include "model/session.h"
#include "model/slots.h"
#include "panes/pane.h"

struct canvas;

enum plan_kind {
	PLAN_SLOT,
	PLAN_FREE,    /* heads what has no slot */
	PLAN_CONTROL,
	PLAN_PERSON,  /* who answers what follows; no stop for the cursor */
	PLAN_BLANK
};
/* Of controls without a slot. */
#define PLAN_NOWHERE ((size_t)-1)

struct plan_line {
	enum plan_kind kind;
	size_t slot;    /* number in plan.slots, or PLAN_NOWHERE */
	size_t control; /* PLAN_CONTROL: a row of CONTROL */
	const char *person; /* PLAN_PERSON: an id, NULL: nobody may; borrowed */
};
struct plan_slot {
	size_t *controls; /* rows; owned */
	size_t count;
	size_t gain; /* that the preview of the agenda would bring */
	struct slot_people people;
	char *names; /* of the people, "B. Okafor, T. Lindqvist" */
	bool unfolded;
};
struct plan {
	struct slots slots;
	struct plan_slot *of; /* by slot */
	size_t *nowhere;      /* controls in scope without a slot */
	size_t nowhere_count;
	bool nowhere_unfolded;
	struct plan_line *lines;
	size_t count, capacity;
};
/* Fills a zeroed plan. */
void plan_make(struct plan *plan, const struct desk *desk);
void plan_done(struct plan *plan);
/* The lines anew, after folding. */
void plan_fold(struct plan *plan, const struct desk *desk);
/* Counts what proposed changes would bring each slot; all of them. */
size_t plan_count_gain(struct plan *plan, const struct changes *changes);

struct plan_drawer {
	struct pane pane;
	struct plan plan;
	size_t cursor, top; /* lines */
	size_t commits;
	bool made;
	struct changes agenda; /* offered, not yet recorded */
	bool offered;
};
/* Makes the plan anew where something was recorded. */
void plan_refresh(struct plan_drawer *drawer, const struct desk *desk);
void plan_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas);
/* "1 Tue 14 Jul 09:30 Service desk": a slot for people. */
void plan_slot_name(const struct plan *plan, const struct desk *desk,
    size_t number, struct str *out);
/* Rows for lines in the drawer. */
size_t plan_body(const struct plan_drawer *drawer);

#endif
