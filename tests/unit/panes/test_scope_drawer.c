/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Scope on the screen: what it says, and what its keys propose. */

#include <config.h>

#include <stdlib.h>

#include "asked.h"

#include "model/calendar.h"
#include "panes/scope_drawer.h"

static const struct command_table *const tables[] = { &scope_table };

/* The drawer has no line of its own to type in: it is drawn as a pane. */
static void
begin(struct place *p)
{
	place_begin(p, tables, 1);
	place_open_take(p, scope_open());
	p->rows = 12;
	desk_set_today(&p->desk, day_parse("2026-07-14"));
	place_draw_pane(p);
}

static bool
progress_is(const struct desk *desk, size_t answered, size_t of)
{
	size_t have, have_of;

	desk_progress(desk, &have, &have_of);
	return have == answered && have_of == of;
}

/* Answers what was asked. */
static bool
answer(struct place *p, const char *text)
{
	struct ask asked = ask;

	ask = (struct ask){ 0 };
	place_clear(p);
	p->ctx.ask = &ask;
	p->ctx.argument = text;
	p->ctx.topic = asked.topic;
	bool ok = asked.done(&p->ctx);

	p->ctx.argument = p->ctx.topic = NULL;
	free(asked.initial);
	free(asked.topic);
	free(asked.note);
	return ok;
}

/* Records what was proposed. */
static void
commit(struct place *p)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T09:30:00+02:00" };
	struct commit made = { 0 };
	struct err err = { 0 };

	cr_assert(session_prepare(p->pack.session, p->pack.catalog, &p->changes,
	              &stamp, &made, &err),
	    "%s", err.message);
	place_apply(p, &made);
	place_draw_pane(p);
}

static void
value(const struct place *p, const char *path, const char *wanted)
{
	const char *found = session_get(p->pack.session, path);

	cr_assert(str_equal(found, wanted), "%s is %s", path, found);
}

Test(scope_drawer, without_a_rule_all_are_in)
{
	struct place p;

	begin(&p);
	place_shows(&p, "none: all active controls are in scope");
	place_shows(
	    &p, "3 in   0 out   0 inherited   0 reciprocal   0 inactive");
	place_shows(&p, "AB-1       in");
	place_done(&p);
}

Test(scope_drawer, a_rule_takes_terms_about_content_and_a_reason)
{
	struct place p;

	begin(&p);
	cr_assert_not(run(&p, "scope-rule", "open"), "");
	cr_assert(strstr(p.err.message, "only terms about the content"), "%s",
	    p.err.message);
	cr_assert_not(run(&p, "scope-rule", "deficient"), "");
	cr_assert(run(&p, "scope-rule", "ferries"), "");
	cr_assert_str_eq(ask.note, "ferries: 1 control", "");
	cr_assert_not(answer(&p, ""), "there is no former reason");
	asked_done();
	cr_assert(run(&p, "scope-rule", "ferries"), "");
	cr_assert(answer(&p, "the rest is on land"), "");
	commit(&p);
	place_shows(&p, "ferries");
	place_shows(&p, "the rest is on land");
	place_shows(&p, "1 in   2 out");
	place_shows(&p, "AB-1       out          by the rule");
	/* the same one again asks nothing */
	cr_assert(run(&p, "scope-rule", " ferries "), "");
	cr_assert(!ask.done && p.message.len, "");
	/* and none at all takes it away */
	cr_assert(run(&p, "scope-rule", ""), "");
	cr_assert(answer(&p, "all of it"), "");
	commit(&p);
	value(&p, "scope/rule", NULL);
	asked_done();
	place_done(&p);
}

Test(scope_drawer, out_asks_why_and_answers_are_still_there_after_it)
{
	struct place p;

	begin(&p);
	place_record(&p, "2026-07-14T09:20:00+02:00", NULL,
	    (const char *const[]){
	        "AB-2/criteria/1.1/state", "met", NULL, NULL });
	cr_assert(progress_is(&p.desk, 1, 5), "");
	cr_assert(run(&p, "scope-out", "ab-2"), "");
	cr_assert_str_eq(ask.note, "AB-2 out of scope", "");
	cr_assert(answer(&p, "run by others"), "");
	commit(&p);
	place_shows(&p, "AB-2       out          run by others");
	cr_assert(progress_is(&p.desk, 0, 4), "left out");
	/* passed over, though still there */
	cr_assert_eq(desk_step_control(&p.desk, 0, 1), 2u, "");
	struct spot spot = { SPOT_CRITERION, 0, 2, 0 };

	desk_step_open(&p.desk, &spot, 1);
	cr_assert_eq(spot.control, 2u, "");
	cr_assert(run(&p, "scope-in", "AB-2"), "");
	commit(&p);
	value(&p, "scope/controls/AB-2", NULL);
	cr_assert(progress_is(&p.desk, 1, 5), "back again");
	/* with the reason behind it nothing is asked */
	cr_assert(run(&p, "scope-out", "AB-3 no lamps here"), "");
	commit(&p);
	place_shows(&p, "no lamps here");
	asked_done();
	place_done(&p);
}

Test(scope_drawer, keys_mean_the_control_under_the_cursor)
{
	struct place p;

	begin(&p);
	cr_assert(run(&p, "scope-out", "AB-3 no lamps here"), "");
	commit(&p);
	place_move(&p, MOVE_DOWN);
	cr_assert(run(&p, "scope-default", NULL), "");
	commit(&p);
	value(&p, "scope/controls/AB-3", NULL);
	/* now on the control shown, which has no entry */
	cr_assert_not(run(&p, "scope-default", NULL), "");
	place_move(&p, MOVE_ENTER);
	cr_assert_eq(p.ctx.next, NEXT_ASSESS, "");
	place_done(&p);
}

Test(scope_drawer, inherited_asks_provider_and_day_and_warns_of_old_ones)
{
	struct place p;

	begin(&p);
	cr_assert(run(&p, "inherited", "AB-2"), "");
	cr_assert(answer(&p, "Nordhost"), "");
	cr_assert_not(answer(&p, "2025-02-30"), "no such day");
	cr_assert(run(&p, "inherited", "AB-2"), "");
	cr_assert(answer(&p, "Nordhost"), "");
	cr_assert(answer(&p, "2025-07-01"), "");
	cr_assert_eq(p.changes.count, 3u, "one commit");
	commit(&p);
	value(&p, "scope/controls/AB-2", "inherited");
	place_shows(&p,
	    "! Nordhost   declared 2025-07-01, 12 months ago: older "
	    "than 12 months");
	cr_assert(run(&p, "reciprocal", "AB-3"), "");
	cr_assert(answer(&p, ""), "");
	cr_assert(answer(&p, "2026-06-14"), "");
	commit(&p);
	place_shows(&p, "reciprocal   declared 2026-06-14, 1 month ago");
	place_shows(&p, "1 in   0 out   1 inherited   1 reciprocal");
	/* asked again it offers what was said; then the day is taken away */
	cr_assert(run(&p, "inherited", "AB-2"), "");
	cr_assert_str_eq(ask.initial, "Nordhost", "");
	cr_assert(answer(&p, "Nordhost"), "");
	cr_assert_str_eq(ask.initial, "2025-07-01", "");
	cr_assert(answer(&p, ""), "");
	commit(&p);
	place_shows(&p, "the declaration has no date");
	/* in again, nothing of it stays behind */
	cr_assert(run(&p, "scope-in", "AB-2"), "");
	commit(&p);
	value(&p, "scope/controls/AB-2/provider", NULL);
	asked_done();
	place_done(&p);
}

Test(scope_drawer, the_rule_is_typed_with_completion_and_a_count)
{
	struct place p;

	place_begin(&p, tables, 1);
	place_open_take(&p, scope_rule_open(&p.desk));
	p.rows = 24;
	place_draw_drawer(&p);
	place_shows(&p, "weight>=N");
	place_shows(&p, "3 of 3");
	/* terms about answers are not offered */
	place_hides(&p, "untouched");
	place_hides(&p, "satisfactory");
	place_type(&p, "dom");
	place_key(&p, KEY_TAB_CODE);
	place_type(&p, "AB lam");
	place_draw_drawer(&p);
	place_shows(&p, "rule: domain:AB lam");
	place_shows(&p, "1 of 3");
	place_type(&p, " open");
	place_key(&p, KEY_ENTER_CODE);
	cr_assert_eq(p.ctx.next, NEXT_NONE, "");
	place_draw_drawer(&p);
	place_shows(&p, "only terms about the content");
	for (int i = 0; i < 5; i++)
		place_key(&p, KEY_BACKSPACE_CODE);
	place_clear(&p);
	asked_done();
	p.ctx.ask = &ask;
	p.pane->ops->key(p.pane, KEY_ENTER_CODE, &p.ctx);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE, "");
	cr_assert_str_eq(ask.topic, "domain:AB lam", "");
	asked_done();
	place_done(&p);
}

Test(scope_drawer, it_fits_any_size)
{
	struct place p;

	begin(&p);
	for (p.rows = 1; p.rows < 9; p.rows++)
		for (p.cols = 40; p.cols < 130; p.cols += 40)
			place_draw_pane(&p);
	place_done(&p);
}
