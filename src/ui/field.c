/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Editing and showing a text being typed. */

#include <config.h>

#include "ui/field.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/canvas.h"

/* Is this a character that belongs to the one before it? */
static bool
is_mark(const char *at)
{
	uint32_t code;
	const char *next = utf8_next(at, &code);

	return code >= 0x80 && text_cells_n(at, (size_t)(next - at)) == 0;
}

/* The end of the character at `at`, marks included. */
static size_t
after(const struct field *field, size_t at)
{
	const char *text = str_text(&field->text);
	uint32_t code;
	const char *next = utf8_next(text + at, &code);

	while (is_mark(next))
		next = utf8_next(next, &code);
	return (size_t)(next - text);
}

/* The start of the character before `at`. */
static size_t
before(const struct field *field, size_t at)
{
	const char *text = str_text(&field->text);
	const char *p = utf8_previous(text, text + at);

	while (p > text && p[-1] != '\n' && is_mark(p))
		p = utf8_previous(text, p);
	return (size_t)(p - text);
}

static size_t
line_start(const struct field *field)
{
	size_t at = field->cursor;

	while (at > 0 && field->text.data[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct field *field)
{
	const char *text = str_text(&field->text);

	return field->cursor + strcspn(text + field->cursor, "\n");
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static size_t
word_back(const struct field *field)
{
	const char *text = str_text(&field->text);
	size_t at = field->cursor;

	while (at > 0 && is_blank(text[at - 1]))
		at--;
	while (at > 0 && !is_blank(text[at - 1]))
		at--;
	return at;
}

static void
move_to(struct field *field, size_t at)
{
	field->cursor = at;
	field->goal = -1;
}

/* Takes out [from, to) and leaves the cursor there. */
static void
cut(struct field *field, size_t from, size_t to)
{
	if (from < to) {
		str_remove(&field->text, from, to - from);
		field->changed = true;
	}
	move_to(field, from);
}

void
field_init(struct field *field, bool multi, const char *text)
{
	*field = (struct field){ .multi = multi, .goal = -1 };
	field_set(field, text);
}

void
field_done(struct field *field)
{
	str_done(&field->text);
	*field = (struct field){ .goal = -1 };
}

/* Adds what of text a field can hold. */
static void
add_clean(struct str *out, const char *text, bool multi)
{
	while (*text) {
		uint32_t code;
		char bytes[5];

		text = utf8_next(text, &code);
		if (code == '\r' && *text == '\n')
			continue;
		if (code == '\r' || code == '\n')
			str_add_char(out, multi ? '\n' : ' ');
		else if (code == '\t' ||
		         (code >= 0x20 && !(code >= 0x7f && code < 0xa0)))
			str_add_n(out, bytes, utf8_encode(code, bytes));
	}
}

void
field_set(struct field *field, const char *text)
{
	struct str clean = { 0 };

	add_clean(&clean, text ? text : "", field->multi);
	str_done(&field->text);
	field->text = clean;
	field->top = 0;
	move_to(field, clean.len);
}

const char *
field_text(const struct field *field)
{
	return str_text(&field->text);
}

void
field_insert(struct field *field, const char *text)
{
	struct str clean = { 0 };

	add_clean(&clean, text, field->multi);
	if (clean.len) {
		str_insert(
		    &field->text, field->cursor, str_text(&clean), clean.len);
		move_to(field, field->cursor + clean.len);
		field->changed = true;
	}
	str_done(&clean);
}

/* The cells text is wrapped to: the cursor needs one behind it. */
static int
text_width(int cells)
{
	return cells > 1 ? cells - 1 : 1;
}

static void
wrap_field(const struct field *field, int cells, struct wrap *wrap)
{
	wrap_text(wrap, str_text(&field->text), text_width(cells));
}

static size_t
cursor_line(const struct field *field, const struct wrap *wrap)
{
	size_t line = 0;

	while (line + 1 < wrap->count &&
	       wrap->lines[line + 1].start <= field->cursor)
		line++;
	return line;
}

/* The cell of the cursor in its line; blanks hanging over the edge count as
 * being at the edge. */
static int
cursor_cell(const struct field *field, size_t start, int cells)
{
	const char *text = str_text(&field->text);
	int cell = text_cells_n(text + start, field->cursor - start);

	return cell < cells ? cell : cells > 0 ? cells - 1 : 0;
}

size_t
field_lines(const struct field *field, int cells)
{
	return field->multi
	           ? wrap_count(str_text(&field->text), text_width(cells))
	           : 1;
}

/* The byte of a line that is `goal` cells from its start, or its end. */
static size_t
byte_at_cell(const struct field *field, const struct wrap_line *line, int goal)
{
	const char *text = str_text(&field->text);
	size_t at = line->start, end = line->start + line->len;
	int cell = 0;

	while (at < end) {
		size_t next = after(field, at);

		cell += text_cells_n(text + at, next - at);
		if (cell > goal)
			break;
		at = next;
	}
	return at;
}

static void
move_line(struct field *field, int by, int cells)
{
	struct wrap wrap = { 0 };

	wrap_field(field, cells, &wrap);
	size_t line = cursor_line(field, &wrap);
	size_t to = by < 0 ? line - (line > 0) : line + (line + 1 < wrap.count);

	if (field->goal < 0)
		field->goal = cursor_cell(field, wrap.lines[line].start, cells);
	if (to != line)
		field->cursor =
		    byte_at_cell(field, &wrap.lines[to], field->goal);
	/* The end of a split word's line is the start of the next. */
	if (to + 1 < wrap.count && field->cursor == wrap.lines[to + 1].start)
		field->cursor = before(field, field->cursor);
	wrap_done(&wrap);
}

static bool
insert_key(struct field *field, key_code key)
{
	char bytes[5];

	if (key == KEY_ENTER_CODE || key == '\n') {
		if (!field->multi)
			return false;
		field_insert(field, "\n");
		return true;
	}
	if (key < 0x20 || (key >= 0x7f && key < 0xa0) || key >= KEY_FIRST ||
	    (key >= 0xd800 && key <= 0xdfff))
		return false;
	utf8_encode(key, bytes);
	field_insert(field, bytes);
	return true;
}

enum {
	CTRL_A = 1,
	CTRL_E = 5,
	CTRL_H = 8,
	CTRL_K = 11,
	CTRL_U = 21,
	CTRL_W = 23
};

static bool
delete_key(struct field *field, key_code key)
{
	size_t at = field->cursor;

	switch (key) {
	case KEY_BACKSPACE_CODE:
	case CTRL_H:
		cut(field, before(field, at), at);
		return true;
	case KEY_CODE_DELETE:
		cut(field, at, after(field, at));
		return true;
	case CTRL_W:
		cut(field, word_back(field), at);
		return true;
	case CTRL_U:
		cut(field, line_start(field), at);
		return true;
	case CTRL_K:
		cut(field, at, line_end(field));
		return true;
	default:
		return insert_key(field, key);
	}
}

bool
field_key(struct field *field, key_code key, int cells)
{
	switch (key) {
	case KEY_CODE_LEFT:
		move_to(field, before(field, field->cursor));
		return true;
	case KEY_CODE_RIGHT:
		move_to(field, after(field, field->cursor));
		return true;
	case KEY_CODE_HOME:
	case CTRL_A:
		move_to(field, line_start(field));
		return true;
	case KEY_CODE_END:
	case CTRL_E:
		move_to(field, line_end(field));
		return true;
	case KEY_CODE_UP:
	case KEY_CODE_DOWN:
		if (!field->multi)
			return false;
		move_line(field, key == KEY_CODE_UP ? -1 : 1, cells);
		return true;
	default:
		return delete_key(field, key);
	}
}

/* Does no half of a character stand at `at`? Edits may have moved it there. */
static bool
starts_character(const struct field *field, size_t at)
{
	return at == 0 || after(field, before(field, at)) == at;
}

/* The first byte to show of one line, so that the cursor is inside: as before
 * where possible. */
static size_t
first_byte(const struct field *field, int cells)
{
	const char *text = str_text(&field->text);
	size_t top = field->top;

	if (text_cells(text) < cells)
		return 0;
	if (top <= field->cursor && starts_character(field, top) &&
	    text_cells_n(text + top, field->cursor - top) < cells)
		return top;
	int left = text_width(cells);

	for (top = field->cursor; top > 0;) {
		size_t at = before(field, top);

		left -= text_cells_n(text + at, top - at);
		if (left < 0)
			break;
		top = at;
	}
	return top;
}

static size_t
first_line(const struct field *field, const struct wrap *wrap, int rows)
{
	size_t line = cursor_line(field, wrap);
	size_t height = rows > 0 ? (size_t)rows : 1;
	size_t last_top = wrap->count > height ? wrap->count - height : 0;
	size_t top = field->top < last_top ? field->top : last_top;

	if (line < top)
		return line;
	return line >= top + height ? line - height + 1 : top;
}

void
field_fit(struct field *field, int rows, int cells)
{
	struct wrap wrap = { 0 };

	if (!field->multi) {
		field->top = first_byte(field, cells);
		return;
	}
	wrap_field(field, cells, &wrap);
	field->top = first_line(field, &wrap, rows);
	wrap_done(&wrap);
}

static void
draw_lines(const struct field *field, struct canvas *canvas, int row, int col,
    int rows, int cells, enum role role)
{
	const char *text = str_text(&field->text);
	struct wrap wrap = { 0 };

	wrap_field(field, cells, &wrap);
	size_t top = first_line(field, &wrap, rows);
	size_t line = cursor_line(field, &wrap);

	for (size_t i = top; i < wrap.count && i - top < (size_t)rows; i++)
		canvas_put_n(canvas, row + (int)(i - top), col, cells, role,
		    text + wrap.lines[i].start, wrap.lines[i].len);
	canvas_cursor(canvas, row + (int)(line - top),
	    col + cursor_cell(field, wrap.lines[line].start, cells));
	wrap_done(&wrap);
}

void
field_draw(const struct field *field, struct canvas *canvas, int row, int col,
    int rows, int cells, enum role role)
{
	if (rows < 1 || cells < 1)
		return;
	canvas_fill(canvas, row, col, rows, cells, role);
	if (field->multi) {
		draw_lines(field, canvas, row, col, rows, cells, role);
		return;
	}
	size_t from = first_byte(field, cells);

	canvas_put(
	    canvas, row, col, cells, role, str_text(&field->text) + from);
	canvas_cursor(canvas, row, col + cursor_cell(field, from, cells));
}
