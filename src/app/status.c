/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The first row and the last two: views, standing, hints. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "app/report_ui.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/catalog.h"
#include "model/seals.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "panes/objective.h"
#include "panes/verdict.h"
#include "store/journal.h"
#include "ui/canvas.h"

/* One name in the first row: "[1 Assess]" when current. */
static int
draw_tab(struct canvas *canvas, int col, const char *name, bool current)
{
	char *text = xasprintf(current ? "[%s]" : " %s ", name);
	int used = canvas_put(canvas, 0, col, canvas_cols(canvas) - col,
	    current ? ROLE_BAR : ROLE_QUIET, text);

	free(text);
	return used;
}

/* One pane at a time: the view, then its panes as tabs. */
static void
draw_pane_tabs(const struct app *app, struct canvas *canvas, int col)
{
	const struct view *view = &views[app->view];

	for (size_t i = 0; i < VIEW_PANES && view->panes[i]; i++)
		col += draw_tab(canvas, col, _(view->panes[i]->title),
		    i == app->focus[app->view]);
}

static char *
view_name(size_t view)
{
	if (!views[view].digit)
		return xstrdup(_(views[view].title));
	return xasprintf("%c %s", views[view].digit, _(views[view].title));
}

/* The same as wide as it is drawn. */
static int
view_cells(size_t view)
{
	return text_cells(_(views[view].title)) + (views[view].digit ? 2 : 0);
}

/* Views without a digit are named while they are shown. */
static bool
is_named(const struct app *app, size_t view)
{
	return views[view].digit || view == app->view;
}

/* Do the names of all views fit beside the loud word? */
static bool
all_views_fit(const struct app *app, int cols)
{
	int width = 0;

	for (size_t i = 0; i < views_count(); i++)
		if (is_named(app, i))
			width += view_cells(i) + 2;
	return width <= cols;
}

/* What is loud in the first row; NULL: nothing. */
static const char *
loud_word(const struct app *app)
{
	if (app->desk.queued)
		return _("NOT SAVED");
	if (app->journal && journal_damage(app->journal))
		return _("DAMAGED");
	if (app->seal)
		return _("SEALED");
	return app->desk.read_only ? _("READ ONLY") : NULL;
}

static int
loud_width(const struct app *app)
{
	return loud_word(app) ? text_cells(loud_word(app)) + 2 : 0;
}

bool
status_has_head(const struct app *app)
{
	enum { LEAST = 44 };
	int room = app->cols - loud_width(app) - view_cells(app->view) - 2;

	return room >= LEAST &&
	       !layout_has_tabs(&views[app->view], app->cols) &&
	       !all_views_fit(app, app->cols - loud_width(app));
}

void
status_draw_views(const struct app *app, struct canvas *canvas)
{
	const struct pane *pane = app->panes[app->view][0];
	bool tabs = layout_has_tabs(&views[app->view], app->cols);
	int col = 0, loud_cells = loud_width(app);
	const char *loud = loud_word(app);

	bool all = !tabs && all_views_fit(app, app->cols - loud_cells);

	for (size_t i = 0; i < views_count(); i++) {
		if (!is_named(app, i) || (!all && i != app->view))
			continue;
		char *name = view_name(i);

		col += draw_tab(canvas, col, name, i == app->view);
		free(name);
	}
	if (tabs)
		draw_pane_tabs(app, canvas, col + 1);
	if (pane->headed)
		pane->ops->head(pane, &app->desk, canvas, 0, col,
		    app->cols - loud_cells - col);
	if (loud)
		canvas_put_right(canvas, 0, app->cols - loud_cells,
		    loud_cells - 1, ROLE_LOUD, loud);
}

/* Parts of the status line in the order they go when there is no room: the
 * smallest `keep` first. */
struct part {
	struct str text;
	int keep;
	enum role role;
};
enum { PARTS = 9 };

static void
add_session(const struct app *app, struct part *parts, size_t *count)
{
	struct part *name = &parts[(*count)++];
	struct part *saved = &parts[(*count)++];
	const char *title =
	    app->session ? session_get(app->session, "session/title") : NULL;

	name->keep = 1;
	saved->keep = 9;
	if (!app->session) {
		str_add(&name->text, _("no session yet"));
		name->keep = 8;
		str_printf(&saved->text, "%s %s",
		    catalog_string(app->catalog, PACK_ID, 0),
		    catalog_string(app->catalog, PACK_VERSION, 0));
		saved->keep = 1;
		return;
	}
	if (app->desk.queued) {
		str_printf(&saved->text,
		    ngettext("NOT SAVED  %zu answer", "NOT SAVED  %zu answers",
		        app->desk.queued),
		    app->desk.queued);
		saved->role = ROLE_LOUD;
	} else if (app->seal) {
		struct seal_state state;

		seals_standing(app->session, &state);
		str_printf(&saved->text, "%s %.10s", _("SEALED"), state.at);
		saved->role = ROLE_LOUD;
		str_add(&parts[*count].text, app->seal_short);
		parts[(*count)++].keep = 8;
	} else if (app->desk.read_only) {
		str_add(&saved->text, _("READ ONLY"));
		saved->role = ROLE_LOUD;
	} else if (app->desk.saved) {
		str_printf(&saved->text, _("saved %s"), app->desk.saved);
	} else {
		str_add(&saved->text, _("nothing to save"));
	}
	str_add(
	    &name->text, title ? title : path_base(journal_dir(app->journal)));
}

static void
add_progress(const struct app *app, struct part *parts, size_t *count)
{
	const struct desk *desk = &app->desk;
	struct part *part = &parts[(*count)++];
	size_t answered, of;

	part->keep = 3;
	desk_progress(desk, &answered, &of);
	if (of)
		str_printf(&part->text, _("%zu of %zu  %zu %%"), answered, of,
		    100 * answered / of);
	if (desk->spot.control == CATALOG_NONE)
		return;
	if (objective_only(desk, desk->spot.control)) {
		part = &parts[(*count)++];
		part->keep = 7;
		str_printf(&part->text, "%s  %s",
		    catalog_string(
		        desk->catalog, CONTROL_ID, desk->spot.control),
		    objective_word(
		        desk_standing(desk, desk->spot.control)->designation));
		return;
	}
	const struct rating *r = desk_rating(desk, desk->spot.control);
	char level[16];

	part = &parts[(*count)++];
	part->keep = 4;
	str_printf(&part->text, _("%s  %zu of %zu"),
	    catalog_string(desk->catalog, CONTROL_ID, desk->spot.control),
	    r->answered, r->of);
	part = &parts[(*count)++];
	part->keep = 7;
	desk_level_text(desk, desk->spot.control, level);
	if (str_equal(level, "-"))
		str_add(&part->text, _("not rated"));
	else if (str_equal(level, "out"))
		str_add(&part->text, _("out of scope"));
	else
		str_printf(&part->text, _("level %s"), level);
	if (r->target_asked < 0)
		return;
	part = &parts[(*count)++];
	part->keep = 2;
	verdict_target(r->target_asked, r->target_effective, &part->text);
}

/* The filter, where the tree does not show it. */
static void
add_filter(const struct app *app, struct part *parts, size_t *count)
{
	struct part *part = &parts[(*count)++];
	const struct pane *tree = app->panes[app->view][0];
	const char *filter = desk_filter(&app->desk);
	struct str *text = &part->text;
	int most = app->cols < 60 ? 7 : app->cols / 5;

	part->keep = 9;
	if (!filter || (tree->ops == &tree_ops && tree->rect.rows > 0))
		return;
	str_printf(text, "& %s", filter);
	if (text_cells(str_text(text)) <= most)
		return;
	while (text_cells(str_text(text)) >= most)
		str_truncate(text,
		    (size_t)(utf8_previous(text->data, text->data + text->len) -
		             text->data));
	str_add_char(text, '~');
}

/* Leaves out the least needed parts until the rest fits. */
static void
make_room(struct part *parts, size_t count, int cols)
{
	for (;;) {
		int width = 0;
		struct part *least = NULL;

		for (size_t i = 0; i < count; i++) {
			if (!parts[i].text.len)
				continue;
			width += text_cells(str_text(&parts[i].text)) + 3;
			if (!least || parts[i].keep < least->keep)
				least = &parts[i];
		}
		if (width <= cols || !least || least->keep >= 9)
			return;
		str_clear(&least->text);
	}
}

void
status_draw(const struct app *app, struct canvas *canvas, int row)
{
	struct part parts[PARTS] = { 0 };
	size_t count = 0;
	int col = 1;
	const char *who = app->desk.assessor ? app->desk.assessor : "";

	add_session(app, parts, &count);
	add_filter(app, parts, &count);
	add_progress(app, parts, &count);
	/* what is wrong comes first */
	if (parts[1].role == ROLE_LOUD) {
		struct part loud = parts[1];

		parts[1] = parts[0];
		parts[0] = loud;
	}
	make_room(parts, count, app->cols - 1);
	for (size_t i = 0; i < count; i++) {
		if (parts[i].text.len)
			col += canvas_put_cut(canvas, row, col, app->cols - col,
			           parts[i].role ? parts[i].role : ROLE_QUIET,
			           str_text(&parts[i].text)) +
			       3;
		str_done(&parts[i].text);
	}
	if (col + text_cells(who) < app->cols)
		canvas_put_right(
		    canvas, row, col, app->cols - 1 - col, ROLE_QUIET, who);
}

/* "m met" for a command by its name; nothing when it has no key. */
static char *
hint(const struct app *app, const char *name)
{
	const struct command *command = keymap_by_name(app->keymap, name, NULL);
	char key[16];

	if (!command || !command->hint)
		return NULL;
	keymap_first_key(app->keymap, command, key);
	return *key ? xasprintf("%s %s", key, _(command->hint)) : NULL;
}

/* What stands at the right edge: a report that is being made, else where all
 * keys are found. Returns the column. */
static int
draw_right(const struct app *app, struct canvas *canvas, int row)
{
	struct str text = { 0 };
	char *help = hint(app, "help");
	char *palette = app->cols >= 100 ? hint(app, "palette") : NULL;

	if (!app->desk.projector)
		report_ui_progress(app, &text);
	if (!text.len)
		str_printf(&text, "%s%s%s", help ? help : "",
		    help && palette ? "   " : "", palette ? palette : "");
	int col = canvas_put_right(
	    canvas, row, 1, app->cols - 2, ROLE_QUIET, str_text(&text));

	free(help);
	free(palette);
	str_done(&text);
	return col;
}

void
status_draw_hints(const struct app *app, struct canvas *canvas, int row)
{
	const struct pane *pane = app->drawer_count
	                              ? app->drawers[app->drawer_count - 1]
	                              : app_focused(app);
	int col = 1, right = app->cols;

	if (!app->drawer_count)
		right = draw_right(app, canvas, row);
	const char *const *names =
	    pane->ops->hints ? pane->ops->hints(pane, &app->desk) : NULL;

	for (; names && *names; names++) {
		char *text = hint(app, *names);

		if (!text)
			continue;
		int width = text_cells(text);

		if (col + width + 2 > right) {
			free(text);
			break;
		}
		col +=
		    canvas_put(canvas, row, col, width, ROLE_QUIET, text) + 2;
		free(text);
	}
}
