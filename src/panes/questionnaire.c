/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The questionnaire: every distinct criterion of a domain once, a row each,
 * by level; one key answers it for all controls that carry it. Below, the one
 * under the cursor in full and who carries it. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/panes.h"
#include "panes/questionnaire_parts.h"
#include "panes/questionnaire_plan.h"

static struct pane *
open_questionnaire(void)
{
	struct questionnaire *q = xcalloc(1, sizeof(*q));

	return &q->pane;
}

static void
done(struct pane *pane)
{
	struct questionnaire *q = (struct questionnaire *)pane;

	shared_criteria_done(&q->list);
	free(q->lines);
	free(q->answered);
	free(q);
}

/* The domain under the tree's cursor, else that of the control shown. */
static size_t
domain_of(const struct desk *desk)
{
	if (desk->domain != CATALOG_NONE)
		return desk->domain;
	return desk->spot.control == CATALOG_NONE
	           ? CATALOG_NONE
	           : catalog_ref(
	                 desk->catalog, CONTROL_DOMAIN, desk->spot.control);
}

static size_t
commits_of(const struct desk *desk)
{
	return desk->session ? session_commits(desk->session) : 0;
}

/* Places the items below the headings of their levels. */
static void
place_lines(struct questionnaire *q)
{
	size_t line = 0;
	int level = 0;

	q->lines = xrealloc(q->lines, (q->list.count + 1) * sizeof(*q->lines));
	for (size_t i = 0; i < q->list.count; i++) {
		if (q->list.items[i].level != level) {
			/* a blank row, the heading */
			line += level ? 2 : 1;
			level = q->list.items[i].level;
		}
		q->lines[i] = line++;
	}
	q->line_count = line;
}

/* Other items than before: nothing is remembered of them. */
static void
begin(struct questionnaire *q)
{
	q->answered =
	    xrealloc(q->answered, (q->list.count + 1) * sizeof(*q->answered));
	for (size_t i = 0; i < q->list.count; i++)
		q->answered[i] = CATALOG_NONE;
	q->cursor = q->top = 0;
	while (q->cursor < q->list.count &&
	       !questionnaire_open(&q->list.items[q->cursor]))
		q->cursor++;
	if (q->cursor == q->list.count)
		q->cursor = 0;
}

/* A reason that was asked for has come: on to the next. */
static void
follow_reason(struct questionnaire *q, const struct desk *desk)
{
	if (q->asked && commits_of(desk) == q->asked_at + 1) {
		q->answered[q->cursor] = q->asked_source;
		if (q->cursor + 1 < q->list.count)
			q->cursor++;
	}
	q->asked = q->asked && commits_of(desk) == q->asked_at;
}

static void
refresh(struct questionnaire *q, const struct desk *desk)
{
	size_t domain = domain_of(desk), count = q->list.count;
	bool same =
	    q->made && q->domain == domain && q->session == desk->session;

	if (same && q->commits == commits_of(desk))
		return;
	shared_criteria_done(&q->list);
	if (domain != CATALOG_NONE)
		shared_criteria_find(desk, domain, &q->list);
	place_lines(q);
	/* a session's first answer makes it */
	same = q->made && q->domain == domain && q->list.count == count &&
	       (same || !q->session);
	q->made = true;
	q->domain = domain;
	q->session = desk->session;
	q->commits = commits_of(desk);
	if (!same)
		begin(q);
	else
		follow_reason(q, desk);
}

static void
divide(struct questionnaire *q)
{
	int rows = q->pane.rect.rows;

	q->below = rows >= 26 ? 9 : rows >= 16 ? 5 : 0;
	q->rows = rows - 2 - q->below - (q->below > 0);
	if (q->rows < 1)
		q->rows = 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct questionnaire *q = (struct questionnaire *)pane;
	size_t rows;

	refresh(q, desk);
	divide(q);
	if (!q->list.count)
		return;
	if (q->cursor >= q->list.count)
		q->cursor = q->list.count - 1;
	rows = (size_t)q->rows;
	size_t line = q->lines[q->cursor];
	/* the heading of a level's first comes along */
	size_t first = q->cursor == 0 || q->lines[q->cursor - 1] + 1 < line
	                   ? line - 1
	                   : line;

	if (line >= q->top + rows)
		q->top = line - rows + 1;
	if (first < q->top)
		q->top = first;
	if (q->top + rows > q->line_count)
		q->top = q->line_count > rows ? q->line_count - rows : 0;
}

static bool
go_to(struct questionnaire *q, size_t to)
{
	size_t from = q->cursor;

	if (q->list.count)
		q->cursor = to < q->list.count ? to : q->list.count - 1;
	q->asked = false;
	return q->cursor != from;
}

/* To the source of the line under the cursor. */
static bool
enter(struct questionnaire *q, struct command_ctx *ctx)
{
	struct questionnaire_plan plan;

	questionnaire_plan_make(ctx->desk, &q->list.items[q->cursor],
	    q->answered[q->cursor], &plan);
	desk_go(ctx->desk, questionnaire_plan_spot(&plan, plan.source));
	questionnaire_plan_done(&plan);
	ctx->next = NEXT_ASSESS;
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct questionnaire *q = (struct questionnaire *)pane;
	size_t page = q->rows > 1 ? (size_t)q->rows - 1 : 1, to;

	if (!q->list.count)
		return false;
	if (move_place(move, q->cursor, page, q->list.count, &to))
		return go_to(q, to);
	return move == MOVE_ENTER && enter(q, ctx);
}

/* The questionnaire a command is for, its list current; NULL, and *err set,
 * elsewhere. */
static struct questionnaire *
questionnaire_of(struct command_ctx *ctx)
{
	struct questionnaire *q = (struct questionnaire *)ctx->pane;

	if (!q || ctx->pane->ops != &questionnaire_ops) {
		err_set(ctx->err, ERR_INPUT,
		    _("This answers a line of the questionnaire: "
		      ":questionnaire opens it."));
		return NULL;
	}
	refresh(q, ctx->desk);
	if (q->list.count)
		return q;
	err_set(ctx->err, ERR_INPUT,
	    _("No control in scope of this domain has criteria."));
	return NULL;
}

/* What was asked for with a reason: who carries it, who was answered before,
 * the answer; and `only` what has it already. */
static char *
topic_of(const struct desk *desk, const struct shared_criterion *item,
    size_t answered, enum criterion_state state, bool only)
{
	const struct catalog *c = desk->catalog;

	return xasprintf("%zu %d %zu %zu %zu %d %d",
	    catalog_ref(c, CONTROL_DOMAIN, item->control), item->level,
	    item->control, item->item, answered, (int)state, (int)only);
}

/* What stays as it is is not explained anew. */
static void
keep_state(struct questionnaire_plan *plan, enum criterion_state state)
{
	for (size_t i = 0; i < plan->carriers.count; i++)
		if (plan->carriers.items[i].now != state)
			plan->carriers.items[i].take = false;
}

static bool
take_reason(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	const char *why = *ctx->argument ? ctx->argument : desk->reason;
	struct shared_criterion item = { 0 };
	struct questionnaire_plan plan;
	struct spot spot = { .kind = SPOT_CRITERION };
	size_t domain, answered;
	int state, only;

	if (!why || !*why)
		return err_set(ctx->err, ERR_INPUT,
		    _("A reason is needed: nothing was recorded."));
	if (sscanf(ctx->topic, "%zu %d %zu %zu %zu %d %d", &domain, &item.level,
	        &item.control, &item.item, &answered, &state, &only) != 7)
		return true;
	spot.control = item.control;
	spot.level = item.level;
	spot.item = item.item;
	item.criterion = desk_criterion(desk, spot);
	questionnaire_plan_make(desk, &item, answered, &plan);
	if (only)
		keep_state(&plan, (enum criterion_state)state);
	questionnaire_plan_answer(
	    &plan, desk, (enum criterion_state)state, why, ctx->changes);
	desk_set(&desk->reason, why);
	questionnaire_plan_done(&plan);
	return true;
}

static void
ask_reason(struct questionnaire *q, struct command_ctx *ctx,
    const struct questionnaire_plan *plan, enum criterion_state state,
    bool only)
{
	struct desk *desk = ctx->desk;
	const char *word = _(criterion_state_word(state));

	ctx->ask->label = _("reason");
	ctx->ask->topic = topic_of(desk, &q->list.items[q->cursor],
	    q->answered[q->cursor], state, only);
	ctx->ask->note = desk->reason ? xasprintf(_("%s   Enter takes \"%s\""),
	                                    word, desk->reason)
	                              : xstrdup(word);
	ctx->ask->done = take_reason;
	q->asked = !only;
	q->asked_at = commits_of(desk);
	q->asked_source = plan->carriers.items[plan->source].control;
}

static void
say_kept(const struct questionnaire_plan *plan, struct str *message)
{
	size_t own = plan->carriers.count - plan->taken;

	if (own)
		str_printf(message,
		    ngettext("Answered in %zu; %zu keeps its own answer. = "
		             "shows them.",
		        "Answered in %zu; %zu keep their own answers. = shows "
		        "them.",
		        own),
		    plan->taken, own);
}

/* After the last line. */
static void
say_end(const struct questionnaire *q, struct str *message)
{
	size_t open = 0;

	for (size_t i = 0; i < q->list.count; i++)
		open += i != q->cursor && questionnaire_open(&q->list.items[i]);
	if (open)
		str_printf(message,
		    ngettext("That was the last line. %zu before it is open; "
		             "[ goes there.",
		        "That was the last line. %zu before it are open; [ "
		        "goes there.",
		        open),
		    open);
	else
		str_add(
		    message, _("All of it is asked. Esc leaves, L concludes a "
		               "control."));
}

static void
answer_plan(struct questionnaire *q, struct command_ctx *ctx,
    const struct questionnaire_plan *plan, enum criterion_state state)
{
	struct desk *desk = ctx->desk;

	questionnaire_plan_answer(plan, desk, state, NULL, ctx->changes);
	q->answered[q->cursor] = plan->carriers.items[plan->source].control;
	/* a note or a reason right after is about this one */
	desk->last = questionnaire_plan_spot(plan, plan->source);
	say_kept(plan, ctx->message);
	if (q->cursor + 1 < q->list.count)
		q->cursor++;
	else if (!ctx->message->len)
		say_end(q, ctx->message);
}

static bool
answer(struct command_ctx *ctx, enum criterion_state state)
{
	struct questionnaire *q = questionnaire_of(ctx);
	struct questionnaire_plan plan;
	bool ok = true;

	if (!q)
		return false;
	q->asked = false;
	questionnaire_plan_make(ctx->desk, &q->list.items[q->cursor],
	    q->answered[q->cursor], &plan);
	if (!plan.taken)
		ok = err_set(ctx->err, ERR_INPUT,
		    _("All have answers of their own. = shows them, Enter "
		      "goes there."));
	else if (state == STATE_NOT_APPLICABLE)
		ask_reason(q, ctx, &plan, state, false);
	else
		answer_plan(q, ctx, &plan, state);
	questionnaire_plan_done(&plan);
	return ok;
}

#define ANSWER_COMMAND(name, state)               \
	static bool name(struct command_ctx *ctx) \
	{                                         \
		return answer(ctx, state);        \
	}
ANSWER_COMMAND(all_met, STATE_MET)
ANSWER_COMMAND(all_exceeded, STATE_EXCEEDED)
ANSWER_COMMAND(all_partial, STATE_PARTIAL)
ANSWER_COMMAND(all_not_met, STATE_NOT_MET)
ANSWER_COMMAND(all_not_applicable, STATE_NOT_APPLICABLE)
ANSWER_COMMAND(all_unassessed, STATE_UNASSESSED)

/* The line answered last, else the one under the cursor. */
static size_t
explained_line(const struct questionnaire *q, const struct desk *desk)
{
	size_t before = q->cursor ? q->cursor - 1 : 0;

	return desk->last.control != CATALOG_NONE &&
	               q->answered[before] == desk->last.control &&
	               q->list.items[before].level == desk->last.level
	           ? before
	           : q->cursor;
}

/* W: why, for all that were answered together. */
static bool
all_why(struct command_ctx *ctx)
{
	struct questionnaire *q = questionnaire_of(ctx);
	struct questionnaire_plan plan;
	size_t at;

	if (!q)
		return false;
	at = q->cursor;
	q->cursor = explained_line(q, ctx->desk);
	questionnaire_plan_make(ctx->desk, &q->list.items[q->cursor],
	    q->answered[q->cursor], &plan);
	enum criterion_state state = plan.carriers.items[plan.source].now;
	bool ok = plan.taken && state != STATE_UNASSESSED;

	if (ok)
		ask_reason(q, ctx, &plan, state, true);
	else
		err_set(ctx->err, ERR_INPUT,
		    _("Nothing is answered here yet that a reason could "
		      "explain."));
	questionnaire_plan_done(&plan);
	q->cursor = at;
	return ok;
}

/* =: who carries it, and the answer offered to those left out. */
static bool
all_where(struct command_ctx *ctx)
{
	struct questionnaire *q = questionnaire_of(ctx);
	struct questionnaire_plan plan;
	size_t source;

	if (!q)
		return false;
	questionnaire_plan_make(ctx->desk, &q->list.items[q->cursor],
	    q->answered[q->cursor], &plan);
	/* who has an answer can give it */
	for (source = plan.source;
	     plan.carriers.items[source].now == STATE_UNASSESSED &&
	     source + 1 < plan.carriers.count;)
		source++;
	if (plan.carriers.items[source].now == STATE_UNASSESSED)
		source = plan.source;
	ctx->open_drawer = twins_open(
	    ctx->desk, questionnaire_plan_spot(&plan, source), ctx->err);
	questionnaire_plan_done(&plan);
	return ctx->open_drawer != NULL;
}

static bool
step_open(struct command_ctx *ctx, bool forward)
{
	struct questionnaire *q = questionnaire_of(ctx);

	if (!q)
		return false;
	for (size_t i = 1; i <= q->list.count; i++) {
		size_t at = forward ? q->cursor + i : q->cursor - i;

		if (at >= q->list.count)
			break;
		if (questionnaire_open(&q->list.items[at])) {
			go_to(q, at);
			return true;
		}
	}
	return err_set(ctx->err, ERR_INPUT,
	    forward ? _("Nothing is open after this line.")
	            : _("Nothing is open before this line."));
}

static bool
question_next(struct command_ctx *ctx)
{
	return step_open(ctx, true);
}

static bool
question_previous(struct command_ctx *ctx)
{
	return step_open(ctx, false);
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "all-met", "all-exceeded",
		"all-partial", "all-not-met", "all-not-applicable",
		"all-unassessed", "all-where", "all-why", "all-open-next",
		"back", NULL };
	static const char *const reading[] = { "down", "all-where", "open",
		"back", NULL };

	(void)pane;
	return desk->read_only ? reading : names;
}

static const struct command questionnaire_commands[] = {
	{ "all-met", "m", N_("met in all controls that carry it, and on"),
	    all_met, NULL, N_("met") },
	{ "all-exceeded", "x",
	    N_("exceeded in all controls that carry it, and on"), all_exceeded,
	    NULL, N_("exceeded") },
	{ "all-partial", "p",
	    N_("partly met in all controls that carry it, and on"), all_partial,
	    NULL, N_("partial") },
	{ "all-not-met", "n",
	    N_("not met in all controls that carry it, and on"), all_not_met,
	    NULL, N_("not met") },
	{ "all-not-applicable", "a",
	    N_("not applicable in all controls that carry it, asks why"),
	    all_not_applicable, NULL, N_("n/a") },
	{ "all-unassessed", "u",
	    N_("take the answer back in all controls that carry it"),
	    all_unassessed, NULL, N_("clear") },
	{ "all-why", "W", N_("say why, for all that were answered together"),
	    all_why, NULL, N_("why") },
	{ "all-where", "=",
	    N_("show who carries it, and offer them the answer"), all_where,
	    NULL, N_("where") },
	{ "all-open-next", "]", N_("next line that is open"), question_next,
	    NULL, N_("next open") },
	{ "all-open-previous", "[", N_("previous line that is open"),
	    question_previous, NULL, NULL },
	{ 0 },
};

const struct command_table questionnaire_table = {
	"questionnaire",
	N_("Questionnaire"),
	questionnaire_commands,
};

static const struct command_table *const tables[] = { &questionnaire_table,
	NULL };

const struct pane_ops questionnaire_ops = {
	.name = "questionnaire",
	.title = N_("Questionnaire"),
	.tables = tables,
	.hints = hints,
	.open = open_questionnaire,
	.done = done,
	.fit = fit,
	.draw = questionnaire_draw,
	.move = move,
};
