/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Every file of the corpus through its target, one TAP line each. What once
 * broke a reader stays here. */

#include <config.h>

#include "fuzz.h"

#include "base/err.h"
#include "base/file.h"
#include "base/str.h"

static const struct target {
	const char *name;
	void (*run)(const uint8_t *data, size_t size);
} targets[] = {
	{ "import", fuzz_import },
	{ "content", fuzz_content },
	{ "session", fuzz_session },
	{ "xlsx", fuzz_xlsx },
};
enum { TARGETS = sizeof(targets) / sizeof(*targets), FILE_MAX = 16 << 20 };

static void
run_file(const struct target *target, const char *dir, const char *name,
    size_t number)
{
	char *path = path_join(dir, name);
	struct str text = { 0 };
	struct err err = { 0 };
	bool ok = file_read(path, FILE_MAX, &text, &err);

	if (ok)
		target->run((const uint8_t *)str_text(&text), text.len);
	/* flushed, so that after a crash the last line tells what went well */
	printf("%sok %zu - %s survives %s\n", ok ? "" : "not ", number,
	    target->name, name);
	fflush(stdout);
	err_done(&err);
	str_done(&text);
	free(path);
}

static size_t
run_target(const struct target *target, const char *top, size_t number)
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

	for (size_t i = 0; i < TARGETS; i++)
		number = run_target(&targets[i], top ? top : ".", number);
	printf("1..%zu\n", number);
	return 0;
}
