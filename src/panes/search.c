/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The search drawer: results as one types, grouped by control. The desk stays
 * as it is until Enter. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/search.h"
#include "panes/hits.h"
#include "panes/keymap.h"
#include "panes/panes.h"
#include "panes/picker.h"
#include "panes/search_line.h"
#include "ui/canvas.h"

/* Cells from the left edge, and rows without the bar (screens/18). */
enum { COL_HEAD = 2, COL_LABEL = 4, COL_TEXT = 14, MOST_ROWS = 15 };
/* From here on the bar says more. */
enum { WIDE = 110 };

/* What was found for the text. */
struct found {
	struct search *search; /* NULL: none yet */
	size_t hits, controls;
	size_t lines; /* of the list: a heading a control, and the hits */
	int cols;     /* of the screen */
};

struct drawer {
	struct pane pane;
	struct picker picker;
	/* Filled when first asked for, since opening knows no desk: also while
	 * the pane is const. Several keys typed in a row are one search. */
	struct found *found;
};

struct pane *
search_open(const char *query)
{
	struct drawer *drawer = xcalloc(1, sizeof(*drawer));

	drawer->pane.ops = &search_ops;
	picker_init(&drawer->picker, query);
	drawer->found = xcalloc(1, sizeof(*drawer->found));
	return &drawer->pane;
}

static void
done(struct pane *pane)
{
	struct drawer *drawer = (struct drawer *)pane;

	picker_done(&drawer->picker);
	search_free(drawer->found->search);
	free(drawer->found);
	free(drawer);
}

/* The results for the text as it is now. */
static struct found *
look(const struct drawer *drawer, const struct desk *desk)
{
	struct found *found = drawer->found;
	char *query = picker_text(&drawer->picker);

	if (!found->search)
		found->search = search_new(desk->texts);
	search_run(found->search, desk->projector ? NULL : desk->session,
	    desk->language, query);
	found->hits = search_hits(found->search);
	found->controls = search_controls(found->search);
	found->lines = found->hits + found->controls;
	free(query);
	return found;
}

/* The line of a group's heading: before it are the groups and hits before. */
static size_t
heading_line(const struct found *found, size_t group)
{
	return search_group_first(found->search, group) + group;
}

/* The group that a line belongs to. */
static size_t
group_at(const struct found *found, size_t line)
{
	size_t low = 0, high = found->controls;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (heading_line(found, middle) <= line)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The line a hit stands on. */
static size_t
line_of(const struct found *found, size_t hit)
{
	return hit + search_group_of(found->search, hit) + 1;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	struct found *found = look((const struct drawer *)pane, desk);

	found->cols = cols;
	if (!found->lines)
		return 0;
	return found->lines < MOST_ROWS ? (int)found->lines + 1 : MOST_ROWS;
}

/* Rows for lines: a blank one stays below them where there is room. */
static size_t
list_rows(const struct pane *pane)
{
	int rows = pane->rect.rows > 6 ? pane->rect.rows - 1 : pane->rect.rows;

	return rows > 1 ? (size_t)rows : 1;
}

/* The same without the row that names what lies below. */
static size_t
shown_rows(const struct drawer *drawer, size_t top)
{
	size_t rows = list_rows(&drawer->pane);

	return top + rows < drawer->found->lines && rows > 1 ? rows - 1 : rows;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct drawer *drawer = (struct drawer *)pane;
	struct found *found = look(drawer, desk);
	struct picker *picker = &drawer->picker;

	picker_set_count(picker, found->hits);
	if (!found->lines)
		return;
	size_t last = line_of(found, picker->cursor);
	size_t heading = heading_line(found, group_at(found, last));
	size_t first = heading + 1 == last ? heading : last;
	size_t rows = list_rows(pane);

	/* the row that names the rest takes one, except at the end */
	if (rows > 1 && last + 1 < found->lines)
		rows--;
	picker_scroll(picker, first, last, found->lines, rows);
}

static size_t
group_hits(const struct search *search, size_t group)
{
	return search_group_first(search, group + 1) -
	    search_group_first(search, group);
}

static void
draw_heading(const struct drawer *drawer, const struct desk *desk,
    struct canvas *canvas, int row, size_t group)
{
	const struct search *search = drawer->found->search;
	size_t control = search_group_control(search, group);
	struct str title = { 0 };
	char count[24];
	int right = drawer->pane.rect.cols - 1;

	snprintf(count, sizeof(count), "%zu", group_hits(search, group));
	int edge =
	    canvas_put_right(canvas, row, right - 6, 6, ROLE_QUIET, count);

	str_printf(&title, "%s %s",
	    catalog_string(desk->catalog, CONTROL_ID, control),
	    catalog_control_name(desk->catalog, control, desk->language));
	canvas_put_cut(canvas, row, COL_HEAD, edge - 2 - COL_HEAD, ROLE_STRONG,
	    str_text(&title));
	str_done(&title);
}

static void
draw_hit(const struct drawer *drawer, const struct desk *desk,
    struct canvas *canvas, int row, size_t index)
{
	struct search *search = drawer->found->search;
	struct hit hit = search_hit(search, index);
	int cols = drawer->pane.rect.cols;
	struct str label = { 0 };

	search_label(&hit, &label);
	canvas_put_cut(canvas, row, COL_LABEL, COL_TEXT - COL_LABEL - 1,
	    ROLE_QUIET, str_text(&label));
	search_line_draw(desk, search, &hit, canvas, row, COL_TEXT,
	    cols - 3 - COL_TEXT);
	if (index == drawer->picker.cursor) {
		canvas_put_glyph(
		    canvas, row, COL_HEAD, ROLE_TEXT, GLYPH_CURSOR);
		canvas_restyle(canvas, row, 0, cols, ROLE_CURSOR, 0);
	}
	str_done(&label);
}

/* "below: OPS-02 2   OPS-04 2": the groups from a line on, as many as fit. */
static void
draw_rest(const struct drawer *drawer, const struct desk *desk,
    struct canvas *canvas, int row, size_t line)
{
	const struct found *found = drawer->found;
	int right = drawer->pane.rect.cols - 1;
	int col =
	    COL_HEAD +
	    /* TRANSLATORS: what lies out of view; ids and numbers follow */
	    canvas_put(canvas, row, COL_HEAD, right, ROLE_QUIET, _("below:")) +
	    1;

	for (size_t i = group_at(found, line); i < found->controls; i++) {
		size_t control = search_group_control(found->search, i);
		size_t above = heading_line(found, i) + 1;
		size_t hits = group_hits(found->search, i);

		/* some of the first one's may be in view */
		if (line > above)
			hits -= line - above;
		char *name = xasprintf("%s %zu",
		    catalog_string(desk->catalog, CONTROL_ID, control), hits);
		int width = text_cells(name);
		int more = i + 1 < found->controls ? 4 : 0;
		bool fits = col + width + more <= right;

		col += canvas_put(canvas, row, col, right - col, ROLE_QUIET,
		           fits ? name : "~") +
		       3;
		free(name);
		if (!fits)
			break;
	}
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct drawer *drawer = (const struct drawer *)pane;
	const struct found *found = drawer->found;
	size_t top = drawer->picker.top, rows = shown_rows(drawer, top);
	int row = pane->rect.row;

	for (size_t i = top; i < top + rows && i < found->lines; i++) {
		size_t group = group_at(found, i);

		if (heading_line(found, group) == i)
			draw_heading(drawer, desk, canvas, row++, group);
		else
			draw_hit(drawer, desk, canvas, row++, i - group - 1);
	}
	if (top + rows < found->lines && rows < list_rows(pane))
		draw_rest(drawer, desk, canvas, row, top + rows);
}

/* "Esc back to 4.1" */
static void
add_back(const struct desk *desk, struct str *right)
{
	char *name =
	    desk->spot.control == CATALOG_NONE || desk->domain != CATALOG_NONE
	        ? NULL
	        : desk_spot_name(desk, desk->spot);
	const char *blank = name ? strchr(name, ' ') : NULL;

	str_add(right, "   ");
	if (blank)
		/* TRANSLATORS: %s is a criterion: 4.1, or a level: L3 */
		str_printf(right, _("Esc back to %s"), blank + 1);
	else
		str_add(right, _("Esc back"));
	free(name);
}

static void
bar(const struct pane *pane, const struct desk *desk, struct str *title,
    struct str *right)
{
	const struct found *found = look((const struct drawer *)pane, desk);
	const struct command *next =
	    keymap_by_name(pane->keymap, "hit-next", NULL);
	const struct command *former =
	    keymap_by_name(pane->keymap, "hit-previous", NULL);
	char down[16] = "", up[16] = "";

	str_printf(
	    title, ngettext("%zu hit", "%zu hits", found->hits), found->hits);
	str_add_char(title, ' ');
	str_printf(title,
	    ngettext("in %zu control", "in %zu controls", found->controls),
	    found->controls);
	str_add(right, _("Enter go there"));
	if (next && former && found->cols >= WIDE) {
		keymap_first_key(pane->keymap, next, down);
		keymap_first_key(pane->keymap, former, up);
	}
	if (*down && *up)
		/* TRANSLATORS: continues "Enter go there"; two keys */
		str_printf(right, _(", then %s %s next, previous"), down, up);
	add_back(desk, right);
}

static void
go(const struct drawer *drawer, struct command_ctx *ctx)
{
	const struct found *found = look(drawer, ctx->desk);

	if (!found->hits)
		return;
	struct hit hit = search_hit(found->search, drawer->picker.cursor);
	char *query = picker_text(&drawer->picker);

	desk_go(ctx->desk, hit_entry(ctx->desk, &hit));
	desk_set(&ctx->desk->query, query);
	free(query);
	ctx->next = NEXT_ASSESS;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct drawer *drawer = (struct drawer *)pane;
	struct picker *picker = &drawer->picker;
	enum picker_event event;

	/* what was searched last is one key away */
	if (code == KEY_CODE_UP && !*field_text(&picker->field) &&
	    ctx->desk->query) {
		picker_paste(picker, ctx->desk->query);
		event = PICKER_TYPED;
	} else {
		/* text is looked for when there is nothing more to read */
		if (picker_looks(code))
			picker_set_count(
			    picker, look(drawer, ctx->desk)->hits);
		event = picker_key(picker, code, list_rows(pane) - 1);
	}
	if (event == PICKER_ENTER)
		go(drawer, ctx);
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct drawer *drawer = (struct drawer *)pane;

	(void)ctx;
	picker_paste(&drawer->picker, text);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct drawer *drawer = (struct drawer *)pane;

	picker_set_count(&drawer->picker, look(drawer, ctx->desk)->hits);
	return picker_move(&drawer->picker, move, list_rows(pane) - 1);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct drawer *drawer = (const struct drawer *)pane;
	struct picker picker = drawer->picker;
	struct str right = { 0 };

	/* without a list there was no fit */
	picker_set_count(&picker, look(drawer, desk)->hits);
	if (picker.count)
		/* TRANSLATORS: the number of a hit, and how many there are */
		str_printf(
		    &right, _("%zu of %zu"), picker.cursor + 1, picker.count);
	else if (!*field_text(&picker.field) && desk->query)
		str_printf(&right, _("Up: %s   Esc back"), desk->query);
	else if (!*field_text(&picker.field))
		str_add(&right, _("Esc back"));
	picker_draw_input(&picker, canvas, row, cols, "/", str_text(&right));
	str_done(&right);
}

const struct pane_ops search_ops = {
	.name = "search",
	.title = N_("Search"),
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
	.want = want,
	.bar = bar,
	.key = key,
	.paste = paste,
	.input = input,
};
