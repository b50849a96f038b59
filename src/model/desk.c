/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The desk: selection, and ratings kept current. */

#include <config.h>

#include "model/desk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"

void
desk_init(struct desk *desk, const struct catalog *catalog)
{
	size_t controls = catalog_rows(catalog, TABLE_CONTROL);

	*desk = (struct desk){ .catalog = catalog, .domain = CATALOG_NONE };
	outline_init(&desk->outline, catalog);
	desk->ratings = xcalloc(controls, sizeof(*desk->ratings));
	desk->spot.control = desk->last.control = CATALOG_NONE;
	if (desk->outline.count)
		desk_select(desk, outline_first_control(&desk->outline, 0));
	desk_set_session(desk, NULL);
}

void
desk_done(struct desk *desk)
{
	outline_done(&desk->outline);
	free(desk->ratings);
	free(desk->said);
	free(desk->assessor);
	free(desk->saved);
	free(desk->query);
	free(desk->reason);
	*desk = (struct desk){ 0 };
}

void
desk_set(char **where, const char *value)
{
	char *copy = xstrdup(value);

	free(*where);
	*where = copy;
}

static void
sum_up(struct desk *desk)
{
	desk->answered = desk->of = 0;
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		if (catalog_control_active(desk->catalog, i)) {
			desk->answered += desk->ratings[i].answered;
			desk->of += desk->ratings[i].of;
		}
}

static void
rate_all(struct desk *desk)
{
	rating_compute_all(desk->catalog, desk->session, desk->ratings);
	sum_up(desk);
}

void
desk_set_session(struct desk *desk, const struct session *session)
{
	const char *tag;

	desk->session = session;
	tag = session ? session_get(session, "session/language") : NULL;
	if (tag)
		desk->language = catalog_find_language(desk->catalog, tag);
	rate_all(desk);
}

/* The control a path begins with, or that a link's path names. */
static size_t
path_control(const struct desk *desk, const char *path)
{
	char *first = path_segment(path, str_starts(path, "links/") ? 2 : 0);
	size_t control = first
	                     ? catalog_find(desk->catalog, TABLE_CONTROL, first)
	                     : CATALOG_NONE;

	free(first);
	return control;
}

void
desk_changed(struct desk *desk, const struct commit *commit)
{
	bool wide = commit->count > 64;

	for (size_t i = 0; i < commit->count && !wide; i++)
		wide =
		    path_control(desk, commit->changes[i].path) == CATALOG_NONE;
	for (size_t i = 0; i < commit->count && !wide; i++) {
		size_t control = path_control(desk, commit->changes[i].path);
		struct rating *rating = &desk->ratings[control];
		bool active = catalog_control_active(desk->catalog, control);

		desk->answered -= active ? rating->answered : 0;
		rating_compute(desk->catalog, desk->session, control, rating);
		desk->answered += active ? rating->answered : 0;
	}
	/* evidence, targets of domains, the session itself: they reach many */
	if (wide)
		rate_all(desk);
}

const struct rating *
desk_rating(const struct desk *desk, size_t control)
{
	return &desk->ratings[control];
}

void
desk_select(struct desk *desk, size_t control)
{
	desk_go(
	    desk, (struct spot){ .kind = SPOT_PERFORMED, .control = control });
}

void
desk_go(struct desk *desk, struct spot spot)
{
	desk->spot = spot;
	desk->domain = CATALOG_NONE;
	desk->last.control = CATALOG_NONE;
	if (spot.control != CATALOG_NONE)
		outline_reveal(
		    &desk->outline, desk->outline.of_control[spot.control]);
}

void
desk_level_text(const struct desk *desk, size_t control, char out[16])
{
	const struct maturity *m = &desk->ratings[control].maturity;

	if (catalog_scale_top(desk->catalog) < 0 ||
	    !catalog_control_active(desk->catalog, control))
		snprintf(out, 16, "n/a");
	else if (!m->touched)
		snprintf(out, 16, "-");
	else if (m->low == m->high)
		snprintf(out, 16, "%d", m->low);
	else
		snprintf(out, 16, "%d-%d", m->low, m->high);
}
