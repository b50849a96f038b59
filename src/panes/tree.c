/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The control tree: domains, controls and enhancements, what is left to ask
 * and the level of each, one line each. */

#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "panes/keymap.h"
#include "panes/objective.h"
#include "panes/panes.h"
#include "ui/canvas.h"

struct tree {
	struct pane pane;
	size_t top;    /* first visible row shown */
	size_t cursor; /* place among the visible rows */
};

/* Cells from the left edge of the pane (screens.md 2). Longer ids move the
 * titles of all, as far as COL_TITLE_MOST. */
enum { COL_ID = 2, COL_TITLE = 12, COL_TITLE_MOST = 18 };
enum { LEVEL_WIDTH = 5, LEFT_WIDTH = 5 };

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

/* Rows above the tree: heads, and the filter that is on. */
static int
head_rows(const struct desk *desk)
{
	return desk_filter(desk) ? 2 : 1;
}

static int
body_rows(const struct pane *pane, const struct desk *desk)
{
	int rows = pane->rect.rows - head_rows(desk);

	return rows > 1 ? rows : 1;
}

static bool
is_nested(const struct desk *desk, size_t control)
{
	return catalog_ref(desk->catalog, CONTROL_PARENT, control) !=
	       CATALOG_NONE;
}

/* Where titles begin: behind the longest id. */
static int
title_col(const struct desk *desk)
{
	/* ids are ASCII: a byte is a cell */
	size_t col = COL_ID + catalog_id_width(desk->catalog) + 1;

	if (col > COL_TITLE_MOST)
		return COL_TITLE_MOST;
	return col > COL_TITLE ? (int)col : COL_TITLE;
}

/* The cursor follows the desk: the domain under it, or the control shown. */
static void
follow(struct tree *tree, const struct desk *desk)
{
	const struct outline *o = &desk->outline;

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
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct tree *tree = (struct tree *)pane;
	const struct outline *o = &desk->outline;
	size_t rows = (size_t)body_rows(pane, desk);

	follow(tree, desk);
	if (tree->cursor < tree->top)
		tree->top = tree->cursor;
	if (tree->cursor >= tree->top + rows)
		tree->top = tree->cursor - rows + 1;
	if (tree->top + rows > o->visible_count)
		tree->top =
		    o->visible_count > rows ? o->visible_count - rows : 0;
}

/* What is still to be answered of a control: criteria, else objectives. */
static size_t
left_of(const struct desk *desk, size_t control)
{
	if (!objective_only(desk, control))
		return desk_left(desk, control);
	const struct standing *s = desk_standing(desk, control);

	return standing_counts(s) ? s->by[DESIGNATION_NONE] : 0;
}

/* Still to be answered below a node, of what the filter keeps. */
static size_t
left_below(const struct desk *desk, size_t node)
{
	const struct outline *o = &desk->outline;
	size_t left = 0;

	for (size_t i = node; i < o->nodes[node].end; i++) {
		size_t row = o->nodes[i].row;

		if (o->nodes[i].kind == OUTLINE_CONTROL && o->nodes[i].kept)
			left += left_of(desk, row);
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

	if (n->below)
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

/* The level of a control, or where it has none its designation's letter. */
static void
draw_level(const struct desk *desk, size_t control, struct canvas *canvas,
    int row, int col)
{
	const struct standing *s = desk_standing(desk, control);
	bool in = scope_is_in(&s->scope);
	char level[16];

	if (in && objective_only(desk, control)) {
		canvas_put_right(canvas, row, col, LEVEL_WIDTH,
		    objective_role(s->designation),
		    objective_sign(s->designation, canvas_ascii(canvas)));
		return;
	}
	desk_level_text(desk, control, level);
	canvas_put_right(
	    canvas, row, col, LEVEL_WIDTH, in ? ROLE_TEXT : ROLE_QUIET, level);
}

/* Is nothing left to answer of what there is to answer? */
static bool
is_finished(const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);

	return objective_only(desk, control)
	           ? s->designation != DESIGNATION_NONE
	           : desk_rating(desk, control)->of > 0 &&
	                 !desk_rating(desk, control)->left;
}

static void
draw_control(const struct tree *tree, const struct desk *desk,
    struct canvas *canvas, int row, size_t node)
{
	const struct outline_node *n = &desk->outline.nodes[node];
	const struct rect *r = &tree->pane.rect;
	const struct rating *rating = desk_rating(desk, n->row);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, n->row);
	bool in = scope_is_in(&desk_standing(desk, n->row)->scope);
	/* what is finished or out of scope is quiet, and what stays only as
	 * it is selected */
	bool quiet = !in || is_finished(desk, n->row) ||
	             (n->row == desk->spot.control && !desk_filter_holds(desk));
	enum role role = quiet ? ROLE_QUIET : ROLE_TEXT;
	int id_col = r->col + COL_ID + is_nested(desk, n->row);
	int title = r->col + title_col(desk);
	int numbers = r->col + r->cols - LEVEL_WIDTH - LEFT_WIDTH;

	if (n->below && !n->open)
		canvas_put_glyph(
		    canvas, row, r->col + 1, ROLE_TEXT, GLYPH_CLOSED);
	int used = canvas_put(canvas, row, id_col, r->cols, role, id);

	if (catalog_control_material(desk->catalog, n->row))
		used += canvas_put(canvas, row, id_col + used, 1, role, "*");
	if (rating->flagged)
		used +=
		    canvas_put(canvas, row, id_col + used, 1, ROLE_WARN, "!");
	if (title < id_col + used + 1)
		title = id_col + used + 1;
	canvas_put_cut(canvas, row, title, numbers - title, role,
	    catalog_control_name(desk->catalog, n->row, desk->language));
	draw_level(desk, n->row, canvas, row, numbers);
	draw_left(
	    canvas, row, r->col + r->cols - LEFT_WIDTH, left_of(desk, n->row));
}

static void
draw_heads(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct rect *r = &pane->rect;
	int right = r->col + r->cols;

	canvas_put(canvas, r->row, r->col + 1, r->cols - 1, ROLE_STRONG,
	    _("Controls"));
	/* TRANSLATORS: column heads over a control's level (or what it is
	 * designated, a letter) and what is left to answer; at most 5 letters,
	 * and 4 */
	canvas_put_right(canvas, r->row, right - LEFT_WIDTH - LEVEL_WIDTH,
	    LEVEL_WIDTH, ROLE_QUIET,
	    catalog_scale_top(desk->catalog) < 0 ? _("state") : _("level"));
	canvas_put_right(canvas, r->row, right - LEFT_WIDTH, LEFT_WIDTH,
	    ROLE_QUIET, _("left"));
}

/* "& weight>=8 open     2 of 8   *": the filter, what it finds, and the key
 * that takes it away. */
static void
draw_filter(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct rect *r = &pane->rect;
	const struct command *clear =
	    pane->keymap ? keymap_by_name(pane->keymap, "filter-clear", NULL)
	                 : NULL;
	char key[16] = "";
	char *count = desk_filter_count(desk), *text;
	int row = r->row + 1, edge = r->col + r->cols;

	if (clear)
		keymap_first_key(pane->keymap, clear, key);
	if (!desk->found && *key) {
		/* TRANSLATORS: "0 of 8   * shows all": a filter that lets
		 * nothing through, and the key that ends it */
		text = xasprintf(_("%s   %s shows all"), count, key);
		edge = canvas_put_right(
		    canvas, row, r->col + 3, r->cols - 3, ROLE_QUIET, text);
		free(text);
	} else {
		canvas_put_right(canvas, row, edge - LEFT_WIDTH, LEFT_WIDTH,
		    ROLE_QUIET, key);
		edge = canvas_put_right(canvas, row, r->col + 3,
		    r->cols - 3 - LEFT_WIDTH + 1, ROLE_QUIET, count);
	}
	text = xasprintf("& %s", desk_filter(desk));
	canvas_put_cut(
	    canvas, row, r->col + 1, edge - 2 - r->col - 1, ROLE_TEXT, text);
	free(text);
	free(count);
}

/* "6 controls hidden by the filter", where there is room below the tree. */
static void
draw_hidden(const struct pane *pane, const struct desk *desk,
    struct canvas *canvas, int row)
{
	size_t hidden = catalog_rows(desk->catalog, TABLE_CONTROL) -
	                desk->found - !desk_filter_holds(desk);
	char *text;

	if (!hidden || row >= pane->rect.row + pane->rect.rows)
		return;
	text = xasprintf(ngettext("%zu control hidden by the filter",
	                     "%zu controls hidden by the filter", hidden),
	    hidden);
	canvas_put_cut(canvas, row, pane->rect.col + COL_ID,
	    pane->rect.cols - COL_ID, ROLE_QUIET, text);
	free(text);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct tree *tree = (const struct tree *)pane;
	const struct outline *o = &desk->outline;
	const struct rect *r = &pane->rect;
	int row = r->row + head_rows(desk), end = r->row + r->rows;
	size_t place = tree->top;

	draw_heads(pane, desk, canvas);
	if (desk_filter(desk) && r->rows > 1)
		draw_filter(pane, desk, canvas);
	for (; row < end && place < o->visible_count; place++, row++) {
		size_t node = o->visible[place];

		if (o->nodes[node].kind == OUTLINE_DOMAIN)
			draw_domain(tree, desk, canvas, row, node);
		else
			draw_control(tree, desk, canvas, row, node);
		if (place == tree->cursor)
			pane_draw_cursor(pane, canvas, row, r->col + 1);
	}
	if (desk_filter(desk))
		draw_hidden(pane, desk, canvas, row + 1);
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
	size_t node = o->visible[place];

	tree->cursor = place;
	if (o->nodes[node].kind == OUTLINE_CONTROL)
		desk_select(desk, o->nodes[node].row);
	else
		desk_select_domain(desk, node);
	return true;
}

static bool
fold_or_leave(struct tree *tree, struct desk *desk)
{
	struct outline *o = &desk->outline;
	size_t node = o->visible[tree->cursor];
	size_t parent = outline_parent(o, node);

	if (o->nodes[node].open && o->nodes[node].below)
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
		any_open |= o->nodes[i].open && o->nodes[i].below;
	outline_fold_all(o, !any_open);
	tree->cursor = CATALOG_NONE;
	return go_to(tree, desk, outline_place(o, node));
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct tree *tree = (struct tree *)pane;
	struct desk *desk = ctx->desk;
	size_t count = desk->outline.visible_count;
	size_t page = (size_t)body_rows(pane, desk);

	/* keys may come faster than frames are drawn */
	follow(tree, desk);
	size_t at = tree->cursor;

	page -= page > 1;
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
		"search", "filter", "fold-all", "quit", NULL };
	/* without levels there is nothing to lay side by side */
	static const char *const bare[] = { "down", "open", "search", "filter",
		"fold-all", "quit", NULL };
	static const char *const filtered[] = { "down", "open", "filter",
		"filter-clear", "search", "control-next", "fold-all", NULL };

	(void)pane;
	if (desk_filter(desk))
		return filtered;
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
