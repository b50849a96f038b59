/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A slot typed as one line. */

#include <config.h>

#include "model/slot_line.h"

#include <stdlib.h>

#include "base/str.h"
#include "model/calendar.h"
#include "room.h"

static int
today(void)
{
	return day_parse("2026-07-14"); /* a Tuesday */
}

static void
expect_shown(const struct on_desk *it, const char *text, const char *wanted)
{
	struct slot_line line;
	struct str shown = { 0 };

	slot_line_parse(it->pack.session, text, today(), &line);
	slot_line_show(it->pack.session, &line, today(), &shown);
	cr_assert_str_eq(str_text(&shown), wanted, "%s: %s", text,
	    str_text(&shown));
	str_done(&shown);
	slot_line_done(&line);
}

Test(slot_line, day_time_minutes_title_people_and_place_are_told_apart)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "okafor", "B. Okafor");
	room_person(&it, "lind", "T. Lindqvist");
	expect_shown(&it,
	    "fri 9:30 90 service desk @okafor @lindqvist in room 4",
	    "Fri 17 Jul 09:30-11:00   service desk   B. Okafor, "
	    "T. Lindqvist   room 4");
	expect_shown(&it, "  17 jul   9:30-10:15 desk",
	    "Fri 17 Jul 09:30-10:15   desk");
	expect_shown(&it, "90min 14:00 fri login in practice in the hall",
	    "Fri 17 Jul 14:00-15:30   login in practice   the hall");
	expect_shown(&it, "1h30 desk", "90 min   desk");
	expect_shown(&it, "9:00 2h desk", "today 09:00-11:00   desk");
	expect_shown(&it, "desk of 90 people", "desk of 90 people");
	expect_shown(&it, "in room 4", "room 4");
	expect_shown(&it, "desk in", "desk in");
	expect_shown(&it, "", "");
	on_desk_done(&it);
}

Test(slot_line, odd_times_and_numbers_are_part_of_the_title)
{
	struct on_desk it;

	room_open(&it);
	expect_shown(&it, "25:00 desk", "25:00 desk");
	expect_shown(&it, "11:00-9:00 desk", "11:00-9:00 desk");
	expect_shown(&it, "0 desk", "0 desk");
	expect_shown(&it, "99999 desk", "99999 desk");
	expect_shown(&it, "1441 desk", "1441 desk");
	expect_shown(&it, "30 60 desk", "30 min   60 desk");
	on_desk_done(&it);
}

Test(slot_line, names_are_known_new_or_unclear)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "m1", "A. Meyer");
	room_person(&it, "m2", "J. Meyer");
	expect_shown(&it, "desk @meyer", "desk   meyer (which one?)");
	expect_shown(&it, "@new, @new desk", "desk   new (new)");
	expect_shown(&it, "desk @ x", "desk @ x");
	on_desk_done(&it);
}

Test(slot_line, a_slot_is_proposed_with_people_not_known_yet)
{
	struct on_desk it;
	struct slot_line line;
	struct changes changes = { 0 };
	const struct session *session;

	room_open(&it);
	session = it.pack.session;
	room_person(&it, "okafor", "B. Okafor");
	slot_line_parse(session, "fri 9:30 90 desk @okafor @stranger in hall",
	    today(), &line);
	char *id = slot_line_add(session, &changes, &line);

	cr_assert_gt(on_desk_apply(&it, &changes), 6, "all of it");
	cr_assert_str_eq(
	    session_getf(session, "slots/%s/title", id), "desk", "");
	cr_assert_str_eq(
	    session_getf(session, "slots/%s/day", id), "2026-07-17", "");
	cr_assert_str_eq(
	    session_getf(session, "slots/%s/time", id), "09:30", "");
	cr_assert_str_eq(
	    session_getf(session, "slots/%s/minutes", id), "90", "");
	cr_assert_str_eq(
	    session_getf(session, "slots/%s/place", id), "hall", "");
	cr_assert_str_eq(session_getf(session, "slots/%s/people/okafor", id),
	    "expected", "who comes");
	size_t people = 0;

	session_range(session, "people/", &people);
	cr_assert_eq(people, 2, "the stranger is on the list");
	free(id);
	slot_line_done(&line);
	on_desk_done(&it);
}
