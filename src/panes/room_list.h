/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_ROOM_LIST_H
#define ASSAY_PANES_ROOM_LIST_H

/* The drawers of statements and of follow-ups: records about a control, or all
 * of them, newest or most urgent first, a few lines each. */

#include "model/records.h"
#include "panes/side_list.h"

struct pane;
struct str;

struct room_list {
	struct pane pane;
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
	/* Makes lines and ids anew. */
	void (*build)(
	    struct room_list *room, const struct desk *desk, int cells);
};

struct room_list *room_list_new(const struct pane_ops *ops, size_t control,
    void (*build)(struct room_list *room, const struct desk *desk, int cells));
/* The control whose records are listed, as its id; NULL: all are. */
const char *room_list_control(
    const struct room_list *room, const struct desk *desk);
/* Adds an item's id; the number for its lines. */
size_t room_list_add(struct room_list *room, const char *id);
/* The item under the cursor. NULL, and *err set: there is none, or the drawer
 * is not open. */
const char *room_list_at(struct command_ctx *ctx, const struct pane_ops *ops);
/* Lists all, or the control's again. */
bool room_list_turn(struct command_ctx *ctx, const struct pane_ops *ops);
/* Along the list. */
bool room_list_move(struct pane *pane, enum move move);
/* Goes to what the item is about. */
bool room_list_go(struct command_ctx *ctx, const char *about);

/* Of struct pane_ops. */
void room_list_done(struct pane *pane);
void room_list_fit(struct pane *pane, const struct desk *desk);
void room_list_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas);
int room_list_want(const struct pane *pane, const struct desk *desk, int cols);
bool room_list_key(struct pane *pane, key_code key, struct command_ctx *ctx);
/* Title of the bar: "Statements on OPS-03", "Statements"; appended. */
void room_list_title(const struct pane *pane, const struct desk *desk,
    const char *title, struct str *out);

#endif
