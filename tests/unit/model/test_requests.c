/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The evidence outstanding: E-1 and E-2 of the area Sea are asked for by AB-1
 * and AB-2, E-3 of the area Air by CD-1. Today is 14 July 2026. */

#include <config.h>

#include "model/requests.h"

#include "model/artifacts.h"
#include "model/calendar.h"
#include "on_desk.h"

static void
open_desk(struct on_desk *it)
{
	static const char *const areas[] = { "Sea", "Sea", "Air" };

	pack_begin(&it->pack);
	struct builder *b = it->pack.builder;
	size_t row = builder_child(b, PACK_DOMAINS, 0);

	builder_text(b, DOMAIN_ID, row, "CD");
	builder_text(b, DOMAIN_NAME, row, "Sounds");
	for (int i = 0; i < 3; i++) {
		char id[] = { 'E', '-', (char)('1' + i), '\0' };

		row = builder_child(b, PACK_EVIDENCE, 0);
		builder_text(b, EVIDENCE_ID, row, id);
		builder_text(b, EVIDENCE_TITLE, row, "A list");
		builder_text(b, EVIDENCE_AREA, row, areas[i]);
	}
	row = pack_control(&it->pack, "AB-1", "One.");
	pack_criteria(&it->pack, row, "2");
	builder_item(b, CONTROL_EVIDENCE, row, "E-1");
	row = pack_control(&it->pack, "AB-2", "Two.");
	pack_criteria(&it->pack, row, "2");
	builder_item(b, CONTROL_EVIDENCE, row, "E-2");
	row = pack_control_in(&it->pack, "CD", "CD-1", "Three.");
	pack_criteria(&it->pack, row, "2");
	builder_item(b, CONTROL_EVIDENCE, row, "E-3");
	on_desk_open(it);
	desk_set_today(&it->desk, day_parse("2026-07-14"));
}

/* "Air: E-3; Sea: E-1 E-2; -: EV-aaaaaa" */
static void
expect(const struct on_desk *it, size_t domain, enum requests_order order,
    const char *want)
{
	struct requests list;
	struct str have = { 0 };

	requests_list(&it->desk, domain, order, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct request *r = &list.items[i];

		if (!i || !str_equal(r->group, r[-1].group))
			str_printf(&have, "%s%s:", i ? "; " : "",
			    r->group ? r->group : "-");
		str_printf(&have, " %s",
		    artifacts_at(desk_artifacts(&it->desk), r->artifact)->id);
	}
	cr_assert_str_eq(str_text(&have), want);
	str_done(&have);
	requests_done(&list);
}

Test(requests, are_listed_by_area_one_s_own_with_what_they_answer)
{
	struct on_desk it;

	open_desk(&it);
	on_desk_record(&it, "evidence/EV-aaaaaa/title", "Loose", NULL);
	on_desk_record(&it, "evidence/EV-bbbbbb/request", "E-3", NULL);
	expect(&it, CATALOG_NONE, REQUESTS_BY_AREA,
	    "Air: E-3 EV-bbbbbb; Sea: E-1 E-2; -: EV-aaaaaa");
	on_desk_record(&it, "evidence/E-1/state", "received", NULL);
	expect(&it, CATALOG_NONE, REQUESTS_BY_AREA,
	    "Air: E-3 EV-bbbbbb; Sea: E-2; -: EV-aaaaaa");
	on_desk_done(&it);
}

Test(requests, are_those_of_the_controls_in_scope)
{
	struct on_desk it;

	open_desk(&it);
	on_desk_record(&it, "scope/controls/AB-2", "out", "elsewhere");
	on_desk_record(&it, "evidence/EV-aaaaaa/title", "Loose", NULL);
	expect(&it, CATALOG_NONE, REQUESTS_BY_DUE, "-: E-1 E-3 EV-aaaaaa");
	expect(&it, catalog_find(it.pack.catalog, TABLE_DOMAIN, "AB"),
	    REQUESTS_BY_DUE, "-: E-1");
	on_desk_record(&it, "links/EV-aaaaaa/CD-1", "supports", NULL);
	expect(&it, catalog_find(it.pack.catalog, TABLE_DOMAIN, "CD"),
	    REQUESTS_BY_DUE, "-: E-3 EV-aaaaaa");
	on_desk_record(&it, "links/EV-aaaaaa/CD-1", "not relevant", NULL);
	expect(&it, catalog_find(it.pack.catalog, TABLE_DOMAIN, "CD"),
	    REQUESTS_BY_DUE, "-: E-3");
	on_desk_done(&it);
}

Test(requests, are_listed_by_person_and_due)
{
	struct on_desk it;

	open_desk(&it);
	on_desk_record(&it, "people/aaaaaa/name", "Ann", NULL);
	on_desk_record(&it, "evidence/E-3/requested from", "aaaaaa", NULL);
	on_desk_record(&it, "evidence/E-2/requested from", "Ann", NULL);
	on_desk_record(&it, "evidence/E-2/due", "2026-07-17", NULL);
	expect(&it, CATALOG_NONE, REQUESTS_BY_PERSON, "Ann: E-2 E-3; -: E-1");
	on_desk_record(&it, "evidence/E-1/due", "2026-07-10", NULL);
	expect(&it, CATALOG_NONE, REQUESTS_BY_DUE, "-: E-1 E-2 E-3");
	struct requests list;

	requests_list(&it.desk, CATALOG_NONE, REQUESTS_BY_DUE, &list);
	cr_assert_eq(list.overdue, 1);
	requests_done(&list);
	on_desk_done(&it);
}
