/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_IMPORTERS_H
#define ASSAY_IMPORT_IMPORTERS_H

/* Foreign sources into one pack. THE list of formats is in importers.c: a new
 * one is a file with a `struct importer` in it, a line in that list, and a
 * sample under tests/data/import. Nothing here writes to a disk. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct err;
struct err_list;
struct import_job;

struct importer {
	const char *name;  /* as given on the command line */
	const char *title; /* N_(), for help */
	/* How surely the text is of this format: 0 no .. 100 yes. Looks at
	 * the content only; the bytes may be anything, a NUL follows them. */
	int (*detect)(const char *text, size_t len);
	/* Fills the job's builder (job.h) from one source. The text is UTF-8
	 * without control characters but tabs and line feeds, and ends in a
	 * NUL. Oddities are warnings of the job; false and the job's err when
	 * the source cannot be used. */
	bool (*read)(struct import_job *job, const char *path,
	    const char *text, size_t len);
};

enum {
	IMPORT_FILE_MAX = 1 << 20, /* bytes of a text source */
	IMPORT_FILES_MAX = 10000,
	IMPORT_DEPTH_MAX = 16, /* of directories in directories */
	IMPORT_CERTAIN = 50    /* what `auto` asks of detect */
};

/* The i-th importer, NULL past the end. */
const struct importer *importers_at(size_t i);
/* By name; NULL: no such format. */
const struct importer *importers_find(const char *name);
/* The one that detects text best; NULL when none is certain enough. */
const struct importer *importers_detect(const char *text, size_t len);

/* Reads sources - files, directories walked in natural order, "-" - into one
 * catalog. format may be "auto"; pack_id NULL: made from what is imported.
 * Oddities go to problems as warnings, faults of the content as errors. err
 * must not be NULL here. The caller frees *out with catalog_free. */
bool import_run(const char *format, char *const *sources, size_t count,
    const char *pack_id, struct catalog **out, struct err_list *problems,
    struct err *err);
/* The same for one text in memory; path is only for messages. The text need
 * not be valid in any way, but a NUL follows it. */
bool import_text(const struct importer *importer, const char *path,
    const char *text, size_t len, const char *pack_id, struct catalog **out,
    struct err_list *problems, struct err *err);

#endif
