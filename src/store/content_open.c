/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Opening a pack: compiled where it was kept, else from its files. */

#include <config.h>

#include "store/content.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "store/content_cache.h"

struct content_check {
	struct cache *cache;
};

/* Moves the first error of the list out, saying how many more there are. */
static void
first_error(struct err_list *problems, const char *dir, struct err *err)
{
	size_t i = 0, more = problems->errors - 1;

	while (i + 1 < problems->count && problems->items[i].warning)
		i++;
	err_done(err);
	*err = problems->items[i].err;
	problems->items[i].err = (struct err){ 0 };
	if (!more)
		return;
	char *first = err->message;

	err->message = xasprintf(
	    ngettext("%s (and %zu problem more: assay check %s)",
		"%s (and %zu problems more: assay check %s)", more),
	    first, more, dir);
	free(first);
}

/* From the files, kept for the next time. */
static struct catalog *
compile(const char *dir, struct err *err)
{
	struct err_list problems = { 0 };
	struct cache_stamps *stamps = cache_stamps_take(dir);
	struct catalog *catalog = content_load(dir, &problems);

	if (!catalog && err)
		first_error(&problems, dir, err);
	if (catalog && stamps)
		cache_keep(dir, stamps, catalog);
	cache_stamps_free(stamps);
	err_list_done(&problems);
	return catalog;
}

struct catalog *
content_open(const char *dir, struct err *err)
{
	struct cache *cache = cache_find(dir);
	struct catalog *catalog = NULL;

	if (cache)
		catalog = cache_catalog(cache, false);
	if (catalog && !cache_is_current(cache)) {
		catalog_free(catalog);
		catalog = NULL;
	}
	cache_release(cache);
	return catalog ? catalog : compile(dir, err);
}

struct catalog *
content_open_quick(
    const char *dir, struct content_check **check, struct err *err)
{
	struct cache *cache = cache_find(dir);
	struct catalog *catalog = cache ? cache_catalog(cache, true) : NULL;

	*check = NULL;
	if (!catalog) {
		cache_release(cache);
		return compile(dir, err);
	}
	*check = xmalloc(sizeof(**check));
	(*check)->cache = cache;
	return catalog;
}

bool
content_check_take(struct content_check *check)
{
	if (!check)
		return true;
	bool current = cache_is_current(check->cache);

	cache_release(check->cache);
	free(check);
	return current;
}
