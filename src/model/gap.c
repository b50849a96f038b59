/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The way to the target is found by trying: from the target's level downward,
 * so that what is exceeded counts below, criteria are met one by one on a copy
 * of the answers until the rules let the level pass. */

#include <config.h>

#include "model/gap.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/catalog.h"
#include "model/rating_parts.h"

/* Which answers to change first; what is not here stays, unless it is
 * mandatory. */
static const enum criterion_state turns[] = { STATE_UNASSESSED, STATE_PARTIAL,
	STATE_NOT_MET, STATE_EXCEEDED };
enum { TURNS = sizeof(turns) / sizeof(*turns) };

/* The answers as they are, and as they would be after the steps. */
struct way {
	struct answers answers;
	struct policy policy;
	struct maturity_input input; /* points into `states` */
	enum criterion_state *states;
	struct maturity result;       /* of `input` */
	bool *met;                    /* by criterion: it is a step */
	bool judge[MATURITY_LEVELS];  /* judging it would do */
	bool judged[MATURITY_LEVELS]; /* judging it is the step */
};

static void
way_init(struct way *way, const struct desk *desk, size_t control)
{
	size_t count;

	*way = (struct way){ 0 };
	rating_policy(desk->catalog, desk->session, &way->policy);
	answers_read(desk->catalog, desk->session, control, &way->answers);
	count = way->answers.count;
	way->states = xcalloc(count + 1, sizeof(*way->states));
	way->met = xcalloc(count + 1, sizeof(*way->met));
	memcpy(way->states, way->answers.states, count * sizeof(*way->states));
	way->input = way->answers.input;
	for (int i = 1; i < MATURITY_LEVELS; i++)
		way->input.levels[i].states =
		    way->states + way->answers.first[i];
	maturity_derive(&way->input, &way->policy, &way->result);
}

static void
way_done(struct way *way)
{
	answers_done(&way->answers);
	free(way->states);
	free(way->met);
}

/* Does a level above pass, so that what is exceeded counts? */
static bool
is_carried(const struct way *way, int level)
{
	for (int i = level + 1; i < MATURITY_LEVELS; i++)
		if (way->result.levels[i].low_pass)
			return true;
	return false;
}

/* The next criterion of a level to meet: a mandatory one that fails it, or
 * with `any` also another in this state. SIZE_MAX: none. */
static size_t
find_unmet(
    const struct way *way, int level, bool any, enum criterion_state state)
{
	const struct level_input *input = &way->input.levels[level];
	bool carried = is_carried(way, level);

	for (size_t i = 0; i < input->count; i++) {
		enum criterion_state now = input->states[i];

		if (now == STATE_MET || (now == STATE_EXCEEDED && carried))
			continue;
		if (any ? now == state : input->anchors[i])
			return i;
	}
	return SIZE_MAX;
}

/* Meets one more criterion of a level; false when none is left. */
static bool
meet_next(struct way *way, int level)
{
	size_t item = find_unmet(way, level, false, STATE_UNASSESSED);

	for (size_t i = 0; i < TURNS && item == SIZE_MAX; i++)
		item = find_unmet(way, level, true, turns[i]);
	if (item == SIZE_MAX)
		return false;
	way->states[way->answers.first[level] + item] = STATE_MET;
	way->met[way->answers.first[level] + item] = true;
	maturity_derive(&way->input, &way->policy, &way->result);
	return true;
}

/* Does whatever it takes for a level to pass, the levels above being done. */
static void
pass_level(struct way *way, int level)
{
	const struct level_result *result = &way->result.levels[level];

	if (way->input.levels[level].count == 0 || result->low_pass)
		return;
	way->judge[level] = result->asks || result->applicable == 0;
	if (result->applicable == 0) {
		/* nothing to meet: only the assessor can tell */
		way->judged[level] = true;
		way->input.levels[level].judged = ANSWER_YES;
		maturity_derive(&way->input, &way->policy, &way->result);
		return;
	}
	while (!result->low_pass && meet_next(way, level))
		continue;
}

static void
add_step(
    struct gap *gap, struct spot spot, enum criterion_state now, bool judge)
{
	gap->steps = mem_grow(
	    gap->steps, &gap->capacity, gap->count + 1, sizeof(*gap->steps));
	gap->steps[gap->count++] = (struct gap_step){ spot, now, judge };
}

/* Lists the criteria of a level that were in one state and are to be met. */
static void
list_state(const struct way *way, size_t control, int level,
    enum criterion_state state, struct gap *out)
{
	size_t first = way->answers.first[level];

	for (size_t i = 0; i < way->input.levels[level].count; i++)
		if (way->met[first + i] &&
		    way->answers.states[first + i] == state)
			add_step(out,
			    (struct spot){ SPOT_CRITERION, control, level, i },
			    state, way->judge[level]);
}

static void
list_level(const struct way *way, size_t control, int level, struct gap *out)
{
	struct spot heading = { SPOT_LEVEL, control, level, 0 };

	if (way->judged[level])
		add_step(out, heading, STATE_UNASSESSED, true);
	for (size_t i = 0; i < TURNS; i++)
		list_state(way, control, level, turns[i], out);
	list_state(way, control, level, STATE_NOT_APPLICABLE, out);
}

static void
find_steps(const struct desk *desk, size_t control, struct gap *out)
{
	struct spot performed = { .kind = SPOT_PERFORMED, .control = control };
	struct way way;

	way_init(&way, desk, control);
	for (int i = out->effective; i >= 1; i--)
		pass_level(&way, i);
	if (way.result.performed != ANSWER_YES)
		add_step(out, performed, STATE_UNASSESSED, false);
	for (int i = 1; i <= out->effective; i++)
		list_level(&way, control, i, out);
	way_done(&way);
}

/* Where a control is: concluded, or else what is sure. */
static int
level_now(const struct desk *desk, size_t control)
{
	int concluded = desk_standing(desk, control)->concluded;

	return concluded >= 0 ? concluded
	                      : desk_rating(desk, control)->maturity.low;
}

void
gap_find(const struct desk *desk, size_t control, struct gap *out)
{
	const struct rating *rating = desk_rating(desk, control);

	*out = (struct gap){ .asked = rating->target_asked,
		.effective = rating->target_effective,
		.from = level_now(desk, control) };
	if (out->effective < 0)
		return;
	out->raised = out->effective > out->asked;
	out->capped = out->effective < out->asked;
	if (out->from < out->effective)
		find_steps(desk, control, out);
}

void
gap_done(struct gap *gap)
{
	free(gap->steps);
	*gap = (struct gap){ 0 };
}

struct priority {
	size_t control;
	bool material;
	long urgency; /* weight * gap */
};

static int
compare_priorities(const void *a, const void *b)
{
	const struct priority *x = a, *y = b;

	if (x->material != y->material)
		return x->material ? -1 : 1;
	if (x->urgency != y->urgency)
		return x->urgency > y->urgency ? -1 : 1;
	return (x->control > y->control) - (x->control < y->control);
}

/* Has the control a gap, and how urgent is it? */
static bool
weigh(const struct desk *desk, size_t control, struct priority *out)
{
	int weight = catalog_number(desk->catalog, CONTROL_WEIGHT, control);
	int target = desk_rating(desk, control)->target_effective;
	int now = level_now(desk, control);

	if (target <= now || !standing_counts(desk_standing(desk, control)))
		return false;
	*out = (struct priority){ .control = control,
		.material = catalog_control_material(desk->catalog, control),
		.urgency = (weight < 0 ? 1 : weight) * (long)(target - now) };
	return true;
}

size_t *
gap_order(const struct desk *desk, size_t *count)
{
	size_t controls = catalog_rows(desk->catalog, TABLE_CONTROL);
	struct priority *list = xcalloc(controls + 1, sizeof(*list));
	size_t *order = xcalloc(controls + 1, sizeof(*order));

	*count = 0;
	for (size_t i = 0; i < controls; i++)
		*count += weigh(desk, i, &list[*count]);
	qsort(list, *count, sizeof(*list), compare_priorities);
	for (size_t i = 0; i < *count; i++)
		order[i] = list[i].control;
	free(list);
	return order;
}
