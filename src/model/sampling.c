/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Sample sizes and draws. What is drawn follows from the seed alone, so that
 * a reviewer with sha256sum can check it. */

#include <config.h>

#include "model/sampling.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/str.h"

/* CDPAS 2.8: percentages of the population, with a bound in absolute numbers
 * on its small and large sides. */
enum {
	SMALL = 20,
	LARGE = 100,
	STANDARD_SMALL_PERCENT = 10,
	STANDARD_PERCENT = 5,
	STANDARD_MOST = 20,
	OTHER_SMALL_PERCENT = 30,
	OTHER_MIDDLE_PERCENT = 10,
	OTHER_MIDDLE_LEAST = 3,
	OTHER_LARGE_PERCENT = 2,
	OTHER_LARGE_LEAST = 10,
	POPULATION_MAX = 10000000
};

static size_t
percent_up(size_t n, size_t percent)
{
	return n / 100 * percent + (n % 100 * percent + 99) / 100;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
most(size_t a, size_t b)
{
	return a > b ? a : b;
}

size_t
sample_minimum(enum population_kind kind, size_t n)
{
	if (n == 0)
		return 0;
	if (kind == POPULATION_STANDARDIZED) {
		if (n <= SMALL)
			return percent_up(n, STANDARD_SMALL_PERCENT);
		return n < LARGE ? percent_up(n, STANDARD_PERCENT)
		                 : least(percent_up(n, STANDARD_PERCENT),
		                       STANDARD_MOST);
	}
	if (n <= SMALL)
		return most(percent_up(n, OTHER_SMALL_PERCENT), 1);
	return n < LARGE ? most(percent_up(n, OTHER_MIDDLE_PERCENT),
	                       OTHER_MIDDLE_LEAST)
	                 : most(percent_up(n, OTHER_LARGE_PERCENT),
	                       OTHER_LARGE_LEAST);
}

/* The counter-th number of a seed. */
static uint64_t
number_of(const char *seed, uint64_t counter)
{
	char hex[DIGEST_HEX + 1], first[17];
	char *text = xasprintf("%s:%llu", seed, (unsigned long long)counter);

	digest_hex(text, strlen(text), hex);
	free(text);
	memcpy(first, hex, 16);
	first[16] = '\0';
	return strtoull(first, NULL, 16);
}

/* A number below `below`, each as likely as the others. */
static size_t
draw(const char *seed, uint64_t *counter, size_t below)
{
	uint64_t bound = UINT64_MAX - UINT64_MAX % below, number;

	do
		number = number_of(seed, (*counter)++);
	while (number >= bound);
	return (size_t)(number % below);
}

static int
compare_items(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

bool
sample_draw(const char *seed, size_t population, size_t size, size_t *out)
{
	uint64_t counter = 0;

	if (size > population || population > POPULATION_MAX)
		return false;
	size_t *items = xcalloc(population, sizeof(*items));

	for (size_t i = 0; i < population; i++)
		items[i] = i + 1;
	for (size_t i = 0; i < size; i++) {
		size_t at = i + draw(seed, &counter, population - i);

		out[i] = items[at];
		items[at] = items[i];
	}
	free(items);
	if (size)
		qsort(out, size, sizeof(*out), compare_items);
	return true;
}
