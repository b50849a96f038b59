/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_TERM_H
#define ASSAY_UI_TERM_H

/* The terminal: the only includer of curses. Raw mode, newterm, default
 * colours, an 8-colour design, NO_COLOR; signals only set a flag that term_key
 * turns into KEY_CODE_HANGUP; a terminal that is gone never spins. */

#include "ui/keys.h"

#include <stdbool.h>

struct canvas;
struct err;
struct term;

struct term_options {
	int colour;        /* -1: as NO_COLOR and the terminal say; 0, 1 */
	bool ascii_glyphs; /* asked for; TERM=linux and the C locale ask too */
};

/* Starts the screen on standard input and output; there is one at a time, and
 * the locale is set by then. NULL and ERR_IO with one clear line when that is
 * no terminal, TERM is unset, unknown (names the package with more
 * descriptions) or cannot place the cursor (dumb): use the subcommands. */
struct term *term_open(const struct term_options *options, struct err *err);
/* Restores the terminal and the signals. Safe to call twice and with NULL; the
 * die hook, which term_open sets, calls it too. */
void term_close(struct term *term);
/* Size, and the canvas flags this terminal wants (CANVAS_ASCII_...). */
void term_size(const struct term *term, int *rows, int *cols);
unsigned term_canvas_flags(const struct term *term);

/* Brings the screen to what the canvas says; curses sends the difference. */
void term_show(struct term *term, const struct canvas *canvas);
/* The next key; waits timeout_ms (-1: for ever). Keys nobody knows are left
 * out. Stopping (kill -TSTP) and continuing happen in here. */
key_code term_key(struct term *term, int timeout_ms);
/* Does input wait? Then several keys can be taken before one redraw. */
bool term_pending(struct term *term);
/* The text of the last KEY_CODE_PASTE, lines ended by line feeds, controls
 * but tabs removed; borrowed. */
const char *term_pasted(const struct term *term);
/* Repaints from nothing (^L). */
void term_redraw(struct term *term);
/* ^Z: gives the terminal back and stops; returns when continued. */
void term_suspend(struct term *term);
/* Runs argv on the terminal (an editor) and takes it back; its exit status,
 * or -1 and *err when it could not be started or was killed. */
int term_run(struct term *term, char *const argv[], struct err *err);
/* Has a signal said leave, or is the terminal gone? */
bool term_leaving(const struct term *term);
/* Which signal said leave; 0: none (hang-up of the terminal itself). */
int term_signal(const struct term *term);

#endif
