/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Ways to the target, and 20,000 of them checked against maturity.h. */

#include <config.h>

#include "model/gap.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "model/rating_parts.h"
#include "model/schema.h"
#include "on_desk.h"

/* One control with so many criteria a level; ticks as "MM/XMMM/MMN". */
static void
set_up(struct on_desk *it, const char *counts, const char *ticks)
{
	static const char letters[] = "UMXPNA";
	int level = 1, item = 0;

	pack_begin(&it->pack);
	pack_criteria(
	    &it->pack, pack_control(&it->pack, "AB-1", "First."), counts);
	on_desk_open(it);
	for (; *ticks; ticks++) {
		const char *at = strchr(letters, *ticks);
		char path[60];

		if (*ticks == '/') {
			level++;
			item = 0;
			continue;
		}
		snprintf(path, sizeof(path), "AB-1/criteria/%d.%d/state", level,
		    ++item);
		if (at && at > letters)
			on_desk_record(it, path,
			    criterion_state_word(
			        (enum criterion_state)(at - letters)),
			    "So it is.");
	}
}

/* "performed 2.3 3.1* L4*": a star where judging would do. */
static void
tell(const struct gap *gap, struct str *out)
{
	for (size_t i = 0; i < gap->count; i++) {
		const struct gap_step *step = &gap->steps[i];

		str_add(out, i ? " " : "");
		if (step->spot.kind == SPOT_PERFORMED)
			str_add(out, "performed");
		else if (step->spot.kind == SPOT_LEVEL)
			str_printf(out, "L%d", step->spot.level);
		else
			str_printf(out, "%d.%zu", step->spot.level,
			    step->spot.item + 1);
		str_add(out, step->judge ? "*" : "");
	}
}

static void
assert_steps(const struct on_desk *it, const char *steps)
{
	struct str is = { 0 };
	struct gap gap;

	gap_find(&it->desk, 0, &gap);
	tell(&gap, &is);
	cr_assert_str_eq(str_text(&is), steps, "the way is \"%s\", not \"%s\"",
	    str_text(&is), steps);
	str_done(&is);
	gap_done(&gap);
}

static void
check_steps(const char *counts, const char *ticks, const char *target,
    const char *steps)
{
	struct on_desk it = { 0 };

	set_up(&it, counts, ticks);
	on_desk_record(&it, "AB-1/target", target, NULL);
	assert_steps(&it, steps);
	on_desk_done(&it);
}

Test(gap, the_way_takes_open_ones_first_then_partial_then_not_met)
{
	check_steps("2436", "MM/MMMM/MMN", "3", "3.3*");
	check_steps("25", "MM/NPUMM", "2", "2.3 2.2");
	check_steps("25", "MM/NPNPM", "2", "2.2 2.4 2.1");
	check_steps("25", "MM/MMMNP", "2", "2.5*");
	check_steps("22", "", "2", "1.1 1.2 2.1 2.2");
	check_steps("2436", "MM/MMMM/MMM", "3", "");
}

Test(gap, what_is_exceeded_needs_no_step_below_a_level_that_will_pass)
{
	check_steps("2432", "XX/XMMM/MNN", "3", "3.2 3.3");
	check_steps("2432", "XX/XMMM/MNN", "2", "2.1");
	check_steps("22", "MM/XX", "2", "2.1 2.2");
}

Test(gap, what_is_not_applicable_does_not_count)
{
	check_steps("24", "MM/MMAN", "2", "2.4*");
	check_steps("23", "MM/AAA", "2", "L2*");
	check_steps("2", "AA", "1", "performed L1*");
}

Test(gap, not_performed_comes_first)
{
	struct on_desk it = { 0 };

	set_up(&it, "22", "MM/MN");
	on_desk_record(&it, "AB-1/target", "2", NULL);
	on_desk_record(&it, "AB-1/performed", "no", NULL);
	assert_steps(&it, "performed 2.2");
	on_desk_record(&it, "AB-1/performed", "unknown", NULL);
	assert_steps(&it, "performed 2.2");
	on_desk_record(&it, "AB-1/target", "0", NULL);
	assert_steps(&it, "");
	on_desk_done(&it);
}

Test(gap, a_level_judged_no_is_not_offered_for_judgement)
{
	struct on_desk it = { 0 };

	set_up(&it, "03", "/MMN");
	on_desk_record(&it, "AB-1/target", "2", NULL);
	assert_steps(&it, "2.3*");
	on_desk_record(&it, "AB-1/judged/2", "no", "Not this one.");
	assert_steps(&it, "2.3");
	on_desk_record(&it, "AB-1/judged/2", "yes", "It will do.");
	assert_steps(&it, "");
	on_desk_record(&it, "AB-1/criteria/2.2/state", "not met", NULL);
	assert_steps(&it, "2.2");
	on_desk_done(&it);
}

Test(gap, a_mandatory_criterion_is_always_a_step)
{
	struct on_desk it = { 0 };

	pack_begin(&it.pack);
	size_t row = pack_control(&it.pack, "AB-1", "First.");
	size_t level = pack_level(&it.pack, row, 1);

	for (int i = 0; i < 6; i++) {
		char text[] = "Text 0.";

		text[5] = (char)('0' + i);
		size_t criterion = pack_criterion(&it.pack, level, text);

		if (i == 4)
			builder_number(
			    it.pack.builder, CRITERION_ANCHOR, criterion, 1);
	}
	on_desk_open(&it);
	on_desk_record(&it, "AB-1/target", "1", NULL);
	assert_steps(&it, "1.1 1.2 1.3 1.4 1.5");
	for (int i = 1; i <= 6; i++) {
		char path[] = "AB-1/criteria/1.1/state";

		path[16] = (char)('0' + i);
		on_desk_record(
		    &it, path, i == 5 ? "not applicable" : "met", "So it is.");
	}
	assert_steps(&it, "1.5");
	on_desk_done(&it);
}

/* Steps only while `from` is below; how the target was moved. */
static void
check_target(const char *counts, const char *asked, int effective, bool raised,
    bool capped)
{
	struct on_desk it = { 0 };
	struct gap gap;

	set_up(&it, counts, "");
	on_desk_record(&it, "AB-1/target", asked, NULL);
	gap_find(&it.desk, 0, &gap);
	cr_assert(gap.asked == atoi(asked) && gap.effective == effective,
	    "%s: %s becomes %d", counts, asked, gap.effective);
	cr_assert(gap.raised == raised && gap.capped == capped,
	    "%s: %s is marked", counts, asked);
	gap_done(&gap);
	on_desk_done(&it);
}

/* domain.md 4.6 */
Test(gap, targets_are_raised_and_capped)
{
	check_target("0111", "1", 2, true, false);
	check_target("0111", "5", 4, false, true);
	check_target("0111", "3", 3, false, false);
	check_target("001", "1", 3, true, false);
	check_target("001", "4", 3, false, true);
	check_target("001", "0", 0, false, false);
	check_target("000", "2", 0, false, true);
}

Test(gap, what_is_concluded_stands_for_what_is_derived)
{
	struct on_desk it = { 0 };
	struct gap gap;

	set_up(&it, "022", "/MM/NN");
	gap_find(&it.desk, 0, &gap);
	cr_assert(gap.asked == -1 && gap.effective == -1 && gap.count == 0,
	    "no target, no gap");
	gap_done(&gap);
	on_desk_record(&it, "AB-1/target", "3", NULL);
	gap_find(&it.desk, 0, &gap);
	cr_assert_eq(gap.from, 2, "derived");
	gap_done(&gap);
	on_desk_record(&it, "AB-1/concluded", "0", "It is all for show.");
	gap_find(&it.desk, 0, &gap);
	cr_assert(gap.from == 0 && gap.count == 2, "concluded below");
	gap_done(&gap);
	on_desk_record(&it, "AB-1/concluded", "3", "Seen working.");
	gap_find(&it.desk, 0, &gap);
	cr_assert(gap.from == 3 && gap.count == 0, "concluded there");
	gap_done(&gap);
	on_desk_done(&it);
}

Test(gap, material_comes_first_then_weight_by_gap_then_natural_order)
{
	static const int weights[] = { 3, 9, 10, 4, 9, 6, 9, 9 };
	static const char *const targets[] = { "3", "1", "1", "2", "3", "2",
		NULL, "3" };
	static const size_t expected[] = { 2, 5, 0, 1, 3 };
	struct on_desk it = { 0 };
	size_t count;

	pack_begin(&it.pack);
	for (size_t i = 0; i < 8; i++) {
		char id[] = "AB-1";

		id[3] = (char)('1' + i);
		size_t row = pack_control(&it.pack, id, "A control.");

		builder_number(
		    it.pack.builder, CONTROL_WEIGHT, row, weights[i]);
		pack_criteria(&it.pack, row, "111");
	}
	on_desk_open(&it);
	for (size_t i = 0; i < 8; i++) {
		char path[] = "AB-1/target";

		path[3] = (char)('1' + i);
		if (targets[i])
			on_desk_record(&it, path, targets[i], NULL);
	}
	on_desk_record(&it, "AB-5/concluded", "3", "Seen working.");
	on_desk_record(&it, "scope/controls/AB-8", "out", "Sold.");
	size_t *order = gap_order(&it.desk, &count);

	cr_assert_eq(count, 5, "five have a gap, not %zu", count);
	cr_assert_arr_eq(order, expected, sizeof(expected), "in this order");
	free(order);
	on_desk_done(&it);
}

/* From here on: random states against the rules themselves. */

enum { CONTROLS = 1000, ROUNDS = 20 };

static size_t
draw(unsigned *seed, size_t below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 8) % below;
}

/* Controls with up to 7 criteria at up to 5 levels, some mandatory. */
static void
draw_pack(struct on_desk *it, unsigned *seed)
{
	pack_begin(&it->pack);
	for (size_t i = 0; i < CONTROLS; i++) {
		char id[16], text[40];

		snprintf(id, sizeof(id), "AB-%zu", i + 1);
		size_t row = pack_control(&it->pack, id, "A control.");

		for (int level = 1; level <= 5; level++) {
			size_t count = draw(seed, 3) ? 1 + draw(seed, 7) : 0;
			size_t at =
			    count ? pack_level(&it->pack, row, level) : 0;

			for (size_t j = 0; j < count; j++) {
				snprintf(text, sizeof(text), "Text %zu.", j);
				size_t made =
				    pack_criterion(&it->pack, at, text);

				if (!draw(seed, 12))
					builder_number(it->pack.builder,
					    CRITERION_ANCHOR, made, 1);
			}
		}
	}
}

struct draft {
	struct commit commit;
	size_t capacity;
};

static void
put(struct draft *draft, char *path, const char *value)
{
	struct commit *commit = &draft->commit;

	commit->changes = mem_grow(commit->changes, &draft->capacity,
	    commit->count + 1, sizeof(*commit->changes));
	commit->changes[commit->count++] = (struct recorded_change){
		.path = path, .value = xstrdup(value), .why = xstrdup("so")
	};
}

/* Answers one control, at each level with a leaning of its own. */
static void
draw_answers(const struct catalog *catalog, size_t control, unsigned *seed,
    struct draft *draft)
{
	static const char *const answers[] = { "yes", "no", "unknown" };
	const char *id = catalog_string(catalog, CONTROL_ID, control);

	for (int level = 1; level <= 5; level++) {
		size_t row = catalog_control_level(catalog, control, level);
		size_t lean = draw(seed, STATE_COUNT);

		for (size_t i = 0;
		     row != CATALOG_NONE &&
		     i < catalog_count(catalog, CLEVEL_CRITERIA, row);
		     i++) {
			size_t state =
			    draw(seed, 2) ? lean : draw(seed, STATE_COUNT);
			const char *key = catalog_string(catalog, CRITERION_KEY,
			    catalog_child(catalog, CLEVEL_CRITERIA, row, i));

			if (state != STATE_UNASSESSED)
				put(draft,
				    path_criterion(id, level, key, "state"),
				    criterion_state_word(
				        (enum criterion_state)state));
		}
		if (!draw(seed, 3))
			put(draft, xasprintf("%s/judged/%d", id, level),
			    answers[draw(seed, 2)]);
	}
	if (!draw(seed, 4))
		put(draft, xasprintf("%s/performed", id),
		    answers[draw(seed, 3)]);
	char target[2] = { (char)('0' + draw(seed, 6)), '\0' };

	put(draft, xasprintf("%s/target", id), target);
}

static void
draw_session(struct on_desk *it, bool all, unsigned *seed)
{
	struct session_header header = {
		.policy = xstrdup(all ? "all" : "most"),
		.pass = all ? 100 : 80,
		.judge = 50,
	};
	struct draft draft = { .commit = { .seq = 1 } };

	session_free(it->pack.session);
	it->pack.session = session_new_take(&header);
	for (size_t i = 0; i < CONTROLS; i++)
		draw_answers(it->pack.catalog, i, seed, &draft);
	session_bulk(it->pack.session, true);
	session_apply_take(it->pack.session, &draft.commit);
	session_bulk(it->pack.session, false);
	desk_set_session(&it->desk, it->pack.session);
}

/* The level reached once all steps are taken but those that `skip` names (by
 * bit), levels to judge being judged where `judge` says so. */
static int
reach(const struct on_desk *it, size_t control, const struct gap *gap,
    unsigned long skip, bool judge)
{
	struct answers answers;
	struct policy policy;
	struct maturity result;

	rating_policy(it->pack.catalog, it->pack.session, &policy);
	answers_read(it->pack.catalog, it->pack.session, control, &answers);
	for (size_t i = 0; i < gap->count; i++) {
		const struct gap_step *step = &gap->steps[i];
		int level = step->spot.level;

		if (skip & 1ul << i)
			continue;
		if (step->spot.kind == SPOT_PERFORMED)
			answers.input.performed = ANSWER_YES;
		else if (step->spot.kind == SPOT_LEVEL ||
		         (judge && step->judge))
			answers.input.levels[level].judged = ANSWER_YES;
		else
			answers.states[answers.first[level] + step->spot.item] =
			    STATE_MET;
	}
	maturity_derive(&answers.input, &policy, &result);
	answers_done(&answers);
	return result.low;
}

/* Would any proper subset of a level's steps do, all others being taken? */
static bool
has_idle_step(const struct on_desk *it, size_t control, const struct gap *gap)
{
	for (size_t from = 0, to; from < gap->count; from = to) {
		to = from + 1;
		while (
		    to < gap->count &&
		    gap->steps[to].spot.level == gap->steps[from].spot.level &&
		    gap->steps[from].spot.kind != SPOT_PERFORMED)
			to++;
		for (unsigned long skip = 1; skip < 1ul << (to - from); skip++)
			if (reach(it, control, gap, skip << from, false) >=
			    gap->effective)
				return true;
	}
	return false;
}

/* Are the steps of a level in the order promised? */
static bool
is_ordered(const struct gap *gap)
{
	static const int turn[STATE_COUNT] = { [STATE_UNASSESSED] = 0,
		[STATE_PARTIAL] = 1,
		[STATE_NOT_MET] = 2,
		[STATE_EXCEEDED] = 3,
		[STATE_NOT_APPLICABLE] = 4 };

	for (size_t i = 1; i < gap->count; i++) {
		const struct gap_step *a = &gap->steps[i - 1], *b = a + 1;

		if (a->spot.level > b->spot.level ||
		    b->spot.kind == SPOT_PERFORMED)
			return false;
		if (a->spot.level < b->spot.level ||
		    a->spot.kind == SPOT_PERFORMED)
			continue;
		if (turn[a->now] > turn[b->now] ||
		    (a->now == b->now && a->spot.item >= b->spot.item))
			return false;
	}
	return true;
}

static void
check_control(const struct on_desk *it, size_t control, size_t *with_steps)
{
	struct str steps = { 0 };
	struct gap gap;

	gap_find(&it->desk, control, &gap);
	tell(&gap, &steps);
	*with_steps += gap.count > 0;
	cr_assert(reach(it, control, &gap, 0, false) >= gap.effective,
	    "%zu: %s leads to %d", control, str_text(&steps), gap.effective);
	cr_assert(reach(it, control, &gap, 0, true) >= gap.effective,
	    "%zu: %s, or judging, leads to %d", control, str_text(&steps),
	    gap.effective);
	cr_assert_not(has_idle_step(it, control, &gap),
	    "%zu: all of %s is needed for %d", control, str_text(&steps),
	    gap.effective);
	cr_assert(
	    is_ordered(&gap), "%zu: %s in order", control, str_text(&steps));
	cr_assert_eq(gap.count > 0, gap.from < gap.effective,
	    "%zu: %s, steps exactly where there is a gap", control,
	    str_text(&steps));
	str_done(&steps);
	gap_done(&gap);
}

Test(gap, the_steps_of_20000_random_controls_suffice_and_none_is_idle)
{
	struct on_desk it = { 0 };
	size_t with_steps = 0;
	unsigned seed = 2026;

	draw_pack(&it, &seed);
	on_desk_open(&it);
	for (int i = 0; i < ROUNDS; i++) {
		draw_session(&it, i % 2 == 1, &seed);
		for (size_t j = 0; j < CONTROLS; j++)
			check_control(&it, j, &with_steps);
	}
	cr_assert_gt(with_steps, 5000, "%zu had steps", with_steps);
	on_desk_done(&it);
}
