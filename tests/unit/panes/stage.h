/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PANES_STAGE_H
#define ASSAY_TESTS_PANES_STAGE_H

/* A kitchen to assess and one pane on it, for the tests of Interview and
 * Compare.
 *   AB-1  level 1: 1 criterion, 2: 3, 3: 3 (3.1 rewords 2.1, 3.3 repeats
 *         2.3), level 4 defers to 3, level 5: 1; two prompts of its own
 *   AB-2  level 2: 1 criterion
 * The domain has one prompt more. */

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "../model/pack.h"
#include "model/desk.h"
#include "panes/answer.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "ui/canvas.h"

struct stage {
	struct pack pack;
	struct desk desk;
	struct keymap *keymap;
	struct pane *pane;
	struct canvas *canvas; /* as drawn last */
	char *screen, *roles;
	struct str message; /* of the move or command last made */
	struct err err;
};

static inline bool
stage_nothing(struct command_ctx *ctx)
{
	(void)ctx;
	return true;
}

/* Commands of the program whose keys panes name. */
static const struct command stage_commands[] = {
	{ "who", "w", "", stage_nothing, NULL, "who" },
	{ "statement", "s", "", stage_nothing, NULL, "said" },
	{ "note", "N", "", stage_nothing, NULL, "note" },
	{ 0 },
};
static const struct command_table stage_table = { "all", "All",
	stage_commands };
static const struct command_table *const stage_tables[] = { &answer_table,
	&interview_table, &compare_table, &stage_table };

static inline void
stage_kitchen(struct pack *pack)
{
	struct builder *b = pack->builder;
	size_t row, kitchen = pack_control(pack, "AB-1", "A kitchen is kept.");

	builder_text(b, CONTROL_TITLE, kitchen, "Kitchen");
	builder_text(b, CONTROL_QUESTION, kitchen,
	    "Does somebody look after the kitchen?");
	builder_item(b, CONTROL_PROMPTS, kitchen, "Show me the knives.");
	builder_item(b, CONTROL_PROMPTS, kitchen, "Who has the key?");
	builder_item(b, DOMAIN_PROMPTS, builder_find(b, TABLE_DOMAIN, "AB"),
	    "What went wrong last?");
	row = pack_level(pack, kitchen, 1);
	pack_criterion(pack, row, "Knives lie where a cook leaves them.");
	row = pack_level(pack, kitchen, 2);
	builder_text(b, CLEVEL_SUMMARY, row, "Each cook has a way.");
	pack_criterion(
	    pack, row, "Each cook sharpens the knives of the day by hand.");
	pack_criterion(pack, row, "Spoons are counted every evening.");
	pack_criterion(pack, row, "The larder door is locked.");
	row = pack_level(pack, kitchen, 3);
	builder_text(b, CLEVEL_SUMMARY, row, "Each kitchen has one way.");
	pack_criterion(pack, row,
	    "One steward sharpens the knives of the day on a wheel.");
	pack_criterion(pack, row,
	    "A ledger names every pot and every pan, where it hangs, who "
	    "bought it, and when somebody last looked whether it is still "
	    "there and still whole.");
	pack_criterion(pack, row, "The larder door is locked.");
	row = pack_level(pack, kitchen, 4);
	builder_number(b, CLEVEL_DEFERS_TO, row, 3);
	builder_text(b, CLEVEL_NOTE, row, "Figures boil no soup.");
	row = pack_level(pack, kitchen, 5);
	pack_criterion(pack, row, "Guests taste every dish.");
}

static inline void
stage_open(struct stage *s, const struct pane_ops *ops)
{
	desk_init(&s->desk, s->pack.catalog);
	desk_set_session(&s->desk, s->pack.session);
	s->keymap = keymap_new(stage_tables, 4);
	s->pane = ops->open();
	s->pane->ops = ops;
	s->pane->keymap = s->keymap;
	s->pane->focused = true;
}

static inline void
stage_begin(struct stage *s, const struct pane_ops *ops)
{
	*s = (struct stage){ 0 };
	pack_begin(&s->pack);
	stage_kitchen(&s->pack);
	size_t bakery = pack_control(&s->pack, "AB-2", "Bread is baked.");

	builder_text(s->pack.builder, CONTROL_TITLE, bakery, "Bakery");
	pack_criterion(&s->pack, pack_level(&s->pack, bakery, 2),
	    "Bread is baked every morning.");
	pack_finish(&s->pack);
	stage_open(s, ops);
}

static inline void
stage_done(struct stage *s)
{
	s->pane->ops->done(s->pane);
	keymap_free(s->keymap);
	canvas_free(s->canvas);
	free(s->screen);
	free(s->roles);
	str_done(&s->message);
	err_done(&s->err);
	desk_done(&s->desk);
	pack_done(&s->pack);
}

/* Records one value as the program would. */
static inline void
stage_record(struct stage *s, const char *path, const char *value)
{
	pack_record(&s->pack, path, value);
	desk_set_session(&s->desk, s->pack.session);
}

/* Answers the first `count` criteria of a level of AB-1. */
static inline void
stage_meet(struct stage *s, int level, int count)
{
	for (int i = 0; i < count; i++) {
		struct spot spot = { SPOT_CRITERION, 0, level, (size_t)i };
		char *path = desk_path(&s->desk, spot);

		stage_record(s, path, "met");
		free(path);
	}
}

/* Shows the pane in so many rows and columns; the text is borrowed until the
 * next. */
static inline const char *
stage_show_with(struct stage *s, int rows, int cols, unsigned flags)
{
	struct str out = { 0 };

	canvas_free(s->canvas);
	s->canvas = canvas_new(rows, cols, flags);
	s->pane->rect = (struct rect){ 0, 0, rows, cols };
	s->pane->compact = rows < 19;
	s->pane->ops->fit(s->pane, &s->desk);
	s->pane->ops->draw(s->pane, &s->desk, s->canvas);
	canvas_dump(s->canvas, &out);
	free(s->screen);
	s->screen = str_steal(&out);
	canvas_dump_roles(s->canvas, &out);
	free(s->roles);
	s->roles = str_steal(&out);
	return s->screen;
}

static inline const char *
stage_show(struct stage *s, int rows, int cols)
{
	return stage_show_with(s, rows, cols, CANVAS_ASCII_GLYPHS);
}

static inline struct command_ctx
stage_ctx(struct stage *s)
{
	str_clear(&s->message);
	err_done(&s->err);
	return (struct command_ctx){
		.desk = &s->desk,
		.pane = s->pane,
		.message = &s->message,
		.err = &s->err,
	};
}

static inline bool
stage_move(struct stage *s, enum move move)
{
	struct command_ctx ctx = stage_ctx(s);

	return s->pane->ops->move(s->pane, move, &ctx);
}

static inline bool
stage_run(struct stage *s, const char *name)
{
	const struct command *command = keymap_by_name(s->keymap, name, NULL);
	struct command_ctx ctx = stage_ctx(s);

	cr_assert_not_null(command, "there is a command %s", name);
	bool ok = command->run(&ctx);

	cr_assert_eq(ok, s->err.code == ERR_NONE);
	return ok;
}

/* Puts the cursor on a criterion of AB-1, from 1. */
static inline void
stage_go(struct stage *s, int level, size_t number)
{
	desk_go(
	    &s->desk, (struct spot){ SPOT_CRITERION, 0, level, number - 1 });
}

static inline bool
stage_at(const struct stage *s, int level, size_t number)
{
	struct spot spot = s->desk.spot;
	bool at = spot.kind == SPOT_CRITERION && spot.level == level &&
	          spot.item == number - 1;

	if (!at)
		cr_log_error("kind %d, level %d, item %zu", (int)spot.kind,
		    spot.level, spot.item + 1);
	return at;
}

static inline bool
stage_has(const char *screen, const char *text)
{
	if (strstr(screen, text))
		return true;
	cr_log_error("\"%s\" is not in\n%s", text, screen);
	return false;
}

static inline bool
stage_lacks(const char *screen, const char *text)
{
	if (!strstr(screen, text))
		return true;
	cr_log_error("\"%s\" is in\n%s", text, screen);
	return false;
}

/* The role, as a letter, of the cell where a text begins on screen. */
static inline char
stage_role(const struct stage *s, const char *text)
{
	const char *at = strstr(s->screen, text), *row = s->screen;
	size_t line = 0, col;
	const char *roles = s->roles;

	cr_assert_not_null(at, "\"%s\" is on screen", text);
	for (const char *c = s->screen; c < at; c++)
		if (*c == '\n') {
			line++;
			row = c + 1;
		}
	col = (size_t)text_cells_n(row, (size_t)(at - row));
	for (; line; line--)
		roles = strchr(roles, '\n') + 1;
	return roles[col];
}

#endif
