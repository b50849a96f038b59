/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The notes of the control shown and what was said about it, newest last; then
 * what is to follow. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/followups.h"
#include "model/people.h"
#include "model/session.h"
#include "panes/objective_past.h"
#include "panes/panes.h"
#include "panes/record_form.h"
#include "panes/room.h"
#include "panes/side_list.h"
#include "ui/canvas.h"

struct notes {
	struct pane pane;
	struct side_list list;
	char *control; /* whose notes these are */
	char *at;      /* path of the note under the cursor, or NULL */
	char *newest;  /* path of the last one, or NULL */
};

static struct pane *
open_notes(void)
{
	struct notes *notes = xcalloc(1, sizeof(*notes));

	side_list_restart(&notes->list, 0);
	return &notes->pane;
}

static void
done(struct pane *pane)
{
	struct notes *notes = (struct notes *)pane;

	side_list_done(&notes->list);
	free(notes->control);
	free(notes->at);
	free(notes->newest);
	free(notes);
}

/* Number, time and for whom, `who` between them unless NULL. */
static char *
head_text(
    const char *number, const char *when, const char *who, const char *audience)
{
	const char *const parts[] = { number, when, who, audience };
	struct str text = { 0 };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i] && *parts[i])
			str_printf(
			    &text, "%s%s", text.len ? " " : "", parts[i]);
	return str_steal(&text);
}

/* The assessor's own name where nobody else said it. */
static const char *
who_of(const struct said_item *item, const struct commit *commit)
{
	return item->who    ? item->who
	       : item->kind ? person_shown(room_nobody)
	       : commit     ? commit->by
	                    : NULL;
}

/* "3.2 10:31 B. Okafor private", "A02 10:33 ...". Where that is too long the
 * assessor's own name goes, or else what comes last goes below: of a statement
 * its kind. */
static void
add_head(struct notes *notes, const struct desk *desk, size_t number,
    const struct said_item *item)
{
	struct side_list *list = &notes->list;
	int cells = side_cells(&notes->pane);
	char when[SIDE_WHEN];
	const struct commit *commit = side_commit(desk, item->seq, when);
	const char *who = who_of(item, commit);
	/* TRANSLATORS: whom a note is for: the assessor alone, or the client
	 * too */
	const char *audience =
	    item->client ? _("for the client") : _("private");
	const char *last = !item->kind ? audience
	                   : str_equal(item->kind, "affirmation")
	                       ? NULL
	                       : _(item->kind);
	char *text = head_text(item->part, when, who, last);
	bool fits = text_cells(text) <= cells;

	if (!fits) {
		free(text);
		text = head_text(item->part, when, item->who ? who : NULL,
		    item->who ? NULL : last);
		fits = !item->who;
	}
	struct side_line *line =
	    side_list_add(list, number, SIDE_TEXT, ROLE_QUIET, text);

	line->sign = line->ascii = said_contradicts(item) ? "!" : "\"";
	line->sign_role = said_contradicts(item) ? ROLE_BAD : ROLE_TEXT;
	line->name = xstrdup(when);
	if (!fits && last)
		side_list_add(list, number, SIDE_TEXT, ROLE_QUIET, last);
	free(text);
}

/* Cells for a key in the welcome. */
enum { WELCOME_KEY = 7 };

/* Before there is a session this is where a newcomer is told what to press. */
static void
add_welcome(struct notes *notes, const struct desk *desk)
{
	static const struct {
		const char *command, *text;
		bool levels; /* only in packs that have some */
	} rows[] = {
		{ "open", N_("open the control"), false },
		{ "met", N_("met; a first answer starts a session"), true },
		{ "view-compare", N_("compare levels"), true },
		{ "search", N_("search all text"), false },
		{ "help", N_("keys, searchable"), false },
		{ "palette", N_("every command"), false },
	};
	int cells = side_cells(&notes->pane);

	side_list_wrap(&notes->list, SIDE_NONE, SIDE_TEXT, ROLE_TEXT,
	    _("Read as you like: nothing is written until you answer."), cells,
	    0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char key[16];

		if (rows[i].levels && catalog_scale_top(desk->catalog) < 0)
			continue;
		side_key(&notes->pane, rows[i].command, key);
		size_t first = side_list_wrap(&notes->list, SIDE_NONE,
		    SIDE_TEXT + WELCOME_KEY, ROLE_TEXT, _(rows[i].text),
		    cells - WELCOME_KEY, 0);

		notes->list.lines[first].label = xstrdup(key);
	}
}

static void
add_empty(struct notes *notes, const struct desk *desk)
{
	char key[16], *help = NULL;

	if (!desk->session) {
		add_welcome(notes, desk);
		return;
	}

	side_key(&notes->pane, "note", key);
	if (*key && !desk->read_only)
		/* TRANSLATORS: %s is a key; it opens the note editor */
		help = xasprintf(_("%s writes one"), key);
	/* TRANSLATORS: no notes */
	side_list_add_empty(&notes->list, &notes->pane, _("none yet"), help);
	free(help);
}

/* The cursor stays on its note; a new note gets it, and another control's
 * newest. */
static void
follow_items(struct notes *notes, const struct desk *desk,
    const struct said_items *items)
{
	size_t control = desk->spot.control, count = items->count;
	const char *id = control == CATALOG_NONE ? NULL
	                                         : catalog_string(desk->catalog,
	                                               CONTROL_ID, control);
	const char *newest = count ? items->items[count - 1].path : NULL;
	bool other = !str_equal(id, notes->control);
	size_t cursor = count ? count - 1 : 0;

	if (other)
		side_list_restart(&notes->list, cursor);
	else if (str_equal(newest, notes->newest))
		for (size_t i = 0; i < count; i++)
			if (str_equal(items->items[i].path, notes->at))
				cursor = i;
	notes->list.cursor = cursor;
	notes->list.items = count;
	desk_set(&notes->control, id);
	desk_set(&notes->newest, newest);
	desk_set(&notes->at, count ? items->items[cursor].path : NULL);
}

/* What a reviewer wants changed stands above the notes. */
static void
add_returned(struct notes *notes, const struct desk *desk)
{
	size_t control = desk->spot.control;
	struct str text = { 0 };

	if (desk_standing(desk, control)->review != REVIEW_RETURNED)
		return;
	objective_review_text(desk, control, &text);
	size_t first = side_list_wrap(&notes->list, SIDE_NONE, SIDE_TEXT,
	    ROLE_WARN, str_text(&text), side_cells(&notes->pane), 0);

	notes->list.lines[first].sign = notes->list.lines[first].ascii = "r";
	str_done(&text);
}

/* "T. Lindqvist, Fri 17 Jul" */
static void
add_promise(
    const struct desk *desk, const struct followup *item, struct str *out)
{
	char *name =
	    item->person ? person_name(desk->session, item->person) : NULL;

	if (name)
		str_add(out, name);
	if (item->due != DAY_NONE && desk->frame.today != DAY_NONE) {
		str_add(out, name ? ", " : "");
		dayword_show(item->due, desk->frame.today, out);
	}
	free(name);
}

/* What is still to follow on the control. */
static void
add_followups(struct notes *notes, const struct desk *desk)
{
	struct side_list *list = &notes->list;
	struct followups followups = { 0 };
	int cells = side_cells(&notes->pane);
	bool any = false;

	followups_list(desk->session, notes->control, &followups);
	for (size_t i = 0; i < followups.count; i++) {
		const struct followup *item = &followups.items[i];
		struct str below = { 0 };

		if (!item->open)
			continue;
		if (!any) {
			side_list_add(
			    list, SIDE_NONE, SIDE_TEXT, ROLE_TEXT, NULL);
			side_list_add(list, SIDE_NONE, SIDE_SIGN, ROLE_STRONG,
			    _("Follow-ups"))
			    ->name = xstrdup(_("Follow-ups"));
			any = true;
		}
		size_t first = side_list_wrap(list, SIDE_NONE, SIDE_TEXT,
		    ROLE_TEXT, item->text ? item->text : item->id, cells, 0);

		list->lines[first].sign = list->lines[first].ascii =
		    item->parked ? "P" : "f";
		add_promise(desk, item, &below);
		if (below.len)
			side_list_wrap(list, SIDE_NONE, SIDE_TEXT,
			    item->due != DAY_NONE &&
			            desk->frame.today != DAY_NONE &&
			            item->due < desk->frame.today
			        ? ROLE_WARN
			        : ROLE_QUIET,
			    str_text(&below), cells, 0);
		str_done(&below);
	}
	followups_done(&followups);
}

static void
fit(struct pane *pane, const struct desk *desk)
{
	struct notes *notes = (struct notes *)pane;
	struct said_items items = { 0 };

	said_list(desk, desk->spot.control, &items);
	follow_items(notes, desk, &items);
	side_list_clear(&notes->list);
	if (desk->spot.control != CATALOG_NONE)
		add_returned(notes, desk);
	for (size_t i = 0; i < items.count; i++) {
		add_head(notes, desk, i, &items.items[i]);
		side_list_wrap(&notes->list, i, SIDE_TEXT, ROLE_TEXT,
		    items.items[i].text, side_cells(pane), 0);
	}
	if (!items.count && desk->spot.control != CATALOG_NONE)
		add_empty(notes, desk);
	if (desk->spot.control != CATALOG_NONE)
		add_followups(notes, desk);
	said_items_done(&items);
	side_list_fit(&notes->list, pane, pane->rect.rows - 1);
}

static void
draw(const struct pane *pane, const struct desk *desk, struct canvas *canvas)
{
	const struct notes *notes = (const struct notes *)pane;

	side_draw_heading(
	    pane, desk, canvas, desk->session ? _("Notes") : _("Welcome"));
	side_list_draw(&notes->list, pane, canvas, pane->rect.row + 1);
}

/* The editor on the note, the form of the statement under the cursor. */
static bool
open_item(struct notes *notes, struct command_ctx *ctx)
{
	const struct desk *desk = ctx->desk;
	struct said_items items;

	said_list(desk, desk->spot.control, &items);
	for (size_t i = 0; i < items.count; i++) {
		const struct said_item *item = &items.items[i];

		if (!str_equal(item->path, notes->at))
			continue;
		const char *id = catalog_string(
		    desk->catalog, CONTROL_ID, desk->spot.control);
		char *name = item->part ? xasprintf("%s %s", id, item->part)
		                        : xstrdup(id);

		ctx->open_drawer =
		    item->kind ? record_form_open("statements", item->id,
		                     statement_fields, item->text)
		               : note_open(id, item->id, item->criterion, name,
		                     item->text);
		free(name);
	}
	said_items_done(&items);
	return ctx->open_drawer != NULL;
}

static bool
move(struct pane *pane, enum move move, struct command_ctx *ctx)
{
	struct notes *notes = (struct notes *)pane;

	if (move == MOVE_ENTER)
		return open_item(notes, ctx);
	bool moved = side_list_move(&notes->list, move);
	struct said_items items;

	said_list(ctx->desk, ctx->desk->spot.control, &items);
	if (notes->list.cursor < items.count)
		desk_set(&notes->at, items.items[notes->list.cursor].path);
	said_items_done(&items);
	return moved;
}

static const char *const *
hints(const struct pane *pane, const struct desk *desk)
{
	static const char *const some[] = { "open", "note", "down", "pane-next",
		NULL };
	static const char *const none[] = { "note", "pane-next", NULL };
	const struct notes *notes = (const struct notes *)pane;

	if (desk->read_only)
		return &some[2];
	return notes->list.items ? some : none;
}

const struct pane_ops notes_ops = {
	.name = "notes",
	.title = N_("Notes"),
	.hints = hints,
	.open = open_notes,
	.done = done,
	.fit = fit,
	.draw = draw,
	.move = move,
};
