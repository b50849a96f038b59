/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A row a criterion, with its answer. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "report/row.h"
#include "report/tables_parts.h"

const struct table_column tables_criterion_columns[] = {
	{ "control", N_("Control"), COLUMN_ID, 12 },
	{ "level", N_("Level"), COLUMN_LEVEL, 7 },
	/* TRANSLATORS: head of a column: of a criterion, "3.2" */
	{ "number", N_("Number"), COLUMN_ID, 8 },
	{ "key", N_("Key"), COLUMN_ID, 11 },
	{ "text", N_("Text"), COLUMN_LONG, 60 },
	{ "anchor", N_("Mandatory"), COLUMN_WORD, 10 },
	{ "state", N_("State"), COLUMN_WORD, 15 },
	{ "why", N_("Reason"), COLUMN_LONG, 36 },
	{ "by", N_("Recorded by"), COLUMN_TEXT, 18 },
	{ "said", N_("Said by"), COLUMN_TEXT, 18 },
	{ "at", N_("Recorded at"), COLUMN_TEXT, 20 },
	/* TRANSLATORS: head of a column: the control an answer is from */
	{ "copied", N_("Copied from"), COLUMN_ID, 12 },
	{ "notes", N_("Notes"), COLUMN_LONG, 40 },
	{ .key = NULL }
};

/* The control whose rows are made. */
struct place {
	size_t control;
	const char *id;
	struct note_items notes;
};

static void
add_text(struct row *row, size_t criterion)
{
	const struct catalog *c = row->desk->catalog;
	size_t language = row->desk->language;

	row_add_line(row, catalog_text(c, CRITERION_TEXT, criterion, language));
	for (size_t i = 0; i < catalog_count(c, CRITERION_SUB, criterion);
	     i++) {
		char *line = xasprintf("- %s",
		    catalog_item(c, CRITERION_SUB, criterion, i, language));

		row_add_line(row, line);
		free(line);
	}
	row_put(row);
}

static void
add_answer(
    struct row *row, const struct place *place, size_t criterion, int level)
{
	const struct catalog *c = row->desk->catalog;
	const struct session *session = row->desk->session;
	const char *key = catalog_string(c, CRITERION_KEY, criterion);
	char *path = path_criterion(place->id, level, key, "state");
	const struct entry *entry = session_entry(session, path);

	free(path);
	row_word(row, criterion_state_word(
	                  rating_state(c, session, place->control, criterion)));
	row_text(row, entry ? entry->why : NULL);
	row_commit(row, entry ? entry->seq : 0);
	path = path_criterion(place->id, level, key, "copied");
	row_text(row, session_get(session, path));
	free(path);
	path = xasprintf("%d.%s", level, key);
	row_add_notes(row, place->id, &place->notes, path, NULL);
	row_put(row);
	free(path);
}

static void
add_level(struct row *row, const struct place *place, size_t clevel)
{
	const struct catalog *c = row->desk->catalog;
	int level = catalog_number(c, CLEVEL_LEVEL, clevel);
	size_t count = catalog_count(c, CLEVEL_CRITERIA, clevel);

	for (size_t i = 0; i < count; i++) {
		size_t criterion = catalog_child(c, CLEVEL_CRITERIA, clevel, i);

		row_text(row, place->id);
		row_level(row, level);
		str_printf(&row->text, "%d.%zu", level, i + 1);
		row_put(row);
		row_text(row, catalog_string(c, CRITERION_KEY, criterion));
		add_text(row, criterion);
		row_yes(
		    row, catalog_number(c, CRITERION_ANCHOR, criterion) == 1);
		add_answer(row, place, criterion, level);
		row_end(row);
	}
}

void
tables_criterion_rows(const struct report_view *view, struct table_sink *sink)
{
	const struct catalog *c = view->desk->catalog;
	struct row row;

	row_init(&row, view, tables_criterion_columns, sink);
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		struct place place = { .control = i,
			.id = catalog_string(c, CONTROL_ID, i) };

		if (!row_has(view, i))
			continue;
		desk_notes(view->desk, i, &place.notes);
		for (int level = 0; level <= catalog_scale_top(c); level++) {
			size_t clevel = catalog_control_level(c, i, level);

			if (clevel != CATALOG_NONE)
				add_level(&row, &place, clevel);
		}
		note_items_done(&place.notes);
	}
	row_done(&row);
}
