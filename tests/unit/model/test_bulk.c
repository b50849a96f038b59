/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "model/bulk.h"

#include <criterion/criterion.h>

#include "on_desk.h"

static enum criterion_state
state(const struct on_desk *it, int level, size_t n)
{
	return desk_state(
	    &it->desk, (struct spot){ SPOT_CRITERION, 0, level, n - 1 });
}

Test(bulk, the_rest_of_all_lower_levels_is_exceeded)
{
	struct on_desk it = { 0 };
	struct changes changes = { 0 };

	pack_begin(&it.pack);
	pack_criteria(
	    &it.pack, pack_control(&it.pack, "AB-1", "First."), "2532");
	on_desk_open(&it);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", NULL);
	on_desk_record(&it, "AB-1/criteria/2.2/state", "partial", NULL);
	on_desk_record(&it, "AB-1/criteria/2.3/state", "not met", NULL);
	on_desk_record(&it, "AB-1/criteria/2.4/state", "not applicable", "No.");
	on_desk_record(&it, "AB-1/criteria/1.2/state", "exceeded", "Before.");
	cr_assert_eq(bulk_exceed(&it.desk, 0, 3, "A team does it.", &changes),
	    4, "1.1, 2.2, 2.3 and 2.5");
	cr_assert_eq(on_desk_apply(&it, &changes), 4, "one commit");
	cr_assert_eq(state(&it, 1, 1), STATE_EXCEEDED, "1.1");
	cr_assert_eq(state(&it, 2, 1), STATE_MET, "2.1 stays");
	cr_assert_eq(state(&it, 2, 2), STATE_EXCEEDED, "2.2");
	cr_assert_eq(state(&it, 2, 3), STATE_EXCEEDED, "2.3");
	cr_assert_eq(state(&it, 2, 4), STATE_NOT_APPLICABLE, "2.4 stays");
	cr_assert_eq(state(&it, 2, 5), STATE_EXCEEDED, "2.5");
	cr_assert_eq(state(&it, 3, 1), STATE_UNASSESSED, "not level 3");
	cr_assert_eq(
	    desk_standing(&it.desk, 0)->unexplained, 0, "with reasons");
	const struct entry *entries;
	size_t count, reasons = 0;

	entries = session_range(it.pack.session, "AB-1/criteria/", &count);
	for (size_t i = 0; i < count; i++)
		reasons += str_equal(entries[i].why, "A team does it.");
	cr_assert_eq(reasons, 4, "the reason stands with each");
	cr_assert_eq(bulk_exceed(&it.desk, 0, 3, "Again.", &changes), 0,
	    "nothing is left to do");
	on_desk_undo(&it);
	cr_assert_eq(state(&it, 2, 2), STATE_PARTIAL, "one undo takes it back");
	on_desk_done(&it);
}

Test(bulk, below_the_first_level_there_is_nothing)
{
	struct on_desk it = { 0 };
	struct changes changes = { 0 };

	pack_begin(&it.pack);
	pack_criteria(&it.pack, pack_control(&it.pack, "AB-1", "First."), "22");
	on_desk_open(&it);
	cr_assert_eq(bulk_exceed(&it.desk, 0, 1, "So.", &changes), 0, "none");
	cr_assert_eq(bulk_exceed(&it.desk, 0, 99, "So.", &changes), 4,
	    "above all levels: all of them");
	changes_done(&changes);
	on_desk_done(&it);
}
