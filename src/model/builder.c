/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Filling a catalog: rows, values, lists, all strings kept once. */

#include <config.h>

#include "model/builder.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/builder_parts.h"
#include "model/catalog_block.h"

struct builder *
builder_new(struct err_list *problems)
{
	struct builder *b = xcalloc(1, sizeof(*b));

	b->problems = problems;
	str_add_char(&b->pool, '\0');
	str_add_char(&b->paths, '\0');
	builder_row(b, TABLE_PACK);
	return b;
}

void
builder_free(struct builder *b)
{
	if (!b)
		return;
	for (size_t t = 0; t < TABLE_COUNT; t++) {
		free(b->tables[t].cells);
		free(b->tables[t].places);
		free(b->tables[t].ids);
	}
	for (size_t i = 0; i < b->list_count; i++)
		free(b->lists[i].items);
	free(b->lists);
	free(b->buckets);
	free(b->pending);
	free(b->said);
	free(b->wrong);
	free(b->overlays);
	str_done(&b->pool);
	str_done(&b->paths);
	str_done(&b->languages);
	free(b);
}

static size_t
hash_folded(const char *text, size_t len)
{
	size_t h = 14695981039346656037u;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 'A' && c <= 'Z')
			c |= 32;
		h = (h ^ c) * 1099511628211u;
	}
	return h ^ h >> 29;
}

static void
grow_buckets(struct builder *b)
{
	size_t old_capacity = b->bucket_capacity;
	uint32_t *old = b->buckets;

	b->bucket_capacity = old_capacity ? 2 * old_capacity : 1024;
	b->buckets = xcalloc(b->bucket_capacity, sizeof(*b->buckets));
	for (size_t i = 0; i < old_capacity; i++) {
		if (!old[i])
			continue;
		const char *text = b->pool.data + old[i];
		size_t at = str_hash(text, strlen(text));

		while (b->buckets[at & (b->bucket_capacity - 1)])
			at++;
		b->buckets[at & (b->bucket_capacity - 1)] = old[i];
	}
	free(old);
}

uint32_t
builder_intern(struct builder *b, const char *text, size_t len)
{
	if (!len)
		return 0;
	if (2 * (b->string_count + 1) > b->bucket_capacity)
		grow_buckets(b);
	size_t mask = b->bucket_capacity - 1;
	size_t at = str_hash(text, len);

	for (; b->buckets[at & mask]; at++) {
		const char *have = b->pool.data + b->buckets[at & mask];

		if (strncmp(have, text, len) == 0 && !have[len])
			return b->buckets[at & mask];
	}
	uint32_t offset = (uint32_t)b->pool.len;

	str_add_n(&b->pool, text, len);
	str_add_char(&b->pool, '\0');
	b->buckets[at & mask] = offset;
	b->string_count++;
	return offset;
}

const char *
builder_string(const struct builder *b, uint32_t offset)
{
	return b->pool.data + offset;
}

const char *
builder_path(const struct builder *b, const struct place *place)
{
	return place->path ? b->paths.data + place->path : NULL;
}

void
builder_place(
    struct builder *b, const char *path, size_t line, size_t column)
{
	const char *now = builder_path(b, &b->place);

	/* files are read one after the other */
	if (!path) {
		b->place.path = 0;
	} else if (!now || !str_equal(now, path)) {
		b->place.path = (uint32_t)b->paths.len;
		str_add_n(&b->paths, path, strlen(path) + 1);
	}
	b->place.line = (uint32_t)line;
	b->place.column = (uint32_t)column;
}

static void __attribute__((format(printf, 4, 0)))
problem_at(struct builder *b, bool warning, const struct place *place,
    const char *format, va_list args)
{
	struct str text = { 0 };

	str_vprintf(&text, format, args);
	err_list_add(b->problems, warning, builder_path(b, place),
	    place->line, place->column, "%s", str_text(&text));
	str_done(&text);
	if (!warning)
		b->failed = true;
}

void
builder_error(struct builder *b, const struct place *place,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	problem_at(b, false, place, format, args);
	va_end(args);
}

void
builder_problem(struct builder *b, bool warning, enum catalog_table table,
    size_t row, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	problem_at(b, warning, &b->tables[table].places[row], format, args);
	va_end(args);
}

void
builder_place_row(struct builder *b, enum catalog_table table, size_t row)
{
	b->tables[table].places[row] = b->place;
}

static void
add_wrong(
    struct builder *b, enum catalog_field field, size_t row, size_t item)
{
	b->wrong = mem_grow(b->wrong, &b->wrong_capacity, b->wrong_count + 1,
	    sizeof(*b->wrong));
	b->wrong[b->wrong_count++] =
	    (struct pending){ field, row, item, b->place };
	b->tables[catalog_field_info(field)->table].places[row].wrong = true;
}

void
builder_wrong(struct builder *b, enum catalog_field field, size_t row)
{
	add_wrong(b, field, row, SIZE_MAX);
}

void
builder_wrong_row(struct builder *b, enum catalog_table table, size_t row)
{
	add_wrong(b, catalog_table_first(table), row, 0);
}

bool
builder_is_wrong(
    const struct builder *b, enum catalog_field field, size_t row)
{
	enum catalog_table table = catalog_field_info(field)->table;

	if (!b->tables[table].places[row].wrong)
		return false;
	for (size_t i = 0; i < b->wrong_count; i++) {
		const struct pending *w = &b->wrong[i];

		if (w->row == row &&
		    (w->field == field ||
			(!w->item &&
			    catalog_field_info(w->field)->table == table)))
			return true;
	}
	return false;
}

size_t
builder_row(struct builder *b, enum catalog_table table)
{
	struct builder_table *t = &b->tables[table];
	size_t width = catalog_table_width(table), row = t->rows++;

	t->cells = mem_grow(
	    t->cells, &t->capacity, t->rows * width, sizeof(*t->cells));
	t->places = mem_grow(
	    t->places, &t->place_capacity, t->rows, sizeof(*t->places));
	memset(t->cells + row * width, 0, width * sizeof(*t->cells));
	t->places[row] = b->place;
	return row;
}

uint32_t *
builder_cell(const struct builder *b, enum catalog_field field, size_t row)
{
	enum catalog_table table = catalog_field_info(field)->table;

	return b->tables[table].cells + row * catalog_table_width(table) +
	    (size_t)(field - catalog_table_first(table));
}

struct row_list *
builder_list(const struct builder *b, enum catalog_field field, size_t row)
{
	uint32_t number = *builder_cell(b, field, row);

	return number ? &b->lists[number - 1] : NULL;
}

static size_t
list_add(
    struct builder *b, enum catalog_field field, size_t row, uint32_t value)
{
	uint32_t *number = builder_cell(b, field, row);

	if (!*number) {
		b->lists = mem_grow(b->lists, &b->list_capacity,
		    b->list_count + 1, sizeof(*b->lists));
		b->lists[b->list_count] = (struct row_list){ 0 };
		*number = (uint32_t)++b->list_count;
	}
	struct row_list *list = &b->lists[*number - 1];

	list->items = mem_grow(list->items, &list->capacity, list->count + 1,
	    sizeof(*list->items));
	list->items[list->count] = value;
	return list->count++;
}

size_t
builder_child(struct builder *b, enum catalog_field field, size_t row)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	size_t child = builder_row(b, info->target);

	if (info->type == FIELD_ROW)
		*builder_cell(b, field, row) = (uint32_t)child + 1;
	else
		list_add(b, field, row, (uint32_t)child);
	return child;
}

enum catalog_field
builder_id_field(enum catalog_table table)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++)
		if (catalog_field_info(f)->type == FIELD_ID)
			return f;
	return FIELD_COUNT;
}

/* The slot of an id in its table's set: filled when the id is known. */
static uint32_t *
id_slot(const struct builder *b, enum catalog_table table, const char *id)
{
	const struct builder_table *t = &b->tables[table];
	size_t mask = t->id_capacity - 1;
	size_t at = hash_folded(id, strlen(id));
	enum catalog_field field = builder_id_field(table);

	for (; t->ids[at & mask]; at++) {
		uint32_t row = t->ids[at & mask] - 1;

		if (strcasecmp(builder_string(b, *builder_cell(b, field, row)),
			id) == 0)
			break;
	}
	return &t->ids[at & mask];
}

static void
remember_id(struct builder *b, enum catalog_table table, size_t row)
{
	struct builder_table *t = &b->tables[table];
	enum catalog_field field = builder_id_field(table);

	if (2 * (t->id_count + 1) > t->id_capacity) {
		uint32_t *old = t->ids;
		size_t old_capacity = t->id_capacity;

		t->id_capacity = old_capacity ? 2 * old_capacity : 64;
		t->ids = xcalloc(t->id_capacity, sizeof(*t->ids));
		for (size_t i = 0; i < old_capacity; i++)
			if (old[i])
				*id_slot(b, table,
				    builder_string(b,
					*builder_cell(b, field, old[i] - 1))) =
				    old[i];
		free(old);
	}
	uint32_t *slot = id_slot(
	    b, table, builder_string(b, *builder_cell(b, field, row)));

	if (!*slot) {
		*slot = (uint32_t)row + 1;
		t->id_count++;
	}
}

size_t
builder_find(
    const struct builder *b, enum catalog_table table, const char *id)
{
	if (!b->tables[table].id_capacity || !*id)
		return CATALOG_NONE;
	uint32_t row = *id_slot(b, table, id);

	return row ? row - 1 : CATALOG_NONE;
}

static void
add_pending(
    struct builder *b, enum catalog_field field, size_t row, size_t item)
{
	b->pending = mem_grow(b->pending, &b->pending_capacity,
	    b->pending_count + 1, sizeof(*b->pending));
	b->pending[b->pending_count++] =
	    (struct pending){ field, row, item, b->place };
}

/* Notes where a value stands that is checked once all are there. */
static void
add_said(
    struct builder *b, enum catalog_field field, size_t row, size_t item)
{
	b->said = mem_grow(b->said, &b->said_capacity, b->said_count + 1,
	    sizeof(*b->said));
	b->said[b->said_count++] =
	    (struct pending){ field, row, item, b->place };
}

void
builder_text(struct builder *b, enum catalog_field field, size_t row,
    const char *text)
{
	const struct catalog_field_info *info = catalog_field_info(field);
	uint32_t *value = builder_cell(b, field, row);

	bool had = *value != 0;

	*value = builder_intern(b, text, strlen(text));
	if (info->type == FIELD_REF && *value && !had)
		add_pending(b, field, row, SIZE_MAX);
	if (info->type == FIELD_ID && *value)
		remember_id(b, info->table, row);
	if (catalog_field_words(field))
		add_said(b, field, row, SIZE_MAX);
}

void
builder_number(
    struct builder *b, enum catalog_field field, size_t row, int number)
{
	int low, high;

	*builder_cell(b, field, row) = (uint32_t)number + 1;
	if (builder_range(field, &low, &high))
		add_said(b, field, row, SIZE_MAX);
}

void
builder_item(struct builder *b, enum catalog_field field, size_t row,
    const char *text)
{
	size_t item =
	    list_add(b, field, row, builder_intern(b, text, strlen(text)));

	if (catalog_field_info(field)->type == FIELD_REFS)
		add_pending(b, field, row, item);
	if (catalog_field_words(field))
		add_said(b, field, row, item);
}

const char *
builder_get(const struct builder *b, enum catalog_field field, size_t row)
{
	uint32_t value = *builder_cell(b, field, row);

	return value ? builder_string(b, value) : NULL;
}

size_t
builder_rows(const struct builder *b, enum catalog_table table)
{
	return b->tables[table].rows;
}

size_t
builder_count(
    const struct builder *b, enum catalog_field field, size_t row)
{
	const struct row_list *list;

	if (!*builder_cell(b, field, row))
		return 0;
	if (catalog_field_info(field)->type < FIELD_STRINGS)
		return 1;
	list = builder_list(b, field, row);
	return list ? list->count : 0;
}

const char *
builder_get_item(
    const struct builder *b, enum catalog_field field, size_t row, size_t item)
{
	const struct row_list *list = builder_list(b, field, row);

	return list && item < list->count ? builder_string(b, list->items[item])
					  : NULL;
}

void
builder_overlay(struct builder *b, const char *language,
    enum catalog_field field, size_t row, size_t item, const char *text)
{
	uint32_t tag = builder_intern(b, language, strlen(language));
	size_t count = b->languages.len / sizeof(tag), number = 0;

	while (number < count &&
	    memcmp(b->languages.data + number * sizeof(tag), &tag,
		sizeof(tag)) != 0)
		number++;
	if (number == count)
		str_add_n(
		    &b->languages, (const char *)&tag, sizeof(tag));
	b->overlays = mem_grow(b->overlays, &b->overlay_capacity,
	    b->overlay_count + 1, sizeof(*b->overlays));
	b->overlays[b->overlay_count++] = (struct overlay_text){
		(uint32_t)number + 1,
		(uint32_t)field,
		(uint32_t)row,
		(uint32_t)item,
		builder_intern(b, text, strlen(text)),
	};
}

void
criterion_key(
    const char *text, const char *const *sub, size_t count, char out[9])
{
	struct digest *digest = digest_new();
	char *folded = str_fold_space(text, strlen(text));
	char hex[DIGEST_HEX + 1];

	digest_add(digest, folded, strlen(folded));
	free(folded);
	for (size_t i = 0; i < count; i++) {
		folded = str_fold_space(sub[i], strlen(sub[i]));
		digest_add(digest, "\n", 1);
		digest_add(digest, folded, strlen(folded));
		free(folded);
	}
	digest_finish(digest, hex);
	memcpy(out, hex, 8);
	out[8] = '\0';
}

bool
builder_reserved(const char *id)
{
	static const char *const words[] = { "session", "scope", "domains",
		"evidence", "links", "people", "slots", "statements",
		"followups", "findings", "samples", "reviews", "seal" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(id, words[i]) == 0)
			return true;
	return false;
}

bool
catalog_id_valid(const char *id)
{
	static const char first[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789";
	size_t len = strlen(id);

	if (len < 1 || len > 64 || !strchr(first, id[0]))
		return false;
	for (const char *p = id; *p; p++)
		if (!strchr(first, *p) && !strchr("._-", *p))
			return false;
	return !builder_reserved(id);
}
