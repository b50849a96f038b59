/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What to ask the client for: a row an item that is outstanding. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/people.h"
#include "model/requests.h"
#include "report/row.h"
#include "report/tables_parts.h"

const struct table_column tables_request_columns[] = {
	{ "evidence", N_("Item"), COLUMN_ID, 14 },
	{ "title", N_("What"), COLUMN_LONG, 36 },
	{ "description", N_("Description"), COLUMN_LONG, 50 },
	{ "area", N_("Area"), COLUMN_TEXT, 22 },
	{ "asked_from", N_("Asked from"), COLUMN_TEXT, 18 },
	{ "state", N_("State"), COLUMN_WORD, 15 },
	{ "due", N_("Due"), COLUMN_DAY, 12 },
	{ "overdue", N_("Overdue"), COLUMN_WORD, 9 },
	{ "controls", N_("For the controls"), COLUMN_LONG, 36 },
	{ .key = NULL }
};

/* Is the link to a control of the report that counts? */
static bool
is_for(const struct report_view *view, const struct artifact_link *link)
{
	return row_has(view, link->control) &&
	       standing_counts(desk_standing(view->desk, link->control)) &&
	       !str_equal(link->verdict, "not relevant");
}

/* requests_list looked at the domain; is it for the one control, too? */
static bool
is_asked(const struct report_view *view, const struct artifact *it)
{
	if (view->control == CATALOG_NONE)
		return true;
	for (size_t i = 0; i < it->link_count; i++)
		if (is_for(view, &it->links[i]))
			return true;
	return false;
}

static size_t
request_of(const struct artifact *it)
{
	return it->row == CATALOG_NONE ? it->request : it->row;
}

static int
compare_names(const char *x, const char *y)
{
	if (!x || !y)
		return !x - !y;
	return str_natural_compare(x, y);
}

static int
by_person(const void *a, const void *b)
{
	const struct asked *x = a, *y = b;
	int due_x = x->artifact->due, due_y = y->artifact->due;
	int order = compare_names(x->person, y->person);

	if (!order)
		order = compare_names(x->area, y->area);
	if (!order)
		order = (due_x == DAY_NONE) - (due_y == DAY_NONE);
	if (!order)
		order = (due_x > due_y) - (due_x < due_y);
	/* they lie in one array, in the pack's order */
	return order ? order
	             : (x->artifact > y->artifact) -
	                   (x->artifact < y->artifact);
}

void
tables_asked(const struct report_view *view, struct asked_list *out)
{
	const struct desk *desk = view->desk;
	struct requests requests;

	*out = (struct asked_list){ 0 };
	requests_list(desk, view->domain, REQUESTS_BY_DUE, &requests);
	for (size_t i = 0; i < requests.count; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk),
		        requests.items[i].artifact);
		size_t row = request_of(it);

		if (!is_asked(view, it))
			continue;
		out->items = mem_grow(out->items, &out->capacity,
		    out->count + 1, sizeof(*out->items));
		struct asked *asked = &out->items[out->count++];

		*asked = (struct asked){
			.artifact = it,
			.person = view->raw
			              ? person_said(desk->session, it->person)
			              : person_name(desk->session, it->person),
			.area = row == CATALOG_NONE
			            ? NULL
			            : catalog_string(
			                  desk->catalog, EVIDENCE_AREA, row),
			.overdue = (it->flags & ARTIFACT_OVERDUE) != 0,
		};
		out->overdue += asked->overdue;
	}
	requests_done(&requests);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), by_person);
}

void
tables_asked_done(struct asked_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].person);
	free(list->items);
	*list = (struct asked_list){ 0 };
}

void
tables_add_asking(const struct report_view *view,
    const struct artifact *artifact, struct str *out)
{
	size_t last = CATALOG_NONE;

	/* the links of one control stand together */
	for (size_t i = 0; i < artifact->link_count; i++) {
		const struct artifact_link *link = &artifact->links[i];

		if (link->control == last || !is_for(view, link))
			continue;
		str_add(out, last == CATALOG_NONE ? "" : ", ");
		str_add(out, catalog_string(view->desk->catalog, CONTROL_ID,
		                 link->control));
		last = link->control;
	}
}

const char *
tables_description(
    const struct report_view *view, const struct artifact *artifact)
{
	return artifact->row == CATALOG_NONE
	           ? NULL
	           : catalog_text(view->desk->catalog, EVIDENCE_DESCRIPTION,
	                 artifact->row, view->desk->language);
}

void
tables_request_rows(const struct report_view *view, struct table_sink *sink)
{
	struct asked_list list;
	struct row row;

	row_init(&row, view, tables_request_columns, sink);
	tables_asked(view, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct artifact *it = list.items[i].artifact;

		row_text(&row, it->id);
		row_text(&row, it->title);
		row_text(&row, tables_description(view, it));
		row_text(&row, list.items[i].area);
		row_text(&row, list.items[i].person);
		row_word(&row, evidence_state_word(it->state));
		row_day(&row, it->due);
		row_yes(&row, list.items[i].overdue);
		tables_add_asking(view, it, &row.text);
		row_put(&row);
		row_end(&row);
	}
	tables_asked_done(&list);
	row_done(&row);
}
