/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Levels side by side. */

#include <config.h>

#include "stage.h"

static struct stage s;

static void
setup(void)
{
	stage_begin(&s, &compare_ops);
}

static void
teardown(void)
{
	stage_done(&s);
}

TestSuite(compare, .init = setup, .fini = teardown);

/* All of levels 1 to `level` met, the cursor on the last of them. */
static void
hold(int level)
{
	static const int counts[] = { 0, 1, 3, 3, 0, 1 };

	for (int i = 1; i <= level; i++)
		stage_meet(&s, i, counts[i]);
	stage_go(&s, level, (size_t)counts[level]);
}

Test(compare, opens_on_the_level_held_and_the_next)
{
	hold(2);
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 2 and 3   "));
}

Test(compare, opens_on_the_first_level_with_criteria_when_none_is_held)
{
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 1 and 2   "));
}

Test(compare, opens_below_the_level_held_when_nothing_lies_above)
{
	hold(3);
	stage_meet(&s, 5, 1);
	stage_go(&s, 5, 1);
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 4 and 5   "));
}

Test(compare, one_key_then_shows_the_level_below_beside_it)
{
	hold(3);
	stage_show(&s, 31, 120);
	cr_assert(stage_run(&s, "levels-down"));
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 2 and 3   "));
	cr_assert(stage_at(&s, 3, 3), "the cursor stays where it can");
}

Test(compare, pairs_stand_in_one_row_with_their_sign)
{
	hold(2);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(stage_has(screen,
	    "\n  [M] 2.1 [-Each cook-] sharpens the knives of the day      ~  "
	    "[ ] 3.1 {+One steward+} sharpens the knives of the day\n"
	    "          [-by hand.-]                                        "
	    "         {+on a wheel.+}\n"));
	cr_assert(stage_has(screen, " +  [ ] 3.2 A ledger names every pot"));
	cr_assert(stage_has(screen,
	    "\n  [M] 2.2 Spoons are counted every evening.                 - "
	    "         not asked again; Level 2 still needs it\n"));
	cr_assert(stage_has(screen, "The larder door is locked.                "
	                            "           [ ] 3.3 The "
	                            "larder door is locked.\n"),
	    "what stayed has no sign");
	cr_assert(stage_has(
	    screen, "\n 1 reworded ~   1 new +   1 at L2 only -   1 alike"));
}

Test(compare, pairs_come_first_then_what_is_new_then_what_is_gone)
{
	hold(2);
	const char *screen = stage_show(&s, 31, 120);

	cr_assert(strstr(screen, "[ ] 3.1 ") < strstr(screen, "[ ] 3.3 "));
	cr_assert(strstr(screen, "[ ] 3.3 ") < strstr(screen, "[ ] 3.2 "));
	cr_assert(strstr(screen, "[ ] 3.2 ") < strstr(screen, "[M] 2.2 "));
}

Test(compare, words_are_marked_by_role_as_well_as_by_sign)
{
	hold(2);
	stage_show_with(&s, 31, 120, CANVAS_UNICODE);
	cr_assert_eq(stage_role(&s, "«One steward»"), 'a');
	cr_assert_eq(stage_role(&s, "‹Each cook›"), 'q');
	cr_assert_eq(stage_role(&s, "sharpens"), 't');
	cr_assert_eq(stage_role(&s, "«added at L3»"), 'a');
	cr_assert(stage_has(s.screen, "   ‹only at L2›\n"));
}

Test(compare, the_levels_say_of_themselves_what_differs)
{
	hold(2);
	const char *screen = stage_show_with(&s, 31, 120, CANVAS_UNICODE);

	cr_assert(stage_has(screen, "Each ‹cook has a› way."));
	cr_assert(stage_has(screen, "Each «kitchen has one» way."));
}

Test(compare, headings_show_answers_and_standing)
{
	hold(2);
	cr_assert(stage_has(stage_show(&s, 31, 120),
	    "\n  L2 Planned                   MMM   3 of 3   100 %   pass     "
	    "L3 Defined "));
	cr_assert(stage_has(s.screen, "...   0 of 3   open\n"));
	cr_assert_eq(stage_role(&s, "L2 Planned"), 's');
	cr_assert_eq(stage_role(&s, "pass"), 'g');
}

Test(compare, a_level_without_criteria_says_why_and_has_no_box)
{
	hold(3);
	const char *screen = stage_show_with(&s, 31, 120, CANVAS_UNICODE);

	cr_assert(stage_has(screen, "levels 3 and 4"));
	cr_assert(stage_has(screen, "L4 Measured"));
	cr_assert(stage_has(screen, "   none\n"));
	cr_assert(stage_has(
	    screen, "No criteria: defers to level 3, cannot be given."));
	cr_assert(stage_has(screen, "Figures boil no soup."));
	cr_assert(stage_lacks(screen, "not asked again"));
	for (const char *at = screen; (at = strstr(at, "[")); at++) {
		const char *row = at;

		while (row > screen && row[-1] != '\n')
			row--;
		cr_assert(
		    at - row < 60, "a box in the right column:\n%s", screen);
	}
}

Test(compare, level_0_may_be_a_column)
{
	stage_show(&s, 31, 120);
	cr_assert(stage_run(&s, "levels-down"));
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 0 and 1"));
	cr_assert(stage_has(s.screen, "[ ] performed?"));
	cr_assert_not(stage_run(&s, "levels-down"));
	cr_assert_str_eq(s.err.message, "There is no level below level 0.");
}

Test(compare, levels_stop_at_the_top_of_the_scale)
{
	hold(3);
	stage_show(&s, 31, 120);
	cr_assert(stage_run(&s, "levels-up"));
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 4 and 5"));
	cr_assert_eq(
	    s.desk.spot.level, 4, "the cursor goes to a level that is shown");
	cr_assert_not(stage_run(&s, "levels-up"));
	cr_assert_str_eq(s.err.message, "There is no level above level 5.");
}

Test(compare, columns_grow_and_shrink_as_there_is_room)
{
	hold(2);
	stage_show(&s, 21, 80);
	cr_assert_not(stage_run(&s, "columns-more"));
	cr_assert_str_eq(s.err.message, "No more than 2 columns fit here.");
	stage_show(&s, 60, 200);
	for (int i = 3; i <= 6; i++) {
		cr_assert(stage_run(&s, "columns-more"));
		stage_show(&s, 60, 200);
	}
	cr_assert(stage_has(s.screen, "levels 0 to 5"));
	cr_assert_not(stage_run(&s, "columns-more"));
	cr_assert_str_eq(s.err.message, "All levels are shown.");
	for (int i = 5; i >= 2; i--) {
		cr_assert(stage_run(&s, "columns-fewer"));
		stage_show(&s, 60, 200);
	}
	cr_assert_not(stage_run(&s, "columns-fewer"));
	cr_assert_str_eq(
	    s.err.message, "Two columns are the fewest that compare.");
}

Test(compare, six_columns_follow_a_criterion_through_the_levels)
{
	hold(2);
	stage_show(&s, 60, 200);
	for (int i = 3; i <= 6; i++)
		cr_assert(stage_run(&s, "columns-more"));
	const char *screen = stage_show(&s, 60, 200);

	cr_assert(stage_has(
	    screen, "+ [M] 2.1 [-Each cook-] sharpens ~ [ ] 3.1 {+One"));
	cr_assert(stage_has(screen, "+ [ ] 5.1 Guests taste every"));
}

Test(compare, left_and_right_stay_in_the_row)
{
	hold(2);
	stage_go(&s, 2, 3);
	stage_show(&s, 31, 120);
	cr_assert(stage_move(&s, MOVE_RIGHT));
	cr_assert(stage_at(&s, 3, 3));
	cr_assert_not(stage_move(&s, MOVE_RIGHT));
	stage_show(&s, 31, 120);
	cr_assert(stage_move(&s, MOVE_DOWN));
	cr_assert(stage_at(&s, 3, 2), "rows are walked as they stand");
	stage_show(&s, 31, 120);
	cr_assert(stage_move(&s, MOVE_LEFT));
	cr_assert(stage_at(&s, 2, 3), "the nearest above, where it has none");
}

Test(compare, the_cursor_stands_in_its_column)
{
	int row, col;

	hold(2);
	stage_go(&s, 3, 1);
	cr_assert(stage_has(stage_show(&s, 31, 120), " ~ >[ ] 3.1 "));
	canvas_get_cursor(s.canvas, &row, &col);
	cr_assert_eq(col, 64);
	cr_assert_eq(stage_role(&s, "3.1"), 'c');
	cr_assert_eq(stage_role(&s, "2.1"), 'q', "the other column is not");
}

Test(compare, another_control_keeps_the_levels_and_shows_what_is_chosen)
{
	hold(2);
	stage_show(&s, 31, 120);
	cr_assert(stage_run(&s, "levels-up"));
	stage_show(&s, 31, 120);
	desk_go(&s.desk, (struct spot){ SPOT_CRITERION, 1, 2, 0 });
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 3 and 4"));
	cr_assert(stage_has(s.screen, ">AB-2 Bakery   [ ] 2.1 "),
	    "what a key would answer is always in sight");
}

Test(compare, levels_follow_an_answer_that_moves_on)
{
	hold(1);
	stage_show(&s, 31, 120);
	stage_go(&s, 2, 3);
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 1 and 2"));
	stage_go(&s, 3, 1);
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 2 and 3"));
}

Test(compare, only_differences_leaves_out_what_is_alike)
{
	hold(2);
	stage_go(&s, 2, 1);
	stage_show(&s, 31, 120);
	cr_assert(stage_run(&s, "differences-only"));
	cr_assert(stage_lacks(stage_show(&s, 31, 120), "larder"));
	cr_assert(stage_has(s.screen, "1 alike, left out"));
	stage_go(&s, 2, 3);
	cr_assert(stage_has(stage_show(&s, 31, 120), "larder"),
	    "what is under the cursor is never hidden");
	cr_assert(stage_run(&s, "differences-only"));
	stage_go(&s, 2, 1);
	cr_assert(stage_has(stage_show(&s, 31, 120), "larder"));
}

Test(compare, eighty_columns_show_two_levels)
{
	hold(2);
	stage_go(&s, 3, 1);
	const char *screen = stage_show_with(&s, 21, 80, CANVAS_UNICODE);

	cr_assert(stage_has(screen, " AB-1   L2 | L3   "));
	cr_assert(stage_has(screen, "«added at L3»   ‹only at L2›\n"));
	cr_assert(stage_has(screen,
	    "\n [✓] 2.1 ‹Each cook› sharpens the      ~ ►[ ] 3.1 «One "
	    "steward» sharpens the\n     knives of the day ‹by hand.›         "
	    "    knives of the day «on a wheel.»\n"));
}

Test(compare, what_lies_below_is_named)
{
	hold(2);
	stage_go(&s, 2, 1);
	cr_assert(stage_has(stage_show(&s, 12, 80),
	    "\n below: 2.2 only at L2, which still needs them\n"));
	stage_go(&s, 2, 2);
	cr_assert(stage_has(stage_show(&s, 12, 80), "\n above: 2.1~3.1"));
	cr_assert(stage_has(s.screen, ">[M] 2.2 Spoons"));
}

Test(compare, a_narrow_screen_shows_one_level_and_the_arrows_change_it)
{
	hold(2);
	stage_go(&s, 2, 1);
	cr_assert(stage_has(stage_show(&s, 12, 60), " AB-1   [L2] | L3"));
	cr_assert(stage_lacks(s.screen, "[ ] 3.1"));
	cr_assert(stage_move(&s, MOVE_RIGHT));
	cr_assert(stage_at(&s, 3, 1));
	cr_assert(stage_has(stage_show(&s, 12, 60), " AB-1   L2 | [L3]"));
	cr_assert(stage_lacks(s.screen, "[M] 2.1"));
	cr_assert(stage_lacks(s.screen, "not asked again"));
}

Test(compare, pages_take_the_cursor_along)
{
	hold(2);
	stage_go(&s, 2, 1);
	stage_show(&s, 12, 80);
	cr_assert(stage_move(&s, MOVE_PAGE_DOWN));
	stage_show(&s, 12, 80);
	int row, col;

	canvas_get_cursor(s.canvas, &row, &col);
	cr_assert(row > 1, "the cursor is in sight");
	cr_assert(s.desk.spot.item != 0);
}

Test(compare, every_size_keeps_the_cursor_in_sight)
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

Test(compare, commands_are_refused_in_another_pane)
{
	static const char *const names[] = { "levels-down", "levels-up",
		"columns-more", "columns-fewer", "differences-only" };
	struct pane other = { .ops = &interview_ops };
	struct pane *own = s.pane;

	for (size_t i = 0; i < 5; i++) {
		s.pane = &other;
		bool ok = stage_run(&s, names[i]);

		s.pane = own;
		cr_assert_not(ok);
		cr_assert_str_eq(
		    s.err.message, "Levels are compared in Compare.");
	}
}

/* A pack of its own for one test: levels from 0 to `top`, ten criteria at
 * each. */
static void
begin_scale(int top, const char *text)
{
	struct builder *b;
	size_t row, scale;

	s = (struct stage){ 0 };
	b = s.pack.builder = builder_new(&s.pack.problems);
	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "small");
	builder_text(b, PACK_TITLE, 0, "Small");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	scale = builder_child(b, PACK_SCALE, 0);
	for (int i = 0; i <= top; i++) {
		row = builder_child(b, SCALE_LEVELS, scale);
		builder_number(b, LEVEL_NUMBER, row, i);
		builder_text(b, LEVEL_NAME, row, "Step");
	}
	row = builder_child(b, PACK_DOMAINS, 0);
	builder_text(b, DOMAIN_ID, row, "AB");
	builder_text(b, DOMAIN_NAME, row, "Alphabet");
	row = pack_control(&s.pack, "AB-1", "A kitchen is kept.");
	for (int i = 1; i <= top; i++) {
		size_t level = pack_level(&s.pack, row, i);

		for (int k = 0; k < 10; k++) {
			char own[120];

			snprintf(
			    own, sizeof(own), "%s %d in step %d.", text, k, i);
			pack_criterion(&s.pack, level, own);
		}
	}
	pack_finish(&s.pack);
	stage_open(&s, &compare_ops);
}

Test(compare_scales, two_levels_are_enough, .fini = teardown)
{
	begin_scale(1, "Bread is baked");
	cr_assert(stage_has(stage_show(&s, 31, 120), "levels 0 and 1"));
	cr_assert(stage_has(s.screen, "[ ] 1.10 Bread is baked 9 in step"));
	cr_assert_not(stage_run(&s, "levels-up"));
	cr_assert_not(stage_run(&s, "levels-down"));
	cr_assert_not(stage_run(&s, "columns-more"));
}

Test(compare_scales, eleven_levels_show_six_at_most, .fini = teardown)
{
	begin_scale(10, "Bread is baked");
	stage_show(&s, 60, 240);
	for (int i = 3; i <= 6; i++) {
		cr_assert(stage_run(&s, "columns-more"));
		stage_show(&s, 60, 240);
	}
	cr_assert_not(stage_run(&s, "columns-more"));
	for (int i = 0; i < 4; i++) {
		cr_assert(stage_run(&s, "levels-up"));
		stage_show(&s, 60, 240);
	}
	cr_assert(stage_has(s.screen, "levels 5 to 10"));
	cr_assert_not(stage_run(&s, "levels-up"));
}

Test(compare_scales, texts_with_such_signs_get_the_others, .fini = teardown)
{
	begin_scale(2, "The cook says «soup» and");
	cr_assert(stage_has(
	    stage_show_with(&s, 31, 120, CANVAS_UNICODE), "{+added at L2+}"));
	cr_assert(stage_has(s.screen, "«soup»"));
	cr_assert(stage_lacks(s.screen, "‹"));
}
