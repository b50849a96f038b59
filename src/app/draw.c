/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where everything stands on the canvas: panes, the drawer over them, the
 * status row, and below it hints, what is typed, or a message. */

#include <config.h>

#include "app/app_parts.h"
#include "app/report_ui.h"
#include "base/i18n.h"
#include "base/str.h"
#include "model/session.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum {
	MIN_ROWS = 10,
	MIN_COLS = 40,
	COMPACT_ROWS = 24,
	MESSAGE_ROWS = 4 /* at most */
};

bool
app_too_small(const struct app *app)
{
	return app->rows < MIN_ROWS || app->cols < MIN_COLS;
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

void
app_catch_up(struct app *app, struct pane *pane)
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
draw_drawer(struct app *app, struct pane *pane, struct canvas *canvas, int top,
    int rows)
{
	struct str title = { 0 }, right = { 0 };

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

/* Rows the message takes below the status row: it is read whole, wherever the
 * name of a file in it lies. */
static int
message_rows(const struct app *app)
{
	size_t rows = wrap_count(app_message(app), app->cols - 2);

	return rows < MESSAGE_ROWS ? (int)rows : MESSAGE_ROWS;
}

static void
draw_message(const struct app *app, struct canvas *canvas, int row)
{
	const char *message = app_message(app);
	enum role role = app->message_bad ? ROLE_STRONG : ROLE_TEXT;
	struct wrap wrap = { 0 };

	wrap_text(&wrap, message, app->cols - 2);
	for (size_t i = 0; i < wrap.count && row < app->rows; i++, row++) {
		const char *line = message + wrap.lines[i].start;

		if (row + 1 == app->rows && i + 1 < wrap.count)
			canvas_put_cut(
			    canvas, row, 1, app->cols - 1, role, line);
		else
			canvas_put_n(canvas, row, 1, app->cols - 1, role, line,
			    wrap.lines[i].len);
	}
	wrap_done(&wrap);
}

/* Below the status row. */
static void
draw_foot(const struct app *app, struct canvas *canvas, int row)
{
	const struct pane *drawer =
	    app->drawer_count ? app->drawers[app->drawer_count - 1] : NULL;

	if (drawer && !drawer->ops->input)
		drawer = NULL;
	if (*app_message(app)) {
		if (!drawer || row + 1 < app->rows ||
		    !input_beside_message(app, drawer, canvas))
			draw_message(app, canvas, row);
	} else if (drawer) {
		drawer->ops->input(drawer, &app->desk, canvas, row, app->cols);
	} else {
		status_draw_hints(app, canvas, row);
	}
}

/* Panes, and the drawer that is raised over them, down to a row. */
static void
draw_body(struct app *app, struct canvas *canvas, int end)
{
	int top, rows, taken, row, col;
	struct pane *raised = raised_drawer(app, &taken);

	body_rows(app, &top, &rows);
	draw_panes(app, canvas, top, rows);
	taken = taken < end - top ? taken : end - top;
	canvas_get_cursor(canvas, &row, &col);
	/* the item in question stays in sight above what covers it */
	if (row >= end - taken) {
		canvas_clear(canvas);
		draw_panes(app, canvas, top, end - taken - top);
	}
	if (raised && taken)
		draw_drawer(app, raised, canvas, end - taken, taken);
}

void
app_draw(struct app *app, struct canvas *canvas)
{
	canvas_clear(canvas);
	canvas_cursor(canvas, -1, -1);
	app_take_time(app);
	if (app_too_small(app)) {
		draw_too_small(app, canvas);
		return;
	}
	report_ui_catch_up(app);
	int foot = *app_message(app) ? message_rows(app) : 1;
	int row = app->rows - 1 - foot; /* of the status */

	draw_body(app, canvas, row);
	canvas_fill(canvas, row, 0, app->rows - row, app->cols, ROLE_TEXT);
	if (app->desk.projector) {
		app_draw_wall_top(app, canvas);
		app_draw_wall_status(app, canvas, row);
	} else {
		status_draw_views(app, canvas);
		status_draw(app, canvas, row);
	}
	draw_foot(app, canvas, row + 1);
}
