/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_JOURNAL_H
#define ASSAY_STORE_JOURNAL_H

/* A session directory on disk: the journal (append-only, one commit a line,
 * each line naming the sum of the one before), the lock, the snapshot
 * session.yaml, and drafts (DESIGN.md 4). What journal_append says is saved is
 * on the disk. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalog;
struct commit;
struct err;
struct session;
struct session_header;

struct journal;

/* Makes the directory (0700), lock and journal with line 1. Refuses a path
 * that holds anything already (a lock nobody holds, left by a creation that
 * was interrupted, does not count). A header without id gets one. *session is
 * new and empty. Takes the strings of *header over on success. */
bool journal_create(const char *dir, struct session_header *header,
    struct journal **journal, struct session **session, struct err *err);

enum journal_mode {
	JOURNAL_WRITE, /* take the lock; when it is held: ERR_LOCKED, the
			  message naming who, where and since when */
	JOURNAL_READ   /* no lock, nothing written */
};
/* Opens a session. A read-only directory opens only to READ (WRITE gives
 * ERR_IO). A newer format gives ERR_NEWER; a line with a wrong sum, a gap or a
 * broken chain ERR_INPUT with its line number; the file is kept. A torn tail
 * is cut off by the writer and reported by journal_torn. */
bool journal_open(const char *dir, enum journal_mode mode,
    struct journal **journal, struct session **session, struct err *err);
/* Frees the lock. Queued commits that never reached the disk are lost: ask
 * journal_queued first. */
void journal_close(struct journal *journal);

/* Who writes, for the message a second opener gets: the header's `by` after
 * journal_create, the login name after journal_open until this is called. */
void journal_hold_as(struct journal *journal, const char *name);

/* What was cut off (writer) or ignored (reader) at the end: its bytes up
 * to the first NUL, or NULL. Borrowed. */
const char *journal_torn(const struct journal *journal);
bool journal_writable(const struct journal *journal);
const char *journal_dir(const struct journal *journal);
/* Who holds the lock of a session, as "K. Ito, nb-17, since 09:58, process
 * 123"; NULL when it is free. The caller frees it. */
char *journal_holder(const char *dir);

/* Writes one commit (its sum is filled in) and makes it last with one append
 * and one fdatasync. False: the disk refused, or the file is no longer as it
 * was left; the commit is queued in memory, the caller goes on and shows NOT
 * SAVED. Either way the commit has its sum and may be applied. */
bool journal_append(
    struct journal *journal, struct commit *commit, struct err *err);
/* Commits not on disk. */
size_t journal_queued(const struct journal *journal);
/* Tries to write the queue: a new journal file of the verified lines and the
 * queue replaces the old one (a descriptor whose fsync failed is not trusted
 * again). A journal that holds lines of somebody else is never replaced:
 * ERR_INPUT, and journal_save_to is left. */
bool journal_retry(struct journal *journal, struct err *err);
/* Writes verified lines and queue to a new session directory and goes on
 * there; drafts are copied as far as it goes. */
bool journal_save_to(
    struct journal *journal, const char *dir, struct err *err);

/* Reads lines that another process has added since (readers only). *added is
 * the number of commits applied to session. When a line is bad, those before
 * it have been applied, *added is untouched. */
bool journal_refresh(struct journal *journal, struct session *session,
    size_t *added, struct err *err);

/* Writes session.yaml: the state nested by path with seq and sum. */
bool journal_snapshot(const struct journal *journal,
    const struct session *session, struct err *err);

/* Text half typed. Names: [a-z0-9.-]+. Replaced whole, fsynced. read gives
 * NULL when there is none; the caller frees it. */
bool journal_draft_write(struct journal *journal, const char *name,
    const char *text, struct err *err);
char *journal_draft_read(const struct journal *journal, const char *name);
void journal_draft_remove(struct journal *journal, const char *name);
/* The names of all drafts, natural order; file_names_free. */
void journal_drafts(
    const struct journal *journal, char ***names, size_t *count);

/* Is this directory a session (holds a journal)? */
bool journal_is_session(const char *dir);

/* One commit as its journal line without prev, sum and line feed; the form of
 * `history --json` too. The caller frees it. */
char *journal_commit_json(const struct commit *commit);

#endif
