/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Codes into keys, from a list of codes in place of a terminal. */

#include <config.h>

#include "ui/input.h"

#include <criterion/criterion.h>
#include <string.h>

/* The codes to come; PAUSE is a time in which nothing comes. */
enum { PAUSE = -1, LAST = -2 };

struct script {
	const int *codes;
	size_t at;
};

static int
next_code(void *source, int wait_ms)
{
	struct script *script = source;
	int code = script->codes[script->at];

	(void)wait_ms;
	if (code != LAST)
		script->at++;
	return code;
}

/* Asserts that the codes are these keys; KEY_CODE_NONE ends the list. */
static void
expect(const int *codes, const key_code *keys)
{
	struct script script = { codes, 0 };
	struct input input = { .get = next_code, .source = &script };

	while (codes[script.at] != LAST || input_holds(&input)) {
		key_code key = input_key(&input);

		if (key == KEY_CODE_NONE)
			continue;
		cr_assert_eq(key, *keys, "key %u came, not %u", key, *keys);
		keys++;
	}
	cr_assert_eq(*keys, KEY_CODE_NONE, "key %u never came", *keys);
	input_done(&input);
}

#define CODES(...) ((const int[]){ __VA_ARGS__, LAST })
#define KEYS(...) ((const key_code[]){ __VA_ARGS__, KEY_CODE_NONE })
#define NO_KEYS ((const key_code[]){ KEY_CODE_NONE })

Test(input, bytes_become_characters)
{
	expect(CODES('a', 3, 13), KEYS('a', 3, 13));
	expect(CODES(0xc3, 0xa9, 'x'), KEYS(0xe9, 'x'));
	expect(CODES(0xf0, 0x9f, 0x98, 0x80), KEYS(0x1f600));
	expect(CODES(KEY_CODE_UP, KEY_CODE_NONE, 'x'), KEYS(KEY_CODE_UP, 'x'));
}

Test(input, a_bad_byte_takes_nothing_with_it)
{
	expect(CODES(0xff, 'x'), KEYS('x'));
	expect(CODES(0xc3, 'x', 'y'), KEYS('x', 'y'));
	expect(CODES(0xe2, 0x82, KEY_CODE_UP, 'y'), KEYS(KEY_CODE_UP, 'y'));
	expect(CODES(0xe2, PAUSE, 'y'), KEYS('y'));
	expect(CODES(0xed, 0xa0, 0x80, 'y'), KEYS('y'));
	expect(CODES(0xc2, 0x9b, 'y'), KEYS('y'));
}

Test(input, escape_alone_is_a_key)
{
	expect(CODES(27, PAUSE, 'j'), KEYS(KEY_ESC_CODE, 'j'));
	expect(CODES(27, 'j'), KEYS(KEY_ESC_CODE, 'j'));
	expect(CODES(27, 27, 'j'), KEYS(KEY_ESC_CODE, KEY_ESC_CODE, 'j'));
	expect(CODES(27, '[', PAUSE, 'j'), KEYS(KEY_ESC_CODE, '[', 'j'));
	expect(
	    CODES(27, '[', KEY_CODE_UP), KEYS(KEY_ESC_CODE, '[', KEY_CODE_UP));
	expect(CODES(27, KEY_CODE_UP), KEYS(KEY_ESC_CODE, KEY_CODE_UP));
}

Test(input, sequences_are_keys_or_nothing_but_never_letters)
{
	expect(CODES(27, '[', 'A', 'x'), KEYS(KEY_CODE_UP, 'x'));
	expect(CODES(27, 'O', 'P', 'x'), KEYS(KEY_CODE_F1, 'x'));
	expect(CODES(27, '[', '5', '~', 'x'), KEYS(KEY_CODE_PGUP, 'x'));
	expect(CODES(27, '[', '1', ';', '5', 'n', 'x'), KEYS('x'));
	expect(CODES(27, '[', '?', '6', '2', ';', '2', '2', ';', '3', '3', ';',
	           '4', '4', ';', '5', '5', 'c', 'x'),
	    KEYS('x'));
	expect(CODES(27, 'O', 'n', 'x'), KEYS('x'));
	expect(CODES(27, '[', '1', ';'), NO_KEYS);
}

static void
expect_paste(const int *codes, const char *text)
{
	struct script script = { codes, 0 };
	struct input input = { .get = next_code, .source = &script };

	cr_assert_eq(input_key(&input), KEY_CODE_PASTE, "no paste");
	cr_assert_str_eq(str_text(&input.pasted), text, "pasted: %s",
	    str_text(&input.pasted));
	cr_assert_eq(input_key(&input), 'q', "the key behind it is lost");
	input_done(&input);
}

Test(input, pastes_are_text_without_controls)
{
	expect_paste(CODES(INPUT_PASTE_BEGIN, 'q', 27, 3, 0xc3, 0xa9, 9, 0x7f,
	                 INPUT_PASTE_END, 'q'),
	    "qé\t");
	expect_paste(CODES(INPUT_PASTE_BEGIN, INPUT_PASTE_END, 'q'), "");
	expect_paste(CODES(INPUT_PASTE_BEGIN, 13, 10, 'b', 13, 10, 10,
	                 INPUT_PASTE_END, 'q'),
	    "\nb\n\n");
	expect_paste(CODES(INPUT_PASTE_BEGIN, 'a', KEY_CODE_UP,
	                 INPUT_PASTE_BEGIN, 'b', INPUT_PASTE_END, 'q'),
	    "ab");
}

Test(input, silence_ends_a_paste_whose_end_got_lost)
{
	expect_paste(CODES(INPUT_PASTE_BEGIN, 'a', PAUSE, 'q'), "a");
}

static int
endless_paste(void *source, int wait_ms)
{
	size_t *count = source;

	(void)wait_ms;
	if ((*count)++ == 0)
		return INPUT_PASTE_BEGIN;
	return *count < 2000000 ? 'a' : INPUT_PASTE_END;
}

Test(input, a_paste_has_a_limit)
{
	size_t count = 0;
	struct input input = { .get = endless_paste, .source = &count };

	cr_assert_eq(input_key(&input), KEY_CODE_PASTE, "no paste");
	cr_assert_eq(
	    input.pasted.len, 1024 * 1024 + 4, "%zu", input.pasted.len);
	cr_assert_eq(count, 2000000, "the rest was left as keys");
	input_done(&input);
}
