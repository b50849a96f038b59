/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Controls, criteria and objectives as people write them. */

#include <config.h>

#include "panes/item_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/schema.h"

/* An item is checked as the end of a link's path. */
static const char link_head[] = "links/EV-aaaaaa/";

static char *
resolve(const struct desk *desk, const char *item)
{
	char *path = xasprintf("%s%s", link_head, item);
	const struct schema_row *row;
	struct err err = { 0 };
	char *canonical = NULL, *out = NULL;

	if (schema_resolve(desk->catalog, path, &canonical, &row, &err))
		out = xstrdup(canonical + strlen(link_head));
	err_done(&err);
	free(canonical);
	free(path);
	/* a field of a link is no item */
	if (out && strrchr(out, '/') &&
	    str_equal(strrchr(out, '/'), "/locator")) {
		free(out);
		return NULL;
	}
	return out;
}

/* The objective of that id, as an item; NULL: there is none. */
static char *
find_objective(const struct desk *desk, const char *id)
{
	const struct catalog *c = desk->catalog;

	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++)
		for (size_t k = 0; k < catalog_count(c, CONTROL_OBJECTIVES, i);
		     k++) {
			size_t row = catalog_child(c, CONTROL_OBJECTIVES, i, k);

			if (strcasecmp(
			        catalog_string(c, OBJECTIVE_ID, row), id) == 0)
				return item_text_of(desk, i, row, CATALOG_NONE);
		}
	return NULL;
}

/* "OPS-03 3.3", "OPS-03 A02". */
static char *
parse_pair(const struct desk *desk, const char *control, const char *rest)
{
	char *item = xasprintf("%s/criteria/%s", control, rest);
	char *out = resolve(desk, item);

	free(item);
	if (out)
		return out;
	item = xasprintf("%s/objectives/%s", control, rest);
	out = resolve(desk, item);
	free(item);
	if (out)
		return out;
	item = xasprintf("%s_%s", control, rest);
	out = find_objective(desk, item);
	free(item);
	return out;
}

char *
item_text_parse(const struct desk *desk, const char *text)
{
	char *folded = str_fold_space(text, strlen(text));
	char *blank = strchr(folded, ' '), *out = NULL;

	if (blank && !strchr(blank + 1, ' ')) {
		*blank = '\0';
		out = parse_pair(desk, folded, blank + 1);
	} else if (*folded && !blank) {
		out = resolve(desk, folded);
		if (!out)
			out = find_objective(desk, folded);
	}
	free(folded);
	return out;
}

char *
item_text_of(
    const struct desk *desk, size_t control, size_t objective, size_t criterion)
{
	const struct catalog *c = desk->catalog;
	const char *id = catalog_string(c, CONTROL_ID, control);
	struct spot spot;

	if (objective != CATALOG_NONE)
		return xasprintf("%s/objectives/%s", id,
		    catalog_string(c, OBJECTIVE_ID, objective));
	if (item_text_spot(desk, control, criterion, &spot))
		return xasprintf("%s/criteria/%d.%s", id, spot.level,
		    catalog_string(c, CRITERION_KEY, criterion));
	return xstrdup(id);
}

bool
item_text_spot(const struct desk *desk, size_t control, size_t criterion,
    struct spot *spot)
{
	const struct catalog *c = desk->catalog;

	if (control == CATALOG_NONE || criterion == CATALOG_NONE)
		return false;
	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++) {
		size_t level = catalog_child(c, CONTROL_LEVELS, control, i);
		size_t count = catalog_count(c, CLEVEL_CRITERIA, level);

		for (size_t k = 0; k < count; k++) {
			if (catalog_child(c, CLEVEL_CRITERIA, level, k) !=
			    criterion)
				continue;
			*spot = (struct spot){ SPOT_CRITERION, control,
				catalog_number(c, CLEVEL_LEVEL, level), k };
			return true;
		}
	}
	return false;
}

void
item_text_show_row(const struct desk *desk, size_t control, size_t objective,
    size_t criterion, bool bare, struct str *out)
{
	const struct catalog *c = desk->catalog;
	const char *id = catalog_string(c, CONTROL_ID, control);
	struct spot spot;

	if (objective != CATALOG_NONE) {
		const char *name = catalog_string(c, OBJECTIVE_ID, objective);
		size_t len = strlen(id);

		if (bare && str_starts(name, id) && name[len] == '_')
			name += len + 1;
		str_add(out, name);
	} else if (item_text_spot(desk, control, criterion, &spot)) {
		str_printf(out, "%s%s%d.%zu", bare ? "" : id, bare ? "" : " ",
		    spot.level, spot.item + 1);
	} else {
		str_add(out, id);
	}
}

bool
item_text_rows(const struct desk *desk, const char *item, size_t *control,
    size_t *objective, size_t *criterion)
{
	char *id = path_segment(item, 0), *kind = path_segment(item, 1);
	char *what = path_segment(item, 2);
	const char *key;
	int level;

	*objective = *criterion = CATALOG_NONE;
	*control =
	    id ? catalog_find(desk->catalog, TABLE_CONTROL, id) : CATALOG_NONE;
	bool found = *control != CATALOG_NONE && !kind;

	if (*control != CATALOG_NONE && str_equal(kind, "criteria") && what &&
	    path_parse_criterion(what, &level, &key)) {
		*criterion =
		    catalog_find_criterion(desk->catalog, *control, level, key);
		found = *criterion != CATALOG_NONE;
	} else if (*control != CATALOG_NONE && str_equal(kind, "objectives") &&
	           what) {
		*objective = catalog_find(desk->catalog, TABLE_OBJECTIVE, what);
		found = *objective != CATALOG_NONE;
	}
	free(id);
	free(kind);
	free(what);
	return found;
}

void
item_text_show(const struct desk *desk, const char *item, struct str *out)
{
	size_t control, objective, criterion;

	if (item_text_rows(desk, item, &control, &objective, &criterion))
		item_text_show_row(
		    desk, control, objective, criterion, false, out);
	else
		str_add(out, item);
}
