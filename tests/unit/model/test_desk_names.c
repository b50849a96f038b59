/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Paths in words, those of the room too, and the controls they lead to. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "desk_pack.h"
#include "room.h"

static void
expect_name(const struct on_desk *it, const char *path, const char *wanted)
{
	char *name = desk_path_name(&it->desk, path);

	cr_assert_str_eq(name, wanted, "%s: %s", path, name);
	free(name);
}

Test(desk_names, paths_have_names_for_people)
{
	struct pack pack;
	struct desk desk;

	desk_pack_open(&pack, &desk);
	char *state =
	    desk_path(&desk, (struct spot){ SPOT_CRITERION, 1, 2, 1 });
	char *note = xasprintf(
	    "%.*snote", (int)(strlen(state) - strlen("state")), state);
	const char *const rows[][2] = {
		{ state, "AB-2 2.2" },
		{ note, "AB-2 2.2 note" },
		{ "AB-2/judged/2", "AB-2 L2" },
		{ "AB-2/performed", "AB-2 performed" },
		{ "AB-2/notes/abc/text", "AB-2 note" },
		{ "evidence/E-1/state", "E-1 state" },
		{ "links/E-1/AB-2", "E-1 AB-2" },
		{ "domains/AB/target", "AB target" },
		{ "session/title", "session title" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *name = desk_path_name(&desk, rows[i][0]);

		cr_assert_str_eq(name, rows[i][1], "%s: %s", rows[i][0], name);
		free(name);
	}
	free(state);
	free(note);
	desk_pack_done(&pack, &desk);
}

Test(desk_names, people_and_slots_are_called_as_one_knows_them)
{
	struct on_desk it;

	room_open(&it);
	expect_name(&it, "people/tl/name", "people tl");
	room_person(&it, "tl", "T. Lindqvist");
	room_record(&it, "slots/s/day", "2026-07-14");
	room_record(&it, "slots/a/title", "Later");
	expect_name(&it, "people/tl/name", "people T. Lindqvist");
	expect_name(&it, "people/tl/role", "people T. Lindqvist role");
	expect_name(&it, "people/tl/domains/AB", "people T. Lindqvist AB");
	expect_name(&it, "slots/s/minutes", "slot 1 minutes");
	expect_name(&it, "slots/a/controls/AB-1", "slot 2 AB-1");
	expect_name(&it, "slots/a/people/tl", "slot 2 T. Lindqvist");
	expect_name(&it, "slots/gone/title", "slot gone title");
	on_desk_done(&it);
}

Test(desk_names, statements_and_follow_ups_are_called_by_what_they_are_about)
{
	struct on_desk it;

	room_open(&it);
	room_record(&it, "statements/s/about", "AB-1/criteria/2.1");
	room_record(&it, "statements/t/text", "Said.");
	room_record(&it, "followups/f/about", "CD-1");
	expect_name(&it, "statements/s/text", "statement AB-1 2.1");
	expect_name(&it, "statements/s/kind", "statement AB-1 2.1 kind");
	expect_name(&it, "statements/t/text", "statement t");
	expect_name(&it, "followups/f/text", "follow-up CD-1");
	expect_name(&it, "followups/f/state", "follow-up CD-1 state");
	expect_name(&it, "AB-1/prompts/abc", "AB-1 prompt");
	expect_name(&it, "domains/AB/prompts/abc", "AB prompt");
	on_desk_done(&it);
}

Test(desk_names, what_is_said_leads_to_the_control_it_is_about)
{
	struct on_desk it;
	struct spot spot;

	room_open(&it);
	room_record(&it, "statements/s/about", "AB-1/criteria/2.2");
	room_record(&it, "statements/t/text", "Said.");
	room_record(&it, "followups/f/about", "CD-1");
	size_t cd = catalog_find(it.pack.catalog, TABLE_CONTROL, "CD-1");

	cr_assert(desk_find_path(&it.desk, "statements/s/text", &spot), "");
	cr_assert(spot_equal(spot, (struct spot){ SPOT_CRITERION, 0, 2, 1 }),
	    "the criterion");
	cr_assert(desk_find_path(&it.desk, "followups/f/state", &spot), "");
	cr_assert_eq(spot.control, cd, "");
	cr_assert(desk_find_path(&it.desk, "slots/s/controls/CD-1", &spot), "");
	cr_assert_eq(spot.control, cd, "");
	cr_assert_not(
	    desk_find_path(&it.desk, "statements/t/text", &spot), "nothing");
	cr_assert_not(desk_find_path(&it.desk, "slots/s/title", &spot), "");
	cr_assert_not(desk_find_path(&it.desk, "people/tl/name", &spot), "");
	on_desk_done(&it);
}
