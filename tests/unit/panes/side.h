/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PANES_SIDE_H
#define ASSAY_TESTS_PANES_SIDE_H

/* A pack with evidence and objectives, a desk on it, and what the program
 * does around a pane: for the tests of evidence and notes.
 *   AB-1  two criteria at level 1, three requests, two objectives
 *   AB-2  one criterion, nothing asked for */

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "../model/pack.h"
#include "model/desk.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "ui/canvas.h"

struct side {
	struct pack pack;
	struct desk desk;
	struct keymap *keymap;
	struct pane *pane;
	/* of the handler called last */
	struct changes changes;
	struct err err;
	struct ask ask;
	struct str message;
	struct pane *opened;
	enum command_next next;
	char *screen;
};

static inline bool
side_nothing(struct command_ctx *ctx)
{
	(void)ctx;
	return true;
}

static const struct command side_commands[] = {
	{ "note", "N", "", side_nothing, NULL, "note" },
	{ "help", "? F1", "", side_nothing, NULL, "help" },
	{ 0 },
};
static const struct command_table side_table = { "all", "All", side_commands };
static const struct command_table *const side_tables[] = { &evidence_table,
	&note_table, &side_table };

static inline void
side_request(struct side *s, const char *id, const char *title)
{
	size_t row = builder_child(s->pack.builder, PACK_EVIDENCE, 0);

	builder_text(s->pack.builder, EVIDENCE_ID, row, id);
	builder_text(s->pack.builder, EVIDENCE_TITLE, row, title);
	builder_text(s->pack.builder, EVIDENCE_DESCRIPTION, row,
	    "Drawn to scale and signed.");
}

static inline void
side_objective(struct side *s, size_t control, const char *id, const char *text)
{
	struct builder *b = s->pack.builder;
	size_t row = builder_child(b, CONTROL_OBJECTIVES, control);

	builder_text(b, OBJECTIVE_ID, row, id);
	builder_text(b, OBJECTIVE_TEXT, row, text);
}

static inline void
side_begin(struct side *s)
{
	*s = (struct side){ 0 };
	pack_begin(&s->pack);
	struct builder *b = s->pack.builder;
	size_t bridge = pack_control(&s->pack, "AB-1", "A bridge is kept.");

	builder_text(b, CONTROL_TITLE, bridge, "Bridges");
	pack_criteria(&s->pack, bridge, "2");
	side_request(s, "E-1",
	    "Plan of the bridge with all of its piers, "
	    "arches, railings, drains and lamps, and of "
	    "both of its banks");
	side_request(s, "E-2", "Toll book");
	side_request(s, "E-3", "Photograph");
	builder_item(b, CONTROL_EVIDENCE, bridge, "E-1");
	builder_item(b, CONTROL_EVIDENCE, bridge, "E-2");
	builder_item(b, CONTROL_EVIDENCE, bridge, "E-3");
	side_objective(s, bridge, "AB-1_A01", "the bridge stands on rock");
	side_objective(s, bridge, "AB-1_A02", "the toll is counted daily");
	size_t ferry = pack_control(&s->pack, "AB-2", "A ferry runs.");

	pack_criteria(&s->pack, ferry, "1");
	pack_finish(&s->pack);
	desk_init(&s->desk, s->pack.catalog);
	desk_set_session(&s->desk, s->pack.session);
	desk_set(&s->desk.assessor, "J. Tester");
	s->keymap = keymap_new(side_tables, 3);
}

static inline void
side_clear(struct side *s)
{
	changes_done(&s->changes);
	err_done(&s->err);
	free(s->ask.initial);
	free(s->ask.topic);
	free(s->ask.note);
	free(s->ask.choices);
	s->ask = (struct ask){ 0 };
	str_done(&s->message);
	s->next = NEXT_NONE;
}

static inline void
side_done(struct side *s)
{
	side_clear(s);
	if (s->opened)
		s->opened->ops->done(s->opened);
	if (s->pane)
		s->pane->ops->done(s->pane);
	free(s->screen);
	keymap_free(s->keymap);
	desk_done(&s->desk);
	pack_done(&s->pack);
}

/* Records what was proposed, as the program would. */
static inline void
side_record(struct side *s, const char *at, const char *said)
{
	struct stamp stamp = { .by = "J. Tester", .said = said, .at = at };
	struct commit commit = { 0 };
	struct err err = { 0 };
	bool good = session_prepare(s->pack.session, s->pack.catalog,
	    &s->changes, &stamp, &commit, &err);

	cr_assert(good, "%s", err.message);
	if (commit.count > 0) {
		session_apply_take(s->pack.session, &commit);
		desk_set_session(&s->desk, s->pack.session);
	} else {
		commit_done(&commit);
	}
	changes_done(&s->changes);
}

/* One value recorded at 10:36 of the 14th. */
static inline void
side_set(struct side *s, const char *path, const char *value, const char *why)
{
	changes_done(&s->changes);
	changes_add(&s->changes, path, value, why);
	side_record(s, "2026-07-14T10:36:00+02:00", NULL);
}

/* Shows the pane in that many rows and columns, its left edge at `col`, and
 * returns the text; borrowed until the next. */
static inline const char *
side_show(struct side *s, int rows, int cols, int col)
{
	struct canvas *canvas =
	    canvas_new(rows, col + cols, CANVAS_ASCII_GLYPHS);
	struct str out = { 0 };

	s->pane->keymap = s->keymap;
	s->pane->rect = (struct rect){ 0, col, rows, cols };
	s->pane->ops->fit(s->pane, &s->desk);
	s->pane->ops->draw(s->pane, &s->desk, canvas);
	canvas_dump(canvas, &out);
	canvas_free(canvas);
	free(s->screen);
	s->screen = str_steal(&out);
	return s->screen;
}

static inline struct command_ctx
side_ctx(struct side *s)
{
	return (struct command_ctx){
		.desk = &s->desk,
		.pane = s->pane,
		.changes = &s->changes,
		.message = &s->message,
		.err = &s->err,
		.ask = &s->ask,
	};
}

static inline void
side_take(struct side *s, struct command_ctx *ctx)
{
	s->next = ctx->next;
	if (ctx->open_drawer)
		s->opened = ctx->open_drawer;
	free(ctx->run_argument);
	ctx->run_argument = NULL;
}

/* Runs a command of the table, as a key or (argument) the palette would. */
static inline bool
side_run(struct side *s, const char *name, const char *argument)
{
	const struct command *command = keymap_by_name(s->keymap, name, NULL);

	cr_assert_not_null(command, "there is a command %s", name);
	side_clear(s);
	struct command_ctx ctx = side_ctx(s);

	ctx.argument = argument;
	bool ok = command->run(&ctx);

	cr_assert_eq(ok, s->err.code == ERR_NONE);
	side_take(s, &ctx);
	return ok;
}

/* Answers what was asked; a new question takes its place. */
static inline bool
side_answer(struct side *s, const char *text)
{
	struct ask ask = s->ask;

	cr_assert_not_null(ask.done, "something was asked");
	s->ask = (struct ask){ 0 };
	side_clear(s);
	struct command_ctx ctx = side_ctx(s);

	ctx.pane = NULL; /* the prompt's own, which nobody knows */
	ctx.argument = text;
	ctx.topic = ask.topic;
	bool ok = ask.done(&ctx);

	cr_assert_eq(ok, s->err.code == ERR_NONE);
	free(ask.initial);
	free(ask.topic);
	free(ask.note);
	free(ask.choices);
	return ok;
}

static inline bool
side_move(struct side *s, enum move move)
{
	struct command_ctx ctx = side_ctx(s);
	bool moved = s->pane->ops->move(s->pane, move, &ctx);

	side_take(s, &ctx);
	return moved;
}

static inline void
side_open(struct side *s, const struct pane_ops *ops)
{
	s->pane = ops->open();
	s->pane->ops = ops;
	s->pane->keymap = s->keymap;
	s->pane->focused = true;
}

static inline bool
side_has(const char *screen, const char *text)
{
	if (strstr(screen, text))
		return true;
	cr_log_error("\"%s\" is not in\n%s", text, screen);
	return false;
}

#endif
