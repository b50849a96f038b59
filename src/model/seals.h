/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SEALS_H
#define ASSAY_MODEL_SEALS_H

/* The seals of a session as its journal tells: numbered from 1, each ended by
 * an amendment before the next. What a seal proves lies beside the journal
 * (store/seal.h). */

#include <stdbool.h>
#include <stdint.h>

struct commit;
struct err;
struct session;
struct stamp;

/* One of them; the texts are borrowed until the next commit. */
struct seal_state {
	unsigned number;
	uint64_t seq;   /* the commit that sealed */
	const char *at; /* 2026-11-22T08:00:00+01:00 */
	const char *by;
	/* NULL while it stands: */
	const char *reopened; /* the moment of the amendment */
	const char *reopened_by;
	const char *why;
	const char *fingerprint; /* of its manifest, named by the amendment */
	uint64_t reopened_seq;
};
/* How many there are. */
unsigned seals_count(const struct session *session);
/* False: there is no seal of that number. */
bool seals_get(
    const struct session *session, unsigned number, struct seal_state *state);
/* Is the session sealed now? *state, which may be NULL, gets the latest seal,
 * also one that was ended; number 0: there is none. */
bool seals_standing(const struct session *session, struct seal_state *state);

/* The commit that seals. ERR_INPUT: it is sealed already. */
bool seals_prepare(const struct session *session, const struct stamp *stamp,
    struct commit *commit, struct err *err);
/* The amendment that ends the standing seal, whose manifest has this
 * fingerprint. ERR_INPUT: none stands, or the reason is missing. */
bool seals_prepare_reopen(const struct session *session,
    const char *fingerprint, const char *why, const struct stamp *stamp,
    struct commit *commit, struct err *err);

#endif
