/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The register: every item of evidence by number, by id and by control. What
 * is borrowed of the session are strings of its commits, which it keeps. */

#include <config.h>

#include "model/artifacts.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts_parts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"

/* From so many items on a commit is not followed item by item. */
enum { FOLLOW_MOST = 32 };

/* The first of the numbers behind the fixed ones that is not below n. */
static size_t
numbers_at(const struct numbers *numbers, size_t n)
{
	size_t low = numbers->fixed, high = numbers->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (numbers->items[middle] < n)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
numbers_have(const struct numbers *numbers, size_t n, size_t at)
{
	for (size_t i = 0; i < numbers->fixed; i++)
		if (numbers->items[i] == n)
			return true;
	return at < numbers->count && numbers->items[at] == n;
}

static void
numbers_add(struct numbers *numbers, size_t n)
{
	size_t at = numbers_at(numbers, n);

	if (numbers_have(numbers, n, at))
		return;
	numbers->items = mem_grow(numbers->items, &numbers->capacity,
	    numbers->count + 1, sizeof(*numbers->items));
	memmove(numbers->items + at + 1, numbers->items + at,
	    (numbers->count - at) * sizeof(*numbers->items));
	numbers->items[at] = n;
	numbers->count++;
}

static void
numbers_drop(struct numbers *numbers, size_t n)
{
	size_t at = numbers_at(numbers, n);

	if (at == numbers->count || numbers->items[at] != n)
		return;
	numbers->count--;
	memmove(numbers->items + at, numbers->items + at + 1,
	    (numbers->count - at) * sizeof(*numbers->items));
}

static void
free_all(struct numbers *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(numbers[i].items);
	free(numbers);
}

/* The order of two ids in paths; each ends with the text or at a slash. */
static int
compare_ids(const char *x, const char *y)
{
	while (*x && *x != '/' && *x == *y) {
		x++;
		y++;
	}
	return (unsigned char)(*x ? *x : '/') - (unsigned char)(*y ? *y : '/');
}

static int
compare_rows(const void *a, const void *b, void *catalog)
{
	const size_t *x = a, *y = b;

	return compare_ids(catalog_string(catalog, EVIDENCE_ID, *x),
	    catalog_string(catalog, EVIDENCE_ID, *y));
}

/* Who asks for what: that the pack says once for all. */
static void
read_asked(struct artifacts *a)
{
	const struct catalog *c = a->catalog;

	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		size_t count = catalog_count(c, CONTROL_EVIDENCE, i);
		struct numbers *here = &a->controls[i];

		for (size_t j = 0; j < count; j++) {
			size_t row = catalog_child(c, CONTROL_EVIDENCE, i, j);
			bool twice = numbers_have(here, row, here->count);

			if (twice)
				continue;
			here->items = mem_grow(here->items, &here->capacity,
			    here->count + 1, sizeof(*here->items));
			here->items[here->count++] = row;
			here->fixed = here->count;
			numbers_add(&a->asked[row], i);
		}
	}
}

struct artifacts *
artifacts_new(const struct catalog *catalog)
{
	struct artifacts *a = xcalloc(1, sizeof(*a));
	size_t requests = catalog_rows(catalog, TABLE_EVIDENCE);

	*a = (struct artifacts){
		.catalog = catalog,
		.today = DAY_NONE,
		.period_end = DAY_NONE,
		.requests = requests,
		.count = requests,
		.by_id = xcalloc(requests + 1, sizeof(*a->by_id)),
		.asked = xcalloc(requests + 1, sizeof(*a->asked)),
		.controls = xcalloc(catalog_rows(catalog, TABLE_CONTROL) + 1,
		    sizeof(*a->controls)),
	};
	a->items =
	    mem_grow(NULL, &a->capacity, requests + 1, sizeof(*a->items));
	for (size_t i = 0; i < requests; i++) {
		a->by_id[i] = i;
		a->items[i] = (struct artifact){
			.id = xstrdup(catalog_string(catalog, EVIDENCE_ID, i)),
			.row = i,
		};
	}
	qsort_r(a->by_id, requests, sizeof(*a->by_id), compare_rows,
	    (void *)(uintptr_t)catalog);
	read_asked(a);
	artifacts_read(a, NULL, 0, DAY_NONE);
	return a;
}

static void
artifact_done(struct artifact *artifact)
{
	free(artifact->id);
	free(artifact->links);
}

/* Forgets all that is not the pack's. */
static void
clear_own(struct artifacts *a)
{
	for (size_t i = a->requests; i < a->count; i++)
		artifact_done(&a->items[i]);
	a->count = a->requests;
	for (size_t i = 0; i < catalog_rows(a->catalog, TABLE_CONTROL); i++)
		a->controls[i].count = a->controls[i].fixed;
}

void
artifacts_free(struct artifacts *a)
{
	if (!a)
		return;
	clear_own(a);
	for (size_t i = 0; i < a->count; i++)
		artifact_done(&a->items[i]);
	free_all(a->asked, a->requests);
	free_all(a->controls, catalog_rows(a->catalog, TABLE_CONTROL));
	free(a->by_id);
	free(a->items);
	free(a);
}

/* The request of exactly this id; CATALOG_NONE: there is none. */
static size_t
find_request(const struct artifacts *a, const char *id)
{
	size_t low = 0, high = a->requests;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t row = a->by_id[middle];
		int order = compare_ids(a->items[row].id, id);

		if (!order)
			return row;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return CATALOG_NONE;
}

/* The first of one's own whose id is not before this. */
static size_t
own_at(const struct artifacts *a, const char *id)
{
	size_t low = a->requests, high = a->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_ids(a->items[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* By exactly this id; CATALOG_NONE: there is none. */
static size_t
locate(const struct artifacts *a, const char *id)
{
	size_t row = find_request(a, id);

	if (row != CATALOG_NONE)
		return row;
	row = own_at(a, id);
	return row < a->count && compare_ids(a->items[row].id, id) == 0
	           ? row
	           : CATALOG_NONE;
}

size_t
artifacts_find(const struct artifacts *a, const char *id)
{
	size_t found = id ? locate(a, id) : CATALOG_NONE;

	for (size_t i = 0; id && found == CATALOG_NONE && i < a->count; i++)
		if (strcasecmp(a->items[i].id, id) == 0)
			found = i;
	return found;
}

size_t
artifacts_count(const struct artifacts *a)
{
	return a->count;
}

const struct artifact *
artifacts_at(const struct artifacts *a, size_t i)
{
	assert(i < a->count);
	return &a->items[i];
}

const size_t *
artifacts_of_control(const struct artifacts *a, size_t control, size_t *count)
{
	*count = control == CATALOG_NONE ? 0 : a->controls[control].count;
	return *count ? a->controls[control].items : NULL;
}

/* What an item shows besides its state. */
static void
describe(const struct artifacts *a, struct artifact *it,
    const struct artifact_facts *facts)
{
	bool outstanding = artifact_group(it->state) == ARTIFACT_OUTSTANDING;
	const char *title = facts->title;

	if (it->row != CATALOG_NONE)
		title = catalog_text(
		    a->catalog, EVIDENCE_TITLE, it->row, a->language);
	it->title = title ? title : "";
	it->person = outstanding ? facts->requested_from : facts->provided_by;
	if (it->state == EVIDENCE_VIEWED && facts->witness)
		it->person = facts->witness;
	if (!it->person)
		it->person =
		    outstanding ? facts->provided_by : facts->requested_from;
	it->due = day_parse(facts->due);
	it->request = facts->request && it->row == CATALOG_NONE
	                  ? find_request(a, facts->request)
	                  : CATALOG_NONE;
}

/* What is recorded of an item; its links are read by then. */
static void
read_fields(const struct artifacts *a, struct artifact *it,
    const struct entry *fields, size_t count)
{
	struct artifact_facts facts;

	artifact_facts_read(fields, count, &facts);
	it->state = evidence_state_find(facts.state);
	describe(a, it, &facts);
	it->flags = artifact_flags_make(it, &facts, a->today, a->period_end);
}

static void
read_links(const struct artifacts *a, struct artifact *it,
    const struct entry *links, size_t count)
{
	artifact_links_read(it, a->catalog, links, count,
	    it->row == CATALOG_NONE ? NULL : &a->asked[it->row]);
}

static void
attach(struct artifacts *a, size_t i)
{
	const struct artifact *it = &a->items[i];

	for (size_t j = 0; j < it->link_count; j++)
		if (!it->links[j].implied)
			numbers_add(&a->controls[it->links[j].control], i);
}

static void
detach(struct artifacts *a, size_t i)
{
	const struct artifact *it = &a->items[i];

	for (size_t j = 0; j < it->link_count; j++)
		numbers_drop(&a->controls[it->links[j].control], i);
}

/* One more of one's own, at the place of its id. */
static void
insert(struct artifacts *a, size_t at, const char *id)
{
	a->items =
	    mem_grow(a->items, &a->capacity, a->count + 1, sizeof(*a->items));
	memmove(a->items + at + 1, a->items + at,
	    (a->count - at) * sizeof(*a->items));
	a->items[at] = (struct artifact){ .id = xstrndup(id, strcspn(id, "/")),
		.row = CATALOG_NONE };
	a->count++;
}

static void
take_out(struct artifacts *a, size_t at)
{
	artifact_done(&a->items[at]);
	a->count--;
	memmove(a->items + at, a->items + at + 1,
	    (a->count - at) * sizeof(*a->items));
}

/* An item came to a place, or went from it: those behind have other numbers. */
static void
renumber(struct artifacts *a, size_t at, bool came)
{
	for (size_t i = 0; i < catalog_rows(a->catalog, TABLE_CONTROL); i++) {
		struct numbers *here = &a->controls[i];

		for (size_t j = numbers_at(here, at); j < here->count; j++)
			here->items[j] += came ? 1 : (size_t)-1;
	}
}

/* The entries of a segment that are looked at item by item. */
struct groups {
	const struct entry *entries;
	size_t count, at, end, before;
};

static struct groups
groups_of(const struct session *session, const char *segment)
{
	struct groups groups = { .before = strlen(segment) };

	if (session)
		groups.entries = session_range(session, segment, &groups.count);
	return groups;
}

static const char *
group_id(const struct groups *groups)
{
	return groups->entries[groups->at].path + groups->before;
}

/* Finds the end of the group if it is of that item. */
static void
group_take(struct groups *groups, const char *id)
{
	groups->end = groups->at;
	while (groups->end < groups->count &&
	       compare_ids(
	           groups->entries[groups->end].path + groups->before, id) == 0)
		groups->end++;
}

static const struct entry *
group_first(const struct groups *groups)
{
	return groups->end > groups->at ? groups->entries + groups->at : NULL;
}

/* The item that is next in either. */
static const char *
next_id(const struct groups *fields, const struct groups *links)
{
	if (fields->at == fields->count)
		return links->at == links->count ? NULL : group_id(links);
	if (links->at == links->count)
		return group_id(fields);
	return compare_ids(group_id(fields), group_id(links)) <= 0
	           ? group_id(fields)
	           : group_id(links);
}

void
artifacts_read(struct artifacts *a, const struct session *session,
    size_t language, int today)
{
	struct groups fields = groups_of(session, "evidence/");
	struct groups links = groups_of(session, "links/");
	const char *id;

	clear_own(a);
	a->language = language;
	a->today = today;
	a->period_end = day_parse(
	    session ? session_get(session, "session/period/end") : NULL);
	for (size_t i = 0; i < a->requests; i++) {
		read_links(a, &a->items[i], NULL, 0);
		read_fields(a, &a->items[i], NULL, 0);
	}
	while ((id = next_id(&fields, &links))) {
		size_t i = find_request(a, id);

		group_take(&fields, id);
		group_take(&links, id);
		if (i == CATALOG_NONE) {
			i = a->count;
			insert(a, i, id);
		}
		read_links(
		    a, &a->items[i], group_first(&links), links.end - links.at);
		read_fields(a, &a->items[i], group_first(&fields),
		    fields.end - fields.at);
		attach(a, i);
		fields.at = fields.end;
		links.at = links.end;
	}
}

/* The items a commit touches. */
struct touch {
	char *id;
	bool links; /* not its fields alone */
};
struct touched {
	struct touch items[FOLLOW_MOST];
	size_t count;
	bool all; /* too many, or what all of them depend on */
};

static void
touch(struct touched *touched, const char *path)
{
	bool links = str_starts(path, "links/");
	char *id = path_segment(path, 1);

	for (size_t i = touched->count; i-- > 0;)
		if (str_equal(touched->items[i].id, id)) {
			touched->items[i].links |= links;
			free(id);
			return;
		}
	if (touched->count < FOLLOW_MOST) {
		touched->items[touched->count++] = (struct touch){ id, links };
	} else {
		touched->all = true;
		free(id);
	}
}

static struct groups
groups_of_item(
    const struct session *session, const char *segment, const char *id)
{
	char *prefix = xasprintf("%s%s/", segment, id);
	struct groups groups = groups_of(session, prefix);

	free(prefix);
	groups.end = groups.count;
	return groups;
}

/* Reads one item anew; of one's own it may come or go. */
static void
follow_item(struct artifacts *a, const struct session *session,
    const struct touch *touch)
{
	struct groups fields = groups_of_item(session, "evidence/", touch->id);
	struct groups links = groups_of_item(session, "links/", touch->id);
	bool any = fields.count || links.count;
	size_t i = locate(a, touch->id);

	if (i == CATALOG_NONE) {
		if (!any)
			return;
		i = own_at(a, touch->id);
		insert(a, i, touch->id);
		renumber(a, i, true);
	} else if (i >= a->requests && !any) {
		detach(a, i);
		take_out(a, i);
		renumber(a, i, false);
		return;
	}
	if (touch->links) {
		detach(a, i);
		read_links(a, &a->items[i], links.entries, links.count);
		attach(a, i);
	}
	read_fields(a, &a->items[i], fields.entries, fields.count);
}

void
artifacts_follow(struct artifacts *a, const struct session *session,
    const struct commit *commit)
{
	struct touched touched = { 0 };

	for (size_t i = 0; i < commit->count && !touched.all; i++) {
		const char *path = commit->changes[i].path;

		if (str_starts(path, "evidence/") || str_starts(path, "links/"))
			touch(&touched, path);
		touched.all |= str_equal(path, "session/period/end");
	}
	if (touched.all)
		artifacts_read(a, session, a->language, a->today);
	for (size_t i = 0; i < touched.count; i++) {
		if (!touched.all)
			follow_item(a, session, &touched.items[i]);
		free(touched.items[i].id);
	}
}
