/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_FUZZ_H
#define ASSAY_TESTS_FUZZ_H

/* Hostile bytes through what reads bytes of others. A target returns when it
 * got along with them and aborts when it did not. Each makes what it needs
 * below the current directory and takes it away again. THE list of targets is
 * in targets.c: fuzzer.c (`make fuzz`) runs one of them over what a fuzzer
 * invents, replay.c (`make check`) all of them over corpus/TARGET/. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalog;
struct err;
struct session;
struct str;

struct fuzz_target {
	const char *name;
	void (*run)(const char *name, const uint8_t *data, size_t size);
};
/* All of them, ended by one without name. */
const struct fuzz_target *fuzz_targets(void);
/* NULL: no such target. */
const struct fuzz_target *fuzz_find(const char *name);

/* A pack: pack.yaml, a line "=== NAME", that file, and so on. */
void fuzz_content(const char *name, const uint8_t *data, size_t size);
/* A journal. */
void fuzz_session(const char *name, const uint8_t *data, size_t size);
/* The lines of a journal, sums aside, and what reports tell of them. */
void fuzz_report(const char *name, const uint8_t *data, size_t size);
/* A file of changes to a session. */
void fuzz_changes(const char *name, const uint8_t *data, size_t size);
/* A settings file. */
void fuzz_settings(const char *name, const uint8_t *data, size_t size);
/* A workbook, or one to be made: see fuzz_book. */
void fuzz_xlsx(const char *name, const uint8_t *data, size_t size);
/* A source of the importer of that name, or several: a line "=== NAME", that
 * file, and so on. */
void fuzz_import(const char *name, const uint8_t *data, size_t size);
/* The same bytes to every importer: what a file is not, it survives too. */
void fuzz_import_all(const uint8_t *data, size_t size);

/* What the targets share (support.c). */

/* Goes on only if it holds. */
void fuzz_must(bool holds);
/* Writes a file; the disk need not keep it. */
void fuzz_put(const char *path, const char *data, size_t len);
/* Takes a directory away with all in it. */
void fuzz_remove(const char *dir);
/* Text of anybody: what the screen makes of it holds nothing that a terminal
 * obeys. NULL is fine. */
void fuzz_shown(const char *text);
/* An error that is one line, or none where nothing failed; emptied. */
void fuzz_told(struct err *err, bool failed);
/* Controls AB-1 (three criteria at levels 1 and 2, two objectives) and the
 * material AB-2, the request E-1. */
struct catalog *fuzz_catalog(void);
/* An empty session with that pack. */
struct session *fuzz_new_session(void);
/* All it holds, a line a value; the caller frees it. */
char *fuzz_state(const struct session *session);
/* The journal's lines with "prev" and "sum" as they ought to be. */
void fuzz_mend(const char *data, size_t size, struct str *out);

/* Appends a workbook (book.c). No fuzzer gets past packing and check sums by
 * itself, so bytes that begin with "=== " are the parts of one: a line
 * "=== NAME", that part, and so on; those that begin with "+++ " its sheets: a
 * line "+++ NAME", the rows, cells apart by tabs (a form feed is a new line in
 * a cell), and so on. All others are the workbook. */
void fuzz_book(const char *data, size_t size, struct str *out);

#endif
