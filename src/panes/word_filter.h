/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_WORD_FILTER_H
#define ASSAY_PANES_WORD_FILTER_H

/* A drawer one types words in that narrow a list as they are typed. Arrows move
 * in the list, Enter keeps the words, Esc brings back what was. */

#include <stddef.h>

struct desk;
struct pane;
struct str;

/* What a list does for it. */
struct word_filter_list {
	const char *label; /* before the words; N_() where it has any */
	/* The words now, NULL: none; borrowed. */
	const char *(*words)(const struct pane *list);
	/* Narrows the list to these; NULL or "": all is shown. */
	void (*narrow)(
	    struct pane *list, const char *words, const struct desk *desk);
	/* Appends how many are shown, of how many, for the right edge. What it
	 * returns is 0 where words that find nothing are to be named there. */
	size_t (*count)(const struct pane *list, struct str *text);
};

/* The drawer for a list; both are borrowed and outlive it. */
struct pane *word_filter_open(
    const struct word_filter_list *of, struct pane *list);

#endif
