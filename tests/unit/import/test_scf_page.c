/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Pages copied from a browser: a garden club's, in the shape of the real one,
 * and the real one where the user's copy is at hand. */

#include <config.h>

#include "imported.h"

static const char *const garden[] = { "tests/data/import/page.txt", NULL };

Test(scf_page, title_statement_and_question_are_taken_over)
{
	struct imported it;

	import_files(&it, "scf-page", garden);
	size_t row = control_row(&it, "GAR-03");

	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_TITLE, row, 0),
	    "Tool Lending (Shared Workshop)", "parentheses stay");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_STATEMENT, row, 0),
	    "Ways exist to lend tools to members and to get them back in "
	    "working order, so that:\n"
	    "(1) Every member finds what a job needs; and\n"
	    "(2) Nothing broken returns to the shelf.",
	    "list breaks stay");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_QUESTION, row, 0),
	    "Does the club lend tools to members and get them back in working "
	    "order?",
	    "without its label");
	imported_done(&it);
}

Test(scf_page, levels_have_criteria_sub_items_and_a_deferral)
{
	struct imported it;

	import_files(&it, "scf-page", garden);
	assert_levels(&it, "GAR-03", "2 3 2 1 >4");
	size_t level = level_row(&it, "GAR-03", 2);
	size_t called = catalog_child(it.catalog, CLEVEL_CRITERIA, level, 1);

	cr_assert_str_eq(criterion_text(&it, "GAR-03", 2, 0),
	    "Each plot keeps a “lending book” of its own.", "its quotes");
	cr_assert_eq(catalog_count(it.catalog, CRITERION_SUB, called), 2,
	    "sub-items are no criteria");
	cr_assert_str_eq(catalog_text(it.catalog, CLEVEL_SUMMARY, level, 0),
	    "Garden upkeep (GAR) efforts follow a list in each plot. CMM "
	    "Level 2 lending would expect most of these to be there:",
	    "the whole introduction");
	cr_assert_eq(catalog_number(it.catalog, CRITERION_ANCHOR, called), -1,
	    "importers set no anchor");
	imported_done(&it);
}

Test(scf_page, mappings_keep_groups_order_and_doubtful_cells)
{
	struct imported it;

	import_files(&it, "scf-page", garden);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_FRAMEWORK), 6, "six");
	cr_assert_str_eq(catalog_string(it.catalog, FRAMEWORK_NAME, 0),
	    "Garden Code 2020", "without (source)");
	cr_assert_str_eq(catalog_string(it.catalog, FRAMEWORK_ID, 0),
	    "garden-code-2020", "its id");
	cr_assert_str_eq(catalog_string(it.catalog, FRAMEWORK_GROUP, 5),
	    "Abroad", "the group without its count");
	assert_values(&it, "GAR-03", "Garden Code 2020", "4.1|4.1(b)|GC-7");
	assert_values(&it, "GAR-03", "Shed Book 2", "Rule 13|14");
	assert_values(&it, "GAR-03", "Worm Charter 1.1", "W-1|W-2|W-3");
	assert_values(&it, "GAR-03", "Alpine Plot Act", "12|13");
	cr_assert_str_eq(catalog_string(it.catalog, MAPPING_RAW,
	                     mapping_row(&it, "GAR-03", "Shed Book 2")),
	    "Rule 13 14", "the cell stays");
	cr_assert_null(catalog_string(it.catalog, MAPPING_RAW,
	                   mapping_row(&it, "GAR-03", "Garden Code 2020")),
	    "no doubt, no cell");
	cr_assert_eq(warnings(&it, "may be cut wrongly"), 1, "one doubt");
	assert_warned(&it, "may be cut wrongly", "page.txt:10:17");
	assert_warned(&it, "promises 3 frameworks", "page.txt:13:1");
	imported_done(&it);
}

Test(scf_page, objectives_evidence_and_sizes)
{
	struct imported it;

	import_files(&it, "scf-page", garden);
	size_t row = control_row(&it, "GAR-03");
	size_t second = catalog_child(it.catalog, CONTROL_OBJECTIVES, row, 1);

	cr_assert_str_eq(catalog_string(it.catalog, OBJECTIVE_ID, second),
	    "GAR-03_A02", "its id");
	cr_assert_str_eq(catalog_text(it.catalog, OBJECTIVE_TEXT, second, 0),
	    "the state of returned tools is looked at.", "over two lines");
	cr_assert_eq(catalog_count(it.catalog, CONTROL_EVIDENCE, row), 2,
	    "two requests; a lone dash and a line with a hyphen are none");
	cr_assert_str_eq(catalog_text(it.catalog, EVIDENCE_TITLE, 0, 0),
	    "Lending Book", "title");
	cr_assert_str_eq(catalog_string(it.catalog, EVIDENCE_AREA, 0),
	    "Shed Matters", "the last line is the area");
	cr_assert_str_eq(catalog_text(it.catalog, EVIDENCE_DESCRIPTION, 0, 0),
	    "Pages of the lending book of the last season.\n"
	    "E-mails do not count.",
	    "what stands before describes");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_SIZE), 2, "sizes");
	cr_assert_str_eq(
	    catalog_string(it.catalog, SIZE_ID, 0), "tiny_small", "size id");
	size_t big = catalog_child(it.catalog, CONTROL_SOLUTIONS, row, 1);

	cr_assert_eq(catalog_count(it.catalog, SOLUTION_LINES, big), 2, "2");
	imported_done(&it);
}

Test(scf_page, sections_may_lack_and_models_may_differ)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "PON-1: Pond\nWater is kept.\n"
	    "SCR-CMM Level 1 – Performed Informally\n"
	    "There are no defined C|P-CMM1 criteria, since ponds are deep.\n"
	    "C|P-CMM 2 — Planned & Tracked\n▪ Water is looked at.\n"
	    "Level 3: Well Defined\n▪ Water is changed.\n"
	    "Level 4 — Quantitatively Controlled\nSee C|P-CMM3.\n"
	    "Level 5\nUtilize SCR-CMM Level 3 or Level 4 (if available) "
	    "criteria definitions:\n▪ Nothing more is needed.\n");
	assert_levels(&it, "PON-1", "- 1 1 >3 >3");
	cr_assert_eq(warnings(&it, ""), 2, "no version and no domain name");
	imported_done(&it);
}

Test(scf_page, a_deferral_that_leads_nowhere_is_reported)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "PON-1: Pond\nWater is kept.\nLevel 4 — Quantitatively "
	    "Controlled\nSee SP-CMM3.\nLevel 5 — Continuously Improving\n"
	    "See SP-CMM5.\n");
	assert_levels(&it, "PON-1", "? ? ? - -");
	cr_assert_eq(warnings(&it, "counts as not available"), 2, "both");
	imported_done(&it);
}

Test(scf_page, several_controls_on_one_page)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "PON-1: Pond\nWater.\nAssessment Objectives\n- wet.\n"
	    "PON-1.1: Fish\nFish.\nControl Question: Are there?\n"
	    "Evidence Requirements\nISO-1: is no control.\n"
	    "PON-1.1: Again\nLeft out.\nControl Question: Again?\n");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 2, "two");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_STATEMENT,
	                     control_row(&it, "PON-1.1"), 0),
	    "Fish.", "the first one stays");
	cr_assert_eq(catalog_ref(it.catalog, CONTROL_PARENT,
	                 control_row(&it, "PON-1.1")),
	    CATALOG_NONE, "a parent is never derived from the id");
	assert_warned(&it, "was read before", "page:10:1");
	assert_warned(&it, "no id of its own", "page:4:1");
	imported_done(&it);
}

Test(scf_page, a_list_of_titles_above_the_page_is_passed_over)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "Home\nPON-1: Pond\nPON-3: Frogs\nPON-2: Fish\nFish live.\n"
	    "Control Question\nDo fish live?\n"
	    "Assessment Objectives\n- PON-2_A1 fish live.\n"
	    "PON-1: Pond\nPON-3: Frogs\nWrite to us\n");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 1, "one page");
	size_t row = control_row(&it, "PON-2");

	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_STATEMENT, row, 0),
	    "Fish live.", "statement");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_QUESTION, row, 0),
	    "Do fish live?", "below a heading of its own");
	imported_done(&it);
}

Test(scf_page, short_pages_follow_each_other)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "PON-1: Pond\nWater.\nControl Question: Is it?\n"
	    "PON-2: Fish\nFish.\nControl Question: Are there?\n"
	    "PON-3: Frogs\nControl Question: Do they sing?\n");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 3, "three");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_QUESTION,
	                     control_row(&it, "PON-1"), 0),
	    "Is it?", "only its own");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_STATEMENT,
	                     control_row(&it, "PON-3"), 0),
	    "Frogs", "the title stands for it");
	assert_warned(&it, "PON-3 has no statement", "page:7:1");
	imported_done(&it);
}

Test(scf_page, rows_may_be_cut_by_tabs)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "PON-1: Pond\nWater.\nControl Question: Is it?\nWet (2)\n"
	    "Framework\tMapping Values\nRain 2 (source)\t1.1 1.10\n"
	    "Snow\t2\nDry (1)\nFramework\tMapping Values\nDust\t3\n"
	    "Capability Maturity Model\nLevel 1\n- Wet.\n");
	assert_values(&it, "PON-1", "Rain 2", "1.1|1.10");
	assert_values(&it, "PON-1", "Snow", "2");
	assert_values(&it, "PON-1", "Dust", "3");
	cr_assert_eq(warnings(&it, "promises"), 0, "groups are counted");
	imported_done(&it);
}

Test(scf_page, a_short_deferral_is_no_heading)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "PON-1: Pond\nWater.\nLevel 1 - Performed Informally\n- Wet.\n"
	    "Level 2 - Planned & Tracked\nSee C|P-CMM1\n"
	    "Level 3 - Well Defined\nSame as Level 1\n");
	assert_levels(&it, "PON-1", "1 >1 >1 ? ?");
	imported_done(&it);
}

Test(scf_page, what_is_no_page_is_one_clear_error)
{
	struct imported it = { 0 };
	const char *text = "Just a letter.\n";

	cr_assert_not(
	    import_bytes(&it, "scf-page", "letter.txt", text, strlen(text)),
	    "no control");
	cr_assert_str_eq(it.err.path, "letter.txt", "named");
	cr_assert_eq(it.err.line, 1, "line");
	cr_assert_not_null(strstr(it.err.message, "OPS-03: Title"), "how");
	imported_done(&it);
}

Test(scf_page, the_users_own_page)
{
	static const char *const seed[] = { "../shared/seeds/OPS-03.txt",
		NULL };
	static const size_t lines[] = { 1, 1, 3, 4, 4 };
	struct imported it;

	NEEDS_SHARED("seeds/OPS-03.txt");
	import_files(&it, "auto", seed);
	cr_assert_not_null(it.catalog, "imported: %s", it.err.message);
	size_t row = control_row(&it, "OPS-03");

	assert_levels(&it, "OPS-03", "2 4 3 6 >4");
	cr_assert_eq(catalog_count(it.catalog, CONTROL_OBJECTIVES, row), 2,
	    "objectives");
	cr_assert_eq(
	    catalog_count(it.catalog, CONTROL_EVIDENCE, row), 1, "evidence");
	cr_assert_str_eq(
	    catalog_string(it.catalog, EVIDENCE_ID, 0), "E-TPM-04", "its id");
	cr_assert_str_eq(catalog_string(it.catalog, EVIDENCE_AREA, 0),
	    "Third-Party Management", "its area");
	cr_assert_eq(
	    catalog_count(it.catalog, CONTROL_MAPPINGS, row), 39, "frameworks");
	size_t groups = 1;

	for (size_t i = 1; i < 39; i++)
		groups +=
		    !str_equal(catalog_string(it.catalog, FRAMEWORK_GROUP, i),
		        catalog_string(it.catalog, FRAMEWORK_GROUP, i - 1));
	cr_assert_eq(groups, 5, "five groups in order, not %zu", groups);
	assert_values(&it, "OPS-03", "COSO 2017", "Principle 13");
	assert_values(&it, "OPS-03", "ISO 27001 2022", "8.1");
	cr_assert_eq(
	    catalog_count(it.catalog, CONTROL_SOLUTIONS, row), 5, "firm sizes");
	for (size_t i = 0; i < 5; i++)
		cr_assert_eq(
		    catalog_count(it.catalog, SOLUTION_LINES,
		        catalog_child(it.catalog, CONTROL_SOLUTIONS, row, i)),
		    lines[i], "lines of size %zu", i);
	cr_assert_str_eq(catalog_string(it.catalog, PACK_LICENCE, 0),
	    "CC BY-ND 4.0", "the licence is known");
	cr_assert_eq(it.problems.count, 3,
	    "a doubtful cell, no version, no domain name");
	imported_done(&it);
}
