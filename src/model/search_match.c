/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Folding text, and finding folded words in it. */

#include <config.h>

#include "model/search_match.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/search.h"

#define NOT_FOUND SIZE_MAX

/* Sixteen bytes at a time. */
union lanes {
	unsigned char bytes __attribute__((vector_size(16)));
	uint64_t halves[2];
};

static union lanes
load(const char *text)
{
	union lanes lanes;

	memcpy(&lanes, text, sizeof(lanes));
	return lanes;
}

static unsigned char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 32)
	                            : (unsigned char)c;
}

static bool
is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') ||
	       (code >= 0x80 && uc_is_property_white_space(code));
}

/* Typewriter forms of what typography has in several; 0: drop it. */
static uint32_t
plain_form(uint32_t code)
{
	if ((code >= 0x2018 && code <= 0x201b) || code == 0x2032 ||
	    code == 0x02bc)
		return '\'';
	if (code >= 0x201c && code <= 0x201f)
		return '"';
	if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212)
		return '-';
	if (is_space(code))
		return ' ';
	if (uc_is_general_category_withtable(
	        code, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me) ||
	    uc_is_property_default_ignorable_code_point(code))
		return 0;
	return code;
}

/* Appends a code point, in its plain form, to what a glyph folds to. */
static void
glyph_add(struct glyph *glyph, uint32_t code)
{
	char bytes[5];
	size_t len;

	code = plain_form(code);
	if (!code)
		return;
	len = utf8_encode(code, bytes);
	if (glyph->len + len > GLYPH_BYTES)
		return;
	memcpy(glyph->text + glyph->len, bytes, len);
	glyph->len = (uint8_t)(glyph->len + len);
}

static void
glyph_make(struct glyph *glyph, uint32_t code)
{
	char bytes[5];
	size_t len = utf8_encode(code, bytes), wide = 0, lower_len = 0;
	uint8_t *parts = u8_normalize(
	    UNINORM_NFKD, (const uint8_t *)bytes, len, NULL, &wide);
	uint8_t *small = parts ? u8_casefold(parts, wide, NULL, UNINORM_NFKD,
	                             NULL, &lower_len)
	                       : NULL;

	*glyph = (struct glyph){ .code = code };
	if (small) {
		char *text = xstrndup((const char *)small, lower_len);
		const char *at = text;

		while (*at) {
			at = utf8_next(at, &code);
			glyph_add(glyph, code);
		}
		free(text);
	} else {
		glyph_add(glyph, code);
	}
	free(small);
	free(parts);
}

/* What a character outside ASCII folds to; valid until the next call. */
static const struct glyph *
glyph_get(struct matcher *matcher, uint32_t code)
{
	struct glyph *glyph = &matcher->glyphs[code % GLYPH_SLOTS];

	if (glyph->code == code)
		return glyph;
	glyph_make(glyph, code);
	glyph->matters = glyph->len == 0;
	for (size_t i = 0; i < glyph->len; i++)
		glyph->matters |= matcher->bytes[(unsigned char)glyph->text[i]];
	return glyph;
}

/* The first byte outside ASCII from `at` on, or the end. */
static size_t
skip_ascii(const char *text, size_t at, size_t len)
{
	const uint64_t high = 0x8080808080808080u;

	for (; at + sizeof(union lanes) <= len; at += sizeof(union lanes)) {
		union lanes lanes = load(text + at);

		if ((lanes.halves[0] | lanes.halves[1]) & high)
			break;
	}
	while (at < len && !(text[at] & 0x80))
		at++;
	return at;
}

/* Makes room for some more bytes, and a NUL. */
static void
folded_reserve(struct folded *out, size_t more)
{
	size_t capacity = out->capacity;

	if (out->len + more < capacity)
		return;
	out->origins = mem_grow(out->origins, &out->capacity,
	    out->len + more + 1, sizeof(*out->origins));
	out->text = mem_grow(out->text, &capacity, out->capacity, 1);
}

/* Appends a byte; runs of blanks stay one. */
static void
folded_put(struct folded *out, char c, size_t start, size_t end)
{
	if (c == ' ' && out->len > 0 && out->text[out->len - 1] == ' ') {
		out->origins[out->len - 1].end = end;
		return;
	}
	out->origins[out->len] = (struct origin){ start, end };
	out->text[out->len++] = c;
}

static void
folded_put_glyph(
    struct folded *out, const struct glyph *glyph, size_t start, size_t end)
{
	folded_reserve(out, glyph->len);
	for (size_t i = 0; i < glyph->len; i++)
		folded_put(out, glyph->text[i], start, end);
	/* an accent belongs to the letter before it */
	if (glyph->len == 0 && out->len > 0)
		out->origins[out->len - 1].end = end;
}

/* Folds a text into matcher->folded. */
static void
fold(struct matcher *matcher, const char *text)
{
	struct folded *out = &matcher->folded;
	size_t len = strlen(text), at = 0;

	out->len = 0;
	while (at < len) {
		size_t end = skip_ascii(text, at, len);
		uint32_t code;

		folded_reserve(out, end - at);
		for (; at < end; at++)
			folded_put(out,
			    is_space((unsigned char)text[at])
			        ? ' '
			        : (char)lower(text[at]),
			    at, at + 1);
		if (at == len)
			break;
		end = (size_t)(utf8_next(text + at, &code) - text);
		folded_put_glyph(out, glyph_get(matcher, code), at, end);
		at = end;
	}
	folded_reserve(out, 0);
	out->text[out->len] = '\0';
}

char *
search_fold(const char *text)
{
	struct matcher *matcher = xcalloc(1, sizeof(*matcher));
	char *folded;

	fold(matcher, text);
	folded = xstrdup(matcher->folded.text);
	matcher_done(matcher);
	free(matcher);
	return folded;
}

/* Is the text the word, ASCII case aside? The word is folded. */
static bool
same(const char *text, const struct query_word *word)
{
	for (size_t i = 0; i < word->len; i++)
		if (lower(text[i]) != (unsigned char)word->text[i])
			return false;
	return true;
}

/* Where the word first stands in the text, or NOT_FOUND. Places where first
 * and last byte fit, but for the bit that tells case, are looked at closely. */
static size_t
find(const char *text, size_t len, const struct query_word *word)
{
	const unsigned char bit = 0x20;
	unsigned char first = (unsigned char)word->text[0] | bit;
	unsigned char last = (unsigned char)word->text[word->len - 1] | bit;
	size_t at = 0, places;

	if (word->len > len)
		return NOT_FOUND;
	places = len - word->len + 1;
	for (; at + sizeof(union lanes) <= places; at += sizeof(union lanes)) {
		union lanes a = load(text + at);
		union lanes b = load(text + at + word->len - 1);
		union lanes fit;

		fit.bytes = (unsigned char __attribute__((vector_size(16))))(
		    ((a.bytes | bit) == first) & ((b.bytes | bit) == last));
		for (size_t half = 0; half < 2; half++) {
			uint64_t left = le64toh(fit.halves[half]);

			while (left) {
				int lane = __builtin_ctzll(left) / 8;
				size_t i = at + half * 8 + (size_t)lane;

				if (same(text + i, word))
					return i;
				left &= ~((uint64_t)0xff << (lane * 8));
			}
		}
	}
	for (; at < places; at++)
		if (same(text + at, word))
			return at;
	return NOT_FOUND;
}

/* The first character from `at` on that matters to the query, or the end. */
static size_t
next_matter(struct matcher *matcher, const char *text, size_t at, size_t len)
{
	for (;;) {
		uint32_t code;

		at = skip_ascii(text, at, len);
		if (at >= len)
			return len;
		const char *next = utf8_next(text + at, &code);

		if (glyph_get(matcher, code)->matters)
			return at;
		at = (size_t)(next - text);
	}
}

/* Splits the folded query at blanks. */
static void
split(struct matcher *matcher, const char *folded)
{
	size_t capacity = 0;

	while (*folded) {
		size_t len = strcspn(folded, " ");

		if (len > 0) {
			matcher->words = mem_grow(matcher->words, &capacity,
			    matcher->count + 1, sizeof(*matcher->words));
			matcher->words[matcher->count] =
			    (struct query_word){ xstrndup(folded, len), len };
			if (len > matcher->words[matcher->longest].len)
				matcher->longest = matcher->count;
			matcher->count++;
		}
		folded += len + (folded[len] == ' ');
	}
}

void
matcher_init(struct matcher *matcher, const char *query)
{
	struct str phrase = { 0 };
	char *folded = search_fold(query);

	*matcher = (struct matcher){ 0 };
	split(matcher, folded);
	free(folded);
	for (size_t i = 0; i < matcher->count; i++) {
		const struct query_word *word = &matcher->words[i];

		if (i > 0)
			str_add_char(&phrase, ' ');
		str_add(&phrase, word->text);
		for (size_t j = 0; j < word->len; j++)
			matcher->bytes[(unsigned char)word->text[j]] = true;
	}
	matcher->phrase.len = phrase.len;
	matcher->phrase.text = str_steal(&phrase);
}

void
matcher_done(struct matcher *matcher)
{
	for (size_t i = 0; i < matcher->count; i++)
		free(matcher->words[i].text);
	free(matcher->words);
	free(matcher->phrase.text);
	free(matcher->folded.text);
	free(matcher->folded.origins);
}

/* Is every word in these bytes, folded or in need of no folding? */
static bool
holds(const struct matcher *matcher, const char *text, size_t len)
{
	for (size_t i = 0; i < matcher->count; i++)
		if (find(text, len, &matcher->words[i]) == NOT_FOUND)
			return false;
	return matcher->count > 0;
}

static bool
holds_folded(struct matcher *matcher, const char *text)
{
	fold(matcher, text);
	return holds(matcher, matcher->folded.text, matcher->folded.len);
}

bool
matcher_finds(struct matcher *matcher, const char *text)
{
	size_t len = strlen(text);

	if (next_matter(matcher, text, 0, len) < len)
		return holds_folded(matcher, text);
	return holds(matcher, text, len);
}

/* The start of the string that holds the byte at `at`, not before `least`. */
static size_t
string_start(const char *pool, size_t least, size_t at)
{
	const char *end = memrchr(pool + least, '\0', at - least);

	return end ? (size_t)(end - pool) + 1 : least;
}

static void
set_bit(uint64_t *bits, size_t at)
{
	bits[at / 64] |= (uint64_t)1 << (at % 64);
}

/* Strings that hold the words as they stand: the longest is looked for in the
 * whole pool, the others where it was found. */
static bool
sweep_plain(const struct matcher *matcher, const char *pool, size_t size,
    uint64_t *found)
{
	const struct query_word *word = &matcher->words[matcher->longest];
	bool any = false;
	size_t at = 0;

	while (at < size) {
		size_t hit = find(pool + at, size - at, word);
		size_t start, len;

		if (hit == NOT_FOUND)
			break;
		start = string_start(pool, at, at + hit);
		len = strlen(pool + start);
		if (matcher->count == 1 || holds(matcher, pool + start, len)) {
			set_bit(found, start);
			any = true;
		}
		at = start + len + 1;
	}
	return any;
}

/* Strings that must be folded for this query. */
static bool
sweep_folded(
    struct matcher *matcher, const char *pool, size_t size, uint64_t *found)
{
	size_t at = next_matter(matcher, pool, 0, size), least = 0;
	bool any = false;

	while (at < size) {
		size_t start = string_start(pool, least, at);

		if (holds_folded(matcher, pool + start)) {
			set_bit(found, start);
			any = true;
		}
		least = at + strlen(pool + at) + 1;
		at = next_matter(matcher, pool, least, size);
	}
	return any;
}

bool
matcher_sweep(
    struct matcher *matcher, const char *pool, size_t size, uint64_t *found)
{
	bool plain = sweep_plain(matcher, pool, size, found);

	return sweep_folded(matcher, pool, size, found) || plain;
}

void
matcher_locate(
    struct matcher *matcher, const char *text, size_t *start, size_t *end)
{
	const struct query_word *word = &matcher->phrase;
	const struct folded *folded = &matcher->folded;
	size_t len = strlen(text), at;

	at = next_matter(matcher, text, 0, len) == len ? find(text, len, word)
	                                               : NOT_FOUND;
	if (at != NOT_FOUND) {
		*start = at;
		*end = at + word->len;
		return;
	}
	fold(matcher, text);
	at = find(folded->text, folded->len, word);
	if (at == NOT_FOUND) {
		word = &matcher->words[matcher->longest];
		at = find(folded->text, folded->len, word);
	}
	*start = at == NOT_FOUND ? 0 : folded->origins[at].start;
	*end = at == NOT_FOUND ? 0 : folded->origins[at + word->len - 1].end;
}

bool
matcher_begins(const struct matcher *matcher, const char *id)
{
	return strlen(id) >= matcher->phrase.len && same(id, &matcher->phrase);
}
