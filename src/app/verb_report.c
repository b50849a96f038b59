/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay report: the session as a document. */

#include <config.h>

#include "app/app_parts.h"
#include "app/files.h"
#include "app/settings.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/session.h"
#include "report/reports.h"

static const struct report_format *
find_format(struct verb_ctx *ctx)
{
	const char *name = verb_option(ctx, OPT_FORMAT);
	const struct report_format *found = name ? reports_find(name) : NULL;
	struct str names = { 0 };

	for (size_t i = 0; reports_at(i); i++)
		str_printf(
		    &names, "%s%s", i ? ", " : "", reports_at(i)->name);
	if (!name)
		err_set(ctx->err, ERR_USAGE,
		    _("Say which report: --format and one of these: %s."),
		    str_text(&names));
	else if (!found)
		err_set(ctx->err, ERR_USAGE,
		    _("No such format: \"%s\". There are these: %s."), name,
		    str_text(&names));
	str_done(&names);
	return found;
}

static bool
find_day(struct verb_ctx *ctx, int today, int *day)
{
	const char *text = verb_option(ctx, OPT_DAY);

	*day = text ? dayword_parse(text, today) : today;
	return *day != DAY_NONE ||
	       err_set(ctx->err, ERR_USAGE,
	           _("\"%s\" is no day; write it like 2026-07-14."), text);
}

/* Nothing is made for a file that may not be written. */
static bool
check_output(struct verb_ctx *ctx, const char *path)
{
	if (!path || str_equal(path, "-") || verb_option(ctx, OPT_FORCE))
		return true;
	if (!*path)
		return err_set(ctx->err, ERR_USAGE, _("-o needs a file."));
	return !path_exists(path) ||
	       err_set_at(ctx->err, ERR_INPUT, path, 0, 0,
	           _("There is such a file already. --force replaces it."));
}

static bool
write_out(struct verb_ctx *ctx, const char *path, const struct str *text)
{
	if (path && !str_equal(path, "-"))
		return file_replace(
		    path, str_text(text), text->len, false, ctx->err);
	str_add_n(&ctx->out, str_text(text), text->len);
	return true;
}

static bool
make(struct verb_ctx *ctx, const struct report_format *format,
    const struct app_files *files, int today, int day, struct str *text)
{
	struct desk desk;
	char at[32];
	const char *own = session_get(files->session, "session/language");

	app_format_time(app_clock(), at);
	desk_init(&desk, files->catalog);
	desk_set_today(&desk, today);
	desk.language = catalog_find_language(
	    files->catalog, own ? own : app_language(ctx->settings));
	desk_set_session(&desk, files->session);
	bool ok = format->make(
	    &(struct report_view){ .desk = &desk,
	        .day = day,
	        .at = at,
	        .client = verb_option(ctx, OPT_CLIENT) != NULL,
	        .control = CATALOG_NONE,
	        .domain = CATALOG_NONE,
	        .version = PACKAGE_VERSION,
	        .dir = ctx->args[0] },
	    text, ctx->err);

	desk_done(&desk);
	return ok;
}

bool
verb_report(struct verb_ctx *ctx)
{
	const char *path = verb_option(ctx, OPT_OUTPUT);
	const struct report_format *format = find_format(ctx);
	struct app_files files;
	struct app_files_wanted wanted = { .session = ctx->args[0],
		.pack = verb_option(ctx, OPT_PACK),
		.datadir = ctx->datadir,
		.read_only = true };
	int today = app_day(app_clock()), day;

	if (!format || !find_day(ctx, today, &day) ||
	    !check_output(ctx, path) ||
	    !app_open_files(&wanted, &files, ctx->err))
		return false;
	struct str text = { 0 };

	bool ok = make(ctx, format, &files, today, day, &text) &&
	    write_out(ctx, path, &text);

	str_done(&text);
	app_files_done(&files);
	return ok;
}
