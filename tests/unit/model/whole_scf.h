/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_MODEL_WHOLE_SCF_H
#define ASSAY_TESTS_MODEL_WHOLE_SCF_H

/* A users' own copy of the whole framework, unpacked here and imported; a test
 * that wants it is skipped where there is none. */

#include <stdio.h>
#include <stdlib.h>

#include "../import/imported.h"

#define WHOLE_SCF "data/scf-2026.1-json.tar.xz"
#define NEEDS_WHOLE_SCF NEEDS_SHARED(WHOLE_SCF)

static inline void
whole_scf_read(struct imported *it)
{
	char here[] = "whole-scf.XXXXXX";
	char *const paths[] = { here };
	char *archive = source_path("../shared/" WHOLE_SCF);

	cr_assert_not_null(mkdtemp(here), "a directory");
	char *unpack = xasprintf("tar -xJf '%s' -C %s", archive, here);
	char *clean = xasprintf("rm -rf %s", here);

	*it = (struct imported){ 0 };
	bool ok =
	    system(unpack) == 0 && import_paths(it, "scf-json", paths, 1, NULL);

	cr_assert_eq(system(clean), 0, "clean up");
	cr_assert(ok, "imports: %s", it->err.message);
	free(archive);
	free(unpack);
	free(clean);
}

#endif
