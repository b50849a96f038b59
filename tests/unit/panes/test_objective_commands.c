/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Designating objectives. */

#include <config.h>

#include "inspection.h"

static struct side s;

static void
setup(void)
{
	inspection_begin(&s);
	side_open(&s, &objectives_ops);
	side_show(&s, 30, 73, 0);
}

static void
teardown(void)
{
	side_done(&s);
}

TestSuite(objective_commands, .init = setup, .fini = teardown);

static const char a01[] = "AB-1/objectives/AB-1_A01/designation";
static const char a02[] = "AB-1/objectives/AB-1_A02/designation";

static void
go(size_t control, size_t number)
{
	objective_go(
	    &s.desk, (struct desk_objective){ control,
	                 number ? objective_nth(&s.desk, control, number - 1)
	                        : CATALOG_NONE });
}

static bool
is_at(const char *id)
{
	struct desk_objective at = objective_cursor(&s.desk);

	if (str_equal(objective_id(&s.desk, at), id))
		return true;
	cr_log_error("the cursor is at %s", objective_id(&s.desk, at));
	return false;
}

Test(objective_commands, a_designation_moves_on_to_the_next)
{
	side_run(&s, "satisfactory", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, a01), "satisfactory");
	cr_assert(is_at("AB-1_A02"));
	side_run(&s, "deficient", NULL);
	cr_assert(side_has(
	    str_text(&s.message), "AB-1: that was its last objective."));
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, a02), "deficient");
	cr_assert(is_at("AB-1_A02"), "it does not leave the control");
}

Test(objective_commands, not_applicable_asks_why_and_enter_repeats_the_reason)
{
	side_run(&s, "objective-not-applicable", NULL);
	cr_assert_str_eq(s.ask.label, "reason");
	cr_assert_not(side_answer(&s, ""), "the first needs a reason");
	side_clear(&s);
	side_run(&s, "objective-not-applicable", NULL);
	side_answer(&s, "No bridge");
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, a01), "not applicable");
	cr_assert(is_at("AB-1_A02"));
	side_run(&s, "objective-not-applicable", NULL);
	side_answer(&s, "");
	inspection_take(&s);
	cr_assert_str_eq(session_entry(s.pack.session, a02)->why, "No bridge");
}

Test(objective_commands, an_alternative_control_says_which)
{
	side_run(&s, "alternative", NULL);
	cr_assert_str_eq(s.ask.label, "which control or measure");
	cr_assert_not(side_answer(&s, " "));
	side_clear(&s);
	desk_set(&s.desk.reason, "No bridge");
	side_run(&s, "alternative", NULL);
	cr_assert_not(side_answer(&s, ""), "another reason does not do");
	side_clear(&s);
	side_run(&s, "alternative", NULL);
	side_answer(&s, "A second bridge");
	inspection_take(&s);
	cr_assert_str_eq(
	    session_entry(s.pack.session, a01)->why, "A second bridge");
}

Test(objective_commands, a_material_control_takes_no_alternative)
{
	go(2, 1);
	cr_assert_not(side_run(&s, "alternative", NULL));
	cr_assert(side_has(s.err.message, "AB-3 is a material control"));
	cr_assert_null(s.ask.done, "nothing is asked for");
}

Test(objective_commands, space_turns_and_stays)
{
	side_run(&s, "objective-cycle", NULL);
	inspection_take(&s);
	side_run(&s, "objective-cycle", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, a01), "deficient");
	cr_assert(is_at("AB-1_A01"));
	side_run(&s, "objective-cycle", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, a01), "");
}

Test(objective_commands, methods_are_ticked_and_unticked_one_by_one)
{
	const char path[] = "AB-1/objectives/AB-1_A01/methods";

	cr_assert_not(side_run(&s, "method-test", NULL), "nobody allowed it");
	cr_assert(side_has(s.err.message, ":testing-authorized"));
	side_set(&s, "session/testing/authorized", "2026-07-13", NULL);
	side_run(&s, "method-test", NULL);
	inspection_take(&s);
	side_run(&s, "method-examine", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, path), "examine, test");
	side_run(&s, "method-test", NULL);
	inspection_take(&s);
	side_run(&s, "method-examine", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, path), "");
	cr_assert(is_at("AB-1_A01"), "the cursor stays");
}

Test(objective_commands, a_method_keeps_its_day_and_who_spoke_while_ticked)
{
	static const char day[] =
	    "AB-1/objectives/AB-1_A01/methods/interview/day";
	static const char people[] =
	    "AB-1/objectives/AB-1_A01/methods/interview/people";

	desk_set(&s.desk.said, "B. Okafor");
	side_run(&s, "method-interview", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, day), "2026-07-14");
	cr_assert_str_eq(inspection_value(&s, people), "B. Okafor");
	cr_assert_eq(session_commits(s.pack.session), 1, "one undo");
	desk_set(&s.desk.said, NULL);
	side_run(&s, "method-interview", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, day), "");
	cr_assert_str_eq(inspection_value(&s, people), "");
	side_run(&s, "method-examine", NULL);
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(
	        &s, "AB-1/objectives/AB-1_A01/methods/examine/people"),
	    "", "nobody was named");
}

Test(objective_commands, what_was_designated_is_known_until_one_moves_on)
{
	side_run(&s, "satisfactory", NULL);
	inspection_take(&s);
	cr_assert(is_at("AB-1_A02"));
	cr_assert_str_eq(
	    objective_id(&s.desk, s.desk.designated), "AB-1_A01");
	go(0, 2);
	cr_assert_eq(s.desk.designated.control, CATALOG_NONE);
}

Test(objective_commands, a_control_without_objectives_is_designated_itself)
{
	go(1, 0);
	side_run(&s, "deficient", NULL);
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "AB-2/designation"), "deficient");
	cr_assert_not(side_run(&s, "method-examine", NULL));
	side_run(&s, "alternative", NULL);
	side_answer(&s, "A rowing boat");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "AB-2/designation"), "alternative control");
}

Test(objective_commands, the_control_is_designated_from_anywhere)
{
	cr_assert_not(side_run(&s, "control-designation", "satisfactory"),
	    "its objectives give it");
	side_run(&s, "control-designation", NULL);
	cr_assert(side_has(s.ask.choices, "a Not Applicable"));
	side_answer(&s, "a");
	side_answer(&s, "No river");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "AB-1/designation"), "not applicable");
	side_run(&s, "control-designation", "not assessed");
	inspection_take(&s);
	cr_assert_str_eq(inspection_value(&s, "AB-1/designation"), "");
	cr_assert_not(side_run(&s, "control-designation", "splendid"));
}

Test(objective_commands, parameters_are_filled_in_by_number)
{
	side_run(&s, "parameter", "2 the lock keeper");
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "AB-1/objectives/AB-1_A01/parameters/2"),
	    "the lock keeper");
	cr_assert_not(side_run(&s, "parameter", "3 nobody"));
	cr_assert(side_has(s.err.message, "1 to 2"));
	go(0, 2);
	cr_assert_not(side_run(&s, "parameter", "1 x"));
	cr_assert(side_has(s.err.message, "AB-1_A02 leaves no parameter"));
}

Test(objective_commands, without_an_objective_under_the_cursor_they_refuse)
{
	s.pane->ops->done(s.pane);
	side_open(&s, &evidence_ops);
	s.desk.spot.control = CATALOG_NONE;
	side_show(&s, 20, 40, 0);
	cr_assert_not(side_run(&s, "satisfactory", NULL));
	cr_assert(side_has(s.err.message, "Put the cursor on an objective"));
}

Test(objective_commands, the_evidence_pane_answers_objectives_too)
{
	s.pane->ops->done(s.pane);
	side_open(&s, &evidence_ops);
	const char *screen = side_show(&s, 24, 40, 1);

	cr_assert(side_has(screen, "Objectives"));
	cr_assert(side_has(screen, "0 of 2\n"));
	cr_assert(inspection_lacks(screen, "A03"), "of a higher rigor");
	side_move(&s, MOVE_FIRST);
	side_run(&s, "satisfactory", NULL);
	inspection_take(&s);
	screen = side_show(&s, 24, 40, 1);
	cr_assert(side_has(screen, "1 of 2\n"));
	cr_assert(side_has(screen, " S A01 the bridge"));
	cr_assert(side_has(screen, ">. A02 the keepers"), "it moved on");
	cr_assert_null(evidence_at(s.pane), "no evidence is meant there");
}

Test(objective_commands, the_evidence_pane_designates_a_control_without_any)
{
	s.pane->ops->done(s.pane);
	side_open(&s, &evidence_ops);
	desk_select(&s.desk, 1);
	const char *screen = side_show(&s, 24, 40, 1);

	cr_assert(side_has(screen, "none: you give the designation"));
	side_move(&s, MOVE_FIRST);
	side_run(&s, "satisfactory", NULL);
	inspection_take(&s);
	cr_assert_str_eq(
	    inspection_value(&s, "AB-2/designation"), "satisfactory");
	cr_assert(side_has(side_show(&s, 24, 40, 1), ">S none"));
}
