/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A row a deficiency; and the plan of action and milestones: the seven fields
 * of CDPAS 9.1 beside the 180-day limit. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/people.h"
#include "report/row.h"
#include "report/tables_parts.h"

const struct table_column tables_finding_columns[] = {
	{ "finding", N_("Deficiency"), COLUMN_ID, 11 },
	{ "control", N_("Control"), COLUMN_ID, 12 },
	{ "about", N_("Found in"), COLUMN_ID, 16 },
	{ "state", N_("State"), COLUMN_WORD, 12 },
	{ "condition", N_("Condition"), COLUMN_LONG, 40 },
	{ "cause", N_("Cause"), COLUMN_LONG, 30 },
	{ "evidence", N_("Evidence"), COLUMN_TEXT, 20 },
	{ "impact", N_("Impact"), COLUMN_LONG, 30 },
	{ "likelihood", N_("Likelihood"), COLUMN_WORD, 11 },
	{ "recommendation", N_("Recommendation"), COLUMN_LONG, 40 },
	{ "affects", N_("Affects"), COLUMN_WORD, 20 },
	{ "owner", N_("Owner"), COLUMN_TEXT, 18 },
	{ "plan", N_("Plan"), COLUMN_LONG, 40 },
	{ "due", N_("Due"), COLUMN_DAY, 12 },
	{ "completed", N_("Completed"), COLUMN_DAY, 12 },
	{ "limit", N_("180-day limit"), COLUMN_DAY, 12 },
	{ "limit_passed", N_("Limit passed"), COLUMN_WORD, 10 },
	{ "window", N_("Re-evaluation until"), COLUMN_DAY, 12 },
	{ "overdue", N_("Overdue"), COLUMN_WORD, 10 },
	{ "told", N_("Told to the client"), COLUMN_WORD, 10 },
	{ "by", N_("Recorded by"), COLUMN_TEXT, 18 },
	{ "said", N_("Said by"), COLUMN_TEXT, 18 },
	{ "at", N_("Recorded at"), COLUMN_TEXT, 20 },
	{ "id", N_("Record"), COLUMN_ID, 9 },
	{ .key = NULL }
};

const struct table_column tables_poam_columns[] = {
	{ "finding", N_("Deficiency"), COLUMN_ID, 11 },
	{ "control", N_("Deficient control"), COLUMN_ID, 14 },
	{ "description", N_("Description"), COLUMN_LONG, 50 },
	{ "affects", N_("Affects"), COLUMN_WORD, 20 },
	{ "contact", N_("Point of contact"), COLUMN_TEXT, 24 },
	{ "plan", N_("Plan"), COLUMN_LONG, 50 },
	{ "scheduled", N_("Scheduled date"), COLUMN_DAY, 12 },
	{ "completed", N_("Completed date"), COLUMN_DAY, 12 },
	{ "limit", N_("180-day limit"), COLUMN_DAY, 12 },
	{ "limit_passed", N_("Limit passed"), COLUMN_WORD, 10 },
	{ "state", N_("State"), COLUMN_WORD, 12 },
	{ .key = NULL }
};

bool
tables_has_finding(
    const struct report_view *view, const struct finding *finding)
{
	return finding->control == CATALOG_NONE
	           ? row_has_all(view)
	           : row_has(view, finding->control);
}

bool
tables_is_planned(
    const struct report_view *view, const struct finding *finding)
{
	return finding->id && !str_equal(finding->state, "cleared") &&
	       tables_has_finding(view, finding);
}

bool
tables_is_late(const struct report_view *view, const struct finding *finding)
{
	int limit = finding_limit(view->desk, finding);
	int at = finding->completed != DAY_NONE ? finding->completed
	                                        : view->desk->frame.today;

	return limit != DAY_NONE && at != DAY_NONE && at > limit &&
	       (finding->open || finding->completed != DAY_NONE);
}

/* The words of "people, process". */
static void
add_words(const struct report_view *view, const char *words, struct str *out)
{
	while (words && *words) {
		size_t len = strcspn(words, ",");
		char *word = str_fold_space(words, len);

		if (*word) {
			str_add(out, out->len ? ", " : "");
			str_add(out, view->raw ? word : _(word));
		}
		free(word);
		words += len + (words[len] == ',');
	}
}

void
tables_add_affects(const struct report_view *view,
    const struct finding *finding, struct str *out)
{
	const struct catalog *c = view->desk->catalog;
	size_t control = finding->control;

	add_words(view, finding->affects, out);
	if (finding->affects || control == CATALOG_NONE)
		return;
	for (size_t i = 0; i < catalog_count(c, CONTROL_APPLIES_TO, control);
	     i++)
		add_words(view,
		    catalog_item(c, CONTROL_APPLIES_TO, control, i, 0), out);
}

static void
add_part(struct str *out, const char *text)
{
	if (text)
		str_printf(out, "%s%s", out->len ? ", " : "", text);
}

void
tables_add_contact(const struct report_view *view,
    const struct finding *finding, struct str *out)
{
	const struct session *session = view->desk->session;
	struct person person;
	char *name = view->raw ? person_said(session, finding->owner)
	                       : person_name(session, finding->owner);

	add_part(out, name);
	free(name);
	if (!finding->owner || !person_get(session, finding->owner, &person) ||
	    person.anonymous)
		return;
	/* who has no name goes by position already */
	if (person.name)
		add_part(out, person.position);
	if (!view->client)
		add_part(out, person.contact);
}

static void
add_control(struct row *row, const struct finding *finding)
{
	row_text(row, finding->control == CATALOG_NONE
	                  ? NULL
	                  : catalog_string(row->desk->catalog, CONTROL_ID,
	                        finding->control));
}

/* When the clocks run out. */
static void
add_limit(struct row *row, const struct finding *finding)
{
	row_day(row, finding_limit(row->desk, finding));
	row_yes(row, tables_is_late(row->view, finding));
}

static void
add_finding(struct row *row, const struct finding *finding)
{
	row_text(row, finding->name);
	add_control(row, finding);
	row_add_about(row, finding->about);
	row_put(row);
	/* TRANSLATORS: what may become a deficiency; not recorded yet */
	row_word(row, finding->state ? finding->state : N_("candidate"));
	row_text(row, finding->condition);
	row_text(row, finding->cause);
	row_text(row, finding->id ? finding->evidence : finding->artifact);
	row_text(row, finding->impact);
	row_word(row, finding->likelihood);
	row_text(row, finding->recommendation);
	tables_add_affects(row->view, finding, &row->text);
	row_put(row);
	row_person(row, finding->owner);
	row_text(row, finding->plan);
	row_day(row, finding->due);
	row_day(row, finding->completed);
	add_limit(row, finding);
	row_day(row, finding_window(row->desk, finding));
	row_yes(row, finding->overdue);
	row_yes(row, finding->told);
	row_commit(row, finding->seq);
	row_text(row, finding->id);
	row_end(row);
}

void
tables_finding_rows(const struct report_view *view, struct table_sink *sink)
{
	struct findings findings;
	struct row row;

	row_init(&row, view, tables_finding_columns, sink);
	findings_list(view->desk,
	    view->depth == REPORT_FULL && !view->client, &findings);
	for (size_t i = 0; i < findings.count; i++)
		if (tables_has_finding(view, &findings.items[i]))
			add_finding(&row, &findings.items[i]);
	findings_done(&findings);
	row_done(&row);
}

static void
add_plan(struct row *row, const struct finding *finding)
{
	row_text(row, finding->name);
	add_control(row, finding);
	row_text(row, finding->condition);
	tables_add_affects(row->view, finding, &row->text);
	row_put(row);
	tables_add_contact(row->view, finding, &row->text);
	row_put(row);
	row_text(row, finding->plan);
	row_day(row, finding->due);
	row_day(row, finding->completed);
	add_limit(row, finding);
	row_word(row, finding->state);
	row_end(row);
}

void
tables_poam_rows(const struct report_view *view, struct table_sink *sink)
{
	struct findings findings;
	struct row row;

	row_init(&row, view, tables_poam_columns, sink);
	findings_list(view->desk, false, &findings);
	for (size_t i = 0; i < findings.count; i++)
		if (tables_is_planned(view, &findings.items[i]))
			add_plan(&row, &findings.items[i]);
	findings_done(&findings);
	row_done(&row);
}
