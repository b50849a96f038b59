/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_STORE_PACK_FILES_H
#define ASSAY_TESTS_STORE_PACK_FILES_H

/* Packs on disk for one test, in a directory of its own below the current
 * one; and the shipped pack. */

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "store/content.h"

#define PACK_TEXT \
	"format: assay-pack/1\n" \
	"id: small\n" \
	"title: Small pack\n" \
	"version: \"1\"\n" \
	"language: en\n" \
	"scale:\n" \
	"  policy: {pass: 80, judge: 50}\n" \
	"  levels:\n" \
	"    - {level: 0, name: None}\n" \
	"    - {level: 1, name: Loose}\n" \
	"    - {level: 2, name: Planned, summary: Written down.}\n" \
	"domains:\n" \
	"  - {id: AB, name: Alphabet, prompts: [Show me., Who else?]}\n" \
	"evidence:\n" \
	"  - {id: E-1, title: A list}\n"
#define CONTROL_TEXT \
	"id: AB-1\n" \
	"domain: AB\n" \
	"title: Letters\n" \
	"statement: Letters are kept in order.\n" \
	"levels:\n" \
	"  0: {summary: Nobody sorts them.}\n" \
	"  1:\n" \
	"    criteria:\n" \
	"      - Somebody sorts them.\n" \
	"      - {text: A box is there., sub: [for capitals, for the rest]}\n" \
	"  2: {not_available: true, note: None defined.}\n" \
	"evidence: [E-1]\n"
#define PACK_CONTROL "controls/AB/AB-1.yaml"

struct place {
	char root[24];
	char *dir; /* a pack's directory, not made yet */
};

static inline void
place_begin(struct place *place)
{
	*place = (struct place){ .root = "pack-XXXXXX" };
	cr_assert_not_null(mkdtemp(place->root), "%s", strerror(errno));
	place->dir = path_join(place->root, "small");
}

static inline void
place_end(struct place *place)
{
	char *command = xasprintf("rm -rf %s", place->root);

	cr_assert_eq(system(command), 0, "clean up");
	free(command);
	free(place->dir);
}

/* The pack lies alone in its place: nothing beside it, hidden or not. */
static inline void
expect_alone(const struct place *place)
{
	char *command = xasprintf(
	    "test \"$(ls -A %s)\" = %s", place->root, path_base(place->dir));

	cr_assert_eq(system(command), 0, "nothing is left beside the pack");
	free(command);
}

/* Writes a file below the pack's directory. */
static inline void
place_put(const struct place *place, const char *name, const char *text)
{
	char *path = path_join(place->dir, name);
	char *dir = xstrndup(path, (size_t)(strrchr(path, '/') - path));
	struct err err = { 0 };

	cr_assert(file_make_dirs(dir, &err), "%s", err.message);
	cr_assert(file_replace(path, text, strlen(text), false, &err), "%s",
	    err.message);
	free(path);
	free(dir);
}

/* The small pack: pack.yaml and one control. */
static inline void
place_fill(struct place *place)
{
	place_begin(place);
	place_put(place, "pack.yaml", PACK_TEXT);
	place_put(place, PACK_CONTROL, CONTROL_TEXT);
}

/* Loads a pack that must be without a fault or warning. */
static inline struct catalog *
load_clean(const char *dir)
{
	struct err_list problems = { 0 };
	struct catalog *catalog = content_load(dir, &problems);

	for (size_t i = 0; i < problems.count; i++) {
		char *line = err_line(&problems.items[i].err);

		cr_log_error("%s", line);
		free(line);
	}
	cr_assert_not_null(catalog, "%s loads", dir);
	cr_assert_eq(problems.count, 0u, "%s: without a word", dir);
	err_list_done(&problems);
	return catalog;
}

static inline char *
shipped_dir(void)
{
	const char *srcdir = getenv("srcdir");

	return path_join(srcdir ? srcdir : ".", "content/scf-ops");
}

static inline struct catalog *
load_shipped(void)
{
	char *dir = shipped_dir();
	struct catalog *catalog = load_clean(dir);

	free(dir);
	return catalog;
}

/* The problems of a pack, one a line, without the directory. */
static inline char *
problems_of(const struct place *place, bool *made)
{
	struct err_list problems = { 0 };
	struct catalog *catalog = content_load(place->dir, &problems);
	struct str out = { 0 };
	size_t skip = strlen(place->dir) + 1;

	for (size_t i = 0; i < problems.count; i++) {
		char *line = err_line(&problems.items[i].err);

		str_printf(&out, "%s%s\n",
		    problems.items[i].warning ? "w " : "",
		    str_starts(line, place->dir) ? line + skip : line);
		free(line);
	}
	cr_assert_eq(catalog != NULL, problems.errors == 0,
	    "a catalog exactly without errors");
	*made = catalog != NULL;
	catalog_free(catalog);
	err_list_done(&problems);
	return str_steal(&out);
}

#endif
