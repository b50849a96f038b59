/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_SLOT_LINE_H
#define ASSAY_MODEL_SLOT_LINE_H

/* A slot of the plan typed as one line. */

#include <stdbool.h>
#include <stddef.h>

struct changes;
struct session;
struct str;

/* "tue 9:30 90 service desk @okafor @lindqvist in room 4" */
struct slot_line {
	char *title; /* or NULL */
	char *place; /* what follows the last word "in"; or NULL */
	int day;     /* DAY_NONE: none */
	int begin;   /* minutes since midnight; -1: none */
	int minutes; /* 0: none */
	struct slot_line_person {
		char *id;     /* NULL: nobody of that name is recorded */
		char *name;   /* as typed, without the "@" */
		bool several; /* the name fits more than one person */
	} *people;
	size_t count, capacity;
};
/* Day, time and length stand in front, in any order, each or none of them: a
 * day as dayword.h reads it; "9:30" or "9:30-11:00"; "90", "90min", "2h". A
 * time without a day is today's. Words "@..." name people anywhere. */
void slot_line_parse(const struct session *session, const char *line,
    int today, struct slot_line *out);
void slot_line_done(struct slot_line *line);
/* How it was understood: "Tue 21 Jul 09:30-11:00   service desk
 * B. Okafor, T. Lindqvist   room 4". */
void slot_line_show(const struct session *session,
    const struct slot_line *line, int today, struct str *out);
/* Proposes the slot, and people not known yet; the slot's id, which the caller
 * frees. */
char *slot_line_add(const struct session *session, struct changes *changes,
    const struct slot_line *line);
/* Proposes the line's people, those not known yet too, for a slot; who has a
 * presence there keeps it. */
void slot_line_add_people(const struct session *session,
    struct changes *changes, const char *slot, const struct slot_line *line);

#endif
