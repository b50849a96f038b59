/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What an item of evidence hangs on. */

#include <config.h>

#include "model/artifacts.h"

#include <stdlib.h>

#include "model/standing.h"
#include "register.h"

static const struct artifact_link *
link_at(const struct artifact *it, size_t i)
{
	cr_assert_lt(i, it->link_count, "%s has link %zu", it->id, i);
	return &it->links[i];
}

Test(artifact_links, a_request_supports_every_control_that_lists_it)
{
	struct reg it;

	reg_open(&it);
	const struct artifact *e = reg_item(&it, "E-1");

	cr_assert_eq(e->link_count, 2);
	cr_assert(link_at(e, 0)->implied && link_at(e, 0)->control == ONE);
	cr_assert(link_at(e, 1)->implied && link_at(e, 1)->control == TWO);
	cr_assert_str_eq(link_at(e, 1)->verdict, "supports");
	cr_assert_null(link_at(e, 1)->path);
	cr_assert_eq(reg_item(&it, "E-3")->link_count, 0, "nobody asks");
	reg_done(&it);
}

Test(artifact_links, a_recorded_link_to_the_control_stands_instead)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "links/E-1/AB-2", "not relevant");
	const struct artifact *e = reg_item(&it, "E-1");

	cr_assert_eq(e->link_count, 2);
	cr_assert_str_eq(link_at(e, 1)->verdict, "not relevant");
	cr_assert_str_eq(link_at(e, 1)->path, "links/E-1/AB-2");
	cr_assert_not(link_at(e, 1)->implied);
	reg_record(&it, "links/E-1/AB-2", NULL);
	cr_assert(link_at(reg_item(&it, "E-1"), 1)->implied, "as before");
	reg_done(&it);
}

Test(artifact_links, a_link_to_a_part_leaves_the_implied_one)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "links/E-1/AB-1/objectives/AB-1_A01", "contradicts");
	reg_record(&it, "links/E-1/AB-1/criteria/2.1", "partly");
	const struct artifact *e = reg_item(&it, "E-1");

	cr_assert_eq(e->link_count, 4);
	cr_assert(link_at(e, 0)->implied, "the whole first");
	cr_assert_eq(link_at(e, 1)->criterion,
	    catalog_child(it.pack.catalog, CLEVEL_CRITERIA,
	        catalog_control_level(it.pack.catalog, ONE, 2), 0));
	cr_assert_str_eq(link_at(e, 1)->verdict, "partly");
	cr_assert_eq(link_at(e, 2)->objective,
	    catalog_find(it.pack.catalog, TABLE_OBJECTIVE, "AB-1_A01"));
	cr_assert_eq(link_at(e, 3)->control, TWO);
	reg_done(&it);
}

Test(artifact_links, each_has_its_own_locator)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "links/E-1/AB-1/locator", "p. 4-7");
	reg_record(&it, "links/EV-aaaaaa/AB-1", "supports");
	reg_record(&it, "links/EV-aaaaaa/AB-1/locator", "p. 9");
	reg_record(&it, "links/EV-aaaaaa/AB-1/criteria/1.2", "supports");
	reg_record(&it, "links/EV-aaaaaa/AB-1/criteria/1.2/locator", "row 3");
	reg_record(&it, "links/EV-aaaaaa/AB-3/locator", "of no link");
	const struct artifact *own = reg_item(&it, "EV-aaaaaa");

	cr_assert_str_eq(link_at(reg_item(&it, "E-1"), 0)->locator, "p. 4-7",
	    "an implied link too");
	cr_assert_null(link_at(reg_item(&it, "E-1"), 1)->locator);
	cr_assert_eq(own->link_count, 2);
	cr_assert_str_eq(link_at(own, 0)->locator, "p. 9");
	cr_assert_str_eq(link_at(own, 1)->locator, "row 3");
	reg_done(&it);
}

Test(artifact_links, finds_those_to_one_control)
{
	struct reg it;
	size_t count;

	reg_open(&it);
	reg_record(&it, "links/EV-aaaaaa/AB-1", "supports");
	reg_record(&it, "links/EV-aaaaaa/AB-3", "partly");
	reg_record(&it, "links/EV-aaaaaa/AB-1/criteria/1.2", "supports");
	const struct artifact *own = reg_item(&it, "EV-aaaaaa");

	cr_assert_eq(artifact_links_to(own, ONE, &count), own->links);
	cr_assert_eq(count, 2);
	cr_assert_null(artifact_links_to(own, TWO, &count));
	cr_assert_eq(count, 0);
	cr_assert_str_eq(
	    artifact_links_to(own, THREE, &count)->verdict, "partly");
	reg_done(&it);
}

/* As another version of the pack left it: journals are applied unchecked. */
static void
record_unchecked(struct reg *it, const char *path, const char *value)
{
	struct commit commit = {
		.seq = session_commits(it->pack.session) + 1,
		.at = xstrdup("2026-07-14T09:30:00+02:00"),
		.by = xstrdup("J. Tester"),
		.changes = xcalloc(1, sizeof(struct recorded_change)),
		.count = 1,
	};

	commit.changes[0].path = xstrdup(path);
	commit.changes[0].value = xstrdup(value);
	session_apply_take(it->pack.session, &commit);
	artifacts_follow(it->artifacts, it->pack.session,
	    session_commit(
	        it->pack.session, session_commits(it->pack.session) - 1));
}

Test(artifact_links, what_this_pack_does_not_have_says_nothing)
{
	struct reg it;

	reg_open(&it);
	record_unchecked(
	    &it, "links/EV-aaaaaa/AB-1/criteria/1.00000000", "supports");
	record_unchecked(
	    &it, "links/EV-aaaaaa/AB-1/objectives/AB-1_A99", "partly");
	record_unchecked(&it, "links/EV-aaaaaa/ZZ-9", "supports");
	const struct artifact *own = reg_item(&it, "EV-aaaaaa");

	cr_assert_eq(own->link_count, 2, "none to the control that is gone");
	cr_assert(link_at(own, 0)->gone && link_at(own, 1)->gone);
	cr_assert_eq(link_at(own, 0)->control, ONE);
	reg_done(&it);
}

Test(artifact_links, are_in_scope_when_one_touches_a_control_that_counts)
{
	struct standing standings[3] = { 0 };
	struct reg it;

	reg_open(&it);
	for (int i = 0; i < 3; i++)
		standings[i].scope.state = SCOPE_OUT;
	cr_assert_not(artifact_in_scope(reg_item(&it, "E-1"), standings));
	standings[TWO].scope.state = SCOPE_IN;
	cr_assert(artifact_in_scope(reg_item(&it, "E-1"), standings));
	standings[TWO].designation = DESIGNATION_NOT_APPLICABLE;
	cr_assert_not(artifact_in_scope(reg_item(&it, "E-1"), standings));
	standings[TWO].designation = DESIGNATION_NONE;
	reg_record(&it, "links/E-1/AB-2", "not relevant");
	cr_assert_not(artifact_in_scope(reg_item(&it, "E-1"), standings));
	cr_assert_not(artifact_in_scope(reg_item(&it, "E-3"), standings),
	    "a request nobody has");
	reg_record(&it, "evidence/EV-aaaaaa/title", "Loose");
	cr_assert(artifact_in_scope(reg_item(&it, "EV-aaaaaa"), standings),
	    "one's own, before it is linked");
	reg_done(&it);
}
