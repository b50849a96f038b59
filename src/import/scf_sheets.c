/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Names and places of sheets change from year to year, and titles or notes
 * may stand above their headers: each sheet is searched for a row of headers
 * that tells what it lists. */

#include <config.h>

#include "import/scf_sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/job.h"

enum {
	SHEETS_MAX = 100, /* that are looked into */
	HEADER_ROWS = 30, /* where headers are looked for, */
	HEADER_COLS = 40, /* by columns up to this one */
	TABLE_COLS = 4,   /* a row with as many texts belongs to a table */
	/* More text than any workbook has: a few strings that stand in very
	 * many cells. */
	TEXT_MAX = 256 << 20
};

static bool
is_blank(const char *text)
{
	static const char *const signs[] = { " ", "\t", "\n", "\xc2\xa0" };
	bool dash = false;

	while (*text) {
		size_t len = 0;

		for (size_t i = 0; i < 4; i++)
			if (str_starts(text, signs[i]))
				len = strlen(signs[i]);
		if (!len && (*text != '-' || dash))
			return false;
		dash |= !len;
		text += len ? len : 1;
	}
	return true;
}

const char *
scf_rows_cell(const struct scf_rows *rows, size_t column)
{
	const char *text =
	    column < rows->row.count ? rows->row.cells[column] : NULL;

	return text && !is_blank(text) ? text : NULL;
}

const char *
scf_rows_text(const struct scf_rows *rows, enum scf_col col)
{
	return scf_rows_cell(rows, rows->at[col]);
}

/* One more row, its text counted. */
static bool
next_row(struct scf_sheets *sheets, struct xlsx_row *row)
{
	if (!xlsx_next(sheets->book, row, sheets->job->err))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		sheets->bytes += row->cells[i] ? strlen(row->cells[i]) : 0;
		if (sheets->bytes > TEXT_MAX)
			return err_set_at(sheets->job->err, ERR_INPUT,
			    sheets->job->path, row->number, i + 1,
			    _("The cells hold more text than an import takes: "
			      "this is no workbook as it is published."));
	}
	return true;
}

static size_t
count_texts(const struct xlsx_row *row)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++)
		count += row->cells[i] && !is_blank(row->cells[i]);
	return count;
}

/* Looks for the header row of a sheet. */
static bool
look(struct scf_sheets *sheets, struct scf_sheet *sheet)
{
	struct err *err = sheets->job->err;
	struct xlsx_row row;

	sheet->hidden = xlsx_sheet_hidden(sheets->book, sheet->index);
	sheet->path = xasprintf("%s[%s]", sheets->path,
	    xlsx_sheet_name(sheets->book, sheet->index));
	sheets->job->path = sheet->path;
	if (!xlsx_start(sheets->book, sheet->index, err))
		return false;
	for (int i = 0; i < HEADER_ROWS && next_row(sheets, &row); i++) {
		sheet->table |= count_texts(&row) >= TABLE_COLS;
		sheet->kind = scf_headers_kind(row.cells,
		    row.count < HEADER_COLS ? row.count : HEADER_COLS);
		sheet->header = row.number;
		if (sheet->kind)
			break;
	}
	return !err->message;
}

static bool
count_rows(struct scf_sheets *sheets, struct scf_sheet *sheet)
{
	struct err *err = sheets->job->err;
	struct xlsx_row row;

	sheets->job->path = sheet->path;
	if (!xlsx_start(sheets->book, sheet->index, err))
		return false;
	while (next_row(sheets, &row))
		sheet->rows += row.number > sheet->header;
	return !err->message;
}

/* Is b the better sheet of the two? Rows are counted to tell. */
static bool
is_better(struct scf_sheets *sheets, struct scf_sheet *a, struct scf_sheet *b)
{
	if (a->hidden != b->hidden)
		return a->hidden;
	if ((!a->rows && !count_rows(sheets, a)) || !count_rows(sheets, b))
		return false;
	return b->rows > a->rows;
}

/* Says that a sheet is not read, unless nobody will miss it. */
static void
pass_over(struct scf_sheets *sheets, const struct scf_sheet *sheet)
{
	sheets->job->path = sheet->path;
	if (sheet->kind == SCF_KIND_KNOWN || sheet->hidden)
		return;
	if (sheet->kind)
		job_warn(sheets->job, ODD_COLUMN, sheet->header, 1,
		    _("This sheet is left out: another one lists the same, "
		      "and more of it."));
	else if (sheet->table)
		job_warn(sheets->job, ODD_COLUMN, 0, 0,
		    _("No headers are understood in this sheet: it is left "
		      "out."));
}

static bool
find_sheets(struct scf_sheets *sheets)
{
	bool ok = true;

	for (size_t i = 0; ok && i < sheets->count; i++) {
		sheets->all[i].index = i;
		ok = look(sheets, &sheets->all[i]);
	}
	for (size_t i = 0; ok && i < sheets->count; i++) {
		struct scf_sheet *sheet = &sheets->all[i];
		struct scf_sheet **best = &sheets->of[sheet->kind];

		if (!sheet->kind || sheet->kind == SCF_KIND_KNOWN)
			continue;
		if (!*best || is_better(sheets, *best, sheet))
			*best = sheet;
		ok = !sheets->job->err->message;
	}
	for (size_t i = 0; ok && i < sheets->count; i++)
		if (sheets->of[sheets->all[i].kind] != &sheets->all[i])
			pass_over(sheets, &sheets->all[i]);
	return ok;
}

bool
scf_sheets_open(struct scf_sheets *sheets, struct import_job *job,
    const struct import_source *source)
{
	*sheets = (struct scf_sheets){ .job = job, .path = source->path };
	sheets->book =
	    xlsx_open(source->path, source->bytes, source->len, job->err);
	if (!sheets->book)
		return false;
	sheets->count = xlsx_sheets(sheets->book);
	if (sheets->count > SHEETS_MAX)
		return err_set_at(job->err, ERR_INPUT, source->path, 0, 0,
		    _("This workbook has more than %d sheets: it is no SCF "
		      "workbook as it is published."),
		    SHEETS_MAX);
	sheets->all = xcalloc(sheets->count + 1, sizeof(*sheets->all));
	if (!find_sheets(sheets))
		return false;
	if (!sheets->of[SCF_KIND_CONTROLS])
		return err_set_at(job->err, ERR_INPUT, source->path, 0, 0,
		    _("This is no SCF workbook: no sheet has the headers "
		      "\"SCF #\" and \"Control Description\"."));
	return true;
}

void
scf_sheets_done(struct scf_sheets *sheets)
{
	if (sheets->job)
		sheets->job->path = sheets->path;
	for (size_t i = 0; sheets->all && i < sheets->count; i++)
		free(sheets->all[i].path);
	free(sheets->all);
	xlsx_free(sheets->book);
	*sheets = (struct scf_sheets){ 0 };
}

bool
scf_rows_open(
    struct scf_rows *rows, struct scf_sheets *sheets, enum scf_kind kind)
{
	const struct scf_sheet *sheet = sheets->of[kind];

	*rows = (struct scf_rows){ .sheets = sheets, .kind = kind };
	for (int i = 0; i < SCF_COL_COUNT; i++)
		rows->at[i] = SCF_NO_COLUMN;
	if (!sheet)
		return false;
	sheets->job->path = sheet->path;
	if (!xlsx_start(sheets->book, sheet->index, sheets->job->err))
		return false;
	do {
		if (!next_row(sheets, &rows->row))
			return false;
	} while (rows->row.number < sheet->header);
	for (size_t i = rows->row.count; i-- > 0;)
		rows->at[scf_headers_col(kind, rows->row.cells[i])] = i;
	return true;
}

/* A row of headers again? */
static bool
is_header(const struct scf_rows *rows)
{
	const char *id = scf_rows_text(rows, SCF_COL_ID);

	return scf_headers_col(rows->kind, id) == SCF_COL_ID;
}

/* A row without an id: what has one text is a heading or a note, and what
 * stands above the first id is more of the headers. */
static void
leave_out(struct scf_rows *rows)
{
	if (!rows->count || count_texts(&rows->row) < 2)
		return;
	if (!rows->left_out++)
		rows->left_out_at = rows->row.number;
}

bool
scf_rows_next(struct scf_rows *rows)
{
	while (next_row(rows->sheets, &rows->row)) {
		if (!scf_rows_text(rows, SCF_COL_ID)) {
			leave_out(rows);
			continue;
		}
		if (is_header(rows))
			continue;
		rows->count++;
		return true;
	}
	if (rows->left_out && !rows->quiet && !rows->sheets->job->err->message)
		job_warn(rows->sheets->job, ODD_OTHER, rows->left_out_at, 1,
		    ngettext("%zu row has no id and is left out.",
		        "%zu rows have no id and are left out: the first "
		        "stands here.",
		        rows->left_out),
		    rows->left_out);
	return false;
}
