/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_WALK_H
#define ASSAY_TESTS_CRASH_WALK_H

/* What an assessor does, key by key, and what the screen shows when it is
 * done. A step counts as acknowledged only when the screen has shown it, and
 * has said that it is saved. */

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum step_kind {
	STEP_SAVES,   /* acknowledged when shown beside "saved" */
	STEP_MOVES,   /* records nothing: being shown is enough */
	STEP_SLOW,    /* the same, left out unless the walk is patient */
	STEP_FULL,    /* from here on the journal's lines break off */
	STEP_UNSAVED, /* shown beside "NOT SAVED" */
	STEP_ROOM,    /* files grow again; then the keys */
	STEP_TERM     /* the last: SIGTERM */
};

struct step {
	enum step_kind kind;
	char keys[96];
	char shows[64];
	char gone[32];  /* must not be shown any more; "" nothing */
	bool settle;    /* the next keys wait until this is shown */
	size_t calls;   /* disk calls of the program so far, as recorded */
	size_t commits; /* in the journal so far, as recorded */
};

enum { STEPS_MAX = 400 };

/* Step 0 is the program's start. */
struct walk {
	struct step steps[STEPS_MAX];
	size_t count;
	unsigned answered;
	bool patient;
	char session[PATH_MAX]; /* where the session lies */
	/* from this step on (0: none) it lies elsewhere */
	size_t moves;
	char moved[PATH_MAX];
};

/* A walk in a session; shows: what the screen begins with. */
void walk_begin(struct walk *walk, const char *session, const char *shows);
/* The next `count` answers by keys of this pattern, over again. */
void walk_answer(struct walk *walk, const char *pattern, unsigned count);
/* One step; text may be NULL. */
struct step *walk_step(struct walk *walk, enum step_kind kind,
    const char *keys, const char *shows);
/* The controls from first to last of the pack, all criteria answered, with
 * judgements, evidence, notes, undo and redo. The cursor is on the first one's
 * line in the tree. */
void walk_controls(struct walk *walk, unsigned first, unsigned last);
/* One control alone, from the first screen of a session in which those before
 * it are answered. */
void walk_go(struct walk *walk, unsigned control);
/* Where the session is once this step is done. */
const char *walk_session(const struct walk *walk, size_t step);
/* Leaves by q. */
void walk_leave(struct walk *walk);

#endif
