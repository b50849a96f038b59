/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The control tree: its order, folding, and the way through it. */

#include <config.h>

#include "model/outline.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pack.h"

/* Domains AB (of pack_begin), CD, and AB-SUB inside AB; enhancements two deep:
 *   AB: AB-1 (AB-1.1 (AB-1.1.1), AB-1.2), AB-2; AB-SUB: AB-3; CD: CD-1 */
static void
make(struct pack *pack, struct outline *o)
{
	static const char *const controls[][3] = {
		{ "AB-2", "AB", "" },
		{ "AB-1.2", "AB", "AB-1" },
		{ "AB-1.1.1", "AB", "AB-1.1" },
		{ "CD-1", "CD", "" },
		{ "AB-1", "AB", "" },
		{ "AB-1.1", "AB", "AB-1" },
		{ "AB-3", "AB-SUB", "" },
	};
	static const char *const domains[][2] = { { "CD", "" },
		{ "AB-SUB", "AB" } };

	pack_begin(pack);
	for (size_t i = 0; i < 2; i++) {
		size_t row = builder_child(pack->builder, PACK_DOMAINS, 0);

		builder_text(pack->builder, DOMAIN_ID, row, domains[i][0]);
		builder_text(pack->builder, DOMAIN_NAME, row, domains[i][0]);
		builder_text(
		    pack->builder, DOMAIN_PARENT, row, domains[i][1]);
	}
	for (size_t i = 0; i < 7; i++) {
		size_t row = pack_control_in(
		    pack, controls[i][1], controls[i][0], "Statement.");

		builder_text(
		    pack->builder, CONTROL_PARENT, row, controls[i][2]);
	}
	pack_finish(pack);
	outline_init(o, pack->catalog);
}

static const char *
name(const struct pack *pack, const struct outline *o, size_t node)
{
	return catalog_string(pack->catalog,
	    o->nodes[node].kind == OUTLINE_DOMAIN ? DOMAIN_ID : CONTROL_ID,
	    o->nodes[node].row);
}

static void
expect_visible(
    const struct pack *pack, const struct outline *o, const char *wanted)
{
	struct str list = { 0 };

	for (size_t i = 0; i < o->visible_count; i++)
		str_printf(&list, "%s%s", i ? " " : "",
		    name(pack, o, o->visible[i]));
	cr_assert_str_eq(str_text(&list), wanted, "%s", str_text(&list));
	str_done(&list);
}

static const char all[] = "AB AB-1 AB-1.1 AB-1.1.1 AB-1.2 AB-2 AB-SUB AB-3 "
			  "CD CD-1";

static size_t
node_of(const struct pack *pack, const struct outline *o, const char *id)
{
	for (size_t i = 0; i < o->count; i++)
		if (str_equal(name(pack, o, i), id))
			return i;
	cr_assert_fail("no node %s", id);
	return 0;
}

Test(outline, domains_controls_and_enhancements_nest_in_natural_order)
{
	static const int depths[] = { 0, 1, 2, 3, 2, 1, 1, 2, 0, 1 };
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	cr_assert_eq(o.count, 10u, "");
	expect_visible(&pack, &o, all);
	for (size_t i = 0; i < o.count; i++)
		cr_assert_eq(o.nodes[i].depth, depths[i], "%s is %d deep",
		    name(&pack, &o, i), o.nodes[i].depth);
	for (size_t c = 0; c < 7; c++)
		cr_assert_eq(o.nodes[o.of_control[c]].row, c, "");
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, a_folded_branch_hides_what_is_below_it)
{
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	size_t one = node_of(&pack, &o, "AB-1");

	cr_assert(outline_fold(&o, one, false), "");
	expect_visible(&pack, &o, "AB AB-1 AB-2 AB-SUB AB-3 CD CD-1");
	cr_assert_not(outline_fold(&o, one, false), "closed already");
	cr_assert_not(
	    outline_fold(&o, node_of(&pack, &o, "CD-1"), false), "a leaf");
	cr_assert(outline_fold(&o, 0, false), "");
	expect_visible(&pack, &o, "AB CD CD-1");
	cr_assert(outline_fold(&o, 0, true), "");
	expect_visible(&pack, &o, "AB AB-1 AB-2 AB-SUB AB-3 CD CD-1");
	outline_fold_all(&o, true);
	expect_visible(&pack, &o, all);
	outline_fold_all(&o, false);
	expect_visible(&pack, &o, "AB CD");
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, a_hidden_nodes_place_is_that_of_what_hides_it)
{
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	size_t deep = node_of(&pack, &o, "AB-1.1.1");
	size_t one = node_of(&pack, &o, "AB-1");

	cr_assert_eq(outline_place(&o, deep), deep, "all open");
	outline_fold(&o, one, false);
	cr_assert_eq(o.visible[outline_place(&o, deep)], one, "");
	outline_fold(&o, 0, false);
	cr_assert_eq(outline_place(&o, deep), 0u, "");
	cr_assert_eq(
	    outline_place(&o, node_of(&pack, &o, "CD-1")), 2u, "");
	outline_reveal(&o, deep);
	expect_visible(&pack, &o, all);
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, every_node_but_the_top_lies_in_another)
{
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	cr_assert_eq(outline_parent(&o, 0), SIZE_MAX, "");
	cr_assert_eq(
	    outline_parent(&o, node_of(&pack, &o, "CD")), SIZE_MAX, "");
	cr_assert_eq(outline_parent(&o, node_of(&pack, &o, "AB-1.2")),
	    node_of(&pack, &o, "AB-1"), "");
	cr_assert_eq(outline_parent(&o, node_of(&pack, &o, "AB-3")),
	    node_of(&pack, &o, "AB-SUB"), "");
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, stepping_visits_every_control_once_folded_or_not)
{
	struct pack pack;
	struct outline o;
	struct str way = { 0 };

	make(&pack, &o);
	outline_fold_all(&o, false);
	size_t c = outline_first_control(&o, 0), last = c;

	for (; c != CATALOG_NONE; c = outline_step(&o, c, 1)) {
		str_printf(&way, "%s ",
		    catalog_string(pack.catalog, CONTROL_ID, c));
		last = c;
	}
	cr_assert_str_eq(str_text(&way),
	    "AB-1 AB-1.1 AB-1.1.1 AB-1.2 AB-2 AB-3 CD-1 ", "%s",
	    str_text(&way));
	size_t back = 1;

	for (c = last; (c = outline_step(&o, c, -1)) != CATALOG_NONE;)
		back++;
	cr_assert_eq(back, 7u, "%zu back", back);
	str_done(&way);
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, the_first_control_of_a_branch_is_found)
{
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	size_t c = outline_first_control(&o, node_of(&pack, &o, "AB-SUB"));

	cr_assert_str_eq(
	    catalog_string(pack.catalog, CONTROL_ID, c), "AB-3", "");
	c = outline_first_control(&o, node_of(&pack, &o, "AB-2"));
	cr_assert_str_eq(
	    catalog_string(pack.catalog, CONTROL_ID, c), "AB-2", "itself");
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, an_empty_domain_has_no_control)
{
	struct pack pack;
	struct outline o;

	pack_begin(&pack);
	pack_finish(&pack);
	outline_init(&o, pack.catalog);
	cr_assert_eq(o.count, 1u, "the domain itself");
	cr_assert_eq(outline_first_control(&o, 0), CATALOG_NONE, "");
	cr_assert_not(outline_fold(&o, 0, false), "nothing to fold");
	outline_done(&o);
	pack_done(&pack);
}

/* Keeps the controls of these ids. */
static void
filter(const struct pack *pack, struct outline *o, const char *const *ids)
{
	bool keep[7] = { false };

	for (; *ids; ids++)
		keep[catalog_find(pack->catalog, TABLE_CONTROL, *ids)] = true;
	outline_filter(o, keep);
}

Test(outline, a_filter_shows_what_it_keeps_and_the_domains_around)
{
	static const char *const ids[] = { "AB-1.1.1", "AB-3", NULL };
	static const char *const none[] = { NULL };
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	filter(&pack, &o, ids);
	expect_visible(&pack, &o, "AB AB-1.1.1 AB-SUB AB-3");
	filter(&pack, &o, none);
	expect_visible(&pack, &o, "");
	outline_filter(&o, NULL);
	expect_visible(&pack, &o, all);
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, a_filter_unfolds_and_the_folding_before_it_comes_back)
{
	static const char *const ids[] = { "AB-1.2", "CD-1", NULL };
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	outline_fold_all(&o, false);
	filter(&pack, &o, ids);
	expect_visible(&pack, &o, "AB AB-1.2 CD CD-1");
	cr_assert(outline_fold(&o, 0, false), "");
	expect_visible(&pack, &o, "AB CD CD-1");
	/* another look does not unfold it */
	filter(&pack, &o, ids);
	expect_visible(&pack, &o, "AB CD CD-1");
	outline_filter(&o, NULL);
	expect_visible(&pack, &o, "AB CD");
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, what_is_left_out_cannot_be_folded_or_stepped_to)
{
	static const char *const ids[] = { "AB-1", "AB-3", NULL };
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	filter(&pack, &o, ids);
	size_t one = node_of(&pack, &o, "AB-1");

	cr_assert_not(outline_fold(&o, one, false), "nothing shows below it");
	size_t first = outline_first_control(&o, 0);
	size_t next = outline_step(&o, first, 1);

	cr_assert_eq(o.of_control[first], one, "");
	cr_assert_eq(o.of_control[next], node_of(&pack, &o, "AB-3"), "");
	cr_assert_eq(outline_step(&o, next, 1), CATALOG_NONE, "");
	cr_assert_eq(outline_step(&o, next, -1), first, "");
	outline_done(&o);
	pack_done(&pack);
}

Test(outline, the_place_of_what_is_left_out_is_what_it_lies_in)
{
	static const char *const ids[] = { "AB-1.2", "AB-3", NULL };
	struct pack pack;
	struct outline o;

	make(&pack, &o);
	filter(&pack, &o, ids);
	/* AB-2 lies in AB, not in AB-1.2 before it */
	cr_assert_eq(outline_place(&o, node_of(&pack, &o, "AB-2")), 0u, "");
	cr_assert_eq(outline_place(&o, node_of(&pack, &o, "AB-1.2")), 1u, "");
	cr_assert_eq(outline_place(&o, node_of(&pack, &o, "AB-3")), 3u, "");
	/* CD has gone whole: the row before it */
	cr_assert_eq(outline_place(&o, node_of(&pack, &o, "CD-1")), 3u, "");
	outline_done(&o);
	pack_done(&pack);
}
