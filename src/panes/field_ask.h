/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_FIELD_ASK_H
#define ASSAY_PANES_FIELD_ASK_H

/* One field of a record, asked for and shown as its schema row says: words by
 * one key, days as dayword.h reads them, people by the beginning of a name,
 * all else as a line. */

#include <stdbool.h>

struct command_ctx;
struct desk;
struct str;

/* Asks for the value at a path and proposes it; empty takes it away, what
 * needs a reason asks for that too. label is translated and borrowed, the note
 * for the right edge is taken over. */
void field_ask(struct command_ctx *ctx, const char *path, const char *label,
    char *note_take);
/* The same with the text given. */
bool field_take(struct command_ctx *ctx, const char *path, const char *text);
/* Appends a value as people read it: words translated, "Fri 17 Jul", names
 * instead of ids, lines joined. */
void field_show(const struct desk *desk, const char *path, const char *value,
    struct str *out);

#endif
