/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* assay history: the journal, a row a change. */

#include <config.h>

#include <stdlib.h>

#include "app/verbs.h"
#include "base/err.h"
#include "base/i18n.h"
#include "model/people.h"
#include "model/session.h"
#include "store/journal.h"

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
	if (commit->said) {
		struct str said = { 0 };

		str_printf(&said, _("said by %s"), person_shown(commit->said));
		str_add(out, "  ");
		verb_safe(out, str_text(&said), false);
		str_done(&said);
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
