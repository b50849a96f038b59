/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_FINDINGS_H
#define ASSAY_MODEL_FINDINGS_H

/* Deficiencies (CDPAS 7.1) and the plan to mend them (9.1):
 *
 *   findings/ID/about           the criterion or objective that fails, or the
 *                               control
 *   findings/ID/condition       what is
 *   findings/ID/cause, impact, likelihood, recommendation
 *   findings/ID/evidence        items, a blank between their ids
 *   findings/ID/affects         people, process, technology, data, facility
 *   findings/ID/owner           a person's id, or a name
 *   findings/ID/plan            milestones and resources
 *   findings/ID/due, completed  days
 *   findings/ID/state           draft, confirmed, in progress, completed,
 *                               cleared
 *   findings/ID/told            yes: told to the client
 *
 * An item not available, and a control designated Deficient without a record,
 * are candidates that nothing is recorded of yet (domain.md 6). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct changes;
struct commit;
struct desk;
struct session;

struct finding {
	char *id;   /* owned by the list; NULL: a candidate not recorded */
	char *name; /* "F-01": by the order in which they were recorded;
	               owned; NULL as above */
	char *own;  /* of a candidate: its `about`; owned by the list */
	const char *about;    /* or NULL; borrowed like the rest */
	const char *artifact; /* of a candidate: the item not available */
	const char *condition, *cause, *impact, *likelihood, *recommendation,
	    *owner, *plan, *evidence, *affects; /* or NULL */
	const char *state;  /* "draft" where nothing is recorded; of a candidate
	                       NULL */
	size_t control;     /* row, or CATALOG_NONE */
	int due, completed; /* DAY_NONE */
	bool told;
	bool open; /* not completed nor cleared; a candidate is */
	bool overdue;
	uint64_t seq; /* the earliest of those that set its fields; 0: a
	                 candidate */
};
struct findings {
	struct finding *items; /* recorded ones first, by seq, then id */
	size_t count, capacity;
};
/* All that are recorded; candidates: also what could become one, by control.
 * The texts are borrowed until the next commit. */
void findings_list(
    const struct desk *desk, bool candidates, struct findings *out);
void findings_done(struct findings *findings);
/* How many are recorded and open. */
size_t findings_open(const struct session *session);
/* The first recorded on exactly this item (a NAME_ITEM), open ones before
 * others; its id, which the caller frees, or NULL. */
char *finding_find(const struct session *session, const char *about);
/* "F-01" of an id; NULL: there is none. The caller frees it. */
char *finding_name(const struct session *session, const char *id);

/* Which items have a finding, kept current by the desk (desk->findings): each
 * line of the screen asks, so it costs no walk. */
struct finding_index;
struct finding_index *finding_index_new(void);
void finding_index_free(struct finding_index *index);
/* session may be NULL. */
void finding_index_read(
    struct finding_index *index, const struct session *session);
/* After a commit became part of the session. */
void finding_index_follow(struct finding_index *index,
    const struct session *session, const struct commit *commit);
/* Has this item (a NAME_ITEM) one that is not cleared? */
bool finding_marks(const struct desk *desk, const char *about);
/* How many are open, and how many of them overdue. */
void findings_count(const struct desk *desk, size_t *open, size_t *overdue);

/* Proposes a new one on what fails (a NAME_ITEM of schema.h), its fields
 * filled from what the session and the pack know of it: condition from the
 * reason given with its answer, else from its text; evidence linked; affects
 * from applies-to; due by the 180-day limit. The id, which the caller frees.*/
char *finding_add(
    const struct desk *desk, struct changes *changes, const char *about);
/* The same of a candidate: what it says, and the item that is missing. */
char *finding_take(const struct desk *desk, struct changes *changes,
    const struct finding *candidate);
/* Proposes a state, and with it the day of completion: today where none is
 * recorded; none once it is open again. today may be DAY_NONE. */
void finding_set_state(const struct session *session, struct changes *changes,
    const char *id, const char *state, int today);
/* The last day of the plan by CDPAS 9.1, 180 days after what it is about was
 * designated deficient, else after it was recorded; and of the window for
 * re-evaluation by 6.5(3). DAY_NONE where they do not run. */
int finding_limit(const struct desk *desk, const struct finding *finding);
int finding_window(const struct desk *desk, const struct finding *finding);

#endif
