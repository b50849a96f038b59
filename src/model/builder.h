/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_BUILDER_H
#define ASSAY_MODEL_BUILDER_H

/* Makes a catalog: the pack reader and every importer fill one of these, row
 * by row, in any order; builder_finish resolves references, sorts, makes the
 * criterion keys, checks everything DESIGN.md 3 asks, and lays out the block.
 * Strings are copied. The builder owns all until builder_free. */

#include "model/catalog.h"

struct err_list;

struct builder;

/* Problems go to `problems`, borrowed for the builder's life. */
struct builder *builder_new(struct err_list *problems);
void builder_free(struct builder *builder);

/* Where the next rows and values come from; path is copied. Diagnostics of
 * references and ids found wrong later name this place. */
void builder_place(
    struct builder *builder, const char *path, size_t line, size_t column);

/* Says that a row begins at the present place (a diagnostic about the row as a
 * whole names it). New rows do this themselves. */
void builder_place_row(
    struct builder *builder, enum catalog_table table, size_t row);

/* Says that an error about a field, or all of a row, was reported: that it is
 * missing is no further one. */
void builder_wrong(
    struct builder *builder, enum catalog_field field, size_t row);
void builder_wrong_row(
    struct builder *builder, enum catalog_table table, size_t row);

/* A new row of a table. The one PACK row is row 0 and exists already. Rows
 * that a PACK list holds (domains, frameworks, evidence, ...) are added with
 * builder_child; controls with builder_row. */
size_t builder_row(struct builder *builder, enum catalog_table table);
/* A new row of the field's target table, linked from this row (ROW, ROWS,
 * KEYED). */
size_t builder_child(
    struct builder *builder, enum catalog_field field, size_t row);

/* STRING, TEXT, ID, REF: sets the value; empty text counts as absent. REF
 * takes the id of the row meant, which may be added later. */
void builder_text(struct builder *builder, enum catalog_field field,
    size_t row, const char *text);
/* NUMBER (0-100) or BOOL. */
void builder_number(struct builder *builder, enum catalog_field field,
    size_t row, int number);
/* STRINGS, TEXTS, REFS: one more item. */
void builder_item(struct builder *builder, enum catalog_field field,
    size_t row, const char *text);

/* What was set so far, borrowed until the next change; NULL when nothing.
 * For importers that fill a row in several steps. */
const char *builder_get(
    const struct builder *builder, enum catalog_field field, size_t row);
/* Rows of a table so far. */
size_t builder_rows(const struct builder *builder, enum catalog_table table);
/* Items of a list so far; of a STRING, TEXT or ID 1 when it is set. */
size_t builder_count(
    const struct builder *builder, enum catalog_field field, size_t row);
/* The i-th item of a STRINGS, TEXTS or REFS list as it was given, before
 * builder_seal; NULL past its end. Borrowed until the next change. */
const char *builder_get_item(const struct builder *builder,
    enum catalog_field field, size_t row, size_t item);
/* The row of this table with this id, or CATALOG_NONE. */
size_t builder_find(const struct builder *builder, enum catalog_table table,
    const char *id);

/* Overlays, after builder_seal: the text of a field (item 0) or of a list's
 * item in another language. Rows are numbered as in the sealed catalog. */
void builder_overlay(struct builder *builder, const char *language,
    enum catalog_field field, size_t row, size_t item, const char *text);

/* Resolves, sorts and checks: problems are appended to the list. False when
 * there were errors. Rows added before keep their numbers except controls,
 * which are in natural order from here on. */
bool builder_seal(struct builder *builder);
/* Lays out the block (sealing first if need be). NULL when the list holds
 * errors. The caller frees with catalog_free. */
struct catalog *builder_finish(struct builder *builder);

/* The key of a criterion: the first eight hex digits of the SHA-256 of its
 * text and sub-items joined by line feeds, white space folded, case kept
 * (DESIGN.md 3). */
void criterion_key(const char *text, const char *const *sub, size_t count,
    char out[9]);
/* Is this a valid id: [A-Za-z0-9][A-Za-z0-9._-]{0,63} and no reserved word?*/
bool catalog_id_valid(const char *id);

#endif
