/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Records: found in the session's map, made, changed and dropped. */

#include <config.h>

#include "model/records.h"

#include <stdlib.h>
#include <string.h>

#include "room.h"

Test(records, they_are_listed_once_each_whatever_their_fields)
{
	struct on_desk it;
	struct record_ids ids;

	room_open(&it);
	room_record(&it, "people/b-2/name", "B");
	room_record(&it, "people/b/name", "A");
	room_record(&it, "people/b/role", "consulted");
	for (int i = 0; i < 9; i++) {
		char *path = xasprintf("slots/day/people/p%d", i);

		room_record(&it, path, "expected");
		free(path);
	}
	records_list(it.pack.session, "people", &ids);
	cr_assert_eq(ids.count, 2, "%zu people", ids.count);
	cr_assert_str_eq(ids.ids[0], "b-2", "path order");
	cr_assert_str_eq(ids.ids[1], "b", "path order");
	record_ids_done(&ids);
	records_list(it.pack.session, "slots", &ids);
	cr_assert_eq(ids.count, 1, "%zu slots", ids.count);
	record_ids_done(&ids);
	records_list(it.pack.session, "statements", &ids);
	cr_assert_eq(ids.count, 0, "nothing said");
	record_ids_done(&ids);
	on_desk_done(&it);
}

Test(records, without_a_session_there_are_none)
{
	struct record_ids ids;
	char *id = record_new_id(NULL, "people");

	records_list(NULL, "people", &ids);
	cr_assert_eq(ids.count, 0, "none");
	record_ids_done(&ids);
	cr_assert_not(record_exists(NULL, "people", "a"), "none");
	cr_assert_null(record_get(NULL, "people", "a", "name"), "no name");
	cr_assert_eq(record_seq(NULL, "people", "a", "name"), 0, "no seq");
	cr_assert_eq(strlen(id), 6, "an id all the same: %s", id);
	free(id);
}

Test(records, a_field_is_what_is_recorded_or_else_the_fallback)
{
	struct on_desk it;

	room_open(&it);
	room_record(&it, "followups/a/text", "Ask.");
	room_record(&it, "followups/a/kind", "parked");
	const struct session *s = it.pack.session;

	cr_assert_str_eq(record_get(s, "followups", "a", "kind"), "parked", "");
	cr_assert_str_eq(record_get(s, "followups", "a", "state"), "open", "");
	cr_assert_null(record_get(s, "followups", "a", "due"), "no day");
	cr_assert_eq(record_seq(s, "followups", "a", "kind"), 2, "2nd commit");
	cr_assert_eq(record_seq(s, "followups", "a", "state"), 0, "fallback");
	cr_assert(record_exists(s, "followups", "a"), "there");
	cr_assert_not(record_exists(s, "followups", "aa"), "not there");
	cr_assert_not(record_exists(s, "followups", ""), "no id");
	cr_assert_not(record_exists(s, "followups", "a/text"), "no id");
	on_desk_done(&it);
}

Test(records, a_new_id_is_one_the_schema_takes)
{
	struct on_desk it;
	struct changes changes = { 0 };

	room_open(&it);
	char *a = record_new_id(it.pack.session, "statements");
	char *b = record_new_id(it.pack.session, "statements");

	cr_assert_str_neq(a, b, "two laptops never choose the same");
	record_set(&changes, "statements", a, "text", "Said.");
	record_set(&changes, "statements", a, "by", " \t");
	cr_assert_eq(on_desk_apply(&it, &changes), 1, "blank is nothing");
	cr_assert_str_eq(
	    record_get(it.pack.session, "statements", a, "text"), "Said.", "");
	free(a);
	free(b);
	on_desk_done(&it);
}

Test(records, dropping_one_takes_all_its_fields_and_comes_back_by_undo)
{
	struct on_desk it;
	struct changes changes = { 0 };

	room_open(&it);
	room_person(&it, "ann", "Ann");
	room_record(&it, "people/ann/domains/CD", "yes");
	room_person(&it, "ann-2", "Other");
	record_drop(it.pack.session, &changes, "people", "ann");
	cr_assert_eq(on_desk_apply(&it, &changes), 2, "both fields");
	cr_assert_not(record_exists(it.pack.session, "people", "ann"), "gone");
	cr_assert(record_exists(it.pack.session, "people", "ann-2"), "stays");
	on_desk_undo(&it);
	cr_assert(record_exists(it.pack.session, "people", "ann"), "back");
	record_drop(it.pack.session, &changes, "people", "nobody");
	cr_assert_eq(changes.count, 0, "nothing to drop");
	changes_done(&changes);
	on_desk_done(&it);
}

/* A pack that has lost the domain CD and the control CD-1. */
Test(records, what_a_new_pack_has_no_more_can_still_be_dropped)
{
	struct on_desk it, other;
	struct changes changes = { 0 };
	struct commit commit = { 0 };
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	struct err err = { 0 };

	room_open(&it);
	room_person(&it, "ann", "Ann");
	room_record(&it, "people/ann/domains/CD", "yes");
	room_record(&it, "slots/one/controls/CD-1", "yes");
	pack_begin(&other.pack);
	pack_control(&other.pack, "AB-1", "One.");
	on_desk_open(&other);
	cr_assert_eq(
	    session_orphans(it.pack.session, other.pack.catalog), 2, "");
	record_drop(it.pack.session, &changes, "people", "ann");
	record_drop(it.pack.session, &changes, "slots", "one");
	cr_assert(session_prepare(it.pack.session, other.pack.catalog, &changes,
	              &stamp, &commit, &err),
	    "%s", err.message);
	cr_assert_eq(commit.count, 3, "all three");
	commit_done(&commit);
	changes_done(&changes);
	on_desk_done(&other);
	on_desk_done(&it);
}

Test(records, records_of_the_room_are_no_orphans)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "ann", "Ann");
	room_record(&it, "people/ann/domains/CD", "yes");
	room_record(&it, "slots/one/people/ann", "here");
	room_record(&it, "slots/one/people/gone", "gone");
	room_record(&it, "slots/one/controls/AB-1", "yes");
	room_record(&it, "slots/one/running", "2026-07-14T09:30:00+02:00");
	room_record(&it, "statements/s/about", "AB-1/criteria/2.1");
	room_record(&it, "followups/f/about", "AB-1");
	room_record(&it, "AB-1/prompts/abc", "And then?");
	room_record(&it, "domains/AC/prompts/abc", "Who else?");
	cr_assert_eq(session_orphans(it.pack.session, it.pack.catalog), 0, "");
	on_desk_done(&it);
}
