/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The journal of one day: its last answers, what it touched, who wrote. */

#include <config.h>

#include "report/outbrief_day.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"

int
outbrief_day_of(const struct session *session, uint64_t seq)
{
	const struct commit *commit =
	    seq ? session_find_commit(session, seq) : NULL;

	return commit ? day_parse(commit->at) : DAY_NONE;
}

bool
outbrief_is_held(const struct slot *slot, int day)
{
	return slot->day == day && slot->begun;
}

/* Performed, a judged level or a criterion's state: what is answered. */
static bool
is_answer(const char *path)
{
	char *field = path_segment(path, 1), *last = path_segment(path, 3);
	bool answer = str_equal(field, "performed") ||
	              str_equal(field, "judged") ||
	              (str_equal(field, "criteria") &&
	                  str_equal(last, "state"));

	free(field);
	free(last);
	return answer;
}

/* The control that a change speaks of or is about; CATALOG_NONE: none. */
static size_t
control_of(const struct desk *desk, const struct recorded_change *change)
{
	char *first = path_segment(change->path, 0);
	char *third = path_segment(change->path, 2);
	bool about = str_equal(third, "about") && change->value;
	char *named = about ? path_segment(change->value, 0) : NULL;
	size_t control =
	    catalog_find(desk->catalog, TABLE_CONTROL, about ? named : first);

	free(named);
	free(third);
	free(first);
	return control;
}

/* Does a change mean that its control was gone through? In the client's copy
 * a private statement leaves no trace. */
static bool
covers(const char *path, bool client)
{
	char *field = path_segment(path, 1);
	bool covered = is_answer(path) || str_equal(field, "objectives") ||
	               (!client && str_starts(path, "statements/"));

	free(field);
	return covered;
}

static void
take_change(struct outbrief_day *day, const struct report_view *view,
    const struct commit *commit, const struct recorded_change *change)
{
	struct outbrief_answer answer = { .value = change->value,
		.said = commit->said,
		.why = change->why,
		.order = day->answer_count };
	size_t control = control_of(view->desk, change);

	if (control != CATALOG_NONE && covers(change->path, view->client))
		day->touched[control] = true;
	if (!is_answer(change->path) ||
	    !desk_find_path(view->desk, change->path, &answer.spot) ||
	    (view->client && answer.spot.kind == SPOT_LEVEL))
		return;
	day->answers = mem_grow(day->answers, &day->answer_capacity,
	    day->answer_count + 1, sizeof(*day->answers));
	day->answers[day->answer_count++] = answer;
}

static void
take_assessor(struct outbrief_day *day, const char *by)
{
	for (size_t i = 0; i < day->assessor_count; i++)
		if (str_equal(day->assessors[i], by))
			return;
	day->assessors = mem_grow(day->assessors, &day->assessor_capacity,
	    day->assessor_count + 1, sizeof(*day->assessors));
	day->assessors[day->assessor_count++] = by;
}

static int
compare_size(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
by_spot(const void *a, const void *b)
{
	const struct outbrief_answer *x = a, *y = b;
	int order = compare_size(x->spot.control, y->spot.control);

	if (!order)
		order = x->spot.level - y->spot.level;
	if (!order)
		order = (int)x->spot.kind - (int)y->spot.kind;
	if (!order)
		order = compare_size(x->spot.item, y->spot.item);
	return order ? order : compare_size(x->order, y->order);
}

/* Only the last of each, and none that was taken back. */
static void
keep_last(struct outbrief_day *day)
{
	size_t kept = 0;

	if (day->answer_count)
		qsort(day->answers, day->answer_count, sizeof(*day->answers),
		    by_spot);
	for (size_t i = 0; i < day->answer_count; i++) {
		const struct outbrief_answer *answer = &day->answers[i];
		bool last = i + 1 == day->answer_count ||
		            !spot_equal(answer->spot, answer[1].spot);

		if (last && answer->value &&
		    !str_equal(answer->value, "unassessed"))
			day->answers[kept++] = *answer;
	}
	day->answer_count = kept;
}

static void
plan_slots(struct outbrief_day *day, const struct report_view *view)
{
	const struct desk *desk = view->desk;

	for (size_t s = 0; s < day->slots.count; s++) {
		size_t *controls = NULL, count = 0;

		if (!outbrief_is_held(&day->slots.items[s], view->day))
			continue;
		slot_controls(desk->session, desk->catalog,
		    day->slots.items[s].id, &controls, &count);
		for (size_t i = 0; i < count; i++)
			day->planned[controls[i]] = true;
		free(controls);
	}
}

void
outbrief_day_make(struct outbrief_day *day, const struct report_view *view)
{
	const struct desk *desk = view->desk;
	const struct session *session = desk->session;

	size_t rows = catalog_rows(desk->catalog, TABLE_CONTROL);

	*day = (struct outbrief_day){ 0 };
	day->touched = xcalloc(rows + 1, sizeof(*day->touched));
	day->planned = xcalloc(rows + 1, sizeof(*day->planned));
	for (size_t i = 0; i < session_commits(session); i++) {
		const struct commit *commit = session_commit(session, i);

		if (day_parse(commit->at) != view->day)
			continue;
		take_assessor(day, commit->by);
		for (size_t c = 0; c < commit->count; c++)
			take_change(day, view, commit, &commit->changes[c]);
	}
	keep_last(day);
	slots_list(session, &day->slots);
	plan_slots(day, view);
	statements_list(session, NULL, &day->statements);
	followups_list(session, NULL, &day->followups);
}

void
outbrief_day_done(struct outbrief_day *day)
{
	free(day->answers);
	free(day->touched);
	free(day->planned);
	free(day->assessors);
	slots_done(&day->slots);
	statements_done(&day->statements);
	followups_done(&day->followups);
}
