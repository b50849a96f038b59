/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where the assessor is: stops, the way through what is open, paths. */

#include <config.h>

#include <stdlib.h>

#include "desk_pack.h"

Test(desk_spot, stops_run_from_level_0_to_the_end_and_back)
{
	static const char *const all[] = { "AB-1 L0", "AB-1 L1", "AB-1 1.1",
		"AB-1 1.2", "AB-1 L2", "AB-1 2.1", "AB-1 2.2", "AB-1 L3",
		"AB-1 L4", "AB-1 L5" };
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	struct spot spot = desk.spot;

	for (size_t i = 0; i < 10; i++) {
		desk_pack_expect_spot(&desk, spot, all[i]);
		cr_assert_eq(
		    desk_step(&desk, &spot, 1, true), i < 9, "%s", all[i]);
	}
	for (size_t i = 10; i-- > 0;) {
		desk_pack_expect_spot(&desk, spot, all[i]);
		cr_assert_eq(
		    desk_step(&desk, &spot, -1, true), i > 0, "%s", all[i]);
	}
	cr_assert(desk_step(&desk, &spot, 1, false), "");
	desk_pack_expect_spot(&desk, spot, "AB-1 1.1");
	for (int i = 0; i < 3; i++)
		cr_assert(desk_step(&desk, &spot, 1, false), "");
	desk_pack_expect_spot(&desk, spot, "AB-1 2.2");
	cr_assert_not(desk_step(&desk, &spot, 1, false), "the last criterion");
	desk_pack_expect_spot(&desk, spot, "AB-1 2.2");
	desk_pack_done(&pack, &desk);
}

Test(desk_spot, the_way_through_what_is_open_crosses_controls)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	struct spot spot = desk.spot;

	desk_pack_record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.2/state", "met");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.2/state", "met");
	desk_pack_record(&pack, &desk, "AB-2/criteria/2.3/state", "not met");
	cr_assert(desk_step_open(&desk, &spot, 1), "");
	desk_pack_expect_spot(&desk, spot, "AB-1 1.2");
	cr_assert(desk_step_open(&desk, &spot, 1), "");
	desk_pack_expect_spot(
	    &desk, spot, "AB-2 L2"); /* 67 %: waits for judgement */
	cr_assert(desk_step_open(&desk, &spot, -1), "");
	desk_pack_expect_spot(&desk, spot, "AB-1 1.2");
	cr_assert_not(desk_step_open(&desk, &spot, -1), "nothing before");
	desk_pack_expect_spot(&desk, spot, "AB-1 1.2");
	desk_pack_record(&pack, &desk, "AB-2/judged/2", "no");
	cr_assert_not(desk_step_open(&desk, &spot, 1), "AB-4 is withdrawn");
	desk_pack_record(&pack, &desk, "scope/controls/AB-4", "in");
	cr_assert(desk_step_open(&desk, &spot, 1), "taken in");
	desk_pack_expect_spot(&desk, spot, "AB-4 1.1");
	cr_assert_not(desk_step_open(&desk, &spot, 1), "nothing behind");
	desk_pack_done(&pack, &desk);
}

Test(desk_spot, a_control_opens_at_its_first_unanswered_criterion)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	desk_pack_expect_spot(&desk, desk_first_open(&desk, 0), "AB-1 1.1");
	desk_pack_record(&pack, &desk, "AB-1/criteria/1.1/state", "met");
	desk_pack_expect_spot(&desk, desk_first_open(&desk, 0), "AB-1 1.2");
	desk_pack_record(&pack, &desk, "AB-1/criteria/1.2/state", "met");
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.1/state", "met");
	desk_pack_record(&pack, &desk, "AB-1/criteria/2.2/state", "met");
	desk_pack_expect_spot(&desk, desk_first_open(&desk, 0), "AB-1 1.1");
	desk_pack_expect_spot(&desk, desk_first_open(&desk, 2), "AB-3 L0");
	desk_pack_done(&pack, &desk);
}

Test(desk_spot, going_somewhere_shows_it_in_the_tree)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	outline_fold_all(&desk.outline, false);
	desk.domain = 0;
	desk.last = desk.spot;
	desk_go(&desk, (struct spot){ SPOT_CRITERION, 1, 2, 2 });
	desk_pack_expect_spot(&desk, desk.spot, "AB-2 2.3");
	cr_assert_eq(desk.outline.visible_count, 5u, "unfolded");
	cr_assert_eq(desk.domain, CATALOG_NONE, "");
	cr_assert_eq(desk.last.control, CATALOG_NONE, "forgotten");
	desk_select(&desk, CATALOG_NONE);
	cr_assert_eq(desk.spot.control, CATALOG_NONE, "nowhere at all");
	cr_assert_not(desk_step(&desk, &desk.spot, 1, true), "");
	cr_assert_not(desk_step_open(&desk, &desk.spot, 1), "");
	desk_pack_done(&pack, &desk);
}

Test(desk_spot, a_spots_path_leads_back_to_the_spot)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	for (size_t control = 0; control < 4; control++) {
		struct spot spot = { .kind = SPOT_PERFORMED,
			.control = control };

		do {
			struct spot back;
			char *path = desk_path(&desk, spot);

			cr_assert(
			    desk_find_path(&desk, path, &back), "%s", path);
			cr_assert(spot_equal(spot, back), "%s", path);
			free(path);
		} while (desk_step(&desk, &spot, 1, true));
	}
	desk_pack_done(&pack, &desk);
}

static void
expect_found(const struct desk *desk, const char *path, const char *wanted)
{
	struct spot spot;
	bool found = desk_find_path(desk, path, &spot);

	cr_assert_eq(found, wanted != NULL, "%s", path);
	if (found)
		desk_pack_expect_spot(desk, spot, wanted);
}

Test(desk_spot, paths_of_every_kind_find_their_control)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	const char *key = catalog_string(pack.catalog, CRITERION_KEY,
	    desk_criterion(&desk, (struct spot){ SPOT_CRITERION, 1, 2, 1 }));
	char *link = xasprintf("links/E-1/AB-2/criteria/2.%s", key);

	expect_found(&desk, "AB-1/notes/abc/text", "AB-1 L0");
	expect_found(&desk, "AB-1/flags/review", "AB-1 L0");
	expect_found(&desk, "evidence/E-1/state", "AB-2 L0");
	expect_found(&desk, "links/E-1/AB-2", "AB-2 L0");
	expect_found(&desk, link, "AB-2 2.2");
	expect_found(&desk, "AB-2/criteria/2.00000000/state", NULL);
	expect_found(&desk, "AB-2/criteria/nonsense/state", NULL);
	expect_found(&desk, "evidence/EV-abc234/state", NULL);
	expect_found(&desk, "session/title", NULL);
	expect_found(&desk, "ZZ-9/performed", NULL);
	free(link);
	desk_pack_done(&pack, &desk);
}
