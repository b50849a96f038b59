/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_INTERVIEW_SIDE_H
#define ASSAY_PANES_INTERVIEW_SIDE_H

/* What Interview shows beside the question where there is room: who speaks,
 * how much is left, notes, evidence, the next control. */

#include <stddef.h>

#include "panes/pane.h"

struct canvas;
struct desk;

void interview_side_draw(const struct desk *desk, size_t control,
    const struct keymap *keymap, struct canvas *canvas, struct rect area);
/* Who speaks, in one row: "B. Okafor speaks", or which key names somebody. */
void interview_draw_speaker(const struct desk *desk,
    const struct keymap *keymap, struct canvas *canvas, int row, int col,
    int cells);
/* "w names who speaks" for a command and a format with one %s for its key, in
 * out; nothing when the command has no key. */
void interview_key_text(const struct keymap *keymap, const char *command,
    const char *format, struct str *out) __attribute__((format(printf, 3, 0)));

#endif
