/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_ROOM_LIST_H
#define ASSAY_PANES_ROOM_LIST_H

/* The drawers of statements and of follow-ups: records about a control, or all
 * of them, newest or most urgent first, a few lines each. */

#include "model/records.h"
#include "panes/side_list.h"

struct pane;
struct room_list;
struct str;

/* What a drawer lists. */
struct room_kind {
	const struct pane_ops *ops;
	const char *segment; /* of the records */
	/* Makes lines and ids anew. */
	void (*build)(
	    struct room_list *room, const struct desk *desk, int cells);
	/* for the hint row: with items, and without any */
	const char *const *hints, *const *none;
};

struct room_list {
	struct pane pane;
	const struct room_kind *kind;
	struct side_list list;
	size_t control;        /* CATALOG_NONE: none was chosen */
	bool all;              /* of every control */
	bool parked;           /* follow-ups: parked ones only */
	struct record_ids ids; /* of the items, in their order */
	char *at;              /* id under the cursor, or NULL */
	/* what the lines were made of */
	bool made;
	size_t commits;
	int cols;
};

struct room_list *room_list_new(const struct room_kind *kind, size_t control);
/* The control whose records are listed, as its id; NULL: all are. */
const char *room_list_control(
    const struct room_list *room, const struct desk *desk);
/* Adds an item's id; the number for its lines. */
size_t room_list_add(struct room_list *room, const char *id);
/* The item under the cursor. NULL, and *err set: there is none, or the drawer
 * is not open. */
const char *room_list_at(struct command_ctx *ctx, const struct room_kind *kind);
/* What an item's field says, as record_get(). */
const char *room_list_value(const struct command_ctx *ctx,
    const struct room_kind *kind, const char *id, const char *field);
/* Lists all, or the control's again. */
bool room_list_turn(struct command_ctx *ctx, const struct room_kind *kind);
/* Requests evidence of the item under the cursor, once; who and due name the
 * fields of whom it is requested from and by when, due may be NULL. */
bool room_list_request(struct command_ctx *ctx, const struct room_kind *kind,
    const char *who, const char *due);

/* Of struct pane_ops. */
const char *const *room_list_hints(
    const struct pane *pane, const struct desk *desk);
void room_list_done(struct pane *pane);
void room_list_fit(struct pane *pane, const struct desk *desk);
void room_list_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas);
int room_list_want(const struct pane *pane, const struct desk *desk, int cols);
/* Along the list; Enter goes to what the item is about. */
bool room_list_move(struct pane *pane, enum move move, struct command_ctx *ctx);
bool room_list_key(struct pane *pane, key_code key, struct command_ctx *ctx);
/* All of them, in the ops of such a drawer. */
#define ROOM_LIST_OPS                                                         \
	.hints = room_list_hints, .done = room_list_done,                     \
	.fit = room_list_fit, .draw = room_list_draw, .want = room_list_want, \
	.move = room_list_move, .key = room_list_key
/* Title of the bar: "Statements on OPS-03", "Statements"; appended. */
void room_list_title(const struct pane *pane, const struct desk *desk,
    const char *title, struct str *out);

#endif
