/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Breaking text into lines. */

#include <config.h>

#include "ui/wrap.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "ui/canvas.h"

static void
use_utf8(void)
{
	setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(wrap, .init = use_utf8);

/* The lines of a text, joined by bars; the caller frees it. */
static char *
wrapped(const char *text, int cells)
{
	struct wrap wrap = { 0 };
	struct str all = { 0 };

	wrap_text(&wrap, text, cells);
	cr_assert_geq(wrap.count, 1, "there is no line");
	cr_assert_eq(wrap_count(text, cells), wrap.count, "counted otherwise");
	for (size_t i = 0; i < wrap.count; i++) {
		if (i)
			str_add_char(&all, '|');
		str_add_n(&all, text + wrap.lines[i].start, wrap.lines[i].len);
	}
	wrap_done(&wrap);
	str_add(&all, "");
	return str_steal(&all);
}

static void
expect(const char *text, int cells, const char *lines)
{
	char *got = wrapped(text, cells);

	cr_assert_str_eq(got, lines, "'%s' in %d: %s", text, cells, got);
	free(got);
}

Test(wrap, lines_break_at_blanks_which_belong_to_no_line)
{
	expect("one two three", 7, "one two|three");
	expect("one two three", 6, "one|two|three");
	expect("one two   three", 8, "one two|three");
	expect("one two   ", 7, "one two");
	expect("one two three", 80, "one two three");
}

Test(wrap, the_name_of_a_command_keeps_its_colon)
{
	expect("say :period now", 8, "say|:period|now");
	expect("x :\ny", 4, "x :|y");
}

Test(wrap, line_feeds_are_kept)
{
	expect("a\nb", 10, "a|b");
	expect("a\n\nb", 10, "a||b");
	expect("a\n", 10, "a|");
	expect("", 10, "");
	expect("a\r\nb", 10, "a|b");
}

Test(wrap, blanks_that_begin_a_line_are_kept_where_they_fit)
{
	expect("a\n  b c", 4, "a|  b|c");
	expect("     word", 4, "word");
}

Test(wrap, words_wider_than_the_line_are_split_at_any_cell)
{
	expect("abcdefgh", 3, "abc|def|gh");
	expect("go abcdefgh on", 4, "go|abcd|efgh|on");
	expect("abc", 0, "a|b|c");
}

Test(wrap, a_line_may_break_after_a_hyphen_but_not_before_a_stop)
{
	expect("long-lived", 6, "long-|lived");
	expect("abcd ef.", 7, "abcd|ef.");
}

Test(wrap, no_break_spaces_hold)
{
	expect("at 10\xc2\xa0km now", 5, "at|10\xc2\xa0km|now");
}

Test(wrap, wide_characters_take_two_cells_and_may_break_anywhere)
{
	expect("漢字漢字", 4, "漢字|漢字");
	expect("漢字漢字", 5, "漢字|漢字");
	expect("漢字", 1, "漢|字");
}

Test(wrap, marks_stay_with_their_letter)
{
	expect("e\xcc\x81"
	       "e\xcc\x81"
	       "e\xcc\x81",
	    2,
	    "e\xcc\x81"
	    "e\xcc\x81|e\xcc\x81");
}

Test(wrap, what_is_shown_in_more_cells_is_counted_so)
{
	/* An escape shows as ^[ in two cells. */
	expect("a\x1b"
	       "b",
	    2, "a|\x1b|b");
}

Test(wrap, malformed_text_is_one_cell_a_byte)
{
	expect("a\xff\xfe"
	       "b",
	    2,
	    "a\xff|\xfe"
	    "b");
	expect("ab\xe2\x82", 10, "ab\xe2\x82");
}

Test(wrap, any_width_keeps_every_word_and_no_line_is_too_wide)
{
	static const char text[] =
	    "  The team keeps run books (see https://example.org/a/b/c) for "
	    "each service,\n\t\"where\" they can be found: naïve façade – "
	    "漢字 e\xcc\x81 \x1b[0m end-of-line 3.14 % ";

	for (int cells = 1; cells < 120; cells++) {
		struct wrap wrap = { 0 };
		size_t at = 0;

		wrap_text(&wrap, text, cells);
		for (size_t i = 0; i < wrap.count; i++) {
			struct wrap_line line = wrap.lines[i];
			const char *start = text + line.start;
			int width = text_cells_n(start, line.len);

			cr_assert_leq(at, line.start, "lines overlap");
			cr_assert_eq(
			    strspn(text + at, " \t\n") + at >= line.start, true,
			    "%d cells: text was left out", cells);
			cr_assert(width <= cells || cells < 2, "%d cells in %d",
			    width, cells);
			cr_assert(!line.len || start[line.len - 1] != ' ',
			    "a blank ends a line");
			at = line.start + line.len;
		}
		wrap_done(&wrap);
	}
}

static double
seconds_for(const char *text)
{
	struct timespec from, to;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	wrap_count(text, 40);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (double)(to.tv_sec - from.tv_sec) +
	       (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

Test(wrap, the_time_grows_with_the_text_not_with_its_square)
{
	struct str text = { 0 };

	/* Squared, this megabyte would take hours. */
	for (int i = 0; i < 100000; i++)
		str_add(&text, i % 1000 ? "ninechars " : "\n");
	cr_assert_lt(seconds_for(str_text(&text)), 5.0, "blanks");
	str_clear(&text);
	str_add_repeat(&text, 'x', 1000000);
	cr_assert_lt(seconds_for(str_text(&text)), 5.0, "one word");
	str_clear(&text);
	str_add_repeat(&text, ' ', 1000000);
	cr_assert_lt(seconds_for(str_text(&text)), 5.0, "only blanks");
	str_done(&text);
}

/* A letter beyond Latin-1 takes the way through all of UAX 14, behind a line
 * feed it changes nothing before it. */
Test(wrap, plain_text_breaks_where_any_other_would)
{
	static const char letters[] = "abZ09 .,;:()-/  \nx?!\"'&_u";
	struct wrap quick = { 0 }, slow = { 0 };
	char text[64];

	srand(7);
	for (int round = 0; round < 200000; round++) {
		size_t len = (size_t)(rand() % (round % 2 ? 40 : 9)) + 1;

		for (size_t i = 0; i < len; i++)
			text[i] = letters[(size_t)rand() %
			                  (sizeof(letters) - 1)];
		text[len] = '\0';
		/* one of two or three bytes */
		static const char *const wide[] = { "\xc3\xa9",
			"\xe2\x96\xaa", "\xe2\x80\x9c", "\xe2\x80\x99" };
		const char *letter = wide[round % 4];
		char *u = len > 2 ? memchr(text, 'u', len - 2) : NULL;

		if (u)
			memcpy(u, letter, strlen(letter));
		int cells = 5 + rand() % 20;

		wrap_text(&quick, text, cells);
		memcpy(text + len, "\n\xc4\x93", 4);
		wrap_text(&slow, text, cells);
		text[len] = '\0';
		cr_assert_eq(slow.count, quick.count + 1, "[%s]", text);
		for (size_t i = 0; i < quick.count; i++)
			cr_assert(quick.lines[i].start ==
			                  slow.lines[i].start &&
			              quick.lines[i].len == slow.lines[i].len,
			    "line %zu of [%s]", i, text);
	}
	wrap_done(&quick);
	wrap_done(&slow);
}
