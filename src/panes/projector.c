/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the wall may show: one control's question and criteria, and which of
 * them are answered, not how. Nothing of the session is read but that. */

#include <config.h>

#include "panes/projector.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "panes/answer.h"
#include "panes/panes.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* Cells from the left edge of the text: box, number; the cursor is further
 * left. Wide screens get a margin (screens/21). */
enum { BOX = 0, NUMBER = 5, TEXT = 11, CURSOR = -2, MARGIN = 9, NARROW = 3 };
enum { WIDE = 110, PAGE = 5 };

enum line_kind { LINE_HEAD, LINE_FIRST, LINE_OTHER, LINE_SPACE };

/* One row: a level's name, or a part of a criterion's text. */
struct line {
	enum line_kind kind;
	struct spot spot;
	size_t start, len; /* in `text` */
};

struct projector {
	struct pane pane;
	struct str text; /* of all lines */
	struct line *lines;
	size_t count, capacity;
	size_t top;
	int head; /* rows above the lines */
	size_t control, language;
	int cols;
	struct spot seen; /* that was last scrolled to */
};

static struct pane *
open_projector(void)
{
	struct projector *wall = xcalloc(1, sizeof(*wall));

	wall->control = CATALOG_NONE;
	return &wall->pane;
}

static void
done(struct pane *pane)
{
	struct projector *wall = (struct projector *)pane;

	str_done(&wall->text);
	free(wall->lines);
	free(wall);
}

static int
margin(const struct pane *pane)
{
	return pane->rect.cols >= WIDE ? MARGIN : NARROW;
}

static int
measure(const struct pane *pane, int from)
{
	int cells = pane->rect.cols - margin(pane) - from - 1;

	return cells < WRAP_MEASURE - from ? cells : WRAP_MEASURE - from;
}

static void
add(struct projector *wall, enum line_kind kind, struct spot spot, size_t start,
    size_t len)
{
	wall->lines = mem_grow(wall->lines, &wall->capacity, wall->count + 1,
	    sizeof(*wall->lines));
	wall->lines[wall->count++] = (struct line){ kind, spot, start, len };
}

/* A text in lines of its own. */
static void
add_text(struct projector *wall, enum line_kind first, struct spot spot,
    const char *text, int cells)
{
	struct wrap wrap = { 0 };
	size_t base = wall->text.len;

	str_add(&wall->text, text);
	wrap_text(&wrap, text, cells);
	for (size_t i = 0; i < wrap.count; i++)
		add(wall, i ? LINE_OTHER : first, spot,
		    base + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
}

static void
add_criterion(struct projector *wall, const struct desk *desk, struct spot spot)
{
	const struct catalog *c = desk->catalog;
	size_t row = desk_criterion(desk, spot);
	struct str text = { 0 };

	if (row == CATALOG_NONE)
		return;
	str_add(&text, catalog_text(c, CRITERION_TEXT, row, desk->language));
	for (size_t i = 0; i < catalog_count(c, CRITERION_SUB, row); i++)
		str_printf(&text, "\n%s",
		    catalog_item(c, CRITERION_SUB, row, i, desk->language));
	add_text(wall, LINE_FIRST, spot, str_text(&text),
	    measure(&wall->pane, TEXT));
	add(wall, LINE_SPACE, spot, 0, 0);
	str_done(&text);
}

/* The lines of a control; a pack without levels shows its statement. */
static void
build(struct projector *wall, const struct desk *desk)
{
	const struct catalog *c = desk->catalog;
	size_t control = desk->spot.control;
	struct spot spot = { .kind = SPOT_PERFORMED, .control = control };
	int level = 0;

	wall->count = 0;
	str_clear(&wall->text);
	while (desk_step(desk, &spot, 1, false)) {
		const char *name =
		    catalog_level_name(c, spot.level, desk->language);

		if (spot.level != level) {
			char *head =
			    xasprintf("L%d %s", spot.level, name ? name : "");

			level = spot.level;
			add_text(wall, LINE_HEAD, spot, head,
			    measure(&wall->pane, 0));
			add(wall, LINE_SPACE, spot, 0, 0);
			free(head);
		}
		add_criterion(wall, desk, spot);
	}
	if (!wall->count)
		add_text(wall, LINE_OTHER, spot,
		    catalog_text(c, CONTROL_STATEMENT, control, desk->language),
		    measure(&wall->pane, TEXT));
	wall->control = control;
	wall->language = desk->language;
	wall->cols = wall->pane.rect.cols;
	wall->top = 0;
}

static const char *
question(const struct desk *desk)
{
	const char *text = catalog_text(desk->catalog, CONTROL_QUESTION,
	    desk->spot.control, desk->language);

	return text ? text : "";
}

/* Rows for lines, without those that name what is out of view. */
static size_t
body(const struct projector *wall)
{
	int rows = wall->pane.rect.rows - wall->head - 2;

	return rows > 1 ? (size_t)rows : 1;
}

/* Scrolls so that the criterion under the cursor is seen whole. */
static void
scroll(struct projector *wall, const struct desk *desk)
{
	size_t first = SIZE_MAX, last = 0, rows = body(wall);

	for (size_t i = 0; i < wall->count; i++) {
		const struct line *line = &wall->lines[i];

		if (line->kind == LINE_SPACE || line->kind == LINE_HEAD ||
		    !spot_equal(line->spot, desk->spot))
			continue;
		if (first == SIZE_MAX)
			first = i;
		last = i;
	}
	if (first == SIZE_MAX)
		return;
	/* its level's name stays with a level's first criterion */
	if (first >= 2 && wall->lines[first - 2].kind == LINE_HEAD)
		first -= 2;
	if (last >= wall->top + rows)
		wall->top = last + 1 - rows;
	if (first < wall->top)
		wall->top = first;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct projector *wall = (struct projector *)pane;
	bool roomy = pane->rect.rows >= 20;

	if (desk->spot.control == CATALOG_NONE)
		return;
	if (wall->control != desk->spot.control ||
	    wall->language != desk->language || wall->cols != pane->rect.cols)
		build(wall, desk);
	wall->head = (roomy ? 2 : 1) +
	             (int)wrap_count(question(desk), measure(pane, 0)) + roomy +
	             1;
	scroll(wall, desk);
}

static int
draw_wrapped(struct canvas *canvas, int row, int col, int cells, enum role role,
    const char *text)
{
	struct wrap wrap = { 0 };

	wrap_text(&wrap, text, cells);
	for (size_t i = 0; i < wrap.count; i++)
		canvas_put_n(canvas, row++, col, cells, role,
		    text + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
	return row;
}

/* "[∙]" for an answer of any kind. */
static void
draw_box(const struct desk *desk, struct spot spot, struct canvas *canvas,
    int row, int col)
{
	canvas_put(canvas, row, col, 3, ROLE_TEXT, "[ ]");
	if (desk_state(desk, spot) != STATE_UNASSESSED)
		canvas_put_glyph(
		    canvas, row, col + 1, ROLE_TEXT, GLYPH_UNASSESSED);
}

static void
draw_line(const struct projector *wall, const struct desk *desk,
    const struct line *line, struct canvas *canvas, int row)
{
	const struct rect *r = &wall->pane.rect;
	int left = r->col + margin(&wall->pane);
	bool here = spot_equal(line->spot, desk->spot);

	if (line->kind == LINE_SPACE)
		return;
	if (line->kind == LINE_HEAD) {
		canvas_put_n(canvas, row, left, r->cols - margin(&wall->pane),
		    ROLE_STRONG, wall->text.data + line->start, line->len);
		return;
	}
	if (line->kind == LINE_FIRST) {
		char *number =
		    xasprintf("%d.%zu", line->spot.level, line->spot.item + 1);

		draw_box(desk, line->spot, canvas, row, left + BOX);
		canvas_put(canvas, row, left + NUMBER, TEXT - NUMBER - 1,
		    ROLE_QUIET, number);
		if (here) {
			canvas_put_glyph(canvas, row, left + CURSOR, ROLE_TEXT,
			    GLYPH_CURSOR);
			canvas_cursor(canvas, row, left + BOX + 1);
		}
		free(number);
	}
	canvas_put_n(canvas, row, left + TEXT, measure(&wall->pane, TEXT),
	    here ? ROLE_STRONG : ROLE_TEXT, wall->text.data + line->start,
	    line->len);
}

/* "below: 4.3 4.4": the criteria from line `from` on, up to `to`. */
static void
draw_rest(const struct projector *wall, struct canvas *canvas, int row,
    size_t from, size_t to, const char *label)
{
	const struct rect *r = &wall->pane.rect;
	struct str text = { 0 };

	for (size_t i = from; i < to; i++)
		if (wall->lines[i].kind == LINE_FIRST)
			str_printf(&text, " %d.%zu", wall->lines[i].spot.level,
			    wall->lines[i].spot.item + 1);
	if (text.len) {
		str_insert(&text, 0, label, strlen(label));
		canvas_put_cut(canvas, row, r->col + margin(&wall->pane),
		    r->cols - margin(&wall->pane) - 1, ROLE_QUIET,
		    str_text(&text));
	}
	str_done(&text);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct projector *wall = (const struct projector *)pane;
	const struct rect *r = &pane->rect;
	const struct catalog *c = desk->catalog;
	int left = r->col + margin(pane), row = r->row;
	size_t end = wall->top + body(wall);

	if (desk->spot.control == CATALOG_NONE)
		return;
	char *title = xasprintf("%s   %s",
	    catalog_string(c, CONTROL_ID, desk->spot.control),
	    catalog_control_name(c, desk->spot.control, desk->language));

	if (r->rows >= 20)
		row++;
	canvas_put_cut(
	    canvas, row, left, r->cols - margin(pane) - 1, ROLE_QUIET, title);
	free(title);
	row += r->rows >= 20 ? 2 : 1;
	draw_wrapped(
	    canvas, row, left, measure(pane, 0), ROLE_STRONG, question(desk));
	row = r->row + wall->head;
	draw_rest(wall, canvas, row, 0, wall->top, _("above:"));
	row++;
	if (end > wall->count)
		end = wall->count;
	/* a level's name without a criterion says nothing */
	while (
	    end > wall->top + 1 && (wall->lines[end - 1].kind == LINE_HEAD ||
	                               wall->lines[end - 1].kind == LINE_SPACE))
		end--;
	for (size_t i = wall->top; i < end; i++)
		draw_line(wall, desk, &wall->lines[i], canvas, row++);
	draw_rest(wall, canvas, row, end, wall->count, _("below:"));
}

static bool
move(struct pane *pane, enum move way, struct command_ctx *ctx)
{
	struct desk *desk = ctx->desk;
	struct spot spot = desk->spot;
	int step = way == MOVE_UP || way == MOVE_PAGE_UP ||
	                   way == MOVE_HALF_UP || way == MOVE_FIRST
	               ? -1
	               : 1;
	int count = way == MOVE_UP || way == MOVE_DOWN      ? 1
	            : way == MOVE_FIRST || way == MOVE_LAST ? 1 << 16
	                                                    : PAGE;

	(void)pane;
	if (way == MOVE_LEFT || way == MOVE_RIGHT || way == MOVE_ENTER ||
	    way == MOVE_FOLD_ALL)
		return true;
	while (count-- > 0 && desk_step(desk, &spot, step, false))
		;
	if (desk_criterion(desk, spot) != CATALOG_NONE)
		desk_go(desk, spot);
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "met", "exceeded", "partial",
		"not-met", "not-applicable", "unassessed", "control-next",
		"statement", "follow-up", NULL };

	(void)pane;
	(void)desk;
	return names;
}

/* Commands that show the pack's own words only; `quoted` those whose message
 * does too. */
static const struct allowed {
	const char *name;
	bool quoted;
} allowed[] = {
	{ "met", false },
	{ "exceeded", false },
	{ "partial", false },
	{ "not-met", false },
	{ "not-applicable", false },
	{ "unassessed", false },
	{ "cycle", false },
	{ "down", true },
	{ "up", true },
	{ "first", true },
	{ "last", true },
	{ "page-down", true },
	{ "page-up", true },
	{ "half-down", true },
	{ "half-up", true },
	{ "open", true },
	{ "back", true },
	{ "control-next", true },
	{ "control-previous", true },
	{ "open-next", true },
	{ "open-previous", true },
	{ "undo", false },
	{ "redo", false },
	{ "statement", false },
	{ "follow-up", false },
	{ "park", false },
	{ "search", true },
	{ "hit-next", true },
	{ "hit-previous", true },
	{ "palette", true },
	{ "help", true },
	{ "language-next", true },
	{ "projector", true },
	{ "save-now", false },
	{ "redraw", true },
	{ "suspend", true },
	{ "quit", false },
};

static const struct allowed *
find_allowed(const struct command *command)
{
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
		if (str_equal(allowed[i].name, command->name))
			return &allowed[i];
	return NULL;
}

bool
projector_allows(const struct command *command)
{
	return find_allowed(command) != NULL;
}

bool
projector_quotes(const struct command *command)
{
	const struct allowed *row = find_allowed(command);

	return row && row->quoted;
}

static const struct command_table *const tables[] = { &answer_table, NULL };

const struct pane_ops projector_ops = {
	.name = "projector",
	.title = N_("Projector"),
	.tables = tables,
	.hints = hints,
	.open = open_projector,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
