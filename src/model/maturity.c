/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* From ticks to levels. Every level is looked at twice: mode low takes what is
 * open as not met, mode high as met. The true level lies between the two. */

#include <config.h>

#include "model/maturity.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

enum mode { MODE_LOW, MODE_HIGH };

/* What one level comes to in one mode. */
struct tally {
	size_t applicable;
	size_t met;
	bool anchored; /* every mandatory criterion is met */
};

static const char *const state_words[] = {
	[STATE_UNASSESSED] = "unassessed",
	[STATE_MET] = "met",
	[STATE_EXCEEDED] = "exceeded",
	[STATE_PARTIAL] = "partial",
	[STATE_NOT_MET] = "not met",
	[STATE_NOT_APPLICABLE] = "not applicable",
};
static_assert(sizeof(state_words) / sizeof(*state_words) == STATE_COUNT,
    "a word for every state");

const char *
criterion_state_word(enum criterion_state state)
{
	return state_words[state];
}

enum criterion_state
criterion_state_find(const char *word)
{
	int state = 0;

	while (state < STATE_COUNT && !str_equal(word, state_words[state]))
		state++;
	return (enum criterion_state)state;
}

/* Does this answer count as met? `above`: a level above passes. */
static bool
counts(enum criterion_state state, enum mode mode, bool above)
{
	switch (state) {
	case STATE_MET:
		return true;
	case STATE_EXCEEDED:
		return above || mode == MODE_HIGH;
	case STATE_UNASSESSED:
		return mode == MODE_HIGH;
	default:
		return false;
	}
}

static struct tally
tally(const struct level_input *level, enum mode mode, bool above)
{
	struct tally sum = { .anchored = true };

	for (size_t i = 0; i < level->count; i++) {
		bool met = counts(level->states[i], mode, above);

		if (level->states[i] != STATE_NOT_APPLICABLE)
			sum.applicable++;
		if (met)
			sum.met++;
		else if (level->anchors && level->anchors[i])
			sum.anchored = false;
	}
	return sum;
}

static size_t
pass_percent(const struct policy *policy, int level)
{
	if (level == 1 && policy->pass_first > 0)
		return (size_t)policy->pass_first;
	return (size_t)policy->pass;
}

/* The verdict before anybody judged. */
static enum verdict
weigh(const struct tally *sum, const struct policy *policy, int level)
{
	if (sum->applicable == 0)
		return VERDICT_JUDGE;
	if (!sum->anchored)
		return VERDICT_FAIL;
	if (100 * sum->met >= pass_percent(policy, level) * sum->applicable)
		return VERDICT_PASS;
	if (100 * sum->met > (size_t)policy->judge * sum->applicable)
		return VERDICT_JUDGE;
	return VERDICT_FAIL;
}

static bool
passes(enum verdict verdict, enum answer judged, enum mode mode)
{
	if (verdict != VERDICT_JUDGE)
		return verdict == VERDICT_PASS;
	if (judged != ANSWER_UNKNOWN)
		return judged == ANSWER_YES;
	return mode == MODE_HIGH;
}

static int
percent(const struct tally *sum, size_t pass)
{
	size_t down, near;

	if (sum->applicable == 0)
		return 0;
	down = 100 * sum->met / sum->applicable;
	near = (200 * sum->met + sum->applicable) / (2 * sum->applicable);
	if (near == 100 || near == pass)
		near = down;
	return (int)near;
}

static size_t
count_state(const struct level_input *level, enum criterion_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < level->count; i++)
		count += level->states[i] == state;
	return count;
}

static int
top_level(const struct maturity_input *input)
{
	return input->top < MATURITY_LEVELS ? input->top : MATURITY_LEVELS - 1;
}

/* Fills in what one mode says of every level; results start zeroed. */
static void
weigh_levels(const struct maturity_input *input, const struct policy *policy,
    enum mode mode, struct level_result *results)
{
	bool above = false;

	for (int i = top_level(input); i >= 1; i--) {
		const struct level_input *level = &input->levels[i];
		struct level_result *result = &results[i];
		struct tally sum;
		enum verdict verdict;
		bool pass;

		if (level->count == 0)
			continue;
		sum = tally(level, mode, above);
		verdict = weigh(&sum, policy, i);
		pass = passes(verdict, level->judged, mode);
		if (mode == MODE_HIGH) {
			result->high = verdict;
			result->high_pass = pass;
		} else {
			result->low = verdict;
			result->low_pass = pass;
			result->applicable = sum.applicable;
			result->met = sum.met;
			result->percent =
			    percent(&sum, pass_percent(policy, i));
			result->exceeded =
			    above ? 0 : count_state(level, STATE_EXCEEDED);
		}
		above = above || pass;
	}
}

static enum answer
performed(const struct maturity_input *input)
{
	if (input->performed != ANSWER_UNKNOWN || input->performed_open)
		return input->performed;
	for (int i = 1; i <= top_level(input); i++)
		for (size_t j = 0; j < input->levels[i].count; j++) {
			enum criterion_state state = input->levels[i].states[j];

			if (state == STATE_MET || state == STATE_PARTIAL ||
			    state == STATE_EXCEEDED)
				return ANSWER_YES;
		}
	return ANSWER_UNKNOWN;
}

/* The highest level of an unbroken row of passes. */
static int
climb(const struct maturity *maturity, int top, enum mode mode)
{
	int level = 0;

	if (maturity->performed == ANSWER_NO ||
	    (maturity->performed == ANSWER_UNKNOWN && mode == MODE_LOW))
		return 0;
	for (int i = 1; i <= top; i++) {
		const struct level_result *result = &maturity->levels[i];

		if (result->low == VERDICT_NONE)
			continue;
		if (!(mode == MODE_LOW ? result->low_pass : result->high_pass))
			break;
		level = i;
	}
	return level;
}

/* What needs both modes, or none. */
static void
sum_up(const struct maturity_input *input, struct maturity *out)
{
	out->touched = input->performed != ANSWER_UNKNOWN;
	for (int i = 1; i <= top_level(input); i++) {
		const struct level_input *level = &input->levels[i];
		struct level_result *result = &out->levels[i];

		if (level->count == 0)
			continue;
		result->count = level->count;
		result->open = count_state(level, STATE_UNASSESSED);
		result->judged = level->judged;
		result->band = result->low == VERDICT_JUDGE;
		result->band &= result->high == VERDICT_JUDGE;
		result->asks = result->band && level->judged == ANSWER_UNKNOWN;
		if (result->open < result->count ||
		    level->judged != ANSWER_UNKNOWN)
			out->touched = true;
		if (!result->low_pass && out->blocks == 0)
			out->blocks = i;
		out->top_awardable = i;
	}
}

void
maturity_derive(const struct maturity_input *input, const struct policy *policy,
    struct maturity *out)
{
	*out = (struct maturity){ .performed = performed(input) };
	weigh_levels(input, policy, MODE_LOW, out->levels);
	weigh_levels(input, policy, MODE_HIGH, out->levels);
	sum_up(input, out);
	out->low = climb(out, top_level(input), MODE_LOW);
	out->high = climb(out, top_level(input), MODE_HIGH);
	out->rated = out->touched && out->low == out->high;
}

/* The states of one level with every met that nothing supports reopened. */
static void
reopen(const struct level_input *level, const bool *supported,
    enum criterion_state *states)
{
	for (size_t i = 0; i < level->count; i++) {
		states[i] = level->states[i];
		if (states[i] == STATE_MET && !(supported && supported[i]))
			states[i] = STATE_UNASSESSED;
	}
}

int
maturity_supported(const struct maturity_input *input,
    const struct policy *policy, const bool *const supported[MATURITY_LEVELS])
{
	struct maturity_input bare = *input;
	struct maturity result;
	enum criterion_state *states, *next;
	size_t count = 1;

	for (int i = 2; i <= top_level(input); i++)
		count += input->levels[i].count;
	states = next = xcalloc(count, sizeof(*states));
	for (int i = 2; i <= top_level(input); i++) {
		reopen(&input->levels[i], supported[i], next);
		bare.levels[i].states = next;
		next += input->levels[i].count;
	}
	/* Evidence that is missing does not undo that it is done. */
	bare.performed = performed(input);
	maturity_derive(&bare, policy, &result);
	free(states);
	return result.low;
}

int
maturity_effective_target(const struct maturity_input *input, int target)
{
	int ceiling = 0;

	if (target <= 0)
		return 0;
	for (int i = 1; i <= top_level(input); i++) {
		if (input->levels[i].count == 0)
			continue;
		ceiling = i;
		if (i >= target)
			break;
	}
	return ceiling;
}
