/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay attach: files as evidence, from the shell. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "app/attach.h"
#include "app/attach_paths.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/records.h"
#include "model/session.h"
#include "store/journal.h"

/* The item of --to as the pack or the session spells it. */
static bool
find_item(struct verb_ctx *ctx, const struct app_files *files,
    const char **item)
{
	const char *given = verb_option(ctx, OPT_TO);
	size_t row = given ? catalog_find(
	                         files->catalog, TABLE_EVIDENCE, given)
	                   : CATALOG_NONE;

	*item = row == CATALOG_NONE
	            ? given
	            : catalog_string(files->catalog, EVIDENCE_ID, row);
	if (!given)
		return true;
	if (row == CATALOG_NONE &&
	    !record_exists(files->session, "evidence", given))
		return err_set(ctx->err, ERR_INPUT,
		    _("Neither the pack nor the session has an evidence item "
		      "%s."),
		    given);
	if (attach_has_file(files->session, *item))
		return err_set(ctx->err, ERR_INPUT,
		    _("%s has a file already; without --to a new item is "
		      "made."),
		    *item);
	return true;
}

static bool
find_control(struct verb_ctx *ctx, const struct app_files *files,
    const char **control)
{
	const char *given = verb_option(ctx, OPT_CONTROL);
	size_t row =
	    given ? catalog_find(files->catalog, TABLE_CONTROL, given)
	          : CATALOG_NONE;

	*control = row == CATALOG_NONE
	               ? NULL
	               : catalog_string(files->catalog, CONTROL_ID, row);
	return *control || !given ||
	       err_set(ctx->err, ERR_INPUT,
	           _("This pack has no control %s; assay list names all of "
	             "them."),
	           given);
}

/* The arguments are paths as the shell made them; a directory stands for the
 * files in it. */
static bool
find_paths(struct verb_ctx *ctx, struct attach_paths *paths)
{
	paths->capacity = paths->count = ctx->arg_count - 1;
	paths->paths = xcalloc(paths->count, sizeof(*paths->paths));
	for (size_t i = 0; i < paths->count; i++)
		paths->paths[i] = xstrdup(ctx->args[i + 1]);
	attach_expand(paths);
	if (!paths->count)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no file in %s: nothing was attached."),
		    ctx->args[1]);
	if (paths->count > 1 && verb_option(ctx, OPT_TO))
		return err_set(ctx->err, ERR_USAGE,
		    _("One item has one file: --to takes a single one."));
	return true;
}

static bool
attach(struct verb_ctx *ctx, const struct app_files *files,
    const struct attach_paths *paths, struct changes *changes,
    struct str *said)
{
	struct attach_deed deed = {
		.catalog = files->catalog,
		.session = files->session,
		.journal = files->journal,
		.changes = changes,
		.by = ctx->assessor,
		.today = app_day(app_clock()),
		.with_client = verb_option(ctx, OPT_WITH_CLIENT) != NULL,
	};
	const char *item = NULL;
	bool ok = find_item(ctx, files, &item) &&
	          find_control(ctx, files, &deed.control);

	for (size_t i = 0; ok && i < paths->count; i++) {
		struct attach_print print;
		const char *path = paths->paths[i];

		ok = attach_read(path, &print, ctx->err);
		char *id = ok ? attach_again(
		                    &deed, item, path, print.sha256)
		              : NULL;

		if (ok && !id)
			ok = attach_one(&deed, item, path, &id, ctx->err);
		if (ok) {
			str_printf(said, "%s  ", id);
			verb_safe(said, path, false);
			str_add(said, "\n");
		}
		free(id);
	}
	return ok;
}

bool
verb_attach(struct verb_ctx *ctx)
{
	struct app_files files;
	struct app_files_wanted wanted = { .session = ctx->args[0],
		.pack = verb_option(ctx, OPT_PACK),
		.datadir = ctx->datadir };
	struct attach_paths paths = { 0 };
	struct changes changes = { 0 };
	struct str said = { 0 };
	size_t recorded = 0;

	if (!app_open_files(&wanted, &files, ctx->err))
		return false;
	verb_tell_torn(ctx, files.journal);
	bool ok = journal_writable(files.journal) ||
	          err_set(ctx->err, ERR_LOCKED, _("Nothing was recorded. %s"),
	              files.trouble ? files.trouble : "");

	if (ok)
		journal_hold_as(files.journal, ctx->assessor);
	ok = ok && find_paths(ctx, &paths) &&
	     attach(ctx, &files, &paths, &changes, &said) &&
	     verb_record(ctx, &files, &changes, &recorded);
	if (ok)
		str_add(&ctx->out, str_text(&said));
	str_done(&said);
	attach_paths_done(&paths);
	changes_done(&changes);
	app_files_done(&files);
	return ok;
}
