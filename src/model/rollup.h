/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_ROLLUP_H
#define ASSAY_MODEL_ROLLUP_H

/* Many controls in one figure (domain.md 4.7) and one designation (CDPAS 8,
 * domain.md 3 "Conformity traps"). Exact integers; whole controls, never means
 * of means. */

#include <stdbool.h>
#include <stddef.h>

#include "model/maturity.h"
#include "model/standing.h"

struct catalog;

/* A weighted average, kept as its two sums. */
struct ratio {
	long numerator, denominator; /* denominator 0: nothing to average */
};
/* "2.16", half up, "" for nothing; "3.00" never because of rounding: a value
 * below a whole number never prints as it. */
void ratio_text(struct ratio ratio, char out[32]);

struct rollup {
	size_t in_scope;  /* controls that count (standing_counts) */
	size_t out_of_scope, not_applicable;
	struct ratio average;   /* over concluded ones of weight > 0 */
	struct ratio low, high; /* with [low, high] of the others */
	struct ratio attainable; /* the ceiling of each */
	int minimum;             /* -1: none concluded */
	size_t minimum_control;  /* the first that has it */
	size_t histogram[MATURITY_LEVELS]; /* concluded, by level */
	size_t concluded, rated; /* rated: low == high, or concluded */
	size_t targeted, at_target; /* concluded with a target; those there */
	size_t ceilings; /* controls whose ceiling is below the scale's top */
	long weight, gap_weight; /* sum of w; of w * gap */
	size_t answered, of, left; /* criteria */
	size_t objectives, objectives_open;
	size_t judgements;       /* levels that wait for one */
	size_t flagged, stale, overrides, recheck, returned;
};

/* Adds one control; zero the struct first. */
void rollup_add(struct rollup *rollup, const struct catalog *catalog,
    size_t control, const struct rating *rating,
    const struct standing *standing);

enum conformity {
	CONFORMITY_NONE, /* nothing designated */
	CONFORMITY_MATERIAL_WEAKNESS,
	CONFORMITY_SIGNIFICANT_DEFICIENCY,
	CONFORMITY_CONFORMS,
	CONFORMITY_STRICT
};
const char *conformity_word(enum conformity conformity);
enum conformity conformity_find(const char *word);

struct conformity_count {
	size_t satisfactory, deficient, alternative, not_applicable;
	size_t open; /* in scope, no designation yet */
	size_t material_deficient;
	size_t material_control; /* the first of them; CATALOG_NONE */
	/* sets when a domain alone bars better: only in a total */
	size_t barring; /* domains at Material Weakness */
};
void conformity_add(struct conformity_count *count,
    const struct catalog *catalog, size_t control,
    const struct standing *standing);
/* The suggestion for what is designated so far. na_counts: not applicable
 * ones count as good, on both sides; otherwise on neither. A material control
 * deficient, or a barring domain, is Material Weakness whatever the share.
 * good and of: the share. */
enum conformity conformity_suggest(const struct conformity_count *count,
    bool na_counts, size_t *good, size_t *of);

#endif
