/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_BENCH_BENCH_H
#define ASSAY_TESTS_BENCH_BENCH_H

/* What the goals share: where everything is, how long they may take, and what
 * they found. A goal measures pairs in turn (A B A B), compares medians, and
 * gives the ratio; the best of up to three runs counts. */

#include <stdbool.h>
#include <stddef.h>

#include "pty.h"

enum bench_pack { PACK_MADE, PACK_REAL, PACKS };

/* clang-format off */
/* X(row, goal, what is measured, limit; below 0: none, for information). */
#define BENCH_ROWS(X) \
	X(FRAME_FLOOR, 1, "warm first frame, fresh session / floor", 1.5) \
	X(FRAME_TIG, 1, "the same / tig on 1,500 commits", 0.2) \
	X(FRAME_FULL, 1, "the same, every control answered / floor", -1) \
	X(FIRST_OPEN, 2, "first open, no cache / libyaml's bare events", 2) \
	X(FIRST_CPU, 2, "the same in processor time", -1) \
	X(WARM_OPEN, 3, "warm open, all files looked at / stat loop", 2) \
	X(WARM_FILES, 3, "source files it opens", 0) \
	X(KEY, 4, "list step to frame / floor: median", 1.25) \
	X(KEY_P99, 4, "the same: 99th percentile", 2) \
	X(BURST, 5, "200 queued keys: time / one key", 6) \
	X(BURST_BYTES, 5, "the same: bytes / a full frame", 2) \
	X(SEARCH, 6, "search key to frame / plain key", 3) \
	X(SEARCH_FZF, 6, "the same / fzf on the same lines: median", 1 / 3.0) \
	X(SEARCH_FZF_P99, 6, "the same: 99th percentile", 0.1) \
	X(SEARCH_RARE, 6, "a rare word's key / plain key", -1) \
	X(SAVE, 7, "one durable answer / append and fdatasync", 1.5) \
	X(SAVE_SQLITE, 7, "the same / SQLite, WAL and FULL", 0.75) \
	X(SAVE_KEY, 7, "an answer's key to frame / plain key", -1) \
	X(SYNCS, 8, "fdatasync and fsync for an answer", 1) \
	X(RENAMES, 8, "renames for an answer", 0) \
	X(APPENDED, 8, "bytes appended for an answer", 512) \
	X(WAKES, 9, "idle for 5 s in view 1: wake-ups", 0) \
	X(IDLE_BYTES, 9, "the same: bytes written", 0) \
	X(MEMORY, 9, "most memory after a search / text of the pack", 1.5) \
	X(TEN_FRAME, 10, "ten times the content: first frame / once", 1.3) \
	X(TEN_KEY, 10, "the same: key", 1.3) \
	X(TEN_SEARCH, 10, "the same: search key", 15) \
	X(TEN_OPEN, 10, "the same: first open", 15)
/* clang-format on */

enum bench_row {
#define X(row, goal, what, limit) ROW_##row,
	BENCH_ROWS(X)
#undef X
	    ROW_COUNT
};

struct bench {
	const char *assay;   /* the program */
	const char *tools;   /* the directory of floor, bareparse, ... */
	const char *room;    /* where packs lie and everything is written */
	const char *numbers; /* callgrind.txt as committed */
	const char *env[16];
	enum bench_pack pack; /* that is measured now */
	double began;         /* when all of it did */
	double end;           /* when the present run should be over */
	struct result {
		bool known;
		double value;
	} results[ROW_COUNT][PACKS];
};

/* One run of a goal on the present pack. False when there is nothing to
 * compare with. */
bool goal_first_frame(struct bench *bench);
bool goal_first_open(struct bench *bench);
bool goal_warm_open(struct bench *bench);
bool goal_key(struct bench *bench);
bool goal_burst(struct bench *bench);
bool goal_search(struct bench *bench);
bool goal_save(struct bench *bench);
bool goal_calls(struct bench *bench);
bool goal_idle(struct bench *bench);
bool goal_ten(struct bench *bench);

/* Instructions of start, key, search and answer, beside those committed; with
 * `update` they are written there. False without valgrind. */
bool counts_print(struct bench *bench, bool update);

/* Keeps the best value of a row for the present pack. */
void bench_found(struct bench *bench, enum bench_row row, double value);
/* Says a line about what was measured: absolute figures, for people. */
void bench_note(const struct bench *bench, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Another round? `wanted` ones while there is time, `least` anyhow. */
bool bench_more(
    const struct bench *bench, size_t done, size_t least, size_t wanted);

/* "ROOM/NAME", and the present pack's directory (with `suffix` behind it). The
 * caller frees both. */
char *bench_path(const struct bench *bench, const char *name);
char *bench_pack(const struct bench *bench, const char *suffix);
/* The path of one of our own programs; the caller frees it. */
char *bench_tool(const struct bench *bench, const char *name);
/* An id that the pack in this directory has; the caller frees it. */
char *bench_control(const char *pack);
/* Is the program to be found in PATH? */
bool bench_has(const char *program);
/* Throws the directory away, with all that is in it. */
void bench_remove(const char *path);

/* assay on its screen: a pack, or with a session that. */
struct pty *bench_open(struct bench *bench, const char *pack,
    const char *session, struct took *took);
/* The floor, the same way. */
struct pty *bench_floor(struct bench *bench, struct took *took);
/* `assay show`: milliseconds of the whole process. */
double bench_show(struct bench *bench, const char *pack);
/* Types a word into the search, a key at a time; each key's time to its last
 * byte is handed to `took`. The search is closed again. */
struct figures;
bool bench_search(struct pty *pty, const char *word, struct figures *took);
/* Moves the selection n times, down and up; each key's time likewise. */
bool bench_steps(struct pty *pty, size_t n, struct figures *took);

#endif
