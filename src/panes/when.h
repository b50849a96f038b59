/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_WHEN_H
#define ASSAY_PANES_WHEN_H

/* The moments of a journal, 2026-07-14T10:32:50+02:00, for people. The times
 * are those of the place where they were recorded; nothing is converted. */

#include <stdbool.h>

struct str;

/* Do two moments lie on the same day? */
bool when_same_day(const char *at, const char *other);
/* "10:32" */
void when_time(const char *at, char out[6]);
/* Appends "14 Jul 2026", or without the year. A malformed moment is appended
 * as it is. */
void when_day(const char *at, bool year, struct str *out);

#endif
