/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The desk: selection, and ratings kept current. */

#include <config.h>

#include "model/desk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/filter.h"
#include "model/schema.h"
#include "model/session.h"

void
desk_init(struct desk *desk, const struct catalog *catalog)
{
	size_t controls = catalog_rows(catalog, TABLE_CONTROL);

	*desk = (struct desk){ .catalog = catalog, .domain = CATALOG_NONE };
	outline_init(&desk->outline, catalog);
	desk->ratings = xcalloc(controls, sizeof(*desk->ratings));
	desk->held = xcalloc(controls, sizeof(*desk->held));
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
	filter_free(desk->filter);
	free(desk->held);
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

/* Shows what the filter held for, and the selected control. */
static void
show_held(struct desk *desk)
{
	size_t here = desk->spot.control;
	bool held = here != CATALOG_NONE && desk->held[here];

	if (here != CATALOG_NONE)
		desk->held[here] = true;
	outline_filter(&desk->outline, desk->filter ? desk->held : NULL);
	if (here != CATALOG_NONE)
		desk->held[here] = held;
	desk->held_at = here;
}

struct filter_view
desk_view(const struct desk *desk)
{
	return (struct filter_view){ desk->catalog, desk->session,
		desk->ratings, desk->language };
}

/* Looks at the filter for every control. */
static void
filter_all(struct desk *desk)
{
	struct filter_view view = desk_view(desk);

	desk->found = 0;
	desk->held_old = false;
	for (size_t i = 0;
	     desk->filter && i < catalog_rows(desk->catalog, TABLE_CONTROL);
	     i++) {
		desk->held[i] = filter_holds(desk->filter, &view, i);
		desk->found += desk->held[i];
	}
	show_held(desk);
}

/* After another control was selected, perhaps. */
static void
follow_filter(struct desk *desk)
{
	size_t here = desk->spot.control, before = desk->held_at;

	if (!desk->filter || here == before)
		return;
	if (desk->held_old)
		filter_all(desk);
	else if (here == CATALOG_NONE || before == CATALOG_NONE ||
	         !desk->held[here] || !desk->held[before])
		show_held(desk);
	else
		desk->held_at = here;
}

bool
desk_set_filter(struct desk *desk, const char *text, struct err *err)
{
	struct filter_view view = desk_view(desk);
	struct filter *filter = filter_parse(text ? text : "", &view, err);

	if (!filter)
		return false;
	if (filter_is_blank(filter)) {
		filter_free(filter);
		filter = NULL;
	}
	filter_free(desk->filter);
	desk->filter = filter;
	filter_all(desk);
	return true;
}

const char *
desk_filter(const struct desk *desk)
{
	return desk->filter ? filter_text(desk->filter) : NULL;
}

bool
desk_filter_holds(const struct desk *desk)
{
	return !desk->filter || (desk->spot.control != CATALOG_NONE &&
	                            desk->held[desk->spot.control]);
}

char *
desk_filter_count(const struct desk *desk)
{
	/* TRANSLATORS: how many controls a filter lets through, of all */
	return xasprintf(_("%zu of %zu"), desk->found,
	    catalog_rows(desk->catalog, TABLE_CONTROL));
}

void
desk_set_language(struct desk *desk, size_t language)
{
	desk->language = language;
	if (desk->filter)
		filter_all(desk);
}

void
desk_set_session(struct desk *desk, const struct session *session)
{
	desk->session = session;
	rate_all(desk);
	if (desk->filter)
		filter_all(desk);
}

/* The session's own language, as soon as it is recorded. */
static void
follow_language(struct desk *desk)
{
	const char *tag = session_get(desk->session, "session/language");

	desk_set_language(desk, tag ? catalog_find_language(desk->catalog, tag)
	                            : desk->language_else);
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

	for (size_t i = 0; i < commit->count; i++)
		if (str_equal(commit->changes[i].path, "session/language"))
			follow_language(desk);
	desk->held_old = true;
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
	follow_filter(desk);
	if (spot.control != CATALOG_NONE)
		outline_reveal(
		    &desk->outline, desk->outline.of_control[spot.control]);
}

void
desk_select_domain(struct desk *desk, size_t node)
{
	size_t first = outline_first_control(&desk->outline, node);

	desk->spot = (struct spot){ .control = first };
	desk->domain = desk->outline.nodes[node].row;
	desk->last.control = CATALOG_NONE;
	follow_filter(desk);
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
