/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_REHEARSE_EVIDENCE_H
#define ASSAY_MODEL_REHEARSE_EVIDENCE_H

/* What accepting or rejecting an item of evidence would do to the levels it
 * supports: nothing is recorded, and only what hangs on its controls is
 * looked at. */

#include <stdbool.h>
#include <stddef.h>

struct artifact;
struct desk;

/* Does it count towards levels: accepted or viewed on site, and no draft? */
bool artifact_counts(const struct artifact *artifact);
/* Supported (domain.md 4.5) on a control if the item counted, or not; -1
 * without a scale. */
int rehearse_supported(const struct desk *desk, size_t control,
    const struct artifact *artifact, bool counts);

/* The controls whose Supported that would change, in natural order. */
struct rehearsed {
	struct {
		size_t control;
		int before, after;
	} *items;
	size_t count, capacity;
	size_t controls; /* that hang on it at all */
};
void rehearse_evidence(const struct desk *desk,
    const struct artifact *artifact, bool counts, struct rehearsed *out);
void rehearsed_done(struct rehearsed *rehearsed);

#endif
