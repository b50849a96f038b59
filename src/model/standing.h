/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_STANDING_H
#define ASSAY_MODEL_STANDING_H

/* Where a control stands besides its derived level (rating.h): in scope or
 * not, its objectives, its designation (CDPAS 6.5), the level concluded
 * (domain.md 4.5), its review, and what to warn about. Computed, never kept.
 *
 *   CONTROL/objectives/AO/designation    satisfactory, deficient, alternative
 *                                        control, not applicable
 *   CONTROL/objectives/AO/methods        "examine, interview, test"
 *   CONTROL/objectives/AO/methods/METHOD/day    when it was used; also
 *                                        .../people, .../note
 *   CONTROL/objectives/AO/parameters/N   what the organization set
 *   CONTROL/designation                  given by the assessor
 *   CONTROL/concluded                    a level; why when it differs from
 *                                        Supported
 *   CONTROL/concluded/basis              by the program: Derived and
 *                                        Supported as they were ("2-4 2")
 *   CONTROL/concluded/shown, .../defensible   yes, no: the two questions
 *   CONTROL/capability/since             the day from which on it is live
 *   CONTROL/criteria/LEVEL.KEY/copied    the control it was copied from,
 *                                        until it is confirmed
 *   reviews/CONTROL/state                open, returned, approved
 *   reviews/CONTROL/comment
 */

#include <stdbool.h>
#include <stddef.h>

#include "model/rating.h"
#include "model/scope.h"

struct catalog;
struct entry;
struct filter;
struct session;
struct str;

enum designation {
	DESIGNATION_NONE, /* not assessed */
	DESIGNATION_SATISFACTORY,
	DESIGNATION_DEFICIENT,
	DESIGNATION_ALTERNATIVE,
	DESIGNATION_NOT_APPLICABLE,
	DESIGNATION_COUNT
};
/* The token of DESIGN.md 6; DESIGNATION_NONE: "not assessed". And back;
 * DESIGNATION_COUNT: no such, or NULL given. */
const char *designation_word(enum designation designation);
enum designation designation_find(const char *word);

/* What the session says once for all controls. */
struct standing_frame {
	const struct catalog *catalog;
	const struct session *session; /* may be NULL */
	struct filter *rule;           /* owned; NULL: none, or wrong */
	int rigor;                     /* 1 to 3; 1 without a session's */
	int today;
	int live_day; /* when capabilities are to be old enough: today, at
			 most the end of the session's period; DAY_NONE: not
			 known */
	bool *frameworks; /* in scope, by row; owned */
};
void standing_frame_init(struct standing_frame *frame,
    const struct catalog *catalog, const struct session *session, int today);
void standing_frame_done(struct standing_frame *frame);

/* Does an objective (a row) count: rigor at most the session's, and its
 * framework, if it is for one, in scope? (domain.md 2.1) */
bool standing_objective_applies(
    const struct standing_frame *frame, size_t objective);
/* Its designation as recorded; where the control as a whole is recorded not
 * applicable, that. */
enum designation standing_objective(const struct standing_frame *frame,
    size_t control, size_t objective);

/* The methods used on an objective: those listed, and those that have a day
 * of their own. session may be NULL. */
unsigned standing_methods(const struct session *session, const char *control,
    const char *objective);

enum review_state { REVIEW_NONE, REVIEW_OPEN, REVIEW_RETURNED,
	REVIEW_APPROVED };

/* domain.md 4.5 "Warnings", and those of sections 3 and 2.3; one bit each.
 * standing_warning gives the sentence. Out of scope there are none, not
 * applicable only those about scope. */
enum warning_bit {
	WARN_SATISFACTORY_LOW = 1 << 0, /* satisfactory with concluded <= 1 */
	WARN_DEFICIENT_HIGH = 1 << 1,   /* deficient with concluded >= 3 */
	WARN_ALTERNATIVE_MATERIAL = 1 << 2, /* an error: not allowed */
	WARN_METHODS = 1 << 3,     /* fewer methods than the rigor asks, where
				      something is claimed: designated,
				      concluded, or supported from level 2 */
	WARN_DECLARATION = 1 << 4, /* of what is inherited: older than 12
				      months, no date, nobody's */
	WARN_STALE = 1 << 5,       /* concluded on other answers */
	WARN_OVERRIDE = 1 << 6,    /* concluded above Derived */
	WARN_NO_REASON = 1 << 7,   /* exceeded without a reason, concluded */
	WARN_NOT_DEFENSIBLE = 1 << 8, /* a question answered no */
	WARN_RECHECK = 1 << 9,     /* a copied answer's source changed */
	WARN_DEPRECATED = 1 << 10, /* in scope though withdrawn */
	WARN_UNATTAINABLE = 1 << 11, /* concluded is no attainable level now */
	WARN_CAPABILITY = 1 << 12,  /* not live for as long as the standard
				       asks (CDPAS 3.15) */
	WARN_ATTESTATION = 1 << 13, /* a declaration or attestation that
				       supports it is older than 12 months or
				       has no date */
	WARN_DRAFT = 1 << 14, /* an accepted item is a draft: no support */
	WARN_COUNT = 15
};
/* The token of a warning by the number of its bit, below WARN_COUNT: "no
 * reason". */
const char *standing_warning_word(unsigned bit);

/* How far an assessor has come with a control (domain.md 4.5). */
enum progress {
	PROGRESS_NONE,      /* not rated */
	PROGRESS_STARTED,   /* in progress: low < high */
	PROGRESS_RATED,
	PROGRESS_CONCLUDED,
	PROGRESS_REVIEWED,  /* concluded, and approved in peer review */
	PROGRESS_STALE,     /* concluded on other answers */
	PROGRESS_COUNT
};

struct standing {
	struct scope_item scope;
	size_t objectives; /* that apply */
	size_t by[DESIGNATION_COUNT]; /* of them */
	size_t other_rigor, other_framework; /* objectives left out */
	unsigned methods; /* union over objectives that apply and items
			     that count */
	int rigor;        /* the session's */
	/* What its objectives make of it: NONE while one is open, or there
	 * are none; deficient when one is; not applicable when all are;
	 * alternative control when none is satisfactory as it stands; else
	 * satisfactory (CDPAS 6.5(2)). */
	enum designation derived;
	bool given; /* the assessor recorded one that counts */
	enum designation designation; /* the one in force */
	int concluded; /* -1: not yet */
	bool above_derived;   /* upward override */
	bool off_supported;   /* differs from Supported: needs a reason */
	bool stale; /* D or S is not what it was concluded on */
	enum review_state review;
	const char *review_comment; /* borrowed; may be NULL */
	size_t copied, recheck;     /* criteria copied, unconfirmed; to be
				       asked again */
	size_t unexplained;         /* exceeded without reason */
	int live_since, live_due; /* a day, DAY_NONE: not said; and for how
				     many days it has to be live, 0: any */
	int live;                 /* days, up to the frame's live_day */
	char draft[RATING_ID], declaration[RATING_ID]; /* as rating.h */
	int declared;
	int gap;                    /* effective target - concluded, from 0;
				       -1: no target, not concluded, or it
				       does not count */
	unsigned warnings;
};

/* rating: as rating_compute gave it for this control. */
void standing_compute(const struct standing_frame *frame, size_t control,
    const struct rating *rating, struct standing *out);

/* How far it has come, and the token for it, "in progress". */
enum progress standing_progress(
    const struct rating *rating, const struct standing *standing);
const char *progress_word(enum progress progress);

/* Is a copied answer another one than its source's now, so to be asked again?
 * copied: the entry at CONTROL/criteria/LEVEL.KEY/copied. */
bool standing_copy_old(
    const struct session *session, const struct entry *copied);

/* Does it count in averages and designations: in scope and not designated
 * not applicable? */
bool standing_counts(const struct standing *standing);

/* What the answers derive: "-" untouched, "2-4", "3". */
void standing_derived_text(const struct maturity *maturity, char out[16]);
/* "-", "2-4", "3", "=3", "=3^", "=3?", "=3r", "n/a", "out" (screens.md 1). An
 * override keeps its mark: "=3^?", "=3^r". "n/a": no levels, not applicable,
 * or withdrawn and not taken in. */
void standing_level_text(const struct rating *rating,
    const struct standing *standing, char out[16]);
/* The sentence of one warning, and one on why a control has no designation
 * yet or which it has; appended. */
void standing_warning(const struct standing *standing,
    enum warning_bit warning, struct str *out);
void standing_explain(const struct standing_frame *frame, size_t control,
    const struct standing *standing, struct str *out);

/* May this level be concluded: 0, or one with criteria? */
bool standing_attainable(
    const struct catalog *catalog, size_t control, int level);

#endif
