/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Slots: their order, people, controls and clocks. */

#include <config.h>

#include "model/slots.h"

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "model/records.h"
#include "room.h"

static const char nine[] = "2026-07-14T09:00:00+02:00";
static const char half_past[] = "2026-07-14T09:30:00+02:00";
static const char ten[] = "2026-07-14T10:00:00+02:00";

static void
expect_slots(const struct on_desk *it, const char *wanted)
{
	struct slots slots;
	struct str out = { 0 };

	slots_list(it->pack.session, &slots);
	for (size_t i = 0; i < slots.count; i++) {
		const struct slot *slot = &slots.items[i];

		str_printf(&out, "%s%s%s%s%s", i ? " " : "", slot->id,
		    slot->running ? "*" : "", slot->begun ? "+" : "",
		    slot->ended ? "." : "");
		cr_assert_eq(
		    slots_number(it->pack.session, slot->id), i + 1, "");
	}
	cr_assert_str_eq(str_text(&out), wanted, "%s", str_text(&out));
	str_done(&out);
	slots_done(&slots);
}

static void
expect_current(const struct on_desk *it, const char *wanted)
{
	char *slot = slots_current(it->pack.session);

	cr_assert(str_equal(slot, wanted), "%s", slot ? slot : "none");
	cr_assert(str_equal(it->desk.slot, wanted), "the desk knows it");
	free(slot);
}

Test(slots, they_stand_in_order_of_day_and_time)
{
	struct on_desk it;
	struct slots slots;

	room_open(&it);
	room_record(&it, "slots/a/title", "Some time");
	room_record(&it, "slots/b/day", "2026-07-15");
	room_record(&it, "slots/c/day", "2026-07-14");
	room_record(&it, "slots/d/day", "2026-07-14");
	room_record(&it, "slots/d/time", "14:00");
	room_record(&it, "slots/e/day", "2026-07-14");
	room_record(&it, "slots/e/time", "9:30");
	room_record(&it, "slots/e/minutes", "90");
	room_record(&it, "slots/e/place", "Room 2");
	expect_slots(&it, "e d c b a");
	slots_list(it.pack.session, &slots);
	cr_assert_eq(slots.items[0].begin, 9 * 60 + 30, "");
	cr_assert_eq(slots.items[0].minutes, 90, "");
	cr_assert_str_eq(slots.items[0].place, "Room 2", "");
	cr_assert_eq(slots.items[2].begin, -1, "no time");
	cr_assert_eq(slots.items[4].day, DAY_NONE, "no day");
	slots_done(&slots);
	cr_assert_eq(slots_number(it.pack.session, "zz"), 0, "no such");
	cr_assert_eq(slots_number(NULL, "a"), 0, "no session");
	on_desk_done(&it);
}

Test(slots, starting_one_stops_the_other_and_lets_people_in)
{
	struct on_desk it;
	struct changes changes = { 0 };

	room_open(&it);
	room_record(&it, "slots/a/people/ann", "expected");
	room_record(&it, "slots/a/people/bob", "gone");
	room_record(&it, "slots/b/title", "B");
	expect_current(&it, NULL);
	slot_start(it.pack.session, &changes, "a", nine);
	cr_assert_eq(on_desk_apply(&it, &changes), 2, "clock and person");
	expect_current(&it, "a");
	cr_assert_str_eq(
	    record_get(it.pack.session, "slots", "a", "people/ann"), "here",
	    "");
	cr_assert_str_eq(
	    record_get(it.pack.session, "slots", "a", "people/bob"), "gone",
	    "");
	slot_start(it.pack.session, &changes, "a", half_past);
	cr_assert_eq(changes.count, 0, "it runs already");
	slot_start(it.pack.session, &changes, "b", half_past);
	on_desk_apply(&it, &changes);
	expect_current(&it, "b");
	cr_assert_str_eq(
	    record_get(it.pack.session, "slots", "a", "spent"), "1800", "");
	expect_slots(&it, "a+ b*+");
	slot_pause(it.pack.session, &changes, "b", ten);
	on_desk_apply(&it, &changes);
	expect_current(&it, "b");
	slot_end(it.pack.session, &changes, "b", ten);
	on_desk_apply(&it, &changes);
	expect_slots(&it, "a+ b+.");
	expect_current(&it, "a");
	slot_start(it.pack.session, &changes, "b", ten);
	on_desk_apply(&it, &changes);
	expect_slots(&it, "a+ b*+");
	on_desk_undo(&it);
	expect_current(&it, "a");
	on_desk_done(&it);
}

Test(slots, the_clock_adds_up_over_pauses)
{
	struct on_desk it;
	struct changes changes = { 0 };
	struct slot_clock clock;

	room_open(&it);
	room_record(&it, "slots/a/minutes", "90");
	slot_start(it.pack.session, &changes, "a", nine);
	on_desk_apply(&it, &changes);
	slot_clock(&it.desk, "a", moment_seconds(half_past), &clock);
	cr_assert(clock.running && clock.elapsed == 1800, "");
	slot_pause(it.pack.session, &changes, "a", half_past);
	on_desk_apply(&it, &changes);
	slot_clock(&it.desk, "a", moment_seconds(ten), &clock);
	cr_assert(!clock.running && clock.elapsed == 1800, "it stands");
	cr_assert(clock.planned == 5400 && clock.left == 3600, "");
	slot_start(it.pack.session, &changes, "a", half_past);
	on_desk_apply(&it, &changes);
	slot_clock(&it.desk, "a", moment_seconds(ten), &clock);
	cr_assert_eq(clock.elapsed, 3600, "");
	slot_clock(&it.desk, "a", moment_seconds(nine), &clock);
	cr_assert_eq(clock.elapsed, 1800, "a clock set back takes nothing");
	slot_clock(&it.desk, "a", 0, &clock);
	cr_assert_eq(clock.elapsed, 1800, "no time known");
	slot_end(it.pack.session, &changes, "a", "2026-07-14T11:00:00+02:00");
	on_desk_apply(&it, &changes);
	slot_clock(&it.desk, "a", moment_seconds(ten), &clock);
	cr_assert(clock.elapsed == 7200 && clock.left == -1800, "over time");
	on_desk_done(&it);
}

Test(slots, a_clock_that_ran_for_days_is_still_accepted)
{
	struct on_desk it;
	struct changes changes = { 0 };

	room_open(&it);
	room_record(&it, "slots/a/title", "A");
	slot_start(it.pack.session, &changes, "a", nine);
	on_desk_apply(&it, &changes);
	slot_end(it.pack.session, &changes, "a", "2026-07-19T11:00:00+02:00");
	on_desk_apply(&it, &changes);
	cr_assert_str_eq(
	    record_get(it.pack.session, "slots", "a", "spent"), "86400", "");
	on_desk_done(&it);
}

Test(slots, pace_is_time_left_by_items_left_of_controls_that_count)
{
	struct on_desk it;
	struct slot_clock clock;

	room_open(&it);
	room_record(&it, "slots/a/minutes", "10");
	slot_clock(&it.desk, "a", 0, &clock);
	cr_assert_eq(clock.pace, -1, "nothing to ask");
	room_record(&it, "slots/a/controls/AB-1", "yes");
	room_record(&it, "slots/a/controls/AC-1", "yes");
	room_record(&it, "slots/a/controls/CD-1", "yes");
	on_desk_record(&it, "scope/controls/CD-1", "out", "not theirs");
	room_record(&it, "AB-1/criteria/1.1/state", "met");
	slot_clock(&it.desk, "a", 0, &clock);
	cr_assert_eq(clock.items, 9, "%zu", clock.items);
	cr_assert_eq(clock.items_left, 8, "%zu", clock.items_left);
	cr_assert_eq(clock.controls_left, 2, "%zu", clock.controls_left);
	cr_assert_eq(clock.pace, 75, "%lld", clock.pace);
	room_record(&it, "slots/a/spent", "600");
	slot_clock(&it.desk, "a", 0, &clock);
	cr_assert_eq(clock.pace, -1, "no time is left");
	slot_clock(&it.desk, "zz", 0, &clock);
	cr_assert(clock.pace == -1 && !clock.items, "no such slot");
	on_desk_done(&it);
}

Test(slots, people_are_in_order_of_their_names)
{
	struct on_desk it;
	struct slot_people people;

	room_open(&it);
	room_person(&it, "x", "Anna");
	room_person(&it, "a", "Zoe");
	room_record(&it, "slots/s/people/a", "here");
	room_record(&it, "slots/s/people/x", "expected");
	room_record(&it, "slots/s/people/mike", "gone");
	slot_people(it.pack.session, "s", &people);
	cr_assert_eq(people.count, 3, "");
	cr_assert_str_eq(people.items[0].id, "x", "Anna");
	cr_assert_str_eq(people.items[1].id, "mike", "no name: the id");
	cr_assert_str_eq(people.items[2].presence, "here", "Zoe");
	slot_people_done(&people);
	slot_people(it.pack.session, "none", &people);
	cr_assert_eq(people.count, 0, "");
	on_desk_done(&it);
}

Test(slots, a_control_is_moved_from_whichever_has_it)
{
	struct on_desk it;
	struct changes changes = { 0 };
	size_t *controls, count;
	char *slot;

	room_open(&it);
	room_record(&it, "slots/a/controls/AC-1", "yes");
	room_record(&it, "slots/a/controls/AB-2", "yes");
	room_record(&it, "slots/b/title", "B");
	slot_controls(it.pack.session, it.pack.catalog, "a", &controls, &count);
	cr_assert(count == 2 && controls[0] < controls[1], "natural order");
	free(controls);
	slot_move_control(it.pack.session, &changes, "AB-2", "b");
	cr_assert_eq(on_desk_apply(&it, &changes), 2, "out of one, into one");
	slot = slots_of_control(it.pack.session, "AB-2");
	cr_assert_str_eq(slot, "b", "");
	free(slot);
	slot_move_control(it.pack.session, &changes, "AB-2", "b");
	cr_assert_eq(changes.count, 0, "there already");
	slot_move_control(it.pack.session, &changes, "AB-2", NULL);
	on_desk_apply(&it, &changes);
	cr_assert_null(slots_of_control(it.pack.session, "AB-2"), "nowhere");
	cr_assert_null(slots_of_control(NULL, "AB-2"), "no session");
	on_desk_done(&it);
}
