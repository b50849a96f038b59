/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The same criterion in many controls: who carries it, what a copy of its
 * answer is, and when a copy has to be asked again. */

#include <config.h>

#include "model/twins.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/rating_parts.h"
#include "model/schema.h"
#include "model/session.h"

void
twins_done(struct twins *twins)
{
	free(twins->items);
	*twins = (struct twins){ 0 };
}

static const char *
control_id(const struct desk *desk, size_t control)
{
	return catalog_string(desk->catalog, CONTROL_ID, control);
}

/* What is recorded in a field of a control's criterion, or NULL. */
static const struct entry *
find_entry(const struct desk *desk, size_t control, int level, const char *key,
    const char *field)
{
	const struct entry *entry;
	char *path;

	if (!desk->session)
		return NULL;
	path = path_criterion(control_id(desk, control), level, key, field);
	entry = session_entry(desk->session, path);
	free(path);
	return entry;
}

/* What an entry that says a state says; NULL: nothing is said. */
static enum criterion_state
entry_state(const struct entry *entry)
{
	enum criterion_state state =
	    entry ? criterion_state_find(entry->value) : STATE_UNASSESSED;

	return state == STATE_COUNT ? STATE_UNASSESSED : state;
}

bool
twins_recheck(
    const struct desk *desk, size_t control, int level, size_t criterion)
{
	const char *key =
	    catalog_string(desk->catalog, CRITERION_KEY, criterion);
	const struct entry *copied =
	    find_entry(desk, control, level, key, "copied");

	return copied && standing_copy_old(desk->session, copied);
}

/* Where a control carries a key at a level; false when it does not. */
static bool
find_item(const struct catalog *catalog, size_t control, int level,
    const char *key, struct twin *out)
{
	size_t row = catalog_control_level(catalog, control, level);
	size_t count = row == CATALOG_NONE
	                   ? 0
	                   : catalog_count(catalog, CLEVEL_CRITERIA, row);

	for (size_t i = 0; i < count; i++) {
		size_t criterion =
		    catalog_child(catalog, CLEVEL_CRITERIA, row, i);

		if (!str_equal(
		        catalog_string(catalog, CRITERION_KEY, criterion), key))
			continue;
		*out = (struct twin){ .control = control,
			.level = level,
			.item = i,
			.criterion = criterion };
		return true;
	}
	return false;
}

static void
look_at(const struct desk *desk, const char *key, struct twin *twin)
{
	const struct entry *copied =
	    find_entry(desk, twin->control, twin->level, key, "copied");

	twin->now = entry_state(
	    find_entry(desk, twin->control, twin->level, key, "state"));
	twin->copied = copied != NULL;
	twin->recheck = copied && standing_copy_old(desk->session, copied);
	twin->in_scope =
	    scope_is_in(&desk_standing(desk, twin->control)->scope);
	twin->take =
	    twin->in_scope && (twin->now == STATE_UNASSESSED || twin->recheck);
}

void
twins_find(const struct desk *desk, size_t control, int level, size_t criterion,
    struct twins *out)
{
	const struct catalog *catalog = desk->catalog;
	const char *key = catalog_string(catalog, CRITERION_KEY, criterion);
	size_t domain = catalog_ref(catalog, CONTROL_DOMAIN, control);

	*out = (struct twins){ 0 };
	for (size_t i = 0; i < catalog_rows(catalog, TABLE_CONTROL); i++) {
		struct twin twin;

		if (i == control ||
		    catalog_ref(catalog, CONTROL_DOMAIN, i) != domain ||
		    !find_item(catalog, i, level, key, &twin))
			continue;
		look_at(desk, key, &twin);
		out->items = mem_grow(out->items, &out->capacity,
		    out->count + 1, sizeof(*out->items));
		out->items[out->count++] = twin;
	}
}

static void
set_field(const struct desk *desk, size_t control, int level, const char *key,
    const char *field, const char *value, const char *why,
    struct changes *changes)
{
	char *path =
	    path_criterion(control_id(desk, control), level, key, field);

	changes_add(changes, path, value, why);
	free(path);
}

/* Gives one control the source's answer, unless it has it as its own; `from`
 * is the source's id. */
static void
copy_to(const struct desk *desk, size_t control, int level, const char *key,
    const struct entry *source, const char *from, struct changes *changes)
{
	const struct entry *state =
	    find_entry(desk, control, level, key, "state");

	if (state && str_equal(state->value, source->value) &&
	    !find_entry(desk, control, level, key, "copied"))
		return;
	set_field(desk, control, level, key, "state", source->value,
	    source->why, changes);
	set_field(desk, control, level, key, "copied", from, NULL, changes);
}

void
twins_copy(const struct desk *desk, size_t control, int level, size_t criterion,
    const struct twins *twins, struct changes *changes)
{
	const char *key =
	    catalog_string(desk->catalog, CRITERION_KEY, criterion);
	const char *id = control_id(desk, control);
	const struct entry *source =
	    find_entry(desk, control, level, key, "state");
	const struct entry *mark =
	    find_entry(desk, control, level, key, "copied");
	bool turned = false;

	if (entry_state(source) == STATE_UNASSESSED)
		return;
	for (size_t i = 0; i < twins->count; i++) {
		size_t to = twins->items[i].control, before = changes->count;

		if (!twins->items[i].take)
			continue;
		copy_to(desk, to, level, key, source, id, changes);
		turned |= mark && changes->count > before &&
		          str_equal(mark->value, control_id(desk, to));
	}
	/* two copies of each other would be nobody's answer */
	if (turned)
		set_field(
		    desk, control, level, key, "copied", NULL, NULL, changes);
}

void
twins_confirm(const struct desk *desk, size_t control, int level,
    size_t criterion, struct changes *changes)
{
	const char *key =
	    catalog_string(desk->catalog, CRITERION_KEY, criterion);

	if (find_entry(desk, control, level, key, "copied"))
		set_field(
		    desk, control, level, key, "copied", NULL, NULL, changes);
}

/* The criterion that a path below "CONTROL/criteria/" marks as copied;
 * CATALOG_NONE when it says something else, or the pack has it no more. */
static size_t
copied_criterion(
    const struct catalog *catalog, size_t control, const char *rest, int *level)
{
	const char *field = strchr(rest, '/'), *key;
	size_t criterion = CATALOG_NONE;
	char *segment;

	if (!field || !str_equal(field, "/copied"))
		return CATALOG_NONE;
	segment = xstrndup(rest, (size_t)(field - rest));
	if (path_parse_criterion(segment, level, &key))
		criterion =
		    catalog_find_criterion(catalog, control, *level, key);
	free(segment);
	return criterion;
}

/* The entries of a control's criteria; NULL: none. *skip is the length of what
 * their paths begin with. */
static const struct entry *
criteria_entries(
    const struct desk *desk, size_t control, size_t *count, size_t *skip)
{
	const struct entry *entries = NULL;
	char *prefix = xasprintf("%s/criteria/", control_id(desk, control));

	*count = 0;
	*skip = strlen(prefix);
	if (desk->session)
		entries = session_range(desk->session, prefix, count);
	free(prefix);
	return entries;
}

void
twins_confirm_all(
    const struct desk *desk, size_t control, struct changes *changes)
{
	size_t count, skip;
	const struct entry *entries =
	    criteria_entries(desk, control, &count, &skip);

	for (size_t i = 0; i < count; i++) {
		int level;

		if (copied_criterion(desk->catalog, control,
		        entries[i].path + skip, &level) != CATALOG_NONE)
			changes_add(changes, entries[i].path, NULL, NULL);
	}
}

void
shared_criteria_done(struct shared_criteria *list)
{
	free(list->items);
	*list = (struct shared_criteria){ 0 };
}

/* Finds a criterion in the list being made: places hold its index plus one,
 * 0 is a free place. */
struct shared_index {
	const struct catalog *catalog;
	struct shared_criteria *list;
	size_t *places;
	size_t mask;
};

static void
index_init(struct shared_index *index, const struct catalog *catalog,
    struct shared_criteria *list, size_t most)
{
	size_t size = 16;

	while (size < 2 * most)
		size *= 2;
	*index = (struct shared_index){ .catalog = catalog,
		.list = list,
		.places = xcalloc(size, sizeof(*index->places)),
		.mask = size - 1 };
}

static bool
same_criterion(const struct shared_index *index, size_t place,
    const struct shared_criterion *wanted, const char *key)
{
	const struct catalog *c = index->catalog;
	const struct shared_criterion *it =
	    &index->list->items[index->places[place] - 1];

	return it->level == wanted->level &&
	       catalog_ref(c, CONTROL_DOMAIN, it->control) ==
	           catalog_ref(c, CONTROL_DOMAIN, wanted->control) &&
	       str_equal(catalog_string(c, CRITERION_KEY, it->criterion), key);
}

/* Where a criterion's place is: taken by the same, or free. */
static size_t *
index_place(
    const struct shared_index *index, const struct shared_criterion *wanted)
{
	const char *key =
	    catalog_string(index->catalog, CRITERION_KEY, wanted->criterion);
	size_t place = str_hash(key, strlen(key)) + (size_t)wanted->level;

	for (place &= index->mask; index->places[place];
	     place = (place + 1) & index->mask)
		if (same_criterion(index, place, wanted, key))
			break;
	return &index->places[place];
}

/* The item of the list that is the same as this one, which is added where
 * there is none. */
static struct shared_criterion *
index_take(struct shared_index *index, const struct shared_criterion *wanted)
{
	struct shared_criteria *list = index->list;
	size_t *place = index_place(index, wanted);

	if (!*place) {
		list->items = mem_grow(list->items, &list->capacity,
		    list->count + 1, sizeof(*list->items));
		list->items[list->count++] = *wanted;
		*place = list->count;
	}
	return &list->items[*place - 1];
}

/* Is the domain this one, or below it? */
static bool
is_within(const struct catalog *catalog, size_t domain, size_t around)
{
	size_t depth = catalog_rows(catalog, TABLE_DOMAIN);

	while (domain != around && domain != CATALOG_NONE && depth-- > 0)
		domain = catalog_ref(catalog, DOMAIN_PARENT, domain);
	return domain == around;
}

/* Counts the copies of a control that have to be asked again. */
static void
add_rechecks(
    const struct desk *desk, struct shared_index *index, size_t control)
{
	size_t count, skip;
	const struct entry *entries =
	    criteria_entries(desk, control, &count, &skip);

	for (size_t i = 0; i < count; i++) {
		struct shared_criterion wanted = { .control = control };
		size_t place;

		wanted.criterion = copied_criterion(desk->catalog, control,
		    entries[i].path + skip, &wanted.level);
		if (wanted.criterion == CATALOG_NONE ||
		    !standing_copy_old(desk->session, &entries[i]))
			continue;
		place = *index_place(index, &wanted);
		if (place)
			index->list->items[place - 1].recheck++;
	}
}

static void
add_control(const struct desk *desk, struct shared_index *index, size_t control)
{
	struct answers answers;

	answers_read(desk->catalog, desk->session, control, &answers);
	for (int level = 1; level < MATURITY_LEVELS; level++) {
		const struct level_input *input = &answers.input.levels[level];

		for (size_t i = 0; i < input->count; i++) {
			struct shared_criterion *shared = index_take(index,
			    &(struct shared_criterion){ .level = level,
			        .criterion = catalog_child(desk->catalog,
			            CLEVEL_CRITERIA, answers.levels[level], i),
			        .control = control,
			        .item = i });

			shared->count++;
			shared->by[input->states[i]]++;
		}
	}
	answers_done(&answers);
	add_rechecks(desk, index, control);
}

static int
compare_shared(const void *a, const void *b)
{
	const struct shared_criterion *x = a, *y = b;

	if (x->level != y->level)
		return x->level - y->level;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	if (x->control != y->control)
		return x->control < y->control ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

void
shared_criteria_find(
    const struct desk *desk, size_t domain, struct shared_criteria *out)
{
	const struct catalog *catalog = desk->catalog;
	size_t controls = catalog_rows(catalog, TABLE_CONTROL), most = 0;
	bool *wanted = xcalloc(controls + 1, sizeof(*wanted));
	struct shared_index index;

	*out = (struct shared_criteria){ 0 };
	for (size_t i = 0; i < controls; i++) {
		wanted[i] =
		    scope_is_in(&desk_standing(desk, i)->scope) &&
		    is_within(catalog, catalog_ref(catalog, CONTROL_DOMAIN, i),
		        domain);
		if (wanted[i])
			most += catalog_control_criteria(catalog, i);
	}
	index_init(&index, catalog, out, most);
	for (size_t i = 0; i < controls; i++)
		if (wanted[i])
			add_control(desk, &index, i);
	free(index.places);
	free(wanted);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items),
		    compare_shared);
}
