/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Key words, both ways. */

#include <config.h>

#include "ui/keys.h"

#include <criterion/criterion.h>
#include <string.h>

static key_code
parse(const char *word)
{
	return key_parse(word, strlen(word));
}

Test(keys, words_name_their_keys)
{
	static const struct {
		const char *word;
		key_code key;
	} rows[] = {
		{ "j", 'j' },
		{ "J", 'J' },
		{ "^", '^' },
		{ "<", '<' },
		{ "é", 0xe9 },
		{ "^F", 6 },
		{ "^f", 6 },
		{ "^Z", 26 },
		{ "^I", KEY_TAB_CODE },
		{ "^?", KEY_BACKSPACE_CODE },
		{ "Tab", KEY_TAB_CODE },
		{ "S-Tab", KEY_CODE_SHIFT_TAB },
		{ "Enter", KEY_ENTER_CODE },
		{ "enter", KEY_ENTER_CODE },
		{ "Esc", KEY_ESC_CODE },
		{ "Space", ' ' },
		{ "Down", KEY_CODE_DOWN },
		{ "PgDn", KEY_CODE_PGDN },
		{ "F", 'F' },
		{ "F1", KEY_CODE_F1 },
		{ "F12", KEY_CODE_F12 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_assert_eq(parse(rows[i].word), rows[i].key,
		    "%s was read as %u", rows[i].word, parse(rows[i].word));
}

Test(keys, other_words_are_no_keys)
{
	static const char *const words[] = { "", " ", "jj", "F0", "F13", "F01",
		"F1x", "^FF", "Tabs", "\x1b", "\xff", "<Right>", "^é",
		"\xe2\x80\xae" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		cr_assert_eq(parse(words[i]), KEY_CODE_NONE,
		    "'%s' was read as %u", words[i], parse(words[i]));
	cr_assert_eq(key_parse("jk", 1), 'j', "the length given was not kept");
}

Test(keys, every_key_reads_back_from_its_word)
{
	char word[16];

	for (key_code key = 0; key < KEY_CODE_RESIZE; key++) {
		key_word(key, word);
		if (*word)
			cr_assert_eq(
			    parse(word), key, "%u is called %s", key, word);
		else
			cr_assert_geq(key, 0x80, "%u has no word", key);
	}
	cr_assert_str_eq(key_word(KEY_CODE_TIMEOUT, word), "",
	    "what nobody presses has a word");
	cr_assert_str_eq(key_word(' ', word), "Space", "a blank is unseen");
	cr_assert_str_eq(key_word(3, word), "^C", "got %s", word);
}

Test(keys, a_list_is_read_key_by_key)
{
	const char *list = "  j Down\t^F ", *bad = "";

	cr_assert_eq(keys_next(&list, &bad), 'j', "the first is j");
	cr_assert_eq(keys_next(&list, &bad), KEY_CODE_DOWN, "then Down");
	cr_assert_eq(keys_next(&list, &bad), 6, "then ^F");
	cr_assert_eq(keys_next(&list, &bad), KEY_CODE_NONE, "then the end");
	cr_assert_null(bad, "the end is no bad word");
	cr_assert_eq(*list, '\0', "the list is not used up");
}

Test(keys, a_bad_word_of_a_list_is_pointed_at_and_passed_over)
{
	const char *list = "j Dwn k", *bad = NULL;

	keys_next(&list, &bad);
	cr_assert_eq(keys_next(&list, &bad), KEY_CODE_NONE, "Dwn is a key");
	cr_assert_not_null(bad, "no bad word was told");
	cr_assert_eq(strncmp(bad, "Dwn ", 4), 0, "told was %s", bad);
	cr_assert_eq(keys_next(&list, &bad), 'k', "k was lost");
	cr_assert_null(bad, "k is told as bad");
}

Test(keys, a_list_knows_what_it_contains)
{
	cr_assert(keys_contain("j Down", KEY_CODE_DOWN), "Down is missing");
	cr_assert(keys_contain("Dwn j", 'j'), "a bad word hid j");
	cr_assert_not(keys_contain("j Down", 'D'), "a letter of a word");
	cr_assert_not(keys_contain("Dwn", KEY_CODE_NONE), "no key is there");
	cr_assert_not(keys_contain("", 'j'), "nothing is in nothing");
}

Test(keys, common_sequences_are_known_without_a_description)
{
	cr_assert_eq(key_from_sequence("[A"), KEY_CODE_UP, "[A");
	cr_assert_eq(key_from_sequence("OB"), KEY_CODE_DOWN, "OB");
	cr_assert_eq(key_from_sequence("[5~"), KEY_CODE_PGUP, "[5~");
	cr_assert_eq(key_from_sequence("[1;5A"), KEY_CODE_NONE, "[1;5A");
	cr_assert_eq(key_from_sequence("A"), KEY_CODE_NONE, "A");
	cr_assert_eq(key_from_sequence(""), KEY_CODE_NONE, "nothing");
}
