/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The desk in the room: who speaks, and which slot one is in. */

#include <config.h>

#include "room.h"

Test(desk_room, who_speaks_is_a_person_or_any_name)
{
	struct on_desk it;
	struct desk *desk = &it.desk;

	room_open(&it);
	desk_speak(desk, "ann");
	cr_assert_null(desk->speaker, "nobody of that id yet");
	cr_assert_str_eq(desk->said, "ann", "a name then");
	room_record(&it, "people/ann/name", "Ann Berg");
	desk_speak(desk, "ann");
	cr_assert_str_eq(desk->speaker, "ann", "");
	cr_assert_str_eq(desk->said, "Ann Berg", "");
	desk_speak(desk, desk->speaker);
	room_record(&it, "people/ann/name", "Anna Berg");
	cr_assert_str_eq(desk->said, "Anna Berg", "called otherwise now");
	room_record(&it, "people/ann/anonymous", "yes");
	cr_assert_str_eq(desk->said, "not attributed", "not to be named");
	desk_speak(desk, desk->said);
	cr_assert_null(desk->speaker, "a name");
	desk_speak(desk, "ann");
	room_record(&it, "people/ann/anonymous", NULL);
	room_record(&it, "people/ann/name", NULL);
	cr_assert(!desk->speaker && !desk->said, "gone");
	desk_speak(desk, "Bo");
	desk_speak(desk, NULL);
	cr_assert(!desk->speaker && !desk->said, "nobody");
	on_desk_done(&it);
}

Test(desk_room, the_slot_one_is_in_is_followed)
{
	struct on_desk it;
	struct desk *desk = &it.desk;

	room_open(&it);
	cr_assert_null(desk->slot, "none");
	room_record(&it, "slots/a/running", "2026-07-14T09:30:00+02:00");
	cr_assert_str_eq(desk->slot, "a", "it runs");
	room_record(&it, "slots/a/ended", "2026-07-14T10:30:00+02:00");
	cr_assert_null(desk->slot, "it is over");
	room_record(&it, "slots/a/ended", NULL);
	desk_set_session(desk, NULL);
	cr_assert_null(desk->slot, "no session");
	desk_set_session(desk, it.pack.session);
	cr_assert_str_eq(desk->slot, "a", "as recorded");
	on_desk_done(&it);
}
