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
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/ruling.h"
#include "model/schema.h"
#include "model/session.h"
#include "store/journal.h"
#include "yaml/yread.h"

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

/* The screen goes on with what the disk refused; here it is lost. */
static void
not_recorded(struct err *err)
{
	char *kept = xasprintf("%s: ", _("Not saved, kept in memory"));

	if (str_starts(err->message, kept))
		memmove(err->message, err->message + strlen(kept),
		    strlen(err->message + strlen(kept)) + 1);
	err_wrap(err, _("Nothing was recorded"));
	free(kept);
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
		/* made anew at any time; what counts is recorded */
		journal_snapshot(files->journal, files->session, NULL);
	} else {
		commit_done(&commit);
	}
	if (!ok)
		not_recorded(ctx->err);
	return ok;
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
	if (ok && changes->count)
		ok = verb_record(ctx, files, changes, &recorded);
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

/* Where the value of each change stands in its file, in the same order. */
struct places {
	struct place {
		size_t line, column;
	} *items;
	size_t count, capacity;
};

/* Gives an error that has no place one in the file of changes. */
static bool
place_at(struct verb_ctx *ctx, const char *file, struct place at)
{
	char *message = xstrdup(ctx->err->message);

	err_set_at(ctx->err, ctx->err->code, file, at.line, at.column, "%s",
	    message);
	free(message);
	return false;
}

static bool
place(struct verb_ctx *ctx, const char *file, const struct ynode *node)
{
	return place_at(
	    ctx, file, (struct place){ node->line, node->column });
}

static void
keep_place(struct places *places, const struct ynode *node)
{
	places->items = mem_grow(places->items, &places->capacity,
	    places->count + 1, sizeof(*places->items));
	places->items[places->count++] =
	    (struct place){ node->line, node->column };
}

/* What is found once all changes are read begins with the path of the one it
 * is about; of a path given twice the second is. */
static void
place_late(struct verb_ctx *ctx, const char *file,
    const struct changes *changes, const struct places *places)
{
	const char *message = ctx->err->message;
	struct place at = { 0 };

	for (size_t i = 0; i < places->count; i++) {
		const char *path = changes->items[i].path;
		char after = str_starts(message, path) ? message[strlen(path)]
		                                       : '\0';

		if (after == ':' || after == ' ')
			at = places->items[i];
	}
	place_at(ctx, file, at);
}

/* Is it {path, value, why?} with nothing else in it? */
static bool
check_shape(struct verb_ctx *ctx, const char *file, const struct ynode *node)
{
	if (!ynode_text(node, "path"))
		return err_set_at(ctx->err, ERR_INPUT, file, node->line,
		    node->column,
		    _("A change is {path: ..., value: ...}: \"path\" is "
		      "missing."));
	for (const struct ynode *key = node->first; key; key = key->next) {
		if (!str_equal(key->key, "path") &&
		    !str_equal(key->key, "value") &&
		    !str_equal(key->key, "why"))
			return err_set_at(ctx->err, ERR_INPUT, file,
			    key->key_line, key->key_column,
			    _("A change has only \"path\", \"value\" and "
			      "\"why\"."));
		if (str_equal(key->key, "why") && key->kind != YNODE_SCALAR)
			return err_set_at(ctx->err, ERR_INPUT, file, key->line,
			    key->column, _("\"why\" must be a text."));
	}
	return true;
}

/* A list of words as the one line they are recorded as; an empty one removes.
 */
static bool
join_words(const struct ynode *list, struct str *out)
{
	for (const struct ynode *node = list->first; node; node = node->next) {
		if (node->kind != YNODE_SCALAR)
			return false;
		str_printf(out, "%s%s", out->len ? ", " : "", node->text);
	}
	return true;
}

/* The text of a change's value; *text NULL removes. False: it has none. */
static bool
read_value(const struct schema_row *row, const struct ynode *value,
    struct str *joined, const char **text)
{
	*text = NULL;
	if (!value)
		return false;
	if (value->kind == YNODE_SEQUENCE && row->kind == VALUE_WORDS) {
		if (!join_words(value, joined))
			return false;
		*text = joined->len ? str_text(joined) : NULL;
		return true;
	}
	if (value->kind != YNODE_SCALAR)
		return false;
	if (!ynode_is_null(value))
		*text = value->text;
	return true;
}

static bool
read_change(struct verb_ctx *ctx, const struct catalog *c, const char *file,
    const struct ynode *node, struct changes *changes, struct places *places)
{
	const struct ynode *value = ynode_get(node, "value");
	const struct schema_row *row;
	struct str joined = { 0 };
	char *canonical = NULL;
	const char *text;

	if (!check_shape(ctx, file, node))
		return false;
	if (!schema_resolve(
	        c, ynode_text(node, "path"), &canonical, &row, ctx->err))
		return place(ctx, file, ynode_get(node, "path"));
	bool ok = read_value(row, value, &joined, &text);

	if (!ok) {
		err_set_at(ctx->err, ERR_INPUT, file,
		    value ? value->line : node->line,
		    value ? value->column : node->column,
		    _("A change needs a \"value\": a text, or null to "
		      "remove."));
	} else {
		const char *why = ynode_text(node, "why");

		ok = schema_check(row, c, canonical, text, why, ctx->err) ||
		     place(ctx, file, value);
		if (ok) {
			changes_add(changes, canonical, text, why);
			keep_place(places, value);
		}
	}
	str_done(&joined);
	free(canonical);
	return ok;
}

static bool
read_changes(struct verb_ctx *ctx, const struct catalog *c, const char *file,
    struct changes *changes, struct places *places)
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
		ok = read_change(ctx, c, file, node, changes, places);
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
	struct places places = { 0 };
	size_t recorded = 0;

	if (!app_open_files(&wanted, &files, ctx->err))
		return false;
	bool ok = journal_writable(files.journal) ||
	          err_set(ctx->err, ERR_LOCKED, _("Nothing was recorded. %s"),
	              files.trouble ? files.trouble : "");

	if (ok)
		journal_hold_as(files.journal, ctx->assessor);
	ok = ok &&
	     read_changes(
	         ctx, files.catalog, ctx->args[1], &changes, &places) &&
	     verb_record(ctx, &files, &changes, &recorded);
	if (!ok && ctx->err->code == ERR_INPUT && !ctx->err->path)
		place_late(ctx, ctx->args[1], &changes, &places);
	if (ok)
		str_printf(&ctx->out,
		    ngettext("%zu change recorded.\n",
		        "%zu changes recorded.\n", recorded),
		    recorded);
	free(places.items);
	changes_done(&changes);
	app_files_done(&files);
	return ok;
}
