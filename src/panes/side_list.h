/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_SIDE_LIST_H
#define ASSAY_PANES_SIDE_LIST_H

/* A narrow pane's content as screen lines that belong to items: what evidence
 * and notes share. The lines are made anew before each drawing and own their
 * texts; cursor and scrolling stay. */

#include "panes/pane.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>

struct canvas;
struct commit;
struct desk;

/* Columns from the pane's left edge: cursor 0, sign 1, text 3. */
enum { SIDE_SIGN = 1, SIDE_TEXT = 3 };
#define SIDE_NONE ((size_t)-1)

struct side_line {
	size_t item; /* SIDE_NONE: belongs to none */
	int indent;  /* column of the text */
	enum role role;
	char *text;  /* owned, or NULL */
	char *label; /* in SIDE_TEXT, before the text; owned, or NULL */
	const char *head; /* strong, in SIDE_SIGN, before the text; borrowed */
	char *tail;  /* quiet, after the text; owned, or NULL */
	char *right; /* at the right edge; owned, or NULL */
	enum role right_role;
	const char *sign;  /* in SIDE_SIGN, or NULL; borrowed */
	const char *ascii; /* its form where there is ASCII only */
	enum role sign_role;
	char *name;        /* of what begins here, said when it is out of
	                      view; owned, or NULL */
};

struct side_list {
	struct side_line *lines;
	size_t count, capacity;
	size_t items;  /* how many the cursor can stand on */
	size_t cursor; /* one of them */
	size_t top;    /* the first line shown */
	size_t seen;   /* the item last scrolled to; SIDE_NONE: none */
	int body;      /* rows for lines */
	bool visited;  /* the cursor was here: its place is marked */
};

void side_list_done(struct side_list *list);
/* Takes the lines away; cursor and scrolling stay. */
void side_list_clear(struct side_list *list);
/* Another control: cursor on `cursor`, nothing scrolled, not visited. */
void side_list_restart(struct side_list *list, size_t cursor);

/* A new last line; text is copied, may be NULL. The line is borrowed until
 * the next one. */
struct side_line *side_list_add(struct side_list *list, size_t item, int indent,
    enum role role, const char *text);
/* Text wrapped to `cells`, in at most `most` lines (0: all), of which the last
 * then ends in ~. Returns the number of its first line. */
size_t side_list_wrap(struct side_list *list, size_t item, int indent,
    enum role role, const char *text, int cells, size_t most);

/* Clamps cursor and scrolling to `rows` rows of lines. */
void side_list_fit(struct side_list *list, const struct pane *pane, int rows);
/* Draws the lines from the pane's row `row` on, the cursor and what is out of
 * view. */
void side_list_draw(const struct side_list *list, const struct pane *pane,
    struct canvas *canvas, int row);
/* Up and down by item, inside a long one by line; false: no further. */
bool side_list_move(struct side_list *list, enum move move);

/* The cells texts may take at SIDE_TEXT. */
int side_cells(const struct pane *pane);
/* The pane's heading; where the pane stands alone, its tab says what it is and
 * the heading names the control. */
void side_draw_heading(const struct pane *pane, const struct desk *desk,
    struct canvas *canvas, const char *title);
/* What there is not and, unless NULL, what helps: "none yet   N writes one",
 * on two lines where narrow. */
void side_list_add_empty(struct side_list *list, const struct pane *pane,
    const char *nothing, const char *help);
/* The first key of a command, "" when it has none. */
void side_key(const struct pane *pane, const char *command, char out[16]);

/* The commit of that number, NULL when there is none; when it was made:
 * "10:36", or "13 Jul" where that is not the day of the latest commit. */
enum { SIDE_WHEN = 40 };
const struct commit *side_commit(
    const struct desk *desk, unsigned long long seq, char when[SIDE_WHEN]);
/* Who a commit's content comes from: who said it, else who recorded it. */
const char *side_who(const struct commit *commit);

#endif
