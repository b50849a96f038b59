/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay status: what the answers make of the session. */

#include <config.h>

#include <stdlib.h>

#include "app/files.h"
#include "app/sealing.h"
#include "app/settings.h"
#include "app/verb_status.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "store/journal.h"

/* A seal is said where there ever was one. */
static void
say_all(struct str *out, const struct desk *desk, const char *dir)
{
	char *line = sealing_line(dir, desk->session);

	status_text(out, desk);
	if (line) {
		str_add_char(out, '\n');
		verb_safe(out, line, false);
		str_add_char(out, '\n');
	}
	free(line);
}

bool
verb_status(struct verb_ctx *ctx)
{
	struct app_files files;
	struct app_files_wanted wanted = { .session = ctx->args[0],
		.pack = verb_option(ctx, OPT_PACK),
		.datadir = ctx->datadir,
		.read_only = true };
	const char *id = verb_option(ctx, OPT_CONTROL);

	if (!app_open_files(&wanted, &files, ctx->err))
		return false;
	size_t only =
	    id ? catalog_find(files.catalog, TABLE_CONTROL, id) : CATALOG_NONE;
	bool ok = !id || only != CATALOG_NONE ||
	          err_set(ctx->err, ERR_INPUT,
	              _("There is no control \"%s\" in the pack %s: assay list "
	                "names them."),
	              id, catalog_string(files.catalog, PACK_ID, 0));

	if (ok) {
		struct desk desk;
		const char *own =
		    session_get(files.session, "session/language");

		desk_init(&desk, files.catalog);
		desk.now = app_clock();
		desk_set_today(&desk, app_day((time_t)desk.now));
		desk.language = catalog_find_language(
		    files.catalog, own ? own : app_language(ctx->settings));
		desk_set_session(&desk, files.session);
		desk.holidays = ctx->settings->holidays;
		desk.holiday_count = ctx->settings->holiday_count;
		const char *dir = journal_dir(files.journal);

		if (ctx->given & OPT_JSON) {
			json_t *json = status_json(&desk, only);

			json_object_set_new(
			    json, "seal", sealing_json(dir, files.session));
			verb_json_take(ctx, json);
		}
		else if (only != CATALOG_NONE)
			status_trace(&ctx->out, &desk, only);
		else
			say_all(&ctx->out, &desk, dir);
		desk_done(&desk);
	}
	app_files_done(&files);
	return ok;
}
