/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Rows in any order become a catalog; what is wrong is named with its place.*/

#include <config.h>

#include "model/builder.h"

#include <stdlib.h>
#include <string.h>

#include "pack.h"

static void
expect_key(const char *text, const char *const *sub, size_t count,
    const char *wanted)
{
	char key[9];

	criterion_key(text, sub, count, key);
	cr_assert_str_eq(key, wanted, "\"%s\": %s", text, key);
}

/* Sums made with sha256sum. */
Test(builder, a_criterion_key_is_the_sum_of_its_folded_text)
{
	static const char *const sub[] = { "at night", "and on Sundays" };
	static const char *const loose[] = { " at\n night",
		"and  on Sundays " };

	expect_key("The gate is shut.", NULL, 0, "9709b62e");
	expect_key("  The gate\n\tis\xc2\xa0shut. ", NULL, 0, "9709b62e");
	expect_key("the gate is shut.", NULL, 0, "c5f2161a");
	expect_key("The gate is shut.", sub, 2, "7830fae1");
	expect_key("The gate is shut.", loose, 2, "7830fae1");
	expect_key("Gr\xc3\xbc\xc3\x9f"
		   "e",
	    NULL, 0, "f83e0397");
	expect_key("", NULL, 0, "e3b0c442");
}

Test(builder, twins_in_a_level_are_numbered_and_in_another_are_not)
{
	struct pack pack;

	pack_begin(&pack);
	size_t control = pack_control(&pack, "AB-1", "Statement.");
	size_t two = pack_level(&pack, control, 2);
	size_t one = pack_level(&pack, control, 1);

	pack_criterion(&pack, two, "The gate is shut.");
	pack_criterion(&pack, two, "Something else.");
	pack_criterion(&pack, two, "The gate  is shut.");
	pack_criterion(&pack, two, "The gate is shut. ");
	pack_criterion(&pack, one, "The gate is shut.");
	pack_finish(&pack);
	cr_assert_eq(catalog_find_criterion(pack.catalog, 0, 2, "9709b62e"), 0u,
	    "the first");
	cr_assert_eq(catalog_find_criterion(pack.catalog, 0, 2, "9709b62e-2"),
	    2u, "the second");
	cr_assert_eq(catalog_find_criterion(pack.catalog, 0, 2, "9709b62e-3"),
	    3u, "the third");
	cr_assert_eq(catalog_find_criterion(pack.catalog, 0, 1, "9709b62e"), 4u,
	    "another level");
	cr_assert_str_eq(catalog_string(pack.catalog, CRITERION_TEXT, 2),
	    "The gate  is shut.", "the text itself stays as it was");
	pack_done(&pack);
}

Test(builder, ids_have_a_form_and_reserved_words_are_none)
{
	static const char *const good[] = { "A", "9", "OPS-01", "a.b_c-d",
		"5.10", "sessions" };
	static const char *const bad[] = { "", "-a", ".a", "_a", "a b", "a/b",
		"a:b", "\xc3\xbc", "a\n", "session", "SCOPE", "Domains",
		"evidence", "links", "people", "slots", "statements",
		"followups", "findings", "samples", "reviews", "seal" };
	char longest[66];

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		cr_assert(catalog_id_valid(good[i]), "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_assert_not(catalog_id_valid(bad[i]), "%s", bad[i]);
	memset(longest, 'x', 65);
	longest[65] = '\0';
	cr_assert_not(catalog_id_valid(longest), "65 characters");
	longest[64] = '\0';
	cr_assert(catalog_id_valid(longest), "64 characters");
}

Test(builder, controls_come_out_in_natural_order_with_what_is_theirs)
{
	static const char *const ids[] = { "AB-10", "AB-02", "AB-01.10",
		"AB-01.2", "AB-01" };
	static const char *const wanted[] = { "AB-01", "AB-01.2", "AB-01.10",
		"AB-02", "AB-10" };
	struct pack pack;

	pack_begin(&pack);
	for (size_t i = 0; i < 5; i++) {
		size_t row = pack_control(&pack, ids[i], ids[i]);

		builder_text(pack.builder, CONTROL_PARENT, row,
		    i == 4 ? "" : "ab-01");
		builder_number(pack.builder, CONTROL_WEIGHT, row, (int)i);
	}
	pack_finish(&pack);
	for (size_t i = 0; i < 5; i++) {
		cr_assert_str_eq(catalog_string(pack.catalog, CONTROL_ID, i),
		    wanted[i], "place %zu", i);
		cr_assert_str_eq(
		    catalog_string(pack.catalog, CONTROL_STATEMENT, i),
		    wanted[i], "its own statement");
		cr_assert_eq(catalog_ref(pack.catalog, CONTROL_PARENT, i),
		    i ? 0u : CATALOG_NONE, "the parent moved along");
		cr_assert_eq(
		    catalog_find(pack.catalog, TABLE_CONTROL, wanted[i]), i,
		    "found");
	}
	cr_assert_eq(catalog_number(pack.catalog, CONTROL_WEIGHT, 4), 0, "");
	pack_done(&pack);
}

Test(builder, levels_rise_whatever_order_they_came_in)
{
	struct pack pack;

	pack_begin(&pack);
	size_t control = pack_control(&pack, "AB-1", "Statement.");

	for (int level = 3; level > 0; level--) {
		char text[24];

		snprintf(text, sizeof(text), "Level %d.", level);
		pack_criterion(&pack, pack_level(&pack, control, level), text);
	}
	pack_finish(&pack);
	for (size_t i = 0; i < 3; i++) {
		size_t row =
		    catalog_child(pack.catalog, CONTROL_LEVELS, 0, i);

		cr_assert_eq(catalog_number(pack.catalog, CLEVEL_LEVEL, row),
		    (int)i + 1, "");
	}
	pack_done(&pack);
}

Test(builder, references_may_go_to_what_comes_later)
{
	struct pack pack;

	pack_begin(&pack);
	size_t control =
	    pack_control_in(&pack, "later", "AB-1", "Statement.");

	builder_item(pack.builder, CONTROL_EVIDENCE, control, "E-2");
	builder_item(pack.builder, CONTROL_EVIDENCE, control, "e-1");
	size_t domain = builder_child(pack.builder, PACK_DOMAINS, 0);

	builder_text(pack.builder, DOMAIN_ID, domain, "LATER");
	builder_text(pack.builder, DOMAIN_NAME, domain, "Later");
	for (int i = 1; i <= 2; i++) {
		size_t row = builder_child(pack.builder, PACK_EVIDENCE, 0);

		builder_text(
		    pack.builder, EVIDENCE_ID, row, i == 1 ? "E-1" : "E-2");
		builder_text(pack.builder, EVIDENCE_TITLE, row, "Title");
	}
	pack_finish(&pack);
	cr_assert_str_eq(
	    catalog_string(pack.catalog, CONTROL_DOMAIN, 0), "LATER", "");
	cr_assert_eq(
	    catalog_child(pack.catalog, CONTROL_EVIDENCE, 0, 0), 1u, "");
	cr_assert_str_eq(catalog_item(pack.catalog, CONTROL_EVIDENCE, 0, 1, 0),
	    "E-1", "as the pack spells it");
	pack_done(&pack);
}

Test(builder, rows_can_be_asked_for_while_they_are_filled)
{
	struct pack pack;

	pack_begin(&pack);
	struct builder *b = pack.builder;
	size_t row = pack_control(&pack, "AB-1", "First.");

	cr_assert_eq(builder_find(b, TABLE_CONTROL, "ab-1"), row, "any case");
	cr_assert_eq(
	    builder_find(b, TABLE_CONTROL, "AB-2"), CATALOG_NONE, "");
	cr_assert_eq(builder_find(b, TABLE_RISK, "AB-1"), CATALOG_NONE, "");
	cr_assert_eq(builder_find(b, TABLE_CONTROL, ""), CATALOG_NONE, "");
	cr_assert_str_eq(builder_get(b, CONTROL_STATEMENT, row), "First.", "");
	cr_assert_null(builder_get(b, CONTROL_TITLE, row), "nothing yet");
	builder_text(b, CONTROL_TITLE, row, "Title");
	builder_text(b, CONTROL_TITLE, row, "");
	cr_assert_null(builder_get(b, CONTROL_TITLE, row), "empty is absent");
	pack_finish(&pack);
	pack_done(&pack);
}

Test(builder, many_ids_are_found_and_equal_texts_are_kept_once)
{
	struct pack few, many;
	size_t small, large;

	pack_begin(&few);
	pack_begin(&many);
	for (int i = 0; i < 3000; i++) {
		char id[24];

		snprintf(id, sizeof(id), "AB-%04d", i);
		pack_control(&many, id, "The same statement every time.");
		if (i < 1500)
			pack_control(
			    &few, id, "The same statement every time.");
	}
	cr_assert_eq(builder_find(many.builder, TABLE_CONTROL, "ab-2999"),
	    2999u, "");
	pack_finish(&few);
	pack_finish(&many);
	catalog_block(few.catalog, &small);
	catalog_block(many.catalog, &large);
	size_t width = catalog_table_width(TABLE_CONTROL) * 4;

	cr_assert_eq(large - small, 1500 * (width + sizeof("AB-0000")),
	    "1500 rows and ids, no statement: %zu", large - small);
	pack_done(&few);
	pack_done(&many);
}

/* The one problem of a pack that does not finish. */
static void
expect_problem(struct pack *pack, size_t line, const char *words)
{
	struct catalog *none = builder_finish(pack->builder);

	cr_assert_null(none, "%s: refused", words);
	cr_assert_eq(pack->problems.errors, 1u, "%s: %zu problems, %s", words,
	    pack->problems.errors, pack->problems.items[0].err.message);
	const struct err *err = &pack->problems.items[0].err;

	cr_assert_not_null(strstr(err->message, words), "%s", err->message);
	cr_assert_eq(err->line, line, "line %zu: %s", err->line, err->message);
	cr_assert_null(builder_finish(pack->builder), "asked again: the same");
	cr_assert_eq(pack->problems.errors, 1u, "said once");
	pack_done(pack);
}

Test(builder, an_unknown_reference_is_named_where_it_stands)
{
	struct pack pack;

	pack_begin(&pack);
	size_t row = pack_control(&pack, "AB-1", "Statement.");

	builder_place(pack.builder, "AB-1.yaml", 9, 4);
	builder_item(pack.builder, CONTROL_EVIDENCE, row, "E-9");
	builder_place(pack.builder, "AB-1.yaml", 20, 1);
	pack_control(&pack, "AA-1", "Sorted before the other.");
	expect_problem(&pack, 9, "\"E-9\" under \"evidence\"");
}

Test(builder, an_id_used_twice_names_both_places)
{
	struct pack pack;

	pack_begin(&pack);
	builder_place(pack.builder, "one.yaml", 3, 1);
	pack_control(&pack, "AB-1", "Statement.");
	builder_place(pack.builder, "two.yaml", 5, 1);
	pack_control(&pack, "ab-1", "Statement.");
	expect_problem(&pack, 5, "first in line 3 of one.yaml");
}

Test(builder, what_is_needed_is_asked_for)
{
	struct pack pack;

	pack_begin(&pack);
	builder_place(pack.builder, "AB-1.yaml", 2, 1);
	size_t row = builder_row(pack.builder, TABLE_CONTROL);

	builder_text(pack.builder, CONTROL_ID, row, "AB-1");
	builder_text(pack.builder, CONTROL_DOMAIN, row, "AB");
	expect_problem(&pack, 2, "\"statement\" is missing");
}

Test(builder, parents_in_a_circle_are_refused)
{
	struct pack pack;

	pack_begin(&pack);
	for (int i = 0; i < 4; i++) {
		char id[24], parent[24];

		builder_place(pack.builder, "x.yaml", 10 + (size_t)i, 1);
		snprintf(id, sizeof(id), "AB-%d", i);
		snprintf(parent, sizeof(parent), "AB-%d", i < 3 ? i + 1 : 3);
		size_t row = pack_control(&pack, id, "Statement.");

		builder_text(pack.builder, CONTROL_PARENT, row, parent);
	}
	expect_problem(&pack, 13, "circle");
}

Test(builder, a_pack_that_is_nearly_empty_is_no_error)
{
	struct err_list problems = { 0 };
	struct builder *b = builder_new(&problems);

	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "bare");
	builder_text(b, PACK_TITLE, 0, "Bare");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	size_t row = builder_child(b, PACK_DOMAINS, 0);

	builder_text(b, DOMAIN_ID, row, "AB");
	builder_text(b, DOMAIN_NAME, row, "Alphabet");
	struct catalog *c = builder_finish(b);

	cr_assert_not_null(c, "a pack without scale and controls");
	cr_assert_eq(problems.count, 1u, "a warning");
	cr_assert(problems.items[0].warning, "");
	cr_assert_eq(catalog_scale_top(c), -1, "no scale");
	cr_assert_null(catalog_level_name(c, 0, 0), "no level");
	catalog_free(c);
	builder_free(b);
	builder_free(NULL);
	err_list_done(&problems);
}
