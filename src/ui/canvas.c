/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Cells, and the one place where text is measured and made safe to show. A
 * blank cell of ROLE_TEXT is all zeros, so that clearing and comparing are
 * memset and memcmp. */

#include <config.h>

#include "ui/canvas.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <uniwidth.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* Curses shows a character and four marks in a cell; so do we. */
enum { MARKS_MAX = 4, CELL_BYTES = 4 * (1 + MARKS_MAX) };

struct cell {
	char text[CELL_BYTES + 1]; /* "": blank, or the right half */
	unsigned char role;
	unsigned char marks;
	bool half; /* the right half of the character before it */
};

struct canvas {
	struct cell *cells;
	int rows, cols;
	int cursor_row, cursor_col;
	unsigned flags;
};

/* A character of text as it is drawn. */
struct piece {
	const char *bytes;
	size_t len;
	int width;
	uint32_t code;
	bool run;      /* bytes are len characters of one cell each */
	char safe[16]; /* bytes of the safe form, where that differs */
};

/* Where characters go. */
struct pen {
	struct canvas *canvas;
	int row, col;
	int end;  /* the first cell that is out of bounds */
	int base; /* the cell a mark belongs to; -1: none */
	enum role role;
};

/* Libc's width, as curses has it. In a locale without Unicode it knows none;
 * layout stays the same there by Unicode's own table. */
static int
code_width(uint32_t code)
{
	int width = wcwidth((wchar_t)code);

	if (width < 0 && wcwidth(0xe9) < 0)
		width = uc_width(code, "UTF-8");
	return width;
}

static void
piece_set_safe(struct piece *piece, const char *at, size_t len)
{
	struct str safe = { 0 };
	char one[5] = "";

	memcpy(one, at, len);
	if (*one)
		display_safe(&safe, one, false);
	else
		str_add(&safe, "^@");
	piece->len =
	    safe.len < sizeof(piece->safe) ? safe.len : sizeof(piece->safe) - 1;
	memcpy(piece->safe, str_text(&safe), piece->len);
	piece->bytes = piece->safe;
	piece->width = (int)piece->len;
	piece->run = true;
	str_done(&safe);
}

static void
piece_set_malformed(struct piece *piece)
{
	piece->code = 0xfffd;
	piece->len = utf8_encode(piece->code, piece->safe);
	piece->bytes = piece->safe;
	piece->width = 1;
}

/* Takes the character at `at`, which lies before end; returns the byte after
 * it. */
static const char *
piece_next(struct piece *piece, const char *at, const char *end)
{
	unsigned char first = (unsigned char)*at;

	piece->run = false;
	piece->bytes = at;
	if (first >= 0x20 && first < 0x7f) {
		piece->code = first;
		piece->len = 1;
		piece->width = 1;
		return at + 1;
	}
	char tail[5] = "";
	size_t left = (size_t)(end - at);

	memcpy(tail, at, left < 4 ? left : 4);
	size_t len = (size_t)(utf8_next(tail, &piece->code) - tail);

	piece->len = len ? len : 1;
	const char *next = at + piece->len;

	/* terminals disagree how wide it makes what it belongs to */
	if (utf8_variation(piece->code)) {
		piece->len = 0;
		piece->width = 0;
		return next;
	}
	if (piece->code < 0x20 || utf8_unsafe(piece->code)) {
		piece_set_safe(piece, at, piece->len);
		return next;
	}
	piece->width = code_width(piece->code);
	if (piece->width < 0 || piece->code == 0xfffd)
		piece_set_malformed(piece);
	return next;
}

/* Cells of the text; more than limit is any number above it. */
static int
measure(const char *text, size_t len, int limit)
{
	const char *end = text + len;
	struct piece piece;
	int cells = 0;

	while (text < end && cells <= limit) {
		unsigned char c = (unsigned char)*text;

		if (c >= 0x20 && c < 0x7f) {
			text++;
			cells++;
		} else {
			text = piece_next(&piece, text, end);
			cells += piece.width;
		}
	}
	return cells;
}

int
text_cells(const char *text)
{
	return text_cells_n(text, strlen(text));
}

int
text_cells_n(const char *text, size_t len)
{
	return measure(text, len, INT_MAX - CELL_BYTES);
}

struct canvas *
canvas_new(int rows, int cols, unsigned flags)
{
	struct canvas *canvas = xcalloc(1, sizeof(*canvas));

	canvas->flags = flags;
	canvas_resize(canvas, rows, cols);
	return canvas;
}

void
canvas_free(struct canvas *canvas)
{
	if (!canvas)
		return;
	free(canvas->cells);
	free(canvas);
}

void
canvas_resize(struct canvas *canvas, int rows, int cols)
{
	canvas->rows = rows > 0 ? rows : 0;
	canvas->cols = cols > 0 ? cols : 0;
	free(canvas->cells);
	canvas->cells = xcalloc((size_t)canvas->rows * (size_t)canvas->cols,
	    sizeof(*canvas->cells));
	canvas_cursor(canvas, -1, -1);
}

void
canvas_clear(struct canvas *canvas)
{
	memset(canvas->cells, 0,
	    (size_t)canvas->rows * (size_t)canvas->cols *
	        sizeof(*canvas->cells));
	canvas_cursor(canvas, -1, -1);
}

int
canvas_rows(const struct canvas *canvas)
{
	return canvas->rows;
}

int
canvas_cols(const struct canvas *canvas)
{
	return canvas->cols;
}

bool
canvas_ascii(const struct canvas *canvas)
{
	return canvas->flags & (CANVAS_ASCII_GLYPHS | CANVAS_ASCII_TEXT);
}

static bool
inside(const struct canvas *canvas, int row, int col)
{
	return row >= 0 && row < canvas->rows && col >= 0 && col < canvas->cols;
}

static struct cell *
cell_at(const struct canvas *canvas, int row, int col)
{
	return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

static void
cell_blank(struct cell *cell, enum role role)
{
	memset(cell, 0, sizeof(*cell));
	cell->role = (unsigned char)role;
}

/* A wide character about to lose the half at col goes blank in the other. */
static void
split_wide(struct canvas *canvas, int row, int col)
{
	struct cell *cell = cell_at(canvas, row, col);

	if (cell->half)
		cell_blank(cell - 1, cell[-1].role);
	else if (col + 1 < canvas->cols && cell[1].half)
		cell_blank(cell + 1, cell[1].role);
}

static void
cell_put(struct pen *pen, const char *bytes, size_t len)
{
	if (!inside(pen->canvas, pen->row, pen->col))
		return;
	struct cell *cell = cell_at(pen->canvas, pen->row, pen->col);

	split_wide(pen->canvas, pen->row, pen->col);
	cell_blank(cell, pen->role);
	if (len != 1 || *bytes != ' ')
		memcpy(cell->text, bytes, len);
}

static void
cell_add_mark(const struct pen *pen, const char *bytes, size_t len)
{
	if (!inside(pen->canvas, pen->row, pen->base))
		return;
	struct cell *cell = cell_at(pen->canvas, pen->row, pen->base);

	if (cell->marks == MARKS_MAX)
		return;
	if (!cell->text[0])
		cell->text[0] = ' ';
	memcpy(cell->text + strlen(cell->text), bytes, len);
	cell->marks++;
}

/* The letter below the accents, or 0. */
static char
without_accents(uint32_t code)
{
	uint32_t parts[32];
	size_t count = sizeof(parts) / sizeof(parts[0]);
	uint32_t *found = u32_normalize(UNINORM_NFKD, &code, 1, parts, &count);
	char letter = 0;

	if (found && count && found[0] >= 0x20 && found[0] < 0x7f) {
		letter = (char)found[0];
		for (size_t i = 1; i < count; i++) {
			if (code_width(found[i]) != 0)
				letter = 0;
		}
	}
	if (found != parts)
		free(found);
	return letter;
}

/* The nearest ASCII character: a cell stays a cell. */
static char
ascii_form(uint32_t code)
{
	/* clang-format off */
	static const struct {
		uint32_t code;
		char letter;
	} alike[] = {
		{ 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201a, '\'' },
		{ 0x201b, '\'' }, { 0x2032, '\'' }, { 0x2039, '\'' },
		{ 0x203a, '\'' }, { 0x201c, '"' }, { 0x201d, '"' },
		{ 0x201e, '"' }, { 0x201f, '"' }, { 0x2033, '"' },
		{ 0xab, '"' }, { 0xbb, '"' }, { 0x2010, '-' },
		{ 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' },
		{ 0x2014, '-' }, { 0x2015, '-' }, { 0x2212, '-' },
		{ 0x2026, '.' }, { 0x2022, '*' }, { 0x2023, '*' },
		{ 0x25cf, '*' }, { 0x25aa, '*' }, { 0x25e6, 'o' },
		{ 0xb7, '.' }, { 0x2219, '.' }, { 0xd7, 'x' },
		{ 0xf7, '/' }, { 0x2044, '/' }, { 0xb0, 'o' },
		{ 0xdf, 's' }, { 0xd8, 'O' }, { 0xf8, 'o' },
		{ 0x110, 'D' }, { 0x111, 'd' }, { 0x131, 'i' },
		{ 0x141, 'L' }, { 0x142, 'l' }, { 0x20ac, 'E' },
		{ 0xa9, 'c' }, { 0xae, 'R' }, { 0xa7, 'S' },
		{ 0x2190, '<' }, { 0x2192, '>' }, { 0x2264, '<' },
		{ 0x2265, '>' }, { 0x2248, '~' }, { 0x2713, '+' },
		{ 0x2714, '+' }, { 0x2717, 'x' }, { 0x2718, 'x' },
		{ 0x25ba, '>' }, { 0x25b8, '>' },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++) {
		if (alike[i].code == code)
			return alike[i].letter;
	}
	char letter = without_accents(code);

	return letter ? letter : '?';
}

/* False: there is no room for it. */
static bool
pen_put_run(struct pen *pen, const struct piece *piece)
{
	for (size_t i = 0; i < piece->len; i++) {
		if (pen->col >= pen->end)
			return false;
		cell_put(pen, piece->bytes + i, 1);
		pen->col++;
	}
	pen->base = pen->col - 1;
	return true;
}

static bool
pen_put_ascii(struct pen *pen, const struct piece *piece)
{
	char letter = ascii_form(piece->code);
	struct piece as = { .len = 1, .safe = { letter } };

	if (piece->width == 2) {
		as.safe[1] = letter == '?' ? '?' : ' ';
		as.len = 2;
	}
	as.bytes = as.safe;
	return pen_put_run(pen, &as);
}

static bool
pen_put(struct pen *pen, const struct piece *piece)
{
	bool ascii = pen->canvas->flags & CANVAS_ASCII_TEXT;

	if (piece->run)
		return pen_put_run(pen, piece);
	if (piece->width == 0) {
		if (!ascii && piece->len)
			cell_add_mark(pen, piece->bytes, piece->len);
		return true;
	}
	if (piece->width > pen->end - pen->col)
		return false;
	if (ascii && piece->code >= 0x7f)
		return pen_put_ascii(pen, piece);
	bool left_out = piece->width == 2 &&
	                (pen->col < 0 || pen->col + 1 >= pen->canvas->cols);

	cell_put(pen, left_out ? " " : piece->bytes, left_out ? 1 : piece->len);
	pen->base = pen->col++;
	if (piece->width == 2) {
		cell_put(pen, " ", 1);
		if (!left_out && inside(pen->canvas, pen->row, pen->col))
			cell_at(pen->canvas, pen->row, pen->col)->half = true;
		pen->col++;
	}
	return true;
}

/* How many of width cells from col lie left of the canvas's right edge. */
static int
room(const struct canvas *canvas, int col, int width)
{
	if (col >= canvas->cols || width <= 0)
		return 0;
	int left = col < 0 && canvas->cols > INT_MAX + col ? INT_MAX
	                                                   : canvas->cols - col;

	return width < left ? width : left;
}

int
canvas_put_spans(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text, size_t from, size_t len,
    const struct canvas_span *spans, size_t count)
{
	struct pen pen = { canvas, row, col, 0, INT_MIN, role };
	const char *at = text + from, *end = at + len;
	struct piece piece;
	size_t span = 0;

	pen.end = col + room(canvas, col, width);
	while (at < end) {
		size_t offset = (size_t)(at - text);

		while (span < count && spans[span].end <= offset)
			span++;
		pen.role = span < count && spans[span].start <= offset
		               ? spans[span].role
		               : role;
		at = piece_next(&piece, at, end);
		if (!pen_put(&pen, &piece))
			break;
	}
	return pen.col - col;
}

int
canvas_put_n(struct canvas *canvas, int row, int col, int width, enum role role,
    const char *text, size_t len)
{
	return canvas_put_spans(
	    canvas, row, col, width, role, text, 0, len, NULL, 0);
}

int
canvas_put(struct canvas *canvas, int row, int col, int width, enum role role,
    const char *text)
{
	return canvas_put_n(canvas, row, col, width, role, text, strlen(text));
}

int
canvas_put_cut(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text)
{
	size_t len = strlen(text);

	width = room(canvas, col, width);
	if (width == 0 || measure(text, len, width) <= width)
		return canvas_put_n(canvas, row, col, width, role, text, len);
	int used = canvas_put_n(canvas, row, col, width - 1, role, text, len);

	/* Half a wide character may be missing before the sign. */
	canvas_fill(canvas, row, col + used, 1, width - 1 - used, role);
	canvas_put(canvas, row, col + width - 1, 1, role, "~");
	return width;
}

int
canvas_put_more(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text, size_t len)
{
	int used = canvas_put_n(canvas, row, col, width - 1, role, text, len);

	return used + canvas_put(canvas, row, col + used, 1, role, "~");
}

int
canvas_put_right(struct canvas *canvas, int row, int col, int width,
    enum role role, const char *text)
{
	width = room(canvas, col, width);
	int cells = measure(text, strlen(text), width);

	if (cells < width)
		col += width - cells;
	canvas_put_cut(canvas, row, col, width, role, text);
	return col;
}

int
canvas_put_glyph(
    struct canvas *canvas, int row, int col, enum role role, enum glyph glyph)
{
	const char *sign = glyph_text(glyph, canvas_ascii(canvas));

	return canvas_put(canvas, row, col, 2, role, sign);
}

void
canvas_fill(
    struct canvas *canvas, int row, int col, int rows, int cols, enum role role)
{
	int right = col + room(canvas, col, cols);
	int bottom = rows < canvas->rows - row ? row + rows : canvas->rows;
	int left = col > 0 ? col : 0;

	for (int y = row > 0 ? row : 0; y < bottom && left < right; y++) {
		split_wide(canvas, y, left);
		split_wide(canvas, y, right - 1);
		for (int x = left; x < right; x++)
			cell_blank(cell_at(canvas, y, x), role);
	}
}

void
canvas_restyle(struct canvas *canvas, int row, int col, int width,
    enum role role, unsigned keep)
{
	int right = col + room(canvas, col, width);

	if (row < 0 || row >= canvas->rows)
		return;
	for (int x = col > 0 ? col : 0; x < right; x++) {
		struct cell *cell = cell_at(canvas, row, x);

		if (cell->half || keep & 1u << cell->role)
			continue;
		cell->role = (unsigned char)role;
		if (x + 1 < canvas->cols && cell[1].half)
			cell[1].role = cell->role;
	}
}

void
canvas_bar(struct canvas *canvas, int row, int col, int width,
    const char *title, const char *right)
{
	/* Two cells of bar and a blank on either side of a text. */
	enum { EDGE = 3, GAP = 2 };

	width = room(canvas, col, width);
	canvas_fill(canvas, row, col, 1, width, ROLE_BAR);
	for (int x = 0; canvas->flags & CANVAS_DASHES && x < width; x++)
		canvas_put(canvas, row, col + x, 1, ROLE_BAR, "-");
	int cells = measure(title, strlen(title), width);
	int space = width - 2 * EDGE;

	if (space <= 0)
		return;
	cells = cells < space ? cells : space;
	canvas_fill(canvas, row, col + EDGE - 1, 1, cells + 2, ROLE_BAR);
	canvas_put_cut(canvas, row, col + EDGE, space, ROLE_BAR, title);
	int at_right = right ? measure(right, strlen(right), width) : 0;

	if (!at_right || at_right > space - cells - GAP)
		return;
	int start = col + width - EDGE - at_right;

	canvas_fill(canvas, row, start - 1, 1, at_right + 2, ROLE_BAR);
	canvas_put(canvas, row, start, at_right, ROLE_BAR, right);
}

void
canvas_cursor(struct canvas *canvas, int row, int col)
{
	bool shown = inside(canvas, row, col);

	canvas->cursor_row = shown ? row : -1;
	canvas->cursor_col = shown ? col : -1;
}

void
canvas_get_cursor(const struct canvas *canvas, int *row, int *col)
{
	*row = canvas->cursor_row;
	*col = canvas->cursor_col;
}

const char *
canvas_cell(const struct canvas *canvas, int row, int col, enum role *role)
{
	const struct cell *cell =
	    inside(canvas, row, col) ? cell_at(canvas, row, col) : NULL;

	if (role)
		*role = cell ? (enum role)cell->role : ROLE_TEXT;
	if (!cell)
		return " ";
	return cell->text[0] || cell->half ? cell->text : " ";
}

void
canvas_dump(const struct canvas *canvas, struct str *out)
{
	for (int row = 0; row < canvas->rows; row++) {
		size_t kept = out->len;

		for (int col = 0; col < canvas->cols; col++) {
			const char *text = canvas_cell(canvas, row, col, NULL);

			str_add(out, text);
			if (strcmp(text, " ") != 0)
				kept = out->len;
		}
		str_truncate(out, kept);
		str_add_char(out, '\n');
	}
}

void
canvas_dump_roles(const struct canvas *canvas, struct str *out)
{
	for (int row = 0; row < canvas->rows; row++) {
		size_t kept = out->len;

		for (int col = 0; col < canvas->cols; col++) {
			enum role role;
			const char *text = canvas_cell(canvas, row, col, &role);
			bool blank = strcmp(text, " ") == 0;

			if (blank && role == ROLE_TEXT) {
				str_add_char(out, '.');
				continue;
			}
			str_add_char(out, role_letter(role));
			kept = out->len;
		}
		str_truncate(out, kept);
		str_add_char(out, '\n');
	}
}

bool
canvas_row_differs(const struct canvas *now, const struct canvas *before,
    int row, int *first, int *last)
{
	int cols = now->cols;

	*first = 0;
	*last = cols - 1;
	if (before->cols != cols || row >= before->rows)
		return cols > 0;
	if (cols == 0)
		return false;
	const struct cell *a = cell_at(now, row, 0);
	const struct cell *b = cell_at(before, row, 0);

	if (memcmp(a, b, (size_t)cols * sizeof(*a)) == 0)
		return false;
	while (memcmp(&a[*first], &b[*first], sizeof(*a)) == 0)
		(*first)++;
	while (memcmp(&a[*last], &b[*last], sizeof(*a)) == 0)
		(*last)--;
	while (*first > 0 && (a[*first].half || b[*first].half))
		(*first)--;
	while (*last + 1 < cols && (a[*last + 1].half || b[*last + 1].half))
		(*last)++;
	return true;
}

void
canvas_copy(struct canvas *to, const struct canvas *from)
{
	if (to->rows != from->rows || to->cols != from->cols)
		canvas_resize(to, from->rows, from->cols);
	memcpy(to->cells, from->cells,
	    (size_t)from->rows * (size_t)from->cols * sizeof(*from->cells));
	to->cursor_row = from->cursor_row;
	to->cursor_col = from->cursor_col;
	to->flags = from->flags;
}

bool
canvas_copy_cells(struct canvas *to, const struct canvas *from, int row,
    int first, int last)
{
	if (to->rows != from->rows || to->cols != from->cols)
		return false;
	memcpy(cell_at(to, row, first), cell_at(from, row, first),
	    (size_t)(last - first + 1) * sizeof(*from->cells));
	return true;
}
