/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_TWINS_PARTS_H
#define ASSAY_PANES_TWINS_PARTS_H

/* What the files of the preview of answer-once share; for twins_draw*.c only.
 */

#include "model/desk.h"
#include "model/twins.h"
#include "panes/pane.h"
#include "panes/picker.h"

struct canvas;

struct twins_drawer {
	struct pane pane;
	struct spot spot; /* whose answer is offered */
	enum criterion_state state;
	struct twins twins;
	struct picker picker; /* cursor and scrolling */
};

/* Is this answered so already, by itself? Then there is nothing to take. */
bool twins_is_same(const struct twins_drawer *drawer, const struct twin *twin);
bool twins_is_taken(const struct twins_drawer *drawer, const struct twin *twin);

/* Where things stand in how many rows. */
struct twins_parts {
	int text, list, foot;
	bool air;
};
/* rows 0: as many as are wanted. */
struct twins_parts twins_divide(const struct twins_drawer *drawer,
    const struct desk *desk, int rows, int cols);
void twins_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas);

#endif
