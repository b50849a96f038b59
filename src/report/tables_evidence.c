/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A row an item of the evidence register. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/records.h"
#include "model/session.h"
#include "report/row.h"
#include "report/tables_parts.h"

const struct table_column tables_evidence_columns[] = {
	{ "evidence", N_("Item"), COLUMN_ID, 14 },
	{ "request", N_("Answers the request"), COLUMN_ID, 14 },
	{ "title", N_("Title"), COLUMN_LONG, 36 },
	{ "area", N_("Area"), COLUMN_TEXT, 22 },
	{ "state", N_("State"), COLUMN_WORD, 15 },
	{ "why", N_("Reason"), COLUMN_LONG, 30 },
	{ "type", N_("Type"), COLUMN_WORD, 16 },
	{ "applies_to", N_("Affects"), COLUMN_WORD, 12 },
	{ "method", N_("Method"), COLUMN_WORD, 11 },
	{ "requested_from", N_("Requested from"), COLUMN_TEXT, 18 },
	{ "requested", N_("Requested"), COLUMN_DAY, 12 },
	{ "due", N_("Due"), COLUMN_DAY, 12 },
	{ "provided_by", N_("Provided by"), COLUMN_TEXT, 18 },
	{ "received", N_("Received"), COLUMN_DAY, 12 },
	{ "reviewed", N_("Reviewed"), COLUMN_DAY, 12 },
	{ "reviewed_by", N_("Reviewed by"), COLUMN_TEXT, 18 },
	{ "witness", N_("Witness"), COLUMN_TEXT, 18 },
	{ "obtained", N_("How it was obtained"), COLUMN_TEXT, 18 },
	{ "source", N_("Source"), COLUMN_TEXT, 18 },
	{ "query", N_("Query"), COLUMN_TEXT, 18 },
	{ "rows", N_("Rows"), COLUMN_NUMBER, 8 },
	{ "version", N_("Version"), COLUMN_TEXT, 10 },
	{ "approval", N_("Approval"), COLUMN_WORD, 10 },
	{ "dated", N_("Dated"), COLUMN_DAY, 12 },
	{ "period_begin", N_("Covers from"), COLUMN_DAY, 12 },
	{ "period_end", N_("Covers until"), COLUMN_DAY, 12 },
	{ "valid_until", N_("Valid until"), COLUMN_DAY, 12 },
	{ "retain_until", N_("Retain until"), COLUMN_DAY, 12 },
	{ "confidentiality", N_("Confidentiality"), COLUMN_TEXT, 14 },
	{ "locator", N_("Where in it"), COLUMN_TEXT, 18 },
	{ "location", N_("Location"), COLUMN_TEXT, 24 },
	{ "kept", N_("Kept"), COLUMN_WORD, 14 },
	{ "file", N_("File"), COLUMN_TEXT, 24 },
	{ "size", N_("Size in bytes"), COLUMN_NUMBER, 11 },
	{ "sha256", N_("SHA-256"), COLUMN_ID, 20 },
	{ "superseded_by", N_("Superseded by"), COLUMN_ID, 14 },
	{ "links", N_("What it says of which control"), COLUMN_LONG, 40 },
	{ "attention", N_("To look at"), COLUMN_LONG, 24 },
	{ "note", N_("Note"), COLUMN_LONG, 40 },
	{ .key = NULL }
};

bool
tables_has_artifact(
    const struct report_view *view, const struct artifact *artifact)
{
	for (size_t i = 0; i < artifact->link_count; i++)
		if (row_has(view, artifact->links[i].control))
			return true;
	/* a request that no control lists is nobody's until it is touched */
	return !artifact->link_count && row_has_all(view) &&
	       (artifact->row == CATALOG_NONE || view->depth == REPORT_FULL ||
	           artifact->state != EVIDENCE_NOT_REQUESTED);
}

/* A cell of each of these fields, of a record that may have none. */
static void
add_texts(
    struct row *row, const struct record *record, const char *const *fields)
{
	for (; *fields; fields++)
		row_text(row, record_value(record, *fields));
}

static void
add_words(
    struct row *row, const struct record *record, const char *const *fields)
{
	for (; *fields; fields++)
		row_word(row, record_value(record, *fields));
}

/* "OPS-03 3.2" */
static void
add_target(struct row *row, const struct artifact_link *link)
{
	const struct catalog *c = row->desk->catalog;

	/* "links/EV/OPS-03/criteria/..." without its first two segments */
	if (link->path && (row->view->raw || link->gone)) {
		const char *rest = strchr(link->path, '/');

		str_add(&row->text, strchr(rest + 1, '/') + 1);
	} else if (link->objective != CATALOG_NONE) {
		str_add(&row->text,
		    catalog_string(c, OBJECTIVE_ID, link->objective));
	} else if (link->criterion != CATALOG_NONE && link->path) {
		const char *rest = strchr(link->path, '/');

		row_add_about(row, strchr(rest + 1, '/') + 1);
	} else {
		str_add(&row->text,
		    catalog_string(c, CONTROL_ID, link->control));
	}
}

/* "OPS-03 3.2: supports, page 12", a line each. */
static void
add_links(struct row *row, const struct artifact *it)
{
	for (size_t i = 0; i < it->link_count; i++) {
		const struct artifact_link *link = &it->links[i];

		if (!row_has(row->view, link->control))
			continue;
		str_add(&row->text, row->text.len ? "\n" : "");
		add_target(row, link);
		str_add(&row->text, ": ");
		str_add(&row->text,
		    row->view->raw ? link->verdict : _(link->verdict));
		if (link->locator)
			str_printf(&row->text, ", %s", link->locator);
	}
	row_put(row);
}

/* The words of its flags are the assessor's reminders. */
static void
add_attention(struct row *row, const struct artifact *it)
{
	for (unsigned i = 0; !row->view->client && i < ARTIFACT_FLAGS; i++)
		if (it->flags & 1u << i) {
			str_add(&row->text, row->text.len ? ", " : "");
			str_add(&row->text, artifact_flag_text(1u << i));
		}
	row_put(row);
}

static void
add_head(
    struct row *row, const struct artifact *it, const struct record *record)
{
	const struct catalog *c = row->desk->catalog;
	size_t asked = it->row == CATALOG_NONE ? it->request : it->row;
	const struct entry *state = record_entry(record, "state");

	row_text(row, it->id);
	row_text(row, record_value(record, "request"));
	row_text(row, it->title);
	row_text(row, asked == CATALOG_NONE
	                  ? NULL
	                  : catalog_string(c, EVIDENCE_AREA, asked));
	row_word(row, evidence_state_word(it->state));
	row_text(row, state ? state->why : NULL);
}

static void
add_item(struct row *row, const struct artifact *it)
{
	static const char *const kinds[] = { "type", "applies to", "method",
		NULL };
	static const char *const asked[] = { "requested", "due", NULL };
	static const char *const seen[] = { "received", "reviewed", NULL };
	static const char *const source[] = { "obtained", "source", "query",
		"rows", "version", NULL };
	static const char *const ages[] = { "dated", "period/begin",
		"period/end", "valid until", "retain until",
		"confidentiality", "locator", "location", NULL };
	static const char *const approval[] = { "approval", NULL };
	static const char *const kept[] = { "kept", NULL };
	static const char *const file[] = { "file", "size", "sha256",
		"superseded by", NULL };
	struct record record = { 0 };

	record_find(row->desk->session, "evidence", it->id, &record);
	add_head(row, it, &record);
	add_words(row, &record, kinds);
	row_person(row, record_value(&record, "requested from"));
	add_texts(row, &record, asked);
	row_person(row, record_value(&record, "provided by"));
	add_texts(row, &record, seen);
	row_person(row, record_value(&record, "reviewed by"));
	row_person(row, record_value(&record, "witness"));
	add_texts(row, &record, source);
	add_words(row, &record, approval);
	add_texts(row, &record, ages);
	add_words(row, &record, kept);
	add_texts(row, &record, file);
	add_links(row, it);
	add_attention(row, it);
	row_private(row, record_value(&record, "note"));
	row_end(row);
}

void
tables_evidence_rows(const struct report_view *view, struct table_sink *sink)
{
	const struct artifacts *artifacts = desk_artifacts(view->desk);
	struct row row;

	row_init(&row, view, tables_evidence_columns, sink);
	for (size_t i = 0; i < artifacts_count(artifacts); i++) {
		const struct artifact *it = artifacts_at(artifacts, i);

		if (tables_has_artifact(view, it))
			add_item(&row, it);
	}
	row_done(&row);
}
