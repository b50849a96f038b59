/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Evidence, threats and reference controls of a CISO Assistant library. */

#include <config.h>

#include "ciso_library.h"

Test(ciso_items, each_line_of_evidence_is_a_request_and_shared)
{
	struct imported it;

	import_orchard(&it);
	assert_list(
	    &it, CONTROL_EVIDENCE, "TR.P-1", "Orchard-1.0-E001|E-TRE-02");
	assert_list(&it, CONTROL_EVIDENCE, "TR.P-1.1", "Orchard-1.0-E001");
	cr_assert_str_eq(catalog_text(it.catalog, EVIDENCE_TITLE, 0, 0),
	    "A calendar of cuts", "without its bullet");
	cr_assert_str_eq(catalog_text(it.catalog, EVIDENCE_TITLE, 1, 0),
	    "Photos of the trees", "without its id");
	imported_done(&it);
}

Test(ciso_items, an_id_of_evidence_that_means_two_things_names_the_first)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        CONTROL(
	            "A", ", name: a, typical_evidence: ['E-1 - Log', 'Map']")
	            CONTROL("B",
	                ", name: b, typical_evidence: ['E-1 - Book', "
	                "'E-1 - Log', '3. Show it', Map, 'E-2. - Pin']")));
	assert_list(&it, CONTROL_EVIDENCE, "A", "E-1|KI-E001");
	assert_list(
	    &it, CONTROL_EVIDENCE, "B", "KI-E002|E-1|KI-E003|KI-E001|KI-E004");
	cr_assert_str_eq(
	    catalog_text(it.catalog, EVIDENCE_TITLE,
	        catalog_find(it.catalog, TABLE_EVIDENCE, "KI-E002"), 0),
	    "E-1 - Book", "whole");
	imported_done(&it);
}

Test(ciso_items, threats_and_reference_controls_are_followed)
{
	struct imported it;

	import_orchard(&it);
	assert_list(&it, CONTROL_THREATS, "TR.P-1", "T-ROT");
	cr_assert_str_eq(
	    catalog_text(it.catalog, THREAT_TITLE, 0, 0), "Rot", "");
	assert_solutions(&it, "TR.P-1", "A saw for everybody|ladder");
	assert_warned(&it, "tools:ladder is in another library", "89:9");
	imported_done(&it);
	import_words(&it, "ciso",
	    FRAMEWORK("",
	        CONTROL("A", ", name: a, threats: ['u:t:far', 'U:T:FAR'], "
	                     "reference_controls: ['u:r:near', 'u:r:far']")
	            CONTROL("B", ", name: b, threats: ['u:t:far'], "
	                         "reference_controls: ['u:r:far', "
	                         "'u:r:far']")) "  reference_controls: "
	                                        "[{urn: 'u:r:near', "
	                                        "ref_id: NEAR}]\n");
	assert_list(&it, CONTROL_THREATS, "A", "far");
	assert_list(&it, CONTROL_THREATS, "B", "far");
	assert_solutions(&it, "A", "NEAR|far");
	assert_solutions(&it, "B", "far");
	cr_assert_eq(it.odd[ODD_REFERENCE], 2, "each urn once");
	imported_done(&it);
}

Test(ciso_items, evidence_in_another_number_of_lines_is_not_translated)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        CONTROL("A",
	            ", name: a, typical_evidence: [Map, Log], translations: "
	            "{fr: {name: b, typical_evidence: Carte}}")));
	cr_assert_str_eq(in(&it, "fr", EVIDENCE_TITLE, 0), "Map", "left");
	cr_assert_eq(it.odd[ODD_SPLIT], 1, "told");
	imported_done(&it);
}
