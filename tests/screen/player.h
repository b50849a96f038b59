/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_SCREEN_PLAYER_H
#define ASSAY_TESTS_SCREEN_PLAYER_H

/* Plays the steps of one script in this process. */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct str;

enum { PLAYER_NAME = 256, PLAYER_HIDE = 4, PLAYER_FILE = 4 << 20 };
enum { PLAYER_GOOD, PLAYER_BAD, PLAYER_SKIP = 77 };

/* What outlives a process that was killed on the way; shared memory. */
struct player_state {
	size_t line; /* of the script, the next to be played */
	int rows, cols;
	unsigned flags;
	time_t clock;
	bool styles, crashed;
	bool failed; /* something was not as expected */
	char hide[PLAYER_HIDE][32]; /* what follows these is random */
	int hide_cells[PLAYER_HIDE];
	unsigned keys;
	char session[PLAYER_NAME];
	char pack[PLAYER_NAME];
	char language[PLAYER_NAME];
};

/* Plays the script from the line that state->line names. What is shown is
 * appended to NAME.actual in the current directory, what is not as expected
 * goes to standard output as TAP diagnostics. `top` is the source directory.
 * Returns PLAYER_GOOD or PLAYER_BAD; exits with PLAYER_SKIP; does not return
 * from a crash, of which state->crashed tells. */
int player_run(const char *name, const char *top, const char *script,
    struct player_state *state);
/* Appends text as diagnostics, a bar before each line. */
void player_quote(struct str *out, const char *text);

#endif
