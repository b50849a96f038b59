/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Maturity levels of the control shown, with their criteria to tick, its
 * question above them and the verdict below. */

#include <config.h>

#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/answer.h"
#include "panes/control_lines.h"
#include "panes/panes.h"
#include "panes/verdict.h"
#include "ui/canvas.h"

/* Rows the list keeps before the verdict goes: an item, what is above it, what
 * is below. */
enum { LIST_LEAST = 3 };

struct levels {
	struct pane pane;
	struct control_lines lines;
	struct wrap question;
	struct verdict_block verdict;
	unsigned folded;  /* bit n: level n is folded */
	size_t control;   /* that `folded` and `top` are for */
	size_t top;       /* first line shown */
	struct spot seen; /* the spot last scrolled to */
	int head, body;   /* rows of the header and of the list */
	bool whole;       /* show a long question whole */
};

static struct pane *
open_levels(void)
{
	struct levels *levels = xcalloc(1, sizeof(*levels));

	levels->control = CATALOG_NONE;
	return &levels->pane;
}

static void
done(struct pane *pane)
{
	struct levels *levels = (struct levels *)pane;

	control_lines_done(&levels->lines);
	wrap_done(&levels->question);
	verdict_done(&levels->verdict);
	free(levels);
}

static const char *
question(const struct desk *desk, size_t control)
{
	const char *text = catalog_text(
	    desk->catalog, CONTROL_QUESTION, control, desk->language);

	/* a pack without levels shows the statement below anyway */
	if (!text && catalog_scale_top(desk->catalog) >= 0)
		text = catalog_text(
		    desk->catalog, CONTROL_STATEMENT, control, desk->language);
	return text ? text : "";
}

/* Rows for header, list and verdict at this size. */
static void
divide(struct levels *levels, const struct desk *desk)
{
	const struct rect *r = &levels->pane.rect;
	int cells = r->cols - 2 < WRAP_MEASURE ? r->cols - 2 : WRAP_MEASURE;
	int most = levels->pane.compact && !levels->whole ? 1 : r->rows / 3;

	wrap_text(&levels->question, question(desk, levels->control), cells);
	int rows = (int)levels->question.count;

	if (!*question(desk, levels->control))
		rows = 0;
	if (rows > most && !levels->whole)
		rows = most;
	if (rows > r->rows - 8)
		rows = r->rows > 9 ? r->rows - 8 : 1;
	/* title and facts; at 80x24 they share a row */
	levels->head = rows + (r->rows >= 26 ? 2 : 1);
	verdict_make(&levels->verdict, desk, levels->control, cells,
	    levels->pane.compact ? 1
	    : r->rows >= 26      ? 4
	                         : 3);
	/* in very few rows, above a drawer, the list goes last: an item and
	 * the rows that name what is above and below it */
	while (levels->verdict.rows &&
	       levels->head + (int)levels->verdict.rows + LIST_LEAST > r->rows)
		levels->verdict.rows--;
	if (levels->head >= r->rows)
		levels->head = 1;
	levels->body = r->rows - levels->head - (int)levels->verdict.rows;
}

/* The list rows left for lines when the rows naming the rest are taken off. */
static size_t
shown(const struct levels *levels, size_t top)
{
	size_t body = (size_t)levels->body;
	size_t above = top > 0;

	if (levels->lines.count - top + above <= body)
		return levels->lines.count - top;
	return body > above + 1 ? body - above - 1 : 1;
}

static void
scroll_to(struct levels *levels, size_t first, size_t last)
{
	if (first < levels->top)
		levels->top = first;
	/* a heading right above comes along, so that one sees where one is */
	if (levels->top > 0 && levels->top == first &&
	    (levels->lines.lines[first - 1].kind == LINE_LEVEL ||
	        levels->lines.lines[first - 1].kind == LINE_PERFORMED_HEAD))
		levels->top--;
	while (last >= levels->top + shown(levels, levels->top) &&
	       levels->top < first)
		levels->top++;
	/* begin with an item's first line, not in the middle of one */
	while (levels->top < first &&
	       (levels->lines.lines[levels->top].kind == LINE_MORE ||
	           levels->lines.lines[levels->top].kind == LINE_REASON ||
	           levels->lines.lines[levels->top].kind == LINE_BLANK))
		levels->top++;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct levels *levels = (struct levels *)pane;
	size_t control = desk->spot.control, first, last;

	if (control == CATALOG_NONE)
		return;
	if (control != levels->control) {
		levels->control = control;
		levels->folded = 0;
		levels->top = 0;
		levels->whole = false;
	}
	divide(levels, desk);
	/* an answer given elsewhere leads into a folded level */
	if (desk->spot.kind == SPOT_CRITERION)
		levels->folded &= ~(1u << desk->spot.level);
	control_lines_build(
	    &levels->lines, desk, control, pane->rect.cols, levels->folded);
	if (levels->top >= levels->lines.count)
		levels->top = levels->lines.count ? levels->lines.count - 1 : 0;
	if (control_lines_find(&levels->lines, desk->spot, &first, &last)) {
		bool moved = !spot_equal(levels->seen, desk->spot);

		/* a long item may be read by line: only a new cursor, or one
		 * out of sight, scrolls */
		if (moved || last < levels->top ||
		    first >= levels->top + shown(levels, levels->top))
			scroll_to(levels, first, last);
		levels->seen = desk->spot;
	}
}

/* Words of the pack format that are shown translated. */
static const char *const fact_words[] = {
	N_("people"),
	N_("process"),
	N_("technology"),
	N_("data"),
	N_("facility"),
	/* TRANSLATORS: how often a control is to be reviewed */
	N_("annual"),
	N_("semi-annual"),
	N_("quarterly"),
	N_("withdrawn"),
	N_("deprecated"),
};

static void
add_fact(struct str *out, const char *text)
{
	const char *shown = text;

	for (size_t i = 0; i < sizeof(fact_words) / sizeof(*fact_words); i++)
		if (str_equal(fact_words[i], text))
			shown = _(text);
	str_printf(out, "%s%s", out->len ? "   " : "", shown);
}

/* Anything but being in scope. */
static void
add_scope(const struct scope_item *scope, struct str *out)
{
	if (scope->state == SCOPE_INHERITED)
		add_fact(out, _("inherited"));
	else if (scope->state == SCOPE_RECIPROCAL)
		add_fact(out, _("reciprocal"));
	else if (scope->state == SCOPE_OUT &&
	         (scope->own || !scope->inactive))
		add_fact(out, _("out of scope"));
}

static void
add_facts(const struct desk *desk, size_t control, bool all, struct str *out)
{
	const struct catalog *c = desk->catalog;
	int weight = catalog_number(c, CONTROL_WEIGHT, control);
	size_t frameworks = catalog_count(c, CONTROL_MAPPINGS, control);
	const char *cadence = catalog_string(c, CONTROL_CADENCE, control);

	if (!catalog_control_active(c, control))
		add_fact(out, catalog_string(c, CONTROL_STATUS, control));
	add_scope(&desk_standing(desk, control)->scope, out);
	if (weight >= 0)
		str_printf(
		    out, _("%sweight %d"), out->len ? "   " : "", weight);
	if (catalog_control_material(c, control))
		add_fact(out, _("material"));
	for (size_t i = 0;
	     all && i < catalog_count(c, CONTROL_APPLIES_TO, control); i++)
		add_fact(
		    out, catalog_item(c, CONTROL_APPLIES_TO, control, i, 0));
	if (cadence && all)
		add_fact(out, cadence);
	if (!frameworks)
		return;
	str_add(out, out->len ? "   " : "");
	str_printf(out, ngettext("%zu framework", "%zu frameworks", frameworks),
	    frameworks);
}

static void
draw_head(
    const struct levels *levels, const struct desk *desk, struct canvas *canvas)
{
	const struct rect *r = &levels->pane.rect;
	size_t control = levels->control;
	struct str title = { 0 }, facts = { 0 };
	const char *text = question(desk, control);
	int row = r->row, col = r->col + 1, cols = r->cols - 1;
	bool roomy = r->rows >= 26;

	str_printf(&title, "%s %s",
	    catalog_string(desk->catalog, CONTROL_ID, control),
	    catalog_control_name(desk->catalog, control, desk->language));
	add_facts(desk, control, roomy, &facts);
	int used = canvas_put_cut(
	    canvas, row, col, cols, ROLE_STRONG, str_text(&title));

	if (roomy)
		canvas_put_cut(
		    canvas, ++row, col, cols, ROLE_QUIET, str_text(&facts));
	else if (used + 4 + text_cells(str_text(&facts)) <= cols)
		canvas_put_right(canvas, row, col + used, cols - used - 1,
		    ROLE_QUIET, str_text(&facts));
	int rows = levels->head - (roomy ? 2 : 1);

	for (int i = 0; i < rows; i++) {
		const struct wrap_line *line = &levels->question.lines[i];
		bool more =
		    i == rows - 1 && (size_t)rows < levels->question.count;

		if (more)
			canvas_put_more(canvas, row + 1 + i, col, cols,
			    ROLE_TEXT, text + line->start, line->len);
		else
			canvas_put_n(canvas, row + 1 + i, col, cols, ROLE_TEXT,
			    text + line->start, line->len);
	}
	str_done(&title);
	str_done(&facts);
}

static void
draw_list(
    const struct levels *levels, const struct desk *desk, struct canvas *canvas)
{
	const struct rect *r = &levels->pane.rect;
	int row = r->row + levels->head;
	size_t count = shown(levels, levels->top), first, last;
	bool prose = catalog_scale_top(desk->catalog) < 0;

	if (levels->top > 0 && !prose && levels->body > 1)
		control_lines_draw_rest(&levels->lines, levels->top, true, desk,
		    levels->control, canvas, row++, r->col, r->cols);
	for (size_t i = 0; i < count; i++)
		control_lines_draw(&levels->lines, levels->top + i, desk,
		    levels->control, levels->folded, canvas, row + (int)i,
		    r->col, r->cols);
	if (levels->top + count < levels->lines.count && !prose &&
	    row + (int)count < r->row + levels->head + levels->body)
		control_lines_draw_rest(&levels->lines, levels->top + count,
		    false, desk, levels->control, canvas, row + (int)count,
		    r->col, r->cols);
	if (desk->domain == CATALOG_NONE &&
	    control_lines_find(&levels->lines, desk->spot, &first, &last) &&
	    last >= levels->top && first < levels->top + count) {
		size_t at = first < levels->top ? levels->top : first;

		pane_draw_cursor(&levels->pane, canvas,
		    row + (int)(at - levels->top), r->col + CONTROL_BOX + 1);
	}
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct levels *levels = (const struct levels *)pane;
	const struct rect *r = &pane->rect;

	if (levels->control == CATALOG_NONE)
		return;
	draw_head(levels, desk, canvas);
	draw_list(levels, desk, canvas);
	verdict_draw(&levels->verdict, canvas,
	    r->row + r->rows - (int)levels->verdict.rows, r->col + 1,
	    r->cols - 1);
}

/* One stop on; inside an item taller than the pane first its hidden lines. */
static bool
step(struct levels *levels, struct desk *desk, int way)
{
	struct spot next = desk->spot;
	size_t first, last, end = levels->top + shown(levels, levels->top);

	if (catalog_scale_top(desk->catalog) < 0) {
		bool can =
		    way > 0 ? end < levels->lines.count : levels->top > 0;

		levels->top += can ? (size_t)way : 0;
		return can;
	}
	if (control_lines_find(&levels->lines, desk->spot, &first, &last)) {
		if (way > 0 && last >= end && first <= levels->top) {
			levels->top++;
			return true;
		}
		if (way < 0 && first < levels->top && last >= levels->top) {
			levels->top--;
			return true;
		}
	}
	do {
		if (!desk_step(desk, &next, way, true))
			return false;
	} while (
	    next.kind == SPOT_CRITERION && levels->folded & 1u << next.level);
	desk_go(desk, next);
	return true;
}

static bool
steps(struct levels *levels, struct desk *desk, int way, int rows)
{
	bool any = false;
	size_t from = 0, to = 0, last;

	control_lines_find(&levels->lines, desk->spot, &from, &last);
	for (to = from; (to > from ? to - from : from - to) < (size_t)rows &&
	                step(levels, desk, way);) {
		any = true;
		if (!control_lines_find(&levels->lines, desk->spot, &to, &last))
			break;
	}
	return any;
}

static bool
fold(struct levels *levels, struct desk *desk, bool closed)
{
	unsigned bit = 1u << desk->spot.level;

	if (desk->spot.kind == SPOT_PERFORMED ||
	    !!(levels->folded & bit) == closed)
		return false;
	if (closed) {
		levels->folded |= bit;
		desk_go(desk, (struct spot){ SPOT_LEVEL, desk->spot.control,
		                  desk->spot.level, 0 });
	} else {
		levels->folded &= ~bit;
	}
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct levels *levels = (struct levels *)pane;
	struct desk *desk = ctx->desk;

	if (desk->spot.control == CATALOG_NONE)
		return false;
	switch (move) {
	case MOVE_DOWN:
		return step(levels, desk, 1);
	case MOVE_UP:
		return step(levels, desk, -1);
	case MOVE_PAGE_DOWN:
		return steps(levels, desk, 1, levels->body - 1);
	case MOVE_PAGE_UP:
		return steps(levels, desk, -1, levels->body - 1);
	case MOVE_HALF_DOWN:
		return steps(levels, desk, 1, levels->body / 2);
	case MOVE_HALF_UP:
		return steps(levels, desk, -1, levels->body / 2);
	case MOVE_FIRST:
		desk_select(desk, desk->spot.control);
		return true;
	case MOVE_LAST:
		return steps(levels, desk, 1, (int)levels->lines.count);
	case MOVE_LEFT:
		return fold(levels, desk, true);
	case MOVE_RIGHT:
		return fold(levels, desk, false);
	case MOVE_ENTER:
		/* one Enter too many on a criterion must not fold it away */
		if (desk->spot.kind == SPOT_LEVEL)
			return fold(levels, desk,
			    !(levels->folded & 1u << desk->spot.level));
		levels->whole = !levels->whole;
		return true;
	case MOVE_FOLD_ALL:
		levels->folded = levels->folded ? 0 : ~1u;
		if (levels->folded && desk->spot.kind == SPOT_CRITERION)
			desk_go(
			    desk, (struct spot){ SPOT_LEVEL, desk->spot.control,
			              desk->spot.level, 0 });
		return true;
	}
	return false;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const criterion[] = { "met", "exceeded", "partial",
		"not-met", "not-applicable", "unassessed", "answer-once",
		"note", "conclude", "why", "view-compare", NULL };
	static const char *const judge[] = { "met", "not-met", "unassessed",
		"down", "note", "conclude", "fold-all", NULL };
	static const char *const heading[] = { "down", "note", "conclude",
		"fold-all", "view-compare", NULL };
	static const char *const reading[] = { "down", "open-next",
		"control-next", "view-compare", "search", "fold-all", "refresh",
		NULL };
	static const char *const bare[] = { "down", "control-next", "search",
		NULL };

	(void)pane;
	if (catalog_scale_top(desk->catalog) < 0)
		return bare;
	if (desk->read_only)
		return reading;
	if (!answer_taken(desk))
		return heading;
	return desk->spot.kind == SPOT_CRITERION ? criterion : judge;
}

static const struct command_table *const tables[] = { &answer_table,
	&evidence_table, NULL };

const struct pane_ops levels_ops = {
	.name = "levels",
	.title = N_("Levels"),
	.tables = tables,
	.hints = hints,
	.open = open_levels,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
