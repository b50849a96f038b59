/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Typing text. In what is expected, _ stands where the cursor is. */

#include <config.h>

#include "ui/field.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "ui/canvas.h"

enum { CTRL_A = 1, CTRL_E = 5, CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };

static void
use_utf8(void)
{
	setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(field, .init = use_utf8);

static void
expect(const struct field *field, const char *marked)
{
	struct str got = { 0 };

	str_add(&got, field_text(field));
	str_insert(&got, field->cursor, "_", 1);
	cr_assert_str_eq(
	    str_text(&got), marked, "the field holds '%s'", str_text(&got));
	str_done(&got);
}

static void
press(struct field *field, key_code key, const char *marked)
{
	cr_assert(field_key(field, key, 10), "key %u was refused", key);
	expect(field, marked);
}

Test(field, characters_go_in_at_the_cursor)
{
	struct field field;

	field_init(&field, false, "ac");
	expect(&field, "ac_");
	cr_assert_not(field.changed, "new is not changed");
	press(&field, KEY_CODE_LEFT, "a_c");
	press(&field, 'b', "ab_c");
	press(&field, 0xe9, "abé_c");
	press(&field, 0x1f600, "abé\xf0\x9f\x98\x80_c");
	cr_assert(field.changed, "it was changed");
	field_done(&field);
}

Test(field, other_keys_are_not_for_a_field)
{
	struct field field;

	field_init(&field, false, "a");
	cr_assert_not(field_key(&field, KEY_ENTER_CODE, 10), "Enter");
	cr_assert_not(field_key(&field, KEY_ESC_CODE, 10), "Esc");
	cr_assert_not(field_key(&field, KEY_TAB_CODE, 10), "Tab");
	cr_assert_not(field_key(&field, KEY_CODE_UP, 10), "Up");
	cr_assert_not(field_key(&field, KEY_CODE_F1, 10), "F1");
	cr_assert_not(field_key(&field, KEY_CODE_RESIZE, 10), "a resize");
	cr_assert_not(field_key(&field, 0x85, 10), "a control");
	expect(&field, "a_");
	cr_assert_not(field.changed, "nothing was changed");
	field_done(&field);
}

Test(field, whole_characters_are_passed_and_deleted)
{
	struct field field;

	field_init(&field, false, "xe\xcc\x81\xcc\xa3y");
	press(&field, KEY_CODE_LEFT, "xe\xcc\x81\xcc\xa3_y");
	press(&field, KEY_CODE_LEFT, "x_e\xcc\x81\xcc\xa3y");
	press(&field, KEY_CODE_RIGHT, "xe\xcc\x81\xcc\xa3_y");
	press(&field, KEY_BACKSPACE_CODE, "x_y");
	press(&field, KEY_CODE_DELETE, "x_");
	press(&field, KEY_CODE_DELETE, "x_");
	press(&field, KEY_CODE_RIGHT, "x_");
	press(&field, KEY_BACKSPACE_CODE, "_");
	press(&field, KEY_BACKSPACE_CODE, "_");
	press(&field, KEY_CODE_LEFT, "_");
	field_done(&field);
}

Test(field, words_and_lines_are_deleted_back_and_forth)
{
	struct field field;

	field_init(&field, false, "one two  ");
	press(&field, CTRL_W, "one _");
	press(&field, CTRL_W, "_");
	field_set(&field, "one two");
	cr_assert(field.changed, "setting the text clears the mark");
	press(&field, KEY_CODE_HOME, "_one two");
	press(&field, KEY_CODE_RIGHT, "o_ne two");
	press(&field, CTRL_K, "o_");
	field_set(&field, "one two");
	press(&field, KEY_CODE_LEFT, "one tw_o");
	press(&field, CTRL_U, "_o");
	press(&field, CTRL_E, "o_");
	press(&field, CTRL_A, "_o");
	field_done(&field);
}

Test(field, in_several_lines_line_keys_stay_in_theirs)
{
	struct field field;

	field_init(&field, true, "one\ntwo\nthree");
	press(&field, CTRL_A, "one\ntwo\n_three");
	press(&field, KEY_CODE_LEFT, "one\ntwo_\nthree");
	press(&field, CTRL_U, "one\n_\nthree");
	press(&field, CTRL_K, "one\n_\nthree");
	press(&field, KEY_CODE_DELETE, "one\n_three");
	press(&field, KEY_ENTER_CODE, "one\n\n_three");
	press(&field, KEY_CODE_END, "one\n\nthree_");
	field_done(&field);
}

Test(field, up_and_down_go_by_lines_of_the_screen_and_keep_the_column)
{
	struct field field;

	/* Ten cells, one of them for the cursor: nine of text. */
	field_init(&field, true, "first line\nab\nlong words\n");
	press(&field, KEY_CODE_UP, "first line\nab\nlong _words\n");
	press(&field, KEY_CODE_END, "first line\nab\nlong words_\n");
	press(&field, KEY_CODE_UP, "first line\nab\nlong_ words\n");
	press(&field, KEY_CODE_UP, "first line\nab_\nlong words\n");
	press(&field, KEY_CODE_UP, "first line_\nab\nlong words\n");
	press(&field, KEY_CODE_UP, "first_ line\nab\nlong words\n");
	press(&field, KEY_CODE_UP, "first_ line\nab\nlong words\n");
	press(&field, KEY_CODE_DOWN, "first line_\nab\nlong words\n");
	field_done(&field);
}

Test(field, up_and_down_pass_words_split_over_lines)
{
	struct field field;

	field_init(&field, true, "abcdefghijklmnopqrstuvwxyz");
	press(&field, KEY_CODE_UP, "abcdefghijklmnopq_rstuvwxyz");
	press(&field, KEY_CODE_UP, "abcdefgh_ijklmnopqrstuvwxyz");
	press(&field, KEY_CODE_DOWN, "abcdefghijklmnopq_rstuvwxyz");
	press(&field, KEY_CODE_DOWN, "abcdefghijklmnopqrstuvwxyz_");
	field_done(&field);
}

Test(field, what_is_put_in_is_made_to_fit)
{
	struct field field;

	field_init(&field, false, "a\nb");
	expect(&field, "a b_");
	field_insert(&field, "c\r\nd\x1b[m\te\xff");
	expect(&field, "a bc d[m\te\xef\xbf\xbd_");
	field_done(&field);
	field_init(&field, true, NULL);
	field_insert(&field, "a\r\nb\rc\nd");
	expect(&field, "a\nb\nc\nd_");
	field_done(&field);
}

static void
expect_drawn(struct field *field, int rows, int cells, const char *text,
    int row, int col)
{
	struct canvas *canvas = canvas_new(rows, cells + 2, CANVAS_UNICODE);
	struct str got = { 0 };
	int at_row, at_col;

	field_fit(field, rows, cells);
	field_draw(field, canvas, 0, 1, rows, cells, ROLE_TEXT);
	canvas_dump(canvas, &got);
	cr_assert_str_eq(str_text(&got), text, "drawn:\n%s", str_text(&got));
	canvas_get_cursor(canvas, &at_row, &at_col);
	cr_assert(at_row == row && at_col == col, "the cursor is at %d, %d",
	    at_row, at_col);
	str_done(&got);
	canvas_free(canvas);
}

Test(field, one_line_scrolls_sideways_to_its_cursor)
{
	struct field field;

	field_init(&field, false, "abcdefghij");
	expect_drawn(&field, 1, 20, " abcdefghij\n", 0, 11);
	expect_drawn(&field, 1, 6, " fghij\n", 0, 6);
	press(&field, KEY_CODE_LEFT, "abcdefghi_j");
	expect_drawn(&field, 1, 6, " fghij\n", 0, 5);
	press(&field, KEY_CODE_HOME, "_abcdefghij");
	expect_drawn(&field, 1, 6, " abcdef\n", 0, 1);
	expect_drawn(&field, 1, 1, " a\n", 0, 1);
	field_set(&field, "漢字漢字");
	expect_drawn(&field, 1, 6, " 漢字\n", 0, 5);
	field_done(&field);
}

Test(field, several_lines_scroll_to_the_cursor)
{
	struct field field;

	field_init(&field, true, "one\ntwo\nthree\nfour");
	cr_assert_eq(field_lines(&field, 10), 4, "four lines");
	expect_drawn(&field, 2, 10, " three\n four\n", 1, 5);
	press(&field, KEY_CODE_UP, "one\ntwo\nthre_e\nfour");
	expect_drawn(&field, 2, 10, " three\n four\n", 0, 5);
	press(&field, KEY_CODE_UP, "one\ntwo_\nthree\nfour");
	expect_drawn(&field, 2, 10, " two\n three\n", 0, 4);
	expect_drawn(&field, 5, 10, " one\n two\n three\n four\n\n", 1, 4);
	field_done(&field);
}

Test(field, the_cursor_stays_inside_when_blanks_hang_over_the_edge)
{
	struct field field;

	field_init(&field, true, "abc      ");
	expect_drawn(&field, 1, 6, " abc\n", 0, 6);
	field_done(&field);
}

Test(field, an_empty_field_and_no_room_are_no_trouble)
{
	struct field field;
	struct canvas *canvas = canvas_new(1, 1, CANVAS_UNICODE);

	field_init(&field, true, "");
	expect_drawn(&field, 1, 1, "\n", 0, 1);
	press(&field, KEY_CODE_DOWN, "_");
	field_insert(&field, "text");
	field_fit(&field, 0, 0);
	field_draw(&field, canvas, 0, 0, 0, 0, ROLE_TEXT);
	field_draw(&field, canvas, 0, 0, 3, 5, ROLE_TEXT);
	canvas_free(canvas);
	field_done(&field);
	field_done(&field);
}
