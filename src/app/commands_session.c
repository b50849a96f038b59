/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The commands about the session as a whole: its name, its place, what of it is
 * saved. */

#include <config.h>

#include "app/commands.h"

#include <stdlib.h>

#include "app/app_parts.h"
#include "app/attach.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/journal.h"
#include "store/seal.h"

/* session/title and session/client, from the palette. */
static bool
set_session_text(struct command_ctx *ctx)
{
	changes_add(ctx->changes, ctx->topic,
	    *ctx->argument ? ctx->argument : NULL, NULL);
	return true;
}

static bool
session_text(struct command_ctx *ctx, const char *path, const char *label)
{
	if (ctx->argument) {
		ctx->topic = path;
		return set_session_text(ctx);
	}
	ctx->ask->label = label;
	ctx->ask->initial = ctx->desk->session
	                        ? xstrdup(session_get(ctx->desk->session, path))
	                        : NULL;
	ctx->ask->topic = xstrdup(path);
	ctx->ask->done = set_session_text;
	return true;
}

bool
commands_title(struct command_ctx *ctx)
{
	return session_text(ctx, "session/title", _("title"));
}

bool
commands_client(struct command_ctx *ctx)
{
	return session_text(ctx, "session/client", _("client"));
}

bool
commands_new_session(struct command_ctx *ctx)
{
	if (!ctx->argument) {
		ctx->ask->label = _("directory of the new session");
		ctx->ask->done = commands_new_session;
		return true;
	}
	if (ctx->desk->queued)
		return err_set(ctx->err, ERR_IO,
		    _("Answers are not saved yet: ^S tries, :save-to names "
		      "another place."));
	return app_start_session(
	    ctx->app, *ctx->argument ? ctx->argument : NULL, NULL, ctx->err);
}

bool
commands_open_session(struct command_ctx *ctx)
{
	if (!ctx->argument || !*ctx->argument) {
		ctx->ask->label = _("directory of the session");
		ctx->ask->done = commands_open_session;
		return true;
	}
	if (ctx->desk->queued)
		return err_set(ctx->err, ERR_IO,
		    _("Answers are not saved yet: ^S tries, :save-to names "
		      "another place."));
	if (!app_load_session(ctx->app, ctx->argument, ctx->err))
		return false;
	/* the drawers are gone with the former session; one that is open now
	 * holds a note found in the new one */
	ctx->next = NEXT_NONE;
	return true;
}

bool
commands_save_now(struct command_ctx *ctx)
{
	if (ctx->desk->queued)
		app_retry(ctx->app);
	else
		str_add(ctx->message,
		    _("All is saved: every answer is, when it is given."));
	return true;
}

bool
commands_save_to(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (!app->journal)
		return err_set(
		    ctx->err, ERR_INPUT, _("There is nothing to save yet."));
	if (!ctx->argument || !*ctx->argument) {
		ctx->ask->label = _("save the session to the directory");
		ctx->ask->done = commands_save_to;
		return true;
	}
	char *former = xstrdup(journal_dir(app->journal));
	bool ok = journal_save_to(
	    app->journal, app->session, ctx->argument, ctx->err);

	if (ok) {
		/* answers first: files may not fit as well */
		size_t left = attach_carry(former, app->journal);

		left += !seal_carry(former, journal_dir(app->journal));

		app->desk.queued = journal_queued(app->journal);
		app->retry_due = 0;
		str_printf(ctx->message, _("Saved in %s; it goes on there."),
		    ctx->argument);
		if (left)
			str_printf(ctx->message,
			    ngettext(" %zu file could not be copied and is "
			             "left in %s.",
			        " %zu files could not be copied and are left "
			        "in %s.",
			        left),
			    left, former);
	}
	free(former);
	return ok;
}

bool
commands_orphans(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	size_t count = 0, found = 0;
	const struct entry *entry =
	    desk->session ? session_range(desk->session, "", &count) : NULL;

	for (size_t i = 0; i < count; i++)
		if (schema_orphan(desk->catalog, entry[i].path)) {
			if (found++ < 5)
				str_printf(ctx->message, "%s%s %s",
				    found > 1 ? "   " : "", entry[i].path,
				    entry[i].value);
		}
	if (!found)
		str_add(ctx->message,
		    _("Every recorded value has its place in this pack."));
	else if (found > 5)
		str_printf(ctx->message,
		    ngettext("   and %zu more", "   and %zu more", found - 5),
		    found - 5);
	return true;
}
