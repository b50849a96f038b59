/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Translations written with their pack and read again. */

#include <config.h>

#include "model/builder.h"
#include "pack_files.h"

/* Every text of every language is the same, and is an overlay in both or in
 * neither. */
static void
expect_texts(const struct catalog *a, const struct catalog *b,
    enum catalog_field field, size_t row)
{
	bool list = catalog_field_info(field)->type == FIELD_TEXTS;
	size_t count = list ? catalog_count(a, field, row) : 1;

	for (size_t l = 1; l < catalog_languages(a); l++) {
		const char *tag = catalog_language(a, l);
		size_t other = catalog_find_language(b, tag);

		for (size_t i = 0; i < count; i++) {
			const char *x = catalog_overlaid(a, field, row, i, l);
			const char *y =
			    catalog_overlaid(b, field, row, i, other);

			cr_assert(str_equal(x, y), "%s, %s %zu.%zu: %s, %s",
			    tag, catalog_field_info(field)->key, row, i,
			    x ? x : "none", y ? y : "none");
		}
	}
}

static void
expect_same_texts(const struct catalog *a, const struct catalog *b)
{
	cr_assert_eq(catalog_languages(a), catalog_languages(b), "languages");
	for (enum catalog_field f = 0; f < FIELD_COUNT; f++) {
		const struct catalog_field_info *info = catalog_field_info(f);

		cr_assert_eq(catalog_rows(a, info->table),
		    catalog_rows(b, info->table), "rows");
		if (info->type != FIELD_TEXT && info->type != FIELD_TEXTS)
			continue;
		for (size_t i = 0; i < catalog_rows(a, info->table); i++)
			expect_texts(a, b, f, i);
	}
}

/* Written, read, compared; and the same once more, byte for byte. */
static void
round_trip(const struct catalog *c)
{
	struct place place;
	struct err err = { 0 };
	size_t size, size_again;

	place_begin(&place);
	char *again = path_join(place.root, "again");

	cr_assert(content_write(c, place.dir, NULL, NULL, &err), "%s",
	    err.message);
	struct catalog *one = load_clean(place.dir);

	expect_same_texts(c, one);
	cr_assert(content_write(one, again, NULL, NULL, &err), "%s",
	    err.message);
	struct catalog *two = load_clean(again);
	const void *block = catalog_block(one, &size);
	const void *block_again = catalog_block(two, &size_again);

	cr_assert_eq(size, size_again, "");
	cr_assert_eq(memcmp(block, block_again, size), 0, "the same block");
	char *command =
	    xasprintf("diff -r %s %s > /dev/null", place.dir, again);

	cr_assert_eq(system(command), 0, "the same files");
	free(command);
	free(again);
	catalog_free(one);
	catalog_free(two);
	place_end(&place);
}

Test(content_lang, the_german_texts_of_the_shipped_pack_come_back)
{
	struct catalog *c = load_shipped();

	cr_assert_eq(catalog_languages(c), 2u, "");
	round_trip(c);
	catalog_free(c);
}

static void
fill_pack(struct builder *b)
{
	static const enum catalog_field rows[][3] = {
		{ PACK_DOMAINS, DOMAIN_ID, DOMAIN_NAME },
		{ PACK_SIZES, SIZE_ID, SIZE_NAME },
		{ PACK_EVIDENCE, EVIDENCE_ID, EVIDENCE_TITLE },
		{ PACK_RISKS, RISK_ID, RISK_TITLE },
		{ PACK_THREATS, THREAT_ID, THREAT_TITLE },
	};

	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "many");
	builder_text(b, PACK_TITLE, 0, "Many tongues");
	builder_text(b, PACK_VERSION, 0, "1");
	builder_text(b, PACK_LANGUAGE, 0, "en");
	size_t source = builder_child(b, PACK_SOURCE, 0);

	builder_text(b, SOURCE_NAME, source, "A club");
	builder_text(b, SOURCE_ATTRIBUTION, source, "By the club.");
	size_t scale = builder_child(b, PACK_SCALE, 0);

	for (int level = 0; level < 3; level++) {
		size_t row = builder_child(b, SCALE_LEVELS, scale);

		builder_number(b, LEVEL_NUMBER, row, level);
		builder_text(b, LEVEL_NAME, row, "Name");
		builder_text(b, LEVEL_SUMMARY, row, "Summary.");
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		for (size_t j = 0; j < 2; j++) {
			size_t row = builder_child(b, rows[i][0], 0);

			builder_text(b, rows[i][1], row, j ? "BB" : "AB");
			builder_text(b, rows[i][2], row, "Title");
		}
	}
	for (size_t i = 0; i < 3; i++)
		builder_item(b, DOMAIN_PROMPTS, 1, "Show me.");
}

static void
fill_levels(struct builder *b, size_t control)
{
	size_t level = builder_child(b, CONTROL_LEVELS, control);

	builder_number(b, CLEVEL_LEVEL, level, 1);
	builder_text(b, CLEVEL_SUMMARY, level, "Loose.");
	for (size_t i = 0; i < 3; i++) {
		size_t row = builder_child(b, CLEVEL_CRITERIA, level);

		/* twins: their keys end in -2 and -3 */
		builder_text(b, CRITERION_TEXT, row, "It is oiled:");
		builder_item(b, CRITERION_SUB, row, "at night");
		builder_item(b, CRITERION_SUB, row, "by day");
	}
	level = builder_child(b, CONTROL_LEVELS, control);
	builder_number(b, CLEVEL_LEVEL, level, 2);
	builder_number(b, CLEVEL_NOT_AVAILABLE, level, 1);
	builder_text(b, CLEVEL_NOTE, level, "None.");
	builder_item(b, CLEVEL_EXAMPLES, level, "A bell");
}

static size_t
fill_control(struct builder *b, const char *id, const char *objective)
{
	size_t control = builder_row(b, TABLE_CONTROL);

	builder_text(b, CONTROL_ID, control, id);
	builder_text(b, CONTROL_DOMAIN, control, "BB");
	builder_text(b, CONTROL_STATEMENT, control, "Gates are shut.");
	builder_text(b, CONTROL_QUESTION, control, "Are they?");
	builder_item(b, CONTROL_PROMPTS, control, "Who?");
	builder_item(b, CONTROL_PROMPTS, control, "When?");
	fill_levels(b, control);
	size_t row = builder_child(b, CONTROL_OBJECTIVES, control);

	builder_text(b, OBJECTIVE_ID, row, objective);
	builder_text(b, OBJECTIVE_TEXT, row, "the gate is shut.");
	builder_item(b, OBJECTIVE_PARAMETERS, row, "a time");
	for (size_t i = 0; i < 4; i++) {
		size_t method = builder_child(b, OBJECTIVE_METHODS, row);

		/* the same method may stand there twice */
		builder_text(
		    b, METHOD_METHOD, method, i == 2 ? "test" : "examine");
		builder_item(b, METHOD_OBJECTS, method, "the gate");
		builder_item(b, METHOD_OBJECTS, method, "the lock");
	}
	row = builder_child(b, CONTROL_SOLUTIONS, control);
	builder_text(b, SOLUTION_SIZE, row, "BB");
	builder_item(b, SOLUTION_LINES, row, "A bolt");
	builder_item(b, SOLUTION_LINES, row, "A lock");
	for (size_t i = 0; i < 3; i++) {
		row = builder_child(b, CONTROL_COMPENSATING, control);
		builder_text(b, COMPENSATING_CONTROL, row, i ? "X-1" : "X-2");
		builder_text(b, COMPENSATING_WHY, row, "It helps.");
	}
	return control;
}

static struct builder *
begin(struct err_list *problems)
{
	struct builder *b = builder_new(problems);

	fill_pack(b);
	/* in the order of their ids, so that all rows keep their numbers */
	fill_control(b, "AB-9", "AB-9_A01");
	fill_control(b, "AB-10", "AB-10_A01");
	cr_assert(builder_seal(b), "%s",
	    problems->count ? problems->items[0].err.message : "");
	return b;
}

static struct catalog *
end(struct builder *b, struct err_list *problems)
{
	struct catalog *c = builder_finish(b);

	cr_assert_not_null(c, "");
	builder_free(b);
	err_list_done(problems);
	return c;
}

/* Translates every `nth` text of the pack, counted from `from`. */
static void
translate(struct builder *b, const struct catalog *plain, const char *tag,
    size_t from, size_t nth)
{
	size_t at = from;

	for (enum catalog_field f = 0; f < FIELD_COUNT; f++) {
		const struct catalog_field_info *info = catalog_field_info(f);
		bool list = info->type == FIELD_TEXTS;

		if (info->type != FIELD_TEXT && !list)
			continue;
		for (size_t row = 0; row < catalog_rows(plain, info->table);
		     row++) {
			size_t count = list ? catalog_count(plain, f, row)
					    : catalog_string(plain, f, row) !=
				NULL;

			for (size_t i = 0; i < count; i++) {
				if (at++ % nth)
					continue;
				char *text = xasprintf("%s: %s %zu.%zu: ja",
				    tag, info->key, row, i);

				builder_overlay(b, tag, f, row, i, text);
				free(text);
			}
		}
	}
}

Test(content_lang, texts_of_every_kind_come_back)
{
	for (size_t nth = 1; nth < 8; nth++) {
		struct err_list problems = { 0 };
		struct builder *b = begin(&problems);
		struct catalog *plain = builder_finish(b);

		/* some lists are translated in part, some entries not */
		translate(b, plain, "de", 0, nth);
		translate(b, plain, "pt-BR", 1, nth + 2);
		translate(b, plain, "zh-Hant", 3, 29);
		struct catalog *c = end(b, &problems);

		round_trip(c);
		catalog_free(plain);
		catalog_free(c);
	}
}

/* One text of the catalog translated to "Ja: nein". */
static void
expect_file(enum catalog_field field, size_t row, size_t item,
    const char *name, const char *wanted)
{
	struct place place;
	struct err_list problems = { 0 };
	struct builder *b = begin(&problems);
	struct str text = { 0 };
	struct err err = { 0 };

	builder_overlay(b, "de", field, row, item, "Ja: nein");
	struct catalog *c = end(b, &problems);

	place_begin(&place);
	char *path = path_join(place.dir, name);

	cr_assert(content_write(c, place.dir, NULL, NULL, &err), "%s",
	    err.message);
	cr_assert(file_read(path, 10000, &text, &err), "%s", err.message);
	cr_assert_str_eq(str_text(&text), wanted, "%s", name);
	char *command = xasprintf(
	    "test $(find %s/lang -type f | wc -l) -eq 1", place.dir);

	cr_assert_eq(system(command), 0, "one file, the others have nothing");
	free(command);
	str_done(&text);
	free(path);
	catalog_free(c);
	place_end(&place);
}

Test(content_lang, a_file_holds_what_is_translated_and_what_names_it)
{
	expect_file(PACK_TITLE, 0, 0, "lang/de/pack.yaml",
	    "title: 'Ja: nein'\n");
	expect_file(LEVEL_NAME, 2, 0, "lang/de/pack.yaml",
	    "scale:\n  levels:\n  - level: 2\n    name: 'Ja: nein'\n");
	expect_file(CONTROL_QUESTION, 1, 0, "lang/de/controls/BB/AB-10.yaml",
	    "id: AB-10\nquestion: 'Ja: nein'\n");
	expect_file(CRITERION_TEXT, 1, 0, "lang/de/controls/BB/AB-9.yaml",
	    "id: AB-9\nlevels:\n  1:\n    criteria:\n      \"3adcbfa1-2\":\n"
	    "        text: 'Ja: nein'\n");
	expect_file(SOLUTION_LINES, 0, 1, "lang/de/controls/BB/AB-9.yaml",
	    "id: AB-9\nsolutions:\n  BB:\n  - \"\"\n  - 'Ja: nein'\n");
	expect_file(METHOD_OBJECTS, 1, 0, "lang/de/controls/BB/AB-9.yaml",
	    "id: AB-9\nobjectives:\n- id: AB-9_A01\n  methods:\n"
	    "  - method: examine\n  - method: examine\n    objects:\n"
	    "    - 'Ja: nein'\n    - \"\"\n");
}
