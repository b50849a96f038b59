/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_BOOK_H
#define ASSAY_TESTS_BOOK_H

/* What the workbook reader's tests share: a workbook from the XML of its
 * parts, and all of what is read from it as one text. */

#include "workbook.h"

#include "base/err.h"
#include "import/xlsx.h"

/* The parts of a workbook; NULL: the usual one, "": none. */
struct parts {
	const char *top_rels, *main, *rels, *sheet, *strings, *styles;
	const char *sheet_name; /* of its part */
};

#define BOOK_MAIN(extra)                                               \
	"<workbook xmlns='" WORKBOOK_MAIN "' xmlns:r='" WORKBOOK_REL   \
	"'>" extra                                                     \
	"<sheets><sheet name='One' sheetId='1' r:id='rId1'/></sheets>" \
	"</workbook>"
#define BOOK_RELATION(id, type, target)                          \
	"<Relationship Id='" id "' Type='" WORKBOOK_REL "/" type \
	"' Target='" target "'/>"
#define BOOK_RELATIONS(inner) \
	"<Relationships xmlns='" WORKBOOK_RELS "'>" inner "</Relationships>"
#define BOOK_RELS                                                           \
	BOOK_RELATIONS(                                                     \
	    BOOK_RELATION("rId1", "worksheet", "worksheets/sheet1.xml")     \
	        BOOK_RELATION("rId2", "sharedStrings", "sharedStrings.xml") \
	            BOOK_RELATION("rId3", "styles", "styles.xml"))
#define BOOK_SHEET(rows)                                        \
	"<worksheet xmlns='" WORKBOOK_MAIN "'><sheetData>" rows \
	"</sheetData></worksheet>"
#define BOOK_STRINGS(items) "<sst xmlns='" WORKBOOK_MAIN "'>" items "</sst>"
#define BOOK_STYLES(inner) \
	"<styleSheet xmlns='" WORKBOOK_MAIN "'>" inner "</styleSheet>"

static inline void
book_add(
    struct zipped *zip, const char *name, const char *given, const char *usual)
{
	const char *text = given ? given : usual;

	zipped_add(zip, name, *text ? text : NULL);
}

/* The parts into an open archive. */
static inline void
book_add_parts(struct zipped *zip, const struct parts *parts)
{
	book_add(zip, "_rels/.rels", parts->top_rels, WORKBOOK_TOP_RELS);
	book_add(zip, "xl/workbook.xml", parts->main, BOOK_MAIN(""));
	book_add(zip, "xl/_rels/workbook.xml.rels", parts->rels, BOOK_RELS);
	book_add(zip,
	    parts->sheet_name ? parts->sheet_name : "xl/worksheets/sheet1.xml",
	    parts->sheet, BOOK_SHEET(""));
	book_add(zip, "xl/sharedStrings.xml", parts->strings, BOOK_STRINGS(""));
	book_add(zip, "xl/styles.xml", parts->styles, BOOK_STYLES(""));
}

static inline void
book_make(struct str *bytes, const struct parts *parts)
{
	struct zipped zip;

	zipped_begin(&zip, bytes);
	book_add_parts(&zip, parts);
	zipped_end(&zip);
}

/* All rows of one sheet: "A1=text C1=text\n" and so on, to out. */
static inline bool
book_dump_sheet(
    struct xlsx *book, size_t sheet, struct str *out, struct err *err)
{
	struct xlsx_row row;

	if (!xlsx_start(book, sheet, err))
		return false;
	while (xlsx_next(book, &row, err)) {
		const char *between = "";

		for (size_t i = 0; i < row.count; i++) {
			char letters[8];

			if (!row.cells[i])
				continue;
			xlsx_column(i, letters);
			str_printf(out, "%s%s%zu=%s", between, letters,
			    row.number, row.cells[i]);
			between = " ";
		}
		str_add_char(out, '\n');
	}
	return err->message == NULL;
}

/* Everything in a workbook: "[One]\n" and its rows, "[Two hidden]\n" ... False
 * and *err when it breaks. The bytes are copied to a block of just their size,
 * so that a sanitizer sees a step beyond them. */
static inline bool
book_dump(const char *bytes, size_t len, struct str *out, struct err *err)
{
	char *copy = xmalloc(len);

	memcpy(copy, bytes, len);
	struct xlsx *book = xlsx_open("pond.xlsx", copy, len, err);
	bool ok = book != NULL;

	for (size_t i = 0; ok && i < xlsx_sheets(book); i++) {
		str_printf(out, "[%s%s]\n", xlsx_sheet_name(book, i),
		    xlsx_sheet_hidden(book, i) ? " hidden" : "");
		ok = book_dump_sheet(book, i, out, err);
	}
	xlsx_free(book);
	free(copy);
	cr_assert(ok == (err->message == NULL), "an error exactly on failure");
	return ok;
}

static inline void
assert_dump(const struct str *bytes, const char *expected)
{
	struct str out = { 0 };
	struct err err = { 0 };
	bool ok = book_dump(bytes->data, bytes->len, &out, &err);

	cr_assert(ok, "it can be read: %s", ok ? "" : err.message);
	cr_assert_str_eq(str_text(&out), expected, "%s", str_text(&out));
	str_done(&out);
}

/* Reading these bytes ends in one line about the file that holds piece. */
static inline void
assert_bytes_refused(const char *bytes, size_t len, const char *piece)
{
	struct str out = { 0 };
	struct err err = { 0 };

	cr_assert_not(book_dump(bytes, len, &out, &err),
	    "no error, but one with \"%s\" was due", piece);
	cr_assert_str_eq(err.path, "pond.xlsx", "it names the file");
	cr_assert(strstr(err.message, piece), "\"%s\" lacks \"%s\"",
	    err.message, piece);
	cr_assert_not(strchr(err.message, '\n'), "one line");
	cr_assert(
	    strchr(err.message, ':'), "it says what to do: %s", err.message);
	str_done(&out);
	err_done(&err);
}

static inline void
assert_refused(const struct parts *parts, const char *piece)
{
	struct str bytes = { 0 };

	book_make(&bytes, parts);
	assert_bytes_refused(bytes.data, bytes.len, piece);
	str_done(&bytes);
}

/* What the sheet "One" of these parts holds. */
static inline void
assert_reads(const struct parts *parts, const char *expected)
{
	struct str bytes = { 0 }, all = { 0 };

	str_printf(&all, "[One]\n%s", expected);
	book_make(&bytes, parts);
	assert_dump(&bytes, str_text(&all));
	str_done(&bytes);
	str_done(&all);
}

#endif
