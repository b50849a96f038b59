/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Where the texts of a pack stand. Equal texts are one string of the catalog's
 * pool, so that a search looks through the strings once and then sees which
 * places hold those it found. Every text of the pack is passed: the block's
 * cells are read as they lie. */

#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "model/catalog_block.h"
#include "model/search_index.h"

/* The cells of one field, a row every `width` words. */
struct column {
	const uint32_t *cells;
	size_t width;
};

/* One walk. */
struct walk {
	const struct catalog *catalog;
	size_t language;
	struct column columns[FIELD_COUNT];
	struct places *places;
	size_t control; /* the one being looked at */
};

static uint32_t
cell(const struct walk *walk, enum catalog_field field, size_t row)
{
	const struct column *column = &walk->columns[field];

	return column->cells[row * column->width];
}

/* A list's items, rows or texts, and how many. */
static const uint32_t *
list(const struct walk *walk, enum catalog_field field, size_t row,
    size_t *count)
{
	uint32_t at = cell(walk, field, row);

	*count = at ? walk->catalog->words[at] : 0;
	return walk->catalog->words + at + 1;
}

/* The place of a text in the pool, in the language of the search; 0: none. */
static uint32_t
text_at(const struct walk *walk, enum catalog_field field, size_t row)
{
	const struct catalog *c = walk->catalog;
	uint32_t at = cell(walk, field, row);

	if (!at || walk->language == 0)
		return at;
	return (uint32_t)(catalog_text(c, field, row, walk->language) -
	    c->pool);
}

/* The same for an item of a list, which lies at `at` in the base language. */
static uint32_t
item_at(const struct walk *walk, enum catalog_field field, size_t row,
    size_t item, uint32_t at)
{
	const struct catalog *c = walk->catalog;

	if (walk->language == 0)
		return at;
	return (uint32_t)(catalog_item(c, field, row, item, walk->language) -
	    c->pool);
}

/* What cannot be told in the bits there are is told as the most they can. */
static uint32_t
where(enum place_kind kind, int level, size_t item)
{
	const size_t most = UINT32_MAX >> WHERE_ITEM;
	uint32_t number = level < 0 || level > WHERE_NO_LEVEL
	    ? WHERE_NO_LEVEL
	    : (uint32_t)level;

	return (uint32_t)kind | number << WHERE_LEVEL |
	    (uint32_t)(item < most ? item : most) << WHERE_ITEM;
}

/* Out of line, so that what comes before costs little. */
static __attribute__((noinline)) void
grow(struct places *p)
{
	size_t capacity = p->capacity;

	p->texts = mem_grow(
	    p->texts, &p->capacity, p->count + 1, sizeof(*p->texts));
	p->wheres = mem_grow(
	    p->wheres, &capacity, p->count + 1, sizeof(*p->wheres));
}

/* A text at an offset in the pool; 0: there is none. */
static void
add(struct walk *walk, uint32_t where, uint32_t at)
{
	struct places *p = walk->places;

	if (!at)
		return;
	if (p->count == p->capacity)
		grow(p);
	p->texts[p->count] = at;
	p->wheres[p->count++] = where;
}

static void
add_text(struct walk *walk, enum place_kind kind, enum catalog_field field)
{
	add(walk, where(kind, -1, 0), text_at(walk, field, walk->control));
}

/* Every text of a list is a place of its own. */
static void
add_list(struct walk *walk, enum place_kind kind, int level,
    enum catalog_field field, size_t row)
{
	size_t count;
	const uint32_t *items = list(walk, field, row, &count);

	for (size_t i = 0; i < count; i++)
		add(walk, where(kind, level, i),
		    item_at(walk, field, row, i, items[i]));
}

/* They are texts of one item. */
static void
add_parts(struct walk *walk, enum place_kind kind, int level, size_t item,
    enum catalog_field field, size_t row)
{
	size_t count;
	const uint32_t *items = list(walk, field, row, &count);
	uint32_t same = where(kind, level, item);

	for (size_t i = 0; i < count; i++)
		add(walk, same, item_at(walk, field, row, i, items[i]));
}

static void
add_level(struct walk *walk, size_t row)
{
	int level = catalog_number(walk->catalog, CLEVEL_LEVEL, row);
	size_t count;
	const uint32_t *criteria = list(walk, CLEVEL_CRITERIA, row, &count);

	add(walk, where(PLACE_SUMMARY, level, 0),
	    text_at(walk, CLEVEL_SUMMARY, row));
	for (size_t i = 0; i < count; i++) {
		add(walk, where(PLACE_CRITERION, level, i),
		    text_at(walk, CRITERION_TEXT, criteria[i]));
		add_parts(walk, PLACE_CRITERION, level, i, CRITERION_SUB,
		    criteria[i]);
	}
	add(walk, where(PLACE_NOTE, level, 0),
	    text_at(walk, CLEVEL_NOTE, row));
	add_list(walk, PLACE_EXAMPLE, level, CLEVEL_EXAMPLES, row);
}

static void
add_objectives(struct walk *walk)
{
	size_t count;
	const uint32_t *rows =
	    list(walk, CONTROL_OBJECTIVES, walk->control, &count);

	for (size_t i = 0; i < count; i++) {
		add(walk, where(PLACE_OBJECTIVE, -1, i),
		    text_at(walk, OBJECTIVE_TEXT, rows[i]));
		add(walk, where(PLACE_OBJECTIVE_ID, -1, i),
		    cell(walk, OBJECTIVE_ID, rows[i]));
	}
}

static void
add_requests(struct walk *walk)
{
	size_t count;
	const uint32_t *rows =
	    list(walk, CONTROL_EVIDENCE, walk->control, &count);

	for (size_t i = 0; i < count; i++) {
		add(walk, where(PLACE_EVIDENCE, -1, i),
		    text_at(walk, EVIDENCE_TITLE, rows[i]));
		add(walk, where(PLACE_EVIDENCE, -1, i),
		    cell(walk, EVIDENCE_ID, rows[i]));
		add(walk, where(PLACE_EVIDENCE, -1, i),
		    text_at(walk, EVIDENCE_DESCRIPTION, rows[i]));
	}
}

/* Is this very text at one of the places from `first` on? */
static bool
seen(const struct places *places, size_t first, uint32_t at)
{
	for (size_t i = first; i < places->count; i++)
		if (places->texts[i] == at)
			return true;
	return false;
}

/* What several firm sizes share is said once. */
static void
add_solutions(struct walk *walk)
{
	size_t count, lines, first = walk->places->count;
	const uint32_t *rows =
	    list(walk, CONTROL_SOLUTIONS, walk->control, &count);

	for (size_t i = 0; i < count; i++) {
		const uint32_t *items =
		    list(walk, SOLUTION_LINES, rows[i], &lines);

		for (size_t j = 0; j < lines; j++) {
			uint32_t at =
			    item_at(walk, SOLUTION_LINES, rows[i], j, items[j]);

			if (!seen(walk->places, first, at))
				add(walk, where(PLACE_SOLUTION, -1, i), at);
		}
	}
}

static void
add_mappings(struct walk *walk)
{
	size_t count;
	const uint32_t *rows =
	    list(walk, CONTROL_MAPPINGS, walk->control, &count);

	for (size_t i = 0; i < count; i++) {
		add_parts(walk, PLACE_MAPPING, -1, i, MAPPING_VALUES, rows[i]);
		add(walk, where(PLACE_MAPPING, -1, i),
		    cell(walk, MAPPING_RAW, rows[i]));
	}
}

/* The order is that of search.h. */
static void
add_control(struct walk *walk)
{
	size_t count;
	const uint32_t *levels =
	    list(walk, CONTROL_LEVELS, walk->control, &count);

	add(walk, where(PLACE_ID, -1, 0),
	    cell(walk, CONTROL_ID, walk->control));
	add(walk, where(PLACE_ID, -1, 0),
	    cell(walk, CONTROL_REF, walk->control));
	add_text(walk, PLACE_TITLE, CONTROL_TITLE);
	add_text(walk, PLACE_STATEMENT, CONTROL_STATEMENT);
	add_text(walk, PLACE_QUESTION, CONTROL_QUESTION);
	add_text(walk, PLACE_GUIDANCE, CONTROL_GUIDANCE);
	add_list(walk, PLACE_PROMPT, -1, CONTROL_PROMPTS, walk->control);
	for (size_t i = 0; i < count; i++)
		add_level(walk, levels[i]);
	add_objectives(walk);
	add_requests(walk);
	add_solutions(walk);
	add_mappings(walk);
}

/* Where the cells of every field lie. */
static void
find_columns(struct walk *walk)
{
	const struct catalog *c = walk->catalog;

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum catalog_field field = (enum catalog_field)i;
		enum catalog_table table = catalog_field_info(field)->table;

		walk->columns[i] = (struct column){
			.cells = c->words + c->header->tables[table] +
			    (field - catalog_table_first(table)),
			.width = catalog_table_width(table),
		};
	}
}

void
places_init(
    struct places *places, const struct catalog *catalog, size_t language)
{
	struct walk walk = {
		.catalog = catalog,
		.language = language,
		.places = places,
	};
	size_t controls = catalog_rows(catalog, TABLE_CONTROL);

	*places = (struct places){ .controls = controls };
	places->starts = xmalloc((controls + 1) * sizeof(*places->starts));
	find_columns(&walk);
	for (; walk.control < controls; walk.control++) {
		places->starts[walk.control] = (uint32_t)places->count;
		add_control(&walk);
	}
	places->starts[controls] = (uint32_t)places->count;
	strings_init(&places->strings, catalog->pool, catalog->header->pool,
	    places->texts, places->count);
}

void
places_done(struct places *places)
{
	strings_done(&places->strings);
	free(places->texts);
	free(places->wheres);
	free(places->starts);
}
