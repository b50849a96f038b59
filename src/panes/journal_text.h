/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_JOURNAL_TEXT_H
#define ASSAY_PANES_JOURNAL_TEXT_H

/* What a commit is called in a row of the journal. Only text that is asked for
 * is made; nothing is kept. */

#include <stdbool.h>

struct commit;
struct desk;
struct recorded_change;
struct spot;
struct str;

/* The change that stands for the whole commit: a note's text rather than its
 * audience, else the first. */
const struct recorded_change *journal_main(const struct commit *commit);
/* The place a commit speaks of: a note's criterion, else where its main path
 * leads; false when it is none of a control. */
bool journal_spot(
    const struct desk *desk, const struct commit *commit, struct spot *spot);
/* Appends where it was: "OPS-03 1.1 1.2", "undoes 210", in so many cells or
 * with "and 3 more". */
void journal_where(const struct desk *desk, const struct commit *commit,
    int width, struct str *out);
/* Appends what became of it: "met -> not met", "+ 46 characters, private". */
void journal_what(const struct desk *desk, const struct commit *commit,
    int width, struct str *out);
/* Appends one change in the same way. */
void journal_change(const struct desk *desk,
    const struct recorded_change *change, int width, struct str *out);
/* A value of a change as it is shown: words translated, what holds while there
 * is none for NULL. Borrowed. */
const char *journal_value(
    const struct recorded_change *change, const char *value);
/* Appends the reason, else who said it. */
void journal_why(const struct commit *commit, struct str *out);

#endif
