/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile packs: read with their overlays, checked, laid on the desk, written
 * and read again. */

#include <config.h>

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "store/content.h"

static const char mark[] = "=== ";

/* One file of the pack: controls, overlays and nothing else may be named. */
static void
put_part(const char *dir, const char *name, const char *data, size_t len)
{
	static const char *const names[] = { "pack.yaml", "controls/A/A-1.yaml",
		"controls/A/A-2.yaml", "lang/de/pack.yaml",
		"lang/de/controls/A/A-1.yaml" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!str_equal(name, names[i]))
			continue;
		char *path = path_join(dir, name);

		fuzz_put(path, data, len);
		free(path);
	}
}

/* The next line that begins with the mark, or the end. */
static const char *
next_part(const char *at, const char *end)
{
	while (at < end) {
		if ((size_t)(end - at) > sizeof(mark) &&
		    memcmp(at, mark, sizeof(mark) - 1) == 0)
			return at;
		const char *feed = memchr(at, '\n', (size_t)(end - at));

		at = feed ? feed + 1 : end;
	}
	return end;
}

static void
unpack(const char *dir, const char *data, size_t size)
{
	const char *at = data, *end = data + size;
	char *name = xstrdup("pack.yaml");

	while (at < end) {
		const char *next = next_part(at, end);

		put_part(dir, name, at, (size_t)(next - at));
		free(name);
		at = next < end ? next + sizeof(mark) - 1 : end;
		const char *feed = memchr(at, '\n', (size_t)(end - at));

		feed = feed ? feed : end;
		name = xstrndup(at, (size_t)(feed - at));
		at = feed < end ? feed + 1 : end;
	}
	free(name);
}

static struct catalog *
load(const char *dir)
{
	struct err_list problems = { 0 };
	struct err err = { 0 };
	struct catalog *c = content_load(dir, &problems);

	/* a catalog exactly without errors, and each problem is one line */
	if ((c != NULL) != (problems.errors == 0))
		abort();
	for (size_t i = 0; i < problems.count; i++) {
		fuzz_told(&problems.items[i].err, true);
	}
	err_list_done(&problems);
	if (c) {
		size_t size;
		const void *block = catalog_block(c, &size);

		fuzz_must(catalog_verify(block, size, &err));
		for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++)
			fuzz_shown(catalog_string(c, CONTROL_STATEMENT, i));
	}
	return c;
}

static void
lay_on_desk(const struct catalog *c)
{
	struct desk desk;
	struct spot spot;

	desk_init(&desk, c);
	desk.language = catalog_languages(c) - 1;
	spot = desk.spot;
	while (desk_step_open(&desk, &spot, 1))
		free(desk_spot_name(&desk, spot));
	desk_done(&desk);
}

/* All files of a pack as one text. */
static char *
text_of(const struct catalog *c)
{
	struct str all = { 0 };

	for (size_t i = 0; i <= catalog_rows(c, TABLE_CONTROL); i++) {
		char *text = content_text(c, i ? i - 1 : CATALOG_NONE);

		str_add(&all, text);
		free(text);
	}
	return str_steal(&all);
}

/* Written and read, it says the same. */
static void
round_trip(const struct catalog *c, const char *root)
{
	char *dir = path_join(root, "again");
	struct err err = { 0 };

	if (!content_write(c, dir, NULL, NULL, &err))
		abort();
	struct catalog *back = load(dir);

	if (!back)
		abort();
	char *one = text_of(c), *two = text_of(back);

	if (!str_equal(one, two))
		abort();
	free(one);
	free(two);
	catalog_free(back);
	free(dir);
}

static void
make_dirs(const char *root)
{
	static const char *const dirs[] = { "pack/controls/A",
		"pack/lang/de/controls/A" };

	for (size_t i = 0; i < sizeof(dirs) / sizeof(*dirs); i++) {
		char *dir = path_join(root, dirs[i]);

		if (!file_make_dirs(dir, NULL))
			abort();
		free(dir);
	}
}

void
fuzz_content(const char *name, const uint8_t *data, size_t size)
{
	char root[] = "content-XXXXXX";

	(void)name;
	fuzz_must(mkdtemp(root) != NULL);
	char *dir = path_join(root, "pack");

	make_dirs(root);
	unpack(dir, (const char *)data, size);
	struct catalog *c = load(dir);

	if (c) {
		lay_on_desk(c);
		round_trip(c, root);
	}
	catalog_free(c);
	fuzz_remove(root);
	free(dir);
}
