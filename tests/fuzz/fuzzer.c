/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What libFuzzer calls: the target that FUZZ_TARGET names. FUZZ_TARGET=list
 * prints them all. */

#include <config.h>

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = getenv("FUZZ_TARGET");

	(void)argc;
	(void)argv;
	if (fuzz_find(name))
		return 0;
	bool asked = str_equal(name, "list");

	if (!asked)
		fputs("FUZZ_TARGET names one of:\n", stderr);
	for (const struct fuzz_target *t = fuzz_targets(); t->name; t++)
		fprintf(asked ? stdout : stderr, "%s\n", t->name);
	exit(asked ? 0 : 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct fuzz_target *target = fuzz_find(getenv("FUZZ_TARGET"));

	target->run(target->name, data, size);
	return 0;
}
