/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_PROGRESS_H
#define ASSAY_APP_PROGRESS_H

/* One line on a terminal that says how far long work is, rewritten in place.
 * Nothing at all where standard error is no terminal. */

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on;
	int cells;     /* of the line that stands there */
	int64_t shown; /* when, in milliseconds */
};

void progress_begin(struct progress *progress);
/* Is it time for a new line? Ten times a second at most, and not for work
 * that is over in a blink. */
bool progress_due(struct progress *progress);
/* Shows a line, made safe for the terminal. */
void progress_show(struct progress *progress, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Takes the line away, before anything else is written and at the end. */
void progress_clear(struct progress *progress);

#endif
