/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <time.h>

#include "model/calendar.h"

static void
assert_day(int day, const char *expected)
{
	char text[16];

	day_text(day, text);
	cr_assert_str_eq(text, expected, "%s where %s is due", text, expected);
}

Test(calendar, days_are_those_of_the_c_library)
{
	for (int day = -200000; day <= 2000000; day += 37) {
		time_t at = (time_t)day * 86400;
		struct tm tm;
		char expected[32], text[16];

		if (!gmtime_r(&at, &tm) || tm.tm_year + 1900 < 1 ||
		    tm.tm_year + 1900 > 9999)
			continue;
		snprintf(expected, sizeof(expected), "%04d-%02d-%02d",
		    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
		day_text(day, text);
		cr_assert_str_eq(text, expected, "%s is %s", text, expected);
		cr_assert_eq(day_parse(text), day, "%s comes back", text);
		cr_assert_eq(day_weekday(day), tm.tm_wday, "weekday of %s",
		    text);
	}
}

Test(calendar, what_is_no_day_is_none)
{
	static const char *const wrong[] = { "", "2026", "2026-13-01",
		"2026-00-10", "2026-02-29", "2026-04-31", "2026-4-1",
		"26-04-01", "2026-04-01x", "2026/04/01", "-026-04-01" };

	cr_assert_eq(day_parse(NULL), DAY_NONE, "nothing");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		cr_assert_eq(day_parse(wrong[i]), DAY_NONE, "\"%s\"",
		    wrong[i]);
	assert_day(day_parse("2024-02-29"), "2024-02-29");
	assert_day(day_parse("2026-07-14T10:32:50+02:00"), "2026-07-14");
}

Test(calendar, ten_business_days_leave_out_weekends_and_holidays)
{
	int friday = day_parse("2026-07-10");
	int holidays[] = { day_parse("2026-07-14"), day_parse("2026-07-18") };

	cr_assert_eq(day_weekday(friday), 5, "a Friday");
	assert_day(day_add_business(friday, 1, NULL, 0), "2026-07-13");
	assert_day(day_add_business(
		       friday, WINDOW_BUSINESS_DAYS, NULL, 0),
	    "2026-07-24");
	/* one of the two lies on a Saturday */
	assert_day(day_add_business(
		       friday, WINDOW_BUSINESS_DAYS, holidays, 2),
	    "2026-07-27");
	assert_day(day_add_business(day_parse("2026-07-11"), 1, NULL, 0),
	    "2026-07-13");
	assert_day(day_add_business(friday, 0, NULL, 0), "2026-07-10");
}

Test(calendar, a_declaration_is_old_after_twelve_months)
{
	int declared = day_parse("2025-02-28"), leap = day_parse("2024-02-29");

	cr_assert_not(
	    day_declaration_old(declared, day_parse("2026-02-28")), "on the "
								    "day");
	cr_assert(day_declaration_old(declared, day_parse("2026-03-01")),
	    "the day after");
	assert_day(day_add_months(leap, DECLARATION_MONTHS), "2025-02-28");
	assert_day(day_add_months(day_parse("2026-11-30"), 3), "2027-02-28");
	cr_assert_not(day_declaration_old(DAY_NONE, 0), "no date, no age");
}

Test(calendar, a_plan_has_180_days)
{
	assert_day(day_parse("2026-07-14") + PLAN_DAYS, "2027-01-10");
}

Test(calendar, a_moment_is_seconds_whatever_its_offset)
{
	cr_assert_eq(moment_seconds("1970-01-01T00:00:00+00:00"), 0);
	cr_assert_eq(moment_seconds("1970-01-02T01:00:00+01:00"), 86400);
	cr_assert_eq(moment_seconds("2026-07-14T10:32:50+02:00"),
	    moment_seconds("2026-07-14T03:32:50-05:00"));
	cr_assert(!moment_valid("2026-07-14T10:32:50"));
	cr_assert(!moment_valid("2026-07-14 10:32:50+02:00"));
	cr_assert(!moment_valid("2026-07-14T10:32:5"));
}

Test(calendar, a_time_of_day_is_minutes)
{
	cr_assert_eq(time_parse("09:30"), 570);
	cr_assert_eq(time_parse("9:30"), 570);
	cr_assert_eq(time_parse("24:00"), -1);
	cr_assert_eq(time_parse("12:60"), -1);
	cr_assert_eq(time_parse(""), -1);
	cr_assert_eq(time_parse("1"), -1);
	cr_assert_eq(time_parse("12:3"), -1);
}
