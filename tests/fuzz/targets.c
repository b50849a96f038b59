/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* THE list of what is fuzzed. To add a target: its line here, its file in
 * lists.am, and files to begin with in corpus/NAME/. */

#include <config.h>

#include "fuzz.h"

#include "base/str.h"

static const struct fuzz_target targets[] = {
	{ "content", fuzz_content },
	{ "session", fuzz_session },
	{ "report", fuzz_report },
	{ "changes", fuzz_changes },
	{ "settings", fuzz_settings },
	{ "xlsx", fuzz_xlsx },
	{ "scf-xlsx", fuzz_import },
	{ "scf-json", fuzz_import },
	{ "scf-page", fuzz_import },
	{ "markdown", fuzz_import },
	{ "ciso", fuzz_import },
	{ "oscal", fuzz_import },
	{ NULL, NULL },
};

const struct fuzz_target *
fuzz_targets(void)
{
	return targets;
}

const struct fuzz_target *
fuzz_find(const char *name)
{
	for (const struct fuzz_target *t = targets; t->name; t++)
		if (str_equal(t->name, name))
			return t;
	return NULL;
}
