/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_VERB_STATUS_H
#define ASSAY_APP_VERB_STATUS_H

/* The two forms of assay status: for people, and as JSON. */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct desk;
struct record;
struct standing;
struct str;

/* Everything that is computed from the session; only: the one control to list,
 * or CATALOG_NONE. The same in every locale. */
json_t *status_json(const struct desk *desk, size_t only);
/* Parts of it: one control; a level, null for -1; a day, null for
 * DAY_NONE. */
json_t *status_control(const struct desk *desk, size_t control);
json_t *status_level(int level);
json_t *status_day(int day);
/* A record's fields by their names: these keys whatever is recorded, then what
 * else is; fields of several segments only when `parts`. */
json_t *status_record(
    const struct record *record, const char *const *keys, bool parts);
/* The evidence register by id; the one control's, or CATALOG_NONE. */
json_t *status_register(const struct desk *desk, size_t only);
/* Adds the room: people, slots, statements, follow-ups, and what of it hangs on
 * each control of `controls`. */
void status_room(
    json_t *json, json_t *controls, const struct desk *desk, size_t only);
/* A line a control, then the figures, what to warn about, what comes first. */
void status_text(struct str *out, const struct desk *desk);
/* Parts of it: a text wrapped and emptied, a control's line, its warnings with
 * its id before each (NULL: none). */
void status_say(struct str *out, int indent, struct str *text);
void status_line(struct str *out, const struct desk *desk, size_t control);
void status_warnings(
    struct str *out, const struct standing *standing, const char *id);
/* Slots, evidence to come, what is to follow and what is contradicted. */
void status_room_text(struct str *out, const struct desk *desk);
/* Findings, the recorded and then the candidates; and their counts. */
json_t *status_findings(const struct desk *desk);
void status_findings_text(struct str *out, const struct desk *desk);
/* One control's level taken apart, down to who answered what when. */
void status_trace(struct str *out, const struct desk *desk, size_t control);
/* Part of it: what was said about the control and is to follow. */
void status_trace_room(
    struct str *out, const struct desk *desk, size_t control);

#endif
