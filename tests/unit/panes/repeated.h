/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PANES_REPEATED_H
#define ASSAY_TESTS_PANES_REPEATED_H

/* A place whose controls repeat each other's words, for what answers once and
 * what concludes.
 *   AB-1 Bridges  1.1 "A list is kept."  2.1 "Staff are trained."  2.2 own
 *   AB-2 Ferries  1.1 "A list is kept."  2.1 own  2.2 "Staff are trained."
 *   AB-3 Lamps    1.1 "A list is kept."
 * AB-1 asks for E-1. */

#include "place.h"

#include "model/ruling.h"
#include "panes/answer.h"

static const struct command_table *const repeated_tables[] = { &answer_table,
	&questionnaire_table, &twins_table };

static inline void
repeated_control(struct place *p, const char *id, const char *title,
    const char *const second[2])
{
	size_t row = pack_control(&p->pack, id, "It is kept in order.");
	size_t level;

	builder_text(p->pack.builder, CONTROL_TITLE, row, title);
	pack_criterion(
	    &p->pack, pack_level(&p->pack, row, 1), "A list is kept.");
	if (!second)
		return;
	level = pack_level(&p->pack, row, 2);
	pack_criterion(&p->pack, level, second[0]);
	pack_criterion(&p->pack, level, second[1]);
	if (str_equal(id, "AB-1"))
		builder_item(p->pack.builder, CONTROL_EVIDENCE, row, "E-1");
}

static inline void
repeated_begin(struct place *p)
{
	static const char *const bridges[] = { "Staff are trained.",
		"The toll is counted." };
	static const char *const ferries[] = { "Boats are painted.",
		"Staff are trained." };

	*p = (struct place){ .rows = 36, .cols = 120 };
	pack_begin(&p->pack);
	size_t row = builder_child(p->pack.builder, PACK_EVIDENCE, 0);

	builder_text(p->pack.builder, EVIDENCE_ID, row, "E-1");
	builder_text(p->pack.builder, EVIDENCE_TITLE, row, "Toll accounts");
	repeated_control(p, "AB-1", "Bridges", bridges);
	repeated_control(p, "AB-2", "Ferries", ferries);
	repeated_control(p, "AB-3", "Lamps", NULL);
	pack_finish(&p->pack);
	desk_init(&p->desk, p->pack.catalog);
	desk_set_session(&p->desk, p->pack.session);
	p->keymap = keymap_new(repeated_tables, 3);
}

static inline struct spot
repeated_spot(size_t control, int level, size_t item)
{
	return (struct spot){ SPOT_CRITERION, control, level, item };
}

/* Records what the last key or handler proposed, as the program does; false:
 * it is refused. */
static inline bool
repeated_record(struct place *p)
{
	struct stamp stamp = { .by = "J. Tester",
		.at = "2026-07-14T10:43:00+02:00" };
	struct commit commit = { 0 };
	bool good = ruling_apply(p->pack.catalog, p->pack.session, &p->changes,
	                &stamp, 20000, &p->err) &&
	            session_prepare(p->pack.session, p->pack.catalog,
	                &p->changes, &stamp, &commit, &p->err);

	if (good && commit.count)
		place_apply(p, &commit);
	return good;
}

/* Answers a criterion of its own accord. */
static inline void
repeated_answer(
    struct place *p, struct spot spot, const char *word, const char *why)
{
	char *path = answer_path(&p->desk, spot, "state");

	place_clear(p);
	changes_add(&p->changes, path, word, why);
	cr_assert(repeated_record(p), "%s", p->err.message);
	free(path);
}

static inline void
repeated_accept(struct place *p)
{
	place_clear(p);
	changes_add(&p->changes, "evidence/E-1/state", "accepted", NULL);
	cr_assert(repeated_record(p), "%s", p->err.message);
}

/* Runs a command for the pane; false: it refused. What it asks for or opens
 * stays in ctx. */
static inline bool
repeated_run(struct place *p, const char *name, struct ask *ask)
{
	const struct command *command = keymap_by_name(p->keymap, name, NULL);

	cr_assert_not_null(command, "there is a command %s", name);
	place_clear(p);
	p->ctx.ask = ask;
	return command->run(&p->ctx);
}

static inline void
repeated_ask_done(struct ask *ask)
{
	free(ask->initial);
	free(ask->topic);
	free(ask->note);
	free(ask->words);
	free(ask->choices);
	*ask = (struct ask){ 0 };
}

/* Answers what was asked. */
static inline bool
repeated_reply(struct place *p, struct ask *ask, const char *text)
{
	struct ask asked = *ask;

	cr_assert_not_null(asked.done, "something was asked");
	*ask = (struct ask){ 0 };
	place_clear(p);
	p->ctx.pane = NULL;
	p->ctx.ask = ask;
	p->ctx.argument = text;
	p->ctx.topic = asked.topic;
	bool ok = asked.done(&p->ctx);

	p->ctx.argument = p->ctx.topic = NULL;
	repeated_ask_done(&asked);
	return ok;
}

/* A drawer's bar and rows. */
static inline const char *
repeated_draw_drawer(struct place *p)
{
	const struct pane_ops *ops = p->pane->ops;
	struct canvas *canvas = canvas_new(p->rows, p->cols, CANVAS_UNICODE);
	struct str title = { 0 }, right = { 0 };
	int want = ops->want(p->pane, &p->desk, p->cols);
	int most = p->rows * 2 / 3 - 1, rows = want < most ? want : most;

	ops->bar(p->pane, &p->desk, &title, &right);
	canvas_bar(canvas, 0, 0, p->cols, str_text(&title), str_text(&right));
	p->pane->rect = (struct rect){ 1, 0, rows, p->cols };
	ops->fit(p->pane, &p->desk);
	ops->draw(p->pane, &p->desk, canvas);
	str_done(&title);
	str_done(&right);
	return place_dump(p, canvas);
}

#endif
