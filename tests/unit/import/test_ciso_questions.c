/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Questions of a CISO Assistant framework as criteria and objectives. */

#include <config.h>

#include "ciso_library.h"

Test(ciso_questions, scored_choices_are_criteria_of_their_level)
{
	struct imported it;

	import_orchard(&it);
	assert_levels(&it, "TR.P-1", "1 1 1");
	assert_levels(&it, "TR.P-1.1", "? ? ?");
	cr_assert_str_eq(
	    criterion_text(&it, "TR.P-1", 3, 0), "3 Every winter", "");
	assert_text(
	    &it, CONTROL_QUESTION, "TR.P-1", "How often are the trees cut?");
	assert_text(&it, CONTROL_QUESTION, "TR.P-1.1", NULL);
	imported_done(&it);
}

Test(ciso_questions, of_several_questions_each_criterion_names_its_own)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK(SCALE,
	        CONTROL("A",
	            ", name: a, questions: {"
	            "q1: {type: unique_choice, text: Line, choices: ["
	            "{value: none, add_score: 0}, {value: thin, add_score: 1},"
	            "{value: thick, add_score: 3}, {value: N/A}]}, "
	            "q2: {type: unique_choice, text: 'Is there a tail?', "
	            "choices: [{value: torn, add_score: 0},"
	            " {value: long, add_score: 1}]},"
	            "q3: {type: date, text: Since when?}, "
	            "q4: {type: unique_choice, text: Height, choices: ["
	            "{value: low, add_score: 2}, {value: high, "
	            "add_score: 4}]}, "
	            "q5: {type: unique_choice, text: Depth, choices: ["
	            "{value: low, add_score: 2}, {value: high, "
	            "add_score: -1}]}}")));
	assert_levels(&it, "A", "2 ? 1");
	cr_assert_str_eq(criterion_text(&it, "A", 1, 0), "Line: thin", "");
	cr_assert_str_eq(
	    criterion_text(&it, "A", 1, 1), "Is there a tail? long", "");
	cr_assert_str_eq(criterion_text(&it, "A", 3, 0), "Line: thick", "");
	cr_assert_str_eq(
	    catalog_text(it.catalog, CLEVEL_SUMMARY, level_row(&it, "A", 0), 0),
	    "Line: none\nIs there a tail? torn",
	    "level 0 asks nothing and says it");
	assert_objectives(
	    &it, "A", "Since when?|Height\n- low\n- high|Depth\n- low\n- high");
	assert_text(&it, CONTROL_QUESTION, "A", NULL);
	cr_assert_eq(warnings(&it, "scores of 2 questions"), 1, "told once");
	imported_done(&it);
}

Test(ciso_questions, a_requirement_with_a_scale_of_its_own_has_objectives)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK(SCALE,
	        CONTROL("A",
	            ", name: a, max_score: 5, questions: {q: {text: How?, "
	            "choices: [{value: So, add_score: 2}]}}")));
	assert_levels(&it, "A", "? ? ?");
	assert_objectives(&it, "A", "How?\n- So");
	cr_assert_eq(it.odd[ODD_VALUE], 1, "told");
	imported_done(&it);
}

Test(ciso_questions, questions_without_scores_are_objectives)
{
	struct imported it;
	size_t row;

	import_orchard(&it);
	assert_objectives(&it, "TR.P-1.1",
	    "Is the saw sharp?|Who cuts?\n- A neighbour\n- A gardener");
	row = catalog_child(
	    it.catalog, CONTROL_OBJECTIVES, control_row(&it, "TR.P-1.1"), 1);
	cr_assert_str_eq(catalog_string(it.catalog, OBJECTIVE_ID, row),
	    "TR.P-1.1_Q2", "an id by its place");
	cr_assert_eq(warnings(&it, "objective"), 0, "no doubt about it");
	imported_done(&it);
}

Test(ciso_questions, the_older_form_of_questions_and_names_is_read)
{
	struct imported it;

	import_files(&it, "ciso", (const char *const[]){ HENS, NULL });
	cr_assert_not_null(it.catalog, "imports: %s", it.err.message);
	assert_objectives(&it, "DAY-1",
	    "Is there grain?\n- Yes\n- No\n- Only on Sundays|"
	    "Is there water?\n- Yes\n- No\n- Only on Sundays");
	assert_solutions(&it, "DAY-1", "A sack of grain");
	assert_objectives(&it, "DAY-2", "");
	assert_solutions(&it, "DAY-2", "A sack of grain");
	assert_domain(&it, "DAY-2", "DAY");
	assert_domain(&it, "NIGHT-1", "NIGHT");
	cr_assert_eq(
	    catalog_rows(it.catalog, TABLE_CONTROL), 3, "of both frameworks");
	imported_done(&it);
	import_words(&it, "ciso",
	    LIBRARY("  framework: {ref_id: K, requirements: [{ref_id: A, "
	            "name: a, assessable: True, question: {question_type: "
	            "text, text: Why?}}]}\n"));
	assert_objectives(&it, "A", "Why?");
	imported_done(&it);
	import_words(&it, "ciso",
	    LIBRARY("  framework: {ref_id: K, name: K}\n"
	            "  requirement_nodes: [{ref_id: A, name: a, "
	            "assessable: true}]\n"));
	assert_text(&it, CONTROL_STATEMENT, "A", "a");
	imported_done(&it);
}

Test(ciso_questions, questions_that_say_nothing_are_left_out)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        CONTROL("A",
	            ", name: a, questions: {q: {text: '', choices: ["
	            "{value: 'Yes'}]}, r: 5, s: {type: text, text: Why?}}")));
	assert_objectives(&it, "A", "Why?");
	cr_assert_eq(warnings(&it, "no text"), 1, "told");
	imported_done(&it);
}

Test(ciso_questions, translated_questions_reach_criteria_and_objectives)
{
	struct imported it;

	import_orchard(&it);
	const struct catalog *c = it.catalog;
	size_t fr = catalog_find_language(c, "fr");
	size_t level = level_row(&it, "TR.P-1", 3);
	size_t row = control_row(&it, "TR.P-1.1");

	cr_assert_str_eq(catalog_text(c, CRITERION_TEXT,
	                     catalog_child(c, CLEVEL_CRITERIA, level, 0), fr),
	    "3 Chaque hiver", "a choice");
	cr_assert_str_eq(
	    in(&it, "fr", CONTROL_QUESTION, control_row(&it, "TR.P-1")),
	    "\xc3\x80 quel rythme les arbres sont-ils taill\xc3\xa9s ?", "");
	cr_assert_str_eq(catalog_text(c, OBJECTIVE_TEXT,
	                     catalog_child(c, CONTROL_OBJECTIVES, row, 1), fr),
	    "Who cuts?\n- Un voisin\n- A gardener", "as far as it goes");
	imported_done(&it);
	import_words(&it, "ciso",
	    FRAMEWORK(SCALE,
	        CONTROL("A",
	            ", name: a, questions: {q: {text: Line, translations: "
	            "{fr: {text: Fil}}, choices: [{value: none, add_score: 0, "
	            "translations: {fr: {value: rien}, de: {value: nichts}}}, "
	            "{value: thin, add_score: 1}]}, r: {type: text, "
	            "text: Why?}}")));
	fr = catalog_find_language(it.catalog, "fr");
	cr_assert_str_eq(catalog_text(it.catalog, CLEVEL_SUMMARY,
	                     level_row(&it, "A", 0), fr),
	    "Fil: rien", "level 0");
	cr_assert_str_eq(
	    catalog_text(it.catalog, CLEVEL_SUMMARY, level_row(&it, "A", 0),
	        catalog_find_language(it.catalog, "de")),
	    "Line: nichts", "as far as it goes");
	imported_done(&it);
}
