/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay report: the session as a document or a table. */

#include <config.h>

#include <stdio.h>
#include <unistd.h>

#include "app/app_parts.h"
#include "app/files.h"
#include "app/report_make.h"
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
#include "report/tables.h"

void
verb_report_formats(struct str *out)
{
	str_printf(out, "\n%s\n", _("Formats:"));
	for (size_t i = 0; reports_at(i); i++) {
		str_add(out, "  ");
		verb_column(out, reports_at(i)->name, 12);
		str_printf(out, " %s\n", _(reports_at(i)->help));
	}
	str_printf(out, "\n%s\n", _("Tables:"));
	for (size_t i = 0; tables_at(i); i++) {
		str_add(out, "  ");
		verb_column(out, tables_at(i)->name, 12);
		str_printf(out, " %s\n", _(tables_at(i)->title));
	}
}

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

/* Options that only some formats have a use for. */
static bool
check_options(struct verb_ctx *ctx, const struct report_format *format)
{
	static const struct {
		enum option_bit option;
		unsigned traits;
		const char *name;
	} rows[] = {
		{ OPT_TABLE, REPORT_TABLES, "table" },
		{ OPT_RAW, REPORT_RAW, "raw" },
		{ OPT_FULL, REPORT_WHOLE, "full" },
		{ OPT_SUMMARY, REPORT_BRIEF, "summary" },
		{ OPT_CONTROL, REPORT_PART, "control" },
		{ OPT_DOMAIN, REPORT_PART, "domain" },
		{ OPT_DAY, REPORT_DAY, "day" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (ctx->given & rows[i].option &&
		    !(format->traits & rows[i].traits))
			return err_set(ctx->err, ERR_USAGE,
			    _("--%s does not go with --format %s."),
			    rows[i].name, format->name);
	if (ctx->given & OPT_FULL && ctx->given & OPT_SUMMARY)
		return err_set(ctx->err, ERR_USAGE,
		    _("--full and --summary do not go together."));
	return true;
}

static bool
is_stream(const char *path)
{
	return !path || str_equal(path, "-");
}

static bool
exists_already(struct verb_ctx *ctx, const char *path)
{
	return err_set_at(ctx->err, ERR_INPUT, path, 0, 0,
	    _("There is such a file already. --force replaces it."));
}

/* Nothing is made for a file that may not be written. */
static bool
check_output(struct verb_ctx *ctx, const char *path)
{
	if (is_stream(path))
		return !(ctx->given & OPT_RAW && isatty(STDOUT_FILENO)) ||
		       err_set(ctx->err, ERR_USAGE,
		           _("--raw leaves control characters in, and a "
		             "terminal would obey them: give a file with -o, "
		             "or a pipe."));
	if (!*path)
		return err_set(ctx->err, ERR_USAGE, _("-o needs a file."));
	/* --force is not meant for what the report is made from */
	if (!report_check_path(ctx->args[0], path, ctx->err))
		return false;
	return !path_exists(path) || report_is_device(path) ||
	       ctx->given & OPT_FORCE || exists_already(ctx, path);
}

/* Where the report belongs; what both sides keep of it is said. */
static bool
write_out(struct verb_ctx *ctx, const char *path, const struct str *text,
    const char *sha256)
{
	if (is_stream(path))
		str_add_n(&ctx->out, str_text(text), text->len);
	else if (!report_keep(
	             text, path, ctx->given & OPT_FORCE, ctx->err))
		return ctx->err->code == ERR_INPUT && exists_already(ctx, path);
	if (*sha256)
		str_printf(&ctx->note, "assay: %s %s\n",
		    _("SHA-256 of the list:"), sha256);
	return true;
}

/* The row an option names, CATALOG_NONE where it is not given. */
static bool
find_row(struct verb_ctx *ctx, const struct catalog *catalog,
    enum option_bit option, enum catalog_table table, size_t *row)
{
	const char *id = verb_option(ctx, option);

	*row = id ? catalog_find(catalog, table, id) : CATALOG_NONE;
	if (!id || *row != CATALOG_NONE)
		return true;
	return err_set(ctx->err, ERR_INPUT,
	    table == TABLE_CONTROL
	        ? _("There is no control \"%s\" in the pack %s: assay list "
	            "names them.")
	        : _("There is no domain \"%s\" in the pack %s."),
	    id, catalog_string(catalog, PACK_ID, 0));
}

static enum report_depth
depth(const struct verb_ctx *ctx)
{
	if (ctx->given & OPT_FULL)
		return REPORT_FULL;
	return ctx->given & OPT_SUMMARY ? REPORT_SUMMARY : REPORT_NORMAL;
}

static bool
make(struct verb_ctx *ctx, const struct report_format *format,
    const struct app_files *files, int day, struct str *text,
    char sha256[DIGEST_HEX + 1])
{
	struct desk desk;
	struct report_view view;
	char at[32];
	const char *own = session_get(files->session, "session/language");

	report_view_init(&view, &desk, ctx->args[0], app_clock(), at);
	view.day = day;
	view.client = verb_option(ctx, OPT_CLIENT) != NULL;
	view.depth = depth(ctx);
	view.table = verb_option(ctx, OPT_TABLE);
	view.raw = verb_option(ctx, OPT_RAW) != NULL;
	if (!find_row(ctx, files->catalog, OPT_CONTROL, TABLE_CONTROL,
	        &view.control) ||
	    !find_row(ctx, files->catalog, OPT_DOMAIN, TABLE_DOMAIN,
	        &view.domain))
		return false;
	desk_init(&desk, files->catalog);
	desk_set_today(&desk, app_day(app_clock()));
	desk.language = catalog_find_language(
	    files->catalog, own ? own : app_language(ctx->settings));
	desk.holidays = ctx->settings->holidays;
	desk.holiday_count = ctx->settings->holiday_count;
	desk_set_session(&desk, files->session);
	bool ok = report_make(format, &view, text, sha256, ctx->err);

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
	int day;

	if (!format || !check_options(ctx, format) ||
	    !find_day(ctx, app_day(app_clock()), &day) ||
	    !check_output(ctx, path) ||
	    !app_open_files(&wanted, &files, ctx->err))
		return false;
	char sha256[DIGEST_HEX + 1];
	struct str text = { 0 };
	bool ok = make(ctx, format, &files, day, &text, sha256) &&
	          write_out(ctx, path, &text, sha256);

	str_done(&text);
	app_files_done(&files);
	return ok;
}
