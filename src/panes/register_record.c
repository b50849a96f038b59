/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The record of the item under the register's cursor, and what hangs on it. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/session.h"
#include "panes/evidence_look.h"
#include "panes/item_text.h"
#include "panes/pane.h"
#include "panes/register_text.h"
#include "panes/register_when.h"
#include "panes/when.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

enum { COL = 2, SIDE_BY_SIDE = 100, LINES_MOST = 24 };
/* What a link's line holds after its verdict, and from which cell on. */
enum { LINK_NAME, LINK_LEVELS, LINK_LOCATOR, LINK_CELLS };
static const int link_at[LINK_CELLS] = { 15, 29, 40 };

struct line {
	enum role role, lead_role;
	int lead; /* bytes of the text in lead_role */
	char *text;
	char *cells[LINK_CELLS]; /* or NULL; owned */
};
struct lines {
	struct line items[LINES_MOST];
	int count;
};

/* Takes the text over; an empty one makes no line. */
static struct line *
add_line(struct lines *lines, enum role role, struct str *text)
{
	struct line *line = &lines->items[lines->count];

	if (!text->len || lines->count == LINES_MOST) {
		str_done(text);
		return NULL;
	}
	*line = (struct line){ .role = role, .text = str_steal(text) };
	lines->count++;
	return line;
}

static void
lines_done(struct lines *lines)
{
	for (int i = 0; i < lines->count; i++) {
		free(lines->items[i].text);
		for (int k = 0; k < LINK_CELLS; k++)
			free(lines->items[i].cells[k]);
	}
}

static const char *
field(const struct desk *desk, const struct artifact *it, const char *name)
{
	return artifact_field(desk->session, it->id, name);
}

static void
add_day(const struct desk *desk, const char *day, struct str *out)
{
	int number = day_parse(day);

	if (number == DAY_NONE || desk->frame.today == DAY_NONE)
		str_add(out, day);
	else
		dayword_show(number, desk->frame.today, out);
}

/* "accepted   today 10:36 by J. Meyer", and the reason. */
static void
add_state(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	struct str text = { 0 }, day = { 0 };
	const char *word = evidence_state_word(it->state);
	const struct entry *entry;
	const struct commit *commit;
	const char *why = NULL;

	str_add(&text, _(word));
	int lead = (int)text.len;

	if (register_moment(desk, it, &day, &entry, &commit)) {
		str_printf(&text, _("   %s by %s"), str_text(&day), commit->by);
		why = entry->why;
	}
	struct line *line = add_line(lines, ROLE_TEXT, &text);

	/* no room for one more */
	if (line) {
		line->lead = lead;
		line->lead_role = evidence_role(word);
	}
	if (why) {
		char *folded = str_fold_space(why, strlen(why));

		str_add(&text, folded);
		add_line(lines, ROLE_TEXT, &text);
		free(folded);
	}
	str_done(&day);
}

/* From whom it is asked, since when and by when, while it has not come. */
static void
add_request(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	const char *from = field(desk, it, "requested from");
	const char *on = field(desk, it, "requested");
	struct str text = { 0 };
	char *name = from ? person_name(desk->session, from) : NULL;

	if (artifact_group(it->state) == ARTIFACT_OUTSTANDING) {
		if (name)
			/* TRANSLATORS: of whom evidence is asked for */
			str_printf(&text, _("from %s"), name);
		if (on) {
			struct str day = { 0 };

			add_day(desk, on, &day);
			str_add(&text, name ? "   " : "");
			/* TRANSLATORS: on which day evidence was asked for */
			str_printf(&text, _("requested %s"), str_text(&day));
			str_done(&day);
		}
		if (it->due != DAY_NONE) {
			str_add(&text, text.len ? "   " : "");
			dayword_due(it->due, desk->frame.today, &text);
		}
	}
	free(name);
	add_line(lines, ROLE_TEXT, &text);
}

/* "record, with the client". */
static void
add_kind(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	static const char *const names[] = { "type", "kept", "approval" };
	struct str text = { 0 };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = field(desk, it, names[i]);

		if (value)
			str_printf(
			    &text, "%s%s", text.len ? ", " : "", _(value));
	}
	add_line(lines, ROLE_TEXT, &text);
}

/* "1.4 MB". */
static void
add_size(const char *bytes, struct str *out)
{
	static const char *const units[] = { N_("kB"), N_("MB"), N_("GB") };
	double size = strtod(bytes, NULL);
	size_t unit = 0;

	if (size < 1000) {
		str_printf(out, ngettext("%d byte", "%d bytes", (unsigned)size),
		    (int)size);
		return;
	}
	for (size /= 1000; size >= 1000 && unit < 2; unit++)
		size /= 1000;
	str_printf(
	    out, size < 10 ? "%.1f %s" : "%.0f %s", size, _(units[unit]));
}

/* "/srv/share/sla/2026.pdf   1.4 MB", and the digest's ends. */
static void
add_file(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	const char *place = field(desk, it, "location");
	const char *file = field(desk, it, "file");
	const char *size = field(desk, it, "size");
	const char *sum = field(desk, it, "sha256");
	struct str text = { 0 };

	if (!place)
		place = file;
	if (place)
		str_add(&text, place);
	if (size) {
		str_add(&text, text.len ? "   " : "");
		add_size(size, &text);
	}
	add_line(lines, ROLE_TEXT, &text);
	if (sum && strlen(sum) == 64)
		str_printf(&text, "SHA-256 %.4s %.4s %.4s ... %s", sum, sum + 4,
		    sum + 8, sum + 62);
	add_line(lines, ROLE_QUIET, &text);
}

static void
add_periods(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	const char *begin = field(desk, it, "period/begin");
	const char *end = field(desk, it, "period/end");
	const char *valid = field(desk, it, "valid until");
	struct str text = { 0 };

	if (begin || end) {
		str_add(&text, _("period "));
		if (begin)
			add_day(desk, begin, &text);
		str_add(&text, _(" to "));
		if (end)
			add_day(desk, end, &text);
	}
	if (valid) {
		str_add(&text, text.len ? "   " : "");
		str_add(&text, _("valid until "));
		add_day(desk, valid, &text);
	}
	add_line(lines, ROLE_TEXT, &text);
}

/* "shown by B. Okafor, service manager, by mail". */
static void
add_origin(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	const char *by = field(desk, it, "provided by");
	const char *how = field(desk, it, "obtained");
	const char *witness = field(desk, it, "witness");
	struct str text = { 0 };
	struct person person;

	if (by) {
		char *name = person_name(desk->session, by);

		str_printf(&text, _("shown by %s"), name);
		if (desk->session && person_get(desk->session, by, &person) &&
		    !person.anonymous && person.position)
			str_printf(&text, ", %s", person.position);
		free(name);
	}
	if (how)
		str_printf(&text, "%s%s", text.len ? ", " : "", how);
	if (witness) {
		char *name = person_name(desk->session, witness);

		str_add(&text, text.len ? "   " : "");
		str_printf(&text, _("witness %s"), name);
		free(name);
	}
	add_line(lines, ROLE_TEXT, &text);
}

static void
add_note(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	const char *note = field(desk, it, "note");
	const char *by = field(desk, it, "superseded by");
	const char *locator = field(desk, it, "locator");
	struct str text = { 0 };

	if (locator)
		str_printf(&text, "@ %s", locator);
	add_line(lines, ROLE_TEXT, &text);
	if (by)
		str_printf(&text, _("superseded by %s"), by);
	add_line(lines, ROLE_TEXT, &text);
	if (note) {
		char *folded = str_fold_space(note, strlen(note));

		str_add(&text, folded);
		free(folded);
	}
	add_line(lines, ROLE_QUIET, &text);
}

static void
make_record(
    const struct desk *desk, const struct artifact *it, struct lines *lines)
{
	struct str flags = { 0 };

	*lines = (struct lines){ 0 };
	add_state(desk, it, lines);
	/* how long overdue is said beside the day */
	for (int i = 0; i < ARTIFACT_FLAGS; i++)
		if (it->flags & 1u << i && 1u << i != ARTIFACT_OVERDUE)
			str_printf(&flags, "%s%s", flags.len ? ", " : "",
			    artifact_flag_text((enum artifact_flag)(1u << i)));
	add_line(lines, ROLE_WARN, &flags);
	add_request(desk, it, lines);
	add_kind(desk, it, lines);
	add_file(desk, it, lines);
	add_periods(desk, it, lines);
	add_origin(desk, it, lines);
	add_note(desk, it, lines);
}

/* "L1 L2 L3": the levels a link bears out; one to a control those with
 * something met. */
static void
add_levels(
    const struct desk *desk, const struct artifact_link *link, struct str *out)
{
	const struct maturity *m = &desk_rating(desk, link->control)->maturity;
	struct spot spot;

	if (link->objective != CATALOG_NONE || link->gone ||
	    !str_equal(link->verdict, "supports"))
		return;
	if (item_text_spot(desk, link->control, link->criterion, &spot)) {
		str_printf(out, "L%d", spot.level);
		return;
	}
	for (int i = 1; i < MATURITY_LEVELS; i++)
		if (m->levels[i].met)
			str_printf(out, "%sL%d", out->len ? " " : "", i);
}

/* "supports   OPS-03        L1 L2 L3   p. 4-7". */
static void
add_link(const struct desk *desk, const struct artifact_link *link,
    struct lines *lines)
{
	struct str text = { 0 }, name = { 0 }, levels = { 0 };
	bool contradicts = str_equal(link->verdict, "contradicts");

	str_printf(&text, "%s%s", contradicts ? "! " : "", _(link->verdict));
	struct line *line =
	    add_line(lines, contradicts ? ROLE_BAD : ROLE_TEXT, &text);

	if (!line)
		return;
	item_text_show_row(desk, link->control, link->objective,
	    link->criterion, false, &name);
	add_levels(desk, link, &levels);
	line->cells[LINK_NAME] = str_steal(&name);
	line->cells[LINK_LEVELS] = str_steal(&levels);
	line->cells[LINK_LOCATOR] = xstrdup(link->locator);
}

static bool
is_out(const struct desk *desk, const struct artifact_link *link)
{
	return !scope_is_in(&desk_standing(desk, link->control)->scope);
}

static void
make_links(const struct desk *desk, const struct artifact *it, int rows,
    struct lines *lines)
{
	struct str text = { 0 }, others = { 0 };
	size_t shown = 0, hidden = 0, last = CATALOG_NONE;

	*lines = (struct lines){ 0 };
	for (size_t i = 0; i < it->link_count; i++) {
		const struct artifact_link *link = &it->links[i];

		if (is_out(desk, link)) {
			if (link->control != last)
				str_printf(&others, "%s%s",
				    others.len ? ", " : "",
				    catalog_string(desk->catalog, CONTROL_ID,
				        link->control));
			last = link->control;
			continue;
		}
		if (!shown && rows > 4) {
			str_add(&text, _("hangs on it"));
			add_line(lines, ROLE_QUIET, &text);
		}
		shown++;
		if (lines->count < (rows > 4 ? rows - 2 : 1))
			add_link(desk, link, lines);
		else
			hidden++;
	}
	if (hidden)
		str_printf(&text,
		    ngettext("and %zu more", "and %zu more", hidden), hidden);
	else if (!shown)
		str_add(&text, _("linked to nothing in scope: E links it"));
	add_line(lines, ROLE_QUIET, &text);
	if (others.len)
		str_printf(&text, _("also asked by %s: not in scope"),
		    str_text(&others));
	add_line(lines, ROLE_QUIET, &text);
	str_done(&others);
}

static void
draw_line(
    const struct line *line, struct canvas *canvas, int row, int col, int width)
{
	canvas_put_cut(canvas, row, col, width, line->role, line->text);
	if (line->lead)
		canvas_put_n(canvas, row, col, width, line->lead_role,
		    line->text, (size_t)line->lead);
	for (int i = 0, from = 0; i < LINK_CELLS; i++) {
		if (!line->cells[i] || !*line->cells[i])
			continue;
		/* a long name moves what follows */
		if (from < link_at[i])
			from = link_at[i];
		from += 1 + canvas_put_cut(canvas, row, col + from,
		                width - from, line->role, line->cells[i]);
	}
}

/* The sentence takes the last rows; returns where it begins. */
static int
draw_effect(const char *effect, const struct rect *r, struct canvas *canvas)
{
	struct wrap wrap = { 0 };
	int rows, first;

	if (!effect || !*effect)
		return r->row + r->rows;
	wrap_text(&wrap, effect, r->cols - 2);
	rows = (int)wrap.count;
	if (rows > 2)
		rows = 2;
	first = r->row + r->rows - rows;
	for (int i = 0; i < rows; i++)
		canvas_put_n(canvas, first + i, 1, r->cols - 2, ROLE_TEXT,
		    effect + wrap.lines[i].start, wrap.lines[i].len);
	wrap_done(&wrap);
	return first;
}

void
register_draw_record(const struct desk *desk, const struct artifact *artifact,
    const char *effect, const struct rect *r, struct canvas *canvas)
{
	struct lines record, links;
	int end = draw_effect(effect, r, canvas), row = r->row;
	bool beside = r->cols >= SIDE_BY_SIDE;
	int right = beside ? r->cols / 2 + 1 : COL;
	int width = beside ? right - COL - 2 : r->cols - COL - 1;
	int most = end - r->row;

	make_record(desk, artifact, &record);
	if (!beside && record.count < most / 2)
		most -= record.count;
	else if (!beside)
		most = most / 2 + 1;
	make_links(desk, artifact, most, &links);
	most = end - r->row;
	/* one above the other: what hangs on it keeps its rows */
	int room = beside ? most : most - links.count;

	for (int i = 0; i < record.count && i < room; i++)
		draw_line(&record.items[i], canvas, row++, COL, width);
	if (beside)
		row = r->row;
	for (int i = 0; i < links.count && row < end; i++)
		draw_line(
		    &links.items[i], canvas, row++, right, r->cols - right - 1);
	lines_done(&record);
	lines_done(&links);
}
