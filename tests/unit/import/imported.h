/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_IMPORTED_H
#define ASSAY_TESTS_IMPORTED_H

/* What the import tests share: an import that must work, and short ways to
 * look into its catalog. */

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/importers.h"
#include "import/sources.h"
#include "model/catalog.h"

struct imported {
	struct catalog *catalog;
	struct err_list problems;
	size_t odd[ODD_COUNT];
	struct err err;
};

static inline void
imported_done(struct imported *it)
{
	catalog_free(it->catalog);
	err_list_done(&it->problems);
	err_done(&it->err);
}

/* A path below the source directory; the caller frees it. */
static inline char *
source_path(const char *path)
{
	const char *srcdir = getenv("srcdir");

	return path_join(srcdir ? srcdir : ".", path);
}

/* Imports the files named, with all that import_read says; as it returns. */
static inline bool
import_paths(struct imported *it, const char *format, char *const *paths,
    size_t count, const char *id)
{
	struct import_source *sources = NULL;
	size_t found = 0;
	bool ok = sources_read(paths, count, NULL, &sources, &found,
		      &it->problems, &it->err) &&
	    import_read(format, sources, found, id, NULL, &it->catalog,
		&it->problems, it->odd, &it->err);

	sources_free(sources, found);
	return ok;
}

/* The same for bytes in memory, a NUL behind them. */
static inline bool
import_bytes(struct imported *it, const char *format, const char *path,
    const char *bytes, size_t len)
{
	struct import_source source = { path, bytes, len, false };

	return import_read(format, &source, 1, NULL, NULL, &it->catalog,
	    &it->problems, it->odd, &it->err);
}

/* Imports files below the source directory, NULL-terminated. */
static inline void
import_files(struct imported *it, const char *format, const char *const *paths)
{
	char *full[8] = { 0 };
	size_t count = 0;

	*it = (struct imported){ 0 };
	for (; paths[count]; count++)
		full[count] = source_path(paths[count]);
	bool ok = import_paths(it, format, full, count, NULL);

	for (size_t i = 0; i < count; i++)
		free(full[i]);
	cr_assert(ok == (it->err.message == NULL), "an error exactly on "
						   "failure");
}

/* Imports text that must work. */
static inline void
import_words(struct imported *it, const char *format, const char *text)
{
	*it = (struct imported){ 0 };
	bool ok = import_bytes(it, format, "page", text, strlen(text));

	cr_assert(ok, "imports: %s", it->err.message);
}

/* Skips the test where the users' own documents are absent. */
#define NEEDS_SHARED(path) \
	do { \
		char *full_ = source_path("../shared/" path); \
		bool there_ = path_exists(full_); \
		free(full_); \
		if (!there_) \
			cr_skip_test("../shared/" path " is not here"); \
	} while (0)

static inline size_t
control_row(const struct imported *it, const char *id)
{
	size_t row = catalog_find(it->catalog, TABLE_CONTROL, id);

	cr_assert_neq(row, CATALOG_NONE, "%s is there", id);
	return row;
}

/* The row of a control's level. */
static inline size_t
level_row(const struct imported *it, const char *id, int level)
{
	size_t row =
	    catalog_control_level(it->catalog, control_row(it, id), level);

	cr_assert_neq(row, CATALOG_NONE, "%s has level %d", id, level);
	return row;
}

/* "2 4 3 6 >4": criteria of the levels from 1 up, "-" not available, ">n"
 * deferred to n, "?" absent. */
static inline void
assert_levels(const struct imported *it, const char *id, const char *expected)
{
	struct str actual = { 0 };
	int top = catalog_scale_top(it->catalog);

	for (int i = 1; i <= top; i++) {
		size_t row = catalog_control_level(
		    it->catalog, control_row(it, id), i);

		if (i > 1)
			str_add_char(&actual, ' ');
		if (row == CATALOG_NONE)
			str_add_char(&actual, '?');
		else if (catalog_number(
			     it->catalog, CLEVEL_NOT_AVAILABLE, row) == 1)
			str_add_char(&actual, '-');
		else if (catalog_number(it->catalog, CLEVEL_DEFERS_TO, row) >=
		    0)
			str_printf(&actual, ">%d",
			    catalog_number(
				it->catalog, CLEVEL_DEFERS_TO, row));
		else
			str_printf(&actual, "%zu",
			    catalog_count(
				it->catalog, CLEVEL_CRITERIA, row));
	}
	cr_assert_str_eq(str_text(&actual), expected, "levels of %s: %s", id,
	    str_text(&actual));
	str_done(&actual);
}

static inline const char *
criterion_text(const struct imported *it, const char *id, int level, size_t i)
{
	size_t row = catalog_child(
	    it->catalog, CLEVEL_CRITERIA, level_row(it, id, level), i);

	return catalog_text(it->catalog, CRITERION_TEXT, row, 0);
}

/* The MAPPING row of a control for a framework's name. */
static inline size_t
mapping_row(const struct imported *it, const char *id, const char *name)
{
	size_t control = control_row(it, id);
	size_t count =
	    catalog_count(it->catalog, CONTROL_MAPPINGS, control);

	for (size_t i = 0; i < count; i++) {
		size_t row =
		    catalog_child(it->catalog, CONTROL_MAPPINGS, control, i);
		size_t framework =
		    catalog_ref(it->catalog, MAPPING_FRAMEWORK, row);

		if (str_equal(catalog_string(
				  it->catalog, FRAMEWORK_NAME, framework),
			name))
			return row;
	}
	cr_assert_fail("%s is not mapped to %s", id, name);
	return CATALOG_NONE;
}

/* All values of a mapping, joined by bars. */
static inline void
assert_values(const struct imported *it, const char *id, const char *name,
    const char *expected)
{
	struct str actual = { 0 };
	size_t row = mapping_row(it, id, name);

	for (size_t i = 0;
	     i < catalog_count(it->catalog, MAPPING_VALUES, row); i++)
		str_printf(&actual, "%s%s", i ? "|" : "",
		    catalog_item(it->catalog, MAPPING_VALUES, row, i, 0));
	cr_assert_str_eq(str_text(&actual), expected, "%s: %s", name,
	    str_text(&actual));
	str_done(&actual);
}

/* How many warnings hold this piece of text. */
static inline size_t
warnings(const struct imported *it, const char *piece)
{
	size_t count = 0;

	for (size_t i = 0; i < it->problems.count; i++)
		count += it->problems.items[i].warning &&
		    strstr(it->problems.items[i].err.message, piece) != NULL;
	return count;
}

/* Asserts one warning with that piece at path:line:column (its end). */
static inline void
assert_warned(const struct imported *it, const char *piece, const char *place)
{
	for (size_t i = 0; i < it->problems.count; i++) {
		const struct err *err = &it->problems.items[i].err;

		if (!strstr(err->message, piece))
			continue;
		char *where = xasprintf(
		    "%s:%zu:%zu", err->path, err->line, err->column);
		size_t len = strlen(where), want = strlen(place);

		cr_assert(len >= want &&
			str_equal(where + len - want, place),
		    "\"%s\" stands at %s, not at %s", piece, where, place);
		free(where);
		return;
	}
	cr_assert_fail("no warning says \"%s\"", piece);
}

#endif
