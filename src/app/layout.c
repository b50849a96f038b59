/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where the panes of a view lie (screens.md 2 and 3). */

#include <config.h>

#include "app/app_parts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/followups.h"
#include "panes/room.h"

/* From here on panes stand side by side, and notes have a column. */
enum { SIDE_BY_SIDE = 120, FOUR_COLUMNS = 190 };
/* What a newcomer is told, before there is a session. */
enum { WELCOME_ROWS = 14 };

bool
layout_has_tabs(const struct view *view, int cols)
{
	return view->panes[1] && cols < SIDE_BY_SIDE;
}

void
layout_single(struct pane *const panes[VIEW_PANES], size_t focus,
    struct rect area, const struct desk *desk)
{
	(void)desk;
	for (size_t i = 0; i < VIEW_PANES; i++)
		if (panes[i])
			panes[i]->rect = i == focus ? area : (struct rect){ 0 };
}

static struct rect
column(struct rect area, int col, int cols)
{
	return (struct rect){ area.row, area.col + col, area.rows, cols };
}

/* Is there anything for the pane of notes to list? */
static bool
has_notes(const struct desk *desk)
{
	struct followups followups = { 0 };
	struct said_items said;
	size_t control = desk->spot.control;
	bool any;

	said_list(desk, control, &said);
	any = said.count;
	said_items_done(&said);
	if (!any && control != CATALOG_NONE) {
		followups_list(desk->session,
		    catalog_string(desk->catalog, CONTROL_ID, control),
		    &followups);
		/* open ones come first */
		any = followups.count && followups.items[0].open;
		followups_done(&followups);
	}
	return any;
}

/* Tree, levels, evidence; notes below the evidence, or beside it. */
void
layout_assess(struct pane *const panes[VIEW_PANES], size_t focus,
    struct rect area, const struct desk *desk)
{
	if (area.cols < SIDE_BY_SIDE) {
		layout_single(panes, focus, area, desk);
		return;
	}
	bool four = area.cols >= FOUR_COLUMNS;
	int right = four ? 30 : area.cols >= 140 ? 32 : 28;
	int tree = four ? 46 : 36 + (area.cols - SIDE_BY_SIDE) / 8;
	int rights = four ? 2 * right + 2 : right;
	int levels = area.cols - tree - 1 - rights - 2;

	if (levels > 96)
		levels = 96;
	panes[0]->rect = column(area, 0, tree);
	panes[1]->rect = column(area, tree + 1, levels);
	struct rect last = column(area, tree + 1 + levels + 2, right);

	if (four) {
		panes[2]->rect = last;
		panes[3]->rect =
		    column(area, last.col - area.col + right + 2, right);
		return;
	}
	/* notes take the lower part, less while there are none */
	bool returned = desk->spot.control != CATALOG_NONE &&
	                desk_standing(desk, desk->spot.control)->review ==
	                    REVIEW_RETURNED;
	int notes = has_notes(desk) || returned ? area.rows * 2 / 5
	            : desk->session ? 3
	                            : WELCOME_ROWS;

	if (notes > area.rows / 2)
		notes = area.rows / 2;
	panes[2]->rect = last;
	panes[2]->rect.rows = area.rows - notes - 1;
	panes[3]->rect = last;
	panes[3]->rect.row = area.row + area.rows - notes;
	panes[3]->rect.rows = notes;
}

/* The list, and the objective in full beside it. What the list does not show
 * is said in its last row, which runs on below the other. */
void
layout_objectives(struct pane *const panes[VIEW_PANES], size_t focus,
    struct rect area, const struct desk *desk)
{
	if (area.cols < SIDE_BY_SIDE) {
		layout_single(panes, focus, area, desk);
		return;
	}
	int right = 44 + (area.cols - SIDE_BY_SIDE) / 3;

	if (right > 72)
		right = 72;
	panes[0]->rect = column(area, 0, area.cols - right - 3);
	panes[1]->rect = column(area, area.cols - right, right);
	panes[1]->rect.rows -= area.rows >= 26 ? 2 : area.rows >= 12;
}
