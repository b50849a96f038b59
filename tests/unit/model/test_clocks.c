/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The clocks of what is deficient. */

#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/calendar.h"
#include "model/clocks.h"
#include "pack.h"

static struct pack pack;

static void
setup(void)
{
	pack_begin(&pack);
	struct builder *b = pack.builder;
	size_t mill = pack_control(&pack, "AB-1", "A mill turns.");

	for (int i = 1; i <= 2; i++) {
		size_t row = builder_child(b, CONTROL_OBJECTIVES, mill);
		char id[] = "AB-1_A01";

		id[7] = (char)('0' + i);
		builder_text(b, OBJECTIVE_ID, row, id);
		builder_text(b, OBJECTIVE_TEXT, row, "the wheel turns");
	}
	pack_finish(&pack);
}

static void
teardown(void)
{
	pack_done(&pack);
}

TestSuite(clocks, .init = setup, .fini = teardown);

/* Records a value on a day. */
static void
record(const char *day, const char *path, const char *value)
{
	struct changes changes = { 0 };
	char *at = xasprintf("%sT10:00:00+02:00", day);
	struct stamp stamp = { .by = "J. Tester", .at = at };
	struct commit commit = { 0 };
	struct err err = { 0 };

	changes_add(&changes, path, value, NULL);
	cr_assert(session_prepare(pack.session, pack.catalog, &changes, &stamp,
	              &commit, &err),
	    "%s", err.message);
	session_apply_take(pack.session, &commit);
	changes_done(&changes);
	free(at);
}

static struct clocks_frame
frame_on(const char *today)
{
	return (struct clocks_frame){ .catalog = pack.catalog,
		.session = pack.session,
		.today = today ? day_parse(today) : DAY_NONE };
}

static bool
explains(const struct clocks *clocks, int today, const char *expected)
{
	struct str text = { 0 };

	clocks_explain(clocks, today, &text);
	bool same = str_equal(str_text(&text), expected);

	if (!same)
		cr_log_error("\"%s\" is not \"%s\"", str_text(&text), expected);
	str_done(&text);
	return same;
}

static const char first[] = "AB-1/objectives/AB-1_A01/designation";
static const char second[] = "AB-1/objectives/AB-1_A02/designation";

Test(clocks, the_window_ends_ten_business_days_after_the_period)
{
	struct clocks_frame frame = frame_on("2026-07-20");
	struct clocks clocks;

	record("2026-07-14", "session/period/end", "2026-07-14");
	clocks_of(&frame, first, &clocks);
	cr_assert_eq(clocks.window_end, day_parse("2026-07-28"));
	cr_assert_eq(clocks.window_left, 8);
	cr_assert_eq(clocks.plan_limit, DAY_NONE, "nothing is deficient");
}

Test(clocks, holidays_are_no_business_days)
{
	const int holidays[] = { day_parse("2026-07-15"),
		day_parse("2026-07-18"), day_parse("2026-07-28") };
	struct clocks_frame frame = frame_on("2026-07-20");
	struct clocks clocks;

	frame.holidays = holidays;
	frame.holiday_count = 3;
	record("2026-07-14", "session/period/end", "2026-07-14");
	clocks_of(&frame, first, &clocks);
	cr_assert_eq(clocks.window_end, day_parse("2026-07-30"),
	    "two of them are working days, the Saturday is none anyway");
}

Test(clocks, a_plan_may_run_for_180_days_from_the_designation)
{
	struct clocks_frame frame = frame_on("2027-01-12");
	struct clocks clocks;

	record("2026-07-14", first, "deficient");
	clocks_of(&frame, first, &clocks);
	cr_assert_eq(clocks.designated, day_parse("2026-07-14"));
	cr_assert_eq(clocks.plan_limit, day_parse("2027-01-10"));
	cr_assert_eq(clocks.plan_left, -2);
	cr_assert(explains(&clocks, frame.today,
	    "New evidence counts for 10 business days after the period; "
	    ":period says when it ends. A plan may run until 2027-01-10, 180 "
	    "days after 2026-07-14: 2 days over."));
}

Test(clocks, a_control_counts_from_the_first_that_is_deficient)
{
	struct clocks_frame frame = frame_on("2026-07-20");
	struct clocks clocks;

	record("2026-07-14", second, "deficient");
	record("2026-07-16", first, "deficient");
	clocks_control(&frame, 0, &clocks);
	cr_assert_eq(clocks.designated, day_parse("2026-07-14"));
	record("2026-07-17", second, "satisfactory");
	clocks_control(&frame, 0, &clocks);
	cr_assert_eq(clocks.designated, day_parse("2026-07-16"));
	record("2026-07-18", first, "satisfactory");
	clocks_control(&frame, 0, &clocks);
	cr_assert_eq(clocks.designated, DAY_NONE);
	cr_assert_eq(clocks.plan_limit, DAY_NONE);
}

Test(clocks, the_last_day_still_counts)
{
	struct clocks_frame frame = frame_on("2026-07-28");
	struct clocks clocks;

	record("2026-07-14", "session/period/end", "2026-07-14");
	clocks_of(&frame, first, &clocks);
	cr_assert(explains(&clocks, frame.today,
	    "New evidence counts until 2026-07-28, 10 business days after "
	    "2026-07-14: 0 days left."));
}

Test(clocks, without_a_calendar_the_days_are_told_alone)
{
	struct clocks_frame frame = frame_on(NULL);
	struct clocks clocks;

	record("2026-07-14", "session/period/end", "2026-07-14");
	clocks_of(&frame, first, &clocks);
	cr_assert(explains(&clocks, frame.today,
	    "New evidence counts until 2026-07-28, 10 business days after "
	    "2026-07-14."));
}

Test(clocks, without_a_session_no_clock_runs)
{
	struct clocks_frame frame = { .catalog = pack.catalog,
		.today = DAY_NONE };
	struct clocks clocks;

	clocks_control(&frame, 0, &clocks);
	cr_assert_eq(clocks.window_end, DAY_NONE);
	cr_assert_eq(clocks.plan_limit, DAY_NONE);
}
