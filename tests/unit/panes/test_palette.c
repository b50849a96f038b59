/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The palette of commands. */

#include <config.h>

#include "place.h"

static const struct command criteria[] = {
	{ "met", "m", "met, and on to the next", place_nothing, NULL, NULL },
	{ "why", "W", "say why it was met", place_nothing, NULL, NULL },
	{ 0 },
};
static const struct command global[] = {
	{ "title-page", "", "print a page", place_nothing, NULL, NULL },
	{ "title", "", "name the session", place_nothing, "TITLE", NULL },
	{ "undo", "U u", "take the last change back", place_nothing, NULL,
	    NULL },
	{ "hit-next", ">", "next hit of the search", place_nothing, NULL,
	    NULL },
	{ 0 },
};
static const struct command_table criteria_rows = { "criteria", "Criteria",
	criteria };
static const struct command_table global_rows = { "all", "Everywhere", global };
static const struct command_table *const tables[] = { &criteria_rows,
	&note_table, &global_rows };

static void
begin(struct place *p)
{
	place_begin(p, tables, 3);
	place_open_take(p, palette_open(&p->desk));
}

Test(palette, every_command_is_listed_with_key_and_help)
{
	struct place p;

	begin(&p);
	place_draw_drawer(&p);
	place_shows(&p, "Commands");
	place_shows(&p, "\xe2\x96\xba met                   m     met, and on "
	                "to the next");
	place_shows(&p, "  undo                  U     take the last change "
	                "back");
	place_shows(&p, "  title                       name the session");
	place_shows(&p, "6 found");
	place_done(&p);
}

Test(palette, keys_of_the_note_editor_are_not_offered)
{
	struct place p;

	begin(&p);
	place_draw_drawer(&p);
	for (const struct command *row = note_table.commands; row->name;
	     row++) {
		char *name = xasprintf("\n  %s ", row->name);

		place_hides(&p, name);
		free(name);
	}
	place_done(&p);
}

Test(palette, names_come_before_parts_of_names_and_words_of_help)
{
	struct place p;

	begin(&p);
	place_type(&p, "ne");
	place_draw_drawer(&p);
	place_orders(&p, "hit-next", "met ");
	place_shows(&p, "2 found");
	place_key(&p, KEY_BACKSPACE_CODE);
	place_key(&p, KEY_BACKSPACE_CODE);
	place_type(&p, "met");
	place_draw_drawer(&p);
	place_orders(&p, "met ", "why ");
	place_done(&p);
}

Test(palette, enter_runs_the_command_under_the_cursor)
{
	struct place p;

	begin(&p);
	place_type(&p, "t");
	place_draw_drawer(&p);
	place_key(&p, KEY_CODE_DOWN);
	place_draw_drawer(&p);
	place_shows(&p, "title TITLE   Everywhere");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_RUN);
	cr_assert_str_eq(p.ctx.run->name, "title");
	cr_assert_null(p.ctx.run_argument);
	place_done(&p);
}

Test(palette, what_follows_a_whole_name_is_its_argument)
{
	struct place p;

	begin(&p);
	place_type(&p, "title  Nord and S\xc3\xbc"
	               "d ");
	place_draw_drawer(&p);
	place_shows(&p, "1 found");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_str_eq(p.ctx.run->name, "title");
	cr_assert(strstr(p.ctx.run_argument, "Nord and"));
	place_done(&p);
}

Test(palette, a_whole_name_wins_over_longer_ones)
{
	struct place p;

	begin(&p);
	place_type(&p, "title");
	place_draw_drawer(&p);
	place_orders(&p, "title  ", "title-page");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_str_eq(p.ctx.run->name, "title");
	place_done(&p);
}

Test(palette, tab_completes_the_name)
{
	struct place p;

	begin(&p);
	place_type(&p, "und");
	place_key(&p, KEY_TAB_CODE);
	place_draw_drawer(&p);
	place_shows(&p, "\n :undo");
	place_shows(&p, "undo   Everywhere: U u");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_str_eq(p.ctx.run->name, "undo");
	place_done(&p);
}

Test(palette, an_unknown_command_is_said_in_one_line)
{
	struct place p;

	begin(&p);
	place_type(&p, "xyz");
	place_draw_drawer(&p);
	place_shows(&p, "nothing for \"xyz\"   Esc back");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_NONE);
	cr_assert_str_eq(
	    p.err.message, "There is no command \"xyz\". Esc goes back.");
	place_key(&p, KEY_ESC_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE);
	place_done(&p);
}

Test(palette, a_narrow_screen_shows_names_and_keys)
{
	struct place p;

	begin(&p);
	p.rows = 24;
	p.cols = 40;
	place_draw_drawer(&p);
	place_shows(&p, "  undo                  U\n");
	place_shows(&p, "\n  met, and on to the next\n");
	place_done(&p);
}

Test(palette, a_short_screen_scrolls_to_the_cursor)
{
	struct place p;

	begin(&p);
	p.rows = 8;
	for (int i = 0; i < 9; i++) {
		place_draw_drawer(&p);
		place_key(&p, KEY_CODE_DOWN);
	}
	place_draw_drawer(&p);
	place_shows(&p, "\xe2\x96\xba hit-next");
	place_done(&p);
}
