/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_BENCH_GENWORDS_H
#define ASSAY_TESTS_BENCH_GENWORDS_H

/* Sentences for generated packs: grammatical, of a wanted length, and always
 * the same for the same seed. */

#include <stddef.h>
#include <stdint.h>

struct words {
	uint64_t state;
};

/* A source of its own for everything that has a number of its own. */
struct words words_seed(uint64_t a, uint64_t b, uint64_t c);
/* 0 .. below-1. */
size_t words_number(struct words *words, size_t below);

/* One sentence of about so many bytes (60 .. 900), with a full stop. */
void words_sentence(struct words *words, size_t about, char *out, size_t size);
/* "Has the payroll team ...?" */
void words_question(struct words *words, size_t about, char *out, size_t size);
/* A heading of a few words; a fragment after "Determine if"; the made-up name
 * of a product. */
void words_title(struct words *words, char *out, size_t size);
void words_fragment(struct words *words, size_t about, char *out, size_t size);
void words_product(struct words *words, char *out, size_t size);

#endif
