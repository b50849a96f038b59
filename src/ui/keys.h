/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_KEYS_H
#define ASSAY_UI_KEYS_H

/* Keys as numbers and as the words people write: "j", "^F", "Tab", "S-Tab",
 * "Down", "F1", "Space", "Enter", "Esc", "PgDn". */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A Unicode character is its code point; ^A to ^Z are 1 to 26 (Tab is 9,
 * Enter 13, Esc 27); the others lie above all characters. */
typedef uint32_t key_code;
enum {
	KEY_TAB_CODE = 9,
	KEY_ENTER_CODE = 13,
	KEY_ESC_CODE = 27,
	KEY_BACKSPACE_CODE = 127,
	KEY_FIRST = 0x110000,
	KEY_CODE_UP = KEY_FIRST,
	KEY_CODE_DOWN,
	KEY_CODE_LEFT,
	KEY_CODE_RIGHT,
	KEY_CODE_HOME,
	KEY_CODE_END,
	KEY_CODE_PGUP,
	KEY_CODE_PGDN,
	KEY_CODE_DELETE,
	KEY_CODE_INSERT,
	KEY_CODE_SHIFT_TAB,
	KEY_CODE_F1,
	KEY_CODE_F12 = KEY_CODE_F1 + 11,
	KEY_CODE_RESIZE,  /* the window has another size */
	KEY_CODE_PASTE,   /* pasted text waits in term_pasted */
	KEY_CODE_TIMEOUT, /* the timeout asked for has passed */
	KEY_CODE_RESUME,  /* back from suspension */
	KEY_CODE_HANGUP,  /* the terminal is gone or a signal says leave */
	KEY_CODE_NONE
};

/* The key a word names; KEY_CODE_NONE when it names none. */
key_code key_parse(const char *word, size_t len);
/* The word for a key, in buffer (key_name is taken by curses); "" for what no
 * person presses. */
const char *key_word(key_code key, char buffer[16]);
/* The key a terminal sends as ESC and this text ("[A", "OB", "[5~") whatever
 * its description says; KEY_CODE_NONE: no key known everywhere. */
key_code key_from_sequence(const char *sequence);
/* Reads the next key of a blank-separated list ("j Down") and moves *list past
 * it; KEY_CODE_NONE at the end, *bad then NULL, or at a word that is no key, to
 * which *bad points. bad may be NULL. */
key_code keys_next(const char **list, const char **bad);
/* Does the list hold this key? */
bool keys_contain(const char *list, key_code key);

#endif
