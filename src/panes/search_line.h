/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_PANES_SEARCH_LINE_H
#define ASSAY_PANES_SEARCH_LINE_H

/* One search hit as a line of a list. */

struct canvas;
struct desk;
struct hit;
struct search;
struct str;

/* Appends where it is: "L2 2.4", "evidence", "note". */
void search_label(const struct hit *hit, struct str *out);
/* Draws whose text it is and the text, with the match as /hit/ in sight: a
 * text with a late match begins with ~. The hit is one of that search. */
void search_line_draw(const struct desk *desk, struct search *search,
    const struct hit *hit, struct canvas *canvas, int row, int col, int width);

#endif
