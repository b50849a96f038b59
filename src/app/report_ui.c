/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Reports from the screen: format, table, copy and file are asked for, a line
 * or a key each. What is known so far stands in the topic of the next question,
 * as it would be typed: "csv controls client /home/me/". */

#include <config.h>

#include "app/report_ui.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "app/attach_paths.h"
#include "app/report_child.h"
#include "app/report_make.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/desk.h"
#include "panes/keymap.h"
#include "report/tables.h"
#include "store/journal.h"
#include "store/xdg.h"

/* Short enough to be no wait for whoever presses a key, long enough for most
 * sessions. */
enum { PATIENCE = 100, LOOK_EVERY = 200, NAMES_MOST = 16 };

struct report_ui {
	struct report_child *child; /* NULL: none runs */
	const struct report_format *format;
	char *path;
	time_t started;
	char *dir;       /* where the last one went, with its slash; or NULL */
	struct str said; /* how it ended, until that was shown */
	bool bad;
};

/* What is asked for. */
struct wish {
	const struct report_format *format;
	const char *table; /* of a list of names; NULL: not known */
	bool copy;         /* known whose */
	bool client;
	const char *path; /* "" : not known */
};

static struct report_ui *
report_of(struct app *app)
{
	if (!app->report)
		app->report = xcalloc(1, sizeof(*app->report));
	return app->report;
}

/* The documents or tables that a format is one of, NULL past the last. A
 * workbook holds all tables. */
static const char *
variant(const struct report_format *format, size_t i, const char **title)
{
	const struct report_document *document;

	if (!(format->traits & REPORT_TABLES) || format->traits & REPORT_BRIEF)
		return NULL;
	if (format->traits & REPORT_RAW) {
		*title = tables_at(i) ? tables_at(i)->title : NULL;
		return tables_at(i) ? tables_at(i)->name : NULL;
	}
	document = report_oscal_at(i);
	if (!document)
		return NULL;
	*title = document->title;
	return document->name;
}

static const char *
find_variant(const struct report_format *format, const char *name)
{
	const char *title, *found;

	for (size_t i = 0; (found = variant(format, i, &title)); i++)
		if (str_equal(found, name))
			return found;
	return NULL;
}

/* The next word, moved past; the caller frees it. */
static char *
take_word(const char **text)
{
	size_t len = strcspn(*text, " ");
	char *word = xstrndup(*text, len);

	*text += len;
	*text += strspn(*text, " ");
	return word;
}

/* Reads as much as is there. */
static bool
read_wish(const char *text, struct wish *wish, struct err *err)
{
	const char *before;
	char *word;

	*wish = (struct wish){ .path = "" };
	text += strspn(text, " ");
	if (!*text)
		return true;
	word = take_word(&text);
	wish->format = reports_find(word);
	if (!wish->format)
		err_set(err, ERR_INPUT,
		    _("No such format: \"%s\". :report alone names them."),
		    word);
	free(word);
	if (!wish->format)
		return false;
	before = text;
	word = take_word(&text);
	wish->table = find_variant(wish->format, word);
	if (wish->table) {
		free(word);
		before = text;
		word = take_word(&text);
	}
	wish->client = str_equal(word, "client");
	wish->copy = wish->client || str_equal(word, "own");
	free(word);
	wish->path = wish->copy ? text : before;
	return true;
}

static char *
wish_text(const struct wish *wish)
{
	return xasprintf("%s%s%s%s %s", wish->format->name,
	    wish->table ? " " : "", wish->table ? wish->table : "",
	    !wish->copy      ? ""
	    : wish->client ? " client"
	                     : " own",
	    wish->path);
}

/* A letter of its own where one is free, else a digit. */
static char
letter_for(const char *name, const char *taken)
{
	for (const char *p = name; *p; p++)
		if (isalpha((unsigned char)*p) && !strchr(taken, *p))
			return *p;
	for (const char *c = "123456789"; *c; c++)
		if (!strchr(taken, *c))
			return *c;
	return '?';
}

/* Formats, or the tables of one. */
static const char *
choice(const struct report_format *format, size_t i, const char **title)
{
	if (format)
		return variant(format, i, title);
	*title = NULL;
	return reports_at(i) ? reports_at(i)->name : NULL;
}

/* "m markdown  h html  ...": the line, and a letter each. */
static void
add_choices(const struct report_format *format, struct str *line,
    char letters[NAMES_MOST + 1])
{
	const char *name, *title;

	memset(letters, 0, NAMES_MOST + 1);
	for (size_t i = 0;
	     i < NAMES_MOST && (name = choice(format, i, &title)); i++) {
		letters[i] = letter_for(name, letters);
		str_printf(line, "%s%c %s", i ? "  " : "", letters[i],
		    title ? _(title) : name);
	}
}

/* What a key stands for, Enter for the first; NULL and *err: for nothing. */
static const char *
chosen(const struct report_format *format, const char *key, struct err *err)
{
	char letters[NAMES_MOST + 1];
	struct str line = { 0 };
	const char *title, *at;

	add_choices(format, &line, letters);
	str_done(&line);
	at = *key ? strchr(letters, tolower((unsigned char)*key)) : letters;
	if (at && *at)
		return choice(format, (size_t)(at - letters), &title);
	err_set(err, ERR_INPUT, _("%s stands for none of these."), key);
	return NULL;
}

static bool ask_rest(struct command_ctx *ctx, struct wish *wish);

static bool
take_format(struct command_ctx *ctx)
{
	const char *name = chosen(NULL, ctx->argument, ctx->err);
	struct wish wish = { .path = ctx->topic };

	if (!name)
		return false;
	wish.format = reports_find(name);
	return ask_rest(ctx, &wish);
}

static bool
take_table(struct command_ctx *ctx)
{
	struct wish wish;

	if (!read_wish(ctx->topic, &wish, ctx->err))
		return false;
	wish.table = chosen(wish.format, ctx->argument, ctx->err);
	return wish.table && ask_rest(ctx, &wish);
}

static bool
take_copy(struct command_ctx *ctx)
{
	struct wish wish;

	if (!read_wish(ctx->topic, &wish, ctx->err))
		return false;
	/* what lacks something can be made again, what was sent is gone */
	wish.client = !*ctx->argument || str_equal(ctx->argument, "c");
	wish.copy = wish.client || str_equal(ctx->argument, "o");
	if (!wish.copy)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for none of these."), ctx->argument);
	return ask_rest(ctx, &wish);
}

/* The session as it stands, for this wish. */
static void
make_view(const struct command_ctx *ctx, const struct wish *wish,
    struct report_view *view, char at[32])
{
	const struct app *app = ctx->app;

	report_view_init(view, ctx->desk, journal_dir(app->journal),
	    app->options.now ? app_now(app) : app_clock(), at);
	view->client = wish->client;
	view->table = wish->table;
}

static char *
file_name(const struct command_ctx *ctx, const struct wish *wish)
{
	struct report_view view;
	char at[32];

	make_view(ctx, wish, &view, at);
	return report_file_name(wish->format, &view);
}

/* The directory of a path, with its slash; "" for the current one. */
static char *
dir_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return xstrndup(path, slash ? (size_t)(slash + 1 - path) : 0);
}

/* Beside the session, or where the last report went. */
static char *
usual_dir(const struct app *app)
{
	const char *session = journal_dir(app->journal);
	const char *name = path_base(session);
	char *real = NULL;

	if (app->report && app->report->dir)
		return xstrdup(app->report->dir);
	/* "." and "a/" do not say what is above */
	if (!*name || *name == '.')
		real = realpath(session, NULL);
	char *dir = dir_of(real ? real : session);

	free(real);
	return dir;
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

/* The outcome for the hint row. */
static void
note_end(struct report_ui *report, enum report_state state,
    const char *sha256, const struct err *err)
{
	char *line;

	str_clear(&report->said);
	report->bad = state == REPORT_FAILED;
	if (report->bad) {
		line = err_line(err);
		str_add(&report->said, line);
		free(line);
	} else {
		str_printf(&report->said, _("Written to %s."), report->path);
		if (*sha256)
			str_printf(&report->said, " %s %s",
			    _("SHA-256 of the list:"), sha256);
		free(report->dir);
		report->dir = dir_of(report->path);
	}
	report_child_free(report->child);
	report->child = NULL;
}

/* Whether it has ended by now, wait_ms from now at the latest. */
static enum report_state
look(struct report_ui *report, int wait_ms, struct err *err)
{
	char sha256[DIGEST_HEX + 1];
	enum report_state state =
	    report_child_look(report->child, wait_ms, sha256, err);

	if (state != REPORT_RUNS)
		note_end(report, state, sha256, err);
	return state;
}

/* Most are there before the next frame; one that is not comes along. */
static bool
begin(struct command_ctx *ctx, const struct wish *wish, const char *path,
    bool replace)
{
	struct report_ui *report = report_of(ctx->app);
	struct report_view view;
	char at[32];

	make_view(ctx, wish, &view, at);
	struct report_order order = { wish->format, &view, path, replace };

	report->child = report_child_start(&order, ctx->err);
	if (!report->child)
		return err_wrap(ctx->err, _("No report was made"));
	report->format = wish->format;
	report->started = app_now(ctx->app);
	free(report->path);
	report->path = xstrdup(path);
	/* who has a clock of his own lets time pass himself */
	if (ctx->app->options.now ||
	    look(report, PATIENCE, ctx->err) == REPORT_RUNS)
		return true;
	if (!report->bad)
		str_add(ctx->message, str_text(&report->said));
	str_clear(&report->said);
	return !report->bad;
}

static bool
take_replace(struct command_ctx *ctx)
{
	struct wish wish;

	if (!str_equal(ctx->argument, "y"))
		return true;
	return read_wish(ctx->topic, &wish, ctx->err) &&
	       begin(ctx, &wish, wish.path, true);
}

/* Never over a file without asking. */
static bool
take_path(struct command_ctx *ctx, const struct wish *wish)
{
	const char *path = wish->path;

	if (!report_check_path(
	        journal_dir(ctx->app->journal), path, ctx->err))
		return false;
	/* a pipe nobody reads would never end */
	if (report_is_device(path))
		return err_set_at(ctx->err, ERR_INPUT, path, 0, 0,
		    _("This is no regular file; name another one."));
	if (!path_exists(path))
		return begin(ctx, wish, path, false);
	/* TRANSLATORS: a file is to be replaced */
	ctx->ask->label = _("replace");
	/* TRANSLATORS: the letter y stays */
	ctx->ask->choices = xasprintf(
	    _("%s is there already:  y replace it   Esc leave it"), path);
	ctx->ask->topic = wish_text(wish);
	ctx->ask->done = take_replace;
	return true;
}

/* As it is typed: ~ for the home directory, a directory for the usual name in
 * it. */
static char *
whole_path(
    const struct command_ctx *ctx, const struct wish *wish, const char *text)
{
	const char *home = xdg_user();
	size_t len = strlen(text);

	while (len && isspace((unsigned char)text[len - 1]))
		len--;
	char *path = home && str_starts(text, "~/")
	                 ? xasprintf("%s%.*s", home, (int)len - 1, text + 1)
	                 : xstrndup(text, len);

	if (!path_is_dir(path))
		return path;
	char *name = file_name(ctx, wish), *file = path_join(path, name);

	free(name);
	free(path);
	return file;
}

static bool
go_to(struct command_ctx *ctx, struct wish *wish, const char *text)
{
	char *path = whole_path(ctx, wish, text);

	wish->path = path;
	bool ok = !*path || take_path(ctx, wish);

	free(path);
	wish->path = "";
	return ok;
}

static bool
take_file(struct command_ctx *ctx)
{
	struct wish wish;

	return read_wish(ctx->topic, &wish, ctx->err) &&
	       go_to(ctx, &wish, ctx->argument + strspn(ctx->argument, " "));
}

static void
ask_file(struct command_ctx *ctx, const struct wish *wish)
{
	char *dir = usual_dir(ctx->app), *name = file_name(ctx, wish);

	/* TRANSLATORS: asks for the path of a file */
	ctx->ask->label = _("write to");
	ctx->ask->initial = xasprintf("%s%s", dir, name);
	ctx->ask->note = wish->client ? xstrdup(_("the client's copy")) : NULL;
	ctx->ask->complete = complete;
	ctx->ask->done = take_file;
	free(name);
	free(dir);
}

/* Asks for what is not known yet, or begins. */
static bool
ask_rest(struct command_ctx *ctx, struct wish *wish)
{
	struct str line = { 0 };
	char letters[NAMES_MOST + 1];
	const char *title;
	bool several = wish->format && variant(wish->format, 0, &title);

	if (wish->format && wish->copy && (wish->table || !several) &&
	    *wish->path)
		return go_to(ctx, wish, wish->path);
	ctx->ask->topic =
	    wish->format ? wish_text(wish) : xstrdup(wish->path);
	if (!wish->format || (several && !wish->table)) {
		add_choices(wish->format, &line, letters);
		ctx->ask->label = wish->format ? _("table") : _("report");
		ctx->ask->done = wish->format ? take_table : take_format;
	} else if (!wish->copy) {
		ctx->ask->label = _("copy");
		/* TRANSLATORS: the letters c and o stay */
		str_add(&line, _("c the client's copy, without what is "
		                 "private  o your own"));
		ctx->ask->done = take_copy;
	} else {
		ask_file(ctx, wish);
	}
	if (line.len)
		ctx->ask->choices = str_steal(&line);
	return true;
}

static bool
take_stop(struct command_ctx *ctx)
{
	struct report_ui *report = ctx->app->report;

	if (!str_equal(ctx->argument, "s") || !report_ui_runs(ctx->app))
		return true;
	if (!report_child_may_stop(report->child)) {
		str_add(ctx->message, _("It is being written already."));
		return true;
	}
	report_child_free(report->child);
	report->child = NULL;
	str_add(ctx->message, _("Stopped: no report was written."));
	return true;
}

static void
ask_stop(struct command_ctx *ctx)
{
	struct str line = { 0 };

	report_ui_progress(ctx->app, &line);
	/* TRANSLATORS: the letter s stays */
	str_add(&line, _("  s stop it   Esc let it go on"));
	ctx->ask->label = _("stop");
	ctx->ask->choices = str_steal(&line);
	ctx->ask->done = take_stop;
}

bool
commands_report(struct command_ctx *ctx)
{
	struct wish wish;

	if (!ctx->desk->session)
		return err_set(ctx->err, ERR_INPUT,
		    _("Nothing is recorded yet: the first answer starts a "
		      "session."));
	if (report_ui_runs(ctx->app)) {
		ask_stop(ctx);
		return true;
	}
	return read_wish(ctx->argument ? ctx->argument : "", &wish, ctx->err) &&
	       ask_rest(ctx, &wish);
}

bool
report_ui_runs(const struct app *app)
{
	return app->report && app->report->child;
}

int
report_ui_timeout(const struct app *app)
{
	return report_ui_runs(app) ? LOOK_EVERY : -1;
}

static void
show_end(struct app *app)
{
	struct report_ui *report = app->report;

	app_say(app, "%s", str_text(&report->said));
	app->message_bad = report->bad;
	/* where it went is nothing for the wall */
	app->quoted = !app->desk.projector;
	str_clear(&report->said);
}

void
report_ui_tick(struct app *app)
{
	struct err err = { 0 };

	if (!report_ui_runs(app))
		return;
	if (look(app->report, app->options.now ? -1 : 0, &err) !=
	        REPORT_RUNS &&
	    !app->drawer_count)
		show_end(app);
	err_done(&err);
}

void
report_ui_catch_up(struct app *app)
{
	if (app->report && app->report->said.len && !app->drawer_count &&
	    !app->message.len)
		show_end(app);
}

void
report_ui_progress(const struct app *app, struct str *out)
{
	if (!report_ui_runs(app))
		return;
	long long seconds = app_now(app) - app->report->started;

	if (seconds > 0)
		/* TRANSLATORS: a format and seconds, while one works on */
		str_printf(out, _("Report: writing %s, %lld s"),
		    app->report->format->name, seconds);
	else
		str_printf(out, _("Report: writing %s"),
		    app->report->format->name);
}

void
report_ui_done(struct app *app)
{
	struct report_ui *report = app->report;

	if (!report)
		return;
	report_child_free(report->child);
	free(report->path);
	free(report->dir);
	str_done(&report->said);
	free(report);
	app->report = NULL;
}
