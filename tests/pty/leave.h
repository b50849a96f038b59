/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_PTY_LEAVE_H
#define ASSAY_TESTS_PTY_LEAVE_H

/* What the tests of leaving share. */

#include "stage.h"

/* A signal to the program alone. */
void tell(struct stage *w, int number);
/* It ends within a second, by the signal or (0) with status 0, and the
 * terminal is as it was found. */
void gone(struct stage *w, int number);
/* As the screen's end gives it back, byte by byte. */
void given_back(struct stage *w);
/* The next program ignores this signal, as nohup has it. */
void start_ignoring(struct stage *w, int number);
/* The terminal is closed; the program is out at once, having cost nothing. */
void hang_up(struct stage *w);
/* The session opens to write, with so many answers. */
void reopen(struct stage *w, unsigned count);

/* The program in a shell with jobs, and leaving the shell. */
void start_shell(struct stage *w);
void leave_shell(struct stage *w);

/* An editor: the lines of a shell script, "$1" being the file. */
void set_editor(struct stage *w, const char *script);
/* Opens a note, types the text, and gives it to the editor, which says EDITOR
 * RUNS. */
void start_editor(struct stage *w, const char *text);

extern const struct stage_test editor_tests[];
size_t editor_tests_count(void);

#endif
