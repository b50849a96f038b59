/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hits as places to go to, in the drawer and by the keys of "next hit". */

#include <config.h>

#include "panes/hits.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/search.h"
#include "model/session.h"
#include "panes/panes.h"

/* Where the hits lead, each spot once. */
struct stop {
	struct spot spot;
	size_t hit; /* the first that leads there */
};
struct stops {
	struct stop *items;
	size_t count, capacity;
};

/* The criterion a note is about: ".../notes/ID/criterion" beside its text. */
static bool
find_note(const struct desk *desk, const struct hit *hit, struct spot *spot)
{
	const char *id =
	    catalog_string(desk->catalog, CONTROL_ID, hit->control);
	const char *slash = strrchr(hit->path, '/');
	const char *about = session_getf(desk->session, "%.*s/criterion",
	    (int)(slash - hit->path), hit->path);
	char *path =
	    about ? xasprintf("%s/criteria/%s/state", id, about) : NULL;
	bool found = path && desk_find_path(desk, path, spot);

	free(path);
	return found;
}

/* The criterion, the level, or the control's first line. */
static struct spot
hit_spot(const struct desk *desk, const struct hit *hit)
{
	struct spot spot = { .kind = SPOT_PERFORMED, .control = hit->control };

	if (hit->path) {
		if (str_equal(hit->field, "note") && desk->session)
			find_note(desk, hit, &spot);
	} else if (hit->level > 0) {
		bool criterion = str_equal(hit->field, "criterion");

		spot.kind = criterion ? SPOT_CRITERION : SPOT_LEVEL;
		spot.level = hit->level;
		spot.item = criterion ? hit->item : 0;
	}
	return spot;
}

struct spot
hit_entry(const struct desk *desk, const struct hit *hit)
{
	struct spot spot = hit_spot(desk, hit);

	return spot.kind == SPOT_PERFORMED && hit->level != 0
	           ? desk_first_open(desk, hit->control)
	           : spot;
}

/* A control's hits lie together, so only its own stops are looked at. */
static bool
has_stop(const struct stops *stops, struct spot spot)
{
	for (size_t i = stops->count; i-- > 0;) {
		if (stops->items[i].spot.control != spot.control)
			return false;
		if (spot_equal(stops->items[i].spot, spot))
			return true;
	}
	return false;
}

static void
collect(const struct desk *desk, const struct search *search,
    struct stops *stops)
{
	for (size_t i = 0; i < search_hits(search); i++) {
		struct hit hit = search_hit(search, i);
		struct spot spot = hit_spot(desk, &hit);

		if (has_stop(stops, spot))
			continue;
		stops->items = mem_grow(stops->items, &stops->capacity,
		    stops->count + 1, sizeof(*stops->items));
		stops->items[stops->count++] = (struct stop){ spot, i };
	}
}

/* Down a control: L0, L1, 1.1, 1.2, L2 ... */
static int
compare_spots(struct spot a, struct spot b)
{
	int x = a.kind == SPOT_PERFORMED ? 0 : a.level;
	int y = b.kind == SPOT_PERFORMED ? 0 : b.level;

	if (x != y)
		return x - y;
	if (a.kind != b.kind)
		return a.kind == SPOT_CRITERION ? 1 : -1;
	if (a.kind != SPOT_CRITERION || a.item == b.item)
		return 0;
	return a.item < b.item ? -1 : 1;
}

/* The stop of the present control that comes next, going `step`;
 * CATALOG_NONE when there is none. */
static size_t
nearest(const struct stops *stops, struct spot here, int step)
{
	size_t best = CATALOG_NONE;

	for (size_t i = 0; i < stops->count; i++) {
		struct spot spot = stops->items[i].spot;

		if (spot.control != here.control ||
		    compare_spots(spot, here) * step <= 0)
			continue;
		if (best == CATALOG_NONE ||
		    compare_spots(spot, stops->items[best].spot) * step < 0)
			best = i;
	}
	return best;
}

/* The stop to go to. From a stop it is its neighbour in the list; from between
 * them the nearest of this control, else of the next one that has any. */
static size_t
choose(const struct stops *stops, struct spot here, int step)
{
	size_t first = step > 0 ? 0 : stops->count - 1, best;

	for (size_t i = 0; i < stops->count; i++)
		if (spot_equal(stops->items[i].spot, here))
			return (i + (step > 0 ? 1 : stops->count - 1)) %
			       stops->count;
	if (here.control == CATALOG_NONE)
		return first;
	best = nearest(stops, here, step);
	for (size_t i = 0; best == CATALOG_NONE && i < stops->count; i++) {
		size_t at = step > 0 ? i : stops->count - 1 - i;
		size_t control = stops->items[at].spot.control;

		if (step > 0 ? control > here.control : control < here.control)
			best = at;
	}
	return best == CATALOG_NONE ? first : best;
}

/* Round and round; hits that share a spot are one stop. True always. */
bool
search_next(struct desk *desk, int step, struct str *message)
{
	struct stops stops = { 0 };

	if (!desk->query) {
		str_add(
		    message, _("Nothing was searched for yet. / searches."));
		return true;
	}
	struct search *search = search_new(desk->texts);

	search_run(search, desk->projector ? NULL : desk->session,
	    desk->language, desk->query);
	collect(desk, search, &stops);
	if (stops.count) {
		size_t at = choose(&stops, desk->spot, step);
		struct hit hit = search_hit(search, stops.items[at].hit);

		desk_go(desk, stops.items[at].spot);
		/* TRANSLATORS: "3 of 15 for "run book"": the third hit of a
		 * search that has fifteen */
		str_printf(message, _("%zu of %zu for \"%s\""),
		    stops.items[at].hit + 1, search_hits(search), desk->query);
		/* what is not on the screen is told */
		if (!str_equal(hit.field, "criterion"))
			str_printf(
			    message, "   %s: %s", _(hit.field), hit.text);
	} else {
		str_printf(
		    message, _("Nothing holds \"%s\" any more."), desk->query);
	}
	free(stops.items);
	search_free(search);
	return true;
}
