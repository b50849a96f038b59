/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What is to follow, by whom and by when, and what was parked. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/followups.h"
#include "model/people.h"
#include "model/records.h"
#include "panes/item_text.h"
#include "panes/panes.h"
#include "panes/record_form.h"
#include "panes/room_list.h"

/* "parked", "done", "due Fri 17 Jul": how it stands. */
static void
add_standing(const struct desk *desk, const struct followup *item,
    struct side_line *line)
{
	int today = desk->frame.today;
	struct str text = { 0 };

	line->right_role = ROLE_QUIET;
	if (!item->open) {
		str_add(&text, _(item->state));
	} else if (item->due != DAY_NONE && today != DAY_NONE) {
		dayword_due(item->due, today, &text);
		if (item->due < today)
			line->right_role = ROLE_WARN;
	} else if (item->parked) {
		str_add(&text, _("parked"));
	}
	if (text.len)
		line->right = str_steal(&text);
	str_done(&text);
}

/* "T. Lindqvist   OPS-03 3.3   EV-h3kq7d requested" */
static void
add_below(struct room_list *room, const struct desk *desk, size_t number,
    const struct followup *item, int cells)
{
	struct str text = { 0 };
	char *name =
	    item->person ? person_name(desk->session, item->person) : NULL;

	if (name)
		str_add(&text, name);
	if (item->about) {
		str_add(&text, text.len ? "   " : "");
		item_text_show(desk, item->about, &text);
	}
	if (item->request)
		str_printf(&text, "%s%s: %s", text.len ? "   " : "",
		    _("requested"), item->request);
	if (text.len)
		side_list_wrap(&room->list, number, SIDE_TEXT, ROLE_QUIET,
		    str_text(&text), cells, 2);
	free(name);
	str_done(&text);
}

static void
add_item(struct room_list *room, const struct desk *desk,
    const struct followup *item, int cells)
{
	enum { STANDING = 16 };
	size_t number = room_list_add(room, item->id);
	size_t first = side_list_wrap(&room->list, number, SIDE_TEXT,
	    item->open ? ROLE_TEXT : ROLE_QUIET, item->text ? item->text : "",
	    cells - STANDING > 20 ? cells - STANDING : cells, 0);
	struct side_line *line = &room->list.lines[first];

	if (item->open)
		line->sign = line->ascii = item->parked ? "P" : "f";
	line->name = xstrdup(item->id);
	add_standing(desk, item, line);
	add_below(room, desk, number, item, cells);
}

static void
build(struct room_list *room, const struct desk *desk, int cells)
{
	struct followups followups = { 0 };

	followups_list(
	    desk->session, room_list_control(room, desk), &followups);
	for (size_t i = 0; i < followups.count; i++)
		if (!room->parked || followups.items[i].parked)
			add_item(room, desk, &followups.items[i], cells);
	if (!room->ids.count)
		side_list_add_empty(&room->list, &room->pane,
		    room->parked ? _("nothing is parked")
		                 : _("nothing is to follow"),
		    room->all ? NULL : _("v lists all"));
	followups_done(&followups);
}

static const char *const names[] = { "open", "followup-edit",
	"followup-request", "followup-done", "followup-drop", "followups-all",
	"back", NULL };
static const char *const none[] = { "followups-all", "back", NULL };

static const struct room_kind kind = {
	.ops = &followups_ops,
	.segment = "followups",
	.build = build,
	.hints = names,
	.none = none,
};

struct pane *
followups_show(size_t control)
{
	return &room_list_new(&kind, control)->pane;
}

struct pane *
parked_open(void)
{
	struct room_list *room = room_list_new(&kind, CATALOG_NONE);

	room->parked = true;
	return &room->pane;
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct room_list *room = (const struct room_list *)pane;
	size_t open = followups_open(desk->session, false);
	size_t parked = followups_open(desk->session, true);

	room_list_title(
	    pane, desk, room->parked ? _("Parked") : _("Follow-ups"), title);
	/* TRANSLATORS: how many follow-ups are open, and how many parked */
	str_printf(title, _("   in all %zu open, %zu parked"), open, parked);
	str_add(right, _("Enter goes there   Esc back"));
}

static bool
turn(struct command_ctx *ctx)
{
	return room_list_turn(ctx, &kind);
}

static bool
edit(struct command_ctx *ctx)
{
	const char *id = room_list_at(ctx, &kind), *text;

	if (!id)
		return false;
	text = room_list_value(ctx, &kind, id, "text");
	ctx->open_drawer = record_form_open(
	    kind.segment, id, followup_fields, text ? text : id);
	return true;
}

static bool
request(struct command_ctx *ctx)
{
	return room_list_request(ctx, &kind, "person", "due");
}

/* The same key takes it back. */
static bool
set_state(struct command_ctx *ctx, const char *state, const char *message)
{
	const char *id = room_list_at(ctx, &kind);

	if (!id)
		return false;
	if (str_equal(room_list_value(ctx, &kind, id, "state"), state)) {
		record_set(ctx->changes, kind.segment, id, "state", NULL);
		str_add(ctx->message, _("It is open again."));
	} else {
		record_set(ctx->changes, kind.segment, id, "state", state);
		str_add(ctx->message, message);
	}
	return true;
}

static bool
finish(struct command_ctx *ctx)
{
	return set_state(
	    ctx, "done", _("It is done; the same key opens it again."));
}

static bool
drop(struct command_ctx *ctx)
{
	return set_state(
	    ctx, "dropped", _("It is dropped; the same key opens it again."));
}

/* clang-format off */
static const struct command followups_commands[] = {
	{ "followups-all", "v", N_("what is to follow on all controls, or on this one again"), turn, NULL, N_("all") },
	{ "followup-edit", "e", N_("look at a follow-up whole and change it"), edit, NULL, N_("edit") },
	{ "followup-request", "r", N_("make a request for evidence of it, due the same day"), request, NULL, N_("request") },
	{ "followup-done", "x", N_("it is done, or open again"), finish, NULL, N_("done") },
	{ "followup-drop", "-", N_("it need not follow any more, or is open again"), drop, NULL, N_("drop") },
	{ 0 },
};
/* clang-format on */

const struct command_table followups_table = {
	"followups",
	N_("Follow-ups and what is parked"),
	followups_commands,
};

static const struct command_table *const tables[] = { &followups_table, NULL };

const struct pane_ops followups_ops = {
	.name = "followups",
	.title = N_("Follow-ups"),
	.tables = tables,
	.bar = bar,
	ROOM_LIST_OPS,
};
