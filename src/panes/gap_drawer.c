/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What it takes: the steps to a control's target, and beside them what the
 * pack recommends to a client of this size. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/gap.h"
#include "model/session.h"
#include "panes/panes.h"
#include "panes/side_list.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* From this width on the recommendations stand beside the steps. */
enum { BESIDE = 100, SOLUTIONS = 40, APART = 3, INDENT = SIDE_TEXT + 6 };

struct gap_drawer {
	struct pane pane;
	size_t control;
	struct gap gap;
	struct side_list steps, solutions;
	size_t commits;
	int cols;
	bool made;
};

struct pane *
gap_open(size_t control)
{
	struct gap_drawer *drawer = xcalloc(1, sizeof(*drawer));

	drawer->pane.ops = &gap_ops;
	drawer->control = control;
	drawer->steps.visited = true;
	return &drawer->pane;
}

static void
done(struct pane *pane)
{
	struct gap_drawer *drawer = (struct gap_drawer *)pane;

	gap_done(&drawer->gap);
	side_list_done(&drawer->steps);
	side_list_done(&drawer->solutions);
	free(drawer);
}

static bool
is_beside(int cols)
{
	return cols >= BESIDE;
}

/* The part of the drawer that the steps have. */
static struct pane
steps_pane(const struct pane *pane, int cols)
{
	struct pane part = *pane;

	part.rect.cols = is_beside(cols) ? cols - SOLUTIONS - APART : cols;
	return part;
}

static struct pane
solutions_pane(const struct pane *pane)
{
	struct pane part = *pane;

	part.rect.col = pane->rect.cols - SOLUTIONS;
	part.rect.cols = SOLUTIONS;
	part.focused = false;
	return part;
}

static void
say(struct gap_drawer *drawer, int cells, const char *text)
{
	side_list_wrap(
	    &drawer->steps, SIDE_NONE, SIDE_TEXT, ROLE_QUIET, text, cells, 0);
}

/* "meet 3.3": the step in a word or two, and where it stands. */
static void
add_step(struct gap_drawer *drawer, const struct desk *desk, int cells,
    const struct gap_step *step, size_t item)
{
	struct spot spot = step->spot;
	char *text;
	struct side_line *line;

	if (spot.kind != SPOT_CRITERION) {
		text = spot.kind == SPOT_LEVEL
		           ? xasprintf(_("Judge level %d: none of its criteria "
		                         "applies."),
		                 spot.level)
		           : xstrdup(_("Record that it is performed."));
		side_list_wrap(
		    &drawer->steps, item, SIDE_TEXT, ROLE_TEXT, text, cells, 0);
		free(text);
		return;
	}
	size_t row = desk_criterion(desk, spot);
	size_t first = side_list_wrap(&drawer->steps, item, INDENT, ROLE_TEXT,
	    catalog_text(desk->catalog, CRITERION_TEXT, row, desk->language),
	    cells + SIDE_TEXT - INDENT - 12, 3);
	enum glyph glyph = (enum glyph)((int)GLYPH_UNASSESSED + (int)step->now);

	line = &drawer->steps.lines[first];
	line->sign = glyph_text(glyph, false);
	line->ascii = glyph_text(glyph, true);
	line->label = xasprintf("%d.%zu", spot.level, spot.item + 1);
	line->name = xstrdup(line->label);
	line->right = xstrdup(_(criterion_state_word(step->now)));
	line->right_role = ROLE_QUIET;
}

/* Above the criteria of a level that the assessor may judge instead. */
static void
say_judge(struct gap_drawer *drawer, int cells, const struct gap_step *step,
    int before)
{
	char *text;

	if (!step->judge || step->spot.kind != SPOT_CRITERION ||
	    step->spot.level == before)
		return;
	text = xasprintf(
	    _("Level %d is in the band: judging it would do as well."),
	    step->spot.level);
	say(drawer, cells, text);
	free(text);
}

static void
make_steps(struct gap_drawer *drawer, const struct desk *desk, int cells)
{
	const struct gap *gap = &drawer->gap;
	int before = -1;

	if (gap->effective < 0)
		say(drawer, cells,
		    _("No target is set for this control, its domain or the "
		      "session; t sets one."));
	else if (!gap->count && gap->from >= gap->effective)
		say(drawer, cells, _("The target is reached."));
	else if (!gap->count)
		say(drawer, cells,
		    _("The answers reach it already; conclude the level."));
	for (size_t i = 0; i < gap->count; i++) {
		say_judge(drawer, cells, &gap->steps[i], before);
		before = gap->steps[i].spot.level;
		add_step(drawer, desk, cells, &gap->steps[i], i);
	}
	drawer->steps.items = gap->count;
}

/* "Medium: ITIL 4, VisibleOps": the recommendations for one size. */
static void
add_solution(
    struct side_list *list, const struct desk *desk, size_t row, int cells)
{
	const struct catalog *c = desk->catalog;
	size_t size = catalog_ref(c, SOLUTION_SIZE, row);
	size_t count = catalog_count(c, SOLUTION_LINES, row);
	struct str text = { 0 };

	if (size == CATALOG_NONE || !count)
		return;
	str_printf(
	    &text, "%s: ", catalog_text(c, SIZE_NAME, size, desk->language));
	for (size_t i = 0; i < count; i++)
		str_printf(&text, "%s%s", i ? ", " : "",
		    catalog_item(c, SOLUTION_LINES, row, i, desk->language));
	side_list_wrap(
	    list, SIDE_NONE, SIDE_TEXT, ROLE_TEXT, str_text(&text), cells, 0);
	str_done(&text);
}

static void
make_solutions(
    struct side_list *list, const struct desk *desk, size_t control, int cells)
{
	const struct catalog *c = desk->catalog;
	const char *wanted =
	    desk->session ? session_get(desk->session, "session/size") : NULL;
	size_t count = catalog_count(c, CONTROL_SOLUTIONS, control);

	if (!count)
		return;
	side_list_add(list, SIDE_NONE, SIDE_TEXT, ROLE_QUIET,
	    wanted ? _("Technology for this size")
	           : _("Technology by the client's size"));
	for (size_t i = 0; i < count; i++) {
		size_t row = catalog_child(c, CONTROL_SOLUTIONS, control, i);

		if (!wanted ||
		    str_equal(catalog_string(c, SOLUTION_SIZE, row), wanted))
			add_solution(list, desk, row, cells);
	}
}

static size_t
commits_of(const struct desk *desk)
{
	return desk->session ? session_commits(desk->session) : 0;
}

/* Where the recommendations have no column they follow the steps. */
static void
refresh(struct gap_drawer *drawer, const struct desk *desk, int cols)
{
	struct pane part = steps_pane(&drawer->pane, cols);

	if (drawer->made && drawer->cols == cols &&
	    drawer->commits == commits_of(desk))
		return;
	gap_done(&drawer->gap);
	gap_find(desk, drawer->control, &drawer->gap);
	side_list_clear(&drawer->steps);
	side_list_clear(&drawer->solutions);
	make_steps(drawer, desk, side_cells(&part));
	if (is_beside(cols)) {
		make_solutions(&drawer->solutions, desk, drawer->control,
		    SOLUTIONS - SIDE_TEXT - 1);
	} else {
		side_list_add(
		    &drawer->steps, SIDE_NONE, SIDE_TEXT, ROLE_TEXT, NULL);
		make_solutions(
		    &drawer->steps, desk, drawer->control, side_cells(&part));
	}
	drawer->made = true;
	drawer->cols = cols;
	drawer->commits = commits_of(desk);
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	const struct gap_drawer *drawer = (const struct gap_drawer *)pane;
	struct gap_drawer copy = { .control = drawer->control };
	size_t rows;

	copy.pane = drawer->pane;
	copy.pane.rect = (struct rect){ .cols = cols };
	refresh(&copy, desk, cols);
	rows = copy.steps.count > copy.solutions.count ? copy.steps.count
	                                               : copy.solutions.count;
	gap_done(&copy.gap);
	side_list_done(&copy.steps);
	side_list_done(&copy.solutions);
	return (int)rows;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct gap_drawer *drawer = (struct gap_drawer *)pane;
	struct pane steps = steps_pane(pane, pane->rect.cols);
	struct pane beside = solutions_pane(pane);

	refresh(drawer, desk, pane->rect.cols);
	side_list_fit(&drawer->steps, &steps, pane->rect.rows);
	if (is_beside(pane->rect.cols))
		side_list_fit(&drawer->solutions, &beside, pane->rect.rows);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct gap_drawer *drawer = (const struct gap_drawer *)pane;
	struct pane steps = steps_pane(pane, pane->rect.cols);
	struct pane beside = solutions_pane(pane);

	(void)desk;
	side_list_draw(&drawer->steps, &steps, canvas, pane->rect.row);
	if (is_beside(pane->rect.cols))
		side_list_draw(
		    &drawer->solutions, &beside, canvas, pane->rect.row);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct gap_drawer *drawer = (const struct gap_drawer *)pane;
	const struct rating *r = desk_rating(desk, drawer->control);
	const struct standing *s = desk_standing(desk, drawer->control);
	int from = s->concluded >= 0 ? s->concluded : r->maturity.low;
	const char *id =
	    catalog_string(desk->catalog, CONTROL_ID, drawer->control);

	if (r->target_effective < 0)
		str_printf(title, "%s", id);
	else
		/* TRANSLATORS: a control, the level it has, and its target */
		str_printf(title, _("%s from %d to %d"), id, from,
		    r->target_effective);
	if (r->target_effective > r->target_asked)
		str_printf(title, _(" (raised from %d)"), r->target_asked);
	else if (r->target_effective < r->target_asked)
		str_printf(title, _(" (capped from %d)"), r->target_asked);
	str_add(right, _("Enter goes there   Esc back"));
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct gap_drawer *drawer = (struct gap_drawer *)pane;

	if (move != MOVE_ENTER)
		return side_list_move(&drawer->steps, move);
	if (drawer->steps.cursor < drawer->gap.count)
		desk_go(
		    ctx->desk, drawer->gap.steps[drawer->steps.cursor].spot);
	else
		desk_go(ctx->desk, desk_first_open(ctx->desk, drawer->control));
	ctx->next = NEXT_ASSESS;
	return true;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	(void)pane;
	if (code != KEY_ESC_CODE && code != ('c' & 31))
		return false;
	ctx->next = NEXT_CLOSE;
	return true;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "down", "open", "back", NULL };

	(void)pane;
	(void)desk;
	return names;
}

const struct pane_ops gap_ops = {
	.name = "gap",
	.title = N_("What it takes"),
	.hints = hints,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
};
