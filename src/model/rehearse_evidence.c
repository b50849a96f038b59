/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Evidence that is tried to count, or not to. */

#include <config.h>

#include "model/rehearse_evidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/rating_parts.h"

bool
artifact_counts(const struct artifact *artifact)
{
	return (artifact->state == EVIDENCE_ACCEPTED ||
	           artifact->state == EVIDENCE_VIEWED) &&
	       !(artifact->flags & ARTIFACT_DRAFT);
}

static void
mark_criterion(
    const struct catalog *c, struct answers *answers, size_t criterion)
{
	for (int level = 1; level < MATURITY_LEVELS; level++) {
		size_t count = answers->input.levels[level].count;

		for (size_t i = 0; i < count; i++)
			if (catalog_child(c, CLEVEL_CRITERIA,
			        answers->levels[level], i) == criterion)
				answers->supported[answers->first[level] + i] =
				    true;
	}
}

/* Marks what one item that counts supports of the control. */
static void
mark_item(const struct catalog *c, const struct artifact *artifact,
    size_t control, struct answers *answers)
{
	size_t count = 0;
	const struct artifact_link *link =
	    artifact_links_to(artifact, control, &count);

	for (size_t i = 0; i < count; i++, link++) {
		if (!str_equal(link->verdict, "supports") || link->gone ||
		    link->objective != CATALOG_NONE)
			continue;
		if (link->criterion != CATALOG_NONE)
			mark_criterion(c, answers, link->criterion);
		else
			memset(answers->supported, true, answers->count);
	}
}

int
rehearse_supported(const struct desk *desk, size_t control,
    const struct artifact *artifact, bool counts)
{
	const struct catalog *c = desk->catalog;
	const bool *supported[MATURITY_LEVELS];
	struct answers answers;
	struct policy policy;
	size_t count = 0;

	if (catalog_scale_top(c) < 0)
		return -1;
	const size_t *items =
	    artifacts_of_control(desk_artifacts(desk), control, &count);

	rating_policy(c, desk->session, &policy);
	answers_read(c, desk->session, control, &answers);
	for (size_t i = 0; i < count; i++) {
		const struct artifact *other =
		    artifacts_at(desk_artifacts(desk), items[i]);

		if (other == artifact ? counts : artifact_counts(other))
			mark_item(c, other, control, &answers);
	}
	for (int i = 0; i < MATURITY_LEVELS; i++)
		supported[i] = answers.supported + answers.first[i];
	int level = maturity_supported(&answers.input, &policy, supported);

	answers_done(&answers);
	return level;
}

void
rehearse_evidence(const struct desk *desk, const struct artifact *artifact,
    bool counts, struct rehearsed *out)
{
	size_t last = CATALOG_NONE;

	*out = (struct rehearsed){ 0 };
	for (size_t i = 0; i < artifact->link_count; i++) {
		size_t control = artifact->links[i].control;

		if (control == last ||
		    str_equal(artifact->links[i].verdict, "not relevant"))
			continue;
		last = control;
		if (!scope_is_in(&desk_standing(desk, control)->scope))
			continue;
		out->controls++;
		int before = desk_rating(desk, control)->supported;
		int after = rehearse_supported(desk, control, artifact, counts);

		if (before == after)
			continue;
		out->items = mem_grow(out->items, &out->capacity,
		    out->count + 1, sizeof(*out->items));
		out->items[out->count].control = control;
		out->items[out->count].before = before;
		out->items[out->count++].after = after;
	}
}

void
rehearsed_done(struct rehearsed *rehearsed)
{
	free(rehearsed->items);
	*rehearsed = (struct rehearsed){ 0 };
}
