/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_SCF_HEADERS_H
#define ASSAY_IMPORT_SCF_HEADERS_H

/* What the headers of an SCF workbook mean, whatever its year. Pure. */

#include <stdbool.h>
#include <stddef.h>

/* What a sheet lists. */
enum scf_kind {
	SCF_KIND_NONE,
	SCF_KIND_KNOWN, /* of no use here, and that is well known */
	SCF_KIND_COMPENSATING,
	SCF_KIND_OBJECTIVES,
	SCF_KIND_EVIDENCE,
	SCF_KIND_SOURCES, /* the frameworks that are mapped to */
	SCF_KIND_RISKS,
	SCF_KIND_THREATS,
	SCF_KIND_DOMAINS,
	SCF_KIND_CONTROLS,
	SCF_KIND_COUNT
};

/* What a column holds; the same word in every sheet that has it. */
enum scf_col {
	SCF_COL_NONE,
	SCF_COL_ID, /* of what the sheet lists */
	SCF_COL_TITLE,
	SCF_COL_TEXT,
	SCF_COL_CONTROL, /* ids of controls */
	SCF_COL_APPLIES,
	/* controls */
	SCF_COL_DOMAIN,
	SCF_COL_CADENCE,
	SCF_COL_EVIDENCE,
	SCF_COL_QUESTION,
	SCF_COL_WEIGHT,
	SCF_COL_FUNCTION,
	SCF_COL_STRATEGIC,
	SCF_COL_OPERATIONAL,
	SCF_COL_TACTICAL,
	SCF_COL_RISKS,
	SCF_COL_THREATS,
	SCF_COL_RISK,   /* one risk, marked */
	SCF_COL_THREAT, /* one threat, marked */
	SCF_COL_METHODS,
	SCF_COL_SOLUTION, /* of one firm size */
	SCF_COL_LEVEL,
	SCF_COL_PROFILE,
	SCF_COL_REQUIREMENT, /* marks of whoever fills in the workbook */
	SCF_COL_IGNORED,     /* about the release, not the control */
	SCF_COL_UNUSED,      /* known, and has no place in a pack */
	SCF_COL_MAPPING,     /* never by its header alone */
	/* other sheets */
	SCF_COL_ORIGIN,
	SCF_COL_RIGOR,
	SCF_COL_PARAMETERS,
	SCF_COL_AREA,
	SCF_COL_PRINCIPLE,
	SCF_COL_INTENT,
	SCF_COL_GROUP,
	SCF_COL_FRAMEWORK,
	SCF_COL_URL,
	SCF_COL_BY,
	SCF_COL_WHY,
	SCF_COL_COUNT
};

enum { SCF_HEADER_MAX = 256 }; /* bytes of a header that are looked at */

/* What is compared: letters in lower case, digits, '#' and '+', one blank for
 * all else between. */
void scf_headers_key(const char *header, char key[SCF_HEADER_MAX]);
/* The same without blanks: for texts that should be equal but for care. */
void scf_headers_tight(const char *text, char key[SCF_HEADER_MAX]);

/* What a column of such a sheet holds; header may be NULL. */
enum scf_col scf_headers_col(enum scf_kind kind, const char *header);
/* What a sheet lists when this row is its header row; NONE: it is none. */
enum scf_kind scf_headers_kind(const char *const *cells, size_t count);

/* The firm size that the header of a SOLUTION column names, its id and name;
 * METHODS: one for all sizes. */
struct scf_size {
	const char *word, *id, *name;
};
const struct scf_size *scf_headers_size(enum scf_col col, const char *header);

#endif
