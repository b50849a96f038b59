/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_EVIDENCE_H
#define ASSAY_PANES_EVIDENCE_H

/* What the evidence pane and the evidence commands share. */

#include "ui/theme.h"

struct desk;
struct pane;

/* The id of the item under the cursor; NULL when this is another pane or there
 * is no item. Borrowed until the pane is fitted anew. */
const char *evidence_at(const struct pane *pane);
/* The sign of a state and the role of its word. */
enum glyph evidence_glyph(const char *state);
enum role evidence_role(const char *state);
/* What a session records of an item: its field, NULL when nothing. */
const char *evidence_field(
    const struct desk *desk, const char *id, const char *field);

#endif
