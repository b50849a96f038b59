/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SAMPLING_H
#define ASSAY_MODEL_SAMPLING_H

/* How many of a population to look at, and which: the minimum of CDPAS 2.8
 * (domain.md 3), and a draw that anybody can repeat from its seed. */

#include <stdbool.h>
#include <stddef.h>

enum population_kind {
	POPULATION_STANDARDIZED,    /* process, technology, data */
	POPULATION_NON_STANDARDIZED /* people, facilities */
};

/* The least sample of a population of n, rounded up; 0 for 0. */
size_t sample_minimum(enum population_kind kind, size_t n);

/* Draws `size` distinct items of 1 .. population without replacement, in
 * rising order: out has a place for each. Generator: the SHA-256 of the seed,
 * a colon and a counter from 0 in decimal; its first 8 bytes as a big-endian
 * number; numbers at or above the largest multiple of what is left are
 * rejected (the counter goes on); the rest modulo what is left picks from the
 * items not yet drawn (partial Fisher-Yates over 1 .. population). False when
 * size > population or population > 10,000,000. */
bool sample_draw(
    const char *seed, size_t population, size_t size, size_t *out);

#endif
