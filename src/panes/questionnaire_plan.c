/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One answer for all controls that carry a criterion. */

#include <config.h>

#include "panes/questionnaire_plan.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/answer.h"

struct spot
questionnaire_plan_spot(const struct questionnaire_plan *plan, size_t i)
{
	const struct twin *twin = &plan->carriers.items[i];

	return (struct spot){ SPOT_CRITERION, twin->control, twin->level,
		twin->item };
}

/* The control a carrier's answer was copied from; CATALOG_NONE: from none. */
static size_t
copied_from(
    const struct questionnaire_plan *plan, const struct desk *desk, size_t i)
{
	char *path =
	    answer_path(desk, questionnaire_plan_spot(plan, i), "copied");
	const char *id =
	    desk->session ? session_get(desk->session, path) : NULL;
	size_t control =
	    id ? catalog_find(desk->catalog, TABLE_CONTROL, id) : CATALOG_NONE;

	free(path);
	return control;
}

static int
by_control(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;

	return (x->control > y->control) - (x->control < y->control);
}

/* All controls in scope that carry it. */
static void
find_carriers(const struct desk *desk, const struct shared_criterion *shared,
    struct twins *out)
{
	struct spot spot = { SPOT_CRITERION, shared->control, shared->level,
		shared->item };
	size_t kept = 0;

	twins_find(
	    desk, shared->control, shared->level, shared->criterion, out);
	for (size_t i = 0; i < out->count; i++)
		if (out->items[i].in_scope)
			out->items[kept++] = out->items[i];
	out->items =
	    mem_grow(out->items, &out->capacity, kept + 1, sizeof(*out->items));
	out->items[kept++] = (struct twin){ .control = shared->control,
		.level = shared->level,
		.item = shared->item,
		.criterion = shared->criterion,
		.now = desk_state(desk, spot),
		.copied = answer_copied(desk, spot),
		.in_scope = true };
	out->count = kept;
	qsort(out->items, kept, sizeof(*out->items), by_control);
}

/* The place of a control among the carriers; their number when it is none. */
static size_t
find_carrier(const struct questionnaire_plan *plan, size_t control)
{
	size_t i = 0;

	while (i < plan->carriers.count &&
	       plan->carriers.items[i].control != control)
		i++;
	return i;
}

/* Sources that others follow are taken along. Returns the first of them, or
 * the number of carriers. */
static size_t
take_sources(struct questionnaire_plan *plan, const struct desk *desk)
{
	size_t count = plan->carriers.count, first = count;

	for (size_t i = 0; i < count; i++) {
		if (!plan->carriers.items[i].copied)
			continue;
		size_t at = find_carrier(plan, copied_from(plan, desk, i));

		if (at < count) {
			plan->carriers.items[at].take = true;
			first = at < first ? at : first;
		}
	}
	return first;
}

void
questionnaire_plan_make(const struct desk *desk,
    const struct shared_criterion *shared, size_t answered,
    struct questionnaire_plan *out)
{
	size_t count, source, before;

	*out = (struct questionnaire_plan){ 0 };
	find_carriers(desk, shared, &out->carriers);
	count = out->carriers.count;
	for (size_t i = 0; i < count; i++) {
		struct twin *twin = &out->carriers.items[i];

		/* a criterion of one control only is answered as anywhere */
		twin->take =
		    twin->now == STATE_UNASSESSED || twin->copied || count == 1;
	}
	source = take_sources(out, desk);
	before = find_carrier(out, answered);
	if (before < count) {
		out->carriers.items[before].take = true;
		source = before;
	}
	for (size_t i = 0; i < count; i++) {
		bool take = out->carriers.items[i].take;

		out->taken += take;
		/* the first without an answer, when nobody is followed yet */
		if (take && source == count)
			source = i;
	}
	out->source = source < count ? source : 0;
}

void
questionnaire_plan_done(struct questionnaire_plan *plan)
{
	twins_done(&plan->carriers);
}

void
questionnaire_plan_answer(const struct questionnaire_plan *plan,
    const struct desk *desk, enum criterion_state state, const char *why,
    struct changes *changes)
{
	bool clears = state == STATE_UNASSESSED;
	const char *source = catalog_string(desk->catalog, CONTROL_ID,
	    plan->carriers.items[plan->source].control);

	for (size_t i = 0; i < plan->carriers.count; i++) {
		struct spot spot = questionnaire_plan_spot(plan, i);

		if (!plan->carriers.items[i].take)
			continue;
		char *path = answer_path(desk, spot, "state");

		changes_add(changes, path,
		    clears ? NULL : criterion_state_word(state), why);
		free(path);
		if (clears || i == plan->source)
			continue;
		path = answer_path(desk, spot, "copied");
		changes_add(changes, path, source, NULL);
		free(path);
	}
}
