/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_TEXT_DRAWER_H
#define ASSAY_PANES_TEXT_DRAWER_H

/* A text to read in a drawer, scrolled by line: what a report says. */

#include "panes/pane.h"

struct text_drawer_look {
	const char *title; /* copied */
	const struct command_table *const *tables; /* its keys; borrowed */
	const char *const *hints; /* names of commands; borrowed */
	int variant; /* the caller's: which text it is */
};
/* Takes the text over. */
struct pane *text_drawer_open_take(
    const struct text_drawer_look *look, char *text);
bool text_drawer_is(const struct pane *pane);
const char *text_drawer_text(const struct pane *pane);
int text_drawer_variant(const struct pane *pane);

#endif
