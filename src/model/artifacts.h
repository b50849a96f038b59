/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_ARTIFACTS_H
#define ASSAY_MODEL_ARTIFACTS_H

/* The evidence register (domain.md 6): every request of the pack and every
 * item of the session's own, with what hangs on it, found by item and by
 * control. Kept current commit by commit: a change costs what hangs on the
 * item it touches, not the register's size. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct changes;
struct commit;
struct session;
struct standing;
struct str;

/* In the order of DESIGN.md 6. */
enum evidence_state {
	EVIDENCE_NOT_REQUESTED,
	EVIDENCE_REQUESTED,
	EVIDENCE_RECEIVED,
	EVIDENCE_UNDER_REVIEW,
	EVIDENCE_ACCEPTED,
	EVIDENCE_REJECTED,
	EVIDENCE_NOT_APPLICABLE,
	EVIDENCE_NOT_AVAILABLE,
	EVIDENCE_VIEWED,
	EVIDENCE_SUPERSEDED,
	EVIDENCE_STATES
};
/* The token, and back (EVIDENCE_NOT_REQUESTED when NULL or unknown). */
const char *evidence_state_word(enum evidence_state state);
enum evidence_state evidence_state_find(const char *word);
/* Its key in the line of states: q r v a x w 0 n s u. */
char evidence_state_letter(enum evidence_state state);
/* EVIDENCE_STATES: no such letter. */
enum evidence_state evidence_state_of_letter(char letter);
/* Letters of the usual next states, the most usual first (domain.md 6). States
 * may jump; these are offered first. */
const char *evidence_state_next(enum evidence_state state);

enum artifact_group {
	ARTIFACT_OUTSTANDING, /* not requested, requested, rejected */
	ARTIFACT_IN_HAND,     /* received, under review */
	ARTIFACT_FINISHED     /* all else */
};
enum artifact_group artifact_group(enum evidence_state state);

/* What to look at; artifact_flag_text gives the words. An item that is not
 * applicable, not available or superseded is neither expired nor stale nor a
 * draft; a date is missed only once there is something that could bear it. */
enum artifact_flag {
	ARTIFACT_OVERDUE = 1 << 0,   /* due passed, still outstanding */
	ARTIFACT_EXPIRED = 1 << 1,   /* valid until passed, or a declaration
					older than 12 months */
	ARTIFACT_STALE = 1 << 2,     /* its period ended more than 12 months
					before the end of the session's */
	ARTIFACT_DRAFT = 1 << 3,     /* approval: draft; does not support */
	ARTIFACT_NO_WITNESS = 1 << 4,   /* viewed on site without witness */
	ARTIFACT_NO_LOCATOR = 1 << 5,   /* viewed on site, no locator on it nor
					on a link */
	ARTIFACT_NO_DATE = 1 << 6,      /* a declaration without its date */
	ARTIFACT_DEFICIENCY = 1 << 7,   /* not available: a candidate */
	ARTIFACT_CONTRADICTS = 1 << 8,  /* a link says so */
	ARTIFACT_FLAGS = 9
};

/* What an item says of a control, an objective or a criterion. A request of
 * the pack hangs on every control that lists it and supports it, until a link
 * to the control as a whole is recorded, which then says what it says. Links
 * to controls the pack does not have are left out. */
struct artifact_link {
	const char *path; /* borrowed from the session; NULL: implied */
	size_t control;
	size_t objective; /* a row of OBJECTIVE, or CATALOG_NONE */
	size_t criterion; /* a row of CRITERION, or CATALOG_NONE */
	const char *verdict; /* "supports" */
	const char *locator; /* or NULL */
	bool implied; /* the pack's control asks for it; nothing recorded */
	bool gone;    /* of a criterion or objective this pack does not have:
			 it hangs on the control, and says nothing of it */
};
/* An own item that answers a request is linked by its own links alone, and
 * leaves the request as it is: what came may be part of what was asked for, so
 * the request waits until its own state says otherwise. */
struct artifact {
	char *id;
	size_t row; /* EVIDENCE row of a pack's request, or CATALOG_NONE */
	enum evidence_state state;
	const char *title; /* borrowed from catalog or session; "" none */
	const char *person; /* from whom, a person's id or a text, or NULL:
			       requested from, else provided by; the other way
			       round once it is no longer outstanding; the
			       witness of what was viewed on site */
	int due;            /* DAY_NONE */
	unsigned flags;
	size_t request; /* the EVIDENCE row an own item answers, or
			   CATALOG_NONE */
	struct artifact_link *links; /* natural order of their controls, of
					one control the whole first, then
					criteria, objectives */
	size_t link_count, link_capacity;
};

/* Opaque index of the session's artifacts. */
struct artifacts;
struct artifacts *artifacts_new(const struct catalog *catalog);
void artifacts_free(struct artifacts *artifacts);
/* Reads all anew: another session, language or day. session may be NULL;
 * today: calendar.h. */
void artifacts_read(struct artifacts *artifacts,
    const struct session *session, size_t language, int today);
/* After a commit became part of the session. */
void artifacts_follow(struct artifacts *artifacts,
    const struct session *session, const struct commit *commit);

/* The pack's requests in their order, then one's own by id. */
size_t artifacts_count(const struct artifacts *artifacts);
const struct artifact *artifacts_at(
    const struct artifacts *artifacts, size_t i);
/* By id, case aside where none is spelt so. CATALOG_NONE: there is none. */
size_t artifacts_find(const struct artifacts *artifacts, const char *id);
/* The artifacts of a control, as numbers for artifacts_at: the requests its
 * pack lists in their order, then whatever else is linked to it in theirs;
 * borrowed until the next commit. */
const size_t *artifacts_of_control(
    const struct artifacts *artifacts, size_t control, size_t *count);
/* An artifact's links to a control: the first of them and their number. */
const struct artifact_link *artifact_links_to(
    const struct artifact *artifact, size_t control, size_t *count);
/* Does it touch a control that counts (standing_counts)? standings: one a
 * control. What is linked to nothing yet does; what is linked as not relevant
 * alone does not. */
bool artifact_in_scope(
    const struct artifact *artifact, const struct standing *standings);
/* The words of one flag, translated, "a draft"; borrowed. */
const char *artifact_flag_text(enum artifact_flag flag);
/* Appends all of them, each behind a comma: ", overdue 3 days, a draft". */
void artifact_flags_add(
    const struct artifact *artifact, int today, struct str *out);

/* An id for an item of one's own that nothing has; the caller frees it. */
char *artifact_new_id(const struct session *session);
/* "evidence/ID/FIELD"; the caller frees it. */
char *artifact_path(const char *id, const char *field);
/* A field as recorded, NULL when nothing; borrowed. */
const char *artifact_field(
    const struct session *session, const char *id, const char *field);
/* "links/EV/CONTROL", or with "/criteria/LEVEL.KEY", "/objectives/AO"; item
 * is a CONTROL[/...] as NAME_ITEM (schema.h). The caller frees it. */
char *artifact_link_path(const char *id, const char *item);

/* Proposes a state with what comes with it: requested, received, reviewed
 * (accepted, rejected) get their day and who reviewed it, where nothing is
 * recorded or proposed yet. What is recorded stays unless it is of an earlier
 * round: asked for again after it was rejected, received before it was asked
 * for last, reviewed before it was received or decided otherwise. why: NULL or
 * the reason; today may be DAY_NONE, by NULL. */
void artifact_set_state(const struct session *session,
    struct changes *changes, const char *id, enum evidence_state state,
    const char *why, int today, const char *by);

#endif
