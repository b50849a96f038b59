/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Controls, criteria and objectives as people write them. */

#include <config.h>

#include "panes/item_text.h"

#include "place.h"

static void
begin(struct place *p)
{
	*p = (struct place){ 0 };
	pack_begin(&p->pack);
	place_fill(p);
	size_t row = pack_control(&p->pack, "AB-4", "It is kept in order.");
	size_t objective =
	    builder_child(p->pack.builder, CONTROL_OBJECTIVES, row);

	builder_text(p->pack.builder, OBJECTIVE_ID, objective, "AB-4_A01");
	builder_text(p->pack.builder, OBJECTIVE_TEXT, objective, "It is so.");
	pack_finish(&p->pack);
	desk_init(&p->desk, p->pack.catalog);
}

static void
end(struct place *p)
{
	desk_done(&p->desk);
	pack_done(&p->pack);
}

Test(item_text, reads_what_it_shows)
{
	static const struct {
		const char *typed, *shown;
	} cases[] = {
		{ "ab-1", "AB-1" },
		{ " AB-1   1.2 ", "AB-1 1.2" },
		{ "AB-1/criteria/2.1", "AB-1 2.1" },
		{ "ab-4_a01", "AB-4_A01" },
		{ "AB-4 A01", "AB-4_A01" },
		{ "AB-4/objectives/AB-4_A01", "AB-4_A01" },
	};
	struct place p;

	begin(&p);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *item = item_text_parse(&p.desk, cases[i].typed);
		struct str shown = { 0 };

		cr_assert(item, "%s", cases[i].typed);
		item_text_show(&p.desk, item, &shown);
		cr_assert_str_eq(str_text(&shown), cases[i].shown);
		str_done(&shown);
		free(item);
	}
	end(&p);
}

Test(item_text, what_the_pack_has_not_is_nothing)
{
	static const char *const cases[] = { "", " ", "ZZ-1", "AB-1 7.1",
		"AB-1 1.1 1.2", "AB-4_A09", "AB-1/locator",
		"AB-1/criteria/1.1/locator", "AB-1/criteria" };
	struct place p;

	begin(&p);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *item = item_text_parse(&p.desk, cases[i]);

		cr_assert_null(item, "%s is %s", cases[i], item);
	}
	end(&p);
}

Test(item_text, a_part_can_go_without_its_control)
{
	struct place p;
	struct str out = { 0 };
	struct spot spot;
	size_t row;

	begin(&p);
	row = desk_criterion(&p.desk, (struct spot){ SPOT_CRITERION, 0, 1, 1 });
	item_text_show_row(&p.desk, 0, CATALOG_NONE, row, true, &out);
	cr_assert_str_eq(str_text(&out), "1.2");
	str_clear(&out);
	item_text_show_row(&p.desk, 3, 0, CATALOG_NONE, true, &out);
	cr_assert_str_eq(str_text(&out), "A01");
	cr_assert(item_text_spot(&p.desk, 0, row, &spot));
	cr_assert_eq(spot.item, 1);
	cr_assert_not(item_text_spot(&p.desk, 1, row, &spot), "elsewhere");
	str_done(&out);
	end(&p);
}
