/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A search keeps the strings that hold its query, the places where these
 * stand, and which of the places are hits, four bytes each: what a hit is
 * otherwise is read from the index when it is asked for. */

#include <config.h>

#include "model/search.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/search_index.h"
#include "model/search_match.h"
#include "model/session.h"

/* A hit is a place of the catalog, or with this bit one of the session. */
#define SAID ((uint32_t)1 << 31)

/* A control with hits, and the first of them. */
struct group {
	uint32_t control, first;
};

struct numbers {
	uint32_t *items;
	size_t count, capacity;
};

struct search {
	struct search_index *index;
	struct matcher matcher;
	char *query;                   /* NULL: none yet */
	const struct session *session; /* that it was looked for in, or NULL */
	unsigned made;                 /* the index's, then */
	uint64_t *found;               /* strings that hold the query */
	uint64_t *found_said;          /* session texts that do */
	struct numbers places;         /* that have one of the strings */
	struct numbers named;          /* controls the query names */
	struct numbers hits;
	struct group *groups;
	size_t group_count, group_capacity;
};

struct search *
search_new(struct search_index *index)
{
	struct search *search = xcalloc(1, sizeof(*search));

	search->index = index;
	matcher_init(&search->matcher, "");
	return search;
}

void
search_free(struct search *search)
{
	if (!search)
		return;
	matcher_done(&search->matcher);
	free(search->query);
	free(search->found);
	free(search->found_said);
	free(search->places.items);
	free(search->named.items);
	free(search->hits.items);
	free(search->groups);
	free(search);
}

static void
put(struct numbers *numbers, uint32_t number)
{
	if (numbers->count == numbers->capacity)
		numbers->items = mem_grow(numbers->items, &numbers->capacity,
		    numbers->count + 1, sizeof(*numbers->items));
	numbers->items[numbers->count++] = number;
}

/* A set of all of so many. */
static uint64_t *
all_bits(size_t count)
{
	size_t bytes = bits_words(count) * sizeof(uint64_t);

	return memset(xmalloc(bytes), 0xff, bytes);
}

/* Everything may be found again. */
static void
start_over(struct search *search)
{
	const struct search_index *index = search->index;

	matcher_forget(&search->matcher);
	free(search->found);
	free(search->found_said);
	search->found = all_bits(index->places.strings.count);
	search->found_said = all_bits(index->said.count);
}

/* The places of the strings found: of all places, or of those there were. */
static void
find_places(struct search *search, bool narrow)
{
	const uint32_t *texts = search->index->places.texts;
	const uint64_t *found = search->found;
	struct numbers *places = &search->places;
	size_t kept = 0;

	if (narrow) {
		for (size_t i = 0; i < places->count; i++) {
			uint32_t place = places->items[i];

			places->items[kept] = place;
			kept += bits_has(found, texts[place]);
		}
		places->count = kept;
		return;
	}
	places->count = 0;
	for (size_t i = 0; i < search->index->places.count; i++)
		if (bits_has(found, texts[i]))
			put(places, (uint32_t)i);
}

static void
find_said(struct search *search)
{
	const struct said_texts *said = &search->index->said;

	for (size_t i = 0; search->session && i < said->count; i++)
		if (bits_has(search->found_said, i) &&
		    !matcher_finds(
		        &search->matcher, said->items[i].entry->value))
			bits_drop(search->found_said, i);
}

/* The controls whose id begins with the query. */
static void
find_named(struct search *search)
{
	const struct places *p = &search->index->places;

	search->named.count = 0;
	for (size_t i = 0; i < p->controls; i++) {
		uint32_t id = p->texts[p->starts[i]];

		if (matcher_begins(&search->matcher,
		        p->strings.pool + p->strings.at[id]))
			put(&search->named, (uint32_t)i);
	}
}

static enum place_kind
kind_of(uint32_t where)
{
	return (enum place_kind)(where & ((1 << WHERE_LEVEL) - 1));
}

/* The hits among a control's places, those found from..to-1. The id of an
 * objective begins with the control's, so it is no news where the control's own
 * is a hit. */
static void
add_places(struct search *search, size_t control, size_t from, size_t to)
{
	const struct places *p = &search->index->places;
	uint32_t last = UINT32_MAX;
	bool named = false;

	for (size_t i = from; i < to; i++) {
		uint32_t place = search->places.items[i];
		uint32_t where = p->wheres[place];

		switch (kind_of(where)) {
		case PLACE_ID:
			named |= place == p->starts[control];
			break;
		case PLACE_SOLUTION:
			last = UINT32_MAX;
			break;
		case PLACE_OBJECTIVE_ID:
			if (named)
				continue;
			where ^= PLACE_OBJECTIVE_ID ^ PLACE_OBJECTIVE;
			break;
		default:
			break;
		}
		if (where != last)
			put(&search->hits, place);
		last = where;
	}
}

/* Where the numbers, sorted, are no longer below a limit. */
static size_t
end_below(const struct numbers *numbers, uint32_t limit)
{
	size_t low = 0, high = numbers->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (numbers->items[middle] < limit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first place in the session that belongs to this control or a later one.
 */
static size_t
first_said(const struct said_texts *said, size_t control)
{
	size_t low = 0, high = said->place_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (said->places[middle].control < control)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
has_said(const struct search *search)
{
	return search->session && search->index->said.place_count > 0;
}

static void
add_said(struct search *search, size_t control)
{
	const struct said_texts *said = &search->index->said;

	for (size_t i = first_said(said, control);
	     i < said->place_count && said->places[i].control == control; i++)
		if (bits_has(search->found_said, said->places[i].said))
			put(&search->hits, SAID | (uint32_t)i);
}

/* A control whose places are those found from..to-1. */
static void
add_control(struct search *search, size_t control, size_t from, size_t to)
{
	size_t before = search->hits.count;

	add_places(search, control, from, to);
	if (has_said(search))
		add_said(search, control);
	if (search->hits.count == before)
		return;
	search->groups = mem_grow(search->groups, &search->group_capacity,
	    search->group_count + 1, sizeof(*search->groups));
	search->groups[search->group_count++] =
	    (struct group){ (uint32_t)control, (uint32_t)before };
}

/* Controls named by the query first, then the others. */
static void
list_hits(struct search *search)
{
	const uint32_t *starts = search->index->places.starts;
	const struct numbers *places = &search->places;
	const struct numbers *named = &search->named;
	bool said = has_said(search);
	size_t at = 0, next = 0;

	search->hits.count = search->group_count = 0;
	for (size_t i = 0; i < named->count; i++) {
		uint32_t control = named->items[i];

		add_control(search, control,
		    end_below(places, starts[control]),
		    end_below(places, starts[control + 1]));
	}
	for (size_t i = 0; i < search->index->places.controls; i++) {
		size_t from = at;

		while (at < places->count && places->items[at] < starts[i + 1])
			at++;
		if (next < named->count && named->items[next] == i)
			next++;
		else if (at > from || said)
			add_control(search, i, from, at);
	}
}

static void
look(struct search *search, bool narrow)
{
	if (!narrow)
		start_over(search);
	strings_sweep(&search->index->places.strings, &search->matcher,
	    search->found);
	find_places(search, narrow);
	find_said(search);
	find_named(search);
	list_hits(search);
}

/* Is what was found last of the same texts? */
static bool
is_same(const struct search *search, const struct session *session)
{
	return search->query && search->session == session &&
	    search->made == search->index->made;
}

void
search_run(struct search *search, const struct session *session,
    size_t language, const char *query)
{
	bool same, narrow;

	search_index_make(search->index, session, language);
	same = is_same(search, session);
	if (same && str_equal(search->query, query))
		return;
	free(search->query);
	search->query = xstrdup(query);
	search->session = session;
	search->made = search->index->made;
	narrow = matcher_change(&search->matcher, query) && same;
	if (search->matcher.count > 0)
		look(search, narrow);
	else
		search->hits.count = search->group_count = 0;
}

size_t
search_hits(const struct search *search)
{
	return search->hits.count;
}

size_t
search_controls(const struct search *search)
{
	return search->group_count;
}

size_t
search_group_control(const struct search *search, size_t at)
{
	return search->groups[at].control;
}

size_t
search_group_first(const struct search *search, size_t at)
{
	return at < search->group_count ? search->groups[at].first
					: search->hits.count;
}

size_t
search_group_of(const struct search *search, size_t hit)
{
	size_t low = 0, high = search->group_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (search->groups[middle].first <= hit)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The level that a note is about: its "criterion" is "3.7be01c44". */
static int
note_level(const struct session *session, const char *path)
{
	int length = (int)(strrchr(path, '/') - path);
	const char *about =
	    session_getf(session, "%.*s/criterion", length, path);

	return about ? atoi(about) : -1;
}

static struct hit
said_hit(const struct search *search, size_t place)
{
	const struct said_texts *texts = &search->index->said;
	const struct said *said = &texts->items[texts->places[place].said];
	const struct entry *entry = said->entry;

	return (struct hit){
		.field = said->evidence ? "evidence" : "note",
		.level = said->evidence
		    ? -1
		    : note_level(search->session, entry->path),
		.path = entry->path,
		.text = entry->value,
	};
}

static struct hit
place_hit(const struct places *p, uint32_t place)
{
	static const char *const names[] = {
		[PLACE_ID] = "id",
		[PLACE_TITLE] = "title",
		[PLACE_STATEMENT] = "statement",
		[PLACE_QUESTION] = "question",
		[PLACE_GUIDANCE] = "guidance",
		[PLACE_PROMPT] = "prompt",
		[PLACE_SUMMARY] = "summary",
		[PLACE_CRITERION] = "criterion",
		[PLACE_NOTE] = "note",
		[PLACE_EXAMPLE] = "example",
		[PLACE_OBJECTIVE] = "objective",
		[PLACE_EVIDENCE] = "evidence",
		[PLACE_SOLUTION] = "solution",
		[PLACE_MAPPING] = "mapping",
		[PLACE_OBJECTIVE_ID] = "objective",
	};
	uint32_t where = p->wheres[place];
	int level = (int)(where >> WHERE_LEVEL) & WHERE_NO_LEVEL;

	return (struct hit){
		.field = names[kind_of(where)],
		.level = level == WHERE_NO_LEVEL ? -1 : level,
		.item = where >> WHERE_ITEM,
		.text = p->strings.pool + p->strings.at[p->texts[place]],
	};
}

struct hit
search_hit(const struct search *search, size_t at)
{
	const struct search_index *index = search->index;

	assert(search->made == index->made);
	uint32_t number = search->hits.items[at];
	struct hit hit = number & SAID
	    ? said_hit(search, number & ~SAID)
	    : place_hit(&index->places, number);

	hit.control = search_group_control(search, search_group_of(search, at));
	return hit;
}

void
search_locate(struct search *search, const struct hit *hit, size_t *start,
    size_t *end)
{
	matcher_locate(&search->matcher, hit->text, start, end);
}
