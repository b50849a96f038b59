/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "fleet.h"
#include "panes/overview_rows.h"

static struct fleet f;
static struct overview_rows rows;

static void
begin(bool cars)
{
	fleet_begin(&f, cars, NULL);
	rows = (struct overview_rows){ .domain = CATALOG_NONE };
}

static void
done(void)
{
	overview_rows_done(&rows);
	fleet_done(&f);
}

static void
check_order(const size_t *wanted, size_t count)
{
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.count, count);
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(rows.items[i].row, wanted[i],
		    "row %zu is %zu, not %zu", i, rows.items[i].row,
		    wanted[i]);
}

TestSuite(overview_rows, .fini = done);

Test(overview_rows, controls_are_sorted_by_what_there_is_to_do)
{
	begin(true);
	fleet_conclude(&f);
	check_order((const size_t[]){ 0, 1, 2, 3 }, 4);
	rows.sort = OVERVIEW_BY_GAP;
	check_order((const size_t[]){ 1, 0, 2, 3 }, 4);
	rows.sort = OVERVIEW_BY_WEIGHT;
	check_order((const size_t[]){ 3, 1, 0, 2 }, 4);
	rows.sort = OVERVIEW_BY_LEFT;
	check_order((const size_t[]){ 2, 3, 0, 1 }, 4);
	rows.sort = OVERVIEW_BY_LEVEL;
	check_order((const size_t[]){ 1, 0, 2, 3 }, 4);
}

Test(overview_rows, domains_are_sorted_by_their_sums)
{
	begin(true);
	fleet_conclude(&f);
	rows.by_domain = true;
	check_order((const size_t[]){ 0, 1 }, 2);
	rows.sort = OVERVIEW_BY_LEFT;
	check_order((const size_t[]){ 1, 0 }, 2);
	rows.sort = OVERVIEW_BY_GAP;
	check_order((const size_t[]){ 0, 1 }, 2);
}

Test(overview_rows, what_does_not_count_comes_last_in_every_order)
{
	begin(false);
	fleet_conclude(&f);
	fleet_record(&f, "AB-2/designation", "not applicable");
	rows.sort = OVERVIEW_BY_WEIGHT;
	check_order((const size_t[]){ 0, 1 }, 2);
}

Test(overview_rows, a_request_counts_once_for_all_who_ask)
{
	begin(true);
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.evidence, 1);
	cr_assert_str_eq(rows.work.next_evidence, "E-1");
	cr_assert(rows.asked[0]);
	cr_assert_eq(rows.domain_evidence[0], 1);
	cr_assert_eq(rows.domain_evidence[1], 0);
	fleet_record(&f, "evidence/E-1/state", "accepted");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.evidence, 0);
	cr_assert_not(rows.asked[0]);
}

Test(overview_rows, an_item_of_ones_own_is_outstanding_while_it_is_asked_for)
{
	begin(true);
	fleet_record(&f, "links/EV-abc234/CD-1", "supports");
	fleet_record(&f, "evidence/EV-abc234/state", "requested");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.evidence, 2);
	cr_assert_eq(rows.domain_evidence[1], 1);
	fleet_record(&f, "evidence/EV-abc234/state", "viewed on site");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.evidence, 1);
}

Test(overview_rows, a_request_past_its_day_is_overdue)
{
	begin(false);
	fleet_record(&f, "evidence/E-1/due", "2026-07-14");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.overdue, 0);
	fleet_record(&f, "evidence/E-1/due", "2026-07-13");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.overdue, 1);
	cr_assert_str_eq(rows.work.overdue_item, "E-1");
	fleet_record(&f, "evidence/E-1/state", "received");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.overdue, 0, "it came");
}

Test(overview_rows, an_item_of_ones_own_is_due_and_overdue_too)
{
	begin(false);
	fleet_record(&f, "links/EV-aaaaaa/AB-1", "supports");
	fleet_record(&f, "evidence/EV-aaaaaa/state", "requested");
	fleet_record(&f, "evidence/EV-aaaaaa/due", "2026-07-17");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_str_eq(rows.work.due_item, "EV-aaaaaa");
	cr_assert_str_eq(rows.work.overdue_item, "");
	fleet_record(&f, "evidence/EV-aaaaaa/due", "2026-07-10");
	fleet_record(&f, "evidence/E-1/due", "2026-07-12");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.overdue, 2);
	cr_assert_str_eq(rows.work.overdue_item, "EV-aaaaaa", "the longest");
	cr_assert_str_eq(rows.work.due_item, "", "nothing else has a day");
}

Test(overview_rows, what_is_deficient_has_the_clocks_that_end_first)
{
	begin(true);
	fleet_record(&f, "CD-1/designation", "deficient");
	fleet_record(&f, "AB-2/objectives/AB-2_A01/designation", "deficient");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.deficient, 2);
	cr_assert_eq(rows.work.deficient_control, 1, "the first of one day");
	cr_assert_eq(rows.work.clocks.plan_limit,
	    rows.work.clocks.designated + PLAN_DAYS);
	rows.domain = 1;
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.deficient, 1);
	cr_assert_eq(rows.work.deficient_control, 2);
	fleet_record(&f, "CD-1/designation", "satisfactory");
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.deficient, 0);
}

Test(overview_rows, work_in_another_domain_is_not_this_ones)
{
	begin(true);
	fleet_record(&f, "AB-1/flags/review", "yes");
	rows.domain = 1;
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.flagged, 0);
	cr_assert_eq(rows.work.evidence, 0);
	rows.domain = 0;
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.work.flagged, 1);
	cr_assert_eq(rows.work.flagged_control, 0);
}

Test(overview_rows, a_session_that_did_not_change_is_not_summed_up_again)
{
	begin(true);
	overview_rows_refresh(&rows, &f.desk);
	const struct summary_sum *domains = rows.summary.domains;

	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(rows.summary.domains, domains);
	cr_assert_eq(overview_rows_place(&rows, &f.desk, 2), 2);
	rows.by_domain = true;
	overview_rows_refresh(&rows, &f.desk);
	cr_assert_eq(overview_rows_place(&rows, &f.desk, 2), 1);
}
