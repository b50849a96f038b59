/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_JOURNAL_PARTS_H
#define ASSAY_STORE_JOURNAL_PARTS_H

/* What journal.c (open, append, queue), journal_read.c (lines in),
 * journal_line.c (a line's bytes), journal_retry.c (recovery),
 * journal_rewrite.c (a new file), journal_lock.c, journal_place.c, snapshot.c
 * and drafts.c share. */

#include <time.h>

#include "base/digest.h"
#include "base/str.h"
#include "store/journal.h"

enum {
	JOURNAL_LINE_MAX = 4 * 1024 * 1024,
	JOURNAL_VALUES_MAX = 1000000, /* JSON values of a line */
	JOURNAL_OLD_MAX = 120
};
#define JOURNAL_BYTES_MAX ((uint64_t)1 << 30)
#define JOURNAL_FORMAT "assay-session/1"

struct journal {
	char *dir;
	int dir_fd;
	int append_fd; /* -1: a reader, or not trusted any more */
	int read_fd;   /* the same file, never written through */
	int lock_fd;   /* -1: a reader */
	bool writable;
	bool suspect; /* a sync of the file failed: it is written no more */
	bool later;   /* the sums of its lines are still to be looked at */
	struct timespec changed; /* as the file was when it was read so */
	uint64_t verified; /* bytes on the disk that are whole lines */
	char verified_sum[DIGEST_HEX + 1]; /* of the last of them */
	char sum[DIGEST_HEX + 1]; /* of the last line, queue included */
	struct str queue;         /* lines that are not on the disk */
	size_t queued;
	char *torn;
	bool salvage; /* what is whole before damage is read */
	char *damage; /* where and what it is; NULL: none was found */
	char *name; /* who writes, for the lock; NULL: the login name */
	struct draft_known *drafts; /* as we last saw them (drafts.c) */
	size_t draft_count, draft_capacity;
};

/* journal.c */

/* Opens "journal" in a directory: a regular file, no link. -1 on failure. */
int journal_open_file(int dir_fd, const char *dir, int flags, struct err *err);
/* Sets err: somebody else wrote in the journal. Returns false. */
bool journal_is_foreign(const char *path, struct err *err);
/* Sets err: no line fits any more. Returns false. */
bool journal_is_too_large(const char *path, struct err *err);
/* The queue is on the disk, behind the verified lines. */
void journal_dequeue(struct journal *journal);
/* Makes the writer's file end in its last whole line, all of it on the disk:
 * lines a killed writer left may so far be in memory only. */
bool journal_settle(struct journal *journal, struct err *err);
/* "dir/journal"; the caller frees it. */
char *journal_file(const struct journal *journal);

/* journal_line.c: a line without its line feed. */

/* Both fill in the sum and append the line and its line feed. */
void line_header(struct str *out, struct session_header *header);
void line_commit(struct str *out, struct commit *commit, const char *prev);
enum line_verdict {
	LINE_GOOD,
	LINE_UNSUMMED, /* does not end in a sum */
	LINE_DAMAGED,  /* the sum is that of other bytes */
	LINE_UNCHAINED /* follows another line than prev */
};
/* The same without a look at the bytes the sum is of: never LINE_DAMAGED. */
enum line_verdict line_chain(
    const char *line, size_t len, const char *prev, char sum[DIGEST_HEX + 1]);
/* Checks sum and chain; sum gets this line's. */
enum line_verdict line_verify(
    const char *line, size_t len, const char *prev, char sum[DIGEST_HEX + 1]);
/* The parsers set err without a place; outputs untouched on failure. */
bool line_read_header(const char *line, size_t len,
    struct session_header *header, struct err *err);
bool line_read_commit(const char *line, size_t len,
    const struct session *session, struct commit *commit, struct err *err);
/* The same of a line up to its prev and sum, where it is as line_commit writes
 * them and has no escapes; false: that is not so, or the line is not good. */
bool line_read_quickly(const char *line, size_t len,
    const struct session *session, struct commit *commit);

/* journal_read.c */

enum line_found { FOUND_LINE, FOUND_END, FOUND_TORN, FOUND_FAULT };
/* Reads a file line by line within a limit of bytes. */
struct line_reader {
	int fd;
	const char *path; /* for messages */
	struct str buffer;
	size_t used;     /* bytes of the buffer already handed out */
	uint64_t offset; /* where in the file the next line begins */
	uint64_t limit;  /* where reading ends: a line reaching over is torn */
	size_t line;     /* number of the line handed out last */
};
void line_reader_done(struct line_reader *reader);
/* *text is borrowed until the next call; FOUND_TORN hands out what is left.
 * After FOUND_LINE, offset is behind its line feed. */
enum line_found line_reader_next(struct line_reader *reader, const char **text,
    size_t *len, struct err *err);
/* Loads from read_fd into *session (NULL: from the start, made new), moves
 * verified and the sums on, remembers a torn tail. */
bool journal_load(struct journal *journal, struct session **session,
    size_t *added, struct err *err);
/* Are the lines that were read unverified as they were written, and is the
 * file as it was then? */
bool journal_read_again(const struct journal *journal, struct err *err);
/* Are our lines still the beginning of this file? The last of them says so:
 * it names the sum of all before. */
bool journal_continues(const struct journal *journal, int fd);

/* journal_rewrite.c */

/* Makes the directory of a new session: absent or empty before. */
bool journal_make_dir(const char *dir, struct err *err);
/* Where the verified lines come from: a file (-1: there are none), and when
 * that gives a read error, the session (NULL: it fails). */
struct journal_source {
	int fd;
	const struct session *session;
};
/* Writes the verified lines and the queue as the journal of dir_fd, whole or
 * not at all; then the queue is empty and the descriptors are those of the new
 * file. */
bool journal_rewrite(struct journal *journal, int dir_fd, const char *dir,
    const struct journal_source *from, struct err *err);

/* drafts.c */

void drafts_forget(struct journal *journal);
/* Copies the drafts of a session into another directory, as far as it goes:
 * they stay where they were too. */
void drafts_copy(const struct journal *journal, const char *dir);

/* journal_lock.c */

/* Takes the lock of a directory; -1 and ERR_LOCKED or ERR_IO if not. */
int lock_take(int dir_fd, const char *dir, const char *name, struct err *err);
/* Writes who holds it. */
void lock_describe(int lock_fd, const char *name);
/* Gives it back; nothing where it is not held. */
void lock_drop(struct journal *journal);
/* Does the file we hold still have the lock's name? One that was removed keeps
 * nobody out: the name's file is held then, unless somebody was quicker. */
bool lock_keep(struct journal *journal, struct err *err);

/* journal_place.c */

/* Does the path still lead to the directory that is open? */
bool journal_is_here(const struct journal *journal, struct err *err);
/* For the writer, before each line: is the directory still where it was
 * opened, and the lock ours? */
bool journal_in_place(struct journal *journal, struct err *err);
/* For a reader: goes on in what is at the path now. */
bool journal_follow(struct journal *journal, struct err *err);

#endif
