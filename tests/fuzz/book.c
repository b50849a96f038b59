/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Workbooks put together for the fuzzer, parts stored as they are. */

#include <config.h>

#include "fuzz.h"

#include <string.h>

#include "base/str.h"

static uint32_t
check_sum(const char *data, size_t len)
{
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < len; i++) {
		sum ^= (unsigned char)data[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return ~sum;
}

static void
add_number(struct str *out, size_t number, size_t width)
{
	for (; width--; number >>= 8)
		str_add_char(out, (char)number);
}

/* What both headers of a part, stored as it is, have in common. */
static void
add_header(struct str *out, const char *data, size_t len, size_t name_len)
{
	add_number(out, 20, 2); /* version */
	add_number(out, 0, 8);  /* flags, method, time, date */
	add_number(out, check_sum(data, len), 4);
	add_number(out, len, 4);
	add_number(out, len, 4);
	add_number(out, name_len, 2);
	add_number(out, 0, 2); /* nothing extra */
}

/* An archive being put together. */
struct archive {
	struct str bytes, list;
	size_t count;
};

static void
add_part(struct archive *archive, const char *name, size_t name_len,
    const char *data, size_t len)
{
	size_t at = archive->bytes.len;

	str_add_n(&archive->bytes, "PK\3\4", 4);
	add_header(&archive->bytes, data, len, name_len);
	str_add_n(&archive->bytes, name, name_len);
	str_add_n(&archive->bytes, data, len);
	str_add_n(&archive->list, "PK\1\2\24\0", 6);
	add_header(&archive->list, data, len, name_len);
	add_number(&archive->list, 0, 10); /* comment, disk, attributes */
	add_number(&archive->list, at, 4);
	str_add_n(&archive->list, name, name_len);
	archive->count++;
}

static void
end_archive(struct archive *archive)
{
	size_t at = archive->bytes.len;

	str_add_n(&archive->bytes, str_text(&archive->list), archive->list.len);
	str_add_n(&archive->bytes, "PK\5\6\0\0\0\0", 8);
	add_number(&archive->bytes, archive->count, 2);
	add_number(&archive->bytes, archive->count, 2);
	add_number(&archive->bytes, archive->list.len, 4);
	add_number(&archive->bytes, at, 4);
	add_number(&archive->bytes, 0, 2);
}

static void
add_text_part(struct archive *archive, const char *name, const char *text)
{
	add_part(archive, name, strlen(name), text, strlen(text));
}

/* The next line that begins with the sign, or the end. */
static const char *
next_part(const char *from, const char *end, const char *sign)
{
	const char *found = memmem(from, (size_t)(end - from), sign, 5);

	return found ? found + 1 : end;
}

static void
zip_parts(struct archive *archive, const char *p, const char *end)
{
	while (p < end) {
		const char *name = p + 4;
		const char *line = memchr(name, '\n', (size_t)(end - name));
		const char *part = line ? line + 1 : end;

		p = next_part(part, end, "\n=== ");
		add_part(archive, name, (size_t)((line ? line : end) - name),
		    part, (size_t)(p - part));
	}
}

/* A cell's text, or an attribute's. */
static void
add_escaped(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (strchr("&<>'", text[i]) || text[i] == '\f')
			str_printf(
			    out, "&#%d;", text[i] == '\f' ? '\n' : text[i]);
		else
			str_add_char(out, text[i]);
}

static void
add_row(struct str *sheet, const char *row, const char *end, size_t number)
{
	str_printf(sheet, "<row r='%zu'>", number);
	for (;;) {
		const char *tab = memchr(row, '\t', (size_t)(end - row));
		const char *stop = tab ? tab : end;

		str_add(sheet, "<c t='inlineStr'><is><t>");
		add_escaped(sheet, row, (size_t)(stop - row));
		str_add(sheet, "</t></is></c>");
		if (!tab)
			break;
		row = tab + 1;
	}
	str_add(sheet, "</row>");
}

static void
add_sheet(
    struct archive *archive, const char *p, const char *end, size_t number)
{
	struct str sheet = { 0 }, name = { 0 };

	str_add(&sheet, "<worksheet><sheetData>");
	for (size_t row = 1; p < end; row++) {
		const char *feed = memchr(p, '\n', (size_t)(end - p));

		add_row(&sheet, p, feed ? feed : end, row);
		p = feed ? feed + 1 : end;
	}
	str_add(&sheet, "</sheetData></worksheet>");
	str_printf(&name, "xl/worksheets/s%zu.xml", number);
	add_part(
	    archive, str_text(&name), name.len, str_text(&sheet), sheet.len);
	str_done(&name);
	str_done(&sheet);
}

static void
zip_sheets(struct archive *archive, const char *p, const char *end)
{
	struct str book = { 0 }, rels = { 0 };

	add_text_part(archive, "_rels/.rels",
	    "<Relationships><Relationship Id='a' Type='/officeDocument' "
	    "Target='xl/workbook.xml'/></Relationships>");
	str_add(&book, "<workbook xmlns:r='r'><sheets>");
	str_add(&rels, "<Relationships>");
	for (size_t number = 1; p < end; number++) {
		const char *name = p + 4;
		const char *line = memchr(name, '\n', (size_t)(end - name));
		const char *rows = line ? line + 1 : end;

		p = next_part(rows, end, "\n+++ ");
		str_add(&book, "<sheet name='");
		add_escaped(&book, name, (size_t)((line ? line : end) - name));
		str_printf(&book, "' r:id='a%zu'/>", number);
		str_printf(&rels,
		    "<Relationship Id='a%zu' Type='/worksheet' "
		    "Target='worksheets/s%zu.xml'/>",
		    number, number);
		add_sheet(archive, rows, p, number);
	}
	str_add(&book, "</sheets></workbook>");
	str_add(&rels, "</Relationships>");
	add_text_part(archive, "xl/workbook.xml", str_text(&book));
	add_text_part(archive, "xl/_rels/workbook.xml.rels", str_text(&rels));
	str_done(&book);
	str_done(&rels);
}

void
fuzz_book(const char *data, size_t size, struct str *out)
{
	struct archive archive = { 0 };

	if (size < 4 ||
	    (memcmp(data, "=== ", 4) != 0 && memcmp(data, "+++ ", 4) != 0)) {
		str_add_n(out, data, size);
		return;
	}
	if (*data == '=')
		zip_parts(&archive, data, data + size);
	else
		zip_sheets(&archive, data, data + size);
	end_archive(&archive);
	str_add_n(out, str_text(&archive.bytes), archive.bytes.len);
	str_done(&archive.bytes);
	str_done(&archive.list);
}
