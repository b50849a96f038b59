/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay check: everything wrong with packs and sessions, like a compiler. */

#include <config.h>

#include <stdlib.h>

#include "app/attach.h"
#include "app/files.h"
#include "app/settings.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "store/content.h"
#include "store/exposed.h"
#include "store/journal.h"

/* A file that stayed with the client may be out of reach today; one that was
 * changed, or is missing here, is not what was assessed. */
static void
check_file(const char *id, const char *place, bool original,
    enum attach_state state, void *data)
{
	const char *path = *place ? place : NULL;

	if (state == ATTACH_CHANGED)
		err_list_add(data, false, path, 0, 0,
		    _("%s: the file was changed since it was attached."), id);
	else if (state == ATTACH_GONE && !original)
		err_list_add(data, false, path, 0, 0,
		    _("%s: the file attached is gone from the session."), id);
	else if (state == ATTACH_GONE)
		err_list_add(data, true, path, 0, 0,
		    _("%s: the file left with the client is not at its place."),
		    id);
	else if (state == ATTACH_UNREADABLE)
		err_list_add(data, original, path, 0, 0,
		    _("%s: the file cannot be read."), id);
}

static void
check_session(struct verb_ctx *ctx, const char *dir, struct err_list *problems)
{
	struct app_files_wanted wanted = {
		.session = dir, .datadir = ctx->datadir, .read_only = true
	};
	struct app_files files;
	struct err err = { 0 };

	if (!app_open_files(&wanted, &files, &err)) {
		err_list_take(problems, &err);
		return;
	}
	size_t lost = session_orphans(files.session, files.catalog);
	char *exposed = session_exposed(dir);

	if (exposed)
		err_list_add(problems, true, dir, 0, 0, "%s", exposed);
	free(exposed);
	if (journal_torn(files.journal))
		err_list_add(problems, true, dir, 0, 0,
		    _("The last line of the journal is torn: it is cut off "
		      "when the session is opened to write."));
	if (lost)
		err_list_add(problems, true, dir, 0, 0,
		    ngettext("%zu recorded value has no place in the pack.",
		        "%zu recorded values have no place in the pack.", lost),
		    lost);
	attach_verify(files.session, files.journal, check_file, problems);
	app_files_done(&files);
}

static void
check_one(struct verb_ctx *ctx, const char *path, struct err_list *problems)
{
	if (path_exists(path) && !path_is_dir(path) &&
	    str_equal(path_base(path), "settings.yaml"))
		settings_check(path, problems);
	else if (journal_is_session(path))
		check_session(ctx, path, problems);
	else if (content_is_pack(path))
		catalog_free(content_load(path, problems));
	else
		err_list_add(problems, false, path, 0, 0,
		    path_is_dir(path)
		        ? _("This is no pack (it has no pack.yaml) and no "
		            "session (it has no journal).")
		        : _("There is no such directory."));
}

bool
verb_check(struct verb_ctx *ctx)
{
	struct err_list problems = { 0 };

	for (size_t i = 0; i < ctx->arg_count; i++)
		check_one(ctx, ctx->args[i], &problems);
	err_list_sort(&problems);
	verb_problems(&ctx->out, &problems);
	bool ok = problems.errors == 0;

	err_list_done(&problems);
	return ok;
}
