/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_RATING_H
#define ASSAY_MODEL_RATING_H

/* What a session makes of a control: maturity.h fed from a catalog's criteria
 * and a session's answers, evidence and targets, and the sentences that say
 * why. Nothing is kept; a rating is as old as the session it was made from. */

#include <stdbool.h>
#include <stddef.h>

#include "model/maturity.h"

struct artifacts;
struct catalog;
struct session;
struct str;

enum method_bit { METHOD_EXAMINE = 1, METHOD_INTERVIEW = 2, METHOD_TEST = 4 };
/* From and to "examine, test". */
unsigned methods_parse(const char *text);
void methods_text(unsigned methods, struct str *out);

/* An item of evidence supports what it is linked to with "supports" once it is
 * accepted or viewed on site, unless it is a draft (evidence/ID/approval). One
 * for a pack's request is linked to the controls that list the request, unless
 * a recorded link to the control says otherwise. */
enum { RATING_ID = 65 }; /* bytes of an item's id */

struct rating {
	struct maturity maturity;
	int supported;       /* domain.md 4.5; -1 without a scale */
	size_t answered, of; /* criteria of levels 1 and up */
	size_t left;         /* still to ask: none once not performed */
	int target_asked, target_effective; /* -1: none */
	bool flagged;                       /* has a flag set */
	unsigned methods; /* of the items that count and hang on it, whatever
			     they say: evidence/ID/method, else examine */
	char draft[RATING_ID]; /* the first one accepted or viewed that hangs
				  on it, yet is a draft; "": none */
	/* The declaration or attestation (evidence/ID/type) that supports the
	 * control or part of it and is the oldest, one without a date before
	 * all; "": none. */
	char declaration[RATING_ID];
	int declared; /* its day (evidence/ID/dated); DAY_NONE: not said */
};

/* The policy in force: the session's, else the scale's, else 80 and 50. */
void rating_policy(const struct catalog *catalog,
    const struct session *session, struct policy *out);

/* Rates one control (a catalog row); session may be NULL. */
void rating_compute(const struct catalog *catalog,
    const struct session *session, size_t control, struct rating *out);
/* The same, from a register that is current: it costs what is linked to the
 * control, where the former reads all links. */
void rating_compute_of(const struct artifacts *artifacts,
    const struct catalog *catalog, const struct session *session,
    size_t control, struct rating *out);
/* Rates all of them: out has a place for every control. Cheaper than one by
 * one, since the links are sorted by control once. */
void rating_compute_all(const struct catalog *catalog,
    const struct session *session, struct rating *out);

/* Does a field of an item (evidence/ID/FIELD) matter to ratings? */
bool rating_reads(const char *field);

/* The answer to one criterion (a catalog row of this control). */
enum criterion_state rating_state(const struct catalog *catalog,
    const struct session *session, size_t control, size_t criterion);

/* The sentences of the verdict block (screens.md 5), replacing what the two
 * hold: the one rule that decides, about the lowest level that does not pass;
 * and what would raise the level, shortest way first, criteria named by number
 * (2.3). `raise` is empty at the ceiling, while nothing is answered, and where
 * no answer could help. `rating` is what rating_compute gave. */
void rating_explain(const struct catalog *catalog, const struct rating *rating,
    size_t control, const struct session *session, struct str *rule,
    struct str *raise);

/* The level asked for in a domain: its own, that of one around it, else the
 * session's (domain.md 4.6); -1: none. session may be NULL. */
int rating_domain_target(const struct catalog *catalog,
    const struct session *session, size_t domain);

#endif
