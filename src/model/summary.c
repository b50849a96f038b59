/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* One walk over all controls: each is added to its domain, to those around
 * that, and to the whole. */

#include <config.h>

#include "model/summary.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"

static void
sum_init(struct summary_sum *sum)
{
	*sum = (struct summary_sum){
		.rollup = { .minimum = -1, .minimum_control = CATALOG_NONE },
		.conformity = { .material_control = CATALOG_NONE },
	};
}

static void
sum_add(struct summary_sum *sum, const struct desk *desk, size_t control)
{
	const struct standing *standing = desk_standing(desk, control);

	rollup_add(&sum->rollup, desk->catalog, control,
	    desk_rating(desk, control), standing);
	conformity_add(&sum->conformity, desk->catalog, control, standing);
}

bool
summary_bars(const struct summary *summary, const struct catalog *catalog,
    size_t domain)
{
	size_t good, of;

	return catalog_ref(catalog, DOMAIN_PARENT, domain) == CATALOG_NONE &&
	       conformity_suggest(&summary->domains[domain].conformity, false,
	           &good, &of) == CONFORMITY_MATERIAL_WEAKNESS;
}

void
summary_init(struct summary *summary, const struct desk *desk)
{
	const struct catalog *catalog = desk->catalog;

	summary->count = catalog_rows(catalog, TABLE_DOMAIN);
	summary->domains =
	    xcalloc(summary->count + 1, sizeof(*summary->domains));
	sum_init(&summary->all);
	for (size_t i = 0; i < summary->count; i++)
		sum_init(&summary->domains[i]);
	for (size_t i = 0; i < catalog_rows(catalog, TABLE_CONTROL); i++) {
		size_t domain = catalog_ref(catalog, CONTROL_DOMAIN, i);
		size_t depth = summary->count;

		sum_add(&summary->all, desk, i);
		while (domain != CATALOG_NONE && depth-- > 0) {
			sum_add(&summary->domains[domain], desk, i);
			domain = catalog_ref(catalog, DOMAIN_PARENT, domain);
		}
	}
	for (size_t i = 0; i < summary->count; i++)
		summary->all.conformity.barring +=
		    summary_bars(summary, catalog, i);
}

void
summary_done(struct summary *summary)
{
	free(summary->domains);
	*summary = (struct summary){ 0 };
}

int
summary_target(const struct desk *desk, size_t domain)
{
	return rating_domain_target(desk->catalog, desk->session, domain);
}
