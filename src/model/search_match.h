/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SEARCH_MATCH_H
#define ASSAY_MODEL_SEARCH_MATCH_H

/* Does a text contain the words of a query? For search.c and filters only. Text
 * is scanned as it is, 16 bytes at a time; only where a character outside ASCII
 * could make a difference to this query is it folded first. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GLYPH_BYTES = 40, GLYPH_SLOTS = 128 };

/* The folded form of one character. */
struct glyph {
	uint32_t code; /* 0: empty slot */
	uint8_t len;
	bool matters; /* vanishes, or folds to a byte of the query */
	char text[GLYPH_BYTES];
};

/* Where a folded byte came from. */
struct origin {
	size_t start, end;
};

/* A folded text, NUL-terminated. */
struct folded {
	char *text;
	struct origin *origins; /* one a byte of text */
	size_t len;
	size_t capacity; /* of both */
};

struct query_word {
	char *text; /* folded */
	size_t len;
};

struct matcher {
	struct query_word *words;
	size_t count;
	struct query_word phrase; /* the words, a blank between them */
	size_t longest;           /* the longest word */
	bool bytes[256];          /* those of the words */
	struct folded folded;
	struct glyph glyphs[GLYPH_SLOTS];
};

/* An empty query gives a matcher without words, which finds nothing. */
void matcher_init(struct matcher *matcher, const char *query);
void matcher_done(struct matcher *matcher);
/* Is every word of the query in this text? */
bool matcher_finds(struct matcher *matcher, const char *text);
/* The same for a pool of NUL-terminated strings at once: sets the bit of the
 * first byte of every string that holds all words. Was there any? */
bool matcher_sweep(struct matcher *matcher, const char *pool, size_t size,
    uint64_t *found);
/* The bytes to mark in a text in which the query was found. */
void matcher_locate(struct matcher *matcher, const char *text, size_t *start,
    size_t *end);
/* Does this id begin with the query, case aside? */
bool matcher_begins(const struct matcher *matcher, const char *id);

#endif
