/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A catalog written as a pack is the same catalog when it is read again, and
 * nobody else's directory is touched. */

#include <config.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "model/builder.h"
#include "pack_files.h"

static void
write_ok(const struct catalog *c, const char *dir)
{
	struct err err = { 0 };

	cr_assert(content_write(c, dir, NULL, NULL, &err), "%s: %s", dir,
	    err.message);
}

static void
expect_same(const struct catalog *a, const struct catalog *b)
{
	size_t size_a, size_b;
	const void *x = catalog_block(a, &size_a);
	const void *y = catalog_block(b, &size_b);

	cr_assert_eq(size_a, size_b, "%zu and %zu bytes", size_a, size_b);
	cr_assert_eq(memcmp(x, y, size_a), 0, "the same block");
}

/* A catalog made from c by writing and reading it; the directory stays. */
static struct catalog *
through_disk(const struct catalog *c, const char *dir)
{
	write_ok(c, dir);
	return load_clean(dir);
}

Test(content_write, the_shipped_pack_comes_back_whole)
{
	struct place place;
	struct catalog *shipped = load_shipped();

	place_begin(&place);
	char *one = path_join(place.root, "one");
	char *two = path_join(place.root, "two");
	struct catalog *first = through_disk(shipped, one);
	struct catalog *second = through_disk(first, two);

	for (enum catalog_table t = 0; t < TABLE_COUNT; t++)
		cr_assert_eq(catalog_rows(first, t), catalog_rows(shipped, t),
		    "table %d", (int)t);
	expect_same(first, second);
	for (size_t i = 0; i < catalog_rows(shipped, TABLE_CRITERION); i++)
		cr_assert_str_eq(catalog_string(first, CRITERION_KEY, i),
		    catalog_string(shipped, CRITERION_KEY, i), "key %zu", i);
	catalog_free(shipped);
	catalog_free(first);
	catalog_free(second);
	free(one);
	free(two);
	place_end(&place);
}

static const char *const hard_texts[] = { "yes", "5.10", "~", "null",
	"- dash: colon", "  blanks  ", "two\nlines", "ends\n", "tab\there",
	"gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80", "#", "'\"", "\x1b[31m", "%",
	"\xe2\x80\xae" };

static void
fill_hard(struct builder *b)
{
	static const char *const wanted[][2] = { { "AB", "Alphabet" },
		{ "CD", "Cards" } };

	builder_text(b, PACK_FORMAT, 0, "assay-pack/1");
	builder_text(b, PACK_ID, 0, "hard");
	builder_text(b, PACK_TITLE, 0, "two\nlines: of it");
	builder_text(b, PACK_VERSION, 0, "1.10");
	builder_text(b, PACK_LANGUAGE, 0, "no");
	builder_text(b, PACK_GENERATOR, 0, "assay import test");
	for (size_t i = 0; i < 2; i++) {
		size_t row = builder_child(b, PACK_DOMAINS, 0);

		builder_text(b, DOMAIN_ID, row, wanted[i][0]);
		builder_text(b, DOMAIN_NAME, row, wanted[i][1]);
	}
	size_t row = builder_child(b, PACK_FRAMEWORKS, 0);

	builder_text(b, FRAMEWORK_ID, row, "5.10");
	builder_text(b, FRAMEWORK_NAME, row, "No: 1");
	row = builder_child(b, PACK_SIZES, 0);
	builder_text(b, SIZE_ID, row, "n");
	builder_text(b, SIZE_NAME, row, "null");
	size_t scale = builder_child(b, PACK_SCALE, 0);

	for (int level = 0; level < 3; level++) {
		row = builder_child(b, SCALE_LEVELS, scale);
		builder_number(b, LEVEL_NUMBER, row, level);
		builder_text(b, LEVEL_NAME, row, "Name");
	}
}

/* A control whose every text is awkward. */
static void
fill_control(struct builder *b, const char *id, const char *domain)
{
	size_t count = sizeof(hard_texts) / sizeof(*hard_texts);
	size_t row = builder_row(b, TABLE_CONTROL);

	builder_text(b, CONTROL_ID, row, id);
	builder_text(b, CONTROL_DOMAIN, row, domain);
	builder_text(b, CONTROL_STATEMENT, row, hard_texts[4]);
	builder_number(b, CONTROL_WEIGHT, row, 0);
	builder_number(b, CONTROL_MATERIAL, row, 0);
	size_t map = builder_child(b, CONTROL_MAPPINGS, row);

	builder_text(b, MAPPING_FRAMEWORK, map, "5.10");
	size_t solution = builder_child(b, CONTROL_SOLUTIONS, row);

	builder_text(b, SOLUTION_SIZE, solution, "n");
	size_t level = builder_child(b, CONTROL_LEVELS, row);

	builder_number(b, CLEVEL_LEVEL, level, 1);
	builder_text(b, CLEVEL_NOTE, level, hard_texts[6]);
	for (size_t i = 0; i < count; i++) {
		size_t criterion = builder_child(b, CLEVEL_CRITERIA, level);

		builder_text(b, CRITERION_TEXT, criterion, hard_texts[i]);
		builder_item(b, CRITERION_SUB, criterion,
		    hard_texts[count - 1 - i]);
		builder_item(b, MAPPING_VALUES, map, hard_texts[i]);
		builder_item(b, SOLUTION_LINES, solution, hard_texts[i]);
		builder_item(b, CONTROL_PROFILES, row, hard_texts[i]);
		builder_item(b, CONTROL_PROMPTS, row, hard_texts[i]);
	}
	builder_number(b, CRITERION_ANCHOR, 0, 1);
}

static struct catalog *
hard_catalog(void)
{
	struct err_list problems = { 0 };
	struct builder *b = builder_new(&problems);

	fill_hard(b);
	fill_control(b, "AB-2", "AB");
	fill_control(b, "CD-10", "CD");
	fill_control(b, "AB-10", "AB");
	struct catalog *c = builder_finish(b);

	cr_assert_not_null(c, "%s",
	    problems.count ? problems.items[0].err.message : "");
	err_list_done(&problems);
	builder_free(b);
	return c;
}

Test(content_write, awkward_texts_come_back_byte_for_byte)
{
	struct place place;
	struct catalog *c = hard_catalog();

	place_begin(&place);
	struct catalog *back = through_disk(c, place.dir);

	for (size_t i = 0; i < catalog_rows(c, TABLE_CRITERION); i++) {
		cr_assert_str_eq(catalog_string(back, CRITERION_TEXT, i),
		    catalog_string(c, CRITERION_TEXT, i), "criterion %zu", i);
		cr_assert_str_eq(catalog_item(back, CRITERION_SUB, i, 0, 0),
		    catalog_item(c, CRITERION_SUB, i, 0, 0), "sub %zu", i);
	}
	cr_assert_eq(catalog_number(back, CONTROL_WEIGHT, 0), 0, "a zero");
	cr_assert_eq(catalog_number(back, CONTROL_MATERIAL, 0), 0, "a no");
	struct catalog *again = through_disk(back, place.dir);

	expect_same(back, again);
	catalog_free(c);
	catalog_free(back);
	catalog_free(again);
	place_end(&place);
}

Test(content_write, what_mappings_lead_to_is_always_quoted)
{
	struct place place;
	bool made;

	place_fill(&place);
	place_put(&place, "pack.yaml",
	    PACK_TEXT "frameworks: [{id: std, name: Standard}]\n");
	place_put(&place, PACK_CONTROL,
	    CONTROL_TEXT "mappings: {std: [CC5, 5.1]}\n");
	free(problems_of(&place, &made));
	struct catalog *c = load_clean(place.dir);
	char *text = content_text(c, 0);

	cr_assert_not_null(strstr(text, "std: [\"CC5\", \"5.1\"]"), "%s", text);
	free(text);
	text = content_text(c, CATALOG_NONE);
	cr_assert(str_starts(text, "format: assay-pack/1\nid: small\n"), "%s",
	    text);
	free(text);
	catalog_free(c);
	place_end(&place);
}

Test(content_write, its_own_pack_is_replaced_and_loses_what_is_gone)
{
	struct place place;
	struct catalog *c = hard_catalog();

	place_begin(&place);
	write_ok(c, place.dir);
	place_put(&place, "controls/AB/AB-3.yaml",
	    "id: AB-3\ndomain: AB\nstatement: Gone with the next import.\n");
	char *slash = xasprintf("%s/", place.dir);

	write_ok(c, slash);
	struct catalog *back = load_clean(place.dir);

	cr_assert_eq(catalog_rows(back, TABLE_CONTROL), 3u, "");

	expect_alone(&place);
	free(slash);
	catalog_free(c);
	catalog_free(back);
	place_end(&place);
}

/* Refused, and what was there is as it was. */
static void
expect_left_alone(const struct catalog *c, const char *dir)
{
	char *command = xasprintf(
	    "cd %s && find . -type f -exec cat {} + | cksum > ../sum", dir);
	char *compare = xasprintf("cd %s && find . -type f -exec cat {} + | "
				  "cksum | cmp -s - ../sum && rm ../sum",
	    dir);
	struct err err = { 0 };

	cr_assert_eq(system(command), 0, "");
	cr_assert_not(content_write(c, dir, NULL, NULL, &err), "%s", dir);
	cr_assert_str_eq(err.path, dir, "");
	cr_assert_not_null(
	    strstr(err.message, "left alone"), "%s", err.message);
	cr_assert_eq(system(compare), 0, "as it was");
	err_done(&err);
	free(command);
	free(compare);
}

Test(content_write, what_is_somebody_elses_is_left_alone)
{
	struct place place;
	struct catalog *c = hard_catalog();

	place_fill(&place);
	expect_left_alone(c, place.dir);
	place_put(&place, "pack.yaml", PACK_TEXT "generator: by hand\n");
	expect_left_alone(c, place.dir);
	place_put(&place, "pack.yaml", "no: [yaml\n");
	expect_left_alone(c, place.dir);
	place_put(&place, "pack.yaml", "");
	expect_left_alone(c, place.dir);
	struct catalog *own = load_shipped();
	char *pack = path_join(place.dir, "pack.yaml");

	cr_assert_eq(unlink(pack), 0, "");
	expect_left_alone(own, place.dir);
	catalog_free(own);
	catalog_free(c);
	free(pack);
	place_end(&place);
}

Test(content_write, what_was_added_to_its_own_pack_is_left_alone)
{
	struct place place;
	struct catalog *c = hard_catalog();

	place_begin(&place);
	write_ok(c, place.dir);
	place_put(&place, "lang/de/pack.yaml", "title: Von Hand\n");
	expect_left_alone(c, place.dir);
	catalog_free(c);
	place_end(&place);
}

Test(content_write, hidden_files_alone_are_something_too)
{
	struct place place;
	struct catalog *c = hard_catalog();

	place_begin(&place);
	place_put(&place, ".git/HEAD", "ref: refs/heads/main\n");
	expect_left_alone(c, place.dir);
	catalog_free(c);
	place_end(&place);
}

Test(content_write, an_empty_directory_may_be_filled)
{
	struct place place;
	struct catalog *c = hard_catalog();
	struct err err = { 0 };

	place_begin(&place);
	cr_assert(file_make_dirs(place.dir, &err), "");
	write_ok(c, place.dir);
	catalog_free(load_clean(place.dir));
	catalog_free(c);
	place_end(&place);
}

Test(content_write, a_full_disk_leaves_the_former_pack)
{
	struct place place;
	struct catalog *c = hard_catalog();
	struct rlimit limit;
	struct err err = { 0 };

	place_begin(&place);
	write_ok(c, place.dir);
	place_put(&place, "controls/AB/AB-3.yaml",
	    "id: AB-3\ndomain: AB\nstatement: Tells the old from the new.\n");
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = 600;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0, "");
	bool ok = content_write(c, place.dir, NULL, NULL, &err);

	limit.rlim_cur = limit.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0, "");
	cr_assert_not(ok, "");
	cr_assert_eq(err.code, ERR_FULL, "%s", err.message);
	struct catalog *back = load_clean(place.dir);

	cr_assert_eq(catalog_rows(back, TABLE_CONTROL), 4u, "the former");
	expect_alone(&place);
	err_done(&err);
	catalog_free(back);
	catalog_free(c);
	place_end(&place);
}

Test(content_write, names_that_lead_elsewhere_are_refused)
{
	static const char *const tags[] = { "../../de", "de/x", "", ".de" };

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		struct place place;
		struct err_list problems = { 0 };
		struct err err = { 0 };
		struct builder *b = builder_new(&problems);

		place_begin(&place);
		fill_hard(b);
		fill_control(b, "AB-1", "AB");
		cr_assert(builder_seal(b), "");
		builder_overlay(b, tags[i], PACK_TITLE, 0, 0, "Titel");
		struct catalog *c = builder_finish(b);

		cr_assert_not(
		    content_write(c, place.dir, NULL, NULL, &err), "");
		cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
		cr_assert_not(path_exists(place.dir), "nothing made");
		err_done(&err);
		err_list_done(&problems);
		builder_free(b);
		catalog_free(c);
		place_end(&place);
	}
}

static void
count_steps(void *arg, size_t done, size_t total)
{
	size_t *steps = arg;

	cr_assert_eq(done, ++*steps, "one after the other");
	cr_assert_eq(total, 3u, "of all");
}

Test(content_write, it_says_how_far_it_is)
{
	struct place place;
	struct catalog *c = hard_catalog();
	size_t steps = 0;
	const struct content_watch watch = { count_steps, &steps };

	place_begin(&place);
	cr_assert(content_write(c, place.dir, NULL, &watch, NULL), "");
	cr_assert_eq(steps, 3u, "");
	catalog_free(c);
	place_end(&place);
}

Test(content_write, the_log_lies_beside_the_pack_and_is_no_content)
{
	static const char log[] = "What was odd: nothing.\n";
	struct place place;
	struct catalog *c = hard_catalog();
	char with[DIGEST_HEX + 1], without[DIGEST_HEX + 1];
	struct str text = { 0 };

	place_begin(&place);
	char *path = path_join(place.dir, "import.log");

	cr_assert(content_write(c, place.dir, log, NULL, NULL), "");
	cr_assert(file_read(path, 1000, &text, NULL), "");
	cr_assert_str_eq(str_text(&text), log, "");
	cr_assert(content_digest(place.dir, with, NULL), "");
	catalog_free(load_clean(place.dir));
	write_ok(c, place.dir);
	cr_assert_not(path_exists(path), "gone with the pack it told of");
	cr_assert(content_digest(place.dir, without, NULL), "");
	cr_assert_str_eq(with, without, "the digest is of the content");
	str_done(&text);
	free(path);
	catalog_free(c);
	place_end(&place);
}

Test(content_write, text_that_is_no_utf8_is_refused_whole)
{
	struct place place;
	struct err_list problems = { 0 };
	struct err err = { 0 };
	struct builder *b = builder_new(&problems);

	place_begin(&place);
	fill_hard(b);
	fill_control(b, "AB-1", "AB");
	builder_text(b, CONTROL_QUESTION, 0, "bad \xff byte");
	struct catalog *c = builder_finish(b);

	cr_assert_not(content_write(c, place.dir, NULL, NULL, &err), "");
	cr_assert_eq(err.code, ERR_INPUT, "%s", err.message);
	cr_assert_not(path_exists(place.dir), "nothing made");
	err_done(&err);
	err_list_done(&problems);
	builder_free(b);
	catalog_free(c);
	place_end(&place);
}
