/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_ANSWER_H
#define ASSAY_PANES_ANSWER_H

/* Answering the item under the cursor: the commands that the levels pane,
 * Interview and Compare share, and how an answer looks. */

#include "model/desk.h"
#include "panes/command.h"
#include "ui/theme.h"

struct canvas;
struct changes;

extern const struct command_table answer_table;

/* The sign of a state, and the role of its colour. */
enum glyph answer_glyph(enum criterion_state state);
enum role answer_role(enum criterion_state state);
/* The path of a field beside a criterion's state ("copied"); the caller frees
 * it. */
char *answer_path(const struct desk *desk, struct spot spot, const char *field);
/* Is this an answer copied from another control and not confirmed yet? */
bool answer_copied(const struct desk *desk, struct spot spot);
/* And one to be asked again, its source's answer being another one now? */
bool answer_recheck(const struct desk *desk, struct spot spot);
/* Draws a state in brackets ("[]"), three cells. */
void answer_draw_state(enum criterion_state state, const char *brackets,
    struct canvas *canvas, int row, int col);
/* Draws the box of a spot, three cells: recorded [v], copied and not yet
 * confirmed (v), queued {v}, computed <v>. */
void answer_draw_box(const struct desk *desk, struct spot spot,
    struct canvas *canvas, int row, int col);
/* A level's answers in order, one cell each, brackets round those copied and
 * not yet confirmed, at most width; returns the cells used. */
int answer_draw_strip(const struct desk *desk, size_t control, int level,
    struct canvas *canvas, int row, int col, int width);
/* The cells that takes in full. */
int answer_strip_cells(const struct desk *desk, size_t control, int level);
/* The marks beside a criterion: '!' a contradiction about it is open or it is a
 * copied answer to be asked again, 'e' evidence linked, 'E' accepted, 'f'
 * something is to follow, 'F' it has a finding, '"' a note. */
void answer_marks(const struct desk *desk, struct spot spot, struct str *out);
/* The changes that give a reason to what is exceeded without one at the levels
 * from 1 to below `level`; copies stay copies. How many criteria that is. */
size_t answer_explain(const struct desk *desk, size_t control, int level,
    const char *why, struct changes *changes);
/* "2 of 3   67 %   your judgement": how a level stands, in out; the last part
 * alone in *verdict (borrowed, translated) with its role, "" for none. */
void answer_level_standing(const struct desk *desk, size_t control, int level,
    struct str *counts, const char **verdict, enum role *role);
/* Does the line under the cursor take an answer now? A level's heading does
 * while it asks for judgement, or was judged. */
bool answer_taken(const struct desk *desk);

#endif
