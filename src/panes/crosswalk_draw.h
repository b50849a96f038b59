/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_CROSSWALK_DRAW_H
#define ASSAY_PANES_CROSSWALK_DRAW_H

/* How the crosswalk looks: where its columns lie, what a row says, and what is
 * told of the row under the cursor. */

#include <stdbool.h>

#include "panes/crosswalk_list.h"

struct canvas;

/* Where the two columns and the detail below the right one lie; a part without
 * rows is not shown. */
struct crosswalk_areas {
	struct rect columns[CROSSWALK_SIDES];
	struct rect detail;
};
void crosswalk_areas(
    const struct crosswalk_view *view, struct crosswalk_areas *areas);
/* Rows for the list of a column. */
int crosswalk_rows(const struct crosswalk_view *view,
    const struct crosswalk_areas *areas, enum crosswalk_side side);
/* Rows that the i-th item of a column takes: two where it begins a group. */
int crosswalk_item_rows(const struct crosswalk_view *view,
    const struct desk *desk, enum crosswalk_side side, size_t i);

void crosswalk_draw(const struct crosswalk_view *view, const struct desk *desk,
    struct canvas *canvas);
/* What is told of the chosen row. */
void crosswalk_detail_draw(const struct crosswalk_view *view,
    const struct desk *desk, struct canvas *canvas, struct rect area);
/* The letter of a designation with its role. */
void crosswalk_draw_sign(
    struct canvas *canvas, int row, int col, enum designation designation);
/* What a requirement's controls say of it: DESIGNATION_NONE also while one is
 * deficient and another open. */
enum designation crosswalk_sign(
    const struct desk *desk, const struct requirement *requirement);

#endif
