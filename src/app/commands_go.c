/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The commands that go somewhere: within a pane, to a pane, control or view. */

#include <config.h>

#include "app/commands.h"

#include "app/app_parts.h"
#include "base/err.h"
#include "base/i18n.h"
#include "model/catalog.h"

static bool
move(struct command_ctx *ctx, enum move way)
{
	struct pane *pane = app_focused(ctx->app);

	if (ctx->app->drawer_count)
		pane = ctx->app->drawers[ctx->app->drawer_count - 1];
	if (pane->ops->move)
		pane->ops->move(pane, way, ctx);
	return true;
}

#define MOVE_COMMAND(name, way)            \
	bool name(struct command_ctx *ctx) \
	{                                  \
		return move(ctx, way);     \
	}
MOVE_COMMAND(commands_down, MOVE_DOWN)
MOVE_COMMAND(commands_up, MOVE_UP)
MOVE_COMMAND(commands_first, MOVE_FIRST)
MOVE_COMMAND(commands_last, MOVE_LAST)
MOVE_COMMAND(commands_page_down, MOVE_PAGE_DOWN)
MOVE_COMMAND(commands_page_up, MOVE_PAGE_UP)
MOVE_COMMAND(commands_half_down, MOVE_HALF_DOWN)
MOVE_COMMAND(commands_half_up, MOVE_HALF_UP)
MOVE_COMMAND(commands_open, MOVE_ENTER)
MOVE_COMMAND(commands_fold_all, MOVE_FOLD_ALL)

static bool
show_view(struct command_ctx *ctx, const char *name)
{
	for (size_t i = 0; i < views_count(); i++)
		if (str_equal(views[i].name, name))
			app_show_view(ctx->app, i);
	return true;
}

bool
commands_view_assess(struct command_ctx *ctx)
{
	return show_view(ctx, "assess");
}

/* Out of scope nothing is asked: the next control in scope is shown, else the
 * one before. */
static void
pass_over(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	size_t here = desk->spot.control, next;

	if (here == CATALOG_NONE ||
	    scope_is_in(&desk_standing(desk, here)->scope))
		return;
	next = desk_step_control(desk, here, 1);
	if (next == CATALOG_NONE)
		next = desk_step_control(desk, here, -1);
	if (next == CATALOG_NONE)
		return;
	str_printf(ctx->message, _("%s is out of scope; %s is asked."),
	    catalog_string(desk->catalog, CONTROL_ID, here),
	    catalog_string(desk->catalog, CONTROL_ID, next));
	desk_select(desk, next);
}

bool
commands_view_interview(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;

	pass_over(ctx);
	/* one asks criteria there: start at what is open */
	if (desk->spot.control != CATALOG_NONE &&
	    desk->spot.kind != SPOT_CRITERION)
		desk_go(desk, desk_first_open(desk, desk->spot.control));
	return show_view(ctx, "interview");
}

bool
commands_view_compare(struct command_ctx *ctx)
{
	return show_view(ctx, "compare");
}

bool
commands_view_crosswalk(struct command_ctx *ctx)
{
	return show_view(ctx, "crosswalk");
}

bool
commands_view_objectives(struct command_ctx *ctx)
{
	return show_view(ctx, "objectives");
}

bool
commands_view_overview(struct command_ctx *ctx)
{
	return show_view(ctx, "overview");
}

bool
commands_view_journal(struct command_ctx *ctx)
{
	return show_view(ctx, "journal");
}

/* Of the domain at hand, or one by its id. */
bool
commands_questionnaire(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	const struct outline *o = &desk->outline;
	const char *id = ctx->argument;
	size_t row = id && *id ? catalog_find(desk->catalog, TABLE_DOMAIN, id)
	                       : CATALOG_NONE;

	for (size_t i = 0; row != CATALOG_NONE && i < o->count; i++)
		if (o->nodes[i].kind == OUTLINE_DOMAIN &&
		    o->nodes[i].row == row) {
			desk_select_domain(desk, i);
			outline_reveal(&desk->outline, i);
			return show_view(ctx, "questionnaire");
		}
	if (id && *id)
		return err_set(ctx->err, ERR_INPUT,
		    _("This pack has no domain %s; the tree names them."), id);
	return show_view(ctx, "questionnaire");
}

static bool
step_pane(struct command_ctx *ctx, size_t step)
{
	struct app *app = ctx->app;
	size_t *focus = &app->focus[app->view];

	do
		*focus = (*focus + step) % VIEW_PANES;
	while (!views[app->view].panes[*focus]);
	return true;
}

bool
commands_pane_next(struct command_ctx *ctx)
{
	return step_pane(ctx, 1);
}

bool
commands_pane_previous(struct command_ctx *ctx)
{
	return step_pane(ctx, VIEW_PANES - 1);
}

/* h and l fold where that is possible, else change the pane. */
bool
commands_left(struct command_ctx *ctx)
{
	struct pane *pane = app_focused(ctx->app);

	if (ctx->app->drawer_count)
		return move(ctx, MOVE_LEFT);
	if (!pane->ops->move(pane, MOVE_LEFT, ctx) &&
	    ctx->app->focus[ctx->app->view] > 0)
		ctx->app->focus[ctx->app->view]--;
	return true;
}

bool
commands_right(struct command_ctx *ctx)
{
	struct app *app = ctx->app;
	struct pane *pane = app_focused(app);
	size_t *focus = &app->focus[app->view];

	if (app->drawer_count)
		return move(ctx, MOVE_RIGHT);
	if (!pane->ops->move(pane, MOVE_RIGHT, ctx) &&
	    *focus + 1 < VIEW_PANES && views[app->view].panes[*focus + 1])
		++*focus;
	return true;
}

static bool
step_control(struct command_ctx *ctx, int step)
{
	struct desk *desk = ctx->desk;
	size_t next;

	if (desk->spot.control == CATALOG_NONE)
		return true;
	next = desk_step_control(desk, desk->spot.control, step);
	if (next == CATALOG_NONE &&
	    outline_step(&desk->outline, desk->spot.control, step) !=
	        CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("No control after this one is in scope; j "
		                 "reaches the others.")
		             : _("No control before this one is in scope; k "
		                 "reaches the others."));
	if (next == CATALOG_NONE && desk_filter(desk))
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("The filter lets nothing through after this "
		                 "control.")
		             : _("The filter lets nothing through before this "
		                 "control."));
	if (next == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("This is the last control.")
		             : _("This is the first control."));
	if (str_equal(app_focused(ctx->app)->ops->name, "tree"))
		desk_select(desk, next);
	else
		desk_go(desk, desk_first_open(desk, next));
	return true;
}

bool
commands_control_next(struct command_ctx *ctx)
{
	return step_control(ctx, 1);
}

bool
commands_control_previous(struct command_ctx *ctx)
{
	return step_control(ctx, -1);
}

static bool
step_open(struct command_ctx *ctx, int step)
{
	struct spot spot = ctx->desk->spot;

	if (!desk_step_open(ctx->desk, &spot, step))
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("Nothing is open after this place.")
		             : _("Nothing is open before this place."));
	desk_go(ctx->desk, spot);
	if (str_equal(views[ctx->app->view].name, "assess"))
		ctx->next = NEXT_FOCUS_LEVELS;
	return true;
}

bool
commands_open_next(struct command_ctx *ctx)
{
	return step_open(ctx, 1);
}

bool
commands_open_previous(struct command_ctx *ctx)
{
	return step_open(ctx, -1);
}

/* Esc and ^C go back a step: from levels to the tree, from a view to the one
 * before; they never leave the program. */
bool
commands_back(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (app->drawer_count)
		app_pop_drawer(app);
	else if (app->desk.projector)
		return true;
	else if (app->view != 0)
		app_show_view(
		    app, app->view_back == app->view ? 0 : app->view_back);
	else
		app_focus(app, "tree");
	return true;
}
