/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile bytes through every importer: detection, reading, the catalog.
 * Build with clang -fsanitize=fuzzer,address; without a fuzzer, main below
 * (-DREPLAY) runs the files named on the command line through the same. */

#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/importers.h"
#include "model/catalog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct importer *importer, const char *text, size_t len)
{
	struct err_list problems = { 0 };
	struct err err = { 0 };
	struct catalog *catalog = NULL;
	int score = importer->detect(text, len);

	if (score < 0 || score > 100)
		abort();
	bool ok = import_text(importer, "fuzz", text, len, NULL, &catalog,
	    &problems, &err);

	/* Made and sound, or one message and nothing made */
	if (ok != (catalog != NULL) || ok == (err.message != NULL))
		abort();
	if (ok) {
		size_t size;
		const void *block = catalog_block(catalog, &size);

		if (!catalog_verify(block, size, &err))
			abort();
	}
	catalog_free(catalog);
	err_list_done(&problems);
	err_done(&err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	const struct importer *importer;

	for (size_t i = 0; (importer = importers_at(i)); i++)
		check(importer, text, size);
	free(text);
	return 0;
}

#ifdef REPLAY
int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct str text = { 0 };
		struct err err = { 0 };

		if (!file_read(argv[i], IMPORT_FILE_MAX, &text, &err)) {
			fprintf(stderr, "%s: %s\n", argv[i], err.message);
			return 1;
		}
		LLVMFuzzerTestOneInput(
		    (const uint8_t *)str_text(&text), text.len);
		str_done(&text);
	}
	printf("%d inputs replayed\n", argc - 1);
	return 0;
}
#endif
