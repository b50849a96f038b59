/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Levels of answers not given. */

#include <config.h>

#include "pack.h"

#include "model/rehearse.h"

Test(rehearse, an_answer_is_tried_and_nothing_is_recorded)
{
	struct pack pack;
	struct desk desk;
	struct maturity m;

	pack_begin(&pack);
	pack_criteria(&pack, pack_control(&pack, "AB-1", "Kept."), "11");
	pack_finish(&pack);
	desk_init(&desk, pack.catalog);
	desk_set_session(&desk, pack.session);
	rehearse_state(
	    &desk, (struct spot){ SPOT_CRITERION, 0, 1, 0 }, STATE_MET, &m);
	cr_assert_eq(m.low, 1);
	cr_assert_eq(m.high, 2);
	rehearse_state(
	    &desk, (struct spot){ SPOT_CRITERION, 0, 1, 0 }, STATE_NOT_MET, &m);
	cr_assert_eq(m.low, 0);
	cr_assert_eq(m.high, 0);
	cr_assert_eq(session_commits(pack.session), 0);
	cr_assert_not(desk_rating(&desk, 0)->maturity.touched);
	desk_done(&desk);
	pack_done(&pack);
}
