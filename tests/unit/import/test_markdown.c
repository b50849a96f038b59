/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Markdown pages in their three renderings: one catalog each time. */

#include <config.h>

#include "imported.h"

static const char *const renderings[] = { "tests/data/import/wrapped",
	"tests/data/import/unwrapped", "tests/data/import/headings" };

/* Writes a row and all below it as text. */
static void
write_row(const struct catalog *catalog, enum catalog_table table, size_t row,
    struct str *out)
{
	enum catalog_field first = catalog_table_first(table);
	enum catalog_field end =
	    first + (enum catalog_field)catalog_table_width(table);

	for (enum catalog_field f = first; f < end; f++) {
		const struct catalog_field_info *info = catalog_field_info(f);
		bool rows =
		    info->type == FIELD_ROWS || info->type == FIELD_KEYED;
		bool texts = info->type == FIELD_STRINGS ||
		    info->type == FIELD_TEXTS || info->type == FIELD_REFS;
		size_t count =
		    rows || texts ? catalog_count(catalog, f, row) : 0;

		str_printf(out, "%s:", info->key);
		for (size_t i = 0; i < count; i++)
			if (texts)
				str_printf(out, "[%s]",
				    catalog_item(catalog, f, row, i, 0));
			else
				write_row(catalog, info->target,
				    catalog_child(catalog, f, row, i), out);
		if (info->type == FIELD_NUMBER || info->type == FIELD_BOOL)
			str_printf(out, "%d", catalog_number(catalog, f, row));
		else if (info->type == FIELD_ROW &&
		    catalog_ref(catalog, f, row) != CATALOG_NONE)
			write_row(catalog, info->target,
			    catalog_ref(catalog, f, row), out);
		else if (!rows && !texts && info->type != FIELD_ROW &&
		    catalog_text(catalog, f, row, 0))
			str_add(out, catalog_text(catalog, f, row, 0));
		str_add_char(out, '\n');
	}
}

static char *
write_all(const struct catalog *catalog)
{
	struct str out = { 0 };

	write_row(catalog, TABLE_PACK, 0, &out);
	for (size_t i = 0; i < catalog_rows(catalog, TABLE_CONTROL); i++)
		write_row(catalog, TABLE_CONTROL, i, &out);
	return str_steal(&out);
}

static void
assert_same(const struct imported *a, const struct imported *b)
{
	char *x = write_all(a->catalog), *y = write_all(b->catalog);

	cr_assert_str_eq(x, y, "the same catalog");
	free(x);
	free(y);
}

Test(markdown, a_wrapped_table_is_put_together)
{
	struct imported it;
	const char *const paths[] = { renderings[0], NULL };

	import_files(&it, "markdown", paths);
	cr_assert_not_null(it.catalog, "imported: %s", it.err.message);
	assert_levels(&it, "GAR-04.1", "- 4 2 >3 >4");
	cr_assert_str_eq(criterion_text(&it, "GAR-04.1", 2, 1),
	    "Hedges & weeds are cut back when they grow into a path [at the "
	    "latest in June].",
	    "a tab after the dash, brackets that are no link");
	cr_assert_str_eq(criterion_text(&it, "GAR-04.1", 3, 1),
	    "Paths are walked once a month, and what is found is written down "
	    "where everybody who needs to know can read it.",
	    "rows joined by one blank");
	size_t closed = catalog_child(it.catalog, CLEVEL_CRITERIA,
	    level_row(&it, "GAR-04.1", 2), 2);

	cr_assert_eq(catalog_count(it.catalog, CRITERION_SUB, closed), 2,
	    "an o with a tab is a sub-item");
	cr_assert_str_eq(
	    catalog_text(it.catalog, CLEVEL_NOTE,
		level_row(&it, "GAR-04.1", 1), 0),
	    "SP-CMM1 is N/A, since paths need a plan to be kept open that:\n"
	    "- lead to the well; and\n- lead to the gate.",
	    "bullets of a reason are no criteria");
	imported_done(&it);
}

Test(markdown, all_renderings_give_the_same_catalog)
{
	struct imported its[3];

	for (size_t i = 0; i < 3; i++) {
		const char *const paths[] = { renderings[i], NULL };

		import_files(&its[i], "auto", paths);
		cr_assert_not_null(its[i].catalog, "%s: %s", renderings[i],
		    its[i].err.message);
	}
	assert_same(&its[0], &its[1]);
	assert_same(&its[0], &its[2]);
	for (size_t i = 0; i < 3; i++)
		imported_done(&its[i]);
}

Test(markdown, mappings_are_the_texts_of_links)
{
	struct imported it;
	const char *const paths[] = { renderings[1], NULL };

	import_files(&it, "markdown", paths);
	assert_values(&it, "GAR-04.1", "Shed Book", "S4.1|S7.2");
	assert_values(&it, "GAR-04.1", "Alpine Plot Act", "Sec 30.1");
	imported_done(&it);
}

Test(markdown, labels_become_the_usual_names)
{
	struct imported it;
	const char *const paths[] = { renderings[1], NULL };

	import_files(&it, "markdown", paths);
	cr_assert_eq(catalog_scale_top(it.catalog), 5, "six levels");
	cr_assert_str_eq(catalog_level_name(it.catalog, 1, 0),
	    "Performed Informally", "not internally");
	cr_assert_str_eq(catalog_level_name(it.catalog, 4, 0),
	    "Quantitatively Controlled", "two l");
	imported_done(&it);
}

Test(markdown, titles_may_have_a_prefix_and_bars_stand_in_cells)
{
	struct imported it;

	import_words(&it, "markdown",
	    "# SCF - PON-2 – Fish (Cold & Wet)\nFish *live* here,\nall "
	    "year.\n\n## Control maturity\n| Level | Text |\n|---|---|\n"
	    "| Level 1 | See to it:<br>- C|P-CMM1 is read.<br>- A \\| B. |\n"
	    "| Level 2 | See C|P-CMM1. |\n");
	size_t row = control_row(&it, "PON-2");

	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_TITLE, row, 0),
	    "Fish (Cold & Wet)", "title");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_STATEMENT, row, 0),
	    "Fish live here, all year.", "a soft break is a blank");
	cr_assert_str_eq(criterion_text(&it, "PON-2", 1, 0),
	    "C|P-CMM1 is read.", "the last cell takes the rest");
	cr_assert_str_eq(
	    criterion_text(&it, "PON-2", 1, 1), "A | B.", "escaped");
	assert_levels(&it, "PON-2", "2 >1 ? ? ?");
	imported_done(&it);
}

Test(markdown, own_level_names_make_an_own_scale)
{
	struct imported it;

	import_words(&it, "markdown",
	    "# PON-2 - Fish\nFish.\n## Maturity\n### Level 0: Mud\nNone.\n"
	    "### Level 1: Puddle\n- Wet.\n### Level 2: Pond\n- Deep.\n");
	cr_assert_eq(catalog_scale_top(it.catalog), 2, "three levels");
	cr_assert_str_eq(
	    catalog_level_name(it.catalog, 1, 0), "Puddle", "its name");
	cr_assert_null(catalog_string(it.catalog, PACK_LICENCE, 0),
	    "nothing is known of the licence");
	imported_done(&it);
}

Test(markdown, what_is_not_understood_is_reported)
{
	struct imported it;

	import_words(&it, "markdown",
	    "# PON-2 - Fish\nFish.\n## Recipes\nFry it.\n"
	    "## Mapped frameworks\n- [X 1](x)\n### Cook Book\n- [](y)\n"
	    "- [Page 3](z)\n## Maturity\nWords.\n### Odd\n- Wet.\n");
	assert_warned(&it, "\"Recipes\" is not understood", "page:3:1");
	assert_warned(&it, "below no framework", "page:6:1");
	assert_warned(&it, "mapping is empty", "page:8:1");
	assert_warned(&it, "belongs to no level", "page:11:1");
	assert_warned(&it, "\"Odd\" is no level's usual name", "page:12:1");
	assert_values(&it, "PON-2", "Cook Book", "Page 3");
	imported_done(&it);
}

Test(markdown, rules_and_comments_are_no_text)
{
	struct imported it;

	import_words(&it, "markdown",
	    "# PON-2 - Fish\nFish.\n## Control questions\nAre there?\n\n"
	    "---\n\n<!-- made by\na tool -->\n\n# PON-3 - Frogs\n"
	    "## Control questions\nDo they sing?\n***\n");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_QUESTION,
	                     control_row(&it, "PON-2"), 0),
	    "Are there?", "the question alone");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_QUESTION,
	                     control_row(&it, "PON-3"), 0),
	    "Do they sing?", "the question alone");
	assert_warned(&it, "PON-3 has no statement", "page:11:1");
	imported_done(&it);
}

Test(markdown, objectives_and_evidence_are_a_line_each)
{
	struct imported it;

	import_words(&it, "markdown",
	    "# PON-2 - Fish\nFish.\n## Assessment objectives\n"
	    "- PON-2_A1 fish are fed.\n- fish are counted.\n"
	    "## Evidence request list\n- [E-PON-1](e.md)\n"
	    "- E-PON-2 - Feeding plan\nand more\n");
	cr_assert_eq(
	    catalog_rows(it.catalog, TABLE_OBJECTIVE), 2, "objectives");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_EVIDENCE), 2, "evidence");
	cr_assert_str_eq(catalog_string(it.catalog, OBJECTIVE_ID, 0),
	    "PON-2_A1", "its id");
	cr_assert_str_eq(catalog_text(it.catalog, EVIDENCE_TITLE, 1, 0),
	    "Feeding plan", "its title");
	assert_warned(&it, "belongs to no evidence request", "page:9:1");
	imported_done(&it);
}

Test(markdown, the_users_own_page)
{
	static const char *const seed[] = { "../shared/seeds/OPS-02.md",
		NULL };
	struct imported it;

	NEEDS_SHARED("seeds/OPS-02.md");
	import_files(&it, "auto", seed);
	cr_assert_not_null(it.catalog, "imported: %s", it.err.message);
	assert_levels(&it, "OPS-02", "- 3 3 >3 >4");
	assert_values(&it, "OPS-02", "SOC 2", "CC5.1|CC7.2");
	cr_assert_str_eq(catalog_text(it.catalog, CONTROL_TITLE,
			     control_row(&it, "OPS-02"), 0),
	    "Security Concept Of Operations (CONOPS)", "title");
	imported_done(&it);
}

Test(markdown, the_users_collection_in_two_renderings)
{
	static const char *const wrapped[] = {
		"../shared/data/markdown/wrapped", NULL
	};
	static const char *const unwrapped[] = {
		"../shared/data/markdown/unwrapped", NULL
	};
	static const char *const headings[] = {
		"../shared/data/markdown/headings", NULL
	};
	struct imported a, b, c;

	NEEDS_SHARED("data/markdown/wrapped");
	import_files(&a, "auto", wrapped);
	import_files(&b, "auto", unwrapped);
	import_files(&c, "auto", headings);
	cr_assert_not_null(a.catalog, "wrapped: %s", a.err.message);
	cr_assert_not_null(c.catalog, "headings: %s", c.err.message);
	cr_assert_eq(catalog_rows(a.catalog, TABLE_CONTROL), 24, "controls");
	assert_same(&a, &b);
	assert_levels(&a, "AST-04", "6 11 7 6 >4");
	assert_levels(&c, "CRY-01", "3 6 9 6 >4");
	assert_levels(&c, "CRY-09", "- 6 8 >3 >4");
	imported_done(&a);
	imported_done(&b);
	imported_done(&c);
}
