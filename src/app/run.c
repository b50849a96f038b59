/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Draw, read a key, hand it on: one thread, and asleep unless a key comes. */

#include <config.h>

#include "app/run.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "base/err.h"
#include "base/mem.h"
#include "ui/canvas.h"
#include "ui/term.h"

struct loop {
	struct app *app;
	struct term *term;
	struct canvas *canvas;
};

/* $VISUAL, $EDITOR or vi, split on blanks, on the file; no shell. */
static int
run_editor(struct term *term, const char *file, struct err *err)
{
	const char *editor = getenv("VISUAL");
	char *argv[16];
	size_t count = 0;

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	if (!editor || !*editor)
		editor = "vi";
	char *words = xstrdup(editor), *rest = NULL;

	for (char *word = strtok_r(words, " \t", &rest); word && count < 14;
	     word = strtok_r(NULL, " \t", &rest))
		argv[count++] = word;
	/* a session's directory may begin like an option */
	char *name = xasprintf("%s%s", *file == '-' ? "./" : "", file);

	argv[count++] = name;
	argv[count] = NULL;
	int status = term_run(term, argv, err);

	free(name);
	free(words);
	return status;
}

static void
grant(struct loop *loop)
{
	struct err err = { 0 };

	switch (app_take_wish(loop->app)) {
	case WISH_REDRAW:
		term_redraw(loop->term);
		break;
	case WISH_SUSPEND:
		term_suspend(loop->term);
		break;
	case WISH_EDITOR: {
		int status =
		    run_editor(loop->term, app_editor_file(loop->app), &err);

		/* when it is time to leave, what the editor has saved so far
		 * stays beside the draft, and is found with it */
		if (!term_leaving(loop->term))
			app_editor_done(loop->app, status == 0, err.message);
		err_done(&err);
		break;
	}
	case WISH_NONE:
		break;
	}
}

static void
fit_size(struct loop *loop)
{
	int rows, cols;

	term_size(loop->term, &rows, &cols);
	canvas_resize(loop->canvas, rows, cols);
	app_resize(loop->app, rows, cols);
}

/* Takes every key that waits before one frame is drawn. False: leave. */
static bool
take_keys(struct loop *loop)
{
	key_code key = term_key(loop->term, app_timeout(loop->app));

	for (;;) {
		if (key == KEY_CODE_HANGUP)
			return false;
		if (key == KEY_CODE_RESIZE || key == KEY_CODE_RESUME)
			fit_size(loop);
		else if (key == KEY_CODE_TIMEOUT)
			app_tick(loop->app);
		else
			app_key(loop->app, key,
			    key == KEY_CODE_PASTE ? term_pasted(loop->term)
			                          : NULL);
		grant(loop);
		if (app_finished(loop->app))
			return false;
		if (!term_pending(loop->term))
			return true;
		key = term_key(loop->term, 0);
	}
}

static void
run_loop(struct loop *loop)
{
	fit_size(loop);
	do {
		app_draw(loop->app, loop->canvas);
		term_show(loop->term, loop->canvas);
	} while (take_keys(loop));
}

static int
report(struct err *err)
{
	char *line = err_line(err);

	fprintf(stderr, "assay: %s\n", line);
	free(line);
	err_done(err);
	return 1;
}

int
run_screen(const struct app_options *options)
{
	struct err err = { 0 };
	const struct settings *settings = options->settings;
	struct term_options terminal = {
		.colour = settings ? settings->colour : -1,
		.ascii_glyphs = settings && settings->ascii,
	};
	struct loop loop = { .app = app_open(options, &err) };

	if (!loop.app)
		return report(&err);
	loop.term = term_open(&terminal, &err);
	if (!loop.term) {
		app_close(loop.app);
		return report(&err);
	}
	loop.canvas = canvas_new(24, 80, term_canvas_flags(loop.term));
	run_loop(&loop);
	int number = term_signal(loop.term);
	bool failed = app_take_failure(loop.app, &err);
	char *told = app_end(loop.app);

	canvas_free(loop.canvas);
	term_close(loop.term);
	if (told)
		fputs(told, stderr);
	free(told);
	if (failed)
		return report(&err);
	/* let the caller see by which signal it ended */
	if (number == SIGTERM || number == SIGHUP || number == SIGINT ||
	    number == SIGQUIT) {
		signal(number, SIG_DFL);
		raise(number);
	}
	return 0;
}
