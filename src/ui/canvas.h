/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_CANVAS_H
#define ASSAY_UI_CANVAS_H

/* A grid of cells with text and a role each. Panes draw here, term.c shows it,
 * tests read it. The only module that measures text: width is libc's wcwidth,
 * as curses does. Nothing drawn leaves the given width or the canvas; text is
 * made safe on the way in (display_safe). Rows and columns count from 0. */

#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>

struct str;
struct canvas;

enum canvas_flags {
	CANVAS_UNICODE = 0,
	CANVAS_ASCII_GLYPHS = 1, /* signs as ASCII, text as it is */
	CANVAS_ASCII_TEXT = 2,   /* text without UTF-8 too: accents dropped,
	                            quotes and dashes replaced, else '?';
	                            takes the same cells */
	CANVAS_DASHES = 4        /* no reverse video: bars are dashes */
};

struct canvas *canvas_new(int rows, int cols, unsigned flags);
void canvas_free(struct canvas *canvas);
/* New size, everything blank. */
void canvas_resize(struct canvas *canvas, int rows, int cols);
void canvas_clear(struct canvas *canvas);
int canvas_rows(const struct canvas *canvas);
int canvas_cols(const struct canvas *canvas);
bool canvas_ascii(const struct canvas *canvas); /* ASCII glyphs? */

/* Draws text in at most width cells from (row, col); returns the cells used,
 * also where they lie outside the rows or left of the canvas. Drawing ends at
 * a wide character that would be cut in half. */
int canvas_put(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text);
/* The same for the first len bytes. */
int canvas_put_n(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text, size_t len);
/* The same; what does not fit ends in ~ at the last cell. */
int canvas_put_cut(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text);
/* The first len bytes and a ~ behind them: a line that more would follow. */
int canvas_put_more(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text, size_t len);
/* Right-aligned in [col, col + width); cut on the left side never: it cuts as
 * canvas_put_cut. Returns the column of its first cell. */
int canvas_put_right(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text);
int canvas_put_glyph(
    struct canvas *canvas, int row, int col, enum role role, enum glyph glyph);
void canvas_fill(struct canvas *canvas, int row, int col, int rows, int cols,
    enum role role);
/* Gives the cells, blank ones too, another role and keeps their text. Cells
 * whose role is in the mask `keep` (1u << role) keep it. */
void canvas_restyle(struct canvas *canvas, int row, int col, int width,
    enum role role, unsigned keep);
/* A bar: title on the left, `right` (may be NULL) on the right where there is
 * room for it. */
void canvas_bar(struct canvas *canvas, int row, int col, int width,
    const char *title, const char *right);
/* Where the terminal's cursor stands; (-1, -1), the state after clear and
 * resize, or a place outside hides it. */
void canvas_cursor(struct canvas *canvas, int row, int col);
void canvas_get_cursor(const struct canvas *canvas, int *row, int *col);

/* A part of a text drawn in another role: bytes [start, end). */
struct canvas_span {
	size_t start, end;
	enum role role;
};
/* Draws bytes [from, from + len) of text, with the roles of spans (sorted,
 * offsets in the whole text). Returns the cells used. */
int canvas_put_spans(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text, size_t from, size_t len,
    const struct canvas_span *spans, size_t count);

/* The cells a text takes when drawn (safe form, one line), in any locale. */
int text_cells(const char *text);
int text_cells_n(const char *text, size_t len);

/* For term.c and tests: the text of a cell ("" for the right half of a wide
 * one, " " for a blank) and its role. */
const char *canvas_cell(
    const struct canvas *canvas, int row, int col, enum role *role);
/* All rows as text, trailing blanks cut, a line feed after each. */
void canvas_dump(const struct canvas *canvas, struct str *out);
/* The roles as letters, one a cell, in rows as above; blanks are '.' only where
 * the role is ROLE_TEXT. */
void canvas_dump_roles(const struct canvas *canvas, struct str *out);

/* For term.c: the first and last cell of a row in which now differs from
 * before, with both halves of wide characters; false: in none. */
bool canvas_row_differs(const struct canvas *now, const struct canvas *before,
    int row, int *first, int *last);
/* Makes `to` the same as `from`. */
void canvas_copy(struct canvas *to, const struct canvas *from);
/* The same of some cells; false, and nothing done: they differ in size. */
bool canvas_copy_cells(struct canvas *to, const struct canvas *from, int row,
    int first, int last);

#endif
