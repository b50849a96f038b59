/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What hangs on a control: evidence and notes, gathered from pack and
 * session. */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/schema.h"
#include "model/session.h"

static struct evidence_item *
add_item(struct evidence_items *items)
{
	items->items = mem_grow(items->items, &items->capacity,
	    items->count + 1, sizeof(*items->items));
	items->items[items->count] = (struct evidence_item){ 0 };
	return &items->items[items->count++];
}

/* Ids of one's own say nothing: titles do. */
static int
by_title(const void *a, const void *b, void *data)
{
	const struct artifacts *artifacts = data;
	const struct artifact *x = artifacts_at(artifacts, *(const size_t *)a);
	const struct artifact *y = artifacts_at(artifacts, *(const size_t *)b);
	int order = str_natural_compare(x->title, y->title);

	return order ? order : str_natural_compare(x->id, y->id);
}

/* The artifacts of a control: the pack's as they come, one's own by title. The
 * caller frees it. */
static size_t *
in_order(const struct artifacts *artifacts, size_t control, size_t *count)
{
	const size_t *at = artifacts_of_control(artifacts, control, count);
	size_t *order = xcalloc(*count + 1, sizeof(*order)), own = 0;

	if (*count)
		memcpy(order, at, *count * sizeof(*order));
	while (own < *count &&
	       artifacts_at(artifacts, order[own])->row != CATALOG_NONE)
		own++;
	qsort_r(order + own, *count - own, sizeof(*order), by_title,
	    (void *)(uintptr_t)artifacts);
	return order;
}

/* What hangs on a control as long as nothing is recorded. */
static void
list_requests(
    const struct desk *desk, size_t control, struct evidence_items *items)
{
	const struct catalog *c = desk->catalog;

	for (size_t i = 0; i < catalog_count(c, CONTROL_EVIDENCE, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_EVIDENCE, control, i);

		*add_item(items) = (struct evidence_item){
			.row = row,
			.id = catalog_string(c, EVIDENCE_ID, row),
		};
	}
}

void
desk_evidence(
    const struct desk *desk, size_t control, struct evidence_items *items)
{
	size_t count;

	*items = (struct evidence_items){ 0 };
	if (desk_is_blank(desk)) {
		list_requests(desk, control, items);
		return;
	}
	size_t *at = in_order(desk_artifacts(desk), control, &count);

	for (size_t i = 0; i < count; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), at[i]);
		struct evidence_item *item = add_item(items);

		item->row = it->row;
		if (it->row == CATALOG_NONE)
			item->own_id = xstrdup(it->id);
		item->id =
		    it->row == CATALOG_NONE
		        ? item->own_id
		        : catalog_string(desk->catalog, EVIDENCE_ID, it->row);
	}
	free(at);
}

void
evidence_items_done(struct evidence_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		free(items->items[i].own_id);
	free(items->items);
	*items = (struct evidence_items){ 0 };
}

const char *
desk_evidence_state(const struct desk *desk, const char *id)
{
	if (desk_is_blank(desk))
		return evidence_state_word(EVIDENCE_NOT_REQUESTED);
	size_t at = artifacts_find(desk_artifacts(desk), id);

	return evidence_state_word(
	    at == CATALOG_NONE ? EVIDENCE_NOT_REQUESTED
	                       : artifacts_at(desk_artifacts(desk), at)->state);
}

static struct note_item *
add_note(struct note_items *notes, const struct entry *entry)
{
	notes->items = mem_grow(notes->items, &notes->capacity,
	    notes->count + 1, sizeof(*notes->items));
	struct note_item *note = &notes->items[notes->count++];

	*note = (struct note_item){
		.text = entry->value,
		.path = entry->path,
		.seq = entry->seq,
	};
	return note;
}

static int
by_seq(const void *a, const void *b)
{
	const struct note_item *x = a, *y = b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

static void
take_note(const struct desk *desk, const char *control,
    const struct entry *entry, struct note_items *notes)
{
	char *id = path_segment(entry->path, 2);
	char *field = path_segment(entry->path, 3);

	if (id && field && str_equal(field, "text")) {
		struct note_item *note = add_note(notes, entry);

		note->id = note->owned_id = id;
		note->criterion = session_getf(
		    desk->session, "%s/notes/%s/criterion", control, id);
		note->client =
		    str_equal(session_getf(desk->session,
		                  "%s/notes/%s/audience", control, id),
		        "client");
		id = NULL;
	}
	free(id);
	free(field);
}

/* A criterion's own note field. */
static void
take_criterion_note(const struct entry *entry, struct note_items *notes)
{
	char *criterion = path_segment(entry->path, 2);
	char *field = path_segment(entry->path, 3);

	if (criterion && field && str_equal(field, "note")) {
		struct note_item *note = add_note(notes, entry);

		note->id = "";
		note->criterion = note->owned_id = criterion;
		criterion = NULL;
	}
	free(criterion);
	free(field);
}

void
desk_notes(const struct desk *desk, size_t control, struct note_items *notes)
{
	*notes = (struct note_items){ 0 };
	if (control == CATALOG_NONE || !desk->session)
		return;
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	char *prefix = xasprintf("%s/notes/", id);
	size_t count = 0;
	const struct entry *entry =
	    session_range(desk->session, prefix, &count);

	for (size_t i = 0; i < count; i++)
		take_note(desk, id, &entry[i], notes);
	free(prefix);
	prefix = xasprintf("%s/criteria/", id);
	entry = session_range(desk->session, prefix, &count);
	for (size_t i = 0; i < count; i++)
		take_criterion_note(&entry[i], notes);
	free(prefix);
	if (notes->count)
		qsort(
		    notes->items, notes->count, sizeof(*notes->items), by_seq);
}

void
note_items_done(struct note_items *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		free(notes->items[i].owned_id);
	free(notes->items);
	*notes = (struct note_items){ 0 };
}

bool
desk_has_note(const struct desk *desk, struct spot spot)
{
	size_t row = desk_criterion(desk, spot);
	struct note_items notes;
	bool found = false;

	if (row == CATALOG_NONE || !desk->session)
		return false;
	char *key = xasprintf("%d.%s", spot.level,
	    catalog_string(desk->catalog, CRITERION_KEY, row));

	desk_notes(desk, spot.control, &notes);
	for (size_t i = 0; i < notes.count; i++)
		found |= notes.items[i].criterion &&
		         str_equal(notes.items[i].criterion, key);
	note_items_done(&notes);
	free(key);
	return found;
}
