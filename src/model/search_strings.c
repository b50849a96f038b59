/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Numbering the strings of a pool, and looking through sets of them. Strings
 * that lie side by side are looked through in one go, so that a set of all of
 * them costs one pass over the pool. */

#include <config.h>

#include "model/search_strings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/search_match.h"

/* So many of the slots for characters are used at most. */
enum { WIDE_MOST = WIDE_SLOTS * 3 / 4 };
/* After so many words of a set it is kept how many there were before. */
enum { STEP = 2 };

size_t
bits_words(size_t count)
{
	return count / 64 + 1;
}

/* How many there are: by twos, by fours, by bytes. */
static uint32_t
count_bits(uint64_t word)
{
	const uint64_t ones = ~(uint64_t)0;

	word -= word >> 1 & ones / 3;
	word = (word & ones / 5) + (word >> 2 & ones / 5);
	word = (word + (word >> 4)) & ones / 17;
	return (uint32_t)(word * (ones / 255) >> 56);
}

static size_t
lowest(uint64_t word)
{
	return (size_t)__builtin_ctzll(word);
}

/* The first from `at` on that is in the set (or, with flip, is not); count
 * when there is none. */
static size_t
next_bit(const uint64_t *set, size_t at, size_t count, bool flip)
{
	const uint64_t mask = flip ? ~(uint64_t)0 : 0;

	while (at < count) {
		uint64_t word = (set[at / 64] ^ mask) >> (at % 64);

		if (word) {
			at += lowest(word);
			return at < count ? at : count;
		}
		at = (at / 64 + 1) * 64;
	}
	return count;
}

/* Lists the bytes of the pool that begin a string, and turns offsets into
 * numbers. */
static void
number(struct strings *s, const uint64_t *begins, uint32_t *offsets,
    size_t count)
{
	size_t words = bits_words(s->size);
	uint32_t *before = xmalloc((words / STEP + 1) * sizeof(*before));

	for (size_t i = 0; i < words; i++) {
		if (i % STEP == 0)
			before[i / STEP] = (uint32_t)s->count;
		s->count += count_bits(begins[i]);
	}
	s->at = xmalloc((s->count + 1) * sizeof(*s->at));
	for (size_t i = 0, n = 0; i < words; i++)
		for (uint64_t left = begins[i]; left; left &= left - 1)
			s->at[n++] = (uint32_t)(i * 64 + lowest(left));
	for (size_t i = 0; i < count; i++) {
		size_t word = offsets[i] / 64, step = word / STEP;
		uint64_t below = ((uint64_t)1 << (offsets[i] % 64)) - 1;

		offsets[i] = before[step] + count_bits(begins[word] & below);
		for (size_t j = step * STEP; j < word; j++)
			offsets[i] += count_bits(begins[j]);
	}
	free(before);
}

/* Keeps a character outside ASCII. */
static void
add_code(struct strings *s, uint32_t code)
{
	size_t slot = code % WIDE_SLOTS;

	while (s->codes[slot] && s->codes[slot] != code)
		slot = (slot + 1) % WIDE_SLOTS;
	if (s->codes[slot])
		return;
	s->codes[slot] = code;
	s->many = ++s->code_count == WIDE_MOST;
}

/* Which characters outside ASCII a text has. Once there are many in the pool
 * it is enough that there is one. */
static uint64_t
wide_codes(struct strings *s, const char *text)
{
	size_t len = strlen(text), at = 0;
	uint64_t codes = 0;

	while ((at = matcher_skip_ascii(text, at, len)) < len) {
		uint32_t code;

		if (s->many)
			return ~(uint64_t)0;
		at = (size_t)(utf8_next(text + at, &code) - text);
		codes |= (uint64_t)1 << (code % 64);
		add_code(s, code);
	}
	return codes;
}

static void
find_wide(struct strings *s)
{
	for (size_t i = 0; i < s->count; i++) {
		uint64_t codes = wide_codes(s, s->pool + s->at[i]);

		if (!codes)
			continue;
		s->wide = mem_grow(s->wide, &s->wide_capacity,
		    s->wide_count + 1, sizeof(*s->wide));
		s->wide[s->wide_count++] = (struct wide){ codes, (uint32_t)i };
	}
}

void
strings_init(struct strings *strings, const char *pool, size_t size,
    uint32_t *offsets, size_t count)
{
	uint64_t *begins = xcalloc(bits_words(size), sizeof(*begins));

	*strings = (struct strings){ .pool = pool, .size = size };
	for (size_t i = 0; i < count; i++)
		bits_add(begins, offsets[i]);
	number(strings, begins, offsets, count);
	free(begins);
	find_wide(strings);
}

void
strings_done(struct strings *strings)
{
	free(strings->at);
	free(strings->wide);
}

/* The characters that matter to a query, as struct wide has them. */
static uint64_t
minded(const struct strings *s, struct matcher *matcher)
{
	uint64_t codes = 0;

	if (s->many)
		return ~(uint64_t)0;
	for (size_t i = 0; i < WIDE_SLOTS; i++)
		if (s->codes[i] && matcher_minds(matcher, s->codes[i]))
			codes |= (uint64_t)1 << (s->codes[i] % 64);
	return codes;
}

/* Strings of the set that have to be folded for this query. */
static void
sweep_folded(const struct strings *s, struct matcher *matcher,
    const uint64_t *set, uint64_t *found)
{
	uint64_t codes = minded(s, matcher);

	for (size_t i = 0; codes && i < s->wide_count; i++) {
		const struct wide *wide = &s->wide[i];

		if (wide->codes & codes && bits_has(set, wide->string) &&
		    matcher_finds_folded(
		        matcher, s->pool + s->at[wide->string]))
			bits_add(found, wide->string);
	}
}

/* The last of the strings from..to-1 that begins at or before an offset, which
 * is most often near `from`. */
static size_t
string_at(const struct strings *s, size_t from, size_t to, size_t offset)
{
	size_t step = 1;

	while (from + step < to && s->at[from + step] <= offset) {
		from += step;
		step *= 2;
	}
	for (; step; step /= 2)
		if (from + step < to && s->at[from + step] <= offset)
			from += step;
	return from;
}

/* Strings from..to-1 as they stand. What lies between them, and is none of
 * theirs, is passed over. */
static void
sweep_run(const struct strings *s, const struct matcher *matcher, size_t from,
    size_t to, uint64_t *found)
{
	size_t end = to < s->count ? s->at[to] : s->size;
	size_t at = s->at[from];

	while (at < end) {
		size_t hit = matcher_seek(
		    matcher, s->pool + at, end - at, s->size - at);

		if (hit >= end - at)
			break;
		hit += at;
		from = string_at(s, from, to, hit);
		const char *text = s->pool + s->at[from];
		size_t len = strlen(text);

		if (hit < s->at[from] + len &&
		    matcher_has_rest(
		        matcher, text, len, s->size - s->at[from]))
			bits_add(found, from);
		if (++from == to)
			break;
		at = s->at[from];
	}
}

void
strings_sweep(
    const struct strings *strings, struct matcher *matcher, uint64_t *set)
{
	size_t count = strings->count, words = bits_words(count);

	if (matcher->lead == matcher->count)
		return;
	uint64_t *found = xcalloc(words, sizeof(*found));

	sweep_folded(strings, matcher, set, found);
	for (size_t at = next_bit(set, 0, count, false); at < count;) {
		size_t end = next_bit(set, at, count, true);

		sweep_run(strings, matcher, at, end, found);
		at = next_bit(set, end, count, false);
	}
	memcpy(set, found, words * sizeof(*found));
	free(found);
}
