/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Notes being written: the editor on the right thing, drafts kept and found
 * again, and the text handed to an editor program. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* What an editor program is given lies beside the draft, under its name and
 * this: what the program saves there is found again too. */
static const char editing[] = ".editing.txt";
/* What is nobody's draft but kept beside one (journal_draft_set_aside): what
 * the program left that is not taken, what others wrote. */
static const char left[] = ".left.txt";
enum { EDITED_MOST = 65536 };

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

/* Somebody else's text under the name of a draft: it is kept, and said. */
static void
guard(struct app *app, const char *name)
{
	char *aside = journal_draft_guard(app->journal, name);

	if (aside)
		/* TRANSLATORS: at most 44 columns before the file's name */
		app_say(app,
		    _("The draft was changed elsewhere: see drafts/%s"), aside);
	free(aside);
}

/* False: what is in the drawer is not on the disk. */
static bool
keep_draft(struct app *app)
{
	struct pane *pane =
	    app->drawer_count ? app->drawers[app->drawer_count - 1] : NULL;
	struct str name = { 0 }, text = { 0 };
	bool kept = false;

	app->draft_due = 0;
	if (pane && pane->ops->draft && app->journal &&
	    pane->ops->draft(pane, &name, &text)) {
		char at[32];

		guard(app, str_text(&name));
		app_format_time(app_now(app), at);
		at[19] = '\0';
		kept = journal_draft_write(
		    app->journal, str_text(&name), str_text(&text), NULL);
		if (kept && pane->ops == &note_ops)
			note_draft_kept(pane, at + 11);
	}
	str_done(&name);
	str_done(&text);
	return kept;
}

void
app_keep_draft(struct app *app)
{
	keep_draft(app);
}

void
app_drop_draft(struct app *app, struct pane *pane)
{
	struct str name = { 0 }, text = { 0 };

	if (pane->ops->draft && app->journal &&
	    pane->ops->draft(pane, &name, &text)) {
		guard(app, str_text(&name));
		journal_draft_remove(app->journal, str_text(&name));
		str_add(&name, editing);
		journal_draft_remove(app->journal, str_text(&name));
	}
	str_done(&name);
	str_done(&text);
}

static bool
ends_in(const char *name, const char *end)
{
	size_t len = strlen(name), tail = strlen(end);

	return len > tail && str_equal(name + len - tail, end);
}

/* Is it no draft but what an editor program was given or left? */
static bool
is_editors(const char *name)
{
	/* versions before 0.2 had one name for all */
	return str_equal(name, editing + 1) || ends_in(name, editing) ||
	       ends_in(name, left);
}

/* The text of a file without the line feeds at its end. */
static void
trim(struct str *text)
{
	while (text->len && text->data[text->len - 1] == '\n')
		str_truncate(text, text->len - 1);
}

/* The program ended while an editor had the draft: what was saved there is
 * later than the draft. */
static void
take_edited(struct app *app, const char *draft, struct pane *pane)
{
	char *name = xasprintf("%s%s", draft, editing);
	char *text = journal_draft_read(app->journal, name);
	size_t len = text ? strlen(text) : 0;

	while (len && text[len - 1] == '\n')
		text[--len] = '\0';
	if (len && len <= EDITED_MOST && !str_equal(text, note_text(pane)))
		note_set_text(pane, text);
	free(text);
	free(name);
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
		char *text = is_editors(names[i - 1])
		                 ? NULL
		                 : journal_draft_read(
		                       app->journal, names[i - 1]);

		if (text) {
			line = room_open_draft(names[i - 1], text, &app->desk);
			pane = line ? line : note_open_draft(text, &app->desk);
		}
		if (pane && !line)
			take_edited(app, names[i - 1], pane);
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

/* The name of the draft of what is in the drawer; the caller frees it. */
static char *
draft_name(struct pane *pane)
{
	struct str name = { 0 }, text = { 0 };

	if (!pane->ops->draft(pane, &name, &text)) {
		/* nothing typed so far: now it has one */
		char *same = xstrdup(note_text(pane));

		note_set_text(pane, same);
		free(same);
		pane->ops->draft(pane, &name, &text);
	}
	str_done(&text);
	return str_steal(&name);
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
	char *draft = draft_name(pane);

	/* whatever becomes of the editor */
	app_keep_draft(app);
	char *name = xasprintf("%s%s", draft, editing);
	char *text = xasprintf("%s\n", note_text(pane));

	guard(app, name);
	bool ok = journal_draft_write(app->journal, name, text, err);

	if (ok) {
		free(app->editor_file);
		app->editor_file = xasprintf(
		    "%s/drafts/%s", journal_dir(app->journal), name);
		app->wish = WISH_EDITOR;
	}
	free(text);
	free(name);
	free(draft);
	return ok;
}

const char *
app_editor_file(const struct app *app)
{
	return app->editor_file;
}

/* What the editor left and is not taken stays in a file, unless it is what the
 * editor was given. The file's name, or NULL; the caller frees it. */
static char *
set_aside(
    const struct app *app, const struct str *text, const struct pane *pane)
{
	struct stat st;
	const char *name = path_base(app->editor_file);

	if (lstat(app->editor_file, &st) < 0 || !st.st_size ||
	    (text->len && str_equal(str_text(text), note_text(pane))))
		return NULL;
	char *draft = xstrndup(name, strlen(name) - strlen(editing));
	char *as = journal_draft_set_aside(app->journal, name, draft);
	char *shown = as ? xasprintf("drafts/%s", as) : NULL;

	free(as);
	free(draft);
	return shown;
}

/* Why the text of the editor is not taken; NULL: it is, or is the old one. */
static const char *
refusal(bool ok, const char *problem, const struct str *text,
    const struct pane *pane, const struct err *err)
{
	if (err->message)
		return err->message;
	if (!ok)
		return problem ? problem : _("it ended with an error.");
	if (!text->len && *note_text(pane))
		return _("its file is empty.");
	return NULL;
}

void
app_editor_done(struct app *app, bool ok, const char *problem)
{
	struct pane *pane =
	    app->drawer_count ? app->drawers[app->drawer_count - 1] : NULL;
	struct str text = { 0 };
	struct err err = { 0 };

	if (pane && pane->ops != &note_ops)
		pane = NULL;
	if (!pane || !app->editor_file)
		return;
	file_read(app->editor_file, EDITED_MOST, &text, &err);
	trim(&text);
	const char *why = refusal(ok, problem, &text, pane, &err);
	char *aside = why ? set_aside(app, &text, pane) : NULL;
	bool needed = aside != NULL;

	if (!why && !str_equal(str_text(&text), note_text(pane))) {
		note_set_text(pane, str_text(&text));
		/* before the file goes that holds it; on a full disk it
		 * stays, until the note is closed */
		needed = !keep_draft(app);
	} else if (aside) {
		/* TRANSLATORS: a file, then why */
		app_say(app, _("The editor's text is in %s, not here: %s"),
		    aside, why);
	} else if (why) {
		app_say(app, _("The editor's text was not taken: %s"), why);
	}
	if (!needed)
		journal_draft_remove(
		    app->journal, path_base(app->editor_file));
	free(aside);
	err_done(&err);
	str_done(&text);
}
