/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_INTERVIEW_SIDE_H
#define ASSAY_PANES_INTERVIEW_SIDE_H

/* What Interview shows beside the question where there is room: the slot and
 * its people, what was said, evidence, what is to follow, what comes next. */

#include <stddef.h>

#include "panes/pane.h"

struct canvas;
struct desk;

void interview_side_draw(const struct desk *desk, size_t control,
    const struct keymap *keymap, struct canvas *canvas, struct rect area);

#endif
