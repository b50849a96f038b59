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
#include "ui/wrap.h"

/* Half-typed text is kept this often while it changes. */
enum { DRAFT_SECONDS = 5, LONGEST_WAIT = 60 };
enum { MIN_ROWS = 10, MIN_COLS = 40, COMPACT_ROWS = 24 };

time_t
app_now(const struct app *app)
{
	return app->options.now ? app->options.now(app->options.now_data)
	                        : time(NULL);
}

/* What time it is for all that shows or records it. */
static void
take_time(struct app *app)
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
static bool
too_small(const struct app *app)
{
	return app->rows < MIN_ROWS || app->cols < MIN_COLS;
}

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

/* The rows between the first one and the bottom two. */
static void
body_rows(const struct app *app, int *top, int *rows)
{
	bool airy = app->rows >= 30;

	*top = airy ? 2 : 1;
	*rows = app->rows - 2 - *top - airy;
}

static void
place_panes(struct app *app, int top, int rows)
{
	struct pane **panes = app->panes[app->view];
	size_t focus = app->focus[app->view];

	views[app->view].layout(
	    panes, focus, (struct rect){ top, 0, rows, app->cols }, &app->desk);
	for (size_t i = 0; i < VIEW_PANES; i++) {
		if (!panes[i])
			continue;
		panes[i]->focused = i == focus;
		panes[i]->compact = app->rows < COMPACT_ROWS;
		panes[i]->headed = panes[i]->ops->head && status_has_head(app);
	}
}

static struct fitted
what_fits(const struct app *app, const struct pane *pane)
{
	return (struct fitted){ pane,
		app->session ? session_commits(app->session) : 0,
		app->desk.spot.control };
}

/* Several keys may come before one frame: what the last one changed is known
 * to the pane before the next one means something there. */
static void
catch_up(struct app *app, struct pane *pane)
{
	struct fitted now = what_fits(app, pane);
	int top, rows;

	if (app->desk.projector ||
	    (now.pane == app->fitted.pane &&
	        now.commits == app->fitted.commits &&
	        now.control == app->fitted.control))
		return;
	if (!app->drawer_count && pane->rect.rows < 1) {
		body_rows(app, &top, &rows);
		place_panes(app, top, rows);
	}
	if (pane->rect.rows > 0)
		pane->ops->fit(pane, &app->desk);
	app->fitted = now;
}

void
app_key(struct app *app, key_code key, const char *pasted)
{
	app_settle(app);
	if (app->finished)
		return;
	struct pane *pane = app_focused(app);

	if (too_small(app)) {
		const struct command *command =
		    keymap_find(app->keymap, &global_table, key);

		if (command && (str_equal(command->name, "quit") ||
		                   str_equal(command->name, "suspend")))
			app_run(app, command, NULL);
		return;
	}
	take_time(app);
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
		catch_up(app, pane);
		serve(app, pane, call_drawer, &typed, NULL);
		/* the drawer may be another one now */
		if (app->drawer_count && !app->draft_due &&
		    app->drawers[app->drawer_count - 1]->ops->draft)
			app->draft_due = app_now(app) + DRAFT_SECONDS;
		if (typed.taken)
			return;
	} else {
		catch_up(app, pane);
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

static void
draw_too_small(const struct app *app, struct canvas *canvas)
{
	struct str text = { 0 };
	struct wrap wrap = { 0 };

	str_printf(&text,
	    _("assay needs %d columns and %d rows. This is %d by "
	      "%d."),
	    MIN_COLS, MIN_ROWS, app->cols, app->rows);
	str_add(&text, "\n\n");
	str_add(&text,
	    app->desk.queued
	        ? _("NOT SAVED yet. Make the window larger.")
	        : _("All is saved. Make the window larger, or q to leave."));
	wrap_text(&wrap, str_text(&text), app->cols > 2 ? app->cols - 2 : 1);
	for (size_t i = 0; i < wrap.count; i++)
		canvas_put_n(canvas, (int)i + (app->rows > 4), app->cols > 2,
		    app->cols - 2 > 0 ? app->cols - 2 : 1, ROLE_TEXT,
		    str_text(&text) + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
	str_done(&text);
}

static void
draw_panes(struct app *app, struct canvas *canvas, int top, int rows)
{
	struct pane **panes = app->panes[app->view];

	if (app->desk.projector) {
		app_draw_wall(
		    app, canvas, (struct rect){ top, 0, rows, app->cols });
		return;
	}
	place_panes(app, top, rows);
	for (size_t i = 0; i < VIEW_PANES; i++) {
		if (!panes[i] || panes[i]->rect.rows < 1)
			continue;
		panes[i]->ops->fit(panes[i], &app->desk);
		panes[i]->ops->draw(panes[i], &app->desk, canvas);
	}
	app->fitted = what_fits(app, app_focused(app));
}

/* Rows the drawer takes, its bar included; 0: it lives in the hint row. */
static int
drawer_rows(const struct app *app, const struct pane *pane)
{
	int most = app->rows <= 24 ? app->rows - 5 : app->rows * 2 / 3;
	int want = pane->ops->want(pane, &app->desk, app->cols);

	if (want > 0)
		want++;
	return want > most ? most : want;
}

static void
draw_drawer(struct app *app, struct pane *pane, struct canvas *canvas, int rows)
{
	struct str title = { 0 }, right = { 0 };
	int top = app->rows - 2 - rows;

	canvas_fill(canvas, top, 0, rows, app->cols, ROLE_TEXT);
	pane->rect = (struct rect){ top + 1, 0, rows - 1, app->cols };
	pane->focused = true;
	pane->ops->fit(pane, &app->desk);
	pane->ops->bar(pane, &app->desk, &title, &right);
	canvas_bar(
	    canvas, top, 0, app->cols, str_text(&title), str_text(&right));
	pane->ops->draw(pane, &app->desk, canvas);
	str_done(&title);
	str_done(&right);
}

/* What was typed and the message about it in one row; false, and nothing
 * drawn, where they do not fit side by side. */
static bool
input_beside_message(
    const struct app *app, const struct pane *drawer, struct canvas *canvas)
{
	enum { GAP = 3 };
	int line = app->rows - 1, row, col;
	const char *message = app_message(app);
	int from = app->cols - 1 - text_cells(message);

	if (from <= 0)
		return false;
	drawer->ops->input(drawer, &app->desk, canvas, line, app->cols);
	canvas_get_cursor(canvas, &row, &col);
	bool fits = row == line && col + GAP <= from;

	canvas_fill(canvas, line, fits ? col + 1 : 0, 1,
	    app->cols - (fits ? col + 1 : 0), ROLE_TEXT);
	if (fits)
		canvas_put(canvas, line, from, app->cols - from,
		    app->message_bad ? ROLE_STRONG : ROLE_TEXT,
		    message);
	return fits;
}

/* The uppermost drawer that takes rows, and how many: a question in the hint
 * row leaves the one below in sight. */
static struct pane *
raised_drawer(const struct app *app, int *rows)
{
	for (size_t i = app->drawer_count; i-- > 0;)
		if ((*rows = drawer_rows(app, app->drawers[i])) > 0)
			return app->drawers[i];
	*rows = 0;
	return NULL;
}

void
app_draw(struct app *app, struct canvas *canvas)
{
	canvas_clear(canvas);
	canvas_cursor(canvas, -1, -1);
	take_time(app);
	if (too_small(app)) {
		draw_too_small(app, canvas);
		return;
	}
	report_ui_catch_up(app);
	struct pane *drawer =
	    app->drawer_count ? app->drawers[app->drawer_count - 1] : NULL;
	int top, rows;
	int taken;
	struct pane *raised = raised_drawer(app, &taken);

	body_rows(app, &top, &rows);
	draw_panes(app, canvas, top, rows);
	if (taken) {
		int row, col;

		/* the item in question stays in sight above the drawer */
		canvas_get_cursor(canvas, &row, &col);
		if (row >= app->rows - 2 - taken) {
			canvas_clear(canvas);
			draw_panes(
			    app, canvas, top, app->rows - 2 - taken - top);
		}
		draw_drawer(app, raised, canvas, taken);
	}
	if (app->desk.projector) {
		app_draw_wall_top(app, canvas);
		app_draw_wall_status(app, canvas, app->rows - 2);
	} else {
		status_draw_views(app, canvas);
		status_draw(app, canvas, app->rows - 2);
	}
	if (!drawer || !drawer->ops->input ||
	    (*app_message(app) && !input_beside_message(app, drawer, canvas)))
		status_draw_hints(app, canvas, app->rows - 1);
	else if (!*app_message(app))
		drawer->ops->input(
		    drawer, &app->desk, canvas, app->rows - 1, app->cols);
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

	if (!runs || desk->projector || too_small(app) ||
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
