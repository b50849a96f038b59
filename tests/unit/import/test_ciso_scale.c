/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Scores and implementation groups of a CISO Assistant framework. */

#include <config.h>

#include "ciso_library.h"

Test(ciso_scale, a_scale_of_scores_is_the_packs)
{
	struct imported it;

	import_orchard(&it);
	const struct catalog *c = it.catalog;

	cr_assert_eq(catalog_scale_top(c), 3, "to the highest score");
	cr_assert_str_eq(
	    catalog_level_name(c, 0, 0), "Level 0", "below the lowest");
	cr_assert_str_eq(catalog_level_name(c, 1, 0), "Wild", "");
	cr_assert_str_eq(catalog_text(c, LEVEL_SUMMARY, 2, 0),
	    "Somebody does, now and then.", "");
	cr_assert_null(catalog_text(c, LEVEL_SUMMARY, 3, 0), "none");
	imported_done(&it);
}

Test(ciso_scale, a_scale_comes_in_several_forms)
{
	static const char *const forms[] = {
		"    scores_definition: [{score: 2, name: Two}]\n",
		"    max_score: 2\n    scores_definition:\n"
		"      scale: [{score: 2, name: Two}]\n",
		"    max_score: '2'\n    scores_definition:\n"
		"    - {score: 2, name: Two}\n    - {score: 3, name: Three}\n"
		"    - {score: many, name: Many}\n",
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		char *yaml =
		    xasprintf(LIBRARY("  framework:\n    ref_id: KI\n%s"
		                      "    requirement_nodes:\n%s"),
		        forms[i], CONTROL("A", ", name: a"));
		struct imported it;

		import_words(&it, "ciso", yaml);
		cr_assert_eq(catalog_scale_top(it.catalog), 2, "%zu", i);
		cr_assert_str_eq(
		    catalog_level_name(it.catalog, 2, 0), "Two", "%zu", i);
		cr_assert_eq(it.odd[ODD_VALUE], i == 2 ? 2 : 0, "%zu", i);
		imported_done(&it);
		free(yaml);
	}
}

Test(ciso_scale, scores_that_are_no_levels_make_no_scale)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("    min_score: 0\n    max_score: 100\n",
	        CONTROL("A", ", name: a, questions: {q: {text: How?, choices: ["
	                     "{value: So, add_score: 5}]}}")));
	cr_assert_eq(catalog_scale_top(it.catalog), -1, "no scale");
	cr_assert_eq(warnings(&it, "Scores up to 100"), 1, "told");
	cr_assert_eq(
	    warnings(&it, "scores of 1 question are no levels"), 1, "told");
	assert_objectives(&it, "A", "How?\n- So");
	imported_done(&it);
}

Test(ciso_scale, implementation_groups_are_profiles)
{
	struct imported it;

	import_orchard(&it);
	assert_list(
	    &it, CONTROL_PROFILES, "TR.P-1", "Small orchard|Large orchard");
	assert_list(&it, CONTROL_PROFILES, "TR.P-1.1", "Large orchard");
	assert_list(&it, CONTROL_PROFILES, "GA.1", "");
	imported_done(&it);
	import_words(&it, "ciso",
	    FRAMEWORK("    implementation_groups_definition: [{ref_id: g}]\n",
	        CONTROL("A", ", name: a, implementation_groups: [g, k, K]")));
	assert_list(&it, CONTROL_PROFILES, "A", "g|k|k");
	cr_assert_eq(warnings(&it, "group \"k\" is not described"), 1, "once");
	imported_done(&it);
}
