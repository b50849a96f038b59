/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A table as CSV (RFC 4180), UTF-8. For people the heads and words are
 * translated, controls and marks that hide or turn text are visible, a cell no
 * sheet may take for a formula begins with an apostrophe, and a mark at the
 * file's beginning tells sheets that it is UTF-8. For machines values are
 * untouched and heads are keys. */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "report/reports.h"
#include "report/tables.h"

static const char byte_order_mark[] = "\357\273\277";

struct csv {
	struct table_sink sink; /* the first member */
	struct str *out;
	bool raw, inside; /* inside: a cell was written in this row */
	struct str text;  /* a cell on its way */
};

/* Would a sheet take a cell that begins so for a formula? The wide forms are
 * read as the narrow ones in some places. */
static bool
begins_formula(const char *text)
{
	uint32_t code;

	utf8_next(text, &code);
	switch (code) {
	case '=':
	case '+':
	case '-':
	case '@':
	case '\t':
	case '\r':
	case '\n':
	case 0xff1d: /* the same, full width */
	case 0xff0b:
	case 0xff0d:
	case 0xff20:
		return true;
	default:
		return false;
	}
}

/* Blanks before a sign are dropped by some readers. */
static bool
is_formula(const char *text)
{
	return *text && (begins_formula(text) ||
	                    begins_formula(text + strspn(text, " ")));
}

static bool
is_number(const char *text)
{
	const char *digits = text + (*text == '-');

	return *digits && !digits[strspn(digits, "0123456789")];
}

static void
add_quoted(struct str *out, const char *text)
{
	if (!text[strcspn(text, ",\"\r\n")]) {
		str_add(out, text);
		return;
	}
	str_add_char(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_add_char(out, '"');
		str_add_char(out, *text);
	}
	str_add_char(out, '"');
}

static void
add_cell(struct csv *csv, const char *text, bool number)
{
	if (csv->inside)
		str_add_char(csv->out, ',');
	csv->inside = true;
	if (csv->raw) {
		add_quoted(csv->out, text);
		return;
	}
	str_clear(&csv->text);
	/* looked at as given: what is made visible begins otherwise */
	if (is_formula(text) && !(number && is_number(text)))
		str_add_char(&csv->text, '\'');
	display_safe(&csv->text, text, true);
	add_quoted(csv->out, str_text(&csv->text));
}

static void
end_row(struct csv *csv)
{
	str_add(csv->out, "\r\n");
	csv->inside = false;
}

static void
take_cell(struct table_sink *sink, const struct table_column *column,
    const char *text)
{
	add_cell((struct csv *)sink, text ? text : "",
	    column->kind == COLUMN_NUMBER || column->kind == COLUMN_LEVEL);
}

static void
take_row_end(struct table_sink *sink)
{
	end_row((struct csv *)sink);
}

static const struct table *
find_table(const struct report_view *view, struct err *err)
{
	const struct table *found =
	    view->table ? tables_find(view->table) : tables_at(0);
	struct str names = { 0 };

	if (found)
		return found;
	for (size_t i = 0; tables_at(i); i++)
		str_printf(&names, "%s%s", i ? ", " : "", tables_at(i)->name);
	err_set(err, ERR_USAGE,
	    _("No such table: \"%s\". There are these: %s."), view->table,
	    str_text(&names));
	str_done(&names);
	return NULL;
}

bool
report_csv(const struct report_view *view, struct str *out, struct err *err)
{
	const struct table *table = find_table(view, err);
	struct csv csv = { .sink = { take_cell, take_row_end },
		.out = out,
		.raw = view->raw };

	if (!table)
		return false;
	if (!view->raw)
		str_add(out, byte_order_mark);
	for (size_t i = 0; i < table_columns(table); i++)
		add_cell(&csv,
		    view->raw ? table->columns[i].key
		              : _(table->columns[i].label),
		    false);
	end_row(&csv);
	table->rows(view, &csv.sink);
	str_done(&csv.text);
	return true;
}
