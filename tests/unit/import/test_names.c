/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Names as sources write them. */

#include <config.h>

#include "import/names.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/builder.h"

Test(names, labels_lead_to_levels_in_spite_of_errors)
{
	static const struct {
		const char *label;
		int level;
	} rows[] = { { "Not performed", 0 }, { "Performed internally", 1 },
		{ "Performed Informally", 1 }, { "Planned and tracked", 2 },
		{ "Planned & Tracked", 2 }, { "Well-Defined", 3 },
		{ "Well defined", 3 }, { "Quantitatively controllled", 4 },
		{ "Quantitatively-Controlled", 4 },
		{ "CONTINUOUSLY IMPROVING", 5 }, { "Level 3", 3 },
		{ "Level 4 — Whatever", 4 }, { "SP-CMM 2\nPlanned", 2 },
		{ "SCR-CMM Level 5", 5 }, { "C|P-CMM1", 1 }, { "L2", 2 },
		{ "Description", -1 }, { "", -1 }, { "Defined", -1 },
		{ "Year 2022", -1 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_assert_eq(names_level(rows[i].label), rows[i].level,
		    "\"%s\" is level %d", rows[i].label,
		    names_level(rows[i].label));
	cr_assert_str_eq(names_level_name(1), "Performed Informally", "1");
	cr_assert_null(names_level_name(6), "no seventh name");
	cr_assert_str_eq(names_level_rest("Level 3 — Firm"), "Firm", "rest");
	cr_assert_str_eq(names_level_rest("Firm"), "Firm", "no number");
}

Test(names, ids_open_titles)
{
	cr_assert_eq(names_id("OPS-01.1 - T"), 8, "an enhancement");
	cr_assert_eq(names_id("AC-2(1): T"), 7, "parentheses");
	cr_assert_eq(names_id("SCF - OPS"), 0, "no digit");
	cr_assert_eq(names_separator(" - T"), 3, "a dash between blanks");
	cr_assert_eq(names_separator(": T"), 2, "a colon");
	cr_assert_eq(names_separator("-T"), 0, "part of a word");
	cr_assert(names_alike("E-TPM-04", "E-BC-112"), "alike");
	cr_assert_not(names_alike("ISO-27001", "E-TPM-04"), "not alike");
	cr_assert_not(names_alike("", ""), "no ids at all");
}

Test(names, anything_becomes_a_valid_id)
{
	static const char *const texts[] = { "AC-2(1)", "3.1.1[a]", "scope",
		"Evidence", "__", "ä", "x y",
		"0123456789012345678901234567890123456789012345678901234567890"
		"123456789" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char *id = names_valid_id(texts[i]);
		char *slug = names_slug(texts[i], '-');

		cr_assert(catalog_id_valid(id), "%s -> %s", texts[i], id);
		cr_assert(catalog_id_valid(slug), "%s -> %s", texts[i], slug);
		free(id);
		free(slug);
	}
	char *id = names_valid_id("OPS-01.1"), *slug = names_slug("A/B c", '_');

	cr_assert_str_eq(id, "OPS-01.1", "a valid one stays");
	cr_assert_str_eq(slug, "a_b_c", "words joined");
	free(id);
	free(slug);
}

Test(names, the_domain_is_what_stands_before_the_number)
{
	static const char *const rows[][2] = { { "OPS-01.1", "OPS" },
		{ "E-TPM-04", "E-TPM" }, { "A.5.1", "A" }, { "12", "12" } };

	for (size_t i = 0; i < 4; i++) {
		char *code = names_domain(rows[i][0]);

		cr_assert_str_eq(code, rows[i][1], "%s: %s", rows[i][0], code);
		free(code);
	}
}

Test(names, cells_are_cut_at_blanks_and_doubts_are_told)
{
	static const struct {
		const char *cell, *values;
		bool sure;
	} rows[] = { { "8.1 8.4.2.1", "8.1|8.4.2.1", true },
		{ "Principle 13", "Principle 13", false },
		{ "Art 30.1 Art 30.2 5", "Art 30.1|Art 30.2|5", false },
		{ "IP-4 IP-4(1)", "IP-4|IP-4(1)", true },
		{ "8.1 Annex", "8.1|Annex", false }, { "Annex", "Annex", true },
		{ "Book Two Rule 3", "Book Two Rule 3", false },
		{ "Rule 1; Rule 2", "Rule 1|Rule 2", true },
		{ "6.1, 6.2", "6.1|6.2", true },
		{ "Rule A\nRule B", "Rule A|Rule B", true }, { "", "", true },
		{ " 1  2 ", "1|2", true } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct name_list values = { 0 };
		struct str joined = { 0 };
		bool sure = names_split_cell(rows[i].cell, &values);

		for (size_t j = 0; j < values.count; j++)
			str_printf(
			    &joined, "%s%s", j ? "|" : "", values.items[j]);
		cr_assert_str_eq(str_text(&joined), rows[i].values,
		    "\"%s\" gives %s", rows[i].cell, str_text(&joined));
		cr_assert_eq(sure, rows[i].sure, "doubt about \"%s\"",
		    rows[i].cell);
		str_done(&joined);
		name_list_done(&values);
	}
}
