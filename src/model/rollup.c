/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Sums over controls: weighted levels, counts, shares. */

#include <config.h>

#include "model/rollup.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"

/* CDPAS 8: from which share of good controls a designation holds. */
enum { CONFORMS_PERCENT = 80, SIGNIFICANT_PERCENT = 70 };

void
ratio_text(struct ratio ratio, char out[32])
{
	if (ratio.denominator <= 0) {
		*out = '\0';
		return;
	}
	long hundredths =
	    (200 * ratio.numerator + ratio.denominator) /
	    (2 * ratio.denominator);

	/* a level is held or not: 2.996 does not print as 3 */
	if (hundredths % 100 == 0 &&
	    hundredths * ratio.denominator > 100 * ratio.numerator)
		hundredths--;
	snprintf(out, 32, "%ld.%02ld", hundredths / 100, hundredths % 100);
}

static void
ratio_add(struct ratio *ratio, long weight, int level)
{
	ratio->numerator += weight * level;
	ratio->denominator += weight;
}

/* The weighted sums. A control without weight counts nowhere here. */
static void
add_weighted(struct rollup *r, const struct catalog *catalog, size_t control,
    const struct rating *rating, const struct standing *standing)
{
	long weight = catalog_number(catalog, CONTROL_WEIGHT, control);
	bool concluded = standing->concluded >= 0;

	if (weight <= 0 || catalog_scale_top(catalog) < 0)
		return;
	if (concluded)
		ratio_add(&r->average, weight, standing->concluded);
	ratio_add(&r->low, weight,
	    concluded ? standing->concluded : rating->maturity.low);
	ratio_add(&r->high, weight,
	    concluded ? standing->concluded : rating->maturity.high);
	ratio_add(&r->attainable, weight, rating->maturity.top_awardable);
	r->weight += weight;
	if (standing->gap > 0)
		r->gap_weight += weight * standing->gap;
}

static void
add_concluded(struct rollup *r, size_t control, const struct rating *rating,
    const struct standing *standing)
{
	int level = standing->concluded;

	r->rated += level >= 0 || rating->maturity.rated;
	if (level < 0)
		return;
	r->concluded++;
	r->histogram[level < MATURITY_LEVELS ? level : MATURITY_LEVELS - 1]++;
	if (r->minimum < 0 || r->concluded == 1 || level < r->minimum) {
		r->minimum = level;
		r->minimum_control = control;
	}
	if (rating->target_effective >= 0) {
		r->targeted++;
		r->at_target += level >= rating->target_effective;
	}
}

static void
add_work(struct rollup *r, const struct rating *rating,
    const struct standing *standing)
{
	r->answered += rating->answered;
	r->of += rating->of;
	r->left += rating->left;
	r->objectives += standing->objectives;
	r->objectives_open += standing->by[DESIGNATION_NONE];
	for (int i = 1; i < MATURITY_LEVELS; i++)
		r->judgements += rating->maturity.levels[i].asks;
	r->flagged += rating->flagged;
	r->stale += standing->stale;
	r->overrides += standing->above_derived;
	r->recheck += standing->recheck;
	r->returned += standing->review == REVIEW_RETURNED;
}

void
rollup_add(struct rollup *r, const struct catalog *catalog, size_t control,
    const struct rating *rating, const struct standing *standing)
{
	if (!r->in_scope && !r->concluded)
		r->minimum = -1;
	if (!scope_is_in(&standing->scope)) {
		r->out_of_scope++;
		return;
	}
	if (!standing_counts(standing)) {
		r->not_applicable++;
		return;
	}
	r->in_scope++;
	add_weighted(r, catalog, control, rating, standing);
	add_concluded(r, control, rating, standing);
	add_work(r, rating, standing);
	r->ceilings +=
	    rating->maturity.top_awardable < catalog_scale_top(catalog);
}

static const char *const conformity_words[] = {
	[CONFORMITY_NONE] = N_("too early"),
	[CONFORMITY_MATERIAL_WEAKNESS] = N_("material weakness"),
	[CONFORMITY_SIGNIFICANT_DEFICIENCY] = N_("significant deficiency"),
	[CONFORMITY_CONFORMS] = N_("conforms"),
	[CONFORMITY_STRICT] = N_("strictly conforms"),
};

const char *
conformity_word(enum conformity conformity)
{
	return conformity_words[conformity];
}

enum conformity
conformity_find(const char *word)
{
	for (int i = CONFORMITY_STRICT; word && i > CONFORMITY_NONE; i--)
		if (str_equal(conformity_words[i], word))
			return (enum conformity)i;
	return CONFORMITY_NONE;
}

void
conformity_add(struct conformity_count *count, const struct catalog *catalog,
    size_t control, const struct standing *standing)
{
	if (!scope_is_in(&standing->scope))
		return;
	switch (standing->designation) {
	case DESIGNATION_SATISFACTORY:
		count->satisfactory++;
		break;
	case DESIGNATION_ALTERNATIVE:
		count->alternative++;
		break;
	case DESIGNATION_NOT_APPLICABLE:
		count->not_applicable++;
		break;
	case DESIGNATION_DEFICIENT:
		if (catalog_control_material(catalog, control) &&
		    !count->material_deficient++)
			count->material_control = control;
		count->deficient++;
		break;
	default:
		count->open++;
	}
}

enum conformity
conformity_suggest(const struct conformity_count *count, bool na_counts,
    size_t *good, size_t *of)
{
	*good = count->satisfactory + count->alternative;
	*of = *good + count->deficient;
	if (na_counts) {
		*good += count->not_applicable;
		*of += count->not_applicable;
	}
	if (*of == 0)
		return CONFORMITY_NONE;
	if (count->material_deficient || count->barring ||
	    100 * *good < SIGNIFICANT_PERCENT * *of)
		return CONFORMITY_MATERIAL_WEAKNESS;
	if (*good == *of)
		return CONFORMITY_STRICT;
	return 100 * *good >= CONFORMS_PERCENT * *of
	    ? CONFORMITY_CONFORMS
	    : CONFORMITY_SIGNIFICANT_DEFICIENCY;
}
