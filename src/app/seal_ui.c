/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Sealing and reopening from the screen. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "app/sealing.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/seals.h"
#include "model/session.h"
#include "store/journal.h"
#include "store/seal.h"

void
app_find_seal(struct app *app)
{
	char hex[DIGEST_HEX + 1];
	const char *dir = app->journal ? journal_dir(app->journal) : NULL;

	free(app->seal);
	app->seal = dir ? sealing_words(dir, app->session, true) : NULL;
	app->seal_short[0] = '\0';
	if (app->seal && sealing_fingerprint(dir, app->session, hex))
		digest_short(hex, app->seal_short);
}

bool
app_refuse_sealed(struct command_ctx *ctx)
{
	if (!ctx->app->seal || !ctx->ask->done || !ctx->ask->draft)
		return true;
	return app_writable(ctx->app, ctx->err);
}

static struct sealing
sealing_of(const struct app *app)
{
	return (struct sealing){ .journal = app->journal,
		.session = app->session,
		.pack = app->options.pack,
		.datadir = app->options.datadir };
}

/* The commit and the manifest; what is said at last stands in the hint row. */
static bool
make(struct app *app, struct err *err)
{
	struct sealing s = sealing_of(app);
	struct seal_files evidence = { 0 };
	struct commit commit = { 0 };
	struct seal seal = { 0 };
	struct stamp stamp;
	char at[32];

	app_stamp(app, &stamp, at);
	stamp.said = NULL;
	if (!sealing_begin(&s, &stamp, &evidence, &commit, err))
		return false;
	if (commit.count)
		app_commit_take(app, &commit);
	/* not on the disk: the screen says so, and the rest waits */
	bool ok = app->desk.queued ||
	          sealing_finish(&s, &evidence, &seal, err) ||
	          err_wrap(err,
	              _("Recorded as sealed, without manifest; assay seal "
	                "writes it"));

	seal_files_done(&evidence);
	seal_done(&seal);
	return ok;
}

/* s: it is done. Any other key leaves all as it is. */
static bool
take_seal(struct command_ctx *ctx)
{
	struct app *app = ctx->app;
	struct err problem = { 0 };

	if (*ctx->argument != 's')
		return err_set(
		    ctx->err, ERR_INPUT, _("Nothing was sealed. Esc goes "
		                           "back."));
	if (!app_writable(app, ctx->err))
		return false;
	bool ok = make(app, &problem);

	app_find_seal(app);
	/* what was not even recorded leaves the question open */
	if (!app->seal || app->desk.queued) {
		if (!ok)
			*ctx->err = problem;
		return ok;
	}
	if (app_show_anew(app, ctx->err) && ok)
		app_say(app,
		    /* TRANSLATORS: a fingerprint; as short as it goes */
		    _("Sealed as %s: in every report now; write it on paper."),
		    app->seal_short);
	else if (!ok)
		app_say(app, "%s", problem.message);
	err_done(&problem);
	ctx->next = NEXT_NONE;
	return !ctx->err->code;
}

bool
app_seal(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (!app->session)
		return err_set(ctx->err, ERR_INPUT,
		    _("Nothing is recorded yet: there is nothing to seal."));
	if (!app_writable(app, ctx->err))
		return false;
	if (app->desk.queued)
		return err_set(ctx->err, ERR_IO,
		    _("Answers are not saved yet: ^S tries, :save-to names "
		      "another place."));
	ctx->ask->label = _("seal");
	/* TRANSLATORS: s is the key that does it */
	ctx->ask->choices = xstrdup(
	    _("s seal the session: all is read only from then on  Esc back"));
	ctx->ask->done = take_seal;
	return true;
}

/* Appends the amendment by a writer of its own: what is open here reads. */
static bool
amend(struct app *app, const char *why, struct err *err)
{
	struct sealing s = sealing_of(app);
	struct commit commit = { 0 };
	struct stamp stamp;
	char at[32];

	app_stamp(app, &stamp, at);
	stamp.said = NULL;
	s.journal = NULL;
	s.session = NULL;
	/* the first look changes nothing, also where the rest would fail */
	struct sealing look = sealing_of(app);
	bool ok = sealing_reopen(&look, why, &stamp, &commit, err);

	commit_done(&commit);
	ok = ok && journal_open(journal_dir(app->journal), JOURNAL_WRITE,
	               &s.journal, &s.session, err);
	if (!ok)
		return false;
	journal_hold_as(s.journal, app->options.assessor);
	ok = sealing_reopen(&s, why, &stamp, &commit, err) &&
	     journal_append(s.journal, &commit, err);
	if (!ok && journal_queued(s.journal))
		journal_withdraw(s.journal);
	commit_done(&commit);
	journal_close(s.journal);
	session_free(s.session);
	return ok;
}

bool
app_reopen(struct command_ctx *ctx)
{
	struct app *app = ctx->app;
	struct seal_state state;

	if (!app->session || !seals_standing(app->session, &state))
		return err_set(ctx->err, ERR_INPUT,
		    _("The session is not sealed: it can be written as it "
		      "is."));
	if (app->options.read_only)
		return err_set(
		    ctx->err, ERR_LOCKED, _("It was opened to read."));
	if (!ctx->argument || !*ctx->argument) {
		ctx->ask->label = _("why is it reopened");
		ctx->ask->done = app_reopen;
		return true;
	}
	if (!amend(app, ctx->argument, ctx->err) ||
	    !app_show_anew(app, ctx->err))
		return false;
	app_say(app,
	    _("Amendment of seal %u: answers are recorded again. :seal ends "
	      "it."),
	    state.number);
	ctx->next = NEXT_NONE;
	return true;
}
