/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Why the level is what it is, and what would raise it. What would raise it is
 * found by trying: criteria are met one by one on a copy of the answers until
 * the rules give a higher level. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/rating.h"
#include "model/rating_parts.h"

enum { NAMES_MAX = 5 };

/* Criteria to name, in this order. */
struct names {
	struct name {
		int level;
		size_t item;
	} * items;
	size_t count;
	size_t capacity;
};

struct case_file {
	const struct maturity *maturity;
	struct answers answers;
	struct policy policy;
};

/* A set of criteria that, once met, raises the level. */
struct way {
	struct names names;
	int reached;
};

static void
names_add(struct names *names, int level, size_t item)
{
	names->items = mem_grow(names->items, &names->capacity,
	    names->count + 1, sizeof(*names->items));
	names->items[names->count++] = (struct name){ level, item };
}

/* "3.1, 3.2", at most five of them; the caller frees it. */
static char *
names_text(const struct names *names)
{
	struct str list = { 0 }, whole = { 0 };
	size_t shown = names->count < NAMES_MAX ? names->count : NAMES_MAX;
	size_t more = names->count - shown;

	for (size_t i = 0; i < shown; i++)
		str_printf(&list, "%s%d.%zu", i ? ", " : "",
		    names->items[i].level, names->items[i].item + 1);
	if (!more)
		return str_steal(&list);
	/* TRANSLATORS: after a list of criteria: "3.1, 3.2 and 4 more" */
	str_printf(&whole, ngettext("%s and %zu more", "%s and %zu more", more),
	    str_text(&list), more);
	str_done(&list);
	return str_steal(&whole);
}

/* The criteria of a level in this state. */
static void
names_in_state(const struct case_file *file, int level,
    enum criterion_state state, struct names *out)
{
	const struct level_input *input = &file->answers.input.levels[level];

	for (size_t i = 0; i < input->count; i++)
		if (input->states[i] == state)
			names_add(out, level, i);
}

/* The mandatory criteria of a level whose answer fails it. */
static void
names_failing(const struct case_file *file, int level, struct names *out)
{
	const struct level_input *input = &file->answers.input.levels[level];

	for (size_t i = 0; i < input->count; i++)
		if (input->anchors[i] &&
		    (input->states[i] == STATE_PARTIAL ||
		        input->states[i] == STATE_NOT_MET ||
		        input->states[i] == STATE_NOT_APPLICABLE))
			names_add(out, level, i);
}

/* The next level up that has criteria; 0: none. */
static int
next_level(const struct maturity *maturity, int level)
{
	for (int i = level + 1; i < MATURITY_LEVELS; i++)
		if (maturity->levels[i].low != VERDICT_NONE)
			return i;
	return 0;
}

/* Would the level pass if what is exceeded counted? */
static bool
passes_with_exceeded(const struct case_file *file, int level)
{
	struct maturity_input input = file->answers.input;
	const struct level_input *from = &file->answers.input.levels[level];
	enum criterion_state *states = xcalloc(from->count, sizeof(*states));
	struct maturity result;

	for (size_t i = 0; i < from->count; i++)
		states[i] = from->states[i] == STATE_EXCEEDED ? STATE_MET
		                                              : from->states[i];
	input.levels[level].states = states;
	maturity_derive(&input, &file->policy, &result);
	free(states);
	return result.levels[level].low_pass;
}

static void
rule_judge(const struct level_result *result, int level, struct str *rule)
{
	bool no = result->judged == ANSWER_NO;

	if (result->applicable == 0)
		str_printf(rule,
		    no ? _("L%d: every criterion is not applicable, judged "
		           "no.")
		       : _("L%d: every criterion is not applicable: your "
		           "judgement."),
		    level);
	else
		str_printf(rule,
		    no ? _("L%d: %zu of %zu met, %d %%: judged no.")
		       : _("L%d: %zu of %zu met, %d %%: your judgement."),
		    level, result->met, result->applicable, result->percent);
}

static void
rule_fail(const struct case_file *file, const struct level_result *result,
    int level, struct str *rule)
{
	struct names names = { 0 };

	names_failing(file, level, &names);
	if (names.count > 0) {
		char *text = names_text(&names);

		str_printf(rule,
		    ngettext("L%d: %s is mandatory and not met: fails.",
		        "L%d: %s are mandatory and not met: fails.",
		        names.count),
		    level, text);
		free(text);
	} else {
		str_printf(rule, _("L%d: %zu of %zu met, %d %%: fails."), level,
		    result->met, result->applicable, result->percent);
	}
	free(names.items);
}

/* Exceeded answers look better than they are: say when they count. */
static void
rule_exceeded(const struct case_file *file, const struct level_result *result,
    int level, struct str *rule)
{
	int above = next_level(file->maturity, level);
	struct names names = { 0 };
	char *text;

	names_in_state(file, level, STATE_EXCEEDED, &names);
	text = names_text(&names);
	if (above)
		str_printf(rule,
		    ngettext("L%d: %zu of %zu met, %d %%: %s exceeded counts "
		             "once L%d passes.",
		        "L%d: %zu of %zu met, %d %%: %s exceeded count once "
		        "L%d passes.",
		        names.count),
		    level, result->met, result->applicable, result->percent,
		    text, above);
	else
		str_printf(rule,
		    ngettext("L%d: %zu of %zu met, %d %%: %s exceeded counts "
		             "only below a level that passes.",
		        "L%d: %zu of %zu met, %d %%: %s exceeded count only "
		        "below a level that passes.",
		        names.count),
		    level, result->met, result->applicable, result->percent,
		    text);
	free(text);
	free(names.items);
}

/* In the band as it stands, and what is open may still lift it out. */
static void
rule_open_judge(const struct case_file *file, const struct level_result *result,
    int level, struct str *rule)
{
	struct names names = { 0 };
	char *text;

	names_in_state(file, level, STATE_UNASSESSED, &names);
	text = names_text(&names);
	str_printf(rule,
	    result->judged == ANSWER_NO
	        ? ngettext("L%d: %zu of %zu met, %d %%, judged no: open until "
	                   "%s is answered.",
	              "L%d: %zu of %zu met, %d %%, judged no: open until %s "
	              "are answered.",
	              names.count)
	        : ngettext("L%d: %zu of %zu met, %d %%: open until %s is "
	                   "answered.",
	              "L%d: %zu of %zu met, %d %%: open until %s are "
	              "answered.",
	              names.count),
	    level, result->met, result->applicable, result->percent, text);
	free(text);
	free(names.items);
}

/* The lowest level that does not pass, and why. */
static void
rule_block(const struct case_file *file, int level, struct str *rule)
{
	const struct level_result *result = &file->maturity->levels[level];
	bool next = next_level(file->maturity, level) > 0;

	if (result->band)
		rule_judge(result, level, rule);
	else if (result->high == VERDICT_FAIL)
		rule_fail(file, result, level, rule);
	else if (result->exceeded > 0 &&
	         (result->open == 0 ||
	             (next && passes_with_exceeded(file, level))))
		rule_exceeded(file, result, level, rule);
	else if (result->low == VERDICT_JUDGE)
		rule_open_judge(file, result, level, rule);
	else if (result->high == VERDICT_PASS)
		str_printf(rule, _("L%d: %zu of %zu open, can still pass."),
		    level, result->open, result->applicable);
	else
		str_printf(rule,
		    _("L%d: %zu of %zu open, can still come to your "
		      "judgement."),
		    level, result->open, result->applicable);
}

/* Every level passes; which of them because somebody judged so? */
static void
rule_all_pass(const struct case_file *file, struct str *rule)
{
	struct str judged = { 0 };

	for (int i = 1; i < MATURITY_LEVELS; i++)
		if (file->maturity->levels[i].low == VERDICT_JUDGE)
			str_printf(&judged, "%sL%d", judged.len ? ", " : "", i);
	if (judged.len > 0)
		/* TRANSLATORS: %s is one level or several: "L2, L3" */
		str_printf(rule,
		    _("All levels with criteria pass, %s as you judged."),
		    str_text(&judged));
	else
		str_add(rule, _("All levels with criteria pass."));
	str_done(&judged);
}

/* Is the answer to "is this done at all?" what stands in the way? */
static bool
performed_blocks(const struct case_file *file)
{
	const struct maturity *maturity = file->maturity;

	if (maturity->performed == ANSWER_YES)
		return false;
	return maturity->performed == ANSWER_NO ||
	       file->answers.input.performed_open ||
	       maturity->blocks != next_level(maturity, 0);
}

static void
tell_rule(const struct case_file *file, struct str *rule)
{
	const struct maturity *maturity = file->maturity;

	if (maturity->performed == ANSWER_NO)
		str_add(rule, _("Not performed: level 0."));
	else if (maturity->top_awardable == 0)
		str_add(
		    rule, _("No level has criteria here: 0 is the only one."));
	else if (!maturity->touched)
		str_printf(rule,
		    _("Nothing is answered yet: any level from %d to %d is "
		      "open."),
		    maturity->low, maturity->high);
	else if (performed_blocks(file))
		str_add(rule,
		    _("It is not said whether this is performed: it may be "
		      "level 0."));
	else if (maturity->blocks > 0)
		rule_block(file, maturity->blocks, rule);
	else
		rule_all_pass(file, rule);
}

/* How soon a criterion is to be met on the way up: mandatory ones first, then
 * open, partial, not met; 0: never. What is exceeded, or not applicable without
 * being mandatory, stays so. */
static int
urgency(enum criterion_state state, bool anchor)
{
	static const int order[STATE_COUNT] = {
		[STATE_UNASSESSED] = 3,
		[STATE_PARTIAL] = 2,
		[STATE_NOT_MET] = 1,
	};

	if (!anchor)
		return order[state];
	if (state == STATE_NOT_APPLICABLE)
		return 4;
	return order[state] ? order[state] + 4 : 0;
}

/* Meets the next criterion of a level; false when none is left. */
static bool
meet_next(
    const struct level_input *level, enum criterion_state *states, size_t *met)
{
	int best = 0;

	for (size_t i = 0; i < level->count; i++) {
		int rank = urgency(states[i], level->anchors[i]);

		if (rank > best) {
			best = rank;
			*met = i;
		}
	}
	if (best == 0)
		return false;
	states[*met] = STATE_MET;
	return true;
}

static int
by_level(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return x->level != y->level ? x->level - y->level
	                            : (x->item > y->item) - (x->item < y->item);
}

/* Meets criteria until level `high` and all that block below it pass. False,
 * with an empty way, when answers alone cannot do that. */
static bool
find_way(const struct case_file *file, int high, struct way *out)
{
	const struct answers *answers = &file->answers;
	struct maturity_input input = answers->input;
	enum criterion_state *states =
	    xcalloc(answers->count + 1, sizeof(*states));
	struct maturity result;
	bool found = true;

	*out = (struct way){ 0 };
	memcpy(states, answers->states, answers->count * sizeof(*states));
	for (int i = 1; i < MATURITY_LEVELS; i++)
		input.levels[i].states = states + answers->first[i];
	maturity_derive(&input, &file->policy, &result);
	for (int i = high; i >= file->maturity->blocks && found; i--) {
		size_t item = 0;

		while (found && input.levels[i].count > 0 &&
		       !result.levels[i].low_pass) {
			found = meet_next(&input.levels[i],
			    states + answers->first[i], &item);
			if (found)
				names_add(&out->names, i, item);
			maturity_derive(&input, &file->policy, &result);
		}
	}
	out->reached = result.low;
	free(states);
	if (!found)
		free(out->names.items);
	return found;
}

/* The way with the fewest criteria; `reached` is 0 when there is none. */
static struct way
shortest_way(const struct case_file *file)
{
	const struct maturity *maturity = file->maturity;
	struct way best = { 0 }, way;

	for (int i = maturity->blocks; i <= maturity->top_awardable; i++) {
		if (maturity->levels[i].low == VERDICT_NONE ||
		    !find_way(file, i, &way))
			continue;
		if (way.reached > maturity->low &&
		    (!best.reached || way.names.count < best.names.count)) {
			free(best.names.items);
			best = way;
		} else {
			free(way.names.items);
		}
	}
	if (best.names.count > 0)
		qsort(best.names.items, best.names.count,
		    sizeof(*best.names.items), by_level);
	return best;
}

/* The level reached by judging the one in the way; 0 when it does not ask. */
static int
reached_by_judging(const struct case_file *file)
{
	int level = file->maturity->blocks;
	struct maturity_input input = file->answers.input;
	struct maturity result;

	if (!file->maturity->levels[level].asks)
		return 0;
	input.levels[level].judged = ANSWER_YES;
	maturity_derive(&input, &file->policy, &result);
	return result.low > file->maturity->low ? result.low : 0;
}

static void
tell_ways(const struct case_file *file, struct str *raise)
{
	struct way way = shortest_way(file);
	int judged = reached_by_judging(file);
	char *names = names_text(&way.names);
	int level = file->maturity->blocks;

	if (judged > 0 && judged == way.reached)
		str_printf(raise,
		    _("To reach %d: meet %s, or judge L%d (m on its line)."),
		    judged, names, level);
	else if (judged > 0)
		str_printf(raise, _("To reach %d: judge L%d (m on its line)."),
		    judged, level);
	else if (way.reached > 0)
		str_printf(
		    raise, _("To reach %d: meet %s."), way.reached, names);
	free(names);
	free(way.names.items);
}

static void
tell_raise(const struct case_file *file, struct str *raise)
{
	const struct maturity *maturity = file->maturity;

	if (!maturity->touched || maturity->top_awardable == 0)
		return;
	if (performed_blocks(file))
		str_add(raise,
		    _("To rise above 0: say that it is performed (m on the "
		      "level 0 line)."));
	else if (maturity->blocks > 0)
		tell_ways(file, raise);
}

void
rating_explain(const struct catalog *catalog, const struct rating *rating,
    size_t control, const struct session *session, struct str *rule,
    struct str *raise)
{
	struct case_file file = { .maturity = &rating->maturity };

	str_clear(rule);
	str_clear(raise);
	if (catalog_scale_top(catalog) < 0)
		return;
	rating_policy(catalog, session, &file.policy);
	answers_read(catalog, session, control, &file.answers);
	tell_rule(&file, rule);
	tell_raise(&file, raise);
	answers_done(&file.answers);
}
