/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The filter drawer, and the tree it narrows. */

#include <config.h>

#include "place.h"

static const struct command global[] = {
	{ "filter-clear", "*", "show all", place_nothing, NULL, "show all" },
	{ 0 },
};
static const struct command_table rows = { "all", "Everywhere", global };
static const struct command_table *const tables[] = { &rows };

static void
begin(struct place *p)
{
	place_begin(p, tables, 1);
	place_open_take(p, filter_open(&p->desk));
}

/* The controls of the tree, in order. */
static void
expect_shown(const struct place *p, const char *wanted)
{
	const struct outline *o = &p->desk.outline;
	struct str list = { 0 };

	for (size_t i = 0; i < o->visible_count; i++) {
		const struct outline_node *node = &o->nodes[o->visible[i]];

		if (node->kind == OUTLINE_CONTROL)
			str_printf(&list, "%s%s", list.len ? " " : "",
			    catalog_string(
			        p->desk.catalog, CONTROL_ID, node->row));
	}
	cr_assert_str_eq(str_text(&list), wanted, "%s", str_text(&list));
	str_done(&list);
}

static void
expect_here(const struct place *p, const char *id)
{
	const char *here = catalog_string(
	    p->desk.catalog, CONTROL_ID, p->desk.spot.control);

	cr_assert_str_eq(here, id, "%s", here);
}

Test(filter, the_terms_are_listed_with_what_they_do)
{
	struct place p;

	begin(&p);
	place_draw_drawer(&p);
	place_shows(&p, "  weight>=N     the control's weight");
	place_shows(&p, "  open          criteria are left to answer");
	place_shows(&p, "Enter keeps   Tab completes   Esc back");
	/* two columns here, one on a narrow screen */
	place_shows(&p, "evidence      evidence is asked for");
	p.cols = 80;
	place_draw_drawer(&p);
	place_hides(&p, "evidence is asked for");
	place_shows(&p, "domain:X      in this domain");
	place_done(&p);
}

Test(filter, the_tree_narrows_as_one_types)
{
	struct place p;

	begin(&p);
	place_type(&p, "lamp");
	/* where one is stays in sight */
	expect_shown(&p, "AB-1 AB-3");
	expect_here(&p, "AB-1");
	place_draw_drawer(&p);
	place_shows(&p, " &lamp");
	place_shows(&p, "1 of 3");
	place_key(&p, KEY_BACKSPACE_CODE);
	place_key(&p, KEY_BACKSPACE_CODE);
	place_key(&p, KEY_BACKSPACE_CODE);
	place_key(&p, KEY_BACKSPACE_CODE);
	expect_shown(&p, "AB-1 AB-2 AB-3");
	cr_assert_null(desk_filter(&p.desk), "");
	place_done(&p);
}

Test(filter, enter_keeps_it_and_goes_to_what_it_holds_for)
{
	struct place p;

	begin(&p);
	place_type(&p, "lamp");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE, "");
	cr_assert_str_eq(desk_filter(&p.desk), "lamp", "");
	expect_here(&p, "AB-3");
	expect_shown(&p, "AB-3");
	place_done(&p);
}

Test(filter, enter_stays_where_the_filter_holds_or_nothing_does)
{
	struct place p;

	begin(&p);
	place_type(&p, "bridges");
	place_key(&p, KEY_ENTER_CODE);
	expect_here(&p, "AB-1");
	place_type(&p, "zebra");
	place_key(&p, KEY_ENTER_CODE);
	expect_here(&p, "AB-1");
	cr_assert_eq(p.desk.found, 0u, "");
	place_done(&p);
}

Test(filter, esc_brings_back_what_was)
{
	struct place p;
	struct err err = { 0 };

	place_begin(&p, tables, 1);
	desk_set_filter(&p.desk, "-lamps", &err);
	place_open_take(&p, filter_open(&p.desk));
	place_type(&p, "ferr");
	cr_assert_str_eq(desk_filter(&p.desk), "-lamps ferr", "");
	place_key(&p, KEY_ESC_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE, "");
	cr_assert_str_eq(desk_filter(&p.desk), "-lamps", "");
	expect_shown(&p, "AB-1 AB-2");
	place_done(&p);
}

Test(filter, tab_completes_terms_and_names)
{
	struct place p;

	begin(&p);
	place_type(&p, "op");
	place_key(&p, KEY_TAB_CODE);
	cr_assert_str_eq(desk_filter(&p.desk), "open", "");
	/* a blank follows what is whole, none what wants a name */
	place_type(&p, "-dom");
	place_key(&p, KEY_TAB_CODE);
	place_draw_drawer(&p);
	place_shows(&p, " &open -domain:");
	place_shows(&p, "AB            Alphabet");
	place_key(&p, KEY_TAB_CODE);
	cr_assert_str_eq(desk_filter(&p.desk), "open -domain:AB", "");
	cr_assert_eq(p.desk.found, 0u, "");
	place_done(&p);
}

Test(filter, arrows_choose_what_tab_takes)
{
	struct place p;

	begin(&p);
	place_type(&p, "w");
	place_key(&p, KEY_CODE_DOWN);
	place_key(&p, KEY_TAB_CODE);
	cr_assert_str_eq(desk_filter(&p.desk), "withdrawn", "");
	/* words are anything: Tab has nothing for them */
	place_key(&p, KEY_TAB_CODE);
	cr_assert_str_eq(desk_filter(&p.desk), "withdrawn", "");
	place_done(&p);
}

Test(filter, a_word_inside_the_line_is_completed_in_its_place)
{
	struct place p;

	begin(&p);
	place_type(&p, "op lamp");
	for (int i = 0; i < 5; i++)
		place_key(&p, KEY_CODE_LEFT);
	place_key(&p, KEY_TAB_CODE);
	cr_assert_str_eq(desk_filter(&p.desk), "open lamp", "");
	place_done(&p);
}

Test(filter, a_wrong_term_is_explained_and_the_tree_stays)
{
	struct place p;

	begin(&p);
	place_type(&p, "lamp domain:x");
	expect_shown(&p, "AB-1 AB-3");
	place_draw_drawer(&p);
	place_shows(&p, "\"domain:x\" names nothing; there are: AB.");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_NONE, "the drawer stays");
	place_done(&p);
}

Test(filter, half_a_term_is_not_called_wrong_before_enter)
{
	struct place p;

	begin(&p);
	place_type(&p, "domain:");
	place_draw_drawer(&p);
	place_hides(&p, "needs an id");
	place_shows(&p, "Alphabet");
	place_key(&p, KEY_ENTER_CODE);
	place_draw_drawer(&p);
	place_shows(&p, "\"domain:\" needs an id or part of a name");
	place_done(&p);
}

Test(filter, pasted_text_narrows_too)
{
	struct place p;

	begin(&p);
	place_clear(&p);
	p.pane->ops->paste(p.pane, "ferr\n", &p.ctx);
	cr_assert_str_eq(desk_filter(&p.desk), "ferr", "");
	place_done(&p);
}

/* The tree, 36 cells wide. */
static void
draw_tree(struct place *p)
{
	struct pane *pane = tree_ops.open();

	pane->ops = &tree_ops;
	place_open_take(p, pane);
	p->cols = 36;
	place_draw_pane(p);
}

Test(filter, the_tree_says_what_it_shows_and_what_is_hidden)
{
	struct place p;
	struct err err = { 0 };

	place_begin(&p, tables, 1);
	cr_assert(filter_take(&p.desk, "lamp", &err), "");
	draw_tree(&p);
	place_shows(&p, "\n & lamp                   1 of 3   *\n");
	place_shows(&p, "AB-3");
	place_hides(&p, "AB-1");
	place_shows(&p, "\n\n  2 controls hidden by the filter\n");
	place_done(&p);
}

Test(filter, the_tree_says_how_to_show_all_when_there_is_nothing)
{
	struct place p;
	struct err err = { 0 };

	place_begin(&p, tables, 1);
	desk_set_filter(&p.desk, "zebra crossings in the rain", &err);
	draw_tree(&p);
	place_shows(&p, "\n & zebra cros~  0 of 3   * shows all\n");
	/* only where one is */
	place_shows(&p, "AB-1");
	place_shows(&p, "2 controls hidden");
	place_done(&p);
}

Test(filter, what_a_domain_has_left_is_what_shows_of_it)
{
	struct place p;
	struct err err = { 0 };

	place_begin(&p, tables, 1);
	cr_assert(filter_take(&p.desk, "-bridges", &err), "");
	draw_tree(&p);
	place_shows(&p, "AB Alphabet                     2\n");
	place_done(&p);
}
