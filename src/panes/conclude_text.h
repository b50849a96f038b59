/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_CONCLUDE_TEXT_H
#define ASSAY_PANES_CONCLUDE_TEXT_H

/* What is said to somebody who concludes a level: where each level comes from,
 * what a conclusion would mean, what changed since the last one. */

#include "model/desk.h"

struct str;

/* The level being concluded, and how the two questions are answered. */
struct conclusion {
	int level; /* -1: none */
	enum answer shown, defensible;
};

/* All append. */
/* "the ticks: L1, L2 pass; L3 67 %, not judged; L4 open" */
void conclude_say_derived(
    const struct desk *desk, size_t control, struct str *out);
/* "the ticks that accepted evidence backs: E-TPM-04" */
void conclude_say_supported(
    const struct desk *desk, size_t control, struct str *out);
/* "can be given: 0 1 2 3 4" */
void conclude_say_choice(
    const struct desk *desk, size_t control, struct str *out);
/* "5 has no criteria here"; nothing when all have. */
void conclude_say_missing(
    const struct desk *desk, size_t control, struct str *out);
/* "met with this conclusion" */
void conclude_say_target(
    const struct desk *desk, size_t control, int level, struct str *out);
/* The i-th thing to be aware of before Enter; false: there is none. */
bool conclude_say_notice(const struct desk *desk, size_t control,
    const struct conclusion *now, size_t i, struct str *out);
/* What would carry the level without an override; nothing when it is none, or
 * answers cannot. */
void conclude_say_way(
    const struct desk *desk, size_t control, int level, struct str *out);
/* What was concluded when and by whom, and, once stale, what changed since. */
void conclude_say_since(
    const struct desk *desk, size_t control, struct str *out);

#endif
