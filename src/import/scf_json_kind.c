/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Telling JSON files of the Secure Controls Framework apart, cheaply: all
 * that is looked at are the keys on top and those of records in a list. */

#include <config.h>

#include "import/scf_json.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "import/importers.h"
#include "import/job.h"

/* Keys that tell. */
static const char *const keys[] = { "control_id", "scf_question",
	"relative_weight", "pptdf", "erl_id", "scf_control_id",
	"assessment_objectives", "ao_id", "compensating_controls",
	"compensating_control_1", "privacy_principles", "families",
	"family_code", "frameworks", "framework_id", "display_name", "risks",
	"risk_id", "threats", "threat_id", "evidence_requests", "controls",
	"scf_version", "total_controls" };
enum { KEYS = sizeof(keys) / sizeof(*keys) };

/* What a file with all of these keys on top and in its records is. */
static const struct rule {
	const char *top[2], *record;
	struct scf_json_kind kind;
} rules[] = {
	{ { "control_id", "scf_question" }, NULL,
	    { SCF_JSON_CONTROLS, NULL, false } },
	{ { "control_id", "relative_weight" }, NULL,
	    { SCF_JSON_CONTROLS, NULL, false } },
	{ { "control_id", "pptdf" }, NULL, { SCF_JSON_CONTROLS, NULL, false } },
	{ { "erl_id" }, NULL, { SCF_JSON_EVIDENCE, NULL, false } },
	{ { "scf_control_id", "assessment_objectives" }, NULL,
	    { SCF_JSON_OBJECTIVES, "assessment_objectives", false } },
	{ { "assessment_objectives" }, "ao_id",
	    { SCF_JSON_OBJECTIVES, "assessment_objectives", true } },
	{ { "compensating_controls" }, "compensating_control_1",
	    { SCF_JSON_COMPENSATING, "compensating_controls", true } },
	{ { "compensating_control_1" }, NULL,
	    { SCF_JSON_COMPENSATING, NULL, false } },
	{ { "scf_version", "families" }, NULL,
	    { SCF_JSON_FAMILIES, "families", true } },
	{ { "scf_version", "total_controls" }, NULL,
	    { SCF_JSON_FAMILIES, "families", true } },
	{ { "families" }, "family_code",
	    { SCF_JSON_FAMILIES, "families", true } },
	{ { "frameworks" }, "framework_id",
	    { SCF_JSON_FRAMEWORKS, "frameworks", true } },
	{ { "framework_id", "display_name" }, NULL,
	    { SCF_JSON_FRAMEWORKS, NULL, false } },
	{ { "risks" }, "risk_id", { SCF_JSON_RISKS, "risks", true } },
	{ { "risk_id" }, NULL, { SCF_JSON_RISKS, NULL, false } },
	{ { "threats" }, "threat_id", { SCF_JSON_THREATS, "threats", true } },
	{ { "threat_id" }, NULL, { SCF_JSON_THREATS, NULL, false } },
	{ { "evidence_requests" }, "erl_id",
	    { SCF_JSON_EVIDENCE, "evidence_requests", true } },
	{ { "controls" }, "scf_question",
	    { SCF_JSON_CONTROLS, "controls", true } },
	{ { "controls" }, "relative_weight",
	    { SCF_JSON_CONTROLS, "controls", true } },
	{ { "privacy_principles" }, NULL, { SCF_JSON_UNUSED, NULL, false } },
};
enum { RULES = sizeof(rules) / sizeof(*rules) };

/* Keys met so far. */
struct met {
	bool top[KEYS], record[KEYS];
};

static bool
is_met(const bool met[KEYS], const char *key)
{
	for (size_t i = 0; key && i < KEYS; i++)
		if (keys[i] == key || strcmp(keys[i], key) == 0)
			return met[i];
	return !key;
}

static struct scf_json_kind
decide(const struct met *met)
{
	for (size_t i = 0; i < RULES; i++)
		if (is_met(met->top, rules[i].top[0]) &&
		    is_met(met->top, rules[i].top[1]) &&
		    is_met(met->record, rules[i].record))
			return rules[i].kind;
	return (struct scf_json_kind){ SCF_JSON_NONE, NULL, false };
}

/* Notes a key; false when it tells nothing new. */
static bool
note(bool met[KEYS], const char *key, size_t len)
{
	for (size_t i = 0; i < KEYS; i++)
		if (strlen(keys[i]) == len && memcmp(keys[i], key, len) == 0) {
			bool fresh = !met[i];

			met[i] = true;
			return fresh;
		}
	return false;
}

static const char *
skip_space(const char *p, const char *end)
{
	while (p < end && strchr(" \t\r\n", *p) && *p)
		p++;
	return p;
}

/* The quote that ends a string whose text begins at p, or end. */
static const char *
skip_string(const char *p, const char *end)
{
	while (p < end && *p != '"')
		p += *p == '\\' && p + 1 < end ? 2 : 1;
	return p < end ? p : end;
}

struct scf_json_kind
scf_json_kind(const char *bytes, size_t len)
{
	/* a record of a list lies in an array in the file's own object */
	enum { TOP = 1, RECORD = 3 };
	struct scf_json_kind kind = { SCF_JSON_NONE, NULL, false };
	struct met met = { 0 };
	const char *end = bytes + len, *p = bytes;
	size_t depth = 0;

	if (len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	p = skip_space(p, end);
	if (p == end || *p != '{')
		return kind;
	for (; p < end && kind.what == SCF_JSON_NONE; p++) {
		if (*p == '{' || *p == '[')
			depth++;
		else if ((*p == '}' || *p == ']') && depth > 0)
			depth--;
		if (*p != '"')
			continue;
		const char *key = p + 1;

		p = skip_string(key, end);
		if (p == end)
			break;
		const char *after = skip_space(p + 1, end);

		if (after == end || *after != ':' ||
		    (depth != TOP && depth != RECORD))
			continue;
		if (note(depth == TOP ? met.top : met.record, key,
		        (size_t)(p - key)))
			kind = decide(&met);
	}
	return kind;
}

/* The bytes of an escape in a JSON text that stands for a control character
 * which no text may hold; 0: it is none. */
static size_t
control_escape(const char *p, const char *end)
{
	char digits[5];

	if (p + 1 < end && p[1] == 'b')
		return 2;
	if (end - p < 6 || p[1] != 'u')
		return 0;
	memcpy(digits, p + 2, 4);
	digits[4] = '\0';
	char *stop;
	unsigned long code = strtoul(digits, &stop, 16);
	bool space = code == '\t' || code == '\n' || code == '\r';

	/* NUL is left to the parser, which refuses it */
	return !*stop && code &&
	               ((code < 0x20 && !space) ||
	                   (code >= 0x7f && code < 0xa0))
	           ? 6
	           : 0;
}

/* The bytes of a control character at p that JSON lets stand, 0: none. */
static size_t
control_raw(const char *p, const char *end)
{
	if (*p == 0x7f)
		return 1;
	return end - p >= 2 && p[0] == '\xc2' && (unsigned char)p[1] < 0xa0 ? 2
	                                                                    : 0;
}

/* Where control characters are blotted out. */
struct blots {
	char *copy; /* of the source; NULL: there are none */
	size_t first;
};

/* Finds control characters; only texts hold backslashes and other bytes
 * beyond ASCII. */
static void
blot(const struct import_source *source, struct blots *blots)
{
	const char *end = source->bytes + source->len;

	for (const char *p = source->bytes; p < end;) {
		size_t bad =
		    *p == '\\' ? control_escape(p, end) : control_raw(p, end);

		if (!bad) {
			p += *p == '\\' && p + 1 < end ? 2 : 1;
			continue;
		}
		size_t at = (size_t)(p - source->bytes);

		if (!blots->copy) {
			blots->copy = xmalloc(source->len + 1);
			memcpy(blots->copy, source->bytes, source->len);
			blots->copy[source->len] = '\0';
			blots->first = at;
		}
		memset(blots->copy + at, ' ', bad);
		p += bad;
	}
}

static void
warn_blots(
    struct import_job *job, const struct import_source *source, size_t at)
{
	size_t line = 1, column = 1;

	for (size_t i = 0; i < at; i++) {
		bool ends = source->bytes[i] == '\n';

		line += ends;
		/* in characters: bytes that go on with one do not count */
		column =
		    ends ? 1 : column + ((source->bytes[i] & 0xc0) != 0x80);
	}
	job_warn(job, ODD_OTHER, line, column,
	    _("A control character stands in a text: it and others in this "
	      "file are taken as blanks."));
}

json_t *
scf_json_parse(
    struct import_job *job, const struct import_source *source, bool quiet)
{
	struct blots blots = { 0 };
	json_error_t error;

	blot(source, &blots);
	if (blots.copy && !quiet)
		warn_blots(job, source, blots.first);
	const char *bytes = blots.copy ? blots.copy : source->bytes;
	size_t mark =
	    source->len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	json_t *root = json_read(
	    bytes + mark, source->len - mark, SCF_JSON_VALUES_MAX, &error);

	free(blots.copy);
	if (root)
		return root;
	/* the parser has no word for it when memory ends inside a list */
	if (!error.text[0] ||
	    json_error_code(&error) == json_error_out_of_memory) {
		err_set_at(job->err, ERR_INPUT, source->path, 0, 0,
		    _("Reading it takes more memory than an import may have: "
		      "import a smaller part."));
		return NULL;
	}
	if (json_is_excess(&error)) {
		job_too_many(
		    job, SCF_JSON_VALUES_MAX, (size_t)error.line);
		return NULL;
	}
	err_set_at(job->err, ERR_INPUT, source->path,
	    error.line > 0 ? (size_t)error.line : 0,
	    error.column > 0 ? (size_t)error.column : 0,
	    _("This is no valid JSON (%s): correct it, or leave the file "
	      "out."),
	    error.text);
	return NULL;
}
