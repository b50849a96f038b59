/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Records of the session, found in its sorted map: the entries of one record
 * stand together there. */

#include <config.h>

#include "model/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/schema.h"
#include "model/session.h"

enum { ID_LENGTH = 6 };

void
record_walk_begin(const struct session *session, const char *segment,
    struct record_walk *walk)
{
	*walk = (struct record_walk){ .prefix = strlen(segment) + 1 };
	if (!session)
		return;
	char *prefix = xasprintf("%s/", segment);

	walk->at = session_range(session, prefix, &walk->left);
	free(prefix);
}

/* How many of the entries from the first on are its record's: doubling steps,
 * then the halves between, so that a long record costs little. */
static size_t
run_length(const struct entry *first, size_t left, size_t head)
{
	size_t low = 1, high = 1;

	while (
	    high < left && strncmp(first[high].path, first->path, head) == 0) {
		low = high + 1;
		high *= 2;
	}
	if (high > left)
		high = left;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strncmp(first[middle].path, first->path, head) == 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
record_walk_next(struct record_walk *walk, struct record *record)
{
	for (; walk->left; walk->at++, walk->left--) {
		const char *id = walk->at->path + walk->prefix;
		size_t len = strcspn(id, "/");

		/* a later version may record what has no fields */
		if (!id[len])
			continue;
		*record = (struct record){
			.id = id,
			.id_len = len,
			.fields = walk->at,
			.head = walk->prefix + len + 1,
		};
		record->count = run_length(walk->at, walk->left, record->head);
		walk->at += record->count;
		walk->left -= record->count;
		return true;
	}
	return false;
}

bool
record_find(const struct session *session, const char *segment, const char *id,
    struct record *record)
{
	struct record_walk walk = { .prefix = strlen(segment) + 1 };

	if (!session || !id || !*id || strchr(id, '/'))
		return false;
	char *prefix = xasprintf("%s/%s/", segment, id);

	walk.at = session_range(session, prefix, &walk.left);
	free(prefix);
	return record_walk_next(&walk, record);
}

const struct entry *
record_entry(const struct record *record, const char *field)
{
	size_t low = 0, high = record->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct entry *entry = &record->fields[middle];
		int order = strcmp(entry->path + record->head, field);

		if (order == 0)
			return entry;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const char *
record_value(const struct record *record, const char *field)
{
	const struct entry *entry = record_entry(record, field);

	return entry ? entry->value : NULL;
}

bool
record_about(const struct record *record, const char *control)
{
	const char *about = record_value(record, "about");
	size_t len = strlen(control);

	return about && strncmp(about, control, len) == 0 &&
	       (!about[len] || about[len] == '/');
}

void *
records_make(const struct session *session, const struct record_kind *kind,
    const char *control, size_t *count)
{
	struct record_walk walk;
	struct record record;
	size_t capacity = 0;
	char *items = NULL;

	*count = 0;
	record_walk_begin(session, kind->segment, &walk);
	while (record_walk_next(&walk, &record)) {
		if (control && !record_about(&record, control))
			continue;
		items = mem_grow(items, &capacity, *count + 1, kind->size);
		kind->fill(&record, items + kind->size * (*count)++);
	}
	if (*count)
		qsort(items, *count, kind->size, kind->compare);
	return items;
}

void
records_list(
    const struct session *session, const char *segment, struct record_ids *out)
{
	struct record_walk walk;
	struct record record;

	*out = (struct record_ids){ 0 };
	record_walk_begin(session, segment, &walk);
	while (record_walk_next(&walk, &record)) {
		out->ids = mem_grow(out->ids, &out->capacity, out->count + 1,
		    sizeof(*out->ids));
		out->ids[out->count++] = xstrndup(record.id, record.id_len);
	}
}

void
record_ids_done(struct record_ids *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		free(ids->ids[i]);
	free(ids->ids);
	*ids = (struct record_ids){ 0 };
}

bool
record_exists(
    const struct session *session, const char *segment, const char *id)
{
	struct record record;

	return record_find(session, segment, id, &record);
}

char *
record_path(const char *segment, const char *id, const char *field)
{
	return xasprintf("%s/%s/%s", segment, id, field);
}

static const struct entry *
find_entry(const struct session *session, const char *path)
{
	return session ? session_entry(session, path) : NULL;
}

const char *
record_get(const struct session *session, const char *segment, const char *id,
    const char *field)
{
	char *path = record_path(segment, id, field);
	const struct entry *entry = find_entry(session, path);
	const struct schema_row *row = entry ? NULL : schema_find(path);

	free(path);
	if (entry)
		return entry->value;
	return row ? row->fallback : NULL;
}

uint64_t
record_seq(const struct session *session, const char *segment, const char *id,
    const char *field)
{
	char *path = record_path(segment, id, field);
	const struct entry *entry = find_entry(session, path);

	free(path);
	return entry ? entry->seq : 0;
}

char *
record_new_id(const struct session *session, const char *segment)
{
	char id[ID_LENGTH + 1];

	do
		random_name(id, ID_LENGTH);
	while (record_exists(session, segment, id));
	return xstrdup(id);
}

static bool
is_blank(const char *text)
{
	return !text || !text[strspn(text, " \t\r\n")];
}

void
record_set(struct changes *changes, const char *segment, const char *id,
    const char *field, const char *value)
{
	char *path = record_path(segment, id, field);

	changes_add(changes, path, is_blank(value) ? NULL : value, NULL);
	free(path);
}

void
record_remove(struct changes *changes, const struct entry *entry)
{
	/* as it stands in the map: what it names need not be in this pack */
	if (schema_find(entry->path))
		changes_add_program(changes, entry->path, NULL);
}

void
record_drop(const struct session *session, struct changes *changes,
    const char *segment, const char *id)
{
	struct record record;

	if (!record_find(session, segment, id, &record))
		return;
	for (size_t i = 0; i < record.count; i++)
		record_remove(changes, &record.fields[i]);
}
