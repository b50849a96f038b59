/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Looking up what hangs on an objective. */

#include <config.h>

#include "panes/objective_past.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "panes/objective.h"
#include "panes/when.h"

/* Did this commit tick the method? */
static bool
ticks(const struct commit *commit, const char *path, unsigned method)
{
	for (size_t i = 0; i < commit->count; i++) {
		const struct recorded_change *change = &commit->changes[i];

		if (str_equal(change->path, path))
			return methods_parse(change->value) & method &&
			       !(methods_parse(change->old) & method);
	}
	return false;
}

unsigned long long
objective_method_seq(
    const struct desk *desk, struct desk_objective at, unsigned method)
{
	char *path = objective_path(desk, at, "methods");
	const struct entry *entry =
	    desk->session ? session_entry(desk->session, path) : NULL;
	unsigned long long seq = 0;
	size_t i = entry ? session_commits(desk->session) : 0;

	while (i-- > 0 && !seq) {
		const struct commit *commit = session_commit(desk->session, i);

		/* nothing later touched it */
		if (commit->seq <= entry->seq && ticks(commit, path, method))
			seq = commit->seq;
	}
	free(path);
	return seq;
}

/* links/EV/CONTROL/objectives/AO, or its locator. */
static void
take_link(
    struct objective_links *links, const struct entry *entry, const char *tail)
{
	const char *id = entry->path + strlen("links/");
	size_t len = strcspn(id, "/");
	const char *rest = id + len;

	if (!str_starts(rest, tail))
		return;
	rest += strlen(tail);
	if (!*rest) {
		links->items = mem_grow(links->items, &links->capacity,
		    links->count + 1, sizeof(*links->items));
		links->items[links->count++] =
		    (struct objective_link){ xstrndup(id, len), entry->value,
			    NULL };
	} else if (str_equal(rest, "/locator") && links->count) {
		struct objective_link *last = &links->items[links->count - 1];

		if (strlen(last->evidence) == len &&
		    strncmp(last->evidence, id, len) == 0)
			last->locator = entry->value;
	}
}

void
objective_links(const struct desk *desk, struct desk_objective at,
    struct objective_links *out)
{
	size_t count = 0;
	const struct entry *entry =
	    desk->session ? session_range(desk->session, "links/", &count)
	                  : NULL;
	char *tail = xasprintf("/%s/objectives/%s",
	    catalog_string(desk->catalog, CONTROL_ID, at.control),
	    objective_id(desk, at));

	*out = (struct objective_links){ 0 };
	for (size_t i = 0; i < count; i++)
		take_link(out, &entry[i], tail);
	free(tail);
}

void
objective_links_done(struct objective_links *links)
{
	for (size_t i = 0; i < links->count; i++)
		free(links->items[i].evidence);
	free(links->items);
	*links = (struct objective_links){ 0 };
}

static int
compare_notes(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;

	return ((*x)->seq > (*y)->seq) - ((*x)->seq < (*y)->seq);
}

void
objective_notes(const struct desk *desk, struct desk_objective at,
    struct objective_notes *out)
{
	const char *id = catalog_string(desk->catalog, CONTROL_ID, at.control);
	char *prefix = xasprintf("%s/notes/", id);
	size_t count = 0;
	const struct entry *entry =
	    desk->session ? session_range(desk->session, prefix, &count) : NULL;

	*out = (struct objective_notes){ 0 };
	for (size_t i = 0; i < count; i++) {
		char *note = path_segment(entry[i].path, 2);
		char *field = path_segment(entry[i].path, 3);

		if (str_equal(field, "text") &&
		    str_equal(session_getf(desk->session, "%s%s/objective",
		                  prefix, note),
		        objective_id(desk, at))) {
			out->items = mem_grow(out->items, &out->capacity,
			    out->count + 1, sizeof(*out->items));
			out->items[out->count++] = &entry[i];
		}
		free(note);
		free(field);
	}
	free(prefix);
	if (out->count)
		qsort(
		    out->items, out->count, sizeof(*out->items), compare_notes);
}

void
objective_notes_done(struct objective_notes *notes)
{
	free(notes->items);
	*notes = (struct objective_notes){ 0 };
}

void
objective_review_text(const struct desk *desk, size_t control, struct str *out)
{
	const struct standing *s = desk_standing(desk, control);
	const char *id = catalog_string(desk->catalog, CONTROL_ID, control);
	struct str when = { 0 };

	if (s->review == REVIEW_NONE)
		return;
	char *path = xasprintf("reviews/%s/state", id);
	const struct entry *entry = session_entry(desk->session, path);
	const struct commit *commit =
	    entry ? session_find_commit(desk->session, entry->seq) : NULL;
	const char *by = commit ? commit->by : "?";

	free(path);
	if (commit)
		when_day(commit->at, false, &when);
	if (s->review == REVIEW_OPEN)
		str_add(out, _("Peer review is open."));
	else if (s->review == REVIEW_APPROVED)
		/* TRANSLATORS: who and when */
		str_printf(out, _("Reviewed and approved by %s, %s."), by,
		    str_text(&when));
	else if (s->review_comment)
		/* TRANSLATORS: who, when, and what was said */
		str_printf(out, _("Returned by %s, %s: %s"), by,
		    str_text(&when), s->review_comment);
	else
		str_printf(out, _("Returned by %s, %s."), by, str_text(&when));
	str_done(&when);
}
