/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Concluding a level. */

#include <config.h>

#include "repeated.h"

/* AB-1 with level 2 met, and supported when evidence is accepted. */
static void
begin(struct place *p, bool supported)
{
	repeated_begin(p);
	repeated_answer(p, repeated_spot(0, 1, 0), "met", NULL);
	repeated_answer(p, repeated_spot(0, 2, 0), "met", NULL);
	repeated_answer(p, repeated_spot(0, 2, 1), "met", NULL);
	if (supported)
		repeated_accept(p);
	desk_select(&p->desk, 0);
	place_clear(p);
	place_open_take(p, conclude_open(&p->desk, &p->err));
}

static const char *
get(const struct place *p, const char *path)
{
	return session_get(p->pack.session, path);
}

static void
again(struct place *p)
{
	p->pane->ops->done(p->pane);
	place_clear(p);
	place_open_take(p, conclude_open(&p->desk, &p->err));
}

Test(conclude, the_levels_stand_together_with_their_reasons)
{
	struct place p;

	begin(&p, true);
	repeated_draw_drawer(&p);
	place_shows(&p, "Conclude AB-1");
	place_shows(&p, "  Derived      2       the ticks: L1, L2 pass");
	place_shows(&p, "  Supported    2       the ticks that accepted "
	                "evidence backs: E-1");
	place_shows(&p, "\xe2\x96\xba"
	                "Concluded   <2>      can be given: 0 1 2   3, 4, 5 "
	                "have no criteria here");
	place_shows(&p, "  Target       -");
	place_shows(&p, "< >  Is there something to show");
	place_hides(&p, "Why");
	place_done(&p);
}

Test(conclude, the_supported_level_takes_two_answers_and_enter)
{
	struct place p;

	begin(&p, true);
	place_key(&p, 'y');
	place_key(&p, 'n');
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE);
	cr_assert(repeated_record(&p), "%s", p.err.message);
	cr_assert_str_eq(get(&p, "AB-1/concluded"), "2");
	cr_assert_str_eq(get(&p, "AB-1/concluded/shown"), "yes");
	cr_assert_str_eq(get(&p, "AB-1/concluded/defensible"), "no");
	cr_assert_str_eq(get(&p, "AB-1/concluded/basis"), "2-2 2");
	place_done(&p);
}

Test(conclude, another_level_asks_why_and_records_nothing_without)
{
	struct place p;

	begin(&p, false);
	place_key(&p, '2');
	place_key(&p, 'y');
	place_key(&p, 'y');
	repeated_draw_drawer(&p);
	place_shows(&p, "\xe2\x96\xbaWhy");
	place_shows(&p, "2 is above Supported (1)");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.err.code, ERR_INPUT);
	cr_assert_eq(p.changes.count, 0);
	place_type(&p, "seen at 2 piers");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(repeated_record(&p), "%s", p.err.message);
	cr_assert_str_eq(get(&p, "AB-1/concluded"), "2");
	cr_assert_str_eq(session_entry(p.pack.session, "AB-1/concluded")->why,
	    "seen at 2 piers");
	place_done(&p);
}

Test(conclude, a_level_without_criteria_cannot_be_picked)
{
	struct place p;

	begin(&p, true);
	place_key(&p, '4');
	cr_assert_eq(p.err.code, ERR_INPUT);
	cr_assert(strstr(p.err.message, "0 1 2"));
	repeated_draw_drawer(&p);
	place_shows(&p, "<2>");
	place_key(&p, KEY_CODE_RIGHT);
	repeated_draw_drawer(&p);
	place_shows(&p, "<2>");
	place_key(&p, KEY_CODE_LEFT);
	repeated_draw_drawer(&p);
	place_shows(&p, "<1>");
	place_done(&p);
}

Test(conclude, an_override_says_what_it_is_and_what_would_avoid_it)
{
	struct place p;

	begin(&p, true);
	repeated_answer(&p, repeated_spot(0, 2, 1), "not met", NULL);
	again(&p);
	place_key(&p, '2');
	repeated_draw_drawer(&p);
	place_shows(&p, "2 is above Derived (1 at the low end)");
	place_shows(&p, "an upward override");
	place_shows(&p, "To avoid the override, let the ticks carry it. To "
	                "reach 2: meet 2.2");
	place_done(&p);
}

Test(conclude, what_is_concluded_is_shown_and_can_be_withdrawn)
{
	struct place p;

	begin(&p, true);
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(repeated_record(&p));
	again(&p);
	repeated_draw_drawer(&p);
	place_shows(&p, "2 was concluded by J. Tester, 10:43.");
	place_key(&p, 'u');
	repeated_draw_drawer(&p);
	place_shows(&p, "Enter withdraws");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(repeated_record(&p), "%s", p.err.message);
	cr_assert_null(get(&p, "AB-1/concluded"));
	cr_assert_null(get(&p, "AB-1/concluded/basis"));
	place_done(&p);
}

Test(conclude, a_stale_level_says_what_changed_since)
{
	struct place p;

	begin(&p, true);
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(repeated_record(&p));
	repeated_answer(&p, repeated_spot(0, 2, 0), "not met", NULL);
	again(&p);
	repeated_draw_drawer(&p);
	place_shows(&p, "Derived was 2 at the low end and is 1.");
	place_shows(&p, "AB-1 2.1 met -> not met.");
	/* looking at it again makes it current */
	place_key(&p, '1');
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(repeated_record(&p), "%s", p.err.message);
	cr_assert_not(desk_standing(&p.desk, 0)->stale);
	place_done(&p);
}

Test(conclude, exceeded_without_a_reason_is_asked_for_once)
{
	struct place p;

	begin(&p, true);
	repeated_answer(&p, repeated_spot(0, 1, 0), "exceeded", NULL);
	again(&p);
	repeated_draw_drawer(&p);
	place_shows(&p, "1 criterion is exceeded without a reason");
	place_key(&p, 'y');
	place_key(&p, 'y');
	place_type(&p, "a register does more");
	repeated_draw_drawer(&p);
	place_hides(&p, "without a reason");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(repeated_record(&p), "%s", p.err.message);
	cr_assert_eq(desk_standing(&p.desk, 0)->unexplained, 0);
	again(&p);
	repeated_draw_drawer(&p);
	place_hides(&p, "Why exceeded");
	place_done(&p);
}

Test(conclude, nothing_is_offered_before_anything_is_answered)
{
	struct place p;

	repeated_begin(&p);
	desk_select(&p.desk, 2);
	place_clear(&p);
	place_open_take(&p, conclude_open(&p.desk, &p.err));
	repeated_draw_drawer(&p);
	place_shows(&p, "<->");
	place_shows(&p, "nothing is answered yet");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.err.code, ERR_INPUT);
	place_done(&p);
}

Test(conclude, a_control_out_of_scope_has_none)
{
	struct place p;

	begin(&p, true);
	place_clear(&p);
	changes_add(&p.changes, "scope/controls/AB-1", "out", "sold");
	cr_assert(repeated_record(&p));
	place_clear(&p);
	cr_assert_null(conclude_open(&p.desk, &p.err));
	cr_assert(strstr(p.err.message, "AB-1 is out of scope"));
	place_done(&p);
}

Test(conclude, narrow_screens_scroll_to_the_part_under_the_cursor)
{
	struct place p;

	begin(&p, false);
	p.rows = 15;
	p.cols = 44;
	place_key(&p, '2');
	place_key(&p, 'y');
	place_key(&p, 'y');
	place_type(&p, "seen");
	repeated_draw_drawer(&p);
	place_shows(&p, "Why");
	place_shows(&p, "seen");
	place_done(&p);
}
