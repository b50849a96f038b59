/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The commands that work everywhere, and the list of all tables. */

#include <config.h>

#include "app/commands.h"

#include <stdlib.h>

#include "app/app_parts.h"
#include "app/attach.h"
#include "app/report_ui.h"
#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/answer.h"
#include "panes/evidence.h"
#include "panes/objective.h"

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
	ctx->open_drawer = palette_open(ctx->desk);
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
	if (report_ui_runs(app) && !app->leave_asked) {
		app->leave_asked = true;
		str_add(ctx->message,
		    _("The report is not written yet; q again leaves without "
		      "it."));
		return true;
	}
	app->finished = true;
	return true;
}

/* clang-format off */
static const struct command global_commands[] = {
	{ "view-assess", "1", N_("view: tree, levels and evidence"), commands_view_assess, NULL, N_("assess") },
	{ "view-interview", "2", N_("view: one control at a time, its question large"), commands_view_interview, NULL, N_("interview") },
	{ "view-compare", "3", N_("view: levels side by side"), commands_view_compare, NULL, N_("compare levels") },
	{ "view-evidence", "4", N_("view: every request and item of evidence"), commands_view_evidence, NULL, N_("evidence") },
	{ "view-crosswalk", "8", N_("view: frameworks, requirements and their controls"), commands_view_crosswalk, NULL, N_("crosswalk") },
	{ "view-objectives", "5", N_("view: objectives, methods, designations"), commands_view_objectives, NULL, N_("objectives") },
	{ "view-overview", "6", N_("view: figures, levels against targets, what is left"), commands_view_overview, NULL, N_("overview") },
	{ "view-findings", "7", N_("view: what is deficient and the plan to mend it"), commands_view_findings, NULL, N_("findings") },
	{ "view-journal", "9", N_("view: who changed what and when"), commands_view_journal, NULL, N_("journal") },
	{ "questionnaire", "", N_("ask each criterion of the domain once, for all its controls"), commands_questionnaire, N_("DOMAIN"), N_("questionnaire") },
	{ "pane-next", "Tab", N_("next pane"), commands_pane_next, NULL, N_("pane") },
	{ "pane-previous", "S-Tab", N_("previous pane"), commands_pane_previous, NULL, NULL },
	{ "down", "j Down", N_("next item"), commands_down, NULL, N_("move") },
	{ "up", "k Up", N_("previous item"), commands_up, NULL, NULL },
	{ "left", "h Left", N_("fold, or the pane or column on the left"), commands_left, NULL, NULL },
	{ "right", "l Right", N_("unfold, or the pane or column on the right"), commands_right, NULL, NULL },
	{ "first", "g Home", N_("first item"), commands_first, NULL, NULL },
	{ "last", "G End", N_("last item"), commands_last, NULL, NULL },
	{ "page-down", "^F PgDn", N_("a page down"), commands_page_down, NULL, NULL },
	{ "page-up", "^B PgUp", N_("a page up"), commands_page_up, NULL, NULL },
	{ "half-down", "^D", N_("half a page down"), commands_half_down, NULL, NULL },
	{ "half-up", "^U", N_("half a page up"), commands_half_up, NULL, NULL },
	{ "open", "Enter", N_("go in, unfold, show whole"), commands_open, NULL, N_("go in") },
	{ "back", "Esc ^C", N_("close, or go back a step; never leaves"), commands_back, NULL, N_("back") },
	{ "fold-all", "z", N_("fold or unfold all"), commands_fold_all, NULL, N_("fold") },
	{ "control-next", "J", N_("next control"), commands_control_next, NULL, N_("next control") },
	{ "control-previous", "K", N_("previous control"), commands_control_previous, NULL, NULL },
	{ "open-next", "]", N_("next thing left open"), commands_open_next, NULL, N_("next open") },
	{ "open-previous", "[", N_("previous thing left open"), commands_open_previous, NULL, NULL },
	{ "search", "/", N_("search all text as typed"), search, N_("WORDS"), N_("search") },
	{ "hit-next", ">", N_("next hit of the search"), hit_next, NULL, NULL },
	{ "hit-previous", "<", N_("previous hit of the search"), hit_previous, NULL, NULL },
	{ "filter", "&", N_("narrow the tree, J K and [ ] to some controls"), filter, N_("TERMS"), N_("filter") },
	{ "filter-clear", "*", N_("show all controls again"), filter_clear, NULL, N_("show all") },
	{ "palette", ":", N_("every command, also those without a key"), palette, NULL, N_("commands") },
	{ "help", "? F1", N_("help for here and now, searchable"), help, NULL, N_("help") },
	{ "undo", "U", N_("take the last change back; nothing is deleted"), undo, NULL, N_("undo") },
	{ "redo", "R", N_("bring back what was taken back"), redo, NULL, N_("redo") },
	{ "note", "N", N_("write a note on what was just answered or designated, or the control"), note, NULL, N_("note") },
	{ "flag", "!", N_("flag the control for review, or no longer"), flag, NULL, N_("flag") },
	{ "target", "t", N_("target level of the control or domain"), app_target, N_("LEVEL"), N_("target") },
	{ "session-target", "", N_("target level of the whole session"), app_session_target, N_("LEVEL"), NULL },
	{ "conclude", "L", N_("conclude the level of the control, change or withdraw it"), conclude, NULL, N_("conclude") },
	{ "projector", "H", N_("show the wall the questions only; twice in a row: everything again"), app_projector, NULL, N_("projector") },
	{ "people", "Y", N_("the people of the assessment"), commands_people, NULL, N_("people") },
	{ "plan", "y", N_("the plan of slots: who is asked what, and when"), commands_plan, NULL, N_("plan") },
	{ "outbrief", "O", N_("the day's out-brief: covered, agreed, open, promised"), commands_outbrief, NULL, N_("out-brief") },
	{ "report", "^P", N_("write a report to a file: document, table, workbook"), commands_report, N_("FORMAT FILE"), N_("report") },
	{ "title", "", N_("name the session"), commands_title, N_("TITLE"), NULL },
	{ "seal", "", N_("seal the session: read only from then on"), app_seal, NULL, NULL },
	{ "reopen", "", N_("end the seal: an amendment that says why"), app_reopen, N_("WHY"), NULL },
	{ "client", "", N_("name the client"), commands_client, N_("NAME"), NULL },
	{ "new", "", N_("start a session in a directory"), commands_new_session, N_("DIRECTORY"), NULL },
	{ "open-session", "", N_("open another session"), commands_open_session, N_("DIRECTORY"), NULL },
	{ "save-now", "^S", N_("try to save what the disk refused"), commands_save_now, NULL, N_("save") },
	{ "save-to", "", N_("save the session to another place and go on there"), commands_save_to, N_("DIRECTORY"), NULL },
	{ "refresh", "^R", N_("when reading along: show what is new"), commands_refresh, NULL, N_("refresh") },
	{ "take-over", "^T", N_("when nobody writes here any more: write from here"), commands_take_over, NULL, N_("write here") },
	{ "evidence-link", "E", N_("link evidence to what is at hand, or say what else an item answers"), evidence_link, N_("ITEM"), N_("link") },
	{ "finding", "F", N_("record a finding on what fails at hand; again opens it"), commands_finding, N_("ITEM"), N_("finding") },
	{ "requests", "", N_("the evidence still outstanding: the list to send before the visit"), commands_requests, NULL, NULL },
	{ "evidence-verify", "", N_("compare all attached files with what was attached"), app_verify_files, NULL, NULL },
	{ "orphans", "", N_("list recorded values the pack has no place for"), commands_orphans, NULL, NULL },
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
	&register_table,
	&findings_table,
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
	&people_table,
	&plan_table,
	&closing_table,
	&outbrief_table,
	&twins_table,
	&room_table,
	&statements_table,
	&followups_table,
	&global_table,
};

size_t
app_tables_count(void)
{
	return sizeof(app_tables) / sizeof(*app_tables);
}
