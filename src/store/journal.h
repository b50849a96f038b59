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
	JOURNAL_LATER, /* the same; what the lines' sums say is seen by
			  journal_verify, before which nothing is written; a
			  journal with a torn tail is verified at once */
	JOURNAL_READ,  /* no lock, nothing written */
	JOURNAL_SALVAGE /* the same; of a damaged journal the lines before
	                   the damage, which journal_damage tells */
};
/* Opens a session. A read-only directory opens only to READ (WRITE gives
 * ERR_IO). A newer format gives ERR_NEWER; a line with a wrong sum, a gap or a
 * broken chain ERR_INPUT with its line number; the file is kept. A torn tail
 * is cut off by the writer and reported by journal_torn. */
bool journal_open(const char *dir, enum journal_mode mode,
    struct journal **journal, struct session **session, struct err *err);
/* Opened with JOURNAL_LATER, and not verified yet? */
bool journal_unverified(const struct journal *journal);
/* Looks whether every line is as it was written. False: not so; *err is what
 * opening it would have said. The caller closes it, and frees the session,
 * which is not to be believed. */
bool journal_verify(struct journal *journal, struct err *err);
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
/* Where and how the journal is damaged, as one line: nothing from there on was
 * read. NULL: it is whole. Borrowed. */
const char *journal_damage(const struct journal *journal);
const char *journal_dir(const struct journal *journal);
/* Who holds the lock of a session, as "K. Ito, nb-17, since 09:58, process
 * 123"; NULL when it is free. The caller frees it. */
char *journal_holder(const char *dir);
/* The same as a sentence, for a session that is open to read. */
char *journal_writer(const struct journal *journal);
/* Could this reader write: nobody holds the lock, and the directory is ours to
 * write in? */
bool journal_is_free(const struct journal *journal);
/* Makes a reader the writer: takes the lock, applies what is new, cuts a torn
 * tail off (journal_torn). False: it stays a reader, but the session may have
 * more commits than before. */
bool journal_take_over(
    struct journal *journal, struct session *session, struct err *err);

/* Writes one commit (its sum is filled in) and makes it last with one append
 * and one fdatasync. False: the disk refused, or the file is no longer as it
 * was left; the commit is queued in memory, the caller goes on and shows NOT
 * SAVED. Either way the commit has its sum and may be applied. */
bool journal_append(
    struct journal *journal, struct commit *commit, struct err *err);
/* Commits not on disk. */
size_t journal_queued(const struct journal *journal);
/* Tries to write the queue: behind the verified lines, which needs room for
 * the queue alone; after a failed sync, or where the file is another one with
 * our lines, as a new file of verified lines and queue that replaces the old
 * one (journal_retry.c says why). A journal that holds lines of somebody else
 * is never touched: ERR_INPUT, and journal_save_to is left. */
bool journal_retry(struct journal *journal, struct err *err);
/* Writes verified lines and queue to a new session directory and goes on
 * there; drafts are copied as far as it goes. When the disk no longer gives
 * the verified lines back, they are made from the session's commits. */
bool journal_save_to(struct journal *journal, const struct session *session,
    const char *dir, struct err *err);
/* For a caller who gives up instead of going on: nothing of the queue is left
 * in the file, as far as the disk lets us. */
void journal_withdraw(struct journal *journal);
/* Takes the journal out of the directory it was made in just now, because
 * what belongs in it cannot be written. */
void journal_uncreate(struct journal *journal);

/* Reads lines that another process has added since (readers only). *added is
 * the number of commits applied to session. When a line is bad, those before
 * it have been applied, *added is untouched. */
bool journal_refresh(struct journal *journal, struct session *session,
    size_t *added, struct err *err);

/* Writes session.yaml: the state nested by path with seq and sum, and below
 * it the SHA-256 of these lines. A file there that lacks it, or does not have
 * it any more, is somebody's work: it is kept as session.yaml.bak. */
bool journal_snapshot(const struct journal *journal,
    const struct session *session, struct err *err);

/* Moves a session.yaml that is not as it was written out of the way, so that it
 * can be said: *kept is its new path (the caller frees it), or NULL. */
bool journal_keep_edited(
    const struct journal *journal, char **kept, struct err *err);

/* Text half typed. Names: [a-z0-9.-]+. Replaced whole, fsynced. read gives
 * NULL when there is none; the caller frees it. */
bool journal_draft_write(struct journal *journal, const char *name,
    const char *text, struct err *err);
char *journal_draft_read(struct journal *journal, const char *name);
void journal_draft_remove(struct journal *journal, const char *name);
/* Before a draft is written or removed: one that is not as we last wrote or
 * read it is somebody else's work, and set aside. Its new name, NULL where
 * there is none; the caller frees it. */
char *journal_draft_guard(struct journal *journal, const char *name);
/* Renames a draft to NAME.left.txt, NAME.2.left.txt and so on, whichever is
 * free. NULL: it stays as it is. The caller frees the new name. */
char *journal_draft_set_aside(
    struct journal *journal, const char *draft, const char *name);
/* The names of all drafts, natural order; file_names_free. */
void journal_drafts(
    const struct journal *journal, char ***names, size_t *count);

/* Is this directory a session (holds a journal)? */
bool journal_is_session(const char *dir);

/* One commit as its journal line without prev, sum and line feed; the form of
 * `history --json` too. The caller frees it. */
char *journal_commit_json(const struct commit *commit);

#endif
