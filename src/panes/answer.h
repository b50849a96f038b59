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

extern const struct command_table answer_table;

/* Draws the box of a spot, three cells: recorded [v], queued {v}, computed
 * <v>. */
void answer_draw_box(const struct desk *desk, struct spot spot,
    struct canvas *canvas, int row, int col);
/* A level's answers in order, one cell each, at most width; returns the cells
 * used. */
int answer_draw_strip(const struct desk *desk, size_t control, int level,
    struct canvas *canvas, int row, int col, int width);
/* "2 of 3   67 %   your judgement": how a level stands, in out; the last part
 * alone in *verdict (borrowed, translated) with its role, "" for none. */
void answer_level_standing(const struct desk *desk, size_t control, int level,
    struct str *counts, const char **verdict, enum role *role);
/* Does the line under the cursor take an answer now? A level's heading does
 * while it asks for judgement, or was judged. */
bool answer_taken(const struct desk *desk);

#endif
