/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The plan of interviews as a drawer: moving, folding, and the agenda that is
 * offered before it is recorded. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "panes/plan_lines.h"

struct pane *
plan_open(void)
{
	struct plan_drawer *d = xcalloc(1, sizeof(*d));

	d->pane.ops = &plan_ops;
	return &d->pane;
}

static void
done(struct pane *pane)
{
	struct plan_drawer *d = (struct plan_drawer *)pane;

	plan_done(&d->plan);
	changes_done(&d->agenda);
	free(d);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct plan_drawer *d = (const struct plan_drawer *)pane;
	struct plan_drawer copy = { 0 };
	const struct plan *plan = &d->plan;

	(void)cols;
	/* counted before the first look */
	if (!d->made) {
		plan_refresh(&copy, desk);
		plan = &copy.plan;
	}
	int rows = (int)plan->count + 1;

	plan_done(&copy.plan);
	changes_done(&copy.agenda);
	return rows;
}

static bool
is_stop(const struct plan *plan, size_t i)
{
	return plan->lines[i].kind < PLAN_PERSON;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct plan_drawer *d = (struct plan_drawer *)pane;
	size_t rows = plan_body(d), first;

	plan_refresh(d, desk);
	first = d->cursor;
	/* who is asked stands with the first control */
	if (first && !is_stop(&d->plan, first - 1))
		first--;
	if (first < d->top)
		d->top = first;
	if (d->cursor >= d->top + rows)
		d->top = d->cursor - rows + 1;
	if (d->top + rows > d->plan.count)
		d->top = d->plan.count > rows ? d->plan.count - rows : 0;
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct plan_drawer *d = (const struct plan_drawer *)pane;
	size_t count = d->plan.slots.count, placed = 0;

	(void)desk;
	for (size_t i = 0; i < count; i++)
		placed += d->plan.of[i].count;
	if (d->offered) {
		size_t gain = 0;

		for (size_t i = 0; i < count; i++)
			gain += d->plan.of[i].gain;
		str_printf(title,
		    ngettext("Agenda: %zu control finds a slot",
		        "Agenda: %zu controls find a slot", gain),
		    gain);
		str_add(right, _("Enter records it   Esc leaves it"));
		return;
	}
	/* TRANSLATORS: the plan of interviews */
	str_add(title, _("Plan"));
	if (count) {
		str_printf(title, ngettext(": %zu slot", ": %zu slots", count),
		    count);
		str_printf(title,
		    ngettext(", %zu control", ", %zu controls", placed),
		    placed);
	}
	str_add(right, _("Enter unfold, go   Esc back"));
}

static void
set_fold(struct plan_drawer *d, const struct desk *desk, size_t slot, bool open)
{
	if (slot == PLAN_NOWHERE)
		d->plan.nowhere_unfolded = open;
	else
		d->plan.of[slot].unfolded = open;
	plan_fold(&d->plan, desk);
	/* the cursor goes to the line folded */
	for (size_t i = 0; i < d->plan.count; i++)
		if (d->plan.lines[i].slot == slot &&
		    d->plan.lines[i].kind <= PLAN_FREE)
			d->cursor = i;
}

static bool
is_unfolded(const struct plan_drawer *d, size_t slot)
{
	return slot == PLAN_NOWHERE ? d->plan.nowhere_unfolded
	                            : d->plan.of[slot].unfolded;
}

static bool
fold_here(struct plan_drawer *d, const struct desk *desk, bool open)
{
	size_t slot = d->plan.lines[d->cursor].slot;

	if (is_unfolded(d, slot) == open)
		return false;
	set_fold(d, desk, slot, open);
	return true;
}

static bool
fold_all(struct plan_drawer *d, const struct desk *desk)
{
	size_t slot = d->plan.lines[d->cursor].slot;
	bool open = false;

	for (size_t i = 0; i < d->plan.slots.count; i++)
		open |= d->plan.of[i].count && !d->plan.of[i].unfolded;
	for (size_t i = 0; i < d->plan.slots.count; i++)
		d->plan.of[i].unfolded = open;
	set_fold(d, desk, slot, open);
	return true;
}

/* Shows the control in Interview. */
static bool
go(struct plan_drawer *d, struct command_ctx *ctx, size_t control)
{
	desk_go(ctx->desk, desk_first_open(ctx->desk, control));
	ctx->run = keymap_by_name(d->pane.keymap, "view-interview", NULL);
	ctx->next = ctx->run ? NEXT_RUN : NEXT_ASSESS;
	return true;
}

static bool
enter(struct plan_drawer *d, struct command_ctx *ctx)
{
	const struct plan_line *line = &d->plan.lines[d->cursor];

	if (line->kind == PLAN_CONTROL)
		return go(d, ctx, line->control);
	if (line->kind == PLAN_SLOT && !d->plan.of[line->slot].count) {
		str_add(ctx->message,
		    _("No control is here yet. m on a control moves it, A "
		      "builds the agenda."));
		return true;
	}
	set_fold(d, ctx->desk, line->slot, !is_unfolded(d, line->slot));
	return true;
}

static bool
step(struct plan_drawer *d, enum move move)
{
	size_t at = d->cursor, page = plan_body(d), to = at;
	bool up = move == MOVE_UP || move == MOVE_PAGE_UP ||
	          move == MOVE_HALF_UP || move == MOVE_LAST;

	if (!move_place(move, at, page - (page > 1), d->plan.count, &to))
		return false;
	/* over the lines that are for the eye only */
	while (!is_stop(&d->plan, to) && (up ? to > 0 : to + 1 < d->plan.count))
		to = up ? to - 1 : to + 1;
	if (is_stop(&d->plan, to))
		d->cursor = to;
	return d->cursor != at;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct plan_drawer *d = (struct plan_drawer *)pane;

	plan_refresh(d, ctx->desk);
	if (!d->plan.count)
		return false;
	switch (move) {
	case MOVE_ENTER:
		return enter(d, ctx);
	case MOVE_LEFT:
		return fold_here(d, ctx->desk, false);
	case MOVE_RIGHT:
		return fold_here(d, ctx->desk, true);
	case MOVE_FOLD_ALL:
		return fold_all(d, ctx->desk);
	default:
		return step(d, move);
	}
}

/* While an agenda is offered Enter takes it and Esc leaves it. */
static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct plan_drawer *d = (struct plan_drawer *)pane;

	if (!d->offered)
		return false;
	if (code == KEY_ENTER_CODE) {
		changes_copy(ctx->changes, &d->agenda);
		str_add(ctx->message,
		    _("The agenda is recorded. One U takes all of it back."));
		return true;
	}
	if (code == KEY_ESC_CODE || code == ('c' & 31)) {
		d->offered = false;
		changes_done(&d->agenda);
		d->agenda = (struct changes){ 0 };
		plan_count_gain(&d->plan, &d->agenda);
		return true;
	}
	return false;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const empty[] = { "slot-add", "back", "help",
		NULL };
	static const char *const slot[] = { "slot-add", "slot-edit",
		"slot-people", "agenda", "slot-start", "slot-close",
		"slot-next", "slot-remove", "help", NULL };
	static const char *const control[] = { "slot-move", "open",
		"slot-next", "agenda", "help", NULL };
	const struct plan_drawer *d = (const struct plan_drawer *)pane;

	(void)desk;
	if (!d->plan.slots.count)
		return empty;
	return d->cursor < d->plan.count &&
	               d->plan.lines[d->cursor].kind == PLAN_CONTROL
	           ? control
	           : slot;
}

static const struct command_table *const tables[] = { &plan_table, NULL };

const struct pane_ops plan_ops = {
	.name = "plan",
	.title = N_("Plan"),
	.tables = tables,
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = plan_draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
