/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The crosswalk: frameworks, their requirements, and the controls that answer
 * each; or a control and all it answers. Read, not judged. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/crosswalk_draw.h"
#include "panes/panes.h"
#include "panes/scope_ask.h"
#include "panes/word_filter.h"

static struct pane *
open_crosswalk(void)
{
	struct crosswalk_view *view = xcalloc(1, sizeof(*view));

	return &view->pane;
}

static void
done(struct pane *pane)
{
	struct crosswalk_view *view = (struct crosswalk_view *)pane;

	crosswalk_view_done(view);
	free(view);
}

/* Scrolls a column so that its cursor is among the rows. */
static void
scroll(struct crosswalk_view *view, const struct desk *desk,
    enum crosswalk_side side, int rows)
{
	struct crosswalk_column *column = &view->columns[side];
	int used = 0;

	if (column->top > column->cursor)
		column->top = column->cursor;
	if (column->cursor - column->top >= (size_t)rows)
		column->top = column->cursor - (size_t)rows + 1;
	if (!column->count) {
		column->top = 0;
		return;
	}
	for (size_t i = column->top; i <= column->cursor; i++)
		used += crosswalk_item_rows(view, desk, side, i);
	for (; used > rows && column->top < column->cursor; column->top++)
		used -= crosswalk_item_rows(view, desk, side, column->top);
	/* no empty rows below the last while there are others above */
	for (size_t i = column->cursor + 1; i < column->count && used <= rows;
	     i++)
		used += crosswalk_item_rows(view, desk, side, i);
	while (column->top > 0 &&
	       used + crosswalk_item_rows(view, desk, side, column->top - 1) <=
	           rows)
		used += crosswalk_item_rows(view, desk, side, --column->top);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct crosswalk_view *view = (struct crosswalk_view *)pane;
	struct crosswalk_areas areas;

	crosswalk_update(view, desk);
	crosswalk_areas(view, &areas);
	for (int i = 0; i < CROSSWALK_SIDES; i++)
		scroll(view, desk, (enum crosswalk_side)i,
		    crosswalk_rows(view, &areas, (enum crosswalk_side)i));
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	crosswalk_draw((const struct crosswalk_view *)pane, desk, canvas);
}

static bool
go_to(struct crosswalk_view *view, struct desk *desk, size_t place)
{
	struct crosswalk_column *column = &view->columns[view->side];

	if (!column->count)
		return false;
	if (place >= column->count)
		place = column->count - 1;
	if (place == column->cursor)
		return false;
	column->cursor = place;
	/* the control chosen here is chosen everywhere */
	if (view->by_control && view->side == CROSSWALK_LEFT)
		desk_select(desk, column->rows[place]);
	crosswalk_update(view, desk);
	return true;
}

static bool
go_right(struct crosswalk_view *view)
{
	if (view->side == CROSSWALK_RIGHT ||
	    !view->columns[CROSSWALK_RIGHT].count)
		return false;
	view->side = CROSSWALK_RIGHT;
	return true;
}

static void
show_control(struct command_ctx *ctx, size_t control)
{
	desk_go(ctx->desk, desk_first_open(ctx->desk, control));
	ctx->next = NEXT_ASSESS;
}

static const char choice_keys[] = "123456789abcdefghijklmnopqrstuvwxyz";

/* The control chosen by its digit; Enter takes the first. The topic names them,
 * a blank between. */
static bool
take_choice(struct command_ctx *ctx)
{
	const char *at =
	    *ctx->argument ? strchr(choice_keys, *ctx->argument) : choice_keys;
	const char *p = ctx->topic;

	for (size_t i = at ? (size_t)(at - choice_keys) : 0; at && i; i--)
		p += strcspn(p, " ") + (p[strcspn(p, " ")] == ' ');
	if (!at || !*p)
		return err_set(ctx->err, ERR_INPUT,
		    _("%s stands for no control here."), ctx->argument);
	char *id = xstrndup(p, strcspn(p, " "));

	show_control(ctx, catalog_find(ctx->desk->catalog, TABLE_CONTROL, id));
	free(id);
	return true;
}

/* To the control that answers a requirement; one of several is asked for. */
static void
enter_requirement(struct command_ctx *ctx, const struct requirement *it)
{
	struct str choices = { 0 }, ids = { 0 };

	if (it->count == 1) {
		show_control(ctx, it->controls[0]);
		return;
	}
	for (size_t i = 0; i < it->count && i < strlen(choice_keys); i++) {
		const char *id = catalog_string(
		    ctx->desk->catalog, CONTROL_ID, it->controls[i]);

		str_printf(
		    &choices, "%s%c %s", i ? "   " : "", choice_keys[i], id);
		str_printf(&ids, "%s%s", i ? " " : "", id);
	}
	ctx->ask->label = _("which control");
	ctx->ask->choices = str_steal(&choices);
	ctx->ask->topic = str_steal(&ids);
	ctx->ask->done = take_choice;
}

static bool
enter(struct crosswalk_view *view, struct command_ctx *ctx)
{
	size_t row = crosswalk_at(view, CROSSWALK_RIGHT);

	if (view->side == CROSSWALK_LEFT) {
		go_right(view);
	} else if (row == CATALOG_NONE) {
		return false;
	} else if (view->by_control) {
		crosswalk_turn(view, ctx->desk, false,
		    catalog_ref(ctx->desk->catalog, MAPPING_FRAMEWORK, row));
	} else {
		enter_requirement(ctx, &view->crosswalk.items[row]);
	}
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct crosswalk_view *view = (struct crosswalk_view *)pane;
	struct desk *desk = ctx->desk;
	struct crosswalk_areas areas;

	/* keys may come faster than frames are drawn */
	crosswalk_update(view, desk);
	crosswalk_areas(view, &areas);
	size_t at = view->columns[view->side].cursor;
	size_t page = (size_t)crosswalk_rows(view, &areas, view->side);

	page -= page > 1;
	size_t to;

	if (move_place(move, at, page, view->columns[view->side].count, &to))
		return go_to(view, desk, to);
	switch (move) {
	case MOVE_LEFT:
		if (view->side == CROSSWALK_LEFT)
			return false;
		view->side = CROSSWALK_LEFT;
		return true;
	case MOVE_RIGHT:
		return go_right(view);
	case MOVE_ENTER:
		return enter(view, ctx);
	default:
		return false;
	}
}

/* The crosswalk the command is given in; NULL and *err: another view. */
static struct crosswalk_view *
view_of(struct command_ctx *ctx)
{
	if (ctx->pane && ctx->pane->ops == &crosswalk_ops) {
		struct crosswalk_view *view =
		    (struct crosswalk_view *)ctx->pane;

		crosswalk_update(view, ctx->desk);
		return view;
	}
	err_set(ctx->err, ERR_INPUT,
	    _("This works in the crosswalk; its view shows it first."));
	return NULL;
}

static bool
other_column(struct command_ctx *ctx)
{
	struct crosswalk_view *view = view_of(ctx);

	if (!view)
		return false;
	if (!go_right(view))
		view->side = CROSSWALK_LEFT;
	return true;
}

/* The control to turn to: of the requirement under the cursor, the desk's own
 * where it is among them. */
static size_t
control_here(const struct crosswalk_view *view, const struct desk *desk)
{
	size_t row = crosswalk_at(view, CROSSWALK_RIGHT);

	if (view->side == CROSSWALK_LEFT || row == CATALOG_NONE)
		return desk->spot.control;
	const struct requirement *it = &view->crosswalk.items[row];

	for (size_t i = 0; i < it->count; i++)
		if (it->controls[i] == desk->spot.control)
			return desk->spot.control;
	return it->controls[0];
}

static bool
turn(struct command_ctx *ctx)
{
	struct crosswalk_view *view = view_of(ctx);
	struct desk *desk = ctx->desk;

	if (!view)
		return false;
	size_t row = crosswalk_at(view, CROSSWALK_RIGHT);

	if (view->by_control) {
		size_t framework =
		    row == CATALOG_NONE
		        ? CATALOG_NONE
		        : catalog_ref(desk->catalog, MAPPING_FRAMEWORK, row);

		crosswalk_turn(view, desk, false, framework);
	} else {
		size_t control = control_here(view, desk);

		if (control != CATALOG_NONE && control != desk->spot.control)
			desk_select(desk, control);
		crosswalk_turn(view, desk, true, CATALOG_NONE);
	}
	view->side = CROSSWALK_LEFT;
	return true;
}

/* The filter is for the column with the cursor. */
static const char *
filter_words(const struct pane *list)
{
	const struct crosswalk_view *view =
	    (const struct crosswalk_view *)list;

	return view->columns[view->side].needle;
}

static void
filter_narrow(struct pane *list, const char *words, const struct desk *desk)
{
	struct crosswalk_view *view = (struct crosswalk_view *)list;

	crosswalk_narrow(view, view->side, words);
	crosswalk_update(view, desk);
}

/* "0 of 12" says enough: the column is in sight. */
static size_t
filter_count(const struct pane *list, struct str *text)
{
	const struct crosswalk_view *view =
	    (const struct crosswalk_view *)list;
	const struct crosswalk_column *column = &view->columns[view->side];

	str_printf(text, _("%zu of %zu"), column->count, column->all);
	return 1;
}

static const struct word_filter_list filter = {
	"&",
	filter_words,
	filter_narrow,
	filter_count,
};

static bool
narrow(struct command_ctx *ctx)
{
	struct crosswalk_view *view = view_of(ctx);

	if (view && ctx->argument)
		crosswalk_narrow(view, view->side, ctx->argument);
	else if (view)
		ctx->open_drawer = word_filter_open(&filter, &view->pane);
	return view != NULL;
}

static bool
show_all(struct command_ctx *ctx)
{
	struct crosswalk_view *view = view_of(ctx);

	if (!view)
		return false;
	/* the column one is in first, then the other */
	enum crosswalk_side side = view->columns[view->side].needle ? view->side
	                           : view->side == CROSSWALK_LEFT
	                               ? CROSSWALK_RIGHT
	                               : CROSSWALK_LEFT;

	if (view->columns[side].needle)
		crosswalk_narrow(view, side, NULL);
	else
		str_add(
		    ctx->message, _("All are shown already. & narrows them."));
	return true;
}

/* The framework named, or the one at hand; CATALOG_NONE and *err: none. */
static size_t
framework_of(struct command_ctx *ctx)
{
	const struct catalog *c = ctx->desk->catalog;
	size_t row;

	if (ctx->argument && *ctx->argument) {
		row = catalog_find(c, TABLE_FRAMEWORK, ctx->argument);
		if (row == CATALOG_NONE)
			err_set(ctx->err, ERR_INPUT,
			    _("This pack has no framework \"%s\"; give its "
			      "id."),
			    ctx->argument);
		return row;
	}
	struct crosswalk_view *view = view_of(ctx);

	if (!view)
		return CATALOG_NONE;
	row = crosswalk_at(
	    view, view->by_control ? CROSSWALK_RIGHT : CROSSWALK_LEFT);
	if (row == CATALOG_NONE)
		err_set(ctx->err, ERR_INPUT, _("No framework is chosen."));
	else if (view->by_control)
		row = catalog_ref(c, MAPPING_FRAMEWORK, row);
	return row;
}

/* The framework's own objectives apply, or no longer do. */
static bool
framework_scope(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	size_t row = framework_of(ctx);

	if (row == CATALOG_NONE)
		return false;
	const char *id = catalog_string(desk->catalog, FRAMEWORK_ID, row);
	bool in = desk->frame.frameworks[row];
	char *path = xasprintf("scope/frameworks/%s", id);
	size_t count = 0;

	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_OBJECTIVE);
	     i++)
		count +=
		    catalog_ref(desk->catalog, OBJECTIVE_FRAMEWORK, i) == row;
	changes_add(ctx->changes, path, in ? NULL : "yes", NULL);
	if (in)
		str_printf(ctx->message, _("%s is no longer in scope."),
		    catalog_string(desk->catalog, FRAMEWORK_NAME, row));
	else
		str_printf(ctx->message,
		    ngettext("%s is in scope: %zu objective of its own "
		             "applies.",
		        "%s is in scope: %zu objectives of its own apply.",
		        count),
		    catalog_string(desk->catalog, FRAMEWORK_NAME, row), count);
	free(path);
	return true;
}

static bool
framework_rule(struct command_ctx *ctx)
{
	size_t row = framework_of(ctx);

	if (row == CATALOG_NONE)
		return false;
	char *rule = xasprintf("framework:%s",
	    catalog_string(ctx->desk->catalog, FRAMEWORK_ID, row));
	bool ok = scope_ask_rule(ctx, rule);

	free(rule);
	return ok;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "crosswalk-column", "open",
		"crosswalk-by", "crosswalk-filter", "framework-scope",
		"framework-rule", "down", NULL };
	static const char *const narrowed[] = { "crosswalk-column", "open",
		"crosswalk-by", "crosswalk-filter", "crosswalk-all", NULL };
	static const char *const nothing[] = { "view-assess", "search", NULL };
	const struct crosswalk_view *view = (const struct crosswalk_view *)pane;

	(void)desk;
	if (view->ready && !view->columns[CROSSWALK_LEFT].all)
		return nothing;
	return view->columns[view->side].needle ? narrowed : names;
}

/* clang-format off */
static const struct command crosswalk_commands[] = {
	{ "crosswalk-column", "Tab S-Tab", N_("the other column"), other_column, NULL, N_("framework, requirement") },
	{ "crosswalk-by", "v", N_("by requirements, or by controls: all that one answers"), turn, NULL, N_("requirements, controls") },
	{ "crosswalk-filter", "&", N_("narrow this column to names with a text"), narrow, N_("TEXT"), N_("filter") },
	{ "crosswalk-all", "*", N_("show the whole column again"), show_all, NULL, N_("show all") },
	{ "framework-scope", "+", N_("take the framework into scope, or out: its own objectives apply"), framework_scope, N_("ID"), N_("in scope") },
	{ "framework-rule", "r", N_("scope the session to the controls the framework maps to"), framework_rule, N_("ID"), N_("scope to it") },
	{ 0 },
};
/* clang-format on */

const struct command_table crosswalk_table = {
	"crosswalk",
	N_("Crosswalk"),
	crosswalk_commands,
};

static const struct command_table *const tables[] = { &crosswalk_table, NULL };

const struct pane_ops crosswalk_ops = {
	.name = "crosswalk",
	.title = N_("Crosswalk"),
	.tables = tables,
	.hints = hints,
	.open = open_crosswalk,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
