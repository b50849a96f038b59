/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Opening and leaving: pack, session, desk. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app_parts.h"
#include "app/report_ui.h"
#include "app/sealing.h"
#include "app/settings.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/seals.h"
#include "model/session.h"
#include "panes/keymap.h"
#include "store/content.h"
#include "store/exposed.h"
#include "store/journal.h"
#include "store/seal.h"

/* Writes session.yaml. One that was changed while it was open here is kept,
 * and nobody looks at the screen any more. */
static void
write_snapshot(struct app *app)
{
	char *kept = NULL;

	if (journal_keep_edited(app->journal, &kept, NULL) && kept) {
		struct str safe = { 0 };

		display_safe(&safe, kept, false);
		str_printf(&app->farewell,
		    _("assay: session.yaml is not as it was written: it is "
		      "kept as %s.\n"),
		    str_text(&safe));
		str_done(&safe);
	}
	free(kept);
	journal_snapshot(app->journal, app->session, NULL);
}

/* Answers that the disk never took go with the program: not in silence. */
static void
tell_lost(struct app *app)
{
	size_t lost = journal_queued(app->journal);

	if (lost)
		str_printf(&app->farewell,
		    ngettext("assay: %zu answer was not saved and is lost.\n",
		        "assay: %zu answers were not saved and are lost.\n",
		        lost),
		    lost);
}

void
app_leave_session(struct app *app)
{
	if (!app->journal)
		return;
	tell_lost(app);
	if (journal_writable(app->journal) &&
	    !journal_unverified(app->journal) &&
	    !journal_queued(app->journal) &&
	    !seals_standing(app->session, NULL))
		write_snapshot(app);
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

/* What can be done about a line that is not as it was written. */
static bool
advise(struct err *err)
{
	if (err->code != ERR_INPUT || !err->line)
		return false;
	char *what = xstrdup(err->message), *path = xstrdup(err->path);

	err_set_at(err, ERR_INPUT, path, err->line, err->column,
	    err->line > 1
	        ? _("%s The lines before it are whole: assay --read-only shows "
	            "them, assay-session(5) tells how to keep them.")
	        : _("%s Nothing was changed; assay-session(5) tells what can "
	            "be done."),
	    what);
	free(what);
	free(path);
	return false;
}

/* Why it is read; NULL: it is written. `first`: why it is not. */
static char *
reason_to_read(const struct journal *journal, const struct err *first)
{
	if (journal_damage(journal))
		return xasprintf(
		    _("DAMAGED, and shown only up to there: %s"),
		    journal_damage(journal));
	if (first->code == ERR_LOCKED)
		return xstrdup(first->message);
	return first->code ? err_line(first)
	                   : xstrdup(_("It was opened to read."));
}

/* A sealed session is opened to read: nothing of it is touched, not even its
 * lock. False: it is not sealed, or does not open. */
static bool
open_sealed(const struct app_files_wanted *wanted, struct app_files *files)
{
	if (!journal_open(wanted->session, JOURNAL_READ, &files->journal,
	        &files->session, NULL))
		return false;
	files->trouble = sealing_words(wanted->session, files->session, false);
	if (files->trouble)
		return true;
	journal_close(files->journal);
	session_free(files->session);
	files->journal = NULL;
	files->session = NULL;
	return false;
}

/* It says so itself, though nothing of a seal lies there. */
static bool
reopen_sealed(const struct app_files_wanted *wanted, struct app_files *files,
    struct err *err)
{
	journal_close(files->journal);
	session_free(files->session);
	files->journal = NULL;
	files->session = NULL;
	return open_sealed(wanted, files) ||
	       err_set_at(err, ERR_IO, wanted->session, 0, 0,
	           _("The session is sealed and does not open to read."));
}

/* Opens to write, or to read where somebody else writes or the disk is
 * read-only; then *trouble says why. */
static bool
open_journal(const struct app_files_wanted *wanted, struct app_files *files,
    struct err *err)
{
	struct err first = { 0 };

	if (seal_any(wanted->session) && open_sealed(wanted, files))
		return true;
	if (!wanted->read_only) {
		if (journal_open(wanted->session,
		        wanted->quick ? JOURNAL_LATER : JOURNAL_WRITE,
		        &files->journal, &files->session, &first))
			return !seals_standing(files->session, NULL) ||
			       reopen_sealed(wanted, files, err);
		if (first.code != ERR_LOCKED && first.code != ERR_IO) {
			*err = first;
			return advise(err);
		}
	}
	bool ok = journal_open(wanted->session,
	    wanted->salvage ? JOURNAL_SALVAGE : JOURNAL_READ, &files->journal,
	    &files->session, err);

	if (ok)
		files->trouble = reason_to_read(files->journal, &first);
	else
		advise(err);
	err_done(&first);
	return ok;
}

bool
app_open_files(const struct app_files_wanted *wanted, struct app_files *files,
    struct err *err)
{
	*files = (struct app_files){ 0 };
	if (wanted->session && !open_journal(wanted, files, err))
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

void
app_show_last_save(struct app *app)
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

/* A session.yaml that somebody worked on is not lost by leaving. */
static void
say_edited(struct app *app)
{
	char *kept = NULL;

	if (!app->journal || app->desk.read_only ||
	    !journal_keep_edited(app->journal, &kept, NULL) || !kept)
		return;
	app_say(app,
	    _("session.yaml is not as it was written: it is kept as %s. "
	      "Answers are changed here or by assay apply only."),
	    path_base(kept));
	free(kept);
}

/* What is no reason not to start, when there is nothing else to say. */
static void
say_warnings(struct app *app)
{
	const struct settings *settings = app->options.settings;
	char *text =
	    app->journal ? session_exposed(journal_dir(app->journal)) : NULL;

	if (!text && settings)
		text = settings_warning(settings);
	if (text && !app->message.len)
		app_say(app, "%s", text);
	free(text);
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
	app_show_last_save(app);
	app_find_seal(app);
	char *writer = app->trouble ? journal_writer(app->journal) : NULL;

	if (app->seal)
		app_say(app, "%s", app->seal);
	else if (writer)
		/* TRANSLATORS: a whole sentence that says who writes */
		app_say(
		    app, _("Read only: %s ^R shows what is new."), writer);
	else if (app->trouble)
		/* TRANSLATORS: a whole sentence follows that says why */
		app_say(app, _("Read only: %s"), app->trouble);
	else if (app->journal && journal_torn(app->journal))
		app_say(app, _("The last line of the journal was torn and cut "
		               "off: look at the last answer and give it "
		               "again."));
	free(writer);
	bool later = app->journal && journal_unverified(app->journal);

	if (!later)
		say_edited(app);
	resume_restore(app);
	/* not before: the place was kept with the commits there were */
	if (app->session && !app_unsettled(app))
		app_note_pack(app);
	app_find_draft(app);
	say_warnings(app);
	/* from now on this is the last session, however the program ends */
	if (!later)
		resume_save(app);
}

void
app_settled(struct app *app)
{
	say_edited(app);
	resume_save(app);
}

/* Opens what is wanted. Nobody asked for the last session by name: where it
 * does not open, the pack does, and *lost says why. */
static bool
open_wanted(struct app_files_wanted *wanted, bool resumed,
    struct app_files *files, struct err *lost, struct err *err)
{
	if (app_open_files(wanted, files, resumed ? lost : err))
		return true;
	if (!resumed)
		return false;
	wanted->session = NULL;
	return app_open_files(wanted, files, err);
}

static void
say_lost(struct app *app, const char *session, const struct err *lost)
{
	if (lost->code)
		app_say(app,
		    _("The last session, %s, did not open: "
		      "%s"),
		    session, lost->message);
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
		.salvage = options->read_only,
		.quick = true,
	};

	app->options = *options;
	app->resumed = last != NULL;
	if (open_wanted(&wanted, app->resumed, &files, &lost, err)) {
		app->keymap = keymap_new(app_tables, app_tables_count());
		if (options->settings)
			settings_bind(options->settings, app->keymap);
		app_show_view(app, 0);
		app_show_files(app, &files);
		say_lost(app, last, &lost);
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

/* Shows these files in place of the ones that are open. */
static void
take_files(struct app *app, struct app_files *files)
{
	resume_save(app);
	clear(app);
	app_show_view(app, app->view);
	app_show_files(app, files);
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
	take_files(app, &files);
	return true;
}

bool
app_show_anew(struct app *app, struct err *err)
{
	char *dir = xstrdup(journal_dir(app->journal));
	struct app_files_wanted wanted = { .session = dir,
		.pack = app->options.pack,
		.datadir = app->options.datadir,
		.read_only = app->options.read_only };
	struct app_files files;
	bool ok = app_open_files(&wanted, &files, err);

	if (ok)
		take_files(app, &files);
	free(dir);
	return ok;
}

void
app_open_again(struct app *app)
{
	char *dir = xstrdup(journal_dir(app->journal));
	struct app_files_wanted wanted = { .session = dir,
		.pack = app->options.pack,
		.datadir = app->options.datadir,
		.read_only = app->options.read_only,
		.salvage = app->options.read_only };
	struct app_files files;
	struct err lost = { 0 };

	clear(app);
	str_clear(&app->message);
	if (open_wanted(&wanted, app->resumed, &files, &lost, &app->failure)) {
		app_show_view(app, 0);
		app_show_files(app, &files);
		app_resize(app, app->rows, app->cols);
		say_lost(app, dir, &lost);
	} else {
		app->finished = true;
	}
	err_done(&lost);
	free(dir);
}

bool
app_take_failure(struct app *app, struct err *err)
{
	if (!app->failure.code)
		return false;
	*err = app->failure;
	app->failure = (struct err){ 0 };
	return true;
}

void
app_close(struct app *app)
{
	free(app_end(app));
}

char *
app_end(struct app *app)
{
	if (!app)
		return NULL;
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
	free(app->seal);
	free(app->editor_file);
	err_done(&app->failure);
	char *told = app->farewell.len ? str_steal(&app->farewell) : NULL;

	str_done(&app->farewell);
	free(app);
	return told;
}
