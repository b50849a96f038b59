/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Equal texts are one string of the catalog's pool. So the pool is swept once,
 * marking the strings that hold the query, and then the controls are walked to
 * see where the marked ones stand. That walk passes every text of the pack at
 * every key typed: it reads the block's cells itself. */

#include <config.h>

#include "model/search.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog_block.h"
#include "model/search_match.h"
#include "model/session.h"

/* The cells of one field, a row every `width` words. */
struct column {
	const uint32_t *cells;
	size_t width;
};

/* Evidence text of the session that holds the query, under one control. */
struct item_hit {
	size_t control;
	const struct entry *entry;
};
struct item_hits {
	struct item_hit *items;
	size_t count;
	size_t capacity;
};

/* One search. */
struct run {
	const struct catalog *catalog;
	const struct session *session; /* may be NULL */
	size_t language;
	struct column columns[FIELD_COUNT];
	struct matcher matcher;
	uint64_t *found; /* a bit for every byte of the pool */
	struct item_hits evidence;
	struct hits *hits;
	size_t control; /* the one being looked at */
};

void
hits_done(struct hits *hits)
{
	free(hits->items);
	*hits = (struct hits){ 0 };
}

static uint32_t
cell(const struct run *run, enum catalog_field field, size_t row)
{
	const struct column *column = &run->columns[field];

	return column->cells[row * column->width];
}

/* A list's items, rows or texts, and how many. */
static const uint32_t *
list(const struct run *run, enum catalog_field field, size_t row, size_t *count)
{
	uint32_t at = cell(run, field, row);

	*count = at ? run->catalog->words[at] : 0;
	return run->catalog->words + at + 1;
}

/* Does the string at this place of the pool hold the query? 0: no string. */
static bool
is_found(const struct run *run, uint32_t at)
{
	return at && run->found[at / 64] >> (at % 64) & 1;
}

/* The place of a text in the pool, in the language of the search. */
static uint32_t
text_at(const struct run *run, enum catalog_field field, size_t row)
{
	uint32_t at = cell(run, field, row);

	if (!at || run->language == 0)
		return at;
	return (
	    uint32_t)(catalog_text(run->catalog, field, row, run->language) -
	              run->catalog->pool);
}

/* The same for an item of a list, which lies at `at` in the base language. */
static uint32_t
item_at(const struct run *run, enum catalog_field field, size_t row,
    size_t item, uint32_t at)
{
	if (run->language == 0)
		return at;
	return (uint32_t)(catalog_item(
	                      run->catalog, field, row, item, run->language) -
	                  run->catalog->pool);
}

static void
add_hit(struct run *run, struct hit hit)
{
	struct hits *hits = run->hits;

	hit.control = run->control;
	matcher_locate(&run->matcher, hit.text, &hit.start, &hit.end);
	hits->items = mem_grow(hits->items, &hits->capacity, hits->count + 1,
	    sizeof(*hits->items));
	hits->items[hits->count++] = hit;
}

/* A text at a place of the pool: true when it is a hit. */
static bool
look(struct run *run, const char *field, int level, size_t item, uint32_t at)
{
	if (!is_found(run, at))
		return false;
	add_hit(run, (struct hit){ .field = field,
	                 .level = level,
	                 .item = item,
	                 .text = run->catalog->pool + at });
	return true;
}

static void
look_at(struct run *run, const char *name, enum catalog_field field)
{
	look(run, name, -1, 0, text_at(run, field, run->control));
}

/* Every text of a list is a hit of its own. */
static void
look_at_list(struct run *run, const char *name, int level,
    enum catalog_field field, size_t row)
{
	size_t count;
	const uint32_t *items = list(run, field, row, &count);

	for (size_t i = 0; i < count; i++)
		look(
		    run, name, level, i, item_at(run, field, row, i, items[i]));
}

/* True when a text of the list is a hit; the others are not looked at. */
static bool
look_at_any(struct run *run, const char *name, int level, size_t item,
    enum catalog_field field, size_t row)
{
	size_t count;
	const uint32_t *items = list(run, field, row, &count);

	for (size_t i = 0; i < count; i++)
		if (look(run, name, level, item,
		        item_at(run, field, row, i, items[i])))
			return true;
	return false;
}

static void
look_at_level(struct run *run, size_t row)
{
	int level = catalog_number(run->catalog, CLEVEL_LEVEL, row);
	size_t count;
	const uint32_t *criteria = list(run, CLEVEL_CRITERIA, row, &count);

	look(run, "summary", level, 0, text_at(run, CLEVEL_SUMMARY, row));
	for (size_t i = 0; i < count; i++)
		if (!look(run, "criterion", level, i,
		        text_at(run, CRITERION_TEXT, criteria[i])))
			look_at_any(run, "criterion", level, i, CRITERION_SUB,
			    criteria[i]);
	look(run, "note", level, 0, text_at(run, CLEVEL_NOTE, row));
	look_at_list(run, "example", level, CLEVEL_EXAMPLES, row);
}

/* The id of an objective begins with the control's, so it is no news where
 * the control's own id is a hit. */
static void
look_at_objectives(struct run *run, bool named)
{
	size_t count;
	const uint32_t *rows =
	    list(run, CONTROL_OBJECTIVES, run->control, &count);

	for (size_t i = 0; i < count; i++)
		if (!look(run, "objective", -1, i,
		        text_at(run, OBJECTIVE_TEXT, rows[i])) &&
		    !named)
			look(run, "objective", -1, i,
			    cell(run, OBJECTIVE_ID, rows[i]));
}

static void
look_at_requests(struct run *run)
{
	size_t count;
	const uint32_t *rows =
	    list(run, CONTROL_EVIDENCE, run->control, &count);

	for (size_t i = 0; i < count; i++)
		if (!look(run, "evidence", -1, i,
		        text_at(run, EVIDENCE_TITLE, rows[i])) &&
		    !look(run, "evidence", -1, i,
		        cell(run, EVIDENCE_ID, rows[i])))
			look(run, "evidence", -1, i,
			    text_at(run, EVIDENCE_DESCRIPTION, rows[i]));
}

/* Did this control's hits from `first` on include this very text? */
static bool
seen(const struct run *run, size_t first, uint32_t at)
{
	for (size_t i = first; i < run->hits->count; i++)
		if (run->hits->items[i].text == run->catalog->pool + at)
			return true;
	return false;
}

/* What several firm sizes share is said once. */
static void
look_at_solutions(struct run *run)
{
	size_t count, lines, first = run->hits->count;
	const uint32_t *rows =
	    list(run, CONTROL_SOLUTIONS, run->control, &count);

	for (size_t i = 0; i < count; i++) {
		const uint32_t *items =
		    list(run, SOLUTION_LINES, rows[i], &lines);

		for (size_t j = 0; j < lines; j++) {
			uint32_t at =
			    item_at(run, SOLUTION_LINES, rows[i], j, items[j]);

			if (is_found(run, at) && !seen(run, first, at))
				look(run, "solution", -1, i, at);
		}
	}
}

static void
look_at_mappings(struct run *run)
{
	size_t count;
	const uint32_t *rows =
	    list(run, CONTROL_MAPPINGS, run->control, &count);

	for (size_t i = 0; i < count; i++)
		if (!look_at_any(
		        run, "mapping", -1, i, MAPPING_VALUES, rows[i]))
			look(run, "mapping", -1, i,
			    cell(run, MAPPING_RAW, rows[i]));
}

/* The level that a note is about: its "criterion" is "3.7be01c44". */
static int
note_level(const struct run *run, const char *path)
{
	int length = (int)(strrchr(path, '/') - path);
	const char *about =
	    session_getf(run->session, "%.*s/criterion", length, path);

	return about ? atoi(about) : -1;
}

static void
look_at_notes(struct run *run)
{
	const char *id = catalog_string(run->catalog, CONTROL_ID, run->control);
	char prefix[80];
	const struct entry *entries;
	size_t count, item = 0;

	snprintf(prefix, sizeof(prefix), "%s/notes/", id);
	entries = session_range(run->session, prefix, &count);
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = &entries[i];

		if (!entry->value ||
		    !str_equal(strrchr(entry->path, '/'), "/text") ||
		    !matcher_finds(&run->matcher, entry->value))
			continue;
		add_hit(run, (struct hit){ .field = "note",
		                 .level = note_level(run, entry->path),
		                 .item = item++,
		                 .path = entry->path,
		                 .text = entry->value });
	}
}

static int
compare_items(const void *a, const void *b)
{
	const struct item_hit *x = a, *y = b;

	if (x->control != y->control)
		return x->control < y->control ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

static void
add_item(struct run *run, size_t control, const struct entry *entry)
{
	struct item_hits *hits = &run->evidence;

	hits->items = mem_grow(hits->items, &hits->capacity, hits->count + 1,
	    sizeof(*hits->items));
	hits->items[hits->count++] = (struct item_hit){ control, entry };
}

/* The controls that ask for this item, and those it is linked to. */
static void
spread_item(struct run *run, const char *id, const struct entry *entry)
{
	const struct catalog *c = run->catalog;
	const struct entry *links;
	char prefix[80];
	size_t count;

	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		size_t requests = catalog_count(c, CONTROL_EVIDENCE, i);

		for (size_t j = 0; j < requests; j++)
			if (str_equal(
			        id, catalog_item(c, CONTROL_EVIDENCE, i, j, 0)))
				add_item(run, i, entry);
	}
	snprintf(prefix, sizeof(prefix), "links/%s/", id);
	links = session_range(run->session, prefix, &count);
	for (size_t i = 0; i < count; i++) {
		const char *name = links[i].path + strlen(prefix);
		char *control = xstrndup(name, strcspn(name, "/"));
		size_t row = catalog_find(c, TABLE_CONTROL, control);

		free(control);
		if (row != CATALOG_NONE)
			add_item(run, row, entry);
	}
}

/* Finds the evidence once, and sorts it by control. */
static void
find_items(struct run *run)
{
	struct item_hits *hits = &run->evidence;
	const struct entry *entries;
	size_t count;

	entries = session_range(run->session, "evidence/", &count);
	for (size_t i = 0; i < count; i++) {
		const char *id = entries[i].path + strlen("evidence/");
		const char *field = strchrnul(id, '/');
		char *name;

		if (!entries[i].value || str_equal(field, "/state") ||
		    !matcher_finds(&run->matcher, entries[i].value))
			continue;
		name = xstrndup(id, (size_t)(field - id));
		spread_item(run, name, &entries[i]);
		free(name);
	}
	if (hits->count > 0)
		qsort(hits->items, hits->count, sizeof(*hits->items),
		    compare_items);
}

/* The first of the sorted items that belongs to this control or a later one.*/
static size_t
first_item(const struct item_hits *hits, size_t control)
{
	size_t low = 0, high = hits->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hits->items[middle].control < control)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
look_at_items(struct run *run)
{
	const struct item_hits *hits = &run->evidence;
	const struct entry *last = NULL;
	size_t item = 0;

	for (size_t i = first_item(hits, run->control);
	     i < hits->count && hits->items[i].control == run->control; i++) {
		const struct entry *entry = hits->items[i].entry;

		if (entry == last)
			continue;
		add_hit(run, (struct hit){ .field = "evidence",
		                 .level = -1,
		                 .item = item++,
		                 .path = entry->path,
		                 .text = entry->value });
		last = entry;
	}
}

static void
look_at_control(struct run *run, size_t control)
{
	size_t before = run->hits->count, count;
	const uint32_t *levels = list(run, CONTROL_LEVELS, control, &count);
	bool named;

	run->control = control;
	named = look(run, "id", -1, 0, cell(run, CONTROL_ID, control));
	if (!named)
		look(run, "id", -1, 0, cell(run, CONTROL_REF, control));
	look_at(run, "title", CONTROL_TITLE);
	look_at(run, "statement", CONTROL_STATEMENT);
	look_at(run, "question", CONTROL_QUESTION);
	look_at(run, "guidance", CONTROL_GUIDANCE);
	look_at_list(run, "prompt", -1, CONTROL_PROMPTS, control);
	for (size_t i = 0; i < count; i++)
		look_at_level(run, levels[i]);
	look_at_objectives(run, named);
	look_at_requests(run);
	look_at_solutions(run);
	look_at_mappings(run);
	if (run->session) {
		look_at_notes(run);
		look_at_items(run);
	}
	if (run->hits->count > before)
		run->hits->controls++;
}

/* Controls named by the query first, then the others. */
static void
visit(struct run *run)
{
	size_t count = catalog_rows(run->catalog, TABLE_CONTROL);

	for (int named = 1; named >= 0; named--)
		for (size_t i = 0; i < count; i++)
			if (matcher_begins(&run->matcher,
			        catalog_string(run->catalog, CONTROL_ID, i)) ==
			    named)
				look_at_control(run, i);
}

/* Where the cells of every field lie. */
static void
find_columns(struct run *run)
{
	const struct catalog *c = run->catalog;

	for (int i = 0; i < FIELD_COUNT; i++) {
		enum catalog_field field = (enum catalog_field)i;
		enum catalog_table table = catalog_field_info(field)->table;

		run->columns[i] = (struct column){
			.cells = c->words + c->header->tables[table] +
			         (field - catalog_table_first(table)),
			.width = catalog_table_width(table),
		};
	}
}

void
search_run(const struct catalog *catalog, const struct session *session,
    const char *query, size_t language, struct hits *hits)
{
	struct run run = {
		.catalog = catalog,
		.session = session,
		.language = language,
		.hits = hits,
	};
	size_t size = catalog->header->pool;
	bool any;

	hits->count = hits->controls = 0;
	matcher_init(&run.matcher, query);
	if (run.matcher.count > 0) {
		find_columns(&run);
		run.found = xcalloc(size / 64 + 1, sizeof(*run.found));
		any =
		    matcher_sweep(&run.matcher, catalog->pool, size, run.found);
		if (session)
			find_items(&run);
		if (any || session)
			visit(&run);
	}
	matcher_done(&run.matcher);
	free(run.found);
	free(run.evidence.items);
}
