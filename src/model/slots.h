/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SLOTS_H
#define ASSAY_MODEL_SLOTS_H

/* The plan of interviews (domain.md 7):
 *
 *   slots/ID/title, day, time, minutes, place
 *   slots/ID/people/PERSON     expected, here, left
 *   slots/ID/controls/CONTROL  yes
 *   slots/ID/running           since when its clock runs; absent: it stands
 *   slots/ID/spent             seconds before that
 *   slots/ID/ended             when it was closed
 */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct changes;
struct desk;
struct session;
struct standing;

struct slot {
	char *id; /* owned by the list */
	const char *title, *place; /* borrowed, or NULL */
	int day;     /* DAY_NONE: none */
	int begin;   /* minutes since midnight; -1: none */
	int minutes; /* planned; 0: none */
	bool running, begun, ended;
};
struct slots {
	struct slot *items; /* by day, time, id */
	size_t count, capacity;
};
void slots_list(const struct session *session, struct slots *out);
void slots_done(struct slots *slots);
/* Its place in that order, from 1, as people call it: "slot 2"; 0: there is
 * none of that id. */
size_t slots_number(const struct session *session, const char *slot);
/* The slot one is in: the one running, else the latest begun and not ended;
 * NULL: none. The caller frees the id. */
char *slots_current(const struct session *session);

/* Whom a slot has: person ids in order of name, and their words. */
struct slot_person {
	char *id;
	const char *presence; /* "expected", "here", "gone" */
};
struct slot_people {
	struct slot_person *items;
	size_t count, capacity;
};
void slot_people(const struct session *session, const char *slot,
    struct slot_people *out);
void slot_people_done(struct slot_people *people);
/* Its controls as rows of the catalog, natural order; the caller frees
 * *controls. */
void slot_controls(const struct session *session,
    const struct catalog *catalog, const char *slot, size_t **controls,
    size_t *count);
/* The slot that has the control; NULL: none. The caller frees it. */
char *slots_of_control(const struct session *session, const char *control);

/* How time and work stand. */
struct slot_clock {
	long long elapsed; /* seconds */
	long long planned; /* 0: none */
	long long left;    /* planned - elapsed, may be negative */
	bool running;
	size_t items, items_left; /* criteria to be answered in its controls */
	size_t controls_left;     /* with something open */
	long long pace;    /* seconds there are for each item left; -1: not
			      to be said */
};
/* now: seconds since 1970 UTC. */
void slot_clock(const struct desk *desk, const char *slot, long long now,
    struct slot_clock *out);

/* Proposals. Starts the clock (and stops another slot's), or pauses it; at is
 * the moment, as the journal writes it. People expected are here from then
 * on. */
void slot_start(const struct session *session, struct changes *changes,
    const char *slot, const char *at);
void slot_pause(const struct session *session, struct changes *changes,
    const char *slot, const char *at);
void slot_end(const struct session *session, struct changes *changes,
    const char *slot, const char *at);
/* Moves a control to a slot (NULL: to none) from whichever has it. */
void slot_move_control(const struct session *session,
    struct changes *changes, const char *control, const char *slot);
/* Builds the agenda: every control in scope without a slot (and not designated
 * not applicable) goes to a slot not ended whose people, but those who left,
 * may answer its domain; slots with somebody accountable or responsible before
 * others, then where the most minutes an item are left (a slot without minutes
 * counts as an hour). Controls of one domain stay together where an item then
 * nearly has its fair share of all minutes, else they follow one another from
 * slot to slot. What nobody may answer stays without. Returns how many were
 * placed. */
size_t slots_plan(const struct desk *desk, struct changes *changes);

#endif
