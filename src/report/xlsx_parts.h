/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_XLSX_PARTS_H
#define ASSAY_REPORT_XLSX_PARTS_H

/* A workbook on its way: its cells and looks (xlsx_book.c), its sheets, and
 * where it is put together.
 * For xlsx*.c alone. */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/summary.h"
#include "report/reports.h"
#include "report/tables.h"
#include "report/xlsx_lib.h"

enum {
	BOOK_CELL_MOST = 32767, /* UTF-16 units a cell holds */
	BOOK_NAME_MOST = 31     /* of a sheet's name */
};

enum look {
	LOOK_ID,
	LOOK_TEXT, /* wrapped */
	LOOK_NUMBER,
	LOOK_LEVEL,
	LOOK_RATIO, /* 2.16 */
	LOOK_DAY,
	LOOK_HEAD,
	LOOK_TITLE,
	LOOK_SECTION,
	LOOK_LINE, /* text that runs on over the cells beside it */
	LOOK_GOOD, /* tones of words */
	LOOK_WARN,
	LOOK_BAD,
	LOOK_FAINT,
	LOOK_COUNT
};

struct book {
	const struct xlsx_lib *lib;
	const struct report_view *view;
	lxw_workbook *workbook;
	lxw_format *looks[LOOK_COUNT];
	struct str text;  /* a cell on its way */
	size_t bytes;     /* of the sheets as XML, at most */
	lxw_error failed; /* the first thing that went wrong */
};
struct sheet {
	struct book *book;
	lxw_worksheet *page;
	const char *table; /* in which a report in CSV has the same; NULL:
			      in none */
	lxw_row_t row;
};

/* path: the file to be; dir: of temporary files, kept until the end. */
void book_init(struct book *book, const struct xlsx_lib *lib,
    const struct report_view *view, const char *path, char *dir);
/* Writes it when nothing failed, and frees it. */
lxw_error book_finish(struct book *book);
/* Appends text as a cell can bear it and the title may be: what hides, turns
 * or is no XML is shown, unless the view is raw what it may be. */
void book_add_plain(const struct book *book, struct str *out,
    const char *text);

/* A new sheet: key when raw, else the title in the program's language, cut
 * and made a name that sheets may have. */
void book_sheet(struct book *book, const char *key, const char *title,
    const char *table, struct sheet *out);
/* Cells of the sheet's row; nothing for NULL or "". */
void book_text(struct sheet *sheet, size_t column, enum look look,
    const char *text);
void book_number(
    struct sheet *sheet, size_t column, enum look look, double number);
/* A value of a table by its column's kind: numbers and days as such. */
void book_value(struct sheet *sheet, size_t column, enum column_kind kind,
    const char *text);
/* An average as ratio_text says it; false: there is none. */
bool book_ratio(struct sheet *sheet, size_t column, struct ratio ratio);
/* The heads in row 0, the columns' widths and looks. */
void book_heads(
    struct sheet *sheet, const struct table_column *columns, size_t count);
/* Filter, colours and pages, once all rows are in. */
void book_dress(
    struct sheet *sheet, const struct table_column *columns, size_t count);
/* How it is printed: of so many cells' width. */
void book_pages(struct sheet *sheet, int width);

/* What a chart shows: rows of its sheet, names in column 0, numbers from 1
 * on. */
struct book_range {
	lxw_row_t first, last;
	bool any;
};
struct book_charts {
	struct book_range domains, levels, evidence;
	lxw_row_t from; /* the first row of the charts */
	bool targets;   /* has a domain any? */
	int top;        /* of the scale */
};
void book_charts(struct sheet *sheet, const struct book_charts *charts);

/* The sheets. */
void book_summary(struct book *book, const struct summary *summary);
void book_domains(struct book *book, const struct summary *summary);
void book_table(struct book *book, const struct table *table);

/* xlsx_place.c: the directory a workbook is put together in. */
struct xlsx_place {
	char *dir;
	int fd; /* held while it is in use; -1: it is not */
};
/* The session's place goes first, which is as confidential; one that cannot be
 * written is read all the same. Places that everybody shares, /tmp and its
 * like, are none. What a program that ended has left there goes. */
bool xlsx_place_make(
    struct xlsx_place *place, const struct report_view *view, struct err *err);
void xlsx_place_done(struct xlsx_place *place);

#endif
