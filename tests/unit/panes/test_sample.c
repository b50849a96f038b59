/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Drawing a sample for an objective. */

#include <config.h>

#include "inspection.h"

static struct side s;

static void
setup(void)
{
	inspection_begin(&s);
	side_open(&s, &objectives_ops);
	side_show(&s, 30, 73, 0);
}

static void
teardown(void)
{
	side_done(&s);
}

TestSuite(sample, .init = setup, .fini = teardown);

static struct sample_item *
only(struct sample_items *items)
{
	sample_list(&s.desk, objective_cursor(&s.desk), items);
	cr_assert_eq(items->count, 1, "%zu samples", items->count);
	return &items->items[0];
}

/* One random sample of 400 gates with a seed. */
static void
draw(const char *seed)
{
	side_run(&s, "sample", NULL);
	side_answer(&s, "400  canal gates ");
	side_answer(&s, "s");
	side_answer(&s, "5");
	side_answer(&s, "r");
	side_answer(&s, seed);
	inspection_take(&s);
}

Test(sample, a_draw_is_recorded_whole)
{
	struct sample_items items;

	draw("spring");
	const struct sample_item *item = only(&items);

	cr_assert_str_eq(item->of, "canal gates");
	cr_assert_str_eq(item->population, "400");
	cr_assert_str_eq(item->kind, "standardized");
	cr_assert_str_eq(item->size, "5");
	cr_assert_str_eq(item->method, "random");
	cr_assert_str_eq(item->seed, "spring");
	cr_assert_str_eq(item->items, "7, 48, 125, 130, 193",
	    "the same seed draws the same: %s", item->items);
	sample_items_done(&items);
}

Test(sample, the_minimum_is_said_as_soon_as_the_population_is_known)
{
	side_run(&s, "sample", "400");
	cr_assert(side_has(
	    s.ask.choices, "s standardized (process, technology, data): 20"));
	cr_assert(side_has(
	    s.ask.choices, "n non-standardized (people, facilities): 10"));
	side_answer(&s, "n");
	cr_assert_str_eq(s.ask.initial, "10");
	cr_assert_str_eq(s.ask.note, "at least 10 of 400");
}

Test(sample, people_are_not_standardized)
{
	side_run(&s, "not-assessed", NULL);
	side_run(&s, "sample", "20");
	const char *n = strstr(s.ask.choices, "n non");
	const char *standard = strstr(s.ask.choices, "s standard");

	cr_assert(n && standard && n < standard, "%s", s.ask.choices);
	side_answer(&s, "");
	cr_assert_str_eq(s.ask.initial, "6");
}

Test(sample, fewer_than_the_minimum_is_recorded_and_said)
{
	side_run(&s, "sample", "400");
	side_answer(&s, "s");
	side_answer(&s, "19");
	side_answer(&s, "r");
	side_answer(&s, "x");
	cr_assert(side_has(str_text(&s.message), "asks for 20 at least"));
}

Test(sample, what_was_chosen_by_judgement_is_typed)
{
	struct sample_items items;

	side_run(&s, "sample", "3");
	side_answer(&s, "");
	side_answer(&s, "1");
	side_answer(&s, "j");
	side_answer(&s, "the oldest");
	inspection_take(&s);
	const struct sample_item *item = only(&items);

	cr_assert_str_eq(item->method, "by judgement");
	cr_assert_str_eq(item->items, "the oldest");
	cr_assert_null(item->seed);
	sample_items_done(&items);
}

Test(sample, nonsense_is_refused_where_it_is_typed)
{
	static const char *const populations[] = { "", "many", "0", "-3",
		"10000001", "4x" };
	static const char *const sizes[] = { "", "0", "401", "5 gates" };

	for (size_t i = 0; i < 6; i++)
		cr_assert(*populations[i]
		              ? !side_run(&s, "sample", populations[i])
		              : side_run(&s, "sample", ""),
		    "%s", populations[i]);
	for (size_t i = 0; i < 4; i++) {
		side_run(&s, "sample", "400");
		side_answer(&s, "s");
		cr_assert_not(side_answer(&s, sizes[i]), "%s", sizes[i]);
	}
	cr_assert_eq(s.changes.count, 0);
}

Test(sample, exceptions_are_written_later)
{
	struct sample_items items;

	cr_assert_not(side_run(&s, "sample-exceptions", "none"),
	    "there is no sample yet");
	draw("spring");
	side_run(&s, "sample-exceptions", NULL);
	side_answer(&s, "48 leaks");
	inspection_take(&s);
	cr_assert_str_eq(only(&items)->exceptions, "48 leaks");
	sample_items_done(&items);
}

Test(sample, samples_of_other_objectives_are_not_shown)
{
	struct sample_items items;

	draw("spring");
	side_run(&s, "not-assessed", NULL);
	sample_list(&s.desk, objective_cursor(&s.desk), &items);
	cr_assert_eq(items.count, 0);
	sample_items_done(&items);
}
