/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The texts of a session that can be searched, and the controls each of them
 * belongs to. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/search_index.h"
#include "model/session.h"

/* No text: a state. */
#define NO_TEXT UINT32_MAX

struct collection {
	const struct catalog *catalog;
	const struct session *session;
	struct said_texts *said;
	const struct entry *evidence; /* all that is recorded about items */
	uint32_t *numbers;            /* of each of them: of its text */
};

/* What is recorded about one item. */
struct item {
	const struct entry *entries;
	size_t count;
};

static void
add_text(struct said_texts *said, const struct entry *entry, bool evidence)
{
	said->items = mem_grow(said->items, &said->capacity, said->count + 1,
	    sizeof(*said->items));
	said->items[said->count++] = (struct said){ entry, evidence };
}

static void
add_place(struct said_texts *said, size_t control, size_t text)
{
	said->places = mem_grow(said->places, &said->place_capacity,
	    said->place_count + 1, sizeof(*said->places));
	said->places[said->place_count++] =
	    (struct said_place){ (uint32_t)control, (uint32_t)text };
}

static void
collect_notes(const struct collection *in, size_t control)
{
	const char *id = catalog_string(in->catalog, CONTROL_ID, control);
	char prefix[80];
	size_t count;

	snprintf(prefix, sizeof(prefix), "%s/notes/", id);
	const struct entry *entries =
	    session_range(in->session, prefix, &count);

	for (size_t i = 0; i < count; i++)
		if (str_equal(strrchr(entries[i].path, '/'), "/text")) {
			add_text(in->said, &entries[i], false);
			add_place(in->said, control, in->said->count - 1);
		}
}

static void
collect_evidence(struct collection *in)
{
	size_t count;

	in->evidence = session_range(in->session, "evidence/", &count);
	in->numbers = xmalloc((count + 1) * sizeof(*in->numbers));
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = &in->evidence[i];

		in->numbers[i] = NO_TEXT;
		if (str_equal(strrchr(entry->path, '/'), "/state"))
			continue;
		in->numbers[i] = (uint32_t)in->said->count;
		add_text(in->said, entry, true);
	}
}

static struct item
find_item(const struct collection *in, const char *id)
{
	char prefix[80];
	struct item item;

	snprintf(prefix, sizeof(prefix), "evidence/%s/", id);
	item.entries = session_range(in->session, prefix, &item.count);
	return item;
}

static void
add_item(const struct collection *in, size_t control, struct item item)
{
	for (size_t i = 0; i < item.count; i++) {
		uint32_t text = in->numbers[item.entries + i - in->evidence];

		if (text != NO_TEXT)
			add_place(in->said, control, text);
	}
}

/* The controls that ask for an item. */
static void
spread_requests(const struct collection *in)
{
	const struct catalog *c = in->catalog;
	size_t rows = catalog_rows(c, TABLE_EVIDENCE);
	struct item *items = xcalloc(rows + 1, sizeof(*items));

	for (size_t i = 0; i < rows; i++)
		items[i] = find_item(in, catalog_string(c, EVIDENCE_ID, i));
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		size_t count = catalog_count(c, CONTROL_EVIDENCE, i);

		for (size_t j = 0; j < count; j++)
			add_item(in, i,
			    items[catalog_child(c, CONTROL_EVIDENCE, i, j)]);
	}
	free(items);
}

/* The controls that items are linked to: links/ITEM/CONTROL, or to a part of
 * it. */
static void
spread_links(const struct collection *in)
{
	size_t count;
	const struct entry *links =
	    session_range(in->session, "links/", &count);

	for (size_t i = 0; i < count; i++) {
		char *id = path_segment(links[i].path, 1);
		char *control = path_segment(links[i].path, 2);
		size_t row = control
		    ? catalog_find(in->catalog, TABLE_CONTROL, control)
		    : CATALOG_NONE;

		if (row != CATALOG_NONE)
			add_item(in, row, find_item(in, id));
		free(id);
		free(control);
	}
}

/* By control; notes have lower numbers than evidence. */
static int
compare_places(const void *a, const void *b)
{
	const struct said_place *x = a, *y = b;

	if (x->control != y->control)
		return x->control < y->control ? -1 : 1;
	return (x->said > y->said) - (x->said < y->said);
}

/* Sorts the places, and drops those that are there twice. */
static void
order_places(struct said_texts *said)
{
	size_t kept = 0;

	if (said->place_count > 1)
		qsort(said->places, said->place_count, sizeof(*said->places),
		    compare_places);
	for (size_t i = 0; i < said->place_count; i++)
		if (!kept ||
		    compare_places(
		        &said->places[kept - 1], &said->places[i]) != 0)
			said->places[kept++] = said->places[i];
	said->place_count = kept;
}

void
said_texts_init(struct said_texts *said, const struct catalog *catalog,
    const struct session *session)
{
	struct collection in = {
		.catalog = catalog,
		.session = session,
		.said = said,
	};

	*said = (struct said_texts){ 0 };
	for (size_t i = 0; i < catalog_rows(catalog, TABLE_CONTROL); i++)
		collect_notes(&in, i);
	collect_evidence(&in);
	if (said->count > 0) {
		spread_requests(&in);
		spread_links(&in);
	}
	order_places(said);
	free(in.numbers);
}

void
said_texts_done(struct said_texts *said)
{
	free(said->items);
	free(said->places);
}
