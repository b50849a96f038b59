/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The cursor in Compare: down a column, across a row, and by the page. */

#include <config.h>

#include "panes/compare_parts.h"

#include "model/catalog.h"
#include "model/desk.h"

/* The moves look at the table of Unicode signs: row for row both are alike. */
static const struct compare_rows *
rows_of(const struct compare *compare)
{
	return &compare->tables[SIGNS_UNICODE].rows;
}

struct spot
compare_heading(
    const struct compare *compare, const struct desk *desk, int column)
{
	int level = compare->first + column;

	return (struct spot){ level ? SPOT_LEVEL : SPOT_PERFORMED,
		desk->spot.control, level, 0 };
}

static void
go_to_row(struct compare *compare, struct desk *desk, size_t row, int column)
{
	compare->focus = column;
	desk_go(desk, (struct spot){ SPOT_CRITERION, desk->spot.control,
	                  compare->first + column,
	                  rows_of(compare)->rows[row].cells[column].item });
}

/* Scrolls by line inside an item taller than the rows, or where a column has
 * no criteria. */
static bool
scroll_line(struct compare *compare, const struct desk *desk, int way)
{
	bool scrolled = false;

	for (int i = 0; i < SIGNS; i++) {
		struct compare_table *table = &compare->tables[i];
		size_t row = compare_rows_find(&table->rows, desk->spot);
		size_t end =
		    table->top + compare_shown(compare, table, table->top);
		bool can = way > 0 ? end < table->rows.lines : table->top > 0;

		if (row != COMPARE_NO_ROW) {
			const struct compare_row *at = &table->rows.rows[row];

			can &= way > 0 ? at->start <= table->top &&
			                     at->start + at->height > end
			               : at->start < table->top;
		}
		if (!can)
			continue;
		table->top += way > 0 ? 1 : (size_t)-1;
		scrolled |= i == SIGNS_UNICODE;
	}
	return scrolled;
}

static bool
step(struct compare *compare, struct desk *desk, int way)
{
	size_t row = compare_rows_find(rows_of(compare), desk->spot), next;
	bool here = row != COMPARE_NO_ROW;

	if (here && scroll_line(compare, desk, way))
		return true;
	if (!here && way < 0)
		return scroll_line(compare, desk, way);
	next = compare_rows_step(
	    rows_of(compare), row, (size_t)compare->focus, way);
	if (next != COMPARE_NO_ROW) {
		go_to_row(compare, desk, next, compare->focus);
		return true;
	}
	if (way > 0)
		return !here && scroll_line(compare, desk, way);
	/* above the first stands the level, where it waits for judgement */
	struct spot head = compare_heading(compare, desk, compare->focus);

	if (head.kind == SPOT_LEVEL &&
	    desk_rating(desk, head.control)->maturity.levels[head.level].band) {
		desk_go(desk, head);
		return true;
	}
	return false;
}

/* The same row of another column, else the nearest one that it has. */
static bool
go_to_column(struct compare *compare, struct desk *desk, int column)
{
	const struct compare_rows *rows = rows_of(compare);
	size_t row = compare_rows_find(rows, desk->spot), to;

	if (column < 0 || column >= compare->count)
		return false;
	if (row != COMPARE_NO_ROW &&
	    rows->rows[row].cells[column].kind == COMPARE_CRITERION) {
		go_to_row(compare, desk, row, column);
		return true;
	}
	to = compare_rows_step(
	    rows, row, (size_t)column, row == COMPARE_NO_ROW ? 1 : -1);
	if (to == COMPARE_NO_ROW && row != COMPARE_NO_ROW)
		to = compare_rows_step(rows, row, (size_t)column, 1);
	/* alone, the other column's rows are laid out only when it is shown */
	if (to == COMPARE_NO_ROW &&
	    compare_criteria(
	        desk->catalog, desk->spot.control, compare->first + column)) {
		compare->focus = column;
		desk_go(desk, (struct spot){ SPOT_CRITERION, desk->spot.control,
		                  compare->first + column, 0 });
		return true;
	}
	if (to == COMPARE_NO_ROW) {
		compare->focus = column;
		desk_go(desk, compare_heading(compare, desk, column));
	} else {
		go_to_row(compare, desk, to, column);
	}
	return true;
}

/* A page begins with a whole row, unless that row fills it alone. */
static void
snap(struct compare_table *table, size_t before, int way)
{
	for (size_t i = 0; i < table->rows.count; i++) {
		const struct compare_row *row = &table->rows.rows[i];

		if (row->height && row->start <= table->top &&
		    table->top < row->start + row->height &&
		    (way < 0 || row->start > before))
			table->top = row->start;
	}
}

/* Scrolls the table; the cursor comes along to the first criterion in sight,
 * so that no answer is given unseen. */
static bool
page(struct compare *compare, struct desk *desk, int way, int lines)
{
	const struct compare_table *table = &compare->tables[SIGNS_UNICODE];
	size_t before[SIGNS];

	for (int i = 0; i < SIGNS; i++) {
		struct compare_table *each = &compare->tables[i];
		size_t by = (size_t)(lines < 1 ? 1 : lines);

		before[i] = each->top;
		if (way < 0)
			each->top -= by < each->top ? by : each->top;
		else if (each->top + compare_shown(compare, each, each->top) <
		         each->rows.lines)
			each->top += by;
		snap(each, before[i], way);
		compare_clamp(compare, each);
	}
	size_t end = table->top + compare_shown(compare, table, table->top);
	size_t row = compare_rows_find(&table->rows, desk->spot);
	bool in_sight = row != COMPARE_NO_ROW &&
	                table->rows.rows[row].start >= table->top &&
	                table->rows.rows[row].start < end;

	row = COMPARE_NO_ROW;
	while (!in_sight && (row = compare_rows_step(&table->rows, row,
	                         (size_t)compare->focus, 1)) != COMPARE_NO_ROW)
		if (table->rows.rows[row].start >= table->top &&
		    table->rows.rows[row].start < end) {
			go_to_row(compare, desk, row, compare->focus);
			compare->seen = desk->spot;
			break;
		}
	return table->top != before[SIGNS_UNICODE];
}

static bool
go_to_end(struct compare *compare, struct desk *desk, int way)
{
	size_t row = compare_rows_step(
	    rows_of(compare), COMPARE_NO_ROW, (size_t)compare->focus, way);

	if (row == COMPARE_NO_ROW)
		return false;
	go_to_row(compare, desk, row, compare->focus);
	return true;
}

bool
compare_move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct compare *compare = (struct compare *)pane;

	if (compare->control == CATALOG_NONE ||
	    compare->control != ctx->desk->spot.control)
		return false;
	switch (move) {
	case MOVE_DOWN:
		return step(compare, ctx->desk, 1);
	case MOVE_UP:
		return step(compare, ctx->desk, -1);
	case MOVE_LEFT:
		return go_to_column(compare, ctx->desk, compare->focus - 1);
	case MOVE_RIGHT:
		return go_to_column(compare, ctx->desk, compare->focus + 1);
	case MOVE_PAGE_DOWN:
		return page(compare, ctx->desk, 1, compare->body - 2);
	case MOVE_PAGE_UP:
		return page(compare, ctx->desk, -1, compare->body - 2);
	case MOVE_HALF_DOWN:
		return page(compare, ctx->desk, 1, compare->body / 2);
	case MOVE_HALF_UP:
		return page(compare, ctx->desk, -1, compare->body / 2);
	case MOVE_FIRST:
		return go_to_end(compare, ctx->desk, 1);
	case MOVE_LAST:
		return go_to_end(compare, ctx->desk, -1);
	case MOVE_ENTER:
	case MOVE_FOLD_ALL:
		return false;
	}
	return false;
}
