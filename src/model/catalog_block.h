/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_MODEL_CATALOG_BLOCK_H
#define ASSAY_MODEL_CATALOG_BLOCK_H

/* The layout of a catalog's block, for catalog*.c, builder*.c and (for speed)
 * search*.c only.
 *
 * A header, then 32-bit words, then the pool of distinct NUL-terminated
 * strings. A table is rows of one word a field. A cell holds
 *   STRING TEXT ID   byte offset in the pool, 0 (the empty string): absent
 *   NUMBER BOOL REF ROW   the value or row plus one, 0: absent
 *   lists            index of a word: the count, then that many items
 *                    (pool offsets, or row numbers); 0: absent
 * Tables stand in the order of their list from word 1 on, without gaps; behind
 * them the lists, field by field and row by row, then the languages, then the
 * overlays: the bounds check is a walk along them.
 * An overlay is five words: language, field, row, item, pool offset, sorted. */

#include "model/catalog.h"

#define CATALOG_MAGIC "assaycat"
enum { CATALOG_FORMAT = 3, CATALOG_ORDER = 0x01020304, OVERLAY_WORDS = 5 };
enum { CATALOG_LEVELS = 11 }; /* of a scale: 0 to 10 */

struct catalog_header {
	char magic[8];
	uint32_t format;
	uint32_t order;  /* tells byte order */
	uint32_t words;  /* 32-bit words that follow the header */
	uint32_t pool;   /* bytes of the pool, behind the words */
	uint32_t tables[TABLE_COUNT]; /* first word of each */
	uint32_t rows[TABLE_COUNT];
	uint32_t languages; /* a list of pool offsets, the base one first */
	uint32_t overlays;  /* first word */
	uint32_t overlay_count;
	uint32_t id_width; /* see catalog_id_width */
};

struct catalog {
	const struct catalog_header *header;
	const uint32_t *words;
	const char *pool;
	size_t size;
	void (*release)(void *owner); /* lets go of the block */
	void *owner;
};

/* Does the type hold several items? */
bool field_is_list(enum field_type type);

#endif
