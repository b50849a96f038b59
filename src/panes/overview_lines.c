/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Pieces of text set one behind the other. */

#include <config.h>

#include "panes/overview_lines.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ui/canvas.h"

void
overview_lines_clear(struct overview_lines *lines, int cols, int most)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->pieces[i].text);
	lines->count = 0;
	lines->lines = 0;
	lines->most = most;
	lines->cols = cols;
	lines->indent = 1;
	overview_lines_at(lines, 0, 1);
}

void
overview_lines_done(struct overview_lines *lines)
{
	overview_lines_clear(lines, 0, 0);
	free(lines->pieces);
	*lines = (struct overview_lines){ 0 };
}

void
overview_lines_at(struct overview_lines *lines, int line, int col)
{
	lines->line = line;
	lines->col = col;
}

/* Room for a piece of so many cells; NULL: there is none. */
static struct overview_piece *
place(struct overview_lines *lines, int gap, int cells)
{
	int col = lines->col + (lines->col > 1 ? gap : 0);

	if (col + cells > lines->cols - 1 && lines->col > 1) {
		lines->line++;
		col = lines->indent;
	}
	if (lines->line >= lines->most)
		return NULL;
	lines->pieces = mem_grow(lines->pieces, &lines->capacity,
	    lines->count + 1, sizeof(*lines->pieces));
	struct overview_piece *piece = &lines->pieces[lines->count++];

	*piece = (struct overview_piece){
		.line = lines->line, .col = col, .cells = cells
	};
	lines->col = col + cells;
	if (lines->lines <= lines->line)
		lines->lines = lines->line + 1;
	return piece;
}

struct overview_piece *
overview_lines_take(
    struct overview_lines *lines, int gap, enum role role, char *text)
{
	struct overview_piece *piece = place(lines, gap, text_cells(text));

	if (!piece) {
		free(text);
		return NULL;
	}
	piece->role = role;
	piece->text = text;
	return piece;
}

struct overview_piece *
overview_lines_bar(struct overview_lines *lines, int gap, int bar, int of)
{
	struct overview_piece *piece = place(lines, gap, of);

	if (piece) {
		piece->bar = bar;
		piece->bar_of = of;
	}
	return piece;
}

void
overview_lines_sign(struct overview_lines *lines, int gap, enum glyph sign)
{
	struct overview_piece *piece = place(lines, gap, 1);

	if (piece) {
		piece->is_sign = true;
		piece->sign = sign;
	}
}

static void
draw_piece(const struct overview_piece *piece, struct canvas *canvas, int row,
    int col, int room)
{
	if (piece->is_sign)
		canvas_put_glyph(canvas, row, col, ROLE_TEXT, piece->sign);
	for (int i = 0; i < piece->bar_of && i < room; i++)
		canvas_put_glyph(canvas, row, col + i, ROLE_TEXT,
		    i < piece->bar ? GLYPH_BAR : GLYPH_UNASSESSED);
	if (piece->text)
		canvas_put_cut(
		    canvas, row, col, room, piece->role, piece->text);
}

void
overview_lines_draw(const struct overview_lines *lines, struct canvas *canvas,
    int row, int col, size_t at)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct overview_piece *piece = &lines->pieces[i];
		int room = lines->cols - piece->col;

		draw_piece(
		    piece, canvas, row + piece->line, col + piece->col, room);
		if (i != at)
			continue;
		canvas_put_glyph(
		    canvas, row + piece->line, col, ROLE_TEXT, GLYPH_CURSOR);
		canvas_restyle(canvas, row + piece->line, col + piece->col,
		    piece->cells < room ? piece->cells : room, ROLE_CURSOR, 0);
		canvas_cursor(canvas, row + piece->line, col + piece->col);
	}
}

static bool
opens_same(const struct overview_piece *a, const struct overview_piece *b)
{
	if (a->goal != b->goal)
		return false;
	switch (a->goal) {
	case OVERVIEW_TRACE:
		return a->figure.kind == b->figure.kind &&
		       a->figure.level == b->figure.level;
	case OVERVIEW_GOES:
		return a->work == b->work;
	case OVERVIEW_GAP:
	case OVERVIEW_DOMAIN:
		return true;
	case OVERVIEW_STAYS:
		break;
	}
	return false;
}

size_t
overview_lines_find(
    const struct overview_lines *lines, const struct overview_piece *like)
{
	for (size_t i = 0; i < lines->count; i++)
		if (opens_same(&lines->pieces[i], like))
			return i;
	return SIZE_MAX;
}

size_t
overview_lines_first(const struct overview_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->pieces[i].goal)
			return i;
	return SIZE_MAX;
}

size_t
overview_lines_last(const struct overview_lines *lines)
{
	size_t last = SIZE_MAX;

	/* the first of the last line that has any */
	for (size_t i = 0; i < lines->count; i++)
		if (lines->pieces[i].goal &&
		    (last == SIZE_MAX ||
		        lines->pieces[i].line > lines->pieces[last].line))
			last = i;
	return last;
}

size_t
overview_lines_beside(const struct overview_lines *lines, size_t at, int step)
{
	size_t i = at;

	while (step > 0 ? i + 1 < lines->count : i > 0) {
		i = step > 0 ? i + 1 : i - 1;
		if (lines->pieces[i].line != lines->pieces[at].line)
			break;
		if (lines->pieces[i].goal)
			return i;
	}
	return SIZE_MAX;
}

/* Is piece a nearer to `from` than b: fewer lines off, then fewer columns? */
static bool
nearer(const struct overview_piece *from, const struct overview_piece *a,
    const struct overview_piece *b)
{
	int lines_a = abs(a->line - from->line);
	int lines_b = abs(b->line - from->line);

	if (lines_a != lines_b)
		return lines_a < lines_b;
	return abs(a->col - from->col) < abs(b->col - from->col);
}

size_t
overview_lines_below(const struct overview_lines *lines, size_t at, int step)
{
	const struct overview_piece *from = &lines->pieces[at];
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < lines->count; i++) {
		const struct overview_piece *piece = &lines->pieces[i];

		if (!piece->goal || (piece->line - from->line) * step <= 0)
			continue;
		if (best == SIZE_MAX ||
		    nearer(from, piece, &lines->pieces[best]))
			best = i;
	}
	return best;
}
