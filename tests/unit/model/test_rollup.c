/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "model/builder.h"
#include "model/rollup.h"

/* A pack of controls that differ in weight alone: P-1, P-2, ... */
static struct catalog *
weighted(const int *weights, size_t count)
{
	struct err_list problems = { 0 };
	struct builder *b = builder_new(&problems);

	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "ponds");
	builder_text(b, PACK_TITLE, 0, "Ponds");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	size_t domain = builder_child(b, PACK_DOMAINS, 0);

	builder_text(b, DOMAIN_ID, domain, "P");
	builder_text(b, DOMAIN_NAME, domain, "Ponds");
	size_t scale = builder_child(b, PACK_SCALE, 0);

	for (int i = 0; i <= 5; i++) {
		size_t level = builder_child(b, SCALE_LEVELS, scale);

		builder_number(b, LEVEL_NUMBER, level, i);
		builder_text(b, LEVEL_NAME, level, "Some level");
	}
	for (size_t i = 0; i < count; i++) {
		size_t row = builder_row(b, TABLE_CONTROL);
		char *id = xasprintf("P-%zu", i + 1);

		builder_text(b, CONTROL_ID, row, id);
		builder_text(b, CONTROL_DOMAIN, row, "P");
		builder_text(b, CONTROL_STATEMENT, row, "The pond is kept.");
		builder_number(b, CONTROL_WEIGHT, row, weights[i]);
		free(id);
	}
	struct catalog *catalog = builder_finish(b);

	cr_assert_not_null(catalog, "a pack: %s",
	    problems.count ? problems.items[0].err.message : "");
	builder_free(b);
	err_list_done(&problems);
	return catalog;
}

static void
assert_ratio(struct ratio ratio, long numerator, long denominator,
    const char *text)
{
	char is[32];

	ratio_text(ratio, is);
	cr_assert_eq(ratio.numerator, numerator, "numerator %ld",
	    ratio.numerator);
	cr_assert_eq(ratio.denominator, denominator, "denominator %ld",
	    ratio.denominator);
	cr_assert_str_eq(is, text, "%s where %s is due", is, text);
}

static struct standing
concluded(int level)
{
	return (struct standing){ .concluded = level, .gap = -1 };
}

static struct rating
range(int low, int high, int top)
{
	return (struct rating){ .maturity = { .low = low, .high = high,
				    .rated = low == high,
				    .top_awardable = top },
		.target_asked = -1, .target_effective = -1 };
}

/* domain.md 4.7: OPS of 2026.1 */
static const int ops_weights[] = { 8, 9, 9, 7, 8, 7, 5, 8, 10, 10 };
static const int ops_levels[] = { 3, 2, 3, 2, 0, 2, -1, 3, 3, 4 };

Test(rollup, the_weighted_average_is_exact_and_leaves_out_not_applicable)
{
	struct catalog *c = weighted(ops_weights, 10);
	struct rollup one = { 0 }, both = { 0 };

	for (size_t i = 0; i < 10; i++) {
		struct standing s = concluded(ops_levels[i]);
		struct rating r = range(0, 4, 4);
		size_t row = i;

		if (ops_levels[i] < 0)
			s.designation = DESIGNATION_NOT_APPLICABLE;
		if (i < 8)
			rollup_add(&one, c, row, &r, &s);
		rollup_add(&both, c, row, &r, &s);
	}
	assert_ratio(one.average, 121, 56, "2.16");
	assert_ratio(both.average, 191, 76, "2.51");
	cr_assert_eq(one.in_scope, 7, "seven count");
	cr_assert_eq(one.not_applicable, 1, "one does not");
	cr_assert_eq(one.minimum, 0, "the lowest");
	cr_assert_eq(one.minimum_control, 4, "is the fifth");
	cr_assert_eq(one.histogram[3], 3, "three at 3");
	cr_assert_eq(one.histogram[2], 3, "three at 2");
	cr_assert_eq(one.histogram[0], 1, "one at 0");
	catalog_free(c);
}

Test(rollup, what_is_not_concluded_gives_a_range)
{
	static const int weights[] = { 8, 9, 7, 0 };
	struct catalog *c = weighted(weights, 4);
	struct rollup sum = { 0 };
	struct standing none = concluded(-1), three = concluded(3);
	struct rating open = range(1, 4, 5), closed = range(2, 2, 3);

	rollup_add(&sum, c, 0, &open, &three);
	rollup_add(&sum, c, 1, &open, &none);
	rollup_add(&sum, c, 2, &closed, &none);
	rollup_add(&sum, c, 3, &closed, &none);
	assert_ratio(sum.average, 24, 8, "3.00");
	assert_ratio(sum.low, 24 + 9 + 14, 24, "1.96");
	assert_ratio(sum.high, 24 + 36 + 14, 24, "3.08");
	assert_ratio(sum.attainable, 40 + 45 + 21, 24, "4.42");
	cr_assert_eq(sum.rated, 3, "rated or concluded");
	cr_assert_eq(sum.ceilings, 2, "two end below 5");
	catalog_free(c);
}

Test(rollup, nothing_rounds_up_to_a_level)
{
	char text[32];

	ratio_text((struct ratio){ 2999, 1000 }, text);
	cr_assert_str_eq(text, "2.99", "%s", text);
	ratio_text((struct ratio){ 2994, 1000 }, text);
	cr_assert_str_eq(text, "2.99", "%s", text);
	ratio_text((struct ratio){ 2125, 1000 }, text);
	cr_assert_str_eq(text, "2.13", "half up: %s", text);
	ratio_text((struct ratio){ 35932, 10126 }, text);
	cr_assert_str_eq(text, "3.55", "%s", text);
	ratio_text((struct ratio){ 42, 17 }, text);
	cr_assert_str_eq(text, "2.47", "%s", text);
	ratio_text((struct ratio){ 3, 1 }, text);
	cr_assert_str_eq(text, "3.00", "%s", text);
	ratio_text((struct ratio){ 0, 0 }, text);
	cr_assert_str_eq(text, "", "nothing to average");
}

Test(rollup, out_of_scope_counts_nowhere)
{
	static const int weights[] = { 8, 9 };
	struct catalog *c = weighted(weights, 2);
	struct rollup sum = { 0 };
	struct standing out = concluded(5), in = concluded(2);
	struct rating r = range(2, 2, 5);

	out.scope.state = SCOPE_OUT;
	rollup_add(&sum, c, 0, &r, &out);
	rollup_add(&sum, c, 1, &r, &in);
	assert_ratio(sum.average, 18, 9, "2.00");
	cr_assert_eq(sum.out_of_scope, 1, "one out");
	catalog_free(c);
}

static void
assert_conformity(size_t s, size_t d, size_t na, bool counts, size_t good,
    size_t of, enum conformity expected)
{
	struct conformity_count count = { .satisfactory = s, .deficient = d,
		.not_applicable = na };
	size_t is_good, is_of;
	enum conformity is =
	    conformity_suggest(&count, counts, &is_good, &is_of);

	cr_assert_eq(is, expected, "%zu S %zu D %zu N: %s", s, d, na,
	    conformity_word(is));
	cr_assert_eq(is_good, good, "good %zu", is_good);
	cr_assert_eq(is_of, of, "of %zu", is_of);
}

/* domain.md 3, conformity traps */
Test(conformity, both_readings_of_not_applicable)
{
	assert_conformity(
	    7, 3, 10, false, 7, 10, CONFORMITY_SIGNIFICANT_DEFICIENCY);
	assert_conformity(7, 3, 10, true, 17, 20, CONFORMITY_CONFORMS);
	assert_conformity(0, 0, 4, false, 0, 0, CONFORMITY_NONE);
	assert_conformity(0, 0, 4, true, 4, 4, CONFORMITY_STRICT);
}

Test(conformity, thresholds_are_whole_numbers)
{
	assert_conformity(10, 0, 0, false, 10, 10, CONFORMITY_STRICT);
	assert_conformity(999, 1, 0, false, 999, 1000, CONFORMITY_CONFORMS);
	assert_conformity(4, 1, 0, false, 4, 5, CONFORMITY_CONFORMS);
	assert_conformity(799, 201, 0, false, 799, 1000,
	    CONFORMITY_SIGNIFICANT_DEFICIENCY);
	assert_conformity(7, 3, 0, false, 7, 10,
	    CONFORMITY_SIGNIFICANT_DEFICIENCY);
	assert_conformity(
	    2, 1, 0, false, 2, 3, CONFORMITY_MATERIAL_WEAKNESS);
}

Test(conformity, a_material_control_or_a_domain_bars_better)
{
	struct conformity_count count = { .satisfactory = 99, .deficient = 1,
		.material_deficient = 1 };
	size_t good, of;

	cr_assert_eq(conformity_suggest(&count, false, &good, &of),
	    CONFORMITY_MATERIAL_WEAKNESS, "a material control");
	count = (struct conformity_count){ .satisfactory = 99,
		.deficient = 1, .barring = 1 };
	cr_assert_eq(conformity_suggest(&count, true, &good, &of),
	    CONFORMITY_MATERIAL_WEAKNESS, "a domain");
	count = (struct conformity_count){ .alternative = 1 };
	cr_assert_eq(conformity_suggest(&count, true, &good, &of),
	    CONFORMITY_STRICT, "an alternative control is good");
}

Test(conformity, words_are_found_again)
{
	for (int i = CONFORMITY_MATERIAL_WEAKNESS; i <= CONFORMITY_STRICT; i++)
		cr_assert_eq(
		    conformity_find(conformity_word((enum conformity)i)),
		    (enum conformity)i, "word %d", i);
	cr_assert_eq(conformity_find("fine"), CONFORMITY_NONE, "none");
	cr_assert_eq(conformity_find(NULL), CONFORMITY_NONE, "nothing");
}

Test(conformity, designations_of_controls_are_counted)
{
	static const int weights[] = { 10, 9, 8, 7 };
	struct catalog *c = weighted(weights, 4);
	struct conformity_count count = { 0 };
	struct standing s = { .designation = DESIGNATION_DEFICIENT };

	conformity_add(&count, c, 0, &s);
	s.designation = DESIGNATION_ALTERNATIVE;
	conformity_add(&count, c, 1, &s);
	s.designation = DESIGNATION_NONE;
	conformity_add(&count, c, 2, &s);
	s.scope.state = SCOPE_OUT;
	conformity_add(&count, c, 3, &s);
	cr_assert_eq(count.deficient, 1, "one deficient");
	cr_assert_eq(count.material_deficient, 1, "weight 10 is material");
	cr_assert_eq(count.alternative, 1, "one alternative");
	cr_assert_eq(count.open, 1, "one open, one not in scope");
	catalog_free(c);
}
