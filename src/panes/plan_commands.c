/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What can be done to the plan of interviews: slots, who comes, which control
 * goes where, the agenda as a whole. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/people.h"
#include "model/records.h"
#include "model/slot_line.h"
#include "panes/panes.h"
#include "panes/plan_lines.h"
#include "panes/record_form.h"

/* The drawer a command is for; NULL and *err: it is not open. */
static struct plan_drawer *
drawer_of(struct command_ctx *ctx)
{
	struct plan_drawer *d = (struct plan_drawer *)ctx->pane;

	if (!ctx->pane || ctx->pane->ops != &plan_ops) {
		err_set(ctx->err, ERR_INPUT,
		    _("This works in the plan of slots; :plan opens it."));
		return NULL;
	}
	plan_refresh(d, ctx->desk);
	return d;
}

/* The slot under the cursor; NULL and *err: none. */
static const struct slot *
slot_here(struct command_ctx *ctx)
{
	const struct plan_drawer *d = drawer_of(ctx);

	if (!d)
		return NULL;
	if (d->cursor < d->plan.count &&
	    d->plan.lines[d->cursor].slot != PLAN_NOWHERE)
		return &d->plan.slots.items[d->plan.lines[d->cursor].slot];
	err_set(ctx->err, ERR_INPUT,
	    d->plan.slots.count ? _("No slot is chosen.")
	                        : _("There is no slot yet. + adds one."));
	return NULL;
}

static void
see_slot(const struct desk *desk, const char *text, struct str *out)
{
	struct slot_line line;

	slot_line_parse(desk->session, text, desk->frame.today, &line);
	slot_line_show(desk->session, &line, desk->frame.today, out);
	slot_line_done(&line);
}

/* Does every name fit one person? */
static bool
check_people(const struct slot_line *line, struct err *err)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->people[i].several)
			return err_set(err, ERR_INPUT,
			    _("@%s fits several people; type more of the "
			      "name."),
			    line->people[i].name);
	return true;
}

static bool
add_done(struct command_ctx *ctx)
{
	struct slot_line line;
	const struct desk *desk = ctx->desk;

	slot_line_parse(
	    desk->session, ctx->argument, desk->frame.today, &line);
	bool ok = check_people(&line, ctx->err);

	if (ok && *ctx->argument) {
		free(slot_line_add(desk->session, ctx->changes, &line));
		str_add(ctx->message, _("The slot is in the plan."));
	}
	slot_line_done(&line);
	return ok;
}

static bool
add(struct command_ctx *ctx)
{
	if (ctx->argument && *ctx->argument)
		return add_done(ctx);
	/* TRANSLATORS: asks for a line: day, time, minutes, title, people,
	 * place */
	ctx->ask->label = _("new slot");
	ctx->ask->note = xstrdup(_("tue 9:30 90 service desk @okafor in room "
	                           "4"));
	ctx->ask->see = see_slot;
	ctx->ask->done = add_done;
	return true;
}

static void
drop(struct command_ctx *ctx, const char *id)
{
	record_drop(ctx->desk->session, ctx->changes, "slots", id);
	str_add(ctx->message,
	    _("The slot is off the plan. U brings it back."));
}

static bool
remove_done(struct command_ctx *ctx)
{
	if (str_equal(ctx->argument, "y"))
		drop(ctx, ctx->topic);
	return true;
}

/* One that was held is asked about. */
static bool
take_off(struct command_ctx *ctx)
{
	const struct slot *slot = slot_here(ctx);

	if (!slot)
		return false;
	if (!slot->begun) {
		drop(ctx, slot->id);
		return true;
	}
	ctx->ask->label = _("remove");
	ctx->ask->choices = xstrdup(
	    /* TRANSLATORS: the letter y stays */
	    _("This slot was held; what was said in it stays:  y remove   "
	      "Esc keep it"));
	ctx->ask->topic = xstrdup(slot->id);
	ctx->ask->done = remove_done;
	return true;
}

static bool
edit(struct command_ctx *ctx)
{
	const struct slot *slot = slot_here(ctx);

	if (!slot)
		return false;
	ctx->open_drawer = record_form_open("slots", slot->id, slot_fields,
	    slot->title ? slot->title : _("Slot"));
	return true;
}

/* Who comes, as the line that is edited: "@okafor @lindqvist". */
static bool
people_done(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	struct slot_line line;
	struct slot_people before = { 0 };

	slot_line_parse(
	    desk->session, ctx->argument, desk->frame.today, &line);
	/* a name without "@" would be lost */
	bool ok = check_people(&line, ctx->err);

	if (ok && line.title)
		ok = err_set(ctx->err, ERR_INPUT,
		    _("\"%s\" is no name here: each begins with @."),
		    line.title);
	if (!ok) {
		slot_line_done(&line);
		return false;
	}
	slot_people(desk->session, ctx->topic, &before);
	for (size_t i = 0; i < before.count; i++) {
		bool stays = false;

		for (size_t k = 0; k < line.count; k++)
			stays |= str_equal(
			    line.people[k].id, before.items[i].id);
		char *field = xasprintf("people/%s", before.items[i].id);

		if (!stays)
			record_set(
			    ctx->changes, "slots", ctx->topic, field, NULL);
		free(field);
	}
	slot_line_add_people(
	    desk->session, ctx->changes, ctx->topic, &line);
	slot_people_done(&before);
	slot_line_done(&line);
	return true;
}

/* "@okafor": the last word of a name where it means that one person, else the
 * id. */
static void
add_at(const struct session *session, const char *id, struct str *out)
{
	char *name = person_name(session, id);
	const char *blank = strrchr(name, ' ');
	const char *word = blank ? blank + 1 : name;
	char *found = *word ? people_find(session, word, NULL) : NULL;

	str_printf(out, "@%s ", str_equal(found, id) ? word : id);
	free(found);
	free(name);
}

static bool
people(struct command_ctx *ctx)
{
	const struct slot *slot = slot_here(ctx);
	struct slot_people now = { 0 };
	struct str text = { 0 };

	if (!slot)
		return false;
	slot_people(ctx->desk->session, slot->id, &now);
	for (size_t i = 0; i < now.count; i++)
		add_at(ctx->desk->session, now.items[i].id, &text);
	slot_people_done(&now);
	/* TRANSLATORS: asks for people: "@okafor @lindqvist" */
	ctx->ask->label = _("who comes");
	ctx->ask->initial = str_steal(&text);
	ctx->ask->note = xstrdup(_("each begins with @"));
	ctx->ask->topic = xstrdup(slot->id);
	ctx->ask->see = see_slot;
	ctx->ask->done = people_done;
	return true;
}

/* The key of a slot in a line of choices: 1 to 9, then letters. */
static char
slot_key(size_t number)
{
	return (char)(number < 9    ? '1' + (int)number
	              : number < 35 ? 'a' + (int)number - 9
	                            : '\0');
}

static bool
move_done(struct command_ctx *ctx)
{
	struct plan plan = { 0 };
	size_t number = 0;
	struct str name = { 0 };

	if (!*ctx->argument)
		return true;
	slots_list(ctx->desk->session, &plan.slots);
	while (number < plan.slots.count && slot_key(number) &&
	       slot_key(number) != *ctx->argument)
		number++;
	bool none = *ctx->argument == '0';
	bool ok = none || (number < plan.slots.count && slot_key(number));

	if (!ok)
		err_set(ctx->err, ERR_INPUT,
		    _("%s is no slot; the line shows which there are."),
		    ctx->argument);
	else
		slot_move_control(ctx->desk->session, ctx->changes, ctx->topic,
		    none ? NULL : plan.slots.items[number].id);
	if (ok && none) {
		str_printf(ctx->message, _("%s has no slot now."), ctx->topic);
	} else if (ok) {
		plan_slot_name(&plan, ctx->desk, number, &name);
		/* TRANSLATORS: a control, and a slot of interviews */
		str_printf(ctx->message, _("%s goes to %s."), ctx->topic,
		    str_text(&name));
	}
	str_done(&name);
	slots_done(&plan.slots);
	return ok;
}

static bool
move_control(struct command_ctx *ctx)
{
	const struct plan_drawer *d = drawer_of(ctx);
	struct str choices = { 0 };

	if (!d)
		return false;
	if (d->cursor >= d->plan.count ||
	    d->plan.lines[d->cursor].kind != PLAN_CONTROL)
		return err_set(ctx->err, ERR_INPUT,
		    _("No control is chosen. Enter on a slot shows its "
		      "controls."));
	if (!d->plan.slots.count)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no slot yet. + adds one."));
	const char *id = catalog_string(ctx->desk->catalog, CONTROL_ID,
	    d->plan.lines[d->cursor].control);

	str_printf(&choices, _("%s to:"), id);
	for (size_t i = 0; i < d->plan.slots.count && slot_key(i); i++) {
		str_printf(&choices, "  %c ", slot_key(i));
		plan_slot_name(&d->plan, ctx->desk, i, &choices);
	}
	/* TRANSLATORS: the digit stays: the control goes to no slot */
	str_printf(&choices, "  %s", _("0 none"));
	ctx->ask->label = _("move to slot");
	ctx->ask->choices = str_steal(&choices);
	ctx->ask->topic = xstrdup(id);
	ctx->ask->done = move_done;
	return true;
}

static bool
agenda(struct command_ctx *ctx)
{
	struct plan_drawer *d = drawer_of(ctx);
	struct changes changes = { 0 };

	if (!d)
		return false;
	if (!d->plan.slots.count)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no slot yet. + adds one."));
	if (!d->plan.nowhere_count)
		return err_set(ctx->err, ERR_INPUT,
		    _("Every control in scope has its slot already."));
	slots_plan(ctx->desk, &changes);
	if (!changes.count)
		return err_set(ctx->err, ERR_INPUT,
		    ngettext("Nobody in the slots may answer the %zu control "
		             "that has none. w says who comes.",
		        "Nobody in the slots may answer the %zu controls that "
		        "have none. w says who comes.",
		        d->plan.nowhere_count),
		    d->plan.nowhere_count);
	changes_done(&d->agenda);
	d->agenda = changes;
	d->offered = true;
	plan_count_gain(&d->plan, &d->agenda);
	return true;
}

static bool
go_slot(struct command_ctx *ctx, int way)
{
	struct plan_drawer *d = drawer_of(ctx);

	if (!d)
		return false;
	for (size_t at = d->cursor; way > 0 ? ++at < d->plan.count : at-- > 0;)
		if (d->plan.lines[at].kind == PLAN_SLOT) {
			d->cursor = at;
			return true;
		}
	return err_set(ctx->err, ERR_INPUT,
	    way > 0 ? _("This is the last slot.") : _("This is the first "
	                                              "slot."));
}

static bool
next(struct command_ctx *ctx)
{
	return go_slot(ctx, 1);
}

static bool
previous(struct command_ctx *ctx)
{
	return go_slot(ctx, -1);
}

static bool
start(struct command_ctx *ctx)
{
	const struct slot *slot = slot_here(ctx);
	const struct desk *desk = ctx->desk;

	if (!slot)
		return false;
	if (slot->running)
		slot_pause(desk->session, ctx->changes, slot->id, desk->at);
	else
		slot_start(desk->session, ctx->changes, slot->id, desk->at);
	str_add(ctx->message,
	    slot->running ? _("The clock of the slot stands.")
	                  : _("The clock of the slot runs."));
	return true;
}

static bool
close_slot(struct command_ctx *ctx)
{
	const struct slot *slot = slot_here(ctx);

	if (!slot)
		return false;
	ctx->open_drawer = closing_open(slot->id);
	return true;
}

/* clang-format off */
static const struct command plan_commands[] = {
	{ "slot-add", "+", N_("add a slot: day, time, minutes, title, people, place"), add, N_("LINE"), N_("add slot") },
	{ "slot-edit", "e", N_("the slot's whole record"), edit, NULL, N_("edit") },
	{ "slot-people", "w", N_("who comes to the slot"), people, NULL, N_("who comes") },
	{ "slot-move", "m", N_("move the control under the cursor to another slot"), move_control, NULL, N_("move to slot") },
	{ "agenda", "A", N_("give every control in scope a slot, by who may answer it; shows it first"), agenda, NULL, N_("build agenda") },
	{ "slot-next", "}", N_("next slot"), next, NULL, N_("next slot") },
	{ "slot-previous", "{", N_("previous slot"), previous, NULL, NULL },
	{ "slot-start", ".", N_("start the slot's clock, or pause it"), start, NULL, N_("start") },
	{ "slot-close", "c", N_("the end of the slot: what is read back"), close_slot, NULL, N_("close") },
	{ "slot-remove", "-", N_("take the slot off the plan"), take_off, NULL, N_("remove") },
	{ 0 },
};
/* clang-format on */

const struct command_table plan_table = {
	"plan",
	N_("Plan of slots"),
	plan_commands,
};
