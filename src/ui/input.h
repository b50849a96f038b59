/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_INPUT_H
#define ASSAY_UI_INPUT_H

/* What a terminal sends, beneath term.c: UTF-8 into characters, sequences
 * curses does not know, pasted text. Codes come from a function. */

#include "base/str.h"
#include "ui/keys.h"

#include <stdbool.h>

/* Codes: bytes, key codes from KEY_FIRST on (KEY_CODE_NONE: a key without a
 * name), and these. */
enum {
	INPUT_NOTHING = -1, /* nothing came in that time */
	INPUT_END = -2,     /* nothing will */
	INPUT_PASTE_BEGIN = KEY_CODE_NONE + 1,
	INPUT_PASTE_END
};

struct input {
	/* The next code within wait_ms; 0: only what is there already. */
	int (*get)(void *source, int wait_ms);
	void *source;
	int held[2]; /* taken and put back, the last one first */
	int held_count;
	struct str pasted; /* the text of the last KEY_CODE_PASTE */
};

void input_done(struct input *input);
/* Does a code wait that get no longer knows of? */
bool input_holds(const struct input *input);
/* The next key if one is there; KEY_CODE_NONE when not, or when what is there
 * is none: then there may be more. */
key_code input_key(struct input *input);

#endif
