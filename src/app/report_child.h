/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_REPORT_CHILD_H
#define ASSAY_APP_REPORT_CHILD_H

/* A report made beside the screen, by a process of its own that has the session
 * as it stood when it was started. It writes the file only once it is told to,
 * so that one that is stopped, or whose program is gone, leaves none. */

#include "base/digest.h"

#include <stdbool.h>

struct err;
struct report_child;
struct report_format;
struct report_view;

struct report_order {
	const struct report_format *format;
	const struct report_view *view;
	const char *path;
	bool replace; /* what is there already */
};

/* NULL and *err: no process could be started. */
struct report_child *report_child_start(
    const struct report_order *order, struct err *err);

enum report_state { REPORT_RUNS, REPORT_WRITTEN, REPORT_FAILED };
/* How it stands; waits so many milliseconds for its end, -1: as long as it
 * takes. REPORT_WRITTEN: sha256 is what report_make gave. REPORT_FAILED: *err
 * says why. After one of these two there is nothing more to come. */
enum report_state report_child_look(struct report_child *child, int wait_ms,
    char sha256[DIGEST_HEX + 1], struct err *err);

/* May it still be stopped? Not once it writes. */
bool report_child_may_stop(const struct report_child *child);

/* Frees it. One that runs is told to stop; one that is writing has a moment to
 * end. */
void report_child_free(struct report_child *child);

#endif
