/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which items have a finding, found without going through all of them: every
 * line on the screen asks. */

#include <config.h>

#include "model/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/desk.h"
#include "model/records.h"
#include "model/session.h"

struct indexed {
	char *about; /* owned; NULL: nothing named */
	int due;
	bool open, cleared;
};
struct finding_index {
	struct indexed *items; /* by about */
	size_t count, capacity;
};

static int
compare(const void *a, const void *b)
{
	const struct indexed *x = a, *y = b;

	if (!x->about || !y->about)
		return (x->about != NULL) - (y->about != NULL);
	return strcmp(x->about, y->about);
}

static void
clear(struct finding_index *index)
{
	for (size_t i = 0; i < index->count; i++)
		free(index->items[i].about);
	index->count = 0;
}

void
finding_index_read(struct finding_index *index, const struct session *session)
{
	struct record_walk walk;
	struct record record;

	clear(index);
	record_walk_begin(session, "findings", &walk);
	while (record_walk_next(&walk, &record)) {
		const char *state = record_value(&record, "state");
		bool cleared = str_equal(state, "cleared");

		index->items = mem_grow(index->items, &index->capacity,
		    index->count + 1, sizeof(*index->items));
		index->items[index->count++] = (struct indexed){
			.about = xstrdup(record_value(&record, "about")),
			.due = day_parse(record_value(&record, "due")),
			.open = !cleared && !str_equal(state, "completed"),
			.cleared = cleared,
		};
	}
	if (index->count)
		qsort(
		    index->items, index->count, sizeof(*index->items), compare);
}

void
finding_index_follow(struct finding_index *index, const struct session *session,
    const struct commit *commit)
{
	for (size_t i = 0; i < commit->count; i++)
		if (str_starts(commit->changes[i].path, "findings/")) {
			finding_index_read(index, session);
			return;
		}
}

struct finding_index *
finding_index_new(void)
{
	return xcalloc(1, sizeof(struct finding_index));
}

void
finding_index_free(struct finding_index *index)
{
	if (!index)
		return;
	clear(index);
	free(index->items);
	free(index);
}

bool
finding_marks(const struct desk *desk, const char *about)
{
	const struct finding_index *index = desk->findings;
	size_t low = 0, high = index ? index->count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *there = index->items[middle].about;

		if (!there || strcmp(there, about) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; index && low < index->count &&
	       str_equal(index->items[low].about, about);
	     low++)
		if (!index->items[low].cleared)
			return true;
	return false;
}

void
findings_count(const struct desk *desk, size_t *open, size_t *overdue)
{
	const struct finding_index *index = desk->findings;
	int today = desk->frame.today;

	*open = *overdue = 0;
	for (size_t i = 0; index && i < index->count; i++) {
		const struct indexed *item = &index->items[i];

		*open += item->open;
		*overdue += item->open && item->due != DAY_NONE &&
		            today != DAY_NONE && item->due < today;
	}
}
