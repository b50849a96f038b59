/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The help drawer. */

#include <config.h>

#include "place.h"

static const struct command tree[] = {
	{ "plant", "p", "put a tree here", place_nothing, NULL, NULL },
	{ 0 },
};
static const struct command journal[] = {
	{ "burn", "B", "throw the tree away", place_nothing, NULL, NULL },
	{ 0 },
};
static const struct command global[] = {
	{ "down", "j Down", "next item", place_nothing, NULL, NULL },
	{ "undo", "U", "take the last change back", place_nothing, NULL, NULL },
	{ "speak", "",
	    "say a great many words about the thing under the "
	    "cursor, and then some more about the one beside it",
	    place_nothing, NULL, NULL },
	{ 0 },
};
static const struct command_table tree_rows = { "tree", "Garden", tree };
static const struct command_table journal_rows = { "journal", "Diary",
	journal };
static const struct command_table global_rows = { "all", "Everywhere", global };
static const struct command_table *const tables[] = { &journal_rows, &tree_rows,
	&note_table, &global_rows };
static const struct command_table *const here[] = { &tree_rows, NULL };
static const struct pane_ops where_ops = {
	.name = "where", .title = "Trees", .tables = here
};

static void
begin(struct place *p)
{
	struct pane where = { .ops = &where_ops };

	place_begin(p, tables, 4);
	place_open_take(p, help_open(&where));
}

Test(help, this_place_comes_first_then_everywhere_then_the_rest)
{
	struct place p;

	begin(&p);
	p.rows = 150;
	place_draw_drawer(&p);
	place_shows(&p, "Help: Trees");
	place_shows(&p, "  Garden           \xe2\x96\xba p       plant         "
	                "     put a tree here");
	place_shows(&p, "  Everywhere         j Down  down               next "
	                "item");
	place_orders(&p, "Garden", "Everywhere");
	place_orders(&p, "Everywhere", "Diary");
	place_orders(&p, "Diary", "Signs");
	place_orders(&p, "Signs", "Words");
	place_shows(&p, "[\xe2\x9c\x93]     met ");
	place_shows(&p, "criterion          one statement of a maturity level");
	place_done(&p);
}

Test(help, a_single_letter_finds_the_key)
{
	struct place p;

	begin(&p);
	place_type(&p, "U");
	place_draw_drawer(&p);
	place_shows(&p, "1 for \"U\"");
	place_shows(&p, "undo");
	place_shows(&p, "1 found");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_RUN);
	cr_assert_str_eq(p.ctx.run->name, "undo");
	place_done(&p);
}

Test(help, a_named_key_is_found_too)
{
	struct place p;

	begin(&p);
	place_type(&p, "Down");
	place_draw_drawer(&p);
	place_shows(&p, "next item");
	place_done(&p);
}

Test(help, words_narrow_it_those_of_this_place_first)
{
	struct place p;

	begin(&p);
	place_type(&p, "tree");
	place_draw_drawer(&p);
	place_shows(&p, "2 for \"tree\", those for this place first");
	place_orders(&p, "plant", "burn");
	place_hides(&p, "undo");
	place_key(&p, KEY_CODE_DOWN);
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_str_eq(p.ctx.run->name, "burn");
	place_done(&p);
}

Test(help, a_word_explained_cannot_be_run)
{
	struct place p;

	begin(&p);
	place_type(&p, "orphaned");
	place_draw_drawer(&p);
	place_shows(&p, "Words");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_NONE);
	place_key(&p, KEY_ESC_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE);
	place_done(&p);
}

Test(help, nothing_found_is_said)
{
	struct place p;

	begin(&p);
	place_type(&p, "zebra");
	place_draw_drawer(&p);
	place_shows(&p, "nothing for \"zebra\"   Esc back");
	place_done(&p);
}

Test(help, a_rebound_key_is_the_one_shown)
{
	const char *bad;
	struct place p;

	begin(&p);
	cr_assert(keymap_bind(p.keymap, "undo", "y", &bad));
	place_type(&p, "y");
	place_draw_drawer(&p);
	place_shows(&p, "y       undo");
	place_done(&p);
}

Test(help, long_texts_wrap_on_narrow_screens)
{
	struct place p;

	begin(&p);
	p.rows = 24;
	p.cols = 80;
	place_type(&p, "great");
	place_draw_drawer(&p);
	place_shows(&p, "\n  Everywhere\n");
	place_shows(&p, "speak             say a great many words");
	place_shows(&p, "beside it\n");
	p.cols = 40;
	place_draw_drawer(&p);
	place_hides(&p, "speak");
	place_shows(&p, "beside it\n");
	place_done(&p);
}

Test(help, all_of_it_can_be_reached_by_scrolling)
{
	struct place p;

	begin(&p);
	p.rows = 24;
	p.cols = 80;
	for (int i = 0; i < 30; i++) {
		place_draw_drawer(&p);
		place_key(&p, KEY_CODE_PGDN);
	}
	place_draw_drawer(&p);
	place_shows(&p, "\xe2\x96\xba         orphaned");
	place_done(&p);
}
