/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_WORDDIFF_H
#define ASSAY_MODEL_WORDDIFF_H

/* Which criteria of two lists belong together, and which words differ inside
 * a pair (screens.md 2, "Compare"). Pure functions over text. */

#include <stdbool.h>
#include <stddef.h>

/* Pairs criteria by their longest run of two or more shared words (case and
 * punctuation aside), longest run first, each used once. partner_b[i] is the
 * index in b of a[i]'s partner, or SIZE_MAX. */
void worddiff_pair(const char *const *a, size_t a_count, const char *const *b,
    size_t b_count, size_t *partner_b);

/* A run of bytes in one of the texts, whole words. */
struct word_run {
	size_t start, end; /* bytes */
};
struct worddiff {
	struct word_run *gone;  /* in a only, in order */
	size_t gone_count;
	struct word_run *added; /* in b only */
	size_t added_count;
};
/* What b says that a does not, by a longest common subsequence of words. A
 * single shared word between two changes counts as changed. worddiff_done
 * frees the runs. */
void worddiff_compare(const char *a, const char *b, struct worddiff *out);
void worddiff_done(struct worddiff *diff);

#endif
