/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_EVIDENCE_H
#define ASSAY_PANES_EVIDENCE_H

/* What the evidence pane and the evidence commands share. */

struct desk;
struct pane;

/* The id of the item under the cursor; NULL when this is another pane or there
 * is no item. Borrowed until the pane is fitted anew. */
const char *evidence_at(const struct pane *pane);
/* What a session records of an item: its field, NULL when nothing. */
const char *evidence_field(
    const struct desk *desk, const char *id, const char *field);

#endif
