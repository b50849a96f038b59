/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_VERB_STATUS_H
#define ASSAY_APP_VERB_STATUS_H

/* The two forms of assay status: for people, and as JSON. */

#include <jansson.h>
#include <stddef.h>

struct desk;
struct standing;
struct str;

/* Everything that is computed from the session; only: the one control to list,
 * or CATALOG_NONE. The same in every locale. */
json_t *status_json(const struct desk *desk, size_t only);
/* Parts of it: one control; a level, null for -1; a day, null for DAY_NONE; the
 * word of a warning by the number of its bit. */
json_t *status_control(const struct desk *desk, size_t control);
json_t *status_level(int level);
json_t *status_day(int day);
const char *status_warning(unsigned bit);
/* A line a control, then the figures, what to warn about, what comes first. */
void status_text(struct str *out, const struct desk *desk);
/* Parts of it: a text wrapped and emptied, a control's line, its warnings with
 * its id before each (NULL: none). */
void status_say(struct str *out, int indent, struct str *text);
void status_line(struct str *out, const struct desk *desk, size_t control);
void status_warnings(
    struct str *out, const struct standing *standing, const char *id);
/* One control's level taken apart, down to who answered what when. */
void status_trace(struct str *out, const struct desk *desk, size_t control);

#endif
