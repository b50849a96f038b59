/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Who is in the room, what was said there, and what it was about. */

#include <config.h>

#include "panes/room.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"
#include "model/statements.h"
#include "panes/item_text.h"
#include "panes/objective.h"

const char room_nobody[] = "not attributed";

char *
room_about(const struct pane *pane, const struct desk *desk)
{
	struct desk_objective at;
	struct spot spot =
	    desk->last.control != CATALOG_NONE ? desk->last : desk->spot;

	if (desk->spot.control == CATALOG_NONE)
		return NULL;
	if (pane && objective_at(pane, desk, &at)) {
		if (desk->designated.control != CATALOG_NONE)
			at = desk->designated;
		return item_text_of(desk, at.control, at.row, CATALOG_NONE);
	}
	return item_text_of(
	    desk, spot.control, CATALOG_NONE, desk_criterion(desk, spot));
}

bool
room_go(struct desk *desk, const char *about)
{
	struct desk_objective objective;
	struct spot spot;
	char *path =
	    strstr(about, "/criteria/")
	        ? xasprintf("%s/state", about)
	        : xasprintf("%.*s/performed", (int)strcspn(about, "/"), about);
	bool found = desk_find_path(desk, path, &spot);

	free(path);
	if (!found)
		return false;
	if (desk_find_objective(desk, about, &objective)) {
		objective_go(desk, objective);
		return true;
	}
	/* a control's own line is no place to go on at */
	if (!strchr(about, '/'))
		spot = desk_first_open(desk, spot.control);
	desk_go(desk, spot);
	return true;
}

static int
by_name(const void *a, const void *b, void *data)
{
	const struct session *session = data;
	const struct slot_person *x = a, *y = b;
	char *left = person_name(session, x->id);
	char *right = person_name(session, y->id);
	int order = str_natural_compare(left, right);

	free(left);
	free(right);
	return order ? order : strcmp(x->id, y->id);
}

/* Everybody the session knows. */
static void
all_people(const struct session *session, struct slot_people *out)
{
	struct record_ids ids = { 0 };

	records_list(session, "people", &ids);
	for (size_t i = 0; i < ids.count; i++) {
		out->items = mem_grow(out->items, &out->capacity,
		    out->count + 1, sizeof(*out->items));
		out->items[out->count++] =
		    (struct slot_person){ ids.ids[i], NULL };
		ids.ids[i] = NULL;
	}
	record_ids_done(&ids);
	if (out->count)
		qsort_r(out->items, out->count, sizeof(*out->items), by_name,
		    (void *)(uintptr_t)session);
}

void
room_people(const struct desk *desk, struct slot_people *out)
{
	size_t kept = 0;

	*out = (struct slot_people){ 0 };
	if (!desk->session)
		return;
	if (desk->slot)
		slot_people(desk->session, desk->slot, out);
	for (size_t i = 0; i < out->count; i++)
		if (str_equal(out->items[i].presence, "gone"))
			free(out->items[i].id);
		else
			out->items[kept++] = out->items[i];
	out->count = kept;
	if (!kept)
		all_people(desk->session, out);
}

const char *
room_speaker(const struct desk *desk)
{
	struct person person;

	/* the id would tell who it was */
	if (desk->speaker &&
	    !(person_get(desk->session, desk->speaker, &person) &&
	        person.anonymous))
		return desk->speaker;
	return desk->said;
}

static struct said_item *
add_said(struct said_items *said)
{
	said->items = mem_grow(said->items, &said->capacity, said->count + 1,
	    sizeof(*said->items));
	struct said_item *item = &said->items[said->count++];

	*item = (struct said_item){ 0 };
	return item;
}

/* "3.2" of a criterion, "A01" of an objective; NULL: the control itself. */
static char *
part_name(const struct desk *desk, const char *control, const char *about)
{
	struct str text = { 0 };

	if (!about || !strchr(about, '/'))
		return NULL;
	item_text_show(desk, about, &text);
	/* what comes behind the control's id */
	size_t len = strlen(control);

	if (str_starts(str_text(&text), control))
		str_remove(&text, 0, len + 1 <= text.len ? len + 1 : len);
	/* the pack has that criterion no longer */
	if (str_starts(str_text(&text), "criteria/")) {
		const char *level = str_text(&text) + strlen("criteria/");
		char *name =
		    xasprintf("L%.*s", (int)strcspn(level, "."), level);

		str_done(&text);
		return name;
	}
	return str_steal(&text);
}

static void
add_note(const struct desk *desk, const char *control,
    const struct note_item *note, struct said_items *said)
{
	struct said_item *item = add_said(said);
	const struct commit *commit =
	    session_find_commit(desk->session, note->seq);
	const char *objective =
	    *note->id ? session_getf(desk->session, "%s/notes/%s/objective",
	                    control, note->id)
	              : NULL;
	char *about =
	    note->criterion
	        ? xasprintf("%s/criteria/%s", control, note->criterion)
	    : objective ? xasprintf("%s/objectives/%s", control, objective)
	                : NULL;

	item->text = note->text;
	item->path = note->path;
	item->id = xstrdup(note->id);
	item->part = part_name(desk, control, about);
	item->criterion = xstrdup(note->criterion);
	item->who =
	    commit && commit->said ? xstrdup(person_shown(commit->said)) : NULL;
	item->client = note->client;
	item->seq = note->seq;
	free(about);
}

static void
add_statement(const struct desk *desk, const char *control,
    const struct statement *statement, struct said_items *said)
{
	struct said_item *item = add_said(said);
	char *path = record_path("statements", statement->id, "text");
	const struct entry *entry = session_entry(desk->session, path);

	item->text = statement->text;
	item->path = entry ? entry->path : "";
	item->id = xstrdup(statement->id);
	item->part = part_name(desk, control, statement->about);
	item->who =
	    statement->by ? person_name(desk->session, statement->by) : NULL;
	item->kind = statement->kind;
	item->client = statement->client;
	item->open = statement->open;
	item->seq = statement->seq;
	free(path);
}

static int
by_seq(const void *a, const void *b)
{
	const struct said_item *x = a, *y = b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

void
said_list(const struct desk *desk, size_t control, struct said_items *out)
{
	struct note_items notes = { 0 };
	struct statements statements = { 0 };

	*out = (struct said_items){ 0 };
	if (control == CATALOG_NONE || !desk->session)
		return;
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);

	desk_notes(desk, control, &notes);
	for (size_t i = 0; i < notes.count; i++)
		add_note(desk, id, &notes.items[i], out);
	note_items_done(&notes);
	statements_list(desk->session, id, &statements);
	for (size_t i = 0; i < statements.count; i++)
		add_statement(desk, id, &statements.items[i], out);
	statements_done(&statements);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), by_seq);
}

void
said_items_done(struct said_items *said)
{
	for (size_t i = 0; i < said->count; i++) {
		free(said->items[i].id);
		free(said->items[i].part);
		free(said->items[i].criterion);
		free(said->items[i].who);
	}
	free(said->items);
	*said = (struct said_items){ 0 };
}

bool
said_contradicts(const struct said_item *item)
{
	return item->open && str_equal(item->kind, "contradiction");
}

void
said_head(const struct said_item *item, const char *when, struct str *out)
{
	bool plain = str_equal(item->kind, "affirmation");

	/* of a note what it is on comes first, as in the pane of notes */
	if (!item->kind && item->part)
		str_printf(out, "%s ", item->part);
	str_add(out, when);
	if (item->who)
		str_printf(out, " %s", item->who);
	if (!item->kind)
		return;
	if (!plain && item->part)
		/* TRANSLATORS: ", lead to 3.2": what kind of statement, and
		 * to which criterion */
		str_printf(out, _(", %s to %s"), _(item->kind), item->part);
	else if (!plain)
		str_printf(out, ", %s", _(item->kind));
	else if (item->part)
		/* TRANSLATORS: "10:31 B. Okafor, to 3.2": about a criterion */
		str_printf(out, _(", to %s"), item->part);
}

void
room_slot_name(
    const struct desk *desk, const char *slot, const char *gap, struct str *out)
{
	const char *title = record_get(desk->session, "slots", slot, "title");
	size_t number = slots_number(desk->session, slot);

	if (number)
		/* TRANSLATORS: the second slot of the plan */
		str_printf(out, _("Slot %zu"), number);
	else
		/* TRANSLATORS: a stretch of time with some people */
		str_add(out, _("The slot"));
	if (title)
		str_printf(out, "%s%s", gap, title);
}

char *
room_request(struct command_ctx *ctx, const char *text, const char *person,
    int due, const char *about)
{
	const struct desk *desk = ctx->desk;
	char *id = artifact_new_id(desk->session);
	char *line = str_fold_space(text, strlen(text));
	char *path = artifact_path(id, "title");

	changes_add(ctx->changes, path, line, NULL);
	free(path);
	free(line);
	artifact_set_state(desk->session, ctx->changes, id, EVIDENCE_REQUESTED,
	    NULL, desk->frame.today, desk->assessor);
	if (person && !str_equal(person, room_nobody)) {
		path = artifact_path(id, "requested from");
		changes_add(ctx->changes, path, person, NULL);
		free(path);
	}
	if (due != DAY_NONE) {
		char day[16];

		day_text(due, day);
		path = artifact_path(id, "due");
		changes_add(ctx->changes, path, day, NULL);
		free(path);
	}
	if (about) {
		path = artifact_link_path(id, about);
		changes_add(ctx->changes, path, "supports", NULL);
		free(path);
	}
	return id;
}
