/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Follow-ups: in order of urgency, and read from a line. */

#include <config.h>

#include "model/followups.h"

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "model/records.h"
#include "room.h"

static void
expect_list(const struct on_desk *it, const char *control, const char *wanted)
{
	struct followups list;
	struct str ids = { 0 };

	followups_list(it->pack.session, control, &list);
	for (size_t i = 0; i < list.count; i++)
		str_printf(&ids, "%s%s", i ? " " : "", list.items[i].id);
	cr_assert_str_eq(str_text(&ids), wanted, "%s: %s",
	    control ? control : "all", str_text(&ids));
	str_done(&ids);
	followups_done(&list);
}

static void
promise(struct on_desk *it, const char *id, const char *about, const char *due,
    const char *state)
{
	struct changes changes = { 0 };

	record_set(&changes, "followups", id, "text", "Something.");
	record_set(&changes, "followups", id, "about", about);
	record_set(&changes, "followups", id, "due", due);
	record_set(&changes, "followups", id, "state", state);
	on_desk_apply(it, &changes);
}

Test(followups, open_ones_come_first_by_day_then_as_they_came_up)
{
	struct on_desk it;

	room_open(&it);
	promise(&it, "done", "AB-1", "2026-07-01", "done");
	promise(&it, "some", "AB-1/criteria/2.1", NULL, NULL);
	promise(&it, "late", "AB-2", "2026-08-01", NULL);
	promise(&it, "any", "AB-1", NULL, "open");
	promise(&it, "soon", "AB-1", "2026-07-17", NULL);
	expect_list(&it, NULL, "soon late some any done");
	expect_list(&it, "AB-1", "soon some any done");
	expect_list(&it, "CD-1", "");
	on_desk_done(&it);
}

Test(followups, they_say_what_is_recorded_and_what_is_usual)
{
	struct on_desk it;
	struct followups list;

	room_open(&it);
	promise(&it, "a", NULL, NULL, NULL);
	room_record(&it, "followups/b/kind", "parked");
	room_record(&it, "followups/b/person", "Somebody");
	room_record(&it, "followups/b/due", "2026-07-17");
	followups_list(it.pack.session, NULL, &list);
	const struct followup *b = &list.items[0], *a = &list.items[1];

	cr_assert_str_eq(a->text, "Something.", "");
	cr_assert(a->open && !a->parked && a->due == DAY_NONE, "");
	cr_assert_str_eq(a->state, "open", "");
	cr_assert(b->open && b->parked, "");
	cr_assert_eq(b->due, day_parse("2026-07-17"), "");
	cr_assert_null(b->text, "no text yet");
	cr_assert_str_eq(b->person, "Somebody", "");
	followups_done(&list);
	cr_assert_eq(followups_open(it.pack.session, true), 1, "parked");
	cr_assert_eq(followups_open(it.pack.session, false), 1, "not parked");
	room_record(&it, "followups/b/state", "dropped");
	cr_assert_eq(followups_open(it.pack.session, true), 0, "dropped");
	cr_assert_eq(followups_open(NULL, true), 0, "no session");
	on_desk_done(&it);
}

/* "what|whom|when|shown" of a line, typed on a Tuesday. */
static void
expect_line(const struct on_desk *it, const char *typed, const char *wanted)
{
	int today = day_parse("2026-07-14");
	struct followup_line line;
	struct str out = { 0 };
	char day[16] = "-";

	followup_parse(it->pack.session, typed, today, &line);
	if (line.due != DAY_NONE)
		day_text(line.due, day);
	str_printf(
	    &out, "%s|%s|%s|", line.text, line.person ? line.person : "-", day);
	followup_line_show(it->pack.session, &line, today, &out);
	cr_assert_str_eq(
	    str_text(&out), wanted, "\"%s\": %s", typed, str_text(&out));
	str_done(&out);
	followup_line_done(&line);
}

Test(followups, a_line_says_what_whom_and_by_when)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "tl", "T. Lindqvist");
	room_person(&it, "bo", "B. Okafor");
	expect_line(&it, "run book billing @lindqvist fri",
	    "run book billing|tl|2026-07-17|"
	    "run book billing   T. Lindqvist   Fri 17 Jul");
	expect_line(&it, "run book fri @oka",
	    "run book|bo|2026-07-17|"
	    "run book   B. Okafor   "
	    "Fri 17 Jul");
	expect_line(&it, "@t. lind  show   it 17 jul 2027",
	    "show it|tl|2027-07-17|"
	    "show it   T. Lindqvist   Sat 17 Jul 2027");
	expect_line(&it, "logs @service-desk tomorrow",
	    "logs|service-desk|2026-07-15|logs   service-desk   tomorrow");
	on_desk_done(&it);
}

Test(followups, what_means_neither_stays_in_the_text)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "a1", "Anna Berg");
	room_person(&it, "a2", "Anna Holm");
	expect_line(&it, "clarify 3.2", "clarify 3.2|-|-|clarify 3.2");
	expect_line(&it, "mail a@b.example",
	    "mail a@b.example|-|-|"
	    "mail a@b.example");
	expect_line(&it, "fri", "fri|-|-|fri");
	expect_line(&it, "", "|-|-|");
	expect_line(&it, "at @ desk", "at @ desk|-|-|at @ desk");
	expect_line(&it, "which @anna", "which|anna|-|which   anna");
	expect_line(&it, "which @anna h", "which|a2|-|which   Anna Holm");
	expect_line(&it, "17 jul backup", "17 jul backup|-|-|17 jul backup");
	on_desk_done(&it);
}
