/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SEARCH_STRINGS_H
#define ASSAY_MODEL_SEARCH_STRINGS_H

/* The distinct strings of a catalog's pool that a search looks at, numbered in
 * the order they lie there, and sets of them: a bit a string. For search*.c
 * only. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct matcher;

/* A string with characters outside ASCII: which, by their number modulo 64. */
struct wide {
	uint64_t codes;
	uint32_t string;
};

enum { WIDE_SLOTS = 256 };

struct strings {
	const char *pool; /* borrowed */
	size_t size;      /* of the pool */
	uint32_t *at;     /* where each begins, ascending */
	size_t count;
	struct wide *wide;
	size_t wide_count, wide_capacity;
	uint32_t codes[WIDE_SLOTS]; /* outside ASCII, by hash; 0: empty slot */
	size_t code_count;
	bool many; /* there are more than are kept */
};

/* Takes the offsets of strings in the pool, any number of times each, and puts
 * the numbers of the strings in their place. */
void strings_init(struct strings *strings, const char *pool, size_t size,
    uint32_t *offsets, size_t count);
void strings_done(struct strings *strings);
/* Words of 64 bits that a set of so many takes. */
size_t bits_words(size_t count);
/* Takes out of the set all strings that the matcher does not find. */
void strings_sweep(
    const struct strings *strings, struct matcher *matcher, uint64_t *set);

static inline bool
bits_has(const uint64_t *set, size_t i)
{
	return set[i / 64] >> (i % 64) & 1;
}

static inline void
bits_add(uint64_t *set, size_t i)
{
	set[i / 64] |= (uint64_t)1 << (i % 64);
}

static inline void
bits_drop(uint64_t *set, size_t i)
{
	set[i / 64] &= ~((uint64_t)1 << (i % 64));
}

#endif
