/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_SWEEP_H
#define ASSAY_TESTS_CRASH_SWEEP_H

/* One walk with one call that fails, and what must come of it. */

#include "rig.h"
#include "walk.h"

/* What all workers count together. */
struct sweep_tally {
	unsigned faults, bad, refused, unsaved;
};

/* A room of one worker, and the walk that was recorded in it. */
struct sweep {
	struct rig *rig;
	struct sweep_tally *tally;
	char room[RIG_PATH]; /* in memory where there is such a place */
	char session[RIG_PATH], count_file[RIG_PATH], log_file[RIG_PATH];
	char *journal; /* that each run begins with */
	size_t journal_len;
	char **calls; /* "fdatasync .../journal" of the recorded walk */
	size_t call_count;
};

/* The call that fails; at 0 none does, and calls and commits are recorded. */
struct sweep_fault {
	size_t at;
	bool on; /* all after it too */
	const char *error;
};

/* A room of its own. */
void sweep_open(struct sweep *sweep, struct rig *rig, struct sweep_tally *tally,
    unsigned number);
void sweep_close(struct sweep *sweep);
/* Plays the walk on the journal and judges it. False: something is wrong, and
 * was said. */
bool sweep_run(
    struct sweep *sweep, struct walk *walk, const struct sweep_fault *fault);
/* Plays it without any fault and notes what it called. */
void sweep_record(struct sweep *sweep, struct walk *walk);
/* The same for a session that is made on the screen, at the first answer. */
bool sweep_run_creation(struct sweep *sweep, const struct sweep_fault *fault);

#endif
