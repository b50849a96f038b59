/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_INTERVIEW_ROOM_H
#define ASSAY_PANES_INTERVIEW_ROOM_H

/* The room as Interview shows it: the slot and its clock, who is there. */

#include <stddef.h>

#include "panes/pane.h"
#include "ui/theme.h"

struct canvas;
struct desk;
struct keymap;
struct str;

/* The right part of Interview, row by row. */
struct interview_side {
	const struct desk *desk;
	const struct keymap *keymap;
	struct canvas *canvas;
	struct rect area;
	int row, end; /* the next free row, and the one after the last */
};
/* A row of text, cut; nothing where there is no row left. */
void interview_side_put(
    struct interview_side *side, int indent, enum role role, const char *text);
/* Text in at most so many rows, the last one cut. */
void interview_side_wrap(struct interview_side *side, int indent,
    enum role role, const char *text, int most);
/* A section's name, a row of air before it. */
void interview_side_heading(struct interview_side *side, const char *title);

/* Title and place, clock, bar, items left. Draws nothing without a slot. */
void interview_slot_draw(struct interview_side *side);
/* "In the room": people by number, who speaks. */
void interview_people_draw(struct interview_side *side);
/* "then Service desk, 11:30": the slot after the one that runs; appended. */
void interview_next_slot(const struct desk *desk, struct str *out);
/* For row 1 of small screens: clock, minutes and items left, drawn to the left
 * of column `end`; returns the first column used. */
int interview_clock_draw(const struct desk *desk, size_t control,
    struct canvas *canvas, int row, int col, int end);

/* Who speaks and who else is there, in one row; without a speaker which key
 * names one. */
void interview_draw_speaker(const struct desk *desk,
    const struct keymap *keymap, struct canvas *canvas, int row, int col,
    int cells);
/* "w names who speaks" for a command and a format with one %s for its key, in
 * out; nothing when the command has no key. */
void interview_key_text(const struct keymap *keymap, const char *name,
    const char *format, struct str *out) __attribute__((format(printf, 3, 0)));

#endif
