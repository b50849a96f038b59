/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_FLIPS_H
#define ASSAY_TESTS_CRASH_FLIPS_H

/* What flips.c (cut off and changed), flips_session.c (a session with a value
 * of every kind) and flips_beside.c (the files beside it, the programs)
 * share. */

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "store/journal.h"

struct catalog;
struct session;

enum { COMMITS_MAX = 80, LEAST = 20000 };

struct bench {
	char root[24];
	char *dir, *file;
	const char *assay; /* the program */
	const char *top;
	struct catalog *catalog;
	struct str text; /* the journal as it was written */
	size_t lines;
	size_t begins[COMMITS_MAX + 3];   /* of line 1, 2 ... */
	char *states[COMMITS_MAX + 2]; /* after so many commits, whole */
	char *values[COMMITS_MAX + 2]; /* without the history */
	size_t stride, number, faults, done;
	size_t worker, workers; /* who shares the positions */
};

/* What is wrong, as a TAP diagnostic. */
void fault(struct bench *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* One line of TAP for what was looked at since the last one. */
void verdict(struct bench *b, const char *what);
/* All of a session: header, history (when whole), state. The caller frees it.
 */
char *dump(const struct session *session, bool whole);
void spill(const char *path, const char *data, size_t len);
/* The journal as it was written. */
void restore(struct bench *b);
/* Is the journal's file these bytes? */
bool file_is(struct bench *b, const char *data, size_t len);
void put_byte(struct bench *b, size_t at, char byte);
/* Makes the session. */
void begin(struct bench *b);

/* What opening in one mode gave. */
struct opened {
	bool ok, whole;
	size_t commits;
	char *state, *torn, *damage;
	struct err err;
};
struct opened open_as(struct bench *b, enum journal_mode mode);
void opened_done(struct opened *o);
/* Is it that of the session after so many commits? */
bool same_state(
    const struct bench *b, const struct opened *o, size_t commits);

void try_things(struct bench *b);
void try_beside(struct bench *b);
void try_programs(struct bench *b);
void try_old(struct bench *b);

#endif
