/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The steps of a script: README.md lists them. */

#include <config.h>

#include "player.h"

#include <libintl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/sources.h"
#include "model/catalog.h"
#include "store/content.h"
#include "ui/canvas.h"

enum { APPS = 2 };

struct player {
	const char *name;    /* of the script */
	const char *top;     /* the source directory, absolute */
	struct player_state *state;
	struct app *apps[APPS]; /* the second is somebody else's */
	size_t app;
	struct canvas *canvas;
	enum app_wish wish;
	struct str screens; /* what was shown */
	struct str faults;  /* what was not as expected, as TAP diagnostics */
};

static time_t
tell_time(void *data)
{
	return ((const struct player_state *)data)->clock;
}

static void __attribute__((format(printf, 2, 3)))
fault(struct player *p, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	p->state->failed = true;
	str_printf(&p->faults, "# %s.steps:%zu: ", p->name, p->state->line);
	str_vprintf(&p->faults, format, args);
	str_add(&p->faults, "\n");
	va_end(args);
}

void
player_quote(struct str *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		str_printf(out, "#   |%.*s\n", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void
draw(struct player *p)
{
	canvas_resize(p->canvas, p->state->rows, p->state->cols);
	app_resize(p->apps[p->app], p->state->rows, p->state->cols);
	app_draw(p->apps[p->app], p->canvas);
}

/* Text with \e, \n, \t and \u{202e} as the characters meant. */
static char *
unescape(const char *text)
{
	struct str out = { 0 };

	while (*text) {
		char utf8[5], *end = NULL;

		if (str_starts(text, "\\u{")) {
			uint32_t code = (uint32_t)strtoul(text + 3, &end, 16);

			str_add_n(&out, utf8, utf8_encode(code, utf8));
			text = *end == '}' ? end + 1 : end;
		} else if (*text == '\\' && text[1]) {
			const char *at = strchr("e\033n\nt\t\\\\", text[1]);

			str_add_char(&out, at ? at[1] : text[1]);
			text += 2;
		} else {
			str_add_char(&out, *text++);
		}
	}
	str_add(&out, "");
	return out.data ? str_steal(&out) : xstrdup("");
}

/* Steps: the argument is the rest of the line; what cannot be done is a
 * fault. */


static void
close_app(struct player *p)
{
	app_close(p->apps[p->app]);
	p->apps[p->app] = NULL;
}

static void
open_app(struct player *p, bool read_only)
{
	struct player_state *s = p->state;
	struct err err = { 0 };
	struct app_options options = {
		.datadir = p->top,
		.session = *s->session ? s->session : NULL,
		.pack = *s->pack ? s->pack : NULL,
		.assessor = p->app ? "K. Ito" : "J. Meyer",
		.language = *s->language ? s->language : NULL,
		.read_only = read_only,
		.now = tell_time,
		.now_data = s,
	};

	if (p->apps[p->app])
		close_app(p);
	p->apps[p->app] = app_open(&options, &err);
	if (!p->apps[p->app]) {
		char *line = err_line(&err);

		fault(p, "cannot open: %s", line);
		free(line);
		err_done(&err);
		return;
	}
	draw(p);
}

static void
step_open(struct player *p, const char *argument)
{
	snprintf(p->state->session, PLAYER_NAME, "%s", argument);
	open_app(p, false);
}

static void
step_read_only(struct player *p, const char *argument)
{
	snprintf(p->state->session, PLAYER_NAME, "%s", argument);
	open_app(p, true);
}

static void
step_close(struct player *p, const char *argument)
{
	(void)argument;
	close_app(p);
}

static void
step_reopen(struct player *p, const char *argument)
{
	(void)argument;
	open_app(p, false);
}

/* What the power cut leaves: the process ends here and now. */
static void
step_crash(struct player *p, const char *argument)
{
	(void)argument;
	p->state->crashed = true;
}

/* Somebody else at the same session: the steps go to her until the next. */
static void
step_other(struct player *p, const char *argument)
{
	(void)argument;
	p->app = (p->app + 1) % APPS;
}

static void
step_size(struct player *p, const char *argument)
{
	if (sscanf(argument, "%d %d", &p->state->cols, &p->state->rows) != 2)
		fault(p, "size COLUMNS ROWS, not %s", argument);
	if (p->apps[p->app])
		draw(p);
}

static void
step_clock(struct player *p, const char *argument)
{
	struct tm tm = { .tm_isdst = -1 };

	if (!strptime(argument, "%Y-%m-%dT%H:%M:%S", &tm))
		fault(p, "clock 2026-07-14T10:42:07, not %s", argument);
	p->state->clock = mktime(&tm);
}

/* Seconds pass; what waited for them is done. */
static void
step_wait(struct player *p, const char *argument)
{
	p->state->clock += atoi(argument);
	app_tick(p->apps[p->app]);
}

static void
step_ascii(struct player *p, const char *argument)
{
	unsigned flags = CANVAS_ASCII_GLYPHS;

	if (str_equal(argument, "text"))
		flags |= CANVAS_ASCII_TEXT;
	p->state->flags = str_equal(argument, "off") ? 0 : flags;
	canvas_free(p->canvas);
	p->canvas = canvas_new(
	    p->state->rows, p->state->cols, p->state->flags);
}

static void
step_styles(struct player *p, const char *argument)
{
	p->state->styles = !str_equal(argument, "off");
}

/* A pack's directory: below the scratch directory, else of the sources. */
static void
step_pack(struct player *p, const char *argument)
{
	char *path = content_is_pack(argument) ? xstrdup(argument)
					       : path_join(p->top, argument);

	snprintf(p->state->pack, PLAYER_NAME, "%s", path);
	free(path);
}

/* import FORMAT SOURCE DIR: makes a pack, as the verb does. */
static void
step_import(struct player *p, const char *argument)
{
	char format[32], source[128], dir[64];
	struct catalog *catalog = NULL;
	struct import_source *sources = NULL;
	size_t count = 0, odd[ODD_COUNT] = { 0 };
	struct err_list problems = { 0 };
	struct err err = { 0 };

	if (sscanf(argument, "%31s %127s %63s", format, source, dir) != 3) {
		fault(p, "import FORMAT SOURCE DIR, not %s", argument);
		return;
	}
	char *path = path_join(p->top, source);

	if (!sources_read(
		&path, 1, NULL, &sources, &count, &problems, &err) ||
	    !import_read(format, sources, count, dir, NULL, &catalog,
		&problems, odd, &err) ||
	    !content_write(catalog, dir, NULL, NULL, &err))
		fault(p, "cannot import: %s", err.message);
	sources_free(sources, count);
	catalog_free(catalog);
	err_list_done(&problems);
	err_done(&err);
	free(path);
}

static void
step_language(struct player *p, const char *argument)
{
	snprintf(p->state->language, PLAYER_NAME, "%s", argument);
}

/* The program's own sentences in another language; where the catalogs are not
 * built the script is left out. */
static void
step_translated(struct player *p, const char *argument)
{
	const char *build = getenv("top_builddir");
	char *locales = path_join(build ? build : ".", "data/locale");
	char *file = xasprintf(
	    "%s/%s/LC_MESSAGES/assay.mo", locales, argument);

	(void)p;
	if (!path_exists(file)) {
		printf("# %s is not built\n", file);
		exit(PLAYER_SKIP);
	}
	setenv("LANGUAGE", argument, 1);
	bindtextdomain(PACKAGE, locales);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	free(file);
	free(locales);
}

/* A key or pasted text, and all a loop would do after it. */
static void
press(struct player *p, key_code key, const char *pasted)
{
	struct app *app = p->apps[p->app];

	app_key(app, key, pasted);
	p->state->keys++;
	p->wish = app_take_wish(app);
	draw(p);
}

static void
step_keys(struct player *p, const char *argument)
{
	const char *bad = NULL;
	key_code key;

	while ((key = keys_next(&argument, &bad)) != KEY_CODE_NONE)
		press(p, key, NULL);
	if (bad)
		fault(p, "no such key: %s", bad);
}

static void
step_text(struct player *p, const char *argument)
{
	uint32_t code;

	while (*argument) {
		argument = utf8_next(argument, &code);
		press(p, code, NULL);
	}
}

/* "NAME TEXT": a file of the client's, its folder made where there is none. */
static void
step_file(struct player *p, const char *argument)
{
	size_t len = strcspn(argument, " ");
	char *name = xstrndup(argument, len), *slash = strrchr(name, '/');
	char *text = unescape(argument + len + (argument[len] == ' '));
	struct err err = { 0 };

	if (slash) {
		*slash = '\0';
		file_make_dirs(name, &err);
		*slash = '/';
	}
	if (!err.code)
		file_replace(name, text, strlen(text), false, &err);
	if (err.code)
		fault(p, "%s: %s", name, err.message);
	err_done(&err);
	free(text);
	free(name);
}

static void
step_paste(struct player *p, const char *argument)
{
	char *text = unescape(argument);

	press(p, KEY_CODE_PASTE, text);
	free(text);
}

/* The editor program, asked for by the last key, leaves this text. */
static void
step_editor(struct player *p, const char *argument)
{
	struct app *app = p->apps[p->app];
	char *text = unescape(argument);

	if (p->wish != WISH_EDITOR)
		fault(p, "the last key asked for no editor");
	else if (!file_replace(app_editor_file(app), text, strlen(text), false,
		     NULL))
		fault(p, "the editor's file cannot be written");
	else
		app_editor_done(app, true, NULL);
	draw(p);
	free(text);
}

static void
limit_files(rlim_t bytes)
{
	struct rlimit limit;

	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = bytes;
	setrlimit(RLIMIT_FSIZE, &limit);
}

/* No file may grow any more: a full disk, without being root. */
static void
step_full(struct player *p, const char *argument)
{
	struct stat st;
	char *journal = path_join(argument, "journal");

	if (stat(journal, &st) != 0)
		fault(p, "no session in %s", argument);
	else
		limit_files((rlim_t)st.st_size);
	free(journal);
}

static void
step_room(struct player *p, const char *argument)
{
	(void)p;
	(void)argument;
	limit_files(RLIM_INFINITY);
}

/* hide N TEXT: sums and random ids differ from run to run. */
static void
step_hide(struct player *p, const char *argument)
{
	struct player_state *s = p->state;
	char *text;
	int cells = (int)strtol(argument, &text, 10);

	for (int i = 0; i < PLAYER_HIDE; i++) {
		if (*s->hide[i])
			continue;
		s->hide_cells[i] = cells;
		snprintf(s->hide[i], sizeof(s->hide[i]), "%s",
		    text + strspn(text, " "));
		return;
	}
	fault(p, "no more than %d texts can be hidden", (int)PLAYER_HIDE);
}

static void
hide_random(const struct player_state *s, char *screen)
{
	for (int i = 0; i < PLAYER_HIDE && *s->hide[i]; i++) {
		char *at = screen;

		while ((at = strstr(at, s->hide[i]))) {
			at += strlen(s->hide[i]);
			for (int n = s->hide_cells[i]; n && *at >= ' '; n--)
				*at++ = '#';
		}
	}
}

static void
step_show(struct player *p, const char *argument)
{
	struct str screen = { 0 };
	int row, col;

	draw(p);
	canvas_get_cursor(p->canvas, &row, &col);
	str_printf(&p->screens, "== %s\n", argument);
	canvas_dump(p->canvas, &screen);
	hide_random(p->state, screen.data);
	str_add(&p->screens, str_text(&screen));
	str_done(&screen);
	str_printf(&p->screens, "-- %d x %d, cursor %d %d\n", p->state->cols,
	    p->state->rows, row + 1, col + 1);
	if (p->state->styles)
		canvas_dump_roles(p->canvas, &p->screens);
}

/* Row `wanted` of the screen as text; all rows for 0. */
static char *
screen_text(struct player *p, int wanted)
{
	struct str all = { 0 };

	draw(p);
	canvas_dump(p->canvas, &all);
	char *text = str_steal(&all), *row = text;

	for (int i = 1; i < wanted && row; i++)
		row = (row = strchr(row, '\n')) ? row + 1 : NULL;
	if (wanted && row)
		row = xstrndup(row, strcspn(row, "\n"));
	else if (wanted)
		row = xstrdup("");
	if (wanted)
		free(text);
	return row;
}

static void
look_for(struct player *p, const char *text, int row, bool there)
{
	char *screen = screen_text(p, row);

	if ((strstr(screen, text) != NULL) != there) {
		fault(p, "\"%s\" should %sbe on the screen", text,
		    there ? "" : "not ");
		player_quote(&p->faults, screen);
	}
	free(screen);
}

static void
step_expect(struct player *p, const char *argument)
{
	look_for(p, argument, 0, true);
}

static void
step_reject(struct player *p, const char *argument)
{
	look_for(p, argument, 0, false);
}

/* expect-row N TEXT: row N, from 1, negative from the foot. */
static void
step_expect_row(struct player *p, const char *argument)
{
	char *text;
	long row = strtol(argument, &text, 10);

	look_for(p, text + strspn(text, " "),
	    (int)(row < 0 ? p->state->rows + 1 + row : row), true);
}

/* The terminal's cursor stands on an item whose row holds the text. */
static void
step_expect_cursor(struct player *p, const char *argument)
{
	int row, col;

	draw(p);
	canvas_get_cursor(p->canvas, &row, &col);
	look_for(p, argument, row + 1, true);
}

static void
step_expect_wish(struct player *p, const char *argument)
{
	static const char *const names[] = { "none", "redraw", "suspend",
		"editor" };

	if (!str_equal(names[p->wish], argument))
		fault(p, "the loop was asked for: %s", names[p->wish]);
}

/* The user has left. */
static void
step_finished(struct player *p, const char *argument)
{
	(void)argument;
	if (!app_finished(p->apps[p->app]))
		fault(p, "the program should be left");
}

/* Counts keys from here. */
static void
step_count(struct player *p, const char *argument)
{
	(void)argument;
	p->state->keys = 0;
}

static void
step_keys_at_most(struct player *p, const char *argument)
{
	if (p->state->keys > strtoul(argument, NULL, 10))
		fault(p, "%u keys were needed", p->state->keys);
}

static const struct step {
	const char *word;
	void (*play)(struct player *p, const char *argument);
	bool needs_app;
} steps[] = {
	{ "ascii", step_ascii, false },
	{ "clock", step_clock, false },
	{ "close", step_close, true },
	{ "count", step_count, false },
	{ "crash", step_crash, true },
	{ "editor", step_editor, true },
	{ "expect", step_expect, true },
	{ "expect-cursor", step_expect_cursor, true },
	{ "expect-row", step_expect_row, true },
	{ "expect-wish", step_expect_wish, true },
	{ "finished", step_finished, true },
	{ "full", step_full, true },
	{ "hide", step_hide, false },
	{ "import", step_import, false },
	{ "keys", step_keys, true },
	{ "keys-at-most", step_keys_at_most, false },
	{ "language", step_language, false },
	{ "open", step_open, false },
	{ "other", step_other, false },
	{ "pack", step_pack, false },
	{ "paste", step_paste, true },
	{ "file", step_file, false },
	{ "read-only", step_read_only, false },
	{ "reject", step_reject, true },
	{ "reopen", step_reopen, false },
	{ "room", step_room, false },
	{ "show", step_show, true },
	{ "size", step_size, false },
	{ "styles", step_styles, false },
	{ "text", step_text, true },
	{ "translated", step_translated, false },
	{ "wait", step_wait, true },
};

static void
play_line(struct player *p, char *line)
{
	char *word = line + strspn(line, " \t");
	char *argument = word + strcspn(word, " \t");

	if (!*word || *word == '#')
		return;
	if (*argument)
		*argument++ = '\0';
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		if (!str_equal(steps[i].word, word))
			continue;
		if (steps[i].needs_app && !p->apps[p->app])
			fault(p, "%s before anything is open", word);
		else
			steps[i].play(p, argument);
		return;
	}
	fault(p, "no such step: %s", word);
}

/* Appends what was shown to the file of this play and says what was wrong. */
static int
hand_in(struct player *p)
{
	struct str all = { 0 };
	char *file = xasprintf("%s.actual", p->name);

	limit_files(RLIM_INFINITY);
	if (path_exists(file))
		file_read(file, PLAYER_FILE, &all, NULL);
	str_add(&all, str_text(&p->screens));
	if (!file_replace(file, str_text(&all), all.len, false, NULL))
		fault(p, "%s cannot be written", file);
	str_done(&all);
	free(file);
	fputs(str_text(&p->faults), stdout);
	fflush(stdout);
	return p->faults.len ? PLAYER_BAD : PLAYER_GOOD;
}

int
player_run(const char *name, const char *top, const char *script,
    struct player_state *state)
{
	struct player player = { .name = name, .top = top, .state = state };
	struct player *p = &player;
	char *copy = xstrdup(script), *rest = copy, *line;
	size_t number = 0;

	p->canvas = canvas_new(state->rows, state->cols, state->flags);
	while (!state->crashed && (line = strsep(&rest, "\n"))) {
		if (++number <= state->line)
			continue;
		state->line = number;
		play_line(p, line);
	}
	int status = hand_in(p);

	if (state->crashed)
		kill(getpid(), SIGKILL);
	for (p->app = 0; p->app < APPS; p->app++)
		close_app(p);
	canvas_free(p->canvas);
	str_done(&p->screens);
	str_done(&p->faults);
	free(copy);
	return status;
}
