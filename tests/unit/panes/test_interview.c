/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One control at a time, as it is asked. */

#include <config.h>

#include <stdio.h>

#include "stage.h"
#include "model/calendar.h"

static struct stage s;

static void
setup(void)
{
	stage_begin(&s, &interview_ops);
}

static void
teardown(void)
{
	stage_done(&s);
}

TestSuite(interview, .init = setup, .fini = teardown);

Test(interview, control_and_question_stand_on_top_and_are_strong)
{
	stage_go(&s, 2, 1);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert_eq(strncmp(screen, "   AB-1   Kitchen ", 18), 0);
	cr_assert(
	    stage_has(screen, "\n   Does somebody look after the kitchen?"));
	cr_assert_eq(stage_role(&s, "AB-1"), 's');
	cr_assert_eq(stage_role(&s, "Does somebody"), 's');
}

Test(interview, the_criterion_under_the_cursor_is_whole_and_marked)
{
	stage_go(&s, 3, 2);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(stage_has(screen,
	    "  > [ ] 3.2  A ledger names every pot and every pan, where it "
	    "hangs, who bought"));
	cr_assert(stage_has(screen,
	    "\n             it, and when somebody last looked whether it is "
	    "still there and"));
	cr_assert(stage_has(screen, "\n             still whole."));
	cr_assert_eq(stage_role(&s, "A ledger"), 'c');
	cr_assert_eq(stage_role(&s, "still whole."), 's');
	int row, col;

	canvas_get_cursor(s.canvas, &row, &col);
	cr_assert_eq(col, 5, "the terminal's cursor stands in the box");
}

Test(interview, neighbours_take_a_line_each_under_their_levels)
{
	stage_go(&s, 3, 1);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(stage_has(screen, "\n   L3 Defined"));
	cr_assert(
	    stage_has(screen, "\n    [ ] 2.3  The larder door is locked."));
	cr_assert(stage_has(screen,
	    "\n    [ ] 3.2  A ledger names every pot and every pan, where it "
	    "hangs, who bought i~\n"));
	cr_assert(stage_has(screen, "\n   L5 Improving"));
	cr_assert(stage_lacks(screen, "L4 Measured"),
	    "a level that asks nothing is not asked about");
	cr_assert_eq(stage_role(&s, "L5 Improving"), 's');
}

Test(interview, answers_above_show_as_a_strip)
{
	stage_meet(&s, 2, 2);
	stage_go(&s, 2, 3);
	cr_assert(stage_has(stage_show(&s, 31, 120), "\n   L2 Planned   MM "));
}

Test(interview, what_has_no_room_is_named)
{
	stage_go(&s, 2, 1);
	const char *screen = stage_show(&s, 12, 80);

	cr_assert(stage_has(screen, "             then 3.2 3.3 5.1"));
	cr_assert(stage_lacks(screen, "Guests"));
}

Test(interview, the_next_question_comes_around_and_counts)
{
	stage_go(&s, 2, 1);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(stage_has(screen, "   Ask   \"Show me the knives.\""));
	cr_assert(stage_has(screen, "i next question, 1 of 3"));
	cr_assert(stage_run(&s, "prompt-next"));
	cr_assert(stage_run(&s, "prompt-next"));
	screen = stage_show(&s, 31, 120);
	cr_assert(stage_has(screen, "   Ask   \"What went wrong last?\""),
	    "the domain's questions follow the control's");
	cr_assert(stage_run(&s, "prompt-next"));
	cr_assert(stage_has(
	    stage_show(&s, 31, 120), "Ask   \"Show me the knives.\""));
}

Test(interview, the_next_question_is_refused_elsewhere)
{
	struct pane other = { .ops = &compare_ops };
	struct pane *own = s.pane;

	s.pane = &other;
	bool ok = stage_run(&s, "prompt-next");

	s.pane = own;
	cr_assert_not(ok);
	cr_assert_str_eq(s.err.message, "Questions to ask stand in Interview.");
}

Test(interview, the_side_says_who_speaks_and_which_key_names_them)
{
	stage_go(&s, 2, 1);
	cr_assert(stage_has(stage_show(&s, 31, 120), "In the room\n"));
	cr_assert(stage_has(s.screen, " nobody named\n"));
	cr_assert(stage_has(s.screen, " w names who speaks\n"));
	desk_set(&s.desk.said, "B. Talker");
	cr_assert(stage_has(stage_show(&s, 31, 120), "  >  B. Talker\n"));
}

Test(interview, a_key_taken_away_is_not_named)
{
	const char *bad;

	cr_assert(keymap_bind(s.keymap, "who", "", &bad));
	stage_go(&s, 2, 1);
	cr_assert(stage_lacks(stage_show(&s, 31, 120), "names who"));
	cr_assert(stage_has(s.screen, "nobody named\n"));
}

Test(interview, the_side_counts_what_is_left)
{
	stage_go(&s, 2, 1);
	stage_meet(&s, 2, 2);
	cr_assert(
	    stage_has(stage_show(&s, 31, 120), "6 left here, 7 of 9 in all\n"));
	cr_assert(stage_has(s.screen, " AB-2 Bakery             1 left\n"),
	    "what comes next, and what it holds");
	for (int level = 1; level <= 5; level++)
		stage_meet(&s, level,
		    level == 4                 ? 0
		    : level == 2 || level == 3 ? 3
		                               : 1);
	cr_assert(stage_has(
	    stage_show(&s, 31, 120), "all answered here, 1 of 9 in\n"));
}

Test(interview, the_last_control_has_none_after_it)
{
	desk_go(&s.desk, (struct spot){ SPOT_CRITERION, 1, 2, 0 });
	cr_assert(stage_has(
	    stage_show(&s, 31, 120), "none: this is the last control\n"));
}

Test(interview, what_was_said_and_noted_stands_in_its_order)
{
	stage_go(&s, 2, 1);
	cr_assert(stage_has(
	    stage_show(&s, 31, 120), "nothing yet   s writes it down\n"));
	stage_record(&s, "AB-1/notes/aaa111/text", "The wheel is new.");
	stage_record(&s, "AB-1/notes/aaa111/criterion", "2.1");
	stage_record(&s, "statements/bbb222/text", "Ask the steward.");
	stage_record(&s, "statements/bbb222/kind", "lead");
	stage_record(&s, "statements/bbb222/by", "B. Talker");
	stage_record(&s, "statements/bbb222/about", "AB-1");
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(stage_has(screen, "\" 2.1 09:30 private\n"));
	cr_assert(stage_has(screen, "  The wheel is new.\n"));
	cr_assert(stage_has(screen, "09:30 B. Talker, lead\n"));
	cr_assert(strstr(screen, "The wheel is new.") <
	          strstr(screen, "Ask the steward."));
	cr_assert(stage_has(screen, "by hand.                     \" "),
	    "its criterion carries the mark");
}

Test(interview, an_open_contradiction_is_marked_until_it_is_resolved)
{
	char *about;

	stage_go(&s, 2, 2);
	about = desk_path(&s.desk, s.desk.spot);
	*strrchr(about, '/') = '\0';
	stage_record(&s, "statements/ccc333/text", "Nobody counts spoons.");
	stage_record(&s, "statements/ccc333/kind", "contradiction");
	stage_record(&s, "statements/ccc333/about", about);
	free(about);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(stage_has(screen, "! 09:30, contradiction to 2.2\n"));
	cr_assert(stage_has(screen, "every evening.                     "));
	cr_assert_eq(stage_role(&s, "! 09:30"), 'b');
	stage_record(&s, "statements/ccc333/resolved", "They were counted.");
	cr_assert(stage_lacks(stage_show(&s, 31, 120), "! 09:30"));
}

Test(interview, a_slot_shows_its_clock_its_people_and_what_comes_next)
{
	stage_record(&s, "people/ppp111/name", "B. Talker");
	stage_record(&s, "people/ppp111/position", "steward");
	stage_record(&s, "people/ppp111/role", "responsible");
	stage_record(&s, "people/ppp222/name", "C. Silent");
	stage_record(&s, "slots/sss111/title", "Kitchen round");
	stage_record(&s, "slots/sss111/place", "larder");
	stage_record(&s, "slots/sss111/day", "2026-07-14");
	stage_record(&s, "slots/sss111/time", "09:30");
	stage_record(&s, "slots/sss111/minutes", "90");
	stage_record(&s, "slots/sss111/people/ppp111", "here");
	stage_record(&s, "slots/sss111/people/ppp222", "here");
	stage_record(&s, "slots/sss111/controls/AB-1", "yes");
	stage_record(&s, "slots/sss222/title", "Bakery");
	stage_record(&s, "slots/sss222/day", "2026-07-14");
	stage_record(&s, "slots/sss222/time", "11:30");
	stage_record(&s, "slots/sss111/running", "2026-07-14T09:30:00+02:00");
	s.desk.now = moment_seconds("2026-07-14T10:12:00+02:00");
	snprintf(s.desk.clock, sizeof(s.desk.clock), "10:12");
	desk_speak(&s.desk, "ppp111");
	stage_go(&s, 2, 1);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(stage_has(screen, "Slot 1   Kitchen round"));
	cr_assert(stage_has(screen, "larder\n"));
	cr_assert(stage_has(screen, "10:12    42 of 90 min\n"));
	cr_assert(stage_has(screen, "##############................\n"));
	cr_assert(stage_has(screen, "8 items left, 6.0 min each\n"));
	cr_assert(stage_has(screen, ">1 B. Talker"));
	cr_assert(stage_has(screen, "steward R\n"));
	cr_assert(stage_has(screen, " 2 C. Silent"));
	cr_assert(stage_has(screen, " 0 not attributed\n"));
	cr_assert(stage_has(screen, " nothing else in this slot\n"));
	cr_assert(stage_has(screen, "then Bakery, 11:30\n"));
	s.desk.now += 50 * 60;
	cr_assert(
	    stage_has(stage_show(&s, 31, 120), "92 of 90 min, 2 over\n"));
	cr_assert_eq(stage_role(&s, "92 of 90"), 'w');
	cr_assert(stage_has(stage_show(&s, 21, 80),
	    "10:12   2 min over   8 left\n"));
	cr_assert(stage_has(s.screen, "   B. Talker speaks   steward, R"
	                              "      also here: C. Silent\n"));
}

Test(interview, ones_own_questions_come_after_the_packs)
{
	stage_record(&s, "AB-1/prompts/aaa111", "Who sharpens yours?");
	stage_record(&s, "domains/AB/prompts/bbb222", "Who else?");
	stage_go(&s, 2, 1);
	stage_show(&s, 31, 120);
	for (int i = 0; i < 3; i++)
		cr_assert(stage_run(&s, "prompt-next"));
	cr_assert(stage_has(
	    stage_show(&s, 31, 120), "Ask   \"Who sharpens yours?\""));
	cr_assert(stage_run(&s, "prompt-next"));
	cr_assert(stage_has(stage_show(&s, 31, 120), "Ask   \"Who else?\""));
	cr_assert(stage_has(s.screen, "5 of 5 "));
}

Test(interview, evidence_stands_with_sign_and_state)
{
	stage_go(&s, 2, 1);
	cr_assert(
	    stage_has(stage_show(&s, 31, 120), "none asked for by the pack\n"));
	stage_record(&s, "evidence/EV-aaaaaa/state", "accepted");
	stage_record(&s, "evidence/EV-aaaaaa/title", "Ledger of pots");
	stage_record(&s, "links/EV-aaaaaa/AB-1", "supports");
	cr_assert(stage_has(
	    stage_show(&s, 31, 120), "+ Ledger of pots       accepted\n"));
}

Test(interview, eighty_columns_have_no_side_but_say_who_speaks)
{
	stage_go(&s, 2, 1);
	const char *screen = stage_show(&s, 21, 80);

	cr_assert(stage_lacks(screen, "In the room"));
	cr_assert(stage_has(screen, "8 left\n"));
	cr_assert(stage_has(screen, "   nobody named   w names who speaks\n"));
	cr_assert(stage_has(screen,
	    "   Not rated   Supported -   Concluded -   Target -\n"));
	desk_set(&s.desk.said, "B. Talker");
	cr_assert(stage_has(stage_show(&s, 21, 80), "   B. Talker speaks\n"));
}

Test(interview, moving_skips_headings_that_ask_nothing)
{
	stage_go(&s, 2, 3);
	cr_assert(stage_move(&s, MOVE_DOWN));
	cr_assert(stage_at(&s, 3, 1));
	stage_go(&s, 3, 3);
	cr_assert(stage_move(&s, MOVE_DOWN));
	cr_assert(stage_at(&s, 5, 1), "level 4 has nothing to ask");
	cr_assert_not(stage_move(&s, MOVE_DOWN));
	cr_assert(stage_at(&s, 5, 1));
	cr_assert(stage_move(&s, MOVE_UP));
	cr_assert(stage_at(&s, 3, 3));
}

Test(interview, moving_stops_at_a_level_that_waits_for_judgement)
{
	char *path =
	    desk_path(&s.desk, (struct spot){ SPOT_CRITERION, 0, 2, 2 });

	stage_meet(&s, 2, 2);
	stage_record(&s, path, "not met");
	free(path);
	stage_go(&s, 2, 1);
	cr_assert(stage_move(&s, MOVE_UP));
	cr_assert_eq(s.desk.spot.kind, SPOT_LEVEL);
	cr_assert_eq(s.desk.spot.level, 2);
	cr_assert(stage_has(stage_show(&s, 31, 120),
	    "\n  >L2 Planned   MMN   2 of 3   67 %   your judgement"));
}

Test(interview, the_level_0_line_is_shown_where_the_cursor_stands_on_it)
{
	desk_select(&s.desk, 0);
	cr_assert(stage_has(stage_show(&s, 31, 120),
	    "\n  > [ ] L0   Is any of this done at all?"));
	cr_assert(stage_move(&s, MOVE_DOWN));
	cr_assert(stage_at(&s, 1, 1));
}

Test(interview, enter_goes_to_what_is_open_and_stops_at_the_end)
{
	stage_meet(&s, 2, 3);
	stage_go(&s, 1, 1);
	cr_assert(stage_move(&s, MOVE_ENTER));
	cr_assert(stage_at(&s, 3, 1));
	desk_go(&s.desk, (struct spot){ SPOT_CRITERION, 1, 2, 0 });
	cr_assert_not(stage_move(&s, MOVE_ENTER));
	cr_assert_eq(s.desk.spot.control, 1);
	cr_assert_str_eq(
	    str_text(&s.message), "Nothing is open after this place.");
}

Test(interview, first_and_last_are_the_controls_ends)
{
	stage_go(&s, 2, 2);
	cr_assert(stage_move(&s, MOVE_LAST));
	cr_assert(stage_at(&s, 5, 1));
	cr_assert(stage_move(&s, MOVE_FIRST));
	cr_assert_eq(s.desk.spot.kind, SPOT_PERFORMED);
}

Test(interview, a_long_criterion_is_read_by_line_where_rows_are_few)
{
	stage_go(&s, 3, 2);
	const char *screen = stage_show(&s, 7, 40);

	cr_assert(stage_has(screen, "\n>[ ] 3.2  A ledger names every pot"));
	cr_assert(stage_has(screen, "...\n"));
	for (int i = 0;
	     i < 20 && stage_at(&s, 3, 2) && !strstr(screen, "whole."); i++) {
		cr_assert(stage_move(&s, MOVE_DOWN));
		screen = stage_show(&s, 7, 40);
	}
	cr_assert(stage_has(screen, "whole."));
	cr_assert(stage_move(&s, MOVE_DOWN));
	cr_assert(stage_at(&s, 3, 3));
}

Test(interview, every_size_keeps_the_cursor_in_sight)
{
	for (int rows = 7; rows <= 60; rows += rows < 30 ? 1 : 7)
		for (int cols = 40; cols <= 200; cols += 8) {
			struct spot spot = { .control = 0 };

			do {
				int row, col;

				desk_go(&s.desk, spot);
				stage_show(&s, rows, cols);
				canvas_get_cursor(s.canvas, &row, &col);
				cr_assert(row >= 0,
				    "%d by %d, level %d, item %zu:\n%s", rows,
				    cols, spot.level, spot.item, s.screen);
			} while (desk_step(&s.desk, &spot, 1, true));
		}
}

Test(interview, a_domain_under_the_trees_cursor_leaves_no_cursor_here)
{
	int row, col;

	stage_go(&s, 2, 1);
	s.desk.domain = 0;
	stage_show(&s, 31, 120);
	canvas_get_cursor(s.canvas, &row, &col);
	cr_assert_eq(row, -1);
}

Test(interview_plain, a_pack_without_levels_says_so)
{
	struct err_list problems = { 0 };
	struct builder *b = builder_new(&problems);
	size_t row;

	s = (struct stage){ 0 };
	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "flat");
	builder_text(b, PACK_TITLE, 0, "Flat");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	row = builder_child(b, PACK_DOMAINS, 0);
	builder_text(b, DOMAIN_ID, row, "AB");
	builder_text(b, DOMAIN_NAME, row, "Alphabet");
	row = builder_row(b, TABLE_CONTROL);
	builder_text(b, CONTROL_ID, row, "AB-1");
	builder_text(b, CONTROL_DOMAIN, row, "AB");
	builder_text(b, CONTROL_STATEMENT, row, "A kitchen is kept.");
	s.pack.catalog = builder_finish(b);
	s.pack.builder = b;
	cr_assert_not_null(s.pack.catalog);
	for (size_t i = 0; i < 2; i++) {
		stage_open(&s, i ? &compare_ops : &interview_ops);
		cr_assert(stage_has(stage_show(&s, 31, 120),
		    i ? " This pack has no levels to lay side by side.\n"
		      : "This pack has no levels: there is nothing to "
		        "tick."));
		for (enum move m = MOVE_DOWN; m <= MOVE_FOLD_ALL; m++)
			cr_assert_not(stage_move(&s, m));
		s.pane->ops->done(s.pane);
		keymap_free(s.keymap);
		desk_done(&s.desk);
	}
	canvas_free(s.canvas);
	free(s.screen);
	free(s.roles);
	str_done(&s.message);
	pack_done(&s.pack);
	err_list_done(&problems);
}
