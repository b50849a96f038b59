/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Attaching from the screen: one prompt takes paths or a title, one key says
 * where a file stays. What a later question needs of an earlier answer stands
 * in its topic, a line each, the text given last. */

#include <config.h>

#include "app/attach.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app_parts.h"
#include "app/attach_paths.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/evidence.h"

enum {
	MOST_FILES = 1000, /* at once, so that they fit one commit */
	PASTE_MOST = 1024 * 1024
};

static const char *
control_id(const struct desk *desk)
{
	return desk->spot.control == CATALOG_NONE
	           ? NULL
	           : catalog_string(
	                 desk->catalog, CONTROL_ID, desk->spot.control);
}

const char *
attach_item_at(const struct command_ctx *ctx)
{
	return evidence_at(app_focused(ctx->app));
}

/* The first line of a topic, moved past; the caller frees it. */
static char *
take_line(const char **topic)
{
	size_t len = strcspn(*topic, "\n");
	char *line = xstrndup(*topic, len);

	*topic += len + ((*topic)[len] == '\n');
	return line;
}

/* What all that is attached now has in common. */
static struct attach_deed
deed_of(const struct command_ctx *ctx, bool with_client)
{
	return (struct attach_deed){
		.catalog = ctx->desk->catalog,
		.session = ctx->desk->session,
		.journal = ctx->app->journal,
		.changes = ctx->changes,
		.control = control_id(ctx->desk),
		.by = ctx->desk->assessor,
		.today = app_today(ctx->app),
		.with_client = with_client,
	};
}

static bool
is_linked(const struct command_ctx *ctx, const char *id, const char *control)
{
	return attach_is_linked(
	    ctx->desk->catalog, ctx->desk->session, id, control);
}

/* The item a file goes to: the one at hand, while it has none. */
static const char *
item_for(const struct command_ctx *ctx, const char *item)
{
	return *item && !attach_has_file(ctx->desk->session, item) ? item
	                                                           : NULL;
}

static bool
has_place(const struct command_ctx *ctx, const char *item)
{
	return item_for(ctx, item) || control_id(ctx->desk) ||
	       err_set(ctx->err, ERR_INPUT,
	           _("No control is chosen that it could be added to."));
}

/* Title, state and link make one item: one change, one undo. */
static bool
take_title(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	char *title = str_fold_space(ctx->argument, strlen(ctx->argument));
	bool ok = *title ? has_place(ctx, "")
	                 : err_set(ctx->err, ERR_INPUT,
	                       _("An item takes a file or a title: nothing "
	                         "was added."));

	if (ok) {
		char *id = artifact_new_id(desk->session);
		char *path = artifact_path(id, "title");
		char *link = artifact_link_path(id, control_id(desk));

		changes_add(ctx->changes, path, title, NULL);
		artifact_set_state(desk->session, ctx->changes, id,
		    EVIDENCE_RECEIVED, NULL, app_today(ctx->app),
		    desk->assessor);
		changes_add(ctx->changes, link, "supports", NULL);
		free(link);
		free(path);
		free(id);
	}
	free(title);
	return ok;
}

/* Did the last file stay with the client? */
static bool
was_with_client(const struct session *session)
{
	size_t count = 0;
	const struct entry *entry =
	    session ? session_range(session, "evidence/", &count) : NULL;
	uint64_t latest = 0;
	bool with_client = false;

	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(entry[i].path);

		if (entry[i].seq < latest || len < 5 ||
		    !str_equal(entry[i].path + len - 5, "/kept"))
			continue;
		latest = entry[i].seq;
		with_client = str_equal(entry[i].value, "with the client");
	}
	return with_client;
}

static bool take_place(struct command_ctx *ctx);

/* Asks where the files stay; the answer given last stands first. */
static void
ask_place(struct command_ctx *ctx, const char *item,
    const struct attach_paths *files, const char *text)
{
	char size[24];
	uint64_t sum = 0;
	struct stat st;
	struct str line = { 0 };
	const char *const answers[] = {
		/* TRANSLATORS: the first letter is the key */
		N_("s in the session"),
		/* TRANSLATORS: the first letter is the key */
		N_("c with the client (hash, size and place only)")
	};
	bool client = was_with_client(ctx->desk->session);

	for (size_t i = 0; i < files->count; i++)
		if (stat(files->paths[i], &st) == 0)
			sum += (uint64_t)st.st_size;
	attach_size_text(sum, size);
	if (files->count == 1)
		str_add(&line, path_base(files->paths[0]));
	else
		str_printf(&line,
		    ngettext("%zu file", "%zu files", files->count),
		    files->count);
	str_printf(&line, ", %s:  %s  %s", size, _(answers[client]),
	    _(answers[!client]));
	ctx->ask->label = _("where it stays");
	ctx->ask->choices = str_steal(&line);
	ctx->ask->topic = xasprintf("%s\n%zu\n%s", item, files->count, text);
	ctx->ask->done = take_place;
}

/* "EV-abc234: Plan.pdf, 1.4 MB, in the session." or how many. */
static void
say_attached(struct command_ctx *ctx, const char *id,
    const struct attach_paths *files, size_t made, size_t known)
{
	if (files->count == 1)
		str_printf(ctx->message, _("%s has %s now."), id,
		    path_base(files->paths[0]));
	else
		str_printf(ctx->message,
		    ngettext(
		        "%zu file attached.", "%zu files attached.", made),
		    made);
	if (known && files->count > 1)
		str_printf(ctx->message,
		    ngettext(" %zu was here already.",
		        " %zu were here already.", known),
		    known);
}

static bool
attach_all(struct command_ctx *ctx, const struct attach_paths *files,
    const char *item, bool with_client)
{
	struct attach_deed deed = deed_of(ctx, with_client);
	bool ok = true, many = files->count > 1;
	size_t known = 0, made = 0;
	char *id = NULL;

	for (size_t i = 0; ok && i < files->count; i++) {
		struct attach_print print;

		free(id);
		id = NULL;
		/* of many, what is here already is linked, not made again */
		if (many) {
			ok = attach_read(files->paths[i], &print, ctx->err);
			id = ok ? attach_again(&deed, NULL,
			              files->paths[i], print.sha256)
			        : NULL;
		}
		known += id != NULL;
		if (!ok || id)
			continue;
		ok = attach_one(&deed, many ? NULL : item_for(ctx, item),
		    files->paths[i], &id, ctx->err);
		made += ok;
	}
	if (ok)
		say_attached(ctx, id, files, made, known);
	free(id);
	return ok;
}

static bool
take_place(struct command_ctx *ctx)
{
	const char *text = ctx->topic;
	char *item = take_line(&text), *count = take_line(&text);
	struct attach_paths files = { 0 };
	char letter = *ctx->argument;

	if (!letter)
		letter = was_with_client(ctx->desk->session) ? 'c' : 's';
	attach_understand(text, &files);
	attach_expand(&files);
	bool ok = letter == 's' || letter == 'c' ||
	          err_set(ctx->err, ERR_INPUT,
	              _("%s stands for no place: nothing was attached."),
	              ctx->argument);

	/* only what was asked about */
	if (ok && strtoul(count, NULL, 10) != files.count)
		ok = err_set(ctx->err, ERR_INPUT,
		    _("The files are others than a moment ago: nothing was "
		      "attached. Try again."));
	ok = ok && app_writable(ctx->app, ctx->err) &&
	     attach_all(ctx, &files, item, letter == 'c');
	attach_paths_done(&files);
	free(count);
	free(item);
	return ok;
}

/* l links the item that has the content, n goes on as if there were none. */
static bool
take_same(struct command_ctx *ctx)
{
	const char *text = ctx->topic;
	char *known = take_line(&text), *item = take_line(&text);
	const char *control = control_id(ctx->desk);
	struct attach_paths files = { 0 };
	bool ok = true;

	if (*ctx->argument == 'l' && control) {
		char *link = artifact_link_path(known, control);

		changes_add(ctx->changes, link, "supports", NULL);
		str_printf(ctx->message, _("%s supports %s."), known, control);
		free(link);
	} else if (*ctx->argument == 'n') {
		attach_understand(text, &files);
		ask_place(ctx, item, &files, text);
	} else {
		ok = err_set(ctx->err, ERR_INPUT,
		    _("%s stands for nothing here: nothing was attached."),
		    ctx->argument);
	}
	attach_paths_done(&files);
	free(known);
	free(item);
	return ok;
}

static void
ask_same(struct command_ctx *ctx, const char *known, const char *item,
    const char *text)
{
	const char *control = control_id(ctx->desk);
	struct str line = { 0 };

	str_printf(&line, _("%s has this file already:"), known);
	if (control && !is_linked(ctx, known, control)) {
		str_add(&line, "  ");
		/* TRANSLATORS: the first letter is the key */
		str_printf(&line, _("l link it to %s"), control);
	}
	str_add(&line, "  ");
	/* TRANSLATORS: the first letter is the key */
	str_add(&line, _("n attach it once more"));
	ctx->ask->label = _("the same file");
	ctx->ask->choices = str_steal(&line);
	ctx->ask->topic = xasprintf("%s\n%s\n%s", known, item, text);
	ctx->ask->done = take_same;
}

static bool
take_files(
    struct command_ctx *ctx, const char *item, struct attach_paths *files)
{
	struct attach_print print;
	bool one = files->count == 1;
	char *text = attach_quote(files);
	char *known = NULL;

	attach_expand(files);
	bool ok = files->count > 0 ||
	          err_set(ctx->err, ERR_INPUT,
	              _("There is no file in %s: nothing was attached."),
	              text);

	if (ok && files->count > MOST_FILES)
		ok = err_set(ctx->err, ERR_INPUT,
		    _("%zu files are too many at once; %d are the most."),
		    files->count, MOST_FILES);
	ok = ok && has_place(ctx, files->count > 1 ? "" : item);
	one = one && ok && files->count == 1;
	if (one) {
		ok = attach_read(files->paths[0], &print, ctx->err);
		known = ok ? attach_known(ctx->desk->session, print.sha256)
		           : NULL;
	}
	if (ok && known &&
	    attach_mend(ctx->desk->session, ctx->app->journal, known,
	        files->paths[0]))
		str_printf(ctx->message, _("%s has its file back."), known);
	else if (ok && known)
		ask_same(ctx, known, item, text);
	else if (ok)
		ask_place(ctx, item, files, text);
	free(known);
	free(text);
	return ok;
}

static bool
take_given(struct command_ctx *ctx)
{
	struct attach_paths files = { 0 };
	char *item = xstrdup(ctx->topic);
	bool ok = true;

	switch (attach_understand(ctx->argument, &files)) {
	case ATTACH_TITLE:
		ok = take_title(ctx);
		break;
	case ATTACH_MISSING:
		ok = err_set(ctx->err, ERR_INPUT,
		    _("There is no file %s: nothing was attached."),
		    ctx->argument);
		break;
	case ATTACH_FILES:
		ok = take_files(ctx, item, &files);
		break;
	}
	attach_paths_done(&files);
	free(item);
	return ok;
}

/* How the text is understood so far. */
static void
see(const struct desk *desk, const char *text, struct str *out)
{
	struct attach_paths files = { 0 };
	enum attach_meaning meaning = attach_understand(text, &files);
	struct stat st;
	char size[24];

	(void)desk;
	if (meaning == ATTACH_MISSING) {
		str_add(out, _("nothing there yet"));
	} else if (meaning == ATTACH_TITLE && *text) {
		str_add(out, _("title of a new item"));
	} else if (files.count > 1) {
		str_printf(out, ngettext("%zu path", "%zu paths", files.count),
		    files.count);
	} else if (files.count && path_is_dir(files.paths[0])) {
		str_add(out, _("all files in it"));
	} else if (files.count && stat(files.paths[0], &st) == 0) {
		attach_size_text((uint64_t)st.st_size, size);
		str_printf(out, _("a file, %s"), size);
	}
	attach_paths_done(&files);
}

static char *
complete(struct command_ctx *ctx, const char *text)
{
	enum { SHOWN = 6 };
	struct attach_paths others = { 0 };
	char *out = attach_complete_path(text, &others);

	for (size_t i = 0; i < others.count && i < SHOWN && !out; i++)
		str_printf(
		    ctx->message, "%s%s", i ? "   " : "", others.paths[i]);
	if (others.count > SHOWN && !out)
		str_printf(ctx->message,
		    ngettext("   and %zu more", "   and %zu more",
		        others.count - SHOWN),
		    others.count - SHOWN);
	attach_paths_done(&others);
	return out;
}

static void
ask_given(struct command_ctx *ctx, const char *item, char *initial_take)
{
	const char *control = control_id(ctx->desk);
	const char *goes = item_for(ctx, item);

	ctx->ask->label = _("file or title");
	ctx->ask->initial = initial_take;
	ctx->ask->topic = xstrdup(item);
	/* TRANSLATORS: what a file is attached to */
	ctx->ask->note = goes      ? xasprintf(_("for %s"), goes)
	                 : control ? xasprintf(_("supports %s"), control)
	                           : NULL;
	ctx->ask->complete = complete;
	ctx->ask->see = see;
	ctx->ask->done = take_given;
}

bool
app_attach(struct command_ctx *ctx)
{
	char *item = xstrdup(attach_item_at(ctx));
	const char *at = item ? item : "";
	bool ok = ctx->desk->read_only ? app_writable(ctx->app, ctx->err)
	                               : has_place(ctx, at);

	if (ok && ctx->argument && *ctx->argument) {
		ctx->topic = at;
		ok = take_given(ctx);
		ctx->topic = NULL;
	} else if (ok) {
		ask_given(ctx, at, NULL);
	}
	free(item);
	return ok;
}

/* A number with its thousands apart: "1,234". */
static char *
grouped(size_t number)
{
	char *digits = xasprintf("%zu", number);
	size_t len = strlen(digits);
	struct str out = { 0 };

	for (size_t i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			/* TRANSLATORS: between the thousands of a number */
			str_add(&out, _(","));
		str_add_char(&out, digits[i]);
	}
	free(digits);
	return str_steal(&out);
}

/* The topic is the text pasted. */
static bool
take_pasted_title(struct command_ctx *ctx)
{
	char *title = str_fold_space(ctx->argument, strlen(ctx->argument));
	char *id = NULL;
	bool ok = *title || err_set(ctx->err, ERR_INPUT,
	                        _("A text takes a title: nothing was "
	                          "attached yet."));

	ok = ok && app_writable(ctx->app, ctx->err);
	if (ok) {
		struct attach_deed deed = deed_of(ctx, false);

		ok = attach_pasted(&deed, title, ctx->topic, &id, ctx->err);
	}
	if (ok)
		str_printf(ctx->message, _("%s has the pasted text now."), id);
	free(id);
	free(title);
	return ok;
}

static size_t
characters(const char *text)
{
	size_t count = 0;

	for (uint32_t code; *text; count++)
		text = utf8_next(text, &code);
	return count;
}

static void
ask_pasted_title(struct command_ctx *ctx, const char *text)
{
	size_t count = characters(text);
	char *number = grouped(count);
	struct str note = { 0 };

	str_printf(
	    &note, ngettext("%s character", "%s characters", count), number);
	ctx->ask->label = _("title of the pasted text");
	ctx->ask->note = str_steal(&note);
	ctx->ask->topic = xstrdup(text);
	ctx->ask->done = take_pasted_title;
	free(number);
}

/* The same text is here already. */
static bool
take_same_text(struct command_ctx *ctx)
{
	const char *control = control_id(ctx->desk);

	if (*ctx->argument != 'l')
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for nothing here: nothing was attached."),
		    ctx->argument);
	char *link = artifact_link_path(ctx->topic, control);

	changes_add(ctx->changes, link, "supports", NULL);
	str_printf(ctx->message, _("%s supports %s."), ctx->topic, control);
	free(link);
	return true;
}

static bool
offer_same_text(struct command_ctx *ctx, const char *known)
{
	const char *control = control_id(ctx->desk);

	if (is_linked(ctx, known, control)) {
		str_printf(ctx->message,
		    _("%s is this text already, and supports %s."), known,
		    control);
		return true;
	}
	struct str line = { 0 };

	str_printf(&line, _("%s is this text already:"), known);
	str_add(&line, "  ");
	str_printf(&line, _("l link it to %s"), control);
	ctx->ask->label = _("the same text");
	ctx->ask->choices = str_steal(&line);
	ctx->ask->topic = xstrdup(known);
	ctx->ask->done = take_same_text;
	return true;
}

bool
app_paste_too_long(struct app *app, const char *text)
{
	if (strlen(text) <= PASTE_MOST)
		return false;
	app_say(app, _("More than 1 MiB was pasted: nothing was taken. Attach "
	               "it as a file."));
	app->message_bad = true;
	return true;
}

bool
app_paste(struct command_ctx *ctx, const char *text)
{
	struct attach_paths files = { 0 };
	size_t len = strlen(text);
	char sha256[DIGEST_HEX + 1];

	if (!text[strspn(text, " \t\n")])
		return true;
	if (ctx->desk->read_only)
		return app_writable(ctx->app, ctx->err);
	if (attach_understand(text, &files) == ATTACH_FILES) {
		const char *item = attach_item_at(ctx);
		bool ok = has_place(ctx, item ? item : "");

		if (ok)
			ask_given(ctx, item ? item : "", attach_quote(&files));
		attach_paths_done(&files);
		return ok;
	}
	if (!has_place(ctx, ""))
		return false;
	digest_hex(text, len, sha256);
	char *known = attach_known(ctx->desk->session, sha256);
	bool ok = true;

	if (known)
		ok = offer_same_text(ctx, known);
	else
		ask_pasted_title(ctx, text);
	free(known);
	return ok;
}
