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
#include "model/catalog.h"
#include "model/session.h"
#include "ui/canvas.h"

/* The sign of a state. */
static enum glyph
answer_glyph(enum criterion_state state)
{
	static const enum glyph glyphs[STATE_COUNT] = {
		[STATE_UNASSESSED] = GLYPH_UNASSESSED,
		[STATE_MET] = GLYPH_MET,
		[STATE_EXCEEDED] = GLYPH_EXCEEDED,
		[STATE_PARTIAL] = GLYPH_PARTIAL,
		[STATE_NOT_MET] = GLYPH_NOT_MET,
		[STATE_NOT_APPLICABLE] = GLYPH_NOT_APPLICABLE,
	};

	return glyphs[state];
}

/* The role of a state's colour. */
static enum role
answer_role(enum criterion_state state)
{
	switch (state) {
	case STATE_MET:
	case STATE_EXCEEDED:
		return ROLE_GOOD;
	case STATE_PARTIAL:
		return ROLE_WARN;
	case STATE_NOT_MET:
		return ROLE_BAD;
	default:
		return ROLE_TEXT;
	}
}

static const char *
control_id(const struct desk *desk)
{
	return catalog_string(desk->catalog, CONTROL_ID, desk->spot.control);
}

/* What stands in a box: a recorded yes or no reads as met and not met. */
static enum criterion_state
box_state(const struct desk *desk, struct spot spot, bool *computed)
{
	const struct rating *rating = desk_rating(desk, spot.control);
	const char *word;
	char *path;

	*computed = false;
	if (spot.kind == SPOT_CRITERION)
		return desk_state(desk, spot);
	path = desk_path(desk, spot);
	word = desk->session ? session_get(desk->session, path) : NULL;
	free(path);
	if (word && str_equal(word, "yes"))
		return STATE_MET;
	if (word && str_equal(word, "no"))
		return STATE_NOT_MET;
	if (spot.kind == SPOT_PERFORMED &&
	    rating->maturity.performed == ANSWER_YES) {
		*computed = true;
		return STATE_MET;
	}
	return STATE_UNASSESSED;
}

/* Is the value at this spot still waiting for the disk? */
static bool
is_queued(const struct desk *desk, struct spot spot)
{
	if (!desk->queued || !desk->session)
		return false;
	char *path = desk_path(desk, spot);
	const struct entry *entry = session_entry(desk->session, path);
	size_t commits = session_commits(desk->session);
	const struct commit *last =
	    commits ? session_commit(desk->session, commits - 1) : NULL;

	free(path);
	return entry && last && entry->seq + desk->queued > last->seq;
}

void
answer_draw_box(const struct desk *desk, struct spot spot,
    struct canvas *canvas, int row, int col)
{
	bool computed;
	enum criterion_state state = box_state(desk, spot, &computed);
	const char *box = computed ? "<>" : is_queued(desk, spot) ? "{}" : "[]";

	canvas_put_n(canvas, row, col, 1, ROLE_TEXT, box, 1);
	if (state != STATE_UNASSESSED)
		canvas_put_glyph(canvas, row, col + 1, answer_role(state),
		    answer_glyph(state));
	canvas_put_n(canvas, row, col + 2, 1, ROLE_TEXT, box + 1, 1);
}

int
answer_draw_strip(const struct desk *desk, size_t control, int level,
    struct canvas *canvas, int row, int col, int width)
{
	struct spot spot = { SPOT_CRITERION, control, level, 0 };
	int used = 0;

	for (; desk_criterion(desk, spot) != CATALOG_NONE && used < width;
	     spot.item++, used++) {
		enum criterion_state state = desk_state(desk, spot);

		canvas_put_glyph(canvas, row, col + used, answer_role(state),
		    answer_glyph(state));
	}
	return used;
}

/* How a level stands once judging is looked at. */
static const char *
verdict_text(
    const struct desk *desk, size_t control, int level, enum role *role)
{
	const struct level_result *l =
	    &desk_rating(desk, control)->maturity.levels[level];

	*role = ROLE_WARN;
	if (l->band && l->judged != ANSWER_UNKNOWN) {
		bool yes = l->judged == ANSWER_YES;

		*role = yes ? ROLE_GOOD : ROLE_BAD;
		/* TRANSLATORS: a level the assessor has judged */
		return yes ? _("judged yes") : _("judged no");
	}
	if (l->asks)
		/* TRANSLATORS: short, beside a level's name: it is up to the
		 * assessor whether the level is reached */
		return _("your judgement");
	if (l->low_pass) {
		*role = ROLE_GOOD;
		/* TRANSLATORS: short: the level is reached */
		return _("pass");
	}
	if (!l->high_pass) {
		*role = ROLE_BAD;
		/* TRANSLATORS: short: the level is not reached */
		return _("fails");
	}
	*role = ROLE_TEXT;
	/* TRANSLATORS: short: answers are missing to say */
	return _("open");
}

void
answer_level_standing(const struct desk *desk, size_t control, int level,
    struct str *counts, const char **verdict, enum role *role)
{
	const struct level_result *l =
	    &desk_rating(desk, control)->maturity.levels[level];

	*verdict = "";
	*role = ROLE_TEXT;
	if (!l->count)
		return;
	/* TRANSLATORS: criteria met of those that apply */
	str_printf(counts, _("%zu of %zu"), l->met, l->applicable);
	if (l->met && l->applicable)
		str_printf(counts, "   %d %%", l->percent);
	*verdict = verdict_text(desk, control, level, role);
}

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

static void
ask_reason(struct command_ctx *ctx, const char *path, const char *value)
{
	char *name = desk_spot_name(ctx->desk, ctx->desk->spot);

	ctx->ask->label = _("reason");
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

	if (state == STATE_NOT_APPLICABLE) {
		ask_reason(ctx, path, criterion_state_word(state));
	} else {
		changes_add(ctx->changes, path,
		    state == STATE_UNASSESSED ? NULL
		                              : criterion_state_word(state),
		    NULL);
		if (state == STATE_EXCEEDED) {
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
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;
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
		ctx->ask->done = take_reason;
		desk->spot = spot;
	}
	free(name);
	free(path);
	return ok;
}

/* X: what is not answered below the cursor's level becomes exceeded. */
static bool
exceed_lower_done(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	struct spot at = { .kind = SPOT_PERFORMED,
		.control = desk->spot.control };
	int level = atoi(ctx->topic);
	const char *reason = *ctx->argument ? ctx->argument : NULL;

	while (desk_step(desk, &at, 1, false) && at.level < level) {
		if (desk_state(desk, at) != STATE_UNASSESSED)
			continue;
		char *path = desk_path(desk, at);

		changes_add(ctx->changes, path,
		    criterion_state_word(STATE_EXCEEDED), reason);
		free(path);
	}
	size_t count = ctx->changes->count;

	if (!count)
		return err_set(ctx->err, ERR_INPUT,
		    _("Everything below level %d is answered already."), level);
	str_printf(ctx->message,
	    ngettext("%zu criterion of lower levels exceeded. U takes it "
	             "back.",
	        "%zu criteria of lower levels exceeded. U takes them back.",
	        count),
	    count);
	return true;
}

static bool
exceed_lower(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;

	if (!on_control(ctx))
		return false;
	if (desk->spot.kind == SPOT_PERFORMED || desk->spot.level < 2)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no lower level: move the cursor to the level "
		      "that is held."));
	ctx->ask->label = _("reason");
	ctx->ask->topic = xasprintf("%d", desk->spot.level);
	ctx->ask->note =
	    xasprintf(_("%s: what is open below level %d becomes exceeded"),
	        control_id(desk), desk->spot.level);
	ctx->ask->done = exceed_lower_done;
	return true;
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
	    N_("mark what is open below this level exceeded"), exceed_lower,
	    NULL, N_("exceed lower") },
	{ 0 },
};

const struct command_table answer_table = {
	"criteria",
	N_("Criteria"),
	answer_commands,
};
