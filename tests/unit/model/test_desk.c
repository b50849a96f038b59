/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The desk: what is open, what is shown, and ratings kept current. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "desk_pack.h"
#include "model/calendar.h"

static void
expect_standing(
    const struct standing *have, const struct standing *want, size_t i)
{
	cr_assert(have->scope.state == want->scope.state &&
	              have->objectives == want->objectives &&
	              have->methods == want->methods &&
	              have->rigor == want->rigor,
	    "scope and objectives of control %zu", i);
	cr_assert_arr_eq(have->by, want->by, sizeof(have->by), "%zu", i);
	cr_assert(
	    have->designation == want->designation &&
	        have->concluded == want->concluded &&
	        have->stale == want->stale && have->review == want->review &&
	        have->copied == want->copied &&
	        have->recheck == want->recheck && have->gap == want->gap &&
	        have->warnings == want->warnings,
	    "standing of control %zu", i);
}

static size_t
answered_of(const struct desk *desk)
{
	size_t answered, of;

	desk_progress(desk, &answered, &of);
	return answered;
}

static size_t
of_of(const struct desk *desk)
{
	size_t answered, of;

	desk_progress(desk, &answered, &of);
	return of;
}

/* Are the desk's ratings those that a fresh look gives? */
static void
expect_current(const struct pack *pack, const struct desk *desk)
{
	struct desk fresh;

	desk_init(&fresh, pack->catalog);
	desk_set_session(&fresh, pack->session);
	cr_assert_eq(answered_of(desk), answered_of(&fresh), "answered");
	cr_assert_eq(of_of(desk), of_of(&fresh), "of");
	for (size_t i = 0; i < catalog_rows(pack->catalog, TABLE_CONTROL);
	     i++) {
		const struct rating *have = desk_rating(desk, i);
		const struct rating *want = desk_rating(&fresh, i);

		cr_assert(
		    have->answered == want->answered &&
		        have->maturity.low == want->maturity.low &&
		        have->maturity.high == want->maturity.high &&
		        have->supported == want->supported &&
		        have->target_effective == want->target_effective &&
		        have->flagged == want->flagged,
		    "control %zu", i);
		expect_standing(
		    desk_standing(desk, i), desk_standing(&fresh, i), i);
	}
	desk_done(&fresh);
}

Test(desk, it_begins_at_the_first_control_with_nothing_answered)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	cr_assert_eq(desk.spot.control, 0u, "");
	cr_assert_eq(desk.spot.kind, SPOT_PERFORMED, "");
	cr_assert_eq(answered_of(&desk), 0u, "");
	cr_assert_eq(of_of(&desk), 7u, "of active controls: %zu", of_of(&desk));
	desk_set_session(&desk, NULL);
	cr_assert_eq(of_of(&desk), 7u, "without a session too");
	desk_pack_done(&pack, &desk);
}

Test(desk, ratings_follow_every_change_wide_or_narrow)
{
	static const char *const changes[][2] = {
		{ "AB-1/criteria/1.1/state", "met" },
		{ "AB-1/criteria/1.2/state", "partial" },
		{ "AB-4/criteria/1.1/state", "met" },
		{ "AB-2/criteria/2.1/state", "met" },
		{ "AB-2/criteria/2.2/state", "met" },
		{ "AB-2/criteria/2.3/state", "not met" },
		{ "AB-2/judged/2", "yes" },
		{ "evidence/E-1/state", "accepted" },
		{ "links/E-1/AB-2", "supports" },
		{ "links/EV-abc234/AB-1", "supports" },
		{ "domains/AB/target", "3" },
		{ "session/target", "2" },
		{ "AB-2/flags/review", "yes" },
		{ "AB-1/criteria/1.1/state", NULL },
		{ "AB-1/performed", "no" },
		{ "evidence/E-1/state", NULL },
		{ "evidence/EV-abc234/state", "viewed on site" },
		{ "evidence/EV-abc234/title", "A list" },
		{ "AB-1/objectives/AB-1_A01/designation", "deficient" },
		{ "AB-1/objectives/AB-1_A01/methods", "test" },
		{ "AB-1/concluded", "2" },
		{ "AB-1/concluded/shown", "no" },
		{ "AB-1/target", "1" },
		{ "session/rigor", "2" },
		{ "session/title", "Nordwerk" },
		{ "AB-3/designation", "satisfactory" },
		{ "scope/frameworks/act", "yes" },
		{ "scope/rule", "weight>=5" },
		{ "scope/controls/AB-1", "inherited" },
		{ "scope/controls/AB-1/declared", "2025-01-01" },
		{ "scope/controls/AB-4", "in" },
		{ "reviews/AB-1/state", "returned" },
		{ "AB-2/criteria/2.1/copied", "AB-1" },
		{ "AB-1/criteria/2.1/state", "partial" },
		{ "scope/rule", NULL },
		{ "scope/frameworks/act", NULL },
		{ "AB-1/designation", "not applicable" },
		{ "links/EV-abc234/AB-1", NULL },
		{ "session/rigor", NULL },
	};
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		desk_pack_record(&pack, &desk, changes[i][0], changes[i][1]);
		expect_current(&pack, &desk);
	}
	desk_pack_done(&pack, &desk);
}

Test(desk, a_copy_follows_its_source_in_another_control)
{
	struct pack pack;
	struct desk desk;

	pack_begin(&pack);
	for (int i = 1; i <= 2; i++) {
		char id[16];

		snprintf(id, sizeof(id), "AB-%d", i);
		pack_criterion(&pack,
		    pack_level(&pack, pack_control(&pack, id, "It."), 2),
		    "The same for all.");
	}
	pack_finish(&pack);
	desk_init(&desk, pack.catalog);
	desk_set_session(&desk, pack.session);
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.1/copied", "AB-1");
	cr_assert_eq(desk_standing(&desk, 1)->recheck, 0u, "as its source");
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.1/state", "not met");
	cr_assert_eq(desk_standing(&desk, 1)->recheck, 1u, "to be asked");
	expect_current(&pack, &desk);
	desk_pack_done(&pack, &desk);
}

Test(desk, progress_is_of_what_counts)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	desk_pack_record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	cr_assert(answered_of(&desk) == 1 && of_of(&desk) == 7, "");
	desk_pack_record(&pack, &desk, "scope/controls/AB-2", "out");
	cr_assert_eq(of_of(&desk), 4u, "without AB-2: %zu", of_of(&desk));
	desk_pack_record(&pack, &desk, "AB-1/designation", "not applicable");
	cr_assert(answered_of(&desk) == 0 && of_of(&desk) == 0, "nor AB-1");
	desk_pack_record(&pack, &desk, "scope/controls/AB-4", "in");
	cr_assert_eq(of_of(&desk), 1u, "what is withdrawn may be taken in");
	desk_pack_done(&pack, &desk);
}

Test(desk, what_day_it_is_makes_declarations_old)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	desk_pack_record(&pack, &desk, "scope/controls/AB-1", "inherited");
	desk_pack_record(
	    &pack, &desk, "scope/controls/AB-1/declared", "2025-07-14");
	cr_assert_not(desk_standing(&desk, 0)->scope.declaration_old, "");
	desk_set_today(&desk, day_parse("2026-07-15"));
	cr_assert(desk_standing(&desk, 0)->scope.declaration_old, "");
	desk_set_session(&desk, pack.session);
	cr_assert(desk_standing(&desk, 0)->scope.declaration_old, "kept");
	desk_pack_done(&pack, &desk);
}

Test(desk, levels_read_short_and_clear)
{
	struct pack pack;
	struct desk desk;
	char text[16];

	desk_pack_open(&pack, &desk);
	desk_level_text(&desk, 0, text);
	cr_assert_str_eq(text, "-", "untouched: %s", text);
	desk_pack_record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	desk_level_text(&desk, 0, text);
	cr_assert_str_eq(text, "0-2", "%s", text);
	desk_pack_record(&pack, &desk, "AB-1/criteria/1.2/state", "met");
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.2/state", "met");
	desk_level_text(&desk, 0, text);
	cr_assert_str_eq(text, "2", "%s", text);
	desk_level_text(&desk, 3, text);
	cr_assert_str_eq(text, "n/a", "withdrawn: %s", text);
	desk_pack_done(&pack, &desk);
}

Test(desk, its_words_are_its_own)
{
	struct pack pack;
	struct desk desk;
	char text[] = "R. Meier";

	desk_pack_open(&pack, &desk);
	desk_set(&desk.said, text);
	text[0] = 'x';
	cr_assert_str_eq(desk.said, "R. Meier", "a copy");
	desk_set(&desk.said, desk.said);
	cr_assert_str_eq(desk.said, "R. Meier", "itself");
	desk_set(&desk.said, NULL);
	cr_assert_null(desk.said, "");
	desk_pack_done(&pack, &desk);
}

static void
expect_shown(
    const struct pack *pack, const struct desk *desk, const char *wanted)
{
	const struct outline *o = &desk->outline;
	struct str list = { 0 };

	for (size_t i = 0; i < o->visible_count; i++) {
		const struct outline_node *node = &o->nodes[o->visible[i]];

		if (node->kind == OUTLINE_CONTROL)
			str_printf(&list, "%s%s", list.len ? " " : "",
			    catalog_string(
			        pack->catalog, CONTROL_ID, node->row));
	}
	cr_assert_str_eq(str_text(&list), wanted, "%s", str_text(&list));
	str_done(&list);
}

Test(desk, a_filter_narrows_and_the_selected_control_stays)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	desk_pack_open(&pack, &desk);
	cr_assert(desk_set_filter(&desk, " ab-2 ", &err), "");
	cr_assert_str_eq(desk_filter(&desk), "ab-2", "");
	cr_assert_eq(desk.found, 1u, "");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	cr_assert_not(desk_filter_holds(&desk), "for AB-1");
	desk_select(&desk, 1);
	expect_shown(&pack, &desk, "AB-2");
	cr_assert(desk_filter_holds(&desk), "");
	/* a search may lead anywhere */
	desk_select(&desk, 2);
	expect_shown(&pack, &desk, "AB-2 AB-3");
	cr_assert(desk_set_filter(&desk, "", &err), "");
	cr_assert_null(desk_filter(&desk), "");
	expect_shown(&pack, &desk, "AB-1 AB-2 AB-3 AB-4");
	desk_pack_done(&pack, &desk);
}

Test(desk, a_wrong_filter_changes_nothing)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	desk_pack_open(&pack, &desk);
	desk_set_filter(&desk, "ab-2", &err);
	cr_assert_not(desk_set_filter(&desk, "zebra:1", &err), "");
	cr_assert_str_eq(desk_filter(&desk), "ab-2", "");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	err_done(&err);
	desk_pack_done(&pack, &desk);
}

Test(desk, what_was_finished_stays_until_another_control_is_selected)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	desk_pack_open(&pack, &desk);
	desk_select(&desk, 1);
	cr_assert(desk_set_filter(&desk, "open", &err), "");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.2/state", "met");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.3/state", "met");
	expect_shown(&pack, &desk, "AB-1 AB-2");
	desk_select(&desk, 0);
	expect_shown(&pack, &desk, "AB-1");
	cr_assert_eq(desk.found, 1u, "");
	desk_pack_done(&pack, &desk);
}

Test(desk, the_walk_to_what_is_open_stays_in_the_filter)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };
	struct spot spot = { .kind = SPOT_PERFORMED, .control = 1 };

	desk_pack_open(&pack, &desk);
	desk_select(&desk, 1);
	cr_assert(desk_set_filter(&desk, "ab-2", &err), "");
	cr_assert(desk_step_open(&desk, &spot, 1), "");
	cr_assert_eq(spot.control, 1u, "");
	spot = (struct spot){ .kind = SPOT_PERFORMED, .control = 1 };
	cr_assert_not(desk_step_open(&desk, &spot, -1), "AB-1 is left out");
	desk_pack_done(&pack, &desk);
}

Test(desk, a_domain_shows_its_first_control_in_the_filter)
{
	struct pack pack;
	struct desk desk;
	struct err err = { 0 };

	desk_pack_open(&pack, &desk);
	desk_select(&desk, 1);
	cr_assert(desk_set_filter(&desk, "ab-2", &err), "");
	desk_select_domain(&desk, 0);
	cr_assert_eq(desk.spot.control, 1u, "");
	cr_assert_eq(desk.domain, 0u, "");
	desk_pack_done(&pack, &desk);
}

/* A value for a path of the register, or that it goes. */
static void
record_at_random(struct pack *pack, struct desk *desk, unsigned *seed)
{
	static const char *const ids[] = { "E-1", "EV-aaaaaa", "EV-bbbbbb" };
	static const char *const tails[][2] = {
		{ "/state", "accepted" },
		{ "/state", "viewed on site" },
		{ "/state", "rejected" },
		{ "/approval", "draft" },
		{ "/type", "first-party declaration" },
		{ "/dated", "2020-01-01" },
		{ "/method", "test" },
		{ "/AB-1", "supports" },
		{ "/AB-2", "not relevant" },
		{ "/AB-2/locator", "supports" },
		{ "/AB-1/criteria/1.1", "supports" },
		{ "/AB-1/criteria/2.2", "partly" },
		{ "/AB-1/objectives/AB-1_A01", "contradicts" },
	};
	enum { FIELDS = 7, TAILS = sizeof(tails) / sizeof(*tails) };
	size_t tail = (size_t)rand_r(seed) % TAILS;
	char *path = xasprintf("%s/%s%s", tail < FIELDS ? "evidence" : "links",
	    ids[(size_t)rand_r(seed) % 3], tails[tail][0]);

	desk_pack_record(
	    pack, desk, path, rand_r(seed) % 4 ? tails[tail][1] : NULL);
	free(path);
}

Test(desk, what_hangs_on_controls_is_followed_as_if_read_anew)
{
	unsigned seed = 7;
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	for (int i = 1; i <= 2; i++)
		for (int j = 1; j <= 2; j++) {
			char path[64];

			snprintf(path, sizeof(path),
			    "AB-1/criteria/%d.%d/state", i, j);
			desk_pack_record(&pack, &desk, path, "met");
		}
	for (int i = 0; i < 400; i++) {
		record_at_random(&pack, &desk, &seed);
		expect_current(&pack, &desk);
		for (size_t j = 0; j < 2; j++) {
			struct rating want = { 0 };

			rating_compute(pack.catalog, pack.session, j, &want);
			const struct rating *have = desk_rating(&desk, j);

			cr_assert_str_eq(have->draft, want.draft);
			cr_assert_str_eq(have->declaration, want.declaration);
			cr_assert_eq(have->methods, want.methods);
			cr_assert_eq(have->declared, want.declared);
		}
	}
	desk_pack_done(&pack, &desk);
}
