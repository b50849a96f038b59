/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The search drawer, and the keys of next and previous hit. */

#include <config.h>

#include "place.h"

enum { BRIDGES, FERRIES, LAMPS };

static const struct command global[] = {
	{ "hit-next", ">", "next", place_nothing, NULL, NULL },
	{ "hit-previous", "<", "previous", place_nothing, NULL, NULL },
	{ 0 },
};
static const struct command_table global_rows = { "all", "All", global };
static const struct command_table *const tables[] = { &global_rows };

static void
begin(struct place *p)
{
	place_begin(p, tables, 1);
	place_open_take(p, search_open(NULL));
}

Test(search, results_come_as_one_types_grouped_by_control)
{
	struct place p;

	begin(&p);
	place_type(&p, "run book");
	place_draw_drawer(&p);
	place_shows(&p, "3 hits in 2 controls");
	place_shows(&p, "  AB-1 Bridges");
	place_shows(
	    &p, "  \xe2\x96\xba L1 1.1    Somebody keeps a /run book/.");
	place_shows(&p, "    L2 2.1    ");
	place_shows(&p, "/run books/ before a shift.");
	place_orders(&p, "AB-1 Bridges", "AB-2 Ferries");
	place_shows(&p, "\n /run book");
	place_shows(&p, "1 of 3");
	place_done(&p);
}

Test(search, the_desk_does_not_move_while_one_types)
{
	struct place p;

	begin(&p);
	struct spot before = p.desk.spot;

	place_type(&p, "lamps");
	place_key(&p, KEY_CODE_DOWN);
	place_key(&p, KEY_ESC_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE);
	cr_assert(spot_equal(p.desk.spot, before), "the cursor moved");
	cr_assert_null(p.desk.query, "nothing was searched for in earnest");
	place_done(&p);
}

Test(search, without_text_it_takes_the_hint_row_only)
{
	struct place p;

	begin(&p);
	cr_assert_eq(p.pane->ops->want(p.pane, &p.desk, 120), 0);
	place_draw_drawer(&p);
	place_shows(&p, "\n /");
	place_done(&p);
}

Test(search, enter_goes_to_the_criterion_and_keeps_the_query)
{
	struct place p;
	struct spot second = { SPOT_CRITERION, BRIDGES, 2, 0 };

	begin(&p);
	place_type(&p, "run book");
	place_key(&p, KEY_CODE_DOWN);
	place_draw_drawer(&p);
	place_shows(&p, "2 of 3");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_ASSESS);
	cr_assert(spot_equal(p.desk.spot, second), "not at 2.1");
	cr_assert_str_eq(p.desk.query, "run book");
	place_done(&p);
}

Test(search, a_control_named_is_entered_at_its_first_open_criterion)
{
	static const char *const changes[] = { "AB-1/criteria/1.1/state", "met",
		NULL, NULL };
	struct spot open = { SPOT_CRITERION, BRIDGES, 1, 1 };
	struct place p;

	begin(&p);
	place_record(&p, "2026-07-14T10:00:00+02:00", NULL, changes);
	place_type(&p, "ab-1");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(spot_equal(p.desk.spot, open), "not at 1.2");
	place_done(&p);
}

Test(search, up_brings_the_last_query_back)
{
	struct place p;

	begin(&p);
	desk_set(&p.desk.query, "lit");
	place_draw_drawer(&p);
	place_shows(&p, "Up: lit");
	place_key(&p, KEY_CODE_UP);
	place_draw_drawer(&p);
	place_shows(&p, "Lamps are /lit/.");
	place_done(&p);
}

Test(search, a_given_query_is_looked_for_at_once)
{
	struct place p;

	place_begin(&p, tables, 1);
	place_open_take(&p, search_open("lit"));
	place_draw_drawer(&p);
	place_shows(&p, "1 hit in 1 control");
	place_shows(&p, "1 of 1");
	place_done(&p);
}

Test(search, what_is_not_there_is_said_in_one_line)
{
	struct place p;

	begin(&p);
	place_type(&p, "zebra");
	cr_assert_eq(p.pane->ops->want(p.pane, &p.desk, 120), 0);
	place_draw_drawer(&p);
	place_shows(&p, "nothing for \"zebra\"   Esc back");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_NONE, "there is nowhere to go");
	place_done(&p);
}

Test(search, a_late_match_is_brought_into_view)
{
	struct place p;

	begin(&p);
	p.cols = 60;
	place_type(&p, "signed");
	place_draw_drawer(&p);
	place_shows(&p, "L2 2.1    ~");
	place_shows(&p, "/signed/");
	place_done(&p);
}

Test(search, groups_out_of_view_are_named)
{
	struct place p;

	begin(&p);
	p.rows = 8;
	place_type(&p, "run book");
	place_draw_drawer(&p);
	place_shows(&p, "below: AB-2 1");
	place_key(&p, KEY_CODE_PGDN);
	place_key(&p, KEY_CODE_PGDN);
	place_draw_drawer(&p);
	place_shows(&p, "lies aboard");
	place_hides(&p, "below:");
	place_done(&p);
}

Test(search, notes_are_found_with_time_and_author)
{
	static const char *const note[] = { "AB-2/notes/abc123/text",
		"The night crew has\nno torch.", NULL,
		"AB-2/notes/abc123/criterion", "1.1", NULL, NULL };
	static const char *const later[] = { "AB-1/criteria/1.1/state", "met",
		NULL, NULL };
	struct spot aboard = { SPOT_CRITERION, FERRIES, 1, 0 };
	struct place p;

	begin(&p);
	place_record(&p, "2026-07-13T10:39:00+02:00", NULL, note);
	place_type(&p, "torch");
	place_draw_drawer(&p);
	place_shows(&p, "note      10:39 J. Tester: The night crew has no "
	                "/torch/.");
	place_record(&p, "2026-07-14T09:00:00+02:00", NULL, later);
	place_type(&p, " ");
	place_draw_drawer(&p);
	place_shows(&p, "note      13 Jul J. Tester: ");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert(spot_equal(p.desk.spot, aboard), "not at the note's item");
	place_done(&p);
}

Test(search, evidence_is_found_with_its_id)
{
	struct place p;

	begin(&p);
	place_type(&p, "accounts");
	place_draw_drawer(&p);
	place_shows(&p, "evidence  E-1  Toll /accounts/");
	place_done(&p);
}

Test(search, next_hit_goes_round_and_says_where_it_is)
{
	static const struct spot stops[] = {
		{ SPOT_CRITERION, BRIDGES, 1, 0 },
		{ SPOT_CRITERION, BRIDGES, 2, 0 },
		{ SPOT_CRITERION, FERRIES, 1, 0 },
		{ SPOT_CRITERION, BRIDGES, 1, 0 },
	};
	struct place p;

	begin(&p);
	place_clear(&p);
	cr_assert(search_next(&p.desk, 1, &p.message));
	cr_assert(strstr(str_text(&p.message), "Nothing was searched"));
	desk_set(&p.desk.query, "run book");
	for (size_t i = 0; i < 4; i++) {
		place_clear(&p);
		search_next(&p.desk, 1, &p.message);
		cr_assert(spot_equal(p.desk.spot, stops[i]), "stop %zu", i);
	}
	cr_assert_str_eq(str_text(&p.message), "1 of 3 for \"run book\"");
	place_clear(&p);
	search_next(&p.desk, -1, &p.message);
	cr_assert(spot_equal(p.desk.spot, stops[2]), "back over the end");
	place_done(&p);
}

Test(search, next_hit_starts_from_where_one_is)
{
	struct spot toll = { SPOT_CRITERION, BRIDGES, 1, 1 };
	struct place p;

	begin(&p);
	desk_set(&p.desk.query, "run book");
	desk_go(&p.desk, toll);
	search_next(&p.desk, 1, &p.message);
	cr_assert_eq(p.desk.spot.level, 2, "2.1 lies next below 1.2");
	desk_go(&p.desk, toll);
	search_next(&p.desk, -1, &p.message);
	cr_assert_eq(p.desk.spot.level, 1);
	cr_assert_eq(p.desk.spot.item, 0, "1.1 lies next above 1.2");
	desk_select(&p.desk, LAMPS);
	search_next(&p.desk, -1, &p.message);
	cr_assert_eq(p.desk.spot.control, FERRIES);
	place_done(&p);
}
