/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SEARCH_INDEX_H
#define ASSAY_MODEL_SEARCH_INDEX_H

/* What a search looks at, for search*.c only: the places of a catalog's
 * controls where a text stands, in reading order, and the texts of a session.
 * Both are made when first searched and serve every search after. */

#include "model/search.h"
#include "model/search_strings.h"

struct entry;

/* What stands at a place. All but the last are the fields of struct hit. */
enum place_kind {
	PLACE_ID,
	PLACE_TITLE,
	PLACE_STATEMENT,
	PLACE_QUESTION,
	PLACE_GUIDANCE,
	PLACE_PROMPT,
	PLACE_SUMMARY,
	PLACE_CRITERION,
	PLACE_NOTE,
	PLACE_EXAMPLE,
	PLACE_OBJECTIVE,
	PLACE_EVIDENCE,
	PLACE_SOLUTION,
	PLACE_MAPPING,
	PLACE_OBJECTIVE_ID
};

/* A place but for its text, in a word: 4 bits of kind, 7 of level, the others
 * of item. Places of the same word that lie side by side are one hit at most,
 * except those of solutions. */
enum { WHERE_LEVEL = 4, WHERE_ITEM = 11, WHERE_NO_LEVEL = 127 };

struct places {
	struct strings strings;
	uint32_t *texts;  /* of each place: the number of its string */
	uint32_t *wheres; /* of each place: what it is */
	size_t count, capacity; /* of both */
	uint32_t *starts; /* of each control: its first place; then count */
	size_t controls;
};

/* A note, or a text of an item of evidence. */
struct said {
	const struct entry *entry; /* borrowed */
	bool evidence;
};
/* It belongs to this control. */
struct said_place {
	uint32_t control, said;
};
struct said_texts {
	struct said *items;
	size_t count, capacity;
	struct said_place *places; /* by control, each text once */
	size_t place_count, place_capacity;
};

struct search_index {
	const struct catalog *catalog; /* borrowed */
	const struct session *session; /* of said; borrowed */
	size_t commits;                /* it had then */
	size_t language;               /* of places */
	bool has_places, has_said;
	struct places places;
	struct said_texts said;
	unsigned made; /* how often something was made */
};

/* Current for the language and, when there is one, the session. */
void search_index_make(struct search_index *index,
    const struct session *session, size_t language);

/* Parts of the above. */
void places_init(
    struct places *places, const struct catalog *catalog, size_t language);
void places_done(struct places *places);
void said_texts_init(struct said_texts *said, const struct catalog *catalog,
    const struct session *session);
void said_texts_done(struct said_texts *said);

#endif
