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

/* A line of the list: a control's heading, or a hit. */
struct line {
	size_t hit; /* of a heading: the control's first */
	bool heading;
};

/* What was found for a text. */
struct found {
	char *query; /* as typed, blanks folded; NULL: none yet */
	struct hits hits;
	struct line *lines;
	size_t count, capacity;
	int cols; /* of the screen */
};

struct search {
	struct pane pane;
	struct picker picker;
	/* Made when first asked for, since opening knows no desk: also while
	 * the pane is const. */
	struct found *found;
};

struct pane *
search_open(const char *query)
{
	struct search *search = xcalloc(1, sizeof(*search));

	search->pane.ops = &search_ops;
	picker_init(&search->picker, query);
	search->found = xcalloc(1, sizeof(*search->found));
	return &search->pane;
}

static void
done(struct pane *pane)
{
	struct search *search = (struct search *)pane;

	picker_done(&search->picker);
	hits_done(&search->found->hits);
	free(search->found->query);
	free(search->found->lines);
	free(search->found);
	free(search);
}

static void
add_line(struct found *found, size_t hit, bool heading)
{
	found->lines = mem_grow(found->lines, &found->capacity,
	    found->count + 1, sizeof(*found->lines));
	found->lines[found->count++] = (struct line){ hit, heading };
}

/* The results for the text as it is now. */
static struct found *
look(const struct search *search, const struct desk *desk)
{
	struct found *found = search->found;
	const struct hits *hits = &found->hits;
	char *query = picker_text(&search->picker);

	if (str_equal(query, found->query)) {
		free(query);
		return found;
	}
	free(found->query);
	found->query = query;
	search_run(desk->catalog, desk->projector ? NULL : desk->session,
	    query, desk->language, &found->hits);
	found->count = 0;
	for (size_t i = 0; i < hits->count; i++) {
		if (!i || hits->items[i].control != hits->items[i - 1].control)
			add_line(found, i, true);
		add_line(found, i, false);
	}
	return found;
}

/* The line a hit stands on. */
static size_t
line_of(const struct found *found, size_t hit)
{
	size_t low = 0, high = found->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (found->lines[middle].hit < hit)
			low = middle + 1;
		else
			high = middle;
	}
	return low < found->count && found->lines[low].heading ? low + 1 : low;
}

static int
want(const struct pane *pane, const struct desk *desk, int cols)
{
	struct found *found = look((const struct search *)pane, desk);

	found->cols = cols;
	if (!found->count)
		return 0;
	return found->count < MOST_ROWS ? (int)found->count + 1 : MOST_ROWS;
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
shown_rows(const struct search *search, size_t top)
{
	size_t rows = list_rows(&search->pane);

	return top + rows < search->found->count && rows > 1 ? rows - 1 : rows;
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct search *search = (struct search *)pane;
	struct found *found = look(search, desk);
	struct picker *picker = &search->picker;

	picker_set_count(picker, found->hits.count);
	if (!found->count)
		return;
	size_t last = line_of(found, picker->cursor);
	size_t first = found->lines[last - 1].heading ? last - 1 : last;
	size_t rows = list_rows(pane);

	/* the row that names the rest takes one, except at the end */
	if (rows > 1 && last + 1 < found->count)
		rows--;
	picker_scroll(picker, first, last, found->count, rows);
}

static void
draw_heading(const struct search *search, const struct desk *desk,
    struct canvas *canvas, int row, size_t line)
{
	const struct found *found = search->found;
	size_t control = found->hits.items[found->lines[line].hit].control;
	struct str title = { 0 };
	char count[24];
	size_t end = line + 1;
	int right = search->pane.rect.cols - 1;

	while (end < found->count && !found->lines[end].heading)
		end++;
	snprintf(count, sizeof(count), "%zu", end - line - 1);
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
draw_hit(const struct search *search, const struct desk *desk,
    struct canvas *canvas, int row, size_t index)
{
	const struct hit *hit = &search->found->hits.items[index];
	int cols = search->pane.rect.cols;
	struct str label = { 0 };

	search_label(hit, &label);
	canvas_put_cut(canvas, row, COL_LABEL, COL_TEXT - COL_LABEL - 1,
	    ROLE_QUIET, str_text(&label));
	search_line_draw(desk, hit, canvas, row, COL_TEXT, cols - 3 - COL_TEXT);
	if (index == search->picker.cursor) {
		canvas_put_glyph(
		    canvas, row, COL_HEAD, ROLE_TEXT, GLYPH_CURSOR);
		canvas_restyle(canvas, row, 0, cols, ROLE_CURSOR, 0);
	}
	str_done(&label);
}

/* "below: OPS-02 2   OPS-04 2": the groups from a line on, as many as fit. */
static void
draw_rest(const struct search *search, const struct desk *desk,
    struct canvas *canvas, int row, size_t line)
{
	const struct found *found = search->found;
	int right = search->pane.rect.cols - 1;
	int col =
	    COL_HEAD +
	    /* TRANSLATORS: what lies out of view; ids and numbers follow */
	    canvas_put(canvas, row, COL_HEAD, right, ROLE_QUIET, _("below:")) +
	    1;

	while (line < found->count) {
		size_t control =
		    found->hits.items[found->lines[line].hit].control;
		size_t hits = 0;

		for (; line < found->count &&
		       found->hits.items[found->lines[line].hit].control ==
		           control;
		     line++)
			hits += !found->lines[line].heading;
		char *name = xasprintf("%s %zu",
		    catalog_string(desk->catalog, CONTROL_ID, control), hits);
		int width = text_cells(name);
		int more = line < found->count ? 4 : 0;
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
	const struct search *search = (const struct search *)pane;
	const struct found *found = search->found;
	size_t top = search->picker.top, rows = shown_rows(search, top);
	int row = pane->rect.row;

	for (size_t i = top; i < top + rows && i < found->count; i++) {
		if (found->lines[i].heading)
			draw_heading(search, desk, canvas, row++, i);
		else
			draw_hit(
			    search, desk, canvas, row++, found->lines[i].hit);
	}
	if (top + rows < found->count && rows < list_rows(pane))
		draw_rest(search, desk, canvas, row, top + rows);
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
	const struct found *found = look((const struct search *)pane, desk);
	const struct command *next =
	    keymap_by_name(pane->keymap, "hit-next", NULL);
	const struct command *former =
	    keymap_by_name(pane->keymap, "hit-previous", NULL);
	char down[16] = "", up[16] = "";

	str_printf(title, ngettext("%zu hit", "%zu hits", found->hits.count),
	    found->hits.count);
	str_add_char(title, ' ');
	str_printf(title,
	    ngettext("in %zu control", "in %zu controls", found->hits.controls),
	    found->hits.controls);
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
go(const struct search *search, struct command_ctx *ctx)
{
	const struct found *found = look(search, ctx->desk);

	if (!found->hits.count)
		return;
	desk_go(ctx->desk,
	    hit_entry(ctx->desk, &found->hits.items[search->picker.cursor]));
	desk_set(&ctx->desk->query, found->query);
	ctx->next = NEXT_ASSESS;
}

static bool
key(struct pane *pane, key_code code, struct command_ctx *ctx)
{
	struct search *search = (struct search *)pane;
	struct picker *picker = &search->picker;
	enum picker_event event;

	/* what was searched last is one key away */
	if (code == KEY_CODE_UP && !*field_text(&picker->field) &&
	    ctx->desk->query) {
		picker_paste(picker, ctx->desk->query);
		event = PICKER_TYPED;
	} else {
		event = picker_key(picker, code, list_rows(pane) - 1);
	}
	if (event == PICKER_TYPED)
		picker_set_count(picker, look(search, ctx->desk)->hits.count);
	else if (event == PICKER_ENTER)
		go(search, ctx);
	else if (event == PICKER_LEAVE)
		ctx->next = NEXT_CLOSE;
	return event != PICKER_OTHER;
}

static void
paste(struct pane *pane, const char *text, struct command_ctx *ctx)
{
	struct search *search = (struct search *)pane;

	picker_paste(&search->picker, text);
	picker_set_count(&search->picker, look(search, ctx->desk)->hits.count);
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct search *search = (struct search *)pane;

	(void)ctx;
	return picker_move(&search->picker, move, list_rows(pane) - 1);
}

static void
input(const struct pane *pane, const struct desk *desk, struct canvas *canvas,
    int row, int cols)
{
	const struct search *search = (const struct search *)pane;
	const struct picker *picker = &search->picker;
	struct str right = { 0 };

	if (picker->count)
		/* TRANSLATORS: the number of a hit, and how many there are */
		str_printf(
		    &right, _("%zu of %zu"), picker->cursor + 1, picker->count);
	else if (!*field_text(&picker->field) && desk->query)
		str_printf(&right, _("Up: %s   Esc back"), desk->query);
	else if (!*field_text(&picker->field))
		str_add(&right, _("Esc back"));
	picker_draw_input(picker, canvas, row, cols, "/", str_text(&right));
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
