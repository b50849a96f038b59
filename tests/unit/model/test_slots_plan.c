/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The agenda: who may answer, how much time there is, and nothing twice. */

#include <config.h>

#include "model/slots.h"

#include <stdlib.h>
#include <string.h>

#include "room.h"

/* A slot of some minutes with one person of its own. */
static void
make_slot(struct on_desk *it, const char *id, const char *minutes,
    const char *role, const char *domain)
{
	struct changes changes = { 0 };
	char *paths[] = { xasprintf("slots/%s/minutes", id),
		xasprintf("slots/%s/people/p-%s", id, id),
		xasprintf("people/p-%s/name", id),
		xasprintf("people/p-%s/role", id) };
	const char *const values[] = { minutes, "expected", id, role };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		changes_add(&changes, paths[i], values[i], NULL);
		free(paths[i]);
	}
	if (domain) {
		char *path = xasprintf("people/p-%s/domains/%s", id, domain);

		changes_add(&changes, path, "yes", NULL);
		free(path);
	}
	on_desk_apply(it, &changes);
}

/* Plans, records it, and compares "CONTROL:slot ...". */
static void
expect_plan(struct on_desk *it, const char *wanted)
{
	const struct catalog *c = it->pack.catalog;
	struct changes changes = { 0 }, again = { 0 };
	struct str out = { 0 };
	size_t placed = slots_plan(&it->desk, &changes);

	cr_assert_eq(slots_plan(&it->desk, &again), placed, "the same again");
	for (size_t i = 0; i < changes.count; i++)
		cr_assert_str_eq(
		    changes.items[i].path, again.items[i].path, "%zu", i);
	changes_done(&again);
	cr_assert_eq(on_desk_apply(it, &changes), placed, "one change each");
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		const char *id = catalog_string(c, CONTROL_ID, i);
		char *slot = slots_of_control(it->pack.session, id);

		if (slot)
			str_printf(
			    &out, "%s%s:%s", out.len ? " " : "", id, slot);
		free(slot);
	}
	cr_assert_str_eq(str_text(&out), wanted, "%s", str_text(&out));
	str_done(&out);
	cr_assert_eq(slots_plan(&it->desk, &changes), 0, "nothing is left");
	changes_done(&changes);
}

Test(slots_plan, without_slots_or_people_nothing_is_placed)
{
	struct on_desk it;

	room_open(&it);
	expect_plan(&it, "");
	room_record(&it, "slots/a/minutes", "60");
	expect_plan(&it, "");
	make_slot(&it, "b", "60", NULL, "CD");
	room_record(&it, "slots/b/people/p-b", "gone");
	expect_plan(&it, "");
	on_desk_done(&it);
}

Test(slots_plan, controls_go_to_whom_may_answer_their_domain)
{
	struct on_desk it;

	room_open(&it);
	make_slot(&it, "ab", "60", NULL, "AB");
	make_slot(&it, "cd", "60", NULL, "CD");
	expect_plan(&it, "AB-1:ab AB-2:ab AC-1:ab CD-1:cd CD-2:cd");
	on_desk_done(&it);
}

Test(slots_plan, what_nobody_may_answer_stays_without)
{
	struct on_desk it;

	room_open(&it);
	make_slot(&it, "ac", "60", NULL, "AC");
	expect_plan(&it, "AC-1:ac");
	on_desk_done(&it);
}

Test(slots_plan, those_accountable_or_responsible_go_first)
{
	struct on_desk it;

	room_open(&it);
	make_slot(&it, "a", "240", "supportive", NULL);
	make_slot(&it, "b", "30", "responsible", "AB");
	make_slot(&it, "c", "30", "accountable", "CD");
	expect_plan(&it, "AB-1:b AB-2:b AC-1:b CD-1:c CD-2:c");
	on_desk_done(&it);
}

Test(slots_plan, domains_stay_together_and_share_the_time)
{
	struct on_desk it;

	room_open(&it);
	make_slot(&it, "a", "60", NULL, NULL);
	make_slot(&it, "b", "60", NULL, NULL);
	make_slot(&it, "c", "60", NULL, NULL);
	expect_plan(&it, "AB-1:a AB-2:a AC-1:b CD-1:c CD-2:c");
	on_desk_done(&it);
}

Test(slots_plan, longer_slots_take_more)
{
	struct on_desk it;

	room_open(&it);
	make_slot(&it, "a", "30", NULL, NULL);
	make_slot(&it, "b", "120", NULL, NULL);
	expect_plan(&it, "AB-1:b AB-2:b AC-1:b CD-1:a CD-2:a");
	on_desk_done(&it);
}

Test(slots_plan, what_has_a_slot_stays_and_what_does_not_count_is_left_out)
{
	struct on_desk it;

	room_open(&it);
	make_slot(&it, "a", "60", NULL, NULL);
	make_slot(&it, "old", "60", NULL, NULL);
	room_record(&it, "slots/old/controls/CD-1", "yes");
	room_record(&it, "slots/old/ended", "2026-07-14T09:00:00+02:00");
	on_desk_record(&it, "scope/controls/AB-2", "out", "not theirs");
	on_desk_record(
	    &it, "AC-1/designation", "not applicable", "no accents here");
	expect_plan(&it, "AB-1:a CD-1:old CD-2:a");
	on_desk_done(&it);
}

/* Forty controls of one domain on four slots: each has its share, and each
 * slot's controls follow one another. */
Test(slots_plan, a_large_domain_is_cut_into_runs)
{
	struct on_desk it;
	struct changes changes = { 0 };

	pack_begin(&it.pack);
	for (int i = 1; i <= 40; i++) {
		char id[16];

		snprintf(id, sizeof(id), "AB-%02d", i);
		pack_criteria(
		    &it.pack, pack_control(&it.pack, id, "One."), "22");
	}
	on_desk_open(&it);
	for (char id[] = "a"; *id <= 'd'; ++*id)
		make_slot(&it, id, "60", NULL, NULL);
	cr_assert_eq(slots_plan(&it.desk, &changes), 40, "all");
	on_desk_apply(&it, &changes);
	for (char id[] = "a"; *id <= 'd'; ++*id) {
		size_t *controls, count;

		slot_controls(
		    it.pack.session, it.pack.catalog, id, &controls, &count);
		cr_assert_eq(count, 10, "slot %s has %zu", id, count);
		cr_assert_eq(controls[9] - controls[0], 9, "one run");
		free(controls);
	}
	on_desk_done(&it);
}
