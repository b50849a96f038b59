/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Packs read from disk, the shipped one among them, and their digest. */

#include <config.h>

#include "store/content.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "pack_files.h"

Test(content, a_small_pack_reads_as_it_is_written)
{
	struct place place;

	place_fill(&place);
	struct catalog *c = load_clean(place.dir);

	cr_assert_str_eq(catalog_string(c, PACK_ID, 0), "small", "");
	cr_assert_str_eq(catalog_level_name(c, 2, 0), "Planned", "");
	cr_assert_eq(catalog_rows(c, TABLE_CONTROL), 1u, "");
	cr_assert_eq(catalog_control_criteria(c, 0), 2u, "");
	size_t level = catalog_control_level(c, 0, 1);
	size_t second = catalog_child(c, CLEVEL_CRITERIA, level, 1);

	cr_assert_str_eq(
	    catalog_item(c, CRITERION_SUB, second, 1, 0), "for the rest", "");
	cr_assert_eq(catalog_number(c, CLEVEL_NOT_AVAILABLE,
			 catalog_control_level(c, 0, 2)),
	    1, "");
	catalog_free(c);
	place_end(&place);
}

Test(content, controls_may_lie_in_any_folder_and_other_files_are_left_alone)
{
	struct place place;

	place_fill(&place);
	place_put(&place, "controls/deep/er/AB-2.yaml",
	    "id: AB-2\ndomain: AB\nstatement: Two.\n");
	place_put(&place, "controls/README.md", "not: [yaml\n");
	place_put(&place, "controls/.hidden.yaml", "not: [yaml\n");
	place_put(&place, "notes/AB-9.yaml", "not: [yaml\n");
	struct catalog *c = load_clean(place.dir);

	cr_assert_eq(catalog_rows(c, TABLE_CONTROL), 2u, "");
	catalog_free(c);
	place_end(&place);
}

/* Links and devices where content would be: each is told, and nothing behind
 * them is read. */
Test(content, what_is_no_file_of_the_packs_own_is_refused, .timeout = 10)
{
	static const char *const links[][2] = {
		{ "/etc/passwd", "controls/AB-2.yaml" },
		{ "AB/AB-1.yaml", "controls/AB-3.yaml" },
		{ "../controls", "controls/circle" },
		{ "/nonesuch", "controls/AB-4.yaml" },
		{ "controls", "lang" },
	};
	struct place place;
	bool made;

	place_fill(&place);
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		char *path = path_join(place.dir, links[i][1]);

		cr_assert_eq(symlink(links[i][0], path), 0, "");
		free(path);
	}
	char *fifo = path_join(place.dir, "controls/AB-5.yaml");
	char *dir = path_join(place.dir, "controls/AB-6.yaml");

	cr_assert_eq(mkfifo(fifo, 0600), 0, "");
	cr_assert_eq(mkdir(dir, 0700), 0, "");
	char *said = problems_of(&place, &made);
	const char *at = said;
	static const char *const wanted[] = {
		"controls/AB-2.yaml: This is a link",
		"controls/AB-3.yaml: This is a link",
		"controls/AB-4.yaml: This is a link",
		"controls/AB-5.yaml: This is no regular file",
		"controls/AB-6.yaml: This is a directory",
		"controls/circle: This is a link",
		"lang: This is a link",
	};

	cr_assert_not(made, "it is not opened");
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		cr_assert(str_starts(at, wanted[i]), "%s in %s", wanted[i], at);
		at += strcspn(at, "\n") + 1;
	}
	cr_assert_eq(*at, '\0', "nothing else: %s", at);
	free(said);
	free(fifo);
	free(dir);
	place_end(&place);
}

Test(content, pack_yaml_is_no_link)
{
	struct place place;
	bool made;

	place_fill(&place);
	char *file = path_join(place.dir, "pack.yaml");
	char *other = path_join(place.dir, "other");

	cr_assert_eq(rename(file, other), 0, "");
	cr_assert_eq(symlink("other", file), 0, "");
	char *said = problems_of(&place, &made);

	cr_assert(str_starts(said, "pack.yaml: This is a link"), "%s", said);
	free(said);
	free(file);
	free(other);
	place_end(&place);
}

Test(content, the_pack_itself_may_be_reached_through_links)
{
	struct place place;

	place_fill(&place);
	char *link = path_join(place.root, "link");

	cr_assert_eq(symlink("small", link), 0, "");
	catalog_free(load_clean(link));
	free(link);
	place_end(&place);
}

Test(content, directories_lie_eight_deep_and_no_deeper)
{
	struct place place;
	bool made;

	place_fill(&place);
	place_put(&place, "controls/2/3/4/5/6/7/8/AB-2.yaml",
	    "id: AB-2\ndomain: AB\nstatement: Two.\n");
	catalog_free(load_clean(place.dir));
	place_put(&place, "controls/2/3/4/5/6/7/8/9/AB-3.yaml",
	    "id: AB-3\ndomain: AB\nstatement: Three.\n");
	char *said = problems_of(&place, &made);

	cr_assert(str_starts(said, "controls/2/3/4/5/6/7/8/9: "), "%s", said);
	free(said);
	place_end(&place);
}

Test(content, every_problem_is_found_in_one_run)
{
	struct place place;
	bool made;

	place_fill(&place);
	place_put(&place, "controls/AB/AB-2.yaml",
	    "id: AB-2\ndomain: ZZ\nstatement: Two.\nweigth: 3\n");
	place_put(&place, "controls/AB/AB-3.yaml", "id: [AB-3\n");
	place_put(&place, "controls/AB/AB-4.yaml",
	    "id: AB-4\ndomain: AB\nweight: heavy\n");
	char *lines = problems_of(&place, &made);

	cr_assert_not(made, "");
	const char *const wanted[] = { "AB-2.yaml:4:1: The key \"weigth\"",
		"AB-3.yaml:2:1: This is not valid YAML",
		"AB-4.yaml:3:9: \"weight\" must be",
		"AB-4.yaml:1:1: \"statement\" is missing",
		"AB-2.yaml:2:9: \"ZZ\" under \"domain\"" };

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		cr_assert_not_null(
		    strstr(lines, wanted[i]), "%s in\n%s", wanted[i], lines);
	free(lines);
	place_end(&place);
}

Test(content, one_line_names_the_first_error_and_how_many_more)
{
	struct place place;
	struct err err = { 0 };

	place_fill(&place);
	place_put(&place, "controls/AB/AB-2.yaml",
	    "id: AB-2\ndomain: AB\nstatement: Two.\nweight: 11\n");
	cr_assert_null(content_open(place.dir, &err), "");
	cr_assert_not_null(strstr(err.path, "AB-2.yaml"), "%s", err.path);
	cr_assert_null(strstr(err.message, "more"), "%s", err.message);
	place_put(&place, "controls/AB/AB-3.yaml",
	    "id: AB-3\ndomain: AB\nstatement: Two.\nweight: 11\n");
	cr_assert_null(content_open(place.dir, &err), "");
	cr_assert_not_null(
	    strstr(err.message, "1 problem more: assay check "), "%s",
	    err.message);
	cr_assert_null(content_open("no/such/pack", &err), "");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	err_done(&err);
	cr_assert_null(content_open(place.dir, NULL), "nobody asks why");
	place_end(&place);
}

Test(content, a_warning_does_not_stop_the_work)
{
	struct place place;
	bool made;

	place_fill(&place);
	place_put(&place, "controls/AB/other.yaml",
	    "id: AB-2\ndomain: AB\nstatement: Two.\n");
	char *lines = problems_of(&place, &made);

	cr_assert(made, "%s", lines);
	cr_assert_not_null(strstr(lines, "name it AB-2.yaml"), "%s", lines);
	free(lines);
	place_end(&place);
}

static const char *const shipped_ids[] = { "OPS-01", "OPS-01.1", "OPS-02",
	"OPS-03", "OPS-04", "OPS-05", "OPS-06", "OPS-07" };
static const size_t shipped_criteria[] = { 23, 20, 6, 15, 20, 13, 10, 22 };
static const size_t shipped_objectives[] = { 6, 14, 3, 2, 3, 1, 1, 4 };

Test(content, the_shipped_pack_has_all_its_controls_criteria_and_objectives)
{
	struct catalog *c = load_shipped();
	size_t criteria = 0, objectives = 0;

	cr_assert_eq(catalog_rows(c, TABLE_CONTROL), 8u, "");
	for (size_t i = 0; i < 8; i++) {
		size_t have = catalog_control_criteria(c, i);
		size_t aims = catalog_count(c, CONTROL_OBJECTIVES, i);

		cr_assert_str_eq(catalog_string(c, CONTROL_ID, i),
		    shipped_ids[i], "place %zu", i);
		cr_assert_eq(have, shipped_criteria[i], "%s has %zu criteria",
		    shipped_ids[i], have);
		cr_assert_eq(aims, shipped_objectives[i],
		    "%s has %zu objectives", shipped_ids[i], aims);
		criteria += have;
		objectives += aims;
	}
	cr_assert_eq(criteria, 129u, "%zu", criteria);
	cr_assert_eq(objectives, 34u, "%zu", objectives);
	catalog_free(c);
}

static size_t
level_of(const struct catalog *c, const char *id, int level)
{
	size_t row = catalog_control_level(
	    c, catalog_find(c, TABLE_CONTROL, id), level);

	cr_assert_neq(row, CATALOG_NONE, "%s L%d", id, level);
	return row;
}

Test(content, the_shipped_levels_without_criteria_say_why)
{
	struct catalog *c = load_shipped();
	size_t one = level_of(c, "OPS-02", 1);

	cr_assert_eq(catalog_number(c, CLEVEL_NOT_AVAILABLE, one), 1, "");
	cr_assert_eq(catalog_count(c, CLEVEL_CRITERIA, one), 0u, "");
	cr_assert_eq(
	    catalog_number(c, CLEVEL_DEFERS_TO, level_of(c, "OPS-02", 4)), 3,
	    "OPS-02 L4");
	cr_assert_eq(
	    catalog_number(c, CLEVEL_DEFERS_TO, level_of(c, "OPS-02", 5)), 4,
	    "OPS-02 L5");
	cr_assert_eq(
	    catalog_number(c, CLEVEL_DEFERS_TO, level_of(c, "OPS-03", 5)), 4,
	    "OPS-03 L5");
	static const size_t counts[] = { 0, 2, 4, 3, 6, 0 };

	for (int level = 0; level <= 5; level++)
		cr_assert_eq(catalog_count(c, CLEVEL_CRITERIA,
				 level_of(c, "OPS-03", level)),
		    counts[level], "OPS-03 L%d", level);
	catalog_free(c);
}

Test(content, the_shipped_mappings_keep_their_values_as_text)
{
	struct catalog *c = load_shipped();
	size_t control = catalog_find(c, TABLE_CONTROL, "OPS-03");

	cr_assert_eq(catalog_count(c, CONTROL_MAPPINGS, control), 39u,
	    "%zu frameworks", catalog_count(c, CONTROL_MAPPINGS, control));
	for (size_t i = 0; i < catalog_rows(c, TABLE_MAPPING); i++)
		cr_assert_gt(catalog_count(c, MAPPING_VALUES, i) +
			(catalog_string(c, MAPPING_RAW, i) != NULL),
		    0u, "mapping %zu leads somewhere", i);
	catalog_free(c);
}

Test(content, every_shipped_criterion_is_a_sentence)
{
	struct catalog *c = load_shipped();

	for (size_t i = 0; i < catalog_rows(c, TABLE_CRITERION); i++) {
		const char *text = catalog_string(c, CRITERION_TEXT, i);

		cr_assert(strchr(".:", text[strlen(text) - 1]), "%s", text);
	}
	for (size_t i = 0; i < catalog_rows(c, TABLE_OBJECTIVE); i++)
		cr_assert(catalog_number(c, OBJECTIVE_RIGOR, i) >= 1 ||
			catalog_string(c, OBJECTIVE_FRAMEWORK, i),
		    "%s has a rigor or a framework",
		    catalog_string(c, OBJECTIVE_ID, i));
	catalog_free(c);
}

static char *
sum_of(const char *dir)
{
	char *digest = xcalloc(1, DIGEST_HEX + 1);
	struct err err = { 0 };

	cr_assert(content_digest(dir, digest, &err), "%s", err.message);
	return digest;
}

Test(content, the_digest_is_what_the_header_says_it_is)
{
	struct place place;
	struct str all = { 0 };
	char wanted[DIGEST_HEX + 1];

	place_begin(&place);
	place_put(&place, "pack.yaml", "x");
	place_put(&place, "lang/de/pack.yaml", "");
	place_put(&place, "controls/B/B-1.yaml", "two\n");
	place_put(&place, "controls/B-1.yaml", "three");
	place_put(&place, "README", "not counted");
	str_add_n(&all, "controls/B-1.yaml\0005\000three", 17 + 3 + 5);
	str_add_n(&all, "controls/B/B-1.yaml\0004\000two\n", 19 + 3 + 4);
	str_add_n(&all, "lang/de/pack.yaml\0000\000", 17 + 3);
	str_add_n(&all, "pack.yaml\0001\000x", 9 + 3 + 1);
	digest_hex(all.data, all.len, wanted);
	char *digest = sum_of(place.dir);

	cr_assert_str_eq(digest, wanted, "%s", digest);
	free(digest);
	str_done(&all);
	place_end(&place);
}

Test(content, the_digest_follows_content_and_names_and_nothing_else)
{
	struct place place;

	place_fill(&place);
	char *first = sum_of(place.dir);
	char *control = path_join(place.dir, PACK_CONTROL);
	char *moved = path_join(place.dir, "controls/AB/AB-01.yaml");

	cr_assert_eq(chmod(control, 0400), 0, "");
	char *again = sum_of(place.dir);

	cr_assert_str_eq(again, first, "modes do not count");
	cr_assert_eq(rename(control, moved), 0, "");
	char *renamed = sum_of(place.dir);

	cr_assert_str_neq(renamed, first, "names do");
	cr_assert_eq(rename(moved, control), 0, "");
	place_put(&place, PACK_CONTROL, CONTROL_TEXT "\n");
	char *longer = sum_of(place.dir);

	cr_assert_str_neq(longer, first, "bytes do");
	free(first);
	free(again);
	free(renamed);
	free(longer);
	free(control);
	free(moved);
	place_end(&place);
}

Test(content, the_digest_of_nothing_is_an_error)
{
	char digest[DIGEST_HEX + 1] = "untouched";
	struct err err = { 0 };

	cr_assert_not(content_digest("no/such/pack", digest, &err), "");
	cr_assert_eq(err.code, ERR_ABSENT, "%s", err.message);
	cr_assert_str_eq(digest, "untouched", "");
	err_done(&err);
}
