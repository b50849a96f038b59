/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One control at a time, as it is asked in the room: its question, a line to
 * open with, the criteria in asking order, the verdict below. */

#include <config.h>

#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/answer.h"
#include "panes/interview_list.h"
#include "panes/interview_prompts.h"
#include "panes/interview_room.h"
#include "panes/interview_side.h"
#include "panes/panes.h"
#include "panes/verdict.h"
#include "ui/canvas.h"

enum { SIDE_FROM = 120, PAGE = 5 };

struct interview {
	struct pane pane;
	struct interview_list list;
	struct interview_columns at;
	struct wrap question, ask;
	struct str prompt_text;
	struct verdict_block verdict;
	size_t control;
	size_t prompt;    /* which of the control's prompts is shown */
	struct spot seen; /* that the list was last scrolled for */
	int measure;      /* cells of the question */
	int question_rows, ask_rows, next_row;
	int head, body, foot; /* rows */
};

static struct pane *
open_interview(void)
{
	struct interview *interview = xcalloc(1, sizeof(*interview));

	interview->control = CATALOG_NONE;
	return &interview->pane;
}

static void
done(struct pane *pane)
{
	struct interview *interview = (struct interview *)pane;

	interview_list_done(&interview->list);
	wrap_done(&interview->question);
	wrap_done(&interview->ask);
	str_done(&interview->prompt_text);
	verdict_done(&interview->verdict);
	free(interview);
}

static const char *
question_of(const struct desk *desk, size_t control)
{
	const char *text = catalog_text(
	    desk->catalog, CONTROL_QUESTION, control, desk->language);

	return text ? text
	            : catalog_text(desk->catalog, CONTROL_STATEMENT, control,
	                  desk->language);
}

/* Columns of the left part at this width. */
static void
measure(struct interview *interview)
{
	int cols = interview->pane.rect.cols;
	struct interview_columns *at = &interview->at;

	*at = (struct interview_columns){ 2, 3, 4, 8, 13, 0, cols - 1 };
	if (cols < 72)
		*at = (struct interview_columns){ 0, 1, 1, 5, 10, 0, cols };
	if (cols >= SIDE_FROM)
		at->end =
		    84 +
		    ((cols - SIDE_FROM) / 2 < 16 ? (cols - SIDE_FROM) / 2 : 16);
	/* a blank and three marks stand behind it */
	at->measure = at->end - at->text - 4;
	if (at->measure > WRAP_MEASURE)
		at->measure = WRAP_MEASURE;
	interview->measure = at->end - at->head - (cols >= SIDE_FROM ? 6 : 1);
	if (interview->measure > WRAP_MEASURE)
		interview->measure = WRAP_MEASURE;
}

static int
at_most(size_t rows, int most)
{
	return rows < (size_t)most ? (int)rows : most;
}

/* The line to open with, in its quotation marks, and how many rows it gets. */
static void
fit_prompt(struct interview *interview, const struct desk *desk,
    enum pane_tier tier)
{
	size_t count = interview_prompts(desk, interview->control);
	int rows = interview->pane.rect.rows;

	interview->ask_rows = interview->next_row = 0;
	if (!count || (tier == TIER_TIGHT && rows < 12))
		return;
	interview->prompt %= count;
	str_clear(&interview->prompt_text);
	/* TRANSLATORS: a question in quotation marks */
	str_printf(&interview->prompt_text, _("\"%s\""),
	    interview_prompt(desk, interview->control, interview->prompt));
	wrap_text(&interview->ask, str_text(&interview->prompt_text),
	    interview->measure - text_cells(_("Ask")) -
	        (tier == TIER_ROOMY ? 3 : 1));
	interview->ask_rows =
	    at_most(interview->ask.count, tier == TIER_ROOMY    ? 3
	                                  : tier == TIER_NORMAL ? 2
	                                                   : 1);
	interview->next_row = tier == TIER_ROOMY && count > 1;
}

/* Rows above the question; where the title stands higher, air is left unless
 * rows are few. */
static int
title_rows(const struct interview *interview)
{
	enum pane_tier tier = pane_tier(&interview->pane);

	if (tier == TIER_TIGHT)
		return !interview->pane.headed;
	return 1 + (tier == TIER_ROOMY);
}

/* Rows for what stands above the list and below it. */
static void
divide(struct interview *interview, const struct desk *desk)
{
	int rows = interview->pane.rect.rows;
	enum pane_tier tier = pane_tier(&interview->pane);
	int gap = tier != TIER_TIGHT;
	bool side = interview->pane.rect.cols >= SIDE_FROM;

	wrap_text(&interview->question, question_of(desk, interview->control),
	    interview->measure);
	interview->question_rows = at_most(interview->question.count,
	    tier == TIER_TIGHT ? 1 : tier == TIER_NORMAL ? 5 : rows / 3);
	fit_prompt(interview, desk, tier);
	/* a row of air after each; the key to the next prompt is air too */
	interview->head =
	    title_rows(interview) + interview->question_rows + gap;
	if (interview->ask_rows)
		interview->head +=
		    interview->ask_rows + (interview->next_row ? 1 : gap);
	verdict_make(&interview->verdict, desk, interview->control,
	    interview->measure,
	    tier == TIER_TIGHT    ? 1
	    : tier == TIER_NORMAL ? 2
	                     : 4);
	interview->foot = (int)interview->verdict.rows + gap + (gap && !side);
	interview->body = rows - interview->head - interview->foot;
	if (interview->body < 1)
		interview->body = 1;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct interview *interview = (struct interview *)pane;
	enum pane_tier tier = pane_tier(pane);

	if (desk->spot.control == CATALOG_NONE) {
		interview->control = CATALOG_NONE;
		return;
	}
	if (desk->spot.control != interview->control)
		interview->prompt = 0;
	interview->control = desk->spot.control;
	measure(interview);
	divide(interview, desk);
	if (!spot_equal(interview->seen, desk->spot))
		interview->list.skip = 0;
	interview->seen = desk->spot;
	if (catalog_scale_top(desk->catalog) < 0)
		return;
	interview_list_build(&interview->list, desk, interview->control,
	    &interview->at, tier == TIER_ROOMY, tier == TIER_TIGHT);
	interview_list_fit(&interview->list, (size_t)interview->body);
}

/* Control and title; the clock and how much is left where no side says it. */
static void
draw_title(const struct interview *interview, const struct desk *desk,
    struct canvas *canvas, int row, int col, int end)
{
	struct str text = { 0 };

	if (interview->pane.rect.cols < SIDE_FROM)
		end = interview_clock_draw(
		    desk, interview->control, canvas, row, col, end);
	str_printf(&text, "%s%s%s",
	    catalog_string(desk->catalog, CONTROL_ID, interview->control),
	    interview->pane.headed ? " " : "   ",
	    catalog_control_name(
	        desk->catalog, interview->control, desk->language));
	canvas_put_cut(
	    canvas, row, col, end - col, ROLE_STRONG, str_text(&text));
	str_done(&text);
}

static void
draw_head(const struct pane *pane, const struct desk *desk,
    struct canvas *canvas, int row, int col, int cols)
{
	const struct interview *interview = (const struct interview *)pane;

	if (interview->control != CATALOG_NONE)
		draw_title(
		    interview, desk, canvas, row, col + 3, col + cols - 1);
}

/* The first rows of a wrapped text; the last one is cut where more follows. */
static void
draw_lines(const struct wrap *wrap, const char *text, int rows, enum role role,
    struct canvas *canvas, int row, int col, int cells)
{
	for (int i = 0; i < rows; i++) {
		const struct wrap_line *line = &wrap->lines[i];

		if (i + 1 == rows && (size_t)rows < wrap->count)
			canvas_put_cut(canvas, row + i, col, cells, role,
			    text + line->start);
		else
			canvas_put_n(canvas, row + i, col, cells, role,
			    text + line->start, line->len);
	}
}

static int
draw_ask(const struct interview *interview, const struct desk *desk,
    struct canvas *canvas, int row)
{
	const struct rect *r = &interview->pane.rect;
	const struct interview_columns *at = &interview->at;
	int col = r->col + at->head, end = r->col + at->end;
	struct str text = { 0 };
	size_t count = interview_prompts(desk, interview->control);

	/* TRANSLATORS: before a question to open the talk with */
	int x = col +
	        canvas_put(canvas, row, col, end - col, ROLE_QUIET, _("Ask")) +
	        (pane_tier(&interview->pane) == TIER_ROOMY ? 3 : 1);

	draw_lines(&interview->ask, str_text(&interview->prompt_text),
	    interview->ask_rows, ROLE_TEXT, canvas, row, x, end - x);
	row += interview->ask_rows;
	if (!interview->next_row)
		return row;
	interview_key_text(interview->pane.keymap, "prompt-next",
	    /* TRANSLATORS: %s is a key */
	    _("%s next question"), &text);
	if (text.len)
		str_add(&text, ", ");
	/* TRANSLATORS: the second of five questions to ask */
	str_printf(&text, _("%zu of %zu"), interview->prompt + 1, count);
	canvas_put_right(
	    canvas, row, col, end - col, ROLE_QUIET, str_text(&text));
	str_done(&text);
	return row + 1;
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct interview *interview = (const struct interview *)pane;
	const struct interview_columns *at = &interview->at;
	const struct rect *r = &pane->rect;
	int col = r->col + at->head, row = r->row + title_rows(interview);

	if (interview->control == CATALOG_NONE)
		return;
	if (!pane->headed)
		draw_title(interview, desk, canvas, r->row, col,
		    r->col + at->end);
	draw_lines(&interview->question, question_of(desk, interview->control),
	    interview->question_rows, ROLE_STRONG, canvas, row, col,
	    at->end - at->head);
	row += interview->question_rows + (pane_tier(pane) != TIER_TIGHT);
	if (interview->ask_rows)
		draw_ask(interview, desk, canvas, row);
	row = r->row + interview->head;
	if (catalog_scale_top(desk->catalog) < 0)
		canvas_put_cut(canvas, row, col, at->end - at->head, ROLE_QUIET,
		    _("This pack has no levels: there is nothing to tick."));
	else
		interview_list_draw(&interview->list, desk, at, canvas, row,
		    r->col, desk->domain == CATALOG_NONE, pane->focused);
	row = r->row + r->rows - (int)interview->verdict.rows;
	/* above a drawer there may be no room for it */
	if (row >= r->row + interview->head)
		verdict_draw(
		    &interview->verdict, canvas, row, col, at->end - at->head);
	if (r->cols >= SIDE_FROM)
		interview_side_draw(desk, interview->control, pane->keymap,
		    canvas,
		    (struct rect){ r->row, r->col + at->end + 4, r->rows,
		        r->cols - at->end - 5 < 48 ? r->cols - at->end - 5
		                                   : 48 });
	else if (pane_tier(pane) != TIER_TIGHT)
		interview_draw_speaker(desk, pane->keymap, canvas, row - 1, col,
		    at->end - at->head);
}

/* Is this asked here: criteria, level 0, levels that wait for judgement? */
static bool
is_stop(const struct desk *desk, struct spot spot)
{
	return spot.kind != SPOT_LEVEL || desk_rating(desk, spot.control)
	                                      ->maturity.levels[spot.level]
	                                      .band;
}

static bool
step(struct interview *interview, struct desk *desk, int way)
{
	struct spot next = desk->spot;

	if (spot_equal(interview->seen, desk->spot) &&
	    interview_list_scroll(&interview->list, way))
		return true;
	do {
		if (!desk_step(desk, &next, way, true))
			return false;
	} while (!is_stop(desk, next));
	desk_go(desk, next);
	return true;
}

static bool
steps(struct interview *interview, struct desk *desk, int way, int count)
{
	bool any = false;

	while (count-- > 0 && step(interview, desk, way))
		any = true;
	return any;
}

static bool
go_to_open(struct command_ctx *ctx)
{
	struct spot spot = ctx->desk->spot;

	if (!desk_step_open(ctx->desk, &spot, 1)) {
		str_add(ctx->message, _("Nothing is open after this place."));
		return false;
	}
	desk_go(ctx->desk, spot);
	return true;
}

static bool
go_to_end(struct desk *desk, int way)
{
	struct spot spot = { .kind = SPOT_PERFORMED,
		.control = desk->spot.control };

	while (way > 0 && desk_step(desk, &spot, 1, false))
		continue;
	desk_go(desk, spot);
	return true;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct interview *interview = (struct interview *)pane;
	struct desk *desk = ctx->desk;

	if (desk->spot.control == CATALOG_NONE ||
	    catalog_scale_top(desk->catalog) < 0)
		return false;
	switch (move) {
	case MOVE_DOWN:
		return step(interview, desk, 1);
	case MOVE_UP:
		return step(interview, desk, -1);
	case MOVE_PAGE_DOWN:
		return steps(interview, desk, 1, PAGE);
	case MOVE_PAGE_UP:
		return steps(interview, desk, -1, PAGE);
	case MOVE_HALF_DOWN:
		return steps(interview, desk, 1, PAGE / 2);
	case MOVE_HALF_UP:
		return steps(interview, desk, -1, PAGE / 2);
	case MOVE_FIRST:
		return go_to_end(desk, -1);
	case MOVE_LAST:
		return go_to_end(desk, 1);
	case MOVE_ENTER:
		return go_to_open(ctx);
	case MOVE_LEFT:
	case MOVE_RIGHT:
	case MOVE_FOLD_ALL:
		return false;
	}
	return false;
}

static bool
prompt_next(struct command_ctx *ctx)
{
	struct interview *interview = (struct interview *)ctx->pane;

	if (ctx->pane->ops != &interview_ops)
		return err_set(ctx->err, ERR_INPUT,
		    _("Questions to ask stand in Interview."));
	if (ctx->desk->spot.control == CATALOG_NONE ||
	    !interview_prompts(ctx->desk, ctx->desk->spot.control))
		return err_set(ctx->err, ERR_INPUT,
		    _("There are no questions to ask here; :prompt-add adds "
		      "one."));
	interview->prompt++; /* fit begins anew after the last */
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const criterion[] = { "met", "exceeded", "partial",
		"not-met", "not-applicable", "who", "statement", "follow-up",
		"park", "control-next", NULL };
	static const char *const narrow[] = { "met", "partial", "not-met",
		"who", "statement", "follow-up", "park", "control-next", NULL };
	static const char *const line[] = { "met", "not-met", "unassessed",
		"who", "statement", "follow-up", "park", "control-next", NULL };

	if (!answer_taken(desk))
		return &line[3];
	if (desk->spot.kind != SPOT_CRITERION)
		return line;
	return pane->rect.cols < SIDE_FROM ? narrow : criterion;
}

static const struct command interview_commands[] = {
	{ "prompt-next", "i", N_("show the next question to open with"),
	    prompt_next, NULL, N_("next question") },
	{ 0 },
};

const struct command_table interview_table = {
	"interview",
	N_("Interview"),
	interview_commands,
};

static const struct command_table *const tables[] = { &interview_table,
	&answer_table, &evidence_table, NULL };

const struct pane_ops interview_ops = {
	.name = "interview",
	.title = N_("Interview"),
	.tables = tables,
	.hints = hints,
	.open = open_interview,
	.done = done,
	.fit = fit,
	.draw = draw,
	.head = draw_head,
	.move = move,
};
