/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_FOLLOWUPS_H
#define ASSAY_MODEL_FOLLOWUPS_H

/* Follow-ups and the parking lot (domain.md 7):
 *
 *   followups/ID/text, kind (follow-up, parked), state (open, done, dropped)
 *   followups/ID/person     a person's id, or a name
 *   followups/ID/due        a day
 *   followups/ID/about      CONTROL, or one of its criteria or objectives
 *   followups/ID/slot       when it came up
 *   followups/ID/request    the evidence item it became
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct session;
struct str;

struct followup {
	char *id; /* owned by the list */
	const char *text, *person, *about, *slot, *request; /* or NULL */
	bool parked;
	const char *state; /* "open" */
	bool open;
	int due; /* DAY_NONE: no day */
	uint64_t seq; /* that set the text; without one, its first field */
};
struct followups {
	struct followup *items; /* open ones first, by due day, then by seq */
	size_t count;
};
/* Those about a control (its id) or any of its parts; NULL: all. */
void followups_list(const struct session *session, const char *control,
    struct followups *out);
void followups_done(struct followups *followups);
/* How many are open, parked or not. */
size_t followups_open(const struct session *session, bool parked);

/* "run book billing @lindqvist fri": what, whom, by when. */
struct followup_line {
	char *text;
	char *person; /* an id, or the name as typed; NULL: nobody */
	int due;      /* DAY_NONE: none */
};
/* A word "@..." names the person (a known one by the beginning of a name);
 * the last words are the day where they mean one (dayword.h). */
void followup_parse(const struct session *session, const char *line, int today,
    struct followup_line *out);
void followup_line_done(struct followup_line *line);
/* How it was understood: "run book billing   T. Lindqvist   Fri 17 Jul". */
void followup_line_show(const struct session *session,
    const struct followup_line *line, int today, struct str *out);

#endif
