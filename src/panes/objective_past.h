/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_OBJECTIVE_PAST_H
#define ASSAY_PANES_OBJECTIVE_PAST_H

/* What a session holds about an objective beside its designation. All texts
 * are borrowed from the session. */

#include <stdbool.h>
#include <stddef.h>

#include "model/desk.h"

struct entry;
struct str;

/* The commit that ticked a method last; 0: none did. */
unsigned long long objective_method_seq(
    const struct desk *desk, struct desk_objective at, unsigned method);

/* Evidence linked to it, in order of the items' ids. */
struct objective_link {
	char *evidence; /* owned by the list */
	const char *verdict;
	const char *locator; /* may be NULL */
};
struct objective_links {
	struct objective_link *items;
	size_t count, capacity;
};
void objective_links(const struct desk *desk, struct desk_objective at,
    struct objective_links *out);
void objective_links_done(struct objective_links *links);

/* The entries of the texts of notes about it, oldest first. */
struct objective_notes {
	const struct entry **items;
	size_t count, capacity;
};
void objective_notes(const struct desk *desk, struct desk_objective at,
    struct objective_notes *out);
void objective_notes_done(struct objective_notes *notes);

/* "Returned by K. Ito, 14 Jul: the dates are missing." Nothing while a
 * control is not under review. */
void objective_review_text(
    const struct desk *desk, size_t control, struct str *out);

#endif
