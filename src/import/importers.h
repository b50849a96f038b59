/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_IMPORTERS_H
#define ASSAY_IMPORT_IMPORTERS_H

/* Foreign sources into one pack. THE list of formats is in importers.c: a new
 * one is a file with a `struct importer` in it, a line in that list, and a
 * sample under tests/data/import. Nothing here opens a file: sources.h reads
 * them first, so that all of this can run in a child that may open nothing
 * (confined.h). */

#include <stdbool.h>
#include <stddef.h>

#include "import/oddity.h"

struct catalog;
struct err;
struct err_list;
struct import_job;

/* One file, read. */
struct import_source {
	const char *path; /* for messages */
	const char *bytes; /* a NUL follows them */
	size_t len;
	bool found; /* lay in a directory: passed over when of no format */
};

struct importer {
	const char *name;  /* as given on the command line */
	const char *title; /* N_(), for help */
	/* The source is binary, or read by a parser that says itself what is
	 * wrong with its bytes; otherwise it is plain text, see read. */
	bool binary;
	/* How surely the bytes are of this format: 0 no .. 100 yes. Looks at
	 * the content only; the bytes may be anything, a NUL follows them. */
	int (*detect)(const char *bytes, size_t len);
	/* Fills the job's builder (job.h) from one source. Unless `binary`
	 * the bytes are UTF-8 without control characters but tabs and line
	 * feeds. Oddities are warnings of the job; false and the job's err
	 * when the source cannot be used. NULL: there is read_all. */
	bool (*read)(
	    struct import_job *job, const struct import_source *source);
	/* The same for formats whose content lies in several files: all
	 * sources of the format, in order. */
	bool (*read_all)(struct import_job *job,
	    const struct import_source *sources, size_t count);
};

enum {
	IMPORT_TEXT_MAX = 1 << 20,   /* bytes of a plain text source */
	IMPORT_FILE_MAX = 64 << 20,  /* of any source */
	IMPORT_TOTAL_MAX = 128 << 20, /* of all of them */
	IMPORT_FILES_MAX = 20000,
	IMPORT_DEPTH_MAX = 16, /* of directories in directories */
	IMPORT_CERTAIN = 50    /* what `auto` asks of detect */
};

/* The i-th importer, NULL past the end. */
const struct importer *importers_at(size_t i);
/* By name; NULL: no such format. */
const struct importer *importers_find(const char *name);
/* The one that detects the bytes best; NULL when none is certain enough. */
const struct importer *importers_detect(const char *bytes, size_t len);

/* How far an import is. */
struct import_watch {
	void (*step)(void *arg, size_t done, size_t total);
	void *arg;
};

/* Makes one catalog of sources. format may be "auto"; pack_id NULL: made from
 * what is imported; watch may be NULL. Oddities go to problems as warnings
 * and are counted in odd by kind, faults of the content are errors. err must
 * not be NULL. The caller frees *out with catalog_free. */
bool import_read(const char *format, const struct import_source *sources,
    size_t count, const char *pack_id, const struct import_watch *watch,
    struct catalog **out, struct err_list *problems, size_t odd[ODD_COUNT],
    struct err *err);

#endif
