/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Reading a catalog's block. */

#include <config.h>

#include "model/catalog.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog_block.h"

/* clang-format off */
static const struct catalog_field_info fields[] = {
#define X(table, field, key, type, target, flags) \
	[field] = { TABLE_##table, key, FIELD_##type, TABLE_##target, \
	    FIELD_##flags },
	CATALOG_FIELDS(X)
#undef X
};
/* clang-format on */

static const char *const status_words[] = { "active", "withdrawn",
	"deprecated", NULL };
static const char *const applies_words[] = { "people", "process",
	"technology", "data", "facility", NULL };
static const char *const method_words[] = { "examine", "interview", "test",
	NULL };

const struct catalog_field_info *
catalog_field_info(enum catalog_field field)
{
	return &fields[field];
}

enum catalog_field
catalog_table_first(enum catalog_table table)
{
	static const uint8_t first[] = {
		[TABLE_PACK] = PACK_FORMAT,
		[TABLE_SOURCE] = SOURCE_NAME,
		[TABLE_SCALE] = SCALE_NAME,
		[TABLE_POLICY] = POLICY_PASS,
		[TABLE_LEVEL] = LEVEL_NUMBER,
		[TABLE_SIZE] = SIZE_ID,
		[TABLE_DOMAIN] = DOMAIN_ID,
		[TABLE_FRAMEWORK] = FRAMEWORK_ID,
		[TABLE_EVIDENCE] = EVIDENCE_ID,
		[TABLE_RISK] = RISK_ID,
		[TABLE_THREAT] = THREAT_ID,
		[TABLE_CONTROL] = CONTROL_ID,
		[TABLE_CLEVEL] = CLEVEL_LEVEL,
		[TABLE_CRITERION] = CRITERION_KEY,
		[TABLE_OBJECTIVE] = OBJECTIVE_ID,
		[TABLE_METHOD] = METHOD_METHOD,
		[TABLE_SOLUTION] = SOLUTION_SIZE,
		[TABLE_MAPPING] = MAPPING_FRAMEWORK,
		[TABLE_COMPENSATING] = COMPENSATING_CONTROL,
		[TABLE_COUNT] = FIELD_COUNT,
	};

	return first[table];
}

size_t
catalog_table_width(enum catalog_table table)
{
	return (size_t)catalog_table_first(table + 1) -
	    (size_t)catalog_table_first(table);
}

const char *const *
catalog_field_words(enum catalog_field field)
{
	switch (field) {
	case CONTROL_STATUS:
		return status_words;
	case CONTROL_APPLIES_TO:
	case OBJECTIVE_APPLIES_TO:
		return applies_words;
	case METHOD_METHOD:
		return method_words;
	default:
		return NULL;
	}
}

bool
field_is_list(enum field_type type)
{
	return type >= FIELD_STRINGS;
}

/* Does it, or do its items, lead to rows of the target table? */
static bool
field_is_link(enum field_type type)
{
	return type == FIELD_REF || type == FIELD_ROW || type == FIELD_REFS ||
	    type == FIELD_ROWS || type == FIELD_KEYED;
}

struct catalog *
catalog_borrow(const void *block, size_t size, void (*release)(void *owner),
    void *owner)
{
	struct catalog *catalog = xmalloc(sizeof(*catalog));

	catalog->header = block;
	catalog->words = (const uint32_t *)(catalog->header + 1);
	catalog->pool = (const char *)(catalog->words + catalog->header->words);
	catalog->size = size;
	catalog->release = release;
	catalog->owner = owner;
	return catalog;
}

struct catalog *
catalog_take(void *block, size_t size)
{
	return catalog_borrow(block, size, free, block);
}

void
catalog_free(struct catalog *catalog)
{
	if (!catalog)
		return;
	catalog->release(catalog->owner);
	free(catalog);
}

uint64_t
catalog_shape(void)
{
	uint64_t shape = CATALOG_FORMAT;

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		const struct catalog_field_info *info = &fields[i];

		shape = shape * 0x100000001b3 +
		    str_hash(info->key, strlen(info->key));
		shape = shape * 0x100000001b3 + (uint64_t)info->table * 4096 +
		    (uint64_t)info->type * 256 + (uint64_t)info->target * 8 +
		    info->flags;
	}
	return shape;
}

const void *
catalog_block(const struct catalog *catalog, size_t *size)
{
	*size = catalog->size;
	return catalog->header;
}

static uint32_t
cell(const struct catalog *c, enum catalog_field field, size_t row)
{
	enum catalog_table table = fields[field].table;

	return c->words[c->header->tables[table] +
	    row * catalog_table_width(table) +
	    (size_t)(field - catalog_table_first(table))];
}

size_t
catalog_languages(const struct catalog *c)
{
	return c->words[c->header->languages];
}

const char *
catalog_language(const struct catalog *c, size_t language)
{
	return c->pool + c->words[c->header->languages + 1 + language];
}

size_t
catalog_find_language(const struct catalog *c, const char *tag)
{
	size_t best = 0, best_len = 0;

	for (size_t i = 0; i < catalog_languages(c); i++) {
		const char *have = catalog_language(c, i);
		size_t len = strlen(have);

		/* de_DE.UTF-8 and de-AT find "de", the longest match wins */
		if (strncasecmp(have, tag, len) == 0 &&
		    !strchr("abcdefghijklmnopqrstuvwxyz", tag[len] | 32) &&
		    len > best_len) {
			best = i;
			best_len = len;
		}
	}
	return best;
}

const char *
catalog_overlaid(const struct catalog *c, enum catalog_field field, size_t row,
    size_t item, size_t language)
{
	uint32_t want[] = { (uint32_t)language, (uint32_t)field, (uint32_t)row,
		(uint32_t)item };
	size_t low = 0, high = c->header->overlay_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const uint32_t *have = c->words + c->header->overlays +
		    middle * OVERLAY_WORDS;
		int order = 0;

		for (size_t i = 0; i < 4 && !order; i++)
			order = have[i] < want[i] ? -1 : have[i] > want[i];
		if (!order)
			return c->pool + have[4];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

size_t
catalog_rows(const struct catalog *c, enum catalog_table table)
{
	return c->header->rows[table];
}

/* The field that names a row of this table, FIELD_COUNT when none does. */
static enum catalog_field
id_field(enum catalog_table table)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (fields[f].type == FIELD_ID)
			return f;
	return FIELD_COUNT;
}

static size_t
find_control(const struct catalog *c, const char *id)
{
	size_t low = 0, high = catalog_rows(c, TABLE_CONTROL);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_natural_compare(
		    catalog_string(c, CONTROL_ID, middle), id);

		if (!order)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return CATALOG_NONE;
}

size_t
catalog_find(
    const struct catalog *c, enum catalog_table table, const char *id)
{
	if (table == TABLE_CONTROL)
		return find_control(c, id);
	enum catalog_field field = id_field(table);

	for (size_t row = 0; row < catalog_rows(c, table); row++)
		if (strcasecmp(catalog_string(c, field, row), id) == 0)
			return row;
	return CATALOG_NONE;
}

const char *
catalog_text(const struct catalog *c, enum catalog_field field, size_t row,
    size_t language)
{
	if (fields[field].type == FIELD_REF) {
		size_t target = catalog_ref(c, field, row);

		return target == CATALOG_NONE
		    ? NULL
		    : catalog_string(c, id_field(fields[field].target), target);
	}
	uint32_t at = cell(c, field, row);
	const char *other =
	    at && language
	    ? catalog_overlaid(c, field, row, 0, language)
	    : NULL;

	return other ? other : at ? c->pool + at : NULL;
}

const char *
catalog_string(const struct catalog *c, enum catalog_field field, size_t row)
{
	return catalog_text(c, field, row, 0);
}

int
catalog_number(const struct catalog *c, enum catalog_field field, size_t row)
{
	return (int)cell(c, field, row) - 1;
}

size_t
catalog_ref(const struct catalog *c, enum catalog_field field, size_t row)
{
	uint32_t value = cell(c, field, row);

	return value ? value - 1 : CATALOG_NONE;
}

size_t
catalog_count(const struct catalog *c, enum catalog_field field, size_t row)
{
	uint32_t list = cell(c, field, row);

	return list ? c->words[list] : 0;
}

const char *
catalog_item(const struct catalog *c, enum catalog_field field, size_t row,
    size_t item, size_t language)
{
	uint32_t at = c->words[cell(c, field, row) + 1 + item];

	if (field_is_link(fields[field].type))
		return catalog_string(c, id_field(fields[field].target), at);
	const char *other = language
	    ? catalog_overlaid(c, field, row, item, language)
	    : NULL;

	return other ? other : c->pool + at;
}

size_t
catalog_child(const struct catalog *c, enum catalog_field field, size_t row,
    size_t item)
{
	return c->words[cell(c, field, row) + 1 + item];
}

const char *
catalog_control_name(const struct catalog *c, size_t control, size_t language)
{
	const char *title = catalog_text(c, CONTROL_TITLE, control, language);

	return title ? title
		     : catalog_text(c, CONTROL_STATEMENT, control, language);
}

bool
catalog_control_material(const struct catalog *c, size_t control)
{
	int said = catalog_number(c, CONTROL_MATERIAL, control);

	if (said >= 0)
		return said;
	return catalog_number(c, CONTROL_WEIGHT, control) == 10;
}

bool
catalog_control_active(const struct catalog *c, size_t control)
{
	const char *status = catalog_string(c, CONTROL_STATUS, control);

	return !status || str_equal(status, "active");
}

size_t
catalog_id_width(const struct catalog *c)
{
	return c->header->id_width;
}

int
catalog_scale_top(const struct catalog *c)
{
	return (int)catalog_rows(c, TABLE_LEVEL) - 1;
}

const char *
catalog_level_name(const struct catalog *c, int level, size_t language)
{
	/* levels are contiguous from 0, checked when built */
	if (level < 0 || (size_t)level >= catalog_rows(c, TABLE_LEVEL))
		return NULL;
	return catalog_text(c, LEVEL_NAME, (size_t)level, language);
}

size_t
catalog_control_level(const struct catalog *c, size_t control, int level)
{
	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++) {
		size_t row = catalog_child(c, CONTROL_LEVELS, control, i);

		if (catalog_number(c, CLEVEL_LEVEL, row) == level)
			return row;
	}
	return CATALOG_NONE;
}

size_t
catalog_find_criterion(
    const struct catalog *c, size_t control, int level, const char *key)
{
	size_t row = catalog_control_level(c, control, level);

	if (row == CATALOG_NONE)
		return CATALOG_NONE;
	for (size_t i = 0; i < catalog_count(c, CLEVEL_CRITERIA, row); i++) {
		size_t criterion = catalog_child(c, CLEVEL_CRITERIA, row, i);

		if (str_equal(catalog_string(c, CRITERION_KEY, criterion), key))
			return criterion;
	}
	return CATALOG_NONE;
}

size_t
catalog_control_criteria(const struct catalog *c, size_t control)
{
	size_t sum = 0;

	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++)
		sum += catalog_count(c, CLEVEL_CRITERIA,
		    catalog_child(c, CONTROL_LEVELS, control, i));
	return sum;
}
