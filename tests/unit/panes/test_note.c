/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The note editor: nothing typed is lost, nothing else is recorded. */

#include <config.h>

#include "model/schema.h"
#include "side.h"

static struct side s;

static void
setup(void)
{
	side_begin(&s);
}

static void
teardown(void)
{
	side_done(&s);
}

TestSuite(note, .init = setup, .fini = teardown);

enum { CTRL_C = 3, CTRL_O = 15, CTRL_T = 20, WIDE = 120 };

/* LEVEL.KEY of the first criterion. */
static char *
first_criterion(void)
{
	struct spot spot = { SPOT_CRITERION, 0, 1, 0 };

	return xasprintf("1.%s", catalog_string(s.pack.catalog, CRITERION_KEY,
	                             desk_criterion(&s.desk, spot)));
}

static void
open_editor(const char *id, const char *text)
{
	char *criterion = first_criterion();

	s.pane = note_open("AB-1", id, criterion, "AB-1 1.1", text);
	s.pane->keymap = s.keymap;
	s.pane->rect = (struct rect){ 0, 0, 9, WIDE };
	free(criterion);
}

static bool
press(key_code key)
{
	side_clear(&s);
	struct command_ctx ctx = side_ctx(&s);
	bool taken = s.pane->ops->key(s.pane, key, &ctx);

	side_take(&s, &ctx);
	return taken;
}

static void
type(const char *text)
{
	for (; *text; text++)
		cr_assert(
		    press(*text == '\n' ? KEY_ENTER_CODE : (key_code)*text));
}

static const struct change *
find_change(const char *path)
{
	for (size_t i = 0; i < s.changes.count; i++)
		if (str_equal(s.changes.items[i].path, path))
			return &s.changes.items[i];
	return NULL;
}

static char *
bar_right(void)
{
	struct str title = { 0 }, right = { 0 };

	note_ops.bar(s.pane, &s.desk, &title, &right);
	str_done(&title);
	str_add(&right, "");
	return str_steal(&right);
}

static char *
hint_row(void)
{
	struct canvas *canvas = canvas_new(1, WIDE, CANVAS_ASCII_GLYPHS);
	struct str out = { 0 };

	note_ops.input(s.pane, &s.desk, canvas, 0, WIDE);
	canvas_dump(canvas, &out);
	canvas_free(canvas);
	return str_steal(&out);
}

Test(note, escape_keeps_half_a_sentence_with_its_criterion)
{
	char *criterion = first_criterion();

	open_editor("abc123", "");
	type("Payroll is\non pap");
	cr_assert_eq(s.changes.count, 0);
	cr_assert(press(KEY_ESC_CODE));
	cr_assert_eq(s.next, NEXT_CLOSE);
	cr_assert_eq(s.changes.count, 2);
	cr_assert_str_eq(
	    find_change("AB-1/notes/abc123/text")->value, "Payroll is\non pap");
	cr_assert_str_eq(
	    find_change("AB-1/notes/abc123/criterion")->value, criterion);
	side_record(&s, "2026-07-14T10:42:00+02:00", NULL);
	free(criterion);
}

Test(note, a_note_on_an_objective_says_so_also_as_a_draft)
{
	struct str name = { 0 }, text = { 0 };

	s.pane = note_open("AB-1", "abc123", NULL, "AB-1_A01", "");
	note_set_objective(s.pane, "AB-1_A01");
	s.pane->keymap = s.keymap;
	s.pane->rect = (struct rect){ 0, 0, 9, WIDE };
	type("Seen");
	cr_assert(note_ops.draft(s.pane, &name, &text));
	cr_assert(side_has(str_text(&text), " AB-1_A01\nSeen"));
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 2);
	cr_assert_str_eq(
	    find_change("AB-1/notes/abc123/objective")->value, "AB-1_A01");
	str_done(&name);
	str_done(&text);
}

Test(note, escape_on_nothing_typed_records_nothing)
{
	open_editor("abc123", "");
	cr_assert(press(KEY_ESC_CODE));
	cr_assert_eq(s.next, NEXT_CLOSE);
	cr_assert_eq(s.changes.count, 0);
}

Test(note, an_unchanged_note_records_nothing_and_a_changed_one_only_its_text)
{
	side_set(&s, "AB-1/notes/abc123/text", "Old words", NULL);
	open_editor("abc123", "Old words");
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 0);
	type("!");
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 1);
	cr_assert_str_eq(s.changes.items[0].value, "Old words!");
}

Test(note, an_emptied_note_is_removed_with_all_it_had)
{
	side_set(&s, "AB-1/notes/abc123/text", "x", NULL);
	side_set(&s, "AB-1/notes/abc123/audience", "client", NULL);
	open_editor("abc123", "x");
	press(KEY_BACKSPACE_CODE);
	type(" \n");
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 2);
	cr_assert_null(find_change("AB-1/notes/abc123/text")->value);
	cr_assert_null(find_change("AB-1/notes/abc123/audience")->value);
	cr_assert_gt(s.message.len, 0, "it is said, with the way back");
}

Test(note, control_t_turns_it_for_the_client_and_back)
{
	open_editor("abc123", "");
	type("Seen.");
	char *row = hint_row();

	cr_assert(side_has(row,
	    " Esc keep and close   ^T for the client   ^O in your editor   "
	    "^C ^C throw away"));
	cr_assert(side_has(row, "F1 help\n"));
	free(row);
	cr_assert(press(CTRL_T));
	row = hint_row();
	cr_assert(side_has(row, "^T private"));
	free(row);
	char *right = bar_right();

	cr_assert_str_eq(right, "J. Tester   for the client");
	free(right);
	press(KEY_ESC_CODE);
	cr_assert_str_eq(
	    find_change("AB-1/notes/abc123/audience")->value, "client");
	side_record(&s, "2026-07-14T10:42:00+02:00", "B. Talker");
	right = bar_right();
	cr_assert_str_eq(right, "B. Talker   10:42   for the client");
	free(right);
	press(CTRL_T);
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 1);
	cr_assert_null(find_change("AB-1/notes/abc123/audience")->value);
}

Test(note, only_control_c_twice_throws_it_away)
{
	open_editor("abc123", "");
	type("secret");
	cr_assert(press(CTRL_C));
	cr_assert_eq(s.next, NEXT_NONE);
	cr_assert_gt(s.message.len, 0, "the second is asked for");
	type("s");
	cr_assert(press(CTRL_C));
	cr_assert_eq(s.next, NEXT_NONE, "a key between them disarms");
	cr_assert(press(CTRL_C));
	cr_assert_eq(s.next, NEXT_CLOSE);
	cr_assert_eq(s.changes.count, 0);
}

Test(note, an_editor_program_gets_the_text_and_gives_it_back)
{
	open_editor("abc123", "");
	type("half");
	cr_assert(press(CTRL_O));
	cr_assert_eq(s.next, NEXT_EDITOR);
	cr_assert_str_eq(note_text(s.pane), "half");
	note_set_text(s.pane, "whole\r\nsentence");
	press(KEY_ESC_CODE);
	cr_assert_str_eq(
	    find_change("AB-1/notes/abc123/text")->value, "whole\nsentence");
}

Test(note, what_is_pasted_is_text_and_no_key)
{
	open_editor("abc123", "");
	struct command_ctx ctx = side_ctx(&s);

	note_ops.paste(s.pane, "q\x1bU\n\x03^C", &ctx);
	cr_assert_eq(ctx.next, NEXT_NONE);
	cr_assert_str_eq(note_text(s.pane), "qU\n^C");
}

Test(note, keys_without_meaning_in_a_text_do_nothing_but_help_works)
{
	open_editor("abc123", "");
	cr_assert(press(KEY_TAB_CODE));
	cr_assert(press(KEY_CODE_SHIFT_TAB));
	cr_assert(press(6), "^F");
	cr_assert(press('?'));
	cr_assert_str_eq(note_text(s.pane), "?");
	cr_assert_not(press(KEY_CODE_F1));
}

Test(note, while_it_cannot_be_recorded_it_stays_open)
{
	open_editor("abc123", "");
	type("words");
	s.desk.read_only = true;
	press(KEY_ESC_CODE);
	cr_assert_neq(s.err.code, ERR_NONE);
	cr_assert_eq(s.next, NEXT_NONE);
	s.desk.read_only = false;
	char *long_text = xmalloc(SCHEMA_TEXT_MAX + 2);

	memset(long_text, 'x', SCHEMA_TEXT_MAX + 1);
	long_text[SCHEMA_TEXT_MAX + 1] = '\0';
	note_set_text(s.pane, long_text);
	free(long_text);
	press(KEY_ESC_CODE);
	cr_assert_neq(s.err.code, ERR_NONE);
	cr_assert_eq(s.next, NEXT_NONE);
}

Test(note, a_draft_opens_again_as_it_was)
{
	struct str name = { 0 }, text = { 0 };

	open_editor("abc123", "");
	cr_assert_not(
	    note_ops.draft(s.pane, &name, &text), "nothing was typed");
	type("Ask for\nthe");
	press(CTRL_T);
	cr_assert(note_ops.draft(s.pane, &name, &text));
	cr_assert_str_eq(str_text(&name), "note-ab-1-abc123");
	struct pane *again = note_open_draft(str_text(&text), &s.desk);

	cr_assert_not_null(again);
	note_ops.done(s.pane);
	s.pane = again;
	cr_assert_str_eq(note_text(again), "Ask for\nthe");
	str_done(&text);
	str_done(&name);
	note_ops.bar(again, &s.desk, &name, &text);
	cr_assert_str_eq(str_text(&name), "Note on AB-1 1.1");
	str_done(&text);
	str_done(&name);
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 3);
	cr_assert_str_eq(
	    find_change("AB-1/notes/abc123/audience")->value, "client");
	cr_assert(note_ops.draft(again, &name, &text),
	    "so that the program finds what to take away");
	str_done(&text);
	str_done(&name);
}

Test(note, a_draft_of_what_the_pack_no_longer_has_keeps_its_text)
{
	s.pane =
	    note_open_draft("AB-1 abc123 1.00000000 -\nstill here", &s.desk);
	cr_assert_not_null(s.pane);
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 1, "without the criterion");
	side_record(&s, "2026-07-14T10:42:00+02:00", NULL);
	cr_assert_null(note_open_draft("ZZ-9 abc123 - -\nx", &s.desk));
	cr_assert_null(note_open_draft("nonsense", &s.desk));
	cr_assert_null(note_open_draft("", &s.desk));
}

Test(note, a_criterions_own_note_is_kept_in_its_place)
{
	char *criterion = first_criterion();
	char *path = xasprintf("AB-1/criteria/%s/note", criterion);

	side_set(&s, path, "From the file", NULL);
	open_editor("", "From the file");
	press(CTRL_T);
	cr_assert_neq(s.err.code, ERR_NONE, "it has no audience");
	type(".");
	press(KEY_ESC_CODE);
	cr_assert_eq(s.changes.count, 1);
	cr_assert_str_eq(s.changes.items[0].path, path);
	side_record(&s, "2026-07-14T10:42:00+02:00", NULL);
	free(path);
	free(criterion);
}

Test(note, the_text_stands_under_the_bar_and_the_rule_below_it)
{
	open_editor("abc123", "");
	type("Payroll is on paper.");
	note_set_time(s.pane, "10:42");
	note_draft_kept(s.pane, "10:42:05");
	cr_assert_eq(note_ops.want(s.pane, &s.desk, WIDE), 9);
	const char *screen = side_show(&s, 9, WIDE, 0);

	cr_assert_str_eq(screen,
	    "\n  Payroll is on paper.\n\n\n\n\n\n"
	    "  A note is private until it is marked for the client. Esc keeps "
	    "it, also half a sentence.\n\n");
	char *right = bar_right();

	cr_assert_str_eq(
	    right, "J. Tester   10:42   private   draft kept 10:42:05");
	free(right);
}

Test(note, a_small_drawer_is_all_text_and_any_size_is_safe)
{
	open_editor("abc123", "");
	type("one\ntwo\nthree");
	const char *screen = side_show(&s, 3, 40, 0);

	cr_assert_str_eq(screen, "  one\n  two\n  three\n");
	for (int rows = 1; rows < 12; rows++)
		for (int cols = 1; cols < 90; cols += 3) {
			side_show(&s, rows, cols, 0);
			press(KEY_CODE_PGUP);
			press(KEY_CODE_PGDN);
		}
}
