/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_ROOM_H
#define ASSAY_PANES_ROOM_H

/* What the keys of the room and what shows it share: who is there, what was
 * said about a control, what something is about, which slot runs. */

#include <stdbool.h>
#include <stddef.h>

#include "model/slots.h"

struct command_ctx;
struct desk;
struct pane;
struct str;

/* The filter (filter.h) that starting a slot sets. */
#define ROOM_FILTER "slot"

/* Recorded as the speaker of what nobody is to be named for. */
extern const char room_nobody[];

/* What something said now would be about: what was answered or designated just
 * now, the item under the cursor of the pane (or NULL), else the control; as
 * NAME_ITEM (schema.h). NULL: no control is chosen. The caller frees it. */
char *room_about(const struct pane *pane, const struct desk *desk);
/* Puts the cursor there. False: the pack has no such item. */
bool room_go(struct desk *desk, const char *about);

/* Those in the room, whose numbers a digit means: the people of the slot who
 * have not left, else all people of the session; by name. */
void room_people(const struct desk *desk, struct slot_people *out);
/* Who speaks, as statements record it: a person's id, else what the journal
 * names; NULL: nobody. Borrowed. */
const char *room_speaker(const struct desk *desk);

/* One thing said or noted about a control or a part of it. */
struct said_item {
	const char *text; /* borrowed from the session */
	const char *path; /* of the text; borrowed */
	char *id;         /* of the statement or note, "" of a criterion's own
	                     note */
	char *part;       /* "3.2", "A01", or NULL: the control itself */
	char *criterion;  /* LEVEL.KEY of a note's, or NULL */
	char *who;        /* for people, or NULL */
	const char *kind; /* of a statement; NULL: it is a note */
	bool client;      /* not private */
	bool open;        /* a contradiction or a lead not settled */
	unsigned long long seq;
};
struct said_items {
	struct said_item *items; /* oldest first */
	size_t count, capacity;
};
void said_list(const struct desk *desk, size_t control, struct said_items *out);
void said_items_done(struct said_items *said);
/* Whether it contradicts and nobody has settled that. */
bool said_contradicts(const struct said_item *item);
/* "10:31 B. Okafor, lead to 3.2", of a note "3.2 10:31 B. Okafor"; `when`: its
 * time (side_commit). */
void said_head(const struct said_item *item, const char *when, struct str *out);

/* "Slot 2", and its title where it has one, `gap` between them. */
void room_slot_name(const struct desk *desk, const char *slot, const char *gap,
    struct str *out);

/* Asks for a statement, a follow-up, a line to park; made again from a draft
 * that was left (its name and text), the desk moved to what it is about: NULL
 * when it is none of these. */
struct pane *room_open_draft(
    const char *name, const char *text, struct desk *desk);

/* Proposes an evidence item in state requested for what was said or is to
 * follow, linked to what that is about. Returns its id, which the caller
 * frees. person, about: or NULL; due: DAY_NONE for none. */
char *room_request(struct command_ctx *ctx, const char *text,
    const char *person, int due, const char *about);

/* The commands of the clock. */
bool room_clock(struct command_ctx *ctx);
bool room_slot_end(struct command_ctx *ctx);
/* One's own question to ask. */
bool room_prompt_add(struct command_ctx *ctx);

#endif
