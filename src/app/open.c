/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Opening and leaving: pack, session, desk. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app_parts.h"
#include "app/report_ui.h"
#include "app/settings.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "store/content.h"
#include "store/journal.h"

void
app_leave_session(struct app *app)
{
	if (!app->journal)
		return;
	if (journal_writable(app->journal) && !journal_queued(app->journal))
		journal_snapshot(app->journal, app->session, NULL);
	journal_close(app->journal);
	session_free(app->session);
	app->journal = NULL;
	app->session = NULL;
}

/* The pack a session was made with, or the one asked for; same id needed. */
static struct catalog *
open_pack_of(const struct app_files_wanted *wanted, struct app_files *files,
    struct err *err)
{
	const char *pack = wanted->pack;
	const struct session *session = files->session;
	const struct session_header *header =
	    session ? session_header(session) : NULL;
	const char *path =
	    session ? session_get(session, "session/pack/path") : NULL;
	char *found = content_find(pack     ? pack
	                           : header ? header->pack_id
	                                    : NULL,
	    pack     ? NULL
	    : path   ? path
	    : header ? header->pack_path
	             : NULL,
	    wanted->datadir, err);

	if (!found)
		return NULL;
	struct catalog *catalog = wanted->quick
	    ? content_open_quick(found, &files->check, err)
	    : content_open(found, err);

	if (catalog && header &&
	    !str_equal(catalog_string(catalog, PACK_ID, 0), header->pack_id)) {
		err_set_at(err, ERR_INPUT, found, 0, 0,
		    _("This pack is %s; the session was made with %s: give "
		      "that with --pack."),
		    catalog_string(catalog, PACK_ID, 0), header->pack_id);
		catalog_free(catalog);
		catalog = NULL;
	}
	if (catalog)
		files->pack_dir = found;
	else
		free(found);
	return catalog;
}

/* Opens to write, or to read where somebody else writes or the disk is
 * read-only; then *trouble says why. */
static bool
open_journal(const char *dir, bool read_only, struct journal **journal,
    struct session **session, char **trouble, struct err *err)
{
	struct err first = { 0 };

	if (!read_only) {
		if (journal_open(dir, JOURNAL_WRITE, journal, session, &first))
			return true;
		if (first.code != ERR_LOCKED && first.code != ERR_IO) {
			*err = first;
			return false;
		}
	}
	bool ok = journal_open(dir, JOURNAL_READ, journal, session, err);

	if (ok && first.code == ERR_LOCKED)
		*trouble = xasprintf(
		    _("%s You read; ^R shows what is new."), first.message);
	else if (ok && first.message)
		*trouble = err_line(&first);
	else if (ok)
		*trouble = xstrdup(_("It was opened to read."));
	err_done(&first);
	return ok;
}

bool
app_open_files(const struct app_files_wanted *wanted, struct app_files *files,
    struct err *err)
{
	*files = (struct app_files){ 0 };
	if (wanted->session &&
	    !open_journal(wanted->session, wanted->read_only, &files->journal,
	        &files->session, &files->trouble, err))
		return false;
	files->catalog = open_pack_of(wanted, files, err);
	if (files->catalog)
		return true;
	app_files_done(files);
	return false;
}

void
app_files_done(struct app_files *files)
{
	if (files->journal)
		journal_close(files->journal);
	session_free(files->session);
	content_check_take(files->check);
	catalog_free(files->catalog);
	free(files->pack_dir);
	free(files->trouble);
	*files = (struct app_files){ 0 };
}

time_t
app_clock(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	long long seconds = fixed ? strtoll(fixed, &end, 10) : 0;

	return fixed && *fixed && !*end ? (time_t)seconds : time(NULL);
}

int
app_day(time_t when)
{
	char at[32];

	app_format_time(when, at);
	return day_parse(at);
}

int
app_today(const struct app *app)
{
	return app_day(app->options.now ? app_now(app) : app_clock());
}

void
app_note_pack(struct app *app)
{
	struct commit commit = { 0 };
	struct stamp stamp;
	char at[32], digest[DIGEST_HEX + 1];
	const char *version = catalog_string(app->catalog, PACK_VERSION, 0);
	const char *known = session_get(app->session, "session/pack/version");

	if (!known)
		known = session_header(app->session)->pack_version;
	if (app->desk.read_only || str_equal(known, version) ||
	    !content_digest(app->pack_dir, digest, NULL))
		return;
	app_stamp(app, &stamp, at);
	if (!session_prepare_pack(
	        app->session, version, digest, app->pack_dir, &stamp, &commit))
		return;
	app_commit_take(app, &commit);
	size_t lost = session_orphans(app->session, app->catalog);

	app_say(app,
	    ngettext("Pack %s is now %s: %zu recorded value has no place in "
	             "it and is kept. :orphans lists it.",
	        "Pack %s is now %s: %zu recorded values have no place in it "
	        "and are kept. :orphans lists them.",
	        lost),
	    catalog_string(app->catalog, PACK_ID, 0), version, lost);
}

/* The time of the last commit, as the status line shows it. */
static void
show_last_save(struct app *app)
{
	size_t count = app->session ? session_commits(app->session) : 0;
	const char *at =
	    count ? session_commit(app->session, count - 1)->at : NULL;
	char today[32];

	if (!at || strlen(at) < 19)
		return;
	app_format_time(app_now(app), today);
	char *shown = strncmp(at, today, 10) == 0 ? xstrndup(at + 11, 8)
	                                          : xstrndup(at, 10);

	desk_set(&app->desk.saved, shown);
	free(shown);
}

void
app_show_files(struct app *app, struct app_files *files)
{
	app->catalog = files->catalog;
	app->check = files->check;
	app->session = files->session;
	app->journal = files->journal;
	app->pack_dir = files->pack_dir;
	free(app->trouble);
	app->trouble = files->trouble;
	desk_init(&app->desk, app->catalog);
	desk_set_today(&app->desk, app_today(app));
	if (app->options.settings) {
		app->desk.holidays = app->options.settings->holidays;
		app->desk.holiday_count = app->options.settings->holiday_count;
	}
	app_find_language(app);
	desk_set(&app->desk.assessor, app->options.assessor);
	app->desk.read_only = app->journal && !journal_writable(app->journal);
	desk_set_session(&app->desk, app->session);
	if (app->journal && !app->desk.read_only)
		journal_hold_as(app->journal, app->options.assessor);
	show_last_save(app);
	if (app->trouble)
		/* TRANSLATORS: a whole sentence follows that says why */
		app_say(app, _("Read only: %s"), app->trouble);
	else if (app->journal && journal_torn(app->journal))
		app_say(app, _("The last line of the journal was torn and cut "
		               "off: look at the last answer and give it "
		               "again."));
	resume_restore(app);
	/* not before: the place was kept with the commits there were */
	if (app->session && !app->check)
		app_note_pack(app);
	app_find_draft(app);
	/* from now on this is the last session, however the program ends */
	resume_save(app);
}

struct app *
app_open(const struct app_options *options, struct err *err)
{
	struct app *app = xcalloc(1, sizeof(*app));
	struct app_files files;
	struct err lost = { 0 };
	char *last = options->session || options->fresh || options->pack
	                 ? NULL
	                 : resume_last_session();
	struct app_files_wanted wanted = {
		.session = options->session ? options->session : last,
		.pack = options->pack,
		.datadir = options->datadir,
		.read_only = options->read_only,
		.quick = true,
	};

	app->options = *options;
	bool ok = app_open_files(&wanted, &files, last ? &lost : err);

	/* nobody asked for it by name: the pack opens, and says so */
	if (!ok && last) {
		wanted.session = NULL;
		ok = app_open_files(&wanted, &files, err);
	}
	if (ok) {
		app->keymap = keymap_new(app_tables, app_tables_count());
		if (options->settings)
			settings_bind(options->settings, app->keymap);
		app_show_view(app, 0);
		app_show_files(app, &files);
		if (lost.code)
			app_say(app,
			    _("The last session, %s, did not open: "
			      "%s"),
			    last, lost.message);
	} else {
		free(app);
		app = NULL;
	}
	free(last);
	err_done(&lost);
	return app;
}

void
app_clear_panes(struct app *app)
{
	/* drafts stay: they are found again */
	while (app->drawer_count) {
		struct pane *pane = app->drawers[--app->drawer_count];

		pane->ops->done(pane);
	}
	/* they keep texts and rows of the pack */
	for (size_t v = 0; v < views_count(); v++)
		for (size_t i = 0; i < VIEW_PANES; i++) {
			if (app->panes[v][i])
				app->panes[v][i]->ops->done(app->panes[v][i]);
			app->panes[v][i] = NULL;
		}
	if (app->wall)
		app->wall->ops->done(app->wall);
	app->wall = NULL;
}

static void
clear(struct app *app)
{
	app_clear_panes(app);
	app_leave_session(app);
	desk_done(&app->desk);
	content_check_take(app->check);
	catalog_free(app->catalog);
	free(app->pack_dir);
	app->check = NULL;
	app->catalog = NULL;
	app->pack_dir = NULL;
}

/* Its own lock would keep the program from writing what it has open. */
static bool
is_open_here(const struct app *app, const char *dir)
{
	struct stat here, there;

	return app->journal && journal_writable(app->journal) &&
	       stat(journal_dir(app->journal), &here) == 0 &&
	       stat(dir, &there) == 0 && here.st_dev == there.st_dev &&
	       here.st_ino == there.st_ino;
}

bool
app_load_session(struct app *app, const char *dir, struct err *err)
{
	struct app_files_wanted wanted = { .session = dir,
		.datadir = app->options.datadir };
	struct app_files files;

	if (is_open_here(app, dir))
		return err_set(err, ERR_INPUT,
		    _("%s is the session open here already."), dir);
	if (!app_open_files(&wanted, &files, err))
		return false;
	resume_save(app);
	clear(app);
	app_show_view(app, app->view);
	app_show_files(app, &files);
	return true;
}

void
app_close(struct app *app)
{
	if (!app)
		return;
	if (app->drawer_count)
		app_keep_draft(app);
	/* room may have come back since the last try */
	if (app->desk.queued)
		app_retry(app);
	resume_save(app);
	report_ui_done(app);
	clear(app);
	keymap_free(app->keymap);
	str_done(&app->message);
	free(app->trouble);
	free(app->editor_file);
	free(app);
}
