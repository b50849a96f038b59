/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_RECORD_FORM_H
#define ASSAY_PANES_RECORD_FORM_H

/* A record of the session as a drawer of lines, field and value, one key to
 * change each: what the schema knows of a field decides how it is asked for
 * (words by letter, days as dayword.h reads them, else a line). */

#include <stddef.h>

struct desk;
struct pane;

struct record_field {
	const char *field; /* "valid until"; NULL ends the list */
	const char *label; /* N_() */
};

/* The fields of SEGMENT/ID; title stands in the drawer's bar and is copied.
 * fields is borrowed for good. */
struct pane *record_form_open(const char *segment, const char *id,
    const struct record_field *fields, const char *title);

/* The fields of each kind of record, in the order people fill them in. */
extern const struct record_field artifact_fields[];
extern const struct record_field person_fields[];
extern const struct record_field slot_fields[];
extern const struct record_field statement_fields[];
extern const struct record_field followup_fields[];
extern const struct record_field finding_fields[];

#endif
