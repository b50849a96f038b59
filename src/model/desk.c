/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The desk: selection, and ratings kept current. */

#include <config.h>

#include "model/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk_rates.h"
#include "model/filter.h"
#include "model/findings.h"
#include "model/people.h"
#include "model/schema.h"
#include "model/search.h"
#include "model/session.h"
#include "model/slots.h"

void
desk_init(struct desk *desk, const struct catalog *catalog)
{
	size_t controls = catalog_rows(catalog, TABLE_CONTROL);

	*desk = (struct desk){ .catalog = catalog, .domain = CATALOG_NONE };
	outline_init(&desk->outline, catalog);
	desk->rates = desk_rates_new(controls);
	desk->frame.today = DAY_NONE;
	desk->held = xcalloc(controls, sizeof(*desk->held));
	desk->findings = finding_index_new();
	desk->texts = search_index_new(catalog);
	desk->spot.control = desk->last.control = CATALOG_NONE;
	desk->objective.control = desk->designated.control = CATALOG_NONE;
	if (desk->outline.count)
		desk_select(desk, outline_first_control(&desk->outline, 0));
	desk_set_session(desk, NULL);
}

void
desk_done(struct desk *desk)
{
	outline_done(&desk->outline);
	desk_rates_free(desk->rates);
	standing_frame_done(&desk->frame);
	free(desk->said);
	free(desk->speaker);
	free(desk->slot);
	free(desk->assessor);
	free(desk->saved);
	free(desk->query);
	free(desk->reason);
	filter_free(desk->filter);
	free(desk->held);
	finding_index_free(desk->findings);
	search_index_free(desk->texts);
	*desk = (struct desk){ 0 };
}

void
desk_set(char **where, const char *value)
{
	char *copy = xstrdup(value);

	free(*where);
	*where = copy;
}

/* What holds for all controls is looked at anew, and so is each of them. */
static void
rate_all(struct desk *desk)
{
	int today = desk->frame.today;

	standing_frame_done(&desk->frame);
	standing_frame_init(&desk->frame, desk->catalog, desk->session, today);
	desk_rates_forget(desk->rates);
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
		desk_ratings(desk), desk->language, desk_standings(desk),
		desk->slot, desk_artifacts(desk) };
}

/* Looks at the filter for every control. */
static void
filter_all(struct desk *desk)
{
	struct filter_view view = { 0 };

	if (desk->filter)
		view = desk_view(desk);
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
	desk_rates_forget_artifacts(desk->rates);
	if (desk->filter)
		filter_all(desk);
}

void
desk_speak(struct desk *desk, const char *who)
{
	struct person person;
	bool known = who && person_get(desk->session, who, &person);
	char *said = person_said(desk->session, who);

	desk_set(&desk->speaker, known ? who : NULL);
	desk_set(&desk->said, said);
	free(said);
}

/* Who speaks may be called otherwise now, or be gone. */
static void
follow_speaker(struct desk *desk)
{
	struct person person;
	bool known =
	    desk->speaker && person_get(desk->session, desk->speaker, &person);

	if (desk->speaker)
		desk_speak(desk, known ? desk->speaker : NULL);
}

static void
follow_slot(struct desk *desk)
{
	free(desk->slot);
	desk->slot = slots_current(desk->session);
}

/* What a commit has of the room. */
static void
follow_room(struct desk *desk, const struct commit *commit)
{
	bool people = false, slots = false;

	for (size_t i = 0; i < commit->count; i++) {
		people |= str_starts(commit->changes[i].path, "people/");
		slots |= str_starts(commit->changes[i].path, "slots/");
	}
	if (people)
		follow_speaker(desk);
	if (!slots)
		return;
	follow_slot(desk);
	/* the filter may be about it */
	if (desk->filter)
		filter_all(desk);
}

void
desk_set_session(struct desk *desk, const struct session *session)
{
	desk->session = session;
	follow_speaker(desk);
	follow_slot(desk);
	desk_rates_forget_artifacts(desk->rates);
	finding_index_read(desk->findings, session);
	search_index_forget(desk->texts);
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

/* What a commit makes look at anew. */
struct reach {
	bool *controls; /* by row */
	size_t count;   /* of them */
	bool all;       /* every control is rated anew */
	bool frame;     /* every standing is */
};
/* From so many on it costs less to rate them all. */
enum { REACH_SINGLE = 512 };

static bool
reaches_all(const struct reach *reach)
{
	return reach->all || reach->count > REACH_SINGLE;
}

static void
reach_control(struct reach *reach, size_t control)
{
	if (control == CATALOG_NONE || reach->controls[control])
		return;
	reach->controls[control] = true;
	reach->count++;
}

/* The control that a segment of a path names. */
static void
reach_segment(const struct desk *desk, const char *path, size_t segment,
    struct reach *reach)
{
	char *id = path_segment(path, segment);

	if (id)
		reach_control(
		    reach, catalog_find(desk->catalog, TABLE_CONTROL, id));
	free(id);
}

/* The controls that an evidence item hangs on. */
static void
reach_evidence(const struct desk *desk, const char *path, struct reach *reach)
{
	char *id = path_segment(path, 1);
	const struct artifacts *artifacts = desk_artifacts(desk);
	size_t at = artifacts_find(artifacts, id);

	if (at != CATALOG_NONE) {
		const struct artifact *it = artifacts_at(artifacts, at);

		for (size_t i = 0; i < it->link_count; i++)
			reach_control(reach, it->links[i].control);
	}
	free(id);
}

/* The controls whose copy of this answer may be to be asked again. */
static void
reach_copies(const struct desk *desk, const char *path, struct reach *reach)
{
	const struct catalog *c = desk->catalog;
	char *source = path_segment(path, 0), *kind = path_segment(path, 1);
	char *criterion = path_segment(path, 2);
	bool copies = str_equal(kind, "criteria");
	const struct standing *standings =
	    copies ? desk_standings(desk) : NULL;

	for (size_t i = 0; copies && i < catalog_rows(c, TABLE_CONTROL); i++)
		if (standings[i].copied &&
		    str_equal(
		        session_getf(desk->session, "%s/criteria/%s/copied",
		            catalog_string(c, CONTROL_ID, i), criterion),
		        source))
			reach_control(reach, i);
	free(source);
	free(kind);
	free(criterion);
}

static void
reach_path(const struct desk *desk, const char *path, struct reach *reach)
{
	const char *slash = strrchr(path, '/');
	const char *field = slash ? slash + 1 : path;

	if (str_starts(path, "links/")) {
		reach_segment(desk, path, 2, reach);
	} else if (str_starts(path, "reviews/")) {
		reach_segment(desk, path, 1, reach);
	} else if (str_starts(path, "scope/controls/")) {
		reach_segment(desk, path, 2, reach);
	} else if (str_starts(path, "evidence/")) {
		if (rating_reads(field))
			reach_evidence(desk, path, reach);
	} else if (str_equal(path, "session/rigor") ||
	           str_equal(path, "session/period/end") ||
	           str_starts(path, "scope/")) {
		reach->frame = true;
	} else if (str_equal(path, "session/target") ||
	           str_starts(path, "domains/")) {
		reach->all = true;
	} else {
		reach_segment(desk, path, 0, reach);
		reach_copies(desk, path, reach);
	}
}

/* Looks at what was reached. */
static void
follow(struct desk *desk, const struct reach *reach)
{
	size_t controls = catalog_rows(desk->catalog, TABLE_CONTROL);

	if (reaches_all(reach)) {
		rate_all(desk);
		return;
	}
	for (size_t i = 0; i < controls; i++)
		if (reach->controls[i])
			desk_rates_renew(desk, i);
	if (reach->frame)
		rate_all(desk);
}

void
desk_changed(struct desk *desk, const struct commit *commit)
{
	struct reach reach = {
		.controls =
		    xcalloc(catalog_rows(desk->catalog, TABLE_CONTROL) + 1,
		        sizeof(bool)),
	};

	desk_rates_follow(desk, commit);
	finding_index_follow(desk->findings, desk->session, commit);
	follow_room(desk, commit);
	for (size_t i = 0; i < commit->count; i++) {
		const char *path = commit->changes[i].path;

		if (str_equal(path, "session/language"))
			follow_language(desk);
		if (!reaches_all(&reach))
			reach_path(desk, path, &reach);
	}
	desk->held_old = true;
	follow(desk, &reach);
	free(reach.controls);
}

void
desk_set_today(struct desk *desk, int today)
{
	if (desk->frame.today == today)
		return;
	desk->frame.today = today;
	desk_rates_forget_artifacts(desk->rates);
	rate_all(desk);
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
	desk->last.control = desk->designated.control = CATALOG_NONE;
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
	desk->last.control = desk->designated.control = CATALOG_NONE;
	follow_filter(desk);
}
