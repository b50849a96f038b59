/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_BASE_SUITES_H
#define ASSAY_TESTS_BASE_SUITES_H

/* Public suites of test cases, unpacked for one test, and what our readers
 * make of them against a table of tests/data/verdicts. UPDATE_VERDICTS=1
 * writes the table instead; read its diff. */

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

struct suite {
	char root[24];
	struct str found; /* the table as it is now */
	size_t cases;
	double slowest; /* seconds */
	char *slowest_case;
};

static inline char *
suite_path(const char *path)
{
	const char *srcdir = getenv("srcdir");

	return path_join(srcdir ? srcdir : ".", path);
}

/* Unpacks an archive of ../shared/data; false: it is not there. */
static inline bool
suite_begin(struct suite *suite, const char *archive)
{
	char *place = xasprintf("../shared/data/%s", archive);
	char *path = suite_path(place);
	bool there = path_exists(path);

	*suite = (struct suite){ .root = "suite-XXXXXX" };
	if (there) {
		cr_assert_not_null(mkdtemp(suite->root), "a directory");
		char *command =
		    xasprintf("tar -xzf '%s' -C %s", path, suite->root);

		cr_assert_eq(system(command), 0, "%s", command);
		free(command);
	}
	free(place);
	free(path);
	return there;
}

static inline double
suite_now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* Notes how long a case took. */
static inline void
suite_took(struct suite *suite, const char *name, double begin)
{
	double took = suite_now() - begin;

	suite->cases++;
	if (took < suite->slowest)
		return;
	suite->slowest = took;
	free(suite->slowest_case);
	suite->slowest_case = xstrdup(name);
}

/* Says which lines of the table differ. */
static inline size_t
suite_differences(const char *wanted, const char *found)
{
	size_t count = 0;

	while (*wanted || *found) {
		size_t w = strcspn(wanted, "\n"), f = strcspn(found, "\n");

		if (w != f || memcmp(wanted, found, w) != 0) {
			count++;
			cr_log_error("wanted: %.*s", (int)w, wanted);
			cr_log_error("is:     %.*s", (int)f, found);
		}
		wanted += w + (wanted[w] == '\n');
		found += f + (found[f] == '\n');
	}
	return count;
}

/* Compares with the table, and removes what was unpacked. */
static inline void
suite_end(struct suite *suite, const char *table, size_t cases)
{
	char *path = suite_path(table);
	char *command = xasprintf("rm -rf %s", suite->root);
	struct str wanted = { 0 };
	struct err err = { 0 };

	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	cr_assert_eq(suite->cases, cases, "%zu cases", suite->cases);
	cr_assert_lt(suite->slowest, 1.0, "%s takes %.3f s",
	    suite->slowest_case, suite->slowest);
	if (getenv("UPDATE_VERDICTS")) {
		cr_assert(file_replace(path, str_text(&suite->found),
			      suite->found.len, false, &err),
		    "%s", err.message);
	} else {
		cr_assert(file_read(path, 1 << 20, &wanted, &err), "%s",
		    err.message);
		cr_assert_eq(suite_differences(str_text(&wanted),
				 str_text(&suite->found)),
		    0u, "%s: what the readers say has changed", table);
	}
	str_done(&wanted);
	str_done(&suite->found);
	free(suite->slowest_case);
	free(path);
}

#define NEEDS_SUITE(suite, archive) \
	do { \
		if (!suite_begin(suite, archive)) \
			cr_skip_test("shared/data/%s is not here", archive); \
	} while (0)

#endif
