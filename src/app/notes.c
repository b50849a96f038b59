/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Notes being written: the editor on the right thing, drafts kept and found
 * again, and the text handed to an editor program. */

#include <config.h>

#include <stdlib.h>

#include "app/app_parts.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "panes/objective.h"
#include "panes/room.h"
#include "store/journal.h"

/* What an editor program is given. */
static const char editing[] = "editing.txt";

/* The criterion a note would be about: the one answered just now, else the
 * one under the cursor; the objective among objectives. */
static void
find_subject(
    const struct app *app, struct spot *spot, struct desk_objective *objective)
{
	const struct desk *desk = &app->desk;

	*spot = desk->last.control != CATALOG_NONE ? desk->last : desk->spot;
	objective->row = CATALOG_NONE;
	if (!objective_at(app_focused(app), desk, objective))
		return;
	if (desk->designated.control != CATALOG_NONE)
		*objective = desk->designated;
	*spot = (struct spot){ .control = objective->control };
}

bool
app_open_note(struct app *app, struct err *err)
{
	struct desk *desk = &app->desk;
	struct desk_objective objective;
	struct spot spot;
	char id[7];

	find_subject(app, &spot, &objective);
	if (spot.control == CATALOG_NONE)
		return err_set(err, ERR_INPUT, _("No control is chosen."));
	/* a note needs a place for its draft before a word is typed */
	if (!app_writable(app, err))
		return false;
	size_t row = desk_criterion(desk, spot);
	const char *control =
	    catalog_string(desk->catalog, CONTROL_ID, spot.control);
	char *criterion =
	    row == CATALOG_NONE
	        ? NULL
	        : xasprintf("%d.%s", spot.level,
	              catalog_string(desk->catalog, CRITERION_KEY, row));
	char *name = objective.row != CATALOG_NONE
	                 ? xstrdup(objective_id(desk, objective))
	             : row == CATALOG_NONE ? xstrdup(control)
	                                   : desk_spot_name(desk, spot);

	random_name(id, 6);
	struct pane *pane = note_open(control, id, criterion, name, "");
	char at[32];

	if (objective.row != CATALOG_NONE)
		note_set_objective(pane, objective_id(desk, objective));
	app_format_time(app_now(app), at);
	at[16] = '\0';
	note_set_time(pane, at + 11);
	app_push_drawer(app, pane);
	free(name);
	free(criterion);
	return true;
}

void
app_keep_draft(struct app *app)
{
	struct pane *pane =
	    app->drawer_count ? app->drawers[app->drawer_count - 1] : NULL;
	struct str name = { 0 }, text = { 0 };

	app->draft_due = 0;
	if (pane && pane->ops->draft && app->journal &&
	    pane->ops->draft(pane, &name, &text) &&
	    journal_draft_write(
	        app->journal, str_text(&name), str_text(&text), NULL)) {
		char at[32];

		app_format_time(app_now(app), at);
		at[19] = '\0';
		if (pane->ops == &note_ops)
			note_draft_kept(pane, at + 11);
	}
	str_done(&name);
	str_done(&text);
}

void
app_drop_draft(struct app *app, struct pane *pane)
{
	struct str name = { 0 }, text = { 0 };

	if (pane->ops->draft && app->journal &&
	    pane->ops->draft(pane, &name, &text))
		journal_draft_remove(app->journal, str_text(&name));
	str_done(&name);
	str_done(&text);
}

void
app_find_draft(struct app *app)
{
	char **names = NULL;
	size_t count = 0;

	if (!app->journal || app->desk.read_only || app->desk.projector)
		return;
	journal_drafts(app->journal, &names, &count);
	struct pane *pane = NULL, *line = NULL;

	/* one whose control is gone must not hide the others */
	for (size_t i = count; i > 0 && !pane; i--) {
		char *text = journal_draft_read(app->journal, names[i - 1]);

		if (text && !str_equal(names[i - 1], editing)) {
			line = room_open_draft(names[i - 1], text, &app->desk);
			pane = line ? line : note_open_draft(text, &app->desk);
		}
		free(text);
	}
	if (pane) {
		app_push_drawer(app, pane);
		app_say(
		    app, line ? _("A line was left half typed: here it is.")
		              : _("A note was left half written: here it is."));
	}
	file_names_free(names, count);
}

bool
app_edit_note(struct app *app, struct err *err)
{
	struct pane *pane =
	    app->drawer_count ? app->drawers[app->drawer_count - 1] : NULL;

	if (!pane || pane->ops != &note_ops || !app->journal)
		return true;
	/* one of the drafts: nothing of a session lies in /tmp. Editors
	 * expect a line feed at the end */
	char *text = xasprintf("%s\n", note_text(pane));
	bool ok = journal_draft_write(app->journal, editing, text, err);

	free(text);
	if (!ok)
		return false;
	free(app->editor_file);
	app->editor_file =
	    xasprintf("%s/drafts/%s", journal_dir(app->journal), editing);
	app->wish = WISH_EDITOR;
	return true;
}

const char *
app_editor_file(const struct app *app)
{
	return app->editor_file;
}

void
app_editor_done(struct app *app, bool ok, const char *problem)
{
	struct pane *pane =
	    app->drawer_count ? app->drawers[app->drawer_count - 1] : NULL;
	struct str text = { 0 };
	struct err err = { 0 };

	if (ok && pane && pane->ops == &note_ops &&
	    file_read(app->editor_file, 64 * 1024, &text, &err)) {
		while (text.len && text.data[text.len - 1] == '\n')
			str_truncate(&text, text.len - 1);
		note_set_text(pane, str_text(&text));
	} else {
		app_say(app, _("The editor's text was not taken: %s"),
		    err.message ? err.message
		    : problem   ? problem
		                : _("it ended with an error."));
	}
	journal_draft_remove(app->journal, editing);
	err_done(&err);
	str_done(&text);
}
