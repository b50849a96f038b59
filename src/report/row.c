/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The cells of a table's row, in the form their reader wants. */

#include <config.h>

#include "report/row.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/people.h"
#include "model/schema.h"
#include "model/session.h"

void
row_init(struct row *row, const struct report_view *view,
    const struct table_column *columns, struct table_sink *sink)
{
	*row = (struct row){ .view = view,
		.desk = view->desk,
		.sink = sink,
		.first = columns,
		.next = columns };
}

void
row_done(struct row *row)
{
	str_done(&row->text);
}

void
row_end(struct row *row)
{
	assert(!row->next->key);
	row->sink->row_end(row->sink);
	row->next = row->first;
}

void
row_text(struct row *row, const char *text)
{
	assert(row->next->key);
	row->sink->cell(row->sink, row->next++, text ? text : "");
}

void
row_private(struct row *row, const char *text)
{
	row_text(row, row->view->client ? NULL : text);
}

/* gettext has the catalogue's head for an empty text. */
static const char *
shown(const struct row *row, const char *word)
{
	return row->view->raw || !word || !*word ? word : _(word);
}

void
row_word(struct row *row, const char *word)
{
	row_text(row, shown(row, word));
}

void
row_yes(struct row *row, bool yes)
{
	row_word(row, yes ? N_("yes") : N_("no"));
}

void
row_number(struct row *row, long long number)
{
	str_printf(&row->text, "%lld", number);
	row_put(row);
}

void
row_count(struct row *row, size_t count)
{
	row_number(row, (long long)count);
}

void
row_level(struct row *row, int level)
{
	if (level < 0)
		row_text(row, NULL);
	else
		row_number(row, level);
}

void
row_day(struct row *row, int day)
{
	char text[16] = "";

	if (day != DAY_NONE)
		day_text(day, text);
	row_text(row, text);
}

void
row_person(struct row *row, const char *who)
{
	const struct session *session = row->desk->session;
	char *name = row->view->raw ? person_said(session, who)
	                            : person_name(session, who);

	row_text(row, name);
	free(name);
}

void
row_designation(struct row *row, enum designation designation)
{
	if (designation == DESIGNATION_NONE && row->view->raw)
		row_text(row, NULL);
	else
		row_word(row, designation_word(designation));
}

void
row_add_word(struct row *row, const char *word)
{
	if (row->text.len)
		str_add(&row->text, ", ");
	str_add(&row->text, shown(row, word));
}

void
row_methods(struct row *row, unsigned methods)
{
	static const char *const words[] = { N_("examine"), N_("interview"),
		N_("test") };

	for (unsigned i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (methods & 1u << i)
			row_add_word(row, words[i]);
	row_put(row);
}

void
row_commit(struct row *row, uint64_t seq)
{
	const struct commit *commit =
	    seq ? session_find_commit(row->desk->session, seq) : NULL;
	const char *said = commit ? commit->said : NULL;

	row_text(row, commit ? commit->by : NULL);
	row_text(row, row->view->raw ? said : person_shown(said));
	row_text(row, commit ? commit->at : NULL);
}

void
row_put(struct row *row)
{
	row_text(row, str_text(&row->text));
	str_clear(&row->text);
}

void
row_add_line(struct row *row, const char *line)
{
	if (row->text.len)
		str_add_char(&row->text, '\n');
	str_add(&row->text, line);
}

void
row_add_about(struct row *row, const char *about)
{
	struct desk_objective objective;
	struct spot spot;
	char *name = NULL;

	if (!about)
		return;
	if (!row->view->raw && strchr(about, '/')) {
		if (desk_find_objective(row->desk, about, &objective))
			name = path_segment(about, 2);
		if (!name && desk_find_path(row->desk, about, &spot))
			name = desk_spot_name(row->desk, spot);
	}
	str_add(&row->text, name ? name : about);
	free(name);
}

bool
row_has(const struct report_view *view, size_t control)
{
	return control != CATALOG_NONE && report_has(view, control) &&
	       (view->depth == REPORT_FULL ||
	           scope_is_in(&desk_standing(view->desk, control)->scope));
}

bool
row_has_all(const struct report_view *view)
{
	return view->control == CATALOG_NONE && view->domain == CATALOG_NONE;
}

void
row_add_notes(struct row *row, const char *control,
    const struct note_items *notes, const char *criterion,
    const char *objective)
{
	for (size_t i = 0; i < notes->count; i++) {
		const struct note_item *note = &notes->items[i];
		const char *about = session_getf(row->desk->session,
		    "%s/notes/%s/objective", control, note->id);

		if ((note->client || !row->view->client) &&
		    str_equal(note->criterion, criterion) &&
		    str_equal(about, objective))
			row_add_line(row, note->text);
	}
}
