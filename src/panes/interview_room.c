/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The slot, its clock and its people, beside the question or in a row. */

#include <config.h>

#include "panes/interview_room.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/records.h"
#include "model/slots.h"
#include "panes/keymap.h"
#include "panes/room.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum { MINUTE = 60, BAR = 30, PEOPLE_MOST = 9, NAME = 3 };

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

void
interview_side_put(
    struct interview_side *side, int indent, enum role role, const char *text)
{
	if (side->row < side->end)
		canvas_put_cut(side->canvas, side->row++,
		    side->area.col + indent, side->area.cols - indent, role,
		    text);
}

void
interview_side_wrap(struct interview_side *side, int indent, enum role role,
    const char *text, int most)
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

void
interview_side_heading(struct interview_side *side, const char *title)
{
	if (side->row > side->area.row)
		side->row++;
	interview_side_put(side, 0, ROLE_STRONG, title);
}

/* "42 of 90 min", "95 of 90 min, 5 over"; true: over. */
static bool
add_elapsed(const struct slot_clock *clock, struct str *out)
{
	long long spent = clock->elapsed / MINUTE;
	long long planned = clock->planned / MINUTE;

	if (!planned) {
		/* TRANSLATORS: minutes that a slot has taken so far */
		str_printf(out, _("%lld min"), spent);
		return false;
	}
	/* TRANSLATORS: minutes that have passed of those planned */
	str_printf(out, _("%lld of %lld min"), spent, planned);
	if (spent <= planned)
		return false;
	/* TRANSLATORS: ", 5 over": minutes more than planned */
	str_printf(out, _(", %lld over"), spent - planned);
	return true;
}

static void
draw_clock(struct interview_side *side, const struct slot_clock *clock)
{
	struct str text = { 0 };
	int col = side->area.col, cols = side->area.cols;

	if (side->row >= side->end)
		return;
	bool over = add_elapsed(clock, &text);
	int at = canvas_put(
	    side->canvas, side->row, col, cols, ROLE_TEXT, side->desk->clock);

	at += at ? 4 : 0;
	at += canvas_put_cut(side->canvas, side->row, col + at, cols - at,
	    over ? ROLE_WARN : ROLE_TEXT, str_text(&text));
	if (!clock->running && at + 3 < cols)
		/* TRANSLATORS: the clock of a slot does not run just now */
		canvas_put_cut(side->canvas, side->row, col + at + 3,
		    cols - at - 3, ROLE_WARN, _("paused"));
	side->row++;
	str_done(&text);
}

static void
draw_bar(struct interview_side *side, const struct slot_clock *clock)
{
	int cells = side->area.cols < BAR ? side->area.cols : BAR;
	long long full;

	if (!clock->planned || side->row >= side->end)
		return;
	full = clock->elapsed * cells / clock->planned;
	for (int i = 0; i < cells; i++)
		canvas_put_glyph(side->canvas, side->row, side->area.col + i,
		    i < full ? ROLE_TEXT : ROLE_QUIET,
		    i < full ? GLYPH_BAR : GLYPH_UNASSESSED);
	side->row++;
}

/* "1.8 min each": for each item left. */
static void
add_pace(long long pace, struct str *out)
{
	long long tenths = (pace * 10 + MINUTE / 2) / MINUTE;

	if (pace < 0)
		return;
	if (pace < MINUTE)
		/* TRANSLATORS: so many seconds for each item left */
		str_printf(out, _(", %lld s each"), pace);
	else
		/* TRANSLATORS: ", 1.8 min each": minutes and tenths of them
		 * for each item left */
		str_printf(
		    out, _(", %lld.%lld min each"), tenths / 10, tenths % 10);
}

static void
draw_items(struct interview_side *side, const struct slot_clock *clock)
{
	struct str text = { 0 };

	if (!clock->items)
		return;
	if (!clock->items_left) {
		str_add(&text, _("all of its items are answered"));
	} else {
		/* TRANSLATORS: criteria of a slot not answered yet */
		str_printf(&text,
		    ngettext(
		        "%zu item left", "%zu items left", clock->items_left),
		    clock->items_left);
		add_pace(clock->pace, &text);
	}
	interview_side_put(side, 0, ROLE_TEXT, str_text(&text));
	str_done(&text);
}

void
interview_slot_draw(struct interview_side *side)
{
	const struct desk *desk = side->desk;
	struct slot_clock clock;
	struct str name = { 0 };
	int col = side->area.col, cols = side->area.cols, end = cols;

	if (!desk->slot)
		return;
	slot_clock(desk, desk->slot, desk->now, &clock);
	room_slot_name(desk, desk->slot, "   ", &name);
	const char *place =
	    record_get(desk->session, "slots", desk->slot, "place");

	if (place &&
	    text_cells(str_text(&name)) + 3 + text_cells(place) <= cols)
		end = canvas_put_right(side->canvas, side->row, col, cols,
		          ROLE_QUIET, place) -
		      col - 2;
	if (side->row < side->end)
		canvas_put_cut(side->canvas, side->row++, col, end, ROLE_STRONG,
		    str_text(&name));
	draw_clock(side, &clock);
	draw_bar(side, &clock);
	draw_items(side, &clock);
	str_done(&name);
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

/* Position and letter at the right edge; returns where the name must end. */
static int
draw_position(struct interview_side *side, const struct person *person,
    const char *presence, int name_end)
{
	int col = side->area.col, end = col + side->area.cols;
	char letter[2] = { person_letter(person), '\0' };
	const char *what =
	    str_equal(presence, "expected") ? _(presence) : person->position;

	if (*letter != ' ')
		canvas_put(
		    side->canvas, side->row, end - 1, 1, ROLE_QUIET, letter);
	end -= 2;
	if (person->anonymous || !what || end - name_end - 2 < 4)
		return end;
	int cells = text_cells(what);

	if (cells > end - name_end - 2)
		cells = end - name_end - 2;
	canvas_put_cut(
	    side->canvas, side->row, end - cells, cells, ROLE_QUIET, what);
	return end - cells - 1;
}

static void
draw_person(
    struct interview_side *side, const struct slot_person *one, size_t number)
{
	const struct desk *desk = side->desk;
	bool speaks = str_equal(desk->speaker, one->id);
	char *name = person_name(desk->session, one->id);
	int col = side->area.col;
	struct person person = { 0 };
	char digit[2] = { (char)('0' + number), '\0' };

	if (side->row >= side->end ||
	    !person_get(desk->session, one->id, &person)) {
		free(name);
		return;
	}
	int end = draw_position(
	    side, &person, one->presence, col + NAME + text_cells(name));

	if (speaks)
		canvas_put_glyph(
		    side->canvas, side->row, col, ROLE_TEXT, GLYPH_CURSOR);
	canvas_put(side->canvas, side->row, col + 1, 1, ROLE_QUIET, digit);
	canvas_put_cut(side->canvas, side->row, col + NAME, end - col - NAME,
	    speaks ? ROLE_STRONG : ROLE_TEXT, name);
	side->row++;
	free(name);
}

/* A speaker who is none of the people, or that nobody is to be named. */
static void
draw_other(struct interview_side *side, size_t people)
{
	const struct desk *desk = side->desk;
	bool nobody = str_equal(desk->said, room_nobody) && !desk->speaker;

	if (desk->said && !desk->speaker && !nobody && side->row < side->end) {
		canvas_put_glyph(side->canvas, side->row, side->area.col,
		    ROLE_TEXT, GLYPH_CURSOR);
		interview_side_put(side, NAME, ROLE_STRONG, desk->said);
	}
	if ((!people && !nobody) || side->row >= side->end)
		return;
	if (nobody)
		canvas_put_glyph(side->canvas, side->row, side->area.col,
		    ROLE_TEXT, GLYPH_CURSOR);
	canvas_put(
	    side->canvas, side->row, side->area.col + 1, 1, ROLE_QUIET, "0");
	interview_side_put(side, NAME, ROLE_QUIET, person_shown(room_nobody));
}

/* Which keys name somebody and start a slot. */
static void
draw_empty(struct interview_side *side)
{
	struct str text = { 0 };

	add_nobody(side->keymap, "   ", &text);
	if (text_cells(str_text(&text)) > side->area.cols - 1) {
		str_clear(&text);
		add_nobody(side->keymap, "\n", &text);
	}
	interview_side_wrap(side, 1, ROLE_QUIET, str_text(&text), 2);
	str_clear(&text);
	if (!side->desk->slot && !side->desk->read_only)
		/* TRANSLATORS: %s is a key */
		interview_key_text(
		    side->keymap, "clock", _("%s starts a slot"), &text);
	if (text.len)
		interview_side_put(side, 1, ROLE_QUIET, str_text(&text));
	str_done(&text);
}

void
interview_people_draw(struct interview_side *side)
{
	struct slot_people people;

	interview_side_heading(side, _("In the room"));
	room_people(side->desk, &people);
	for (size_t i = 0; i < people.count && i < PEOPLE_MOST; i++)
		draw_person(side, &people.items[i], i + 1);
	if (people.count || side->desk->said)
		draw_other(side, people.count);
	else
		draw_empty(side);
	slot_people_done(&people);
}

void
interview_next_slot(const struct desk *desk, struct str *out)
{
	struct slots slots = { 0 };
	size_t i = 0;

	if (!desk->slot)
		return;
	slots_list(desk->session, &slots);
	while (i < slots.count && !str_equal(slots.items[i].id, desk->slot))
		i++;
	for (i++; i < slots.count && slots.items[i].ended; i++)
		;
	if (i < slots.count) {
		const struct slot *next = &slots.items[i];
		struct str name = { 0 };

		if (next->title)
			str_add(&name, next->title);
		else
			room_slot_name(desk, next->id, " ", &name);
		if (next->begin >= 0)
			/* TRANSLATORS: "then break, 11:30": what comes after
			 * this slot, and when */
			str_printf(out, _("then %s, %02d:%02d"),
			    str_text(&name), next->begin / 60,
			    next->begin % 60);
		else
			/* TRANSLATORS: what comes after this slot */
			str_printf(out, _("then %s"), str_text(&name));
		str_done(&name);
	}
	slots_done(&slots);
}

/* "48 min" left, "5 min over"; true: over. */
static bool
add_left(const struct slot_clock *clock, struct str *out)
{
	long long left = clock->left / MINUTE;

	if (!clock->planned) {
		str_printf(out, _("%lld min"), clock->elapsed / MINUTE);
		return false;
	}
	if (clock->left >= 0) {
		/* rounded up: the last minute is one */
		left = (clock->left + MINUTE - 1) / MINUTE;
		str_printf(out, _("%lld min"), left);
		return false;
	}
	/* TRANSLATORS: minutes more than were planned */
	str_printf(out, _("%lld min over"), -left);
	return true;
}

int
interview_clock_draw(const struct desk *desk, size_t control,
    struct canvas *canvas, int row, int col, int end)
{
	size_t left = desk_rating(desk, control)->left;
	struct slot_clock clock = { 0 };
	struct str text = { 0 };
	bool over = false;

	if (desk->slot) {
		slot_clock(desk, desk->slot, desk->now, &clock);
		if (clock.items)
			left = clock.items_left;
	}
	if (left) {
		str_printf(&text, ngettext("%zu left", "%zu left", left), left);
		end = canvas_put_right(
		    canvas, row, col, end - col, ROLE_QUIET, str_text(&text));
		end -= 3;
		str_clear(&text);
	}
	if (desk->slot) {
		over = add_left(&clock, &text);
		end = canvas_put_right(canvas, row, col, end - col,
		          over ? ROLE_WARN : ROLE_QUIET, str_text(&text)) -
		      3;
		end = canvas_put_right(canvas, row, col, end - col, ROLE_QUIET,
		          desk->clock) -
		      3;
	}
	str_done(&text);
	return end;
}

/* "service manager, R" */
static void
add_role(const struct desk *desk, struct str *out)
{
	struct person person;

	if (!desk->speaker ||
	    !person_get(desk->session, desk->speaker, &person) ||
	    person.anonymous)
		return;
	char letter = person_letter(&person);

	if (person.position)
		str_printf(out, "   %s", person.position);
	if (letter != ' ')
		str_printf(out, "%s%c", person.position ? ", " : "   ", letter);
}

/* "also here: T. Lindqvist" */
static void
add_others(const struct desk *desk, struct str *out)
{
	struct slot_people people;
	bool any = false;

	if (!desk->slot)
		return;
	room_people(desk, &people);
	for (size_t i = 0; i < people.count; i++) {
		if (str_equal(people.items[i].id, desk->speaker))
			continue;
		char *name = person_name(desk->session, people.items[i].id);

		/* TRANSLATORS: names follow */
		str_add(out, any ? ", " : _("also here: "));
		str_add(out, name);
		any = true;
		free(name);
	}
	slot_people_done(&people);
}

void
interview_draw_speaker(const struct desk *desk, const struct keymap *keymap,
    struct canvas *canvas, int row, int col, int cells)
{
	struct str text = { 0 }, others = { 0 };

	if (desk->said) {
		str_printf(&text, _("%s speaks"), person_shown(desk->said));
		add_role(desk, &text);
	} else {
		add_nobody(keymap, "   ", &text);
	}
	int used = canvas_put_cut(canvas, row, col, cells,
	    desk->said ? ROLE_TEXT : ROLE_QUIET, str_text(&text));

	add_others(desk, &others);
	if (others.len && used + 12 < cells)
		canvas_put_cut(canvas, row, col + used + 6, cells - used - 6,
		    ROLE_QUIET, str_text(&others));
	str_done(&text);
	str_done(&others);
}
