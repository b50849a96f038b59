/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The control tree: domains, controls and enhancements, what is left to ask
 * and the level of each, one line each. */

#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/panes.h"
#include "ui/canvas.h"

struct tree {
	struct pane pane;
	size_t top;    /* first visible row shown */
	size_t cursor; /* place among the visible rows */
};

/* Cells from the left edge of the pane (screens.md 2). */
enum { COL_ID = 2, COL_TITLE = 12, LEVEL_WIDTH = 5, LEFT_WIDTH = 5 };

static struct pane *
open_tree(void)
{
	struct tree *tree = xcalloc(1, sizeof(*tree));

	return &tree->pane;
}

static void
done(struct pane *pane)
{
	free(pane);
}

static int
body_rows(const struct pane *pane)
{
	return pane->rect.rows - 1;
}

/* The cursor follows the desk: the domain under it, or the control shown. */
static void
fit(struct pane *pane, const struct desk *desk)
{
	struct tree *tree = (struct tree *)pane;
	const struct outline *o = &desk->outline;
	size_t rows = body_rows(pane) > 0 ? (size_t)body_rows(pane) : 1;

	if (desk->domain != CATALOG_NONE) {
		for (size_t i = 0; i < o->visible_count; i++) {
			const struct outline_node *n = &o->nodes[o->visible[i]];

			if (n->kind == OUTLINE_DOMAIN && n->row == desk->domain)
				tree->cursor = i;
		}
	} else if (desk->spot.control != CATALOG_NONE) {
		tree->cursor =
		    outline_place(o, o->of_control[desk->spot.control]);
	}
	if (tree->cursor < tree->top)
		tree->top = tree->cursor;
	if (tree->cursor >= tree->top + rows)
		tree->top = tree->cursor - rows + 1;
	if (tree->top + rows > o->visible_count)
		tree->top =
		    o->visible_count > rows ? o->visible_count - rows : 0;
}

/* Criteria still to be answered below a node. */
static size_t
left_below(const struct desk *desk, size_t node)
{
	const struct outline *o = &desk->outline;
	size_t left = 0;

	for (size_t i = node; i < o->nodes[node].end; i++) {
		size_t row = o->nodes[i].row;

		if (o->nodes[i].kind == OUTLINE_CONTROL &&
		    catalog_control_active(desk->catalog, row))
			left += desk_rating(desk, row)->left;
	}
	return left;
}

static void
draw_left(struct canvas *canvas, int row, int col, size_t left)
{
	char text[24];

	/* what is finished turns blank */
	if (!left)
		return;
	snprintf(text, sizeof(text), "%zu", left);
	canvas_put_right(canvas, row, col, LEFT_WIDTH, ROLE_TEXT, text);
}

static void
draw_domain(const struct tree *tree, const struct desk *desk,
    struct canvas *canvas, int row, size_t node)
{
	const struct outline_node *n = &desk->outline.nodes[node];
	const struct rect *r = &tree->pane.rect;
	struct str text = { 0 };
	int indent = n->depth * 2;

	if (n->end > node + 1)
		canvas_put_glyph(canvas, row, r->col + 1 + indent, ROLE_TEXT,
		    n->open ? GLYPH_OPEN : GLYPH_CLOSED);
	str_printf(&text, "%s %s",
	    catalog_string(desk->catalog, DOMAIN_ID, n->row),
	    catalog_text(desk->catalog, DOMAIN_NAME, n->row, desk->language));
	canvas_put_cut(canvas, row, r->col + 3 + indent,
	    r->cols - 3 - indent - LEFT_WIDTH - 1, ROLE_STRONG,
	    str_text(&text));
	draw_left(
	    canvas, row, r->col + r->cols - LEFT_WIDTH, left_below(desk, node));
	str_done(&text);
}

static void
draw_control(const struct tree *tree, const struct desk *desk,
    struct canvas *canvas, int row, size_t node)
{
	const struct outline_node *n = &desk->outline.nodes[node];
	const struct rect *r = &tree->pane.rect;
	const struct rating *rating = desk_rating(desk, n->row);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, n->row);
	bool nested =
	    catalog_ref(desk->catalog, CONTROL_PARENT, n->row) != CATALOG_NONE;
	bool active = catalog_control_active(desk->catalog, n->row);
	enum role role = rating->left || !rating->of ? ROLE_TEXT : ROLE_QUIET;
	int id_col = r->col + COL_ID + nested;
	int title_col = r->col + COL_TITLE;
	int numbers = r->col + r->cols - LEVEL_WIDTH - LEFT_WIDTH;
	char level[16];

	if (n->end > node + 1 && !n->open)
		canvas_put_glyph(
		    canvas, row, r->col + 1, ROLE_TEXT, GLYPH_CLOSED);
	int used = canvas_put(canvas, row, id_col, r->cols, role, id);

	if (catalog_control_material(desk->catalog, n->row))
		used += canvas_put(canvas, row, id_col + used, 1, role, "*");
	if (rating->flagged)
		used +=
		    canvas_put(canvas, row, id_col + used, 1, ROLE_WARN, "!");
	if (title_col < id_col + used + 1)
		title_col = id_col + used + 1;
	canvas_put_cut(canvas, row, title_col, numbers - title_col,
	    active ? role : ROLE_QUIET,
	    catalog_control_name(desk->catalog, n->row, desk->language));
	if (catalog_scale_top(desk->catalog) < 0)
		return;
	desk_level_text(desk, n->row, level);
	canvas_put_right(canvas, row, numbers, LEVEL_WIDTH, ROLE_TEXT, level);
	if (active)
		draw_left(
		    canvas, row, r->col + r->cols - LEFT_WIDTH, rating->left);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct tree *tree = (const struct tree *)pane;
	const struct outline *o = &desk->outline;
	const struct rect *r = &pane->rect;

	canvas_put(canvas, r->row, r->col + 1, r->cols - 1, ROLE_STRONG,
	    _("Controls"));
	if (catalog_scale_top(desk->catalog) >= 0) {
		/* TRANSLATORS: column heads over a control's level and the
		 * criteria left to answer; at most 5 letters, and 4 */
		canvas_put_right(canvas, r->row,
		    r->col + r->cols - LEFT_WIDTH - LEVEL_WIDTH, LEVEL_WIDTH,
		    ROLE_QUIET, _("level"));
		canvas_put_right(canvas, r->row, r->col + r->cols - LEFT_WIDTH,
		    LEFT_WIDTH, ROLE_QUIET, _("left"));
	}
	for (int i = 0; i < body_rows(pane); i++) {
		size_t place = tree->top + (size_t)i;
		int row = r->row + 1 + i;

		if (place >= o->visible_count)
			break;
		size_t node = o->visible[place];

		if (o->nodes[node].kind == OUTLINE_DOMAIN)
			draw_domain(tree, desk, canvas, row, node);
		else
			draw_control(tree, desk, canvas, row, node);
		if (place == tree->cursor)
			pane_draw_cursor(pane, canvas, row, r->col + 1);
	}
}

/* Moves the cursor to a place; a control is shown at once. */
static bool
go_to(struct tree *tree, struct desk *desk, size_t place)
{
	const struct outline *o = &desk->outline;

	if (!o->visible_count)
		return false;
	if (place >= o->visible_count)
		place = o->visible_count - 1;
	if (place == tree->cursor)
		return false;
	const struct outline_node *node = &o->nodes[o->visible[place]];

	tree->cursor = place;
	if (node->kind == OUTLINE_CONTROL) {
		desk_select(desk, node->row);
	} else {
		size_t first = outline_first_control(o, o->visible[place]);

		/* folded domains stay folded while the cursor passes */
		desk->spot = (struct spot){ .control = first };
		desk->last.control = CATALOG_NONE;
		desk->domain = node->row;
	}
	return true;
}

static bool
fold_or_leave(struct tree *tree, struct desk *desk)
{
	struct outline *o = &desk->outline;
	size_t node = o->visible[tree->cursor];
	size_t parent = outline_parent(o, node);

	if (o->nodes[node].open && o->nodes[node].end > node + 1)
		return outline_fold(o, node, false);
	return parent != SIZE_MAX &&
	       go_to(tree, desk, outline_place(o, parent));
}

static bool
enter(struct tree *tree, struct command_ctx *ctx)
{
	struct outline *o = &ctx->desk->outline;
	size_t node = o->visible[tree->cursor];

	if (o->nodes[node].kind == OUTLINE_DOMAIN)
		return outline_fold(o, node, !o->nodes[node].open);
	desk_go(ctx->desk, desk_first_open(ctx->desk, o->nodes[node].row));
	ctx->next = NEXT_FOCUS_LEVELS;
	return true;
}

static bool
fold_all(struct tree *tree, struct desk *desk)
{
	struct outline *o = &desk->outline;
	size_t node = o->visible[tree->cursor];
	bool any_open = false;

	for (size_t i = 0; i < o->count; i++)
		any_open |= o->nodes[i].open && o->nodes[i].end > i + 1;
	outline_fold_all(o, !any_open);
	tree->cursor = CATALOG_NONE;
	return go_to(tree, desk, outline_place(o, node));
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct tree *tree = (struct tree *)pane;
	struct desk *desk = ctx->desk;
	size_t count = desk->outline.visible_count, at = tree->cursor;
	size_t page = body_rows(pane) > 1 ? (size_t)body_rows(pane) - 1 : 1;

	if (!count)
		return false;
	switch (move) {
	case MOVE_DOWN:
		return go_to(tree, desk, at + 1);
	case MOVE_UP:
		return at > 0 && go_to(tree, desk, at - 1);
	case MOVE_PAGE_DOWN:
		return go_to(tree, desk, at + page);
	case MOVE_PAGE_UP:
		return go_to(tree, desk, at > page ? at - page : 0);
	case MOVE_HALF_DOWN:
		return go_to(tree, desk, at + (page + 1) / 2);
	case MOVE_HALF_UP:
		page = (page + 1) / 2;
		return go_to(tree, desk, at > page ? at - page : 0);
	case MOVE_FIRST:
		return go_to(tree, desk, 0);
	case MOVE_LAST:
		return go_to(tree, desk, count - 1);
	case MOVE_LEFT:
		return fold_or_leave(tree, desk);
	case MOVE_RIGHT:
		if (outline_fold(
		        &desk->outline, desk->outline.visible[at], true))
			return true;
		return enter(tree, ctx);
	case MOVE_ENTER:
		return enter(tree, ctx);
	case MOVE_FOLD_ALL:
		return fold_all(tree, desk);
	}
	return false;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const names[] = { "down", "open", "view-compare",
		"search", "fold-all", "quit", NULL };
	/* without levels there is nothing to lay side by side */
	static const char *const bare[] = { "down", "open", "search",
		"fold-all", "quit", NULL };

	(void)pane;
	return catalog_scale_top(desk->catalog) < 0 ? bare : names;
}

const struct pane_ops tree_ops = {
	.name = "tree",
	.title = N_("Controls"),
	.hints = hints,
	.open = open_tree,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
