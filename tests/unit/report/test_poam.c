/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The plan of action and milestones as a document. */

#include <config.h>

#include "report/reports.h"

#include "reported.h"

static void
open_plan(struct reported *it)
{
	reported_open(it);
	reported_set(it, "people/al/name", "A. Lind");
	reported_set(it, "people/al/position", "CISO");
	reported_set(it, "people/al/contact", "0170 PRIVATE");
	reported_set(it, "AB-1/objectives/AB-1_A01/designation", "deficient");
	reported_set(
	    it, "findings/aaaaaa/about", "AB-1/objectives/AB-1_A01");
	reported_set(it, "findings/aaaaaa/condition", "It is <b>not</b> so.");
	reported_set(it, "findings/aaaaaa/owner", "al");
	reported_set(it, "findings/aaaaaa/affects", "people, process");
	reported_set(it, "findings/aaaaaa/plan", "first this\n# then that");
	reported_set(it, "findings/aaaaaa/due", "2026-09-30");
}

static void
expect(struct reported *it, const char *text)
{
	cr_assert(reported_has(it, "poam", text), "the plan has: %s", text);
}

Test(poam, a_deficiency_has_the_seven_fields)
{
	struct reported it;

	open_plan(&it);
	expect(&it, "F-01 AB-1 One, in");
	expect(&it, "Deficient control");
	expect(&it, "It is \\<b\\>not\\</b\\> so.");
	expect(&it, "people, process");
	expect(&it, "A. Lind, CISO, 0170 PRIVATE");
	expect(&it, "first this");
	expect(&it, "Wed 30 Sep 2026");
	expect(&it, "not completed");
	it.view.client = true;
	expect(&it, "A. Lind, CISO");
	cr_assert(!reported_has(&it, "poam", "PRIVATE"), "for the client");
	char *text = reported_make(&it, "poam");

	cr_assert(!strstr(text, "\n# then"), "a plan makes no heading");
	cr_assert(!strstr(text, "<b>"), "nor tags");
	free(text);
	reported_done(&it);
}

Test(poam, the_clock_runs_for_180_days)
{
	struct reported it;

	open_plan(&it);
	expect(&it, "Sun 10 Jan 2027, 180 days left");
	expect(&it, "1 open, 0 behind the 180-day limit");
	reported_set(&it, "findings/aaaaaa/due", "2027-03-01");
	expect(&it, "it is scheduled for later than that");
	desk_set_today(&it.on.desk, day_parse("2027-01-10"));
	expect(&it, "Sun 10 Jan 2027, 0 days left");
	desk_set_today(&it.on.desk, day_parse("2027-01-11"));
	expect(&it, "Sun 10 Jan 2027, passed");
	expect(&it, "1 open, 1 behind the 180-day limit");
	reported_set(&it, "findings/aaaaaa/state", "completed");
	reported_set(&it, "findings/aaaaaa/completed", "2027-01-05");
	expect(&it, "0 open, 0 behind the 180-day limit");
	expect(&it, "Tue 5 Jan 2027");
	reported_done(&it);
}

Test(poam, what_is_not_recorded_is_said_to_be_missing)
{
	struct reported it;

	reported_open(&it);
	expect(&it, "0 deficiencies");
	reported_set(&it, "AB-2/designation", "deficient");
	expect(&it, "1 deficiency more is a candidate");
	it.view.client = true;
	cr_assert(!reported_has(&it, "poam", "candidate"), "for the client");
	reported_set(&it, "findings/aaaaaa/about", "AB-2");
	expect(&it, "1 deficiency, 1 open");
	expect(&it, "not set");
	reported_done(&it);
}
