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
	uint64_t at; /* where the next list has to lie */
};

/* As deep as the builder lets parents nest. */
enum { PARENTS_MAX = 32 };

static bool
words_fit(const struct check *v, uint64_t first, uint64_t count)
{
	return first + count <= v->header->words;
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
	case FIELD_REF:
	case FIELD_ROW:
		return v->header->rows[info->target];
	default: /* lists are looked at by themselves */
		return UINT32_MAX;
	}
}

/* Cells are compared LANES at a time; so many rows make a whole number of
 * lanes whatever the table's width. */
enum { LANES = 4, WIDTH_MAX = 40 };
typedef uint32_t lanes __attribute__((vector_size(LANES * 4)));

/* What each cell of LANES rows may be: from low to low + span. */
struct bounds {
	uint32_t low[LANES * WIDTH_MAX], span[LANES * WIDTH_MAX];
};

static void
bounds_init(const struct check *v, enum catalog_table table, size_t width,
    struct bounds *bounds)
{
	enum catalog_field first = catalog_table_first(table);

	for (size_t i = 0; i < LANES * width; i++) {
		const struct catalog_field_info *info = catalog_field_info(
		    first + (enum catalog_field)(i % width));

		/* readers lean on what a pack must have */
		bounds->low[i] = info->flags & FIELD_NEEDED;
		bounds->span[i] = highest(v, info) - bounds->low[i];
	}
}

static lanes
take(const uint32_t *from)
{
	lanes values;

	memcpy(&values, from, sizeof(values));
	return values;
}

/* Are all of `count` cells, whole rows of the table, within bounds? */
static bool
cells_fit(const uint32_t *cells, size_t count, size_t width,
    const struct bounds *bounds)
{
	size_t step = LANES * width;
	lanes bad = { 0 };

	for (; count >= step; cells += step, count -= step)
		for (size_t i = 0; i < step; i += LANES)
			bad |= (lanes)(take(cells + i) - take(bounds->low + i) >
			               take(bounds->span + i));
	for (size_t i = 0; i < count; i++)
		bad[0] |= cells[i] - bounds->low[i] > bounds->span[i];
	return !(bad[0] | bad[1] | bad[2] | bad[3]);
}

static bool
table_fits(const struct check *v, enum catalog_table table)
{
	size_t width = catalog_table_width(table);
	struct bounds bounds;

	bounds_init(v, table, width, &bounds);
	return cells_fit(v->words + v->header->tables[table],
	    v->header->rows[table] * width, width, &bounds);
}

/* Words all below a limit. */
static bool
all_below(const uint32_t *words, size_t count, uint32_t limit)
{
	lanes bad = { 0 }, limits = { limit, limit, limit, limit };

	for (; count >= LANES; words += LANES, count -= LANES)
		bad |= (lanes)(take(words) >= limits);
	for (size_t i = 0; i < count; i++)
		bad[0] |= words[i] >= limit;
	return !(bad[0] | bad[1] | bad[2] | bad[3]);
}

/* A list where it must lie, its items below the limit. */
static bool
list_fits(struct check *v, uint32_t list, uint32_t limit)
{
	if (list != v->at || !words_fit(v, list, 1) ||
	    !words_fit(v, list + (uint64_t)1, v->words[list]))
		return false;
	v->at += 1 + (uint64_t)v->words[list];
	return all_below(v->words + list + 1, v->words[list], limit);
}

/* Where the lists of a field lie. */
struct region {
	const uint32_t *cell;
	size_t width;
	uint32_t rows;
	uint32_t longest;
};

/* Walks along them: each must begin where the one before it ends. */
static bool
region_fits(struct check *v, struct region *region)
{
	uint64_t at = v->at, words = v->header->words;

	for (uint32_t row = 0; row < region->rows; row++) {
		const uint32_t *cell = region->cell + row * region->width;

		if (!*cell)
			continue;
		if (*cell != at || at >= words)
			return false;
		uint32_t count = v->words[at];

		region->longest =
		    count > region->longest ? count : region->longest;
		at += 1 + (uint64_t)count;
	}
	if (at > words)
		return false;
	v->at = at;
	return true;
}

/* The lists of one field follow each other in the order of their rows, so
 * that no two share a long one, and are looked at as one where their counts,
 * too, are below the limit. */
static bool
lists_fit(struct check *v, enum catalog_field field)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	uint64_t from = v->at;
	bool texts = info->type == FIELD_STRINGS || info->type == FIELD_TEXTS;
	uint32_t limit =
	    texts ? v->header->pool : v->header->rows[info->target];
	struct region region = {
		.cell = v->words + v->header->tables[info->table] +
		        (field - catalog_table_first(info->table)),
		.width = catalog_table_width(info->table),
		.rows = v->header->rows[info->table],
	};

	if (!region_fits(v, &region))
		return false;
	if (region.longest < limit)
		return all_below(v->words + from, v->at - from, limit);
	v->at = from;
	for (uint32_t row = 0; row < region.rows; row++)
		if (region.cell[row * region.width] &&
		    !list_fits(v, region.cell[row * region.width], limit))
			return false;
	return true;
}

/* Tables, then lists, each where the builder lays it. */
static bool
layout_fits(struct check *v)
{
	v->at = 1;
	for (enum catalog_table t = 0; t < TABLE_COUNT; t++) {
		if (v->header->tables[t] != v->at)
			return false;
		v->at +=
		    v->header->rows[t] * (uint64_t)catalog_table_width(t);
	}
	if (!words_fit(v, v->at, 0))
		return false;
	for (enum catalog_table t = 0; t < TABLE_COUNT; t++)
		if (!table_fits(v, t))
			return false;
	for (enum catalog_field f = 0; f < FIELD_COUNT; f++)
		if (field_is_list(catalog_field_info(f)->type) &&
		    !lists_fit(v, f))
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

	if (!list_fits(v, h->languages, h->pool) || !v->words[h->languages] ||
	    h->overlays != v->at ||
	    !words_fit(v, v->at, (uint64_t)h->overlay_count * OVERLAY_WORDS))
		return false;
	for (uint32_t i = 0; i < h->overlay_count; i++)
		if (v->words[h->overlays + i * OVERLAY_WORDS + 4] >= h->pool)
			return false;
	return true;
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
	struct check v = { h, (const uint32_t *)(h + 1), 0 };
	const char *pool = (const char *)(v.words + h->words);

	return !pool[0] && !pool[h->pool - 1] && h->id_width <= h->pool &&
	    h->rows[TABLE_PACK] == 1 &&
	    h->rows[TABLE_LEVEL] <= CATALOG_LEVELS && layout_fits(&v) &&
	    parents_end(&v, CONTROL_PARENT) && parents_end(&v, DOMAIN_PARENT) &&
	    overlays_fit(&v);
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
