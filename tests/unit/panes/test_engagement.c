/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Review, rigor and period. */

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

TestSuite(engagement, .init = setup, .fini = teardown);

Test(engagement, a_control_is_returned_with_a_comment_and_approved_later)
{
	side_run(&s, "review", NULL);
	side_answer(&s, "r");
	cr_assert_not(side_answer(&s, " "), "a comment is needed");
	side_run(&s, "review", "return Dates are missing.");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "reviews/AB-1/state"), "returned");
	cr_assert_str_eq(
	    inspection_value(&s, "reviews/AB-1/comment"), "Dates are missing.");
	side_run(&s, "review", "open");
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "reviews/AB-1/comment"),
	    "Dates are missing.", "it is still said");
	side_run(&s, "review", NULL);
	side_answer(&s, "a");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "reviews/AB-1/state"), "approved");
	cr_assert_str_eq(inspection_value(&s, "reviews/AB-1/comment"), "");
}

Test(engagement, other_words_are_no_review)
{
	cr_assert_not(side_run(&s, "review", "approval"));
	cr_assert_not(side_run(&s, "review", "splendid"));
	cr_assert_eq(s.changes.count, 0);
}

Test(engagement, the_rigor_is_one_to_three)
{
	side_run(&s, "rigor", NULL);
	cr_assert_str_eq(s.ask.initial, "1");
	side_answer(&s, "2");
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "session/rigor"), "2");
	cr_assert(side_has(side_show(&s, 30, 73, 0), "rigor 2"));
	cr_assert_not(side_run(&s, "rigor", "4"));
	cr_assert_not(side_run(&s, "rigor", "12"));
}

Test(engagement, a_period_has_two_days_in_order)
{
	cr_assert_not(side_run(&s, "period", "2026-07-06"));
	cr_assert_not(side_run(&s, "period", "2026-07-14 2026-07-06"));
	cr_assert_not(side_run(&s, "period", "2026-07-06 2026-02-30"));
	cr_assert_not(side_run(&s, "period", "soon later"));
	side_run(&s, "period", "2026-07-06 2026-07-14");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "session/period/begin"), "2026-07-06");
	side_run(&s, "period", NULL);
	cr_assert_str_eq(s.ask.initial, "2026-07-06 2026-07-14");
	side_answer(&s, "");
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "session/period/end"), "");
}

Test(engagement, tests_are_authorized_on_a_day_and_by_somebody)
{
	side_run(&s, "testing-authorized", NULL);
	cr_assert_str_eq(s.ask.initial, "2026-07-14", "today, to be changed");
	cr_assert_not(side_answer(&s, "tomorrow"));
	cr_assert(side_has(s.err.message, "is no day"));
	side_clear(&s);
	side_run(&s, "testing-authorized", "2026-07-13  C. Rossi");
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "session/testing/authorized"),
	    "2026-07-13");
	cr_assert_str_eq(
	    inspection_value(&s, "session/testing/by"), "C. Rossi");
	side_run(&s, "testing-authorized", NULL);
	cr_assert_str_eq(s.ask.initial, "2026-07-13 C. Rossi");
	side_answer(&s, "");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "session/testing/authorized"), "");
	cr_assert_str_eq(inspection_value(&s, "session/testing/by"), "");
}

Test(engagement, a_control_works_so_since_a_day)
{
	cr_assert_not(side_run(&s, "capability-since", "long"));
	side_clear(&s);
	side_run(&s, "capability-since", "2026-01-05");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "AB-1/capability/since"), "2026-01-05");
	side_run(&s, "capability-since", NULL);
	cr_assert_str_eq(s.ask.initial, "2026-01-05");
	side_answer(&s, "");
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "AB-1/capability/since"), "");
}
