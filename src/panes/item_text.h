/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_ITEM_TEXT_H
#define ASSAY_PANES_ITEM_TEXT_H

/* What something can hang on, as people write it: "OPS-03", "OPS-03 3.3",
 * "OPS-03_A01". The session has CONTROL, CONTROL/criteria/LEVEL.KEY and
 * CONTROL/objectives/OBJECTIVE (NAME_ITEM of schema.h). */

#include <stdbool.h>
#include <stddef.h>

struct artifact_link;
struct desk;
struct spot;
struct str;

/* The item as the session has it, from either form; NULL: it is none. The
 * caller frees it. */
char *item_text_parse(const struct desk *desk, const char *text);
/* Appends an item of the session; what the pack does not have as it is. */
void item_text_show(const struct desk *desk, const char *item, struct str *out);
/* The rows an item names; false: the pack has no such. */
bool item_text_rows(const struct desk *desk, const char *item, size_t *control,
    size_t *objective, size_t *criterion);
/* The item of a criterion, an objective, or (both CATALOG_NONE) a control, by
 * row; the caller frees it. */
char *item_text_of(const struct desk *desk, size_t control, size_t objective,
    size_t criterion);
/* Appends the same for people; without the control's id when `bare`: "3.3",
 * "A01". */
void item_text_show_row(const struct desk *desk, size_t control,
    size_t objective, size_t criterion, bool bare, struct str *out);
/* Where a criterion (a row) stands in its control; false: nowhere. */
bool item_text_spot(const struct desk *desk, size_t control, size_t criterion,
    struct spot *spot);

#endif
