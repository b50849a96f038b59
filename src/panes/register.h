/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_REGISTER_H
#define ASSAY_PANES_REGISTER_H

/* The evidence register: every request of controls in scope and every item of
 * one's own, in groups; below it the record of the one under the cursor. */

#include <stdbool.h>

struct desk;
struct pane;

/* The id of the item under the register's cursor; NULL: another pane, or no
 * item. Borrowed until the next commit. */
const char *register_at(const struct pane *pane);
/* Shows what is outstanding alone: the list to send before the visit. */
void register_show_requests(struct pane *pane, const struct desk *desk);

#endif
