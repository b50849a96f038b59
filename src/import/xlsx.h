/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_XLSX_H
#define ASSAY_IMPORT_XLSX_H

/* Workbooks (Office Open XML) in memory, row by row: minizip and expat with
 * the caps of robustness.md 2. Knows nothing of what the cells mean. */

#include <stdbool.h>
#include <stddef.h>

struct err;
struct xlsx;

enum {
	XLSX_ENTRIES_MAX = 10000,
	XLSX_PART_MAX = 64 << 20,   /* inflated bytes of one part */
	XLSX_TOTAL_MAX = 160 << 20, /* of all parts read */
	XLSX_ROWS_MAX = 1048576,
	XLSX_COLS_MAX = 16384,
	XLSX_CELLS_MAX = 64
	                 << 20, /* of a sheet, empty ones before filled too */
	XLSX_STRINGS_MAX = 2000000,
	XLSX_TEXT_MAX = 1 << 20 /* bytes of one cell's text */
};

/* Is this a zip archive that holds a workbook? Cheap. */
bool xlsx_is(const char *bytes, size_t len);

/* Opens the workbook in bytes (borrowed until xlsx_free; path is for
 * messages): its sheets and shared strings. NULL and *err. */
struct xlsx *xlsx_open(
    const char *path, const char *bytes, size_t len, struct err *err);
void xlsx_free(struct xlsx *book);

/* Sheets in the workbook's order, hidden ones too; chart sheets are left
 * out. */
size_t xlsx_sheets(const struct xlsx *book);
const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet);
bool xlsx_sheet_hidden(const struct xlsx *book, size_t sheet);

/* One row. Texts are borrowed until the next row: UTF-8, line breaks as line
 * feeds, without characters XML forbids; numbers to fifteen digits as a person
 * sees them: 5.1 in a cell of two decimals is 5.10, but whole ones go without
 * ".0" and exponents, and none is cut; dates in ISO form: 2026-03-01,
 * 2026-03-01T14:30:00, 14:30:00; booleans TRUE and FALSE; errors ("#N/A"),
 * strings that are not there and empty cells NULL; formulas their stored
 * result; rich text its runs joined, without phonetic ones. */
struct xlsx_row {
	size_t number;      /* from 1, as the sheet numbers them */
	const char **cells; /* by column, from 0 */
	size_t count;       /* of columns up to the last filled one */
};
/* Reads the next row that has a filled cell, of the sheet given to
 * xlsx_start. False at the end, and with *err set when the sheet is broken. */
bool xlsx_start(struct xlsx *book, size_t sheet, struct err *err);
bool xlsx_next(struct xlsx *book, struct xlsx_row *row, struct err *err);

/* The letters of a column: 0 is A, 27 AB. */
void xlsx_column(size_t column, char out[8]);

#endif
