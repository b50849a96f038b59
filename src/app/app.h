/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_APP_H
#define ASSAY_APP_APP_H

/* The program behind the screen: a session or a pack, the views, keys in and
 * a canvas out. It owns catalog, session, journal, desk and panes. No terminal
 * here: run.c brings one, tests do without. */

#include "ui/keys.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct app;
struct canvas;
struct err;
struct settings;

struct app_options {
	const char *datadir;  /* where the shipped packs are */
	const char *session;  /* a session's directory, or NULL */
	const char *pack;     /* a pack's directory or id, or NULL */
	const char *assessor; /* who makes the commits */
	const char *language; /* of the pack's texts; NULL: settings, locale */
	bool read_only;       /* do not take the lock */
	bool fresh;           /* do not open the last session */
	const struct settings *settings; /* borrowed; NULL: defaults */
	/* The clock; NULL: time(). */
	time_t (*now)(void *data);
	void *now_data;
};

/* Opens the session named, else the last one, else the pack alone (the first
 * answer makes a session). NULL and *err when what was asked for cannot be
 * opened. A session that somebody else writes, or that is on a read-only
 * disk, opens to read, and the screen says so. */
struct app *app_open(const struct app_options *options, struct err *err);
/* Writes the snapshot and where one was, frees everything. */
void app_close(struct app *app);
/* The same; what there is to tell when the terminal is back, a line each, NULL
 * when there is nothing. The caller frees it. */
char *app_end(struct app *app);

void app_resize(struct app *app, int rows, int cols);
/* One key. Pasted text comes with KEY_CODE_PASTE. */
void app_key(struct app *app, key_code key, const char *pasted);
/* Draws the whole screen. */
void app_draw(struct app *app, struct canvas *canvas);
/* Milliseconds until something wants to be done without a key (a draft, a new
 * try to save); -1: nothing. app_tick does it. */
int app_timeout(const struct app *app);
void app_tick(struct app *app);
/* Has the user left, or can the program not go on? */
bool app_finished(const struct app *app);
/* Why it cannot; false: the user has left. The caller frees *err. */
bool app_take_failure(struct app *app, struct err *err);
/* What the loop should do for the program before the next key. */
enum app_wish { WISH_NONE, WISH_REDRAW, WISH_SUSPEND, WISH_EDITOR };
enum app_wish app_take_wish(struct app *app);
/* WISH_EDITOR: the file to edit, and what to do once it was (ok: the editor
 * ended well). */
const char *app_editor_file(const struct app *app);
void app_editor_done(struct app *app, bool ok, const char *problem);

#endif
