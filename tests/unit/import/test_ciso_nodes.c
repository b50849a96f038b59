/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Requirements of a CISO Assistant framework as domains and controls. */

#include <config.h>

#include "ciso_library.h"

Test(ciso_nodes, headings_are_domains_and_the_rest_controls)
{
	struct imported it;

	import_orchard(&it);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 3, "controls");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_DOMAIN), 3, "domains");
	assert_domain(&it, "TR.P-1", "TR > TR.P");
	assert_domain(&it, "TR.P-1.1", "TR > TR.P");
	assert_domain(&it, "GA.1", "Orchard-1.0");
	cr_assert_str_eq(
	    catalog_string(it.catalog, CONTROL_REF, control_row(&it, "GA.1")),
	    "GA 1", "the source's own id");
	size_t row = control_row(&it, "TR.P-1.1");

	cr_assert_eq(catalog_ref(it.catalog, CONTROL_PARENT, row),
	    control_row(&it, "TR.P-1"), "below a control");
	cr_assert_str_eq(domain_text(&it, DOMAIN_NAME, "TR"), "Trees", "");
	cr_assert_str_eq(
	    domain_text(&it, DOMAIN_PRINCIPLE, "TR"), "What grows.", "");
	cr_assert_str_eq(domain_text(&it, DOMAIN_NAME, "TR.P"), "Pruning",
	    "a short description is the name");
	cr_assert_null(domain_text(&it, DOMAIN_PRINCIPLE, "TR.P"), "once");
	assert_warned(&it, "lie in no domain: Orchard-1.0", "yaml:22:5");
	assert_warned(&it, "1 heading or text", "yaml:146:1");
	cr_assert_eq(it.odd[ODD_OTHER], 1, "told once");
	imported_done(&it);
}

Test(ciso_nodes, a_heading_between_two_controls_parts_them)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        HEADING("H", ", name: High")
	            CONTROL("A", ", name: a, parent_urn: 'u:H'")
	                HEADING("L", ", name: Low, parent_urn: 'u:A'")
	                    CONTROL("B", ", name: b, parent_urn: 'u:L'")));
	assert_domain(&it, "A", "H");
	assert_domain(&it, "B", "H > L");
	cr_assert_eq(
	    catalog_ref(it.catalog, CONTROL_PARENT, control_row(&it, "B")),
	    CATALOG_NONE, "lies in the heading");
	imported_done(&it);
}

Test(ciso_nodes, domains_without_a_name_get_one)
{
	struct imported it;
	struct str yaml = { 0 };

	str_add(&yaml, FRAMEWORK("", ""));
	str_add(&yaml, HEADING("H1", ", description: 'One.\n\n\n      Two.'"));
	str_add(&yaml, "    - {urn: 'u:x:high-up', assessable: false,"
	               " description: ");
	for (int i = 0; i < 20; i++)
		str_add(&yaml, "kites fly ");
	str_add(&yaml, "}\n    - {urn: 'u:x:z', assessable: false}\n" CONTROL(
	                   "A", ", name: a, parent_urn: 'u:H1'")
	                   CONTROL("B", ", name: b, parent_urn: 'u:x:high-up'")
	                       CONTROL("C", ", name: c, parent_urn: 'u:x:z'"));
	import_words(&it, "ciso", str_text(&yaml));
	cr_assert_str_eq(domain_text(&it, DOMAIN_NAME, "H1"), "H1", "its id");
	cr_assert_str_eq(domain_text(&it, DOMAIN_PRINCIPLE, "H1"), "One.\nTwo.",
	    "its text is kept");
	cr_assert_str_eq(domain_text(&it, DOMAIN_NAME, "high-up"),
	    "kites fly kites fly kites fly kites fly kites fly kites fly "
	    "kites fly kites fly\xe2\x80\xa6",
	    "the beginning of its text");
	cr_assert_eq(strlen(domain_text(&it, DOMAIN_PRINCIPLE, "high-up")),
	    199u, "whole");
	cr_assert_str_eq(domain_text(&it, DOMAIN_NAME, "z"), "z", "");
	cr_assert_eq(warnings(&it, "3 domains have no name"), 1, "once");
	cr_assert_eq(
	    warnings(&it, "2 requirements have no id of their own"), 1, "once");
	imported_done(&it);
	str_done(&yaml);
}

Test(ciso_nodes, words_are_taken_from_where_they_stand)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        HEADING("H", ", name: Hill") CONTROL("A",
	            ", name: Line, description: 'A  line\n\n\n      holds.', "
	            "annotation: Wet lines slip., parent_urn: 'u:H'")
	            CONTROL("B", ", name: Tail, parent_urn: 'u:H'")
	                CONTROL("C", ", description: Wind., parent_urn: 'u:H'")
	                    CONTROL("D", ", name: Same, description: Same, "
	                                 "parent_urn: 'u:H'")
	                        CONTROL("E F", ", parent_urn: 'u:H'")));
	assert_text(&it, CONTROL_TITLE, "A", "Line");
	assert_text(&it, CONTROL_STATEMENT, "A", "A line\nholds.");
	assert_text(&it, CONTROL_GUIDANCE, "A", "Wet lines slip.");
	assert_text(&it, CONTROL_TITLE, "B", NULL);
	assert_text(&it, CONTROL_STATEMENT, "B", "Tail");
	assert_text(&it, CONTROL_TITLE, "C", NULL);
	assert_text(&it, CONTROL_STATEMENT, "C", "Wind.");
	assert_text(&it, CONTROL_TITLE, "D", NULL);
	assert_text(&it, CONTROL_STATEMENT, "D", "Same");
	assert_text(&it, CONTROL_STATEMENT, "E.F", "E F");
	cr_assert_eq(warnings(&it, "1 requirement has no words"), 1, "told");
	imported_done(&it);
}

Test(ciso_nodes, ids_are_made_where_there_are_none_and_made_different)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        HEADING("H",
	            ", name: Hill") "    - {urn: 'u:hh', assessable: false, "
	                            "ref_id: h, "
	                            "name: Hollow}\n" CONTROL(
	                                "'1'", ", name: a, parent_urn: 'u:H'")
	                                CONTROL(
	                                    "'1.'", ", name: b, parent_urn: "
	                                            "'u:hh'") CONTROL("H",
	                                    ", name: c") "    - {urn: "
	                                                 "'u:req:Tail-7', "
	                                                 "assessable: true, "
	                                                 "name: d}\n"
	                                                 "    - {urn: "
	                                                 "'u:else:tail-7', "
	                                                 "assessable: true, "
	                                                 "name: e}\n"
	                                                 "    - {assessable: "
	                                                 "true, name: f}\n"
	                                                 "    - {assessable: "
	                                                 "true, name: g}\n"));
	assert_text(&it, CONTROL_STATEMENT, "1", "a");
	assert_text(&it, CONTROL_REF, "1-2", "1.");
	assert_text(&it, CONTROL_STATEMENT, "H", "c");
	assert_text(&it, CONTROL_STATEMENT, "Tail-7", "d");
	assert_text(&it, CONTROL_STATEMENT, "tail-7-2", "e");
	assert_text(&it, CONTROL_STATEMENT, "requirement", "f");
	assert_text(&it, CONTROL_STATEMENT, "requirement-2", "g");
	cr_assert_str_eq(
	    domain_text(&it, DOMAIN_NAME, "hh"), "Hollow", "domains too");
	imported_done(&it);
}

Test(ciso_nodes, of_a_urn_that_stands_twice_the_first_is_meant)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK(
	        "", HEADING("H",
	                ", name: Hill") "    - {urn: 'U:H', assessable: false, "
	                                "ref_id: L}\n" CONTROL("A",
	                                    ", name: a, parent_urn: 'u:h'")));
	assert_domain(&it, "A", "H");
	assert_warned(&it, "The urn U:H stands here twice", "page:15:7");
	imported_done(&it);
}

Test(ciso_nodes, parents_missing_or_in_circles_end_as_a_tree)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        HEADING("X", ", name: x, parent_urn: 'u:Y'")
	            HEADING("Y", ", name: y, parent_urn: 'u:X'") HEADING(
	                "Z", ", name: z, parent_urn: 'u:Z'")
	                CONTROL("A", ", name: a, parent_urn: 'u:Y'") CONTROL(
	                    "B", ", name: b, parent_urn: 'u:Z'")
	                    CONTROL("C", ", name: c, parent_urn: 'u:no'")
	                        CONTROL("D", ", name: d, parent_urn: 'u:NO'")));
	assert_domain(&it, "A", "X > Y");
	assert_domain(&it, "B", "Z");
	assert_domain(&it, "C", "KI");
	assert_domain(&it, "D", "KI");
	cr_assert_eq(warnings(&it, "lead in a circle"), 2, "each circle");
	cr_assert_eq(warnings(&it, "The parent u:no is not there"), 1,
	    "each parent once, whatever its case");
	cr_assert_eq(it.odd[ODD_REFERENCE], 3, "counted");
	imported_done(&it);
}

Test(ciso_nodes, children_may_stand_before_their_parents)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        CONTROL("A", ", name: a, parent_urn: 'U:LOW'")
	            HEADING("Low", ", name: Low, parent_urn: 'u:High'")
	                HEADING("High", ", name: High")));
	assert_domain(&it, "A", "High > Low");
	imported_done(&it);
}

Test(ciso_nodes, what_lies_too_deep_is_put_higher)
{
	struct str yaml = { 0 };
	struct imported it;

	str_add(&yaml, FRAMEWORK("", ""));
	for (int i = 0; i < 1500; i++)
		str_printf(&yaml,
		    "    - {urn: 'u:%d', parent_urn: 'u:%d', assessable: "
		    "false, ref_id: H%d, name: n}\n"
		    "    - {urn: 'u:c%d', parent_urn: 'u:%s%d', assessable: "
		    "true, ref_id: C%d, name: n}\n",
		    i, i - 1, i, i, i % 2 ? "" : "c", i % 2 ? i : i - 2, i);
	import_words(&it, "ciso", str_text(&yaml));
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 1500, "all");
	cr_assert_eq(warnings(&it, "lie more than 30 deep"), 1, "once");
	imported_done(&it);
	str_done(&yaml);
}
