/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Spots: the item under the cursor, how it moves, and the path it stands for.*/

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/records.h"
#include "model/schema.h"
#include "model/twins.h"

bool
spot_equal(struct spot a, struct spot b)
{
	return a.control == b.control && a.kind == b.kind &&
	       (a.kind == SPOT_PERFORMED || a.level == b.level) &&
	       (a.kind != SPOT_CRITERION || a.item == b.item);
}

static size_t
criteria_of(const struct desk *desk, size_t control, int level)
{
	size_t row = catalog_control_level(desk->catalog, control, level);

	return row == CATALOG_NONE
	           ? 0
	           : catalog_count(desk->catalog, CLEVEL_CRITERIA, row);
}

size_t
desk_criterion(const struct desk *desk, struct spot spot)
{
	if (spot.kind != SPOT_CRITERION || spot.control == CATALOG_NONE ||
	    spot.item >= criteria_of(desk, spot.control, spot.level))
		return CATALOG_NONE;
	return catalog_child(desk->catalog, CLEVEL_CRITERIA,
	    catalog_control_level(desk->catalog, spot.control, spot.level),
	    spot.item);
}

enum criterion_state
desk_state(const struct desk *desk, struct spot spot)
{
	size_t row = desk_criterion(desk, spot);

	return row == CATALOG_NONE ? STATE_UNASSESSED
	                           : rating_state(desk->catalog, desk->session,
	                                 spot.control, row);
}

/* One stop on, level lines included; false at the control's end. A control
 * runs L0, L1, 1.1, 1.2, L2 ...; every level of the control is a stop. */
static bool
step_any(const struct desk *desk, struct spot *spot, int step)
{
	int top = catalog_scale_top(desk->catalog);
	struct spot next = *spot;

	if (step > 0) {
		size_t count =
		    spot->kind == SPOT_PERFORMED
		        ? 0
		        : criteria_of(desk, spot->control, spot->level);

		if (spot->kind == SPOT_LEVEL && count) {
			next.kind = SPOT_CRITERION;
			next.item = 0;
		} else if (spot->kind == SPOT_CRITERION &&
		           spot->item + 1 < count) {
			next.item++;
		} else {
			next.kind = SPOT_LEVEL;
			next.level =
			    spot->kind == SPOT_PERFORMED ? 1 : spot->level + 1;
			if (next.level > top)
				return false;
		}
	} else if (spot->kind == SPOT_CRITERION) {
		next.kind = spot->item ? SPOT_CRITERION : SPOT_LEVEL;
		next.item = spot->item ? spot->item - 1 : 0;
	} else if (spot->kind == SPOT_LEVEL) {
		size_t count =
		    spot->level > 1
		        ? criteria_of(desk, spot->control, spot->level - 1)
		        : 0;

		next.level = spot->level - 1;
		next.kind = next.level == 0 ? SPOT_PERFORMED
		            : count         ? SPOT_CRITERION
		                            : SPOT_LEVEL;
		next.item = count ? count - 1 : 0;
	} else {
		return false;
	}
	*spot = next;
	return true;
}

bool
desk_step(const struct desk *desk, struct spot *spot, int step, bool headings)
{
	struct spot next = *spot;

	if (spot->control == CATALOG_NONE)
		return false;
	while (step_any(desk, &next, step)) {
		if (headings || next.kind == SPOT_CRITERION) {
			*spot = next;
			return true;
		}
	}
	return false;
}

/* Is this a copied answer whose source says otherwise now? */
static bool
asks_again(const struct desk *desk, struct spot spot)
{
	return desk_standing(desk, spot.control)->recheck &&
	       twins_recheck(desk, spot.control, spot.level,
	           desk_criterion(desk, spot));
}

/* Is something to be said here: an unassessed criterion, a copy to be asked
 * again, or a level in the band not judged? Out of scope, or not applicable,
 * nothing is. */
static bool
is_open(const struct desk *desk, struct spot spot)
{
	if (!standing_counts(desk_standing(desk, spot.control)))
		return false;
	if (spot.kind == SPOT_CRITERION)
		return desk_state(desk, spot) == STATE_UNASSESSED ||
		       asks_again(desk, spot);
	if (spot.kind == SPOT_LEVEL)
		return desk_rating(desk, spot.control)
		    ->maturity.levels[spot.level]
		    .asks;
	return false;
}

static struct spot
control_end(const struct desk *desk, size_t control)
{
	struct spot spot = { .kind = SPOT_PERFORMED, .control = control };

	while (step_any(desk, &spot, 1))
		continue;
	return spot;
}

size_t
desk_step_control(const struct desk *desk, size_t control, int step)
{
	do
		control = outline_step(&desk->outline, control, step);
	while (control != CATALOG_NONE &&
	       !scope_is_in(&desk_standing(desk, control)->scope));
	return control;
}

bool
desk_step_open(const struct desk *desk, struct spot *spot, int step)
{
	struct spot at = *spot;

	if (at.control == CATALOG_NONE)
		return false;
	for (;;) {
		while (step_any(desk, &at, step))
			if (is_open(desk, at)) {
				*spot = at;
				return true;
			}
		size_t control = desk_step_control(desk, at.control, step);

		if (control == CATALOG_NONE)
			return false;
		at =
		    (struct spot){ .kind = SPOT_PERFORMED, .control = control };
		if (step < 0)
			at = control_end(desk, control);
		if (is_open(desk, at)) {
			*spot = at;
			return true;
		}
	}
}

struct spot
desk_first_open(const struct desk *desk, size_t control)
{
	struct spot start = { .kind = SPOT_PERFORMED, .control = control };
	struct spot at = start, first = start;

	while (desk_step(desk, &at, 1, false)) {
		if (first.kind == SPOT_PERFORMED)
			first = at;
		if (desk_state(desk, at) == STATE_UNASSESSED)
			return at;
	}
	return first;
}

char *
desk_path(const struct desk *desk, struct spot spot)
{
	const char *id =
	    catalog_string(desk->catalog, CONTROL_ID, spot.control);

	if (spot.kind == SPOT_PERFORMED)
		return xasprintf("%s/performed", id);
	if (spot.kind == SPOT_LEVEL)
		return xasprintf("%s/judged/%d", id, spot.level);
	return path_criterion(id, spot.level,
	    catalog_string(
	        desk->catalog, CRITERION_KEY, desk_criterion(desk, spot)),
	    "state");
}

char *
desk_spot_name(const struct desk *desk, struct spot spot)
{
	const char *id =
	    catalog_string(desk->catalog, CONTROL_ID, spot.control);

	if (spot.kind == SPOT_CRITERION)
		return xasprintf("%s %d.%zu", id, spot.level, spot.item + 1);
	return xasprintf(
	    "%s L%d", id, spot.kind == SPOT_LEVEL ? spot.level : 0);
}

/* LEVEL.KEY -> spot; false when the catalog has no such criterion. */
static bool
find_key(const struct desk *desk, size_t control, const char *segment,
    struct spot *spot)
{
	int level;
	const char *key;

	if (!path_parse_criterion(segment, &level, &key))
		return false;
	for (size_t i = 0; i < criteria_of(desk, control, level); i++) {
		struct spot at = { SPOT_CRITERION, control, level, i };

		if (str_equal(catalog_string(desk->catalog, CRITERION_KEY,
		                  desk_criterion(desk, at)),
		        key)) {
			*spot = at;
			return true;
		}
	}
	return false;
}

/* Which segment of a path names its control. */
static size_t
control_at(const char *path)
{
	if (str_starts(path, "slots/"))
		return 3; /* slots/ID/controls/CONTROL */
	return str_starts(path, "links/") || str_starts(path, "scope/controls/")
	           ? 2
	           : 0;
}

/* What a statement, follow-up or finding is about, as a path; NULL: all else.
 */
static const char *
find_about(const struct desk *desk, const char *path)
{
	char *first = path_segment(path, 0), *id = path_segment(path, 1);
	const char *about = NULL;

	if (id && desk->session &&
	    (str_equal(first, "statements") || str_equal(first, "followups") ||
	        str_equal(first, "findings")))
		about = record_get(desk->session, first, id, "about");
	free(first);
	free(id);
	return about;
}

bool
desk_find_path(const struct desk *desk, const char *path, struct spot *spot)
{
	const char *about = find_about(desk, path);

	if (about)
		path = about;
	size_t at = control_at(path);
	char *id = path_segment(path, at);
	char *what = path_segment(path, at + 1);
	char *which = path_segment(path, at + 2);
	size_t control =
	    id ? catalog_find(desk->catalog, TABLE_CONTROL, id) : CATALOG_NONE;
	bool found = control != CATALOG_NONE;

	if (found) {
		*spot =
		    (struct spot){ .kind = SPOT_PERFORMED, .control = control };
		if (which && str_equal(what, "criteria"))
			found = find_key(desk, control, which, spot);
		else if (which && str_equal(what, "judged")) {
			spot->kind = SPOT_LEVEL;
			spot->level = atoi(which);
		}
	} else if (id && str_equal(id, "evidence") && what) {
		size_t row = catalog_find(desk->catalog, TABLE_EVIDENCE, what);

		/* the first control that asks for it */
		for (size_t c = 0;
		     row != CATALOG_NONE && !found &&
		     c < catalog_rows(desk->catalog, TABLE_CONTROL);
		     c++)
			for (size_t i = 0; i < catalog_count(desk->catalog,
			                           CONTROL_EVIDENCE, c);
			     i++)
				if (catalog_child(desk->catalog,
				        CONTROL_EVIDENCE, c, i) == row) {
					*spot = (struct spot){
						.kind = SPOT_PERFORMED,
						.control = c,
					};
					found = true;
				}
	}
	free(id);
	free(what);
	free(which);
	return found;
}

bool
desk_find_objective(
    const struct desk *desk, const char *path, struct desk_objective *objective)
{
	const struct catalog *c = desk->catalog;
	const char *about = find_about(desk, path);

	if (about)
		path = about;
	size_t at = str_starts(path, "links/") ? 2 : 0;
	char *id = path_segment(path, at), *what = path_segment(path, at + 1);
	char *which = path_segment(path, at + 2);
	size_t control = id ? catalog_find(c, TABLE_CONTROL, id) : CATALOG_NONE;
	size_t row = which && str_equal(what, "objectives")
	                 ? catalog_find(c, TABLE_OBJECTIVE, which)
	                 : CATALOG_NONE;
	bool found = control != CATALOG_NONE &&
	             (row != CATALOG_NONE ||
	                 (!which && str_equal(what, "designation")));

	if (found)
		*objective = (struct desk_objective){ control, row };
	free(id);
	free(what);
	free(which);
	return found;
}
