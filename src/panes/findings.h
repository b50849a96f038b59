/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_FINDINGS_H
#define ASSAY_PANES_FINDINGS_H

/* View 7: what is deficient and the plan to mend it; below the list the record
 * of the finding under the cursor. */

#include <stdbool.h>

struct command_ctx;
struct desk;
struct pane;

/* Puts the cursor on a finding, by its id; what narrows the list is taken away
 * where it hides it. */
void findings_show(struct pane *pane, const struct desk *desk, const char *id);

/* F: records a finding on what is at hand, or on the item named. Where there
 * is one already nothing is proposed and *open is its id, which the caller
 * frees and shows. */
bool findings_new(struct command_ctx *ctx, char **open);

#endif
