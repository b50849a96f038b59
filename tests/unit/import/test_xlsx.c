/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Workbooks as they come: each kind of cell, of text, of number, and the ways
 * different programs write them. What must not come: test_xlsx_hostile.c. */

#include <config.h>

#include "import/xlsx.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>

#include "book.h"

#include "base/file.h"

static const struct workbook_sheet pond[] = {
	{ "Pond 1.0",
	    ROWS(ROW("ID", "Weight", "Note"),
	        ROW("P-1", NUMBER("8"), "two\nlines"), ROW("", ""),
	        ROW("P-2", "", "<fish> & \"frogs\"")),
	    .hidden = false },
	{ "Old & gone", ROWS(ROW("x")), .hidden = true },
};

/* One row of these cells. */
#define CELLS(cells) BOOK_SHEET("<row r='1'>" cells "</row>")

Test(xlsx, rows_come_with_their_numbers_and_empty_cells_are_null)
{
	struct str bytes = { 0 };
	struct xlsx_row row;
	struct err err = { 0 };

	workbook_make(&bytes, pond, 2, true);
	struct xlsx *book = xlsx_open("pond.xlsx", bytes.data, bytes.len, &err);

	cr_assert_not_null(book, "%s", err.message);
	cr_assert_eq(xlsx_sheets(book), 2, "two sheets");
	cr_assert_str_eq(xlsx_sheet_name(book, 1), "Old & gone", "its name");
	cr_assert_not(xlsx_sheet_hidden(book, 0), "to be seen");
	cr_assert(xlsx_sheet_hidden(book, 1), "hidden");
	cr_assert(xlsx_start(book, 0, &err), "it starts");
	cr_assert(xlsx_next(book, &row, &err), "a first row");
	cr_assert_eq(row.count, 3, "three columns");
	cr_assert(xlsx_next(book, &row, &err), "a second row");
	cr_assert_str_eq(row.cells[2], "two\nlines", "text of two lines");
	cr_assert(xlsx_next(book, &row, &err), "a third row with cells");
	cr_assert_eq(row.number, 4, "the empty row is left out, not counted");
	cr_assert_null(row.cells[1], "an empty cell");
	cr_assert_str_eq(row.cells[2], "<fish> & \"frogs\"", "unescaped");
	cr_assert_not(xlsx_next(book, &row, &err), "the end");
	cr_assert_null(err.message, "and no error");
	cr_assert_not(xlsx_next(book, &row, &err), "it stays the end");
	xlsx_free(book);
	str_done(&bytes);
}

Test(xlsx, shared_and_inline_strings_read_the_same)
{
	static const char all[] =
	    "[Pond 1.0]\nA1=ID B1=Weight C1=Note\nA2=P-1 B2=8 C2=two\nlines\n"
	    "A4=P-2 C4=<fish> & \"frogs\"\n[Old & gone hidden]\nA1=x\n";
	struct str bytes = { 0 };

	workbook_make(&bytes, pond, 2, true);
	assert_dump(&bytes, all);
	workbook_make(&bytes, pond, 2, false);
	assert_dump(&bytes, all);
	str_done(&bytes);
}

Test(xlsx, a_sheet_can_be_left_in_the_middle_and_read_again)
{
	struct str bytes = { 0 };
	struct xlsx_row row;
	struct err err = { 0 };

	workbook_make(&bytes, pond, 2, false);
	struct xlsx *book = xlsx_open("pond.xlsx", bytes.data, bytes.len, &err);

	for (int i = 0; i < 3; i++) {
		cr_assert(xlsx_start(book, 0, &err), "the first sheet");
		cr_assert(xlsx_next(book, &row, &err), "its first row");
		cr_assert_str_eq(row.cells[0], "ID", "from the beginning");
		cr_assert(xlsx_start(book, 1, &err), "the second sheet");
		cr_assert(xlsx_next(book, &row, &err), "its first row");
		cr_assert_str_eq(row.cells[0], "x", "of that sheet");
		cr_assert_eq(row.count, 1, "nothing is left of the other");
	}
	xlsx_free(book);
	str_done(&bytes);
}

Test(xlsx, every_type_of_cell_is_read)
{
	assert_reads(
	    &(struct parts){
	        .sheet = CELLS(
	            "<c r='A1' t='s'><v>1</v></c>"
	            "<c r='B1' t='inlineStr'><is><t>in</t></is></c>"
	            "<c r='C1' t='str'><f>A1&amp;\"x\"</f><v>result</v></c>"
	            "<c r='D1' t='b'><v>1</v></c><c r='E1' t='b'><v>0</v></c>"
	            "<c r='F1' t='e'><v>#N/A</v></c><c r='G1'><v>7</v></c>"
	            "<c r='H1' t='n'><v>8</v></c>"
	            "<c r='I1' t='d'><v>2026-03-01</v></c>"
	            "<c r='J1' s='4'/><c r='K1' t='str'><v></v></c>"
	            "<c r='L1' t='b'><v>maybe</v></c>"
	            "<c r='M1'><f>1+1</f><v>2</v></c><c r='N1'><f>B9</f></c>"),
	        .strings =
	            BOOK_STRINGS("<si><t>no</t></si><si><t>yes</t></si>"),
	    },
	    "A1=yes B1=in C1=result D1=TRUE E1=FALSE G1=7 H1=8 I1=2026-03-01 "
	    "M1=2\n");
}

Test(xlsx, strings_that_are_not_there_are_empty_cells)
{
	assert_reads(
	    &(struct parts){
	        .sheet = CELLS("<c t='s'><v>0</v></c><c t='s'><v>2</v></c>"
	                       "<c t='s'><v>-1</v></c><c t='s'><v>a</v></c>"
	                       "<c t='s'><v>99999999999999999999</v></c>"
	                       "<c t='s'><v>1</v></c><c t='s'/>"),
	        .strings = BOOK_STRINGS("<si><t>a</t></si><si><t>b</t></si>"),
	    },
	    "A1=a F1=b\n");
}

Test(xlsx, rich_text_is_its_runs_without_how_they_sound)
{
	assert_reads(
	    &(struct parts){
	        .sheet = CELLS("<c t='s'><v>0</v></c><c t='s'><v>1</v></c>"
	                       "<c t='inlineStr'><is><r><rPr><b/></rPr>"
	                       "<t>c</t></r><rPh sb='0' eb='1'><t>NO</t></rPh>"
	                       "<r><t>d</t></r></is></c><c t='s'><v>2</v></c>"),
	        .strings = BOOK_STRINGS(
	            "<si><r><t xml:space='preserve'>a </t></r>\n<r><rPr>"
	            "<rFont val='x'/></rPr><t>b</t></r><rPh sb='0' eb='1'>"
	            "<t>NO</t></rPh><phoneticPr fontId='1'/></si>"
	            "<si><t>  both ends </t></si><si/>"),
	    },
	    "A1=a b B1=  both ends  C1=cd\n");
}

Test(xlsx, escapes_and_line_breaks_become_what_they_mean)
{
	static const struct {
		const char *xml, *text;
	} cases[] = {
		{ "a_x000D_\nb", "a\nb" },
		{ "a&#13;&#10;b", "a\nb" },
		{ "a\r\nb", "a\nb" },
		{ "a&#13;b_x000D_c", "a\nb\nc" },
		{ "a_x000A_b", "a\nb" },
		{ "a_x000D__x000A_b", "a\nb" },
		{ "a_x000d_\n\nb", "a\n\nb" },
		{ "_x005F_x000D_", "_x000D_" },
		{ "_x0041_BC", "ABC" },
		{ "_x00e9__x4E2D_", "\xc3\xa9\xe4\xb8\xad" },
		{ "_xD83D__xDE00_!", "\xf0\x9f\x98\x80!" },
		{ "_xD83D_a_xDE00_", "a" },
		{ "a_x0000_b_x0007_c_xFFFF_", "abc" },
		{ "_x00_ _x12345_ _y0041_ _x004_", "_x00_ _x12345_ _y0041_ "
		                                   "_x004_" },
		{ "snake_x_case_x0", "snake_x_case_x0" },
		{ "tab\there", "tab\there" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *shared =
		    xasprintf(BOOK_STRINGS("<si><t>%s</t></si>"), cases[i].xml);
		char *sheet = xasprintf(
		    CELLS("<c t='s'><v>0</v></c><c t='inlineStr'><is><t>%s</t>"
		          "</is></c><c t='str'><v>%s</v></c>"),
		    cases[i].xml, cases[i].xml);
		char *expected = xasprintf("A1=%s B1=%s C1=%s\n", cases[i].text,
		    cases[i].text, cases[i].text);

		assert_reads(
		    &(struct parts){ .sheet = sheet, .strings = shared },
		    expected);
		free(shared);
		free(sheet);
		free(expected);
	}
}

/* Styles: 0 plain, 1 "0.0", 2 "0.00", 3 a date, 4 and 5 of the code given. */
#define STYLES(code)                                                           \
	BOOK_STYLES("<numFmts count='2'>"                                      \
	            "<numFmt numFmtId='164' formatCode='0.0'/>"                \
	            "<numFmt numFmtId='165' formatCode='" code "'/></numFmts>" \
	            "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"         \
	            "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/>"          \
	            "<xf numFmtId='2'/><xf numFmtId='14'/>"                    \
	            "<xf numFmtId='165'/></cellXfs>")

static void
assert_number(const char *main, const char *styles, int style, const char *in,
    const char *out)
{
	char *sheet =
	    xasprintf(CELLS("<c r='A1' s='%d'><v>%s</v></c>"), style, in);
	char *expected = xasprintf("A1=%s\n", out);

	assert_reads(
	    &(struct parts){ .main = main, .sheet = sheet, .styles = styles },
	    expected);
	free(sheet);
	free(expected);
}

Test(xlsx, numbers_come_as_a_person_sees_them)
{
	static const struct {
		int style;
		const char *in, *out;
	} cases[] = {
		{ 0, "8.1000000000000005", "8.1" },
		{ 0, "5.0999999999999996", "5.1" },
		{ 0, "10.199999999999999", "10.2" },
		{ 0, "0.1", "0.1" },
		{ 0, "1", "1" },
		{ 0, "0", "0" },
		{ 0, "1.0", "1" },
		{ 0, "-3.50", "-3.5" },
		{ 0, "-0", "0" },
		{ 0, "007", "7" },
		{ 0, "1E3", "1000" },
		{ 0, "1.5e+2", "150" },
		{ 0, "1E+15", "1000000000000000" },
		{ 0, "1.2E+20", "120000000000000000000" },
		{ 0, "1E+21", "1E+21" },
		{ 0, "1.2E-3", "0.0012" },
		{ 0, "2.5E-7", "0.00000025" },
		{ 0, "1.23456789012345E-5", "0.0000123456789012345" },
		{ 0, "2.5E-12", "2.5E-12" },
		{ 0, " 4 ", "4" },
		{ 0, "123456789012345678", "123456789012345680" },
		{ 1, "5.0999999999999996", "5.1" },
		{ 1, "5.25", "5.25" },
		{ 1, "5", "5" },
		{ 2, "5.0999999999999996", "5.10" },
		{ 2, "5.1100000000000003", "5.11" },
		{ 2, "7", "7" },
		{ 2, "1E-12", "1E-12" },
		{ 9, "5.5", "5.5" },
		{ 0, "n/a", "n/a" },
		{ 0, "inf", "inf" },
		{ 0, "0x1F", "0x1F" },
		{ 0, "1e999", "1e999" },
		{ 0, "1 2", "1 2" },
		{ 0, "1-2", "1-2" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_number(NULL, STYLES("0"), cases[i].style, cases[i].in,
		    cases[i].out);
}

Test(xlsx, dates_come_in_iso_form_by_either_calendar)
{
	static const char of_1904[] = BOOK_MAIN("<workbookPr date1904='1'/>");
	static const struct {
		const char *in, *from_1900, *from_1904;
	} cases[] = {
		{ "1", "1900-01-01", "1904-01-02" },
		{ "59", "1900-02-28", "1904-02-29" },
		{ "60", "1900-02-29", "1904-03-01" },
		{ "61", "1900-03-01", "1904-03-02" },
		{ "36585", "2000-02-29", "2004-03-01" },
		{ "45935", "2025-10-05", "2029-10-06" },
		{ "46082.604166666664", "2026-03-01T14:30:00",
		    "2030-03-02T14:30:00" },
		{ "46082.999999999", "2026-03-02", "2030-03-03" },
		{ "0.75", "18:00:00", "18:00:00" },
		{ "0", "00:00:00", "1904-01-01" },
		{ "2958465", "9999-12-31", "2958465" },
		{ "2957003", "9995-12-30", "9999-12-31" },
		{ "2958466", "2958466", "2958466" },
		{ "-1.5", "-1.5", "-1.5" },
		{ "1E300", "1E+300", "1E+300" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_number(
		    NULL, STYLES("0"), 3, cases[i].in, cases[i].from_1900);
		assert_number(
		    of_1904, STYLES("0"), 3, cases[i].in, cases[i].from_1904);
	}
}

Test(xlsx, formats_tell_dates_from_numbers)
{
	static const struct {
		const char *code, *shown;
	} cases[] = {
		{ "yyyy\\-mm\\-dd", "2025-10-05" },
		{ "D-MMM", "2025-10-05" },
		{ "[$-409]mmmm d, yyyy;@", "2025-10-05" },
		{ "[Red]dd.mm.", "2025-10-05" },
		{ "[h]", "2025-10-05" },
		{ "&quot;on &quot;d", "2025-10-05" },
		{ "General", "45935" },
		{ "0", "45935" },
		{ "@", "45935" },
		{ "[Red]0;[Magenta]-0", "45935" },
		{ "0 &quot;days&quot;", "45935" },
		{ "&quot;day", "45935" },
		{ "0\\d", "45935" },
		{ "0_d*m", "45935" },
		{ "[&lt;=5]0", "45935" },
		{ "0.00E+00", "45935" },
		{ "#,##0.000_);(#,##0.000)", "45935" },
		{ "[", "45935" },
		{ "\\", "45935" },
		{ "", "45935" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *styles = xasprintf(STYLES("%s"), cases[i].code);

		assert_number(NULL, styles, 4, "45935", cases[i].shown);
		free(styles);
	}
	assert_number(
	    NULL, STYLES("#,##0.000_)"), 4, "8.1000000000000005", "8.100");
	assert_number(NULL, STYLES("0.0\""), 4, "8.125", "8.125");
}

Test(xlsx, cells_and_rows_need_not_say_where_they_are)
{
	assert_reads(
	    &(struct parts){
	        .sheet = BOOK_SHEET(
	            "<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
	            "<row><c r='E2'><v>3</v></c><c><v>4</v></c></row><row/>"
	            "<row r='7'><c><v>5</v></c></row>"
	            "<row><c r='b8'><v>6</v></c><c r='A8'><v>7</v></c></row>"
	            "<row><c r='A20'><v>8</v></c></row>"
	            "<row><c><v>9</v></c></row>") },
	    "A1=1 C1=2\nE2=3 F2=4\nA7=5\nA8=7 B8=6\nA20=8\nA21=9\n");
}

Test(xlsx, rows_and_cells_out_of_place_are_refused)
{
	static const struct {
		const char *sheet, *piece;
	} cases[] = {
		{ "<row r='5'/><row r='5'/>", "numbered \"5\" stands below" },
		{ "<row r='5'/><row r='4'/>", "numbered \"4\" stands below" },
		{ "<row r='0'/>", "numbered \"0\"" },
		{ "<row r='x'/>", "numbered \"x\"" },
		{ "<row r='1048577'/>", "a row 1048577" },
		{ "<row r='1048576'/><row/>", "a row 1048577" },
		{ "<row r='1'><c r='XFE1'/></row>", "\"XFE1\"" },
		{ "<row r='1'><c r='AAAA1'/></row>", "\"AAAA1\"" },
		{ "<row r='1'><c r='A'/></row>", "\"A\"" },
		{ "<row r='1'><c r='1'/></row>", "\"1\"" },
		{ "<row r='1'><c r='A0'/></row>", "\"A0\"" },
		{ "<row r='1'><c r='$A$1'/></row>", "\"$A$1\"" },
		{ "<row r='1'><c r=''/></row>", "\"\"" },
		{ "<row r='1'><c r='A2'/></row>", "A2 stands in row 1" },
		{ "<row r='2'><c r='A1'/></row>", "A1 stands in row 2" },
		{ "<row r='1'><c r='XFD1'/><c/></row>", "more than 16384" },
		{ "<row><c r='AA1'><v>1</v></c><c r='AA1'><v>2</v></c></row>",
		    "AA1 is there twice" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *sheet = xasprintf(BOOK_SHEET("%s"), cases[i].sheet);

		assert_refused(
		    &(struct parts){ .sheet = sheet }, cases[i].piece);
		free(sheet);
	}
	assert_reads(
	    &(struct parts){ .sheet = BOOK_SHEET("<row r='1048576'>"
	                                         "<c r='XFD1048576'>"
	                                         "<v>1</v></c></row>") },
	    "XFD1048576=1\n");
}

Test(xlsx, prefixes_and_the_strict_form_are_read_too)
{
	assert_reads(
	    &(struct parts){
	        .main = "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/"
	                "spreadsheetml/main' xmlns:q='" WORKBOOK_REL "'>"
	                "<x:sheets><x:sheet name='One' sheetId='1' "
	                "q:id='rId1'/></x:sheets></x:workbook>",
	        .rels = "<p:Relationships xmlns:p='" WORKBOOK_RELS "'>"
	                "<p:Relationship Id='rId1' Type='http://purl.oclc.org/"
	                "ooxml/officeDocument/relationships/worksheet' "
	                "Target='worksheets/sheet1.xml'/></p:Relationships>",
	        .sheet = "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/"
	                 "spreadsheetml/main'><x:sheetData><x:row r='1'>"
	                 "<x:c r='A1' t='inlineStr'><x:is><x:t>a</x:t></x:is>"
	                 "</x:c><x:c r='B1'><x:v>2</x:v></x:c></x:row>"
	                 "</x:sheetData><x:extLst><x:ext><row><c><v>no</v></c>"
	                 "</row></x:ext></x:extLst></x:worksheet>",
	        .styles = "",
	        .strings = "",
	    },
	    "A1=a B1=2\n");
}

Test(xlsx, utf_16_is_read_too)
{
	static const char text[] =
	    BOOK_SHEET("<row><c t='str'><v>wide</v></c></row>");
	struct str sheet = { 0 }, bytes = { 0 };
	struct zipped zip;

	str_add_n(&sheet, "\xff\xfe", 2);
	for (const char *p = text; *p; p++) {
		str_add_char(&sheet, *p);
		str_add_char(&sheet, '\0');
	}
	zipped_begin(&zip, &bytes);
	book_add_parts(&zip, &(struct parts){ .sheet = "" });
	zipped_add_n(&zip, "xl/worksheets/sheet1.xml", sheet.data, sheet.len);
	zipped_end(&zip);
	assert_dump(&bytes, "[One]\nA1=wide\n");
	str_done(&sheet);
	str_done(&bytes);
}

Test(xlsx, parts_are_found_by_relationship_not_by_name)
{
	static const char rows[] = CELLS("<c><v>1</v></c>");
	static const struct {
		const char *target, *name;
	} cases[] = {
		{ "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml" },
		{ "worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML" },
		{ "worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml" },
		{ "../other/./pond.xml", "other/pond.xml" },
		{ "worksheets/../s.xml", "xl/s.xml" },
		{ "../../../s.xml", "s.xml" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *rels = xasprintf(
		    BOOK_RELATIONS(BOOK_RELATION("rId1", "worksheet", "%s")),
		    cases[i].target);

		assert_reads(&(struct parts){ .rels = rels,
		                 .sheet = rows,
		                 .sheet_name = cases[i].name },
		    "A1=1\n");
		free(rels);
	}
}

Test(xlsx, the_main_part_may_lie_elsewhere)
{
	struct str bytes = { 0 };
	struct zipped zip;

	zipped_begin(&zip, &bytes);
	zipped_add(&zip, "[Content_Types].xml",
	    "<Types><Override PartName='/book.xml' ContentType='application/"
	    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
	    "</Types>");
	zipped_add(&zip, "_rels/.rels",
	    BOOK_RELATIONS(BOOK_RELATION("a", "officeDocument", "/book.xml")));
	zipped_add(&zip, "book.xml", BOOK_MAIN(""));
	zipped_add(&zip, "_rels/book.xml.rels",
	    BOOK_RELATIONS(BOOK_RELATION("rId1", "worksheet", "s.xml")));
	zipped_add(&zip, "s.xml", CELLS("<c><v>1</v></c>"));
	zipped_end(&zip);
	cr_assert(xlsx_is(bytes.data, bytes.len), "it is a workbook");
	assert_dump(&bytes, "[One]\nA1=1\n");
	str_done(&bytes);
}

Test(xlsx, sheets_keep_their_order_and_charts_are_left_out)
{
	struct str bytes = { 0 };
	struct zipped zip;

	zipped_begin(&zip, &bytes);
	book_add_parts(&zip,
	    &(struct parts){
	        .main = "<workbook xmlns:r='" WORKBOOK_REL "'><sheets>"
	                "<sheet name='Z_x000A_&amp;' r:id='c'/>"
	                "<sheet name='Chart' r:id='b'/>"
	                "<sheet name='A' r:id='a' state='veryHidden'/>"
	                "<sheet name='V' r:id='a' state='visible'/>"
	                "</sheets></workbook>",
	        .rels = BOOK_RELATIONS(BOOK_RELATION("a", "worksheet",
	            "worksheets/sheet1.xml") BOOK_RELATION("b", "chartsheet",
	            "chart.xml") BOOK_RELATION("c", "worksheet", "two.xml")),
	        .sheet = CELLS("<c><v>1</v></c>"),
	    });
	zipped_add(&zip, "xl/two.xml", CELLS("<c><v>2</v></c>"));
	zipped_end(&zip);
	assert_dump(&bytes, "[Z\n&]\nA1=2\n[A hidden]\nA1=1\n[V]\nA1=1\n");
	str_done(&bytes);
}

Test(xlsx, columns_have_letters)
{
	static const struct {
		size_t column;
		const char *letters;
	} cases[] = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 27, "AB" },
		{ 51, "AZ" }, { 52, "BA" }, { 701, "ZZ" }, { 702, "AAA" },
		{ 16383, "XFD" } };
	char letters[8];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		xlsx_column(cases[i].column, letters);
		cr_assert_str_eq(letters, cases[i].letters, "%zu is %s",
		    cases[i].column, letters);
	}
}

Test(xlsx, a_large_sheet_comes_row_by_row)
{
	enum { ROWS_MADE = 30000 };
	struct str sheet = { 0 }, bytes = { 0 };
	struct xlsx_row row;
	struct err err = { 0 };
	size_t count = 0;

	str_add(&sheet, "<worksheet><sheetData>");
	for (int i = 1; i <= ROWS_MADE; i++)
		str_printf(&sheet,
		    "<row r='%d'><c r='A%d'><v>%d</v></c>"
		    "<c r='C%d' t='str'><v>pond %d</v></c></row>",
		    i, i, i, i, i);
	str_add(&sheet, "</sheetData></worksheet>");
	book_make(&bytes, &(struct parts){ .sheet = sheet.data });
	struct xlsx *book = xlsx_open("pond.xlsx", bytes.data, bytes.len, &err);

	cr_assert(book && xlsx_start(book, 0, &err), "%s", err.message);
	while (xlsx_next(book, &row, &err)) {
		char text[32];

		snprintf(text, sizeof(text), "pond %zu", ++count);
		cr_assert_eq(row.number, count, "row %zu", count);
		cr_assert_str_eq(row.cells[2], text, "%s", row.cells[2]);
		cr_assert_str_eq(row.cells[0], text + 5, "%s", row.cells[0]);
	}
	cr_assert_null(err.message, "%s", err.message);
	cr_assert_eq(count, ROWS_MADE, "all of them");
	xlsx_free(book);
	str_done(&sheet);
	str_done(&bytes);
}

Test(xlsx, the_published_workbooks_can_be_read)
{
	static const struct {
		const char *path;
		size_t sheets;
	} books[] = { { "../shared/data/scf-2022.3-official.xlsx", 7 },
		{ "../shared/data/scf-2026.1-layout.xlsx", 8 } };
	const char *srcdir = getenv("srcdir");

	for (size_t i = 0; i < sizeof(books) / sizeof(*books); i++) {
		struct str bytes = { 0 }, out = { 0 };
		struct err err = { 0 };
		char *path = path_join(srcdir ? srcdir : ".", books[i].path);

		if (!path_exists(path)) {
			free(path);
			cr_skip_test("%s is not here", books[i].path);
		}
		cr_assert(file_read(path, 64 << 20, &bytes, &err), "read");
		cr_assert(xlsx_is(bytes.data, bytes.len), "it is one");
		struct xlsx *book =
		    xlsx_open(path, bytes.data, bytes.len, &err);

		cr_assert_not_null(book, "%s", err.message);
		cr_assert_eq(xlsx_sheets(book), books[i].sheets, "its sheets");
		for (size_t sheet = 0; sheet < books[i].sheets; sheet++)
			cr_assert(book_dump_sheet(book, sheet, &out, &err),
			    "%s", err.message);
		cr_assert_gt(out.len, 5 << 20, "all of its text");
		xlsx_free(book);
		str_done(&bytes);
		str_done(&out);
		free(path);
	}
}
