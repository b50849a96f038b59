/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Codes into keys. No letter of a sequence nobody knows may pass for a key:
 * keys record answers. */

#include <config.h>

#include "ui/input.h"

#include "base/utf8.h"

enum {
	CHARACTER_WAIT_MS = 100, /* for the other bytes of a character */
	PASTE_WAIT_MS = 500,     /* for the next code of a paste */
	/* a little more than what is taken anywhere: nothing is cut unseen */
	PASTE_MAX = 1024 * 1024 + 4,
	SEQUENCE_MAX = 15,
	MALFORMED = 0xfffd
};

void
input_done(struct input *input)
{
	str_done(&input->pasted);
}

bool
input_holds(const struct input *input)
{
	return input->held_count > 0;
}

static int
take(struct input *input, int wait_ms)
{
	if (input->held_count)
		return input->held[--input->held_count];
	return input->get(input->source, wait_ms);
}

static void
put_back(struct input *input, int code)
{
	if (code >= 0)
		input->held[input->held_count++] = code;
}

/* The character that begins with this byte. */
static uint32_t
character(struct input *input, int first)
{
	char bytes[5] = { (char)first };
	int more = first < 0xc2   ? 0
	           : first < 0xe0 ? 1
	           : first < 0xf0 ? 2
	           : first < 0xf5 ? 3
	                          : 0;
	uint32_t c;

	if (first < 0x80)
		return (uint32_t)first;
	for (int i = 1; i <= more; i++) {
		int next = take(input, CHARACTER_WAIT_MS);

		if (next < 0x80 || next > 0xbf) {
			put_back(input, next);
			return MALFORMED;
		}
		bytes[i] = (char)next;
	}
	return utf8_next(bytes, &c) == bytes + more + 1 ? c : MALFORMED;
}

static void
add_pasted(struct str *pasted, uint32_t c)
{
	char bytes[5];
	bool control =
	    (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);

	if (!control && pasted->len < PASTE_MAX)
		str_add_n(pasted, bytes, utf8_encode(c, bytes));
}

/* Collects what is pasted. Its end may have been swallowed by half a sequence
 * in the text: then silence ends it. */
static void
collect_paste(struct input *input)
{
	uint32_t before = 0;

	str_clear(&input->pasted);
	for (;;) {
		int code = take(input, PASTE_WAIT_MS);

		if (code < 0 || code == INPUT_PASTE_END)
			return;
		if (code >= KEY_FIRST)
			continue;
		uint32_t c = character(input, code);

		if (c == '\r')
			add_pasted(&input->pasted, '\n');
		else if (c != '\n' || before != '\r')
			add_pasted(&input->pasted, c);
		before = c;
	}
}

/* ESC came alone. With more right behind it, it begins a sequence: a function
 * key with modifiers, a report of the terminal. */
static key_code
escape(struct input *input)
{
	char sequence[SEQUENCE_MAX + 1] = "";
	size_t len = 0;
	int begin = take(input, 0);
	bool begins = begin == '[' || begin == 'O';
	int next = begins ? take(input, 0) : INPUT_NOTHING;

	if (next < 0 || next >= KEY_FIRST) {
		put_back(input, next);
		put_back(input, begin);
		return KEY_ESC_CODE;
	}
	sequence[len++] = (char)begin;
	while (next >= 0) {
		if (len < SEQUENCE_MAX)
			sequence[len++] = next < 0x7f ? (char)next : '?';
		/* Parameters go on, all else ends it. */
		if (begin != '[' || next < 0x20 || next >= 0x40)
			break;
		next = take(input, 0);
	}
	return key_from_sequence(sequence);
}

key_code
input_key(struct input *input)
{
	int code = take(input, 0);

	if (code < 0 || code == INPUT_PASTE_END)
		return KEY_CODE_NONE;
	if (code == INPUT_PASTE_BEGIN) {
		collect_paste(input);
		return KEY_CODE_PASTE;
	}
	if (code >= KEY_FIRST)
		return (key_code)code;
	if (code == KEY_ESC_CODE)
		return escape(input);
	uint32_t c = character(input, code);

	/* typed ahead, before the terminal was raw, Enter is a line feed and ^D
	 * a NUL */
	if (c == '\n')
		return KEY_ENTER_CODE;
	if (c == 0)
		return KEY_CODE_NONE;
	return c == MALFORMED || (c >= 0x80 && c < 0xa0) ? KEY_CODE_NONE : c;
}
