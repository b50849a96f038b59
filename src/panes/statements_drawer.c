/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What was said, newest first: where it leads, and how contradictions were
 * settled. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"
#include "model/statements.h"
#include "panes/item_text.h"
#include "panes/panes.h"
#include "panes/record_form.h"
#include "panes/room.h"
#include "panes/room_list.h"

/* "10:39  T. Lindqvist, lead   OPS-03 3.3   client" */
static void
add_head(const struct desk *desk, const struct statement *statement,
    const char *when, struct str *out)
{
	char *name = person_name(desk->session, statement->by);

	str_add(out, when);
	str_printf(out, "%s%s, %s", *when ? "  " : "",
	    name ? name : person_shown(room_nobody), _(statement->kind));
	if (statement->about) {
		str_add(out, "   ");
		item_text_show(desk, statement->about, out);
	}
	if (statement->client)
		str_printf(out, "   %s", _("for the client"));
	free(name);
}

static void
add_more(struct room_list *room, size_t item, const char *label,
    const char *text, int cells)
{
	char *line = xasprintf("%s: %s", label, text);

	side_list_wrap(
	    &room->list, item, SIDE_TEXT, ROLE_QUIET, line, cells, 2);
	free(line);
}

static void
add_item(struct room_list *room, const struct desk *desk,
    const struct statement *statement, int cells)
{
	size_t item = room_list_add(room, statement->id);
	bool contradicts = str_equal(statement->kind, "contradiction");
	char when[SIDE_WHEN], *text;
	struct str head = { 0 };

	side_commit(desk, statement->seq, when);
	add_head(desk, statement, when, &head);
	struct side_line *line = side_list_add(
	    &room->list, item, SIDE_TEXT, ROLE_QUIET, str_text(&head));

	line->name = xstrdup(when);
	if (statement->open) {
		line->sign = line->ascii = contradicts ? "!" : "?";
		line->sign_role = contradicts ? ROLE_BAD : ROLE_WARN;
		/* TRANSLATORS: what was said is not settled yet */
		line->right = xstrdup(_("open"));
		line->right_role = contradicts ? ROLE_BAD : ROLE_WARN;
	}
	text = statement->verbatim ? xasprintf(_("\"%s\""), statement->text)
	                           : xstrdup(statement->text);
	side_list_wrap(&room->list, item, SIDE_TEXT, ROLE_TEXT, text, cells, 0);
	if (statement->resolved)
		/* TRANSLATORS: before how a contradiction was settled */
		add_more(room, item, _("resolved"), statement->resolved, cells);
	if (statement->request)
		/* TRANSLATORS: before the evidence item that was asked for */
		add_more(room, item, _("requested"), statement->request, cells);
	free(text);
	str_done(&head);
}

static void
build(struct room_list *room, const struct desk *desk, int cells)
{
	struct statements statements = { 0 };

	statements_list(
	    desk->session, room_list_control(room, desk), &statements);
	for (size_t i = statements.count; i-- > 0;)
		add_item(room, desk, &statements.items[i], cells);
	if (!statements.count)
		side_list_add_empty(&room->list, &room->pane,
		    room->all ? _("nobody has said anything yet")
		              : _("nothing was said about it yet"),
		    room->all ? NULL : _("v lists all"));
	statements_done(&statements);
}

static const char *const names[] = { "open", "statement-edit",
	"statement-request", "statement-resolve", "statement-drop",
	"statements-all", "back", NULL };
static const char *const none[] = { "statements-all", "back", NULL };

static const struct room_kind kind = {
	.ops = &statements_ops,
	.segment = "statements",
	.build = build,
	.hints = names,
	.none = none,
};

struct pane *
statements_open(size_t control)
{
	return &room_list_new(&kind, control)->pane;
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct room_list *room = (const struct room_list *)pane;
	size_t open = statements_contradictions(
	    desk->session, room_list_control(room, desk));

	room_list_title(pane, desk, _("Said"), title);
	if (open)
		str_printf(title,
		    ngettext("   %zu open contradiction",
		        "   %zu open contradictions", open),
		    open);
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
	const char *id = room_list_at(ctx, &kind);

	if (!id)
		return false;
	const char *text = room_list_value(ctx, &kind, id, "text");
	char *title = str_fold_space(text, strlen(text));

	ctx->open_drawer =
	    record_form_open(kind.segment, id, statement_fields, title);
	free(title);
	return true;
}

static bool
request(struct command_ctx *ctx)
{
	return room_list_request(ctx, &kind, "by", NULL);
}

static bool
resolve_done(struct command_ctx *ctx)
{
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool was = room_list_value(ctx, &kind, ctx->topic, "resolved");

	record_set(ctx->changes, kind.segment, ctx->topic, "resolved", text);
	if (*text)
		str_add(ctx->message, _("The contradiction is resolved."));
	else if (was)
		str_add(ctx->message, _("The contradiction is open again."));
	free(text);
	return true;
}

static bool
resolve(struct command_ctx *ctx)
{
	const char *id = room_list_at(ctx, &kind);

	if (!id)
		return false;
	if (!str_equal(
	        room_list_value(ctx, &kind, id, "kind"), "contradiction"))
		return err_set(ctx->err, ERR_INPUT,
		    _("Only a contradiction is resolved; e changes the kind of "
		      "a statement."));
	/* TRANSLATORS: how a contradiction was settled */
	ctx->ask->label = _("settled how");
	ctx->ask->initial =
	    xstrdup(room_list_value(ctx, &kind, id, "resolved"));
	ctx->ask->topic = xstrdup(id);
	ctx->ask->note = xstrdup(_("empty: it stays open"));
	ctx->ask->done = resolve_done;
	return true;
}

static bool
drop(struct command_ctx *ctx)
{
	const char *id = room_list_at(ctx, &kind);

	if (!id)
		return false;
	record_drop(ctx->desk->session, ctx->changes, kind.segment, id);
	str_add(ctx->message, _("The statement is gone; U brings it back."));
	return true;
}

/* clang-format off */
static const struct command statements_commands[] = {
	{ "statements-all", "v", N_("what was said about all controls, or about this one again"), turn, NULL, N_("all") },
	{ "statement-edit", "e", N_("look at a statement whole and change it"), edit, NULL, N_("edit") },
	{ "statement-request", "r", N_("make a request for evidence of what was said"), request, NULL, N_("request") },
	{ "statement-resolve", "x", N_("say how a contradiction was settled"), resolve, NULL, N_("resolve") },
	{ "statement-drop", "-", N_("take a statement away"), drop, NULL, N_("drop") },
	{ 0 },
};
/* clang-format on */

const struct command_table statements_table = {
	"statements",
	N_("What was said"),
	statements_commands,
};

static const struct command_table *const tables[] = { &statements_table, NULL };

const struct pane_ops statements_ops = {
	.name = "statements",
	.title = N_("What was said"),
	.tables = tables,
	.bar = bar,
	ROOM_LIST_OPS,
};
