/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Workbooks of all years' making. The headers are the published ones, for
 * they are what is understood; all other words are our own. */

#include <config.h>

#include "scf_book.h"

/* An import that must fail. */
static void
refuse_book(
    struct imported *it, const struct workbook_sheet *sheets, size_t count)
{
	struct str bytes = { 0 };

	*it = (struct imported){ 0 };
	workbook_make(&bytes, sheets, count, true);
	bool ok =
	    import_bytes(it, "scf-xlsx", "pond.xlsx", bytes.data, bytes.len);

	cr_assert_not(ok, "is refused");
	cr_assert_null(strchr(it->err.message, '\n'), "in one line");
	str_done(&bytes);
}

/* The items of a list of a control, joined by bars. */
static void
assert_list(const struct imported *it, enum catalog_field field, const char *id,
    const char *expected)
{
	struct str actual = { 0 };
	size_t row = control_row(it, id);

	for (size_t i = 0; i < catalog_count(it->catalog, field, row); i++)
		str_printf(&actual, "%s%s", i ? "|" : "",
		    catalog_item(it->catalog, field, row, i, 0));
	cr_assert_str_eq(str_text(&actual), expected, "%s of %s: %s",
	    catalog_field_info(field)->key, id, str_text(&actual));
	str_done(&actual);
}

/* "micro_small: a, b; any: c" of a control. */
static void
assert_solutions(
    const struct imported *it, const char *id, const char *expected)
{
	const struct catalog *c = it->catalog;
	struct str actual = { 0 };
	size_t row = control_row(it, id);

	for (size_t i = 0; i < catalog_count(c, CONTROL_SOLUTIONS, row); i++) {
		size_t at = catalog_child(c, CONTROL_SOLUTIONS, row, i);

		str_printf(&actual, "%s%s:", i ? "; " : "",
		    catalog_string(c, SOLUTION_SIZE, at));
		for (size_t k = 0; k < catalog_count(c, SOLUTION_LINES, at);
		     k++)
			str_printf(&actual, "%s %s", k ? "," : "",
			    catalog_item(c, SOLUTION_LINES, at, k, 0));
	}
	cr_assert_str_eq(
	    str_text(&actual), expected, "solutions: %s", str_text(&actual));
	str_done(&actual);
}

#define SIZE_HEADERS(x)                                                      \
	"Possible Solutions & Considerations\nMicro-Small Business (<10 "    \
	"staff)\nBLS Firm Size Classes 1-2",                                 \
	    "Possible Solutions & Considerations\nSmall Business (10-49 "    \
	    "staff)",                                                        \
	    "Possible Solutions & Considerations\nMedium Business (50-249)", \
	    "Possible Solutions & Considerations\nLarge Business (250-999)", \
	    "Possible Solutions & Considerations\nEnterprise (> 1,000 staff)"

static const struct workbook_sheet latest[] = {
	{ "Threat Catalog",
	    ROWS(ROW("Threat Catalog"),
	        ROW("Grouping", "#", "Threat", "Description"),
	        ROW("Wild", "NT-1", "Herons", "Herons fish."),
	        ROW("Tame", "MT-2", "Guests", "Guests feed bread.")),
	    false },
	{ "Compensating Controls 2026.1",
	    ROWS(ROW("SCF Control", "SCF #", "SCF Control Description",
	             "Relative Control Weighting",
	             "Risk If Control Is Not Implemented",
	             "Compensating Control 1\nSCF #", "Name", "Description",
	             "Justification", "Compensating  Control 2 SCF #", "Name",
	             "Description", "Justification"),
	        ROW("Fish", "PON-02", "", "", "Hunger", "PON-01", "Plan", "x",
	            "A plan feeds too.", "PON-02.1", "Food", "y",
	            "So does food.")),
	    false },
	{ "Assessment Objectives 2026.1",
	    ROWS(
	        ROW("SCF #", "SCF AO #",
	            "SCF Assessment Objective (AO)\nLook whether:",
	            "PPTDF\nApplicability",
	            "SCF Assessment Objective (AO) Origin(s)", "Notes / Errata",
	            "Assessment\nRigor (AR)", "SCF Defined Parameters (SDP)",
	            "Organization Defined Parameters (ODP)"),
	        ROW("PON-01", "PON-01_A01", "a plan hangs on the shed.",
	            "Process", "SCF Created", "new", "2", "each spring"),
	        ROW("PON-01", "PON-02_A01", "fish eat.", "", "", "", "1")),
	    false },
	{ "SCF 2026.1",
	    ROWS(ROW("SCF  Domain", "SCF Control", "SCF\n#",
	             "Secure Controls Framework (SCF)\nControl Description",
	             "Conformity Validation\nCadence",
	             "Evidence Request List (ERL) #", SIZE_HEADERS(),
	             "SCF Control Question", "Relative Control Weighting",
	             "PPTDF\nApplicability", "NIST CSF\nFunction Grouping",
	             "SCRM Focus\n\nTIER 1\nSTRATEGIC",
	             "SCRM Focus\n\nTIER 2\nOPERATIONAL",
	             "SCRM Focus\n\nTIER 3\nTACTICAL",
	             "SCR-CMM Level 0\nNot Performed",
	             "SCR-CMM Level 1\nPerformed Informally",
	             "SCR-CMM Level 2\nPlanned & Tracked",
	             "SCR-CMM Level 3\nWell Defined",
	             "SCR-CMM Level 4\nQuantitatively Controlled",
	             "SCR-CMM Level 5\nContinuously Improving",
	             "SCF\nCORE Fundamentals", "SCF\nCommunity Derived",
	             "Lake\nLevel 1 CR-CMM (2026)", "Shore  Rules\n(v2)",
	             "Minimum Security Requirements\nMCR + DSR",
	             "Risk\nThreat\nSummary", "Control Threat Summary",
	             "Errata\n2026.1"),
	        ROW("Pond Care", "Pond Plan\n(Yearly)", " PON-01 ",
	            "Ways exist to plan.", "Annual", "E-PON-01\nE-PON-02",
	            "∙ A net", "∙ A net\n∙ A boat", "", "", "∙ A ship",
	            "Does the keeper plan?", NUMBER("10"), "Process", "Govern",
	            "x", "", "X", "Nobody plans.",
	            "SCR-CMM Level 1 criteria definitions are not available "
	            "for this control:\n▪ no.",
	            "Pond Care (PON) efforts are planned. Expect the "
	            "following criteria to exist:\n▪ A plan.\n▪ A pond.",
	            "Pond Care (PON) efforts are standardized. Expect the "
	            "following criteria to exist:\n▪ Seasons.",
	            "Utilize SCR-CMM Level 3 criteria definitions:\n▪ no.",
	            "Utilize SCR-CMM Level 3 or Level 4 (if available) "
	            "criteria definitions:\n▪ no.",
	            "x", "", "3.1\n3.10", "Rule 4", "", "R-PO-1", "NT-1\nMT-2",
	            "- new"),
	        ROW("Pond Care", "Fish", "PON-02", "Ways exist to feed.",
	            "Quarterly", "", "", "", "", "", "", "Are fish fed?",
	            NUMBER("8"), "People", "Protect", "", "x", "", "", "", "",
	            "", "", "", "", "x", "", "Rule 5", "", "R-PO-1", "NT-1"),
	        ROW("Pond Care", "Food", "PON-02.1", "Ways exist to buy.", "",
	            "", "", "", "", "", "", "", NUMBER("3"))),
	    false },
	{ "Evidence Request List 2026.1",
	    ROWS(ROW("#", "ERL #", "Area of Focus", "Documentation Artifact",
	             "Artifact Description", "SCF Control Mappings",
	             "CMMC Mapping"),
	        ROW("1", "E-PON-01", "Ponds", "Pond plan", "The plan.",
	            "PON-01"),
	        ROW("2", "E-PON-02", "Ponds", "Pond map", "The map.",
	            "PON-01")),
	    false },
	{ "Authoritative Sources",
	    ROWS(
	        ROW("Geography", "SCF Column Header",
	            "Focal Document Identifier (FDI)", "Source",
	            "Focal Document Name (FDN)", "Focal Document Source (FDS)"),
	        ROW("Inland", "Lake Level 1 CR-CMM (2026)", "LAKE-CR-2026",
	            "Us", "Lake - Level 1 (2026)", "https://lake.example/1"),
	        ROW("Coast", "shore rules (v2)", "SHORE-2", "Us",
	            "Shore - Rules (v2)", "none")),
	    false },
	{ "SCF Domains & Principles",
	    ROWS(ROW("#", "SCF Domain", "SCF Identifier",
	             "Cybersecurity & Data Privacy by Design (C|P) Principles",
	             "Principle Intent"),
	        ROW("1", "Pond Care", "PON", "Keep ponds.", "For fish.")),
	    false },
	{ "Risk Catalog",
	    ROWS(ROW("Risks, and what they are for"), ROW("* a risk"), ROW(""),
	        ROW("Risk Grouping", "Risk #", "Risk*\nNote - Some are rare.",
	            "Description of Possible Risk Due To Control Deficiency",
	            "NIST CSF \nFunction"),
	        ROW("", "", "", "WHEN IT FAILS:"),
	        ROW("Water", "R-PO-1", "Dry pond", "The water leaves."),
	        ROW("Note: all of these are possible.")),
	    false },
	{ "Privacy Management 2026.1",
	    ROWS(ROW("#", "Principle Name",
	             "SCF Privacy Management Principle (SCF-PMP) Description",
	             "Lake", "SCF #"),
	        ROW("1", "Quiet", "Fish are left alone.", "1", "PON-01")),
	    false },
};
enum { LATEST = sizeof(latest) / sizeof(*latest) };

Test(scf_xlsx, sheets_are_found_by_their_headers_in_any_order)
{
	struct imported it;

	import_book(&it, latest, LATEST);
	assert_string(&it, PACK_VERSION, 0, "2026.1");
	assert_string(&it, SCALE_NAME, 0, "SCR-CMM");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 3, "controls");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_EVIDENCE), 2, "requests");
	assert_string(&it, EVIDENCE_AREA, 1, "Ponds");
	assert_string(&it, EVIDENCE_TITLE, 1, "Pond map");
	assert_string(&it, EVIDENCE_DESCRIPTION, 1, "The map.");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_RISK), 1, "one risk");
	assert_string(&it, RISK_TITLE, 0, "Dry pond");
	assert_string(&it, RISK_DESCRIPTION, 0, "The water leaves.");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_THREAT), 2, "threats");
	assert_string(&it, DOMAIN_NAME, 0, "Pond Care");
	cr_assert_eq(it.odd[ODD_COLUMN], 0, "all sheets are understood");
	cr_assert_eq(it.odd[ODD_OTHER], 0, "titles and notes are no rows");
	imported_done(&it);
}

Test(scf_xlsx, a_control_has_what_its_row_says)
{
	struct imported it;

	import_book(&it, latest, LATEST);
	size_t row = control_row(&it, "PON-01");

	assert_string(&it, CONTROL_STATEMENT, row, "Ways exist to plan.");
	assert_string(&it, CONTROL_QUESTION, row, "Does the keeper plan?");
	assert_string(&it, CONTROL_CADENCE, row, "annual");
	assert_string(&it, CONTROL_FUNCTION, row, "govern");
	cr_assert_eq(
	    catalog_number(it.catalog, CONTROL_WEIGHT, row), 10, "weight");
	assert_list(&it, CONTROL_APPLIES_TO, "PON-01", "process");
	assert_list(&it, CONTROL_SCRM, "PON-01", "strategic|tactical");
	assert_list(&it, CONTROL_PROFILES, "PON-01", "CORE Fundamentals");
	assert_list(&it, CONTROL_PROFILES, "PON-02", "Community Derived");
	assert_list(&it, CONTROL_EVIDENCE, "PON-01", "E-PON-01|E-PON-02");
	assert_list(&it, CONTROL_RISKS, "PON-01", "R-PO-1");
	assert_list(&it, CONTROL_THREATS, "PON-01", "NT-1|MT-2");
	assert_levels(&it, "PON-01", "- 2 1 >3 >3");
	assert_solutions(&it, "PON-01",
	    "micro_small: A net; small: A net, A boat; enterprise: A ship");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_SIZE), 3,
	    "sizes without any text are none");
	assert_string(&it, SIZE_NAME, 0, "Micro/Small");
	imported_done(&it);
}

Test(scf_xlsx, frameworks_are_named_by_the_list_of_sources)
{
	struct imported it;

	import_book(&it, latest, LATEST);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_FRAMEWORK), 2, "two");
	assert_string(&it, FRAMEWORK_ID, 0, "lake-cr-2026");
	assert_string(&it, FRAMEWORK_NAME, 0, "Lake - Level 1 (2026)");
	assert_string(&it, FRAMEWORK_GROUP, 0, "Inland");
	assert_string(&it, FRAMEWORK_URL, 0, "https://lake.example/1");
	assert_string(&it, FRAMEWORK_ID, 1, "shore-2");
	assert_string(&it, FRAMEWORK_URL, 1, "(none)");
	assert_values(&it, "PON-01", "Lake - Level 1 (2026)", "3.1|3.10");
	assert_values(&it, "PON-02", "Shore - Rules (v2)", "Rule 5");
	imported_done(&it);
}

Test(scf_xlsx, objectives_and_compensating_controls_hang_on_their_controls)
{
	struct imported it;

	import_book(&it, latest, LATEST);
	size_t row = control_row(&it, "PON-01"),
	       fish = control_row(&it, "PON-02");

	cr_assert_eq(catalog_count(it.catalog, CONTROL_OBJECTIVES, row), 2,
	    "both stand under PON-01");
	size_t first = catalog_child(it.catalog, CONTROL_OBJECTIVES, row, 0);

	assert_string(&it, OBJECTIVE_TEXT, first, "a plan hangs on the shed.");
	assert_string(&it, OBJECTIVE_ORIGIN, first, "SCF Created");
	cr_assert_eq(
	    catalog_number(it.catalog, OBJECTIVE_RIGOR, first), 2, "rigor");
	cr_assert_str_eq(
	    catalog_item(it.catalog, OBJECTIVE_PARAMETERS, first, 0, 0),
	    "each spring", "parameter");
	cr_assert_eq(it.odd[ODD_PARENT], 1, "PON-02_A01 is reported");
	cr_assert_eq(catalog_count(it.catalog, CONTROL_COMPENSATING, fish), 2,
	    "two may stand for PON-02");
	size_t second =
	    catalog_child(it.catalog, CONTROL_COMPENSATING, fish, 1);

	assert_string(&it, COMPENSATING_CONTROL, second, "PON-02.1");
	assert_string(&it, COMPENSATING_WHY, second, "So does food.");
	imported_done(&it);
}

#define OLD_HEADERS(x)                        \
	"SCF Domain", "SCF Control", "SCF #", \
	    "Secure Controls Framework (SCF)\nControl Description"

Test(scf_xlsx, older_years_have_one_column_a_risk_and_one_of_methods)
{
	const struct workbook_sheet sheets[] = {
		{ "SCF 2020.5",
		    ROWS(ROW(OLD_HEADERS(),
		             "Methods To Comply With SCF Controls",
		             "SCF Control Question",
		             "Relative Control\nWeighting (1-10)",
		             "Function Grouping", "SP-CMM 0\nNot Performed",
		             "SP-CMM 1\nPerformed Informally",
		             "SP-CMM 2\nPlanned & Tracked",
		             "SCF-B\nBusiness Mergers & Acquisitions",
		             "Risk\nR-PO-1", "Risk\nR-PO-2", "Threat\nNT-1"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways exist.",
		            "- A net\n- A boat (https://boat.example)",
		            "Is there a plan?", NUMBER("9"), "Identify",
		            "- No plan.", "SP-CMM1 is N/A, since fish need it.",
		            "- A plan.\n- A pond.", "X", "x", "", "x"),
		        ROW("Pond Care", "Fish", "PON-02", "Ways.", "", "", "",
		            "", "", "", "", "", "x", "x")),
		    false },
		{ "Risk Catalog",
		    ROWS(ROW("Risk Grouping", "Risk #", "Risk*",
		             "Description of Possible Risk"),
		        ROW("Water", "R-PO-1", "Dry", "It leaves."),
		        ROW("", "R-PO-2", "Wet", "It comes.")),
		    false },
		{ "Threat Catalog",
		    ROWS(ROW("Threat Grouping", "Threat #", "Threat*",
		             "Threat Description"),
		        ROW("Wild", "NT-1", "Herons", "They fish.")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 3);
	assert_string(&it, PACK_VERSION, 0, "2020.5");
	assert_string(&it, SCALE_NAME, 0, "SP-CMM");
	assert_levels(&it, "PON-01", "- 2 ? ? ?");
	assert_solutions(
	    &it, "PON-01", "any: A net, A boat (https://boat.example)");
	assert_string(&it, SIZE_NAME, 0, "All sizes");
	assert_list(&it, CONTROL_PROFILES, "PON-01",
	    "SCF-B Business Mergers & Acquisitions");
	assert_list(&it, CONTROL_RISKS, "PON-01", "R-PO-1");
	assert_list(&it, CONTROL_RISKS, "PON-02", "R-PO-1|R-PO-2");
	assert_list(&it, CONTROL_THREATS, "PON-01", "NT-1");
	imported_done(&it);
}

Test(scf_xlsx, years_between_call_the_levels_otherwise)
{
	const struct workbook_sheet sheets[] = {
		{ "SCF 2024.1",
		    ROWS(ROW(OLD_HEADERS(), "PPTDF\nApplicability",
		             "C|P-CMM 0\nNot Performed",
		             "C|P-CMM 1\nPerformed Informally",
		             "C|P-CMM 2\nPlanned & Tracked",
		             "US\nCMMC 2.0\nLevel 1",
		             "Identify\nMinimum Compliance Requirements (MCR)",
		             "SCF CORE\nPond Keeping", "Risk\nR-PO-1",
		             "Risk Threat Summary", "Legacy\nSCF #"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways exist.",
		            "Data", "No plan.",
		            "There are no defined C|P-CMM1 criteria, since "
		            "fish "
		            "need it.",
		            "- A plan.", "1.2", "x", "x", "x", "R-PO-2",
		            "PON-09")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 1);
	assert_string(&it, SCALE_NAME, 0, "C|P-CMM");
	assert_levels(&it, "PON-01", "- 1 ? ? ?");
	assert_values(&it, "PON-01", "US CMMC 2.0 Level 1", "1.2");
	assert_list(&it, CONTROL_PROFILES, "PON-01",
	    "CORE Pond Keeping|"
	    "Identify Minimum Compliance Requirements (MCR)");
	assert_list(&it, CONTROL_RISKS, "PON-01", "R-PO-2");
	cr_assert_eq(it.odd[ODD_COLUMN], 0, "nothing is left");
	imported_done(&it);
}

Test(scf_xlsx, the_first_year_has_neither_levels_nor_lists)
{
	const struct workbook_sheet sheets[] = {
		{ "Secure Controls Framework",
		    ROWS(ROW(OLD_HEADERS(), "Target\nAudience",
		             "SCF-P\nPrivacy\nImplications", "COBIT\nv5",
		             "US\nFACTA"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways exist.",
		            "All Users", "X", "APO13.01 APO13.02", "Red Rule"),
		        ROW("Bird Care", "Feed", "BIR-01", "Ways.",
		            "Technical")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 1);
	assert_string(&it, PACK_VERSION, 0, "unversioned");
	assert_string(&it, PACK_ID, 0, "imported-scf");
	assert_string(&it, PACK_TITLE, 0, "Secure Controls Framework");
	cr_assert_not_null(
	    catalog_string(it.catalog, PACK_LICENCE, 0), "the licence is told");
	cr_assert_eq(catalog_scale_top(it.catalog), -1, "no scale");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_DOMAIN), 2, "domains");
	assert_string(&it, DOMAIN_NAME, 0, "Pond Care");
	assert_string(&it, DOMAIN_ID, 1, "BIR");
	assert_values(&it, "PON-01", "COBIT v5", "APO13.01 APO13.02");
	assert_values(&it, "PON-01", "US FACTA", "Red Rule");
	assert_warned(&it, "\"Target Audience\"",
	    "pond.xlsx[Secure Controls Framework]:1:5");
	cr_assert_eq(it.odd[ODD_COLUMN], 1, "once");
	imported_done(&it);
}

Test(scf_xlsx, the_version_may_stand_in_what_was_changed_when)
{
	const struct workbook_sheet sheets[] = {
		{ "Secure Controls Framework",
		    ROWS(ROW(OLD_HEADERS(), "SCF Errata\n2019.7",
		             "SCF Errata\n2020.1"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways exist.",
		            "- new")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 1);
	assert_string(&it, PACK_VERSION, 0, "2020.1");
	cr_assert_eq(it.odd[ODD_COLUMN], 0, "errata are no oddity");
	imported_done(&it);
}

Test(scf_xlsx, odd_rows_are_reported_or_passed_over)
{
	const struct workbook_sheet sheets[] = {
		{ "SCF 2022.3",
		    ROWS(ROW("Read me first"), ROW(""),
		        ROW(OLD_HEADERS(), "Evidence Request List (ERL) #"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways.", "E-PON-01"),
		        ROW("All about fish"), ROW(OLD_HEADERS()),
		        ROW("Pond Care", "Lost", "", "It has no id."),
		        ROW("Pond Care", "Fish", "pon-01", "Again."),
		        ROW("Pond Care", "Food", "PON-02", "Ways.",
				"the old plan"),
		        ROW("Pond Care", "Gone", "", "Nor has this.")),
		    false },
		{ "Evidence Request List",
		    ROWS(ROW("#", "ERL #", "Area of Focus", "ERL Artifact",
		             "Evidence Request List (ERL) Artifact Description",
		             "SCF Control Mappings",
		             "Legacy SCF Control Mappings"),
		        ROW("1", "E-PON-01", "Ponds", "Plan", "The plan.",
		            "PON-01\nPON-02")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 2);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 2, "controls");
	cr_assert_eq(it.odd[ODD_OTHER], 1, "rows without an id, once");
	assert_warned(&it, "2 rows", "pond.xlsx[SCF 2022.3]:7:1");
	cr_assert_eq(it.odd[ODD_DUPLICATE], 1, "the second PON-01");
	cr_assert_eq(it.odd[ODD_REFERENCE], 1, "that is no request");
	assert_warned(&it, "\"the old plan\"", "[SCF 2022.3]:9:5");
	cr_assert_eq(it.odd[ODD_ONE_WAY], 1, "PON-02 does not ask");
	assert_string(&it, EVIDENCE_TITLE, 0, "Plan");
	assert_string(&it, EVIDENCE_DESCRIPTION, 0, "The plan.");
	imported_done(&it);
}

Test(scf_xlsx, of_several_sheets_the_longest_that_shows_counts)
{
	const struct workbook_sheet sheets[] = {
		{ "Pond Criteria",
		    ROWS(ROW(OLD_HEADERS(), "Art 1"),
		        ROW("Pond Care", "Other", "PON-09", "Ways.", "x")),
		    false },
		{ "SCF 2019.1",
		    ROWS(ROW(OLD_HEADERS()),
		        ROW("Pond Care", "Plan", "PON-01", "Ways."),
		        ROW("Pond Care", "Fish", "PON-02", "Ways.")),
		    false },
		{ "Old",
		    ROWS(ROW(OLD_HEADERS()),
		        ROW("Pond Care", "Old", "PON-06", "Ways."),
		        ROW("Pond Care", "Old", "PON-07", "Ways."),
		        ROW("Pond Care", "Old", "PON-08", "Ways.")),
		    true },
		{ "Domains",
		    ROWS(ROW("#", "Domain", "Identifier"),
		        ROW("1", "Keeping of Ponds", "PON")),
		    true },
		{ "Sums", ROWS(ROW("a", "b", "c", "d"), ROW("1", "2")), false },
		{ "Cover", ROWS(ROW("Welcome"), ROW("to ponds")), false },
	};
	struct imported it;

	import_book(&it, sheets, 6);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 2, "controls");
	assert_string(&it, DOMAIN_NAME, 0, "Keeping of Ponds");
	assert_warned(
	    &it, "This sheet is left out", "pond.xlsx[Pond Criteria]:1:1");
	cr_assert_eq(warnings(&it, "No headers are understood"), 1, "Sums");
	cr_assert_eq(it.odd[ODD_COLUMN], 2, "and no more");
	cr_assert_eq(it.odd[ODD_REFERENCE], 1,
	    "\"Pond Care\" is not the name in the list, said once");
	imported_done(&it);
}

Test(scf_xlsx, a_hidden_sheet_serves_where_no_other_does)
{
	const struct workbook_sheet sheets[] = {
		{ "Cover", ROWS(ROW("Welcome")), false },
		{ "SCF 2023.2",
		    ROWS(ROW(OLD_HEADERS()),
		        ROW("Pond Care", "Plan", "PON-01", "Ways.")),
		    true },
	};
	struct imported it;

	import_book(&it, sheets, 2);
	control_row(&it, "PON-01");
	imported_done(&it);
}

Test(scf_xlsx, other_workbooks_are_refused_in_one_line)
{
	const struct workbook_sheet budget[] = {
		{ "Budget",
		    ROWS(ROW("Item", "SCF #", "Price"),
		        ROW("Net", "PON-01", NUMBER("9"))),
		    false },
	};
	const struct workbook_sheet empty[] = {
		{ "SCF 2022.3", ROWS(ROW(OLD_HEADERS()), ROW("")), false },
	};
	struct imported it;

	refuse_book(&it, budget, 1);
	cr_assert(strstr(it.err.message, "no SCF workbook"), "says so: %s",
	    it.err.message);
	cr_assert_str_eq(it.err.path, "pond.xlsx", "names it");
	imported_done(&it);
	refuse_book(&it, empty, 1);
	cr_assert_str_eq(it.err.path, "pond.xlsx[SCF 2022.3]", "and where");
	imported_done(&it);
}

Test(scf_xlsx, a_workbook_is_told_by_its_content)
{
	struct str bytes = { 0 };

	workbook_make(&bytes, latest, LATEST, true);
	const struct importer *found = importers_detect(bytes.data, bytes.len);

	cr_assert_not_null(found, "of a known format");
	cr_assert_str_eq(found->name, "scf-xlsx", "told: %s", found->name);
	str_done(&bytes);
}

static void
count_levels(const struct imported *it, int level, size_t *none, size_t *defer)
{
	size_t count = catalog_rows(it->catalog, TABLE_CONTROL);

	*none = *defer = 0;
	for (size_t i = 0; i < count; i++) {
		size_t row = catalog_control_level(it->catalog, i, level);

		/* One that is no longer in force has no levels */
		if (row == CATALOG_NONE ||
		    !catalog_control_active(it->catalog, i))
			continue;
		*none +=
		    catalog_number(it->catalog, CLEVEL_NOT_AVAILABLE, row) == 1;
		*defer +=
		    catalog_number(it->catalog, CLEVEL_DEFERS_TO, row) >= 0;
	}
}

static void
assert_counts(const struct imported *it, int level, size_t none, size_t defer)
{
	size_t none_is, defer_is;

	count_levels(it, level, &none_is, &defer_is);
	cr_assert_eq(none_is, none, "L%d: %zu have none", level, none_is);
	cr_assert_eq(defer_is, defer, "L%d: %zu defer", level, defer_is);
}

static size_t
count_values(const struct imported *it)
{
	size_t count = 0;

	for (size_t i = 0; i < catalog_rows(it->catalog, TABLE_MAPPING); i++)
		count += catalog_count(it->catalog, MAPPING_VALUES, i);
	return count;
}

Test(scf_xlsx, the_workbook_of_2022_3)
{
	NEEDS_SHARED("data/scf-2022.3-official.xlsx");
	static const char *const paths[] = {
		"../shared/data/scf-2022.3-official.xlsx", NULL
	};
	struct imported it;

	import_files(&it, "auto", paths);
	cr_assert_null(it.err.message, "imports: %s", it.err.message);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 1090, "controls");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_EVIDENCE), 177, "requests");
	cr_assert_eq(
	    catalog_rows(it.catalog, TABLE_FRAMEWORK), 192, "frameworks");
	cr_assert_eq(count_values(&it), 42835, "values");
	assert_counts(&it, 1, 652, 0);
	assert_counts(&it, 2, 214, 0);
	assert_counts(&it, 3, 0, 0);
	assert_counts(&it, 4, 0, 505);
	assert_counts(&it, 5, 0, 970);
	cr_assert_eq(it.odd[ODD_COLUMN], 0, "all columns are understood");
	imported_done(&it);
}

Test(scf_xlsx, the_layout_of_2026_1)
{
	NEEDS_SHARED("data/scf-2026.1-layout.xlsx");
	static const char *const paths[] = {
		"../shared/data/scf-2026.1-layout.xlsx", NULL
	};
	struct imported it;

	import_files(&it, "auto", paths);
	cr_assert_null(it.err.message, "imports: %s", it.err.message);
	const struct catalog *c = it.catalog;

	cr_assert_eq(catalog_rows(c, TABLE_CONTROL), 1468, "controls");
	cr_assert_eq(catalog_rows(c, TABLE_DOMAIN), 33, "domains");
	cr_assert_eq(catalog_rows(c, TABLE_OBJECTIVE), 5776, "objectives");
	cr_assert_eq(catalog_rows(c, TABLE_EVIDENCE), 303, "requests");
	cr_assert_eq(catalog_rows(c, TABLE_FRAMEWORK), 249, "frameworks");
	cr_assert_eq(catalog_rows(c, TABLE_RISK), 39, "risks");
	cr_assert_eq(catalog_rows(c, TABLE_THREAT), 41, "threats");
	cr_assert_eq(catalog_rows(c, TABLE_CRITERION), 23224, "criteria");
	cr_assert_eq(count_values(&it), 67230, "values");
	assert_counts(&it, 1, 867, 0);
	assert_counts(&it, 2, 313, 0);
	assert_counts(&it, 4, 0, 861);
	assert_counts(&it, 5, 0, 1324);
	cr_assert_eq(it.odd[ODD_CONTRADICTS], 162, "contradictory cells");
	cr_assert_eq(it.odd[ODD_DATE], 4, "dates");
	cr_assert_eq(it.odd[ODD_PARENT], 8, "objectives elsewhere");
	cr_assert_eq(it.odd[ODD_REFERENCE], 3, "lost references");
	cr_assert_eq(it.odd[ODD_COLUMN], 0, "all columns are understood");
	imported_done(&it);
}
