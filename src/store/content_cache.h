/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_CONTENT_CACHE_H
#define ASSAY_STORE_CONTENT_CACHE_H

/* Compiled packs: the catalog's block and what its sources looked like, in one
 * file that is mapped. Only content_open.c uses it. */

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct cache_stamps;

/* The name, size, times and inode of every source of the pack as they are
 * now; NULL when they cannot be had. cache_stamps_free. */
struct cache_stamps *cache_stamps_take(const char *dir);
void cache_stamps_free(struct cache_stamps *stamps);
/* Keeps a catalog made from sources that looked like that before they were
 * read. Failing is no error. Sources changed a moment ago are not kept: another
 * change might not show. */
void cache_keep(const char *dir, const struct cache_stamps *stamps,
    const struct catalog *catalog);

/* What is kept for a pack. */
struct cache;
/* NULL: nothing, or nothing that may be trusted: a file of somebody else,
 * another version's, or one that was touched since it was written. */
struct cache *cache_find(const char *dir);
void cache_release(struct cache *cache);
/* One stat a source: are all as they were? And does the catalog keep its
 * bounds, if cache_catalog has not looked? */
bool cache_is_current(const struct cache *cache);
/* The catalog in it, bounds checked; NULL when they do not hold. With `quick`
 * the check is left to cache_is_current: the file is as it was written. The
 * cache stays mapped until both are let go. */
struct catalog *cache_catalog(struct cache *cache, bool quick);

#endif
