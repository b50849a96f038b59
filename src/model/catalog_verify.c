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
	/* items of lists still to be looked at: each list is laid out once, so
	 * that cells sharing a long one are refused before they cost time */
	uint64_t left;
};

/* As deep as the builder lets parents nest. */
enum { PARENTS_MAX = 32 };

static bool
words_fit(const struct check *v, uint64_t first, uint64_t count)
{
	return first + count <= v->header->words;
}

static bool
list_fits(struct check *v, uint32_t list, uint32_t limit)
{
	if (!words_fit(v, list, 1) ||
	    !words_fit(v, list + (uint64_t)1, v->words[list]) ||
	    v->words[list] > v->left)
		return false;
	const uint32_t *items = v->words + list + 1;
	uint32_t count = v->words[list], high = 0;

	v->left -= count;
	for (uint32_t i = 0; i < count; i++)
		high = items[i] > high ? items[i] : high;
	return !count || high < limit;
}

/* The largest value a cell that is no list may have. */
static uint32_t
highest(const struct check *v, const struct catalog_field_info *info)
{
	switch (info->type) {
	case FIELD_STRING:
	case FIELD_TEXT:
	case FIELD_ID:
		return v->header->pool - 1;
	case FIELD_NUMBER:
		return 101;
	case FIELD_BOOL:
		return 2;
	default:
		return v->header->rows[info->target];
	}
}

/* A column of lists: of texts, or of rows of the target table. */
static bool
lists_fit(struct check *v, const struct catalog_field_info *info,
    const uint32_t *cells, size_t width, uint32_t rows)
{
	bool texts = info->type == FIELD_STRINGS || info->type == FIELD_TEXTS;
	uint32_t limit =
	    texts ? v->header->pool : v->header->rows[info->target];

	for (uint32_t row = 0; row < rows; row++)
		if (cells[row * width] &&
		    !list_fits(v, cells[row * width], limit))
			return false;
	return true;
}

/* One field of all rows. Readers lean on what a pack must have. */
static bool
column_fits(struct check *v, const struct catalog_field_info *info,
    const uint32_t *cells, size_t width, uint32_t rows)
{
	uint32_t high = 0, low = UINT32_MAX;
	bool list = field_is_list(info->type);

	for (uint32_t row = 0; row < rows; row++) {
		uint32_t value = cells[row * width];

		high = value > high ? value : high;
		low = value < low ? value : low;
	}
	if (info->flags & FIELD_NEEDED && !low)
		return false;
	return list ? lists_fit(v, info, cells, width, rows)
	            : high <= highest(v, info);
}

static bool
table_fits(struct check *v, enum catalog_table table)
{
	enum catalog_field field = catalog_table_first(table);
	size_t width = catalog_table_width(table);
	uint32_t first = v->header->tables[table];
	uint32_t rows = v->header->rows[table];

	if (!words_fit(v, first, (uint64_t)rows * width))
		return false;
	for (size_t i = 0; i < width; i++, field++)
		if (!column_fits(v, catalog_field_info(field),
		        v->words + first + i, width, rows))
			return false;
	return true;
}

/* Parents lead to the top in few steps: no circles. */
static bool
parents_end(const struct check *v, enum catalog_field field)
{
	enum catalog_table table = catalog_field_info(field)->table;
	size_t width = catalog_table_width(table);
	const uint32_t *cells = v->words + v->header->tables[table] +
	    (field - catalog_table_first(table));

	for (uint32_t row = 0; row < v->header->rows[table]; row++) {
		uint32_t parent = cells[row * width];
		int depth = 0;

		while (parent && ++depth <= PARENTS_MAX)
			parent = cells[(parent - 1) * width];
		if (parent)
			return false;
	}
	return true;
}

static bool
overlays_fit(struct check *v)
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
	struct check v = { h, (const uint32_t *)(h + 1), h->words };
	const char *pool = (const char *)(v.words + h->words);

	if (pool[0] || pool[h->pool - 1] || h->rows[TABLE_PACK] != 1 ||
	    h->rows[TABLE_LEVEL] > CATALOG_LEVELS)
		return false;
	for (enum catalog_table t = 0; t < TABLE_COUNT; t++)
		if (!table_fits(&v, t))
			return false;
	return parents_end(&v, CONTROL_PARENT) &&
	    parents_end(&v, DOMAIN_PARENT) && overlays_fit(&v);
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
