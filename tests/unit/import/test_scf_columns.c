/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which columns of the sheet of controls are frameworks. The headers of the
 * other columns are the published ones; all else is our own. */

#include <config.h>

#include "scf_book.h"

#define OLD_HEADERS(x)                        \
	"SCF Domain", "SCF Control", "SCF #", \
	    "Secure Controls Framework (SCF)\nControl Description"

Test(scf_columns, values_are_split_at_line_breaks_only)
{
	const struct workbook_sheet sheets[] = {
		{ "SCF 2022.3",
		    ROWS(ROW(OLD_HEADERS(), "ISO\n27001\nv2013", "COSO\nv2017"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways exist.",
		            "5.10\n 9.1, 9.2 \n\n-\n7.3(a)", "Principle 13"),
		        ROW("Pond Care", "Fish", "PON-02", "Ways.",
		            NUMBER("5.0999999999999996"), " - "),
		        ROW("Pond Care", "Food", "PON-03", "Ways.", "", "N/A")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 1);
	assert_values(&it, "PON-01", "COSO v2017", "Principle 13");
	assert_values(&it, "PON-02", "ISO 27001 v2013", "5.1");
	cr_assert_eq(catalog_count(it.catalog, CONTROL_MAPPINGS,
	                 control_row(&it, "PON-02")),
	    1, "a dash is no value");
	size_t row = mapping_row(&it, "PON-01", "ISO 27001 v2013");

	cr_assert_str_eq(catalog_item(it.catalog, MAPPING_VALUES, row, 0, 0),
	    "5.10", "its zero stays");
	cr_assert_str_eq(catalog_item(it.catalog, MAPPING_VALUES, row, 1, 0),
	    "9.1, 9.2", "a comma cuts nothing");
	imported_done(&it);
}

Test(scf_columns, columns_that_are_no_frameworks_are_reported_once)
{
	const struct workbook_sheet sheets[] = {
		{ "SCF 2022.3",
		    ROWS(ROW(OLD_HEADERS(), "Our Ponds", "Our Thoughts",
		             "Our Lists", "ISO\n1", "", "Empty", "SCF Talk"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways exist.", "x",
		            "We think that this one is done well by the "
		            "keeper.",
		            "∙ Dry ponds\n∙ Wet feet", "1", "lost", "",
		            "Now one can say that talk is no mark at all."),
		        ROW("Pond Care", "Fish", "PON-02", "Ways.", "X",
		            "Here we are less sure than we would like to be.",
		            "∙ Hungry fish", "2", "", "", "", "far out")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 1);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_FRAMEWORK), 1, "one");
	assert_string(&it, FRAMEWORK_NAME, 0, "ISO 1");
	assert_warned(&it, "\"Our Ponds\"", "pond.xlsx[SCF 2022.3]:1:5");
	assert_warned(&it, "\"Our Thoughts\"", "[SCF 2022.3]:1:6");
	assert_warned(&it, "\"Our Lists\"", "[SCF 2022.3]:1:7");
	assert_warned(&it, "no header", "[SCF 2022.3]:1:9");
	assert_warned(&it, "\"SCF Talk\"", "[SCF 2022.3]:1:11");
	cr_assert_eq(it.odd[ODD_COLUMN], 6, "each once, the empty one not");
	imported_done(&it);
}

Test(scf_columns, two_columns_of_one_name_stay_two)
{
	const struct workbook_sheet sheets[] = {
		{ "SCF 2020.1",
		    ROWS(ROW(OLD_HEADERS(), "US\nPond\n[small]",
		             "US Pond [small]"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways.", "1", "2")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 1);
	assert_values(&it, "PON-01", "US Pond [small]", "1");
	assert_values(&it, "PON-01", "US Pond [small] (#2)", "2");
	cr_assert_eq(it.odd[ODD_DUPLICATE], 1, "reported");
	imported_done(&it);
}

Test(scf_columns, what_the_list_of_sources_lacks_goes_with_its_neighbour)
{
	const struct workbook_sheet sheets[] = {
		{ "SCF 2022.1",
		    ROWS(ROW(OLD_HEADERS(), "Lake\nA", "Lake\nB", "Mood"),
		        ROW("Pond Care", "Plan", "PON-01", "Ways.", "1", "2.1",
		            "good")),
		    false },
		{ "Authoritative Sources",
		    ROWS(ROW("Geography", "Mapping Column Header",
		             "URL - Authoritative Source"),
		        ROW("Inland", "LAKE - A", "https://a.example")),
		    false },
	};
	struct imported it;

	import_book(&it, sheets, 2);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_FRAMEWORK), 2,
	    "what has no digits is none");
	assert_string(&it, FRAMEWORK_NAME, 0, "Lake A");
	assert_string(&it, FRAMEWORK_ID, 0, "lake-a");
	assert_string(&it, FRAMEWORK_URL, 0, "https://a.example");
	assert_string(&it, FRAMEWORK_GROUP, 1, "Inland");
	assert_warned(&it, "\"Mood\"", "[SCF 2022.1]:1:7");
	imported_done(&it);
}
