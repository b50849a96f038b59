/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SESSION_H
#define ASSAY_MODEL_SESSION_H

/* One assessment in memory: a sorted map from path to value, and the commits
 * that made it. No disk here: a change is proposed (struct changes), prepared
 * into a commit, written by store/journal, and only then applied.
 *
 * The session owns its strings; it refers to controls by id. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalog;
struct err;

/* What somebody wants changed. */
struct change {
	char *path;
	char *value; /* NULL removes */
	char *why;   /* NULL: none given */
	bool program; /* by the program itself, which may record all rows */
};
struct changes {
	struct change *items;
	size_t count;
	size_t capacity;
};
void changes_done(struct changes *changes);
/* Appends copies; value and why may be NULL. */
void changes_add(struct changes *changes, const char *path, const char *value,
    const char *why);

/* The same, to rows that the program alone records. */
void changes_add_program(
    struct changes *changes, const char *path, const char *value);
/* Takes away all but the first so many. */
void changes_cut(struct changes *changes, size_t count);
/* Appends copies of all of them. */
void changes_copy(struct changes *changes, const struct changes *from);

/* One line of the journal. */
struct recorded_change {
	char *path;
	char *old;        /* NULL: was not there. Always the text itself; the
			     journal file may hold old_seq instead */
	uint64_t old_seq; /* the commit that set `old`; 0: none */
	char *value;      /* NULL: removed */
	char *why;
	const char *old_why; /* the reason that stood with `old`; set when
				applied, borrowed from an earlier commit */
};
struct commit {
	uint64_t seq; /* from 1 */
	char *at;     /* 2026-07-14T10:32:50+02:00 */
	char *by;
	char *said; /* or NULL */
	uint64_t undoes, redoes; /* 0: neither */
	struct recorded_change *changes;
	size_t count;
	char sum[65];
};
void commit_done(struct commit *commit);

/* Does the commit name every path once? */
bool commit_check(const struct commit *commit, struct err *err);

/* Most bytes of one commit as a journal line. session_prepare and
 * session_prepare_back refuse what would be longer, or whose undo would. */
enum { COMMIT_BYTES_MAX = 4 * 1024 * 1024 };

/* Who the session is, from line 1 of the journal. */
struct session_header {
	char *id, *at, *by;
	char *pack_id, *pack_version, *pack_digest, *pack_path;
	char *policy; /* "most" or "all" */
	int pass, judge;
	char sum[65];
};
void session_header_done(struct session_header *header);

struct session;
/* Takes the header's strings over (and zeroes it). */
struct session *session_new_take(struct session_header *header);
void session_free(struct session *session);
const struct session_header *session_header(const struct session *session);

/* One entry of the map. `seq` is the commit that set it last. */
struct entry {
	char *path;
	char *value;
	char *why; /* NULL: none */
	uint64_t seq;
};
/* The value at a path, NULL when nothing is recorded; borrowed until the next
 * commit. */
const char *session_get(const struct session *session, const char *path);
/* The same, path made as by printf. */
const char *session_getf(const struct session *session, const char *format,
    ...) __attribute__((format(printf, 2, 3)));
const struct entry *session_entry(
    const struct session *session, const char *path);
/* The entries whose path begins with prefix, in path order: the first of them
 * and their number. Borrowed until the next commit. */
const struct entry *session_range(
    const struct session *session, const char *prefix, size_t *count);

/* The commits in order of seq; numbers 0 .. count-1. */
size_t session_commits(const struct session *session);
const struct commit *session_commit(const struct session *session, size_t i);
const struct commit *session_find_commit(
    const struct session *session, uint64_t seq);

/* Who makes a commit, and when: the caller knows the clock. */
struct stamp {
	const char *by;
	const char *said; /* or NULL */
	const char *at;
};

/* Checks every change against the schema and catalog and makes one commit of
 * them, `old` filled in, changes that change nothing left out. All or nothing:
 * false leaves *commit untouched, err naming the path. A commit with count 0
 * says that nothing would change. The caller records it, or commit_done. */
bool session_prepare(const struct session *session,
    const struct catalog *catalog, const struct changes *changes,
    const struct stamp *stamp, struct commit *commit, struct err *err);
/* The commit that says which pack the session is open with now (the paths
 * session/pack/..., which session_prepare refuses); what is NULL stays as it
 * is. False when nothing of it changed since the header or the last such
 * commit. */
bool session_prepare_pack(const struct session *session, const char *version,
    const char *digest, const char *path, const struct stamp *stamp,
    struct commit *commit);
/* The commit that takes back the latest one not taken back, or that brings the
 * latest taken back again; false when there is none. A new commit leaves
 * nothing to bring back. Commits under session/pack/ and seal/ are not taken
 * back. Reasons come back with their values. */
bool session_prepare_undo(const struct session *session,
    const struct stamp *stamp, struct commit *commit);
bool session_prepare_redo(const struct session *session,
    const struct stamp *stamp, struct commit *commit);
/* Does what is recorded there stay, whatever is taken back? */
bool session_keeps(const char *path);
/* One commit whose changes take back everything after seq (the journal's
 * "back to here"); `undoes` is the last of them, or 0 where the commit would
 * then look like the plain undo of that one. Undoing this commit brings all
 * of it back. False when there is nothing to take back after seq. */
bool session_prepare_back(const struct session *session, uint64_t seq,
    const struct stamp *stamp, struct commit *commit, struct err *err);
/* Makes a commit part of the session; takes its strings over. Used for new
 * commits once written and for those read from a journal; their seq must be
 * the next one. */
void session_apply_take(struct session *session, struct commit *commit);
/* What the session would hold after a commit that session_prepare made, whose
 * strings it takes over: its map and header only, no history. It borrows from
 * the session, which must stay as it is until session_free. */
struct session *session_preview_take(
    const struct session *session, struct commit *commit);
/* While on, many commits in a row are applied without sorting each into
 * place; session_get and session_entry work, session_range and
 * session_orphans must wait for off. */
void session_bulk(struct session *session, bool on);

/* Paths whose criterion, control or evidence id this catalog does not have:
 * kept, counted as orphaned. */
size_t session_orphans(
    const struct session *session, const struct catalog *catalog);

#endif
