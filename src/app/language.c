/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The language of the pack's texts: which one it is, and changing it. */

#include <config.h>

#include <stdlib.h>
#include <strings.h>

#include "app/app_parts.h"
#include "app/settings.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"

void
app_find_language(struct app *app)
{
	const struct catalog *c = app->catalog;
	const char *asked = app->options.language;
	const char *own =
	    app->session ? session_get(app->session, "session/language") : NULL;

	app->desk.language_else = catalog_find_language(
	    c, asked ? asked : app_language(app->options.settings));
	desk_set_language(&app->desk, own && !asked
	                                  ? catalog_find_language(c, own)
	                                  : app->desk.language_else);
}

static void
say_language(struct command_ctx *ctx)
{
	str_printf(ctx->message, _("Content in: %s"),
	    catalog_language(ctx->desk->catalog, ctx->desk->language));
}

/* The languages of the pack, `between` them. */
static char *
languages(const struct desk *desk, const char *between)
{
	struct str list = { 0 };

	for (size_t i = 0; i < catalog_languages(desk->catalog); i++)
		str_printf(&list, "%s%s", i ? between : "",
		    catalog_language(desk->catalog, i));
	return str_steal(&list);
}

bool
app_next_language(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	size_t count = catalog_languages(desk->catalog);

	if (count < 2)
		return err_set(
		    ctx->err, ERR_INPUT, _("This pack has one language only."));
	desk_set_language(desk, (desk->language + 1) % count);
	say_language(ctx);
	return true;
}

/* Recorded with the session, so that it opens in it again; without a session
 * it holds for now. */
static bool
choose(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	const struct catalog *c = desk->catalog;
	size_t found = 0;

	while (found < catalog_languages(c) &&
	       strcasecmp(catalog_language(c, found), ctx->argument) != 0)
		found++;
	if (found == catalog_languages(c)) {
		char *have = languages(desk, ", ");

		err_set(ctx->err, ERR_INPUT,
		    _("This pack has no texts in \"%s\"; it has: %s."),
		    ctx->argument, have);
		free(have);
		return false;
	}
	const char *tag = catalog_language(c, found);

	if (desk->session && !desk->read_only)
		changes_add(ctx->changes, "session/language", tag, NULL);
	desk_set_language(desk, found);
	say_language(ctx);
	return true;
}

bool
app_choose_language(struct command_ctx *ctx)
{
	if (ctx->argument && *ctx->argument)
		return choose(ctx);
	ctx->ask->label = _("language");
	ctx->ask->note = languages(ctx->desk, "   ");
	ctx->ask->words = languages(ctx->desk, " ");
	ctx->ask->done = app_choose_language;
	return true;
}
