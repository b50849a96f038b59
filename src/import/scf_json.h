/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_SCF_JSON_H
#define ASSAY_IMPORT_SCF_JSON_H

/* What a JSON file of the Secure Controls Framework holds, told by the names
 * of its keys, and the way from its bytes to values. */

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

struct import_job;
struct import_source;

enum scf_json_what {
	SCF_JSON_NONE,
	SCF_JSON_FAMILIES,
	SCF_JSON_FRAMEWORKS,
	SCF_JSON_RISKS,
	SCF_JSON_THREATS,
	SCF_JSON_EVIDENCE,
	SCF_JSON_CONTROLS,
	SCF_JSON_OBJECTIVES,
	SCF_JSON_COMPENSATING,
	SCF_JSON_UNUSED /* of the framework, and not needed */
};

enum {
	SCF_JSON_SIZES = 12,          /* firm sizes */
	SCF_JSON_COMPENSATING_MAX = 9, /* of a control */
	SCF_JSON_VALUES_MAX = 2000000  /* of a file */
};

struct scf_json_kind {
	enum scf_json_what what;
	const char *list; /* the key of its records; NULL: it is one itself */
	bool whole;       /* all records there are, where others hold one each*/
};

/* Looks at the keys in the first len bytes; they may be anything. */
struct scf_json_kind scf_json_kind(const char *bytes, size_t len);

/* The values of a source; NULL and the job's err. Control characters in its
 * texts become blanks, which is reported unless `quiet`. */
json_t *scf_json_parse(
    struct import_job *job, const struct import_source *source, bool quiet);

#endif
