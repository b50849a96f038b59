/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay new, assay apply: the changes the screen makes, from the shell. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app_parts.h"
#include "app/changes_read.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/ruling.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/journal.h"

/* What --title and its like record in the first commit. */
static bool
first_changes(
    struct verb_ctx *ctx, const struct catalog *c, struct changes *changes)
{
	static const struct {
		enum option_bit bit;
		const char *option, *path;
	} rows[] = {
		{ OPT_TITLE, "--title", "session/title" },
		{ OPT_TARGET, "--target", "session/target" },
		{ OPT_RIGOR, "--rigor", "session/rigor" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *value = verb_option(ctx, rows[i].bit);
		const struct schema_row *row = schema_find(rows[i].path);

		if (!value)
			continue;
		if (!schema_check(
		        row, c, rows[i].path, value, NULL, ctx->err)) {
			char *why = xstrdup(ctx->err->message);
			size_t skip = strlen(rows[i].path);

			err_set(ctx->err, ERR_USAGE, "%s%s", rows[i].option,
			    str_starts(why, rows[i].path) ? why + skip : "");
			free(why);
			return false;
		}
		changes_add(changes, rows[i].path, value, NULL);
	}
	return true;
}

bool
verb_not_recorded(struct err *err)
{
	char *kept = xasprintf("%s: ", _("Not saved, kept in memory"));

	if (str_starts(err->message, kept))
		memmove(err->message, err->message + strlen(kept),
		    strlen(err->message + strlen(kept)) + 1);
	err_wrap(err, _("Nothing was recorded"));
	free(kept);
	return false;
}

bool
verb_record(struct verb_ctx *ctx, struct app_files *files,
    struct changes *changes, size_t *recorded)
{
	struct commit commit = { 0 };
	char at[32];
	struct stamp stamp = { ctx->assessor, NULL, at };

	app_format_time(time(NULL), at);
	if (!ruling_apply(files->catalog, files->session, changes, &stamp,
	        app_day(app_clock()), ctx->err) ||
	    !session_prepare(files->session, files->catalog, changes, &stamp,
	        &commit, ctx->err))
		return false;
	*recorded = commit.count;
	bool ok =
	    !commit.count || journal_append(files->journal, &commit, ctx->err);

	if (ok && commit.count) {
		session_apply_take(files->session, &commit);
		verb_snapshot(files->journal, files->session);
	} else {
		commit_done(&commit);
	}
	if (ok)
		return true;
	journal_withdraw(files->journal);
	return verb_not_recorded(ctx->err);
}

static bool
create(struct verb_ctx *ctx, struct app_files *files, const char *policy,
    struct changes *changes)
{
	struct session_header header = { 0 };
	size_t recorded;
	bool ok = app_session_header(files->catalog, files->pack_dir, policy,
	              ctx->assessor, time(NULL), &header, ctx->err) &&
	          journal_create(ctx->args[0], &header, &files->journal,
	              &files->session, ctx->err);

	session_header_done(&header);
	if (ok && changes->count) {
		ok = verb_record(ctx, files, changes, &recorded);
		if (!ok)
			journal_uncreate(files->journal);
	}
	return ok;
}

bool
verb_new(struct verb_ctx *ctx)
{
	struct app_files files = { 0 };
	struct changes changes = { 0 };
	const char *policy = verb_option(ctx, OPT_POLICY);

	if (policy && !str_equal(policy, "most") && !str_equal(policy, "all"))
		return err_set(
		    ctx->err, ERR_USAGE, _("--policy is most or all."));
	files.catalog = verb_pack(ctx, NULL, &files.pack_dir);
	bool ok = files.catalog &&
	          first_changes(ctx, files.catalog, &changes) &&
	          create(ctx, &files, policy, &changes);

	if (ok) {
		struct str safe = { 0 };

		verb_safe(&safe, ctx->args[0], false);
		str_printf(&ctx->out, _("Session made: assay %s opens it.\n"),
		    str_text(&safe));
		str_done(&safe);
	}
	changes_done(&changes);
	app_files_done(&files);
	return ok;
}

bool
verb_apply(struct verb_ctx *ctx)
{
	struct app_files files;
	struct app_files_wanted wanted = { .session = ctx->args[0],
		.pack = verb_option(ctx, OPT_PACK),
		.datadir = ctx->datadir };
	struct changes_file file = { 0 };
	size_t recorded = 0;

	if (!app_open_files(&wanted, &files, ctx->err))
		return false;
	verb_tell_torn(ctx, files.journal);
	bool ok = journal_writable(files.journal) ||
	          err_set(ctx->err, ERR_LOCKED, _("Nothing was recorded. %s"),
	              files.trouble ? files.trouble : "");

	if (ok)
		journal_hold_as(files.journal, ctx->assessor);
	ok = ok &&
	     changes_read_file(ctx->args[1], files.catalog, &file, ctx->err) &&
	     verb_record(ctx, &files, &file.changes, &recorded);
	if (!ok && ctx->err->code == ERR_INPUT && !ctx->err->path)
		changes_place_late(&file, ctx->args[1], ctx->err);
	if (ok)
		str_printf(&ctx->out,
		    ngettext("%zu change recorded.\n",
		        "%zu changes recorded.\n", recorded),
		    recorded);
	changes_file_done(&file);
	app_files_done(&files);
	return ok;
}
