/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One table tells what the headers of all years mean. */

#include <config.h>

#include "import/scf_headers.h"

#include <fnmatch.h>
#include <string.h>

#include "import/names.h"

/* In each sheet the first pattern that fits the key (scf_headers_key) of a
 * header counts. TO READ ANOTHER YEAR: a row here. */
static const struct pattern {
	enum scf_kind kind;
	enum scf_col col;
	const char *glob;
} patterns[] = {
	{ SCF_KIND_CONTROLS, SCF_COL_ID, "scf #" },
	{ SCF_KIND_CONTROLS, SCF_COL_ID, "dsp #" },
	{ SCF_KIND_CONTROLS, SCF_COL_ID, "20[0-9][0-9] [0-9]* scf #" },
	{ SCF_KIND_CONTROLS, SCF_COL_IGNORED, "legacy*" },
	{ SCF_KIND_CONTROLS, SCF_COL_IGNORED, "*errata*" },
	{ SCF_KIND_CONTROLS, SCF_COL_DOMAIN, "scf domain" },
	{ SCF_KIND_CONTROLS, SCF_COL_DOMAIN, "dsp domain" },
	{ SCF_KIND_CONTROLS, SCF_COL_TITLE, "scf control" },
	{ SCF_KIND_CONTROLS, SCF_COL_TITLE, "dsp control" },
	{ SCF_KIND_CONTROLS, SCF_COL_TEXT, "*control description" },
	{ SCF_KIND_CONTROLS, SCF_COL_CADENCE, "*cadence" },
	{ SCF_KIND_CONTROLS, SCF_COL_EVIDENCE, "evidence request list*" },
	{ SCF_KIND_CONTROLS, SCF_COL_EVIDENCE, "erl #" },
	{ SCF_KIND_CONTROLS, SCF_COL_METHODS, "methods to comply*" },
	{ SCF_KIND_CONTROLS, SCF_COL_SOLUTION, "possible solutions*" },
	{ SCF_KIND_CONTROLS, SCF_COL_QUESTION, "*control question*" },
	{ SCF_KIND_CONTROLS, SCF_COL_QUESTION, "*based risk questions" },
	{ SCF_KIND_CONTROLS, SCF_COL_WEIGHT, "relative control weight*" },
	{ SCF_KIND_CONTROLS, SCF_COL_APPLIES, "pptdf*" },
	{ SCF_KIND_CONTROLS, SCF_COL_FUNCTION, "*function grouping" },
	{ SCF_KIND_CONTROLS, SCF_COL_STRATEGIC, "scrm*strategic" },
	{ SCF_KIND_CONTROLS, SCF_COL_OPERATIONAL, "scrm*operational" },
	{ SCF_KIND_CONTROLS, SCF_COL_TACTICAL, "scrm*tactical" },
	{ SCF_KIND_CONTROLS, SCF_COL_LEVEL, "*cmm[0-9]" },
	{ SCF_KIND_CONTROLS, SCF_COL_LEVEL, "*cmm[0-9] [a-z]*" },
	{ SCF_KIND_CONTROLS, SCF_COL_LEVEL, "*cmm [0-9]" },
	{ SCF_KIND_CONTROLS, SCF_COL_LEVEL, "*cmm [0-9] [a-z]*" },
	{ SCF_KIND_CONTROLS, SCF_COL_LEVEL, "*cmm level [0-9]*" },
	{ SCF_KIND_CONTROLS, SCF_COL_RISKS, "risk threat summary" },
	{ SCF_KIND_CONTROLS, SCF_COL_RISKS, "*risk summary" },
	{ SCF_KIND_CONTROLS, SCF_COL_THREATS, "*threat summary" },
	{ SCF_KIND_CONTROLS, SCF_COL_RISK, "risk r [a-z]* [0-9]*" },
	{ SCF_KIND_CONTROLS, SCF_COL_THREAT, "threat [a-z]t [0-9]*" },
	{ SCF_KIND_CONTROLS, SCF_COL_REQUIREMENT, "mi*mum security req*" },
	{ SCF_KIND_CONTROLS, SCF_COL_REQUIREMENT, "identify minimum *" },
	{ SCF_KIND_CONTROLS, SCF_COL_REQUIREMENT, "identify discretion*" },
	{ SCF_KIND_CONTROLS, SCF_COL_REQUIREMENT, "identify mc[cr]*" },
	{ SCF_KIND_CONTROLS, SCF_COL_REQUIREMENT, "identify dsr*" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "target audience" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "applicability" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "associated risk*" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "*assessor guidance" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "notes*" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "comments*" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "*owner" },
	{ SCF_KIND_CONTROLS, SCF_COL_UNUSED, "*status" },
	{ SCF_KIND_CONTROLS, SCF_COL_PROFILE, "scf *" },

	{ SCF_KIND_DOMAINS, SCF_COL_ID, "scf identifier" },
	{ SCF_KIND_DOMAINS, SCF_COL_ID, "dsp identifier" },
	{ SCF_KIND_DOMAINS, SCF_COL_ID, "*domain identifier" },
	{ SCF_KIND_DOMAINS, SCF_COL_ID, "identifier" },
	{ SCF_KIND_DOMAINS, SCF_COL_TITLE, "scf domain" },
	{ SCF_KIND_DOMAINS, SCF_COL_TITLE, "dsp domain" },
	{ SCF_KIND_DOMAINS, SCF_COL_TITLE, "domain" },
	{ SCF_KIND_DOMAINS, SCF_COL_INTENT, "principle* intent*" },
	{ SCF_KIND_DOMAINS, SCF_COL_PRINCIPLE, "*principle*" },

	{ SCF_KIND_SOURCES, SCF_COL_ID, "mapping column header*" },
	{ SCF_KIND_SOURCES, SCF_COL_ID, "scf column header*" },
	{ SCF_KIND_SOURCES, SCF_COL_GROUP, "geography" },
	{ SCF_KIND_SOURCES, SCF_COL_FRAMEWORK, "focal document identifier*" },
	{ SCF_KIND_SOURCES, SCF_COL_TITLE, "focal document name*" },
	{ SCF_KIND_SOURCES, SCF_COL_URL, "url authoritative source*" },
	{ SCF_KIND_SOURCES, SCF_COL_URL, "focal document source*" },

	{ SCF_KIND_EVIDENCE, SCF_COL_ID, "erl #" },
	{ SCF_KIND_EVIDENCE, SCF_COL_AREA, "area of focus" },
	{ SCF_KIND_EVIDENCE, SCF_COL_TITLE, "documentation artifact" },
	{ SCF_KIND_EVIDENCE, SCF_COL_TITLE, "erl artifact" },
	{ SCF_KIND_EVIDENCE, SCF_COL_TEXT, "*artifact description" },
	{ SCF_KIND_EVIDENCE, SCF_COL_CONTROL, "scf control mapping*" },

	{ SCF_KIND_OBJECTIVES, SCF_COL_ID, "scf ao #" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_ID, "ao #" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_CONTROL, "scf #" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_CONTROL, "20[0-9][0-9] [0-9]* scf #" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_ORIGIN, "*objective* origin*" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_TEXT, "*assessment objective*" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_APPLIES, "pptdf*" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_RIGOR, "*assessment rigor*" },
	{ SCF_KIND_OBJECTIVES, SCF_COL_PARAMETERS, "scf defined param*" },

	{ SCF_KIND_RISKS, SCF_COL_ID, "risk #" },
	{ SCF_KIND_RISKS, SCF_COL_ID, "#" },
	{ SCF_KIND_RISKS, SCF_COL_TITLE, "risk" },
	{ SCF_KIND_RISKS, SCF_COL_TITLE, "risk note*" },
	{ SCF_KIND_RISKS, SCF_COL_TEXT, "*description*" },

	{ SCF_KIND_THREATS, SCF_COL_ID, "threat #" },
	{ SCF_KIND_THREATS, SCF_COL_ID, "#" },
	{ SCF_KIND_THREATS, SCF_COL_TITLE, "threat" },
	{ SCF_KIND_THREATS, SCF_COL_TITLE, "threat note*" },
	{ SCF_KIND_THREATS, SCF_COL_TEXT, "*description*" },

	{ SCF_KIND_COMPENSATING, SCF_COL_ID, "scf #" },
	{ SCF_KIND_COMPENSATING, SCF_COL_BY, "compensating control* scf #" },
	{ SCF_KIND_COMPENSATING, SCF_COL_WHY, "justification*" },

	/* Principles of privacy, and lists of sources that name no column */
	{ SCF_KIND_KNOWN, SCF_COL_ID, "principle name" },
	{ SCF_KIND_KNOWN, SCF_COL_TEXT, "*management principle*" },
	{ SCF_KIND_KNOWN, SCF_COL_ID, "geography" },
	{ SCF_KIND_KNOWN, SCF_COL_TEXT, "authoritative source*" },
};
enum { PATTERNS = sizeof(patterns) / sizeof(*patterns) };

/* The columns without which a sheet is not of a kind; the first kind whose
 * columns are all there counts. */
static const struct {
	enum scf_kind kind;
	enum scf_col needs[3];
} kinds[] = {
	{ SCF_KIND_COMPENSATING, { SCF_COL_ID, SCF_COL_BY } },
	{ SCF_KIND_OBJECTIVES, { SCF_COL_ID, SCF_COL_TEXT } },
	{ SCF_KIND_EVIDENCE, { SCF_COL_ID, SCF_COL_TITLE } },
	{ SCF_KIND_SOURCES, { SCF_COL_ID } },
	{ SCF_KIND_KNOWN, { SCF_COL_ID, SCF_COL_TEXT } },
	{ SCF_KIND_RISKS, { SCF_COL_ID, SCF_COL_TITLE, SCF_COL_TEXT } },
	{ SCF_KIND_THREATS, { SCF_COL_ID, SCF_COL_TITLE, SCF_COL_TEXT } },
	{ SCF_KIND_DOMAINS, { SCF_COL_ID, SCF_COL_TITLE } },
	{ SCF_KIND_CONTROLS, { SCF_COL_ID, SCF_COL_TEXT } },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static const struct scf_size sizes[] = {
	{ "micro", "micro_small", "Micro/Small" },
	{ "enterprise", "enterprise", "Enterprise" },
	{ "large", "large", "Large" },
	{ "medium", "medium", "Medium" },
	{ "small", "small", "Small" },
	{ "", "any", "All sizes" },
};

static void
make_key(const char *text, const char *joint, char key[SCF_HEADER_MAX])
{
	size_t len = 0, joint_len = strlen(joint);
	bool gap = false;

	for (; *text && len + joint_len + 2 < SCF_HEADER_MAX; text++) {
		char c = *text;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		            c == '#' || c == '+';

		if (kept && gap && len) {
			memcpy(key + len, joint, joint_len);
			len += joint_len;
		}
		if (kept)
			key[len++] = c;
		gap = !kept;
	}
	key[len] = '\0';
}

void
scf_headers_key(const char *header, char key[SCF_HEADER_MAX])
{
	make_key(header, " ", key);
}

void
scf_headers_tight(const char *text, char key[SCF_HEADER_MAX])
{
	make_key(text, "", key);
}

static enum scf_col
find_col(enum scf_kind kind, const char *key)
{
	for (size_t i = 0; *key && i < PATTERNS; i++)
		if (patterns[i].kind == kind &&
		    fnmatch(patterns[i].glob, key, 0) == 0)
			return patterns[i].col;
	return SCF_COL_NONE;
}

enum scf_col
scf_headers_col(enum scf_kind kind, const char *header)
{
	char key[SCF_HEADER_MAX];

	scf_headers_key(header ? header : "", key);
	enum scf_col col = find_col(kind, key);

	return col == SCF_COL_LEVEL && names_level(header) < 0 ? SCF_COL_NONE
	                                                       : col;
}

enum scf_kind
scf_headers_kind(const char *const *cells, size_t count)
{
	bool has[SCF_KIND_COUNT][SCF_COL_COUNT] = { { false } };

	for (size_t i = 0; i < count; i++) {
		char key[SCF_HEADER_MAX];

		if (!cells[i])
			continue;
		scf_headers_key(cells[i], key);
		for (size_t k = 0; k < KINDS; k++)
			has[kinds[k].kind][find_col(kinds[k].kind, key)] = true;
	}
	for (size_t k = 0; k < KINDS; k++) {
		const bool *mine = has[kinds[k].kind];
		bool all = true;

		for (size_t n = 0; n < 3; n++)
			all &= !kinds[k].needs[n] || mine[kinds[k].needs[n]];
		if (all)
			return kinds[k].kind;
	}
	return SCF_KIND_NONE;
}

const struct scf_size *
scf_headers_size(enum scf_col col, const char *header)
{
	const struct scf_size *size = sizes;
	char key[SCF_HEADER_MAX];

	scf_headers_key(header, key);
	while (
	    *size->word && (col == SCF_COL_METHODS || !strstr(key, size->word)))
		size++;
	return size;
}
