/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What an item of evidence hangs on: links recorded, and those a pack's
 * request has by itself. */

#include <config.h>

#include "model/artifacts_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "model/standing.h"

/* "OPS-03/criteria/3.7be01c44" in its parts. */
struct goal {
	const char *control; /* ended by a slash, or by the end */
	size_t control_len;
	const char *rest; /* "", or "criteria/3.7be01c44" */
	size_t rest_len;  /* without a "/locator" behind it */
	bool locator;     /* it is one */
};

static struct goal
read_goal(const char *path)
{
	static const char field[] = "locator";
	size_t control = strcspn(path, "/"), len = strlen(field);
	struct goal goal = { .control = path, .control_len = control };

	goal.rest = path + control + (path[control] == '/');
	goal.rest_len = strlen(goal.rest);
	if (goal.rest_len < len ||
	    strcmp(goal.rest + goal.rest_len - len, field) != 0)
		return goal;
	if (goal.rest_len == len)
		goal.rest_len = 0;
	else if (goal.rest[goal.rest_len - len - 1] == '/')
		goal.rest_len -= len + 1;
	else
		return goal;
	goal.locator = true;
	return goal;
}

/* The same of a recorded path. A journal from elsewhere may have one that
 * ends with the item's id. */
static struct goal
read_entry(const struct artifact *artifact, const struct entry *entry)
{
	const char *rest =
	    entry->path + strlen("links/") + strlen(artifact->id);

	return read_goal(rest + (*rest == '/'));
}

static size_t
find_control(const struct catalog *catalog, const struct goal *goal)
{
	char id[80];

	if (goal->control_len >= sizeof(id))
		return CATALOG_NONE;
	memcpy(id, goal->control, goal->control_len);
	id[goal->control_len] = '\0';
	return catalog_find(catalog, TABLE_CONTROL, id);
}

static size_t
find_objective(const struct catalog *catalog, size_t control, const char *id)
{
	size_t count = catalog_count(catalog, CONTROL_OBJECTIVES, control);

	for (size_t i = 0; i < count; i++) {
		size_t row =
		    catalog_child(catalog, CONTROL_OBJECTIVES, control, i);

		if (str_equal(catalog_string(catalog, OBJECTIVE_ID, row), id))
			return row;
	}
	return CATALOG_NONE;
}

/* The objective or criterion that the rest of a path names. */
static void
find_rest(
    const struct catalog *catalog, const char *rest, struct artifact_link *link)
{
	static const char criteria[] = "criteria/",
	                  objectives[] = "objectives/";
	const char *key;
	int level;

	if (!*rest)
		return;
	if (str_starts(rest, objectives))
		link->objective = find_objective(
		    catalog, link->control, rest + strlen(objectives));
	else if (str_starts(rest, criteria) &&
	         path_parse_criterion(rest + strlen(criteria), &level, &key))
		link->criterion =
		    catalog_find_criterion(catalog, link->control, level, key);
	link->gone =
	    link->objective == CATALOG_NONE && link->criterion == CATALOG_NONE;
}

static void
add_link(struct artifact *artifact, const struct artifact_link *link)
{
	artifact->links = mem_grow(artifact->links, &artifact->link_capacity,
	    artifact->link_count + 1, sizeof(*artifact->links));
	artifact->links[artifact->link_count++] = *link;
}

static bool
is_whole(const struct artifact_link *link)
{
	return link->objective == CATALOG_NONE &&
	       link->criterion == CATALOG_NONE && !link->gone;
}

static void
add_implied(struct artifact *artifact, size_t control)
{
	struct artifact_link link = { .control = control,
		.objective = CATALOG_NONE,
		.criterion = CATALOG_NONE,
		.verdict = "supports",
		.implied = true };

	for (size_t i = 0; i < artifact->link_count; i++)
		if (artifact->links[i].control == control &&
		    is_whole(&artifact->links[i]))
			return;
	add_link(artifact, &link);
}

/* The whole first, then criteria, objectives, and what is gone. */
static int
kind_of(const struct artifact_link *link)
{
	if (link->gone)
		return 3;
	if (link->objective != CATALOG_NONE)
		return 2;
	return link->criterion != CATALOG_NONE;
}

static int
compare_links(const void *a, const void *b)
{
	const struct artifact_link *x = a, *y = b;
	int kind = kind_of(x) - kind_of(y);

	if (x->control != y->control)
		return x->control < y->control ? -1 : 1;
	if (kind)
		return kind;
	if (x->criterion != y->criterion)
		return x->criterion < y->criterion ? -1 : 1;
	if (x->objective != y->objective)
		return x->objective < y->objective ? -1 : 1;
	return x->path && y->path ? strcmp(x->path, y->path) : 0;
}

const struct artifact_link *
artifact_links_to(
    const struct artifact *artifact, size_t control, size_t *count)
{
	size_t low = 0, high = artifact->link_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (artifact->links[middle].control < control)
			low = middle + 1;
		else
			high = middle;
	}
	while (high < artifact->link_count &&
	       artifact->links[high].control == control)
		high++;
	*count = high - low;
	return *count ? &artifact->links[low] : NULL;
}

/* Puts a locator on the link it is of; one without link is of no use. */
static void
take_locator(struct artifact *artifact, size_t control, const struct entry *of,
    const struct goal *goal)
{
	size_t count, len = (size_t)(goal->rest - of->path) + goal->rest_len;
	const struct artifact_link *found =
	    artifact_links_to(artifact, control, &count);

	/* the slash before a locator of the control as a whole */
	len -= !goal->rest_len;
	for (size_t i = 0; i < count; i++) {
		size_t at = (size_t)(found - artifact->links) + i;
		struct artifact_link *link = &artifact->links[at];

		if (link->path ? strncmp(link->path, of->path, len) == 0 &&
		                     !link->path[len]
		               : !goal->rest_len)
			link->locator = of->value;
	}
}

void
artifact_links_read(struct artifact *artifact, const struct catalog *catalog,
    const struct entry *entries, size_t count, const struct numbers *asked)
{
	size_t locators = 0;

	artifact->link_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct goal goal = read_entry(artifact, &entries[i]);
		struct artifact_link link = { .path = entries[i].path,
			.objective = CATALOG_NONE,
			.criterion = CATALOG_NONE,
			.verdict = entries[i].value };

		locators += goal.locator;
		link.control =
		    goal.locator ? CATALOG_NONE : find_control(catalog, &goal);
		if (link.control == CATALOG_NONE)
			continue;
		find_rest(catalog, goal.rest, &link);
		add_link(artifact, &link);
	}
	for (size_t i = 0; asked && i < asked->count; i++)
		add_implied(artifact, asked->items[i]);
	if (artifact->link_count)
		qsort(artifact->links, artifact->link_count,
		    sizeof(*artifact->links), compare_links);
	for (size_t i = 0; locators && i < count; i++) {
		struct goal goal = read_entry(artifact, &entries[i]);

		if (goal.locator)
			take_locator(artifact, find_control(catalog, &goal),
			    &entries[i], &goal);
	}
}

bool
artifact_in_scope(
    const struct artifact *artifact, const struct standing *standings)
{
	for (size_t i = 0; i < artifact->link_count; i++) {
		const struct artifact_link *link = &artifact->links[i];

		if (standing_counts(&standings[link->control]) &&
		    !str_equal(link->verdict, "not relevant"))
			return true;
	}
	return !artifact->link_count && artifact->row == CATALOG_NONE;
}
