/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "model/sampling.h"

/* domain.md 3: N: standardized, non-standardized */
Test(sampling, minimum_is_that_of_the_standard)
{
	static const size_t vectors[][3] = { { 0, 0, 0 }, { 1, 1, 1 },
		{ 10, 1, 3 }, { 20, 2, 6 }, { 21, 2, 3 }, { 99, 5, 10 },
		{ 100, 5, 10 }, { 400, 20, 10 }, { 401, 20, 10 },
		{ 1000, 20, 20 } };

	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		const size_t *v = vectors[i];

		cr_assert_eq(sample_minimum(POPULATION_STANDARDIZED, v[0]),
		    v[1], "standardized %zu", v[0]);
		cr_assert_eq(sample_minimum(POPULATION_NON_STANDARDIZED, v[0]),
		    v[2], "other %zu", v[0]);
	}
}

Test(sampling, the_same_seed_draws_the_same_items)
{
	size_t a[20], b[20];

	cr_assert(sample_draw("acme 2026", 400, 20, a), "drawn");
	cr_assert(sample_draw("acme 2026", 400, 20, b), "again");
	cr_assert_eq(memcmp(a, b, sizeof(a)), 0, "the same");
	for (size_t i = 0; i < 20; i++) {
		cr_assert(a[i] >= 1 && a[i] <= 400, "in the population");
		cr_assert(i == 0 || a[i] > a[i - 1], "rising, each once");
	}
	cr_assert(sample_draw("acme 2027", 400, 20, b), "another seed");
	cr_assert_neq(memcmp(a, b, sizeof(a)), 0, "other items");
}

/* The draw as the manual describes it, written down a second time. */
Test(sampling, the_generator_is_the_one_of_the_manual)
{
	size_t drawn[7], left[50], count = 50;
	unsigned long long counter = 0;
	bool in[51] = { false };

	for (size_t i = 0; i < count; i++)
		left[i] = i + 1;
	cr_assert(sample_draw("s", 50, 7, drawn), "drawn");
	for (size_t i = 0; i < 7; i++) {
		char hex[DIGEST_HEX + 1];
		char *text = xasprintf("s:%llu", counter++);

		digest_hex(text, strlen(text), hex);
		free(text);
		hex[16] = '\0';
		size_t at = (size_t)(strtoull(hex, NULL, 16) % (50 - i)) + i;

		in[left[at]] = true;
		left[at] = left[i];
	}
	for (size_t i = 0; i < 7; i++)
		cr_assert(in[drawn[i]], "%zu is one of them", drawn[i]);
}

Test(sampling, every_item_is_drawn_about_equally_often)
{
	size_t hits[11] = { 0 }, out[3];

	for (int i = 0; i < 5000; i++) {
		char seed[16];

		snprintf(seed, sizeof(seed), "%d", i);
		cr_assert(sample_draw(seed, 10, 3, out), "drawn");
		for (int j = 0; j < 3; j++)
			hits[out[j]]++;
	}
	for (int i = 1; i <= 10; i++)
		cr_assert(hits[i] > 1350 && hits[i] < 1650, "%d: %zu of 1500",
		    i, hits[i]);
}

Test(sampling, all_of_them_and_more_than_all)
{
	size_t out[5];

	cr_assert(sample_draw("x", 5, 5, out), "all");
	for (size_t i = 0; i < 5; i++)
		cr_assert_eq(out[i], i + 1, "item %zu", i);
	cr_assert_not(sample_draw("x", 5, 6, out), "more than there are");
	cr_assert(sample_draw("x", 0, 0, out), "none of none");
}
