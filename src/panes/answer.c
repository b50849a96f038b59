/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One key, one answer. */

#include <config.h>

#include "panes/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/bulk.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/panes.h"

/* The cursor goes to the next criterion; at the control's end it stays and
 * the message says how the control stands. */
static void
move_on(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	struct spot answered = desk->spot;

	if (desk_step(desk, &desk->spot, 1, false)) {
		desk->last = answered;
		return;
	}
	desk->last = answered;
	desk->at_end = true;
}

static bool
on_control(struct command_ctx *ctx)
{
	if (ctx->desk->spot.control == CATALOG_NONE ||
	    ctx->desk->domain != CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    _("A domain is under the cursor: Enter opens a control "
		      "of it."));
	if (catalog_scale_top(ctx->desk->catalog) < 0)
		return err_set(ctx->err, ERR_INPUT,
		    _("This pack has no levels, so there is nothing to tick "
		      "here."));
	return true;
}

/* The reason typed for `topic` (path, blank, value). */
static bool
take_reason(struct command_ctx *ctx)
{
	char *path = xstrdup(ctx->topic);
	char *value = strchr(path, ' ');
	const char *why = ctx->argument;

	if (!*why)
		why = ctx->desk->reason;
	if (!why || !*why) {
		free(path);
		return err_set(ctx->err, ERR_INPUT,
		    _("A reason is needed: nothing was recorded."));
	}
	*value++ = '\0';
	changes_add(ctx->changes, path, *value ? value : NULL, why);
	free(path);
	desk_set(&ctx->desk->reason, why);
	if (ctx->desk->spot.kind == SPOT_CRITERION)
		move_on(ctx);
	return true;
}

static const struct entry *
find_entry(const struct desk *desk, const char *path)
{
	return desk->session ? session_entry(desk->session, path) : NULL;
}

/* The reason that stands with this very value, or NULL. */
static const char *
reason_of(const struct desk *desk, const char *path, const char *value)
{
	const struct entry *entry = find_entry(desk, path);

	return entry && str_equal(entry->value, value) ? entry->why : NULL;
}

static void
ask_reason(struct command_ctx *ctx, const char *path, const char *value)
{
	char *name = desk_spot_name(ctx->desk, ctx->desk->spot);

	ctx->ask->label = _("reason");
	ctx->ask->initial = xstrdup(reason_of(ctx->desk, path, value));
	ctx->ask->topic = xasprintf("%s %s", path, value);
	ctx->ask->note = ctx->desk->reason
	                     ? xasprintf(_("%s %s   Enter takes \"%s\""), name,
	                           _(value), ctx->desk->reason)
	                     : xasprintf("%s %s", name, _(value));
	ctx->ask->done = take_reason;
	free(name);
}

bool
answer_taken(const struct desk *desk)
{
	const struct spot *spot = &desk->spot;

	if (spot->control == CATALOG_NONE ||
	    catalog_scale_top(desk->catalog) < 0)
		return false;
	if (spot->kind != SPOT_LEVEL)
		return true;
	const struct level_result *l =
	    &desk_rating(desk, spot->control)->maturity.levels[spot->level];

	return l->band || l->judged != ANSWER_UNKNOWN;
}

/* Level lines: yes, no, open. Judging asks why. */
static bool
answer_line(struct command_ctx *ctx, enum criterion_state state)
{
	struct spot spot = ctx->desk->spot;
	const char *value = state == STATE_MET       ? "yes"
	                    : state == STATE_NOT_MET ? "no"
	                                             : NULL;

	if (value == NULL && state != STATE_UNASSESSED)
		return err_set(ctx->err, ERR_INPUT,
		    _("A level is answered with m, n or u; this key answers "
		      "criteria."));
	if (spot.kind == SPOT_LEVEL) {
		const struct level_result *l =
		    &desk_rating(ctx->desk, spot.control)
		         ->maturity.levels[spot.level];

		if (value && !l->count)
			return err_set(ctx->err, ERR_INPUT,
			    _("Level %d has no criteria here and cannot be "
			      "given."),
			    spot.level);
		if (value && !l->band)
			return err_set(ctx->err, ERR_INPUT,
			    _("Level %d asks for no judgement now: its "
			      "criteria decide."),
			    spot.level);
	}
	char *path = desk_path(ctx->desk, spot);

	if (value && spot.kind == SPOT_LEVEL)
		ask_reason(ctx, path, value);
	else
		changes_add(ctx->changes, path, value, NULL);
	free(path);
	return true;
}

static bool
answer(struct command_ctx *ctx, enum criterion_state state)
{
	struct desk *desk = ctx->desk;

	if (!on_control(ctx))
		return false;
	if (desk->spot.kind != SPOT_CRITERION)
		return answer_line(ctx, state);
	char *path = desk_path(desk, desk->spot);

	const char *word = criterion_state_word(state);
	/* the same key again, as on a copy to confirm it, keeps the reason */
	const char *why = reason_of(desk, path, word);

	if (state == STATE_NOT_APPLICABLE) {
		ask_reason(ctx, path, word);
	} else {
		changes_add(ctx->changes, path,
		    state == STATE_UNASSESSED ? NULL : word, why);
		if (state == STATE_EXCEEDED && !why) {
			char *name = desk_spot_name(desk, desk->spot);

			str_printf(
			    ctx->message, _("%s exceeded. W says why."), name);
			free(name);
		}
		move_on(ctx);
	}
	free(path);
	return true;
}

static bool
met(struct command_ctx *ctx)
{
	return answer(ctx, STATE_MET);
}

static bool
exceeded(struct command_ctx *ctx)
{
	return answer(ctx, STATE_EXCEEDED);
}

static bool
partial(struct command_ctx *ctx)
{
	return answer(ctx, STATE_PARTIAL);
}

static bool
not_met(struct command_ctx *ctx)
{
	return answer(ctx, STATE_NOT_MET);
}

static bool
not_applicable(struct command_ctx *ctx)
{
	return answer(ctx, STATE_NOT_APPLICABLE);
}

static bool
unassessed(struct command_ctx *ctx)
{
	return answer(ctx, STATE_UNASSESSED);
}

/* Space turns [ ] met partial not-met and stays. */
static bool
cycle(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	enum criterion_state next = STATE_MET;

	if (!on_control(ctx))
		return false;
	if (desk->spot.kind != SPOT_CRITERION)
		return err_set(ctx->err, ERR_INPUT,
		    _("Space turns the answer of a criterion: move the "
		      "cursor onto one."));
	switch (desk_state(desk, desk->spot)) {
	case STATE_MET:
		next = STATE_PARTIAL;
		break;
	case STATE_PARTIAL:
		next = STATE_NOT_MET;
		break;
	case STATE_UNASSESSED:
		break;
	default:
		next = STATE_UNASSESSED;
	}
	char *path = desk_path(desk, desk->spot);

	changes_add(ctx->changes, path,
	    next == STATE_UNASSESSED ? NULL : criterion_state_word(next), NULL);
	free(path);
	return true;
}

/* The reason typed for `topic` (path, blank, value); the cursor stays. */
static bool
take_why(struct command_ctx *ctx)
{
	struct spot spot = ctx->desk->spot, last = ctx->desk->last;
	bool ok = take_reason(ctx);

	ctx->desk->spot = spot;
	ctx->desk->last = last;
	ctx->desk->at_end = false;
	return ok;
}

/* W: the reason for the answer just given, or the one under the cursor. */
static bool
why(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	struct spot spot =
	    desk->last.control != CATALOG_NONE ? desk->last : desk->spot;

	if (!on_control(ctx))
		return false;
	char *path = desk_path(desk, spot);
	const struct entry *entry = find_entry(desk, path);
	char *name = desk_spot_name(desk, spot);
	bool ok = entry && entry->value;

	if (!ok) {
		err_set(ctx->err, ERR_INPUT,
		    _("%s has no answer yet that a reason could explain."),
		    name);
	} else {
		ctx->ask->label = _("why");
		ctx->ask->initial = xstrdup(entry->why);
		ctx->ask->topic = xasprintf("%s %s", path, entry->value);
		ctx->ask->note = xasprintf("%s %s", name, _(entry->value));
		ctx->ask->done = take_why;
	}
	free(name);
	free(path);
	return ok;
}

size_t
answer_explain(const struct desk *desk, size_t control, int level,
    const char *why, struct changes *changes)
{
	struct spot at = { .kind = SPOT_PERFORMED, .control = control };
	size_t count = 0;

	while (desk_step(desk, &at, 1, false) && at.level < level) {
		char *path = desk_path(desk, at);
		const struct entry *entry = find_entry(desk, path);

		if (desk_state(desk, at) == STATE_EXCEEDED && !entry->why) {
			changes_add(changes, path, entry->value, why);
			count++;
		}
		free(path);
		if (desk_state(desk, at) != STATE_EXCEEDED || entry->why ||
		    !answer_copied(desk, at))
			continue;
		path = answer_path(desk, at, "copied");
		changes_add(
		    changes, path, session_get(desk->session, path), NULL);
		free(path);
	}
	return count;
}

/* X: the rest of all levels below the cursor's becomes exceeded; what is so
 * already without a reason gets this one. */
static bool
exceed_lower_done(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	size_t control = desk->spot.control;
	int level = atoi(ctx->topic);
	const char *reason = *ctx->argument ? ctx->argument : NULL;
	size_t count = bulk_exceed(desk, control, level, reason, ctx->changes);

	if (reason)
		answer_explain(desk, control, level, reason, ctx->changes);
	if (!count && !ctx->changes->count)
		return err_set(ctx->err, ERR_INPUT,
		    _("A reason is needed: nothing was recorded."));
	if (count)
		str_printf(ctx->message,
		    ngettext("%zu criterion of lower levels exceeded. U takes "
		             "it back.",
		        "%zu criteria of lower levels exceeded. U takes them "
		        "back.",
		        count),
		    count);
	return true;
}

/* How many criteria that would be, and how many would get a reason. */
static size_t
count_lower(const struct desk *desk, int level, size_t *explained)
{
	struct changes changes = { 0 };
	size_t count =
	    bulk_exceed(desk, desk->spot.control, level, NULL, &changes);

	*explained =
	    answer_explain(desk, desk->spot.control, level, NULL, &changes);
	changes_done(&changes);
	return count;
}

static bool
exceed_lower(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	int level = desk->spot.level;
	size_t count, explained;

	if (!on_control(ctx))
		return false;
	if (desk->spot.kind == SPOT_PERFORMED || level < 2)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no lower level: move the cursor to the level "
		      "that is held."));
	count = count_lower(desk, level, &explained);
	if (!count && !explained)
		return err_set(ctx->err, ERR_INPUT,
		    _("Everything below level %d is answered already."), level);
	ctx->ask->label = _("reason");
	ctx->ask->topic = xasprintf("%d", level);
	/* TRANSLATORS: before Enter: what a reason typed now is for; at most
	 * 40 letters */
	ctx->ask->note =
	    count ? xasprintf(ngettext("%zu below level %d becomes exceeded",
	                          "%zu below level %d become exceeded", count),
	                count, level)
	          : xasprintf(
	                ngettext("%zu exceeded below level %d has none",
	                    "%zu exceeded below level %d have none", explained),
	                explained, level);
	ctx->ask->done = exceed_lower_done;
	return true;
}

/* =: the same answer for the same words elsewhere. */
static bool
answer_once(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	struct spot spot =
	    desk->last.control != CATALOG_NONE ? desk->last : desk->spot;

	if (!on_control(ctx))
		return false;
	if (spot.kind != SPOT_CRITERION)
		return err_set(ctx->err, ERR_INPUT,
		    _("The same words are looked for in criteria: move the "
		      "cursor onto one."));
	ctx->open_drawer = twins_open(desk, spot, ctx->err);
	return ctx->open_drawer != NULL;
}

static const struct command answer_commands[] = {
	{ "met", "m", N_("met, and on to the next; yes on a level's line"), met,
	    NULL, N_("met") },
	{ "exceeded", "x",
	    N_("exceeded by better practice, and on to the next"), exceeded,
	    NULL, N_("exceeded") },
	{ "partial", "p", N_("partly met, and on to the next"), partial, NULL,
	    N_("partial") },
	{ "not-met", "n",
	    N_("not met, and on to the next; no on a level's line"), not_met,
	    NULL, N_("not met") },
	{ "not-applicable", "a",
	    N_("not applicable, asks why, and on to the next"), not_applicable,
	    NULL, N_("n/a") },
	{ "unassessed", "u", N_("take the answer back, and on to the next"),
	    unassessed, NULL, N_("clear") },
	{ "cycle", "Space",
	    N_("turn the answer: met, partial, not met, none; stay"), cycle,
	    NULL, N_("turn") },
	{ "why", "W", N_("say why the answer just given was given"), why, NULL,
	    N_("why") },
	{ "exceed-lower", "X",
	    N_("mark the rest of the levels below this one exceeded"),
	    exceed_lower, NULL, N_("exceed lower") },
	{ "answer-once", "=",
	    N_("offer this answer to the same criterion in other controls"),
	    answer_once, NULL, N_("same elsewhere") },
	{ 0 },
};

const struct command_table answer_table = {
	"criteria",
	N_("Criteria"),
	answer_commands,
};
