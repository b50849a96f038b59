/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Every distinct criterion of a domain, asked once. */

#include <config.h>

#include "repeated.h"

#include "model/twins.h"
#include "panes/questionnaire_plan.h"

static void
begin(struct place *p)
{
	repeated_begin(p);
	struct pane *pane = questionnaire_ops.open();

	pane->ops = &questionnaire_ops;
	place_clear(p);
	place_open_take(p, pane);
	desk_select(&p->desk, 1);
	place_draw_pane(p);
}

/* One answering key and what follows from it. */
static void
press(struct place *p, const char *command)
{
	struct ask ask = { 0 };

	cr_assert(repeated_run(p, command, &ask), "%s", p->err.message);
	cr_assert(repeated_record(p), "%s", p->err.message);
	place_draw_pane(p);
}

static enum criterion_state
state(const struct place *p, size_t control, int level, size_t item)
{
	return desk_state(&p->desk, repeated_spot(control, level, item));
}

static bool
copied(const struct place *p, size_t control, int level, size_t item)
{
	return answer_copied(&p->desk, repeated_spot(control, level, item));
}

Test(questionnaire, each_text_is_asked_once_with_how_many_carry_it)
{
	struct place p;

	begin(&p);
	place_shows(&p, "Questionnaire   AB Alphabet");
	place_shows(&p, "0 of 4 asked");
	place_shows(&p, "0 of 7 criteria answered");
	place_orders(&p, "L1 Loose", "A list is kept.");
	place_orders(&p, "A list is kept.", "L2 Planned");
	place_orders(&p, "Staff are trained.", "The toll is counted.");
	place_shows(&p, "in 3");
	place_shows(&p, "[ ] AB-1 1.1   [ ] AB-2 1.1   [ ] AB-3 1.1");
	place_shows(&p, "An answer goes to all 3");
	place_done(&p);
}

Test(questionnaire, one_key_answers_all_and_goes_on)
{
	struct place p;

	begin(&p);
	size_t before = session_commits(p.pack.session);

	press(&p, "all-met");
	cr_assert_eq(session_commits(p.pack.session), before + 1);
	for (size_t i = 0; i < 3; i++)
		cr_assert_eq(state(&p, i, 1, 0), STATE_MET);
	cr_assert_not(copied(&p, 0, 1, 0), "the first is the source");
	cr_assert(copied(&p, 1, 1, 0));
	cr_assert(copied(&p, 2, 1, 0));
	place_shows(&p, "1 of 4 asked");
	place_shows(&p, "\xe2\x96\xba[ ] Staff are trained.");
	press(&p, "all-partial");
	cr_assert_eq(state(&p, 0, 2, 0), STATE_PARTIAL);
	cr_assert_eq(state(&p, 1, 2, 1), STATE_PARTIAL);
	place_done(&p);
}

Test(questionnaire, who_answered_already_keeps_its_answer)
{
	struct place p;

	begin(&p);
	repeated_answer(&p, repeated_spot(0, 1, 0), "not met", NULL);
	place_draw_pane(&p);
	place_shows(&p, "An answer goes to 2 of 3; the other has its own");
	press(&p, "all-met");
	cr_assert_eq(state(&p, 0, 1, 0), STATE_NOT_MET);
	cr_assert_eq(state(&p, 1, 1, 0), STATE_MET);
	cr_assert_not(copied(&p, 1, 1, 0), "the first without one is source");
	cr_assert(copied(&p, 2, 1, 0));
	place_shows(&p, "\xe2\x9c\x93"
	                "2 \xe2\x9c\x97"
	                "1");
	place_done(&p);
}

Test(questionnaire, an_answer_is_put_right_and_taken_back_for_all)
{
	struct place p;

	begin(&p);
	repeated_answer(&p, repeated_spot(0, 1, 0), "exceeded", "more");
	place_draw_pane(&p);
	press(&p, "all-met");
	place_move(&p, MOVE_UP);
	press(&p, "all-not-met");
	cr_assert_eq(state(&p, 0, 1, 0), STATE_EXCEEDED);
	cr_assert_eq(state(&p, 1, 1, 0), STATE_NOT_MET);
	cr_assert_eq(state(&p, 2, 1, 0), STATE_NOT_MET);
	place_move(&p, MOVE_UP);
	press(&p, "all-unassessed");
	cr_assert_eq(state(&p, 1, 1, 0), STATE_UNASSESSED);
	cr_assert_eq(state(&p, 2, 1, 0), STATE_UNASSESSED);
	cr_assert_not(copied(&p, 2, 1, 0));
	cr_assert_eq(state(&p, 0, 1, 0), STATE_EXCEEDED);
	place_done(&p);
}

Test(questionnaire, a_line_with_own_answers_only_takes_none)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	for (size_t i = 0; i < 3; i++)
		repeated_answer(&p, repeated_spot(i, 1, 0), "met", NULL);
	place_draw_pane(&p);
	place_shows(&p, "All have answers of their own");
	place_move(&p, MOVE_FIRST);
	cr_assert_not(repeated_run(&p, "all-partial", &ask));
	cr_assert_eq(p.changes.count, 0);
	place_done(&p);
}

Test(questionnaire, a_line_of_one_control_is_changed_as_anywhere)
{
	struct place p;

	begin(&p);
	place_move(&p, MOVE_LAST);
	press(&p, "all-met");
	press(&p, "all-not-met");
	cr_assert_eq(state(&p, 1, 2, 0), STATE_NOT_MET);
	place_done(&p);
}

Test(questionnaire, not_applicable_asks_why_and_then_goes_on)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	cr_assert(repeated_run(&p, "all-not-applicable", &ask));
	cr_assert_eq(p.changes.count, 0);
	place_draw_pane(&p);
	place_shows(&p, "\xe2\x96\xba[ ] A list is kept.");
	cr_assert_not(repeated_reply(&p, &ask, ""));
	repeated_ask_done(&ask);
	cr_assert(repeated_run(&p, "all-not-applicable", &ask) ||
	          p.err.code != ERR_NONE);
	p.pane->ops->fit(p.pane, &p.desk);
	cr_assert(repeated_reply(&p, &ask, "nothing is listed here"));
	cr_assert(repeated_record(&p), "%s", p.err.message);
	place_draw_pane(&p);
	cr_assert_eq(state(&p, 2, 1, 0), STATE_NOT_APPLICABLE);
	place_shows(&p, "\xe2\x96\xba[ ] Staff are trained.");
	place_done(&p);
}

Test(questionnaire, a_reason_given_after_goes_to_all_that_share_the_answer)
{
	struct place p;
	struct ask ask = { 0 };

	begin(&p);
	press(&p, "all-exceeded");
	cr_assert(repeated_run(&p, "all-why", &ask));
	cr_assert(repeated_reply(&p, &ask, "a register does more"));
	cr_assert(repeated_record(&p), "%s", p.err.message);
	for (size_t i = 0; i < 3; i++)
		cr_assert_eq(desk_standing(&p.desk, i)->unexplained, 0);
	cr_assert_eq(desk_standing(&p.desk, 2)->recheck, 0);
	cr_assert(copied(&p, 2, 1, 0), "a copy stays one");
	place_done(&p);
}

Test(questionnaire, open_lines_are_found_and_controls_out_of_scope_left_out)
{
	struct place p;

	begin(&p);
	press(&p, "all-met");
	place_move(&p, MOVE_LAST);
	cr_assert(repeated_run(&p, "all-open-previous", NULL));
	cr_assert_not(repeated_run(&p, "all-open-next", NULL) &&
	              repeated_run(&p, "all-open-next", NULL));
	place_clear(&p);
	changes_add(&p.changes, "scope/controls/AB-2", "out", "sold");
	cr_assert(repeated_record(&p));
	place_draw_pane(&p);
	place_shows(&p, "in 2");
	place_hides(&p, "Boats are painted.");
	place_done(&p);
}

Test(questionnaire, enter_goes_to_the_criterion)
{
	struct place p;

	begin(&p);
	place_move(&p, MOVE_LAST);
	place_move(&p, MOVE_ENTER);
	cr_assert_eq(p.ctx.next, NEXT_ASSESS);
	cr_assert(spot_equal(p.desk.spot, repeated_spot(1, 2, 0)));
	place_done(&p);
}
