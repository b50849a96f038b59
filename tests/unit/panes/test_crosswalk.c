/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The crosswalk: what frameworks hold, what is read from the controls, where
 * Enter leads, and what narrows it. */

#include <config.h>

#include <stdlib.h>

#include "asked.h"

/* Two frameworks in two groups.
 *   tolls   "Toll Act"  1 and 2 by AB-1, 2 and 10 by AB-2
 *   boats   "Boat Law"  a by AB-2; an objective of its own on AB-2
 *   bare    nothing maps to it
 * AB-1 has the objectives A1 and A2; AB-3 maps to nothing. */
static void
map(struct builder *b, size_t control, const char *framework,
    const char *const *values)
{
	size_t row = builder_child(b, CONTROL_MAPPINGS, control);

	builder_text(b, MAPPING_FRAMEWORK, row, framework);
	for (; *values; values++)
		builder_item(b, MAPPING_VALUES, row, *values);
}

static void
objective(
    struct builder *b, size_t control, const char *id, const char *framework)
{
	size_t row = builder_child(b, CONTROL_OBJECTIVES, control);

	builder_text(b, OBJECTIVE_ID, row, id);
	builder_text(b, OBJECTIVE_TEXT, row, "it is so");
	if (framework)
		builder_text(b, OBJECTIVE_FRAMEWORK, row, framework);
}

static void
fill(struct place *p)
{
	static const char *const frameworks[][3] = {
		{ "tolls", "Toll Act", "Land" }, { "bare", "Nothing", "Land" },
		{ "boats", "Boat Law", "Water" }
	};
	struct builder *b = p->pack.builder;

	for (size_t i = 0; i < 3; i++) {
		size_t row = builder_child(b, PACK_FRAMEWORKS, 0);

		builder_text(b, FRAMEWORK_ID, row, frameworks[i][0]);
		builder_text(b, FRAMEWORK_NAME, row, frameworks[i][1]);
		builder_text(b, FRAMEWORK_GROUP, row, frameworks[i][2]);
	}
	static const char *const one[] = { "Loose.", "Odd.", NULL };
	static const char *const two[] = { "Firm.", NULL };
	size_t bridge = place_control(p, "AB-1", "Bridges", one);
	size_t ferry = place_control(p, "AB-2", "Ferries", two);

	place_control(p, "AB-3", "Lamps", two);
	objective(b, bridge, "AB-1_A1", NULL);
	objective(b, bridge, "AB-1_A2", NULL);
	objective(b, ferry, "AB-2_A1", "boats");
	map(b, bridge, "tolls", (const char *const[]){ "1", "2", NULL });
	map(b, ferry, "tolls", (const char *const[]){ "10", "2", NULL });
	map(b, ferry, "boats", (const char *const[]){ "a", NULL });
}

static const struct command_table *const tables[] = { &crosswalk_table };

static void
begin(struct place *p, bool mapped)
{
	*p = (struct place){ .rows = 30, .cols = 120 };
	pack_begin(&p->pack);
	if (mapped)
		fill(p);
	else
		place_fill(p);
	pack_finish(&p->pack);
	desk_init(&p->desk, p->pack.catalog);
	desk_set_session(&p->desk, p->pack.session);
	p->keymap = keymap_new(tables, 1);
	place_open_take(p, crosswalk_ops.open());
	p->pane->ops = &crosswalk_ops;
	place_draw_pane(p);
}

static void
record(struct place *p, const char *path, const char *value)
{
	pack_record(&p->pack, path, value);
	desk_set_session(&p->desk, p->pack.session);
	place_draw_pane(p);
}

Test(crosswalk, frameworks_stand_with_what_they_hold)
{
	struct place p;

	begin(&p, true);
	place_shows(&p, "Toll Act                    0 of 3");
	place_shows(&p, "Toll Act: 3 requirements, 2 controls");
	place_shows(&p, "S 0   D 0   open 3");
	/* a group begins; what maps to nothing is not there */
	place_orders(&p, " Water", "  Boat Law");
	place_hides(&p, "Nothing");
	/* natural order, and each control's level */
	place_orders(
	    &p, "1              AB-1 -", "2              AB-1 -   AB-2 -");
	place_orders(
	    &p, "2              AB-1 -   AB-2 -", "10             AB-2 -");
	place_shows(&p, "2 objectives open");
	place_shows(&p, "no designation yet");
	place_done(&p);
}

Test(crosswalk, it_is_read_from_the_controls_and_kept_current)
{
	struct place p;

	begin(&p, true);
	record(&p, "AB-1/objectives/AB-1_A1/designation", "satisfactory");
	place_shows(&p, "1 objective open");
	place_shows(&p, "A1 Satisfactory, A2 open; not rated, 2 criteria left");
	record(&p, "AB-1/objectives/AB-1_A2/designation", "deficient");
	place_shows(&p, "D 1              AB-1 -");
	place_shows(&p, "Deficient   AB-1");
	/* one open control keeps it open */
	place_shows(&p, "Deficient so far");
	place_shows(&p, "S 0   D 1   open 2");
	record(&p, "AB-2/designation", "satisfactory");
	place_shows(&p, "S 1   D 2   open 0");
	place_shows(&p, "Toll Act                    1 of 3");
	record(&p, "scope/controls/AB-1", "out");
	place_shows(&p, "out of scope");
	place_shows(&p, "S 2   D 0   N 1   open 0");
	place_done(&p);
}

Test(crosswalk, the_requirement_says_who_answers_it_and_that_nobody_judged)
{
	struct place p;

	begin(&p, true);
	place_move(&p, MOVE_RIGHT);
	place_move(&p, MOVE_LAST);
	place_draw_pane(&p);
	place_shows(&p, "Answering AB-2 touches 2 requirements of Toll Act and "
	                "1 in the other 1");
	place_shows(&p, "Read, not judged: a mapping says that the texts meet");
	place_done(&p);
}

Test(crosswalk, enter_leads_to_the_control_and_asks_which_of_several)
{
	struct place p;

	begin(&p, true);
	place_move(&p, MOVE_ENTER);
	place_move(&p, MOVE_ENTER);
	cr_assert_eq(p.ctx.next, NEXT_ASSESS, "");
	cr_assert_eq(p.desk.spot.control, 0u, "");
	place_move(&p, MOVE_DOWN);
	place_clear(&p);
	asked_done();
	p.ctx.ask = &ask;
	p.pane->ops->move(p.pane, MOVE_ENTER, &p.ctx);
	cr_assert_str_eq(ask.choices, "1 AB-1   2 AB-2", "");
	p.ctx.argument = "2";
	p.ctx.topic = ask.topic;
	cr_assert(ask.done(&p.ctx), "");
	cr_assert_eq(p.desk.spot.control, 1u, "");
	p.ctx.argument = "7";
	cr_assert_not(ask.done(&p.ctx), "there are two");
	p.ctx.argument = p.ctx.topic = NULL;
	asked_done();
	place_done(&p);
}

Test(crosswalk, it_turns_to_all_a_control_answers_and_back)
{
	struct place p;

	begin(&p, true);
	desk_select(&p.desk, 1);
	cr_assert(run(&p, "crosswalk-by", NULL), "");
	place_draw_pane(&p);
	place_shows(&p, "AB-2 Ferries: 2 frameworks");
	place_shows(&p, "Toll Act       10   2");
	place_shows(&p, "Boat Law       a");
	/* the control chosen here is the desk's, and the other way round */
	place_move(&p, MOVE_UP);
	cr_assert_eq(p.desk.spot.control, 0u, "");
	desk_select(&p.desk, 2);
	place_draw_pane(&p);
	place_shows(&p, "AB-3 Lamps: 0 frameworks");
	desk_select(&p.desk, 1);
	place_draw_pane(&p);
	place_move(&p, MOVE_RIGHT);
	place_move(&p, MOVE_DOWN);
	place_move(&p, MOVE_ENTER);
	place_draw_pane(&p);
	place_shows(&p, "Boat Law: 1 requirement, 1 control");
	place_done(&p);
}

Test(crosswalk, a_text_narrows_one_column)
{
	struct place p;

	begin(&p, true);
	cr_assert(run(&p, "crosswalk-filter", "WATER"), "");
	place_draw_pane(&p);
	place_shows(&p, "& WATER                  1 of 2   *");
	place_hides(&p, "Toll Act ");
	place_shows(&p, "Boat Law: 1 requirement");
	cr_assert(run(&p, "crosswalk-all", NULL), "");
	place_draw_pane(&p);
	place_shows(&p, "Toll Act");
	place_move(&p, MOVE_FIRST);
	place_move(&p, MOVE_RIGHT);
	/* requirements also by the controls that answer them */
	cr_assert(run(&p, "crosswalk-filter", "ab-1"), "");
	place_draw_pane(&p);
	place_shows(&p, "& ab-1");
	place_shows(&p, "2 of 3");
	place_hides(&p, "10  ");
	cr_assert(run(&p, "crosswalk-filter", "zebra"), "");
	place_draw_pane(&p);
	place_shows(&p, "0 of 3");
	place_move(&p, MOVE_DOWN);
	place_move(&p, MOVE_ENTER);
	place_done(&p);
}

Test(crosswalk, typing_narrows_at_once_and_esc_brings_back)
{
	struct place p;

	begin(&p, true);
	cr_assert(run(&p, "crosswalk-filter", NULL), "");
	struct pane *drawer = p.ctx.open_drawer, *view = p.pane;

	p.pane = drawer;
	place_type(&p, "boat");
	p.pane = view;
	place_draw_pane(&p);
	place_shows(&p, "& boat");
	place_hides(&p, "Toll Act ");
	p.pane = drawer;
	place_key(&p, KEY_ESC_CODE);
	cr_assert_eq(p.ctx.next, NEXT_CLOSE, "");
	p.pane = view;
	place_draw_pane(&p);
	place_shows(&p, "Toll Act ");
	drawer->ops->done(drawer);
	place_done(&p);
}

Test(crosswalk, a_framework_is_taken_into_scope_or_becomes_the_rule)
{
	struct place p;

	begin(&p, true);
	cr_assert(run(&p, "framework-scope", "boats"), "");
	cr_assert_eq(p.changes.count, 1u, "");
	cr_assert_str_eq(p.changes.items[0].path, "scope/frameworks/boats", "");
	cr_assert_str_eq(p.changes.items[0].value, "yes", "");
	place_clear(&p);
	record(&p, "scope/frameworks/boats", "yes");
	place_shows(&p, " +Boat Law");
	cr_assert(run(&p, "framework-scope", "boats"), "");
	cr_assert_null(p.changes.items[0].value, "taken out again");
	cr_assert(run(&p, "framework-rule", NULL), "");
	cr_assert_str_eq(ask.topic, "framework:tolls", "");
	p.ctx.topic = ask.topic;
	p.ctx.argument = "the toll contract";
	cr_assert(ask.done(&p.ctx), "");
	cr_assert_str_eq(p.changes.items[0].path, "scope/rule", "");
	cr_assert_str_eq(p.changes.items[0].why, "the toll contract", "");
	p.ctx.argument = p.ctx.topic = NULL;
	cr_assert_not(run(&p, "framework-rule", "none such"), "");
	asked_done();
	place_done(&p);
}

Test(crosswalk, narrow_screens_show_one_column)
{
	struct place p;

	begin(&p, true);
	p.cols = 80;
	p.rows = 21;
	place_draw_pane(&p);
	place_shows(&p, "Framework");
	place_hides(&p, "read from them");
	place_move(&p, MOVE_RIGHT);
	place_draw_pane(&p);
	place_shows(&p, "read from them");
	place_hides(&p, "Framework");
	p.cols = 40;
	p.rows = 7;
	place_draw_pane(&p);
	place_shows(&p, "AB-1 -");
	place_hides(&p, "read from them");
	for (p.rows = 1; p.rows < 7; p.rows++)
		place_draw_pane(&p);
	place_done(&p);
}

Test(crosswalk, a_pack_without_mappings_says_so)
{
	struct place p;

	begin(&p, false);
	place_shows(&p, "This pack maps to no framework.");
	place_move(&p, MOVE_DOWN);
	place_move(&p, MOVE_ENTER);
	place_move(&p, MOVE_RIGHT);
	cr_assert(run(&p, "crosswalk-by", NULL), "");
	place_draw_pane(&p);
	cr_assert_not(run(&p, "framework-scope", NULL), "");
	asked_done();
	place_done(&p);
}
