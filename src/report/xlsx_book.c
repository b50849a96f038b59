/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Cells that are what they seem: text stays text whatever it looks like,
 * numbers and days are numbers and days. libxlsxwriter writes what it is given
 * (numbers in the locale's form: the program's is always "C"), so that all is
 * made harmless before. */

#include <config.h>

#include "report/xlsx_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "model/calendar.h"

enum { CELL_XML = 64, FAR = 0x10000, ESCAPE_LEN = 7 };

/* Sheets count days from the last of 1899, but for a day in 1900 that never
 * was: so not before March of that year. */
enum { DAY_SHIFT = 25569, DAY_FIRST = 61, DAY_LAST = 2958465 };

/* The widest page that can be read. */
enum { PAPER_A4 = 9, PAGE_CELLS = 220 };

static const char *const formats[LOOK_COUNT] = {
	[LOOK_LEVEL] = "0",
	[LOOK_RATIO] = "0.00",
	[LOOK_DAY] = "yyyy-mm-dd",
};

static void
tone(struct book *book, enum look look, lxw_color_t ink, lxw_color_t paper)
{
	book->lib->format_set_font_color(book->looks[look], ink);
	book->lib->format_set_bg_color(book->looks[look], paper);
}

static void
make_looks(struct book *book)
{
	const struct xlsx_lib *lib = book->lib;

	for (int i = 0; i < LOOK_COUNT; i++) {
		lxw_format *format = lib->workbook_add_format(book->workbook);

		book->looks[i] = format;
		if (i < LOOK_GOOD)
			lib->format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
		if (formats[i])
			lib->format_set_num_format(format, formats[i]);
	}
	lib->format_set_text_wrap(book->looks[LOOK_TEXT]);
	lib->format_set_align(book->looks[LOOK_LEVEL], LXW_ALIGN_CENTER);
	lib->format_set_align(book->looks[LOOK_DAY], LXW_ALIGN_LEFT);
	lib->format_set_text_wrap(book->looks[LOOK_HEAD]);
	lib->format_set_bold(book->looks[LOOK_HEAD]);
	tone(book, LOOK_HEAD, 0xffffff, 0x1f5673);
	lib->format_set_bold(book->looks[LOOK_TITLE]);
	lib->format_set_font_size(book->looks[LOOK_TITLE], 16);
	lib->format_set_indent(book->looks[LOOK_LINE], 1);
	lib->format_set_bold(book->looks[LOOK_SECTION]);
	lib->format_set_font_color(book->looks[LOOK_SECTION], 0x1f5673);
	lib->format_set_bottom(book->looks[LOOK_SECTION], LXW_BORDER_THIN);
	tone(book, LOOK_GOOD, 0x1e5b1e, 0xddefd9);
	tone(book, LOOK_WARN, 0x6b4e00, 0xfcefc7);
	tone(book, LOOK_BAD, 0x8a1c12, 0xf8d7d3);
	lib->format_set_bold(book->looks[LOOK_BAD]);
	lib->format_set_font_color(book->looks[LOOK_FAINT], 0x6a737d);
	lib->format_set_italic(book->looks[LOOK_FAINT]);
}

/* DIR goes into a member of the library that is no const. */
void
book_init(struct book *book, const struct xlsx_lib *lib,
    const struct report_view *view, const char *path,
    char *dir) /* NOLINT(readability-non-const-*) */
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
		.tmpdir = dir };

	*book = (struct book){ .lib = lib, .view = view };
	book->workbook = lib->workbook_new_opt(path, &options);
	if (book->workbook)
		make_looks(book);
	else
		book->failed = LXW_ERROR_MEMORY_MALLOC_FAILED;
}

lxw_error
book_finish(struct book *book)
{
	const struct xlsx_lib *lib = book->lib;
	lxw_error failed = book->failed;

	if (book->workbook && failed)
		lib->lxw_workbook_free(book->workbook);
	else if (book->workbook)
		failed = lib->workbook_close(book->workbook);
	str_done(&book->text);
	*book = (struct book){ .failed = failed };
	return failed;
}

static void
note(struct book *book, lxw_error error)
{
	if (!book->failed)
		book->failed = error;
}

/* Is it "_x" and four hexadecimal digits and "_", which sheets read as a
 * character? */
static bool
is_escape(const char *text)
{
	if (strncmp(text, "_x", 2) != 0)
		return false;
	for (int i = 2; i < ESCAPE_LEN - 1; i++)
		if (!isxdigit((unsigned char)text[i]))
			return false;
	return text[ESCAPE_LEN - 1] == '_';
}

void
book_add_plain(const struct book *book, struct str *out, const char *text)
{
	struct str safe = { 0 };
	const char *next;
	char bytes[5];

	if (!book->view->raw)
		display_safe(&safe, text, true);
	for (const char *p = book->view->raw ? text : str_text(&safe); *p;
	    p = next) {
		uint32_t code;

		next = utf8_next(p, &code);
		if (code == 0xfffe || code == 0xffff)
			str_printf(out, "<U+%04X>", (unsigned)code);
		else
			str_add_n(out, bytes, utf8_encode(code, bytes));
	}
	str_done(&safe);
}

/* What one byte is in XML, at most. */
static size_t
xml_bytes(char c)
{
	if (c == '&' || c == '<' || c == '>')
		return 5;
	return (unsigned char)c < ' ' ? ESCAPE_LEN : 1;
}

static char *
cut_note(const struct sheet *sheet)
{
	struct str note = { 0 };

	if (sheet->table)
		str_printf(&note,
		    /* TRANSLATORS: stands in a cell; %s is a name that is not
		       translated */
		    _("\n[Cut here: a cell holds %d characters. The whole "
		      "text is in: assay report --format csv --table %s]"),
		    BOOK_CELL_MOST, sheet->table);
	else
		str_printf(&note,
		    _("\n[Cut here: a cell holds %d characters. The whole "
		      "text is in the session.]"),
		    BOOK_CELL_MOST);
	return str_steal(&note);
}

/* Cut where a note on it just fits. */
static void
cut(const struct sheet *sheet, struct str *text, size_t whole)
{
	char *note = cut_note(sheet);
	size_t len = strlen(note), units = 0, keep = 0;

	while (keep < whole) {
		uint32_t code;
		const char *next = utf8_next(str_text(text) + keep, &code);

		units += code >= FAR ? 2 : 1;
		if (units + len > BOOK_CELL_MOST)
			break;
		keep = (size_t)(next - str_text(text));
	}
	str_truncate(text, keep);
	str_add(text, note);
	free(note);
}

/* Puts a cell's text together in book->text. */
static void
make_text(struct sheet *sheet, const char *text)
{
	struct book *book = sheet->book;
	struct str plain = { 0 };
	size_t units = 0;

	str_clear(&book->text);
	book_add_plain(book, &plain, text);
	for (const char *p = str_text(&plain); *p;) {
		uint32_t code;
		const char *next = utf8_next(p, &code);

		if (is_escape(p)) {
			str_add(&book->text, "_x005F");
			units += ESCAPE_LEN - 1;
		}
		str_add_n(&book->text, p, (size_t)(next - p));
		units += code >= FAR ? 2 : 1;
		p = next;
		if (units > BOOK_CELL_MOST) {
			cut(sheet, &book->text, book->text.len);
			break;
		}
	}
	str_done(&plain);
	book->bytes += CELL_XML;
	for (const char *p = str_text(&book->text); *p; p++)
		book->bytes += xml_bytes(*p);
}

void
book_text(struct sheet *sheet, size_t column, enum look look,
    const char *text)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	struct book *book = sheet->book;

	if (!text || !*text)
		return;
	make_text(sheet, text);
	note(book,
	    lib->worksheet_write_string(sheet->page, sheet->row,
	        (lxw_col_t)column, str_text(&book->text), book->looks[look]));
}

void
book_number(
    struct sheet *sheet, size_t column, enum look look, double number)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	struct book *book = sheet->book;

	book->bytes += CELL_XML;
	note(book,
	    lib->worksheet_write_number(sheet->page, sheet->row,
	        (lxw_col_t)column, number, book->looks[look]));
}

bool
book_ratio(struct sheet *sheet, size_t column, struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	if (*text)
		book_number(sheet, column, LOOK_RATIO, strtod(text, NULL));
	return *text;
}

/* A whole number that a sheet keeps to its last digit? */
static bool
is_number(const char *text)
{
	const char *digits = text + (*text == '-');
	size_t count = strspn(digits, "0123456789");

	return count > 0 && count <= 15 && !digits[count];
}

/* The day of a text that is a day and no more, as sheets count; 0: none. */
static int
sheet_day(const char *text)
{
	int day = strlen(text) == 10 ? day_parse(text) : DAY_NONE;

	if (day == DAY_NONE || day < DAY_FIRST - DAY_SHIFT ||
	    day > DAY_LAST - DAY_SHIFT)
		return 0;
	return day + DAY_SHIFT;
}

static enum look
look_of(enum column_kind kind)
{
	switch (kind) {
	case COLUMN_ID:
		return LOOK_ID;
	case COLUMN_NUMBER:
		return LOOK_NUMBER;
	case COLUMN_LEVEL:
		return LOOK_LEVEL;
	case COLUMN_DAY:
		return LOOK_DAY;
	default:
		return LOOK_TEXT;
	}
}

void
book_value(struct sheet *sheet, size_t column, enum column_kind kind,
    const char *text)
{
	enum look look = look_of(kind);
	bool raw = sheet->book->view->raw;

	if (!text || !*text)
		return;
	if ((look == LOOK_NUMBER || look == LOOK_LEVEL) && is_number(text))
		book_number(sheet, column, look, strtod(text, NULL));
	else if (look == LOOK_DAY && !raw && sheet_day(text))
		book_number(sheet, column, look, sheet_day(text));
	else
		book_text(sheet, column, look, text);
}

/* Appends a title as a name: of so many characters, none that names may not
 * have. */
static void
add_name(struct str *name, const char *title)
{
	size_t units = 0;

	title += strspn(title, "' ");
	while (*title) {
		uint32_t code;
		const char *next = utf8_next(title, &code);

		units += code >= FAR ? 2 : 1;
		if (units > BOOK_NAME_MOST)
			break;
		if (utf8_unsafe(code) ||
		    (code < 0x80 && strchr("[]:*?/\\", (int)code)))
			str_add_char(name, '-');
		else
			str_add_n(name, title, (size_t)(next - title));
		title = next;
	}
	while (name->len && strchr("' ", name->data[name->len - 1]))
		str_truncate(name, name->len - 1);
}

void
book_sheet(struct book *book, const char *key, const char *title,
    const char *table, struct sheet *out)
{
	const struct xlsx_lib *lib = book->lib;
	struct str name = { 0 };
	const char *use = key;

	add_name(&name, title);
	if (!book->view->raw && name.len &&
	    !lib->workbook_validate_sheet_name(book->workbook, str_text(&name)))
		use = str_text(&name);
	*out = (struct sheet){ .book = book,
		.page = lib->workbook_add_worksheet(book->workbook, use),
		.table = table };
	if (!out->page) /* a name no other sheet has */
		out->page = lib->workbook_add_worksheet(book->workbook, NULL);
	str_done(&name);
}

/* Lines of a head over a column, filter button included. */
static int
head_lines(const char *head, int width)
{
	int cells = (int)strlen(head) + 3;

	return width > 0 ? (cells + width - 1) / width : 1;
}

void
book_heads(
    struct sheet *sheet, const struct table_column *columns, size_t count)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	struct book *book = sheet->book;
	int lines = 1;

	for (size_t i = 0; i < count; i++) {
		const struct table_column *c = &columns[i];
		const char *head = book->view->raw ? c->key : _(c->label);
		int own = head_lines(head, c->width);

		lines = own > lines ? own : lines;

		lib->worksheet_set_column(sheet->page, (lxw_col_t)i,
		    (lxw_col_t)i, c->width + 1, book->looks[look_of(c->kind)]);
		book_text(sheet, i, LOOK_HEAD, head);
	}
	note(book,
	    lib->worksheet_set_row(
	        sheet->page, sheet->row, lines * LXW_DEF_ROW_HEIGHT, NULL));
	sheet->row++;
	lib->worksheet_freeze_panes(sheet->page, 1, 1);
}

void
book_pages(struct sheet *sheet, int width)
{
	const struct xlsx_lib *lib = sheet->book->lib;

	lib->worksheet_set_landscape(sheet->page);
	lib->worksheet_set_paper(sheet->page, PAPER_A4);
	lib->worksheet_fit_to_pages(
	    sheet->page, (uint16_t)((width + PAGE_CELLS - 1) / PAGE_CELLS), 0);
	note(sheet->book,
	    lib->worksheet_set_footer(sheet->page, "&L&F, &A&R&P/&N"));
}
