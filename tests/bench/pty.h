/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_BENCH_PTY_H
#define ASSAY_TESTS_BENCH_PTY_H

/* A program in a pseudo-terminal of 120x40, and how long it takes from what
 * is done to it to the last byte that it answers. */

#include <stdbool.h>
#include <stddef.h>

struct pty;

/* What an answer took: milliseconds to its first and last byte, its bytes. */
struct took {
	double first, last;
	size_t bytes;
};

struct pty_program {
	const char *const *argv; /* NULL-terminated */
	const char *const *env;  /* NAME=VALUE or NAME to unset; may be NULL */
	const char *input;       /* standard input; NULL: the terminal */
	bool threads; /* more than one: only silence says that it is done */
	int slow;     /* wait so many times as long for it; 0: once */
};

/* Milliseconds on a clock that only goes forward. */
double pty_now(void);

/* Starts it, and waits for its first frame: from fork to the last byte before
 * silence. NULL when it showed nothing; it is ended then. */
struct pty *pty_start(const struct pty_program *program, struct took *took);
/* Sends bytes in one write, and waits until it has answered and sleeps again.
 * False when nothing came back. */
bool pty_send(
    struct pty *pty, const char *bytes, size_t len, struct took *took);
/* The same for a text. */
bool pty_type(struct pty *pty, const char *text, struct took *took);
/* Lets it be for so long; the bytes it wrote. */
size_t pty_idle(struct pty *pty, int milliseconds);
/* Its process. */
int pty_pid(const struct pty *pty);
/* How often it went to sleep so far, all its threads; the most memory it ever
 * had resident, in bytes. */
unsigned long pty_switches(const struct pty *pty);
size_t pty_peak(const struct pty *pty);
/* Sends the bytes that end it (NULL: SIGTERM), waits, frees. */
void pty_end(struct pty *pty, const char *bytes);

/* A process without terminal, its output thrown away or kept: milliseconds
 * from fork to its end; below 0 when it did not end with 0. */
double pty_run(
    const char *const *argv, const char *const *env, const char *out);

#endif
