/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_JOURNAL_DETAIL_H
#define ASSAY_PANES_JOURNAL_DETAIL_H

/* One commit in full, below the journal's list. */

#include "panes/pane.h"

struct commit;

/* Draws bar, stamp, values, sum and what going back to here would do; pane is
 * the journal's, for its keys. */
void journal_detail_draw(const struct pane *pane, const struct desk *desk,
    const struct commit *commit, struct canvas *canvas, struct rect rect);

#endif
