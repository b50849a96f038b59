/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PTY_STAGE_H
#define ASSAY_TESTS_PTY_STAGE_H

/* The built program in a real terminal, in a home of its own. A test's first
 * fault ends it, later ones are not said, and nothing is sent any more. */

#include "terminal.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum { ENV_MAX = 24, PATH_LEN = PATH_MAX };

struct stage {
	const char *program;
	char home[PATH_LEN];
	char editor[PATH_LEN + 16]; /* EDITOR=, as set_editor sets it */
	const char *env[ENV_MAX];
	size_t env_count;
	struct terminal *t;
	bool bad;
};

struct stage_test {
	const char *name, *title;
	void (*run)(struct stage *w);
};

/* Runs the tests named by the arguments, all without; TAP on standard output.
 * The exit status of main. */
int stage_main(const struct stage_test *tests, size_t count, int argc,
    char **argv);

void fault(struct stage *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Sets (or, without a value, unsets) a variable for the programs started. */
void set_env(struct stage *w, const char *setting);
void start_program(struct stage *w, char *const argv[]);
/* Starts assay with up to three arguments, NULL for none. */
void start(struct stage *w, const char *a, const char *b, const char *c);
/* Starts assay as it is, on whatever it opens then, which shows the text. */
void start_last(struct stage *w, const char *text);
void expect(struct stage *w, const char *text);
void expect_gone(struct stage *w, const char *text);
void keys(struct stage *w, const char *bytes);
/* Esc, which stands alone only when nothing follows at once. */
void close_note(struct stage *w);
/* Waits for the program's end within so many milliseconds; its status. */
int ended(struct stage *w, int patience);
void drop(struct stage *w);
/* On the shipped pack: to OPS-03, its first `count` criteria met. */
void answer(struct stage *w, unsigned count);
/* Leaves by q; the status must be 0. */
void quit(struct stage *w);
void kill_hard(struct stage *w);
/* Did the program send these bytes? */
bool sent(struct stage *w, const char *bytes);

#endif
