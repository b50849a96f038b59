/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Key words: one table both ways, the rest by rule. */

#include <config.h>

#include "ui/keys.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

struct named_key {
	const char *word;
	key_code key;
};

/* The first word of a key is its name; the others are only understood. */
static const struct named_key words[] = {
	{ "Tab", KEY_TAB_CODE },
	{ "S-Tab", KEY_CODE_SHIFT_TAB },
	{ "Enter", KEY_ENTER_CODE },
	{ "Esc", KEY_ESC_CODE },
	{ "Space", ' ' },
	{ "Backspace", KEY_BACKSPACE_CODE },
	{ "Up", KEY_CODE_UP },
	{ "Down", KEY_CODE_DOWN },
	{ "Left", KEY_CODE_LEFT },
	{ "Right", KEY_CODE_RIGHT },
	{ "Home", KEY_CODE_HOME },
	{ "End", KEY_CODE_END },
	{ "PgUp", KEY_CODE_PGUP },
	{ "PgDn", KEY_CODE_PGDN },
	{ "Delete", KEY_CODE_DELETE },
	{ "Insert", KEY_CODE_INSERT },
	{ "Return", KEY_ENTER_CODE },
	{ "Escape", KEY_ESC_CODE },
	{ "PageUp", KEY_CODE_PGUP },
	{ "PageDown", KEY_CODE_PGDN },
	{ "Del", KEY_CODE_DELETE },
	{ "Ins", KEY_CODE_INSERT },
};

enum { WORD_COUNT = sizeof(words) / sizeof(words[0]) };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The one character that is the whole word. */
static key_code
parse_character(const char *word, size_t len)
{
	char buffer[5] = "";
	uint32_t code;

	if (len >= sizeof(buffer))
		return KEY_CODE_NONE;
	memcpy(buffer, word, len);
	const char *end = utf8_next(buffer, &code);

	if ((size_t)(end - buffer) != len || !utf8_valid(word, len))
		return KEY_CODE_NONE;
	return code == ' ' || utf8_unsafe(code) ? KEY_CODE_NONE : code;
}

/* ^A, ^a, and the controls beside the letters; ^? is Backspace. */
static key_code
parse_control(char c)
{
	if (c >= 'a' && c <= 'z')
		return (key_code)(c - 'a' + 1);
	if (c >= '@' && c <= '_')
		return (key_code)(c - '@');
	return c == '?' ? KEY_BACKSPACE_CODE : KEY_CODE_NONE;
}

static key_code
parse_function(const char *word, size_t len)
{
	unsigned number = 0;

	if (word[0] != 'F' && word[0] != 'f')
		return KEY_CODE_NONE;
	for (size_t i = 1; i < len; i++) {
		if (word[i] < (i == 1 ? '1' : '0') || word[i] > '9' || i > 2)
			return KEY_CODE_NONE;
		number = number * 10 + (unsigned)(word[i] - '0');
	}
	return number >= 1 && number <= 12 ? KEY_CODE_F1 + number - 1
	                                   : KEY_CODE_NONE;
}

key_code
key_parse(const char *word, size_t len)
{
	key_code key = len ? parse_character(word, len) : KEY_CODE_NONE;

	if (key == KEY_CODE_NONE && len == 2 && word[0] == '^')
		key = parse_control(word[1]);
	if (key == KEY_CODE_NONE && (len == 2 || len == 3))
		key = parse_function(word, len);
	for (size_t i = 0; key == KEY_CODE_NONE && i < WORD_COUNT; i++) {
		if (strlen(words[i].word) == len &&
		    strncasecmp(words[i].word, word, len) == 0)
			key = words[i].key;
	}
	return key;
}

const char *
key_word(key_code key, char buffer[16])
{
	for (size_t i = 0; i < WORD_COUNT; i++) {
		if (words[i].key == key) {
			snprintf(buffer, 16, "%s", words[i].word);
			return buffer;
		}
	}
	if (key < ' ')
		snprintf(buffer, 16, "^%c", (char)(key + '@'));
	else if (key < KEY_FIRST && !utf8_unsafe(key) &&
	         !(key >= 0xd800 && key <= 0xdfff))
		utf8_encode(key, buffer);
	else if (key >= KEY_CODE_F1 && key <= KEY_CODE_F12)
		snprintf(buffer, 16, "F%u", (unsigned)(key - KEY_CODE_F1 + 1));
	else
		buffer[0] = '\0';
	return buffer;
}

key_code
key_from_sequence(const char *sequence)
{
	static const struct {
		const char *sequence;
		key_code key;
	} known[] = {
		{ "A", KEY_CODE_UP },
		{ "B", KEY_CODE_DOWN },
		{ "C", KEY_CODE_RIGHT },
		{ "D", KEY_CODE_LEFT },
		{ "H", KEY_CODE_HOME },
		{ "F", KEY_CODE_END },
		{ "Z", KEY_CODE_SHIFT_TAB },
		{ "P", KEY_CODE_F1 },
		{ "1~", KEY_CODE_HOME },
		{ "7~", KEY_CODE_HOME },
		{ "2~", KEY_CODE_INSERT },
		{ "3~", KEY_CODE_DELETE },
		{ "4~", KEY_CODE_END },
		{ "8~", KEY_CODE_END },
		{ "5~", KEY_CODE_PGUP },
		{ "6~", KEY_CODE_PGDN },
		{ "11~", KEY_CODE_F1 },
	};

	if (*sequence != '[' && *sequence != 'O')
		return KEY_CODE_NONE;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].sequence, sequence + 1) == 0)
			return known[i].key;
	}
	return KEY_CODE_NONE;
}

key_code
keys_next(const char **list, const char **bad)
{
	const char *word = *list;

	while (is_blank(*word))
		word++;
	size_t len = 0;

	while (word[len] && !is_blank(word[len]))
		len++;
	key_code key = key_parse(word, len);

	if (bad)
		*bad = len && key == KEY_CODE_NONE ? word : NULL;
	*list = word + len;
	return key;
}

bool
keys_contain(const char *list, key_code key)
{
	while (*list) {
		if (keys_next(&list, NULL) == key && key != KEY_CODE_NONE)
			return true;
	}
	return false;
}
