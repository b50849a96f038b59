/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Controls: what a cell of theirs means. */

#include "scf_bench.h"

Test(scf_control, a_control_takes_its_cells_in_the_words_of_the_pack)
{
	struct bench b;

	start(&b);
	control(
	    &b, (struct scf_control){ .id = " GDN-01 ",
	            .title = "Leaf Raking\n(Autumn)",
	            .statement = "Leaves  are raked:\n(1) daily;\n\n(2) wet.",
	            .question = "Are leaves\traked?",
	            .weight = "7",
	            .cadence = "Semi-Annual",
	            .applies_to = "People, Process",
	            .function = "Protect",
	            .strategic = true,
	            .tactical = true,
	            .profiles = "North Lawn\n\nEast Lawn\nNorth Lawn" });
	finish(&b);
	cr_assert_str_eq(
	    text(&b, CONTROL_TITLE, "GDN-01"), "Leaf Raking (Autumn)");
	cr_assert_str_eq(text(&b, CONTROL_STATEMENT, "GDN-01"),
	    "Leaves are raked:\n(1) daily;\n(2) wet.");
	cr_assert_str_eq(
	    text(&b, CONTROL_QUESTION, "GDN-01"), "Are leaves raked?");
	cr_assert_eq(catalog_number(b.it.catalog, CONTROL_WEIGHT, 0), 7);
	cr_assert_eq(catalog_number(b.it.catalog, CONTROL_MATERIAL, 0), -1,
	    "the weight tells what is material");
	cr_assert_str_eq(text(&b, CONTROL_CADENCE, "GDN-01"), "semi-annual");
	cr_assert_str_eq(text(&b, CONTROL_FUNCTION, "GDN-01"), "protect");
	assert_items(&b, CONTROL_APPLIES_TO, "GDN-01", "people|process");
	assert_items(&b, CONTROL_SCRM, "GDN-01", "strategic|tactical");
	assert_items(&b, CONTROL_PROFILES, "GDN-01", "East Lawn|North Lawn");
	cr_assert_str_eq(text(&b, CONTROL_DOMAIN, "GDN-01"), "GDN");
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, DOMAIN_NAME, 0), "Garden Keeping");
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, PACK_VERSION, 0), "2031.2");
	assert_odd(&b, ODD_VALUE, 0);
	imported_done(&b.it);
}

Test(scf_control, what_is_not_applicable_is_absent)
{
	struct bench b;

	start(&b);
	control(&b, (struct scf_control){ .id = "GDN-01",
	                .weight = "N/A",
	                .cadence = "n/a",
	                .applies_to = "N/A",
	                .function = "N/A",
	                .evidence = "N/A",
	                .risks = " ",
	                .threats = "None" });
	finish(&b);
	cr_assert_eq(catalog_number(b.it.catalog, CONTROL_WEIGHT, 0), -1);
	cr_assert_null(text(&b, CONTROL_CADENCE, "GDN-01"));
	cr_assert_null(text(&b, CONTROL_FUNCTION, "GDN-01"));
	assert_items(&b, CONTROL_APPLIES_TO, "GDN-01", "");
	assert_odd(&b, ODD_VALUE, 0);
	assert_odd(&b, ODD_REFERENCE, 0);
	imported_done(&b.it);
}

Test(scf_control, values_that_are_none_of_their_kind_are_left_out)
{
	static const char *const weights[] = { "11", "-1", "heavy", "7.5",
		"7 kg", "nan", "1e300" };
	struct bench b;

	start(&b);
	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++) {
		char *id = xasprintf("GDN-%02zu", i + 1);

		control(&b, (struct scf_control){ .id = id,
		                .weight = weights[i],
		                .weight_column = 4,
		                .place = { 9, 1 } });
		free(id);
	}
	control(&b, (struct scf_control){ .id = "GDN-10",
	                .weight = "10.0",
	                .applies_to = "Data / Facilities & Moles" });
	finish(&b);
	for (size_t i = 0; i < sizeof(weights) / sizeof(*weights); i++)
		cr_assert_eq(catalog_number(b.it.catalog, CONTROL_WEIGHT, i),
		    -1, "%s", weights[i]);
	assert_warned(&b.it, "\"heavy\" is no weight", "cells:9:4");
	assert_odd(&b, ODD_VALUE, sizeof(weights) / sizeof(*weights) + 1);
	size_t last = control_row(&b.it, "GDN-10");

	cr_assert_eq(catalog_number(b.it.catalog, CONTROL_WEIGHT, last), 10);
	cr_assert(catalog_control_material(b.it.catalog, last));
	assert_items(&b, CONTROL_APPLIES_TO, "GDN-10", "data|facility");
	cr_assert_eq(warnings(&b.it, "\"Moles\""), 1);
	imported_done(&b.it);
}

Test(scf_control, a_control_without_statement_is_kept_under_its_title)
{
	struct bench b;

	start(&b);
	control(
	    &b, (struct scf_control){
	            .id = "GDN-01", .title = "Raking", .statement = " \n" });
	cr_assert(scf_control(b.job, &(struct scf_control){ 0 }),
	    "an empty row is nothing");
	cr_assert(
	    scf_control(b.job, &(struct scf_control){ .title = "Nobody's" }));
	finish(&b);
	cr_assert_str_eq(text(&b, CONTROL_STATEMENT, "GDN-01"), "Raking");
	cr_assert_eq(catalog_rows(b.it.catalog, TABLE_CONTROL), 1);
	assert_odd(&b, ODD_VALUE, 2);
	imported_done(&b.it);
}

Test(scf_control, domains_are_found_by_id_by_name_or_by_the_controls_id)
{
	struct bench b;

	start(&b);
	scf_domain(b.job, &(struct scf_domain){ .id = "POND",
	                      .name = "Ponds",
	                      .principle = "Water stays clear.",
	                      .intent = "Clear water\nkeeps fish." });
	control(&b, (struct scf_control){ .id = "GDN-01", .domain = "pond" });
	control(&b, (struct scf_control){
	                .id = "GDN-02", .domain = "Garden\nkeeping " });
	control(&b, (struct scf_control){ .id = "POND-03" });
	control(
	    &b, (struct scf_control){ .id = "GDN-04", .domain = "Gardens" });
	/* nobody describes sheds: the first control that names them does */
	control(&b, (struct scf_control){ .id = "SHD-01", .domain = "Sheds" });
	control(&b, (struct scf_control){ .id = "SHD-02", .domain = "Sheds" });
	finish(&b);
	cr_assert_str_eq(text(&b, CONTROL_DOMAIN, "GDN-01"), "POND");
	cr_assert_str_eq(text(&b, CONTROL_DOMAIN, "GDN-02"), "GDN");
	cr_assert_str_eq(text(&b, CONTROL_DOMAIN, "POND-03"), "POND");
	cr_assert_str_eq(text(&b, CONTROL_DOMAIN, "GDN-04"), "GDN");
	cr_assert_str_eq(text(&b, CONTROL_DOMAIN, "SHD-02"), "SHD");
	cr_assert_eq(warnings(&b.it, "there is no domain \"Gardens\""), 1);
	assert_odd(&b, ODD_REFERENCE, 1);
	assert_odd(&b, ODD_NAME, 0);
	size_t pond = catalog_find(b.it.catalog, TABLE_DOMAIN, "POND");
	size_t shed = catalog_find(b.it.catalog, TABLE_DOMAIN, "SHD");

	cr_assert_str_eq(catalog_string(b.it.catalog, DOMAIN_PRINCIPLE, pond),
	    "Water stays clear.\nClear water\nkeeps fish.");
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, DOMAIN_NAME, shed), "Sheds");
	imported_done(&b.it);
}

Test(scf_control, a_control_that_says_so_is_deprecated_and_points_on)
{
	struct bench b;

	start(&b);
	control(
	    &b, (struct scf_control){ .id = "GDN-01.2",
	            .statement = "[Deprecated - merged into GDN-03, GDN-04.1]\n"
	                         "See GDN-09 for moss.",
	            .weight = "0" });
	control(&b, (struct scf_control){
	                .id = "GDN-02", .title = "Hedges (withdrawn)" });
	control(&b, (struct scf_control){ .id = "GDN-05",
	                .title = "Deprecated Tools",
	                .statement = "Deprecatedly old tools go." });
	control(&b, (struct scf_control){ .id = "GDN-06",
	                .statement = "Old tools are deprecated in spring." });
	finish(&b);
	cr_assert_str_eq(text(&b, CONTROL_STATUS, "GDN-01.2"), "deprecated");
	assert_items(&b, CONTROL_INTO, "GDN-01.2", "GDN-03|GDN-04.1");
	cr_assert(str_starts(
	    text(&b, CONTROL_STATEMENT, "GDN-01.2"), "[Deprecated - "));
	cr_assert_not(catalog_control_active(
	    b.it.catalog, control_row(&b.it, "GDN-01.2")));
	cr_assert_str_eq(text(&b, CONTROL_STATUS, "GDN-02"), "withdrawn");
	cr_assert_str_eq(text(&b, CONTROL_STATUS, "GDN-05"), "deprecated");
	cr_assert_null(text(&b, CONTROL_STATUS, "GDN-06"));
	assert_odd(&b, ODD_WITHDRAWN, 3);
	imported_done(&b.it);
}

Test(scf_control, mapping_cells_split_at_line_breaks_only)
{
	static const char cell[] = "5.10\nPrinciple 13; note, b\n\n \n"
	                           "Art 3 (a)\n5.10";
	struct scf_mapping mappings[] = {
		{ .framework = "Lawn\nCode", .cell = cell },
		{ .framework = "Empty", .cell = " \n" },
	};
	struct bench b;

	start(&b);
	scf_framework(b.job,
	    &(struct scf_framework){ .id = "lawn-code", .name = "Lawn Code" });
	scf_framework(b.job, &(struct scf_framework){ .name = "Empty" });
	control(
	    &b, (struct scf_control){
	            .id = "GDN-01", .mappings = mappings, .mapping_count = 2 });
	finish(&b);
	assert_values(&b.it, "GDN-01", "Lawn Code",
	    "5.10|Principle 13; note, b|Art 3 (a)|5.10");
	cr_assert_eq(catalog_rows(b.it.catalog, TABLE_MAPPING), 1);
	cr_assert_eq(catalog_rows(b.it.catalog, TABLE_FRAMEWORK), 2);
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, FRAMEWORK_ID, 0), "lawn-code");
	assert_odd(&b, ODD_SPLIT, 0);
	imported_done(&b.it);
}

Test(scf_control, dates_among_values_are_kept_and_told)
{
	struct scf_mapping mapping = {
		.framework = "Lawn Code",
		.cell = "Mon Apr 07 2031 00:00:00 GMT+0200 (Noon)\n"
		        "2031-04-07\n2031-04-07T10:00:00Z\n"
		        "2031-04\n2031-04-07a\nMon Apr 07\n4.7.2031",
	};
	struct bench b;

	start(&b);
	control(&b, (struct scf_control){ .id = "GDN-01",
	                .mappings = &mapping,
	                .mapping_count = 1,
	                .place = { 12, 3 } });
	finish(&b);
	assert_odd(&b, ODD_DATE, 3);
	assert_warned(&b.it, "\"2031-04-07\" in Lawn Code", "cells:12:3");
	assert_values(&b.it, "GDN-01", "Lawn Code",
	    "Mon Apr 07 2031 00:00:00 GMT+0200 (Noon)|2031-04-07|"
	    "2031-04-07T10:00:00Z|2031-04|2031-04-07a|Mon Apr 07|4.7.2031");
	imported_done(&b.it);
}

Test(scf_control, solutions_lose_their_bullets_and_keep_the_order_of_sizes)
{
	static const char large[] =
	    "\xe2\x88\x99 Two rakes\n- Ladder\n\xe2\x96\xaa Cart \n"
	    "\xe2\x80\xa2 Shed\nTwine\n-\n(1) oiled";
	struct scf_solution solutions[] = {
		{ .size = "small", .size_name = "Small", .cell = NULL },
		{ .size = "large", .size_name = "Large", .cell = large },
	};
	struct bench b;

	start(&b);
	control(&b,
	    (struct scf_control){
	        .id = "GDN-01", .solutions = solutions, .solution_count = 2 });
	finish(&b);
	const struct catalog *c = b.it.catalog;
	struct str lines = { 0 };

	cr_assert_eq(catalog_rows(c, TABLE_SIZE), 2);
	cr_assert_str_eq(catalog_string(c, SIZE_ID, 0), "small");
	cr_assert_eq(catalog_rows(c, TABLE_SOLUTION), 1);
	for (size_t i = 0; i < catalog_count(c, SOLUTION_LINES, 0); i++)
		str_printf(
		    &lines, "%s|", catalog_item(c, SOLUTION_LINES, 0, i, 0));
	cr_assert_str_eq(
	    str_text(&lines), "Two rakes|Ladder|Cart|Shed|Twine|(1) oiled|");
	str_done(&lines);
	imported_done(&b.it);
}

Test(scf_control, evidence_is_cited_by_ids_however_they_are_separated)
{
	struct bench b;

	start(&b);
	describe_evidence(&b);
	control(&b, (struct scf_control){ .id = "GDN-01",
	                .evidence = "E-GDN-02\nE-GDN-01\n\nE-GDN-02" });
	control(&b, (struct scf_control){
	                .id = "GDN-02", .evidence = "e-gdn-01, E-GDN-02" });
	control(&b, (struct scf_control){
	                .id = "GDN-03", .evidence = "E-GDN-01 E-GDN-02;" });
	finish(&b);
	assert_items(&b, CONTROL_EVIDENCE, "GDN-01", "E-GDN-02|E-GDN-01");
	assert_items(&b, CONTROL_EVIDENCE, "GDN-02", "E-GDN-01|E-GDN-02");
	assert_items(&b, CONTROL_EVIDENCE, "GDN-03", "E-GDN-01|E-GDN-02");
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, EVIDENCE_TITLE, 0), "Rake log");
	cr_assert_str_eq(catalog_string(b.it.catalog, EVIDENCE_DESCRIPTION, 0),
	    "Who raked:\n- when");
	assert_odd(&b, ODD_REFERENCE, 0);
	imported_done(&b.it);
}

Test(scf_control, evidence_the_list_lacks_is_made_when_its_id_is_made_alike)
{
	struct bench b;

	start(&b);
	describe_evidence(&b);
	control(&b, (struct scf_control){ .id = "GDN-01",
	                .evidence = "E-GDN-01\nGDN-07\nE-HUT-09\nask Bob",
	                .evidence_column = 6,
	                .place = { 2, 1 } });
	finish(&b);
	assert_items(&b, CONTROL_EVIDENCE, "GDN-01", "E-GDN-01|E-HUT-09");
	assert_odd(&b, ODD_REFERENCE, 3);
	assert_warned(&b.it, "\"GDN-07\" leads to nothing", "cells:2:6");
	assert_warned(&b.it, "\"ask Bob\" leads to nothing", "cells:2:6");
	assert_warned(&b.it, "asks for E-HUT-09", "cells:2:6");
	size_t row = catalog_find(b.it.catalog, TABLE_EVIDENCE, "E-HUT-09");

	cr_assert_str_eq(
	    catalog_string(b.it.catalog, EVIDENCE_TITLE, row), "E-HUT-09");
	imported_done(&b.it);
}

Test(scf_control, a_control_cited_alone_as_evidence_lends_its_own)
{
	struct bench b;

	start(&b);
	describe_evidence(&b);
	control(
	    &b, (struct scf_control){ .id = "GDN-01", .evidence = "E-GDN-02" });
	control(
	    &b, (struct scf_control){ .id = "GDN-02", .evidence = "GDN-01" });
	control(&b, (struct scf_control){
	                .id = "GDN-03", .evidence = "GDN-01\nE-GDN-01" });
	control(
	    &b, (struct scf_control){ .id = "GDN-04", .evidence = "GDN-04" });
	finish(&b);
	assert_items(&b, CONTROL_EVIDENCE, "GDN-02", "E-GDN-02");
	assert_items(&b, CONTROL_EVIDENCE, "GDN-03", "E-GDN-01");
	assert_items(&b, CONTROL_EVIDENCE, "GDN-04", "");
	assert_odd(&b, ODD_REFERENCE, 3);
	cr_assert_eq(warnings(&b.it, "GDN-02 names the control GDN-01"), 1);
	cr_assert_eq(warnings(&b.it, "leads to nothing"), 2);
	imported_done(&b.it);
}

Test(scf_control,
    unknown_risks_and_threats_are_left_out_of_a_year_that_lists_them)
{
	struct bench b;

	start(&b);
	scf_danger(b.job, PACK_RISKS,
	    &(struct scf_danger){
	        .id = "R-1", .title = "Slip", .description = "Wet\n- leaves" });
	scf_danger(b.job, PACK_THREATS,
	    &(struct scf_danger){ .id = "T-1", .title = "Storm" });
	control(&b, (struct scf_control){ .id = "GDN-01",
	                .risks = "R-1\n[object Object]\nR-2",
	                .threats = "[object Object]\nT-1" });
	finish(&b);
	assert_items(&b, CONTROL_RISKS, "GDN-01", "R-1");
	assert_items(&b, CONTROL_THREATS, "GDN-01", "T-1");
	assert_odd(&b, ODD_REFERENCE, 3);
	cr_assert_eq(warnings(&b.it, "\"[object Object]\" leads to"), 2);
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, RISK_DESCRIPTION, 0), "Wet\n- leaves");
	imported_done(&b.it);
}

Test(scf_control, a_year_without_lists_knows_its_ids_and_says_so_once)
{
	struct bench b;

	start(&b);
	control(&b, (struct scf_control){ .id = "GDN-01",
	                .evidence = "E-GDN-01\nGDN-02",
	                .risks = "R-1, R-2\n[object Object]",
	                .threats = "T-1" });
	control(
	    &b, (struct scf_control){
	            .id = "GDN-02", .evidence = "E-GDN-02", .risks = "R-3" });
	finish(&b);
	assert_items(&b, CONTROL_EVIDENCE, "GDN-01", "E-GDN-01");
	assert_items(&b, CONTROL_EVIDENCE, "GDN-02", "E-GDN-02");
	assert_items(&b, CONTROL_RISKS, "GDN-01", "R-1|R-2");
	assert_items(&b, CONTROL_RISKS, "GDN-02", "R-3");
	assert_items(&b, CONTROL_THREATS, "GDN-01", "T-1");
	cr_assert_eq(warnings(&b.it, "describes none of the"), 3);
	assert_odd(&b, ODD_REFERENCE, 5);
	imported_done(&b.it);
}

Test(scf_control, a_deprecated_control_with_levels_that_say_only_not_applicable)
{
	struct bench b;

	start(&b);
	control(&b, (struct scf_control){ .id = "GDN-01",
	                .statement = "[deprecated]",
	                .levels = { { .text = "N/A" }, { .text = "N/A" },
	                    { .text = " N/A " },
	                    { .text = "Good gardens have:\n- a rake\n"
	                              "- a shed" },
	                    { .text = "n/a" } } });
	finish(&b);
	assert_levels(&b.it, "GDN-01", "- - 2 - ?");
	imported_done(&b.it);
}
