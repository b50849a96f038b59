/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The keys of the room: what they ask and what they propose. */

#include <config.h>

#include <stdio.h>

#include "asked.h"
#include "model/calendar.h"
#include "panes/room.h"

static struct place p;
static const struct command_table *const tables[] = { &room_table,
	&statements_table, &followups_table };

static void
setup(void)
{
	place_begin(&p, tables, 3);
	place_open_take(&p, interview_ops.open());
	p.pane->ops = &interview_ops;
	snprintf(
	    p.desk.at, sizeof(p.desk.at), "%s", "2026-07-14T10:42:00+02:00");
	snprintf(p.desk.clock, sizeof(p.desk.clock), "10:42");
	desk_set_today(&p.desk, day_parse("2026-07-14"));
	desk_go(&p.desk, (struct spot){ SPOT_CRITERION, 0, 1, 1 });
}

static void
teardown(void)
{
	asked_done();
	place_done(&p);
}

TestSuite(room_commands, .init = setup, .fini = teardown);

/* Records what was proposed. */
static void
record(void)
{
	struct stamp stamp = { .by = "J. Tester",
		.said = p.desk.said,
		.at = "2026-07-14T10:42:00+02:00" };
	struct commit commit = { 0 };

	cr_assert(session_prepare(p.pack.session, p.pack.catalog, &p.changes,
	              &stamp, &commit, &p.err),
	    "%s", p.err.message);
	place_apply(&p, &commit);
}

/* Answers what was asked. */
static bool
reply(const char *text, const char *turned)
{
	struct ask asked = ask;
	char *topic = xstrdup(ask.topic);

	place_clear(&p);
	p.ctx.ask = &ask;
	p.ctx.argument = text;
	p.ctx.topic = topic;
	p.ctx.turned = turned;
	bool ok = asked.done(&p.ctx);

	free(topic);
	return ok;
}

/* The value proposed for the field of a new record. */
static const char *
proposed(const char *segment, const char *field)
{
	for (size_t i = 0; i < p.changes.count; i++) {
		const char *path = p.changes.items[i].path;
		const char *end = strrchr(path, '/');

		if (str_starts(path, segment) && str_equal(end + 1, field))
			return p.changes.items[i].value;
	}
	return NULL;
}

static void
two_people(void)
{
	const char *const changes[] = { "people/ppp111/name", "B. Okafor", NULL,
		"people/ppp222/name", "T. Lindqvist", NULL, NULL };

	place_record(&p, "2026-07-14T09:00:00+02:00", NULL, changes);
}

Test(room_commands, people_are_numbered_and_a_digit_chooses)
{
	two_people();
	cr_assert(run(&p, "who", NULL));
	cr_assert_str_eq(
	    ask.picks, "1 B. Okafor  2 T. Lindqvist  0 not attributed");
	cr_assert(reply("2", NULL));
	cr_assert_str_eq(p.desk.said, "T. Lindqvist");
	cr_assert_str_eq(p.desk.speaker, "ppp222");
	cr_assert_eq(p.changes.count, 0, "nothing to record");
	cr_assert(reply("0", NULL));
	cr_assert_str_eq(p.desk.said, "not attributed");
	cr_assert(reply("", NULL));
	cr_assert_null(p.desk.said);
	cr_assert_not(reply("3", NULL));
}

Test(room_commands, a_name_nobody_has_is_recorded_and_speaks)
{
	two_people();
	cr_assert(run(&p, "who", "Ana Ruiz"));
	cr_assert_str_eq(proposed("people/", "name"), "Ana Ruiz");
	cr_assert_eq(p.ctx.next, NEXT_RUN);
	cr_assert_str_eq(p.ctx.run->name, "who");
	char *id = xstrdup(p.ctx.run_argument);

	record();
	cr_assert(run(&p, "who", id));
	cr_assert_str_eq(p.desk.said, "Ana Ruiz");
	cr_assert_str_eq(p.desk.speaker, id);
	free(id);
}

Test(room_commands, the_beginning_of_a_name_is_enough_unless_several_have_it)
{
	const char *const changes[] = { "people/ppp333/name", "L. Okello", NULL,
		NULL };

	two_people();
	place_record(&p, "2026-07-14T09:00:00+02:00", NULL, changes);
	cr_assert(run(&p, "who", "lind"));
	cr_assert_str_eq(p.desk.speaker, "ppp222");
	cr_assert_not(run(&p, "who", "ok"));
	cr_assert_not_null(strstr(p.err.message, "Several people"));
}

Test(room_commands, a_statement_is_about_the_criterion_at_hand)
{
	two_people();
	desk_speak(&p.desk, "ppp111");
	cr_assert(run(&p, "statement", NULL));
	cr_assert_str_eq(ask.turns[2], "lead");
	cr_assert_not_null(strstr(ask.note, "B. Okafor, AB-1 1.2"));
	cr_assert(str_starts(ask.draft, "said-"));
	cr_assert(reply("  \"It is counted  twice.\" ", "denial"));
	cr_assert_str_eq(
	    proposed("statements/", "text"), "It is counted twice.");
	cr_assert_str_eq(proposed("statements/", "form"), "verbatim");
	cr_assert_str_eq(proposed("statements/", "kind"), "denial");
	cr_assert_str_eq(proposed("statements/", "by"), "ppp111");
	cr_assert(
	    str_starts(proposed("statements/", "about"), "AB-1/criteria/1."));
	record();
	cr_assert(run(&p, "statement", NULL));
	cr_assert(reply(" ", NULL));
	cr_assert_eq(p.changes.count, 0, "nothing said, nothing recorded");
}

Test(room_commands, after_an_answer_it_is_about_what_was_answered)
{
	p.desk.last = (struct spot){ SPOT_CRITERION, 0, 1, 0 };
	char *about = room_about(p.pane, &p.desk);
	struct str name = { 0 };

	cr_assert(run(&p, "statement", NULL));
	cr_assert_str_eq(ask.topic, about);
	cr_assert_not_null(strstr(ask.note, "AB-1 1.1"));
	free(about);
	str_done(&name);
}

Test(room_commands, whom_nobody_may_name_is_not_found_in_a_statement)
{
	const char *const changes[] = { "people/ppp333/name", "X. Hidden", NULL,
		"people/ppp333/anonymous", "yes", NULL, NULL };

	place_record(&p, "2026-07-14T09:00:00+02:00", NULL, changes);
	desk_speak(&p.desk, "ppp333");
	cr_assert(run(&p, "statement", "We skip it."));
	cr_assert_str_eq(proposed("statements/", "by"), "not attributed");
}

Test(room_commands, a_follow_up_says_how_it_is_understood)
{
	struct str seen = { 0 };

	two_people();
	cr_assert(run(&p, "follow-up", NULL));
	ask.see(&p.desk, "toll book @lind fri", &seen);
	cr_assert_str_eq(
	    str_text(&seen), "toll book   T. Lindqvist   Fri 17 Jul");
	str_done(&seen);
	cr_assert(reply("toll book @lind fri", NULL));
	cr_assert_str_eq(proposed("followups/", "text"), "toll book");
	cr_assert_str_eq(proposed("followups/", "person"), "ppp222");
	cr_assert_str_eq(proposed("followups/", "due"), "2026-07-17");
	cr_assert_null(proposed("followups/", "kind"));
	record();
	cr_assert(run(&p, "park", "who owns the ferry?"));
	cr_assert_str_eq(proposed("followups/", "kind"), "parked");
}

Test(room_commands, the_clock_begins_a_slot_and_pauses_it)
{
	two_people();
	desk_speak(&p.desk, "ppp111");
	cr_assert(run(&p, "clock", NULL));
	cr_assert_str_eq(proposed("slots/", "time"), "10:42");
	cr_assert_str_eq(
	    proposed("slots/", "running"), "2026-07-14T10:42:00+02:00");
	cr_assert_str_eq(proposed("slots/", "ppp111"), "here");
	record();
	cr_assert_not_null(p.desk.slot);
	/* who comes in is there from then on */
	cr_assert(run(&p, "who", "lindqvist"));
	cr_assert_str_eq(proposed("slots/", "ppp222"), "here");
	record();
	snprintf(
	    p.desk.at, sizeof(p.desk.at), "%s", "2026-07-14T10:52:00+02:00");
	cr_assert(run(&p, "clock", NULL));
	cr_assert_str_eq(proposed("slots/", "spent"), "600");
	record();
	cr_assert(run(&p, "clock", NULL));
	cr_assert_str_eq(
	    proposed("slots/", "running"), "2026-07-14T10:52:00+02:00");
}

Test(room_commands, a_planned_slot_starts_with_its_controls_alone)
{
	const char *const changes[] = { "slots/sss111/day", "2026-07-14", NULL,
		"slots/sss111/controls/AB-2", "yes", NULL,
		"slots/sss111/controls/AB-3", "yes", NULL, NULL };

	place_record(&p, "2026-07-14T09:00:00+02:00", NULL, changes);
	cr_assert(run(&p, "clock", NULL));
	cr_assert_not_null(proposed("slots/", "running"));
	cr_assert_str_eq(desk_filter(&p.desk), "slot");
	cr_assert_eq(p.desk.spot.control, 1, "at its first control");
	record();
	cr_assert(run(&p, "slot-end", NULL));
	struct pane *closing = p.ctx.open_drawer;

	cr_assert_not_null(closing, "what is open is read back first");
	cr_assert_null(proposed("slots/", "ended"));
	closing->ops->move(closing, MOVE_ENTER, &p.ctx);
	cr_assert_str_eq(
	    proposed("slots/", "ended"), "2026-07-14T10:42:00+02:00");
	cr_assert_null(desk_filter(&p.desk));
	closing->ops->done(closing);
}

Test(room_commands, of_several_slots_a_digit_chooses)
{
	const char *const changes[] = { "slots/sss111/day", "2026-07-14", NULL,
		"slots/sss111/time", "10:30", NULL, "slots/sss111/title",
		"Ferries", NULL, "slots/sss222/day", "2026-07-14", NULL,
		"slots/sss222/time", "13:00", NULL, "slots/sss333/day",
		"2026-07-15", NULL, NULL };

	place_record(&p, "2026-07-14T09:00:00+02:00", NULL, changes);
	cr_assert(run(&p, "clock", NULL));
	cr_assert_str_eq(
	    ask.choices, "1 10:30 Ferries  2 13:00 Slot 2  0 a new one");
	cr_assert(reply("2", NULL));
	cr_assert(str_starts(p.changes.items[0].path, "slots/sss222/"));
	cr_assert_not(run(&p, "slot-end", NULL), "none has begun");
}

Test(room_commands, ones_own_question_goes_to_the_control_or_its_domain)
{
	cr_assert(run(&p, "prompt-add", "Show me the tolls."));
	cr_assert(str_starts(p.changes.items[0].path, "AB-1/prompts/"));
	cr_assert(run(&p, "prompt-add", NULL));
	cr_assert(reply("What if it rains?", "domain"));
	cr_assert(str_starts(p.changes.items[0].path, "domains/AB/prompts/"));
}

Test(room_commands, a_draft_is_the_same_line_again)
{
	char *about = room_about(p.pane, &p.desk);
	char *text = xasprintf("lead %s\nhalf a sen", about);
	struct str name = { 0 }, kept = { 0 };

	desk_go(&p.desk, (struct spot){ SPOT_CRITERION, 2, 1, 0 });
	struct pane *prompt = room_open_draft("said-abc234", text, &p.desk);

	cr_assert_not_null(prompt);
	cr_assert_eq(p.desk.spot.control, 0, "where it was typed");
	cr_assert_eq(p.desk.spot.item, 1);
	cr_assert(prompt->ops->draft(prompt, &name, &kept));
	cr_assert_str_eq(str_text(&name), "said-abc234");
	cr_assert_str_eq(str_text(&kept), text);
	prompt->ops->done(prompt);
	cr_assert_null(room_open_draft("note-ab-1", text, &p.desk));
	cr_assert_null(room_open_draft("said-abc234", "lead\n", &p.desk));
	str_done(&name);
	str_done(&kept);
	free(text);
	free(about);
}

Test(room_commands, a_prompt_nobody_typed_into_has_no_draft)
{
	struct str name = { 0 }, text = { 0 };

	cr_assert(run(&p, "statement", NULL));
	struct pane *prompt = prompt_open_take(&ask);

	cr_assert_not(prompt->ops->draft(prompt, &name, &text));
	place_clear(&p);
	prompt->ops->key(prompt, 'a', &p.ctx);
	cr_assert(prompt->ops->draft(prompt, &name, &text));
	cr_assert_not_null(strstr(str_text(&text), "\na"));
	prompt->ops->done(prompt);
	str_done(&name);
	str_done(&text);
}

/* A drawer on a lead and a contradiction. */
static void
open_statements(void)
{
	const char *const changes[] = { "statements/aaa111/text",
		"The toll book is in the tower.", NULL,
		"statements/aaa111/kind", "lead", NULL, "statements/aaa111/by",
		"ppp222", NULL, "statements/aaa111/about", "AB-1", NULL, NULL };
	const char *const more[] = { "statements/bbb222/text",
		"There is no tower.", NULL, "statements/bbb222/kind",
		"contradiction", NULL, "statements/bbb222/about", "AB-2", NULL,
		NULL };

	two_people();
	place_record(&p, "2026-07-14T10:39:00+02:00", NULL, changes);
	place_record(&p, "2026-07-14T10:40:00+02:00", NULL, more);
	p.pane->ops->done(p.pane);
	place_open_take(&p, statements_open(0));
}

Test(room_commands, a_lead_becomes_a_request_in_one_key)
{
	open_statements();
	const char *screen = place_draw_drawer(&p);

	cr_assert_not_null(strstr(screen, "10:39  T. Lindqvist, lead   AB-1"));
	cr_assert_null(strstr(screen, "There is no tower."));
	cr_assert(run(&p, "statement-request", NULL));
	cr_assert_str_eq(proposed("evidence/", "state"), "requested");
	cr_assert_str_eq(
	    proposed("evidence/", "title"), "The toll book is in the tower.");
	cr_assert_str_eq(proposed("evidence/", "requested from"), "ppp222");
	cr_assert_str_eq(proposed("links/", "AB-1"), "supports");
	cr_assert(str_starts(proposed("statements/", "request"), "EV-"));
	record();
	cr_assert_not(run(&p, "statement-request", NULL), "once is enough");
}

Test(room_commands, a_contradiction_is_open_until_it_is_said_how)
{
	open_statements();
	place_draw_drawer(&p);
	cr_assert_not(run(&p, "statement-resolve", NULL), "a lead is no such");
	cr_assert(run(&p, "statements-all", NULL));
	const char *screen = place_draw_drawer(&p);

	cr_assert(strstr(screen, "There is no tower.") <
	          strstr(screen, "The toll book"));
	place_move(&p, MOVE_FIRST);
	cr_assert(run(&p, "statement-resolve", NULL));
	cr_assert(reply("It was torn down.", NULL));
	cr_assert_str_eq(
	    proposed("statements/", "resolved"), "It was torn down.");
	record();
	cr_assert_not_null(
	    strstr(place_draw_drawer(&p), "resolved: It was torn down."));
	place_move(&p, MOVE_ENTER);
	cr_assert_eq(p.desk.spot.control, 1);
	cr_assert_eq(p.ctx.next, NEXT_ASSESS);
	cr_assert(run(&p, "statement-drop", NULL));
	record();
	cr_assert_null(strstr(place_draw_drawer(&p), "There is no tower."));
}

Test(room_commands, follow_ups_are_done_dropped_and_open_again)
{
	const char *const changes[] = { "followups/aaa111/text", "Toll book",
		NULL, "followups/aaa111/person", "ppp222", NULL,
		"followups/aaa111/due", "2026-07-10", NULL,
		"followups/aaa111/about", "AB-1", NULL, NULL };

	two_people();
	place_record(&p, "2026-07-14T10:39:00+02:00", NULL, changes);
	p.pane->ops->done(p.pane);
	place_open_take(&p, followups_show(0));
	const char *screen = place_draw_drawer(&p);

	cr_assert_not_null(strstr(screen, "Toll book"));
	cr_assert_not_null(strstr(screen, "overdue 4 days"));
	cr_assert_not_null(strstr(screen, "T. Lindqvist   AB-1"));
	cr_assert(run(&p, "followup-request", NULL));
	cr_assert_str_eq(proposed("evidence/", "due"), "2026-07-10");
	cr_assert(run(&p, "followup-done", NULL));
	cr_assert_str_eq(proposed("followups/", "state"), "done");
	record();
	place_draw_drawer(&p);
	cr_assert(run(&p, "followup-done", NULL));
	cr_assert_null(proposed("followups/", "state"));
	record();
	place_draw_drawer(&p);
	cr_assert(run(&p, "followup-drop", NULL));
	cr_assert_str_eq(proposed("followups/", "state"), "dropped");
}
