/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Hostile bytes as a workbook: every sheet, every row, every cell. Bytes that
 * are no archive are the parts of one: a line "=== NAME", that part, and so
 * on. No fuzzer gets past packing and check sums by itself. */

#include <config.h>

#include "fuzz.h"

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

void
fuzz_xlsx(const uint8_t *data, size_t size)
{
	static const char sign[] = "=== ";
	const char *p = (const char *)data, *end = p + size;
	struct archive archive = { 0 };

	if (size < 4 || memcmp(p, sign, 4) != 0) {
		read_book(p, size);
		return;
	}
	while (p < end) {
		const char *name = p + 4;
		const char *line = memchr(name, '\n', (size_t)(end - name));
		const char *part = line ? line + 1 : end;

		p = memmem(part, (size_t)(end - part), "\n=== ", 5);
		p = p ? p + 1 : end;
		add_part(&archive, name, (size_t)((line ? line : end) - name),
		    part, (size_t)(p - part));
	}
	end_archive(&archive);
	read_book(archive.bytes.data, archive.bytes.len);
	str_done(&archive.bytes);
	str_done(&archive.list);
}

#ifdef FUZZER_XLSX
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_xlsx(data, size);
	return 0;
}
#endif
