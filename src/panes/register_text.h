/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_REGISTER_TEXT_H
#define ASSAY_PANES_REGISTER_TEXT_H

/* What the register says of an item, in words. */

#include <stdbool.h>
#include <stddef.h>

struct artifact;
struct canvas;
struct desk;
struct pane;
struct rect;
struct str;

/* Appends when something happened or is due, and what to look at: "overdue 3
 * days", "today 10:36", "Mon, a draft", in at most so many cells where that is
 * possible. True: it is to be looked at. */
bool register_when(const struct desk *desk, const struct artifact *artifact,
    int cells, struct str *out);
/* Appends what it is for: "OPS-03 3.1 OPS-04"; "!" marks what it
 * contradicts. */
void register_for(const struct desk *desk, const struct artifact *artifact,
    struct str *out);
/* Appends from whom, by name. */
void register_from(const struct desk *desk, const struct artifact *artifact,
    struct str *out);
/* Appends what accepting or rejecting it would change; nothing where it would
 * change nothing to say. */
void register_effect(
    const struct desk *desk, const struct artifact *artifact, struct str *out);
/* Draws the record of an item and what hangs on it. effect: the sentence of
 * register_effect. */
void register_draw_record(const struct desk *desk,
    const struct artifact *artifact, const char *effect,
    const struct rect *rect, struct canvas *canvas);

#endif
