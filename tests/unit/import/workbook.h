/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_TESTS_WORKBOOK_H
#define ASSAY_TESTS_WORKBOOK_H

/* Small workbooks made in memory (-lminizip). The table stands at file scope,
 * or is not static:
 *
 *	static const struct workbook_sheet sheets[] = {
 *		{ "Pond 1.0", ROWS(ROW("ID", "Weight", "Note"),
 *			ROW("P-1", NUMBER("8"), "a\nb"), ROW("P-2", "", "c")),
 *		    .hidden = false },
 *		{ "Old", ROWS(ROW("x")), .hidden = true },
 *	};
 *	struct str bytes = { 0 };
 *
 *	workbook_make(&bytes, sheets, 2, true);
 *	... bytes.data, bytes.len ...
 *	str_done(&bytes);
 */

#include <criterion/criterion.h>
#include <minizip/zip.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* Cells of a row, "" an empty one; rows of a sheet. */
#define ROW(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define ROWS(...) ((const char *const *const[]){ __VA_ARGS__, NULL })
/* A cell that holds a number as the file writes it: NUMBER("5.1"). */
#define NUMBER(digits) "\001" digits

struct workbook_sheet {
	const char *name;
	const char *const *const *rows; /* NULL-terminated, each row too */
	bool hidden;
};

/* An archive that is being written into bytes. */
struct zipped {
	struct str *bytes;
	size_t at;
	zipFile file;
};

static inline void *
zipped_open(void *opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static inline uLong
zipped_read(void *opaque, void *stream, void *out, uLong size)
{
	struct zipped *zip = opaque;
	size_t left = zip->bytes->len - zip->at;
	size_t len = size < left ? size : left;

	(void)stream;
	if (len)
		memcpy(out, zip->bytes->data + zip->at, len);
	zip->at += len;
	return len;
}

static inline uLong
zipped_write(void *opaque, void *stream, const void *data, uLong size)
{
	struct zipped *zip = opaque;
	size_t over = zip->bytes->len - zip->at;

	(void)stream;
	if (over > size)
		over = size;
	if (over)
		memcpy(zip->bytes->data + zip->at, data, over);
	str_add_n(zip->bytes, (const char *)data + over, size - over);
	zip->at += size;
	return size;
}

static inline ZPOS64_T
zipped_tell(void *opaque, void *stream)
{
	(void)stream;
	return ((struct zipped *)opaque)->at;
}

static inline long
zipped_seek(void *opaque, void *stream, ZPOS64_T offset, int origin)
{
	struct zipped *zip = opaque;
	size_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? zip->at
	              : origin == ZLIB_FILEFUNC_SEEK_END ? zip->bytes->len
	                                                 : 0;

	(void)stream;
	if (from + offset > zip->bytes->len)
		return -1;
	zip->at = from + offset;
	return 0;
}

static inline int
zipped_nothing(void *opaque, void *stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

static inline void
zipped_begin(struct zipped *zip, struct str *bytes)
{
	zlib_filefunc64_def memory = { zipped_open, zipped_read, zipped_write,
		zipped_tell, zipped_seek, zipped_nothing, zipped_nothing, zip };

	str_clear(bytes);
	*zip = (struct zipped){ .bytes = bytes };
	zip->file = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &memory);
	cr_assert_not_null(zip->file, "an archive is begun");
}

/* Adds a part; no part with text NULL, so that one can be left out. */
static inline void
zipped_add_n(struct zipped *zip, const char *name, const char *text, size_t len)
{
	if (!text)
		return;
	cr_assert_eq(zipOpenNewFileInZip64(zip->file, name, NULL, NULL, 0, NULL,
	                 0, NULL, Z_DEFLATED, 6, 0),
	    ZIP_OK, "%s is begun", name);
	for (size_t done = 0; done < len; done += 1 << 20)
		zipWriteInFileInZip(zip->file, text + done,
		    (unsigned)(len - done < 1 << 20 ? len - done : 1 << 20));
	cr_assert_eq(zipCloseFileInZip(zip->file), ZIP_OK, "%s ends", name);
}

static inline void
zipped_add(struct zipped *zip, const char *name, const char *text)
{
	zipped_add_n(zip, name, text, text ? strlen(text) : 0);
}

static inline void
zipped_end(struct zipped *zip)
{
	cr_assert_eq(zipClose(zip->file, NULL), ZIP_OK, "the archive ends");
}

/* text with what XML gives a meaning to written as entities. */
static inline void
workbook_escape(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			str_add(out, "&amp;");
		else if (*text == '<')
			str_add(out, "&lt;");
		else if (*text == '>')
			str_add(out, "&gt;");
		else if (*text == '"')
			str_add(out, "&quot;");
		else
			str_add_char(out, *text);
	}
}

#define WORKBOOK_XML \
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORKBOOK_MAIN \
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define WORKBOOK_REL \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WORKBOOK_RELS \
	"http://schemas.openxmlformats.org/package/2006/relationships"
#define WORKBOOK_TYPES \
	"http://schemas.openxmlformats.org/package/2006/content-types"
#define WORKBOOK_TOP_RELS                                             \
	WORKBOOK_XML "<Relationships xmlns=\"" WORKBOOK_RELS "\">"    \
	             "<Relationship Id=\"rId1\" Type=\"" WORKBOOK_REL \
	             "/officeDocument\" Target=\"xl/workbook.xml\"/>" \
	             "</Relationships>"

/* [Content_Types].xml: what kind each part is of. */
static inline void
workbook_types(struct str *types, size_t count)
{
	static const char kind[] =
	    "<Override PartName=\"/xl/%s.xml\" ContentType=\"application/"
	    "vnd.openxmlformats-officedocument.spreadsheetml.%s+xml\"/>";
	char name[48];

	str_add(types, WORKBOOK_XML "<Types xmlns=\"" WORKBOOK_TYPES "\">");
	str_add(types, "<Default Extension=\"rels\" ContentType=\"application/"
	               "vnd.openxmlformats-package.relationships+xml\"/>");
	str_printf(types, kind, "workbook", "sheet.main");
	for (size_t i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "worksheets/sheet%zu", i + 1);
		str_printf(types, kind, name, "worksheet");
	}
	str_printf(types, kind, "sharedStrings", "sharedStrings");
	str_printf(types, kind, "styles", "styles");
	str_add(types, "</Types>");
}

/* xl/workbook.xml, and its relationships: rId1 is the first sheet; the
 * strings' and the styles' come behind the sheets. */
static inline void
workbook_main(struct str *main, struct str *rels,
    const struct workbook_sheet *sheets, size_t count)
{
	static const char rel[] =
	    "<Relationship Id=\"rId%zu\" Type=\"" WORKBOOK_REL
	    "/%s\" Target=\"%s%s.xml\"/>";

	str_add(main, WORKBOOK_XML "<workbook xmlns=\"" WORKBOOK_MAIN
	                           "\" xmlns:r=\"" WORKBOOK_REL "\"><sheets>");
	str_add(
	    rels, WORKBOOK_XML "<Relationships xmlns=\"" WORKBOOK_RELS "\">");
	for (size_t i = 0; i < count; i++) {
		char name[32];

		str_add(main, "<sheet name=\"");
		workbook_escape(main, sheets[i].name);
		str_printf(main, "\" sheetId=\"%zu\"%s r:id=\"rId%zu\"/>",
		    i + 1, sheets[i].hidden ? " state=\"hidden\"" : "", i + 1);
		snprintf(name, sizeof(name), "sheet%zu", i + 1);
		str_printf(rels, rel, i + 1, "worksheet", "worksheets/", name);
	}
	str_add(main, "</sheets></workbook>");
	str_printf(rels, rel, count + 1, "sharedStrings", "", "sharedStrings");
	str_printf(rels, rel, count + 2, "styles", "", "styles");
	str_add(rels, "</Relationships>");
}

static inline void
workbook_column(struct str *out, size_t column)
{
	if (column >= 26)
		workbook_column(out, column / 26 - 1);
	str_add_char(out, (char)('A' + column % 26));
}

/* One cell; strings NULL: its text stands in it. */
static inline void
workbook_cell(struct str *out, size_t row, size_t column, const char *text,
    struct str *strings, size_t *string)
{
	if (!*text)
		return;
	str_add(out, "<c r=\"");
	workbook_column(out, column);
	str_printf(out, "%zu\"", row);
	if (*text == '\001') {
		str_printf(out, "><v>%s</v></c>", text + 1);
		return;
	}
	if (strings) {
		str_printf(out, " t=\"s\"><v>%zu</v></c>", (*string)++);
		str_add(strings, "<si><t xml:space=\"preserve\">");
		workbook_escape(strings, text);
		str_add(strings, "</t></si>");
		return;
	}
	str_add(out, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
	workbook_escape(out, text);
	str_add(out, "</t></is></c>");
}

static inline void
workbook_rows(struct str *out, const struct workbook_sheet *sheet,
    struct str *strings, size_t *string)
{
	str_add(out,
	    WORKBOOK_XML "<worksheet xmlns=\"" WORKBOOK_MAIN "\"><sheetData>");
	for (size_t i = 0; sheet->rows[i]; i++) {
		str_printf(out, "<row r=\"%zu\">", i + 1);
		for (size_t j = 0; sheet->rows[i][j]; j++)
			workbook_cell(
			    out, i + 1, j, sheet->rows[i][j], strings, string);
		str_add(out, "</row>");
	}
	str_add(out, "</sheetData></worksheet>");
}

/* A whole workbook into bytes (emptied first); shared: the texts stand in
 * xl/sharedStrings.xml as Excel does it, else in the cells. */
static inline void
workbook_make(struct str *bytes, const struct workbook_sheet *sheets,
    size_t count, bool shared)
{
	struct str types = { 0 }, main = { 0 }, rels = { 0 };
	struct str strings = { 0 }, rows = { 0 };
	struct zipped zip;
	size_t string = 0;

	workbook_types(&types, count);
	workbook_main(&main, &rels, sheets, count);
	str_add(&strings, WORKBOOK_XML "<sst xmlns=\"" WORKBOOK_MAIN "\">");
	zipped_begin(&zip, bytes);
	zipped_add(&zip, "[Content_Types].xml", str_text(&types));
	zipped_add(&zip, "_rels/.rels", WORKBOOK_TOP_RELS);
	zipped_add(&zip, "xl/workbook.xml", str_text(&main));
	zipped_add(&zip, "xl/_rels/workbook.xml.rels", str_text(&rels));
	for (size_t i = 0; i < count; i++) {
		char name[48];

		snprintf(
		    name, sizeof(name), "xl/worksheets/sheet%zu.xml", i + 1);
		str_clear(&rows);
		workbook_rows(
		    &rows, &sheets[i], shared ? &strings : NULL, &string);
		zipped_add(&zip, name, str_text(&rows));
	}
	str_add(&strings, "</sst>");
	zipped_add(&zip, "xl/sharedStrings.xml", str_text(&strings));
	zipped_add(&zip, "xl/styles.xml",
	    WORKBOOK_XML "<styleSheet xmlns=\"" WORKBOOK_MAIN "\"/>");
	zipped_end(&zip);
	str_done(&types);
	str_done(&main);
	str_done(&rels);
	str_done(&strings);
	str_done(&rows);
}

#endif
