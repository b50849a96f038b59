/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_FILTER_H
#define ASSAY_MODEL_FILTER_H

/* Which controls to show: a line of terms, all of which must hold, each of
 * which "-" turns round. The table of terms in filter_terms.c is the one place
 * that knows them; help, completion and messages read it.
 *
 *   words           in the control's id, title, statement or question,
 *                   case and accents folded, anywhere
 *   weight>=8       also > < <= =
 *   domain:OPS      of that domain or one below it; id or part of its name
 *   profile:x  applies:x  framework:x     part of a name or id
 *   level:N         has criteria at level N
 *   open started done untouched           progress of its criteria
 *   judge           a level waits for judgement
 *   flagged noted material withdrawn evidence
 *   in out inherited                      scope; inherited or reciprocal
 *   satisfactory deficient designated     designation; any at all
 *   concluded stale gap                   the level concluded, against target
 *   copied                                an answer copied, not yet confirmed
 *   slot:X  slot                          in that interview, by id, number or
 *                                         part of its title; in the present
 *                                         one
 *
 * A name that is an id, or a whole name, means that one alone: domain:OPS is
 * not DEVOPS. Quotes keep blanks together (framework:"Act on Parks") and make
 * a word of what would be a term ("open").
 *
 * Pure; looks at a catalog, a session, its ratings and standings, which the
 * caller gives. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct artifacts;
struct catalog;
struct err;
struct filter;
struct rating;
struct session;
struct standing;

/* What a filter looks at. */
struct filter_view {
	const struct catalog *catalog;
	const struct session *session; /* NULL: nothing answered */
	const struct rating *ratings;  /* by control; NULL: terms about answers
	                                  are refused */
	size_t language;
	const struct standing *standings; /* by control; NULL: terms about
	                                     them are refused */
	const char *slot; /* the one one is in (slots.h), or NULL */
	const struct artifacts *artifacts; /* what is linked to controls; NULL:
	                                      nothing is */
};

/* Parses a line; the catalog says what there is to name. NULL and
 * *err (column set) when a term means nothing. Blank: a filter that holds for
 * all controls. */
struct filter *filter_parse(
    const char *text, const struct filter_view *view, struct err *err);
void filter_free(struct filter *filter);
/* The line it was made from, blanks folded; borrowed. */
const char *filter_text(const struct filter *filter);
/* Does it have a term at all? */
bool filter_is_blank(const struct filter *filter);
/* Does it hold for this control now? Withdrawn controls are like others. */
bool filter_holds(
    const struct filter *filter, const struct filter_view *view,
    size_t control);

/* The i-th term for help and completion: how it is written ("weight>=N") and
 * N_() what it does; false past the end. */
bool filter_term(size_t i, const char **written, const char **help);

/* What the word at the cursor could become. */
struct filter_choice {
	char *text;       /* to stand in its place, "-" included; "" where it
	                     is any word */
	const char *shown; /* the term or name to list; borrowed */
	const char *help; /* what it does or is called, translated, or NULL;
	                     borrowed */
	bool whole;       /* a blank may follow: nothing is missing */
};
struct filter_choices {
	struct filter_choice *items;
	size_t count, capacity;
	size_t start; /* byte of the line at which the word begins */
	struct arena names; /* of what the session names */
};
/* The choices for the word of `line` that ends at byte `at`: terms, or after
 * "domain:" and its like the names there are. Replaces *choices. */
void filter_complete(const struct filter_view *view, const char *line,
    size_t at, struct filter_choices *choices);
void filter_choices_done(struct filter_choices *choices);

#endif
