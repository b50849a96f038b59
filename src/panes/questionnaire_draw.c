/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How the questionnaire looks: progress, levels, a row each criterion, below
 * the one under the cursor. */

#include <config.h>

#include "panes/questionnaire_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/people.h"
#include "model/statements.h"
#include "panes/answer.h"
#include "panes/item_text.h"
#include "panes/panes.h"
#include "panes/questionnaire_plan.h"
#include "panes/room.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum {
	COL_BOX = 1,
	COL_TEXT = 5,
	WIDE = 100,
	STANDS_WIDE = 24,
	STANDS = 13,
	COUNT = 11
};

bool
questionnaire_open(const struct shared_criterion *item)
{
	return item->by[STATE_UNASSESSED] > 0 || item->recheck > 0;
}

/* What is asked and answered of all. */
static void
add_progress(const struct questionnaire *q, bool wide, struct str *out)
{
	size_t asked = 0, answered = 0, of = 0;

	for (size_t i = 0; i < q->list.count; i++) {
		const struct shared_criterion *item = &q->list.items[i];

		asked += !questionnaire_open(item);
		of += item->count;
		answered += item->count - item->by[STATE_UNASSESSED];
	}
	/* TRANSLATORS: questions of the questionnaire */
	str_printf(out, _("%zu of %zu asked"), asked, q->list.count);
	if (wide)
		/* TRANSLATORS: criteria of all controls */
		str_printf(out, _("   %zu of %zu criteria answered   %zu %%"),
		    answered, of, of ? 100 * answered / of : 100);
}

static void
draw_head(const struct questionnaire *q, const struct desk *desk,
    struct canvas *canvas)
{
	const struct rect *r = &q->pane.rect;
	struct str text = { 0 };
	int end = r->col + r->cols - 1;

	add_progress(q, r->cols >= WIDE, &text);
	int at = canvas_put_right(canvas, r->row, r->col + 20,
	    end - r->col - 20, ROLE_QUIET, str_text(&text));

	str_clear(&text);
	str_add(&text, _("Questionnaire"));
	if (q->domain != CATALOG_NONE)
		str_printf(&text, "   %s %s",
		    catalog_string(desk->catalog, DOMAIN_ID, q->domain),
		    catalog_text(
		        desk->catalog, DOMAIN_NAME, q->domain, desk->language));
	canvas_put_cut(canvas, r->row, r->col + 1, at - 2 - r->col - 1,
	    ROLE_STRONG, str_text(&text));
	str_done(&text);
}

/* "L2 Planned   3 of 12 asked" */
static void
draw_level(const struct questionnaire *q, const struct desk *desk, size_t first,
    struct canvas *canvas, int row)
{
	const struct rect *r = &q->pane.rect;
	int level = q->list.items[first].level;
	size_t asked = 0, count = 0;
	struct str text = { 0 };

	for (size_t i = first;
	     i < q->list.count && q->list.items[i].level == level; i++, count++)
		asked += !questionnaire_open(&q->list.items[i]);
	str_printf(&text, "L%d %s", level,
	    catalog_level_name(desk->catalog, level, desk->language));
	int col = r->col + COL_BOX;

	col += canvas_put_cut(canvas, row, col, r->cols - COL_BOX, ROLE_STRONG,
	           str_text(&text)) +
	       3;
	str_clear(&text);
	str_printf(&text, _("%zu of %zu asked"), asked, count);
	canvas_put_cut(canvas, row, col, r->col + r->cols - col, ROLE_QUIET,
	    str_text(&text));
	str_done(&text);
}

/* The order in which answers are counted. */
static const enum criterion_state shown[] = { STATE_MET, STATE_EXCEEDED,
	STATE_PARTIAL, STATE_NOT_MET, STATE_NOT_APPLICABLE, STATE_UNASSESSED };

/* How many answered how: a sign and a number each. */
static void
draw_stands(const struct shared_criterion *item, struct canvas *canvas, int row,
    int col, int end)
{
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++) {
		size_t count = item->by[shown[i]];
		char number[24];

		if (!count)
			continue;
		snprintf(number, sizeof(number), "%zu", count);
		if (col + 1 + (int)strlen(number) > end)
			return;
		canvas_put_glyph(canvas, row, col, answer_role(shown[i]),
		    answer_glyph(shown[i]));
		col += 2 + canvas_put(canvas, row, col + 1, end - col - 1,
		               ROLE_QUIET, number);
	}
}

/* The one answer of all, or none; false: they differ, there is no box. */
static bool
common_state(const struct shared_criterion *item, enum criterion_state *state)
{
	*state = STATE_UNASSESSED;
	if (item->by[STATE_UNASSESSED])
		return true;
	for (int i = 0; i < STATE_COUNT; i++)
		if (item->by[i] == item->count) {
			*state = (enum criterion_state)i;
			return true;
		}
	return false;
}

static void
draw_item(const struct questionnaire *q, const struct desk *desk, size_t i,
    struct canvas *canvas, int row)
{
	const struct shared_criterion *item = &q->list.items[i];
	const struct rect *r = &q->pane.rect;
	int end = r->col + r->cols - 1;
	int stands = end - COUNT - (r->cols >= WIDE ? STANDS_WIDE : STANDS);
	enum criterion_state state;
	struct str text = { 0 };

	if (common_state(item, &state))
		answer_draw_state(state, "[]", canvas, row, r->col + COL_BOX);
	canvas_put_cut(canvas, row, r->col + COL_TEXT,
	    stands - 2 - r->col - COL_TEXT, ROLE_TEXT,
	    catalog_text(desk->catalog, CRITERION_TEXT, item->criterion,
	        desk->language));
	draw_stands(item, canvas, row, stands, end - COUNT - 1);
	if (item->recheck)
		canvas_put(canvas, row, end - COUNT, 1, ROLE_WARN, "!");
	if (item->count > 1)
		/* TRANSLATORS: in so many controls; at most 6 letters */
		str_printf(&text, _("in %zu"), item->count);
	else
		str_add(&text,
		    catalog_string(desk->catalog, CONTROL_ID, item->control));
	canvas_put_right(canvas, row, end - COUNT + 1, COUNT - 1, ROLE_QUIET,
	    str_text(&text));
	str_done(&text);
	if (i == q->cursor)
		pane_draw_cursor(&q->pane, canvas, row, r->col + COL_BOX + 1);
}

static void
draw_list(const struct questionnaire *q, const struct desk *desk,
    struct canvas *canvas)
{
	int head = q->pane.rect.row + 2;

	for (size_t i = 0; i < q->list.count; i++) {
		size_t line = q->lines[i];
		bool first = i == 0 || q->lines[i - 1] + 1 < line;

		if (line >= q->top + (size_t)q->rows + 1)
			break;
		if (first && line - 1 >= q->top &&
		    line - 1 < q->top + (size_t)q->rows)
			draw_level(q, desk, i, canvas,
			    head + (int)(line - 1 - q->top));
		if (line >= q->top && line < q->top + (size_t)q->rows)
			draw_item(
			    q, desk, i, canvas, head + (int)(line - q->top));
	}
}

/* Who carries it, each with the box that stands there. Returns the rows
 * used. */
static int
draw_carriers(const struct questionnaire_plan *plan, const struct desk *desk,
    struct canvas *canvas, int row, int rows, int col, int end)
{
	int at = col, used = 0;

	for (size_t i = 0; i < plan->carriers.count; i++) {
		struct spot spot = questionnaire_plan_spot(plan, i);
		char *name = desk_spot_name(desk, spot);
		int width = 4 + text_cells(name);

		if (at > col && at + width > end) {
			at = col;
			used++;
		}
		if (used < rows) {
			answer_draw_box(desk, spot, canvas, row + used, at);
			canvas_put(canvas, row + used, at + 4, end - at - 4,
			    ROLE_QUIET, name);
		}
		at += width + 3;
		free(name);
		if (used >= rows)
			return rows;
	}
	return used + 1 < rows ? used + 1 : rows;
}

/* Whom an answer goes to. */
static void
say_plan(const struct questionnaire_plan *plan, struct str *out)
{
	size_t own = plan->carriers.count - plan->taken;

	if (!plan->taken)
		str_add(out, _("All have answers of their own: = shows them, "
		               "Enter goes there."));
	else if (own)
		str_printf(out,
		    ngettext("An answer goes to %zu of %zu; the other has its "
		             "own and keeps it.",
		        "An answer goes to %zu of %zu; the others have their "
		        "own and keep it.",
		        own),
		    plan->taken, plan->carriers.count);
	else if (plan->taken > 1)
		str_printf(out,
		    _("An answer goes to all %zu: one is the source, the "
		      "others copy it until they are confirmed."),
		    plan->taken);
}

/* Is a statement about the criterion in one of the controls that carry it? */
static bool
is_about(const struct questionnaire_plan *plan, const struct desk *desk,
    const struct statement *statement)
{
	bool same = false;

	for (size_t i = 0; statement->about && i < plan->carriers.count; i++) {
		struct spot spot = questionnaire_plan_spot(plan, i);
		char *item = item_text_of(desk, spot.control, CATALOG_NONE,
		    desk_criterion(desk, spot));

		same |= str_equal(item, statement->about);
		free(item);
	}
	return same;
}

/* What was said about it last, in one row. */
static void
draw_said(const struct questionnaire_plan *plan, const struct desk *desk,
    struct canvas *canvas, int row, int col, int cells)
{
	struct statements said = { 0 };

	statements_list(desk->session, NULL, &said);
	for (size_t i = said.count; i-- > 0;) {
		const struct statement *one = &said.items[i];
		struct str text = { 0 };

		if (!is_about(plan, desk, one))
			continue;
		char *name = person_name(desk->session, one->by);

		str_printf(&text, "%s, %s: %s",
		    name ? name : person_shown(room_nobody), _(one->kind),
		    one->text);
		canvas_put_cut(
		    canvas, row, col, cells, ROLE_TEXT, str_text(&text));
		str_done(&text);
		free(name);
		break;
	}
	statements_done(&said);
}

/* The criterion whole, who carries it, whom an answer goes to, what was said
 * about it. */
static void
draw_detail(const struct questionnaire *q, const struct desk *desk,
    struct canvas *canvas)
{
	const struct rect *r = &q->pane.rect;
	const struct shared_criterion *item = &q->list.items[q->cursor];
	const struct catalog *c = desk->catalog;
	int row = r->row + r->rows - q->below, end = r->row + r->rows;
	int col = r->col + COL_TEXT, cells = r->cols - COL_TEXT - 1;
	struct questionnaire_plan plan;
	struct str text = { 0 };
	struct wrap wrap = { 0 };

	if (cells > WRAP_MEASURE)
		cells = WRAP_MEASURE;
	str_add(&text,
	    catalog_text(c, CRITERION_TEXT, item->criterion, desk->language));
	for (size_t i = 0; i < catalog_count(c, CRITERION_SUB, item->criterion);
	     i++)
		str_printf(&text, "\n%s",
		    catalog_item(
		        c, CRITERION_SUB, item->criterion, i, desk->language));
	wrap_text(&wrap, str_text(&text), cells);
	for (size_t i = 0; i < wrap.count && row < end - 2; i++, row++) {
		const struct wrap_line *line = &wrap.lines[i];

		if (row == end - 3 && i + 1 < wrap.count)
			canvas_put_more(canvas, row, col, cells, ROLE_STRONG,
			    str_text(&text) + line->start, line->len);
		else
			canvas_put_n(canvas, row, col, cells, ROLE_STRONG,
			    str_text(&text) + line->start, line->len);
	}
	questionnaire_plan_make(desk, item, q->answered[q->cursor], &plan);
	row += draw_carriers(
	    &plan, desk, canvas, row, end - 1 - row, col, r->col + r->cols - 1);
	str_clear(&text);
	say_plan(&plan, &text);
	canvas_put_cut(canvas, row, col, r->cols - COL_TEXT - 1, ROLE_QUIET,
	    str_text(&text));
	if (row + 1 < end)
		draw_said(&plan, desk, canvas, row + 1, col,
		    r->cols - COL_TEXT - 1);
	questionnaire_plan_done(&plan);
	wrap_done(&wrap);
	str_done(&text);
}

void
questionnaire_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct questionnaire *q = (const struct questionnaire *)pane;
	const struct rect *r = &pane->rect;

	draw_head(q, desk, canvas);
	if (!q->list.count) {
		canvas_put_cut(canvas, r->row + 2, r->col + 1, r->cols - 2,
		    ROLE_QUIET,
		    _("No control in scope of this domain has criteria. Esc "
		      "goes back."));
		return;
	}
	draw_list(q, desk, canvas);
	if (q->below)
		draw_detail(q, desk, canvas);
}
