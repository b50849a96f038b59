/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The level rules against the vectors of the field, and against a second
 * implementation that shares no code with the first. */

#include <config.h>

#include "model/maturity.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <inttypes.h>
#include <string.h>

enum { ROOM = 16 };

static const struct policy most = { .pass = 80, .judge = 50 };
static const struct policy all = { .pass = 100, .judge = 50, .pass_first = 80 };

/* An input and the memory behind it. */
struct sheet {
	struct maturity_input input;
	enum criterion_state states[MATURITY_LEVELS][ROOM];
	bool anchors[MATURITY_LEVELS][ROOM];
};

/* Adds one criterion from its letter; a small letter is mandatory. */
static void
add_letter(struct sheet *sheet, int level, char letter)
{
	static const char letters[] = "UMXPNA";
	struct level_input *into = &sheet->input.levels[level];
	const char *at = strchr(letters, letter & ~0x20);

	cr_assert(at && into->count < ROOM, "letter %c", letter);
	sheet->states[level][into->count] =
	    (enum criterion_state)(at - letters);
	sheet->anchors[level][into->count] = letter & 0x20;
	into->states = sheet->states[level];
	into->anchors = sheet->anchors[level];
	into->count++;
}

/* "MM/XMMM/-": levels from 1 up, one letter a criterion. */
static void
fill(struct sheet *sheet, const char *text)
{
	int level = 1;

	memset(sheet, 0, sizeof(*sheet));
	sheet->input.top = 5;
	for (; *text; text++) {
		if (*text == '/')
			level++;
		else if (*text != '-')
			add_letter(sheet, level, *text);
	}
}

static struct maturity
derive(const char *text, const struct policy *policy)
{
	struct sheet sheet;
	struct maturity out;

	fill(&sheet, text);
	maturity_derive(&sheet.input, policy, &out);
	return out;
}

/* Is this the one level that asks to be judged, or 0 for none? */
static bool
asks_only(const struct maturity *maturity, int level)
{
	for (int i = 0; i < MATURITY_LEVELS; i++)
		if (maturity->levels[i].asks != (i == level && level > 0))
			return false;
	return true;
}

static const struct vector {
	const char *name;
	const char *ticks;
	const struct policy *policy;
	enum answer performed;
	int judged_level;
	enum answer judged;
	int low, high;
	int asks;
} vectors[] = {
	{ "1 two of three", "MM/MMMM/MMN/NNNNNN", &most, 0, 0, 0, 2, 3, 3 },
	{ "1 judged yes", "MM/MMMM/MMN/NNNNNN", &most, 0, 3, ANSWER_YES, 3, 3,
	    0 },
	{ "1 judged no", "MM/MMMM/MMN/NNNNNN", &most, 0, 3, ANSWER_NO, 2, 2,
	    0 },
	{ "2 literal ticks", "NN/NMMM/MMM/NNNNNN", &most, 0, 0, 0, 0, 0, 2 },
	{ "3 exceeded", "XX/XMMM/MMM/NNNNNN", &most, 0, 0, 0, 3, 3, 0 },
	{ "4 exceeded, L3 fails", "XX/XMMM/MNN/NNNNNN", &most, 0, 0, 0, 0, 2,
	    0 },
	{ "5 five of six", "XX/XMMM/MMM/MMMMMN", &most, 0, 0, 0, 4, 4, 0 },
	{ "6 skips L3", "MM/MMMM/MNN/MMMMMM", &most, 0, 0, 0, 2, 2, 0 },
	{ "7 incomplete", "MM/MMMM/MMU/UUUUUU", &most, 0, 0, 0, 2, 4, 0 },
	{ "8 ad hoc", "-/NNN/NNN/-", &most, 0, 0, 0, 0, 0, 0 },
	{ "9 first level none", "-/MMM/NNN/-", &most, 0, 0, 0, 2, 2, 0 },
	{ "10 ceiling", "-/XMM/MMM/-", &most, 0, 0, 0, 3, 3, 0 },
	{ "11 not performed", "MM/MMMM/MMM/MMMMMM", &most, ANSWER_NO, 0, 0, 0,
	    0, 0 },
	{ "12 all n/a", "-/AAA/MMM/-", &most, 0, 0, 0, 0, 3, 2 },
	{ "12 judged yes", "-/AAA/MMM/-", &most, 0, 2, ANSWER_YES, 3, 3, 0 },
	{ "13 n/a shrinks", "MM/MMMA/MAA/NNNNNN", &most, 0, 0, 0, 3, 3, 0 },
	{ "14 partial", "MM/MMMP/MMM/NNNNNN", &most, 0, 0, 0, 1, 3, 2 },
	{ "15 mandatory", "-/MMMMMM/MMMMMMn/NNNNNNN", &most, 0, 0, 0, 2, 2, 0 },
	{ "16 ordinary", "-/MMMMMM/NMMMMMM/NNNNNNN", &most, 0, 0, 0, 3, 3, 0 },
	{ "16 strict", "-/MMMMMM/NMMMMMM/NNNNNNN", &all, 0, 0, 0, 2, 3, 3 },
	{ "17 untouched", "UU/UUUU/UUU/UUUUUU", &most, 0, 0, 0, 0, 4, 0 },
};

Test(maturity, every_vector_of_the_rules_gives_its_range)
{
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		const struct vector *v = &vectors[i];
		struct sheet sheet;
		struct maturity out;

		fill(&sheet, v->ticks);
		sheet.input.performed = v->performed;
		sheet.input.levels[v->judged_level].judged = v->judged;
		maturity_derive(&sheet.input, v->policy, &out);
		cr_assert(out.low == v->low && out.high == v->high,
		    "vector %s: %d-%d, wanted %d-%d", v->name, out.low,
		    out.high, v->low, v->high);
		cr_assert(asks_only(&out, v->asks), "vector %s: asks", v->name);
		cr_assert_eq(
		    out.rated, v->low == v->high, "vector %s: rated", v->name);
	}
}

Test(maturity, nothing_answered_is_not_rated)
{
	struct maturity out = derive("UU/UUUU/UUU/UUUUUU", &most);

	cr_assert_not(out.touched, "nothing was touched");
	cr_assert_not(out.rated, "0-4 is no rating");
	cr_assert_eq(out.performed, ANSWER_UNKNOWN, "nobody said it is done");
	cr_assert_eq(out.top_awardable, 4, "level 5 has no criteria");
	out = derive("-/-/-", &most);
	cr_assert_not(out.rated, "no criteria and nothing said: 0-0 unrated");
}

Test(maturity, performed_follows_from_answers_unless_it_stands_recorded)
{
	struct sheet sheet;
	struct maturity out;

	fill(&sheet, "P/U");
	maturity_derive(&sheet.input, &most, &out);
	cr_assert_eq(out.performed, ANSWER_YES, "a partial says it is done");
	fill(&sheet, "NA/N");
	maturity_derive(&sheet.input, &most, &out);
	cr_assert_eq(out.performed, ANSWER_UNKNOWN, "not met says nothing");
	fill(&sheet, "MM/MM");
	sheet.input.performed_open = true;
	maturity_derive(&sheet.input, &most, &out);
	cr_assert_eq(out.performed, ANSWER_UNKNOWN, "recorded as unknown");
	cr_assert(out.low == 0 && out.high == 2, "%d-%d", out.low, out.high);
}

Test(maturity, the_strict_policy_leaves_level_1_at_eighty_percent)
{
	struct maturity out = derive("MMMMN/MMMMN", &all);

	cr_assert(out.levels[1].low_pass, "4 of 5 pass level 1");
	cr_assert_not(out.levels[2].low_pass, "4 of 5 do not pass level 2");
	cr_assert(out.low == 1 && out.high == 2, "%d-%d", out.low, out.high);
}

Test(maturity, a_mandatory_criterion_that_is_not_applicable_fails_its_level)
{
	struct maturity out = derive("MM/MMMMMa", &most);

	cr_assert_eq(out.levels[2].high, VERDICT_FAIL, "it is not met");
	out = derive("MM/mMMnMM", &most);
	cr_assert_eq(out.levels[2].low, VERDICT_FAIL, "both are mandatory");
}

Test(maturity, a_level_says_what_it_counted)
{
	struct maturity out = derive("XX/XMMA/MNUP/X", &most);

	cr_assert_eq(out.blocks, 1, "level 1 is the lowest that does not pass");
	cr_assert_eq(out.levels[1].exceeded, 2, "two wait for a level above");
	cr_assert_eq(out.levels[2].applicable, 3, "one is not applicable");
	cr_assert_eq(out.levels[2].met, 2, "exceeded does not count yet");
	cr_assert_eq(out.levels[3].open, 1, "one is open");
	cr_assert_eq(out.levels[3].met, 1, "partial counts as not met");
	cr_assert_eq(out.levels[5].low, VERDICT_NONE, "no criteria there");
	out = derive("XX/XMMA/MMM", &most);
	cr_assert_eq(out.levels[2].exceeded, 0, "level 3 passes: it counts");
	cr_assert_eq(out.levels[2].met, 3, "all three count");
	cr_assert_eq(out.blocks, 0, "nothing is in the way");
}

Test(maturity, percentages_are_near_but_never_claim_what_is_not_reached)
{
	struct policy policy = { .pass = 67, .judge = 50 };

	cr_assert_eq(derive("MMN", &most).levels[1].percent, 67, "2 of 3");
	cr_assert_eq(derive("MMN", &policy).levels[1].percent, 66,
	    "66.7 does not pass 67, so it must not read 67");
	cr_assert_eq(derive("MNN", &most).levels[1].percent, 33, "1 of 3");
	cr_assert_eq(derive("MMMM", &most).levels[1].percent, 100, "all");
	cr_assert_eq(derive("AA", &most).levels[1].percent, 0, "none counts");
}

Test(maturity, judging_outside_the_band_changes_nothing)
{
	struct sheet sheet;
	struct maturity out;

	fill(&sheet, "MM/MNNN");
	sheet.input.levels[2].judged = ANSWER_YES;
	maturity_derive(&sheet.input, &most, &out);
	cr_assert(out.low == 1 && out.high == 1, "25 %% is no judgement");
	fill(&sheet, "MM/MMMM");
	sheet.input.levels[2].judged = ANSWER_NO;
	maturity_derive(&sheet.input, &most, &out);
	cr_assert(out.low == 2 && out.high == 2, "100 %% passes");
	fill(&sheet, "MM/MMN");
	sheet.input.levels[2].judged = ANSWER_NO;
	maturity_derive(&sheet.input, &most, &out);
	cr_assert(out.levels[2].band && !out.levels[2].asks,
	    "in the band, asks no more");
}

Test(maturity, the_target_goes_to_the_next_level_that_can_be_given)
{
	struct sheet sheet;

	fill(&sheet, "-/M/M/M/-");
	cr_assert_eq(maturity_effective_target(&sheet.input, 1), 2, "raised");
	cr_assert_eq(maturity_effective_target(&sheet.input, 5), 4, "capped");
	cr_assert_eq(maturity_effective_target(&sheet.input, 3), 3, "as asked");
	cr_assert_eq(maturity_effective_target(&sheet.input, 0), 0, "nothing");
	fill(&sheet, "-/-/M");
	cr_assert_eq(maturity_effective_target(&sheet.input, 1), 3, "raised");
	cr_assert_eq(maturity_effective_target(&sheet.input, 4), 3, "capped");
	fill(&sheet, "-");
	cr_assert_eq(maturity_effective_target(&sheet.input, 3), 0, "none");
}

Test(maturity, level_1_is_supported_by_the_answer_and_higher_ones_by_evidence)
{
	const bool three[] = { true, true, true, false };
	const bool four[] = { true, true, true, true };
	const bool *none[MATURITY_LEVELS] = { NULL };
	const bool *some[MATURITY_LEVELS] = { [2] = three };
	const bool *enough[MATURITY_LEVELS] = { [2] = four };
	struct sheet sheet;

	fill(&sheet, "MM/MMMM/MM");
	cr_assert_eq(maturity_supported(&sheet.input, &most, none), 1,
	    "affirmed is enough at level 1 only");
	cr_assert_eq(maturity_supported(&sheet.input, &most, some), 1,
	    "3 of 4 is 75 %%");
	cr_assert_eq(maturity_supported(&sheet.input, &most, enough), 2,
	    "level 2 has evidence, level 3 has none");
	fill(&sheet, "-/AAA/MM");
	sheet.input.levels[2].judged = ANSWER_YES;
	cr_assert_eq(maturity_supported(&sheet.input, &most, none), 2,
	    "missing evidence does not make it unperformed");
}

Test(maturity, words_of_the_states_go_both_ways)
{
	for (int i = 0; i < STATE_COUNT; i++) {
		enum criterion_state state = (enum criterion_state)i;

		cr_assert_eq(criterion_state_find(criterion_state_word(state)),
		    state, "state %d", i);
	}
	cr_assert_str_eq(criterion_state_word(STATE_NOT_MET), "not met");
	cr_assert_eq(criterion_state_find("Met"), STATE_COUNT, "case counts");
	cr_assert_eq(criterion_state_find(NULL), STATE_COUNT, "no word");
}

/* The second implementation: asks its way down from the question "does level
 * L pass?", one criterion at a time, with fractions instead of percent. */

static bool reference_passes(const struct maturity_input *in,
    const struct policy *policy, int level, bool hopeful);

static bool
reference_counts(const struct maturity_input *in, const struct policy *policy,
    int level, enum criterion_state state, bool hopeful)
{
	if (state == STATE_EXCEEDED) {
		for (int i = level + 1; i <= in->top; i++)
			if (reference_passes(in, policy, i, hopeful))
				return true;
		return hopeful;
	}
	return state == STATE_MET || (state == STATE_UNASSESSED && hopeful);
}

static bool
reference_passes(const struct maturity_input *in, const struct policy *policy,
    int level, bool hopeful)
{
	const struct level_input *l = &in->levels[level];
	bool strict_elsewhere = policy->pass_first && level == 1;
	double wanted = strict_elsewhere ? policy->pass_first : policy->pass;
	double yes = 0, base = 0;
	bool anchored = true;

	if (l->count == 0)
		return false;
	for (size_t i = 0; i < l->count; i++) {
		bool met =
		    reference_counts(in, policy, level, l->states[i], hopeful);

		base += l->states[i] != STATE_NOT_APPLICABLE;
		yes += met;
		anchored = anchored && (met || !l->anchors[i]);
	}
	if (base > 0) {
		if (!anchored || yes * 100 <= policy->judge * base)
			return anchored && yes * 100 >= wanted * base;
		if (yes * 100 >= wanted * base)
			return true;
	}
	return l->judged == ANSWER_YES || (hopeful && l->judged != ANSWER_NO);
}

static int
reference_level(
    const struct maturity_input *in, const struct policy *policy, bool hopeful)
{
	bool done = in->performed == ANSWER_YES;
	int reached = 0;

	for (int i = 1; i <= in->top && !in->performed_open; i++)
		for (size_t j = 0; j < in->levels[i].count; j++)
			switch (in->levels[i].states[j]) {
			case STATE_MET:
			case STATE_PARTIAL:
			case STATE_EXCEEDED:
				done = true;
				break;
			default:
				break;
			}
	if (in->performed == ANSWER_NO || !(done || hopeful))
		return 0;
	for (int i = 1; i <= in->top; i++) {
		if (in->levels[i].count == 0)
			continue;
		if (!reference_passes(in, policy, i, hopeful))
			break;
		reached = i;
	}
	return reached;
}

static uint32_t
roll(uint64_t *seed, uint32_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 33) % below;
}

/* Mostly met, so that higher levels come into play. */
static char
roll_letter(uint64_t *seed)
{
	char letter = "MMMMMMMMMMXXUPNNA"[roll(seed, 17)];

	return roll(seed, 40) == 0 ? (char)(letter | 0x20) : letter;
}

static void
roll_sheet(uint64_t *seed, struct sheet *sheet)
{
	memset(sheet, 0, sizeof(*sheet));
	sheet->input.top = (int)roll(seed, 8) == 0 ? 7 : 5;
	sheet->input.performed =
	    roll(seed, 12) == 0 ? (enum answer)roll(seed, 3) : ANSWER_UNKNOWN;
	sheet->input.performed_open =
	    sheet->input.performed == ANSWER_UNKNOWN && roll(seed, 20) == 0;
	for (int i = 1; i <= sheet->input.top; i++) {
		struct level_input *level = &sheet->input.levels[i];
		uint32_t count = roll(seed, 4) == 0 ? 0 : roll(seed, 8);

		while (level->count < count)
			add_letter(sheet, i, roll_letter(seed));
		level->judged = (enum answer)roll(seed, 3);
	}
}

static struct policy
roll_policy(uint64_t *seed)
{
	if (roll(seed, 3) > 0)
		return roll(seed, 3) == 0 ? all : most;
	int judge = (int)roll(seed, 90);

	return (struct policy){ .pass = judge + (int)roll(seed, 11),
		.judge = judge };
}

/* Makes one "not met" met; false when there is none. */
static bool
lift(uint64_t *seed, struct sheet *sheet)
{
	for (int tries = 0; tries < 20; tries++) {
		int level = 1 + (int)roll(seed, (uint32_t)sheet->input.top);
		size_t count = sheet->input.levels[level].count;
		size_t at = count ? roll(seed, (uint32_t)count) : 0;

		if (count && sheet->states[level][at] == STATE_NOT_MET) {
			sheet->states[level][at] = STATE_MET;
			return true;
		}
	}
	return false;
}

static void
check_case(uint64_t *seed, unsigned number)
{
	struct policy policy = roll_policy(seed);
	struct sheet sheet;
	struct maturity out, lifted;

	roll_sheet(seed, &sheet);
	maturity_derive(&sheet.input, &policy, &out);
	int low = reference_level(&sheet.input, &policy, false);
	int high = reference_level(&sheet.input, &policy, true);

	cr_assert(out.low == low && out.high == high,
	    "case %u: %d-%d, the reference says %d-%d", number, out.low,
	    out.high, low, high);
	cr_assert_leq(out.low, out.high, "case %u: low above high", number);
	cr_assert((out.low == 0 || sheet.input.levels[out.low].count) &&
	              (out.high == 0 || sheet.input.levels[out.high].count),
	    "case %u: a level without criteria was given", number);
	if (!lift(seed, &sheet))
		return;
	maturity_derive(&sheet.input, &policy, &lifted);
	cr_assert(lifted.low >= out.low && lifted.high >= out.high,
	    "case %u: meeting a criterion lowered %d-%d to %d-%d", number,
	    out.low, out.high, lifted.low, lifted.high);
}

Test(maturity, random_answers_agree_with_a_second_implementation)
{
	static const uint64_t seeds[] = { 20260714, 4711, 0x5eed5eed5eedULL };

	for (size_t i = 0; i < sizeof(seeds) / sizeof(*seeds); i++) {
		uint64_t seed = seeds[i];

		cr_log_info("seed %" PRIu64 ", 30000 cases", seed);
		for (unsigned number = 0; number < 30000; number++)
			check_case(&seed, number);
	}
}
