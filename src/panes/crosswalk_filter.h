/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_CROSSWALK_FILTER_H
#define ASSAY_PANES_CROSSWALK_FILTER_H

#include "panes/crosswalk_list.h"

/* A drawer that narrows the column with the cursor; the view outlives it. */
struct pane *crosswalk_filter_open(struct crosswalk_view *view);

#endif
