/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Catalogs: what a cell of theirs means. */

#include "scf_bench.h"

Test(scf, a_framework_whose_id_cannot_be_one_says_so)
{
	struct bench b;

	start(&b);
	scf_framework(b.job,
	    &(struct scf_framework){ .id = "lawn&hedge", .name = "Lawn" });
	scf_framework(
	    b.job, &(struct scf_framework){ .id = "HEDGE-2", .name = "Hedge" });
	scf_framework(b.job, &(struct scf_framework){ .id = "only-id" });
	scf_framework(b.job, &(struct scf_framework){ .name = " " });
	control(&b, (struct scf_control){ .id = "GDN-01" });
	finish(&b);
	assert_odd(&b, ODD_NAME, 1);
	cr_assert_eq(warnings(&b.it, "it is lawn-hedge"), 1);
	cr_assert_eq(catalog_rows(b.it.catalog, TABLE_FRAMEWORK), 3);
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, FRAMEWORK_ID, 1), "hedge-2");
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, FRAMEWORK_NAME, 2), "only-id");
	imported_done(&b.it);
}

Test(scf, what_is_described_twice_keeps_its_first_description)
{
	struct bench b;

	start(&b);
	describe_evidence(&b);
	scf_evidence(b.job,
	    &(struct scf_evidence){ .id = "e-gdn-01", .title = "Other" });
	for (int i = 0; i < 2; i++) {
		scf_danger(b.job, PACK_RISKS,
		    &(struct scf_danger){ .id = "R-1", .title = "Slip" });
		control(&b, (struct scf_control){ .id = "GDN-01",
		                .statement = i ? "Other." : "First." });
	}
	finish(&b);
	assert_odd(&b, ODD_DUPLICATE, 3);
	cr_assert_str_eq(text(&b, CONTROL_STATEMENT, "GDN-01"), "First.");
	cr_assert_str_eq(
	    catalog_string(b.it.catalog, EVIDENCE_TITLE, 0), "Rake log");
	cr_assert_eq(catalog_rows(b.it.catalog, TABLE_RISK), 1);
	imported_done(&b.it);
}

Test(scf, versions_are_found_in_any_text)
{
	static const struct {
		const char *text, *version;
	} cases[] = { { "SCF 2026.1", "2026.1" },
		{ "v2031.10.2-draft", "2031.10.2" }, { "ISO 27001.5", NULL },
		{ "2031", NULL }, { "12031.1", NULL },
		{ "part 1.2 of 2031.3", "2031.3" }, { "", NULL },
		{ NULL, NULL } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bench b = { 0 };

		b.job = job_new(&b.it.problems, b.it.odd, &b.it.err);
		job_open(b.job, "scf-json", "cells");
		scf_version(b.job, cases[i].text);
		control(&b, (struct scf_control){ .id = "GDN-01" });
		finish(&b);
		cr_assert_str_eq(catalog_string(b.it.catalog, PACK_VERSION, 0),
		    cases[i].version ? cases[i].version : "unversioned", "%s",
		    cases[i].text ? cases[i].text : "NULL");
		imported_done(&b.it);
	}
}
