/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_SCOPE_DRAWER_H
#define ASSAY_PANES_SCOPE_DRAWER_H

/* The drawer that says what the session is about, and the one its rule is
 * typed in. */

struct desk;
struct pane;

struct pane *scope_open(void);
struct pane *scope_rule_open(const struct desk *desk);

#endif
