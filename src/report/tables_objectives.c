/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A row an assessment objective: those that apply, in a full report all. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/row.h"
#include "report/tables_parts.h"

const struct table_column tables_objective_columns[] = {
	{ "control", N_("Control"), COLUMN_ID, 12 },
	{ "objective", N_("Objective"), COLUMN_ID, 16 },
	{ "text", N_("Text"), COLUMN_LONG, 50 },
	{ "rigor", N_("Rigor"), COLUMN_NUMBER, 7 },
	{ "applies_to", N_("Affects"), COLUMN_WORD, 12 },
	{ "framework", N_("Framework"), COLUMN_ID, 18 },
	/* TRANSLATORS: head of a column: yes where an objective counts */
	{ "applies", N_("Applies"), COLUMN_WORD, 8 },
	{ "methods", N_("Methods"), COLUMN_WORD, 22 },
	{ "designation", N_("Designation"), COLUMN_WORD, 18 },
	{ "why", N_("Reason"), COLUMN_LONG, 36 },
	{ "by", N_("Recorded by"), COLUMN_TEXT, 18 },
	{ "said", N_("Said by"), COLUMN_TEXT, 18 },
	{ "at", N_("Recorded at"), COLUMN_TEXT, 20 },
	{ "parameters", N_("Parameters"), COLUMN_LONG, 30 },
	{ "evidence", N_("Evidence"), COLUMN_LONG, 30 },
	{ "notes", N_("Notes"), COLUMN_LONG, 40 },
	{ .key = NULL }
};

static const struct entry *
entry_at(const struct row *row, char *path)
{
	const struct entry *entry = session_entry(row->desk->session, path);

	free(path);
	return entry;
}

/* Its own designation, or that of the control where it stands for all. */
static void
add_designation(struct row *row, size_t control, size_t objective,
    const char *id, const char *own)
{
	enum designation now =
	    standing_objective(&row->desk->frame, control, objective);
	const struct entry *entry =
	    entry_at(row, xasprintf("%s/designation", id));

	if (!entry || now != DESIGNATION_NOT_APPLICABLE ||
	    designation_find(entry->value) != now)
		entry = entry_at(
		    row, xasprintf("%s/objectives/%s/designation", id, own));
	row_designation(row, now);
	row_text(row, entry ? entry->why : NULL);
	row_commit(row, entry ? entry->seq : 0);
}

/* "1: every 30 days": what the organization set for the pack's gaps. */
static void
add_parameters(struct row *row, const char *id, const char *own)
{
	char *prefix = xasprintf("%s/objectives/%s/parameters/", id, own);
	size_t count = 0;
	const struct entry *entry =
	    session_range(row->desk->session, prefix, &count);

	for (size_t i = 0; i < count; i++) {
		char *line = xasprintf("%s: %s",
		    entry[i].path + strlen(prefix), entry[i].value);

		row_add_line(row, line);
		free(line);
	}
	row_put(row);
	free(prefix);
}

/* The items linked to the objective itself. */
static void
add_evidence(struct row *row, size_t control, size_t objective)
{
	const struct artifacts *artifacts = desk_artifacts(row->desk);
	size_t count = 0, links;
	const size_t *items = artifacts_of_control(artifacts, control, &count);

	for (size_t i = 0; i < count; i++) {
		const struct artifact *it = artifacts_at(artifacts, items[i]);
		const struct artifact_link *link =
		    artifact_links_to(it, control, &links);

		for (size_t j = 0; j < links; j++) {
			if (link[j].objective != objective)
				continue;
			str_add(&row->text, row->text.len ? "\n" : "");
			str_printf(&row->text, "%s: ", it->id);
			str_add(&row->text, row->view->raw
			                        ? link[j].verdict
			                        : _(link[j].verdict));
			if (link[j].locator)
				str_printf(
				    &row->text, ", %s", link[j].locator);
		}
	}
	row_put(row);
}

static void
add_objective(struct row *row, size_t control, size_t objective, const char *id,
    const struct note_items *notes)
{
	const struct catalog *c = row->desk->catalog;
	const char *own = catalog_string(c, OBJECTIVE_ID, objective);
	bool applies = standing_objective_applies(&row->desk->frame, objective);

	if (!applies && row->view->depth != REPORT_FULL)
		return;
	row_text(row, id);
	row_text(row, own);
	row_text(row, catalog_text(c, OBJECTIVE_TEXT, objective,
	                  row->desk->language));
	row_level(row, catalog_number(c, OBJECTIVE_RIGOR, objective));
	row_word(row, catalog_string(c, OBJECTIVE_APPLIES_TO, objective));
	row_text(row, catalog_string(c, OBJECTIVE_FRAMEWORK, objective));
	row_yes(row, applies);
	row_methods(row, standing_methods(row->desk->session, id, own));
	add_designation(row, control, objective, id, own);
	add_parameters(row, id, own);
	add_evidence(row, control, objective);
	row_add_notes(row, id, notes, NULL, own);
	row_put(row);
	row_end(row);
}

void
tables_objective_rows(const struct report_view *view, struct table_sink *sink)
{
	const struct catalog *c = view->desk->catalog;
	struct row row;

	row_init(&row, view, tables_objective_columns, sink);
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		size_t count = catalog_count(c, CONTROL_OBJECTIVES, i);
		struct note_items notes;

		if (!count || !row_has(view, i))
			continue;
		desk_notes(view->desk, i, &notes);
		for (size_t j = 0; j < count; j++)
			add_objective(&row, i,
			    catalog_child(c, CONTROL_OBJECTIVES, i, j),
			    catalog_string(c, CONTROL_ID, i), &notes);
		note_items_done(&notes);
	}
	row_done(&row);
}
