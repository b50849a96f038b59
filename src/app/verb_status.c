/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay status, assay history: what a session says. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/files.h"
#include "app/settings.h"
#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "store/journal.h"

static json_t *
level_or_null(int level)
{
	return level < 0 ? json_null() : json_integer(level);
}

/* The levels whose judgement is asked for and not given. */
static json_t *
judge_json(const struct desk *desk, size_t control)
{
	const struct maturity *m = &desk_rating(desk, control)->maturity;
	json_t *json = json_array();

	for (int level = 1; level <= catalog_scale_top(desk->catalog); level++)
		if (m->levels[level].asks)
			json_array_append_new(json, json_integer(level));
	return json;
}

static json_t *
evidence_json(const struct desk *desk, size_t control)
{
	struct evidence_items items;
	json_t *json = json_object();

	desk_evidence(desk, control, &items);
	for (size_t i = 0; i < items.count; i++)
		json_object_set_new(json, items.items[i].id,
		    verb_text(desk_evidence_state(desk, items.items[i].id)));
	evidence_items_done(&items);
	return json;
}

static json_t *
flags_json(const struct desk *desk, size_t control)
{
	char *prefix = xasprintf(
	    "%s/flags/", catalog_string(desk->catalog, CONTROL_ID, control));
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, prefix, &count);
	json_t *json = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    json, verb_text(entry[i].path + strlen(prefix)));
	free(prefix);
	return json;
}

/* What is not built yet is null. */
static json_t *
control_json(const struct desk *desk, size_t control)
{
	static const char *const performed[] = {
		[ANSWER_UNKNOWN] = "unknown",
		[ANSWER_YES] = "yes",
		[ANSWER_NO] = "no",
	};
	const struct rating *r = desk_rating(desk, control);
	bool scale = catalog_scale_top(desk->catalog) >= 0;

	return json_pack(
	    "{s:o, s:o, s:o, s:o, s:n, s:o, s:n, s:n, s:I, s:I, s:o, s:o}",
	    "performed",
	    scale ? json_string(performed[r->maturity.performed]) : json_null(),
	    "derived",
	    scale ? json_pack("{s:i, s:i}", "low", r->maturity.low, "high",
	                r->maturity.high)
	          : json_null(),
	    "judge", scale ? judge_json(desk, control) : json_null(),
	    "supported", level_or_null(scale ? r->supported : -1), "concluded",
	    "target",
	    json_pack("{s:o, s:o}", "asked", level_or_null(r->target_asked),
	        "effective", level_or_null(r->target_effective)),
	    "gap", "designation", "answered", (json_int_t)r->answered, "of",
	    (json_int_t)r->of, "evidence", evidence_json(desk, control),
	    "flags", flags_json(desk, control));
}

static json_t *
session_json(const struct session *session, const struct catalog *c)
{
	const struct session_header *h = session_header(session);
	json_t *json = json_pack("{s:o, s:o, s:{s:o, s:o, s:o}, "
	                         "s:{s:o, s:i, s:i}}",
	    "id", verb_text(h->id), "at", verb_text(h->at), "pack", "id",
	    verb_text(h->pack_id), "version",
	    verb_text(catalog_string(c, PACK_VERSION, 0)), "digest",
	    verb_text(h->pack_digest), "policy", "name", verb_text(h->policy),
	    "pass", h->pass, "judge", h->judge);
	static const char *const fields[] = { "title", "client", "rigor",
		"target", "size", "language" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const char *value =
		    session_getf(session, "session/%s", fields[i]);
		bool number = str_equal(fields[i], "rigor") ||
		              str_equal(fields[i], "target");

		json_object_set_new(json, fields[i],
		    value && number ? json_integer(atoi(value))
		                    : verb_text(value));
	}
	json_object_set_new(json, "commits",
	    json_integer((json_int_t)session_commits(session)));
	json_object_set_new(json, "orphaned",
	    json_integer((json_int_t)session_orphans(session, c)));
	return json;
}

static void
status_line(struct str *out, const struct desk *desk, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	char level[16];

	desk_level_text(desk, control, level);
	verb_column(
	    out, catalog_string(desk->catalog, CONTROL_ID, control), 12);
	str_add_char(out, ' ');
	verb_column(out,
	    catalog_control_name(desk->catalog, control, desk->language), 40);
	str_add_char(out, ' ');
	verb_column(out, level, 4);
	str_printf(out, _(" %zu of %zu answered\n"), r->answered, r->of);
}

static void
status_text(struct str *out, const struct desk *desk, size_t only)
{
	const char *title = session_get(desk->session, "session/title");

	if (title) {
		verb_safe(out, title, false);
		str_add_char(out, '\n');
	}
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		if (only == CATALOG_NONE || i == only)
			status_line(out, desk, i);
	if (only != CATALOG_NONE) {
		struct str rule = { 0 }, raise = { 0 };

		rating_explain(desk->catalog, desk_rating(desk, only), only,
		    desk->session, &rule, &raise);
		verb_wrapped(out, str_text(&rule), 0);
		if (raise.len)
			verb_wrapped(out, str_text(&raise), 0);
		str_done(&rule);
		str_done(&raise);
	} else if (desk->of) {
		str_printf(out, _("%zu of %zu criteria answered, %zu %%\n"),
		    desk->answered, desk->of, 100 * desk->answered / desk->of);
	}
}

static void
status_json(struct verb_ctx *ctx, const struct desk *desk, size_t only)
{
	json_t *controls = json_object();

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		if (only == CATALOG_NONE || i == only)
			json_object_set_new(controls,
			    catalog_string(desk->catalog, CONTROL_ID, i),
			    control_json(desk, i));
	verb_json_take(ctx, json_pack("{s:o, s:o, s:n, s:n}", "session",
	                        session_json(desk->session, desk->catalog),
	                        "controls", controls, "rollup", "conformity"));
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
		desk_set_today(&desk, app_day(app_clock()));
		desk.language = catalog_find_language(files.catalog,
		    own ? own : app_language(ctx->settings));
		desk_set_session(&desk, files.session);
		if (ctx->given & OPT_JSON)
			status_json(ctx, &desk, only);
		else
			status_text(&ctx->out, &desk, only);
		desk_done(&desk);
	}
	app_files_done(&files);
	return ok;
}

static void
history_line(struct str *out, const struct commit *commit,
    const struct recorded_change *change)
{
	str_printf(out, "%llu  ", (unsigned long long)commit->seq);
	verb_safe(out, commit->at, false);
	str_add(out, "  ");
	verb_safe(out, commit->by, false);
	str_add(out, "  ");
	verb_safe(out, change->path, false);
	str_add(out, "  ");
	verb_safe(out, change->old ? change->old : "", false);
	str_add(out, " -> ");
	verb_safe(out, change->value ? change->value : "", false);
	if (change->why) {
		str_add(out, "  (");
		verb_safe(out, change->why, false);
		str_add(out, ")");
	}
	if (commit->undoes)
		str_printf(out, _("  undoes %llu"),
		    (unsigned long long)commit->undoes);
	if (commit->redoes)
		str_printf(out, _("  redoes %llu"),
		    (unsigned long long)commit->redoes);
	str_add_char(out, '\n');
}

/* An object of just these keys: what it has not is null, so that a script
 * finds the same ones in each. */
static json_t *
with_keys(const json_t *from, const char *const *keys)
{
	json_t *json = json_object();

	for (; *keys; keys++) {
		json_t *value = json_object_get(from, *keys);

		json_object_set_new(
		    json, *keys, value ? json_incref(value) : json_null());
	}
	return json;
}

static json_t *
commit_json(const struct commit *commit)
{
	static const char *const keys[] = { "seq", "at", "by", "said", "undoes",
		"redoes", "changes", "sum", NULL };
	static const char *const change_keys[] = { "path", "old", "new", "why",
		NULL };
	char *text = journal_commit_json(commit);
	json_t *line = json_loads(text, 0, NULL), *changes = json_array();
	const json_t *list = json_object_get(line, "changes");

	free(text);
	for (size_t i = 0; i < json_array_size(list); i++)
		json_array_append_new(
		    changes, with_keys(json_array_get(list, i), change_keys));
	json_object_set_new(line, "changes", changes);
	json_object_set_new(line, "sum", verb_text(commit->sum));
	json_t *json = with_keys(line, keys);

	json_decref(line);
	return json;
}

bool
verb_history(struct verb_ctx *ctx)
{
	struct journal *journal;
	struct session *session;
	json_t *list = ctx->given & OPT_JSON ? json_array() : NULL;

	if (!journal_open(
	        ctx->args[0], JOURNAL_READ, &journal, &session, ctx->err)) {
		json_decref(list);
		return false;
	}
	for (size_t i = 0; i < session_commits(session); i++) {
		const struct commit *commit = session_commit(session, i);

		if (list)
			json_array_append_new(list, commit_json(commit));
		for (size_t c = 0; !list && c < commit->count; c++)
			history_line(&ctx->out, commit, &commit->changes[c]);
	}
	if (list)
		verb_json_take(ctx, json_pack("{s:o}", "commits", list));
	journal_close(journal);
	session_free(session);
	return true;
}
