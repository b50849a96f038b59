/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile bytes as a workbook: every sheet, every row, every cell. */

#include <config.h>

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/xlsx.h"

/* Rows rise, and their cells are text. */
static void
check_row(const struct xlsx_row *row, size_t last)
{
	if (row->number <= last || row->number > XLSX_ROWS_MAX || !row->count ||
	    row->count > XLSX_COLS_MAX || !row->cells[row->count - 1])
		abort();
	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->cells[i];

		if (!text)
			continue;
		size_t len = strlen(text);

		if (!len || len > XLSX_TEXT_MAX || strchr(text, '\r') ||
		    !utf8_valid(text, len))
			abort();
	}
}

static void
walk(struct xlsx *book, size_t sheet, struct err *err)
{
	struct xlsx_row row = { 0 };
	size_t last = 0;
	bool ok = xlsx_start(book, sheet, err);

	/* False without an error would be a sheet that never began */
	if (ok == (err->message != NULL))
		abort();
	while (ok && xlsx_next(book, &row, err)) {
		check_row(&row, last);
		last = row.number;
	}
	err_done(err);
}

static void
read_book(const char *data, size_t size)
{
	/* of just that size, so that a step beyond is seen */
	char *bytes = xmalloc(size);
	struct err err = { 0 };

	if (size)
		memcpy(bytes, data, size);
	xlsx_is(bytes, size);
	struct xlsx *book = xlsx_open("fuzz", bytes, size, &err);

	if ((book != NULL) == (err.message != NULL))
		abort();
	for (size_t i = 0; book && i < xlsx_sheets(book) && i < 16; i++) {
		if (!xlsx_sheet_name(book, i))
			abort();
		xlsx_sheet_hidden(book, i);
		walk(book, i, &err);
	}
	xlsx_free(book);
	err_done(&err);
	free(bytes);
}

void
fuzz_xlsx(const char *name, const uint8_t *data, size_t size)
{
	struct str book = { 0 };

	(void)name;
	fuzz_book((const char *)data, size, &book);
	read_book(str_text(&book), book.len);
	str_done(&book);
}
