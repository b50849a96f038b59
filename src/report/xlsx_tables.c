/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A sheet for each table of tables.h. */

#include <config.h>

#include "report/xlsx_parts.h"

#include "base/i18n.h"
#include "base/str.h"

/* Short names for tabs. */
static const struct tab {
	const char *table, *title;
} tabs[] = {
	/* TRANSLATORS: names of a workbook's sheets, at most 31 characters */
	{ "controls", N_("Controls") },
	{ "criteria", N_("Criteria") },
	{ "objectives", N_("Objectives") },
	{ "evidence", N_("Evidence") },
	{ "deficiencies", N_("Deficiencies") },
	{ "poam", N_("POA&M") },
	{ "requests", N_("Requests") },
};

static const char *
tab_title(const struct table *table)
{
	for (size_t i = 0; i < sizeof(tabs) / sizeof(*tabs); i++)
		if (str_equal(tabs[i].table, table->name))
			return _(tabs[i].title);
	return _(table->title);
}

struct rows {
	struct table_sink sink; /* the first member */
	struct sheet *sheet;
	const struct table_column *columns;
};

static void
take_cell(struct table_sink *sink, const struct table_column *column,
    const char *text)
{
	struct rows *rows = (struct rows *)sink;

	book_value(rows->sheet, (size_t)(column - rows->columns),
	    column->kind, text);
}

static void
take_row_end(struct table_sink *sink)
{
	struct rows *rows = (struct rows *)sink;

	rows->sheet->row++;
}

void
book_table(struct book *book, const struct table *table)
{
	struct sheet sheet;
	struct rows rows = { .sink = { take_cell, take_row_end },
		.sheet = &sheet,
		.columns = table->columns };
	size_t count = table_columns(table);

	book_sheet(book, table->name, tab_title(table), table->name, &sheet);
	book_heads(&sheet, table->columns, count);
	table->rows(book->view, &rows.sink);
	book_dress(&sheet, table->columns, count);
}
