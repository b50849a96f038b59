/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* From rows to a block: references resolved, controls in natural order,
 * criterion keys made, everything laid out. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/builder_parts.h"
#include "model/catalog_block.h"

/* Looking for twins compares every two criteria of a level. */
enum { CRITERIA_MAX = 1000 };

static void
check_needed(struct builder *b, enum catalog_table table)
{
	enum catalog_field end = catalog_table_first(table + 1);

	for (enum catalog_field f = catalog_table_first(table); f < end; f++) {
		const struct catalog_field_info *info = catalog_field_info(f);

		if (!(info->flags & FIELD_NEEDED))
			continue;
		for (size_t row = 0; row < b->tables[table].rows; row++)
			if (!*builder_cell(b, f, row) &&
			    !builder_is_wrong(b, f, row))
				builder_problem(b, false, table, row,
				    _("\"%s\" is missing: it is needed "
				      "here."),
				    info->key);
	}
}

static void
twice(struct builder *b, enum catalog_table table, size_t row, size_t first)
{
	const struct place *place = &b->tables[table].places[first];
	const char *id = builder_get(b, builder_id_field(table), row);
	const char *path = builder_path(b, place);

	if (path)
		builder_problem(b, false, table, row,
		    _("The id \"%s\" is used twice: first in line %u of %s."),
		    id, (unsigned)place->line, path);
	else
		builder_problem(b, false, table, row,
		    _("The id \"%s\" is used twice."), id);
}

static void
check_ids(struct builder *b, enum catalog_table table)
{
	enum catalog_field field = builder_id_field(table);

	if (field == FIELD_COUNT)
		return;
	for (size_t row = 0; row < b->tables[table].rows; row++) {
		const char *id = builder_get(b, field, row);

		if (!id)
			continue;
		size_t first = builder_find(b, table, id);

		if (builder_reserved(id))
			builder_problem(b, false, table, row,
			    _("\"%s\" cannot be an id, sessions use the word "
			      "themselves: choose another."),
			    id);
		else if (!catalog_id_valid(id))
			builder_problem(b, false, table, row,
			    _("\"%s\" is no id: it takes letters, digits, "
			      "dot, dash and underscore, at most 64, and "
			      "begins with a letter or digit."),
			    id);
		else if (first != row)
			twice(b, table, row, first);
	}
}

struct sort_control {
	const char *id;
	size_t row;
};

static int
compare_controls(const void *a, const void *b)
{
	const struct sort_control *x = a, *y = b;
	int order = str_natural_compare(x->id, y->id);

	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static void
move_rows(struct pending *list, size_t count, const size_t *moved)
{
	for (size_t i = 0; i < count; i++)
		if (catalog_field_info(list[i].field)->table == TABLE_CONTROL)
			list[i].row = moved[list[i].row];
}

/* Moves the rows of the control table into natural order of their ids. */
static void
sort_controls(struct builder *b)
{
	struct builder_table *t = &b->tables[TABLE_CONTROL];
	size_t width = catalog_table_width(TABLE_CONTROL), count = t->rows;
	struct sort_control *order = xcalloc(count, sizeof(*order));
	uint32_t *cells = xcalloc(count * width, sizeof(*cells));
	struct place *places = xcalloc(count, sizeof(*places));
	size_t *moved = xcalloc(count, sizeof(*moved));

	for (size_t i = 0; i < count; i++) {
		const char *id = builder_get(b, CONTROL_ID, i);

		order[i] = (struct sort_control){ id ? id : "", i };
	}
	qsort(order, count, sizeof(*order), compare_controls);
	for (size_t i = 0; i < count; i++) {
		memcpy(cells + i * width, t->cells + order[i].row * width,
		    width * sizeof(*cells));
		places[i] = t->places[order[i].row];
		moved[order[i].row] = i;
	}
	move_rows(b->pending, b->pending_count, moved);
	move_rows(b->said, b->said_count, moved);
	for (size_t i = 0; i < t->id_capacity; i++)
		if (t->ids[i])
			t->ids[i] = (uint32_t)moved[t->ids[i] - 1] + 1;
	free(t->cells);
	free(t->places);
	t->cells = cells;
	t->places = places;
	t->capacity = count * width;
	t->place_capacity = count;
	free(order);
	free(moved);
}

/* The key under which a reference was written: of a mapping, whose keys are
 * references, the mapping's own. */
static const char *
written_under(enum catalog_field field)
{
	enum catalog_table table = catalog_field_info(field)->table;

	for (enum catalog_field f = 0; f < FIELD_COUNT; f++)
		if (catalog_field_info(f)->type == FIELD_KEYED &&
		    catalog_field_info(f)->target == table &&
		    catalog_table_first(table) == field)
			return catalog_field_info(f)->key;
	return catalog_field_info(field)->key;
}

static void
not_defined(struct builder *b, const struct pending *p, const char *id)
{
	bool control = catalog_field_info(p->field)->target == TABLE_CONTROL;

	builder_error(b, &p->place,
	    control ? _("There is no control \"%s\", which \"%s\" names: "
			"correct it, or add that control.")
		    : _("\"%s\" under \"%s\" is not defined in this pack: "
			"correct it, or add it to pack.yaml."),
	    id, written_under(p->field));
}

static void
resolve(struct builder *b)
{
	for (size_t i = 0; i < b->pending_count; i++) {
		const struct pending *p = &b->pending[i];
		bool single = p->item == SIZE_MAX;
		uint32_t *value = single
		    ? builder_cell(b, p->field, p->row)
		    : &builder_list(b, p->field, p->row)->items[p->item];
		const char *id = builder_string(b, *value);
		size_t target = builder_find(
		    b, catalog_field_info(p->field)->target, id);

		if (single && !*value)
			continue;
		if (target == CATALOG_NONE)
			not_defined(b, p, id);
		/* what is not defined is absent, so that no further error
		 * comes of it; the pack is refused anyway */
		*value = target == CATALOG_NONE ? 0
						: (uint32_t)target + single;
	}
	b->pending_count = 0;
}

static int
compare_levels(const void *a, const void *b)
{
	const uint32_t *const *x = a, *const *y = b;

	return (**x > **y) - (**x < **y);
}

/* A control's levels stand in rising order whatever the file says. */
static void
sort_levels(struct builder *b, size_t control)
{
	struct row_list *list = builder_list(b, CONTROL_LEVELS, control);

	if (!list || list->count < 2)
		return;
	const uint32_t **numbers = xcalloc(list->count, sizeof(*numbers));
	size_t width = catalog_table_width(TABLE_CLEVEL);
	const uint32_t *base = b->tables[TABLE_CLEVEL].cells;

	for (size_t i = 0; i < list->count; i++)
		numbers[i] = builder_cell(b, CLEVEL_LEVEL, list->items[i]);
	qsort(numbers, list->count, sizeof(*numbers), compare_levels);
	for (size_t i = 0; i < list->count; i++)
		list->items[i] =
		    (uint32_t)((size_t)(numbers[i] - base) / width);
	free(numbers);
}

/* Keys by the text they were made from, since many controls share a criterion:
 * open addressing over offsets in the pool, never full. */
struct keys {
	struct key {
		uint32_t text, key;
	} *items;
	size_t mask;
};

static void
keys_init(struct keys *keys, size_t criteria)
{
	size_t capacity = 16;

	while (capacity < 2 * criteria + 1)
		capacity *= 2;
	keys->items = xcalloc(capacity, sizeof(*keys->items));
	keys->mask = capacity - 1;
}

/* The place of a text: its own, or a free one to take. */
static struct key *
keys_find(const struct keys *keys, uint32_t text)
{
	size_t at = text * (size_t)2654435761u >> 8;

	while (keys->items[at & keys->mask].text &&
	       keys->items[at & keys->mask].text != text)
		at++;
	return &keys->items[at & keys->mask];
}

/* The key of a criterion, twins aside. */
static void
key_of(struct builder *b, struct keys *keys, size_t row, char out[9])
{
	uint32_t text = *builder_cell(b, CRITERION_TEXT, row);
	struct row_list *list = builder_list(b, CRITERION_SUB, row);
	size_t count = list ? list->count : 0;
	struct key *known = count || !text ? NULL : keys_find(keys, text);

	if (known && known->text) {
		memcpy(out, builder_string(b, known->key), 9);
		return;
	}
	const char **sub = xcalloc(count, sizeof(*sub));

	for (size_t i = 0; i < count; i++)
		sub[i] = builder_string(b, list->items[i]);
	criterion_key(builder_string(b, text), sub, count, out);
	free(sub);
	if (known)
		*known = (struct key){ text, builder_intern(b, out, 8) };
}

static void
make_keys(struct builder *b, struct keys *keys, size_t level)
{
	struct row_list *criteria = builder_list(b, CLEVEL_CRITERIA, level);

	if (criteria && criteria->count > CRITERIA_MAX) {
		builder_problem(b, false, TABLE_CLEVEL, level,
		    _("More than %d criteria at one level: split the "
		      "control."),
		    CRITERIA_MAX);
		return;
	}
	for (size_t i = 0; criteria && i < criteria->count; i++) {
		size_t row = criteria->items[i], twins = 0;
		char key[9 + 24];

		key_of(b, keys, row, key);
		for (size_t j = 0; j < i; j++) {
			const char *other = builder_get(
			    b, CRITERION_KEY, criteria->items[j]);

			twins += strncmp(other, key, 8) == 0;
		}
		if (twins)
			snprintf(key + 8, sizeof(key) - 8, "-%zu", twins + 1);
		builder_text(b, CRITERION_KEY, row, key);
	}
}

static void
make_all_keys(struct builder *b)
{
	struct keys keys;

	keys_init(&keys, b->tables[TABLE_CRITERION].rows);
	for (size_t i = 0; i < b->tables[TABLE_CLEVEL].rows; i++)
		make_keys(b, &keys, i);
	free(keys.items);
}

bool
builder_seal(struct builder *b)
{
	if (b->sealed)
		return !b->failed;
	b->sealed = true;
	for (enum catalog_table t = 0; t < TABLE_COUNT; t++) {
		check_needed(b, t);
		check_ids(b, t);
	}
	sort_controls(b);
	resolve(b);
	for (size_t i = 0; i < b->tables[TABLE_CONTROL].rows; i++)
		sort_levels(b, i);
	make_all_keys(b);
	builder_check(b);
	return !b->failed;
}

static int
compare_overlays(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	for (size_t i = 0; i < 4; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

/* Copies a table's rows into words; lists are laid by lay_lists. */
static void
lay_table(const struct builder *b, enum catalog_table table, uint32_t *words)
{
	const struct builder_table *t = &b->tables[table];

	if (t->rows)
		memcpy(words, t->cells,
		    t->rows * catalog_table_width(table) * sizeof(*words));
}

/* Lays the lists of a field behind each other at *lists, and says so in the
 * cells, which lie at `cell` and so on. */
static void
lay_lists(const struct builder *b, enum catalog_field field, uint32_t *words,
    uint32_t *cell, uint32_t *lists)
{
	enum catalog_table table = catalog_field_info(field)->table;
	size_t width = catalog_table_width(table);

	for (size_t rows = b->tables[table].rows; rows; rows--, cell += width) {
		if (!*cell)
			continue;
		const struct row_list *list = &b->lists[*cell - 1];

		*cell = *lists;
		words[(*lists)++] = (uint32_t)list->count;
		memcpy(words + *lists, list->items,
		    list->count * sizeof(*words));
		*lists += (uint32_t)list->count;
	}
}

/* Words the block will have, word 0 being unused so that 0 is no list. */
static size_t
count_words(const struct builder *b)
{
	size_t words = 1 + b->overlay_count * OVERLAY_WORDS + 2 +
	    b->languages.len / sizeof(uint32_t);

	for (enum catalog_table t = 0; t < TABLE_COUNT; t++)
		words += b->tables[t].rows * catalog_table_width(t);
	for (size_t i = 0; i < b->list_count; i++)
		words += 1 + b->lists[i].count;
	return words;
}

/* The first cell of a field. */
static uint32_t *
field_cells(const struct catalog_header *head, enum catalog_field field,
    uint32_t *words)
{
	enum catalog_table table = catalog_field_info(field)->table;

	return words + head->tables[table] +
	    (field - catalog_table_first(table));
}

/* As catalog_id_width tells it. */
static uint32_t
id_width(const struct builder *b)
{
	size_t widest = 0;

	for (size_t i = 0; i < b->tables[TABLE_CONTROL].rows; i++) {
		uint32_t id = *builder_cell(b, CONTROL_ID, i);
		size_t width = strlen(b->pool.data + id) +
		               (*builder_cell(b, CONTROL_PARENT, i) != 0);

		widest = width > widest ? width : widest;
	}
	return (uint32_t)widest;
}

struct catalog *
builder_finish(struct builder *b)
{
	if (!builder_seal(b))
		return NULL;
	size_t words = count_words(b);
	struct catalog_header head = {
		.magic = CATALOG_MAGIC,
		.format = CATALOG_FORMAT,
		.order = CATALOG_ORDER,
		.words = (uint32_t)words,
		.pool = (uint32_t)b->pool.len,
		.overlay_count = (uint32_t)b->overlay_count,
		.id_width = id_width(b),
	};
	size_t size = sizeof(head) + words * sizeof(uint32_t) + b->pool.len;
	char *block = xcalloc(1, size);
	uint32_t *out = (uint32_t *)(block + sizeof(head));
	uint32_t at = 1;

	for (enum catalog_table t = 0; t < TABLE_COUNT; t++) {
		head.tables[t] = at;
		head.rows[t] = (uint32_t)b->tables[t].rows;
		at += (uint32_t)(b->tables[t].rows * catalog_table_width(t));
	}
	for (enum catalog_table t = 0; t < TABLE_COUNT; t++)
		lay_table(b, t, out + head.tables[t]);
	for (enum catalog_field f = 0; f < FIELD_COUNT; f++)
		if (field_is_list(catalog_field_info(f)->type))
			lay_lists(b, f, out, field_cells(&head, f, out), &at);
	head.languages = at;
	out[at++] = (uint32_t)(1 + b->languages.len / sizeof(uint32_t));
	out[at++] = *builder_cell(b, PACK_LANGUAGE, 0);
	if (b->languages.len)
		memcpy(out + at, b->languages.data, b->languages.len);
	at += (uint32_t)(b->languages.len / sizeof(uint32_t));
	head.overlays = at;
	if (b->overlay_count) {
		qsort(b->overlays, b->overlay_count, sizeof(*b->overlays),
		    compare_overlays);
		memcpy(out + at, b->overlays,
		    b->overlay_count * sizeof(*b->overlays));
	}
	memcpy(block, &head, sizeof(head));
	memcpy(block + sizeof(head) + words * sizeof(uint32_t), b->pool.data,
	    b->pool.len);
	return catalog_take(block, size);
}
