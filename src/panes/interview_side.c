/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The right part of Interview. Sections come from the top; notes give way so
 * that evidence and the next control keep their rows. */

#include <config.h>

#include "panes/interview_side.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "panes/evidence_look.h"
#include "panes/keymap.h"
#include "panes/side_list.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum { NOTE_ROWS = 3 };

/* Where the next row goes. */
struct side {
	const struct desk *desk;
	const struct keymap *keymap;
	struct canvas *canvas;
	struct rect area;
	int row, end; /* the next free row, and the one after the last */
};

void
interview_key_text(const struct keymap *keymap, const char *name,
    const char *format, struct str *out)
{
	const struct command *command =
	    keymap ? keymap_by_name(keymap, name, NULL) : NULL;
	char key[16] = "";

	if (command)
		keymap_first_key(keymap, command, key);
	if (*key) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		str_printf(out, format, key);
#pragma GCC diagnostic pop
	}
}

static void
put(struct side *side, int indent, enum role role, const char *text)
{
	if (side->row < side->end)
		canvas_put_cut(side->canvas, side->row++,
		    side->area.col + indent, side->area.cols - indent, role,
		    text);
}

/* Text in at most so many rows, the last one cut. */
static void
put_wrapped(
    struct side *side, int indent, enum role role, const char *text, int most)
{
	struct wrap wrap = { 0 };
	int cells = side->area.cols - indent;

	wrap_text(&wrap, text, cells);
	for (size_t i = 0;
	     i < wrap.count && (int)i < most && side->row < side->end; i++) {
		const struct wrap_line *line = &wrap.lines[i];
		bool last = (int)i + 1 == most || side->row + 1 == side->end;

		if (last && i + 1 < wrap.count)
			canvas_put_more(side->canvas, side->row,
			    side->area.col + indent, cells, role,
			    text + line->start, line->len);
		else
			canvas_put_n(side->canvas, side->row,
			    side->area.col + indent, cells, role,
			    text + line->start, line->len);
		side->row++;
	}
	wrap_done(&wrap);
}

static void
heading(struct side *side, const char *title)
{
	if (side->row > side->area.row)
		side->row++;
	put(side, 0, ROLE_STRONG, title);
}

/* Nobody was named, and which key does that; `gap` between the two. */
static void
add_nobody(const struct keymap *keymap, const char *gap, struct str *out)
{
	size_t len;

	/* TRANSLATORS: nobody was named as the one who answers */
	str_add(out, _("nobody named"));
	str_add(out, gap);
	len = out->len;
	/* TRANSLATORS: %s is a key */
	interview_key_text(keymap, "who", _("%s names who speaks"), out);
	if (out->len == len)
		str_truncate(out, len - strlen(gap));
}

void
interview_draw_speaker(const struct desk *desk, const struct keymap *keymap,
    struct canvas *canvas, int row, int col, int cells)
{
	struct str text = { 0 };

	if (desk->said)
		str_printf(&text, _("%s speaks"), desk->said);
	else
		add_nobody(keymap, "   ", &text);
	canvas_put_cut(canvas, row, col, cells,
	    desk->said ? ROLE_TEXT : ROLE_QUIET, str_text(&text));
	str_done(&text);
}

static void
draw_room(struct side *side)
{
	struct str text = { 0 };

	heading(side, _("In the room"));
	if (side->desk->said) {
		canvas_put_glyph(side->canvas, side->row, side->area.col,
		    ROLE_TEXT, GLYPH_CURSOR);
		put(side, 3, ROLE_TEXT, side->desk->said);
		return;
	}
	add_nobody(side->keymap, "   ", &text);
	if (text_cells(str_text(&text)) > side->area.cols - 1) {
		str_clear(&text);
		add_nobody(side->keymap, "\n", &text);
	}
	put_wrapped(side, 1, ROLE_QUIET, str_text(&text), 2);
	str_done(&text);
}

/* What the whole scope has left to ask, and had. */
static void
sum_left(const struct desk *desk, size_t *left, size_t *of)
{
	*left = *of = 0;
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL);
	     i++) {
		if (!standing_counts(desk_standing(desk, i)))
			continue;
		*left += desk->ratings[i].left;
		*of += desk->ratings[i].of;
	}
}

static void
draw_left(struct side *side, size_t control)
{
	size_t here = desk_rating(side->desk, control)->left, left, of;
	struct str text = { 0 };

	sum_left(side->desk, &left, &of);
	if (!of)
		return;
	heading(side, _("Left"));
	if (here)
		/* TRANSLATORS: criteria not answered yet */
		str_printf(&text, _("%zu left here, %zu of %zu in all"), here,
		    left, of);
	else if (left)
		str_printf(
		    &text, _("all answered here, %zu of %zu in all"), left, of);
	else
		str_add(&text, _("everything is answered"));
	put_wrapped(side, 1, ROLE_TEXT, str_text(&text), 2);
	str_done(&text);
}

/* "3.2 10:31 B. Okafor": which criterion, when, and from whom. */
static void
add_note_head(const struct desk *desk, size_t control,
    const struct note_item *note, struct str *out)
{
	char when[SIDE_WHEN];
	const struct commit *commit = side_commit(desk, note->seq, when);

	if (note->criterion) {
		char *path = xasprintf("%s/criteria/%s/state",
		    catalog_string(desk->catalog, CONTROL_ID, control),
		    note->criterion);
		struct spot spot;

		if (desk_find_path(desk, path, &spot) &&
		    spot.kind == SPOT_CRITERION)
			str_printf(out, "%d.%zu ", spot.level, spot.item + 1);
		free(path);
	}
	str_add(out, when);
	if (commit && commit->said)
		str_printf(out, " %s", commit->said);
	if (*note->id && !note->client)
		/* TRANSLATORS: a note that is not for the client */
		str_printf(out, " %s", _("private"));
}

static void
draw_notes(struct side *side, size_t control, int keep)
{
	const struct desk *desk = side->desk;
	int end = side->end;
	struct note_items notes;
	struct str text = { 0 };

	side->end -= keep;
	heading(side, _("Notes"));
	desk_notes(desk, control, &notes);
	for (size_t i = notes.count; i-- > 0;) {
		if (side->row + 2 > side->end)
			break;
		str_clear(&text);
		add_note_head(desk, control, &notes.items[i], &text);
		canvas_put(side->canvas, side->row, side->area.col, 1,
		    ROLE_TEXT, "\"");
		put(side, 2, ROLE_QUIET, str_text(&text));
		put_wrapped(side, 2, ROLE_TEXT, notes.items[i].text, NOTE_ROWS);
	}
	if (!notes.count) {
		str_clear(&text);
		/* TRANSLATORS: no notes */
		str_add(&text, _("none yet"));
		str_add(&text, "   ");
		interview_key_text(
		    side->keymap, "note", _("%s writes one"), &text);
		put(side, 1, ROLE_QUIET, str_text(&text));
	}
	note_items_done(&notes);
	str_done(&text);
	side->end = end;
}

static void
draw_item(struct side *side, const struct evidence_item *item)
{
	const struct desk *desk = side->desk;
	const char *state = desk_evidence_state(desk, item->id);
	const char *title =
	    item->row == CATALOG_NONE
	        ? session_getf(desk->session, "evidence/%s/title", item->id)
	        : NULL;
	enum role role = evidence_role(state);
	enum glyph glyph = evidence_glyph(state);
	int col = side->area.col, row = side->row;

	if (row >= side->end)
		return;
	canvas_put_glyph(side->canvas, row, col, role, glyph);
	int at = canvas_put_right(
	    side->canvas, row, col + 6, side->area.cols - 6, role, _(state));

	canvas_put_cut(side->canvas, row, col + 2, at - 1 - (col + 2),
	    ROLE_TEXT, title ? title : item->id);
	side->row++;
}

static void
draw_evidence(struct side *side, const struct evidence_items *items, int keep)
{
	int end = side->end;

	side->end -= keep;
	heading(side, _("Evidence"));
	for (size_t i = 0; i < items->count; i++)
		draw_item(side, &items->items[i]);
	if (!items->count)
		put(side, 1, ROLE_QUIET, _("none asked for by the pack"));
	side->end = end;
}

static void
draw_next(struct side *side, size_t control)
{
	const struct desk *desk = side->desk;
	size_t next = desk_step_control(desk, control, 1);
	struct str text = { 0 };

	heading(side, _("Next"));
	if (next == CATALOG_NONE) {
		put(side, 1, ROLE_QUIET, _("none: this is the last control"));
		return;
	}
	size_t left = desk_rating(desk, next)->left;
	int row = side->row, at = side->area.col + side->area.cols;

	if (row < side->end && left) {
		/* TRANSLATORS: so many criteria not answered yet */
		str_printf(&text, ngettext("%zu left", "%zu left", left), left);
		at = canvas_put_right(side->canvas, row, side->area.col,
		         side->area.cols, ROLE_QUIET, str_text(&text)) -
		     2;
		str_clear(&text);
	}
	str_printf(&text, "%s %s",
	    catalog_string(desk->catalog, CONTROL_ID, next),
	    catalog_control_name(desk->catalog, next, desk->language));
	if (row < side->end)
		canvas_put_cut(side->canvas, row, side->area.col + 1,
		    at - side->area.col - 1, ROLE_TEXT, str_text(&text));
	str_done(&text);
}

void
interview_side_draw(const struct desk *desk, size_t control,
    const struct keymap *keymap, struct canvas *canvas, struct rect area)
{
	enum { NEXT_ROWS = 3, EVIDENCE_MOST = 9 };
	struct side side = { desk, keymap, canvas, area, area.row,
		area.row + area.rows };
	struct evidence_items items;

	desk_evidence(desk, control, &items);
	int evidence = 2 + (items.count ? (int)items.count : 1);

	if (evidence > EVIDENCE_MOST)
		evidence = EVIDENCE_MOST;
	draw_room(&side);
	draw_left(&side, control);
	draw_notes(&side, control, evidence + NEXT_ROWS);
	draw_evidence(&side, &items, NEXT_ROWS);
	draw_next(&side, control);
	evidence_items_done(&items);
}
