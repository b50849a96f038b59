/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile settings: read, and the keys they give. */

#include <config.h>

#include "fuzz.h"

#include <stdlib.h>

#include "app/app_parts.h"
#include "app/settings.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "panes/keymap.h"

static void
use(const struct settings *settings)
{
	struct keymap *keymap = keymap_new(app_tables, app_tables_count());

	settings_bind(settings, keymap);
	fuzz_shown(settings->assessor);
	fuzz_shown(app_language(settings));
	keymap_free(keymap);
}

void
fuzz_settings(const char *name, const uint8_t *data, size_t size)
{
	char root[] = "settings-XXXXXX";
	struct settings settings;
	struct err err = { 0 };

	(void)name;
	fuzz_must(mkdtemp(root) != NULL);
	char *home = realpath(root, NULL);
	char *dir = path_join(home, "assay");
	char *file = path_join(dir, "settings.yaml");

	setenv("XDG_CONFIG_HOME", home, 1);
	fuzz_must(file_make_dirs(dir, NULL));
	fuzz_put(file, (const char *)data, size);
	bool ok = settings_load(&settings, &err);

	if (ok)
		use(&settings);
	fuzz_told(&err, !ok);
	settings_done(&settings);
	fuzz_remove(root);
	free(file);
	free(dir);
	free(home);
}
