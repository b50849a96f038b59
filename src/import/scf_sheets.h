/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_SCF_SHEETS_H
#define ASSAY_IMPORT_SCF_SHEETS_H

/* The sheets of an SCF workbook, found by their headers wherever those stand,
 * and their rows. */

#include <stdbool.h>
#include <stddef.h>

#include "import/scf_headers.h"
#include "import/xlsx.h"

struct import_job;
struct import_source;

struct scf_sheets {
	struct import_job *job;
	struct xlsx *book;
	const char *path; /* of the workbook; borrowed */
	struct scf_sheet {
		enum scf_kind kind;
		size_t index;
		size_t header; /* the row of the headers */
		char *path;    /* "book.xlsx[Sheet]", for messages */
		bool hidden;
		bool table;  /* has rows of several cells at all */
		size_t rows; /* only counted to choose between several */
	} *all;
	size_t count;
	struct scf_sheet *of[SCF_KIND_COUNT]; /* NULL: there is none */
	size_t bytes;                         /* of texts read so far */
};

/* Opens the workbook and looks for its sheets: of several of a kind the one
 * with the most rows, and a hidden one only without any other. Those passed
 * over are reported. False with the job's err: no workbook, or no SCF. */
bool scf_sheets_open(struct scf_sheets *sheets, struct import_job *job,
    const struct import_source *source);
/* For one that was opened, or zeroed. The job's path is what it was. */
void scf_sheets_done(struct scf_sheets *sheets);

/* The rows of a sheet that have an id. */
struct scf_rows {
	struct scf_sheets *sheets;
	enum scf_kind kind;
	size_t at[SCF_COL_COUNT]; /* the first column of each; or NO_COLUMN */
	struct xlsx_row row;      /* borrowed until the next */
	size_t count;             /* of rows met */
	size_t left_out, left_out_at; /* rows without an id, the first one */
	bool quiet; /* about those: the sheet is read once more */
};
#define SCF_NO_COLUMN ((size_t)-1)

/* Goes to the header row of the sheet of a kind, which is rows->row then;
 * messages of the job are about this sheet from now on. False when there is
 * none, or with the job's err. */
bool scf_rows_open(
    struct scf_rows *rows, struct scf_sheets *sheets, enum scf_kind kind);
/* The next row with an id. False at the end, after a report of what was left
 * out, or with the job's err. */
bool scf_rows_next(struct scf_rows *rows);
/* A text of the row; NULL: blank, a lone dash, or there is no such column. */
const char *scf_rows_text(const struct scf_rows *rows, enum scf_col col);
/* The same by column. */
const char *scf_rows_cell(const struct scf_rows *rows, size_t column);

#endif
