/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The journal on the screen. */

#include <config.h>

#include "place.h"

#define MONDAY "2026-07-13T"
#define TUESDAY "2026-07-14T"
#define ZONE "+02:00"

static const struct command global[] = {
	{ "open", "Enter", "open", place_nothing, NULL, NULL },
	{ "redo", "R", "redo", place_nothing, NULL, NULL },
	{ 0 },
};
static const struct command_table global_rows = { "all", "All", global };
static const struct command_table *const tables[] = { &journal_table,
	&global_rows };

static const char *const met[] = { "AB-1/criteria/1.1/state", "met", NULL,
	NULL };
static const char *const not_met[] = { "AB-1/criteria/1.1/state", "not met",
	NULL, NULL };

static void
begin(struct place *p)
{
	place_begin(p, tables, 2);
	p->rows = 31;
	place_open_take(p, journal_ops.open());
	p->pane->ops = &journal_ops;
}

/* Seven commits on two days. */
static void
record_some(struct place *p)
{
	static const char *const exceeded[] = { "AB-1/criteria/1.1/state",
		"exceeded", "Better practice replaces it",
		"AB-1/criteria/1.2/state", "exceeded",
		"Better practice replaces it", NULL };
	static const char *const note[] = { "AB-2/notes/abc123/text",
		"The oars are n\xc3\xa9w.", NULL, "AB-2/notes/abc123/criterion",
		"1.1", NULL, NULL };
	static const char *const evidence[] = { "evidence/E-1/state",
		"accepted", NULL, "evidence/E-1/locator", "p. 4-7", NULL,
		NULL };
	static const char *const title[] = { "session/title", "Harbour", NULL,
		NULL };

	place_record(p, MONDAY "16:58:01" ZONE, NULL, title);
	place_record(p, TUESDAY "09:31:10" ZONE, "B. Ferryman", met);
	place_record(p, TUESDAY "09:32:50" ZONE, NULL, not_met);
	place_record(p, TUESDAY "09:40:00" ZONE, NULL, exceeded);
	place_record(p, TUESDAY "09:41:00" ZONE, NULL, note);
	place_record(p, TUESDAY "09:42:00" ZONE, NULL, evidence);
}

static void
undo(struct place *p, const char *at)
{
	struct stamp stamp = { .by = "J. Tester", .at = at };
	struct commit commit = { 0 };

	cr_assert(session_prepare_undo(p->pack.session, &stamp, &commit));
	place_apply(p, &commit);
}

Test(journal_view, a_new_session_says_that_nothing_happened)
{
	struct place p;

	begin(&p);
	place_draw_pane(&p);
	place_shows(&p, " Nothing has happened yet.\n");
	place_move(&p, MOVE_DOWN);
	place_move(&p, MOVE_ENTER);
	desk_set_session(&p.desk, NULL);
	place_draw_pane(&p);
	place_shows(&p, " Nothing has happened yet.\n");
	place_done(&p);
}

Test(journal_view, a_row_says_when_who_where_what_and_why)
{
	struct place p;

	begin(&p);
	record_some(&p);
	place_draw_pane(&p);
	place_shows(&p, " Journal  ");
	place_shows(&p, "6 commits   head ");
	place_shows(&p, "all, newest first");
	place_shows(&p, "   seq  at     by         where                      "
	                "    what                          why\n");
	place_shows(&p, "     2  09:31  J. Tester  AB-1 1.1                   "
	                "    unassessed -> met             said by B. "
	                "Ferryman\n");
	place_shows(&p, "     3  09:32  J. Tester  AB-1 1.1                   "
	                "    met -> not met\n");
	place_orders(&p, "     3  ", "     2  ");
	place_done(&p);
}

Test(journal_view, several_changes_share_a_row)
{
	struct place p;

	begin(&p);
	record_some(&p);
	place_draw_pane(&p);
	place_shows(&p, "AB-1 1.1 1.2                   -> exceeded, 2 at "
	                "once        Better practice replaces it\n");
	place_shows(&p, "AB-2 1.1 note                  + 17 characters, "
	                "private\n");
	place_shows(&p, "E-1 state locator              -> accepted\n");
	place_done(&p);
}

Test(journal_view, many_changes_are_counted)
{
	static const char *const many[] = { "AB-1/criteria/1.1/state", "met",
		NULL, "AB-2/criteria/1.1/state", "partial", NULL,
		"AB-3/criteria/1.1/state", "met", NULL, NULL };
	struct place p;

	begin(&p);
	place_record(&p, TUESDAY "09:00:00" ZONE, NULL, many);
	place_draw_pane(&p);
	place_shows(&p, "AB-1 1.1 and 2 more            unassessed -> met\n");
	place_shows(&p, "   1   3 changes  ");
	place_shows(&p, "/state   unassessed -> partial\n");
	place_done(&p);
}

Test(journal_view, another_day_has_its_date_above_it)
{
	struct place p;

	begin(&p);
	record_some(&p);
	place_draw_pane(&p);
	place_shows(&p, "\n        13 Jul 2026\n     1  16:58  J. Tester  "
	                "session title                  Harbour\n");
	place_hides(&p, "14 Jul");
	place_done(&p);
}

Test(journal_view, an_undo_names_what_it_takes_back)
{
	struct place p;

	begin(&p);
	record_some(&p);
	place_record(&p, TUESDAY "10:00:00" ZONE, NULL, met);
	undo(&p, TUESDAY "10:01:00" ZONE);
	place_draw_pane(&p);
	place_shows(&p, "undoes 7                       AB-1 1.1 met -> "
	                "exceeded");
	place_move(&p, MOVE_DOWN);
	place_draw_pane(&p);
	place_shows(&p, "taken back by 8\n");
	place_done(&p);
}

Test(journal_view, the_commit_under_the_cursor_is_shown_in_full)
{
	struct place p;

	begin(&p);
	record_some(&p);
	place_draw_pane(&p);
	for (int i = 0; i < 4; i++)
		place_move(&p, MOVE_DOWN);
	place_draw_pane(&p);
	place_shows(&p, "\xe2\x96\xba    2  09:31");
	place_shows(&p, "   2   AB-1/criteria/1.");
	place_shows(&p, "Enter go there   B back to here");
	place_shows(&p, "  at       " TUESDAY "09:31:10" ZONE
	                "   by J. Tester   said by B. Ferryman\n");
	place_shows(&p, "  old      unassessed\n  new      met\n");
	place_shows(&p, "follows 1\n");
	place_shows(&p, "  B would take back 4 commits, 3 to 6, in one step; "
	                "nothing is deleted and R brings them back.\n");
	place_done(&p);
}

Test(journal_view, nothing_is_offered_to_take_back_where_nothing_can_be)
{
	struct place p;

	begin(&p);
	record_some(&p);
	place_draw_pane(&p);
	place_hides(&p, "back to here");
	place_hides(&p, "would take back");
	place_move(&p, MOVE_LAST);
	p.desk.read_only = true;
	place_draw_pane(&p);
	place_hides(&p, "back to here");
	place_hides(&p, "Enter go there");
	place_done(&p);
}

Test(journal_view, enter_goes_to_what_the_commit_speaks_of)
{
	struct spot note = { SPOT_CRITERION, 1, 1, 0 };
	struct place p;

	begin(&p);
	record_some(&p);
	place_draw_pane(&p);
	place_move(&p, MOVE_DOWN);
	place_move(&p, MOVE_ENTER);
	cr_assert_eq(p.ctx.next, NEXT_ASSESS);
	cr_assert(spot_equal(p.desk.spot, note), "the note's criterion");
	place_move(&p, MOVE_LAST);
	place_move(&p, MOVE_ENTER);
	cr_assert_eq(p.ctx.next, NEXT_NONE);
	cr_assert(p.message.len > 0, "it says that there is no place");
	place_done(&p);
}

Test(journal_view, back_to_here_names_the_commit_under_the_cursor)
{
	const struct command *back;
	struct place p;

	begin(&p);
	record_some(&p);
	back = keymap_find(p.keymap, &journal_table, 'B');
	cr_assert_not_null(back);
	place_draw_pane(&p);
	place_move(&p, MOVE_DOWN);
	place_clear(&p);
	cr_assert(back->run(&p.ctx));
	cr_assert_eq(p.ctx.next, NEXT_BACK);
	cr_assert_eq(p.ctx.back_seq, 5);
	place_clear(&p);
	p.ctx.argument = "3";
	cr_assert(back->run(&p.ctx));
	cr_assert_eq(p.ctx.back_seq, 3);
	place_clear(&p);
	p.ctx.argument = "three";
	cr_assert_not(back->run(&p.ctx));
	cr_assert_str_eq(p.err.message, "\"three\" is no number of a commit.");
	place_done(&p);
}

Test(journal_view, the_cursor_stays_on_its_commit_while_others_come)
{
	struct place p;

	begin(&p);
	record_some(&p);
	place_draw_pane(&p);
	place_record(&p, TUESDAY "11:00:00" ZONE, NULL, met);
	place_draw_pane(&p);
	place_shows(&p, "\xe2\x96\xba    7  11:00");
	place_move(&p, MOVE_DOWN);
	place_record(&p, TUESDAY "11:01:00" ZONE, NULL, not_met);
	place_draw_pane(&p);
	place_shows(&p, "\xe2\x96\xba    6  09:42");
	place_done(&p);
}

Test(journal_view, narrow_screens_keep_number_and_change)
{
	struct place p;

	begin(&p);
	record_some(&p);
	p.rows = 21;
	p.cols = 80;
	place_draw_pane(&p);
	place_shows(&p, "     2  09:31  J. Tester  AB-1 1.1                "
	                "unassessed -> met\n");
	place_hides(&p, "why");
	p.rows = 7;
	p.cols = 40;
	place_draw_pane(&p);
	place_shows(&p, "     3  AB-1 1.1       met -> not met\n");
	place_shows(&p, "     4  AB-1 1.1 1.2   -> exceeded\n");
	place_hides(&p, "09:31");
	place_done(&p);
}

Test(journal_view, twenty_thousand_commits_scroll_to_either_end)
{
	struct place p;

	begin(&p);
	session_bulk(p.pack.session, true);
	for (int i = 1; i <= 23000; i++) {
		struct commit commit = { .seq = (uint64_t)i,
			.at = xasprintf("2026-%02d-%02dT10:00:00+02:00",
			    i / 2000 + 1, i / 100 % 20 + 1),
			.by = xstrdup("J. Tester"),
			.count = 1 };

		commit.changes = xcalloc(1, sizeof(*commit.changes));
		commit.changes[0].path = xstrdup("AB-1/performed");
		commit.changes[0].value = xstrdup(i % 2 ? "yes" : "no");
		session_apply_take(p.pack.session, &commit);
	}
	session_bulk(p.pack.session, false);
	place_draw_pane(&p);
	place_shows(&p, "\xe2\x96\xba"
	                "23000");
	place_move(&p, MOVE_LAST);
	place_draw_pane(&p);
	place_shows(&p, "\xe2\x96\xba    1");
	place_shows(&p, "2 to 23000, in one step");
	for (int i = 0; i < 300; i++) {
		place_move(&p, MOVE_UP);
		place_draw_pane(&p);
		place_shows(&p, "\xe2\x96\xba");
	}
	place_move(&p, MOVE_PAGE_UP);
	place_draw_pane(&p);
	place_move(&p, MOVE_FIRST);
	place_draw_pane(&p);
	place_shows(&p, "\xe2\x96\xba"
	                "23000");
	place_done(&p);
}
