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

/* Several of them are looked at in one go. */
enum { BLOCK_LANES = 4, BLOCK = BLOCK_LANES * (int)sizeof(union lanes) };

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

/* Does it matter to this query? */
static void
weigh(const struct matcher *matcher, struct glyph *glyph)
{
	glyph->matters = glyph->len == 0;
	for (size_t i = 0; i < glyph->len; i++)
		glyph->matters |= matcher->bytes[(unsigned char)glyph->text[i]];
}

/* What a character outside ASCII folds to; valid until the next call. */
static const struct glyph *
glyph_get(struct matcher *matcher, uint32_t code)
{
	struct glyph *glyph = &matcher->glyphs[code % GLYPH_SLOTS];

	if (glyph->code == code)
		return glyph;
	glyph_make(glyph, code);
	weigh(matcher, glyph);
	return glyph;
}

size_t
matcher_skip_ascii(const char *text, size_t at, size_t len)
{
	const uint64_t high = 0x8080808080808080u;

	for (; at + BLOCK <= len; at += BLOCK) {
		union lanes a = load(text + at), b = load(text + at + 16);
		union lanes c = load(text + at + 32), d = load(text + at + 48);

		a.bytes = (a.bytes | b.bytes) | (c.bytes | d.bytes);
		if ((a.halves[0] | a.halves[1]) & high)
			break;
	}
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
		size_t end = matcher_skip_ascii(text, at, len);
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

/* What is looked for in blocks: the first and the last byte of a word, but for
 * the bit that tells case. */
struct ends {
	unsigned char first, last;
	size_t apart;
};

enum { CASE_BIT = 0x20 };

/* The places of 16 bytes where both ends fit. */
static union lanes
fit(const char *text, struct ends ends)
{
	union lanes a = load(text), b = load(text + ends.apart), both;

	both.bytes = (unsigned char __attribute__((vector_size(16))))(
	    ((a.bytes | CASE_BIT) == ends.first) &
	    ((b.bytes | CASE_BIT) == ends.last));
	return both;
}

static bool
is_any(union lanes lanes)
{
	return (lanes.halves[0] | lanes.halves[1]) != 0;
}

/* The first of the 16 places at which the word stands, or NOT_FOUND. */
static size_t
look_closely(const char *text, union lanes fits, const struct query_word *word)
{
	for (size_t half = 0; half < 2; half++) {
		uint64_t left = le64toh(fits.halves[half]);

		while (left) {
			int lane = __builtin_ctzll(left) / 8;
			size_t i = half * 8 + (size_t)lane;

			if (same(text + i, word))
				return i;
			left &= ~((uint64_t)0xff << (lane * 8));
		}
	}
	return NOT_FOUND;
}

/* The first of the places of a block at which the word stands. */
static size_t
find_in_block(
    const char *text, struct ends ends, const struct query_word *word)
{
	union lanes fits[BLOCK_LANES], any;

	for (size_t i = 0; i < BLOCK_LANES; i++)
		fits[i] = fit(text + i * sizeof(any), ends);
	any.bytes = (fits[0].bytes | fits[1].bytes) |
	    (fits[2].bytes | fits[3].bytes);
	if (!is_any(any))
		return NOT_FOUND;
	for (size_t i = 0; i < BLOCK_LANES; i++) {
		size_t at = look_closely(
		    text + i * sizeof(any), fits[i], word);

		if (at != NOT_FOUND)
			return i * sizeof(any) + at;
	}
	return NOT_FOUND;
}

/* Where the word first stands in the text, or NOT_FOUND. What lies behind the
 * text is read as far as `readable`, so that short texts take one block. */
static size_t
find(const char *text, size_t len, size_t readable,
    const struct query_word *word)
{
	struct ends ends = {
		(unsigned char)word->text[0] | CASE_BIT,
		(unsigned char)word->text[word->len - 1] | CASE_BIT,
		word->len - 1,
	};
	size_t at = 0, found;

	if (word->len > len)
		return NOT_FOUND;
	size_t places = len - ends.apart, most = readable - ends.apart;

	/* what stands often is near the start */
	if (sizeof(union lanes) <= most) {
		found = look_closely(text, fit(text, ends), word);
		if (found != NOT_FOUND)
			return found < places ? found : NOT_FOUND;
		at = sizeof(union lanes);
	}
	for (; at < places && at + BLOCK <= most; at += BLOCK) {
		found = find_in_block(text + at, ends, word);
		if (found != NOT_FOUND)
			return at + found < places ? at + found : NOT_FOUND;
	}
	for (; at + sizeof(union lanes) <= places; at += sizeof(union lanes)) {
		found = look_closely(text + at, fit(text + at, ends), word);
		if (found != NOT_FOUND)
			return at + found;
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

		at = matcher_skip_ascii(text, at, len);
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
			    (struct query_word){ .text = xstrndup(folded, len),
				    .len = len };
			if (len > matcher->words[matcher->longest].len)
				matcher->longest = matcher->count;
			matcher->count++;
		}
		folded += len + (folded[len] == ' ');
	}
}

/* What follows from the words. */
static void
sum_up(struct matcher *matcher)
{
	struct str phrase = { 0 };

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
	for (size_t i = 0; i < GLYPH_SLOTS; i++)
		weigh(matcher, &matcher->glyphs[i]);
}

static void
find_lead(struct matcher *matcher)
{
	size_t unknown = 0;

	matcher->lead = matcher->count;
	for (size_t i = 0; i < matcher->count; i++) {
		const struct query_word *word = &matcher->words[i];

		if (word->known)
			continue;
		if (!unknown || word->len > matcher->words[matcher->lead].len)
			matcher->lead = i;
		unknown++;
	}
	matcher->more = unknown > 1;
}

static void
words_free(struct query_word *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(words[i].text);
	free(words);
}

/* Marks the words that were among the former ones. Was there anything, and is
 * each of the former a part of a word now? */
static bool
compare(struct matcher *matcher, const struct query_word *former, size_t count)
{
	bool all = count > 0;

	for (size_t i = 0; i < count; i++) {
		bool kept = false;

		for (size_t j = 0; j < matcher->count; j++) {
			struct query_word *word = &matcher->words[j];

			kept |= strstr(word->text, former[i].text) != NULL;
			word->known |= str_equal(word->text, former[i].text);
		}
		all &= kept;
	}
	return all;
}

bool
matcher_change(struct matcher *matcher, const char *query)
{
	struct query_word *former = matcher->words;
	size_t count = matcher->count;
	bool narrows;

	fold(matcher, query);
	free(matcher->phrase.text);
	matcher->words = NULL;
	matcher->count = matcher->longest = 0;
	memset(matcher->bytes, 0, sizeof(matcher->bytes));
	split(matcher, matcher->folded.text);
	sum_up(matcher);
	narrows = compare(matcher, former, count);
	words_free(former, count);
	if (narrows)
		find_lead(matcher);
	else
		matcher_forget(matcher);
	return narrows;
}

void
matcher_forget(struct matcher *matcher)
{
	for (size_t i = 0; i < matcher->count; i++)
		matcher->words[i].known = false;
	find_lead(matcher);
}

void
matcher_init(struct matcher *matcher, const char *query)
{
	*matcher = (struct matcher){ 0 };
	matcher_change(matcher, query);
}

void
matcher_done(struct matcher *matcher)
{
	words_free(matcher->words, matcher->count);
	free(matcher->phrase.text);
	free(matcher->folded.text);
	free(matcher->folded.origins);
	str_done(&matcher->thin);
}

size_t
matcher_seek(const struct matcher *matcher, const char *text, size_t len,
    size_t readable)
{
	return find(text, len, readable, &matcher->words[matcher->lead]);
}

bool
matcher_has_rest(const struct matcher *matcher, const char *text, size_t len,
    size_t readable)
{
	for (size_t i = 0; matcher->more && i < matcher->count; i++)
		if (i != matcher->lead && !matcher->words[i].known &&
		    find(text, len, readable, &matcher->words[i]) == NOT_FOUND)
			return false;
	return true;
}

/* Is every word in these bytes, folded or in need of no folding? */
static bool
holds(const struct matcher *matcher, const char *text, size_t len)
{
	if (matcher->lead == matcher->count)
		return matcher->count > 0;
	return matcher_seek(matcher, text, len, len) < len &&
	    matcher_has_rest(matcher, text, len, len);
}

/* Puts in its place what each character outside ASCII folds to; case and
 * blanks stay, which is enough to look for words. */
bool
matcher_finds_folded(struct matcher *matcher, const char *text)
{
	struct str *thin = &matcher->thin;
	size_t len = strlen(text), at = 0;

	str_clear(thin);
	while (at < len) {
		size_t end = matcher_skip_ascii(text, at, len);
		uint32_t code;

		str_add_n(thin, text + at, end - at);
		if (end == len)
			break;
		at = (size_t)(utf8_next(text + end, &code) - text);
		const struct glyph *glyph = glyph_get(matcher, code);

		str_add_n(thin, glyph->text, glyph->len);
	}
	return holds(matcher, str_text(thin), thin->len);
}

bool
matcher_finds(struct matcher *matcher, const char *text)
{
	size_t len = strlen(text);

	if (next_matter(matcher, text, 0, len) < len)
		return matcher_finds_folded(matcher, text);
	return holds(matcher, text, len);
}

bool
matcher_minds(struct matcher *matcher, uint32_t code)
{
	return glyph_get(matcher, code)->matters;
}

void
matcher_locate(
    struct matcher *matcher, const char *text, size_t *start, size_t *end)
{
	const struct query_word *word = &matcher->phrase;
	const struct folded *folded = &matcher->folded;
	size_t len = strlen(text), at;

	at = next_matter(matcher, text, 0, len) == len
	    ? find(text, len, len, word)
	    : NOT_FOUND;
	if (at != NOT_FOUND) {
		*start = at;
		*end = at + word->len;
		return;
	}
	fold(matcher, text);
	at = find(folded->text, folded->len, folded->len, word);
	if (at == NOT_FOUND) {
		word = &matcher->words[matcher->longest];
		at = find(folded->text, folded->len, folded->len, word);
	}
	*start = at == NOT_FOUND ? 0 : folded->origins[at].start;
	*end = at == NOT_FOUND ? 0 : folded->origins[at + word->len - 1].end;
}

bool
matcher_begins(const struct matcher *matcher, const char *id)
{
	return strlen(id) >= matcher->phrase.len && same(id, &matcher->phrase);
}
