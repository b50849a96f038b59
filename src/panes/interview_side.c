/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The right part of Interview. Sections come from the top; what was said gives
 * way so that evidence and the next control keep their rows. */

#include <config.h>

#include "panes/interview_side.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/followups.h"
#include "model/session.h"
#include "panes/evidence_look.h"
#include "panes/interview_room.h"
#include "panes/keymap.h"
#include "panes/room.h"
#include "panes/side_list.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

/* Rows of a thing said, and where its words begin. */
enum { SAID_ROWS = 3, SAID_TEXT = 2 };

/* What the whole scope has left to ask, and had. */
static void
sum_left(const struct desk *desk, size_t *left, size_t *of)
{
	*left = *of = 0;
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL);
	     i++) {
		if (!standing_counts(desk_standing(desk, i)))
			continue;
		*left += desk_rating(desk, i)->left;
		*of += desk_rating(desk, i)->of;
	}
}

static void
draw_left(struct interview_side *side, size_t control)
{
	size_t here = desk_rating(side->desk, control)->left, left, of;
	struct str text = { 0 };

	sum_left(side->desk, &left, &of);
	if (!of)
		return;
	interview_side_heading(side, _("Left"));
	if (here)
		/* TRANSLATORS: criteria not answered yet */
		str_printf(&text, _("%zu left here, %zu of %zu in all"), here,
		    left, of);
	else if (left)
		str_printf(
		    &text, _("all answered here, %zu of %zu in all"), left, of);
	else
		str_add(&text, _("everything is answered"));
	interview_side_wrap(side, 1, ROLE_TEXT, str_text(&text), 2);
	str_done(&text);
}

/* A statement or note in its rows: when and who, then the words. */
static void
draw_said_item(struct interview_side *side, const struct said_item *item)
{
	char when[SIDE_WHEN];
	struct str head = { 0 };
	bool open = said_contradicts(item);

	side_commit(side->desk, item->seq, when);
	said_head(item, when, &head);
	if (!item->kind && *item->id && !item->client)
		/* TRANSLATORS: a note that is not for the client */
		str_printf(&head, " %s", _("private"));
	if (side->row < side->end && (open || !item->kind))
		canvas_put(side->canvas, side->row, side->area.col, 1,
		    open ? ROLE_BAD : ROLE_TEXT, open ? "!" : "\"");
	interview_side_put(side, open || !item->kind ? SAID_TEXT : 0,
	    ROLE_QUIET, str_text(&head));
	interview_side_wrap(side, SAID_TEXT, ROLE_TEXT, item->text, SAID_ROWS);
	str_done(&head);
}

/* The rows an item takes. */
static int
said_rows(const struct interview_side *side, const struct said_item *item)
{
	size_t lines = wrap_count(item->text, side->area.cols - SAID_TEXT);

	return 1 + (lines < SAID_ROWS ? (int)lines : SAID_ROWS);
}

/* The newest that have room, oldest of them first. */
static void
draw_said(struct interview_side *side, size_t control, int keep)
{
	struct said_items said;
	int end = side->end, rows;
	size_t from;

	side->end -= keep;
	interview_side_heading(side, _("Said"));
	said_list(side->desk, control, &said);
	rows = side->end - side->row;
	for (from = said.count; from > 0; from--) {
		rows -= said_rows(side, &said.items[from - 1]);
		if (rows < 0)
			break;
	}
	/* the newest at least in part */
	if (said.count && from == said.count && side->end - side->row >= 2)
		from--;
	for (; from < said.count; from++)
		draw_said_item(side, &said.items[from]);
	if (!said.count) {
		struct str text = { 0 };

		/* TRANSLATORS: no statements */
		str_add(&text, _("nothing yet"));
		str_add(&text, "   ");
		interview_key_text(side->keymap, "statement",
		    /* TRANSLATORS: %s is a key */
		    _("%s writes it down"), &text);
		interview_side_put(side, 1, ROLE_QUIET, str_text(&text));
		str_done(&text);
	}
	said_items_done(&said);
	side->end = end;
}

static void
draw_item(struct interview_side *side, const struct evidence_item *item)
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
draw_evidence(
    struct interview_side *side, const struct evidence_items *items, int keep)
{
	int end = side->end;

	side->end -= keep;
	interview_side_heading(side, _("Evidence"));
	for (size_t i = 0; i < items->count; i++)
		draw_item(side, &items->items[i]);
	if (!items->count)
		interview_side_put(
		    side, 1, ROLE_QUIET, _("none asked for by the pack"));
	side->end = end;
}

/* "Follow-ups   1      Parked   2", blank where nothing is open. */
static void
draw_counts(struct interview_side *side, size_t follow, size_t parked)
{
	int col = side->area.col, row = side->row + 1, at = 0;
	const struct {
		const char *name;
		size_t count;
	} parts[] = { { _("Follow-ups"), follow }, { _("Parked"), parked } };

	if ((!follow && !parked) || row >= side->end)
		return;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		char *count = xasprintf("%zu", parts[i].count);

		if (parts[i].count) {
			at += canvas_put(side->canvas, row, col + at,
			          side->area.cols - at, ROLE_STRONG,
			          parts[i].name) +
			      3;
			at += canvas_put(side->canvas, row, col + at,
			          side->area.cols - at, ROLE_TEXT, count) +
			      6;
		}
		free(count);
	}
	side->row = row + 1;
}

/* The control to ask about next: in a slot the next of its own with something
 * left. */
static size_t
next_control(const struct desk *desk, size_t control)
{
	size_t *controls = NULL, count = 0, next = CATALOG_NONE;

	if (desk->slot)
		slot_controls(desk->session, desk->catalog, desk->slot,
		    &controls, &count);
	if (!count)
		next = desk_step_control(desk, control, 1);
	for (size_t i = 0; i < count && next == CATALOG_NONE; i++)
		if (controls[i] > control &&
		    desk_rating(desk, controls[i])->left)
			next = controls[i];
	for (size_t i = 0; i < count && next == CATALOG_NONE; i++)
		if (controls[i] != control &&
		    desk_rating(desk, controls[i])->left)
			next = controls[i];
	free(controls);
	return next;
}

static void
draw_control(struct interview_side *side, size_t control)
{
	const struct desk *desk = side->desk;
	size_t left = desk_rating(desk, control)->left;
	int row = side->row, at = side->area.col + side->area.cols;
	struct str text = { 0 };

	if (row >= side->end)
		return;
	if (left) {
		/* TRANSLATORS: so many criteria not answered yet */
		str_printf(&text, ngettext("%zu left", "%zu left", left), left);
		at = canvas_put_right(side->canvas, row, side->area.col,
		         side->area.cols, ROLE_QUIET, str_text(&text)) -
		     2;
		str_clear(&text);
	}
	str_printf(&text, "%s %s",
	    catalog_string(desk->catalog, CONTROL_ID, control),
	    catalog_control_name(desk->catalog, control, desk->language));
	canvas_put_cut(side->canvas, row, side->area.col + 1,
	    at - side->area.col - 1, ROLE_TEXT, str_text(&text));
	side->row++;
	str_done(&text);
}

static void
draw_next(struct interview_side *side, size_t control)
{
	size_t next = next_control(side->desk, control);
	struct str text = { 0 };

	interview_side_heading(side, _("Next"));
	if (next != CATALOG_NONE)
		draw_control(side, next);
	else
		interview_side_put(side, 1, ROLE_QUIET,
		    side->desk->slot ? _("nothing else in this slot")
		                     : _("none: this is the last control"));
	interview_next_slot(side->desk, &text);
	if (text.len)
		interview_side_put(side, 1, ROLE_QUIET, str_text(&text));
	str_done(&text);
}

/* Does the slot count what it has left itself? */
static bool
slot_counts(const struct desk *desk)
{
	struct slot_clock clock = { 0 };

	if (desk->slot)
		slot_clock(desk, desk->slot, desk->now, &clock);
	return clock.items > 0;
}

void
interview_side_draw(const struct desk *desk, size_t control,
    const struct keymap *keymap, struct canvas *canvas, struct rect area)
{
	enum { NEXT_ROWS = 3, EVIDENCE_MOST = 9, COUNT_ROWS = 2 };
	struct interview_side side = { desk, keymap, canvas, area, area.row,
		area.row + area.rows };
	size_t follow = followups_open(desk->session, false);
	size_t parked = followups_open(desk->session, true);
	int next = NEXT_ROWS + (desk->slot != NULL);
	int counts = follow || parked ? COUNT_ROWS : 0;
	struct evidence_items items;

	desk_evidence(desk, control, &items);
	int evidence = 2 + (items.count ? (int)items.count : 1);

	if (evidence > EVIDENCE_MOST)
		evidence = EVIDENCE_MOST;
	interview_slot_draw(&side);
	interview_people_draw(&side);
	if (!slot_counts(desk))
		draw_left(&side, control);
	draw_said(&side, control, evidence + counts + next);
	draw_evidence(&side, &items, counts + next);
	draw_counts(&side, follow, parked);
	draw_next(&side, control);
	evidence_items_done(&items);
}
