/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The sorted map of an assessment and the commits that made it. */

#include <config.h>

#include "model/session.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/schema.h"
#include "model/session_parts.h"

/* New entries wait here and are merged when it is full, so that a journal in
 * any order loads without moving the whole map for every line. */
enum { TAIL_MAX = 512 };

void
changes_cut(struct changes *changes, size_t count)
{
	while (changes->count > count) {
		struct change *change = &changes->items[--changes->count];

		free(change->path);
		free(change->value);
		free(change->why);
	}
}

void
changes_done(struct changes *changes)
{
	changes_cut(changes, 0);
	free(changes->items);
	*changes = (struct changes){ 0 };
}

void
changes_add(struct changes *changes, const char *path, const char *value,
    const char *why)
{
	changes->items = mem_grow(changes->items, &changes->capacity,
	    changes->count + 1, sizeof(*changes->items));
	changes->items[changes->count++] = (struct change){
		.path = xstrdup(path),
		.value = xstrdup(value),
		.why = xstrdup(why),
	};
}

void
changes_add_program(
    struct changes *changes, const char *path, const char *value)
{
	changes_add(changes, path, value, NULL);
	changes->items[changes->count - 1].program = true;
}

void
changes_copy(struct changes *changes, const struct changes *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct change *change = &from->items[i];

		changes_add(changes, change->path, change->value, change->why);
		changes->items[changes->count - 1].program = change->program;
	}
}

void
commit_done(struct commit *commit)
{
	for (size_t i = 0; i < commit->count; i++) {
		free(commit->changes[i].path);
		free(commit->changes[i].old);
		free(commit->changes[i].value);
		free(commit->changes[i].why);
	}
	free(commit->changes);
	free(commit->at);
	free(commit->by);
	free(commit->said);
	*commit = (struct commit){ 0 };
}

void
session_header_done(struct session_header *header)
{
	free(header->id);
	free(header->at);
	free(header->by);
	free(header->pack_id);
	free(header->pack_version);
	free(header->pack_digest);
	free(header->pack_path);
	free(header->policy);
	*header = (struct session_header){ 0 };
}

struct session *
session_new_take(struct session_header *header)
{
	struct session *session = xcalloc(1, sizeof(*session));

	session->header = *header;
	*header = (struct session_header){ 0 };
	session->tail = xcalloc(TAIL_MAX, sizeof(*session->tail));
	return session;
}

void
session_free(struct session *session)
{
	if (!session)
		return;
	for (size_t i = 0; i < session->count; i++)
		commit_done(&session->commits[i]);
	free(session->commits);
	free(session->entries);
	free(session->tail);
	free(session->undo.items);
	free(session->redo.items);
	if (!session->preview)
		session_header_done(&session->header);
	free(session);
}

const struct session_header *
session_header(const struct session *session)
{
	return &session->header;
}

/* The first entry not before path. */
static size_t
lower_bound(const struct entry *entries, size_t count, const char *path)
{
	size_t low = 0;

	while (low < count) {
		size_t middle = low + (count - low) / 2;

		if (strcmp(entries[middle].path, path) < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return low;
}

static struct entry *
find_in(struct entry *entries, size_t count, const char *path)
{
	size_t i = lower_bound(entries, count, path);

	return i < count && strcmp(entries[i].path, path) == 0 ? &entries[i]
	                                                       : NULL;
}

/* The entry of a path, dead or alive. */
static struct entry *
find(const struct session *session, const char *path)
{
	struct entry *entry =
	    find_in(session->entries, session->entry_count, path);

	if (!entry && session->tail_count)
		entry = find_in(session->tail, session->tail_count, path);
	return entry;
}

const struct entry *
session_entry(const struct session *session, const char *path)
{
	const struct entry *entry = find(session, path);

	return entry && entry->value ? entry : NULL;
}

const char *
session_get(const struct session *session, const char *path)
{
	const struct entry *entry = session_entry(session, path);

	return entry ? entry->value : NULL;
}

const char *
session_getf(const struct session *session, const char *format, ...)
{
	struct str path = { 0 };
	va_list args;

	va_start(args, format);
	str_vprintf(&path, format, args);
	va_end(args);
	const char *value = session_get(session, str_text(&path));

	str_done(&path);
	return value;
}

const struct entry *
session_range(const struct session *session, const char *prefix, size_t *count)
{
	size_t len = strlen(prefix), end = session->entry_count;
	size_t first = lower_bound(session->entries, end, prefix);
	size_t low = first;

	assert(!session->tail_count && !session->dead);
	/* the first one behind those that begin with prefix */
	while (low < end) {
		size_t middle = low + (end - low) / 2;

		if (strncmp(session->entries[middle].path, prefix, len) == 0)
			low = middle + 1;
		else
			end = middle;
	}
	*count = low - first;
	return *count ? &session->entries[first] : NULL;
}

size_t
session_commits(const struct session *session)
{
	return session->count;
}

const struct commit *
session_commit(const struct session *session, size_t i)
{
	assert(i < session->count);
	return &session->commits[i];
}

const struct commit *
session_find_commit(const struct session *session, uint64_t seq)
{
	return seq >= 1 && seq <= session->count ? &session->commits[seq - 1]
	                                         : NULL;
}

/* Merges the tail into the entries, from the back. */
static void
merge_tail(struct session *session)
{
	size_t left = session->entry_count, right = session->tail_count;
	size_t to = left + right;

	if (!right)
		return;
	session->entries = mem_grow(session->entries, &session->entry_capacity,
	    to, sizeof(*session->entries));
	session->entry_count = to;
	session->tail_count = 0;
	while (right) {
		struct entry *entries = session->entries;
		const struct entry *new = &session->tail[right - 1];

		if (left && strcmp(entries[left - 1].path, new->path) > 0)
			entries[--to] = entries[--left];
		else
			entries[--to] = session->tail[--right];
	}
}

/* Brings the map into order: one sorted array of live entries. */
static void
settle(struct session *session)
{
	merge_tail(session);
	if (!session->dead)
		return;
	size_t kept = 0;

	for (size_t i = 0; i < session->entry_count; i++)
		if (session->entries[i].value)
			session->entries[kept++] = session->entries[i];
	session->entry_count = kept;
	session->dead = 0;
}

static void
insert(struct session *session, const struct entry *entry)
{
	if (session->tail_count == TAIL_MAX)
		merge_tail(session);
	struct entry *tail = session->tail;
	size_t at = lower_bound(tail, session->tail_count, entry->path);

	memmove(tail + at + 1, tail + at,
	    (session->tail_count - at) * sizeof(*tail));
	tail[at] = *entry;
	session->tail_count++;
}

static void
apply_change(
    struct session *session, struct recorded_change *change, uint64_t seq)
{
	struct entry *entry = find(session, change->path);
	bool live = entry && entry->value;

	change->old_why = live ? entry->why : NULL;
	if (live && !change->old_seq)
		change->old_seq = entry->seq;
	if (!change->value) {
		if (live) {
			entry->value = NULL;
			entry->why = NULL;
			session->dead++;
		}
		return;
	}
	struct entry made = { change->path, change->value, change->why, seq };

	if (!entry)
		insert(session, &made);
	else
		*entry = made;
	if (entry && !live)
		session->dead--;
}

void
session_apply_take(struct session *session, struct commit *commit)
{
	assert(commit->seq == session->count + 1);
	session->commits = mem_grow(session->commits, &session->capacity,
	    session->count + 1, sizeof(*session->commits));
	struct commit *mine = &session->commits[session->count++];

	*mine = *commit;
	*commit = (struct commit){ 0 };
	for (size_t i = 0; i < mine->count; i++)
		apply_change(session, &mine->changes[i], mine->seq);
	if (!session->bulk)
		settle(session);
	session_note_undo(session, mine);
}

struct session *
session_preview_take(const struct session *session, struct commit *commit)
{
	struct session *made = xcalloc(1, sizeof(*made));

	made->preview = true;
	made->header = session->header;
	made->tail = xcalloc(TAIL_MAX, sizeof(*made->tail));
	made->entries = mem_grow(NULL, &made->entry_capacity,
	    session->entry_count + 1, sizeof(*made->entries));
	if (session->entry_count)
		memcpy(made->entries, session->entries,
		    session->entry_count * sizeof(*made->entries));
	made->entry_count = session->entry_count;
	made->commits = xcalloc(1, sizeof(*made->commits));
	made->count = made->capacity = 1;
	made->commits[0] = *commit;
	*commit = (struct commit){ 0 };
	for (size_t i = 0; i < made->commits[0].count; i++)
		apply_change(
		    made, &made->commits[0].changes[i], made->commits[0].seq);
	settle(made);
	return made;
}

void
session_bulk(struct session *session, bool on)
{
	session->bulk = on;
	if (!on)
		settle(session);
}

size_t
session_orphans(const struct session *session, const struct catalog *catalog)
{
	size_t count = 0;

	for (size_t i = 0; i < session->entry_count; i++)
		if (schema_orphan(catalog, session->entries[i].path))
			count++;
	return count;
}
