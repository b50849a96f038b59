/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile bytes through every importer: detection, reading, the catalog. */

#include <config.h>

#include "fuzz.h"

#include "base/err.h"
#include "base/mem.h"
#include "import/importers.h"
#include "model/catalog.h"

static void
check(const struct importer *importer, const char *text, size_t len)
{
	struct err_list problems = { 0 };
	struct err err = { 0 };
	struct catalog *catalog = NULL;
	int score = importer->detect(text, len);

	if (score < 0 || score > 100)
		abort();
	struct import_source source = { "fuzz", text, len, false };
	size_t odd[ODD_COUNT] = { 0 };
	bool ok = import_read(importer->name, &source, 1, NULL, NULL,
	    &catalog, &problems, odd, &err);

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

void
fuzz_import(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	const struct importer *importer;

	for (size_t i = 0; (importer = importers_at(i)); i++)
		check(importer, text, size);
	free(text);
}

#ifdef FUZZER_IMPORT
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_import(data, size);
	return 0;
}
#endif
