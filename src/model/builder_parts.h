/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_BUILDER_PARTS_H
#define ASSAY_MODEL_BUILDER_PARTS_H

/* What builder.c (rows), builder_seal.c (references, order, layout) and
 * builder_check.c (meaning) share. */

#include "base/str.h"
#include "model/builder.h"

struct err_list;

/* Where something was written. path: offset into the builder's paths, which
 * stay out of the block. */
struct place {
	uint32_t path, line, column;
	bool wrong; /* of a row: something of it is */
};

/* A list under construction; the cell holds its number plus one. */
struct row_list {
	uint32_t *items;
	size_t count, capacity;
};

/* A reference to resolve: item is SIZE_MAX for a plain REF. */
struct pending {
	enum catalog_field field;
	size_t row, item;
	struct place place;
};

struct overlay_text {
	uint32_t language, field, row, item, text;
};

struct builder_table {
	uint32_t *cells; /* catalog_table_width words a row */
	struct place *places;
	size_t rows, capacity, place_capacity;
	/* open-addressing set of ids, row + 1 each */
	uint32_t *ids;
	size_t id_capacity, id_count;
};

struct builder {
	struct err_list *problems;
	struct builder_table tables[TABLE_COUNT];
	struct row_list *lists;
	size_t list_count, list_capacity;
	struct str pool; /* distinct strings, offset 0 is the empty one */
	uint32_t *buckets; /* of the pool: offsets */
	size_t bucket_capacity, string_count;
	struct pending *pending;
	size_t pending_count, pending_capacity;
	/* values that only some words or numbers may be */
	struct pending *said;
	size_t said_count, said_capacity;
	/* what is known to be wrong: a field, or with item 0 its whole row */
	struct pending *wrong;
	size_t wrong_count, wrong_capacity;
	struct overlay_text *overlays;
	size_t overlay_count, overlay_capacity;
	struct str languages; /* pool offsets as words */
	struct str paths; /* NUL-terminated, offset 0 is none */
	struct place place;
	bool sealed, failed;
};

uint32_t builder_intern(struct builder *b, const char *text, size_t len);
uint32_t *builder_cell(
    const struct builder *b, enum catalog_field field, size_t row);
/* The list of a cell, or NULL while empty. */
struct row_list *builder_list(
    const struct builder *b, enum catalog_field field, size_t row);
const char *builder_string(const struct builder *b, uint32_t offset);
/* The path of a place, NULL for none. */
const char *builder_path(const struct builder *b, const struct place *place);
/* An error at a place. */
void builder_error(struct builder *b, const struct place *place,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A problem at the place of a row. */
void builder_problem(struct builder *b, bool warning,
    enum catalog_table table, size_t row, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The field that names rows of a table, FIELD_COUNT for none. */
enum catalog_field builder_id_field(enum catalog_table table);
/* Was an error about this field told already? */
bool builder_is_wrong(
    const struct builder *b, enum catalog_field field, size_t row);
/* The least and the most of a number; false when 0 to 100 are fine. */
bool builder_range(enum catalog_field field, int *low, int *high);
/* Is an id a word that sessions use themselves? */
bool builder_reserved(const char *id);
/* Checks what the rows say (levels, weights, words, cycles) once references
 * are resolved. */
void builder_check(struct builder *b);

#endif
