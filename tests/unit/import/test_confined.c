/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* An import in a child gives what the same import gives here. */

#include <config.h>

#include "import/confined.h"

#include "imported.h"

#include "base/file.h"
#include "import/sources.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

typedef bool reader(const char *format, const struct import_source *sources,
    size_t count, const char *pack_id, const struct import_watch *watch,
    struct catalog **out, struct err_list *problems, size_t odd[ODD_COUNT],
    struct err *err);

/* What one reader made, and the steps it told of. */
struct outcome {
	struct imported it;
	struct str steps;
};

static void
note_step(void *arg, size_t done, size_t total)
{
	str_printf(arg, "%zu/%zu ", done, total);
}

static void
run(struct outcome *outcome, reader *read, const char *format,
    const struct import_source *sources, size_t count, const char *id)
{
	*outcome = (struct outcome){ 0 };
	struct imported *it = &outcome->it;
	const struct import_watch watch = { note_step, &outcome->steps };
	bool ok = read(format, sources, count, id, &watch, &it->catalog,
	    &it->problems, it->odd, &it->err);

	cr_assert_eq(ok, it->catalog != NULL, "a catalog on success");
	cr_assert_eq(ok, it->err.message == NULL, "an error on failure");
}

static void
outcome_done(struct outcome *outcome)
{
	imported_done(&outcome->it);
	str_done(&outcome->steps);
}

static void
expect_same_err(const struct err *a, const struct err *b)
{
	cr_assert(str_equal(a->message, b->message), "\"%s\" and \"%s\"",
	    a->message ? a->message : "", b->message ? b->message : "");
	cr_assert(str_equal(a->path, b->path), "%s", a->message);
	cr_assert_eq(a->code, b->code, "%s", a->message);
	cr_assert_eq(a->line, b->line, "%s", a->message);
	cr_assert_eq(a->column, b->column, "%s", a->message);
}

static void
expect_same(const struct imported *a, const struct imported *b)
{
	size_t x = 0, y = 0;

	expect_same_err(&a->err, &b->err);
	cr_assert_eq(a->problems.count, b->problems.count, "%zu and %zu",
	    a->problems.count, b->problems.count);
	cr_assert_eq(a->problems.errors, b->problems.errors, "errors");
	cr_assert_eq(a->problems.dropped, b->problems.dropped, "dropped");
	for (size_t i = 0; i < a->problems.count; i++) {
		expect_same_err(
		    &a->problems.items[i].err, &b->problems.items[i].err);
		cr_assert_eq(a->problems.items[i].warning,
		    b->problems.items[i].warning, "problem %zu", i);
	}
	cr_assert_arr_eq(a->odd, b->odd, sizeof(a->odd), "the counts");
	if (!a->catalog || !b->catalog)
		return;
	const void *block = catalog_block(a->catalog, &x);
	const void *other = catalog_block(b->catalog, &y);

	cr_assert_eq(x, y, "%zu and %zu bytes", x, y);
	cr_assert_eq(memcmp(block, other, x), 0, "the same block");
}

/* Imports here and in a child; how it went. */
static bool
both(const char *format, const struct import_source *sources, size_t count,
    const char *id)
{
	struct outcome here, there;

	run(&here, import_read, format, sources, count, id);
	run(&there, import_confined, format, sources, count, id);
	expect_same(&here.it, &there.it);
	cr_assert_str_eq(
	    str_text(&there.steps), str_text(&here.steps), "the same steps");
	bool ok = here.it.catalog != NULL;

	outcome_done(&here);
	outcome_done(&there);
	return ok;
}

/* The same of a file or directory below the source directory. */
static bool
both_of(const char *path, const char *id)
{
	char *full = source_path(path);
	struct import_source *sources;
	struct err_list problems = { 0 };
	struct err err = { 0 };
	size_t count;

	cr_assert(
	    sources_read(&full, 1, NULL, &sources, &count, &problems, &err),
	    "%s: %s", path, err.message);
	bool ok = both("auto", sources, count, id);

	sources_free(sources, count);
	err_list_done(&problems);
	free(full);
	return ok;
}

Test(confined, every_sample_is_imported_as_it_is_here)
{
	char *dir = source_path("tests/data/import");
	char **names;
	size_t count;
	struct err err = { 0 };

	cr_assert(file_list(dir, &names, &count, &err), "%s", err.message);
	cr_assert_gt(count, 0, "samples");
	for (size_t i = 0; i < count; i++) {
		char *path = path_join("tests/data/import", names[i]);

		cr_log_info("%s", path);
		both_of(path, NULL);
		free(path);
	}
	file_names_free(names, count);
	free(dir);
	cr_assert(both_of("tests/data/import/page.txt", "pond"), "one page");
	cr_assert(both_of("tests/data/import/wrapped", "pond"), "Markdown");
}

Test(confined, what_fails_here_fails_there_with_the_same_words)
{
	static const char *const texts[] = { "", "Dear all,\n", "a\x01",
		"PON-1: Pond\nWater.\nControl Question: Wet?\n" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct import_source source = { "in.txt", texts[i],
			strlen(texts[i]), false };

		cr_assert_not(both("scf-page", &source, 1, "../x"), "%zu", i);
		cr_assert_not(both("auto", &source, 1, "../x"), "%zu", i);
		source.found = true;
		cr_assert_not(both("auto", &source, 1, "../x"), "%zu", i);
	}
	cr_assert_not(both("auto", NULL, 0, NULL), "nothing");
	cr_assert_not(both("no-such-format", NULL, 0, NULL), "no format");
}

Test(confined, what_was_said_before_stays_and_is_added_to)
{
	static const char page[] =
	    "PON-1: Pond\nWater.\nControl Question: Wet?\n";
	struct import_source source = { "in.txt", page, strlen(page), false };
	struct imported it = { .odd = { [ODD_PASSED_OVER] = 2 } };

	err_list_add(&it.problems, true, "first", 1, 1, "Earlier.");
	cr_assert(import_confined("auto", &source, 1, NULL, NULL, &it.catalog,
	              &it.problems, it.odd, &it.err),
	    "%s", it.err.message);
	cr_assert_str_eq(it.problems.items[0].err.path, "first", "in front");
	cr_assert_gt(it.problems.count, 1, "and more");
	cr_assert_eq(it.odd[ODD_PASSED_OVER], 2, "kept");
	size_t odd = 0;

	for (size_t i = 0; i < ODD_COUNT; i++)
		odd += it.odd[i];
	cr_assert_gt(odd, 2, "and more");
	imported_done(&it);
}

Test(confined, a_child_that_crashes_names_the_source)
{
	/* no importer does this; the memory behind it is not there */
	struct import_source source = { "in.txt", (const char *)64, 4096,
		false };
	struct imported it = { 0 };

	if (SANITIZED)
		cr_skip_test("the sanitizer would report what is meant here");
	cr_assert_not(import_confined("scf-page", &source, 1, NULL, NULL,
	                  &it.catalog, &it.problems, it.odd, &it.err),
	    "ended");
	cr_assert_null(it.catalog, "nothing made");
	cr_assert_str_eq(it.err.path, "in.txt", "%s", it.err.path);
	cr_assert_not_null(
	    strstr(it.err.message, "(signal 11)"), "%s", it.err.message);
	cr_assert_eq(it.problems.count, 0, "nothing else said");
	imported_done(&it);
}
