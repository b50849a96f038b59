/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_VERDICT_H
#define ASSAY_TESTS_CRASH_VERDICT_H

/* Is a session, after what happened to it, a beginning of what a whole walk
 * left, at least as long as what was acknowledged and no longer than what was
 * typed? The program itself tells: status, history, check, apply. */

#include "rig.h"

/* What a whole walk left. */
struct reference {
	char *journal;
	char **commits;  /* each as text, random ids taken out */
	char **statuses; /* after so many commits; made when first asked for */
	size_t count;
	bool fresh; /* every session of it is another: statuses differ */
};

void reference_take(struct reference *reference, const struct rig *rig,
    const char *session);
void reference_done(struct reference *reference);

/* Judges a session that must open, with `least` to `most` commits. False:
 * *why says, in a line, what is wrong; the caller frees it. */
bool verdict_session(const struct rig *rig, struct reference *reference,
    const char *session, size_t least, size_t most, char **why);

#endif
