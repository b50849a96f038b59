/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SEARCH_MATCH_H
#define ASSAY_MODEL_SEARCH_MATCH_H

/* Does a text contain the words of a query? For search*.c and filters only.
 * Text is scanned as it is, 16 bytes at a time; only where a character outside
 * ASCII could make a difference to this query is it folded first. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

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
	bool known; /* the former query had it: held by all it has left */
};

struct matcher {
	struct query_word *words;
	size_t count;
	struct query_word phrase; /* the words, a blank between them */
	size_t longest;           /* the longest word */
	size_t lead;              /* the longest that is not known, or count */
	bool more;                /* there are others that are not */
	bool bytes[256];          /* those of the words */
	struct folded folded;
	struct str thin; /* a text folded as far as words need it */
	struct glyph glyphs[GLYPH_SLOTS];
};

/* An empty query gives a matcher without words, which finds nothing. */
void matcher_init(struct matcher *matcher, const char *query);
void matcher_done(struct matcher *matcher);
/* Another query. True when every text that holds it held the former one too:
 * the words both have are known then, and only texts found before may be asked
 * about, unless matcher_forget says that none is known. */
bool matcher_change(struct matcher *matcher, const char *query);
void matcher_forget(struct matcher *matcher);
/* Is every word that is not known in this text? */
bool matcher_finds(struct matcher *matcher, const char *text);
/* The same for a text that has to be folded, whatever it holds. */
bool matcher_finds_folded(struct matcher *matcher, const char *text);
/* Where the leading word first begins in text as it stands, or a number not
 * below len. `readable` bytes from text on may be read, at least len. */
size_t matcher_seek(const struct matcher *matcher, const char *text, size_t len,
    size_t readable);
/* Are the other words in a text as it stands that holds the leading one? */
bool matcher_has_rest(const struct matcher *matcher, const char *text,
    size_t len, size_t readable);
/* Could this character, outside ASCII, make a difference to the query? */
bool matcher_minds(struct matcher *matcher, uint32_t code);
/* The first byte outside ASCII from `at` on, or len. */
size_t matcher_skip_ascii(const char *text, size_t at, size_t len);
/* The bytes to mark in a text in which the query was found. */
void matcher_locate(struct matcher *matcher, const char *text, size_t *start,
    size_t *end);
/* Does this id begin with the query, case aside? */
bool matcher_begins(const struct matcher *matcher, const char *id);

#endif
