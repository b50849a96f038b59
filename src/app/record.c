/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Getting things into the session: the only file that records. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "app/app_parts.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/ruling.h"
#include "model/schema.h"
#include "model/seals.h"
#include "model/session.h"
#include "store/content.h"
#include "store/journal.h"
#include "store/xdg.h"

/* Seconds between two tries to save what the disk refused. */
enum { RETRY = 5 };

void
app_format_time(time_t when, char out[32])
{
	struct tm local;
	char zone[8];

	localtime_r(&when, &local);
	strftime(out, 26, "%Y-%m-%dT%H:%M:%S", &local);
	strftime(zone, sizeof(zone), "%z", &local);
	/* +0200 -> +02:00 */
	size_t len = strlen(out);

	memcpy(out + len, zone, 3);
	out[len + 3] = ':';
	memcpy(out + len + 4, zone + 3, 3);
}

void
app_stamp(const struct app *app, struct stamp *stamp, char at[32])
{
	app_format_time(app_now(app), at);
	stamp->at = at;
	stamp->by = app->desk.assessor;
	stamp->said = app->desk.said;
}

/* A new place for a session that nobody named. */
static char *
default_place(const struct app *app, struct err *err)
{
	char *home = xdg_home("XDG_DATA_HOME", ".local/share");

	if (!home) {
		err_set(err, ERR_IO,
		    _("There is no home directory to keep sessions in: start "
		      "with assay new SESSION."));
		return NULL;
	}
	char at[32];

	app_format_time(app_now(app), at);
	char *base = xasprintf("%s/assay/sessions/%s-%.10s", home,
	    catalog_string(app->catalog, PACK_ID, 0), at);
	char *place = xstrdup(base);

	for (int i = 2; path_exists(place); i++) {
		free(place);
		place = xasprintf("%s-%d", base, i);
	}
	free(base);
	free(home);
	return place;
}

bool
app_session_header(const struct catalog *catalog, const char *pack_dir,
    const char *policy, const char *by, time_t now,
    struct session_header *header, struct err *err)
{
	size_t scale = catalog_ref(catalog, PACK_SCALE, 0);
	size_t named = scale == CATALOG_NONE
	                   ? CATALOG_NONE
	                   : catalog_ref(catalog, SCALE_POLICY, scale);
	char digest[DIGEST_HEX + 1], id[UUID_TEXT + 1], at[32];

	if (!content_digest(pack_dir, digest, err))
		return false;
	char *whole = realpath(pack_dir, NULL);

	uuid_random(id);
	app_format_time(now, at);
	*header = (struct session_header){
		.id = xstrdup(id),
		.at = xstrdup(at),
		.by = xstrdup(by),
		.pack_id = xstrdup(catalog_string(catalog, PACK_ID, 0)),
		.pack_version =
		    xstrdup(catalog_string(catalog, PACK_VERSION, 0)),
		.pack_digest = xstrdup(digest),
		.pack_path = xstrdup(whole ? whole : pack_dir),
		.policy = xstrdup(policy ? policy : "most"),
		.pass = 80,
		.judge = 50,
	};
	free(whole);
	if (named != CATALOG_NONE) {
		header->pass = catalog_number(catalog, POLICY_PASS, named);
		header->judge = catalog_number(catalog, POLICY_JUDGE, named);
	}
	if (str_equal(header->policy, "all"))
		header->pass = 100;
	return true;
}

/* ~ for the home directory. */
static char *
short_path(const char *path)
{
	const char *home = xdg_user();
	size_t len = home ? strlen(home) : 0;

	if (len > 1 && strncmp(path, home, len) == 0 && path[len] == '/')
		return xasprintf("~%s", path + len);
	return xstrdup(path);
}

bool
app_start_session(
    struct app *app, const char *dir, const char *title, struct err *err)
{
	struct session_header header = { 0 };
	char *place = dir ? xstrdup(dir) : default_place(app, err);

	if (!place)
		return false;
	const char *slash = strrchr(place, '/');
	char *above = slash && slash > place
	                  ? xstrndup(place, (size_t)(slash - place))
	                  : xstrdup(".");
	struct journal *journal = NULL;
	struct session *session = NULL;
	bool ok = file_make_dirs(above, err) &&
	          app_session_header(app->catalog, app->pack_dir, NULL,
	              app->desk.assessor, app_now(app), &header, err) &&
	          journal_create(place, &header, &journal, &session, err);

	free(above);
	if (ok) {
		app_leave_session(app);
		app->journal = journal;
		app->session = session;
		desk_set_session(&app->desk, session);
		app->desk.read_only = false;
		resume_save(app);
		char *shown = short_path(place);

		app_say(
		    app, _("Session started in %s. :title names it."), shown);
		free(shown);
	}
	session_header_done(&header);
	free(place);
	if (ok && title) {
		struct changes changes = { 0 };

		changes_add(&changes, "session/title", title, NULL);
		ok = app_record(app, &changes, err);
		changes_done(&changes);
	}
	return ok;
}

bool
app_writable(struct app *app, struct err *err)
{
	/* also one whose manifest is not written yet */
	if (app->session && seals_standing(app->session, NULL)) {
		app_find_seal(app);
		return err_set(err, ERR_LOCKED, "%s", app->seal);
	}
	if (app->desk.read_only) {
		char *why = app_why_reading(app);

		err_set(err, ERR_LOCKED, _("Read only: not recorded. %s"), why);
		free(why);
		return false;
	}
	return app->journal || app_start_session(app, NULL, NULL, err);
}

static void
note_saved(struct app *app)
{
	char at[32];

	app_format_time(app_now(app), at);
	at[19] = '\0';
	desk_set(&app->desk.saved, at + 11);
}

/* The reason itself, without what is said around it. */
static void
say_refused(struct app *app, const char *reason)
{
	char *kept = xasprintf("%s: ", _("Not saved, kept in memory"));

	if (str_starts(reason, kept))
		reason += strlen(kept);
	size_t len = strlen(reason);

	if (len && reason[len - 1] == '.')
		len--;
	char *bare = xstrndup(reason, len);

	app_say(app,
	    _("Not saved: %s. Answers go on, kept in memory. "
	      ":save-to names another place. ^S tries now."),
	    bare);
	free(bare);
	free(kept);
}

/* The disk refused: the answer stays in memory and the screen says so. */
static void
note_refused(struct app *app, struct err *problem)
{
	app->retry_due = app_now(app) + RETRY;
	if (problem->code == ERR_FULL)
		app_say(app, _("The disk is full: answers go on, kept in "
		               "memory. Free some space, or :save-to another "
		               "place. ^S tries now."));
	else
		say_refused(app, problem->message ? problem->message : "?");
	app->message_bad = true;
}

void
app_commit_take(struct app *app, struct commit *commit)
{
	struct err problem = { 0 };
	size_t waiting = journal_queued(app->journal);
	bool saved = journal_append(app->journal, commit, &problem);

	session_apply_take(app->session, commit);
	size_t count = session_commits(app->session);

	app->desk.queued = journal_queued(app->journal);
	desk_changed(&app->desk, session_commit(app->session, count - 1));
	if (saved && !app->desk.queued)
		note_saved(app);
	else if (!waiting)
		note_refused(app, &problem);
	/* else the screen says NOT SAVED already, and how many */
	err_done(&problem);
}

/* The item whose state the first change sets, or NULL. */
static char *
evidence_set(const struct changes *changes)
{
	const char *path = changes->items[0].path;
	size_t len = strlen(path);

	if (!str_starts(path, "evidence/") || len < 6 ||
	    !str_equal(path + len - 6, "/state"))
		return NULL;
	return path_segment(path, 1);
}

/* "E-TPM-04 accepted; Supported on OPS-03 rises from 0 to 2." */
static void
say_supported(struct app *app, const struct changes *changes, int before)
{
	size_t control = app->desk.spot.control;
	int after = control == CATALOG_NONE
	                ? before
	                : desk_rating(&app->desk, control)->supported;
	char *id = evidence_set(changes);

	if (id && changes->items[0].value && !app->message.len) {
		const char *where =
		    catalog_string(app->catalog, CONTROL_ID, control);

		if (after > before)
			app_say(app,
			    _("%s %s; Supported on %s rises from %d to %d."),
			    id, _(changes->items[0].value), where, before,
			    after);
		else if (after < before)
			app_say(app,
			    _("%s %s; Supported on %s falls from %d to %d."),
			    id, _(changes->items[0].value), where, before,
			    after);
	}
	free(id);
}

/* Makes one commit of changes that the rules accept. */
static bool
prepare(struct app *app, const struct changes *changes, struct commit *commit,
    struct err *err)
{
	struct changes whole = { 0 };
	struct stamp stamp;
	char at[32];

	app_stamp(app, &stamp, at);
	/* it may be past midnight */
	desk_set_today(&app->desk, app_today(app));
	changes_copy(&whole, changes);
	bool ok = ruling_apply(app->catalog, app->session, &whole, &stamp,
	              app->desk.frame.today, err) &&
	          session_prepare(app->session, app->catalog, &whole, &stamp,
	              commit, err);

	changes_done(&whole);
	return ok;
}

bool
app_record(struct app *app, const struct changes *changes, struct err *err)
{
	struct commit commit = { 0 };
	size_t control = app->desk.spot.control;
	int before = control == CATALOG_NONE
	                 ? 0
	                 : desk_rating(&app->desk, control)->supported;

	if (!app_writable(app, err) || !prepare(app, changes, &commit, err))
		return false;
	if (!commit.count) {
		commit_done(&commit);
		return true;
	}
	app_commit_take(app, &commit);
	say_supported(app, changes, before);
	return true;
}

/* A value for people; nothing recorded reads as what then holds. */
static const char *
value_word(const char *path, const char *value)
{
	const struct schema_row *row = schema_find(path);

	if (value && row && row->kind == VALUE_TEXT)
		/* TRANSLATORS: stands for a long text in "note text -> none" */
		return _("text");
	if (value)
		return row && row->kind == VALUE_WORD ? _(value) : value;
	if (row && row->fallback)
		return _(row->fallback);
	/* TRANSLATORS: nothing is recorded there any more */
	return _("none");
}

/* Moves to where the last commit worked and tells what it did. */
static void
say_undone(struct app *app, bool redo)
{
	const struct commit *commit =
	    session_commit(app->session, session_commits(app->session) - 1);
	const struct recorded_change *change = &commit->changes[0];
	struct spot spot;
	struct desk_objective objective;
	char *name = desk_path_name(&app->desk, change->path);
	/* what belongs to the control shown leaves the cursor where it is */
	if (desk_find_path(&app->desk, change->path, &spot) &&
	    (spot.kind != SPOT_PERFORMED ||
	        spot.control != app->desk.spot.control))
		desk_go(&app->desk, spot);
	if (desk_find_objective(&app->desk, change->path, &objective))
		app->desk.objective = objective;
	app->desk.designated.control = CATALOG_NONE;
	if (commit->count > 1)
		app_say(app,
		    redo ? ngettext("Brought back: %s and %zu more. U takes "
		                    "it back.",
		               "Brought back: %s and %zu more. U takes them "
		               "back.",
		               commit->count - 1)
		         : ngettext("Undone: %s and %zu more. R brings it "
		                    "back.",
		               "Undone: %s and %zu more. R brings them "
		               "back.",
		               commit->count - 1),
		    name, commit->count - 1);
	else
		app_say(app,
		    redo ? _("Brought back: %s %s -> %s. U takes it back.")
		         : _("Undone: %s %s -> %s. R brings it back."),
		    name, value_word(change->path, change->old),
		    value_word(change->path, change->value));
	free(name);
}

bool
app_undo(struct app *app, bool redo, struct err *err)
{
	struct commit commit = { 0 };
	struct stamp stamp;
	char at[32];

	if (!app->session)
		return err_set(err, ERR_INPUT,
		    _("Nothing has happened yet: there is nothing to undo."));
	if (!app_writable(app, err))
		return false;
	app_stamp(app, &stamp, at);
	stamp.said = NULL;
	if (!(redo ? session_prepare_redo(app->session, &stamp, &commit)
	           : session_prepare_undo(app->session, &stamp, &commit)))
		return err_set(err, ERR_INPUT,
		    redo ? _("Nothing left to bring back. 9 shows the "
		             "journal.")
		         : _("Nothing left to undo. 9 shows the journal."));
	app_commit_take(app, &commit);
	say_undone(app, redo);
	return true;
}

bool
app_back_to(struct app *app, unsigned long long seq, struct err *err)
{
	struct commit commit = { 0 };
	struct stamp stamp;
	char at[32];

	if (!app_writable(app, err))
		return false;
	app_stamp(app, &stamp, at);
	stamp.said = NULL;
	if (!session_prepare_back(app->session, seq, &stamp, &commit, err))
		return false;
	app_commit_take(app, &commit);
	app_say(app, _("Back to %llu. R or U brings the rest back."), seq);
	return true;
}

void
app_retry(struct app *app)
{
	struct err problem = { 0 };
	size_t queued = app->desk.queued;

	app->retry_due = 0;
	if (!app->journal || !queued)
		return;
	if (journal_retry(app->journal, &problem)) {
		app->desk.queued = 0;
		note_saved(app);
		app_say(app,
		    ngettext("Saved again: %zu answer written %s.",
		        "Saved again: %zu answers written %s.", queued),
		    queued, app->desk.saved);
	} else {
		note_refused(app, &problem);
	}
	err_done(&problem);
}
