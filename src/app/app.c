/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The program behind the screen: keys in, a canvas out. */

#include <config.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "app/attach.h"
#include "app/report_ui.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/records.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "store/journal.h"
#include "ui/canvas.h"

/* Half-typed text is kept this often while it changes. */
enum { DRAFT_SECONDS = 5, LONGEST_WAIT = 60 };

time_t
app_now(const struct app *app)
{
	return app->options.now ? app->options.now(app->options.now_data)
	                        : time(NULL);
}

void
app_take_time(struct app *app)
{
	struct desk *desk = &app->desk;

	desk->now = app_now(app);
	/* it may be past midnight */
	desk_set_today(desk, app_today(app));
	app_format_time((time_t)desk->now, desk->at);
	snprintf(desk->clock, sizeof(desk->clock), "%.5s", desk->at + 11);
}

void
app_say(struct app *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_clear(&app->message);
	str_vprintf(&app->message, format, args);
	app->message_bad = false;
	va_end(args);
}

static void
complain(struct app *app, struct err *err)
{
	char *line = err_line(err);

	str_clear(&app->message);
	str_add(&app->message, line);
	app->message_bad = true;
	free(line);
	err_done(err);
}

struct pane *
app_focused(const struct app *app)
{
	return app->desk.projector
	    ? app->wall
	    : app->panes[app->view][app->focus[app->view]];
}

void
app_focus(struct app *app, const char *name)
{
	for (size_t i = 0; i < VIEW_PANES; i++)
		if (views[app->view].panes[i] &&
		    str_equal(views[app->view].panes[i]->name, name))
			app->focus[app->view] = i;
}

/* The pane at the right of the focused one, if there is one. */
static void
focus_beside(struct app *app)
{
	size_t *focus = &app->focus[app->view];

	if (*focus + 1 < VIEW_PANES && views[app->view].panes[*focus + 1])
		++*focus;
}

void
app_show_view(struct app *app, size_t view)
{
	if (view != app->view)
		app->view_back = app->view;
	app->view = view;
	for (size_t i = 0; i < VIEW_PANES; i++) {
		const struct pane_ops *ops = views[view].panes[i];

		if (!ops || app->panes[view][i])
			continue;
		app->panes[view][i] = ops->open();
		app->panes[view][i]->ops = ops;
		app->panes[view][i]->keymap = app->keymap;
	}
}

void
app_push_drawer(struct app *app, struct pane *pane)
{
	while (app->drawer_count >= DRAWERS)
		app_pop_drawer(app);
	pane->keymap = app->keymap;
	app->drawers[app->drawer_count++] = pane;
}

void
app_pop_drawer(struct app *app)
{
	struct pane *pane = app->drawers[--app->drawer_count];

	app_drop_draft(app, pane);
	pane->ops->done(pane);
	app->draft_due = 0;
}

/* Too small for anything but leaving: nobody ticks blind. */
void
app_resize(struct app *app, int rows, int cols)
{
	app->rows = rows;
	app->cols = cols;
}

/* Does a view show the place one is at? */
static bool
shows_place(const struct view *view)
{
	static const char *const names[] = { "assess", "interview", "compare" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal(view->name, names[i]))
			return true;
	return false;
}

static void serve(struct app *app, struct pane *pane,
    bool (*call)(struct command_ctx *ctx, void *data), void *data,
    const char *argument);

static bool
call_file(struct command_ctx *ctx, void *data)
{
	const enum command_next *what = data;

	return *what == NEXT_ATTACH ? app_attach(ctx) : app_open_file(ctx);
}

/* What a handler has left to be done, apart from recording. */
static void
follow(struct app *app, struct command_ctx *ctx, size_t drawers)
{
	struct err err = { 0 };

	if (ctx->next == NEXT_CLOSE || ctx->next == NEXT_RUN ||
	    ctx->next == NEXT_ASSESS)
		while (app->drawer_count >= drawers && app->drawer_count)
			app_pop_drawer(app);
	if (ctx->next == NEXT_FOCUS_LEVELS)
		app_focus(app, "levels");
	else if (ctx->next == NEXT_FOCUS_TREE)
		app_focus(app, "tree");
	else if (ctx->next == NEXT_FOCUS_BESIDE)
		focus_beside(app);
	else if (ctx->next == NEXT_ASSESS) {
		if (!shows_place(&views[app->view]))
			app_show_view(app, 0);
		app_focus(app, "levels");
	} else if (ctx->next == NEXT_EDITOR)
		app_edit_note(app, &err);
	else if (ctx->next == NEXT_BACK)
		app_back_to(app, ctx->back_seq, &err);
	if (ctx->ask->done)
		app_push_drawer(app, prompt_open_take(ctx->ask));
	if (ctx->open_drawer)
		app_push_drawer(app, ctx->open_drawer);
	if (ctx->next == NEXT_RUN && ctx->run)
		app_run(app, ctx->run, ctx->run_argument);
	else if (ctx->next == NEXT_ATTACH || ctx->next == NEXT_OPEN_FILE)
		serve(app, app_focused(app), call_file, &ctx->next,
		    ctx->run_argument);
	free(ctx->run_argument);
	if (err.code)
		complain(app, &err);
}

/* "OPS-03: 15 of 15 answered, level 2-3": the control's last criterion. */
static void
say_end(struct app *app)
{
	struct desk *desk = &app->desk;
	const struct rating *r = desk_rating(desk, desk->spot.control);
	char level[16];

	desk_level_text(desk, desk->spot.control, level);
	app_say(app,
	    /* TRANSLATORS: after a control's last criterion was answered */
	    _("%s: %zu of %zu answered, level %s. J next control, Tab "
	      "evidence, L conclude."),
	    catalog_string(desk->catalog, CONTROL_ID, desk->spot.control),
	    r->answered, r->of, level);
}

/* Calls a handler or a drawer's key with everything it may need, and does what
 * it asks for. `call` returns false when *err is set. */
static void
serve(struct app *app, struct pane *pane,
    bool (*call)(struct command_ctx *ctx, void *data), void *data,
    const char *argument)
{
	struct changes changes = { 0 };
	struct err err = { 0 };
	struct ask ask = { 0 };
	struct str message = { 0 };
	struct spot before = app->desk.spot, last = app->desk.last;
	struct desk_objective objective = app->desk.objective;
	size_t drawers = app->drawer_count;
	char *said = xstrdup(app->desk.said);
	struct command_ctx ctx = {
		.desk = &app->desk,
		.pane = pane,
		.argument = argument,
		.changes = &changes,
		.message = &message,
		.err = &err,
		.app = app,
		.ask = &ask,
	};

	app->desk.at_end = false;
	bool ok = call(&ctx, data) && !err.code && app_refuse_sealed(&ctx);

	if (ok && changes.count)
		ok = app_record(app, &changes, &err);
	if (!ok) {
		/* what was typed is not thrown away with its drawer */
		if (changes.count &&
		    (ctx.next == NEXT_CLOSE || ctx.next == NEXT_RUN))
			ctx.next = NEXT_NONE;
		app->desk.spot = before;
		app->desk.last = last;
		app->desk.objective = objective;
		ask_done(&ask);
	}
	if (ok && !app->message.len && message.len)
		app_say(app, "%s", str_text(&message));
	if (ok && app->desk.at_end && !app->message.len)
		say_end(app);
	follow(app, &ctx, drawers);
	if (err.code)
		complain(app, &err);
	/* who spoke is known again after a crash */
	if (!str_equal(said, app->desk.said))
		resume_save(app);
	free(said);
	str_done(&message);
	changes_done(&changes);
}

static bool
call_command(struct command_ctx *ctx, void *data)
{
	const struct command *command = data;

	return command->run(ctx);
}

void
app_run(struct app *app, const struct command *command, const char *argument)
{
	struct pane *pane = app->drawer_count
	                        ? app->drawers[app->drawer_count - 1]
	                        : app_focused(app);

	if (app_may_run(app, command))
		serve(app, pane, call_command, (void *)(uintptr_t)command,
		    argument);
}

struct typed {
	key_code key;
	const char *pasted;
	bool taken;
};

static bool
call_drawer(struct command_ctx *ctx, void *data)
{
	struct typed *typed = data;
	struct pane *pane = ctx->pane;

	if (typed->key == KEY_CODE_PASTE) {
		if (pane->ops->paste)
			pane->ops->paste(pane, typed->pasted, ctx);
		typed->taken = true;
	} else {
		typed->taken = pane->ops->key(pane, typed->key, ctx);
	}
	return !ctx->err->code;
}

/* The command of a key: the pane's tables, the nearest first, then the
 * program's. */
static const struct command *
find_command(const struct app *app, const struct pane *pane, key_code key)
{
	const struct command *found = NULL;
	const struct command_table *const *table = pane->ops->tables;

	for (; !found && table && *table; table++)
		found = keymap_find(app->keymap, *table, key);
	if (!found)
		found = keymap_find(app->keymap, &room_table, key);
	return found ? found : keymap_find(app->keymap, &global_table, key);
}

static void
unknown_key(struct app *app, key_code key)
{
	char name[16];

	app_say(app, _("%s does nothing here. ? shows the keys."),
	    key_word(key, name));
}

static bool
call_paste(struct command_ctx *ctx, void *data)
{
	return app_paste(ctx, data);
}

void
app_key(struct app *app, key_code key, const char *pasted)
{
	app_settle(app);
	if (app->finished)
		return;
	struct pane *pane = app_focused(app);

	if (app_too_small(app)) {
		const struct command *command =
		    keymap_find(app->keymap, &global_table, key);

		if (command && (str_equal(command->name, "quit") ||
		                   str_equal(command->name, "suspend")))
			app_run(app, command, NULL);
		return;
	}
	app_take_time(app);
	str_clear(&app->message);
	/* what is cut at the limit must not pass for the whole */
	if (pasted && app_paste_too_long(app, pasted))
		return;
	if (app_take_over_key(app, key))
		return;
	if (app->drawer_count) {
		struct typed typed = { key, pasted, false };

		pane = app->drawers[app->drawer_count - 1];
		app->quoted = pane->ops != &prompt_ops;
		app_catch_up(app, pane);
		serve(app, pane, call_drawer, &typed, NULL);
		/* the drawer may be another one now */
		if (app->drawer_count && !app->draft_due &&
		    app->drawers[app->drawer_count - 1]->ops->draft)
			app->draft_due = app_now(app) + DRAFT_SECONDS;
		if (typed.taken)
			return;
	} else {
		app_catch_up(app, pane);
	}
	app->quoted = true;
	if (key == KEY_CODE_PASTE) {
		if (pasted && !app->desk.projector)
			serve(app, pane, call_paste,
			    (void *)(uintptr_t)pasted, NULL);
		return;
	}
	const struct command *command = find_command(app, pane, key);

	if (command)
		app_run(app, command, NULL);
	else
		unknown_key(app, key);
}

bool
app_finished(const struct app *app)
{
	return app->finished;
}

enum app_wish
app_take_wish(struct app *app)
{
	enum app_wish wish = app->wish;

	app->wish = WISH_NONE;
	return wish;
}

/* When the next minute of a slot's clock is to be seen; 0: none is shown. */
static time_t
minute_due(const struct app *app, time_t now)
{
	const struct desk *desk = &app->desk;
	bool runs = desk->slot &&
	            record_get(desk->session, "slots", desk->slot, "running");

	if (!runs || desk->projector || app_too_small(app) ||
	    !str_equal(views[app->view].name, "interview"))
		return 0;
	return now - now % 60 + 60;
}

int
app_timeout(const struct app *app)
{
	time_t due = app->draft_due, now = app_now(app);
	time_t minute = minute_due(app, now);
	int report = report_ui_timeout(app);

	if (app_unsettled(app))
		return 0;
	if (app->retry_due && (!due || app->retry_due < due))
		due = app->retry_due;
	if (minute && (!due || minute < due))
		due = minute;
	if (!due || (report >= 0 && due > now))
		return report;
	/* a clock that was set back makes it no longer than this */
	if (due - now > LONGEST_WAIT)
		due = now + LONGEST_WAIT;
	return due > now ? (int)(due - now) * 1000 : 0;
}

void
app_tick(struct app *app)
{
	time_t now = app_now(app);

	app_settle(app);
	if (app->draft_due && now >= app->draft_due)
		app_keep_draft(app);
	if (app->retry_due && now >= app->retry_due)
		app_retry(app);
	report_ui_tick(app);
}
