/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What hangs on a control: its links, and the items they lead to. Links lie by
 * evidence item in the map, so for all controls they are sorted by control
 * once, and each item is read once. */

#include <config.h>

#include "model/rating.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/rating_parts.h"
#include "model/session.h"

static const char *const method_words[] = { "examine", "interview", "test" };
enum { METHODS = sizeof(method_words) / sizeof(*method_words) };

unsigned
methods_parse(const char *text)
{
	unsigned methods = 0;

	while (text && *text) {
		size_t len = strcspn(text, ",");
		char *word = str_fold_space(text, len);

		for (unsigned i = 0; i < METHODS; i++)
			if (str_equal(word, method_words[i]))
				methods |= 1u << i;
		free(word);
		text += len + (text[len] == ',');
	}
	return methods;
}

void
methods_text(unsigned methods, struct str *out)
{
	const char *joint = "";

	for (unsigned i = 0; i < METHODS; i++) {
		if (!(methods & 1u << i))
			continue;
		str_printf(out, "%s%s", joint, method_words[i]);
		joint = ", ";
	}
}

static void
take_field(struct item *item, const char *field, const char *value)
{
	if (str_equal(field, "state"))
		item->accepted = str_equal(value, "accepted") ||
		                 str_equal(value, "viewed on site");
	else if (str_equal(field, "approval"))
		item->draft = str_equal(value, "draft");
	else if (str_equal(field, "type"))
		item->declaration =
		    str_equal(value, "first-party declaration") ||
		    str_equal(value, "third-party attestation");
	else if (str_equal(field, "dated"))
		item->dated = day_parse(value);
	else if (str_equal(field, "method"))
		item->method = methods_parse(value);
}

bool
rating_reads(const char *field)
{
	static const char *const fields[] = { "state", "approval", "type",
		"dated", "method" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (str_equal(field, fields[i]))
			return true;
	return false;
}

static struct item
read_item(const struct session *session, struct segment id)
{
	struct item item = { .id = id, .dated = DAY_NONE };
	char prefix[RATING_ID + 16];
	size_t count = 0;

	snprintf(
	    prefix, sizeof(prefix), "evidence/%.*s/", (int)id.len, id.text);
	const struct entry *entry = session_range(session, prefix, &count);

	for (size_t i = 0; i < count; i++)
		take_field(
		    &item, entry[i].path + strlen(prefix), entry[i].value);
	if (!item.method)
		item.method = METHOD_EXAMINE;
	return item;
}

static bool
item_counts(const struct item *item)
{
	return item->accepted && !item->draft;
}

/* The control a link is about, when it is `only` or that is CATALOG_NONE. */
static size_t
linked_control(
    const struct catalog *catalog, struct segment name, size_t only)
{
	char id[80];

	if (only != CATALOG_NONE)
		return segment_is(
		           name, catalog_string(catalog, CONTROL_ID, only))
		           ? only
		           : CATALOG_NONE;
	snprintf(id, sizeof(id), "%.*s", (int)name.len, name.text);
	return catalog_find(catalog, TABLE_CONTROL, id);
}

/* A verdict that makes the item one of the control's; a locator is none. */
static bool
is_relevant(const char *rest, const char *value)
{
	const char *slash = strrchr(rest, '/');

	return !str_equal(slash ? slash + 1 : rest, "locator") &&
	       !str_equal(value, "not relevant");
}

static int
compare_links(const void *a, const void *b)
{
	const struct link *x = a, *y = b;

	if (x->control != y->control)
		return x->control < y->control ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

void
links_read(const struct catalog *catalog, const struct session *session,
    size_t only, struct links *out)
{
	struct item item = { .id = { "", 0 } };
	size_t count = 0;
	const struct entry *entries =
	    session ? session_range(session, "links/", &count) : NULL;

	*out = (struct links){ 0 };
	for (size_t i = 0; i < count; i++) {
		const char *path = entries[i].path + strlen("links/");
		struct segment id = next_segment(&path);
		struct segment name = next_segment(&path);
		size_t control = linked_control(catalog, name, only);

		if (control == CATALOG_NONE)
			continue;
		if (id.len != item.id.len ||
		    memcmp(id.text, item.id.text, id.len) != 0)
			item = read_item(session, id);
		out->items = mem_grow(out->items, &out->capacity,
		    out->count + 1, sizeof(*out->items));
		out->items[out->count++] = (struct link){ control, item, path,
			str_equal(entries[i].value, "supports"),
			is_relevant(path, entries[i].value), i };
	}
	if (only == CATALOG_NONE && out->count)
		qsort(out->items, out->count, sizeof(*out->items),
		    compare_links);
}

static void
add_link(struct links *out, size_t control, const struct item *item,
    const struct artifact_link *link)
{
	const char *path = link->path + strlen("links/");

	next_segment(&path);
	next_segment(&path);
	out->items = mem_grow(out->items, &out->capacity, out->count + 1,
	    sizeof(*out->items));
	out->items[out->count++] = (struct link){ control, *item, path,
		str_equal(link->verdict, "supports"),
		is_relevant(path, link->verdict), 0 };
}

/* An item's id stands in the path of the link it came with. */
static int
compare_paths(const void *a, const void *b)
{
	const struct link *x = a, *y = b;

	return strcmp(x->item.id.text, y->item.id.text);
}

void
links_read_of(const struct artifacts *artifacts, const struct session *session,
    size_t control, struct links *out)
{
	size_t count;
	const size_t *at = artifacts_of_control(artifacts, control, &count);

	*out = (struct links){ 0 };
	for (size_t i = 0; session && i < count; i++) {
		const struct artifact *it = artifacts_at(artifacts, at[i]);
		size_t links;
		const struct artifact_link *link =
		    artifact_links_to(it, control, &links);
		struct item item = { .id = { "", 0 } };

		for (size_t j = 0; j < links; j++) {
			if (!link[j].path)
				continue;
			if (!item.id.len)
				item = read_item(session,
				    (struct segment){ it->id, strlen(it->id) });
			item.id.text = link[j].path + strlen("links/");
			add_link(out, control, &item, &link[j]);
		}
	}
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items),
		    compare_paths);
}

void
links_done(struct links *links)
{
	free(links->items);
	*links = (struct links){ 0 };
}

static void
copy_id(char to[RATING_ID], struct segment id)
{
	snprintf(to, RATING_ID, "%.*s", (int)id.len, id.text);
}

/* Something of the control's, whatever it says of it. */
static void
take_item(const struct item *item, struct rating *rating)
{
	if (item_counts(item))
		rating->methods |= item->method;
	else if (item->accepted && !*rating->draft)
		copy_id(rating->draft, item->id);
}

/* Something that supports the control or part of it. */
static void
take_support(const struct item *item, struct rating *rating)
{
	/* DAY_NONE is before every day */
	if (!item->declaration || !item_counts(item) ||
	    (*rating->declaration && item->dated >= rating->declared))
		return;
	copy_id(rating->declaration, item->id);
	rating->declared = item->dated;
}

/* Does a recorded link say what the item of a request is for the control? */
static bool
is_recorded(const struct link *links, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (!*links[i].rest && segment_is(links[i].item.id, id))
			return true;
	return false;
}

/* The items for the control's requests, which are linked to it unrecorded;
 * does one that counts support all of it? */
static bool
take_requests(const struct catalog *catalog, const struct session *session,
    size_t control, const struct link *links, size_t count,
    struct rating *rating)
{
	size_t requests = catalog_count(catalog, CONTROL_EVIDENCE, control);
	bool whole = false;

	for (size_t i = 0; i < requests; i++) {
		const char *id =
		    catalog_item(catalog, CONTROL_EVIDENCE, control, i, 0);

		if (is_recorded(links, count, id))
			continue;
		struct item item =
		    read_item(session, (struct segment){ id, strlen(id) });

		take_item(&item, rating);
		take_support(&item, rating);
		whole |= item_counts(&item);
	}
	return whole;
}

/* What a supporting link that counts supports; true: the whole control. */
static bool
mark_supported(const struct catalog *catalog, const struct link *link,
    struct answers *answers)
{
	const char *rest = link->rest;
	size_t at;

	if (!*rest)
		return true;
	if (!segment_is(next_segment(&rest), "criteria"))
		return false;
	at = answers_find(catalog, answers, next_segment(&rest));
	if (at != SIZE_MAX && !*rest)
		answers->supported[at] = true;
	return false;
}

void
rating_evidence(const struct catalog *catalog, const struct session *session,
    size_t control, const struct link *links, size_t count,
    struct answers *answers, struct rating *rating)
{
	if (!session)
		return;
	bool whole = take_requests(
	    catalog, session, control, links, count, rating);

	for (size_t i = 0; i < count; i++) {
		if (!links[i].relevant)
			continue;
		take_item(&links[i].item, rating);
		if (!links[i].supports)
			continue;
		take_support(&links[i].item, rating);
		if (item_counts(&links[i].item))
			whole |= mark_supported(catalog, &links[i], answers);
	}
	if (whole)
		memset(answers->supported, true, answers->count);
}
