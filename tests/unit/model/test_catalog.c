/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Reading a catalog, and the check that makes any bytes safe to read. */

#include <config.h>

#include "model/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "model/catalog_block.h"
#include "model/desk.h"
#include "model/outline.h"
#include "pack.h"

static void
add_extras(struct builder *b, size_t control)
{
	size_t row = builder_child(b, PACK_FRAMEWORKS, 0);

	builder_text(b, FRAMEWORK_ID, row, "std-1");
	builder_text(b, FRAMEWORK_NAME, row, "Standard One");
	row = builder_child(b, CONTROL_MAPPINGS, control);
	builder_text(b, MAPPING_FRAMEWORK, row, "std-1");
	builder_item(b, MAPPING_VALUES, row, "5.10");
	row = builder_child(b, PACK_EVIDENCE, 0);
	builder_text(b, EVIDENCE_ID, row, "E-1");
	builder_text(b, EVIDENCE_TITLE, row, "A list");
	builder_item(b, CONTROL_EVIDENCE, control, "E-1");
	row = builder_child(b, CONTROL_OBJECTIVES, control);
	builder_text(b, OBJECTIVE_ID, row, "AB-1_A01");
	builder_text(b, OBJECTIVE_TEXT, row, "the gate is shut.");
	builder_text(b, OBJECTIVE_FRAMEWORK, row, "STD-1");
	row = builder_child(b, OBJECTIVE_METHODS, row);
	builder_text(b, METHOD_METHOD, row, "test");
	builder_item(b, METHOD_OBJECTS, row, "the gate");
}

/* Two controls, one with a bit of everything, and German texts. */
static void
make(struct pack *pack)
{
	pack_begin(pack);
	struct builder *b = pack->builder;
	size_t first = pack_control(pack, "AB-1", "Gates are shut.");
	size_t second = pack_control(pack, "AB-2", "Doors too.");

	builder_text(b, CONTROL_PARENT, second, "AB-1");
	builder_text(b, CONTROL_TITLE, first, "Gates");
	builder_item(b, CONTROL_PROMPTS, first, "Show me.");
	builder_item(b, CONTROL_PROMPTS, first, "Who else?");
	add_extras(b, first);
	size_t level = pack_level(pack, first, 1);
	size_t criterion = pack_criterion(pack, level, "The gate is shut.");

	builder_item(b, CRITERION_SUB, criterion, "at night");
	pack_criterion(pack, pack_level(pack, first, 2), "It is oiled.");
	cr_assert(builder_seal(b), "");
	builder_overlay(b, "de", CONTROL_TITLE, first, 0, "Tore");
	builder_overlay(b, "de", CONTROL_PROMPTS, first, 1, "Wer noch?");
	builder_overlay(b, "pt-BR", CONTROL_TITLE, first, 0, "Portas");
	pack_finish(pack);
}

Test(catalog, fields_read_back_by_kind)
{
	struct pack pack;

	make(&pack);
	const struct catalog *c = pack.catalog;

	cr_assert_eq(catalog_rows(c, TABLE_CONTROL), 2u, "");
	cr_assert_eq(catalog_rows(c, TABLE_PACK), 1u, "");
	cr_assert_str_eq(catalog_string(c, CONTROL_DOMAIN, 1), "AB", "a REF");
	cr_assert_eq(catalog_ref(c, CONTROL_PARENT, 1), 0u, "");
	cr_assert_null(catalog_string(c, CONTROL_PARENT, 0), "");
	cr_assert_eq(catalog_ref(c, CONTROL_PARENT, 0), CATALOG_NONE, "");
	cr_assert_null(catalog_string(c, CONTROL_QUESTION, 0), "absent");
	cr_assert_eq(catalog_number(c, CONTROL_WEIGHT, 0), -1, "absent");
	cr_assert_eq(catalog_count(c, CONTROL_PROMPTS, 0), 2u, "");
	cr_assert_eq(catalog_count(c, CONTROL_PROMPTS, 1), 0u, "");
	cr_assert_str_eq(
	    catalog_item(c, CONTROL_PROMPTS, 0, 1, 0), "Who else?", "");
	cr_assert_str_eq(catalog_item(c, CONTROL_EVIDENCE, 0, 0, 0), "E-1", "");
	cr_assert_eq(catalog_child(c, CONTROL_MAPPINGS, 0, 0), 0u, "");
	cr_assert_neq(catalog_ref(c, PACK_SCALE, 0), CATALOG_NONE, "a ROW");
	cr_assert_eq(catalog_find(c, TABLE_CONTROL, "ab-2"), 1u, "");
	cr_assert_eq(catalog_find(c, TABLE_CONTROL, "AB-02"), CATALOG_NONE,
	    "a zero makes another id");
	cr_assert_eq(catalog_find(c, TABLE_FRAMEWORK, "STD-1"), 0u, "");
	cr_assert_eq(catalog_find(c, TABLE_RISK, "x"), CATALOG_NONE, "");
	pack_done(&pack);
}

Test(catalog, a_language_is_found_by_the_longest_match)
{
	static const struct {
		const char *tag;
		size_t language;
	} rows[] = {
		{ "de", 1 },
		{ "DE_at.UTF-8", 1 },
		{ "de-CH", 1 },
		{ "de:en", 1 },
		{ "del", 0 },
		{ "pt_BR", 0 },
		{ "pt-br", 2 },
		{ "pt-BR.UTF-8", 2 },
		{ "pt", 0 },
		{ "en", 0 },
		{ "C", 0 },
		{ "", 0 },
	};
	struct pack pack;

	make(&pack);
	cr_assert_eq(catalog_languages(pack.catalog), 3u, "");
	cr_assert_str_eq(catalog_language(pack.catalog, 0), "en", "");
	cr_assert_str_eq(catalog_language(pack.catalog, 1), "de", "");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_assert_eq(
		    catalog_find_language(pack.catalog, rows[i].tag),
		    rows[i].language, "%s", rows[i].tag);
	pack_done(&pack);
}

Test(catalog, an_overlay_stands_in_where_it_has_a_text)
{
	struct pack pack;

	make(&pack);
	const struct catalog *c = pack.catalog;

	cr_assert_str_eq(catalog_text(c, CONTROL_TITLE, 0, 1), "Tore", "");
	cr_assert_str_eq(catalog_text(c, CONTROL_TITLE, 0, 2), "Portas", "");
	cr_assert_str_eq(catalog_text(c, CONTROL_TITLE, 0, 0), "Gates", "");
	cr_assert_str_eq(
	    catalog_overlaid(c, CONTROL_TITLE, 0, 0, 1), "Tore", "");
	cr_assert_null(catalog_overlaid(c, CONTROL_STATEMENT, 0, 0, 1),
	    "the pack's own text stands");
	cr_assert_null(catalog_overlaid(c, CONTROL_PROMPTS, 0, 0, 1),
	    "of a list each item by itself");
	cr_assert_str_eq(catalog_string(c, CONTROL_TITLE, 0), "Gates", "");
	cr_assert_str_eq(
	    catalog_item(c, CONTROL_PROMPTS, 0, 1, 1), "Wer noch?", "");
	cr_assert_str_eq(catalog_item(c, CONTROL_PROMPTS, 0, 0, 1), "Show me.",
	    "the pack's own where it has none");
	cr_assert_str_eq(catalog_text(c, CONTROL_STATEMENT, 0, 1),
	    "Gates are shut.", "the same for a field");
	cr_assert_str_eq(catalog_control_name(c, 0, 1), "Tore", "");
	cr_assert_str_eq(
	    catalog_control_name(c, 1, 1), "Doors too.", "no title");
	pack_done(&pack);
}

Test(catalog, material_and_active_follow_the_pack)
{
	static const struct {
		int weight, material;
		const char *status;
		bool is_material, is_active;
	} rows[] = {
		{ -1, -1, NULL, false, true },
		{ 9, -1, "active", false, true },
		{ 10, -1, "withdrawn", true, false },
		{ 10, 0, "deprecated", false, false },
		{ 1, 1, NULL, true, true },
	};
	struct pack pack;

	pack_begin(&pack);
	for (size_t i = 0; i < 5; i++) {
		char id[24];

		snprintf(id, sizeof(id), "AB-%zu", i);
		size_t row = pack_control(&pack, id, "Statement.");

		if (rows[i].weight >= 0)
			builder_number(pack.builder, CONTROL_WEIGHT, row,
			    rows[i].weight);
		if (rows[i].material >= 0)
			builder_number(pack.builder, CONTROL_MATERIAL, row,
			    rows[i].material);
		if (rows[i].status)
			builder_text(pack.builder, CONTROL_STATUS, row,
			    rows[i].status);
	}
	pack_finish(&pack);
	for (size_t i = 0; i < 5; i++) {
		cr_assert_eq(catalog_control_material(pack.catalog, i),
		    rows[i].is_material, "control %zu", i);
		cr_assert_eq(catalog_control_active(pack.catalog, i),
		    rows[i].is_active, "control %zu", i);
	}
	pack_done(&pack);
}

Test(catalog, levels_and_criteria_are_found)
{
	struct pack pack;

	make(&pack);
	const struct catalog *c = pack.catalog;

	cr_assert_eq(catalog_scale_top(c), 5, "");
	cr_assert_str_eq(catalog_level_name(c, 2, 0), "Planned", "");
	cr_assert_null(catalog_level_name(c, 6, 0), "");
	cr_assert_null(catalog_level_name(c, -1, 0), "");
	cr_assert_neq(catalog_control_level(c, 0, 2), CATALOG_NONE, "");
	cr_assert_eq(catalog_control_level(c, 0, 3), CATALOG_NONE, "");
	cr_assert_eq(catalog_control_criteria(c, 0), 2u, "");
	cr_assert_eq(catalog_control_criteria(c, 1), 0u, "");
	cr_assert_eq(
	    catalog_find_criterion(c, 0, 1, "nonesuch"), CATALOG_NONE, "");
	pack_done(&pack);
}

Test(catalog, a_copy_of_the_block_is_the_same_catalog)
{
	struct pack pack;
	size_t size;
	struct err err = { 0 };

	make(&pack);
	const void *block = catalog_block(pack.catalog, &size);

	cr_assert(catalog_verify(block, size, &err), "%s", err.message);
	struct catalog *copy =
	    catalog_take(memcpy(xmalloc(size), block, size), size);

	pack_done(&pack);
	cr_assert_str_eq(catalog_text(copy, CONTROL_TITLE, 0, 1), "Tore",
	    "it leans on nothing else");
	catalog_free(copy);
	catalog_free(NULL);
}

/* Takes a text's length so that reading it all is not optimised away. */
static size_t
weigh(const char *text)
{
	return text ? strlen(text) : 0;
}

/* Everything a field's accessors hand out, in all languages. */
static size_t
read_field(const struct catalog *c, enum catalog_field field, size_t row)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	size_t sum = 0, items;

	switch (info->type) {
	case FIELD_NUMBER:
	case FIELD_BOOL:
		return (size_t)catalog_number(c, field, row);
	case FIELD_ROW:
		return catalog_ref(c, field, row);
	case FIELD_STRING:
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_REF:
		for (size_t l = 0; l < catalog_languages(c); l++)
			sum += weigh(catalog_text(c, field, row, l));
		return sum;
	default:
		break;
	}
	items = catalog_count(c, field, row);
	for (size_t i = 0; i < items; i++)
		if (info->type == FIELD_ROWS || info->type == FIELD_KEYED) {
			size_t child = catalog_child(c, field, row, i);

			cr_assert_lt(child, catalog_rows(c, info->target), "");
		} else {
			for (size_t l = 0; l < catalog_languages(c); l++)
				sum += weigh(
				    catalog_item(c, field, row, i, l));
		}
	return sum;
}

static size_t
read_all(const struct catalog *c)
{
	size_t sum = 0;

	for (enum catalog_field f = 0; f < FIELD_COUNT; f++)
		for (size_t row = 0;
		     row < catalog_rows(c, catalog_field_info(f)->table); row++)
			sum += read_field(c, f, row);
	for (size_t l = 0; l < catalog_languages(c); l++)
		sum += weigh(catalog_language(c, l));
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		sum += weigh(catalog_control_name(c, i, 1));
		sum += catalog_control_material(c, i);
		sum += catalog_control_active(c, i);
		sum += catalog_control_criteria(c, i);
		sum += catalog_find_criterion(c, i, 1, "9709b62e");
	}
	for (int level = -1; level < 12; level++)
		sum += weigh(catalog_level_name(c, level, 1));
	sum += catalog_find(c, TABLE_CONTROL, "AB-1");
	sum += catalog_find(c, TABLE_EVIDENCE, "E-1");
	sum += catalog_find_language(c, "de");
	return sum;
}

/* What the screen does first with a catalog. */
static void
lay_on_desk(const struct catalog *c)
{
	struct desk desk;
	struct spot spot;

	desk_init(&desk, c);
	spot = desk.spot;
	for (int i = 0; i < 50 && desk_step(&desk, &spot, 1, true); i++)
		continue;
	spot = desk.spot;
	while (desk_step_open(&desk, &spot, 1))
		continue;
	desk_done(&desk);
}

/* Verifies a block of just these bytes; reads it all when it is accepted. */
static bool
try_block(const char *bytes, size_t size, size_t *sum)
{
	struct err err = { 0 };
	char *block = memcpy(xmalloc(size ? size : 1), bytes, size);
	bool ok = catalog_verify(block, size, &err);

	cr_assert_eq(ok, err.code == ERR_NONE, "false exactly with err");
	err_done(&err);
	if (!ok) {
		free(block);
		return false;
	}
	struct catalog *c = catalog_take(block, size);

	*sum += read_all(c);
	lay_on_desk(c);
	catalog_free(c);
	return true;
}

Test(catalog, no_changed_word_makes_reading_unsafe, .timeout = 120)
{
	static const uint32_t values[] = { 0, 1, 2, 3, 7, 12, 101, 102, 1000,
		0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff };
	struct pack pack;
	size_t size, sum = 0, refused = 0;

	make(&pack);
	const char *whole = catalog_block(pack.catalog, &size);
	char *block = memcpy(xmalloc(size), whole, size);
	const struct catalog_header *head = (const void *)whole;
	size_t words = sizeof(*head) / 4 + head->words;

	for (size_t at = 0; at < words; at++) {
		uint32_t old, word;

		memcpy(&old, whole + 4 * at, 4);
		for (size_t i = 0; i < sizeof(values) / sizeof(*values) + 4;
		     i++) {
			const uint32_t near[] = { old + 1, old - 1,
				head->pool, head->words };

			word = i < 4 ? near[i] : values[i - 4];
			memcpy(block + 4 * at, &word, 4);
			refused += !try_block(block, size, &sum);
		}
		memcpy(block + 4 * at, &old, 4);
	}
	cr_assert_gt(refused, words, "most of them are refused: %zu", refused);
	cr_assert(try_block(block, size, &sum), "and the true one is not");
	free(block);
	pack_done(&pack);
}

Test(catalog, no_changed_byte_makes_reading_unsafe, .timeout = 120)
{
	struct pack pack;
	size_t size, sum = 0;

	make(&pack);
	const char *whole = catalog_block(pack.catalog, &size);
	char *block = memcpy(xmalloc(size), whole, size);

	for (size_t at = 0; at < size; at++) {
		for (int bit = 0; bit < 8; bit++) {
			block[at] = (char)(whole[at] ^ (1 << bit));
			try_block(block, size, &sum);
		}
		block[at] = '\0';
		try_block(block, size, &sum);
		block[at] = whole[at];
	}
	cr_assert_gt(sum, 0u, "something was read");
	free(block);
	pack_done(&pack);
}

Test(catalog, a_block_of_another_size_is_refused)
{
	struct pack pack;
	size_t size, sum = 0;

	make(&pack);
	const char *whole = catalog_block(pack.catalog, &size);
	char *longer = xcalloc(1, size + 4);

	memcpy(longer, whole, size);
	for (size_t len = 0; len < size; len++)
		cr_assert_not(try_block(longer, len, &sum), "%zu bytes", len);
	cr_assert_not(try_block(longer, size + 1, &sum), "one too many");
	cr_assert_not(try_block(longer, size + 4, &sum), "four too many");
	free(longer);
	pack_done(&pack);
}

Test(catalog, what_the_program_leans_on_is_refused_when_it_is_missing)
{
	struct pack pack;
	size_t size, sum = 0;

	make(&pack);
	const char *whole = catalog_block(pack.catalog, &size);
	char *block = memcpy(xmalloc(size), whole, size);
	const struct catalog_header *head = (const void *)whole;

	for (enum catalog_field f = 0; f < FIELD_COUNT; f++) {
		const struct catalog_field_info *info = catalog_field_info(f);
		size_t at = sizeof(*head) + 4 * (head->tables[info->table] +
					(size_t)(f -
					    catalog_table_first(info->table)));

		if (!(info->flags & FIELD_NEEDED) || !head->rows[info->table])
			continue;
		memset(block + at, 0, 4);
		cr_assert_not(
		    try_block(block, size, &sum), "without %s", info->key);
		memcpy(block + at, whole + at, 4);
	}
	free(block);
	pack_done(&pack);
}
