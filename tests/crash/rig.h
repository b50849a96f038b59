/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_CRASH_RIG_H
#define ASSAY_TESTS_CRASH_RIG_H

/* What the crash tests share: where things lie, programs run to their end,
 * files read whole. Whatever the rig itself needs and does not get ends it. */

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum { RIG_PATH = PATH_MAX, SKIPPED = 77 };

struct rig {
	char program[RIG_PATH]; /* assay as it was built */
	char shim[RIG_PATH];    /* faults.so */
	char work[RIG_PATH];    /* the test's own directory */
	char pack[RIG_PATH];    /* the pack of the walks, made by rig_open */
	unsigned faults;        /* said so far */
};

/* Makes the directory and the pack; the environment of programs run from here
 * on is that of a home of its own. */
void rig_open(struct rig *rig, const char *name);
void rig_close(struct rig *rig);

/* Ends the rig: it cannot test. */
_Noreturn void rig_broken(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
/* Nothing to be tested here: one line, status 77. */
_Noreturn void rig_skip(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* "dir/name" into a buffer of RIG_PATH. */
void rig_join(char *out, const char *dir, const char *name);
/* Runs a program, its standard output in *out and standard error in *errors
 * (NULL: thrown away; the caller frees both). The exit status, 128 and the
 * signal where it was killed. env as in terminal_start, NULL for none. */
int rig_run(char *const argv[], const char *const env[], char **out,
    char **errors);
/* Runs assay with these arguments, the last NULL. */
int rig_assay(const struct rig *rig, char **out, char **errors, ...)
    __attribute__((sentinel));
/* A helper program that must succeed. */
void rig_must(const char *a, const char *b, const char *c, const char *d);
/* The whole file, or NULL; the caller frees it. */
char *rig_read(const char *path, size_t *len);
void rig_write(const char *path, const char *data, size_t len);
/* Whole lines of a text, or NULL. */
size_t rig_lines(const char *text);
/* Those in a session's journal, but for the first. */
size_t rig_commits(const char *session);
/* A file, or a directory with all in it; it may be absent. */
void rig_remove(const char *path);
/* The names in a directory but . and .., and how many; the caller frees all. */
size_t rig_list(const char *path, char ***names);
double rig_seconds(void);
/* Forks so many workers. The number of the one that comes back, from 0; in the
 * parent, once all have ended, -1. A worker that ends with another status than
 * 0 fails the rig, or skips it. */
int rig_share(int workers);
/* How many workers keep this machine busy. */
int rig_workers(void);

#endif
