/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A row a control: what it is, where it stands, and why. */

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

const struct table_column tables_control_columns[] = {
	{ "control", N_("Control"), COLUMN_ID, 12 },
	{ "title", N_("Title"), COLUMN_LONG, 36 },
	{ "domain", N_("Domain"), COLUMN_ID, 9 },
	{ "weight", N_("Weight"), COLUMN_NUMBER, 8 },
	{ "material", N_("Material"), COLUMN_WORD, 9 },
	{ "scope", N_("Scope"), COLUMN_WORD, 11 },
	{ "scope_why", N_("Reason for the scope"), COLUMN_LONG, 30 },
	{ "provider", N_("Provider"), COLUMN_TEXT, 18 },
	{ "declared", N_("Declared"), COLUMN_DAY, 12 },
	/* TRANSLATORS: head of a column: yes where a control is in averages */
	{ "counts", N_("Counts"), COLUMN_WORD, 8 },
	{ "state", N_("Progress"), COLUMN_WORD, 12 },
	{ "designation", N_("Designation"), COLUMN_WORD, 18 },
	{ "designation_why", N_("Reason for the designation"), COLUMN_LONG,
	    30 },
	{ "objectives", N_("Objectives"), COLUMN_NUMBER, 11 },
	{ "objectives_open", N_("Objectives open"), COLUMN_NUMBER, 11 },
	{ "methods", N_("Methods"), COLUMN_WORD, 22 },
	{ "performed", N_("Performed"), COLUMN_WORD, 11 },
	{ "derived_low", N_("Derived, low"), COLUMN_LEVEL, 9 },
	{ "derived_high", N_("Derived, high"), COLUMN_LEVEL, 9 },
	{ "supported", N_("Supported"), COLUMN_LEVEL, 10 },
	{ "concluded", N_("Concluded"), COLUMN_LEVEL, 10 },
	{ "concluded_why", N_("Reason for the level"), COLUMN_LONG, 30 },
	{ "concluded_by", N_("Concluded by"), COLUMN_TEXT, 18 },
	{ "concluded_said", N_("Said by"), COLUMN_TEXT, 18 },
	{ "concluded_at", N_("Concluded at"), COLUMN_TEXT, 20 },
	{ "target_asked", N_("Target asked for"), COLUMN_LEVEL, 9 },
	{ "target", N_("Target"), COLUMN_LEVEL, 9 },
	{ "gap", N_("Gap"), COLUMN_NUMBER, 6 },
	{ "answered", N_("Criteria answered"), COLUMN_NUMBER, 10 },
	{ "of", N_("Criteria"), COLUMN_NUMBER, 9 },
	{ "left", N_("Criteria left"), COLUMN_NUMBER, 9 },
	{ "evidence", N_("Evidence items"), COLUMN_NUMBER, 10 },
	{ "evidence_accepted", N_("Evidence accepted"), COLUMN_NUMBER, 10 },
	{ "override", N_("Above the derived level"), COLUMN_WORD, 10 },
	{ "stale", N_("Concluded on other answers"), COLUMN_WORD, 10 },
	{ "review", N_("Review"), COLUMN_WORD, 10 },
	{ "review_comment", N_("Review comment"), COLUMN_LONG, 30 },
	{ "flags", N_("Flags"), COLUMN_TEXT, 18 },
	{ "warnings", N_("Warnings"), COLUMN_LONG, 40 },
	{ "notes", N_("Notes"), COLUMN_LONG, 40 },
	{ .key = NULL }
};

static const struct entry *
entry_of(const struct row *row, const char *id, const char *field)
{
	char *path = xasprintf("%s/%s", id, field);
	const struct entry *entry = session_entry(row->desk->session, path);

	free(path);
	return entry;
}

static void
add_content(struct row *row, size_t control, const char *id)
{
	const struct catalog *c = row->desk->catalog;

	row_text(row, id);
	row_text(row, catalog_text(c, CONTROL_TITLE, control,
	                  row->desk->language));
	row_text(row, catalog_string(c, CONTROL_DOMAIN, control));
	row_level(row, catalog_number(c, CONTROL_WEIGHT, control));
	row_yes(row, catalog_control_material(c, control));
}

static void
add_scope(struct row *row, const struct standing *s)
{
	row_word(row, scope_word(s->scope.state));
	row_text(row, s->scope.why);
	row_text(row, s->scope.provider);
	row_text(row, s->scope.declared);
	row_yes(row, standing_counts(s));
}

static void
add_designation(struct row *row, const char *id, const struct standing *s)
{
	const struct entry *entry = entry_of(row, id, "designation");

	row_designation(row, s->designation);
	row_text(row, s->given && entry ? entry->why : NULL);
	row_count(row, s->objectives);
	row_count(row, s->by[DESIGNATION_NONE]);
	row_methods(row, s->methods);
}

static void
add_levels(struct row *row, const char *id, const struct rating *r,
    const struct standing *s)
{
	static const char *const performed[] = {
		[ANSWER_UNKNOWN] = N_("unknown"),
		[ANSWER_YES] = N_("yes"),
		[ANSWER_NO] = N_("no"),
	};
	bool scale = catalog_scale_top(row->desk->catalog) >= 0;
	const struct entry *entry = entry_of(row, id, "concluded");

	row_word(row, scale ? performed[r->maturity.performed] : NULL);
	row_level(row, scale ? r->maturity.low : -1);
	row_level(row, scale ? r->maturity.high : -1);
	row_level(row, scale ? r->supported : -1);
	row_level(row, s->concluded);
	row_text(row, entry ? entry->why : NULL);
	row_commit(row, entry ? entry->seq : 0);
	row_level(row, r->target_asked);
	row_level(row, r->target_effective);
	row_level(row, s->gap);
	row_count(row, r->answered);
	row_count(row, r->of);
	row_count(row, r->left);
}

static void
add_evidence(struct row *row, size_t control)
{
	size_t count = 0, accepted = 0;
	const size_t *items =
	    artifacts_of_control(desk_artifacts(row->desk), control, &count);

	for (size_t i = 0; i < count; i++) {
		enum evidence_state state =
		    artifacts_at(desk_artifacts(row->desk), items[i])->state;

		accepted += state == EVIDENCE_ACCEPTED ||
		            state == EVIDENCE_VIEWED;
	}
	row_count(row, count);
	row_count(row, accepted);
}

/* The names of those set by people. */
static void
add_flags(struct row *row, const char *id)
{
	char *prefix = xasprintf("%s/flags/", id);
	size_t count = 0;
	const struct entry *entry =
	    session_range(row->desk->session, prefix, &count);

	for (size_t i = 0; !row->view->client && i < count; i++) {
		str_add(&row->text, i ? ", " : "");
		str_add(&row->text, entry[i].path + strlen(prefix));
	}
	row_put(row);
	free(prefix);
}

static void
add_warnings(struct row *row, const struct standing *s)
{
	struct str line = { 0 };

	for (unsigned i = 0; !row->view->client && i < WARN_COUNT; i++) {
		if (!(s->warnings & 1u << i))
			continue;
		str_clear(&line);
		if (row->view->raw)
			str_add(&line, standing_warning_word(i));
		else
			standing_warning(s, 1u << i, &line);
		row_add_line(row, str_text(&line));
	}
	row_put(row);
	str_done(&line);
}

static void
add_review(struct row *row, size_t control, const char *id,
    const struct standing *s)
{
	static const char *const reviews[] = { NULL, N_("open"),
		N_("returned"), N_("approved") };
	struct note_items notes;

	row_yes(row, s->above_derived);
	row_yes(row, s->stale);
	row_word(row, reviews[s->review]);
	row_private(row, s->review_comment);
	add_flags(row, id);
	add_warnings(row, s);
	desk_notes(row->desk, control, &notes);
	row_add_notes(row, id, &notes, NULL, NULL);
	row_put(row);
	note_items_done(&notes);
}

void
tables_control_rows(const struct report_view *view, struct table_sink *sink)
{
	const struct desk *desk = view->desk;
	size_t count = catalog_rows(desk->catalog, TABLE_CONTROL);
	struct row row;

	row_init(&row, view, tables_control_columns, sink);
	for (size_t i = 0; i < count; i++) {
		const char *id = catalog_string(desk->catalog, CONTROL_ID, i);
		const struct rating *r = desk_rating(desk, i);
		const struct standing *s = desk_standing(desk, i);

		if (!row_has(view, i))
			continue;
		add_content(&row, i, id);
		add_scope(&row, s);
		row_word(&row, progress_word(standing_progress(r, s)));
		add_designation(&row, id, s);
		add_levels(&row, id, r, s);
		add_evidence(&row, i);
		add_review(&row, i, id, s);
		row_end(&row);
	}
	row_done(&row);
}
