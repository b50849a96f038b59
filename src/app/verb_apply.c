/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay new, assay apply: the changes the screen makes, from the shell. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app_parts.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/journal.h"
#include "yaml/yread.h"

/* What --title and its like record in the first commit. */
static bool
first_changes(struct verb_ctx *ctx, const struct catalog *c,
    struct changes *changes)
{
	static const struct {
		enum option_bit bit;
		const char *path;
	} rows[] = {
		{ OPT_TITLE, "session/title" },
		{ OPT_TARGET, "session/target" },
		{ OPT_RIGOR, "session/rigor" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *value = verb_option(ctx, rows[i].bit);
		const struct schema_row *row = schema_find(rows[i].path);

		if (!value)
			continue;
		if (!schema_check(
			row, c, rows[i].path, value, NULL, ctx->err))
			return false;
		changes_add(changes, rows[i].path, value, NULL);
	}
	return true;
}

static bool
record(struct verb_ctx *ctx, struct app_files *files,
    const struct changes *changes, size_t *recorded)
{
	struct commit commit = { 0 };
	char at[32];
	struct stamp stamp = { ctx->assessor, NULL, at };

	app_format_time(time(NULL), at);
	if (!session_prepare(files->session, files->catalog, changes, &stamp,
		&commit, ctx->err))
		return false;
	*recorded = commit.count;
	bool ok = !commit.count ||
	    journal_append(files->journal, &commit, ctx->err);

	if (ok && commit.count) {
		session_apply_take(files->session, &commit);
		ok = journal_snapshot(
		    files->journal, files->session, ctx->err);
	} else {
		commit_done(&commit);
	}
	return ok;
}

static bool
create(struct verb_ctx *ctx, struct app_files *files, const char *policy,
    const struct changes *changes)
{
	struct session_header header = { 0 };
	size_t recorded;
	bool ok = app_session_header(files->catalog, files->pack_dir, policy,
		      ctx->assessor, time(NULL), &header, ctx->err) &&
	    journal_create(ctx->args[0], &header, &files->journal,
		&files->session, ctx->err);

	session_header_done(&header);
	if (ok && changes->count)
		ok = record(ctx, files, changes, &recorded);
	return ok;
}

bool
verb_new(struct verb_ctx *ctx)
{
	struct app_files files = { 0 };
	struct changes changes = { 0 };
	const char *policy = verb_option(ctx, OPT_POLICY);

	if (policy && !str_equal(policy, "most") && !str_equal(policy, "all"))
		return err_set(ctx->err, ERR_USAGE,
		    _("--policy is most or all."));
	files.catalog = verb_pack(ctx, NULL, &files.pack_dir);
	bool ok = files.catalog &&
	    first_changes(ctx, files.catalog, &changes) &&
	    create(ctx, &files, policy, &changes);

	if (ok)
		str_printf(&ctx->out, _("Session made: assay %s opens it.\n"),
		    ctx->args[0]);
	changes_done(&changes);
	app_files_done(&files);
	return ok;
}

/* One {path, value, why?} of the list. */
static bool
read_change(struct verb_ctx *ctx, const struct catalog *c, const char *file,
    const struct ynode *node, struct changes *changes)
{
	const char *path = ynode_text(node, "path");
	const struct ynode *value = ynode_get(node, "value");
	const char *why = ynode_text(node, "why");
	const char *problem = NULL;

	if (node->kind != YNODE_MAPPING || !path)
		problem = _("A change is {path: ..., value: ...}: \"path\" is "
			    "missing.");
	else if (!value || value->kind != YNODE_SCALAR)
		problem = _("A change needs a \"value\": a text, or null to "
			    "remove.");
	for (const struct ynode *key = problem ? NULL : node->first; key;
	     key = key->next)
		if (!str_equal(key->key, "path") &&
		    !str_equal(key->key, "value") &&
		    !str_equal(key->key, "why"))
			problem = _("A change has only \"path\", \"value\" "
				    "and \"why\".");
	if (problem)
		return err_set_at(ctx->err, ERR_INPUT, file, node->line,
		    node->column, "%s", problem);
	const char *text = ynode_is_null(value) ? NULL : value->text;
	const struct schema_row *row;
	char *canonical = NULL;
	bool ok = schema_resolve(c, path, &canonical, &row, ctx->err) &&
	    schema_check(row, c, canonical, text, why, ctx->err);

	if (ok)
		changes_add(changes, canonical, text, why);
	else {
		char *message = xstrdup(ctx->err->message);

		err_set_at(ctx->err, ERR_INPUT, file, node->line, node->column,
		    "%s", message);
		free(message);
	}
	free(canonical);
	return ok;
}

static bool
read_changes(struct verb_ctx *ctx, const struct catalog *c, const char *file,
    struct changes *changes)
{
	struct ydoc *doc = yread_file(file, &YLIMITS_PACK, ctx->err);
	const struct ynode *root = doc ? ydoc_root(doc) : NULL;
	bool ok = doc != NULL;

	if (ok && root->kind != YNODE_SEQUENCE)
		ok = err_set_at(ctx->err, ERR_INPUT, file, root->line,
		    root->column,
		    _("A list of changes is needed: - {path: ..., value: "
		      "...}"));
	for (const struct ynode *node = ok ? root->first : NULL; ok && node;
	     node = node->next)
		ok = read_change(ctx, c, file, node, changes);
	ydoc_free(doc);
	return ok;
}

bool
verb_apply(struct verb_ctx *ctx)
{
	struct app_files files;
	struct app_files_wanted wanted = { .session = ctx->args[0],
		.pack = verb_option(ctx, OPT_PACK),
		.datadir = ctx->datadir };
	struct changes changes = { 0 };
	size_t recorded = 0;

	if (!app_open_files(&wanted, &files, ctx->err))
		return false;
	bool ok = journal_writable(files.journal) ||
	    err_set(ctx->err, ERR_LOCKED, _("Nothing was recorded. %s"),
		files.trouble ? files.trouble : "");

	if (ok)
		journal_hold_as(files.journal, ctx->assessor);
	ok = ok && read_changes(ctx, files.catalog, ctx->args[1], &changes) &&
	    record(ctx, &files, &changes, &recorded);
	if (ok)
		str_printf(&ctx->out,
		    ngettext("%zu change recorded.\n",
			"%zu changes recorded.\n", recorded),
		    recorded);
	changes_done(&changes);
	app_files_done(&files);
	return ok;
}
