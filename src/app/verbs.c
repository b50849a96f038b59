/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the verbs share. */

#include <config.h>

#include "app/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/catalog.h"
#include "store/content.h"
#include "store/journal.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

struct catalog *
verb_pack(struct verb_ctx *ctx, size_t *language, char **dir)
{
	const char *pack = verb_option(ctx, OPT_PACK);
	const char *tag = verb_option(ctx, OPT_LANGUAGE);
	char *found = content_find(
	    pack ? pack : ctx->settings->pack, NULL, ctx->datadir, ctx->err);
	struct catalog *catalog = found ? content_open(found, ctx->err) : NULL;

	if (catalog && language)
		*language = catalog_find_language(
		    catalog, tag ? tag : app_language(ctx->settings));
	if (catalog && dir)
		*dir = found;
	else
		free(found);
	return catalog;
}

void
verb_tell_torn(const struct verb_ctx *ctx, const struct journal *journal)
{
	struct err torn = { 0 };

	if (!journal_writable(journal) || !journal_torn(journal))
		return;
	err_set_at(&torn, ERR_INPUT, ctx->args[0], 0, 0, _("warning: %s"),
	    _("The last line of the journal was torn and cut off: look at "
	      "the last answer and give it again."));
	char *line = err_line(&torn);

	fprintf(stderr, "assay: %s\n", line);
	free(line);
	err_done(&torn);
}

void
verb_snapshot(
    const struct journal *journal, const struct session *session)
{
	char *kept = NULL;

	if (journal_keep_edited(journal, &kept, NULL) && kept) {
		struct str safe = { 0 };

		verb_safe(&safe, kept, false);
		fprintf(stderr, _("assay: session.yaml is not as it was "
		                  "written: it is kept as %s.\n"),
		    str_text(&safe));
		str_done(&safe);
	}
	free(kept);
	/* made anew at any time; what counts is recorded */
	journal_snapshot(journal, session, NULL);
}

void
verb_json_take(struct verb_ctx *ctx, json_t *json)
{
	char *text = json_dumps(json, JSON_INDENT(2) | JSON_ENSURE_ASCII);
	const char *rest = text ? text : "null";

	/* DEL is ASCII too */
	for (size_t len; len = strcspn(rest, "\177"), rest[len];
	     rest += len + 1) {
		str_add_n(&ctx->out, rest, len);
		str_add(&ctx->out, "\\u007F");
	}
	str_add(&ctx->out, rest);
	str_add_char(&ctx->out, '\n');
	free(text);
	json_decref(json);
}

json_t *
verb_text(const char *text)
{
	json_t *json = text ? json_string(text) : NULL;

	return json ? json : json_null();
}

void
verb_safe(struct str *out, const char *text, bool keep_lines)
{
	display_safe(out, text, keep_lines);
}

void
verb_column(struct str *out, const char *text, int cells)
{
	struct canvas *line = canvas_new(1, cells, CANVAS_UNICODE);
	struct str shown = { 0 };
	int used = canvas_put_cut(line, 0, 0, cells, ROLE_TEXT, text);

	canvas_dump(line, &shown);
	str_truncate(&shown, shown.len ? shown.len - 1 : 0);
	str_add(out, str_text(&shown));
	/* the dump ends at the last cell that is no blank */
	if (used < cells || shown.len)
		str_add_repeat(
		    out, ' ', (size_t)(cells - text_cells(str_text(&shown))));
	str_done(&shown);
	canvas_free(line);
}

void
verb_wrapped(struct str *out, const char *text, int indent)
{
	struct str safe = { 0 };
	struct wrap wrap = { 0 };

	display_safe(&safe, text, true);
	wrap_text(&wrap, str_text(&safe), 78 - indent);
	for (size_t i = 0; i < wrap.count; i++) {
		str_add_repeat(out, ' ', (size_t)indent);
		str_add_n(out, str_text(&safe) + wrap.lines[i].start,
		    wrap.lines[i].len);
		str_add_char(out, '\n');
	}
	wrap_done(&wrap);
	str_done(&safe);
}

void
verb_problems(struct str *out, const struct err_list *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		struct err shown = problems->items[i].err;
		struct str message = { 0 };

		if (problems->items[i].warning) {
			str_printf(&message, _("warning: %s"), shown.message);
			shown.message = message.data;
		}
		char *line = err_line(&shown);

		str_printf(out, "%s\n", line);
		free(line);
		str_done(&message);
	}
	if (problems->dropped)
		str_printf(out,
		    ngettext("and %zu problem more\n",
		        "and %zu problems more\n", problems->dropped),
		    problems->dropped);
}
