/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_XLSX_PARTS_H
#define ASSAY_IMPORT_XLSX_PARTS_H

/* What the xlsx_*.c files share: the archive (zip), XML from it piece by
 * piece (xml), what a cell's characters and numbers mean (text, style), and
 * the rows of a sheet (sheet). Nobody else includes this. */

#include <expat.h>
#include <minizip/unzip.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "import/xlsx.h"

struct err;

enum {
	XLSX_SHEETS_MAX = 4096,
	XLSX_RELATIONS_MAX = 20000,
	XLSX_NAME_MAX = 512,       /* bytes of a part's name */
	XLSX_DEPTH_MAX = 64,       /* elements in elements */
	XLSX_MARKUP_MAX = 1 << 20, /* bytes of one tag or comment */
	XLSX_CHUNK = 128 << 10     /* inflated and parsed at once */
};

/* The archive. One part is open at a time. */
struct xlsx_entry {
	const char *name; /* "/" between its directories */
	unz64_file_pos place;
	size_t counted; /* its bytes that are in the total */
};
struct xlsx_zip {
	const char *path, *bytes; /* borrowed */
	size_t len, at;
	bool cut_off; /* something was read beyond the end */
	unzFile file;
	struct xlsx_entry *entries;
	size_t count, capacity;
	struct arena names;
	size_t total; /* inflated bytes of all parts read */
	struct xlsx_entry *open;
	size_t done, declared; /* bytes of the open part */
};

/* The caller calls xlsx_zip_close in any case. */
bool xlsx_zip_open(struct xlsx_zip *zip, const char *path, const char *bytes,
    size_t len, struct err *err);
void xlsx_zip_close(struct xlsx_zip *zip);
/* Names are compared without case, as in all such packages. */
bool xlsx_zip_has(const struct xlsx_zip *zip, const char *name);
/* Opens a part; one still open is closed first. */
bool xlsx_zip_begin(struct xlsx_zip *zip, const char *name, struct err *err);
/* Reads on in the open part. *got 0: it has ended, its check sum is right,
 * and it is closed. */
bool xlsx_zip_read(
    struct xlsx_zip *zip, void *to, size_t size, size_t *got, struct err *err);
/* The one line about this archive; false. */
bool xlsx_zip_error(const struct xlsx_zip *zip, struct err *err,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A part's XML. Names are local ones: what stands before a colon is cut
 * off. */
struct xlsx_xml;
struct xlsx_handlers {
	void (*start)(
	    struct xlsx_xml *xml, const char *name, const char **attributes);
	void (*end)(struct xlsx_xml *xml, const char *name);
	void (*text)(struct xlsx_xml *xml, const char *text, size_t len);
};
struct xlsx_xml {
	struct xlsx_zip *zip;
	char *part;
	const struct xlsx_handlers *on; /* any may be NULL */
	void *arg;                      /* the handlers' */
	size_t depth;                   /* of the element at hand, from 1 */
	bool over;                      /* the part has ended */
	XML_Parser parser;
	struct err *err;
	size_t fed;
	bool last, paused, failed;
};

/* The caller calls xlsx_xml_done in any case; a zeroed one may be given. */
bool xlsx_xml_begin(struct xlsx_xml *xml, struct xlsx_zip *zip,
    const char *part, const struct xlsx_handlers *on, void *arg,
    struct err *err);
/* Calls handlers until one pauses or the part is over. */
bool xlsx_xml_step(struct xlsx_xml *xml, struct err *err);
void xlsx_xml_done(struct xlsx_xml *xml);
/* All of it at once. */
bool xlsx_xml_run(struct xlsx_zip *zip, const char *part,
    const struct xlsx_handlers *on, void *arg, struct err *err);
/* For handlers: stop here for now; stop with this error. */
void xlsx_xml_pause(struct xlsx_xml *xml);
void xlsx_xml_fail(struct xlsx_xml *xml, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The attribute of exactly that name, NULL: absent. */
const char *xlsx_xml_attribute(const char **attributes, const char *name);
/* Decimal digits as a number; SIZE_MAX when it is none below 10^15. */
size_t xlsx_xml_count(const char *text);

/* The text of a string element (si, is): plain, or runs without what only
 * says how they sound. */
struct xlsx_rich {
	size_t base; /* the element's depth */
	bool run, on;
};
void xlsx_rich_start(
    struct xlsx_rich *rich, const struct xlsx_xml *xml, const char *name);
void xlsx_rich_end(struct xlsx_rich *rich);

/* Makes text from `from` on what it means: _xHHHH_ escapes decoded, line
 * breaks as line feeds, no characters XML forbids. */
void xlsx_text_decode(struct str *text, size_t from);
/* Appends a piece; false, and the xml has failed, beyond XLSX_TEXT_MAX. */
bool xlsx_text_add(struct xlsx_xml *xml, struct str *to, size_t from,
    const char *piece, size_t len);

/* The shared strings, each followed by a NUL. */
struct xlsx_strings {
	struct str text;
	uint32_t *starts;
	size_t count, capacity;
};
bool xlsx_strings_read(struct xlsx_strings *strings, struct xlsx_zip *zip,
    const char *part, struct err *err);
void xlsx_strings_done(struct xlsx_strings *strings);
/* NULL: there is none of that number, or it is empty. */
const char *xlsx_strings_at(const struct xlsx_strings *strings, size_t i);

/* How numbers are shown, by a cell's style. */
struct xlsx_styles {
	uint16_t *formats; /* by style: which format */
	size_t count, capacity;
	unsigned char *kinds; /* by format: XLSX_PLAIN ... */
	size_t kind_count;
	bool from_1904; /* days are counted from then */
};
enum {
	XLSX_PLAIN, /* 1 to 30: with that many decimals */
	XLSX_DECIMALS_MAX = 30,
	XLSX_DATE
};
bool xlsx_styles_read(struct xlsx_styles *styles, struct xlsx_zip *zip,
    const char *part, struct err *err);
void xlsx_styles_done(struct xlsx_styles *styles);
/* What a format's code makes of numbers: XLSX_PLAIN ... */
unsigned char xlsx_styles_kind(const char *code);
/* Appends a number as a person sees it; what is none goes as it is. */
void xlsx_styles_number(const struct xlsx_styles *styles, size_t style,
    const char *number, struct str *out);

/* The rows of a sheet. */
struct xlsx_walk {
	struct xlsx_xml xml;
	const struct xlsx_strings *strings;
	const struct xlsx_styles *styles;
	bool in_data, in_row, in_cell, in_value, in_string, ready;
	bool numbered;      /* the row said its number */
	size_t row;         /* its number, or the last one's */
	size_t column;      /* the cell's, from 0 */
	size_t next_column; /* for one that does not say its place */
	size_t width;       /* columns up to the last filled one */
	size_t seen;        /* widths of all rows */
	const char **cells;
	size_t cell_capacity;
	struct xlsx_own {
		size_t column, start;
	} * own; /* cells whose text is in texts */
	size_t own_count, own_capacity;
	struct str texts, value;
	char type;    /* of the cell: one letter of xlsx_sheet.c */
	size_t style; /* of the cell */
	struct xlsx_rich rich;
};
bool xlsx_walk_begin(struct xlsx_walk *walk, struct xlsx_zip *zip,
    const char *part, const struct xlsx_strings *strings,
    const struct xlsx_styles *styles, struct err *err);
bool xlsx_walk_next(
    struct xlsx_walk *walk, struct xlsx_row *row, struct err *err);
void xlsx_walk_done(struct xlsx_walk *walk);

#endif
