/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PANES_PLACE_H
#define ASSAY_TESTS_PANES_PLACE_H

/* A desk on a small pack, a pane or drawer on a canvas, and keys for it: what
 * the program does around them, for the tests of search, palette, help and
 * journal.
 *   AB-1 Bridges  1.1 1.2 and 2.1; asks for E-1
 *   AB-2 Ferries  1.1
 *   AB-3 Lamps    1.1 */

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "../model/pack.h"
#include "model/desk.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "ui/canvas.h"

struct place {
	struct pack pack;
	struct desk desk;
	struct keymap *keymap;
	struct pane *pane;
	int rows, cols; /* of the screen */
	/* of the key or handler called last */
	struct changes changes;
	struct err err;
	struct str message;
	struct command_ctx ctx;
	struct str screen;
};

static inline size_t
place_control(struct place *p, const char *id, const char *title,
    const char *const *criteria)
{
	size_t row = pack_control(&p->pack, id, "It is kept in order.");
	size_t level = pack_level(&p->pack, row, 1);

	builder_text(p->pack.builder, CONTROL_TITLE, row, title);
	for (; *criteria; criteria++)
		pack_criterion(&p->pack, level, *criteria);
	return row;
}

static inline void
place_fill(struct place *p)
{
	static const char *const bridges[] = { "Somebody keeps a run book.",
		"The toll is counted.", NULL };
	static const char *const ferries[] = { "A run book lies aboard.",
		NULL };
	static const char *const lamps[] = { "Lamps are lit.", NULL };
	struct builder *b = p->pack.builder;
	size_t row = builder_child(b, PACK_EVIDENCE, 0);

	builder_text(b, EVIDENCE_ID, row, "E-1");
	builder_text(b, EVIDENCE_TITLE, row, "Toll accounts");
	size_t bridge = place_control(p, "AB-1", "Bridges", bridges);

	pack_criterion(&p->pack, pack_level(&p->pack, bridge, 2),
	    "Everybody who works on the bridge, on its ramps or below its "
	    "arches has read and signed the run books before a shift.");
	builder_item(b, CONTROL_EVIDENCE, bridge, "E-1");
	place_control(p, "AB-2", "Ferries", ferries);
	place_control(p, "AB-3", "Lamps", lamps);
}

static inline void
place_begin(
    struct place *p, const struct command_table *const *tables, size_t count)
{
	*p = (struct place){ .rows = 36, .cols = 120 };
	pack_begin(&p->pack);
	place_fill(p);
	pack_finish(&p->pack);
	desk_init(&p->desk, p->pack.catalog);
	desk_set_session(&p->desk, p->pack.session);
	p->keymap = keymap_new(tables, count);
}

static inline void
place_open_take(struct place *p, struct pane *pane)
{
	p->pane = pane;
	pane->keymap = p->keymap;
	pane->focused = true;
}

static inline void
place_clear(struct place *p)
{
	free(p->ctx.run_argument);
	changes_done(&p->changes);
	err_done(&p->err);
	str_done(&p->message);
	p->ctx = (struct command_ctx){ .desk = &p->desk,
		.pane = p->pane,
		.changes = &p->changes,
		.message = &p->message,
		.err = &p->err };
}

static inline void
place_done(struct place *p)
{
	place_clear(p);
	p->pane->ops->done(p->pane);
	keymap_free(p->keymap);
	desk_done(&p->desk);
	pack_done(&p->pack);
	str_done(&p->screen);
}

/* Applies a commit made ready. */
static inline void
place_apply(struct place *p, struct commit *commit)
{
	session_apply_take(p->pack.session, commit);
	desk_set_session(&p->desk, p->pack.session);
}

/* Records changes given as path, value, why ... NULL. */
static inline void
place_record(struct place *p, const char *at, const char *said,
    const char *const *changes)
{
	struct stamp stamp = { .by = "J. Tester", .said = said, .at = at };
	struct changes list = { 0 };
	struct commit commit = { 0 };
	struct err err = { 0 };

	for (; *changes; changes += 3)
		changes_add(&list, changes[0], changes[1], changes[2]);
	bool good = session_prepare(
	    p->pack.session, p->pack.catalog, &list, &stamp, &commit, &err);

	cr_assert(good, "%s", err.message);
	place_apply(p, &commit);
	changes_done(&list);
}

static inline void
place_move(struct place *p, enum move move)
{
	place_clear(p);
	p->pane->ops->move(p->pane, move, &p->ctx);
}

/* One key for the drawer. */
static inline void
place_key(struct place *p, key_code key)
{
	place_clear(p);
	p->pane->ops->key(p->pane, key, &p->ctx);
}

static inline void
place_type(struct place *p, const char *text)
{
	for (; *text; text++)
		place_key(p, (unsigned char)*text);
}

static inline const char *
place_dump(struct place *p, struct canvas *canvas)
{
	str_clear(&p->screen);
	canvas_dump(canvas, &p->screen);
	canvas_free(canvas);
	return str_text(&p->screen);
}

/* A pane on the whole screen. */
static inline const char *
place_draw_pane(struct place *p)
{
	struct canvas *canvas = canvas_new(p->rows, p->cols, CANVAS_UNICODE);

	p->pane->rect = (struct rect){ 0, 0, p->rows, p->cols };
	p->pane->ops->fit(p->pane, &p->desk);
	p->pane->ops->draw(p->pane, &p->desk, canvas);
	return place_dump(p, canvas);
}

/* A drawer as the program shows it: bar and list at the foot, two thirds of
 * the rows at most, the last row for what is typed. */
static inline const char *
place_draw_drawer(struct place *p)
{
	const struct pane_ops *ops = p->pane->ops;
	struct canvas *canvas = canvas_new(p->rows, p->cols, CANVAS_UNICODE);
	struct str title = { 0 }, right = { 0 };
	int want = ops->want(p->pane, &p->desk, p->cols);
	int most = p->rows * 2 / 3 - 1;
	int rows = want < most ? want : most, top = p->rows - 1 - rows;

	if (rows > 0) {
		ops->bar(p->pane, &p->desk, &title, &right);
		canvas_bar(canvas, top - 1, 0, p->cols, str_text(&title),
		    str_text(&right));
		p->pane->rect = (struct rect){ top, 0, rows, p->cols };
		ops->fit(p->pane, &p->desk);
		ops->draw(p->pane, &p->desk, canvas);
	}
	if (ops->input)
		ops->input(p->pane, &p->desk, canvas, p->rows - 1, p->cols);
	str_done(&title);
	str_done(&right);
	return place_dump(p, canvas);
}

static inline void
place_shows(struct place *p, const char *text)
{
	cr_assert(strstr(str_text(&p->screen), text), "no \"%s\" in\n%s", text,
	    str_text(&p->screen));
}

static inline void
place_hides(struct place *p, const char *text)
{
	cr_assert(!strstr(str_text(&p->screen), text), "\"%s\" in\n%s", text,
	    str_text(&p->screen));
}

/* Does one text stand before another? */
static inline void
place_orders(struct place *p, const char *first, const char *second)
{
	const char *at = strstr(str_text(&p->screen), first);

	cr_assert(at && strstr(at, second), "no \"%s\" before \"%s\" in\n%s",
	    first, second, str_text(&p->screen));
}

/* A command that does nothing. */
static inline bool
place_nothing(struct command_ctx *ctx)
{
	(void)ctx;
	return true;
}

#endif
