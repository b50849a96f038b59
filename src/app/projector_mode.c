/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Projector mode: one pane in place of the views, only what the wall may see,
 * and what is said in the hint row held back. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "panes/projector.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

void
app_start_projector(struct app *app)
{
	struct desk *desk = &app->desk;

	if (!app->wall) {
		app->wall = projector_ops.open();
		app->wall->ops = &projector_ops;
		app->wall->keymap = app->keymap;
		app->wall->focused = true;
	}
	if (desk->spot.control != CATALOG_NONE &&
	    desk->spot.kind != SPOT_CRITERION)
		desk_go(desk, desk_first_open(desk, desk->spot.control));
	desk->projector = true;
	/* after a crash it comes back as it was */
	resume_save(app);
}

static void
stop(struct app *app)
{
	app->desk.projector = false;
	resume_save(app);
	app_find_draft(app);
}

bool
app_projector(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (!app->desk.projector) {
		while (app->drawer_count)
			app_pop_drawer(app);
		app_start_projector(app);
	} else if (app->leave_wall) {
		stop(app);
	} else {
		app->leave_wall = true;
		str_add(ctx->message,
		    _("Once more leaves projector mode: the wall sees "
		      "everything then."));
		return true;
	}
	app->leave_wall = false;
	return true;
}

bool
app_may_run(struct app *app, const struct command *command)
{
	if (!app->desk.projector)
		return true;
	if (!str_equal(command->name, "projector"))
		app->leave_wall = false;
	app->quoted = projector_quotes(command);
	if (projector_allows(command))
		return true;
	app_say(app, _("Not while the projector is on. H H leaves it."));
	app->quoted = true;
	return false;
}

const char *
app_message(const struct app *app)
{
	if (!app->desk.projector || !app->message.len || app->quoted)
		return str_text(&app->message);
	return app->message_bad ? _("That was not done, and why is not for the "
	                            "wall. H H leaves "
	                            "projector mode.")
	                        : "";
}

void
app_draw_wall(struct app *app, struct canvas *canvas, struct rect area)
{
	app->wall->rect = area;
	app->wall->compact = app->rows < 24;
	app->wall->ops->fit(app->wall, &app->desk);
	app->wall->ops->draw(app->wall, &app->desk, canvas);
}

void
app_draw_wall_top(const struct app *app, struct canvas *canvas)
{
	const char *loud = _("PROJECTOR");
	/* TRANSLATORS: how projector mode is left: H pressed twice */
	const char *leave = _("H H leaves");
	bool bad = app->desk.queued;

	canvas_put(canvas, 0, 1, app->cols - 1, ROLE_LOUD, loud);
	canvas_put_right(canvas, 0, text_cells(loud) + 3,
	    app->cols - text_cells(loud) - 4, bad ? ROLE_LOUD : ROLE_QUIET,
	    bad ? _("NOT SAVED") : leave);
}

void
app_draw_wall_status(const struct app *app, struct canvas *canvas, int row)
{
	const struct desk *desk = &app->desk;
	int col = 1;

	if (desk->queued)
		col += canvas_put(
		    canvas, row, col, app->cols - 1, ROLE_LOUD, _("NOT SAVED"));
	else if (desk->saved) {
		char *saved = xasprintf(_("saved %s"), desk->saved);

		col += canvas_put(
		    canvas, row, col, app->cols - 1, ROLE_QUIET, saved);
		free(saved);
	}
	if (desk->spot.control != CATALOG_NONE)
		canvas_put_right(canvas, row, col + 2, app->cols - col - 3,
		    ROLE_QUIET,
		    catalog_string(
		        desk->catalog, CONTROL_ID, desk->spot.control));
}
