/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Every file of the corpus through its target, and through all importers, one
 * TAP line each. What once broke a reader stays here. */

#include <config.h>

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/file.h"
#include "base/str.h"

enum { FILE_MAX = 16 << 20 };

static void
run_file(const struct fuzz_target *target, const char *dir, const char *name,
    size_t number)
{
	char *path = path_join(dir, name);
	struct str text = { 0 };
	struct err err = { 0 };
	bool ok = file_read(path, FILE_MAX, &text, &err);

	if (ok) {
		const uint8_t *bytes = (const uint8_t *)str_text(&text);

		target->run(target->name, bytes, text.len);
		fuzz_import_all(bytes, text.len);
	}
	/* flushed, so that after a crash the last line tells what went well */
	printf("%sok %zu - %s survives %s\n", ok ? "" : "not ", number,
	    target->name, name);
	fflush(stdout);
	err_done(&err);
	str_done(&text);
	free(path);
}

static size_t
run_target(const struct fuzz_target *target, const char *top, size_t number)
{
	char *corpus = path_join(top, "tests/fuzz/corpus");
	char *dir = path_join(corpus, target->name);
	char **names = NULL;
	size_t count = 0;

	if (!file_list(dir, &names, &count, NULL) || !count)
		printf("not ok %zu - there are files for %s\n", ++number,
		    target->name);
	for (size_t i = 0; i < count; i++)
		run_file(target, dir, names[i], ++number);
	file_names_free(names, count);
	free(dir);
	free(corpus);
	return number;
}

int
main(void)
{
	const char *top = getenv("top_srcdir");
	size_t number = 0;

	for (const struct fuzz_target *t = fuzz_targets(); t->name; t++)
		number = run_target(t, top ? top : ".", number);
	printf("1..%zu\n", number);
	return 0;
}
