/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_HITS_H
#define ASSAY_PANES_HITS_H

/* From a search hit to the place on the desk it stands for. */

#include "model/desk.h"

struct hit;

/* Where to go for it: the criterion, the level, or the control's first line;
 * the first criterion open where the hit speaks of the control as a whole. */
struct spot hit_entry(const struct desk *desk, const struct hit *hit);
#endif
