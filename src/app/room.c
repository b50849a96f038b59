/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The program's part of the room: opening people and plan, and the day's
 * out-brief to read and to write to a file. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "app/commands.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/text_drawer.h"
#include "report/reports.h"
#include "store/journal.h"

bool
commands_people(struct command_ctx *ctx)
{
	ctx->open_drawer = people_open();
	return true;
}

bool
commands_plan(struct command_ctx *ctx)
{
	ctx->open_drawer = plan_open();
	return true;
}

/* The text of the day for the assessor, or for the client. */
static char *
make_text(const struct desk *desk, bool client)
{
	const struct report_format *format = reports_find("outbrief");
	struct str text = { 0 };

	/* this one has nothing that could fail */
	format->make(
	    &(struct report_view){ .desk = desk,
	        .day = desk->frame.today,
	        .at = desk->at,
	        .client = client,
	        .control = CATALOG_NONE,
	        .domain = CATALOG_NONE,
	        .version = PACKAGE_VERSION },
	    &text, NULL);
	return str_steal(&text);
}

static bool
write_text(struct command_ctx *ctx, const char *path, const char *text)
{
	if (!file_replace(path, text, strlen(text), false, ctx->err))
		return false;
	str_printf(ctx->message, _("Written to %s."), path);
	return true;
}

/* The text comes from the drawer that lies below the question. */
static const struct pane *
drawer_below(const struct app *app)
{
	for (size_t i = app->drawer_count; i-- > 0;)
		if (text_drawer_is(app->drawers[i]))
			return app->drawers[i];
	return NULL;
}

static bool
replace_done(struct command_ctx *ctx)
{
	const struct pane *pane = drawer_below(ctx->app);

	if (!str_equal(ctx->argument, "y") || !pane)
		return true;
	return write_text(ctx, ctx->topic, text_drawer_text(pane));
}

static bool
path_done(struct command_ctx *ctx)
{
	const struct pane *pane = drawer_below(ctx->app);

	if (!*ctx->argument || !pane)
		return true;
	if (!path_exists(ctx->argument))
		return write_text(ctx, ctx->argument, text_drawer_text(pane));
	/* TRANSLATORS: a file is to be replaced */
	ctx->ask->label = _("replace");
	/* TRANSLATORS: the letter y stays */
	ctx->ask->choices = xasprintf(
	    _("%s is there already:  y replace it   Esc leave it"),
	    ctx->argument);
	ctx->ask->topic = xstrdup(ctx->argument);
	ctx->ask->done = replace_done;
	return true;
}

static bool
write_outbrief(struct command_ctx *ctx)
{
	const struct app *app = ctx->app;
	char day[16];

	if (!text_drawer_is(ctx->pane))
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no out-brief on the screen; O shows it."));
	day_text(ctx->desk->frame.today, day);
	char *name = xasprintf("outbrief-%s%s.md", day,
	    text_drawer_variant(ctx->pane) ? "-client" : "");

	/* TRANSLATORS: asks for the path of a file */
	ctx->ask->label = _("write to");
	ctx->ask->initial =
	    app->journal ? path_join(journal_dir(app->journal), name)
	                 : xstrdup(name);
	ctx->ask->done = path_done;
	free(name);
	return true;
}

static struct pane *open_outbrief(const struct desk *desk, bool client);

static bool
turn_client(struct command_ctx *ctx)
{
	if (!text_drawer_is(ctx->pane))
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no out-brief on the screen; O shows it."));
	ctx->next = NEXT_CLOSE;
	ctx->open_drawer =
	    open_outbrief(ctx->desk, !text_drawer_variant(ctx->pane));
	return true;
}

/* clang-format off */
static const struct command outbrief_commands[] = {
	{ "outbrief-write", "w", N_("write the out-brief to a file"), write_outbrief, NULL, N_("write to a file") },
	{ "outbrief-client", "c", N_("the client's copy, without what is private; or one's own again"), turn_client, NULL, N_("client's copy") },
	{ 0 },
};
/* clang-format on */

const struct command_table outbrief_table = {
	"outbrief",
	N_("Out-brief"),
	outbrief_commands,
};

static struct pane *
open_outbrief(const struct desk *desk, bool client)
{
	static const struct command_table *const tables[] = { &outbrief_table,
		NULL };
	static const char *const hints[] = { "outbrief-write",
		"outbrief-client", "down", "back", "help", NULL };
	struct str title = { 0 };
	struct text_drawer_look look = { NULL, tables, hints, client };

	str_add(&title,
	    client ? _("Out-brief, the client's copy") : _("Out-brief"));
	look.title = str_text(&title);
	struct pane *pane =
	    text_drawer_open_take(&look, make_text(desk, client));

	str_done(&title);
	return pane;
}

bool
commands_outbrief(struct command_ctx *ctx)
{
	if (!ctx->desk->session)
		return err_set(ctx->err, ERR_INPUT,
		    _("Nothing is recorded yet: the first answer starts a "
		      "session."));
	ctx->open_drawer = open_outbrief(ctx->desk, false);
	return true;
}
