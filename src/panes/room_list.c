/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A drawer of records: its lines, its cursor, its keys for leaving. */

#include <config.h>

#include "panes/room_list.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/room.h"

struct room_list *
room_list_new(const struct room_kind *kind, size_t control)
{
	struct room_list *room = xcalloc(1, sizeof(*room));

	room->pane.ops = kind->ops;
	room->kind = kind;
	room->control = control;
	room->all = control == CATALOG_NONE;
	side_list_restart(&room->list, 0);
	room->list.visited = true;
	return room;
}

static void
clear(struct room_list *room)
{
	side_list_clear(&room->list);
	record_ids_done(&room->ids);
	room->ids = (struct record_ids){ 0 };
	room->list.items = 0;
}

void
room_list_done(struct pane *pane)
{
	struct room_list *room = (struct room_list *)pane;

	side_list_done(&room->list);
	record_ids_done(&room->ids);
	free(room->at);
	free(room);
}

const char *
room_list_control(const struct room_list *room, const struct desk *desk)
{
	return room->all
	           ? NULL
	           : catalog_string(desk->catalog, CONTROL_ID, room->control);
}

size_t
room_list_add(struct room_list *room, const char *id)
{
	room->ids.ids = mem_grow(room->ids.ids, &room->ids.capacity,
	    room->ids.count + 1, sizeof(*room->ids.ids));
	room->ids.ids[room->ids.count] = xstrdup(id);
	room->list.items = room->ids.count + 1;
	return room->ids.count++;
}

/* The cells texts may take in a drawer of so many columns. */
static int
cells_of(const struct room_list *room, int cols)
{
	struct pane part = room->pane;

	part.rect = (struct rect){ .cols = cols };
	return side_cells(&part);
}

/* The cursor stays on its record, wherever that has gone. */
static void
keep_cursor(struct room_list *room)
{
	for (size_t i = 0; i < room->ids.count; i++)
		if (str_equal(room->ids.ids[i], room->at))
			room->list.cursor = i;
	if (room->list.cursor >= room->list.items)
		room->list.cursor = room->list.items ? room->list.items - 1 : 0;
	desk_set(&room->at,
	    room->list.items ? room->ids.ids[room->list.cursor] : NULL);
}

static void
refresh(struct room_list *room, const struct desk *desk, int cols)
{
	size_t commits = desk->session ? session_commits(desk->session) : 0;

	if (room->made && room->commits == commits && room->cols == cols)
		return;
	clear(room);
	room->kind->build(room, desk, cells_of(room, cols));
	keep_cursor(room);
	room->made = true;
	room->commits = commits;
	room->cols = cols;
}

void
room_list_fit(struct pane *pane, const struct desk *desk)
{
	struct room_list *room = (struct room_list *)pane;

	refresh(room, desk, pane->rect.cols);
	side_list_fit(&room->list, pane, pane->rect.rows);
}

void
room_list_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct room_list *room = (const struct room_list *)pane;

	(void)desk;
	side_list_draw(&room->list, pane, canvas, pane->rect.row);
}

int
room_list_want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct room_list *room = (const struct room_list *)pane;
	struct room_list copy = *room;
	int rows;

	if (room->made && room->cols == cols &&
	    room->commits ==
	        (desk->session ? session_commits(desk->session) : 0))
		return (int)room->list.count;
	copy.list = (struct side_list){ 0 };
	copy.ids = (struct record_ids){ 0 };
	copy.kind->build(&copy, desk, cells_of(&copy, cols));
	rows = (int)copy.list.count;
	side_list_done(&copy.list);
	record_ids_done(&copy.ids);
	return rows;
}

const char *const *
room_list_hints(const struct pane *pane, const struct desk *desk)
{
	const struct room_list *room = (const struct room_list *)pane;

	(void)desk;
	return room->ids.count ? room->kind->hints : room->kind->none;
}

bool
room_list_key(struct pane *pane, key_code key, struct command_ctx *ctx)
{
	(void)pane;
	if (key != KEY_ESC_CODE && key != ('c' & 31))
		return false;
	ctx->next = NEXT_CLOSE;
	return true;
}

const char *
room_list_at(struct command_ctx *ctx, const struct room_kind *kind)
{
	struct room_list *room = (struct room_list *)ctx->pane;

	if (!ctx->pane || ctx->pane->ops != kind->ops) {
		err_set(ctx->err, ERR_INPUT,
		    _("That works on a line of its list: open it first."));
		return NULL;
	}
	refresh(room, ctx->desk, room->cols ? room->cols : 80);
	if (!room->ids.count) {
		err_set(ctx->err, ERR_INPUT, _("There is nothing listed."));
		return NULL;
	}
	return room->ids.ids[room->list.cursor];
}

const char *
room_list_value(const struct command_ctx *ctx, const struct room_kind *kind,
    const char *id, const char *field)
{
	return record_get(ctx->desk->session, kind->segment, id, field);
}

bool
room_list_turn(struct command_ctx *ctx, const struct room_kind *kind)
{
	struct room_list *room = (struct room_list *)ctx->pane;

	if (!ctx->pane || ctx->pane->ops != kind->ops)
		return err_set(ctx->err, ERR_INPUT,
		    _("That works on a line of its list: open it first."));
	if (room->control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	room->all = !room->all;
	room->made = false;
	return true;
}

/* To what the item under the cursor is about. */
static bool
go(struct command_ctx *ctx, const struct room_kind *kind)
{
	const char *id = room_list_at(ctx, kind), *about;

	if (!id)
		return false;
	about = room_list_value(ctx, kind, id, "about");
	if (!about || !room_go(ctx->desk, about))
		return err_set(ctx->err, ERR_INPUT,
		    _("It is about no control in particular; e changes "
		      "that."));
	ctx->next = NEXT_ASSESS;
	return true;
}

bool
room_list_move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct room_list *room = (struct room_list *)pane;
	bool moved;

	if (move == MOVE_ENTER)
		return go(ctx, room->kind);
	moved = side_list_move(&room->list, move);
	if (room->list.cursor < room->ids.count)
		desk_set(&room->at, room->ids.ids[room->list.cursor]);
	return moved;
}

bool
room_list_request(struct command_ctx *ctx, const struct room_kind *kind,
    const char *who, const char *due)
{
	const char *id = room_list_at(ctx, kind), *made, *text, *day;

	if (!id)
		return false;
	made = room_list_value(ctx, kind, id, "request");
	if (made)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s was requested for it already."), made);
	text = room_list_value(ctx, kind, id, "text");
	day = due ? room_list_value(ctx, kind, id, due) : NULL;
	char *item = room_request(ctx, text ? text : "",
	    room_list_value(ctx, kind, id, who),
	    day ? day_parse(day) : DAY_NONE,
	    room_list_value(ctx, kind, id, "about"));

	record_set(ctx->changes, kind->segment, id, "request", item);
	str_printf(ctx->message, _("%s is requested."), item);
	free(item);
	return true;
}

void
room_list_title(const struct pane *pane, const struct desk *desk,
    const char *title, struct str *out)
{
	const struct room_list *room = (const struct room_list *)pane;

	str_add(out, title);
	if (!room->all)
		str_printf(out, "   %s", room_list_control(room, desk));
}
