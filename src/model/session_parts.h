/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SESSION_PARTS_H
#define ASSAY_MODEL_SESSION_PARTS_H

/* What session.c (the map), session_prepare.c (new commits) and
 * session_undo.c share. */

#include "model/session.h"

/* Sequence numbers of commits, the latest last. */
struct seq_stack {
	uint64_t *items;
	size_t count, capacity;
};

struct session {
	struct session_header header;
	struct commit *commits;
	size_t count, capacity;
	/* Sorted by path; the strings belong to the commits. While bulk is
	 * on, an entry may be dead (no value) and new ones are in `tail`. */
	struct entry *entries;
	size_t entry_count, entry_capacity;
	struct entry *tail;
	size_t tail_count, dead;
	bool bulk;
	bool preview; /* the header is another session's */
	struct seq_stack undo, redo;
};

/* A commit of no changes with the next seq. */
void commit_begin(const struct session *session, const struct stamp *stamp,
    struct commit *commit);
/* Adds a change from what the session holds now; copies the strings. */
void commit_add(struct commit *commit, const struct session *session,
    const char *path, const char *value, const char *why);
/* Bytes of the commit as a journal line, and of the line that undoes it,
 * whichever is more; never too few. */
size_t commit_bytes(const struct commit *commit);

/* Puts an applied commit on the stacks of what undo and redo are next. */
void session_note_undo(struct session *session, const struct commit *commit);

#endif
