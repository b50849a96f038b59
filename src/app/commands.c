/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The commands that work everywhere, and the list of all tables. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/answer.h"
#include "panes/objective.h"
#include "store/journal.h"

static bool
move(struct command_ctx *ctx, enum move way)
{
	struct pane *pane = app_focused(ctx->app);

	if (ctx->app->drawer_count)
		pane = ctx->app->drawers[ctx->app->drawer_count - 1];
	if (pane->ops->move)
		pane->ops->move(pane, way, ctx);
	return true;
}

#define MOVE_COMMAND(name, way)                   \
	static bool name(struct command_ctx *ctx) \
	{                                         \
		return move(ctx, way);            \
	}
MOVE_COMMAND(go_down, MOVE_DOWN)
MOVE_COMMAND(go_up, MOVE_UP)
MOVE_COMMAND(go_first, MOVE_FIRST)
MOVE_COMMAND(go_last, MOVE_LAST)
MOVE_COMMAND(page_down, MOVE_PAGE_DOWN)
MOVE_COMMAND(page_up, MOVE_PAGE_UP)
MOVE_COMMAND(half_down, MOVE_HALF_DOWN)
MOVE_COMMAND(half_up, MOVE_HALF_UP)
MOVE_COMMAND(go_in, MOVE_ENTER)
MOVE_COMMAND(fold_all, MOVE_FOLD_ALL)

static bool
show_view(struct command_ctx *ctx, const char *name)
{
	for (size_t i = 0; i < views_count(); i++)
		if (str_equal(views[i].name, name))
			app_show_view(ctx->app, i);
	return true;
}

static bool
view_assess(struct command_ctx *ctx)
{
	return show_view(ctx, "assess");
}

/* Out of scope nothing is asked: the next control in scope is shown, else the
 * one before. */
static void
pass_over(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	size_t here = desk->spot.control, next;

	if (here == CATALOG_NONE ||
	    scope_is_in(&desk_standing(desk, here)->scope))
		return;
	next = desk_step_control(desk, here, 1);
	if (next == CATALOG_NONE)
		next = desk_step_control(desk, here, -1);
	if (next == CATALOG_NONE)
		return;
	str_printf(ctx->message, _("%s is out of scope; %s is asked."),
	    catalog_string(desk->catalog, CONTROL_ID, here),
	    catalog_string(desk->catalog, CONTROL_ID, next));
	desk_select(desk, next);
}

static bool
view_interview(struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;

	pass_over(ctx);
	/* one asks criteria there: start at what is open */
	if (desk->spot.control != CATALOG_NONE &&
	    desk->spot.kind != SPOT_CRITERION)
		desk_go(desk, desk_first_open(desk, desk->spot.control));
	return show_view(ctx, "interview");
}

static bool
view_compare(struct command_ctx *ctx)
{
	return show_view(ctx, "compare");
}

static bool
view_crosswalk(struct command_ctx *ctx)
{
	return show_view(ctx, "crosswalk");
}

static bool
view_objectives(struct command_ctx *ctx)
{
	return show_view(ctx, "objectives");
}

static bool
view_overview(struct command_ctx *ctx)
{
	return show_view(ctx, "overview");
}

static bool
view_journal(struct command_ctx *ctx)
{
	return show_view(ctx, "journal");
}

static bool
questionnaire(struct command_ctx *ctx)
{
	return show_view(ctx, "questionnaire");
}

static bool
step_pane(struct command_ctx *ctx, size_t step)
{
	struct app *app = ctx->app;
	size_t *focus = &app->focus[app->view];

	do
		*focus = (*focus + step) % VIEW_PANES;
	while (!views[app->view].panes[*focus]);
	return true;
}

static bool
pane_next(struct command_ctx *ctx)
{
	return step_pane(ctx, 1);
}

static bool
pane_previous(struct command_ctx *ctx)
{
	return step_pane(ctx, VIEW_PANES - 1);
}

/* h and l fold where that is possible, else change the pane. */
static bool
go_left(struct command_ctx *ctx)
{
	struct pane *pane = app_focused(ctx->app);

	if (ctx->app->drawer_count)
		return move(ctx, MOVE_LEFT);
	if (!pane->ops->move(pane, MOVE_LEFT, ctx) &&
	    ctx->app->focus[ctx->app->view] > 0)
		ctx->app->focus[ctx->app->view]--;
	return true;
}

static bool
go_right(struct command_ctx *ctx)
{
	struct app *app = ctx->app;
	struct pane *pane = app_focused(app);
	size_t *focus = &app->focus[app->view];

	if (app->drawer_count)
		return move(ctx, MOVE_RIGHT);
	if (!pane->ops->move(pane, MOVE_RIGHT, ctx) &&
	    *focus + 1 < VIEW_PANES && views[app->view].panes[*focus + 1])
		++*focus;
	return true;
}

static bool
step_control(struct command_ctx *ctx, int step)
{
	struct desk *desk = ctx->desk;
	size_t next;

	if (desk->spot.control == CATALOG_NONE)
		return true;
	next = desk_step_control(desk, desk->spot.control, step);
	if (next == CATALOG_NONE && outline_step(&desk->outline,
	                                desk->spot.control,
	                                step) != CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("No control after this one is in scope; j "
		                 "reaches the others.")
		             : _("No control before this one is in scope; k "
		                 "reaches the others."));
	if (next == CATALOG_NONE && desk_filter(desk))
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("The filter lets nothing through after this "
		                 "control.")
		             : _("The filter lets nothing through before this "
		                 "control."));
	if (next == CATALOG_NONE)
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("This is the last control.")
		             : _("This is the first control."));
	if (str_equal(app_focused(ctx->app)->ops->name, "tree"))
		desk_select(desk, next);
	else
		desk_go(desk, desk_first_open(desk, next));
	return true;
}

static bool
control_next(struct command_ctx *ctx)
{
	return step_control(ctx, 1);
}

static bool
control_previous(struct command_ctx *ctx)
{
	return step_control(ctx, -1);
}

static bool
step_open(struct command_ctx *ctx, int step)
{
	struct spot spot = ctx->desk->spot;

	if (!desk_step_open(ctx->desk, &spot, step))
		return err_set(ctx->err, ERR_INPUT,
		    step > 0 ? _("Nothing is open after this place.")
		             : _("Nothing is open before this place."));
	desk_go(ctx->desk, spot);
	if (str_equal(views[ctx->app->view].name, "assess"))
		ctx->next = NEXT_FOCUS_LEVELS;
	return true;
}

static bool
open_next(struct command_ctx *ctx)
{
	return step_open(ctx, 1);
}

static bool
open_previous(struct command_ctx *ctx)
{
	return step_open(ctx, -1);
}

/* Esc and ^C go back a step: from levels to the tree, from a view to the one
 * before; they never leave the program. */
static bool
back(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (app->drawer_count)
		app_pop_drawer(app);
	else if (app->view != 0)
		app_show_view(
		    app, app->view_back == app->view ? 0 : app->view_back);
	else
		app_focus(app, "tree");
	return true;
}

static bool
search(struct command_ctx *ctx)
{
	ctx->open_drawer = search_open(ctx->argument);
	return true;
}

static bool
hit_next(struct command_ctx *ctx)
{
	ctx->next = NEXT_ASSESS;
	return search_next(ctx->desk, 1, ctx->message);
}

static bool
hit_previous(struct command_ctx *ctx)
{
	ctx->next = NEXT_ASSESS;
	return search_next(ctx->desk, -1, ctx->message);
}

static bool
filter(struct command_ctx *ctx)
{
	if (ctx->argument)
		return filter_take(ctx->desk, ctx->argument, ctx->err);
	ctx->open_drawer = filter_open(ctx->desk);
	return true;
}

static bool
filter_clear(struct command_ctx *ctx)
{
	size_t count = catalog_rows(ctx->desk->catalog, TABLE_CONTROL);

	if (!desk_filter(ctx->desk)) {
		str_add(ctx->message,
		    _("All controls are shown already. & narrows them."));
		return true;
	}
	str_printf(ctx->message,
	    ngettext("%zu control is shown.", "All %zu controls are shown.",
	        count),
	    count);
	return desk_set_filter(ctx->desk, NULL, ctx->err);
}

static bool
palette(struct command_ctx *ctx)
{
	ctx->open_drawer = palette_open();
	return true;
}

static bool
help(struct command_ctx *ctx)
{
	ctx->open_drawer = help_open(app_focused(ctx->app));
	return true;
}

static bool
undo(struct command_ctx *ctx)
{
	return app_undo(ctx->app, false, ctx->err);
}

static bool
redo(struct command_ctx *ctx)
{
	return app_undo(ctx->app, true, ctx->err);
}

static bool
note(struct command_ctx *ctx)
{
	return app_open_note(ctx->app, ctx->err);
}

static bool
conclude(struct command_ctx *ctx)
{
	ctx->open_drawer = conclude_open(ctx->desk, ctx->err);
	return ctx->open_drawer != NULL;
}

static bool
has_control(struct command_ctx *ctx)
{
	return ctx->desk->spot.control != CATALOG_NONE ||
	       err_set(ctx->err, ERR_INPUT, _("No control is chosen."));
}

static const char *
control_id(const struct command_ctx *ctx)
{
	return catalog_string(
	    ctx->desk->catalog, CONTROL_ID, ctx->desk->spot.control);
}

static bool
flag(struct command_ctx *ctx)
{
	if (!has_control(ctx))
		return false;
	char *path = xasprintf("%s/flags/review", control_id(ctx));
	bool set = ctx->desk->session && session_get(ctx->desk->session, path);

	changes_add(ctx->changes, path, set ? NULL : "yes", NULL);
	str_printf(ctx->message,
	    set ? _("%s is no longer flagged.")
	        : _("%s is flagged for "
	            "review."),
	    control_id(ctx));
	free(path);
	return true;
}

static bool
who_done(struct command_ctx *ctx)
{
	desk_set(&ctx->desk->said, *ctx->argument ? ctx->argument : NULL);
	if (ctx->desk->said)
		str_printf(ctx->message,
		    _("Answers are recorded as said by %s."), ctx->desk->said);
	else
		str_add(ctx->message, _("Answers name nobody who said them."));
	return true;
}

static bool
who(struct command_ctx *ctx)
{
	if (ctx->argument && *ctx->argument)
		return who_done(ctx);
	ctx->ask->label = _("who speaks");
	ctx->ask->initial = xstrdup(ctx->desk->said);
	ctx->ask->note = xstrdup(_("empty: nobody"));
	ctx->ask->done = who_done;
	return true;
}

/* session/title and session/client, from the palette. */
static bool
set_session_text(struct command_ctx *ctx)
{
	changes_add(ctx->changes, ctx->topic,
	    *ctx->argument ? ctx->argument : NULL, NULL);
	return true;
}

static bool
session_text(struct command_ctx *ctx, const char *path, const char *label)
{
	if (ctx->argument) {
		ctx->topic = path;
		return set_session_text(ctx);
	}
	ctx->ask->label = label;
	ctx->ask->initial = ctx->desk->session
	                        ? xstrdup(session_get(ctx->desk->session, path))
	                        : NULL;
	ctx->ask->topic = xstrdup(path);
	ctx->ask->done = set_session_text;
	return true;
}

static bool
title(struct command_ctx *ctx)
{
	return session_text(ctx, "session/title", _("title"));
}

static bool
client(struct command_ctx *ctx)
{
	return session_text(ctx, "session/client", _("client"));
}

static bool
new_session(struct command_ctx *ctx)
{
	if (!ctx->argument) {
		ctx->ask->label = _("directory of the new session");
		ctx->ask->done = new_session;
		return true;
	}
	if (ctx->desk->queued)
		return err_set(ctx->err, ERR_IO,
		    _("Answers are not saved yet: ^S tries, :save-to names "
		      "another place."));
	return app_start_session(
	    ctx->app, *ctx->argument ? ctx->argument : NULL, NULL, ctx->err);
}

static bool
open_session(struct command_ctx *ctx)
{
	if (!ctx->argument || !*ctx->argument) {
		ctx->ask->label = _("directory of the session");
		ctx->ask->done = open_session;
		return true;
	}
	if (ctx->desk->queued)
		return err_set(ctx->err, ERR_IO,
		    _("Answers are not saved yet: ^S tries, :save-to names "
		      "another place."));
	if (!app_load_session(ctx->app, ctx->argument, ctx->err))
		return false;
	/* the drawers are gone with the former session; one that is open now
	 * holds a note found in the new one */
	ctx->next = NEXT_NONE;
	return true;
}

static bool
save_now(struct command_ctx *ctx)
{
	if (ctx->desk->queued)
		app_retry(ctx->app);
	else
		str_add(ctx->message,
		    _("All is saved: every answer is, when it is given."));
	return true;
}

static bool
save_to(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (!app->journal)
		return err_set(
		    ctx->err, ERR_INPUT, _("There is nothing to save yet."));
	if (!ctx->argument || !*ctx->argument) {
		ctx->ask->label = _("save the session to the directory");
		ctx->ask->done = save_to;
		return true;
	}
	if (!journal_save_to(app->journal, ctx->argument, ctx->err))
		return false;
	app->desk.queued = journal_queued(app->journal);
	app->retry_due = 0;
	str_printf(
	    ctx->message, _("Saved in %s; it goes on there."), ctx->argument);
	return true;
}

/* Reading along: what the other has written since. */
static bool
refresh(struct command_ctx *ctx)
{
	struct app *app = ctx->app;
	size_t added = 0;

	if (!app->journal || !app->desk.read_only) {
		str_add(ctx->message, _("This is the latest: you write it."));
		return true;
	}
	if (!journal_refresh(app->journal, app->session, &added, ctx->err))
		return false;
	desk_set_session(&app->desk, app->session);
	str_printf(ctx->message,
	    ngettext("%zu new entry.", "%zu new entries.", added), added);
	return true;
}

static bool
orphans(struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	size_t count = 0, found = 0;
	const struct entry *entry =
	    desk->session ? session_range(desk->session, "", &count) : NULL;

	for (size_t i = 0; i < count; i++)
		if (schema_orphan(desk->catalog, entry[i].path)) {
			if (found++ < 5)
				str_printf(ctx->message, "%s%s %s",
				    found > 1 ? "   " : "", entry[i].path,
				    entry[i].value);
		}
	if (!found)
		str_add(ctx->message,
		    _("Every recorded value has its place in this pack."));
	else if (found > 5)
		str_printf(ctx->message,
		    ngettext("   and %zu more", "   and %zu more", found - 5),
		    found - 5);
	return true;
}

static bool
redraw(struct command_ctx *ctx)
{
	ctx->app->wish = WISH_REDRAW;
	return true;
}

static bool
suspend(struct command_ctx *ctx)
{
	ctx->app->wish = WISH_SUSPEND;
	return true;
}

static bool
quit(struct command_ctx *ctx)
{
	struct app *app = ctx->app;

	if (app->drawer_count) {
		app_pop_drawer(app);
		return true;
	}
	if (app->desk.queued && !app->leave_asked) {
		app->leave_asked = true;
		return err_set(ctx->err, ERR_IO,
		    ngettext("%zu answer is not saved. ^S tries now, :save-to "
		             "names another place; q again leaves without "
		             "it.",
		        "%zu answers are not saved. ^S tries now, :save-to "
		        "names another place; q again leaves without them.",
		        app->desk.queued),
		    app->desk.queued);
	}
	app->finished = true;
	return true;
}

/* clang-format off */
static const struct command global_commands[] = {
	{ "view-assess", "1", N_("view: tree, levels and evidence"), view_assess, NULL, N_("assess") },
	{ "view-interview", "2", N_("view: one control at a time, its question large"), view_interview, NULL, N_("interview") },
	{ "view-compare", "3", N_("view: levels side by side"), view_compare, NULL, N_("compare levels") },
	{ "view-crosswalk", "8", N_("view: frameworks, requirements and their controls"), view_crosswalk, NULL, N_("crosswalk") },
	{ "view-objectives", "5", N_("view: objectives, methods, designations"), view_objectives, NULL, N_("objectives") },
	{ "view-overview", "6", N_("view: figures, levels against targets, what is left"), view_overview, NULL, N_("overview") },
	{ "view-journal", "9", N_("view: who changed what and when"), view_journal, NULL, N_("journal") },
	{ "questionnaire", "", N_("ask each criterion of the domain once, for all its controls"), questionnaire, NULL, N_("questionnaire") },
	{ "pane-next", "Tab", N_("next pane"), pane_next, NULL, N_("pane") },
	{ "pane-previous", "S-Tab", N_("previous pane"), pane_previous, NULL, NULL },
	{ "down", "j Down", N_("next item"), go_down, NULL, N_("move") },
	{ "up", "k Up", N_("previous item"), go_up, NULL, NULL },
	{ "left", "h Left", N_("fold, or the pane or column on the left"), go_left, NULL, NULL },
	{ "right", "l Right", N_("unfold, or the pane or column on the right"), go_right, NULL, NULL },
	{ "first", "g Home", N_("first item"), go_first, NULL, NULL },
	{ "last", "G End", N_("last item"), go_last, NULL, NULL },
	{ "page-down", "^F PgDn", N_("a page down"), page_down, NULL, NULL },
	{ "page-up", "^B PgUp", N_("a page up"), page_up, NULL, NULL },
	{ "half-down", "^D", N_("half a page down"), half_down, NULL, NULL },
	{ "half-up", "^U", N_("half a page up"), half_up, NULL, NULL },
	{ "open", "Enter", N_("go in, unfold, show whole"), go_in, NULL, N_("go in") },
	{ "back", "Esc ^C", N_("close, or go back a step; never leaves"), back, NULL, N_("back") },
	{ "fold-all", "z", N_("fold or unfold all"), fold_all, NULL, N_("fold") },
	{ "control-next", "J", N_("next control"), control_next, NULL, N_("next control") },
	{ "control-previous", "K", N_("previous control"), control_previous, NULL, NULL },
	{ "open-next", "]", N_("next thing left open"), open_next, NULL, N_("next open") },
	{ "open-previous", "[", N_("previous thing left open"), open_previous, NULL, NULL },
	{ "search", "/", N_("search all text as typed"), search, N_("WORDS"), N_("search") },
	{ "hit-next", ">", N_("next hit of the search"), hit_next, NULL, NULL },
	{ "hit-previous", "<", N_("previous hit of the search"), hit_previous, NULL, NULL },
	{ "filter", "&", N_("narrow the tree, J K and [ ] to some controls"), filter, N_("TERMS"), N_("filter") },
	{ "filter-clear", "*", N_("show all controls again"), filter_clear, NULL, N_("show all") },
	{ "palette", ":", N_("every command, also those without a key"), palette, NULL, N_("commands") },
	{ "help", "? F1", N_("help for here and now, searchable"), help, NULL, N_("help") },
	{ "undo", "U", N_("take the last change back; nothing is deleted"), undo, NULL, N_("undo") },
	{ "redo", "R", N_("bring back what was taken back"), redo, NULL, N_("redo") },
	{ "note", "N", N_("write a note on the criterion just answered, or the control"), note, NULL, N_("note") },
	{ "flag", "!", N_("flag the control for review, or no longer"), flag, NULL, N_("flag") },
	{ "target", "t", N_("target level of the control or domain"), app_target, N_("LEVEL"), N_("target") },
	{ "session-target", "", N_("target level of the whole session"), app_session_target, N_("LEVEL"), NULL },
	{ "conclude", "L", N_("conclude the level of the control, change or withdraw it"), conclude, NULL, N_("conclude") },
	{ "who", "w", N_("who speaks: answers are recorded as said by them"), who, N_("NAME"), N_("who speaks") },
	{ "title", "", N_("name the session"), title, N_("TITLE"), NULL },
	{ "client", "", N_("name the client"), client, N_("NAME"), NULL },
	{ "new", "", N_("start a session in a directory"), new_session, N_("DIRECTORY"), NULL },
	{ "open-session", "", N_("open another session"), open_session, N_("DIRECTORY"), NULL },
	{ "save-now", "^S", N_("try to save what the disk refused"), save_now, NULL, N_("save") },
	{ "save-to", "", N_("save the session to another place and go on there"), save_to, N_("DIRECTORY"), NULL },
	{ "refresh", "^R", N_("when reading along: show what is new"), refresh, NULL, N_("refresh") },
	{ "orphans", "", N_("list recorded values the pack has no place for"), orphans, NULL, NULL },
	{ "language-next", "I", N_("the content's next language"), app_next_language, NULL, N_("language") },
	{ "language", "", N_("the content's language, for this session"), app_choose_language, N_("TAG"), NULL },
	{ "redraw", "^L", N_("paint the screen anew"), redraw, NULL, NULL },
	{ "suspend", "^Z", N_("back to the shell; fg returns"), suspend, NULL, NULL },
	{ "quit", "q", N_("leave; all is saved"), quit, NULL, N_("quit") },
	{ 0 },
};
/* clang-format on */

const struct command_table global_table = {
	"all",
	N_("Everywhere"),
	global_commands,
};

const struct command_table *const app_tables[] = {
	&answer_table,
	&evidence_table,
	&interview_table,
	&compare_table,
	&crosswalk_table,
	&scope_table,
	&objective_view_table,
	&objective_table,
	&engagement_table,
	&overview_table,
	&journal_table,
	&note_table,
	&questionnaire_table,
	&twins_table,
	&global_table,
};

size_t
app_tables_count(void)
{
	return sizeof(app_tables) / sizeof(*app_tables);
}
