/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One key for many criteria: a practice of a higher level stands in for what
 * the levels below ask for. */

#include <config.h>

#include "model/bulk.h"

#include <stdlib.h>

#include "model/catalog.h"
#include "model/desk.h"
#include "model/rating_parts.h"
#include "model/session.h"

static bool
is_rest(enum criterion_state state)
{
	return state == STATE_UNASSESSED || state == STATE_PARTIAL ||
	       state == STATE_NOT_MET;
}

size_t
bulk_exceed(const struct desk *desk, size_t control, int level, const char *why,
    struct changes *changes)
{
	const char *word = criterion_state_word(STATE_EXCEEDED);
	size_t before = changes->count;
	struct answers answers;

	answers_read(desk->catalog, desk->session, control, &answers);
	for (int i = 1; i < level && i < MATURITY_LEVELS; i++) {
		const struct level_input *input = &answers.input.levels[i];

		for (size_t j = 0; j < input->count; j++) {
			struct spot spot = { SPOT_CRITERION, control, i, j };
			char *path;

			if (!is_rest(input->states[j]))
				continue;
			path = desk_path(desk, spot);
			changes_add(changes, path, word, why);
			free(path);
		}
	}
	answers_done(&answers);
	return changes->count - before;
}
