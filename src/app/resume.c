/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where one was: the last session, and in it view, filter and cursor. Kept in
 * $XDG_STATE_HOME/assay/last.yaml; never needed, so errors are ignored. After a
 * crash the journal's last answer tells the place. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/objective.h"
#include "store/journal.h"
#include "store/xdg.h"
#include "yaml/yread.h"
#include "yaml/ywrite.h"

static char *
state_file(void)
{
	char *home = xdg_home("XDG_STATE_HOME", ".local/state");
	char *file = home ? path_join(home, "assay/last.yaml") : NULL;

	free(home);
	return file;
}

static struct ydoc *
read_state(void)
{
	char *file = state_file();
	struct ydoc *doc = file && path_exists(file)
	                       ? yread_file(file, &YLIMITS_PACK, NULL)
	                       : NULL;

	free(file);
	return doc;
}

char *
resume_last_session(void)
{
	struct ydoc *doc = read_state();
	const char *dir = doc ? ynode_text(ydoc_root(doc), "session") : NULL;
	char *found = dir && journal_is_session(dir) ? xstrdup(dir) : NULL;

	ydoc_free(doc);
	return found;
}

static void
copy_node(struct ywrite *w, const struct ynode *node)
{
	if (node->kind == YNODE_SCALAR) {
		if (node->quoted)
			ywrite_quoted(w, node->text);
		else
			ywrite_text(w, node->text);
		return;
	}
	bool map = node->kind == YNODE_MAPPING;

	map ? ywrite_open_map(w) : ywrite_open_list(w);
	/* as deep as the limits of reading let it be */
	for (const struct ynode *child = node->first; child;
	     child = child->next) {
		if (map)
			ywrite_key(w, child->key);
		copy_node(w, child);
	}
	map ? ywrite_close_map(w) : ywrite_close_list(w);
}

/* What another version keeps there is its own. */
static void
copy_unknown(struct ywrite *w)
{
	static const char *const known[] = { "session", "view", "pane", "seq",
		"place", "objective", "said", "projector", "filter" };
	struct ydoc *doc = read_state();
	const struct ynode *root = doc ? ydoc_root(doc) : NULL;
	bool map = root && root->kind == YNODE_MAPPING;

	for (const struct ynode *node = map ? root->first : NULL; node;
	     node = node->next) {
		size_t i = 0, count = sizeof(known) / sizeof(*known);

		while (i < count && !str_equal(known[i], node->key))
			i++;
		if (i < count)
			continue;
		ywrite_key(w, node->key);
		copy_node(w, node);
	}
	ydoc_free(doc);
}

static void
write_state(const struct app *app, struct ywrite *w)
{
	char *dir = realpath(journal_dir(app->journal), NULL);
	char *place = app->desk.spot.control == CATALOG_NONE
	                  ? NULL
	                  : desk_path(&app->desk, app->desk.spot);
	size_t commits = session_commits(app->session);

	ywrite_open_map(w);
	ywrite_key(w, "session");
	ywrite_text(w, dir ? dir : journal_dir(app->journal));
	ywrite_key(w, "view");
	ywrite_text(w, views[app->view].name);
	ywrite_key(w, "pane");
	ywrite_text(w, app->panes[app->view][app->focus[app->view]]->ops->name);
	ywrite_key(w, "seq");
	ywrite_number(w, (long long)commits);
	if (place) {
		ywrite_key(w, "place");
		ywrite_text(w, place);
	}
	if (objective_cursor_set(&app->desk)) {
		char *objective = objective_path(
		    &app->desk, app->desk.objective, "designation");

		ywrite_key(w, "objective");
		ywrite_text(w, objective);
		free(objective);
	}
	if (app->desk.said) {
		ywrite_key(w, "said");
		ywrite_text(w, app->desk.speaker ? app->desk.speaker
		                                 : app->desk.said);
	}
	if (app->desk.projector) {
		ywrite_key(w, "projector");
		ywrite_text(w, "yes");
	}
	if (desk_filter(&app->desk)) {
		ywrite_key(w, "filter");
		ywrite_text(w, desk_filter(&app->desk));
	}
	copy_unknown(w);
	ywrite_close_map(w);
	free(dir);
	free(place);
}

void
resume_save(const struct app *app)
{
	char *file = app->session ? state_file() : NULL;
	struct str text = { 0 };

	if (!file)
		return;
	struct ywrite *w = ywrite_new();
	char *dir = xstrndup(file, (size_t)(strrchr(file, '/') - file));

	write_state(app, w);
	if (ywrite_finish(w, &text, NULL) && file_make_dirs(dir, NULL))
		file_replace(file, str_text(&text), text.len, false, NULL);
	str_done(&text);
	free(dir);
	free(file);
}

static void
restore_view(struct app *app, const struct ynode *root)
{
	const char *view = ynode_text(root, "view");
	const char *pane = ynode_text(root, "pane");
	const char *said = ynode_text(root, "said");
	const char *filter = ynode_text(root, "filter");

	for (size_t i = 0; view && i < views_count(); i++)
		if (str_equal(views[i].name, view))
			app_show_view(app, i);
	if (pane)
		app_focus(app, pane);
	if (said)
		desk_speak(&app->desk, said);
	/* another version of the pack may not know its names */
	if (filter)
		desk_set_filter(&app->desk, filter, NULL);
}

/* The commits without those of seals at their end, which are no place. */
static size_t
placed_commits(const struct session *session)
{
	size_t count = session_commits(session);

	while (count) {
		const struct commit *commit =
		    session_commit(session, count - 1);

		if (!commit->count ||
		    !str_starts(commit->changes[0].path, "seal/"))
			break;
		count--;
	}
	return count;
}

/* Was the place kept after the last commit that could move it? */
static bool
is_latest(const struct session *session, const char *seq)
{
	unsigned long long at = seq ? strtoull(seq, NULL, 10) : 0;

	return seq && at >= placed_commits(session) &&
	       at <= session_commits(session);
}

void
resume_restore(struct app *app)
{
	if (!app->session)
		return;
	struct ydoc *doc = read_state();
	const struct ynode *root = doc ? ydoc_root(doc) : NULL;
	const char *dir = root ? ynode_text(root, "session") : NULL;
	const char *seq = root ? ynode_text(root, "seq") : NULL;
	const char *place = root ? ynode_text(root, "place") : NULL;
	const char *objective = root ? ynode_text(root, "objective") : NULL;
	char *here = realpath(journal_dir(app->journal), NULL);
	size_t commits = placed_commits(app->session);
	struct spot spot;

	if (dir && here && str_equal(dir, here)) {
		restore_view(app, root);
		if (ynode_text(root, "projector"))
			app_start_projector(app);
		if (place && is_latest(app->session, seq) &&
		    desk_find_path(&app->desk, place, &spot)) {
			desk_go(&app->desk, spot);
			if (objective)
				desk_find_objective(&app->desk, objective,
				    &app->desk.objective);
			commits = 0;
		}
	}
	/* a crash, or another machine: after the last answer */
	if (commits) {
		const struct commit *last =
		    session_commit(app->session, commits - 1);

		if (last->count &&
		    desk_find_path(&app->desk,
		        last->changes[last->count - 1].path, &spot)) {
			if (spot.kind == SPOT_CRITERION && !last->undoes)
				desk_step(&app->desk, &spot, 1, false);
			desk_go(&app->desk, spot);
			desk_find_objective(&app->desk,
			    last->changes[last->count - 1].path,
			    &app->desk.objective);
			app_focus(app,
			    spot.kind == SPOT_CRITERION ? "levels" : "tree");
		}
	}
	free(here);
	ydoc_free(doc);
}
