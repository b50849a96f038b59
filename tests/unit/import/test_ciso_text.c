/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Texts of a CISO Assistant library and their translations. */

#include <config.h>

#include "ciso_library.h"

Test(ciso_text, translations_are_laid_over_everything)
{
	struct imported it;

	import_orchard(&it);
	const struct catalog *c = it.catalog;
	size_t row = control_row(&it, "TR.P-1");
	size_t domain = catalog_find(c, TABLE_DOMAIN, "TR.P");

	cr_assert_str_eq(in(&it, "fr", PACK_TITLE, 0), "Soin du verger", "");
	cr_assert_str_eq(in(&it, "fr", LEVEL_NAME, 1), "Sauvage", "");
	cr_assert_str_eq(in(&it, "de", LEVEL_SUMMARY, 1),
	    "Niemand k\xc3\xbcmmert sich "
	    "darum.",
	    "");
	cr_assert_str_eq(in(&it, "fr", DOMAIN_NAME, domain), "Taille", "");
	cr_assert_str_eq(
	    in(&it, "fr", CONTROL_TITLE, row), "Coupe annuelle", "");
	cr_assert_str_eq(in(&it, "fr", CONTROL_STATEMENT, row),
	    "Chaque arbre est taill\xc3\xa9 une fois par an.\n"
	    "Le bois mort d'abord.",
	    "");
	cr_assert_str_eq(in(&it, "fr", CONTROL_GUIDANCE, row),
	    "L'hiver est pr\xc3\xa9"
	    "f\xc3\xa9rable.",
	    "");
	cr_assert_str_eq(
	    in(&it, "fr", CONTROL_STATEMENT, control_row(&it, "TR.P-1.1")),
	    "Les coupes sont nettes.", "a name that is the statement");
	cr_assert_str_eq(in(&it, "fr", EVIDENCE_TITLE, 1),
	    "Des photos des arbres", "line by line, without the id");
	cr_assert_str_eq(in(&it, "fr", THREAT_TITLE, 0), "Pourriture", "");
	cr_assert_str_eq(catalog_item(c, SOLUTION_LINES, 0, 0,
	                     catalog_find_language(c, "fr")),
	    "Une scie pour tous", "");
	cr_assert_str_eq(
	    in(&it, "de", CONTROL_TITLE, row), "J\xc3\xa4hrlicher Schnitt", "");
	cr_assert_str_eq(in(&it, "de", CONTROL_GUIDANCE, row),
	    "Winter is best.", "what is not translated stays");
	imported_done(&it);
}

Test(ciso_text, only_languages_are_laid_over)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        CONTROL("A",
	            ", name: a, translations: {../../x: {name: 1}, "
	            "en: {name: 2}, pt-BR: {name: 3}, f: {name: 4}, "
	            "fr: null, '': {name: 6}, zh_Hant_TW: {name: 7}, "
	            "de-: {name: 8}, abcdefghi: {name: 9}, es: {nom: 10}}")
	            CONTROL("B",
	                ", name: b, translations: {../../x: {name: 1}, "
	                "fr: {name: null}, pt-BR: {name: ' '}}")));
	const struct catalog *c = it.catalog;

	cr_assert_eq(
	    catalog_languages(c), 3, "three: %zu", catalog_languages(c));
	cr_assert_str_eq(catalog_language(c, 1), "pt-BR", "");
	cr_assert_str_eq(catalog_language(c, 2), "zh_Hant_TW", "");
	cr_assert_eq(warnings(&it, "is no language"), 5, "each once");
	cr_assert_str_eq(
	    catalog_text(c, CONTROL_STATEMENT, control_row(&it, "A"), 0), "a",
	    "its own stays");
	imported_done(&it);
}

Test(ciso_text, keys_not_known_are_told_once)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("    colour: red\n",
	        CONTROL("A", ", name: a, wind: x, weight: 3, depth: 1")
	            CONTROL("B", ", name: b, wind: y, 'ref_id depth': 2")));
	cr_assert_eq(it.odd[ODD_COLUMN], 3, "three keys");
	assert_warned(&it, "\"colour\" is not understood", "page:13:5");
	cr_assert_eq(warnings(&it, "\"wind\""), 1, "once");
	imported_done(&it);
}

Test(ciso_text, values_that_cannot_be_are_left_out)
{
	struct imported it;
	struct str yaml = { 0 };

	str_add(&yaml, FRAMEWORK("", "    - 5\n"));
	str_add(&yaml, "    - {urn: [1], ref_id: {a: b}, assessable: true, "
	               "name: [x], description: kite, annotation: '");
	for (int i = 0; i < 66000; i++)
		str_add_char(&yaml, 'x');
	str_add(&yaml, "', implementation_groups: 5, questions: 6, "
	               "threats: {a: b}, reference_controls: [[1]], "
	               "typical_evidence: {a: b}, translations: [1]}\n");
	import_words(&it, "ciso", str_text(&yaml));
	assert_text(&it, CONTROL_STATEMENT, "requirement", "kite");
	assert_text(&it, CONTROL_GUIDANCE, "requirement", NULL);
	cr_assert_gt(it.odd[ODD_VALUE], 4, "told");
	imported_done(&it);
	str_done(&yaml);
}
