/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Drawing the table of Compare: columns, signs between them, cursor. */

#include <config.h>

#include "panes/compare_draw.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "panes/answer.h"
#include "ui/canvas.h"

enum {
	BOX = 1,
	MARK = 4,
	NUMBER = 5,
	WIDE_FROM = 45, /* a column from here on keeps numbers apart */
	COLUMN_LEAST = 31,
	TWO_FROM = 72,
	TITLE_FROM = 100,
	NAME_LEAST = 12
};

int
compare_grid_fit(int cols)
{
	int count = COMPARE_MOST;

	if (cols < TWO_FROM)
		return 1;
	while (count > 2 && (cols - 1 - 2 * (count - 1)) / count < COLUMN_LEAST)
		count--;
	return count;
}

void
compare_grid_make(struct compare_grid *grid, int cols, size_t from, size_t to,
    bool wide_numbers)
{
	int count = (int)(to - from);

	*grid = (struct compare_grid){ 1, 0, 4, 0, from, to, false };
	grid->width = (cols - 2 - grid->gap * (count - 1)) / count;
	if (grid->width < WIDE_FROM) {
		grid->narrow = true;
		grid->margin = 0;
		grid->gap = 3;
		grid->width = (cols - 1 - grid->gap * (count - 1)) / count;
	}
	if (grid->width < COLUMN_LEAST && count > 1) {
		grid->gap = 2;
		grid->width = (cols - 1 - grid->gap * (count - 1)) / count;
	}
	/* one column alone keeps room for its sign behind it */
	if (count == 1)
		grid->width -= 2;
	grid->text = grid->narrow   ? NUMBER
	             : wide_numbers ? NUMBER + 5
	                            : NUMBER + 4;
}

static int
column_at(const struct compare_grid *grid, size_t column)
{
	return grid->margin +
	       (int)(column - grid->from) * (grid->width + grid->gap);
}

/* Is the item under the cursor in a column that is shown? */
static bool
compare_shows(const struct compare_rows *rows, const struct compare_grid *grid,
    struct spot spot)
{
	int level = spot.kind == SPOT_PERFORMED ? 0 : spot.level;
	int column = level - rows->shape.first;

	return column >= (int)grid->from && column < (int)grid->to;
}

/* The mark of the cursor at the head of a column, its cells reversed. */
static void
draw_cursor(
    struct canvas *canvas, int row, int x, int width, int at, bool focused)
{
	canvas_put_glyph(
	    canvas, row, x, ROLE_TEXT, focused ? GLYPH_CURSOR : GLYPH_PLACE);
	if (!focused)
		return;
	canvas_restyle(canvas, row, x, width, ROLE_CURSOR, 0);
	canvas_cursor(canvas, row, x + at);
}

static void
add_level_names(const struct compare_rows *rows,
    const struct compare_grid *grid, bool wide, struct str *out)
{
	int first = rows->shape.first, count = rows->shape.count;

	if (wide && count == 2) {
		str_printf(out, _("levels %d and %d"), first, first + 1);
		return;
	}
	if (wide && count > 2) {
		str_printf(out, _("levels %d to %d"), first, first + count - 1);
		return;
	}
	for (int i = 0; i < count; i++) {
		bool here = i == (int)grid->from;

		if (i)
			str_add(out, " | ");
		str_printf(out,
		    grid->to - grid->from == 1 && count > 1 && here ? "[L%d]"
		                                                    : "L%d",
		    first + i);
	}
}

/* One kind of marked words in the legend, right-aligned; returns the column
 * where it begins, or `end` when there is no room. */
static int
draw_legend(struct canvas *canvas, bool ascii, bool added, int row, int left,
    int end, const char *text)
{
	struct str sign = { 0 };
	int at = end;

	str_add(&sign,
	    glyph_text(added ? GLYPH_ADDED_OPEN : GLYPH_GONE_OPEN, ascii));
	str_add(&sign, text);
	str_add(&sign,
	    glyph_text(added ? GLYPH_ADDED_CLOSE : GLYPH_GONE_CLOSE, ascii));
	if (end - left >= text_cells(str_text(&sign)) + 3)
		at = canvas_put_right(canvas, row, left, end - left,
		    added ? ROLE_ADDED : ROLE_QUIET, str_text(&sign));
	str_done(&sign);
	return at;
}

static int
draw_legends(const struct compare_rows *rows, const struct compare_grid *grid,
    struct canvas *canvas, int row, int left, int end)
{
	bool alone = grid->to - grid->from == 1;
	int first = rows->shape.first, at = end;
	struct str added = { 0 }, gone = { 0 };

	if (rows->shape.count < 2)
		return end;
	if (rows->shape.count == 2) {
		/* TRANSLATORS: between signs: words that this level adds */
		str_printf(&added, _("added at L%d"), first + 1);
		/* TRANSLATORS: between signs: words that only this level has */
		str_printf(&gone, _("only at L%d"), first);
	} else {
		str_add(&added, _("new at this level"));
		str_add(&gone, _("not at the next"));
	}
	/* a column alone shows one kind of them */
	if (!alone || grid->from == 0)
		at = draw_legend(canvas, rows->signs_ascii, false, row, left,
		    at, str_text(&gone));
	if ((!alone && at < end) || (alone && grid->from > 0))
		at = draw_legend(canvas, rows->signs_ascii, true, row, left,
		    at - (at < end ? 3 : 0), str_text(&added));
	str_done(&added);
	str_done(&gone);
	return at;
}

/* The item under the cursor, when no column has it: nobody ticks blind. */
static void
draw_elsewhere(
    const struct desk *desk, struct canvas *canvas, int row, int x, int end)
{
	struct spot spot = desk->spot;
	struct str name = { 0 };

	if (spot.kind == SPOT_CRITERION)
		str_printf(&name, "%d.%zu", spot.level, spot.item + 1);
	else if (spot.kind == SPOT_LEVEL)
		str_printf(&name, "L%d", spot.level);
	else
		str_printf(&name, "L0 %s", _("performed?"));
	answer_draw_box(desk, spot, canvas, row, x);
	canvas_put_cut(
	    canvas, row, x + 4, end - x - 4, ROLE_STRONG, str_text(&name));
	str_done(&name);
}

void
compare_draw_title(const struct compare_rows *rows,
    const struct compare_grid *grid, const struct desk *desk,
    struct canvas *canvas, int row, int col, int cols, bool focused)
{
	enum { ELSEWHERE = 20, LEGEND = 62 };
	bool wide = cols >= TITLE_FROM;
	bool elsewhere = desk->domain == CATALOG_NONE &&
	                 !compare_shows(rows, grid, desk->spot);
	int end = col + cols - 1, x = col + 1;
	struct str title = { 0 }, levels = { 0 };

	str_add(&title,
	    catalog_string(desk->catalog, CONTROL_ID, rows->shape.control));
	add_level_names(rows, grid, wide, &levels);
	if (wide)
		str_printf(&title, " %s",
		    catalog_control_name(
		        desk->catalog, rows->shape.control, desk->language));
	else
		str_printf(&title, "   %s", str_text(&levels));
	int room = elsewhere ? ELSEWHERE : 0;
	int least =
	    wide ? cols - LEGEND : text_cells(str_text(&title)) + room + 3;
	int at = draw_legends(rows, grid, canvas, row, col + least, end);

	if (wide)
		at = canvas_put_right(canvas, row, x,
		    at - (at < end ? 3 : 0) - x, ROLE_QUIET, str_text(&levels));
	x += canvas_put_cut(canvas, row, x, at - 3 - room - x, ROLE_STRONG,
	         str_text(&title)) +
	     3;
	if (elsewhere) {
		draw_elsewhere(desk, canvas, row, x, at);
		draw_cursor(
		    canvas, row, col, at - 1 - col, x + 1 - col, focused);
	}
	str_done(&title);
	str_done(&levels);
}

/* What stands right of a level's name, drawn from the right edge: its verdict,
 * its answers as long as the name keeps NAME_LEAST cells, its counts where the
 * name (of `name` cells) stays whole. Returns where it begins. */
static int
draw_standing(const struct compare_rows *rows, const struct desk *desk,
    int level, struct canvas *canvas, int row, int x, int end, int name)
{
	size_t control = rows->shape.control;
	struct str counts = { 0 };
	const char *verdict = "";
	enum role role = ROLE_QUIET;
	int strip = answer_strip_cells(desk, control, level), at = end;

	if (level == 0) {
		at = canvas_put_right(canvas, row, x + name, end - x - name,
		    ROLE_QUIET, _("performed?"));
		answer_draw_box(desk,
		    (struct spot){ .kind = SPOT_PERFORMED, .control = control },
		    canvas, row, at - 4);
		return at - 4;
	}
	if (strip)
		answer_level_standing(
		    desk, control, level, &counts, &verdict, &role);
	else
		verdict = _("none");
	at = canvas_put_right(canvas, row, x + 3, end - x - 3, role, verdict);
	if (counts.len &&
	    at - x - name >= 3 + text_cells(str_text(&counts)) + 3 + strip + 2)
		at = canvas_put_right(
		    canvas, row, x, at - 3 - x, ROLE_QUIET, str_text(&counts));
	int gap = at - x - name >= strip + 3 + 2 ? 3 : 2;

	if (name > NAME_LEAST)
		name = NAME_LEAST;
	if (strip && at - x - name >= strip + gap + 2) {
		at -= strip + gap;
		answer_draw_strip(desk, control, level, canvas, row, at, strip);
	}
	str_done(&counts);
	return at;
}

void
compare_draw_headings(const struct compare_rows *rows,
    const struct compare_grid *grid, const struct desk *desk,
    struct canvas *canvas, int row, int col, bool focused)
{
	for (size_t c = grid->from; c < grid->to; c++) {
		int level = rows->shape.first + (int)c;
		int x = col + column_at(grid, c), end = x + grid->width;
		struct spot spot = desk->spot;
		struct str name = { 0 };

		str_printf(&name, "L%d %s", level,
		    catalog_level_name(desk->catalog, level, desk->language));
		int at = draw_standing(rows, desk, level, canvas, row, x + BOX,
		    end, text_cells(str_text(&name)));

		canvas_put_cut(canvas, row, x + BOX, at - 2 - x - BOX,
		    level && !compare_criteria(
		                 desk->catalog, rows->shape.control, level)
		        ? ROLE_TEXT
		        : ROLE_STRONG,
		    str_text(&name));
		if (desk->domain == CATALOG_NONE &&
		    spot.kind != SPOT_CRITERION &&
		    (spot.kind == SPOT_PERFORMED ? 0 : spot.level) == level)
			draw_cursor(canvas, row, x, grid->width,
			    level ? BOX : at + 1 - x, focused);
		str_done(&name);
	}
}

static void
draw_box(const struct compare_cell *cell, const struct compare_grid *grid,
    const struct desk *desk, struct spot spot, enum role role,
    struct canvas *canvas, int row, int x)
{
	char number[32];

	(void)cell;
	answer_draw_box(desk, spot, canvas, row, x + BOX);
	if (answer_recheck(desk, spot))
		canvas_put(canvas, row, x + MARK, 1, ROLE_TEXT, "!");
	if (grid->narrow)
		return;
	snprintf(number, sizeof(number), "%d.%zu", spot.level, spot.item + 1);
	canvas_put(canvas, row, x + NUMBER, grid->text - NUMBER - 1,
	    role == ROLE_STRONG ? role : ROLE_QUIET, number);
}

/* How much of a line to show so that " ..." fits behind it. */
static size_t
room_for_dots(const char *text, size_t len, int cells)
{
	while (len && text_cells_n(text, len) + 4 > cells) {
		while (len && text[len - 1] != ' ')
			len--;
		while (len && text[len - 1] == ' ')
			len--;
	}
	return len;
}

/* One line of a cell. `more`: the cell goes on out of sight. */
static void
draw_cell(const struct compare_rows *rows, const struct compare_row *row_of,
    size_t column, size_t line, const struct compare_grid *grid,
    const struct desk *desk, struct canvas *canvas, int row, int col, bool more,
    bool focused)
{
	const struct compare_cell *cell = &row_of->cells[column];
	struct spot spot = { SPOT_CRITERION, rows->shape.control,
		rows->shape.first + (int)column, cell->item };
	bool current =
	    cell->kind == COMPARE_CRITERION && spot_equal(spot, desk->spot);
	enum role role =
	    current ? ROLE_STRONG
	    : cell->kind == COMPARE_REASON || cell->kind == COMPARE_GONE
	        ? ROLE_QUIET
	        : ROLE_TEXT;
	int x = col + column_at(grid, column), cells = grid->width - grid->text;

	if (line == 0 && cell->kind == COMPARE_CRITERION)
		draw_box(cell, grid, desk, spot, role, canvas, row, x);
	const struct wrap_line *text = &cell->text.wrap.lines[line];
	size_t len = text->len;

	more &= line + 1 < cell->text.wrap.count;
	if (more)
		len = room_for_dots(cell->text.text + text->start, len, cells);
	int used = canvas_put_spans(canvas, row, x + grid->text, cells, role,
	    cell->text.text, text->start, len, cell->text.spans,
	    cell->text.span_count);

	if (more)
		canvas_put(canvas, row, x + grid->text + used, cells - used,
		    ROLE_QUIET, " ...");
	if (current && line == 0 && desk->domain == CATALOG_NONE)
		draw_cursor(canvas, row, x, grid->width, BOX + 1, focused);
}

static void
draw_signs(const struct compare_row *row_of, const struct compare_grid *grid,
    struct canvas *canvas, int row, int col)
{
	bool alone = grid->to - grid->from == 1;

	for (size_t c = grid->from; c < grid->to; c++) {
		int x = col + column_at(grid, c);
		int at =
		    alone ? x + grid->width + 1 : x - (grid->gap > 2 ? 2 : 1);

		if (row_of->signs[c] != ' ' && (alone || c > grid->from))
			canvas_put_n(canvas, row, at, 1, ROLE_TEXT,
			    &row_of->signs[c], 1);
	}
}

void
compare_draw_lines(const struct compare_rows *rows,
    const struct compare_grid *grid, const struct desk *desk, size_t top,
    size_t count, struct canvas *canvas, int row, int col, bool focused)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct compare_row *row_of = &rows->rows[i];

		for (size_t line = 0; line < row_of->height; line++) {
			size_t at = row_of->start + line;

			if (at < top || at >= top + count)
				continue;
			int y = row + (int)(at - top);

			if (line == 0)
				draw_signs(row_of, grid, canvas, y, col);
			for (size_t c = grid->from; c < grid->to; c++)
				if (line < row_of->cells[c].text.wrap.count)
					draw_cell(rows, row_of, c, line, grid,
					    desk, canvas, y, col,
					    at + 1 == top + count, focused);
		}
	}
}

/* What a row is called, and what is said of it and those like it. */
enum group { GROUP_NONE, GROUP_PAIR, GROUP_NEW, GROUP_ONLY, GROUP_ALONE };

static enum group
name_row(const struct compare_rows *rows, const struct compare_grid *grid,
    const struct compare_row *row, int *level, struct str *out)
{
	bool alone = grid->to - grid->from == 1;
	size_t count = 0, first = 0;

	for (size_t c = 0; c < (size_t)rows->shape.count; c++) {
		if (row->cells[c].kind != COMPARE_CRITERION ||
		    (alone && c != grid->from))
			continue;
		first = count ? first : c;
		str_printf(out, "%s%d.%zu", count++ ? "~" : "",
		    rows->shape.first + (int)c, row->cells[c].item + 1);
	}
	*level = rows->shape.first + (int)first;
	if (!count)
		return GROUP_NONE;
	if (alone || rows->shape.count == 1)
		return GROUP_ALONE;
	if (count > 1) {
		*level = 0;
		return GROUP_PAIR;
	}
	return first ? GROUP_NEW : GROUP_ONLY;
}

static void
end_group(enum group group, int level, struct str *names, struct str *out)
{
	if (!names->len)
		return;
	if (out->len)
		str_add(out, "   ");
	if (group == GROUP_NEW)
		/* TRANSLATORS: %s are criteria, "3.2 3.4" */
		str_printf(out, _("%s new at L%d"), str_text(names), level);
	else if (group == GROUP_ONLY)
		/* TRANSLATORS: %s are criteria, "2.2 2.3" */
		str_printf(out, _("%s only at L%d, which still needs them"),
		    str_text(names), level);
	else
		str_add(out, str_text(names));
	str_clear(names);
}

void
compare_add_rest(const struct compare_rows *rows,
    const struct compare_grid *grid, size_t from, size_t to, struct str *out)
{
	struct str names = { 0 }, name = { 0 };
	enum group group = GROUP_NONE;
	int level = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct compare_row *row = &rows->rows[i];
		int here;

		if (!row->height || row->start < from ||
		    row->start + row->height > to)
			continue;
		str_clear(&name);
		enum group kind = name_row(rows, grid, row, &here, &name);

		if (kind == GROUP_NONE)
			continue;
		if (kind != group || here != level) {
			end_group(group, level, &names, out);
			group = kind;
			level = here;
		}
		str_printf(
		    &names, "%s%s", names.len ? " " : "", str_text(&name));
	}
	end_group(group, level, &names, out);
	str_done(&names);
	str_done(&name);
}

void
compare_add_counts(
    const struct compare_rows *rows, bool differences, struct str *out)
{
	if (rows->reworded)
		/* TRANSLATORS: criteria; the sign stands beside them */
		str_printf(out, _("%zu reworded ~"), rows->reworded);
	if (rows->added) {
		str_add(out, out->len ? "   " : "");
		/* TRANSLATORS: criteria; the sign stands beside them */
		str_printf(out, _("%zu new +"), rows->added);
	}
	if (rows->gone) {
		str_add(out, out->len ? "   " : "");
		if (rows->shape.count == 2)
			/* TRANSLATORS: criteria; the sign stands beside them*/
			str_printf(out, _("%zu at L%d only -"), rows->gone,
			    rows->shape.first);
		else
			str_printf(out, _("%zu not asked again -"), rows->gone);
	}
	if (rows->alike) {
		str_add(out, out->len ? "   " : "");
		str_printf(out,
		    differences ? _("%zu alike, left out") : _("%zu alike"),
		    rows->alike);
	}
}
