/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Reading a session that somebody else writes: what is new, who writes, and
 * writing on when nobody does any more. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "app/commands.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/seals.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "store/journal.h"

char *
app_why_reading(const struct app *app)
{
	if (app->seal)
		return xstrdup(app->seal);
	if (app->session && seals_standing(app->session, NULL))
		return xstrdup(app->trouble ? app->trouble : "");
	char *writer = app->journal ? journal_writer(app->journal) : NULL;

	if (writer)
		return writer;
	if (app->journal && journal_is_free(app->journal))
		return xstrdup(app->options.read_only
		        ? _("It was opened to read; ^T writes here from now "
		            "on.")
		        : _("Nobody writes here any more: ^T writes from "
		            "here."));
	return xstrdup(app->trouble ? app->trouble : "");
}

/* Shows what was read since there were so many commits; how many that is. */
static size_t
show_new(struct app *app, size_t before)
{
	size_t added = session_commits(app->session) - before;

	if (added) {
		app_find_seal(app);
		desk_set_session(&app->desk, app->session);
		app_show_last_save(app);
	}
	return added;
}

bool
commands_refresh(struct command_ctx *ctx)
{
	struct app *app = ctx->app;
	size_t added = 0;

	if (!app->journal || !app->desk.read_only) {
		str_add(ctx->message, _("This is the latest: you write it."));
		return true;
	}
	size_t before = session_commits(app->session);
	bool ok =
	    journal_refresh(app->journal, app->session, &added, ctx->err);

	added = show_new(app, before);
	if (!ok)
		return false;
	char *why = app_why_reading(app);

	str_printf(ctx->message,
	    /* TRANSLATORS: a sentence follows: who writes, or that nobody does
	     */
	    ngettext("%zu new entry. %s", "%zu new entries. %s", added), added,
	    why);
	free(why);
	return true;
}

/* What the reader should know of the first moment as the writer. */
static void
say_taken(struct app *app, size_t added)
{
	struct str news = { 0 };

	str_printf(&news,
	    ngettext("You write here now; %zu entry is new.",
	        "You write here now; %zu entries are new.", added),
	    added);
	if (journal_torn(app->journal))
		str_printf(&news, " %s",
		    _("The last line of the journal was torn and cut off: "
		      "look at the last answer and give it again."));
	/* what else there is to say: another pack, a draft left behind */
	if (app->message.len)
		str_printf(&news, " %s", str_text(&app->message));
	app_say(app, "%s", str_text(&news));
	str_done(&news);
}

bool
commands_take_over(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (!app->journal || !app->desk.read_only) {
		str_add(ctx->message, _("You write here already."));
		return true;
	}
	if (app->seal)
		return err_set(ctx->err, ERR_LOCKED, "%s", app->seal);
	size_t before = session_commits(app->session), added;
	/* a seal may be among what is new: then nothing is touched */
	bool ok =
	    journal_refresh(app->journal, app->session, &added, ctx->err) &&
	    (seals_standing(app->session, NULL) ||
	        journal_take_over(app->journal, app->session, ctx->err));

	added = show_new(app, before);
	if (!ok)
		return false;
	if (seals_standing(app->session, NULL)) {
		app_find_seal(app);
		return err_set(ctx->err, ERR_LOCKED, "%s", app->seal);
	}
	/* the other has sealed it meanwhile */
	if (app->seal)
		return app_show_anew(app, ctx->err);
	app->desk.read_only = false;
	free(app->trouble);
	app->trouble = NULL;
	journal_hold_as(app->journal, app->options.assessor);
	str_clear(&app->message);
	app_show_last_save(app);
	if (!app_unsettled(app))
		app_note_pack(app);
	/* what this reader has half typed goes before what was left here */
	if (app->drawer_count)
		app_keep_draft(app);
	else
		app_find_draft(app);
	say_taken(app, added);
	resume_save(app);
	return true;
}

bool
app_take_over_key(struct app *app, key_code key)
{
	const struct command *command =
	    app->drawer_count && app->desk.read_only
	        ? keymap_find(app->keymap, &global_table, key)
	        : NULL;

	if (!command || command->run != commands_take_over)
		return false;
	app_run(app, command, NULL);
	return true;
}
