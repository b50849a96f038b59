/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Objectives, compensating controls, links. */

#include "scf_bench.h"

/* The row of an objective. */
static size_t
objective(const struct bench *b, const char *id)
{
	size_t row = catalog_find(b->it.catalog, TABLE_OBJECTIVE, id);

	cr_assert_neq(row, CATALOG_NONE, "%s is there", id);
	return row;
}

static void
add_objective(struct bench *b, struct scf_objective cells)
{
	cells.control = cells.control ? cells.control : "GDN-01";
	cells.text = cells.text ? cells.text : "leaves are raked.";
	cr_assert(scf_objective(b->job, &cells), "%s", b->it.err.message);
}

Test(scf_hang, links_that_one_end_lacks_are_told_and_the_controls_count)
{
	struct bench b;
	struct scf_place place = { 3, 5 };

	start(&b);
	describe_evidence(&b);
	control(
	    &b, (struct scf_control){ .id = "GDN-01", .evidence = "E-GDN-01" });
	control(
	    &b, (struct scf_control){ .id = "GDN-02", .evidence = "E-GDN-01" });
	control(&b, (struct scf_control){ .id = "GDN-03" });
	scf_evidence_controls(
	    b.job, "E-GDN-01", "GDN-01\nGDN-03\nGDN-44", &place);
	scf_evidence_controls(b.job, "E-GDN-02", NULL, &place);
	finish(&b);
	assert_items(&b, CONTROL_EVIDENCE, "GDN-02", "E-GDN-01");
	assert_items(&b, CONTROL_EVIDENCE, "GDN-03", "");
	assert_odd(&b, ODD_ONE_WAY, 2);
	assert_warned(&b.it, "E-GDN-01 names GDN-03", "cells:3:5");
	assert_warned(&b.it, "GDN-02 asks for E-GDN-01", "cells:3:5");
	assert_odd(&b, ODD_REFERENCE, 1);
	imported_done(&b.it);
}

Test(scf_hang, objectives_take_their_cells)
{
	struct bench b;

	start(&b);
	control(&b, (struct scf_control){ .id = "GDN-01" });
	add_objective(&b, (struct scf_objective){ .id = "GDN-01_A01",
	                      .text = "rakes are:\n(1) clean;\n(2) dry.",
	                      .applies_to = "Process",
	                      .origin = "12_A[01]\n12_A[02]",
	                      .rigor = "2",
	                      .parameters = "Times:\n(1) noon" });
	add_objective(
	    &b, (struct scf_objective){
	            .id = "GDN-01_A02", .applies_to = "N/A", .rigor = "" });
	finish(&b);
	const struct catalog *c = b.it.catalog;
	size_t row = objective(&b, "GDN-01_A01");

	cr_assert_str_eq(catalog_string(c, OBJECTIVE_TEXT, row),
	    "rakes are:\n(1) clean;\n(2) dry.");
	cr_assert_str_eq(
	    catalog_string(c, OBJECTIVE_APPLIES_TO, row), "process");
	cr_assert_str_eq(
	    catalog_string(c, OBJECTIVE_ORIGIN, row), "12_A[01] 12_A[02]");
	cr_assert_eq(catalog_number(c, OBJECTIVE_RIGOR, row), 2);
	cr_assert_eq(catalog_count(c, OBJECTIVE_PARAMETERS, row), 1);
	cr_assert_str_eq(catalog_item(c, OBJECTIVE_PARAMETERS, row, 0, 0),
	    "Times:\n(1) noon");
	row = objective(&b, "GDN-01_A02");
	cr_assert_eq(catalog_number(c, OBJECTIVE_RIGOR, row), -1);
	cr_assert_null(catalog_string(c, OBJECTIVE_APPLIES_TO, row));
	assert_odd(&b, ODD_VALUE, 0);
	imported_done(&b.it);
}

Test(scf_hang, a_rigor_that_names_a_framework_sets_the_framework)
{
	static const char *const names[] = { "Lawn SP 800-12A",
		"Lawn SP 1800-12", "Lawn SP 800-12 R2", "Lawn SP 800-12 R3" };
	static const struct {
		const char *rigor, *framework;
		int number;
	} cases[] = {
		{ "LAWN 800-12", "lawn-sp-800-12-r2", -1 },
		{ "Comprehensive", NULL, 3 },
		{ "4", NULL, -1 },
		{ "Lawn 800-99", NULL, -1 },
	};
	struct bench b;

	start(&b);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		scf_framework(
		    b.job, &(struct scf_framework){ .name = names[i] });
	control(&b, (struct scf_control){ .id = "GDN-01" });
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *id = xasprintf("GDN-01_A%02zu", i);

		add_objective(&b, (struct scf_objective){
		                      .id = id, .rigor = cases[i].rigor });
		free(id);
	}
	finish(&b);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *id = xasprintf("GDN-01_A%02zu", i);
		size_t row = objective(&b, id);

		cr_assert(str_equal(catalog_string(
		                        b.it.catalog, OBJECTIVE_FRAMEWORK, row),
		              cases[i].framework),
		    "%s", cases[i].rigor);
		cr_assert_eq(catalog_number(b.it.catalog, OBJECTIVE_RIGOR, row),
		    cases[i].number, "%s", cases[i].rigor);
		free(id);
	}
	assert_odd(&b, ODD_VALUE, 2);
	imported_done(&b.it);
}

Test(scf_hang, objectives_stay_under_the_control_they_stand_under)
{
	struct bench b;

	start(&b);
	control(&b, (struct scf_control){ .id = "GDN-01" });
	control(&b, (struct scf_control){ .id = "GDN-01.1" });
	add_objective(&b, (struct scf_objective){ .id = "GDN-01.1_A01" });
	add_objective(&b, (struct scf_objective){
	                      .control = "GDN-01.1", .id = "GDN-01.1_A02" });
	add_objective(&b,
	    (struct scf_objective){ .control = "GDN-77", .id = "GDN-77_A01" });
	add_objective(
	    &b, (struct scf_objective){ .id = "GDN-01_A09", .text = " " });
	add_objective(&b, (struct scf_objective){
	                      .control = "GDN-01.1", .id = "GDN-01.1_A02" });
	finish(&b);
	cr_assert_eq(catalog_count(b.it.catalog, CONTROL_OBJECTIVES,
	                 control_row(&b.it, "GDN-01")),
	    1);
	cr_assert_eq(catalog_count(b.it.catalog, CONTROL_OBJECTIVES,
	                 control_row(&b.it, "GDN-01.1")),
	    2, "a second one of the same id is kept under another");
	assert_odd(&b, ODD_PARENT, 1);
	assert_odd(&b, ODD_REFERENCE, 1);
	assert_odd(&b, ODD_VALUE, 1);
	assert_odd(&b, ODD_DUPLICATE, 1);
	imported_done(&b.it);
}

Test(scf_hang, compensating_controls_are_those_that_exist)
{
	struct bench b;

	start(&b);
	control(&b, (struct scf_control){ .id = "GDN-01" });
	control(&b, (struct scf_control){ .id = "GDN-02" });
	scf_compensating(b.job,
	    &(struct scf_compensating){
	        .control = "GDN-01", .by = "gdn-02", .why = "It  mows." });
	scf_compensating(b.job,
	    &(struct scf_compensating){ .control = "GDN-01", .by = "GDN-9" });
	scf_compensating(b.job,
	    &(struct scf_compensating){ .control = "GDN-02", .by = "N/A" });
	finish(&b);
	cr_assert_eq(catalog_rows(b.it.catalog, TABLE_COMPENSATING), 1);
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, COMPENSATING_CONTROL, 0), "GDN-02");
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, COMPENSATING_WHY, 0), "It mows.");
	assert_odd(&b, ODD_REFERENCE, 1);
	imported_done(&b.it);
}
