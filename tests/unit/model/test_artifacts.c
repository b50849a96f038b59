/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The register: what there is, by id and by control, kept current. */

#include <config.h>

#include "model/artifacts.h"

#include <stdlib.h>
#include <string.h>

#include "register.h"

Test(artifacts, has_the_packs_requests_then_ones_own_by_id)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/EV-bbbbbb/title", "Second");
	reg_record(&it, "evidence/EV-aaaaaa/title", "First");
	static const char *const want[] = { "E-1", "E-2", "E-3", "EV-aaaaaa",
		"EV-bbbbbb" };

	cr_assert_eq(artifacts_count(it.artifacts), 5);
	for (size_t i = 0; i < 5; i++)
		cr_assert_str_eq(artifacts_at(it.artifacts, i)->id, want[i]);
	cr_assert_str_eq(
	    artifacts_at(it.artifacts, E_1)->title, "Request number 1");
	cr_assert_eq(artifacts_at(it.artifacts, E_1)->row, E_1);
	cr_assert_str_eq(artifacts_at(it.artifacts, 3)->title, "First");
	cr_assert_eq(artifacts_at(it.artifacts, 3)->row, CATALOG_NONE);
	cr_assert_eq(artifacts_find(it.artifacts, "ev-Bbbbbb"), 4, "any case");
	cr_assert_eq(artifacts_find(it.artifacts, "EV-cccccc"), CATALOG_NONE);
	cr_assert_eq(artifacts_find(it.artifacts, NULL), CATALOG_NONE);
	reg_done(&it);
}

Test(artifacts, stands_without_a_session)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/EV-aaaaaa/title", "First");
	artifacts_read(it.artifacts, NULL, 0, DAY_NONE);
	cr_assert_eq(artifacts_count(it.artifacts), 3);
	cr_assert_eq(
	    reg_item(&it, "E-1")->state, EVIDENCE_NOT_REQUESTED, "default");
	cr_assert_eq(reg_item(&it, "E-1")->link_count, 2, "the pack's");
	reg_done(&it);
}

static void
expect_of_control(const struct reg *it, size_t control, const char *want)
{
	struct str have = { 0 };
	size_t count;
	const size_t *at = artifacts_of_control(it->artifacts, control, &count);

	for (size_t i = 0; i < count; i++)
		str_printf(&have, "%s%s", i ? " " : "",
		    artifacts_at(it->artifacts, at[i])->id);
	cr_assert_str_eq(str_text(&have), want, "control %zu", control);
	str_done(&have);
}

Test(artifacts, gives_those_of_a_control_its_packs_requests_first)
{
	struct reg it;

	reg_open(&it);
	expect_of_control(&it, TWO, "E-2 E-1");
	expect_of_control(&it, THREE, "");
	reg_record(&it, "links/EV-bbbbbb/AB-2", "supports");
	reg_record(&it, "links/EV-aaaaaa/AB-2/criteria/1.2", "partly");
	reg_record(&it, "links/EV-aaaaaa/AB-1/objectives/AB-1_A01", "partly");
	reg_record(&it, "links/E-3/AB-2", "supports");
	expect_of_control(&it, TWO, "E-2 E-1 E-3 EV-aaaaaa EV-bbbbbb");
	expect_of_control(&it, ONE, "E-1 EV-aaaaaa");
	expect_of_control(&it, CATALOG_NONE, "");
	reg_record(&it, "links/E-1/AB-2", "not relevant");
	expect_of_control(&it, TWO, "E-2 E-1 E-3 EV-aaaaaa EV-bbbbbb");
	reg_record(&it, "links/EV-aaaaaa/AB-2/criteria/1.2", NULL);
	expect_of_control(&it, TWO, "E-2 E-1 E-3 EV-bbbbbb");
	reg_done(&it);
}

Test(artifacts, an_item_goes_with_the_last_that_is_recorded_of_it)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/EV-aaaaaa/title", "First");
	reg_record(&it, "links/EV-aaaaaa/AB-3", "supports");
	reg_record(&it, "links/EV-zzzzzz/AB-3", "supports");
	expect_of_control(&it, THREE, "EV-aaaaaa EV-zzzzzz");
	reg_record(&it, "evidence/EV-aaaaaa/title", NULL);
	expect_of_control(&it, THREE, "EV-aaaaaa EV-zzzzzz");
	reg_record(&it, "links/EV-aaaaaa/AB-3", NULL);
	expect_of_control(&it, THREE, "EV-zzzzzz");
	cr_assert_eq(artifacts_count(it.artifacts), 4);
	cr_assert_eq(artifacts_find(it.artifacts, "EV-zzzzzz"), 3);
	reg_done(&it);
}

Test(artifacts, from_whom_is_who_was_asked_until_it_came)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/provided by", "Bo");
	cr_assert_str_eq(reg_item(&it, "E-1")->person, "Bo");
	reg_record(&it, "evidence/E-1/requested from", "Ann");
	reg_record(&it, "evidence/E-1/due", "2026-07-17");
	cr_assert_str_eq(reg_item(&it, "E-1")->person, "Ann");
	cr_assert_eq(reg_item(&it, "E-1")->due, day_parse("2026-07-17"));
	reg_record(&it, "evidence/E-1/state", "received");
	cr_assert_str_eq(reg_item(&it, "E-1")->person, "Bo");
	cr_assert_null(reg_item(&it, "E-2")->person);
	cr_assert_eq(reg_item(&it, "E-2")->due, DAY_NONE);
	reg_done(&it);
}

Test(artifacts, an_own_item_that_answers_a_request_leaves_it_as_it_is)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/EV-aaaaaa/request", "E-1");
	reg_record(&it, "evidence/EV-aaaaaa/state", "accepted");
	cr_assert_eq(reg_item(&it, "EV-aaaaaa")->request, E_1);
	cr_assert_eq(
	    reg_item(&it, "EV-aaaaaa")->link_count, 0, "its own alone");
	cr_assert_eq(reg_item(&it, "E-1")->state, EVIDENCE_NOT_REQUESTED);
	cr_assert_eq(reg_item(&it, "E-1")->request, CATALOG_NONE);
	reg_done(&it);
}

static void
expect_same_item(const struct artifact *have, const struct artifact *want)
{
	cr_assert_str_eq(have->id, want->id);
	cr_assert(have->row == want->row && have->state == want->state &&
	              have->due == want->due && have->flags == want->flags &&
	              have->request == want->request,
	    "the facts of %s", want->id);
	cr_assert_str_eq(have->title, want->title);
	cr_assert(str_equal(have->person, want->person), "%s", want->id);
	cr_assert_eq(have->link_count, want->link_count, "%s", want->id);
	for (size_t i = 0; i < want->link_count; i++) {
		const struct artifact_link *x = &have->links[i];
		const struct artifact_link *y = &want->links[i];

		cr_assert(x->control == y->control &&
		              x->objective == y->objective &&
		              x->criterion == y->criterion &&
		              x->implied == y->implied && x->gone == y->gone &&
		              str_equal(x->path, y->path) &&
		              str_equal(x->verdict, y->verdict) &&
		              str_equal(x->locator, y->locator),
		    "link %zu of %s", i, want->id);
	}
}

static void
expect_as_read_anew(const struct reg *it)
{
	struct artifacts *fresh = artifacts_new(it->pack.catalog);

	artifacts_read(fresh, it->pack.session, 0, it->today);
	cr_assert_eq(artifacts_count(it->artifacts), artifacts_count(fresh));
	for (size_t i = 0; i < artifacts_count(fresh); i++)
		expect_same_item(
		    artifacts_at(it->artifacts, i), artifacts_at(fresh, i));
	for (size_t i = 0; i < catalog_rows(it->pack.catalog, TABLE_CONTROL);
	     i++) {
		size_t have, want;
		const size_t *x = artifacts_of_control(it->artifacts, i, &have);
		const size_t *y = artifacts_of_control(fresh, i, &want);

		cr_assert_eq(have, want, "control %zu", i);
		for (size_t j = 0; j < want; j++)
			cr_assert_eq(x[j], y[j], "control %zu", i);
	}
	artifacts_free(fresh);
}

/* A value for one of many paths, or that it goes. */
static void
change_at_random(struct changes *changes, unsigned *seed)
{
	static const char *const ids[] = { "E-1", "E-2", "E-3", "EV-aaaaab",
		"EV-aaaaaa", "EV-zzzzzz", "EV-bbbbbb", "EV-cccccc" };
	static const char *const tails[][2] = {
		{ "/state", "received" },
		{ "/title", "A title" },
		{ "/due", "2026-07-01" },
		{ "/approval", "draft" },
		{ "/requested from", "Ann" },
		{ "/AB-1", "supports" },
		{ "/AB-1/locator", "p. 4" },
		{ "/AB-2", "contradicts" },
		{ "/AB-3", "not relevant" },
		{ "/AB-1/criteria/2.1", "partly" },
		{ "/AB-1/criteria/2.1/locator", "row 3" },
		{ "/AB-1/objectives/AB-1_A01", "supports" },
	};
	enum { FIELDS = 5, TAILS = sizeof(tails) / sizeof(*tails) };
	size_t tail = (size_t)rand_r(seed) % TAILS;
	char *path = xasprintf("%s/%s%s", tail < FIELDS ? "evidence" : "links",
	    ids[(size_t)rand_r(seed) % 8], tails[tail][0]);
	bool twice = false;

	for (size_t i = 0; i < changes->count; i++)
		twice |= str_equal(changes->items[i].path, path);
	if (!twice)
		changes_add(changes, path,
		    rand_r(seed) % 3 ? tails[tail][1] : NULL, NULL);
	free(path);
}

static void
take(struct reg *it, struct commit *commit)
{
	if (!commit->count) {
		commit_done(commit);
		return;
	}
	session_apply_take(it->pack.session, commit);
	artifacts_follow(it->artifacts, it->pack.session,
	    session_commit(
	        it->pack.session, session_commits(it->pack.session) - 1));
}

Test(artifacts, follows_every_commit_as_if_read_anew)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	unsigned seed = 5;
	struct reg it;

	reg_open(&it);
	for (int i = 0; i < 1500; i++) {
		struct changes changes = { 0 };
		struct commit commit = { 0 };
		struct err err = { 0 };

		for (int j = rand_r(&seed) % 4; j >= 0; j--)
			change_at_random(&changes, &seed);
		if (rand_r(&seed) % 5 == 0 &&
		    session_prepare_undo(it.pack.session, &stamp, &commit))
			take(&it, &commit);
		cr_assert(session_prepare(it.pack.session, it.pack.catalog,
		              &changes, &stamp, &commit, &err),
		    "%s", err.message);
		take(&it, &commit);
		changes_done(&changes);
		expect_as_read_anew(&it);
	}
	reg_done(&it);
}

Test(artifacts, follows_a_commit_of_very_many_items)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	struct changes changes = { 0 };
	struct commit commit = { 0 };
	struct err err = { 0 };
	struct reg it;

	reg_open(&it);
	for (int i = 0; i < 100; i++) {
		char *path = xasprintf(
		    "links/EV-aaaa%c%c/AB-3", 'a' + i / 20, 'a' + i % 20);

		changes_add(&changes, path, "supports", NULL);
		free(path);
	}
	cr_assert(session_prepare(it.pack.session, it.pack.catalog, &changes,
	              &stamp, &commit, &err),
	    "%s", err.message);
	take(&it, &commit);
	cr_assert_eq(artifacts_count(it.artifacts), 103);
	expect_as_read_anew(&it);
	cr_assert(session_prepare_undo(it.pack.session, &stamp, &commit));
	take(&it, &commit);
	cr_assert_eq(artifacts_count(it.artifacts), 3);
	expect_as_read_anew(&it);
	changes_done(&changes);
	reg_done(&it);
}

Test(artifacts, shows_titles_in_the_language_given)
{
	struct pack pack;

	pack_begin(&pack);
	size_t row = builder_child(pack.builder, PACK_EVIDENCE, 0);

	builder_text(pack.builder, EVIDENCE_ID, row, "E-1");
	builder_text(pack.builder, EVIDENCE_TITLE, row, "A list");
	builder_overlay(
	    pack.builder, "de", EVIDENCE_TITLE, row, 0, "Eine Liste");
	pack_finish(&pack);
	struct artifacts *artifacts = artifacts_new(pack.catalog);

	artifacts_read(artifacts, pack.session,
	    catalog_find_language(pack.catalog, "de"), DAY_NONE);
	cr_assert_str_eq(artifacts_at(artifacts, 0)->title, "Eine Liste");
	artifacts_free(artifacts);
	pack_done(&pack);
}
