/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Concluding the level of a control: what the ticks derive, what evidence
 * supports, and what the assessor stands for. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "panes/answer.h"
#include "panes/conclude_lines.h"
#include "panes/panes.h"
#include "ui/canvas.h"
#include "ui/field.h"

#define CTRL(letter) ((key_code)(letter)&31)

static const char *
id_of(const struct conclude *c, const struct desk *desk)
{
	return catalog_string(desk->catalog, CONTROL_ID, c->control);
}

static enum answer
answer_of(const char *word)
{
	return str_equal(word, "yes")  ? ANSWER_YES
	       : str_equal(word, "no") ? ANSWER_NO
	                               : ANSWER_UNKNOWN;
}

/* What is recorded, else what the program offers. */
static void
take_recorded(struct conclude *c, const struct desk *desk)
{
	const struct rating *rating = desk_rating(desk, c->control);
	const char *id = id_of(c, desk);
	char *path = xasprintf("%s/concluded", id);
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;

	c->now.level = rating->maturity.touched ? rating->supported : -1;
	if (entry) {
		c->recorded = true;
		c->now.level = atoi(entry->value);
		c->now.shown = answer_of(
		    session_getf(desk->session, "%s/concluded/shown", id));
		c->now.defensible = answer_of(
		    session_getf(desk->session, "%s/concluded/defensible", id));
	}
	field_init(&c->why, false, entry ? entry->why : NULL);
	field_init(&c->exceeded, false, NULL);
	free(path);
}

static bool
may_conclude(const struct desk *desk, struct err *err)
{
	size_t control = desk->spot.control;

	if (control == CATALOG_NONE)
		return err_set(err, ERR_INPUT, _("No control is chosen."));
	if (catalog_scale_top(desk->catalog) < 0)
		return err_set(err, ERR_INPUT,
		    _("This pack has no levels, so there is none to "
		      "conclude."));
	if (!standing_counts(desk_standing(desk, control)))
		return err_set(err, ERR_INPUT,
		    _("%s is out of scope or not applicable: it has no level "
		      "to conclude."),
		    catalog_string(desk->catalog, CONTROL_ID, control));
	return true;
}

struct pane *
conclude_open(const struct desk *desk, struct err *err)
{
	if (!may_conclude(desk, err))
		return NULL;
	struct conclude *c = xcalloc(1, sizeof(*c));

	c->pane.ops = &conclude_ops;
	c->control = desk->spot.control;
	c->at = PART_LEVEL;
	take_recorded(c, desk);
	return &c->pane;
}

static void
done(struct pane *pane)
{
	struct conclude *c = (struct conclude *)pane;

	field_done(&c->why);
	field_done(&c->exceeded);
	free(c);
}

static void
step_part(struct conclude *c, const struct desk *desk, int way)
{
	int at = (int)c->at;

	do
		at = (at + way + PART_COUNT) % PART_COUNT;
	while (!conclude_has(c, desk, (enum conclude_part)at));
	c->at = (enum conclude_part)at;
}

/* On to what is still to be said; stays where nothing is. */
static void
advance(struct conclude *c, const struct desk *desk)
{
	if (c->now.shown == ANSWER_UNKNOWN && c->at < PART_SHOWN)
		c->at = PART_SHOWN;
	else if (c->now.defensible == ANSWER_UNKNOWN && c->at < PART_DEFENSIBLE)
		c->at = PART_DEFENSIBLE;
	else if (c->at < PART_WHY && conclude_has(c, desk, PART_WHY))
		c->at = PART_WHY;
	else if (c->at < PART_EXCEEDED && conclude_has(c, desk, PART_EXCEEDED))
		c->at = PART_EXCEEDED;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	struct conclude_lines lines;

	conclude_lines_build(
	    (const struct conclude *)pane, desk, cols, 0, &lines);
	int rows = (int)lines.count + 1;

	conclude_lines_done(&lines);
	return rows;
}

/* The lines from the first to the last of what the cursor is on. */
static void
find_part(const struct conclude_lines *lines, enum conclude_part part,
    size_t *first, size_t *last)
{
	*first = *last = 0;
	for (size_t i = lines->count; i-- > 0;) {
		if (lines->items[i].part != part)
			continue;
		if (!*last)
			*last = i;
		*first = i;
	}
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct conclude *c = (struct conclude *)pane;
	size_t rows = (size_t)(pane->rect.rows > 1 ? pane->rect.rows : 1);
	size_t first, last;
	struct conclude_lines lines;

	if (!conclude_has(c, desk, c->at))
		c->at = PART_LEVEL;
	conclude_lines_build(c, desk, pane->rect.cols, pane->rect.rows, &lines);
	find_part(&lines, c->at, &first, &last);
	/* on a reason, what it is for stands below */
	if (c->at >= PART_WHY)
		last = lines.count - 1;
	c->top = last >= rows ? last - rows + 1 : 0;
	if (c->top > first)
		c->top = first;
	conclude_lines_done(&lines);
}

static const struct field *
field_of(const struct conclude *c, enum conclude_part part)
{
	return part == PART_WHY        ? &c->why
	       : part == PART_EXCEEDED ? &c->exceeded
	                               : NULL;
}

/* A level in its brackets, a question's answer, or a plain level. */
static void
draw_value(const struct conclude_line *line, struct canvas *canvas, int row)
{
	int col = line->part >= PART_SHOWN ? CONCLUDE_BOX : CONCLUDE_VALUE;

	if (line->part == PART_LEVEL) {
		canvas_put(canvas, row, CONCLUDE_VALUE - 1, 1, ROLE_TEXT, "<");
		col += canvas_put(
		    canvas, row, CONCLUDE_VALUE, 2, ROLE_STRONG, line->value);
		canvas_put(canvas, row, col, 1, ROLE_TEXT, ">");
		return;
	}
	canvas_put(canvas, row, col, CONCLUDE_TEXT - col - 1, ROLE_STRONG,
	    line->value);
}

static void
draw_line(const struct conclude *c, const struct conclude_line *line,
    bool field, struct canvas *canvas, int row)
{
	const struct rect *r = &c->pane.rect;
	const struct field *typed = field ? field_of(c, line->part) : NULL;

	if (line->label)
		canvas_put_cut(canvas, row, CONCLUDE_LABEL,
		    line->col > CONCLUDE_TEXT - 2
		        ? CONCLUDE_TEXT - CONCLUDE_LABEL - 1
		        : r->cols - CONCLUDE_LABEL,
		    str_equal(line->label, "!") ? ROLE_WARN : ROLE_TEXT,
		    line->label);
	if (line->value)
		draw_value(line, canvas, row);
	if (line->text)
		canvas_put_cut(canvas, row, line->col, r->cols - line->col,
		    line->role, line->text);
	if (typed && line->part == c->at)
		field_draw(typed, canvas, row, line->col, 1,
		    r->cols - line->col - 1, ROLE_TEXT);
	else if (typed)
		canvas_put_cut(canvas, row, line->col, r->cols - line->col - 1,
		    ROLE_TEXT, field_text(typed));
}

/* The mark of the part under the cursor, and the terminal's own. */
static void
draw_mark(const struct conclude *c, struct canvas *canvas, int row)
{
	canvas_put_glyph(canvas, row, 1, ROLE_STRONG, GLYPH_CURSOR);
	if (c->at == PART_LEVEL)
		canvas_cursor(canvas, row, CONCLUDE_VALUE);
	else if (c->at < PART_WHY)
		canvas_cursor(canvas, row, CONCLUDE_BOX + 1);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct conclude *c = (const struct conclude *)pane;
	const struct rect *r = &pane->rect;
	enum conclude_part before = PART_NONE;
	struct conclude_lines lines;

	conclude_lines_build(c, desk, r->cols, r->rows, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct conclude_line *line = &lines.items[i];
		int row = r->row + (int)i - (int)c->top;
		bool last = i + 1 == lines.count ||
		            lines.items[i + 1].part != line->part;

		if (i >= c->top && row < r->row + r->rows) {
			draw_line(c, line, last, canvas, row);
			if (line->part == c->at && before != c->at)
				draw_mark(c, canvas, row);
		}
		before = line->part;
	}
	conclude_lines_done(&lines);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct conclude *c = (const struct conclude *)pane;

	/* TRANSLATORS: %s is a control */
	str_printf(title, _("Conclude %s"), id_of(c, desk));
	str_add(right, c->recorded && c->now.level < 0
	                   ? _("Enter withdraws   Tab next field   Esc back")
	                   : _("Enter records   Tab next field   Esc back"));
}

static void
set_answer(struct command_ctx *ctx, const char *id, const char *field,
    enum answer answer)
{
	char *path = xasprintf("%s/concluded/%s", id, field);

	changes_add(ctx->changes, path,
	    answer == ANSWER_YES  ? "yes"
	    : answer == ANSWER_NO ? "no"
	                          : NULL,
	    NULL);
	free(path);
}

/* "OPS-03 concluded at 3^." and what comes next. */
static void
say_concluded(
    const struct conclude *c, const struct desk *desk, struct str *message)
{
	bool above = c->now.level > desk_rating(desk, c->control)->maturity.low;

	if (c->now.level < 0)
		str_printf(message,
		    _("The level of %s is withdrawn. U brings it back."),
		    id_of(c, desk));
	else
		/* TRANSLATORS: a control, a level and its mark */
		str_printf(message,
		    _("%s concluded at %d%s. J next control, U takes it back."),
		    id_of(c, desk), c->now.level, above ? "^" : "");
}

/* False, with the cursor on what is missing, when it cannot be recorded. */
static bool
is_complete(struct conclude *c, struct command_ctx *ctx)
{
	if (c->now.level < 0 && !c->recorded) {
		c->at = PART_LEVEL;
		return err_set(ctx->err, ERR_INPUT,
		    _("Pick a level first, by its digit."));
	}
	if (conclude_has(c, ctx->desk, PART_WHY) &&
	    conclude_blank(field_text(&c->why))) {
		c->at = PART_WHY;
		return err_set(ctx->err, ERR_INPUT,
		    _("%d is not the Supported level: type the reason."),
		    c->now.level);
	}
	return true;
}

static void
record(struct conclude *c, struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	const char *id = id_of(c, desk);
	char *path, *level = NULL;

	if (!is_complete(c, ctx))
		return;
	path = xasprintf("%s/concluded", id);
	if (c->now.level >= 0)
		level = xasprintf("%d", c->now.level);
	changes_add(ctx->changes, path, level,
	    conclude_has(c, desk, PART_WHY) ? field_text(&c->why) : NULL);
	if (level) {
		set_answer(ctx, id, "shown", c->now.shown);
		set_answer(ctx, id, "defensible", c->now.defensible);
		if (!conclude_blank(field_text(&c->exceeded)))
			answer_explain(desk, c->control, MATURITY_LEVELS,
			    field_text(&c->exceeded), ctx->changes);
	}
	say_concluded(c, desk, ctx->message);
	ctx->next = NEXT_CLOSE;
	free(level);
	free(path);
}

/* The next level up or down that can be given. */
static void
step_level(struct conclude *c, const struct desk *desk, int way)
{
	int top = catalog_scale_top(desk->catalog);

	for (int i = c->now.level + way; i >= 0 && i <= top; i += way)
		if (standing_attainable(desk->catalog, c->control, i)) {
			c->now.level = i;
			return;
		}
}

static void
pick_level(struct conclude *c, struct command_ctx *ctx, int digit)
{
	int top = catalog_scale_top(ctx->desk->catalog);
	/* the second digit of 10 */
	int level = digit == 0 && c->now.level == 1 && top >= 10 ? 10 : digit;

	if (!standing_attainable(ctx->desk->catalog, c->control, level)) {
		struct str choice = { 0 };

		conclude_say_choice(ctx->desk, c->control, &choice);
		err_set(ctx->err, ERR_INPUT,
		    _("Level %d has no criteria here and cannot be given; "
		      "%s."),
		    level, str_text(&choice));
		str_done(&choice);
		return;
	}
	c->now.level = level;
	if (top < 10)
		advance(c, ctx->desk);
}

/* y or n: the question under the cursor, else the first not answered. */
static void
answer_question(struct conclude *c, const struct desk *desk, enum answer answer)
{
	if (c->at == PART_LEVEL)
		c->at = c->now.shown == ANSWER_UNKNOWN ? PART_SHOWN
		                                       : PART_DEFENSIBLE;
	if (c->at == PART_SHOWN)
		c->now.shown = answer;
	else
		c->now.defensible = answer;
	advance(c, desk);
}

/* Where one picks: digits, y and n, u. False: not for here. */
static bool
key_choice(struct conclude *c, key_code code, struct command_ctx *ctx)
{
	if (code >= '0' && code <= '9') {
		pick_level(c, ctx, (int)(code - '0'));
	} else if (code == 'y' || code == 'n') {
		answer_question(
		    c, ctx->desk, code == 'y' ? ANSWER_YES : ANSWER_NO);
	} else if (code == 'u' && c->at == PART_LEVEL) {
		c->now.level = -1;
	} else if (code == 'u') {
		*(c->at == PART_SHOWN ? &c->now.shown : &c->now.defensible) =
		    ANSWER_UNKNOWN;
	} else if (code == KEY_CODE_LEFT || code == KEY_CODE_RIGHT) {
		step_level(c, ctx->desk, code == KEY_CODE_RIGHT ? 1 : -1);
	} else {
		return false;
	}
	return true;
}

static bool
is_for_program(key_code code)
{
	return code == CTRL('L') || code == CTRL('S') || code == CTRL('Z') ||
	       code == KEY_CODE_F1 || code >= KEY_CODE_RESIZE;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct conclude *c = (struct conclude *)pane;
	struct field *typed =
	    (struct field *)(c->at == PART_WHY        ? &c->why
	                     : c->at == PART_EXCEEDED ? &c->exceeded
	                                              : NULL);
	char name[16];

	if (is_for_program(code))
		return false;
	if (code == KEY_ESC_CODE || code == CTRL('C'))
		ctx->next = NEXT_CLOSE;
	else if (code == KEY_ENTER_CODE)
		record(c, ctx);
	else if (code == KEY_TAB_CODE || code == KEY_CODE_DOWN ||
	         (!typed && code == 'j'))
		step_part(c, ctx->desk, 1);
	else if (code == KEY_CODE_SHIFT_TAB || code == KEY_CODE_UP ||
	         (!typed && code == 'k'))
		step_part(c, ctx->desk, -1);
	else if (typed)
		field_key(typed, code, pane->rect.cols);
	else if (!key_choice(c, code, ctx))
		err_set(ctx->err, ERR_INPUT,
		    _("%s does nothing here. Enter records, Esc goes back."),
		    key_word(code, name));
	return true;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct conclude *c = (struct conclude *)pane;

	(void)ctx;
	if (c->at == PART_WHY)
		field_insert(&c->why, text);
	else if (c->at == PART_EXCEEDED)
		field_insert(&c->exceeded, text);
}

static int
highest(const struct conclude *c, const struct desk *desk)
{
	int level = catalog_scale_top(desk->catalog);

	while (
	    level > 0 && !standing_attainable(desk->catalog, c->control, level))
		level--;
	return level;
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct conclude *c = (const struct conclude *)pane;
	struct str text = { 0 };
	int end = canvas_put_right(
	    canvas, row, 1, cols - 2, ROLE_QUIET, _("F1 help"));

	if (c->at == PART_LEVEL)
		str_printf(&text,
		    c->recorded && c->now.level >= 0
		        ? _("0-%d pick the level   u withdraws it")
		        : _("0-%d pick the level"),
		    highest(c, desk));
	else if (c->at < PART_WHY)
		str_add(&text, _("y yes   n no   u open"));
	else
		str_add(&text, _("type the reason"));
	str_printf(&text, "   %s",
	    cols < 90 ? _("Enter records   Esc back")
	              : _("Enter records   Esc back, nothing is kept"));
	canvas_put_cut(canvas, row, 1, end - 3, ROLE_QUIET, str_text(&text));
	str_done(&text);
}

const struct pane_ops conclude_ops = {
	.name = "conclude",
	.title = N_("Conclude"),
	.done = done,
	.fit = fit,
	.draw = draw,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
};
