/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Statements: of a control, in order, and which are open. */

#include <config.h>

#include "model/statements.h"

#include <stdlib.h>
#include <string.h>

#include "model/records.h"
#include "room.h"

static void
say(struct on_desk *it, const char *id, const char *text, const char *about,
    const char *kind)
{
	struct changes changes = { 0 };

	record_set(&changes, "statements", id, "text", text);
	record_set(&changes, "statements", id, "about", about);
	record_set(&changes, "statements", id, "kind", kind);
	on_desk_apply(it, &changes);
}

static void
expect_about(const struct on_desk *it, const char *control, const char *wanted)
{
	struct statements said;
	struct str list = { 0 };

	statements_list(it->pack.session, control, &said);
	for (size_t i = 0; i < said.count; i++)
		str_printf(&list, "%s%s%s", i ? " " : "", said.items[i].id,
		    said.items[i].open ? "!" : "");
	cr_assert_str_eq(str_text(&list), wanted, "%s: %s",
	    control ? control : "all", str_text(&list));
	str_done(&list);
	statements_done(&said);
}

Test(statements, they_are_those_about_the_control_and_its_parts_oldest_first)
{
	struct on_desk it;

	room_open(&it);
	say(&it, "z", "First.", "AB-1", NULL);
	say(&it, "a", "Second.", "AB-1/criteria/2.1", NULL);
	say(&it, "m", "Third.", "AB-2", NULL);
	say(&it, "n", "About nothing.", NULL, NULL);
	expect_about(&it, "AB-1", "z a");
	expect_about(&it, "AB-2", "m");
	expect_about(&it, "AC-1", "");
	expect_about(&it, NULL, "z a m n");
	on_desk_done(&it);
}

Test(statements, what_is_not_recorded_has_its_usual_value)
{
	struct on_desk it;
	struct statements said;

	room_open(&it);
	say(&it, "a", "So.", "AB-1", NULL);
	room_record(&it, "statements/b/form", "verbatim");
	room_record(&it, "statements/b/audience", "client");
	room_record(&it, "statements/b/by", "okafor");
	statements_list(it.pack.session, NULL, &said);
	cr_assert_eq(said.count, 2, "");
	cr_assert_str_eq(said.items[0].kind, "affirmation", "");
	cr_assert_not(said.items[0].verbatim || said.items[0].client, "");
	cr_assert_null(said.items[0].by, "nobody");
	cr_assert_str_eq(said.items[1].text, "", "no text yet");
	cr_assert(said.items[1].verbatim && said.items[1].client, "");
	cr_assert_str_eq(said.items[1].by, "okafor", "");
	statements_done(&said);
	statements_list(NULL, NULL, &said);
	cr_assert_eq(said.count, 0, "no session");
	on_desk_done(&it);
}

Test(statements, a_contradiction_is_open_until_resolved_a_lead_until_requested)
{
	struct on_desk it;

	room_open(&it);
	say(&it, "a", "No.", "AB-1", "contradiction");
	say(&it, "b", "No.", "AB-2", "contradiction");
	say(&it, "c", "In the portal.", "AB-1", "lead");
	say(&it, "d", "Yes.", "AB-1", "denial");
	expect_about(&it, NULL, "a! b! c! d");
	cr_assert_eq(statements_contradictions(it.pack.session, NULL), 2, "");
	cr_assert_eq(statements_contradictions(it.pack.session, "AB-1"), 1, "");
	room_record(&it, "statements/a/resolved", "seen in the log");
	room_record(&it, "statements/c/request", "EV-abc234");
	expect_about(&it, NULL, "a b! c d");
	cr_assert_eq(statements_contradictions(it.pack.session, "AB-1"), 0, "");
	cr_assert_eq(statements_contradictions(NULL, NULL), 0, "");
	on_desk_done(&it);
}

Test(statements, kinds_turn_round)
{
	static const char *const kinds[] = { "affirmation", "denial", "lead",
		"contradiction", "opinion", "affirmation" };

	for (size_t i = 0; i + 1 < sizeof(kinds) / sizeof(*kinds); i++)
		cr_assert_str_eq(
		    statement_next_kind(kinds[i]), kinds[i + 1], "%zu", i);
	cr_assert_str_eq(statement_next_kind(NULL), "affirmation", "");
	cr_assert_str_eq(statement_next_kind("other"), "affirmation", "");
}
