/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The lists of the crosswalk. */

#include <config.h>

#include "panes/crosswalk_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/search.h"
#include "model/session.h"
#include "ui/canvas.h"

void
crosswalk_view_done(struct crosswalk_view *view)
{
	for (int i = 0; i < CROSSWALK_SIDES; i++) {
		free(view->columns[i].rows);
		free(view->columns[i].needle);
	}
	free(view->coverage);
	crosswalk_done(&view->crosswalk);
}

size_t
crosswalk_at(const struct crosswalk_view *view, enum crosswalk_side side)
{
	const struct crosswalk_column *column = &view->columns[side];

	return column->cursor < column->count ? column->rows[column->cursor]
	                                      : CATALOG_NONE;
}

size_t
crosswalk_values(const struct desk *desk, size_t mapping)
{
	size_t count = catalog_count(desk->catalog, MAPPING_VALUES, mapping);

	return count || !catalog_string(desk->catalog, MAPPING_RAW, mapping)
	           ? count
	           : 1;
}

const char *
crosswalk_value(const struct desk *desk, size_t mapping, size_t i)
{
	const struct catalog *c = desk->catalog;

	return i < catalog_count(c, MAPPING_VALUES, mapping)
	           ? catalog_item(c, MAPPING_VALUES, mapping, i, 0)
	           : catalog_string(c, MAPPING_RAW, mapping);
}

/* Does one of the texts contain what is looked for, case and accents aside?
 * needle is folded; NULL finds all. */
static bool
has(const char *needle, const char *text)
{
	if (!needle)
		return true;
	char *folded = text ? search_fold(text) : NULL;
	bool found = folded && strstr(folded, needle);

	free(folded);
	return found;
}

static void
add(struct crosswalk_column *column, size_t row)
{
	column->rows = mem_grow(column->rows, &column->capacity,
	    column->count + 1, sizeof(*column->rows));
	column->rows[column->count++] = row;
}

static void
list_frameworks(struct crosswalk_view *view, const struct desk *desk,
    const char *needle, struct crosswalk_column *column)
{
	const struct catalog *c = desk->catalog;

	for (size_t i = 0; i < catalog_rows(c, TABLE_FRAMEWORK); i++) {
		if (!view->coverage[i].requirements)
			continue;
		column->all++;
		if (has(needle, catalog_string(c, FRAMEWORK_NAME, i)) ||
		    has(needle, catalog_string(c, FRAMEWORK_ID, i)) ||
		    has(needle, catalog_string(c, FRAMEWORK_GROUP, i)))
			add(column, i);
	}
}

static void
list_controls(const struct desk *desk, const char *needle,
    struct crosswalk_column *column)
{
	const struct catalog *c = desk->catalog;

	column->all = catalog_rows(c, TABLE_CONTROL);
	for (size_t i = 0; i < column->all; i++)
		if (has(needle, catalog_string(c, CONTROL_ID, i)) ||
		    has(needle, catalog_control_name(c, i, desk->language)))
			add(column, i);
}

/* A requirement is found by its name, or by a control that answers it. */
static bool
requirement_fits(const struct desk *desk, const struct requirement *requirement,
    const char *needle)
{
	bool fits = has(needle, requirement->name);

	for (size_t i = 0; i < requirement->count && !fits; i++)
		fits = has(needle, catalog_string(desk->catalog, CONTROL_ID,
		                       requirement->controls[i]));
	return fits;
}

static void
list_requirements(struct crosswalk_view *view, const struct desk *desk,
    const char *needle, struct crosswalk_column *column)
{
	column->all = view->crosswalk.count;
	for (size_t i = 0; i < column->all; i++) {
		const struct requirement *it = &view->crosswalk.items[i];
		int cells = text_cells(it->name);

		if (!requirement_fits(desk, it, needle))
			continue;
		add(column, i);
		if (cells > view->name_cells)
			view->name_cells = cells;
	}
}

static bool
mapping_fits(const struct desk *desk, size_t mapping, const char *needle)
{
	const struct catalog *c = desk->catalog;
	size_t framework = catalog_ref(c, MAPPING_FRAMEWORK, mapping);
	bool fits = has(needle, catalog_string(c, FRAMEWORK_NAME, framework)) ||
	            has(needle, catalog_string(c, FRAMEWORK_ID, framework));

	for (size_t i = 0; i < crosswalk_values(desk, mapping) && !fits; i++)
		fits = has(needle, crosswalk_value(desk, mapping, i));
	return fits;
}

static void
list_mappings(struct crosswalk_view *view, const struct desk *desk,
    size_t control, const char *needle, struct crosswalk_column *column)
{
	const struct catalog *c = desk->catalog;

	column->all = control == CATALOG_NONE
	                  ? 0
	                  : catalog_count(c, CONTROL_MAPPINGS, control);
	for (size_t i = 0; i < column->all; i++) {
		size_t row = catalog_child(c, CONTROL_MAPPINGS, control, i);
		size_t framework = catalog_ref(c, MAPPING_FRAMEWORK, row);
		int cells =
		    text_cells(catalog_string(c, FRAMEWORK_NAME, framework));

		if (!mapping_fits(desk, row, needle))
			continue;
		add(column, row);
		if (cells > view->name_cells)
			view->name_cells = cells;
	}
}

bool
crosswalk_seek(
    struct crosswalk_view *view, enum crosswalk_side side, size_t row)
{
	struct crosswalk_column *column = &view->columns[side];

	for (size_t i = 0; i < column->count; i++)
		if (column->rows[i] == row) {
			column->cursor = i;
			return true;
		}
	return false;
}

/* Lists a column anew; the cursor stays on its row, else where it was. */
static void
make_column(struct crosswalk_view *view, const struct desk *desk,
    enum crosswalk_side side)
{
	struct crosswalk_column *column = &view->columns[side];
	size_t row = crosswalk_at(view, side);
	char *needle = column->needle ? search_fold(column->needle) : NULL;

	column->count = column->all = 0;
	if (side == CROSSWALK_LEFT && view->by_control) {
		list_controls(desk, needle, column);
	} else if (side == CROSSWALK_LEFT) {
		list_frameworks(view, desk, needle, column);
	} else {
		view->name_cells = 0;
		if (view->by_control)
			list_mappings(view, desk,
			    crosswalk_at(view, CROSSWALK_LEFT), needle, column);
		else
			list_requirements(view, desk, needle, column);
	}
	free(needle);
	if (!crosswalk_seek(view, side, row) && column->cursor >= column->count)
		column->cursor = column->count ? column->count - 1 : 0;
}

static void
make_crosswalk(struct crosswalk_view *view, const struct desk *desk)
{
	size_t framework = crosswalk_at(view, CROSSWALK_LEFT);

	crosswalk_done(&view->crosswalk);
	if (!view->by_control && framework != CATALOG_NONE)
		crosswalk_init(&view->crosswalk, desk->catalog, framework);
}

static bool
covers(const struct crosswalk_made *made, const struct crosswalk_made *now)
{
	return made->session == now->session && made->commits == now->commits;
}

void
crosswalk_update(struct crosswalk_view *view, const struct desk *desk)
{
	struct crosswalk_made now = {
		.session = desk->session,
		.commits = desk->session ? session_commits(desk->session) : 0,
		.language = desk->language,
		.spot = desk->spot.control,
		.by_control = view->by_control,
	};
	struct crosswalk_made was = view->made;
	bool first = !view->ready;
	bool again = first || view->narrowed || was.language != now.language ||
	             was.by_control != now.by_control;

	if (first)
		view->coverage =
		    xcalloc(catalog_rows(desk->catalog, TABLE_FRAMEWORK) + 1,
		        sizeof(*view->coverage));
	if (first || !covers(&was, &now))
		crosswalk_cover(desk, view->coverage);
	if (again)
		make_column(view, desk, CROSSWALK_LEFT);
	/* another control may have been chosen elsewhere */
	if (view->by_control && (again || was.spot != now.spot))
		crosswalk_seek(view, CROSSWALK_LEFT, now.spot);
	now.chosen = crosswalk_at(view, CROSSWALK_LEFT);
	bool chosen = first || was.by_control != now.by_control ||
	              was.chosen != now.chosen;

	if (chosen) {
		make_crosswalk(view, desk);
		view->columns[CROSSWALK_RIGHT].cursor = 0;
		view->columns[CROSSWALK_RIGHT].count = 0;
	}
	if (again || chosen)
		make_column(view, desk, CROSSWALK_RIGHT);
	view->made = now;
	view->ready = true;
	view->narrowed = false;
}

void
crosswalk_narrow(
    struct crosswalk_view *view, enum crosswalk_side side, const char *needle)
{
	char **now = &view->columns[side].needle;
	char *copy =
	    needle && *needle ? str_fold_space(needle, strlen(needle)) : NULL;

	free(*now);
	*now = copy && *copy ? copy : NULL;
	if (!*now)
		free(copy);
	view->narrowed = true;
}

void
crosswalk_turn(struct crosswalk_view *view, const struct desk *desk,
    bool by_control, size_t row)
{
	view->by_control = by_control;
	for (int i = 0; i < CROSSWALK_SIDES; i++) {
		crosswalk_narrow(view, (enum crosswalk_side)i, NULL);
		view->columns[i].count = 0;
		view->columns[i].cursor = view->columns[i].top = 0;
	}
	crosswalk_update(view, desk);
	if (row != CATALOG_NONE && crosswalk_seek(view, CROSSWALK_LEFT, row))
		crosswalk_update(view, desk);
}

const char *
crosswalk_name(const struct crosswalk_view *view, const struct desk *desk,
    enum crosswalk_side side, size_t i)
{
	const struct catalog *c = desk->catalog;
	size_t row = view->columns[side].rows[i];

	if (side == CROSSWALK_LEFT)
		return view->by_control
		           ? catalog_string(c, CONTROL_ID, row)
		           : catalog_string(c, FRAMEWORK_NAME, row);
	return view->by_control ? catalog_string(c, FRAMEWORK_NAME,
	                              catalog_ref(c, MAPPING_FRAMEWORK, row))
	                        : view->crosswalk.items[row].name;
}
