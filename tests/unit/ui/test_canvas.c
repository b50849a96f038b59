/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Drawing on a canvas, and measuring. */

#include <config.h>

#include "ui/canvas.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static void
use_utf8(void)
{
	setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(canvas, .init = use_utf8);

static void
expect(const struct canvas *canvas, const char *text)
{
	struct str got = { 0 };

	canvas_dump(canvas, &got);
	cr_assert_str_eq(str_text(&got), text, "drawn:\n%s", str_text(&got));
	str_done(&got);
}

static void
expect_roles(const struct canvas *canvas, const char *letters)
{
	struct str got = { 0 };

	canvas_dump_roles(canvas, &got);
	cr_assert_str_eq(str_text(&got), letters, "roles:\n%s", str_text(&got));
	str_done(&got);
}

/* Draws into one row of ten cells, width of them allowed. */
static void
expect_put(
    unsigned flags, int width, const char *text, const char *drawn, int used)
{
	struct canvas *canvas = canvas_new(1, 10, flags);
	int cells = canvas_put(canvas, 0, 0, width, ROLE_TEXT, text);
	struct str line = { 0 };

	cr_assert_eq(cells, used, "'%s' took %d cells", text, cells);
	str_printf(&line, "%s\n", drawn);
	expect(canvas, str_text(&line));
	str_done(&line);
	canvas_free(canvas);
}

Test(canvas, text_is_cut_at_the_width_and_at_the_edge)
{
	expect_put(CANVAS_UNICODE, 10, "short", "short", 5);
	expect_put(CANVAS_UNICODE, 3, "short", "sho", 3);
	expect_put(CANVAS_UNICODE, 80, "more than ten", "more than", 10);
	expect_put(CANVAS_UNICODE, 0, "short", "", 0);
	expect_put(CANVAS_UNICODE, -5, "short", "", 0);
	expect_put(CANVAS_UNICODE, INT_MAX, "abc", "abc", 3);
}

Test(canvas, a_wide_character_is_never_cut_in_half)
{
	expect_put(CANVAS_UNICODE, 4, "a漢字", "a漢", 3);
	expect_put(CANVAS_UNICODE, 5, "a漢字", "a漢字", 5);
}

Test(canvas, marks_share_the_cell_before_them)
{
	expect_put(CANVAS_UNICODE, 10, "e\xcc\x81x", "e\xcc\x81x", 2);
	expect_put(CANVAS_UNICODE, 1, "e\xcc\x81x", "e\xcc\x81", 1);
	expect_put(CANVAS_UNICODE, 10, "\xcc\x81x", "x", 1);
	/* As curses does, four of them at most. */
	expect_put(CANVAS_UNICODE, 10,
	    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85",
	    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84", 1);
}

Test(canvas, what_could_disturb_a_terminal_is_made_visible)
{
	expect_put(CANVAS_UNICODE, 10, "a\x1b[m\x07", "a^[[m^G", 7);
	expect_put(CANVAS_UNICODE, 10,
	    "\xe2\x80\xae"
	    "b",
	    "<U+202E>b", 9);
	expect_put(CANVAS_UNICODE, 4, "\xe2\x80\xae", "<U+2", 4);
	expect_put(CANVAS_UNICODE, 10, "a\tb", "a b", 3);
	expect_put(
	    CANVAS_UNICODE, 10, "a\xff\xc3", "a\xef\xbf\xbd\xef\xbf\xbd", 3);
	/* Not assigned in any Unicode: no width is known. */
	expect_put(CANVAS_UNICODE, 10, "\xcd\xb8", "\xef\xbf\xbd", 1);
}

Test(canvas, only_the_bytes_given_are_read)
{
	struct canvas *canvas = canvas_new(1, 10, CANVAS_UNICODE);
	const char cut[] = { 'a', (char)0xe6, (char)0xbc };

	canvas_put_n(canvas, 0, 0, 10, ROLE_TEXT, cut, sizeof(cut));
	expect(canvas, "a\xef\xbf\xbd\xef\xbf\xbd\n");
	canvas_put_n(canvas, 0, 0, 10, ROLE_TEXT, "a\0b", 3);
	expect(canvas, "a^@b\n");
	canvas_free(canvas);
}

Test(canvas, ascii_text_keeps_its_cells)
{
	expect_put(CANVAS_ASCII_TEXT, 10, "“na\xc3\xafve”", "\"naive\"", 7);
	expect_put(CANVAS_ASCII_TEXT, 10, "a – b…", "a - b.", 6);
	expect_put(CANVAS_ASCII_TEXT, 10, "e\xcc\x81t", "et", 2);
	expect_put(CANVAS_ASCII_TEXT, 10, "漢x", "??x", 3);
	expect_put(CANVAS_ASCII_TEXT, 10, "½•", "?*", 2);
	expect_put(CANVAS_ASCII_TEXT, 10, "a\xff", "a?", 2);
}

Test(canvas, nothing_is_drawn_outside)
{
	struct canvas *canvas = canvas_new(2, 4, CANVAS_UNICODE);

	canvas_put(canvas, -1, 0, 4, ROLE_BAD, "above");
	canvas_put(canvas, 2, 0, 4, ROLE_BAD, "below");
	canvas_put(canvas, 0, 4, 4, ROLE_BAD, "right");
	canvas_fill(canvas, -5, -5, 5, 5, ROLE_BAD);
	canvas_fill(canvas, 2, 4, 9, 9, ROLE_BAD);
	canvas_restyle(canvas, 7, 0, 4, ROLE_BAD, 0);
	canvas_bar(canvas, 9, 0, 4, "bar", NULL);
	expect(canvas, "\n\n");
	expect_roles(canvas, "\n\n");
	cr_assert_eq(canvas_put(canvas, 0, -3, 5, ROLE_TEXT, "abcdefg"), 5,
	    "what lies left of the canvas is counted");
	expect(canvas, "de\n\n");
	canvas_free(canvas);
}

Test(canvas, a_canvas_may_be_tiny)
{
	struct canvas *canvas = canvas_new(0, 0, CANVAS_UNICODE);

	canvas_put(canvas, 0, 0, 9, ROLE_TEXT, "text");
	canvas_clear(canvas);
	canvas_resize(canvas, 1, 1);
	canvas_put_cut(canvas, 0, 0, 9, ROLE_TEXT, "text");
	expect(canvas, "~\n");
	canvas_put(canvas, 0, 0, 9, ROLE_TEXT, "漢");
	expect(canvas, "~\n");
	canvas_bar(canvas, 0, 0, 1, "title", "right");
	expect(canvas, "\n");
	expect_roles(canvas, "B\n");
	canvas_free(canvas);
}

Test(canvas, overwriting_half_a_wide_character_blanks_the_other)
{
	struct canvas *canvas = canvas_new(1, 6, CANVAS_UNICODE);

	canvas_put(canvas, 0, 0, 6, ROLE_TEXT, "漢字漢");
	canvas_put(canvas, 0, 1, 1, ROLE_TEXT, "x");
	canvas_put(canvas, 0, 2, 1, ROLE_TEXT, "y");
	expect(canvas, " xy 漢\n");
	canvas_fill(canvas, 0, 5, 1, 1, ROLE_TEXT);
	expect(canvas, " xy\n");
	canvas_free(canvas);
}

Test(canvas, what_does_not_fit_ends_in_a_sign)
{
	struct canvas *canvas = canvas_new(4, 10, CANVAS_UNICODE);

	canvas_put_cut(canvas, 0, 0, 5, ROLE_TEXT, "fives");
	canvas_put_cut(canvas, 1, 0, 5, ROLE_TEXT, "sixsix");
	canvas_put_cut(canvas, 2, 0, 5, ROLE_TEXT, "a漢字漢");
	canvas_put_cut(canvas, 3, 0, 4, ROLE_TEXT, "漢字漢");
	expect(canvas, "fives\nsixs~\na漢 ~\n漢 ~\n");
	canvas_free(canvas);
}

Test(canvas, text_on_the_right_ends_at_the_right_edge)
{
	struct canvas *canvas = canvas_new(2, 8, CANVAS_UNICODE);
	int col = canvas_put_right(canvas, 0, 2, 6, ROLE_TEXT, "end");

	cr_assert_eq(col, 5, "began at %d", col);
	col = canvas_put_right(canvas, 1, 2, 60, ROLE_TEXT, "far too long");
	cr_assert_eq(col, 2, "began at %d", col);
	expect(canvas, "     end\n  far t~\n");
	canvas_free(canvas);
}

Test(canvas, glyphs_have_their_ascii_forms)
{
	struct canvas *canvas = canvas_new(1, 6, CANVAS_UNICODE);
	struct canvas *ascii = canvas_new(1, 6, CANVAS_ASCII_GLYPHS);

	cr_assert_eq(canvas_put_glyph(canvas, 0, 0, ROLE_GOOD, GLYPH_MET), 1,
	    "one cell");
	canvas_put_glyph(canvas, 0, 1, ROLE_ADDED, GLYPH_ADDED_OPEN);
	canvas_put_glyph(ascii, 0, 0, ROLE_GOOD, GLYPH_MET);
	cr_assert_eq(
	    canvas_put_glyph(ascii, 0, 1, ROLE_ADDED, GLYPH_ADDED_OPEN), 2,
	    "two cells");
	cr_assert_not(canvas_ascii(canvas), "Unicode");
	cr_assert(canvas_ascii(ascii), "ASCII");
	expect(canvas, "✓«\n");
	expect(ascii, "M{+\n");
	expect_roles(ascii, "gaa\n");
	canvas_free(canvas);
	canvas_free(ascii);
}

Test(canvas, every_glyph_is_one_cell_wide)
{
	for (int i = 0; i < GLYPH_COUNT; i++) {
		const char *sign = glyph_text((enum glyph)i, 0);
		const char *ascii = glyph_text((enum glyph)i, 1);

		cr_assert_eq(text_cells(sign), 1, "glyph %d", i);
		cr_assert_eq((size_t)text_cells(ascii), strlen(ascii),
		    "the ASCII form of glyph %d", i);
		for (const char *p = ascii; *p; p++)
			cr_assert_leq((unsigned char)*p, 0x7e, "no ASCII");
	}
}

Test(canvas, roles_show_as_letters)
{
	struct canvas *canvas = canvas_new(2, 8, CANVAS_UNICODE);

	canvas_put(canvas, 0, 1, 8, ROLE_STRONG, "ab");
	canvas_fill(canvas, 1, 0, 1, 6, ROLE_CURSOR);
	canvas_put(canvas, 1, 1, 8, ROLE_TEXT, "漢");
	expect_roles(canvas, ".ss\ncttccc\n");
	canvas_free(canvas);
}

Test(canvas, restyling_keeps_text_and_the_roles_asked_for)
{
	struct canvas *canvas = canvas_new(1, 8, CANVAS_UNICODE);

	canvas_put(canvas, 0, 0, 8, ROLE_TEXT, "a");
	canvas_put(canvas, 0, 2, 8, ROLE_GOOD, "b");
	canvas_put(canvas, 0, 3, 8, ROLE_QUIET, "漢");
	canvas_restyle(canvas, 0, 0, 4, ROLE_CURSOR, 1u << ROLE_GOOD);
	expect(canvas, "a b漢\n");
	expect_roles(canvas, "ccgcc\n");
	canvas_free(canvas);
}

Test(canvas, spans_give_parts_of_a_text_their_roles)
{
	static const struct canvas_span spans[] = {
		{ 0, 2, ROLE_BAD },
		{ 4, 6, ROLE_HIT },
		{ 6, 8, ROLE_ADDED },
		{ 20, 30, ROLE_LINK },
	};
	struct canvas *canvas = canvas_new(1, 12, CANVAS_UNICODE);
	int used = canvas_put_spans(canvas, 0, 0, 12, ROLE_TEXT, "abcdefghij",
	    1, 8, spans, sizeof(spans) / sizeof(spans[0]));

	cr_assert_eq(used, 8, "used %d", used);
	expect(canvas, "bcdefghi\n");
	expect_roles(canvas, "btthhaat\n");
	canvas_free(canvas);
}

Test(canvas, a_bar_has_a_title_and_a_right_part_where_there_is_room)
{
	struct canvas *canvas = canvas_new(4, 20, CANVAS_UNICODE);
	struct canvas *plain = canvas_new(1, 20, CANVAS_DASHES);

	canvas_bar(canvas, 0, 0, 20, "Note", "10:42");
	canvas_bar(canvas, 1, 0, 20, "A longer title", "10:42");
	canvas_bar(canvas, 2, 0, 20, "A title far too long", NULL);
	canvas_bar(canvas, 3, 0, 5, "Note", NULL);
	expect(canvas, "   Note     10:42\n   A longer title\n"
	               "   A title far t~\n\n");
	expect_roles(canvas, "BBBBBBBBBBBBBBBBBBBB\nBBBBBBBBBBBBBBBBBBBB\n"
	                     "BBBBBBBBBBBBBBBBBBBB\nBBBBB\n");
	canvas_bar(plain, 0, 0, 20, "Note", "10:42");
	expect(plain, "-- Note --- 10:42 --\n");
	canvas_free(canvas);
	canvas_free(plain);
}

Test(canvas, the_cursor_is_inside_or_hidden)
{
	struct canvas *canvas = canvas_new(2, 4, CANVAS_UNICODE);
	int row, col;

	canvas_get_cursor(canvas, &row, &col);
	cr_assert(row == -1 && col == -1, "at first it is hidden");
	canvas_cursor(canvas, 1, 3);
	canvas_get_cursor(canvas, &row, &col);
	cr_assert(row == 1 && col == 3, "it stands at %d, %d", row, col);
	canvas_cursor(canvas, 1, 4);
	canvas_get_cursor(canvas, &row, &col);
	cr_assert(row == -1 && col == -1, "outside it is hidden");
	canvas_cursor(canvas, 1, 3);
	canvas_clear(canvas);
	canvas_get_cursor(canvas, &row, &col);
	cr_assert_eq(row, -1, "clearing hides it");
	canvas_free(canvas);
}

Test(canvas, cells_can_be_read_one_by_one)
{
	struct canvas *canvas = canvas_new(1, 5, CANVAS_UNICODE);
	enum role role;

	canvas_put(canvas, 0, 0, 5, ROLE_GOOD, "漢e\xcc\x81");
	cr_assert_str_eq(canvas_cell(canvas, 0, 0, &role), "漢", "wide");
	cr_assert_eq(role, ROLE_GOOD, "its role");
	cr_assert_str_eq(canvas_cell(canvas, 0, 1, NULL), "", "right half");
	cr_assert_str_eq(canvas_cell(canvas, 0, 2, NULL), "e\xcc\x81", "mark");
	cr_assert_str_eq(canvas_cell(canvas, 0, 3, &role), " ", "blank");
	cr_assert_str_eq(canvas_cell(canvas, 9, 9, &role), " ", "outside");
	cr_assert_eq(role, ROLE_TEXT, "outside is plain");
	canvas_free(canvas);
}

Test(canvas, measured_is_what_is_drawn)
{
	static const char *const texts[] = { "", "plain", "na\xc3\xafve",
		"e\xcc\x81", "\xcc\x81", "漢字", "\x1b[0m", "\xe2\x80\xae",
		"a\xff", "\t", "\n", "\xc2\xad", "\xcd\xb8", "✓ ∙ ►" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct canvas *canvas = canvas_new(1, 40, CANVAS_UNICODE);
		struct canvas *ascii = canvas_new(1, 40, CANVAS_ASCII_TEXT);
		int cells = text_cells(texts[i]);

		cr_assert_eq(cells,
		    canvas_put(canvas, 0, 0, 40, ROLE_TEXT, texts[i]),
		    "text %zu was measured %d", i, cells);
		cr_assert_eq(cells,
		    canvas_put(ascii, 0, 0, 40, ROLE_TEXT, texts[i]),
		    "text %zu was measured %d, ASCII", i, cells);
		setlocale(LC_ALL, "C");
		cr_assert_eq(text_cells(texts[i]), cells,
		    "text %zu has another width in the C locale", i);
		use_utf8();
		canvas_free(canvas);
		canvas_free(ascii);
	}
}

Test(canvas, differing_rows_tell_the_cells_to_write)
{
	struct canvas *now = canvas_new(2, 8, CANVAS_UNICODE);
	struct canvas *before = canvas_new(1, 1, CANVAS_UNICODE);
	int first, last;

	cr_assert(canvas_row_differs(now, before, 0, &first, &last),
	    "other sizes differ");
	cr_assert(first == 0 && last == 7, "in all cells");
	canvas_put(now, 0, 2, 8, ROLE_TEXT, "漢x");
	canvas_copy(before, now);
	cr_assert_not(canvas_row_differs(now, before, 0, &first, &last),
	    "a copy differs");
	canvas_put(now, 0, 3, 8, ROLE_TEXT, "y");
	cr_assert(canvas_row_differs(now, before, 0, &first, &last), "y");
	cr_assert(first == 2 && last == 3, "from %d to %d", first, last);
	cr_assert_not(canvas_row_differs(now, before, 1, &first, &last),
	    "the other row differs");
	canvas_copy(before, now);
	canvas_restyle(now, 0, 4, 1, ROLE_BAD, 0);
	cr_assert(canvas_row_differs(now, before, 0, &first, &last), "role");
	cr_assert(first == 4 && last == 4, "from %d to %d", first, last);
	/* A blank drawn and a blank never drawn are the same. */
	canvas_copy(before, now);
	canvas_put(now, 1, 0, 8, ROLE_TEXT, "    ");
	cr_assert_not(
	    canvas_row_differs(now, before, 1, &first, &last), "blanks differ");
	canvas_free(now);
	canvas_free(before);
}

Test(canvas, resizing_blanks_everything)
{
	struct canvas *canvas = canvas_new(1, 4, CANVAS_UNICODE);

	canvas_put(canvas, 0, 0, 4, ROLE_BAD, "text");
	canvas_resize(canvas, 2, 3);
	expect(canvas, "\n\n");
	expect_roles(canvas, "\n\n");
	cr_assert_eq(canvas_rows(canvas), 2, "rows");
	cr_assert_eq(canvas_cols(canvas), 3, "columns");
	canvas_free(canvas);
	canvas_free(NULL);
}
