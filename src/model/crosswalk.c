/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A pack's mappings lie with its controls. Here they are turned round: from
 * the values of a framework to the controls that name them. */

#include <config.h>

#include "model/crosswalk.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"

/* What the controls of a requirement say, one bit each. */
enum { SAYS_OPEN = 1, SAYS_DEFICIENT = 2, SAYS_GOOD = 4 };

/* What a control has for a framework. */
struct cell {
	size_t control;
	size_t row; /* of MAPPING */
};

struct found {
	const char *name;
	size_t controls; /* how many name it */
	size_t last;     /* the last of them */
	unsigned says;   /* by whom looks for it */
};

/* The distinct values of some cells. Places hold the index plus one; 0 is a
 * free place. */
struct gathering {
	struct found *items;
	size_t count, capacity;
	size_t *places;
	size_t size, room; /* places in use, places there are */
};

static void
gathering_done(struct gathering *gathering)
{
	free(gathering->items);
	free(gathering->places);
}

/* Empties it and makes room for so many values. */
static void
gathering_begin(struct gathering *gathering, size_t most)
{
	gathering->size = 16;
	while (gathering->size < 2 * most)
		gathering->size *= 2;
	gathering->places = mem_grow(gathering->places, &gathering->room,
	    gathering->size, sizeof(*gathering->places));
	memset(
	    gathering->places, 0, gathering->size * sizeof(*gathering->places));
	gathering->count = 0;
}

/* The item of a value, a new one where it was not met yet. */
static struct found *
gather(struct gathering *gathering, const char *name)
{
	size_t mask = gathering->size - 1;
	size_t at = str_hash(name, strlen(name)) & mask;

	for (; gathering->places[at]; at = (at + 1) & mask) {
		struct found *found =
		    &gathering->items[gathering->places[at] - 1];

		if (str_equal(found->name, name))
			return found;
	}
	gathering->items = mem_grow(gathering->items, &gathering->capacity,
	    gathering->count + 1, sizeof(*gathering->items));
	gathering->items[gathering->count] =
	    (struct found){ .name = name, .last = CATALOG_NONE };
	gathering->places[at] = ++gathering->count;
	return &gathering->items[gathering->count - 1];
}

/* How many requirements a cell names; what could not be split is one. */
static size_t
value_count(const struct catalog *catalog, size_t row)
{
	size_t count = catalog_count(catalog, MAPPING_VALUES, row);

	return count || !catalog_string(catalog, MAPPING_RAW, row) ? count : 1;
}

static const char *
value_at(const struct catalog *catalog, size_t row, size_t i)
{
	return i < catalog_count(catalog, MAPPING_VALUES, row)
	           ? catalog_item(catalog, MAPPING_VALUES, row, i, 0)
	           : catalog_string(catalog, MAPPING_RAW, row);
}

static size_t
value_sum(const struct catalog *catalog, const struct cell *cells, size_t count)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += value_count(catalog, cells[i].row);
	return sum;
}

/* The i-th cell of a control; its framework, which is none of the pack's where
 * the row names none. */
static size_t
read_cell(
    const struct catalog *catalog, size_t control, size_t i, struct cell *out)
{
	*out = (struct cell){ control,
		catalog_child(catalog, CONTROL_MAPPINGS, control, i) };
	return catalog_ref(catalog, MAPPING_FRAMEWORK, out->row);
}

/* Counts or, where there is a place for them, sorts in the cells of all
 * controls: next[framework] is where the next one goes. */
static void
deal_cells(const struct catalog *catalog, size_t *next, struct cell *cells)
{
	size_t frameworks = catalog_rows(catalog, TABLE_FRAMEWORK);

	for (size_t i = 0; i < catalog_rows(catalog, TABLE_CONTROL); i++) {
		size_t count = catalog_count(catalog, CONTROL_MAPPINGS, i);

		for (size_t j = 0; j < count; j++) {
			struct cell cell;
			size_t framework = read_cell(catalog, i, j, &cell);

			if (framework >= frameworks)
				continue;
			if (cells)
				cells[next[framework]] = cell;
			next[framework]++;
		}
	}
}

/* The cells of all controls by framework: those of row i end where ends[i]
 * says, and the next ones begin there. Inside, they are in order of their
 * controls. */
static struct cell *
sort_cells(const struct catalog *catalog, size_t *ends)
{
	size_t frameworks = catalog_rows(catalog, TABLE_FRAMEWORK), sum = 0;
	struct cell *cells;

	deal_cells(catalog, ends, NULL);
	for (size_t i = 0; i < frameworks; i++) {
		size_t count = ends[i];

		ends[i] = sum;
		sum += count;
	}
	cells = xcalloc(sum + 1, sizeof(*cells));
	deal_cells(catalog, ends, cells);
	return cells;
}

/* The cells of one framework; the caller frees them. */
static struct cell *
find_cells(const struct catalog *catalog, size_t framework, size_t *count)
{
	struct cell *cells = NULL, cell;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = 0; i < catalog_rows(catalog, TABLE_CONTROL); i++)
		for (size_t j = 0;
		     j < catalog_count(catalog, CONTROL_MAPPINGS, i); j++) {
			if (read_cell(catalog, i, j, &cell) != framework)
				continue;
			cells = mem_grow(
			    cells, &capacity, *count + 1, sizeof(*cells));
			cells[(*count)++] = cell;
		}
	return cells;
}

static size_t
count_controls(const struct cell *cells, size_t count)
{
	size_t controls = 0;

	for (size_t i = 0; i < count; i++)
		controls += i == 0 || cells[i].control != cells[i - 1].control;
	return controls;
}

/* One requirement that one control names. */
struct pair {
	size_t requirement, control;
};

/* Gathers the requirements of cells, and who names which, each once. */
static size_t
gather_pairs(const struct catalog *catalog, const struct cell *cells,
    size_t count, struct gathering *gathering, struct pair *pairs)
{
	size_t made = 0;

	for (size_t i = 0; i < count; i++) {
		size_t control = cells[i].control;
		size_t values = value_count(catalog, cells[i].row);

		for (size_t j = 0; j < values; j++) {
			struct found *found = gather(
			    gathering, value_at(catalog, cells[i].row, j));

			if (found->last == control)
				continue;
			found->last = control;
			found->controls++;
			pairs[made++] =
			    (struct pair){ (size_t)(found - gathering->items),
				    control };
		}
	}
	return made;
}

static int
compare_requirements(const void *a, const void *b)
{
	const struct requirement *x = a, *y = b;
	int order = str_natural_compare(x->name, y->name);

	return order ? order : strcmp(x->name, y->name);
}

/* Makes the requirements of what was gathered, each with its controls. */
static void
lay_out(struct crosswalk *crosswalk, const struct gathering *gathering,
    const struct pair *pairs, size_t count)
{
	size_t *next;

	crosswalk->count = gathering->count;
	crosswalk->items =
	    xcalloc(gathering->count + 1, sizeof(*crosswalk->items));
	crosswalk->controls = xcalloc(count + 1, sizeof(*next));
	next = crosswalk->controls;
	for (size_t i = 0; i < gathering->count; i++) {
		crosswalk->items[i] =
		    (struct requirement){ .name = gathering->items[i].name,
			    .controls = next };
		next += gathering->items[i].controls;
	}
	for (size_t i = 0; i < count; i++) {
		struct requirement *it =
		    &crosswalk->items[pairs[i].requirement];

		it->controls[it->count++] = pairs[i].control;
	}
	qsort(crosswalk->items, crosswalk->count, sizeof(*crosswalk->items),
	    compare_requirements);
}

void
crosswalk_init(struct crosswalk *crosswalk, const struct catalog *catalog,
    size_t framework)
{
	struct gathering gathering = { 0 };
	size_t count, values;
	struct cell *cells = find_cells(catalog, framework, &count);
	struct pair *pairs;

	*crosswalk = (struct crosswalk){ 0 };
	values = value_sum(catalog, cells, count);
	pairs = xcalloc(values + 1, sizeof(*pairs));
	gathering_begin(&gathering, values);
	crosswalk->mapped = count_controls(cells, count);
	lay_out(crosswalk, &gathering, pairs,
	    gather_pairs(catalog, cells, count, &gathering, pairs));
	free(pairs);
	free(cells);
	gathering_done(&gathering);
}

void
crosswalk_done(struct crosswalk *crosswalk)
{
	free(crosswalk->items);
	free(crosswalk->controls);
	*crosswalk = (struct crosswalk){ 0 };
}

/* What one control says: nothing, where it is out of scope or n/a. */
static unsigned
listen(const struct desk *desk, size_t control)
{
	const struct standing *standing = desk_standing(desk, control);

	if (!scope_is_in(&standing->scope))
		return 0;
	switch (standing->designation) {
	case DESIGNATION_DEFICIENT:
		return SAYS_DEFICIENT;
	case DESIGNATION_SATISFACTORY:
	case DESIGNATION_ALTERNATIVE:
		return SAYS_GOOD;
	case DESIGNATION_NOT_APPLICABLE:
		return 0;
	default:
		return SAYS_OPEN;
	}
}

static enum designation
read_says(unsigned says)
{
	if (says & SAYS_DEFICIENT)
		return DESIGNATION_DEFICIENT;
	if (says & SAYS_OPEN)
		return DESIGNATION_NONE;
	return says & SAYS_GOOD ? DESIGNATION_SATISFACTORY
	                        : DESIGNATION_NOT_APPLICABLE;
}

enum designation
crosswalk_read(const struct desk *desk, const struct requirement *requirement)
{
	unsigned says = 0;

	for (size_t i = 0; i < requirement->count; i++)
		says |= listen(desk, requirement->controls[i]);
	return read_says(says);
}

size_t
crosswalk_open(const struct desk *desk, const struct requirement *requirement)
{
	size_t open = 0;

	for (size_t i = 0; i < requirement->count; i++)
		open += listen(desk, requirement->controls[i]) == SAYS_OPEN;
	return open;
}

/* Reads one framework from its cells. */
static void
cover(const struct desk *desk, const struct cell *cells, size_t count,
    struct gathering *gathering, struct coverage *out)
{
	const struct catalog *catalog = desk->catalog;

	gathering_begin(gathering, value_sum(catalog, cells, count));
	for (size_t i = 0; i < count; i++) {
		unsigned says = listen(desk, cells[i].control);
		size_t values = value_count(catalog, cells[i].row);

		for (size_t j = 0; j < values; j++)
			gather(gathering, value_at(catalog, cells[i].row, j))
			    ->says |= says;
	}
	*out = (struct coverage){ .requirements = gathering->count,
		.mapped = count_controls(cells, count) };
	for (size_t i = 0; i < gathering->count; i++) {
		unsigned says = gathering->items[i].says;

		out->by[read_says(says)]++;
		out->settled += !(says & SAYS_OPEN);
	}
}

void
crosswalk_cover(const struct desk *desk, struct coverage *out)
{
	size_t frameworks = catalog_rows(desk->catalog, TABLE_FRAMEWORK);
	size_t *ends = xcalloc(frameworks + 1, sizeof(*ends)), at = 0;
	struct cell *cells = sort_cells(desk->catalog, ends);
	struct gathering gathering = { 0 };

	for (size_t i = 0; i < frameworks; i++) {
		cover(desk, cells + at, ends[i] - at, &gathering, &out[i]);
		at = ends[i];
	}
	gathering_done(&gathering);
	free(cells);
	free(ends);
}

struct touched
crosswalk_touch(const struct catalog *catalog, size_t control, size_t framework)
{
	size_t count = catalog_count(catalog, CONTROL_MAPPINGS, control);
	struct gathering gathering = { 0 };
	struct touched touched = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct cell cell;
		size_t mapped = read_cell(catalog, control, i, &cell);
		size_t values = value_count(catalog, cell.row);

		gathering_begin(&gathering, values);
		for (size_t j = 0; j < values; j++)
			gather(&gathering, value_at(catalog, cell.row, j));
		if (mapped == framework) {
			touched.here += gathering.count;
		} else {
			touched.elsewhere += gathering.count;
			touched.frameworks += gathering.count > 0;
		}
	}
	gathering_done(&gathering);
	return touched;
}
