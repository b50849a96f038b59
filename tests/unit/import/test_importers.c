/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Several sources into one pack, and what is refused at the door. */

#include <config.h>

#include "imported.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/job.h"

static const char *const garden[] = { "tests/data/import/page.txt",
	"tests/data/import/wrapped/gar-041.md", NULL };

static const char page[] = "PON-1: Pond\nWater.\nControl Question: Wet?\n";

Test(importers, content_and_not_name_tells_the_format)
{
	static const char markdown[] =
	    "# PON-1 - Pond\nWater.\n## Control maturity\n";

	cr_assert_str_eq(importers_detect(page, strlen(page))->name,
	    "scf-page", "a page");
	cr_assert_str_eq(importers_detect(markdown, strlen(markdown))->name,
	    "markdown", "Markdown");
	cr_assert_null(importers_detect("# Read me\nWords.\n", 17), "words");
	cr_assert_null(importers_detect("", 0), "nothing");
	cr_assert_null(importers_detect("\0\xff\n#", 4), "bytes");
	for (size_t i = 0; importers_at(i); i++)
		cr_assert_eq(importers_find(importers_at(i)->name),
		    importers_at(i), "found by its name");
	cr_assert_null(importers_find("auto"), "auto is no format");
}

Test(importers, two_formats_make_one_pack)
{
	struct imported it;

	import_files(&it, "auto", garden);
	cr_assert_not_null(it.catalog, "imported: %s", it.err.message);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 2, "both");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_DOMAIN), 1, "one domain");
	cr_assert_str_eq(catalog_text(it.catalog, DOMAIN_NAME, 0, 0),
	    "Garden Upkeep", "named as most level texts do");
	cr_assert_str_eq(catalog_string(it.catalog, SCALE_NAME, 0), "C|P-CMM",
	    "the first name of the scale");
	cr_assert_str_eq(catalog_string(it.catalog, PACK_VERSION, 0),
	    "unversioned", "no version");
	cr_assert_str_eq(catalog_string(it.catalog, PACK_GENERATOR, 0),
	    "assay import scf-page, markdown", "who made it");
	cr_assert_str_eq(catalog_string(it.catalog, PACK_ID, 0),
	    "imported-scf-gar", "an id no shipped pack has");
	cr_assert_eq(catalog_number(it.catalog, POLICY_PASS, 0), 80, "pass");
	cr_assert_eq(catalog_number(it.catalog, POLICY_JUDGE, 0), 50, "band");
	assert_warned(&it, "calls its scale SP-CMM", "gar-041.md:22:1");
	assert_warned(&it, "name no version", "page.txt:0:0");
	assert_warned(&it, "names the domain GAR", "page.txt:1:1");
	imported_done(&it);
}

Test(importers, the_users_two_documents_make_one_pack)
{
	static const char *const seeds[] = { "../shared/seeds/OPS-03.txt",
		"../shared/seeds/OPS-02.md", NULL };
	struct imported it;

	NEEDS_SHARED("seeds/OPS-03.txt");
	import_files(&it, "auto", seeds);
	cr_assert_not_null(it.catalog, "imported: %s", it.err.message);
	assert_levels(&it, "OPS-02", "- 3 3 >3 >4");
	assert_levels(&it, "OPS-03", "2 4 3 6 >4");
	cr_assert_eq(catalog_rows(it.catalog, TABLE_FRAMEWORK), 40, "39 + 1");
	cr_assert_str_eq(catalog_text(it.catalog, DOMAIN_NAME, 0, 0),
	    "Security Operations", "the domain");
	cr_assert_eq(warnings(&it, "calls its scale"), 1, "scale");
	cr_assert_eq(warnings(&it, "no version"), 1, "version");
	cr_assert_eq(warnings(&it, "names the domain"), 1, "domain");
	imported_done(&it);
}

Test(importers, domain_names_that_differ_are_not_guessed)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "PON-1: Pond\nWater.\nLevel 1 — Performed Informally\n"
	    "Pond Care (PON) efforts are few:\n- Wet.\n"
	    "Level 2 — Planned & Tracked\nWater Care (PON) efforts:\n- Wet.\n");
	cr_assert_str_eq(catalog_text(it.catalog, DOMAIN_NAME, 0, 0), "PON",
	    "the code");
	assert_warned(&it, "its code stands for the name", "page:1:1");
	imported_done(&it);
}

static void
assert_refused(const char *text, size_t len, size_t line, size_t column,
    const char *piece)
{
	struct imported it = { 0 };
	char *copy = xstrndup(text, len);

	cr_assert_not(import_bytes(&it, "auto", "in.txt", copy, len),
	    "refused");
	cr_assert_null(it.catalog, "nothing made");
	cr_assert_eq(it.err.line, line, "line %zu", it.err.line);
	cr_assert_eq(it.err.column, column, "column %zu", it.err.column);
	cr_assert_not_null(strstr(it.err.message, piece), "%s",
	    it.err.message);
	imported_done(&it);
	free(copy);
}

Test(importers, what_is_no_text_is_refused_with_its_place)
{
	assert_refused("PON-1: ä\xff", 10, 1, 9, "UTF-8");
	assert_refused("PON-1: P\nab\0c", 13, 2, 3, "NUL");
	assert_refused("PON-1: P\n\x1b[2J", 13, 2, 1, "control character");
	assert_refused("PON-1: \xc2\x85", 9, 1, 8, "control character");
	assert_refused("a\rb", 3, 1, 2, "control character");
	assert_refused("\xed\xa0\x80", 3, 1, 1, "UTF-8");
	assert_refused("Dear all,\n", 10, 1, 1, "no known format");
	assert_refused("", 0, 1, 1, "no known format");
}

Test(importers, a_byte_order_mark_and_carriage_returns_do_not_matter)
{
	struct imported it;

	import_words(&it, "scf-page",
	    "\xef\xbb\xbfPON-1: Pond\r\nWater.\r\nControl Question: Wet?\r\n");
	cr_assert_str_eq(
	    catalog_text(it.catalog, CONTROL_QUESTION, 0, 0), "Wet?", "same");
	imported_done(&it);
}

Test(importers, faults_of_the_content_name_their_place)
{
	struct imported it = { 0 };
	const char *text = "PON-1: Pond\nWater.\nControl Question: Wet?\n";
	struct import_source source = { "in.txt", text, strlen(text), false };

	cr_assert_not(import_read("scf-page", &source, 1, "../x", NULL,
			  &it.catalog, &it.problems, it.odd, &it.err),
	    "no id for a pack");
	cr_assert_eq(it.problems.errors, 1, "one error");
	cr_assert_not_null(strstr(it.err.message, "nothing was imported"),
	    "%s", it.err.message);
	imported_done(&it);
}

Test(importers, limits_hold)
{
	struct imported it = { 0 };
	struct str text = { 0 };

	str_add(&text, page);
	str_add(&text, "Level 2 — Planned & Tracked\n");
	for (int i = 0; i < 600; i++)
		str_add(&text, "- wet\n");
	cr_assert_not(import_bytes(&it, "auto", "in.txt", str_text(&text),
			  text.len),
	    "too many criteria");
	cr_assert_not_null(strstr(it.err.message, "More than 500"), "%s",
	    it.err.message);
	str_done(&text);
	imported_done(&it);
}

static void
write_file(const char *dir, const char *name, const char *text)
{
	char *path = path_join(dir, name);
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file, "%s", path);
	cr_assert(fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
	free(path);
}

static void
remove_file(const char *dir, const char *name)
{
	char *path = path_join(dir, name);

	cr_assert_eq(remove(path), 0, "%s", path);
	free(path);
}

Test(importers, directories_are_walked_and_strangers_passed_over)
{
	char dir[] = "import.XXXXXX";
	struct imported it = { 0 };

	cr_assert_not_null(mkdtemp(dir), "a directory of one's own");
	char *inner = path_join(dir, "inner");

	cr_assert_eq(mkdir(inner, 0700), 0, "a directory in it");
	write_file(dir, "notes.txt", "Dear all,\n");
	write_file(dir, "p10.txt", "PON-2: B\nB.\nControl Question: b?\n");
	write_file(dir, "p9.txt", page);
	write_file(inner, "p.txt", "PON-1: C\nC.\nControl Question: c?\n");
	char *sources[] = { dir };

	cr_assert(import_paths(&it, "auto", sources, 1, "my-pond"),
	    "imported: %s", it.err.message);
	cr_assert_eq(catalog_rows(it.catalog, TABLE_CONTROL), 2, "two");
	cr_assert_str_eq(
	    catalog_string(it.catalog, PACK_ID, 0), "my-pond", "as asked");
	cr_assert_eq(warnings(&it, "Passed over"), 1, "the letter");
	assert_warned(&it, "was read before", "p9.txt:1:1");
	imported_done(&it);

	remove_file(inner, "p.txt");
	remove_file(dir, "p9.txt");
	remove_file(dir, "p10.txt");
	it = (struct imported){ 0 };
	cr_assert_not(import_paths(&it, "auto", sources, 1, NULL),
	    "nothing to import");
	cr_assert_not_null(
	    strstr(it.err.message, "No source"), "%s", it.err.message);
	imported_done(&it);
	remove_file(dir, "notes.txt");
	cr_assert_eq(rmdir(inner), 0, "tidy");
	cr_assert_eq(rmdir(dir), 0, "tidy");
	free(inner);
}

Test(importers, unknown_formats_and_absent_files_are_told)
{
	struct imported it = { 0 };
	char *sources[] = { (char[]){ "no-such-file" } };

	cr_assert_not(import_bytes(&it, "csv", "in.txt", "x\n", 2),
	    "no such format");
	cr_assert_eq(it.err.code, ERR_USAGE, "a usage error");
	imported_done(&it);
	it = (struct imported){ 0 };
	cr_assert_not(import_paths(&it, "auto", sources, 1, NULL),
	    "no such file");
	cr_assert_eq(it.err.code, ERR_ABSENT, "absent");
	imported_done(&it);
}

Test(importers, lists_of_several_sources_keep_their_order)
{
	struct err_list problems = { 0 };
	struct err err = { 0 };
	size_t odd[ODD_COUNT] = { 0 };
	struct import_job *job = job_new(&problems, odd, &err);
	static const char *const first[] = { "a", "b", "d" };
	static const char *const second[] = { "b", "c", "d", "e" };
	struct name_list values = { 0 };

	name_list_add(&values, "1", 1);
	job_open(job, "test", "one");
	size_t x = job_control(job, "X-1", "x", NULL, 1);

	for (size_t i = 0; i < 3; i++)
		cr_assert(job_mapping(
			      job, x, first[i], "g", &values, NULL, 1),
		    "%s", first[i]);
	job_close(job);
	job_open(job, "test", "two");
	size_t y = job_control(job, "X-2", "y", NULL, 1);

	for (size_t i = 0; i < 4; i++)
		cr_assert(job_mapping(
			      job, y, second[i], "g", &values, NULL, 1),
		    "%s", second[i]);
	job_close(job);
	for (size_t i = 0; i < job->frameworks.count; i++)
		cr_assert_eq(job->frameworks.items[i].name[0],
		    "abcde"[i], "%s is at %zu",
		    job->frameworks.items[i].name, i);
	name_list_done(&values);
	job_free(job);
	err_list_done(&problems);
	err_done(&err);
}
