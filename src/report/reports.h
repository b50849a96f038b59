/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_REPORTS_H
#define ASSAY_REPORT_REPORTS_H

/* Reports: a session read, bytes out. THE list of formats is in reports.c; a
 * new one is one file and one line there. Nothing is written here: the caller
 * has the bytes. The same session, options and moment give the same bytes. */

#include <stdbool.h>
#include <stddef.h>

struct desk;
struct doc;
struct err;
struct str;

/* How much of it. */
enum report_depth {
	REPORT_NORMAL,
	REPORT_SUMMARY, /* the executive summary alone */
	REPORT_FULL     /* also controls without any answer, out of scope, and
			   what was never ticked */
};

/* What a report is made from; all borrowed. */
struct report_view {
	const struct desk *desk; /* with a session, rated, its today set */
	int day;        /* whose report it is, calendar.h; of those of a day */
	const char *at; /* the moment it is made, as the journal writes it */
	bool client;    /* leave out what is private */
	enum report_depth depth;
	size_t control; /* this one alone; CATALOG_NONE: all */
	size_t domain;  /* this one and those in it; CATALOG_NONE: all */
	const char *table; /* of those of several tables; NULL: the first */
	bool raw;       /* for machines: nothing is made safe for sheets, and
			   names and words are the session's own */
	const char *version; /* of the program */
	const char *seal;    /* fingerprint of the seal that stands; NULL: none
				does, or it is not known */
	const char *dir;     /* of the session, for a place to put temporary
				files; NULL: none */
};
/* Does the report speak of this control at all: that one, in that domain? */
bool report_has(const struct report_view *view, size_t control);
/* "Mon 14 Dec 2026", always with its year: reports are read in other years too.
 * Appended; nothing for DAY_NONE. */
void report_add_day(struct str *out, int day);
/* How a document begins: its title, the session's and the client's, its day. */
void report_head(
    const struct report_view *view, const char *title, struct doc *doc);

/* What a format has a use for, beside --client. */
enum report_trait {
	REPORT_TABLES = 1 << 0, /* view.table */
	REPORT_RAW = 1 << 1,    /* view.raw */
	REPORT_WHOLE = 1 << 2,  /* view.depth, REPORT_FULL */
	REPORT_BRIEF = 1 << 3,  /* view.depth, REPORT_SUMMARY */
	REPORT_PART = 1 << 4,   /* view.control and view.domain */
	REPORT_DAY = 1 << 5,    /* view.day, of another day than today */
	REPORT_HASHED = 1 << 6  /* both sides keep the hash of the bytes: the
				   caller says it */
};

struct report_format {
	const char *name;   /* "outbrief" */
	const char *help;   /* N_() */
	const char *suffix; /* of a file, ".md" */
	/* Appends the report; false: *err says why there is none. */
	bool (*make)(const struct report_view *view, struct str *out,
	    struct err *err);
	unsigned traits; /* bits of enum report_trait */
};
/* The formats in order; NULL past the last. */
const struct report_format *reports_at(size_t i);
/* NULL: there is none of that name. */
const struct report_format *reports_find(const char *name);

bool report_outbrief(
    const struct report_view *view, struct str *out, struct err *err);
bool report_markdown(
    const struct report_view *view, struct str *out, struct err *err);
bool report_html(
    const struct report_view *view, struct str *out, struct err *err);
bool report_csv(
    const struct report_view *view, struct str *out, struct err *err);
bool report_xlsx(
    const struct report_view *view, struct str *out, struct err *err);
/* The documents of OSCAL in order; NULL past the last. */
struct report_document {
	const char *name;  /* "poam" */
	const char *title; /* N_() */
	bool (*make)(
	    const struct report_view *view, struct str *out, struct err *err);
};
const struct report_document *report_oscal_at(size_t i);
/* The one that view.table names. */
bool report_oscal(
    const struct report_view *view, struct str *out, struct err *err);
bool report_oscal_plan(
    const struct report_view *view, struct str *out, struct err *err);
bool report_oscal_results(
    const struct report_view *view, struct str *out, struct err *err);
bool report_oscal_poam(
    const struct report_view *view, struct str *out, struct err *err);
bool report_poam(
    const struct report_view *view, struct str *out, struct err *err);
bool report_requests(
    const struct report_view *view, struct str *out, struct err *err);
/* What sha256sum -c reads. */
bool report_hashes(
    const struct report_view *view, struct str *out, struct err *err);

#endif
