/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_CONTENT_H
#define ASSAY_STORE_CONTENT_H

/* Packs on disk: a directory of YAML in, a catalog out, and back
 * (DESIGN.md 3). */

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"

struct catalog;
struct err;
struct err_list;

/* Reads the pack in dir with its overlays. All problems found go to the list,
 * with path, line and column; NULL when there are errors among them. The
 * caller frees with catalog_free. */
struct catalog *content_load(const char *dir, struct err_list *problems);
/* The same for callers that want one line: the first error, and how many more
 * there are. */
struct catalog *content_open(const char *dir, struct err *err);

/* The pack's digest: SHA-256 over its files in byte order of their names, for
 * each the name, a NUL, its size in decimal, a NUL, and its bytes. */
bool content_digest(
    const char *dir, char digest[DIGEST_HEX + 1], struct err *err);

/* Writes a catalog as a pack: pack.yaml and one file a control. dir is made; a
 * pack there is replaced only when its `generator` is this catalog's own and
 * nothing but pack.yaml and controls/ is in it (files it no longer has are
 * removed), anything else is refused. On an error what was there stays. */
bool content_write(
    const struct catalog *catalog, const char *dir, struct err *err);
/* One control's file, or pack.yaml (control CATALOG_NONE), as text the caller
 * frees. */
char *content_text(const struct catalog *catalog, size_t control);

/* Is this directory a pack? */
bool content_is_pack(const char *dir);

/* The directory of a pack given as a directory or an id (NULL: scf-ops).
 * Looked for in: the path itself, `also` (the path a session names, may be
 * NULL), $XDG_DATA_HOME/assay/packs, $XDG_DATA_DIRS/assay/packs, and
 * `datadir`/content. The caller frees it; NULL and *err name the places
 * looked in. */
char *content_find(const char *pack, const char *also, const char *datadir,
    struct err *err);

#endif
