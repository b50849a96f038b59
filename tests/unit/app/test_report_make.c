/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A report's file: its usual name, and what is never written over. */

#include <config.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/report_make.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/canvas.h"
#include "ui/keys.h"

#include "../report/reported.h"

static char top[4096], here[4096];

static void
begin(void)
{
	const char *srcdir = getenv("srcdir");
	char root[] = "report-XXXXXX";

	cr_assert_not_null(realpath(srcdir ? srcdir : ".", top));
	cr_assert_not_null(mkdtemp(root), "%s", strerror(errno));
	cr_assert_eq(chdir(root), 0);
	cr_assert_not_null(getcwd(here, sizeof(here)));
	setenv("HOME", here, 1);
	unsetenv("XDG_STATE_HOME");
}

static void
finish(void)
{
	char *command = xasprintf("rm -rf '%s'", here);

	cr_assert_eq(chdir(".."), 0);
	cr_assert_eq(system(command), 0);
	free(command);
}

static time_t
stands_still(void *data)
{
	(void)data;
	return 1784025600; /* 2026-07-14 */
}

static struct app *
open_app(void)
{
	struct err err = { 0 };
	struct app_options options = { .datadir = top,
		.assessor = "J. Meyer",
		.now = stands_still };
	struct app *app = app_open(&options, &err);

	cr_assert_not_null(app, "%s", err.message);
	app_resize(app, 36, 120);
	return app;
}

static void
press(struct app *app, const char *text)
{
	for (; *text; text++)
		app_key(app,
		    *text == '\n' ? (key_code)KEY_ENTER_CODE
		                  : (key_code)(unsigned char)*text,
		    NULL);
}

static bool
shows(struct app *app, const char *text)
{
	struct canvas *canvas = canvas_new(36, 120, 0);
	struct str screen = { 0 };

	app_draw(app, canvas);
	canvas_dump(canvas, &screen);
	bool there = strstr(str_text(&screen), text) != NULL;

	if (!there)
		cr_log_error("%s", str_text(&screen));
	str_done(&screen);
	canvas_free(canvas);
	return there;
}

static char *
content_of(const char *path)
{
	struct str text = { 0 };

	cr_assert(file_read(path, 1 << 24, &text, NULL), "%s", path);
	str_add(&text, "");
	return str_steal(&text);
}

/* The usual name of a report of a session kept in work/s. */
static void
is_named(const char *title, const char *format, const char *table, bool client,
    const char *wanted)
{
	struct reported it;

	reported_open(&it);
	if (title)
		reported_set(&it, "session/title", title);
	it.view.dir = "work/s";
	it.view.table = table;
	it.view.client = client;
	char *name = report_file_name(reports_find(format), &it.view);

	cr_expect_str_eq(name, wanted, "%s, not %s", name, wanted);
	free(name);
	reported_done(&it);
}

Test(report_make, a_file_is_named_after_the_session_and_the_day)
{
	is_named("Nordwerk 2026", "html", NULL, false,
	    "nordwerk-2026-2026-07-14.html");
	is_named("Nordwerk 2026", "html", NULL, true,
	    "nordwerk-2026-2026-07-14-client.html");
	is_named(NULL, "html", NULL, false, "s-2026-07-14.html");
}

Test(report_make, formats_and_tables_of_one_suffix_have_names_of_their_own)
{
	is_named("N", "markdown", NULL, false, "n-2026-07-14.md");
	is_named("N", "poam", NULL, false, "n-2026-07-14-poam.md");
	is_named("N", "requests", NULL, true,
	    "n-2026-07-14-requests-client.md");
	is_named("N", "csv", "evidence", false, "n-2026-07-14-evidence.csv");
	is_named("N", "oscal", "plan", false, "n-2026-07-14-plan.json");
}

Test(report_make, a_title_never_leads_to_another_directory_or_hides_a_file)
{
	is_named("../../etc/pass wd", "html", NULL, false,
	    "etc-pass-wd-2026-07-14.html");
	is_named(".. ", "html", NULL, false, "s-2026-07-14.html");
	is_named("-rf \u202e~ $(x)", "html", NULL, false,
	    "rf-x-2026-07-14.html");
	is_named("Größe & Söhne, Ärzte", "html", NULL, false,
	    "größe-söhne-Ärzte-2026-07-14.html");
	is_named("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé "
	         "and more",
	    "html", NULL, false,
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "-2026-07-14.html");
}

Test(report_make, what_the_session_lives_of_is_no_place, .init = begin,
    .fini = finish)
{
	struct err err = { 0 };

	cr_assert_eq(mkdir("s", 0700), 0);
	cr_assert(file_create("s/journal", "x", 1, NULL));
	cr_assert(file_create("s/lock", "", 0, NULL));
	cr_assert_eq(symlink("s/journal", "link"), 0);
	cr_expect(report_check_path("s", "s/report.md", NULL));
	cr_expect(report_check_path("s", "nowhere/report.md", NULL));
	cr_expect_not(report_check_path("s", "s", &err));
	cr_expect_not(report_check_path("s", "s/journal", &err));
	cr_expect_not(report_check_path("s", "s/../link", &err));
	cr_expect_not(report_check_path("s", "s/lock", &err));
	cr_expect_eq(err.code, ERR_INPUT);
	err_done(&err);
}

Test(report_make, a_file_is_replaced_only_when_that_was_said, .init = begin,
    .fini = finish)
{
	struct err err = { 0 };
	struct str text = { 0 };

	str_add(&text, "new");
	cr_assert(file_create("a.md", "old", 3, NULL));
	cr_assert_eq(symlink("a.md", "link.md"), 0);
	cr_expect_not(report_keep(&text, "a.md", false, &err));
	cr_expect_eq(err.code, ERR_INPUT);
	err_done(&err);
	char *left = content_of("a.md");

	cr_expect_str_eq(left, "old");
	free(left);
	cr_expect(report_keep(&text, "link.md", true, &err));
	left = content_of("a.md");
	cr_expect_str_eq(left, "new", "what a link leads to is replaced");
	free(left);
	cr_expect_not(report_keep(&text, "/dev/full", true, &err));
	cr_expect_eq(err.code, ERR_FULL);
	err_done(&err);
	str_done(&text);
}

/* ":report html own FILE", and what the child makes of it. */
static void
order(struct app *app)
{
	press(app, ":report html own a.html\n");
}

Test(report_make, the_screen_asks_before_it_replaces, .init = begin,
    .fini = finish)
{
	struct app *app = open_app();
	char *left;

	press(app, ":new s\n");
	cr_assert(file_create("a.html", "old", 3, NULL));
	order(app);
	cr_expect(shows(app, "already:"));
	press(app, "\n");
	cr_expect_eq(app_timeout(app), -1, "nothing is made for Enter");
	order(app);
	press(app, "n");
	cr_expect_eq(app_timeout(app), -1, "nothing is made for n");
	left = content_of("a.html");
	cr_expect_str_eq(left, "old");
	free(left);
	order(app);
	press(app, "y");
	cr_expect_gt(app_timeout(app), 0, "it is looked at again");
	app_tick(app);
	cr_expect(shows(app, "Written to a.html."));
	cr_expect_eq(app_timeout(app), -1, "then the program sleeps");
	left = content_of("a.html");
	cr_expect(str_starts(left, "<!DOCTYPE html>"), "%.40s", left);
	free(left);
	app_close(app);
}

Test(report_make, one_that_comes_up_meanwhile_is_left_alone, .init = begin,
    .fini = finish)
{
	struct app *app = open_app();
	char *left;

	press(app, ":new s\n");
	order(app);
	cr_assert(file_create("a.html", "theirs", 6, NULL));
	app_tick(app);
	cr_expect(shows(app, "There is such a file already."));
	left = content_of("a.html");
	cr_expect_str_eq(left, "theirs");
	free(left);
	app_close(app);
}

Test(report_make, a_program_that_ends_leaves_no_half_report, .init = begin,
    .fini = finish)
{
	struct app *app = open_app();

	press(app, ":new s\n");
	order(app);
	app_close(app);
	app = open_app();
	cr_expect_not(path_exists("a.html"));
	order(app);
	app_tick(app);
	cr_expect(path_exists("a.html"), "the name was free");
	app_close(app);
}
