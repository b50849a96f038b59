/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* CISO Assistant libraries as a whole: what is one, what it tells of itself,
 * what is refused. */

#include <config.h>

#include "ciso_library.h"

#include <time.h>
#include <unistd.h>

#include "store/content.h"

Test(ciso, a_library_is_known_by_its_keys)
{
	static const char *const not [] = { "", "urn: urn:a\n",
		"objects:\n  framework: {}\n", "objects:\nurn: x\n",
		"{\"urn\": \"urn:a\"}", "# Orchard\nurn: urn:a\n",
		"  urn: urn:a\n  objects:\n", "\xff\xfe\0u", "urns: urn:a\n" };
	const char *yaml = FRAMEWORK("", CONTROL("A", ""));

	cr_assert_str_eq(importers_detect(yaml, strlen(yaml))->name, "ciso",
	    "by its content");
	for (size_t i = 0; i < sizeof(not ) / sizeof(*not ); i++)
		cr_assert_eq(
		    importers_find("ciso")->detect(not [i], strlen(not [i])), 0,
		    "not: %s", not [i]);
	yaml = "# from elsewhere\nobjects: {}\n\"name\": x\nurn: 'urn:a:b'\n";
	cr_assert_geq(importers_find("ciso")->detect(yaml, strlen(yaml)),
	    IMPORT_CERTAIN, "keys in any order");
}

Test(ciso, the_library_names_the_pack_and_its_source)
{
	struct imported it;

	import_orchard(&it);
	const struct catalog *c = it.catalog;

	cr_assert_str_eq(catalog_string(c, PACK_ID, 0), "orchard-1-0", "");
	cr_assert_str_eq(catalog_text(c, PACK_TITLE, 0, 0), "Orchard care", "");
	cr_assert_str_eq(catalog_string(c, PACK_VERSION, 0), "3", "");
	cr_assert_str_eq(catalog_string(c, PACK_LANGUAGE, 0), "en", "");
	cr_assert_str_eq(catalog_string(c, PACK_LICENCE, 0),
	    "Village of Aske. Free to copy, change and share.", "one line");
	cr_assert_str_eq(
	    catalog_string(c, SOURCE_NAME, 0), "Village of Aske", "");
	imported_done(&it);
}

Test(ciso, a_long_copyright_is_cut_for_the_licence_and_kept_whole)
{
	struct str yaml = { 0 };
	struct imported it;

	str_add(&yaml, "copyright: ");
	for (int i = 0; i < 40; i++)
		str_add(&yaml, "all kites ");
	str_printf(&yaml, "\n%s", FRAMEWORK("", CONTROL("A", ", name: x")));
	import_words(&it, "ciso", str_text(&yaml));
	const char *cut = catalog_string(it.catalog, PACK_LICENCE, 0);

	cr_assert_leq(strlen(cut), 170u, "cut: %s", cut);
	cr_assert_not_null(strstr(cut, "kites \xe2\x80\xa6"), "%s", cut);
	cr_assert_eq(strlen(catalog_text(it.catalog, SOURCE_ATTRIBUTION, 0, 0)),
	    399u, "whole");
	imported_done(&it);
	str_done(&yaml);
}

Test(ciso, what_lies_beside_a_framework_is_told)
{
	struct imported it;

	import_words(&it, "ciso",
	    FRAMEWORK("",
	        CONTROL("A", ", name: a")) "  risk_matrix: []\n  "
	                                   "requirement_mapping_sets: []\n");
	cr_assert_eq(warnings(&it, "not imported: risk_matrix, "
	                           "requirement_mapping_sets"),
	    1, "told");
	imported_done(&it);
}

Test(ciso, libraries_without_a_framework_are_refused)
{
	refuses(LIBRARY("  requirement_mapping_sets: []\n"),
	    "only requirement_mapping_sets: import a library with a "
	    "framework");
	refuses(LIBRARY("  threats: []\n  risk_matrix: []\n"),
	    "only threats, risk_matrix");
	refuses(LIBRARY("  {}\n"), "no framework");
	refuses("urn: urn:a\n", "no CISO Assistant library");
	refuses("urn: urn:a\nobjects: []\n", "no CISO Assistant library");
	refuses("- 1\n", "no CISO Assistant library");
	refuses("", "no CISO Assistant library");
	refuses(LIBRARY("  framework: {ref_id: a}\n"), "lists no requirements");
	refuses(LIBRARY("  framework: 5\n"), "lists no requirements");
	refuses(LIBRARY("  frameworks: [5]\n"), "lists no requirements");
	refuses(FRAMEWORK("", HEADING("A", "")), "to be assessed");
	refuses(FRAMEWORK("", "    - 5\n"), "to be assessed");
	refuses("a: [\n", "not valid YAML");
}

Test(ciso, in_a_directory_they_are_passed_over)
{
	static const char matrix[] = LIBRARY("  risk_matrix: []\n");
	static const char kites[] = FRAMEWORK("", CONTROL("A", ", name: a"));
	struct import_source sources[] = {
		{ "a/matrix.yaml", matrix, strlen(matrix), true },
		{ "a/kites.yaml", kites, strlen(kites), true },
	};
	struct imported it = { 0 };

	cr_assert(import_read("auto", sources, 2, NULL, NULL, &it.catalog,
	              &it.problems, it.odd, &it.err),
	    "%s", it.err.message);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 1, "the other");
	cr_assert_eq(it.odd[ODD_PASSED_OVER], 1, "told");
	imported_done(&it);
}

Test(ciso, two_libraries_make_one_pack)
{
	struct imported it;

	import_files(&it, "auto", (const char *const[]){ ORCHARD, HENS, NULL });
	cr_assert_not_null(it.catalog, "imports: %s", it.err.message);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 6, "of both");
	cr_assert_str_eq(catalog_text(it.catalog, PACK_TITLE, 0, 0),
	    "Orchard care", "the first names it");
	imported_done(&it);
	import_files(
	    &it, "auto", (const char *const[]){ ORCHARD, ORCHARD, NULL });
	cr_assert_not_null(it.catalog, "imports: %s", it.err.message);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 3, "once");
	cr_assert_eq(
	    warnings(&it, "was read before"), 4, "three controls and a threat");
	imported_done(&it);
}

Test(ciso, aliases_are_followed_and_bombs_end)
{
	struct str yaml = { 0 };

	str_add(&yaml, "x0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
	for (int i = 1; i < 12; i++) {
		str_printf(&yaml, "x%d: &x%d [*x%d", i, i, i - 1);
		for (int k = 0; k < 9; k++)
			str_printf(&yaml, ", *x%d", i - 1);
		str_add(&yaml, "]\n");
	}
	str_add(&yaml, FRAMEWORK("", CONTROL("A", "")));
	refuses(str_text(&yaml), "5000000 values");
	refuses("objects: &a {b: *a}\n", "never end");
	str_done(&yaml);
}

/* Cut anywhere a library is read or refused, never more. */
Test(ciso, a_library_cut_anywhere_does_no_harm)
{
	char *path = source_path(ORCHARD);
	struct str text = { 0 };
	struct err err = { 0 };

	cr_assert(file_read(path, 1 << 20, &text, &err), "%s", err.message);
	for (size_t len = 0; len < text.len; len += 7) {
		char *cut = xstrndup(str_text(&text), len);
		struct imported it = { 0 };
		bool ok = import_bytes(&it, "ciso", "cut", cut, len);

		cr_assert_eq(ok, it.err.message == NULL, "at %zu", len);
		cr_assert_eq(ok, it.catalog != NULL, "at %zu", len);
		imported_done(&it);
		free(cut);
	}
	str_done(&text);
	free(path);
}

Test(ciso, a_large_library_is_read_quickly)
{
	struct str yaml = { 0 };
	struct imported it;
	struct timespec from, to;

	str_add(&yaml, FRAMEWORK(SCALE, HEADING("H", ", name: Hill")));
	for (int i = 0; i < 10000; i++)
		str_printf(&yaml,
		    "    - urn: urn:t:c%d\n      parent_urn: u:H\n"
		    "      assessable: true\n      ref_id: C-%d\n"
		    "      name: Kite %d\n      description: Line %d holds.\n"
		    "      typical_evidence: Photo %d\n"
		    "      translations: {fr: {name: Cerf-volant %d}}\n",
		    i, i, i, i, i, i);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	import_words(&it, "ciso", str_text(&yaml));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 10000, "all");
	cr_assert_lt(to.tv_sec - from.tv_sec, 10, "quickly");
	imported_done(&it);
	str_done(&yaml);
}

static void
write_pack(const struct imported *it, const char *dir)
{
	struct err err = { 0 };

	cr_assert(content_write(it->catalog, dir, NULL, NULL, &err), "%s",
	    err.message);
}

Test(ciso, the_pack_is_clean_and_reads_back_the_same)
{
	char name[] = "ciso-XXXXXX";
	struct err_list problems = { 0 };
	struct imported it;

	cr_assert_not_null(mkdtemp(name), "a directory");
	char *dir = path_join(name, "pack");

	import_orchard(&it);
	write_pack(&it, dir);
	struct catalog *back = content_load(dir, &problems);

	cr_assert_not_null(back, "loads");
	cr_assert_eq(problems.count, 0, "clean");
	cr_assert_eq(catalog_languages(back), 3, "with its languages");
	cr_assert_eq(
	    catalog_rows(back, TABLE_CRITERION), 3, "with its criteria");
	size_t row = catalog_find(back, TABLE_CONTROL, "GA.1");

	cr_assert_str_eq(catalog_text(back, CONTROL_STATEMENT, row,
	                     catalog_find_language(back, "de")),
	    "Das Tor ist nachts zu.", "in German");
	catalog_free(back);
	err_list_done(&problems);
	imported_done(&it);
	free(dir);
}

Test(ciso, the_samples_of_the_users_have_their_numbers)
{
	static const struct {
		const char *path;
		size_t controls, domains, criteria, objectives;
		int top;
	} rows[] = {
		{ "cmmc-2.0.yaml", 110, 14, 0, 320, -1 },
		{ "enisa-sme-cra-maturity.yaml", 25, 5, 125, 0, 5 },
		{ "nist-csf-2.0.yaml", 106, 28, 0, 0, 4 },
		{ "scf-2025.2.2.yaml", 1341, 33, 0, 0, 5 },
	};

	NEEDS_SHARED("data/ciso-assistant/cmmc-2.0.yaml");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *path =
		    xasprintf("../shared/data/ciso-assistant/%s", rows[i].path);
		struct imported it;

		import_files(&it, "auto", (const char *const[]){ path, NULL });
		cr_assert_not_null(it.catalog, "%s: %s", path, it.err.message);
		const struct catalog *c = it.catalog;

		cr_assert_eq(catalog_rows(c, TABLE_CONTROL), rows[i].controls,
		    "%s: controls", path);
		cr_assert_eq(catalog_rows(c, TABLE_DOMAIN), rows[i].domains,
		    "%s: domains", path);
		cr_assert_eq(catalog_rows(c, TABLE_CRITERION), rows[i].criteria,
		    "%s: criteria", path);
		cr_assert_eq(catalog_rows(c, TABLE_OBJECTIVE),
		    rows[i].objectives, "%s: objectives", path);
		cr_assert_eq(catalog_scale_top(c), rows[i].top, "%s", path);
		imported_done(&it);
		free(path);
	}
}
