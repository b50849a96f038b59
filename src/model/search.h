/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SEARCH_H
#define ASSAY_MODEL_SEARCH_H

/* Search over all text of a catalog's controls and, when given, of a session
 * (notes, evidence): words in any order, each contained somewhere in the same
 * text, case and accents aside. Grouped by control in natural order. Evidence
 * of the session is found under every control it is linked to.
 *
 * An index knows what there is to look at; it is filled at the first search
 * and serves all others. A search holds one query and what it found: typed on,
 * it looks only where it found the former query. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct session;
struct search;
struct search_index;

/* Where a hit is. */
struct hit {
	size_t control;      /* catalog row */
	const char *field;   /* id title statement question guidance prompt
				summary criterion note example objective
				evidence solution mapping: never translated */
	int level;           /* criterion, summary, example, note on a level;
				else -1 */
	size_t item;         /* number of the item in its list, from 0; 0 for
				session text */
	const char *path;    /* session text: its path; else NULL; borrowed */
	const char *text;    /* borrowed from catalog or session */
};

/* The catalog is borrowed. */
struct search_index *search_index_new(const struct catalog *catalog);
void search_index_free(struct search_index *index);
/* Nothing is known of any session any more. Needed when one is freed; that it
 * has grown is seen. */
void search_index_forget(struct search_index *index);

/* The index is borrowed. Nothing was searched for yet. */
struct search *search_new(struct search_index *index);
void search_free(struct search *search);
/* Looks for a query; for what it has found already it does nothing. An empty
 * query finds nothing. language as catalog_text; session may be NULL. A control
 * whose id begins with the query comes first, so that "ops-03" leads there.
 * Inside a control: id, title, statement, question, guidance, prompts, levels
 * upward, objectives, evidence, solutions, mappings, then notes and evidence of
 * the session; a criterion, request, mapping or repeated solution is one hit at
 * most. */
void search_run(struct search *search, const struct session *session,
    size_t language, const char *query);
/* How many hits, and in how many controls. */
size_t search_hits(const struct search *search);
size_t search_controls(const struct search *search);
/* The hit at `at` of all; what it borrows lives until the next commit. */
struct hit search_hit(const struct search *search, size_t at);
/* The bytes of its text to mark: of the whole query where it stands so, else of
 * its longest word. */
void search_locate(struct search *search, const struct hit *hit, size_t *start,
    size_t *end);
/* Hits by control: the control of the group at `at`, its first hit (for the
 * number of groups: of hits), and the group of a hit. */
size_t search_group_control(const struct search *search, size_t at);
size_t search_group_first(const struct search *search, size_t at);
size_t search_group_of(const struct search *search, size_t hit);

/* The folded form both sides are compared in: lower case, no accents, plain
 * quotes and dashes, white space as single blanks. The caller frees it. */
char *search_fold(const char *text);

#endif
