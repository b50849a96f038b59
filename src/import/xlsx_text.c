/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The characters of a workbook's texts, and the strings its sheets share. */

#include <config.h>

#include "import/xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

enum { ESCAPE_LEN = 7 }; /* of _xHHHH_ */

/* The UTF-16 unit of an escape at p, which a NUL ends; -1: it is none. */
static long
escape(const char *p)
{
	long unit = 0;

	if (p[0] != '_' || p[1] != 'x')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = hex(p[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return p[6] == '_' ? unit : -1;
}

/* Writes a character, unless XML forbids it. */
static char *
put(char *to, uint32_t code)
{
	char bytes[5];
	size_t len;

	if ((code < ' ' && code != '\t' && code != '\n') ||
	    (code >= 0xd800 && code <= 0xdfff) || code == 0xfffe ||
	    code == 0xffff)
		return to;
	len = utf8_encode(code, bytes);
	memcpy(to, bytes, len);
	return to + len;
}

/* Reads one character written as escape, or as two of them; returns where
 * they end. */
static const char *
take_escape(const char *from, uint32_t *code)
{
	long unit = escape(from);
	long low = -1;

	from += ESCAPE_LEN;
	*code = (uint32_t)unit;
	if (unit >= 0xd800 && unit < 0xdc00)
		low = escape(from);
	if (low < 0xdc00 || low > 0xdfff)
		return from;
	*code = 0x10000 + (((uint32_t)unit - 0xd800) << 10) +
	        ((uint32_t)low - 0xdc00);
	return from + ESCAPE_LEN;
}

/* What is decoded is never longer than what it is decoded from. */
void
xlsx_text_decode(struct str *text, size_t from)
{
	const char *p = str_text(text) + from;
	size_t plain = strcspn(p, "_\r");
	char *to;
	bool was_return = false;

	if (!p[plain])
		return;
	to = text->data + from + plain;
	for (p += plain; *p;) {
		uint32_t code = (unsigned char)*p;

		if (escape(p) >= 0) {
			p = take_escape(p, &code);
		} else if (*p != '\r' && *p != '\n') {
			was_return = false;
			*to++ = *p++;
			continue;
		} else {
			p++;
		}
		/* a return and a line feed are one line break */
		if (code != '\n' || !was_return)
			to = put(to, code == '\r' ? '\n' : code);
		was_return = code == '\r';
	}
	str_truncate(text, (size_t)(to - text->data));
}

bool
xlsx_text_add(struct xlsx_xml *xml, struct str *to, size_t from,
    const char *piece, size_t len)
{
	if (to->len - from + len > XLSX_TEXT_MAX) {
		xlsx_xml_fail(xml,
		    _("The part %s holds a text of more than %d bytes: "
		      "shorten it."),
		    xml->part, XLSX_TEXT_MAX);
		return false;
	}
	str_add_n(to, piece, len);
	return true;
}

void
xlsx_rich_start(
    struct xlsx_rich *rich, const struct xlsx_xml *xml, const char *name)
{
	size_t inside = xml->depth - rich->base;
	bool is_text = str_equal(name, "t");

	if (inside == 1)
		rich->run = str_equal(name, "r");
	rich->on = is_text && (inside == 1 || (inside == 2 && rich->run));
}

void
xlsx_rich_end(struct xlsx_rich *rich)
{
	rich->on = false;
}

/* The shared strings while they are read. */
struct reading {
	struct xlsx_strings *strings;
	struct xlsx_rich rich;
	bool in_item;
	size_t start;
};

static void
on_start(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct reading *reading = xml->arg;

	(void)attributes;
	if (xml->depth == 2) {
		reading->in_item = str_equal(name, "si");
		reading->start = reading->strings->text.len;
		reading->rich = (struct xlsx_rich){ .base = 2 };
	} else if (reading->in_item && xml->depth > 2) {
		xlsx_rich_start(&reading->rich, xml, name);
	}
}

static void
on_end(struct xlsx_xml *xml, const char *name)
{
	struct reading *reading = xml->arg;
	struct xlsx_strings *strings = reading->strings;

	(void)name;
	xlsx_rich_end(&reading->rich);
	if (xml->depth != 2 || !reading->in_item)
		return;
	reading->in_item = false;
	if (strings->count == XLSX_STRINGS_MAX) {
		xlsx_xml_fail(xml,
		    _("This workbook has more than %d different texts: take "
		      "out of it what is not to be imported."),
		    XLSX_STRINGS_MAX);
		return;
	}
	strings->starts = mem_grow(strings->starts, &strings->capacity,
	    strings->count + 1, sizeof(*strings->starts));
	strings->starts[strings->count++] = (uint32_t)reading->start;
	xlsx_text_decode(&strings->text, reading->start);
	str_add_char(&strings->text, '\0');
}

static void
on_text(struct xlsx_xml *xml, const char *text, size_t len)
{
	struct reading *reading = xml->arg;

	if (reading->rich.on)
		xlsx_text_add(
		    xml, &reading->strings->text, reading->start, text, len);
}

bool
xlsx_strings_read(struct xlsx_strings *strings, struct xlsx_zip *zip,
    const char *part, struct err *err)
{
	static const struct xlsx_handlers on = { on_start, on_end, on_text };
	struct reading reading = { .strings = strings };

	return xlsx_xml_run(zip, part, &on, &reading, err);
}

void
xlsx_strings_done(struct xlsx_strings *strings)
{
	str_done(&strings->text);
	free(strings->starts);
	*strings = (struct xlsx_strings){ 0 };
}

const char *
xlsx_strings_at(const struct xlsx_strings *strings, size_t i)
{
	if (i >= strings->count)
		return NULL;
	const char *text = strings->text.data + strings->starts[i];

	return *text ? text : NULL;
}
