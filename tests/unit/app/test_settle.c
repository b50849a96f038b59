/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The first frame comes before the journal's sums are looked at; the first key
 * after it. */

#include <config.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/app.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/journal.h"
#include "ui/canvas.h"

static char top[4096], here[4096];

static time_t
stands_still(void *data)
{
	(void)data;
	return 1784025600; /* 2026-07-14 */
}

static struct app *
try_app(const char *session, bool read_only, struct err *err)
{
	struct app_options options = { .datadir = top,
		.session = session,
		.read_only = read_only,
		.assessor = "J. Meyer",
		.now = stands_still };
	struct app *app = app_open(&options, err);

	if (app)
		app_resize(app, 36, 120);
	return app;
}

static struct app *
open_app(const char *session)
{
	struct err err = { 0 };
	struct app *app = try_app(session, false, &err);

	cr_assert_not_null(app, "%s", err.message);
	return app;
}

static void
press(struct app *app, const char *keys)
{
	for (; *keys; keys++)
		app_key(app, (key_code)(unsigned char)*keys, NULL);
}

static char *
frame(struct app *app)
{
	struct canvas *canvas = canvas_new(36, 120, CANVAS_UNICODE);
	struct str text = { 0 };

	app_draw(app, canvas);
	canvas_dump(canvas, &text);
	canvas_free(canvas);
	return str_steal(&text);
}

static void
slurp(const char *path, struct str *out)
{
	struct err err = { 0 };

	cr_assert(file_read(path, 1 << 28, out, &err), "%s", err.message);
}

static void
spill(const char *path, const struct str *text)
{
	struct err err = { 0 };

	cr_assert(file_replace(path, text->data, text->len, false, &err), "%s",
	    err.message);
}

/* A session "s" with some answers, and the program left; the journal's text. */
static void
begin(struct str *journal)
{
	const char *srcdir = getenv("srcdir");
	char root[] = "settle-XXXXXX";

	cr_assert_not_null(realpath(srcdir ? srcdir : ".", top));
	cr_assert_not_null(mkdtemp(root), "%s", strerror(errno));
	cr_assert_eq(chdir(root), 0);
	cr_assert_not_null(getcwd(here, sizeof(here)));
	setenv("HOME", here, 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CACHE_HOME");
	unsetenv("XDG_DATA_HOME");
	struct app *app = open_app(NULL);

	press(app, ":new s\r");
	press(app, "jjj\rmpnxmm");
	app_close(app);
	slurp("s/journal", journal);
	cr_assert_not_null(strstr(journal->data, "\"partial\""), "answers");
}

static void
finish(struct str *journal)
{
	char *command = xasprintf("rm -rf '%s'", here);

	str_done(journal);
	cr_assert_eq(chdir(".."), 0);
	cr_assert_eq(system(command), 0);
	free(command);
}

Test(settle, the_first_frame_is_the_same_as_the_one_after_the_look)
{
	struct str journal = { 0 };

	begin(&journal);
	struct app *app = open_app("s");
	char *first = frame(app);

	cr_assert_eq(app_timeout(app), 0, "something is to be done");
	app_tick(app);
	cr_assert_eq(app_timeout(app), -1, "nothing is any more");
	char *then = frame(app);

	cr_assert_str_eq(first, then, "no line changes");
	free(first);
	free(then);
	app_close(app);
	finish(&journal);
}

Test(settle, a_key_typed_before_it_is_taken_after_it)
{
	struct str journal = { 0 }, after = { 0 };

	begin(&journal);
	struct app *app = open_app("s");

	free(frame(app));
	press(app, "n");
	cr_assert_not(app_finished(app), "goes on");
	slurp("s/journal", &after);
	cr_assert_gt(after.len, journal.len, "recorded");
	app_close(app);
	str_done(&after);
	finish(&journal);
}

Test(settle, nothing_is_written_before_it_and_a_kill_loses_nothing)
{
	struct str journal = { 0 }, after = { 0 };
	struct stat before, now;

	begin(&journal);
	cr_assert_eq(stat("s/session.yaml", &before), 0);
	pid_t child = fork();

	if (!child) {
		struct app *app = open_app("s");

		free(frame(app));
		raise(SIGKILL);
	}
	waitpid(child, NULL, 0);
	slurp("s/journal", &after);
	cr_assert_str_eq(after.data, journal.data, "the answers");
	cr_assert_eq(stat("s/session.yaml", &now), 0);
	cr_assert_eq(now.st_mtim.tv_nsec, before.st_mtim.tv_nsec, "untouched");
	struct app *app = open_app("s");

	press(app, "n");
	app_close(app);
	str_clear(&after);
	slurp("s/journal", &after);
	cr_assert(str_starts(after.data, journal.data), "and goes on");
	str_done(&after);
	finish(&journal);
}

Test(settle, leaving_before_it_writes_nothing)
{
	struct str journal = { 0 };
	struct stat before, now;

	begin(&journal);
	memcpy(strstr(journal.data, "\"partial\""), "\"parting\"", 9);
	spill("s/journal", &journal);
	cr_assert_eq(stat("s/session.yaml", &before), 0);
	struct app *app = open_app("s");

	free(frame(app));
	app_close(app); /* the terminal went away */
	cr_assert_eq(stat("s/session.yaml", &now), 0);
	cr_assert_eq(now.st_ino, before.st_ino, "no state nobody looked at");
	finish(&journal);
}

Test(settle, a_damaged_journal_ends_the_program_with_what_it_would_have_said)
{
	struct str journal = { 0 }, last = { 0 }, after = { 0 };
	struct err wanted = { 0 }, err = { 0 };
	struct journal *opened;
	struct session *session;

	begin(&journal);
	slurp(".local/state/assay/last.yaml", &last);
	memcpy(strstr(journal.data, "\"partial\""), "\"parting\"", 9);
	spill("s/journal", &journal);
	cr_assert_not(
	    journal_open("s", JOURNAL_WRITE, &opened, &session, &wanted), "");
	struct app *app = open_app("s");

	free(frame(app));
	app_tick(app);
	cr_assert(app_finished(app), "it does not go on");
	app_key(app, 'm', NULL); /* what waits is not taken */
	cr_assert(app_take_failure(app, &err), "and says why");
	cr_assert_eq(err.line, wanted.line, "line %zu", err.line);
	cr_assert(str_starts(err.message, wanted.message), "%s", err.message);
	cr_assert_not_null(strstr(err.message, "--read-only"),
	    "and what to do: %s", err.message);
	app_close(app);
	slurp("s/journal", &after);
	cr_assert_str_eq(after.data, journal.data, "nothing was written");
	str_clear(&after);
	slurp(".local/state/assay/last.yaml", &after);
	cr_assert_str_eq(after.data, last.data, "nor where one was");
	err_done(&err);
	err_done(&wanted);
	/* to read it opens, up to there */
	app = try_app("s", true, &err);
	cr_assert_not_null(app, "%s", err.message);
	app_tick(app);
	char *text = frame(app);

	cr_assert_not_null(strstr(text, "DAMAGED"), "%s", text);
	free(text);
	app_close(app);
	str_done(&last);
	str_done(&after);
	finish(&journal);
}

Test(settle, the_last_session_damaged_gives_way_to_the_pack)
{
	struct str journal = { 0 };

	begin(&journal);
	memcpy(strstr(journal.data, "\"partial\""), "\"parting\"", 9);
	spill("s/journal", &journal);
	struct app *app = open_app(NULL); /* nobody asked for it */
	char *first = frame(app);

	app_key(app, 'j', NULL);
	cr_assert_not(app_finished(app), "goes on");
	char *then = frame(app);

	cr_assert_str_neq(first, then, "without the session");
	cr_assert_null(strstr(then, "DAMAGED"), "%s", then);
	free(first);
	free(then);
	app_close(app);
	finish(&journal);
}

Test(settle, a_snapshot_somebody_edited_is_kept_after_the_look)
{
	struct str journal = { 0 }, yaml = { 0 };

	begin(&journal);
	slurp("s/session.yaml", &yaml);
	str_add(&yaml, "# mine\n");
	spill("s/session.yaml", &yaml);
	struct app *app = open_app("s");

	free(frame(app));
	cr_assert(path_exists("s/session.yaml"), "still there");
	app_tick(app);
	cr_assert(path_exists("s/session.yaml.bak"), "kept");
	char *text = frame(app);

	cr_assert_not_null(strstr(text, "session.yaml.bak"), "%s", text);
	free(text);
	app_close(app);
	str_done(&yaml);
	finish(&journal);
}
