/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_PANE_H
#define ASSAY_PANES_PANE_H

/* What a pane is: data and a const table of functions. Panes (tree, levels,
 * evidence, ...) lie side by side in a view; drawers (palette, help, search,
 * note) rise from the foot and take the keys first. A pane knows the desk and
 * the canvas, never another pane. */

#include "panes/command.h"

#include <stdbool.h>

struct canvas;
struct desk;
struct keymap;

struct rect {
	int row, col, rows, cols;
};

enum move {
	MOVE_DOWN,
	MOVE_UP,
	MOVE_LEFT,
	MOVE_RIGHT,
	MOVE_PAGE_DOWN,
	MOVE_PAGE_UP,
	MOVE_HALF_DOWN,
	MOVE_HALF_UP,
	MOVE_FIRST,
	MOVE_LAST,
	MOVE_ENTER,
	MOVE_FOLD_ALL
};

/* Where a move leads in a list of `count` items (at least 1) from `at`; page
 * is how far PgUp and PgDn go. False: the move is none along a list. */
bool move_place(
    enum move move, size_t at, size_t page, size_t count, size_t *to);

struct pane {
	const struct pane_ops *ops;
	struct rect rect;
	bool focused;
	bool compact; /* fewer than 24 rows: one-line forms (screens.md 3) */
	bool headed;  /* its head stands in the first row of the screen */
	const struct keymap *keymap; /* for hints and help; borrowed */
};

struct pane_ops {
	const char *name;  /* "tree" */
	const char *title; /* N_("Controls"): tab at 80 columns, help */
	/* tables of commands whose keys work here, NULL-terminated, the
	 * nearest first; NULL for none */
	const struct command_table *const *tables;
	/* names of the commands for the hint row, most used first,
	 * NULL-terminated; NULL for none. May look at what is under the
	 * cursor. */
	const char *const *(*hints)(
	    const struct pane *pane, const struct desk *desk);
	struct pane *(*open)(void);
	void (*done)(struct pane *pane); /* frees it */
	/* Before drawing: a new rect or a changed desk; clamps scrolling. */
	void (*fit)(struct pane *pane, const struct desk *desk);
	void (*draw)(const struct pane *pane, const struct desk *desk,
	    struct canvas *canvas);
	/* Its title in the first row of the screen, in `cols` cells from col
	 * on, where that names no other views; NULL: it has none. */
	void (*head)(const struct pane *pane, const struct desk *desk,
	    struct canvas *canvas, int row, int col, int cols);
	/* The cursor; ctx for focus changes. False: cannot go further. */
	bool (*move)(
	    struct pane *pane, enum move move, struct command_ctx *ctx);

	/* Drawers only. */
	/* Rows wanted at this width, without the bar; 0: hint row only. */
	int (*want)(const struct pane *pane, const struct desk *desk, int cols);
	/* Title and right side of the bar. */
	void (*bar)(const struct pane *pane, const struct desk *desk,
	    struct str *title, struct str *right);
	/* A key typed; false: not for this drawer, look it up as a command. */
	bool (*key)(struct pane *pane, key_code key, struct command_ctx *ctx);
	/* Text pasted. */
	void (*paste)(
	    struct pane *pane, const char *text, struct command_ctx *ctx);
	/* Draws the hint row where one types; NULL: hints as usual. */
	void (*input)(const struct pane *pane, const struct desk *desk,
	    struct canvas *canvas, int row, int cols);
	/* Half-typed text to keep: name of the draft and text; false: none. */
	bool (*draft)(
	    const struct pane *pane, struct str *name, struct str *text);
};

#endif
