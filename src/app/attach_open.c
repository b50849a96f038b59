/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Attachments looked at again: opened by the desktop's program, or all of them
 * compared with what was attached. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/app_parts.h"
#include "app/attach.h"
#include "app/settings.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/artifacts.h"
#include "model/catalog.h"

static bool
start(struct command_ctx *ctx, const char *id, const char *place)
{
	const struct settings *settings = ctx->app->options.settings;
	const char *opener =
	    settings && settings->opener ? settings->opener : "xdg-open";
	/* a name must not read as an option */
	char *path = xasprintf("%s%s", *place == '/' ? "" : "./", place);
	bool ok = attach_start(opener, path, ctx->err);

	free(path);
	if (ok)
		str_printf(ctx->message, _("%s opens in another window."), id);
	return ok;
}

/* Where an item's file is; NULL and an error when nowhere. */
static char *
place_of(struct command_ctx *ctx, const char *id, enum attach_state *state)
{
	const struct session *session = ctx->desk->session;
	const char *sha256 =
	    session ? artifact_field(session, id, "sha256") : NULL;
	const char *kept = sha256 ? artifact_field(session, id, "kept") : NULL;
	const char *there = kept ? artifact_field(session, id, "location")
	                         : NULL;
	char *place = NULL;

	if (str_equal(kept, "in the session")) {
		place = attach_place(ctx->app->journal, sha256);
		*state = place ? attach_check(ctx->app->journal, sha256)
		               : ATTACH_GONE;
	} else if (str_equal(kept, "with the client") && there) {
		place = xstrdup(there);
		*state = attach_check_original(there, sha256);
	} else {
		err_set(ctx->err, ERR_INPUT,
		    _("%s has no file; + attaches one."), id);
		return NULL;
	}
	if (place && *state != ATTACH_GONE && *state != ATTACH_UNREADABLE)
		return place;
	if (*state == ATTACH_UNREADABLE)
		err_set(ctx->err, ERR_IO, _("The file of %s cannot be read."),
		    id);
	else if (str_equal(kept, "in the session"))
		err_set(ctx->err, ERR_ABSENT,
		    _("The file of %s is gone from the session."), id);
	else
		err_set(ctx->err, ERR_ABSENT,
		    _("The file of %s is not at its place any more: %s"), id,
		    place);
	free(place);
	return NULL;
}

/* o once more: open what was changed. */
static bool
take_anyway(struct command_ctx *ctx)
{
	enum attach_state state = ATTACH_WHOLE;

	if (*ctx->argument != 'o')
		return err_set(
		    ctx->err, ERR_INPUT, _("Nothing was opened."));
	char *place = place_of(ctx, ctx->topic, &state);
	bool ok = place && start(ctx, ctx->topic, place);

	free(place);
	return ok;
}

static bool
open_item(struct command_ctx *ctx, const char *id)
{
	enum attach_state state = ATTACH_WHOLE;
	char *place = place_of(ctx, id, &state);
	bool ok = place != NULL;

	if (place && state == ATTACH_CHANGED) {
		ctx->ask->label = _("changed");
		ctx->ask->choices = xasprintf(
		    /* TRANSLATORS: o is the key that opens it */
		    _("%s: changed since it was attached  o open it anyway"),
		    id);
		ctx->ask->topic = xstrdup(id);
		ctx->ask->done = take_anyway;
	} else if (place) {
		ok = start(ctx, id, place);
	}
	free(place);
	return ok;
}

bool
app_open_file(struct command_ctx *ctx)
{
	char *id;

	if (ctx->argument && *ctx->argument)
		id = str_fold_space(ctx->argument, strlen(ctx->argument));
	else
		id = xstrdup(attach_item_at(ctx));
	bool ok = id ? open_item(ctx, id)
	             : err_set(ctx->err, ERR_INPUT,
	                   _("No item is chosen whose file could be "
	                     "opened."));

	free(id);
	return ok;
}

struct tally {
	size_t count, good;
	struct str bad; /* what is not, the first few */
	size_t listed;
};

static const char *
state_word(enum attach_state state, bool original)
{
	switch (state) {
	case ATTACH_CHANGED:
		return _("changed");
	case ATTACH_GONE:
		return original ? _("not at its place") : _("missing");
	case ATTACH_UNREADABLE:
		return _("not readable");
	case ATTACH_WHOLE:
		break;
	}
	return "";
}

static void
count_one(const char *id, const char *place, bool original,
    enum attach_state state, void *data)
{
	enum { SHOWN = 4 };
	struct tally *tally = data;

	(void)place;
	tally->count++;
	if (state == ATTACH_WHOLE) {
		tally->good++;
	} else if (tally->listed++ < SHOWN) {
		str_printf(&tally->bad, "  %s %s", id,
		    state_word(state, original));
	}
}

bool
app_verify_files(struct command_ctx *ctx)
{
	struct tally tally = { 0 };

	if (ctx->app->journal)
		attach_verify(ctx->desk->session, ctx->app->journal, count_one,
		    &tally);
	if (!tally.count)
		str_add(ctx->message, _("Nothing is attached."));
	else if (tally.good == tally.count)
		str_printf(ctx->message,
		    ngettext("%zu file attached: as it was.",
		        "%zu files attached: all as they were.", tally.count),
		    tally.count);
	else
		str_printf(ctx->message,
		    ngettext("%zu file attached, %zu not as it was:%s",
		        "%zu files attached, %zu not as they were:%s",
		        tally.count),
		    tally.count, tally.count - tally.good,
		    str_text(&tally.bad));
	str_done(&tally.bad);
	return true;
}
