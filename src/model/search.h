/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SEARCH_H
#define ASSAY_MODEL_SEARCH_H

/* Search over all text of a catalog's controls and, when given, of a session
 * (notes, evidence): words in any order, each contained somewhere in the same
 * text, case and accents aside. Grouped by control in natural order. Evidence
 * of the session is found under every control it is linked to. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct session;

/* Where a hit is. */
struct hit {
	size_t control;      /* catalog row */
	const char *field;   /* id title statement question guidance prompt
				summary criterion note example objective
				evidence solution mapping: never translated */
	int level;           /* criterion, summary, example, note on a level;
				else -1 */
	size_t item;         /* number of the item in its list, from 0; of
				session text: among the control's hits */
	const char *path;    /* session text: its path; else NULL; borrowed */
	const char *text;    /* borrowed from catalog or session */
	size_t start, end;   /* bytes in text: of the whole query where it
				stands so, else of its longest word */
};
struct hits {
	struct hit *items;
	size_t count;
	size_t capacity;
	size_t controls; /* distinct */
};
void hits_done(struct hits *hits);

/* Replaces *hits. An empty query finds nothing. language as catalog_text;
 * session may be NULL. A control whose id begins with the query comes first,
 * so that "ops-03" leads there. Inside a control: id, title, statement,
 * question, guidance, prompts, levels upward, objectives, evidence, solutions,
 * mappings, then notes and evidence of the session; a criterion, request,
 * mapping or repeated solution is one hit at most. */
void search_run(const struct catalog *catalog, const struct session *session,
    const char *query, size_t language, struct hits *hits);

/* The folded form both sides are compared in: lower case, no accents, plain
 * quotes and dashes, white space as single blanks. The caller frees it. */
char *search_fold(const char *text);

#endif
