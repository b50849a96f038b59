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
 * there are. A pack is compiled once: its catalog is kept under
 * $XDG_CACHE_HOME/assay/packs and used again while no file of the pack has
 * changed (one stat a file). Whatever is wrong with what is kept there, it is
 * made anew without a word. */
struct catalog *content_open(const char *dir, struct err *err);

/* The same at once: what is kept is used without a look at the pack's files,
 * and *check says how to have it later (NULL: nothing is left to look at). */
struct content_check;
struct catalog *content_open_quick(
    const char *dir, struct content_check **check, struct err *err);
/* Is the catalog that came with it what the pack holds? Frees the check; may
 * be called after catalog_free. */
bool content_check_take(struct content_check *check);

/* The pack's digest: SHA-256 over its files in byte order of their names, for
 * each the name, a NUL, its size in decimal, a NUL, and its bytes. */
bool content_digest(
    const char *dir, char digest[DIGEST_HEX + 1], struct err *err);

/* May a pack be written to dir? Yes when nothing is there, an empty directory,
 * or a pack by the same generator (NULL: by any import) with nothing but
 * pack.yaml, controls/, lang/ and import.log in it. */
bool content_may_write(
    const char *dir, const char *generator, struct err *err);

/* How far the writing is: controls done, of how many. */
struct content_watch {
	void (*step)(void *arg, size_t done, size_t total);
	void *arg;
};

/* Writes a catalog as a pack: pack.yaml, one file a control, the same again
 * under lang/ for each other language, and `log` (NULL: none) as import.log,
 * which is no content: neither read nor in the digest. dir is made; a pack
 * there is replaced only as content_may_write says and when it has no
 * language that the catalog lacks (files it no longer has are removed). It is
 * made beside its place, synced once, and put there in one step. On an error
 * what was there stays; so it does when a signal ends the program. watch may
 * be NULL. */
bool content_write(const struct catalog *catalog, const char *dir,
    const char *log, const struct content_watch *watch, struct err *err);
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
