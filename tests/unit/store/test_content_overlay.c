/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A pack's texts in other languages. */

#include <config.h>

#include "model/catalog_block.h"
#include "pack_files.h"

static const char overlay_pack[] = "title: Kleines Paket\n"
				   "scale:\n"
				   "  levels:\n"
				   "    - {level: 2, name: Geplant}\n"
				   "domains:\n"
				   "  - id: AB\n"
				   "    prompts: [Zeigen Sie mir das., \"\"]\n"
				   "evidence:\n"
				   "  - {id: E-1, title: Eine Liste}\n";
/* keys: sums of the texts in CONTROL_TEXT */
static const char overlay_control[] =
    "id: AB-1\n"
    "title: Buchstaben\n"
    "levels:\n"
    "  0: {summary: Niemand ordnet sie.}\n"
    "  1:\n"
    "    criteria:\n"
    "      \"ee0a3b01\": {text: Jemand ordnet sie.}\n"
    "      \"f37c34e4\":\n"
    "        text: Ein Kasten ist da.\n"
    "        sub: [Versalien, alles andere]\n";

Test(content_overlay, texts_of_every_kind_are_laid_over_the_packs_own)
{
	struct place place;

	place_fill(&place);
	place_put(&place, "lang/de/pack.yaml", overlay_pack);
	place_put(&place, "lang/de/" PACK_CONTROL, overlay_control);
	struct catalog *c = load_clean(place.dir);
	size_t de = catalog_find_language(c, "de_AT");

	cr_assert_eq(de, 1u, "");
	cr_assert_str_eq(
	    catalog_text(c, PACK_TITLE, 0, de), "Kleines Paket", "");
	cr_assert_str_eq(catalog_level_name(c, 2, de), "Geplant", "");
	cr_assert_str_eq(catalog_level_name(c, 1, de), "Loose", "the own");
	cr_assert_str_eq(catalog_item(c, DOMAIN_PROMPTS, 0, 0, de),
	    "Zeigen Sie mir das.", "");
	cr_assert_str_eq(catalog_item(c, DOMAIN_PROMPTS, 0, 1, de),
	    "Who else?", "an empty one leaves the own");
	cr_assert_str_eq(
	    catalog_text(c, EVIDENCE_TITLE, 0, de), "Eine Liste", "");
	cr_assert_str_eq(
	    catalog_control_name(c, 0, de), "Buchstaben", "");
	size_t level = catalog_control_level(c, 0, 1);
	size_t one = catalog_child(c, CLEVEL_CRITERIA, level, 0);
	size_t two = catalog_child(c, CLEVEL_CRITERIA, level, 1);

	cr_assert_str_eq(catalog_text(c, CRITERION_TEXT, one, de),
	    "Jemand ordnet sie.", "");
	cr_assert_str_eq(
	    catalog_item(c, CRITERION_SUB, two, 1, de), "alles andere", "");
	cr_assert_str_eq(catalog_string(c, CRITERION_KEY, one), "ee0a3b01",
	    "the key stays that of the pack's own language");
	catalog_free(c);
	place_end(&place);
}

/* One problem of one overlay file. */
static void
expect(const char *file, const char *text, bool warning, const char *wanted)
{
	struct place place;
	bool made;

	place_fill(&place);
	char *name = path_join("lang/de", file);

	place_put(&place, name, text);
	char *lines = problems_of(&place, &made);

	cr_assert_eq(made, warning, "%s\n%s", text, lines);
	cr_assert_not_null(
	    strstr(lines, wanted), "%s\nsays %s", text, lines);
	cr_assert_eq(strchr(lines, '\n'), strrchr(lines, '\n'),
	    "one problem:\n%s%s", text, lines);
	free(lines);
	free(name);
	place_end(&place);
}

Test(content_overlay, what_is_gone_from_the_pack_is_a_warning)
{
	expect(PACK_CONTROL,
	    "id: AB-1\nlevels: {1: {criteria: {\"00000000\": {text: x}}}}\n",
	    true, "out of date");
	expect(PACK_CONTROL, "id: AB-9\ntitle: x\n", true, "\"AB-9\"");
	expect(PACK_CONTROL, "id: AB-1\nquestion: x\n", true, "\"question\"");
	expect("pack.yaml", "evidence: [{id: E-9, title: x}]\n", true,
	    "\"E-9\"");
	expect("pack.yaml", "source: {attribution: x}\n", true, "\"source\"");
	expect(PACK_CONTROL, "id: AB-1\nlevels: {5: {summary: x}}\n", true,
	    "\"5\"");
	expect(PACK_CONTROL, "id: AB-1\nlevels: {none: {summary: x}}\n", true,
	    "\"none\"");
}

Test(content_overlay, what_is_no_translation_is_an_error)
{
	expect(PACK_CONTROL, "id: AB-1\nweight: 3\n", false,
	    "AB-1.yaml:2:9: Only texts");
	expect(PACK_CONTROL, "id: AB-1\ntitel: x\n", false,
	    "\"titel\" is not known");
	expect(PACK_CONTROL, "title: x\n", false, "\"id\" is missing");
	expect(PACK_CONTROL, "[x]\n", false, "mapping");
	expect(PACK_CONTROL, "id: AB-1\ntitle: [x]\n", false, "text");
	expect(PACK_CONTROL, "id: AB-1\nlevels: x\n", false,
	    "AB-1.yaml:2:9:");
	expect(PACK_CONTROL, "id: AB-1\nlevels: {0: x}\n", false, "mapping");
	expect("pack.yaml", "scale: x\n", false, "pack.yaml:1:8:");
	expect("pack.yaml", "domains: [{id: AB, prompts: [x]}]\n", false,
	    "2 texts");
	expect("pack.yaml", "domains: [{id: AB, prompts: x}]\n", false,
	    "2 texts");
	expect("pack.yaml", "domains: [{id: AB, prompts: [x, [y]]}]\n", false,
	    "text");
	expect("pack.yaml", "domains: [x]\n", false, "mapping");
	expect("pack.yaml", "domains: [{name: x}]\n", false,
	    "\"id\" is missing");
	expect("pack.yaml", "title: [\n", false, "not valid YAML");
}

/* Has the language an entry for this text, be it the same words? */
static bool
translated(const struct catalog *c, size_t language,
    enum catalog_field field, size_t row, size_t item)
{
	const uint32_t want[] = { (uint32_t)language, (uint32_t)field,
		(uint32_t)row, (uint32_t)item };

	for (size_t i = 0; i < c->header->overlay_count; i++)
		if (memcmp(c->words + c->header->overlays + i * OVERLAY_WORDS,
			want, sizeof(want)) == 0)
			return true;
	return false;
}

/* Lists the texts of a field that the language leaves to the pack's own. */
static void
list_untranslated(const struct catalog *c, size_t language,
    enum catalog_field field, struct str *list)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	bool texts = info->type == FIELD_TEXTS;

	if (!texts && info->type != FIELD_TEXT)
		return;
	for (size_t row = 0; row < catalog_rows(c, info->table); row++) {
		size_t items = texts ? catalog_count(c, field, row)
				     : catalog_string(c, field, row) != NULL;

		for (size_t i = 0; i < items; i++)
			if (!translated(c, language, field, row, i))
				str_printf(list, "%s: %s\n", info->key,
				    texts ? catalog_item(c, field, row, i, 0)
					  : catalog_string(c, field, row));
	}
}

Test(content_overlay, the_german_texts_of_the_shipped_pack_are_complete)
{
	struct catalog *c = load_shipped();
	struct str list = { 0 };
	size_t de = catalog_find_language(c, "de_DE.UTF-8");

	cr_assert_neq(de, 0u, "there are German texts");
	for (enum catalog_field f = 0; f < FIELD_COUNT; f++)
		list_untranslated(c, de, f, &list);
	cr_assert_eq(list.len, 0u, "still English:\n%s", str_text(&list));
	str_done(&list);
	catalog_free(c);
}
