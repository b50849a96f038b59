/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The clock of the room: a slot starts, stands, goes on, ends. And questions of
 * one's own. */

#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/records.h"
#include "model/session.h"
#include "panes/panes.h"
#include "panes/room.h"

/* More slots of a day than digits are not offered. */
enum { OFFERED = 8 };

/* Is it one of the slot's? Without any they all are. */
static bool
has_control(const size_t *controls, size_t count, size_t control)
{
	for (size_t i = 0; i < count; i++)
		if (controls[i] == control)
			return true;
	return !count;
}

/* To the slot's first control with something left, unless one of its controls
 * is shown; its controls alone from now on, unless others were asked for. */
static void
turn_to(struct command_ctx *ctx, const char *slot)
{
	struct desk *desk = ctx->desk;
	size_t *controls = NULL, count = 0, first = 0;

	slot_controls(desk->session, desk->catalog, slot, &controls, &count);
	while (first + 1 < count && !desk_rating(desk, controls[first])->left)
		first++;
	if (count && !desk_filter(desk))
		desk_set_filter(desk, ROOM_FILTER, NULL);
	if (!has_control(controls, count, desk->spot.control))
		desk_go(desk, desk_first_open(desk, controls[first]));
	free(controls);
}

static bool
start(struct command_ctx *ctx, const char *slot)
{
	struct desk *desk = ctx->desk;
	struct str name = { 0 };

	slot_start(desk->session, ctx->changes, slot, desk->at);
	turn_to(ctx, slot);
	room_slot_name(desk, slot, " ", &name);
	str_printf(ctx->message, _("%s: the clock runs since %s."),
	    str_text(&name), desk->clock);
	str_done(&name);
	return true;
}

static bool
pause_slot(struct command_ctx *ctx, const char *slot)
{
	const struct desk *desk = ctx->desk;
	struct str name = { 0 };

	slot_pause(desk->session, ctx->changes, slot, desk->at);
	room_slot_name(desk, slot, " ", &name);
	str_printf(ctx->message,
	    _("%s: the clock stands since %s. The same key goes on."),
	    str_text(&name), desk->clock);
	str_done(&name);
	return true;
}

/* One nobody planned: now, with who speaks. */
static bool
begin_now(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	char *id = record_new_id(desk->session, "slots"), day[16];

	if (desk->frame.today != DAY_NONE) {
		day_text(desk->frame.today, day);
		record_set(ctx->changes, "slots", id, "day", day);
	}
	record_set(ctx->changes, "slots", id, "time", desk->clock);
	if (desk->speaker) {
		char *path = xasprintf("slots/%s/people/%s", id, desk->speaker);

		changes_add(ctx->changes, path, "here", NULL);
		free(path);
	}
	record_set(ctx->changes, "slots", id, "running", desk->at);
	str_printf(ctx->message,
	    _("A slot began at %s. w names who is here, :slot-end closes it."),
	    desk->clock);
	free(id);
	return true;
}

/* Could it be started today? */
static bool
is_waiting(const struct slot *slot, int today)
{
	return !slot->begun && !slot->ended &&
	       (slot->day == DAY_NONE || today == DAY_NONE ||
	           slot->day == today);
}

static bool
choose_done(struct command_ctx *ctx)
{
	struct slots slots = { 0 };
	const char *text = ctx->argument;
	size_t wanted, number = 0;
	bool ok;

	if (*text && (!isdigit((unsigned char)*text) || text[1]))
		return err_set(ctx->err, ERR_INPUT,
		    _("A digit chooses the slot; 0 begins one now."));
	wanted = *text ? (size_t)(*text - '0') : 1;
	if (!wanted)
		return begin_now(ctx);
	slots_list(ctx->desk->session, &slots);
	size_t i = 0;

	for (; i < slots.count; i++)
		if (is_waiting(&slots.items[i], ctx->desk->frame.today) &&
		    ++number == wanted)
			break;
	ok = i < slots.count
	         ? start(ctx, slots.items[i].id)
	         : err_set(ctx->err, ERR_INPUT,
	               _("There is no slot %zu in this line."), wanted);
	slots_done(&slots);
	return ok;
}

/* The slots planned for today, in one line; with only one it starts. */
static bool
choose(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	struct slots slots = { 0 };
	struct str line = { 0 };
	size_t count = 0;

	slots_list(desk->session, &slots);
	for (size_t i = 0; i < slots.count && count < OFFERED; i++) {
		const struct slot *slot = &slots.items[i];

		if (!is_waiting(slot, desk->frame.today))
			continue;
		str_printf(&line, "%zu ", ++count);
		if (slot->begin >= 0)
			str_printf(&line, "%02d:%02d ", slot->begin / 60,
			    slot->begin % 60);
		if (slot->title)
			str_add(&line, slot->title);
		else
			room_slot_name(desk, slot->id, " ", &line);
		str_add(&line, "  ");
	}
	slots_done(&slots);
	if (count) {
		/* TRANSLATORS: "0 a new one": a slot that is not planned */
		str_printf(&line, "0 %s", _("a new one"));
		ctx->ask->label = _("slot");
		ctx->ask->choices = str_steal(&line);
		ctx->ask->done = choose_done;
		return true;
	}
	str_done(&line);
	return begin_now(ctx);
}

/* The one slot that waits today starts at once. */
static char *
only_waiting(const struct desk *desk)
{
	struct slots slots = { 0 };
	char *id = NULL;
	size_t count = 0;

	slots_list(desk->session, &slots);
	for (size_t i = 0; i < slots.count; i++)
		if (is_waiting(&slots.items[i], desk->frame.today) &&
		    ++count == 1)
			id = xstrdup(slots.items[i].id);
	slots_done(&slots);
	if (count != 1) {
		free(id);
		id = NULL;
	}
	return id;
}

bool
room_clock(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	char *slot = desk->slot ? xstrdup(desk->slot) : only_waiting(desk);
	bool ok;

	if (!slot)
		return choose(ctx);
	ok = desk->slot && session_getf(desk->session, "slots/%s/running", slot)
	         ? pause_slot(ctx, slot)
	         : start(ctx, slot);
	free(slot);
	return ok;
}

bool
room_slot_end(struct command_ctx *ctx)
{
	if (!ctx->desk->slot)
		return err_set(ctx->err, ERR_INPUT,
		    _("No slot has begun that could end."));
	ctx->open_drawer = closing_open(ctx->desk->slot);
	return true;
}

static const char *const wheres[] = { N_("control"), N_("domain"), NULL };

static bool
prompt_done(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	const struct catalog *c = desk->catalog;
	char *text = str_fold_space(ctx->argument, strlen(ctx->argument));

	if (*text) {
		size_t control = desk->spot.control;
		bool all = str_equal(ctx->turned, wheres[1]);
		char *id = record_new_id(desk->session, "prompts");
		char *path =
		    all ? xasprintf("domains/%s/prompts/%s",
		              catalog_string(c, DOMAIN_ID,
		                  catalog_ref(c, CONTROL_DOMAIN, control)),
		              id)
		        : xasprintf("%s/prompts/%s",
		              catalog_string(c, CONTROL_ID, control), id);

		changes_add(ctx->changes, path, text, NULL);
		str_add(ctx->message,
		    _("Interview asks it after the pack's own questions."));
		free(path);
		free(id);
	}
	free(text);
	return true;
}

bool
room_prompt_add(struct command_ctx *ctx)
{
	if (ctx->desk->spot.control == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
	if (ctx->argument && *ctx->argument)
		return prompt_done(ctx);
	/* TRANSLATORS: a question to ask about a control or its domain */
	ctx->ask->label = _("question for the");
	ctx->ask->turns = wheres;
	ctx->ask->done = prompt_done;
	return true;
}
