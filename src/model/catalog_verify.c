/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The bounds check over a catalog's block: after it, no accessor reads outside
 * the block whatever the bytes say. */

#include <config.h>

#include "model/catalog.h"

#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "model/catalog_block.h"

struct check {
	const struct catalog_header *header;
	const uint32_t *words;
};

static bool
words_fit(const struct check *v, uint64_t first, uint64_t count)
{
	return first + count <= v->header->words;
}

static bool
list_fits(const struct check *v, uint32_t list, uint32_t limit)
{
	if (!words_fit(v, list, 1) || !words_fit(v, list + 1u, v->words[list]))
		return false;
	for (uint32_t i = 0; i < v->words[list]; i++)
		if (v->words[list + 1 + i] >= limit)
			return false;
	return true;
}

static bool
cell_fits(const struct check *v, const struct catalog_field_info *info,
    uint32_t value)
{
	uint32_t rows = v->header->rows[info->target];

	/* readers lean on what a pack must have */
	if (!value)
		return !(info->flags & FIELD_NEEDED);
	switch (info->type) {
	case FIELD_STRING:
	case FIELD_TEXT:
	case FIELD_ID:
		return value < v->header->pool;
	case FIELD_NUMBER:
		return value <= 101;
	case FIELD_BOOL:
		return value <= 2;
	case FIELD_REF:
	case FIELD_ROW:
		return value <= rows;
	case FIELD_STRINGS:
	case FIELD_TEXTS:
		return list_fits(v, value, v->header->pool);
	default:
		return list_fits(v, value, rows);
	}
}

static bool
table_fits(const struct check *v, enum catalog_table table)
{
	size_t width = catalog_table_width(table);
	uint32_t first = v->header->tables[table];
	uint32_t rows = v->header->rows[table];

	if (!words_fit(v, first, (uint64_t)rows * width))
		return false;
	const uint32_t *cell = v->words + first;

	for (uint32_t row = 0; row < rows; row++)
		for (size_t i = 0; i < width; i++, cell++)
			if (!cell_fits(v,
				catalog_field_info(
				    catalog_table_first(table) +
				    (enum catalog_field)i),
				*cell))
				return false;
	return true;
}

static bool
overlays_fit(const struct check *v)
{
	const struct catalog_header *h = v->header;

	if (!words_fit(v, h->overlays,
		(uint64_t)h->overlay_count * OVERLAY_WORDS))
		return false;
	for (uint32_t i = 0; i < h->overlay_count; i++)
		if (v->words[h->overlays + i * OVERLAY_WORDS + 4] >= h->pool)
			return false;
	return list_fits(v, h->languages, h->pool) && v->words[h->languages];
}

static bool
fits(const void *block, size_t size)
{
	const struct catalog_header *h = block;

	if (size < sizeof(*h) || memcmp(h->magic, CATALOG_MAGIC, 8) != 0 ||
	    h->format != CATALOG_FORMAT || h->order != CATALOG_ORDER ||
	    h->words == 0 || h->pool == 0 ||
	    sizeof(*h) + (uint64_t)h->words * 4 + h->pool != size)
		return false;
	struct check v = { h, (const uint32_t *)(h + 1) };
	const char *pool = (const char *)(v.words + h->words);

	if (pool[0] || pool[h->pool - 1] || h->rows[TABLE_PACK] != 1 ||
	    h->rows[TABLE_LEVEL] > CATALOG_LEVELS)
		return false;
	for (enum catalog_table t = 0; t < TABLE_COUNT; t++)
		if (!table_fits(&v, t))
			return false;
	return overlays_fit(&v);
}

bool
catalog_verify(const void *block, size_t size, struct err *err)
{
	if (!fits(block, size))
		return err_set(err, ERR_INPUT,
		    _("The compiled catalog is damaged or of another "
		      "version."));
	return true;
}
