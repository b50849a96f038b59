/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_STORE_CONTENT_PARTS_H
#define ASSAY_STORE_CONTENT_PARTS_H

/* What content.c and content_overlay.c (reading), content_write.c and
 * content_lang.c (writing), and content_place.c (where to) share. */

#include "model/catalog.h"

struct str;

struct builder;
struct err;
struct err_list;
struct ynode;

/* The field of a table that a key in a file names; FIELD_COUNT for none.
 * Fields the builder makes are named only when `made`. */
enum catalog_field content_field(
    enum catalog_table table, const char *key, bool made);
/* The field of a table that may stand alone for its row, or FIELD_COUNT. */
enum catalog_field content_short_field(enum catalog_table table);
/* The problem of a key that names no field: lists those that do, but for one
 * that was given another way (FIELD_COUNT: none). */
void content_unknown_key(struct err_list *problems, const char *path,
    const struct ynode *node, enum catalog_table table,
    enum catalog_field given);

/* The pack's files below dir, relative, in the order they are read:
 * pack.yaml, then controls, then overlays. Links and what is no .yaml are left
 * out. file_names_free. */
bool content_files(
    const char *dir, char ***names, size_t *count, struct err *err);
/* All that decides what the pack is: its files, and with a slash at the end
 * the directories that were looked through for them. */
bool content_sources(
    const char *dir, char ***names, size_t *count, struct err *err);

/* Reads one overlay file (its path inside the pack begins with lang/<xx>/)
 * into a sealed builder whose base `catalog` is. */
void content_read_overlay(struct builder *builder,
    const struct catalog *catalog, const char *path, const char *language,
    const struct ynode *root, struct err_list *problems);

/* Appends the file of a control (CATALOG_NONE: pack.yaml) in one of the
 * catalog's other languages; nothing when the language has none of its
 * texts. */
bool content_render_overlay(const struct catalog *catalog, size_t control,
    size_t language, struct str *out, struct err *err);

/* The report of an import, beside pack.yaml. */
#define CONTENT_LOG "import.log"

/* A directory under way to its place. */
struct content_place {
	char *dir, *above; /* the place, and what it lies in ("": here) */
	char *fresh, *old; /* beside it: to fill; the former, if need be */
	int fd;            /* of fresh */
};
/* Makes place->fresh to be filled, unless what is at dir may not be replaced
 * by this catalog; what killed imports left there is removed. */
bool content_place_open(struct content_place *place,
    const struct catalog *catalog, const char *dir, struct err *err);
/* Puts it where it belongs, or (not ok, *err is set) removes it. Returns ok,
 * or false with *err. */
bool content_place_close(struct content_place *place,
    const struct catalog *catalog, bool ok, struct err *err);

#endif
