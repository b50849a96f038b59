/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay import: published documents into a pack. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "app/import_report.h"
#include "app/progress.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "import/confined.h"
#include "import/sources.h"
#include "model/catalog.h"
#include "store/content.h"

struct import {
	struct verb_ctx *ctx;
	const char *format, *dir; /* dir NULL: --dry-run without --to */
	bool dry;
	struct progress progress;
	struct catalog *catalog;
	struct err_list problems;
	size_t odd[ODD_COUNT];
};

static void
step_reading(void *arg, size_t done, size_t total)
{
	struct progress *progress = arg;

	if (!progress_due(progress))
		return;
	if (total)
		progress_show(
		    progress, _("Reading %zu of %zu files"), done, total);
	else
		progress_show(progress,
		    ngettext("Reading %zu file", "Reading %zu files", done),
		    done);
}

static void
step_importing(void *arg, size_t done, size_t total)
{
	struct progress *progress = arg;

	if (!progress_due(progress))
		return;
	if (total > 1)
		progress_show(
		    progress, _("Importing %zu of %zu files"), done, total);
	else
		progress_show(progress, "%s", _("Importing"));
}

static void
step_writing(void *arg, size_t done, size_t total)
{
	struct progress *progress = arg;

	if (progress_due(progress))
		progress_show(
		    progress, _("Writing %zu of %zu controls"), done, total);
}

static bool
no_format(const char *format, struct err *err)
{
	const struct importer *importer;
	struct str names = { 0 };

	for (size_t i = 0; (importer = importers_at(i)); i++)
		str_printf(&names, "%s%s", i ? ", " : "", importer->name);
	err_set(err, ERR_USAGE,
	    _("No such format: \"%s\". Use auto to find it out, or one of "
	      "%s."),
	    format, str_text(&names));
	str_done(&names);
	return false;
}

/* What is wrong before anything is read: nobody waits for a refusal. */
static bool
check_first(const struct import *import)
{
	struct err *err = import->ctx->err;
	bool any = str_equal(import->format, "auto");

	if (!import->dry && (!import->dir || !*import->dir))
		return err_set(err, ERR_USAGE,
		    _("Say where the pack is to be written: --to DIR."));
	if (!any && !importers_find(import->format))
		return no_format(import->format, err);
	if (import->dry)
		return true;
	char *generator =
	    any ? NULL : xasprintf("assay import %s", import->format);
	bool ok = content_may_write(import->dir, generator, err);

	free(generator);
	return ok;
}

static bool
read_catalog(struct import *import)
{
	struct verb_ctx *ctx = import->ctx;
	struct import_source *sources = NULL;
	size_t count = 0;
	const struct import_watch reading = { step_reading,
		&import->progress };
	const struct import_watch importing = { step_importing,
		&import->progress };
	bool ok = sources_read(ctx->args + 1, ctx->arg_count - 1, &reading,
	    &sources, &count, &import->problems, ctx->err);

	/* files that could not be read */
	import->odd[ODD_PASSED_OVER] = import->problems.count;
	ok = ok &&
	    import_confined(import->format, sources, count,
		verb_option(ctx, OPT_ID), &importing, &import->catalog,
		&import->problems, import->odd, ctx->err);
	sources_free(sources, count);
	return ok;
}

static void
print_problems(struct import *import, bool ok)
{
	struct str lines = { 0 };

	verb_problems(&lines, &import->problems);
	if (ok)
		import_report_odd(&lines, import->odd);
	progress_clear(&import->progress);
	fputs(str_text(&lines), stderr);
	str_done(&lines);
}

static bool
write_pack(struct import *import)
{
	struct verb_ctx *ctx = import->ctx;
	const struct import_report report = {
		.format = import->format,
		.sources = ctx->args + 1,
		.source_count = ctx->arg_count - 1,
		.catalog = import->catalog,
		.problems = &import->problems,
		.odd = import->odd,
	};
	const struct content_watch writing = { step_writing,
		&import->progress };
	struct str log = { 0 };

	import_report_log(&log, &report);
	bool ok = content_write(import->catalog, import->dir, str_text(&log),
	    &writing, ctx->err);

	progress_clear(&import->progress);
	str_done(&log);
	return ok;
}

static void
say_result(struct import *import)
{
	struct str size = { 0 }, id = { 0 }, dir = { 0 };

	import_report_size(&size, import->catalog);
	verb_safe(&id, catalog_string(import->catalog, PACK_ID, 0), false);
	verb_safe(&dir, import->dir ? import->dir : "", false);
	if (import->dry)
		str_printf(&import->ctx->out,
		    _("Pack %s, nothing written: %s.\n"), str_text(&id),
		    str_text(&size));
	else
		str_printf(&import->ctx->out, _("Pack %s written to %s: %s.\n"),
		    str_text(&id), str_text(&dir), str_text(&size));
	str_done(&size);
	str_done(&id);
	str_done(&dir);
}

static void
warn(struct err *err)
{
	struct err_list list = { 0 };
	struct str line = { 0 };

	err_list_add(
	    &list, true, err->path, err->line, err->column, "%s", err->message);
	verb_problems(&line, &list);
	fputs(str_text(&line), stderr);
	str_done(&line);
	err_list_done(&list);
	err_done(err);
}

/* What would change: against the pack where this one would be written, else
 * against one of its id. */
static void
compare(struct import *import)
{
	struct verb_ctx *ctx = import->ctx;
	const char *id = catalog_string(import->catalog, PACK_ID, 0);
	struct err err = { 0 };
	char *place = NULL;

	if (!import->dir)
		place = content_find(id, NULL, ctx->datadir, NULL);
	else if (content_is_pack(import->dir))
		place = xstrdup(import->dir);
	struct catalog *old = place ? content_open(place, &err) : NULL;

	if (old)
		import_report_changes(
		    &ctx->out, place, old, import->catalog);
	else if (place)
		warn(&err);
	catalog_free(old);
	free(place);
	if (import->dir &&
	    !content_may_write(import->dir,
		catalog_string(import->catalog, PACK_GENERATOR, 0), &err))
		warn(&err);
}

bool
verb_import(struct verb_ctx *ctx)
{
	struct import import = {
		.ctx = ctx,
		.format = ctx->args[0],
		.dir = verb_option(ctx, OPT_TO),
		.dry = (ctx->given & OPT_DRY_RUN) != 0,
	};

	if (!check_first(&import))
		return false;
	progress_begin(&import.progress);
	bool ok = read_catalog(&import);

	print_problems(&import, ok);
	if (ok && !import.dry)
		ok = write_pack(&import);
	if (ok)
		say_result(&import);
	if (ok && import.dry)
		compare(&import);
	catalog_free(import.catalog);
	err_list_done(&import.problems);
	return ok;
}
