/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Workbooks made to do harm, and broken ones: each ends in one line that
 * says what is wrong, and in nothing else. */

#include <config.h>

#include "import/xlsx.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>

#include "book.h"

/* A sheet with one cell of each way to keep a text. */
static const struct parts small = {
	.sheet = BOOK_SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c>"
	                    "<c r='B1' t='inlineStr'><is><t>newt</t></is></c>"
	                    "<c r='C1' s='0'><v>45935.5</v></c></row>"),
	.strings = BOOK_STRINGS("<si><r><t>fr</t></r><r><t>og</t></r></si>"),
	.styles = BOOK_STYLES("<numFmts><numFmt numFmtId='164' "
	                      "formatCode='yyyy'/></numFmts>"
	                      "<cellXfs><xf numFmtId='164'/></cellXfs>"),
};
static const char small_text[] =
    "[One]\nA1=frog B1=newt C1=2025-10-05T12:00:00\n";

/* Where the headers of a part begin in an archive: the local one (false) or
 * the one in the list at its end. */
static size_t
header(const struct str *bytes, const char *name, bool in_list)
{
	const char *sign = in_list ? "PK\1\2" : "PK\3\4";
	size_t at = in_list ? 46 : 30, len = strlen(name);

	for (size_t i = 0; i + at + len <= bytes->len; i++)
		if (memcmp(bytes->data + i, sign, 4) == 0 &&
		    memcmp(bytes->data + i + at, name, len) == 0)
			return i;
	cr_assert_fail("%s has a header", name);
	return 0;
}

/* A field both headers have: how far behind in the local one, the bytes. */
static void
set_field(struct str *bytes, const char *name, size_t offset,
    unsigned long value, size_t width)
{
	size_t local = header(bytes, name, false) + offset;
	size_t listed = header(bytes, name, true) + offset + 2;

	for (size_t i = 0; i < width; i++) {
		bytes->data[local + i] = (char)(value >> i * 8);
		bytes->data[listed + i] = (char)(value >> i * 8);
	}
}
enum { FLAGS = 6, METHOD = 8, CRC = 14, PACKED = 18, INFLATED = 22 };

static void
assert_field_refused(
    size_t offset, unsigned long value, size_t width, const char *piece)
{
	struct str bytes = { 0 };

	book_make(&bytes, &small);
	set_field(&bytes, "xl/sharedStrings.xml", offset, value, width);
	assert_bytes_refused(bytes.data, bytes.len, piece);
	str_done(&bytes);
}

/* Adds a part of this begin and then blanks. */
static void
add_blanks(
    struct zipped *zip, const char *name, const char *begin, size_t mebibytes)
{
	static char blanks[1 << 20];

	memset(blanks, ' ', sizeof(blanks));
	cr_assert_eq(zipOpenNewFileInZip64(zip->file, name, NULL, NULL, 0, NULL,
	                 0, NULL, Z_DEFLATED, 1, 0),
	    ZIP_OK, "begun");
	zipWriteInFileInZip(zip->file, begin, (unsigned)strlen(begin));
	for (size_t i = 0; i < mebibytes; i++)
		zipWriteInFileInZip(zip->file, blanks, sizeof(blanks));
	zipCloseFileInZip(zip->file);
}

Test(xlsx_hostile, the_small_workbook_of_these_tests_is_sound)
{
	struct str bytes = { 0 };

	book_make(&bytes, &small);
	assert_dump(&bytes, small_text);
	str_done(&bytes);
}

Test(xlsx_hostile, a_bomb_is_put_out)
{
	static const char *const names[] = { "xl/worksheets/sheet1.xml",
		"xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml" };
	const struct parts usual[] = { { .sheet = "" }, { .strings = "" },
		{ .styles = "" }, { .main = "" } };
	static const char *const begins[] = { "<worksheet><sheetData>",
		"<sst><si>", "<styleSheet>", "<workbook>" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str bytes = { 0 };
		struct zipped zip;

		zipped_begin(&zip, &bytes);
		book_add_parts(&zip, &usual[i]);
		add_blanks(&zip, names[i], begins[i], 200);
		zipped_end(&zip);
		cr_assert_lt(bytes.len, 2 << 20, "it is small");
		assert_bytes_refused(bytes.data, bytes.len, "more than 64 MiB");
		str_done(&bytes);
	}
}

Test(xlsx_hostile, many_parts_within_their_limit_are_too_many)
{
	struct str bytes = { 0 }, main = { 0 }, rels = { 0 };
	struct zipped zip;

	str_add(&main, "<workbook xmlns:r='r'><sheets>");
	str_add(&rels, "<Relationships>");
	zipped_begin(&zip, &bytes);
	for (int i = 0; i < 3; i++) {
		char name[32];

		snprintf(name, sizeof(name), "xl/s%d.xml", i);
		add_blanks(
		    &zip, name, "<worksheet><sheetData/></worksheet>", 60);
		str_printf(&main, "<sheet name='%d' r:id='r%d'/>", i, i);
		str_printf(&rels,
		    "<Relationship Id='r%d' Type='/worksheet' "
		    "Target='s%d.xml'/>",
		    i, i);
	}
	str_add(&main, "</sheets></workbook>");
	str_add(&rels, "</Relationships>");
	book_add_parts(
	    &zip, &(struct parts){ .main = main.data, .rels = rels.data });
	zipped_end(&zip);
	assert_bytes_refused(bytes.data, bytes.len, "more than 160 MiB");
	str_done(&bytes);
	str_done(&main);
	str_done(&rels);
}

Test(xlsx_hostile, a_document_type_stops_the_reading_in_every_part)
{
	static const char bomb[] =
	    "<!DOCTYPE x [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;'>]>";
	char *main = xasprintf("%s%s", bomb, BOOK_MAIN(""));
	char *rels = xasprintf("%s%s", bomb, BOOK_RELS);
	char *sheet = xasprintf("%s%s", bomb, BOOK_SHEET("&b;"));
	char *strings = xasprintf("%s%s", bomb, BOOK_STRINGS("&b;"));
	char *styles = xasprintf("%s%s", bomb, BOOK_STYLES("&b;"));
	const struct {
		struct parts parts;
		const char *name;
	} cases[] = {
		{ { .top_rels = rels }, "_rels/.rels declares" },
		{ { .main = main }, "xl/workbook.xml declares" },
		{ { .rels = rels }, "xl/_rels/workbook.xml.rels declares" },
		{ { .sheet = sheet }, "xl/worksheets/sheet1.xml declares" },
		{ { .strings = strings }, "xl/sharedStrings.xml declares" },
		{ { .styles = styles }, "xl/styles.xml declares" },
		{ { .sheet = "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>" },
		    "declares a document type" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_refused(&cases[i].parts, cases[i].name);
	free(main);
	free(rels);
	free(sheet);
	free(strings);
	free(styles);
}

Test(xlsx_hostile, what_is_no_xml_is_told_with_its_place)
{
	assert_refused(&(struct parts){ .sheet = "<worksheet>\n  <a></b>" },
	    "line 2, column 8");
	assert_refused(&(struct parts){ .strings = "pond" },
	    "xl/sharedStrings.xml breaks the rules of XML");
	assert_refused(&(struct parts){ .main = " " },
	    "xl/workbook.xml breaks the rules of XML");
	assert_refused(&(struct parts){ .sheet = BOOK_SHEET("&pond;") },
	    "undefined entity");
	assert_refused(&(struct parts){ .sheet = BOOK_SHEET("\xff\xfe") },
	    "not well-formed");
	assert_refused(
	    &(struct parts){ .sheet = "<?xml version='1.0' encoding='x-y'?>"
	                              "<worksheet/>" },
	    "unknown encoding");
}

Test(xlsx_hostile, elements_too_deep_are_refused)
{
	struct str deep = { 0 };

	str_add(&deep, "<worksheet>");
	for (int i = 0; i < 100000; i++)
		str_add(&deep, "<a>");
	assert_refused(
	    &(struct parts){ .sheet = deep.data }, "more than 64 deep");
	assert_refused(
	    &(struct parts){ .rels = deep.data }, "more than 64 deep");
	str_done(&deep);
}

Test(xlsx_hostile, tags_and_texts_without_end_are_refused)
{
	struct str long_text = { 0 }, xml = { 0 };

	str_add_repeat(&long_text, 'x', 60 << 20);
	str_add(&xml, "<worksheet a='");
	str_add_n(&xml, long_text.data, long_text.len);
	assert_refused(&(struct parts){ .sheet = xml.data },
	    "a tag of more than 1048576 bytes");
	str_clear(&xml);
	str_add(&xml, "<worksheet><!--");
	str_add_n(&xml, long_text.data, long_text.len);
	assert_refused(&(struct parts){ .sheet = xml.data },
	    "a tag of more than 1048576 bytes");
	str_clear(&xml);
	str_printf(&xml, "<worksheet><sheetData><row><c><v>%s", long_text.data);
	assert_refused(&(struct parts){ .sheet = xml.data },
	    "a text of more than 1048576 bytes");
	str_clear(&xml);
	str_printf(&xml, "<sst><si><t>%s", long_text.data);
	assert_refused(&(struct parts){ .strings = xml.data },
	    "a text of more than 1048576 bytes");
	str_done(&xml);
	str_done(&long_text);
}

Test(xlsx_hostile, texts_up_to_the_limit_are_read)
{
	struct str text = { 0 }, all = { 0 };

	str_add_repeat(&text, 'x', XLSX_TEXT_MAX);
	char *sheet = xasprintf(
	    BOOK_SHEET("<row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>%s"
	               "</t></is></c></row>"),
	    text.data);
	char *strings = xasprintf("<sst><si><t>%s</t></si></sst>", text.data);

	str_printf(&all, "A1=%s B1=%s\n", text.data, text.data);
	assert_reads(
	    &(struct parts){ .sheet = sheet, .strings = strings }, all.data);
	str_done(&text);
	str_done(&all);
	free(sheet);
	free(strings);
}

Test(xlsx_hostile, too_many_of_anything_is_refused)
{
	struct str bytes = { 0 }, many = { 0 };
	struct zipped zip;

	zipped_begin(&zip, &bytes);
	book_add_parts(&zip, &small);
	for (int i = 0; i < XLSX_ENTRIES_MAX; i++) {
		char name[32];

		snprintf(name, sizeof(name), "x%d", i);
		zipped_add(&zip, name, "");
	}
	zipped_end(&zip);
	assert_bytes_refused(bytes.data, bytes.len, "more than 10000 files");
	str_done(&bytes);

	str_add(&many, "<workbook xmlns:r='r'><sheets>");
	for (int i = 0; i < 5000; i++)
		str_add(&many, "<sheet name='x' r:id='rId1'/>");
	assert_refused(
	    &(struct parts){ .main = many.data }, "more than 4096 sheets");
	str_clear(&many);
	str_add(&many, "<Relationships>");
	for (int i = 0; i < 20001; i++)
		str_add(&many, "<Relationship Id='' Type='' Target=''/>");
	assert_refused(
	    &(struct parts){ .rels = many.data }, "more than 20000 others");
	str_clear(&many);
	str_add(&many, "<sst>");
	for (int i = 0; i <= XLSX_STRINGS_MAX; i++)
		str_add(&many, "<si/>");
	assert_refused(&(struct parts){ .strings = many.data },
	    "more than 2000000 different texts");
	str_done(&many);
}

Test(xlsx_hostile, rows_that_are_all_gaps_come_to_an_end)
{
	struct str sheet = { 0 }, bytes = { 0 };
	struct xlsx_row row;
	struct err err = { 0 };

	str_add(&sheet, "<worksheet><sheetData>");
	for (int i = 1; i <= 5000; i++)
		str_printf(&sheet, "<row><c r='XFD%d'><v>1</v></c></row>", i);
	str_add(&sheet, "</sheetData></worksheet>");
	book_make(&bytes, &(struct parts){ .sheet = sheet.data });
	struct xlsx *book = xlsx_open("pond.xlsx", bytes.data, bytes.len, &err);

	cr_assert(book && xlsx_start(book, 0, &err), "it starts");
	while (xlsx_next(book, &row, &err))
		;
	cr_assert(err.message && strstr(err.message, "67108864 cells"),
	    "it ends: %s", err.message);
	cr_assert_not(xlsx_next(book, &row, &err), "and stays so");
	xlsx_free(book);
	err_done(&err);
	str_done(&sheet);
	str_done(&bytes);
}

Test(xlsx_hostile, missing_parts_are_named)
{
	static const struct {
		struct parts parts;
		const char *name;
	} cases[] = {
		{ { .main = "" }, "lacks its part xl/workbook.xml" },
		{ { .rels = "" }, "lacks its part xl/_rels/workbook.xml.rels" },
		{ { .sheet = "" }, "lacks its part xl/worksheets/sheet1.xml" },
		{ { .strings = "" }, "lacks its part xl/sharedStrings.xml" },
		{ { .styles = "" }, "lacks its part xl/styles.xml" },
		{ { .rels = BOOK_RELATIONS("") }, "\"One\" has no part" },
		{ { .rels = BOOK_RELATIONS("<Relationship Id='rId1' Type='x'/>"
		                           "<Relationship Id='rId1' Type='x' "
		                           "Target='http://x/' TargetMode="
		                           "'External'/>") },
		    "\"One\" has no part" },
		{ { .top_rels = BOOK_RELATIONS(""), .main = "" },
		    "holds no workbook" },
		{ { .top_rels = BOOK_RELATIONS(BOOK_RELATION(
		        "a", "officeDocument", "../../../etc/passwd")) },
		    "lacks its part _rels" },
		{ { .main = "<w:document xmlns:w='w'/>" }, "but no workbook" },
	};
	struct str bytes = { 0 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (i != 8)
			assert_refused(&cases[i].parts, cases[i].name);
	assert_refused(&cases[8].parts, "lacks its part etc/");
	/* only what says where the workbook lies is missing: it is found */
	book_make(&bytes, &(struct parts){ .top_rels = "" });
	assert_dump(&bytes, "[One]\n");
	str_done(&bytes);
}

Test(xlsx_hostile, parts_that_are_there_twice_are_refused)
{
	static const char *const names[] = { "xl/sharedStrings.xml",
		"XL/sharedstrings.XML", "xl\\sharedStrings.xml" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str bytes = { 0 };
		struct zipped zip;

		zipped_begin(&zip, &bytes);
		book_add_parts(&zip, &small);
		zipped_add(&zip, names[i], BOOK_STRINGS(""));
		zipped_end(&zip);
		assert_bytes_refused(bytes.data, bytes.len,
		    "has its part xl/sharedStrings.xml twice");
		str_done(&bytes);
	}
}

Test(xlsx_hostile, names_that_lead_out_of_the_archive_are_no_parts)
{
	static const char *const names[] = { "/xl/worksheets/sheet1.xml",
		"../xl/worksheets/sheet1.xml", "xl/../xl/worksheets/sheet1.xml",
		"xl/worksheets/..", "\\xl\\worksheets\\sheet1.xml",
		"..\\xl\\worksheets\\sheet1.xml" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str bytes = { 0 };
		struct zipped zip;

		assert_refused(&(struct parts){ .sheet_name = names[i] },
		    "lacks its part xl/worksheets/sheet1.xml");
		/* and do no harm beside the right ones */
		zipped_begin(&zip, &bytes);
		book_add_parts(&zip, &small);
		zipped_add(&zip, names[i], "<x/>");
		zipped_end(&zip);
		assert_dump(&bytes, small_text);
		str_done(&bytes);
	}
}

Test(xlsx_hostile, what_the_headers_say_is_not_believed)
{
	assert_field_refused(FLAGS, 1, 2, "is encrypted");
	assert_field_refused(METHOD, 12, 2, "packed in a way (12)");
	assert_field_refused(METHOD, 0, 2, "is damaged");
	assert_field_refused(CRC, 1, 4, "is damaged");
	assert_field_refused(INFLATED, 0, 4, "is damaged");
	assert_field_refused(INFLATED, 5, 4, "is damaged");
	assert_field_refused(INFLATED, 1 << 30, 4, "is damaged");
	assert_field_refused(INFLATED, 0xffffffff, 4, "is damaged");
	assert_field_refused(PACKED, 0, 4, "is damaged");
	assert_field_refused(PACKED, 5, 4, "is damaged");
	assert_field_refused(PACKED, 0xffffffff, 4, "is damaged");
}

Test(xlsx_hostile, what_is_no_workbook_is_told_how_to_become_one)
{
	static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest";
	static const char sealed[] =
	    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0"
	    "P\0a\0c\0k\0a\0g\0e\0";
	static const char text[] = "a,b,c\n1,2,3\n";
	struct str bytes = { 0 };
	struct zipped zip;

	assert_bytes_refused(old, sizeof(old), "save it as .xlsx");
	assert_bytes_refused(sealed, sizeof(sealed), "by a password");
	assert_bytes_refused(text, sizeof(text), "no workbook (.xlsx)");
	assert_bytes_refused("", 0, "no workbook (.xlsx)");
	assert_bytes_refused("PK\3\4", 4, "no workbook (.xlsx)");
	assert_refused(
	    &(struct parts){ .top_rels = BOOK_RELATIONS(BOOK_RELATION(
	                         "a", "officeDocument", "xl/workbook.bin")) },
	    "(.xlsb)");
	cr_assert_not(xlsx_is(old, sizeof(old)), "no");
	cr_assert_not(xlsx_is(text, sizeof(text)), "no");
	cr_assert_not(xlsx_is("", 0), "no");
	zipped_begin(&zip, &bytes);
	zipped_add(
	    &zip, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
	zipped_end(&zip);
	cr_assert_not(xlsx_is(bytes.data, bytes.len), "no");
	assert_bytes_refused(bytes.data, bytes.len, "holds no workbook");
	book_make(&bytes, &small);
	cr_assert(xlsx_is(bytes.data, bytes.len), "yes");
	str_done(&bytes);
}

/* Reads these bytes, whatever they are, and looks that nothing is made up:
 * what is read to the end is either text or one error. */
static bool
survives(const char *bytes, size_t len)
{
	struct str out = { 0 };
	struct err err = { 0 };
	bool ok = book_dump(bytes, len, &out, &err);

	if (!ok)
		cr_assert_not(strchr(err.message, '\n'), "one line");
	else
		cr_assert_str_eq(str_text(&out), small_text,
		    "read without a word, but not the same: %s",
		    str_text(&out));
	str_done(&out);
	err_done(&err);
	return ok;
}

Test(xlsx_hostile, a_workbook_cut_off_anywhere_is_refused)
{
	struct str bytes = { 0 };

	book_make(&bytes, &small);
	for (size_t len = 0; len < bytes.len; len++)
		cr_assert_not(survives(bytes.data, len), "%zu bytes", len);
	str_done(&bytes);
}

Test(xlsx_hostile, any_byte_may_be_wrong)
{
	static const unsigned char masks[] = { 0xff, 0x01 };
	struct str bytes = { 0 };
	size_t refused = 0;

	book_make(&bytes, &small);
	for (size_t i = 0; i < bytes.len; i++) {
		char was = bytes.data[i];

		for (size_t j = 0; j < sizeof(masks); j++) {
			bytes.data[i] = (char)(was ^ masks[j]);
			refused += !survives(bytes.data, bytes.len);
		}
		bytes.data[i] = was;
	}
	cr_assert_gt(refused, bytes.len, "most of them matter");
	str_done(&bytes);
}
