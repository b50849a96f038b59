/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Levels side by side: which criteria belong together, what the higher level
 * adds; answers can be given here. */

#include <config.h>

#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/answer.h"
#include "panes/compare_parts.h"
#include "panes/panes.h"
#include "ui/canvas.h"

static struct pane *
open_compare(void)
{
	struct compare *compare = xcalloc(1, sizeof(*compare));

	compare->control = CATALOG_NONE;
	compare->first = -1;
	compare->wanted = 2;
	compare->focus = 1;
	return &compare->pane;
}

static void
done(struct pane *pane)
{
	struct compare *compare = (struct compare *)pane;

	for (int i = 0; i < SIGNS; i++)
		compare_rows_done(&compare->tables[i].rows);
	str_done(&compare->foot);
	wrap_done(&compare->foot_lines);
	free(compare);
}

static bool
has_criteria(const struct desk *desk, int level)
{
	return compare_criteria(desk->catalog, desk->spot.control, level) > 0;
}

/* The next level with criteria that way, or -1. */
static int
level_with_criteria(const struct desk *desk, int level, int way)
{
	int top = catalog_scale_top(desk->catalog);

	for (level += way; level > 0 && level <= top; level += way)
		if (has_criteria(desk, level))
			return level;
	return -1;
}

/* The level held and the next; where nothing lies above, the one below it and
 * the level held. */
static int
opening_level(const struct desk *desk)
{
	int held = desk_rating(desk, desk->spot.control)->maturity.low;

	if (held == 0)
		held = level_with_criteria(desk, 0, 1);
	if (held < 0)
		return 0;
	return level_with_criteria(desk, held, 1) > 0 ? held : held - 1;
}

/* Columns of the table: as asked for, as fit, as the scale has. */
static int
column_count(const struct compare *compare, const struct desk *desk)
{
	int fit = compare_grid_fit(compare->pane.rect.cols);
	int count = compare->wanted;

	if (fit < 2)
		fit = 2;
	if (count > fit)
		count = fit;
	if (count > catalog_scale_top(desk->catalog) + 1)
		count = catalog_scale_top(desk->catalog) + 1;
	return count;
}

/* The column of a level, or -1. */
static int
column_of(const struct compare *compare, struct spot spot)
{
	int level = spot.kind == SPOT_PERFORMED ? 0 : spot.level;
	int column = level - compare->first;

	return column >= 0 && column < compare->count ? column : -1;
}

/* Which levels are shown. They stay when another control is chosen, and follow
 * the cursor when it moves out of them in the same one. */
static void
choose_levels(struct compare *compare, const struct desk *desk)
{
	struct spot spot = desk->spot;
	int top = catalog_scale_top(desk->catalog);
	bool moved = compare->control == spot.control &&
	             !spot_equal(compare->seen, spot);

	compare->count = column_count(compare, desk);
	if (compare->first < 0)
		compare->first = opening_level(desk);
	else if (moved && spot.kind != SPOT_PERFORMED &&
	         column_of(compare, spot) < 0)
		compare->first = spot.level < compare->first
		                     ? spot.level
		                     : spot.level - compare->count + 1;
	if (compare->first + compare->count > top + 1)
		compare->first = top + 1 - compare->count;
	if (compare->first < 0)
		compare->first = 0;
	if (column_of(compare, spot) >= 0)
		compare->focus = column_of(compare, spot);
	if (compare->focus >= compare->count)
		compare->focus = compare->count - 1;
}

static void
build(struct compare *compare, const struct desk *desk)
{
	enum pane_tier tier = pane_tier(&compare->pane);
	int fit = compare_grid_fit(compare->pane.rect.cols);
	size_t from = fit < 2 ? (size_t)compare->focus : 0;
	size_t to = fit < 2 ? from + 1 : (size_t)compare->count;
	bool wide_numbers = false, reasons = false;
	struct compare_shape shape = {
		.catalog = desk->catalog,
		.control = desk->spot.control,
		.language = desk->language,
		.first = compare->first,
		.count = compare->count,
	};

	for (int i = 0; i < compare->count; i++) {
		size_t count = compare_criteria(
		    desk->catalog, desk->spot.control, compare->first + i);

		wide_numbers |= count > 9;
		reasons |= !count;
	}
	compare_grid_make(
	    &compare->grid, compare->pane.rect.cols, from, to, wide_numbers);
	shape.cells = compare->grid.width - compare->grid.text;
	shape.numbers = compare->grid.narrow;
	/* few rows: what a level says of itself only where that is all */
	shape.summaries = tier == TIER_ROOMY || reasons;
	for (int i = 0; i < SIGNS; i++) {
		shape.ascii = i == SIGNS_ASCII;
		compare_rows_build(&compare->tables[i].rows, &shape);
		compare_rows_lay(&compare->tables[i].rows, from, to,
		    tier != TIER_TIGHT, compare->differences, desk->spot);
	}
}

/* Is there a row to count in, above the verdict? */
static bool
has_counts(const struct compare *compare)
{
	return pane_tier(&compare->pane) != TIER_TIGHT ||
	       compare->pane.rect.rows >= 12;
}

/* Rows above and below the table. */
static void
divide(struct compare *compare, const struct desk *desk)
{
	const struct rect *r = &compare->pane.rect;
	enum pane_tier tier = pane_tier(&compare->pane);
	size_t most = tier == TIER_ROOMY ? 3 : 1;
	struct str raise = { 0 };

	str_clear(&compare->foot);
	rating_explain(desk->catalog, desk_rating(desk, desk->spot.control),
	    desk->spot.control, desk->session, &compare->foot, &raise);
	if (raise.len && compare->foot.len)
		str_add_char(&compare->foot, tier == TIER_ROOMY ? '\n' : ' ');
	str_add(&compare->foot, str_text(&raise));
	str_done(&raise);
	wrap_text(&compare->foot_lines, str_text(&compare->foot), r->cols - 2);
	compare->foot_rows = compare->foot_lines.count < most
	                         ? (int)compare->foot_lines.count
	                         : (int)most;
	compare->head = tier == TIER_ROOMY ? 4 : tier == TIER_NORMAL ? 3 : 2;
	compare->body = r->rows - compare->head - compare->foot_rows -
	                (tier == TIER_ROOMY) - has_counts(compare);
	if (compare->body < 1)
		compare->body = 1;
}

size_t
compare_shown(const struct compare *compare, const struct compare_table *table,
    size_t top)
{
	size_t rows = (size_t)compare->body - (top > 0 && compare->body > 1);
	size_t left = table->rows.lines - top;

	if (left <= rows)
		return left;
	/* else the foot names it */
	if (pane_tier(&compare->pane) == TIER_ROOMY && rows > 1)
		rows--;
	return rows;
}

static void
scroll_to(
    const struct compare *compare, struct compare_table *table, size_t row)
{
	size_t first = table->rows.rows[row].start;
	size_t end = first + table->rows.rows[row].height;

	if (first < table->top) {
		/* the first row brings what stands above it along */
		table->top = first;
		if (end <= compare_shown(compare, table, 0))
			table->top = 0;
		return;
	}
	if (end <= table->top + compare_shown(compare, table, table->top))
		return;
	for (size_t i = 0; i <= row; i++) {
		size_t start = table->rows.rows[i].start;

		if (table->rows.rows[i].height && start >= table->top &&
		    (end <= start + compare_shown(compare, table, start) ||
		        i == row)) {
			table->top = start;
			return;
		}
	}
}

/* Goes on to the next row when the top one is cut, unless it is long. */
static void
skip_part(const struct compare *compare, struct compare_table *table)
{
	for (size_t i = 0; i < table->rows.count; i++) {
		const struct compare_row *row = &table->rows.rows[i];

		if (row->height && row->start >= table->top) {
			table->top = row->start;
			return;
		}
		if (row->height + 2 > (size_t)compare->body &&
		    row->start + row->height > table->top)
			return;
	}
}

void
compare_clamp(const struct compare *compare, struct compare_table *table)
{
	if (table->top >= table->rows.lines)
		table->top = table->rows.lines ? table->rows.lines - 1 : 0;
	/* no empty rows below while something is hidden above */
	while (
	    table->top > 0 && table->rows.lines - (table->top - 1) <=
	                          compare_shown(compare, table, table->top - 1))
		table->top--;
	/* the last page begins with a whole row */
	if (table->rows.lines - table->top <=
	    compare_shown(compare, table, table->top))
		skip_part(compare, table);
}

static void
scroll(struct compare *compare, const struct desk *desk)
{
	bool moved = !spot_equal(compare->seen, desk->spot);

	for (int i = 0; i < SIGNS; i++) {
		struct compare_table *table = &compare->tables[i];
		size_t row = compare_rows_find(&table->rows, desk->spot);

		compare_clamp(compare, table);
		if (row == COMPARE_NO_ROW)
			continue;
		const struct compare_row *at = &table->rows.rows[row];

		/* only a new cursor, or one out of sight, scrolls: a long
		 * item may be read by line */
		if (moved || at->start + at->height <= table->top ||
		    at->start >=
		        table->top + compare_shown(compare, table, table->top))
			scroll_to(compare, table, row);
	}
	compare->seen = desk->spot;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct compare *compare = (struct compare *)pane;

	if (desk->spot.control == CATALOG_NONE ||
	    catalog_scale_top(desk->catalog) < 0) {
		compare->control = CATALOG_NONE;
		return;
	}
	choose_levels(compare, desk);
	if (compare->control != desk->spot.control)
		for (int i = 0; i < SIGNS; i++)
			compare->tables[i].top = 0;
	compare->control = desk->spot.control;
	build(compare, desk);
	divide(compare, desk);
	scroll(compare, desk);
}

/* Counts, or, where there are few rows, what lies below; then the verdict. */
static void
draw_foot(const struct compare *compare, const struct compare_table *table,
    const char *below, struct canvas *canvas)
{
	const struct rect *r = &compare->pane.rect;
	int row = r->row + r->rows - compare->foot_rows;
	struct str counts = { 0 };

	compare_add_counts(&table->rows, compare->differences, &counts);
	if (has_counts(compare))
		canvas_put_cut(canvas, row - 1, r->col + 1, r->cols - 2,
		    *below ? ROLE_QUIET : ROLE_TEXT,
		    *below ? below : str_text(&counts));
	for (int i = 0; i < compare->foot_rows; i++) {
		const struct wrap_line *line = &compare->foot_lines.lines[i];
		const char *text = str_text(&compare->foot) + line->start;

		if (i + 1 == compare->foot_rows &&
		    (size_t)i + 1 < compare->foot_lines.count)
			canvas_put_cut(canvas, row + i, r->col + 1, r->cols - 2,
			    ROLE_TEXT, text);
		else
			canvas_put_n(canvas, row + i, r->col + 1, r->cols - 2,
			    ROLE_TEXT, text, line->len);
	}
	str_done(&counts);
}

/* "above: ..." or "below: ...": lines [from, to) by name; nothing in out when
 * they hold none. */
static void
name_rest(const struct compare *compare, const struct compare_table *table,
    size_t from, size_t to, bool above, struct str *out)
{
	struct str rest = { 0 };

	compare_add_rest(&table->rows, &compare->grid, from, to, &rest);
	if (rest.len)
		str_printf(out, "%s %s", above ? _("above:") : _("below:"),
		    str_text(&rest));
	str_done(&rest);
}

static void
draw_table(const struct compare *compare, const struct compare_table *table,
    const struct desk *desk, struct canvas *canvas)
{
	const struct rect *r = &compare->pane.rect;
	int row = r->row + compare->head;
	size_t top = table->top, count = compare_shown(compare, table, top);
	struct str above = { 0 }, below = { 0 };

	name_rest(compare, table, 0, top, true, &above);
	name_rest(
	    compare, table, top + count, table->rows.lines, false, &below);
	if (top > 0 && compare->body > 1)
		canvas_put_cut(canvas, row++, r->col + 1, r->cols - 2,
		    ROLE_QUIET, str_text(&above));
	compare_draw_lines(&table->rows, &compare->grid, desk, top, count,
	    canvas, row, r->col, compare->pane.focused);
	if (!table->rows.lines)
		canvas_put_cut(canvas, row, r->col + 1, r->cols - 2, ROLE_QUIET,
		    _("These levels say the same here."));
	if (pane_tier(&compare->pane) == TIER_ROOMY) {
		canvas_put_cut(canvas, row + (int)count, r->col + 1,
		    r->cols - 2, ROLE_QUIET, str_text(&below));
		str_clear(&below);
	}
	draw_foot(compare, table, str_text(&below), canvas);
	str_done(&above);
	str_done(&below);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct compare *compare = (const struct compare *)pane;
	const struct rect *r = &pane->rect;
	const struct compare_table *table =
	    &compare
	         ->tables[canvas_ascii(canvas) ? SIGNS_ASCII : SIGNS_UNICODE];

	if (catalog_scale_top(desk->catalog) < 0)
		canvas_put_cut(canvas, r->row, r->col + 1, r->cols - 2,
		    ROLE_QUIET,
		    _("This pack has no levels to lay side by side."));
	if (compare->control == CATALOG_NONE)
		return;
	compare_draw_title(&table->rows, &compare->grid, desk, canvas, r->row,
	    r->col, r->cols, pane->focused);
	compare_draw_headings(&table->rows, &compare->grid, desk, canvas,
	    r->row + (pane_tier(pane) == TIER_ROOMY ? 2 : 1), r->col,
	    pane->focused);
	draw_table(compare, table, desk, canvas);
}

/* The pane that a command works on; NULL, *err set: another is shown. */
static struct compare *
compare_of(struct command_ctx *ctx)
{
	struct compare *compare = (struct compare *)ctx->pane;

	if (ctx->pane->ops == &compare_ops && compare->control != CATALOG_NONE)
		return compare;
	err_set(ctx->err, ERR_INPUT, _("Levels are compared in Compare."));
	return NULL;
}

/* After other levels are shown the cursor stays where it is, else goes to the
 * first criterion of the column it was in. */
static void
keep_cursor(struct compare *compare, struct desk *desk)
{
	int count = compare->count;

	if (compare->focus >= count)
		compare->focus = count - 1;
	if (column_of(compare, desk->spot) >= 0)
		return;
	struct spot spot = compare_heading(compare, desk, compare->focus);

	if (has_criteria(desk, spot.level))
		spot.kind = SPOT_CRITERION;
	desk_go(desk, spot);
	compare->seen = spot;
	for (int i = 0; i < SIGNS; i++)
		compare->tables[i].top = 0;
}

static bool
levels_down(struct command_ctx *ctx)
{
	struct compare *compare = compare_of(ctx);

	if (!compare)
		return false;
	if (compare->first == 0)
		return err_set(
		    ctx->err, ERR_INPUT, _("There is no level below level 0."));
	compare->first--;
	keep_cursor(compare, ctx->desk);
	return true;
}

static bool
levels_up(struct command_ctx *ctx)
{
	struct compare *compare = compare_of(ctx);
	int top = catalog_scale_top(ctx->desk->catalog);

	if (!compare)
		return false;
	if (compare->first + compare->count > top)
		return err_set(ctx->err, ERR_INPUT,
		    _("There is no level above level %d."), top);
	compare->first++;
	keep_cursor(compare, ctx->desk);
	return true;
}

static bool
columns_more(struct command_ctx *ctx)
{
	struct compare *compare = compare_of(ctx);

	if (!compare)
		return false;
	int fit = compare_grid_fit(compare->pane.rect.cols);

	if (compare->count > catalog_scale_top(ctx->desk->catalog))
		return err_set(ctx->err, ERR_INPUT, _("All levels are shown."));
	if (compare->count >= fit)
		return err_set(ctx->err, ERR_INPUT,
		    ngettext("No more than %d column fits here.",
		        "No more than %d columns fit here.",
		        (unsigned long)fit),
		    fit);
	compare->wanted = compare->count + 1;
	compare->count++;
	if (compare->first + compare->count >
	    catalog_scale_top(ctx->desk->catalog) + 1)
		compare->first--;
	return true;
}

static bool
columns_fewer(struct command_ctx *ctx)
{
	struct compare *compare = compare_of(ctx);

	if (!compare)
		return false;
	if (compare->count <= 2)
		return err_set(ctx->err, ERR_INPUT,
		    _("Two columns are the fewest that compare."));
	compare->wanted = compare->count - 1;
	compare->count--;
	keep_cursor(compare, ctx->desk);
	return true;
}

static bool
differences_only(struct command_ctx *ctx)
{
	struct compare *compare = compare_of(ctx);

	if (!compare)
		return false;
	compare->differences = !compare->differences;
	str_add(ctx->message,
	    compare->differences
	        ? _("Only what differs is shown; the same key shows all.")
	        : _("All criteria are shown."));
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "levels-down", "levels-up",
		"columns-more", "columns-fewer", "differences-only", "met",
		"exceeded", "partial", "not-met", "not-applicable",
		"unassessed", "control-next", NULL };

	(void)pane;
	(void)desk;
	return names;
}

static const struct command compare_commands[] = {
	{ "levels-down", "[", N_("show the levels one lower"), levels_down,
	    NULL, N_("lower") },
	{ "levels-up", "]", N_("show the levels one higher"), levels_up, NULL,
	    N_("higher") },
	{ "columns-more", "+", N_("one column more"), columns_more, NULL,
	    N_("more") },
	{ "columns-fewer", "-", N_("one column fewer"), columns_fewer, NULL,
	    N_("fewer") },
	{ "differences-only", "D", N_("show only what differs, or all"),
	    differences_only, NULL, N_("differences") },
	{ 0 },
};

const struct command_table compare_table = {
	"compare",
	N_("Compare"),
	compare_commands,
};

static const struct command_table *const tables[] = { &compare_table,
	&answer_table, NULL };

const struct pane_ops compare_ops = {
	.name = "compare",
	.title = N_("Compare"),
	.tables = tables,
	.hints = hints,
	.open = open_compare,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = compare_move,
};
