/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* An answer tried on a copy. */

#include <config.h>

#include "model/rehearse.h"

#include "model/rating_parts.h"

void
rehearse_state(const struct desk *desk, struct spot spot,
    enum criterion_state state, struct maturity *out)
{
	struct answers answers;
	struct policy policy;

	rating_policy(desk->catalog, desk->session, &policy);
	answers_read(desk->catalog, desk->session, spot.control, &answers);
	if (spot.kind == SPOT_CRITERION &&
	    spot.item < answers.input.levels[spot.level].count)
		answers.states[answers.first[spot.level] + spot.item] = state;
	maturity_derive(&answers.input, &policy, out);
	answers_done(&answers);
}
