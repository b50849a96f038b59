/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PANES_FLEET_H
#define ASSAY_TESTS_PANES_FLEET_H

/* A fleet to sum up, for the tests of the overview and its drawers.
 *   AB Alphabet   AB-1 weight 8, criteria 2/2/3; asks for E-1
 *                 AB-2 weight 9, -/2/2; one objective
 *   CD Cars       CD-1 weight 7, 2/4/3; recommendations for two sizes
 *                 CD-2 weight 10, material, -/-/2
 * Without `cars` there is the domain AB alone. */

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "../model/pack.h"
#include "model/calendar.h"
#include "model/desk.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "ui/canvas.h"

struct fleet {
	struct pack pack;
	struct desk desk;
	struct keymap *keymap;
	struct pane *pane;
	struct canvas *canvas; /* as drawn last */
	struct str screen;
	/* of the move or command called last */
	struct changes changes;
	struct str message;
	struct err err;
	struct ask ask;
	struct command_ctx ctx;
};

static inline bool
fleet_nothing(struct command_ctx *ctx)
{
	(void)ctx;
	return true;
}

static const struct command fleet_commands[] = {
	{ "back", "Esc", "", fleet_nothing, NULL, "back" },
	{ "open", "Enter", "", fleet_nothing, NULL, "go in" },
	{ 0 },
};
static const struct command_table fleet_table = { "all", "All",
	fleet_commands };
static const struct command_table *const fleet_tables[] = { &overview_table,
	&fleet_table };

static inline size_t
fleet_control(struct fleet *f, const char *domain, const char *id,
    const char *title, int weight, const char *criteria)
{
	struct builder *b = f->pack.builder;
	size_t row = pack_control_in(&f->pack, domain, id, "It is kept.");

	builder_text(b, CONTROL_TITLE, row, title);
	builder_number(b, CONTROL_WEIGHT, row, weight);
	pack_criteria(&f->pack, row, criteria);
	return row;
}

static inline void
fleet_size(struct fleet *f, const char *id, const char *name)
{
	size_t row = builder_child(f->pack.builder, PACK_SIZES, 0);

	builder_text(f->pack.builder, SIZE_ID, row, id);
	builder_text(f->pack.builder, SIZE_NAME, row, name);
}

static inline void
fleet_solution(
    struct fleet *f, size_t control, const char *size, const char *line)
{
	struct builder *b = f->pack.builder;
	size_t row = builder_child(b, CONTROL_SOLUTIONS, control);

	builder_text(b, SOLUTION_SIZE, row, size);
	builder_item(b, SOLUTION_LINES, row, line);
}

static inline void
fleet_cars(struct fleet *f)
{
	struct builder *b = f->pack.builder;
	size_t domain = builder_child(b, PACK_DOMAINS, 0);

	builder_text(b, DOMAIN_ID, domain, "CD");
	builder_text(b, DOMAIN_NAME, domain, "Cars");
	fleet_size(f, "small", "Small");
	fleet_size(f, "large", "Large");
	size_t car = fleet_control(f, "CD", "CD-1", "Wheels", 7, "243");

	fleet_solution(f, car, "small", "a jack");
	fleet_solution(f, car, "large", "a hoist");
	fleet_control(f, "CD", "CD-2", "Brakes", 10, "002");
}

/* Opens a pane; NULL: none yet. */
static inline void
fleet_begin(struct fleet *f, bool cars, const struct pane_ops *ops)
{
	*f = (struct fleet){ 0 };
	pack_begin(&f->pack);
	struct builder *b = f->pack.builder;
	size_t row = builder_child(b, PACK_EVIDENCE, 0);

	builder_text(b, EVIDENCE_ID, row, "E-1");
	builder_text(b, EVIDENCE_TITLE, row, "Log books");
	size_t ship = fleet_control(f, "AB", "AB-1", "Ships", 8, "223");

	builder_item(b, CONTROL_EVIDENCE, ship, "E-1");
	size_t barge = fleet_control(f, "AB", "AB-2", "Barges", 9, "022");

	row = builder_child(b, CONTROL_OBJECTIVES, barge);
	builder_text(b, OBJECTIVE_ID, row, "AB-2_A01");
	builder_text(b, OBJECTIVE_TEXT, row, "barges float.");
	if (cars)
		fleet_cars(f);
	pack_finish(&f->pack);
	desk_init(&f->desk, f->pack.catalog);
	desk_set_today(&f->desk, day_parse("2026-07-14"));
	desk_set_session(&f->desk, f->pack.session);
	f->keymap = keymap_new(fleet_tables, 2);
	if (!ops)
		return;
	f->pane = ops->open();
	f->pane->ops = ops;
	f->pane->keymap = f->keymap;
	f->pane->focused = true;
}

static inline void
fleet_clear(struct fleet *f)
{
	free(f->ctx.run_argument);
	if (f->ctx.open_drawer)
		f->ctx.open_drawer->ops->done(f->ctx.open_drawer);
	free(f->ask.topic);
	free(f->ask.choices);
	free(f->ask.note);
	free(f->ask.initial);
	f->ask = (struct ask){ 0 };
	changes_done(&f->changes);
	str_clear(&f->message);
	err_done(&f->err);
	f->ctx = (struct command_ctx){ .desk = &f->desk,
		.pane = f->pane,
		.changes = &f->changes,
		.message = &f->message,
		.err = &f->err,
		.ask = &f->ask };
}

static inline void
fleet_done(struct fleet *f)
{
	fleet_clear(f);
	if (f->pane)
		f->pane->ops->done(f->pane);
	keymap_free(f->keymap);
	canvas_free(f->canvas);
	str_done(&f->screen);
	str_done(&f->message);
	desk_done(&f->desk);
	pack_done(&f->pack);
}

static inline void
fleet_record(struct fleet *f, const char *path, const char *value)
{
	pack_record(&f->pack, path, value);
	desk_set_session(&f->desk, f->pack.session);
}

/* Answers the first `count` criteria of a level. */
static inline void
fleet_answer(struct fleet *f, const char *id, int level, int count,
    const char *state)
{
	size_t control = catalog_find(f->pack.catalog, TABLE_CONTROL, id);

	for (int i = 0; i < count; i++) {
		struct spot spot = { SPOT_CRITERION, control, level,
			(size_t)i };
		char *path = desk_path(&f->desk, spot);

		fleet_record(f, path, state);
		free(path);
	}
}

/* Two of the four are concluded: AB-1 at 3, AB-2 at 2; the target is 3. */
static inline void
fleet_conclude(struct fleet *f)
{
	fleet_record(f, "session/target", "3");
	fleet_answer(f, "AB-1", 1, 2, "met");
	fleet_answer(f, "AB-1", 2, 2, "met");
	fleet_answer(f, "AB-1", 3, 3, "met");
	fleet_answer(f, "AB-2", 2, 2, "met");
	fleet_answer(f, "AB-2", 3, 2, "not met");
	fleet_record(f, "AB-1/concluded", "3");
	fleet_record(f, "AB-2/concluded", "2");
}

/* The pane, or a drawer, in so many rows and columns; borrowed. */
static inline const char *
fleet_draw(struct fleet *f, struct pane *pane, int rows, int cols,
    unsigned flags)
{
	canvas_free(f->canvas);
	f->canvas = canvas_new(rows, cols, flags);
	pane->keymap = f->keymap;
	pane->focused = true;
	pane->compact = rows < 21;
	pane->rect = (struct rect){ 0, 0, rows, cols };
	pane->ops->fit(pane, &f->desk);
	pane->ops->draw(pane, &f->desk, f->canvas);
	str_clear(&f->screen);
	canvas_dump(f->canvas, &f->screen);
	return str_text(&f->screen);
}

static inline const char *
fleet_show(struct fleet *f, int rows, int cols)
{
	return fleet_draw(f, f->pane, rows, cols, CANVAS_ASCII_GLYPHS);
}

static inline bool
fleet_move(struct fleet *f, enum move move)
{
	fleet_clear(f);
	return f->pane->ops->move(f->pane, move, &f->ctx);
}

static inline bool
fleet_run(struct fleet *f, const char *name, const char *argument)
{
	const struct command *command = keymap_by_name(f->keymap, name, NULL);

	cr_assert_not_null(command, "there is a command %s", name);
	fleet_clear(f);
	f->ctx.argument = argument;
	bool ok = command->run(&f->ctx);

	cr_assert_eq(ok, f->err.code == ERR_NONE);
	return ok;
}

/* The drawer that was opened last becomes the caller's to free. */
static inline struct pane *
fleet_take_drawer(struct fleet *f)
{
	struct pane *drawer = f->ctx.open_drawer;

	cr_assert_not_null(drawer, "a drawer opened");
	f->ctx.open_drawer = NULL;
	return drawer;
}

static inline bool
fleet_has(const char *screen, const char *text)
{
	if (strstr(screen, text))
		return true;
	cr_log_error("\"%s\" is not in\n%s", text, screen);
	return false;
}

static inline bool
fleet_lacks(const char *screen, const char *text)
{
	if (!strstr(screen, text))
		return true;
	cr_log_error("\"%s\" is in\n%s", text, screen);
	return false;
}

/* The row with the cursor's sign. */
static inline bool
fleet_cursor_at(const char *screen, const char *text)
{
	const char *row = screen;

	while (row && *row && *row != '>') {
		row = strchr(row, '\n');
		row = row ? row + 1 : NULL;
	}
	const char *end = row ? strchr(row, '\n') : NULL;
	const char *at = row ? strstr(row, text) : NULL;

	if (at && end && at < end)
		return true;
	cr_log_error("the cursor is not at \"%s\" in\n%s", text, screen);
	return false;
}

#endif
