/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PTY_TERMINAL_H
#define ASSAY_TESTS_PTY_TERMINAL_H

/* A program in a terminal of its own: a pseudo-terminal with libvterm behind
 * it. Nothing sleeps: every wait polls for the screen to become what was
 * expected and then to be quiet, and gives up after TERMINAL_PATIENCE. */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { TERMINAL_PATIENCE = 20000 }; /* milliseconds; for slow machines */

struct terminal;

/* Starts argv in a terminal of this size. env: "NAME=value" sets, "NAME"
 * unsets; NULL-terminated. NULL when it cannot be started. */
struct terminal *terminal_start(char *const argv[], const char *const env[],
    int rows, int cols);
/* Ends the program if it still runs and frees everything. */
void terminal_free(struct terminal *t);

void terminal_send(struct terminal *t, const char *bytes);
void terminal_resize(struct terminal *t, int rows, int cols);
/* Reads until the text stands on the screen, or with `there` false until it
 * no longer does, and then until nothing more comes. */
bool terminal_wait(struct terminal *t, const char *text, bool there);
/* Takes what comes within so many milliseconds; false: nothing came, or the
 * other side is gone. */
bool terminal_read(struct terminal *t, int patience);
/* Has the program taken all that was sent, drawn it, and does it wait? What it
 * has drawn was taken too. After a lone Escape it also waits a moment. */
bool terminal_idle(const struct terminal *t);
/* The screen as lines, trailing blanks cut; borrowed until the next call. */
const char *terminal_screen(struct terminal *t);
/* Every byte the program has sent. */
const char *terminal_wire(const struct terminal *t, size_t *len);
/* Closes the terminal under the program. */
void terminal_hang_up(struct terminal *t);
pid_t terminal_pid(const struct terminal *t);
/* The process group that has the terminal. */
pid_t terminal_foreground(const struct terminal *t);
/* Waits for the program to end, reading what it still says. The status is
 * waitpid's; false: it did not end within so many milliseconds. */
bool terminal_ended(struct terminal *t, int patience, int *status);

/* Once it has ended: are echo, line editing and all else as they were? */
bool terminal_restored(const struct terminal *t);
/* The processor's milliseconds it has taken, with the children it waited for;
 * to be asked before the end as well. */
long terminal_cpu(const struct terminal *t);

/* Signals that whoever started the tests ignores (nohup, a job in the
 * background) do what they do to programs by default again. */
void terminal_heed_signals(void);

#endif
