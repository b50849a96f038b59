/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* How the preview of answer-once looks: the criterion, whose answer it is, and
 * a row for each control it would go to. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/people.h"
#include "model/rehearse.h"
#include "model/session.h"
#include "panes/answer.h"
#include "panes/panes.h"
#include "panes/side_list.h"
#include "panes/twins_parts.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum { MARGIN = 2, TEXT_ROWS = 3, LIST_LEAST = 10 };

/* Columns; -1: not shown. */
struct columns {
	int take, control, title, now, then, level, end;
};

bool
twins_is_same(const struct twins_drawer *drawer, const struct twin *twin)
{
	return drawer->state != STATE_UNASSESSED &&
	       twin->now == drawer->state && !twin->copied;
}

bool
twins_is_taken(const struct twins_drawer *drawer, const struct twin *twin)
{
	return drawer->state != STATE_UNASSESSED && twin->take &&
	       !twins_is_same(drawer, twin);
}

/* Those that say something else of their own. */
static size_t
count_otherwise(const struct twins_drawer *drawer)
{
	size_t count = 0;

	for (size_t i = 0; i < drawer->twins.count; i++) {
		const struct twin *twin = &drawer->twins.items[i];

		count += twin->now != STATE_UNASSESSED && !twin->copied &&
		         twin->now != drawer->state && !twin->take;
	}
	return count;
}

static struct spot
twin_spot(const struct twin *twin)
{
	return (struct spot){ SPOT_CRITERION, twin->control, twin->level,
		twin->item };
}

static const char *
criterion_text(const struct twins_drawer *drawer, const struct desk *desk)
{
	return catalog_text(desk->catalog, CRITERION_TEXT,
	    desk_criterion(desk, drawer->spot), desk->language);
}

static int
text_cells_of(int cols)
{
	int cells = cols - 2 * MARGIN;

	return cells < WRAP_MEASURE ? cells : WRAP_MEASURE;
}

/* What the rows below the list say. */
static void
foot_text(
    const struct twins_drawer *drawer, const struct desk *desk, struct str *out)
{
	size_t other = count_otherwise(drawer);
	char *name = desk_spot_name(desk, drawer->spot);

	if (drawer->state == STATE_UNASSESSED) {
		str_printf(out,
		    _("%s has no answer yet. Answer it, and = offers the "
		      "answer to these."),
		    name);
	} else {
		if (other)
			str_printf(out,
			    ngettext("%zu answered otherwise: it stays unless "
			             "you take it in.",
			        "%zu answered otherwise: they stay unless you "
			        "take them in.",
			        other),
			    other);
		str_add(out, other ? "\n" : "");
		str_printf(out,
		    _("One U takes all of it back. If %s changes later, the "
		      "copies are asked again."),
		    name);
	}
	free(name);
}

static int
wrapped_rows(const char *text, int cells)
{
	return (int)wrap_count(text, cells);
}

struct twins_parts
twins_divide(const struct twins_drawer *drawer, const struct desk *desk,
    int rows, int cols)
{
	struct str foot = { 0 };
	struct twins_parts parts = { .list = (int)drawer->twins.count };
	int cells = text_cells_of(cols);

	foot_text(drawer, desk, &foot);
	parts.text = wrapped_rows(criterion_text(drawer, desk), cells);
	if (parts.text > TEXT_ROWS)
		parts.text = TEXT_ROWS;
	parts.foot = wrapped_rows(str_text(&foot), cells);
	/* text, answer, heads, a blank, foot; blanks above and between. A long
	 * list scrolls in any case: that it would not fit takes no text away
	 */
	int seen = parts.list < LIST_LEAST ? parts.list : LIST_LEAST;

	parts.air = rows <= 0 || parts.text + 3 + seen + parts.foot + 2 <= rows;
	if (!parts.air)
		parts.text = 1;
	int fixed = parts.text + 3 + parts.foot + (parts.air ? 2 : 0);

	if (rows > 0 && fixed + parts.list > rows)
		parts.list = rows - fixed;
	/* three of the list go before what is said below it */
	while (parts.list < 3 && parts.list < (int)drawer->twins.count &&
	       parts.foot > 0) {
		parts.foot--;
		parts.list++;
	}
	if (parts.list < 1)
		parts.list = 1;
	str_done(&foot);
	return parts;
}

static struct columns
columns(int cols)
{
	if (cols >= 160)
		return (struct columns){ 5, 12, 25, 88, 112, 128, cols - 1 };
	if (cols >= 116)
		return (struct columns){ 5, 12, 25, 49, 73, 89, cols - 1 };
	if (cols >= 72)
		return (struct columns){ 2, 5, -1, 19, 45, 61, cols };
	return (struct columns){ 2, 4, -1, 18, -1, -1, cols };
}

/* Titles give way to names longer than the common ones. */
static void
make_room(struct columns *c, const struct twins_drawer *drawer,
    const struct desk *desk)
{
	enum { MOST = 18 };
	int longest = 0;

	if (c->title < 0)
		return;
	for (size_t i = 0; i < drawer->twins.count; i++) {
		const struct twin *twin = &drawer->twins.items[i];
		int cells = text_cells(
		    catalog_string(desk->catalog, CONTROL_ID, twin->control));

		/* "ID 3.2 " or "ID 3.12 " */
		cells += (twin->item + 1 >= 10 ? 6 : 5) + (twin->level >= 10);
		longest = cells > longest ? cells : longest;
	}
	if (longest > MOST)
		longest = MOST;
	if (c->control + longest > c->title)
		c->title = c->control + longest;
}

static void
draw_heads(const struct columns *c, struct canvas *canvas, int row)
{
	/* TRANSLATORS: heads of the columns of a preview. Is it taken in?
	 * At most 5 letters; left out where there is no room */
	if (c->control - c->take > text_cells(_("take")))
		canvas_put(canvas, row, c->take, 6, ROLE_QUIET, _("take"));
	canvas_put(canvas, row, c->control, c->now - c->control, ROLE_QUIET,
	    _("control"));
	/* TRANSLATORS: what is recorded, and what will be after Enter */
	canvas_put(canvas, row, c->now, 20, ROLE_QUIET, _("now"));
	if (c->then >= 0)
		canvas_put(canvas, row, c->then, 15, ROLE_QUIET, _("then"));
	if (c->level >= 0)
		canvas_put(canvas, row, c->level, c->end - c->level, ROLE_QUIET,
		    _("level"));
}

/* "[x] not met, 13 Jul", with the sign of what has to be asked again. */
static void
draw_now(const struct desk *desk, const struct twin *twin,
    struct canvas *canvas, int row, int col, int cells)
{
	struct spot spot = twin_spot(twin);
	struct str text = { 0 };
	char *path = desk_path(desk, spot), when[SIDE_WHEN];
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;

	answer_draw_box(desk, spot, canvas, row, col);
	str_add(&text, _(criterion_state_word(twin->now)));
	if (entry && side_commit(desk, entry->seq, when))
		str_printf(&text, ", %s", when);
	if (twin->recheck)
		str_add(&text, " !");
	canvas_put_cut(
	    canvas, row, col + 4, cells - 4, ROLE_TEXT, str_text(&text));
	str_done(&text);
	free(path);
}

static void
draw_then(const struct twins_drawer *drawer, const struct twin *twin,
    struct canvas *canvas, int row, int col, int cells)
{
	if (twins_is_taken(drawer, twin)) {
		answer_draw_state(drawer->state, "()", canvas, row, col);
		canvas_put_cut(canvas, row, col + 4, cells - 4, ROLE_TEXT,
		    _(criterion_state_word(drawer->state)));
		return;
	}
	canvas_put_cut(canvas, row, col, cells, ROLE_QUIET,
	    !twin->in_scope ? _("out of scope")
	    : twins_is_same(drawer, twin)
	        /* TRANSLATORS: it has this answer already */
	        ? _("the same")
	        : _("left alone"));
}

/* "not rated, stays", "2-4 -> 2": what the answer does to the level. A level
 * concluded stays, but turns stale when Derived moves. */
static void
level_text(const struct twins_drawer *drawer, const struct desk *desk,
    const struct twin *twin, struct str *out)
{
	const struct standing *standing = desk_standing(desk, twin->control);
	struct rating rating = *desk_rating(desk, twin->control);
	struct standing after = *standing;
	char before[16], text[16];
	bool taken = twins_is_taken(drawer, twin);

	standing_level_text(&rating, standing, before);
	if (taken) {
		int low = rating.maturity.low;

		rehearse_state(
		    desk, twin_spot(twin), drawer->state, &rating.maturity);
		after.stale |= rating.maturity.low != low;
		after.above_derived = after.concluded > rating.maturity.low;
	}
	standing_level_text(&rating, &after, text);
	const char *was = str_equal(before, "-") ? _("not rated") : before;

	if (!taken)
		str_add(out, was);
	else if (str_equal(before, text))
		/* TRANSLATORS: %s is a level, or "not rated" */
		str_printf(out, _("%s, stays"), was);
	else
		str_printf(out, "%s -> %s", was, text);
}

static void
draw_twin(const struct twins_drawer *drawer, const struct desk *desk, size_t i,
    const struct columns *c, struct canvas *canvas, int row)
{
	const struct twin *twin = &drawer->twins.items[i];
	char *name = desk_spot_name(desk, twin_spot(twin));
	bool taken = twins_is_taken(drawer, twin);
	int name_end = c->title >= 0 ? c->title : c->now;

	canvas_put(canvas, row, c->take, 1, ROLE_TEXT, taken ? "+" : "-");
	canvas_put_cut(canvas, row, c->control, name_end - 1 - c->control,
	    taken ? ROLE_TEXT : ROLE_QUIET, name);
	if (c->title >= 0)
		canvas_put_cut(canvas, row, c->title, c->now - 1 - c->title,
		    taken ? ROLE_TEXT : ROLE_QUIET,
		    catalog_control_name(
		        desk->catalog, twin->control, desk->language));
	draw_now(desk, twin, canvas, row, c->now,
	    (c->then >= 0 ? c->then : c->end) - 1 - c->now);
	if (c->then >= 0)
		draw_then(
		    drawer, twin, canvas, row, c->then, c->level - 1 - c->then);
	if (c->level >= 0) {
		struct str text = { 0 };

		level_text(drawer, desk, twin, &text);
		canvas_put_cut(canvas, row, c->level, c->end - c->level,
		    ROLE_TEXT, str_text(&text));
		str_done(&text);
	}
	free(name);
	if (i != drawer->picker.cursor)
		return;
	canvas_put_glyph(canvas, row, 0, ROLE_TEXT, GLYPH_CURSOR);
	canvas_restyle(canvas, row, 0, drawer->pane.rect.cols, ROLE_CURSOR, 0);
	canvas_cursor(canvas, row, c->take);
}

/* "OPS-03 4.1 is [v] met   said by B. Okafor, 10:43" */
static void
draw_source(const struct twins_drawer *drawer, const struct desk *desk,
    struct canvas *canvas, int row, int cols)
{
	char *name = desk_spot_name(desk, drawer->spot);
	char *path = desk_path(desk, drawer->spot), when[SIDE_WHEN];
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;
	const struct commit *commit =
	    entry ? side_commit(desk, entry->seq, when) : NULL;
	struct str text = { 0 };
	int col = MARGIN;

	/* TRANSLATORS: "OPS-03 4.1 is", then its answer */
	str_printf(&text, _("%s is"), name);
	col += canvas_put(
	           canvas, row, col, cols - col, ROLE_TEXT, str_text(&text)) +
	       2;
	answer_draw_box(desk, drawer->spot, canvas, row, col);
	str_clear(&text);
	str_add(&text, _(criterion_state_word(drawer->state)));
	if (commit && commit->said)
		/* TRANSLATORS: "met   said by B. Okafor, 10:43" */
		str_printf(&text, _("   said by %s, %s"),
		    person_shown(commit->said), when);
	else if (commit)
		/* TRANSLATORS: who recorded it, and when */
		str_printf(&text, _("   by %s, %s"), commit->by, when);
	col += 4;
	col += canvas_put_cut(
	    canvas, row, col, cols - col, ROLE_TEXT, str_text(&text));
	str_clear(&text);
	str_printf(&text, _("each copy reads (%s) until it is confirmed there"),
	    glyph_text(answer_glyph(drawer->state), canvas_ascii(canvas)));
	if (drawer->state != STATE_UNASSESSED &&
	    col + 3 + text_cells(str_text(&text)) < cols)
		canvas_put(canvas, row, col + 3 > 60 ? col + 3 : 60,
		    cols - col - 4, ROLE_QUIET, str_text(&text));
	str_done(&text);
	free(path);
	free(name);
}

static void
draw_wrapped(const char *text, int rows, enum role role, struct canvas *canvas,
    int row, int cells)
{
	struct wrap wrap = { 0 };

	wrap_text(&wrap, text, cells);
	for (int i = 0; i < rows && i < (int)wrap.count; i++) {
		const struct wrap_line *line = &wrap.lines[i];

		if (i + 1 == rows && (size_t)rows < wrap.count)
			canvas_put_more(canvas, row + i, MARGIN, cells, role,
			    text + line->start, line->len);
		else
			canvas_put_n(canvas, row + i, MARGIN, cells, role,
			    text + line->start, line->len);
	}
	wrap_done(&wrap);
}

void
twins_draw(
    const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct twins_drawer *drawer = (const struct twins_drawer *)pane;
	const struct rect *r = &pane->rect;
	struct twins_parts parts = twins_divide(drawer, desk, r->rows, r->cols);
	struct columns c = columns(r->cols);
	int cells = text_cells_of(r->cols), row = r->row + parts.air;

	make_room(&c, drawer, desk);
	struct str foot = { 0 };

	draw_wrapped(criterion_text(drawer, desk), parts.text, ROLE_STRONG,
	    canvas, row, cells);
	row += parts.text;
	draw_source(drawer, desk, canvas, row, r->cols);
	row += 1 + parts.air;
	draw_heads(&c, canvas, row++);
	for (int i = 0; i < parts.list; i++) {
		size_t at = drawer->picker.top + (size_t)i;

		if (at < drawer->twins.count)
			draw_twin(drawer, desk, at, &c, canvas, row + i);
	}
	row += parts.list + 1;
	foot_text(drawer, desk, &foot);
	draw_wrapped(
	    str_text(&foot), parts.foot, ROLE_QUIET, canvas, row, cells);
	str_done(&foot);
}
