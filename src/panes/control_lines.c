/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A control's levels as lines. */

#include <config.h>

#include "panes/control_lines.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "panes/answer.h"
#include "ui/canvas.h"

static struct control_line *
add(struct control_lines *l, enum control_line_kind kind, int level)
{
	l->lines =
	    mem_grow(l->lines, &l->capacity, l->count + 1, sizeof(*l->lines));
	l->lines[l->count] =
	    (struct control_line){ .kind = kind, .level = level };
	return &l->lines[l->count++];
}

/* The text wrapped: its first line of kind `first`, the others of `rest`. */
static void
add_text(struct control_lines *l, enum control_line_kind first,
    enum control_line_kind rest, int level, size_t item, const char *text,
    int cells)
{
	wrap_text(&l->wrap, text, cells);
	for (size_t i = 0; i < l->wrap.count; i++) {
		struct control_line *line = add(l, i ? rest : first, level);

		line->item = item;
		line->text = text;
		line->start = l->wrap.lines[i].start;
		line->len = l->wrap.lines[i].len;
	}
}

static void
add_level(struct control_lines *l, const struct desk *desk, size_t row,
    int level, int cells, unsigned folded)
{
	const struct catalog *c = desk->catalog;
	size_t count = catalog_count(c, CLEVEL_CRITERIA, row);
	const char *note = catalog_text(c, CLEVEL_NOTE, row, desk->language);

	add(l, LINE_LEVEL, level);
	if (folded & 1u << level)
		return;
	for (size_t i = 0; i < count; i++) {
		size_t criterion = catalog_child(c, CLEVEL_CRITERIA, row, i);

		add_text(l, LINE_CRITERION, LINE_MORE, level, i,
		    catalog_text(c, CRITERION_TEXT, criterion, desk->language),
		    cells);
		for (size_t s = 0;
		     s < catalog_count(c, CRITERION_SUB, criterion); s++)
			add_text(l, LINE_MORE, LINE_MORE, level, i,
			    catalog_item(
			        c, CRITERION_SUB, criterion, s, desk->language),
			    cells);
	}
	if (note && !count)
		add_text(l, LINE_REASON, LINE_REASON, level, 0, note, cells);
	for (size_t i = 0; i < catalog_count(c, CLEVEL_EXAMPLES, row); i++)
		add_text(l, LINE_EXAMPLE, LINE_EXAMPLE, level, i,
		    catalog_item(c, CLEVEL_EXAMPLES, row, i, desk->language),
		    cells);
}

/* What a pack without levels shows instead: all there is to read. */
static void
add_prose(
    struct control_lines *l, const struct desk *desk, size_t control, int cells)
{
	static const struct {
		enum catalog_field field;
		const char *title;
	} parts[] = {
		{ CONTROL_STATEMENT, N_("Statement") },
		{ CONTROL_GUIDANCE, N_("Guidance") },
	};

	for (size_t i = 0; i < 2; i++) {
		const char *text = catalog_text(
		    desk->catalog, parts[i].field, control, desk->language);

		if (!text)
			continue;
		add(l, LINE_PROSE_HEAD, 0)->text = _(parts[i].title);
		add_text(l, LINE_PROSE, LINE_PROSE, 0, 0, text, cells);
		add(l, LINE_BLANK, 0);
	}
	size_t count =
	    catalog_count(desk->catalog, CONTROL_OBJECTIVES, control);

	if (count)
		add(l, LINE_PROSE_HEAD, 0)->text = _("Objectives");
	for (size_t i = 0; i < count; i++)
		add_text(l, LINE_PROSE, LINE_PROSE, 0, i,
		    catalog_text(desk->catalog, OBJECTIVE_TEXT,
		        catalog_child(
		            desk->catalog, CONTROL_OBJECTIVES, control, i),
		        desk->language),
		    cells);
}

/* Where texts begin: a blank behind the longest number. */
static int
text_column(const struct desk *desk, size_t control)
{
	size_t longest = 3;

	for (int level = 1; level <= catalog_scale_top(desk->catalog);
	     level++) {
		size_t row =
		    catalog_control_level(desk->catalog, control, level);
		size_t count =
		    row == CATALOG_NONE
		        ? 0
		        : catalog_count(desk->catalog, CLEVEL_CRITERIA, row);
		size_t digits =
		    (size_t)snprintf(NULL, 0, "%d.%zu", level, count);

		if (count && digits > longest)
			longest = digits;
	}
	return CONTROL_NUMBER + (int)longest + 1;
}

void
control_lines_build(struct control_lines *l, const struct desk *desk,
    size_t control, int cols, unsigned folded)
{
	int top = catalog_scale_top(desk->catalog);

	l->count = 0;
	l->text = text_column(desk, control);
	int cells = cols - l->text - CONTROL_MARKS - 1;

	if (cells > WRAP_MEASURE)
		cells = WRAP_MEASURE;
	if (top < 0) {
		add_prose(l, desk, control, cells);
		return;
	}
	add(l, LINE_PERFORMED_HEAD, 0);
	add(l, LINE_PERFORMED, 0);
	for (int level = 1; level <= top; level++) {
		size_t row =
		    catalog_control_level(desk->catalog, control, level);

		add(l, LINE_BLANK, level);
		if (row == CATALOG_NONE)
			add(l, LINE_LEVEL, level);
		else
			add_level(l, desk, row, level, cells, folded);
	}
}

void
control_lines_done(struct control_lines *l)
{
	free(l->lines);
	wrap_done(&l->wrap);
	*l = (struct control_lines){ 0 };
}

/* The spot of a line; false for blanks and prose. */
static bool
control_lines_spot(const struct control_lines *l, size_t line, size_t control,
    struct spot *spot)
{
	const struct control_line *at = &l->lines[line];

	*spot = (struct spot){
		.control = control, .level = at->level, .item = at->item
	};
	switch (at->kind) {
	case LINE_PERFORMED:
		spot->kind = SPOT_PERFORMED;
		return true;
	case LINE_LEVEL:
		spot->kind = SPOT_LEVEL;
		return true;
	case LINE_CRITERION:
	case LINE_MORE:
		spot->kind = SPOT_CRITERION;
		return true;
	default:
		return false;
	}
}

bool
control_lines_find(const struct control_lines *l, struct spot spot,
    size_t *first, size_t *last)
{
	bool found = false;

	for (size_t i = 0; i < l->count; i++) {
		struct spot at;

		if (!control_lines_spot(l, i, spot.control, &at) ||
		    !spot_equal(at, spot))
			continue;
		if (!found)
			*first = i;
		*last = i;
		found = true;
	}
	/* the reason of a level without criteria belongs to its heading */
	while (found && *last + 1 < l->count && spot.kind == SPOT_LEVEL &&
	       (l->lines[*last + 1].kind == LINE_REASON ||
	           l->lines[*last + 1].kind == LINE_EXAMPLE))
		++*last;
	return found;
}

/* "none", and to which level it defers: the right side of a heading. */
static const char *
none_text(const struct desk *desk, size_t row)
{
	(void)desk;
	(void)row;
	/* TRANSLATORS: a level that has no criteria; at most 12 letters */
	return _("none");
}

static void
draw_heading(const struct desk *desk, size_t control, int level,
    unsigned folded, struct canvas *canvas, int row, int col, int cols)
{
	size_t clevel = catalog_control_level(desk->catalog, control, level);
	bool criteria =
	    clevel != CATALOG_NONE &&
	    catalog_count(desk->catalog, CLEVEL_CRITERIA, clevel) > 0;
	const char *verdict = "";
	enum role role = ROLE_QUIET;
	struct str counts = { 0 }, name = { 0 };
	int end = col + cols - CONTROL_MARKS + 2;

	if (criteria)
		canvas_put_glyph(canvas, row, col + CONTROL_BOX, ROLE_TEXT,
		    folded & 1u << level ? GLYPH_CLOSED : GLYPH_OPEN);
	if (criteria)
		answer_level_standing(
		    desk, control, level, &counts, &verdict, &role);
	else
		verdict = none_text(desk, clevel);
	int at = canvas_put_right(canvas, row, col + CONTROL_TEXT,
	    end - col - CONTROL_TEXT, role, verdict);

	str_printf(&name, "L%d %s", level,
	    catalog_level_name(desk->catalog, level, desk->language));
	if (counts.len) {
		int gap = text_cells(str_text(&name)) +
		                      text_cells(str_text(&counts)) + 4 +
		                      CONTROL_BOX >
		                  at - col
		              ? 2
		              : 3;

		at = canvas_put_right(canvas, row, col + CONTROL_TEXT,
		    at - gap - col - CONTROL_TEXT, ROLE_QUIET,
		    str_text(&counts));
	}
	canvas_put_cut(canvas, row, col + CONTROL_BOX + 2,
	    at - 1 - (col + CONTROL_BOX + 2),
	    criteria ? ROLE_STRONG : ROLE_TEXT, str_text(&name));
	str_done(&counts);
	str_done(&name);
}

static void
draw_performed_head(
    const struct desk *desk, struct canvas *canvas, int row, int col, int cols)
{
	struct str name = { 0 };
	int end = col + cols - CONTROL_MARKS + 2;

	canvas_put_glyph(canvas, row, col + CONTROL_BOX, ROLE_TEXT, GLYPH_OPEN);
	str_printf(&name, "L0 %s",
	    catalog_level_name(desk->catalog, 0, desk->language));
	int at = canvas_put_right(canvas, row, col + CONTROL_TEXT,
	    end - col - CONTROL_TEXT, ROLE_QUIET,
	    /* TRANSLATORS: over the question whether anything is done */
	    _("performed?"));

	canvas_put_cut(canvas, row, col + CONTROL_BOX + 2,
	    at - 1 - (col + CONTROL_BOX + 2), ROLE_STRONG, str_text(&name));
	str_done(&name);
}

static void
draw_criterion(const struct desk *desk, struct spot spot, enum role role,
    struct canvas *canvas, int row, int col, int cols)
{
	char number[24];

	answer_draw_box(desk, spot, canvas, row, col + CONTROL_BOX);
	snprintf(number, sizeof(number), "%d.%zu", spot.level, spot.item + 1);
	canvas_put(canvas, row, col + CONTROL_NUMBER, 6,
	    role == ROLE_STRONG ? role : ROLE_QUIET, number);
	struct str marks = { 0 };

	answer_marks(desk, spot, &marks);
	canvas_put(canvas, row, col + cols - CONTROL_MARKS, CONTROL_MARKS,
	    ROLE_TEXT, str_text(&marks));
	str_done(&marks);
}

void
control_lines_draw(const struct control_lines *l, size_t line,
    const struct desk *desk, size_t control, unsigned folded,
    struct canvas *canvas, int row, int col, int cols)
{
	const struct control_line *at = &l->lines[line];
	struct spot spot;
	bool current = control_lines_spot(l, line, control, &spot) &&
	               spot_equal(spot, desk->spot);
	enum role role = current ? ROLE_STRONG : ROLE_TEXT;
	int width = cols - l->text - CONTROL_MARKS;

	switch (at->kind) {
	case LINE_BLANK:
		return;
	case LINE_PERFORMED_HEAD:
		draw_performed_head(desk, canvas, row, col, cols);
		return;
	case LINE_PERFORMED:
		answer_draw_box(desk, spot, canvas, row, col + CONTROL_BOX);
		canvas_put_cut(canvas, row, col + l->text, width, role,
		    _("Is any of this done at all?"));
		return;
	case LINE_LEVEL:
		draw_heading(
		    desk, control, at->level, folded, canvas, row, col, cols);
		return;
	case LINE_PROSE_HEAD:
		canvas_put_cut(canvas, row, col + CONTROL_BOX,
		    cols - CONTROL_BOX, ROLE_STRONG, at->text);
		return;
	case LINE_CRITERION:
		draw_criterion(desk, spot, role, canvas, row, col, cols);
		break;
	case LINE_REASON:
	case LINE_EXAMPLE:
		role = ROLE_QUIET;
		break;
	default:
		break;
	}
	canvas_put_n(canvas, row, col + l->text, width, role,
	    at->text + at->start, at->len);
}

/* The end of a reason whose heading is in sight. */
static void
add_hidden_reason(const struct control_lines *l, size_t from, size_t to,
    int level, struct str *text)
{
	for (size_t i = from; i < to && !text->len; i++)
		if (l->lines[i].level == level && l->lines[i].text &&
		    (l->lines[i].kind == LINE_REASON ||
		        l->lines[i].kind == LINE_EXAMPLE))
			str_add_n(text, l->lines[i].text + l->lines[i].start,
			    l->lines[i].len);
}

/* One level of the rest: what of it lies in lines [from, to). */
static int
draw_rest_level(const struct control_lines *l, size_t from, size_t to,
    const struct desk *desk, size_t control, int level, struct canvas *canvas,
    int row, int col, int end)
{
	size_t total = 0, inside = 0, head = 0,
	       at = (size_t)(col > 0 ? col : 0);
	struct str text = { 0 };

	for (size_t i = 0; i < l->count; i++) {
		if (l->lines[i].level != level)
			continue;
		head += l->lines[i].kind == LINE_LEVEL && i >= from && i < to;
		if (l->lines[i].kind != LINE_CRITERION)
			continue;
		total++;
		if (i < from || i >= to)
			continue;
		inside++;
		str_printf(&text, "%s%d.%zu", text.len ? " " : "", level,
		    l->lines[i].item + 1);
	}
	if (total && inside == total) {
		str_clear(&text);
		str_printf(&text, "L%d ", level);
	} else if (!total && head) {
		size_t row_of =
		    catalog_control_level(desk->catalog, control, level);
		int defers = row_of == CATALOG_NONE
		                 ? -1
		                 : catalog_number(
		                       desk->catalog, CLEVEL_DEFERS_TO, row_of);

		if (defers > 0)
			str_printf(
			    &text, _("L%d none, defers to L%d"), level, defers);
		else
			str_printf(&text, _("L%d none"), level);
	}
	if (!text.len && !total)
		add_hidden_reason(l, from, to, level, &text);
	if (text.len)
		at += (size_t)canvas_put_cut(canvas, row, (int)at,
		    end - (int)at, ROLE_QUIET, str_text(&text));
	if (total && inside == total)
		at += (size_t)answer_draw_strip(
		    desk, control, level, canvas, row, (int)at, end - (int)at);
	str_done(&text);
	return (int)at;
}

void
control_lines_draw_rest(const struct control_lines *l, size_t from, bool above,
    const struct desk *desk, size_t control, struct canvas *canvas, int row,
    int col, int cols)
{
	size_t first = above ? 0 : from, end = above ? from : l->count;
	int right = col + cols;
	int at = col + CONTROL_BOX;

	/* TRANSLATORS: what lies above the visible part is named after this */
	at += canvas_put(canvas, row, at, right - at, ROLE_QUIET,
	          above ? _("above:") : _("below:")) +
	      1;
	for (int level = 0; level <= catalog_scale_top(desk->catalog);
	     level++) {
		int before = at;

		if (level == 0) {
			const struct maturity *m =
			    &desk_rating(desk, control)->maturity;

			if (!above || l->count < 2 || from < 2)
				continue;
			at += canvas_put(canvas, row, at, right - at,
			    ROLE_QUIET,
			    m->performed == ANSWER_YES  ? _("L0 performed yes")
			    : m->performed == ANSWER_NO ? _("L0 performed no")
			                                : _("L0 performed?"));
		} else {
			at = draw_rest_level(l, first, end, desk, control,
			    level, canvas, row, at, right);
		}
		if (at > before)
			at += 3;
	}
}
