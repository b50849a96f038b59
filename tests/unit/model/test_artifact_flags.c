/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What to look at in an item of evidence. Today is 14 July 2026. */

#include <config.h>

#include "model/artifacts.h"

#include "register.h"

static void
expect(const struct reg *it, unsigned flags, const char *why)
{
	cr_assert_eq(reg_item(it, "E-1")->flags, flags, "%s: %#x", why,
	    reg_item(it, "E-1")->flags);
}

Test(artifact_flags, overdue_is_what_is_still_to_come_after_its_day)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/due", "2026-07-14");
	reg_record(&it, "evidence/E-1/state", "requested");
	expect(&it, 0, "due today");
	reg_record(&it, "evidence/E-1/due", "2026-07-13");
	expect(&it, ARTIFACT_OVERDUE, "due yesterday");
	reg_record(&it, "evidence/E-1/state", "received");
	expect(&it, 0, "it came");
	reg_record(&it, "evidence/E-1/state", "rejected");
	expect(&it, ARTIFACT_OVERDUE, "and was no good");
	artifacts_read(it.artifacts, it.pack.session, 0, DAY_NONE);
	expect(&it, 0, "nobody knows the day");
	reg_done(&it);
}

Test(artifact_flags, expired_is_what_was_valid_until_a_day_before)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/state", "accepted");
	reg_record(&it, "evidence/E-1/valid until", "2026-07-14");
	expect(&it, 0, "its last day");
	artifacts_read(it.artifacts, it.pack.session, 0, it.today + 1);
	expect(&it, ARTIFACT_EXPIRED, "the day after");
	reg_record(&it, "evidence/E-1/state", "superseded");
	expect(&it, 0, "replaced by something else");
	reg_done(&it);
}

Test(artifact_flags, a_declaration_has_a_date_and_lasts_twelve_months)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/type", "third-party attestation");
	expect(&it, 0, "nothing is there yet");
	reg_record(&it, "evidence/E-1/state", "received");
	expect(&it, ARTIFACT_NO_DATE, "no date");
	reg_record(&it, "evidence/E-1/dated", "2025-07-14");
	expect(&it, 0, "a year ago");
	reg_record(&it, "evidence/E-1/dated", "2025-07-13");
	expect(&it, ARTIFACT_EXPIRED, "more than a year ago");
	reg_record(&it, "evidence/E-1/type", "policy");
	expect(&it, 0, "no declaration");
	reg_done(&it);
}

Test(artifact_flags, stale_is_a_period_long_before_the_sessions)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/period/end", "2025-06-29");
	expect(&it, 0, "the session has no period");
	reg_record(&it, "session/period/end", "2026-06-29");
	expect(&it, 0, "twelve months");
	reg_record(&it, "session/period/end", "2026-06-30");
	expect(&it, ARTIFACT_STALE, "more");
	reg_done(&it);
}

Test(artifact_flags, seen_on_site_takes_a_witness_and_a_place)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/state", "viewed on site");
	expect(&it, ARTIFACT_NO_WITNESS | ARTIFACT_NO_LOCATOR, "neither");
	reg_record(&it, "evidence/E-1/witness", "Ann");
	expect(&it, ARTIFACT_NO_LOCATOR, "a witness");
	reg_record(&it, "links/E-1/AB-1/locator", "screen 3");
	expect(&it, 0, "a place on a link");
	reg_record(&it, "links/E-1/AB-1/locator", NULL);
	reg_record(&it, "evidence/E-1/locator", "screen 3");
	expect(&it, 0, "a place");
	reg_done(&it);
}

Test(artifact_flags, drafts_contradictions_and_what_there_is_none_of)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/approval", "draft");
	expect(&it, ARTIFACT_DRAFT, "a draft");
	reg_record(&it, "evidence/E-1/approval", "approved");
	reg_record(&it, "links/E-1/AB-1/criteria/1.1", "contradicts");
	expect(&it, ARTIFACT_CONTRADICTS, "a link says so");
	reg_record(&it, "links/E-1/AB-1/criteria/1.1", NULL);
	reg_record(&it, "evidence/E-1/state", "not available");
	expect(&it, ARTIFACT_DEFICIENCY, "none exists");
	reg_done(&it);
}

Test(artifact_flags, are_said_one_after_another)
{
	struct str text = { 0 };
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/due", "2026-07-11");
	reg_record(&it, "evidence/E-1/approval", "draft");
	artifact_flags_add(reg_item(&it, "E-1"), it.today, &text);
	cr_assert_str_eq(str_text(&text), ", overdue 3 days, a draft");
	str_clear(&text);
	artifact_flags_add(reg_item(&it, "E-2"), it.today, &text);
	cr_assert_str_eq(str_text(&text), "");
	str_done(&text);
	reg_done(&it);
}

Test(artifact_flags, each_has_words)
{
	for (int i = 0; i < ARTIFACT_FLAGS; i++)
		cr_assert_neq(*artifact_flag_text((enum artifact_flag)(1 << i)),
		    '\0', "flag %d", i);
	cr_assert_str_eq(artifact_flag_text(ARTIFACT_DRAFT), "a draft");
}
