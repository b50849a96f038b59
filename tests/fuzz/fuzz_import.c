/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile bytes through the importers: detection, reading, the catalog. */

#include <config.h>

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/importers.h"
#include "model/catalog.h"

/* Every problem is one line that names its place. */
static void
check_problems(const struct err_list *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		char *line = err_line(&problems->items[i].err);

		fuzz_must(*problems->items[i].err.message != '\0');
		fuzz_shown(problems->items[i].err.message);
		free(line);
	}
}

static void
check_catalog(const struct catalog *catalog)
{
	struct err err = { 0 };
	size_t size;
	const void *block = catalog_block(catalog, &size);

	fuzz_must(catalog_verify(block, size, &err));
	for (size_t i = 0; i < catalog_rows(catalog, TABLE_CONTROL); i++) {
		fuzz_must(catalog_string(catalog, CONTROL_ID, i) != NULL);
		fuzz_shown(catalog_string(catalog, CONTROL_STATEMENT, i));
	}
}

enum { SOURCES_MAX = 16 };

static void
check(const struct importer *importer, const struct import_source *sources,
    size_t count)
{
	struct err_list problems = { 0 };
	struct err err = { 0 };
	struct catalog *catalog = NULL;

	for (size_t i = 0; i < count; i++) {
		int score = importer->detect(sources[i].bytes, sources[i].len);

		fuzz_must(score >= 0 && score <= 100);
	}
	size_t odd[ODD_COUNT] = { 0 };
	bool ok = import_read(importer->name, sources, count, NULL, NULL,
	    &catalog, &problems, odd, &err);

	/* Made and sound, or one message and nothing made */
	fuzz_must(ok == (catalog != NULL));
	fuzz_told(&err, !ok);
	if (ok)
		check_catalog(catalog);
	check_problems(&problems);
	catalog_free(catalog);
	err_list_done(&problems);
}

/* Bytes that begin with "=== " are several files: a line "=== NAME", that
 * file, and so on. Each is of just its size, so that a step beyond is seen. */
static size_t
split(const char *at, size_t size, struct import_source *sources)
{
	const char *end = at + size;
	bool several = size > 4 && memcmp(at, "=== ", 4) == 0;
	size_t count = 0;

	do {
		const char *line =
		    several ? memchr(at, '\n', (size_t)(end - at)) : NULL;
		const char *text = !several ? at : line ? line + 1 : end;
		const char *next =
		    several && count + 1 < SOURCES_MAX
		        ? memmem(text, (size_t)(end - text), "\n=== ", 5)
		        : NULL;

		at = next ? next + 1 : end;
		sources[count++] = (struct import_source){ "fuzz",
			xstrndup(text, (size_t)(at - text)),
			(size_t)(at - text), several };
	} while (at < end);
	return count;
}

static void
check_bytes(const struct importer *importer, const char *bytes, size_t size)
{
	struct import_source sources[SOURCES_MAX];
	size_t count = split(bytes, size, sources);

	check(importer, sources, count);
	for (size_t i = 0; i < count; i++)
		free((char *)sources[i].bytes);
}

void
fuzz_import(const char *name, const uint8_t *data, size_t size)
{
	const struct importer *importer = importers_find(name);
	struct str book = { 0 };

	if (str_equal(name, "scf-xlsx")) {
		fuzz_book((const char *)data, size, &book);
		check_bytes(importer, str_text(&book), book.len);
	} else {
		check_bytes(importer, (const char *)data, size);
	}
	str_done(&book);
}

void
fuzz_import_all(const uint8_t *data, size_t size)
{
	const struct importer *importer;

	for (size_t i = 0; (importer = importers_at(i)); i++)
		check_bytes(importer, (const char *)data, size);
}
