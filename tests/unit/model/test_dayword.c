/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Days as people write and read them. */

#include <config.h>

#include "model/dayword.h"

#include <criterion/criterion.h>

#include "base/str.h"
#include "model/calendar.h"

/* A Tuesday. */
static const char today_text[] = "2026-07-14";

static void
expect_day(const char *text, const char *wanted)
{
	int day = dayword_parse(text, day_parse(today_text));
	char found[16] = "none";

	if (day != DAY_NONE)
		day_text(day, found);
	cr_assert_str_eq(found, wanted, "\"%s\" is %s", text, found);
}

Test(dayword, days_are_read_as_people_write_them)
{
	static const char *const pairs[][2] = {
		{ "2026-07-17", "2026-07-17" },
		{ "17.7.", "2026-07-17" },
		{ "17.07.2027", "2027-07-17" },
		{ "17 jul", "2026-07-17" },
		{ "17. July", "2026-07-17" },
		{ "jul 17", "2026-07-17" },
		{ "Jul 17, 2028", "2028-07-17" },
		{ "17 Sept 2026", "2026-09-17" },
		{ "today", "2026-07-14" },
		{ " Tomorrow ", "2026-07-15" },
		{ "yesterday", "2026-07-13" },
		{ "+3", "2026-07-17" },
		{ "+3d", "2026-07-17" },
		{ "2w", "2026-07-28" },
		{ "fri", "2026-07-17" },
		{ "FRIDAY", "2026-07-17" },
		{ "thurs", "2026-07-16" },
		{ "fri 17 jul", "2026-07-17" },
		{ "fri, 17.7.", "2026-07-17" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		expect_day(pairs[i][0], pairs[i][1]);
}

Test(dayword, what_is_past_without_a_year_is_the_next_such)
{
	expect_day("tue", "2026-07-21");
	expect_day("13 jul", "2027-07-13");
	expect_day("14 jul", "2026-07-14");
	expect_day("13.7.", "2027-07-13");
	expect_day("29 feb", "2028-02-29");
	expect_day("mon 13 jul", "2026-07-13");
	expect_day("wed 17 jul", "none");
	expect_day("wed 17 jul 2026", "none");
}

Test(dayword, what_means_no_day_is_none)
{
	static const char *const texts[] = { "", " ", "3.2", "17.7", "17.13.",
		"31.2.", "31 feb", "17", "jul", "fr", "x", "+", "+3x", "3", "w",
		"5.10.26", "run book", "fri sat", "17 jul 2026 10",
		"fri 17 jul 2026 at noon", "2026-02-30", "2026-07-17T10:00",
		"00.1.", "0 jan", "+99999" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		expect_day(texts[i], "none");
}

Test(dayword, without_today_only_whole_dates_are_days)
{
	cr_assert_eq(dayword_parse("fri", DAY_NONE), DAY_NONE, "");
	cr_assert_eq(dayword_parse("17 jul", DAY_NONE), DAY_NONE, "");
	cr_assert_eq(dayword_parse("17 jul 2026", DAY_NONE),
	    day_parse("2026-07-17"), "");
	cr_assert_eq(
	    dayword_parse("2026-07-17", DAY_NONE), day_parse("2026-07-17"), "");
}

static void
expect_text(void (*add)(int day, int today, struct str *out), const char *day,
    const char *today, const char *wanted)
{
	struct str out = { 0 };

	add(day_parse(day), today ? day_parse(today) : DAY_NONE, &out);
	cr_assert_str_eq(str_text(&out), wanted, "%s: %s", day, str_text(&out));
	str_done(&out);
}

Test(dayword, days_near_are_named_and_others_have_their_weekday)
{
	expect_text(dayword_show, "2026-07-14", today_text, "today");
	expect_text(dayword_show, "2026-07-13", today_text, "yesterday");
	expect_text(dayword_show, "2026-07-15", today_text, "tomorrow");
	expect_text(dayword_show, "2026-07-17", today_text, "Fri 17 Jul");
	expect_text(dayword_show, "2026-01-02", today_text, "Fri 2 Jan");
	expect_text(dayword_show, "2025-07-17", today_text, "Thu 17 Jul 2025");
	expect_text(dayword_show, "2026-07-14", NULL, "Tue 14 Jul 2026");
	expect_text(dayword_show, "no day", today_text, "");
}

Test(dayword, what_is_due_is_due_or_overdue)
{
	expect_text(dayword_due, "2026-07-17", today_text, "due Fri 17 Jul");
	expect_text(dayword_due, "2026-07-14", today_text, "due today");
	expect_text(dayword_due, "2026-07-13", today_text, "overdue 1 day");
	expect_text(dayword_due, "2026-07-11", today_text, "overdue 3 days");
	expect_text(dayword_due, "2026-07-11", NULL, "due Sat 11 Jul 2026");
	expect_text(dayword_due, "no day", today_text, "");
}

Test(dayword, what_is_shown_is_read_as_the_same_day)
{
	int today = day_parse(today_text);
	struct str out = { 0 };

	for (int day = today - 800; day <= today + 800; day++) {
		str_clear(&out);
		dayword_show(day, today, &out);
		cr_assert_eq(dayword_parse(str_text(&out), today), day, "%s",
		    str_text(&out));
	}
	str_done(&out);
}

Test(dayword, names_end_with_the_year_and_the_week)
{
	cr_assert_str_eq(dayword_month(1), "Jan", "");
	cr_assert_str_eq(dayword_month(12), "Dec", "");
	cr_assert_str_eq(dayword_month(13), "", "no such month");
	cr_assert_str_eq(dayword_weekday(0), "Sun", "");
	cr_assert_str_eq(dayword_weekday(7), "", "no such day");
}
