/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The evidence outstanding, as a list. */

#include <config.h>

#include "model/requests.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"

static bool
is_in(const struct catalog *catalog, size_t control, size_t domain)
{
	size_t at = catalog_ref(catalog, CONTROL_DOMAIN, control);
	size_t depth = catalog_rows(catalog, TABLE_DOMAIN);

	while (at != CATALOG_NONE && at != domain && depth-- > 0)
		at = catalog_ref(catalog, DOMAIN_PARENT, at);
	return at == domain;
}

/* Does it touch a control of the domain that counts? */
static bool
touches(const struct desk *desk, const struct artifact *it, size_t domain)
{
	if (domain == CATALOG_NONE)
		return artifact_in_scope(it, desk_standings(desk));
	for (size_t i = 0; i < it->link_count; i++) {
		const struct artifact_link *link = &it->links[i];

		if (!str_equal(link->verdict, "not relevant") &&
		    standing_counts(desk_standing(desk, link->control)) &&
		    is_in(desk->catalog, link->control, domain))
			return true;
	}
	return false;
}

static char *
group_of(const struct desk *desk, const struct artifact *it,
    enum requests_order order)
{
	size_t row = it->row == CATALOG_NONE ? it->request : it->row;

	if (order == REQUESTS_BY_PERSON && it->person)
		return person_name(desk->session, it->person);
	return order == REQUESTS_BY_AREA && row != CATALOG_NONE
	           ? xstrdup(catalog_string(desk->catalog, EVIDENCE_AREA, row))
	           : NULL;
}

static int
compare_groups(const char *x, const char *y)
{
	if (!x || !y)
		return !x - !y;
	return str_natural_compare(x, y);
}

static int
compare_requests(const void *a, const void *b, void *artifacts)
{
	const struct request *x = a, *y = b;
	int group = compare_groups(x->group, y->group);
	int due_x = artifacts_at(artifacts, x->artifact)->due;
	int due_y = artifacts_at(artifacts, y->artifact)->due;

	if (group)
		return group;
	if (due_x != due_y) {
		if (due_x == DAY_NONE || due_y == DAY_NONE)
			return due_x == DAY_NONE ? 1 : -1;
		return due_x < due_y ? -1 : 1;
	}
	return (x->artifact > y->artifact) - (x->artifact < y->artifact);
}

void
requests_list(const struct desk *desk, size_t domain, enum requests_order order,
    struct requests *out)
{
	*out = (struct requests){ 0 };
	for (size_t i = 0; i < artifacts_count(desk_artifacts(desk)); i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), i);

		if (artifact_group(it->state) != ARTIFACT_OUTSTANDING ||
		    !touches(desk, it, domain))
			continue;
		out->items = mem_grow(out->items, &out->capacity,
		    out->count + 1, sizeof(*out->items));
		out->items[out->count++] =
		    (struct request){ i, group_of(desk, it, order) };
		out->overdue += (it->flags & ARTIFACT_OVERDUE) != 0;
	}
	if (out->count)
		qsort_r(out->items, out->count, sizeof(*out->items),
		    compare_requests,
		    (void *)(uintptr_t)desk_artifacts(desk));
}

void
requests_done(struct requests *requests)
{
	for (size_t i = 0; i < requests->count; i++)
		free(requests->items[i].group);
	free(requests->items);
	*requests = (struct requests){ 0 };
}
