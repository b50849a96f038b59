/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Numbers as a person sees them in the sheet, as far as it matters here: the
 * file holds 5.0999999999999996 where the screen shows 5.10, and 46150 where
 * it shows a date. */

#include <config.h>

#include "import/xlsx_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"

enum { FORMATS_MAX = 1 << 16, SECONDS = 24 * 60 * 60 };

/* The formats that have a number and no code. */
static unsigned char
built_in(size_t format)
{
	if (format == 2 || format == 4 || format == 39 || format == 40)
		return 2;
	if ((format >= 14 && format <= 22) || (format >= 27 && format <= 36) ||
	    (format >= 45 && format <= 47) || (format >= 50 && format <= 58))
		return XLSX_DATE;
	return XLSX_PLAIN;
}

/* What follows a sign of a format's code that is no format itself: a text in
 * quotes, a condition or colour in brackets, an escaped character. [h] is
 * one of hours. */
static const char *
skip(const char *p)
{
	char end = *p == '"' ? '"' : ']';

	if (*p && strchr("\\_*", *p))
		return p[1] ? p + 2 : p + 1;
	if (*p != '"' && *p != '[')
		return p;
	size_t units = strspn(p + 1, "hHmMsS");

	if (*p == '[' && units && p[1 + units] == ']')
		return p;
	const char *close = strchr(p + 1, end);

	return close ? close + 1 : p + strlen(p);
}

unsigned char
xlsx_styles_kind(const char *code)
{
	for (const char *p = code; *p; p++) {
		const char *next;

		while ((next = skip(p)) != p)
			p = next;
		if (!*p)
			break;
		if (strchr("yYmMdDhHsS", *p))
			return XLSX_DATE;
	}
	size_t whole = strspn(code, "#,0?");

	if (!whole || code[whole] != '.')
		return XLSX_PLAIN;
	size_t decimals = strspn(code + whole + 1, "0");
	char after = code[whole + 1 + decimals];

	if (decimals > XLSX_DECIMALS_MAX || (after && !strchr("_;", after)))
		return XLSX_PLAIN;
	return (unsigned char)decimals;
}

/* The styles while they are read. */
struct reading {
	struct xlsx_styles *styles;
	bool in_formats, in_styles;
};

static void
add_format(struct xlsx_styles *styles, const char **attributes)
{
	const char *id = xlsx_xml_attribute(attributes, "numFmtId");
	const char *code = xlsx_xml_attribute(attributes, "formatCode");
	size_t format = id ? xlsx_xml_count(id) : SIZE_MAX;

	if (code && format < styles->kind_count)
		styles->kinds[format] = xlsx_styles_kind(code);
}

static void
add_style(struct xlsx_styles *styles, const char **attributes)
{
	const char *id = xlsx_xml_attribute(attributes, "numFmtId");
	size_t format = id ? xlsx_xml_count(id) : 0;

	styles->formats = mem_grow(styles->formats, &styles->capacity,
	    styles->count + 1, sizeof(*styles->formats));
	styles->formats[styles->count++] =
	    (uint16_t)(format < FORMATS_MAX ? format : 0);
}

static void
on_start(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct reading *reading = xml->arg;

	if (xml->depth == 2) {
		reading->in_formats = str_equal(name, "numFmts");
		reading->in_styles = str_equal(name, "cellXfs");
	} else if (xml->depth == 3) {
		if (reading->in_formats && str_equal(name, "numFmt"))
			add_format(reading->styles, attributes);
		else if (reading->in_styles && str_equal(name, "xf"))
			add_style(reading->styles, attributes);
	}
}

bool
xlsx_styles_read(struct xlsx_styles *styles, struct xlsx_zip *zip,
    const char *part, struct err *err)
{
	static const struct xlsx_handlers on = { on_start, NULL, NULL };
	struct reading reading = { .styles = styles };

	styles->kinds = xmalloc(FORMATS_MAX);
	styles->kind_count = FORMATS_MAX;
	for (size_t i = 0; i < FORMATS_MAX; i++)
		styles->kinds[i] = built_in(i);
	return xlsx_xml_run(zip, part, &on, &reading, err);
}

void
xlsx_styles_done(struct xlsx_styles *styles)
{
	free(styles->formats);
	free(styles->kinds);
	*styles = (struct xlsx_styles){ 0 };
}

/* The day of a number of days after 1970-01-01, by the calendar of today. */
static void
add_day(struct str *out, long days)
{
	/* years begin in March, eras are 400 of them */
	long z = days + 719468;
	long era = (z >= 0 ? z : z - 146096) / 146097;
	long of_era = z - era * 146097;
	long year =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year + year / 4 - year / 100);
	long month = (5 * of_year + 2) / 153;
	long day = of_year - (153 * month + 2) / 5 + 1;

	month = month < 10 ? month + 3 : month - 9;
	year += era * 400 + (month <= 2);
	str_printf(out, "%04ld-%02ld-%02ld", year, month, day);
}

/* A date and time as ISO 8601 writes them; false: no date has that number. */
static bool
add_date(const struct xlsx_styles *styles, double number, struct str *out)
{
	enum { TO_1900 = 25569, TO_1904 = 24107, END = 2958466 };
	int end = styles->from_1904 ? END - (TO_1900 - TO_1904) : END;

	if (number < 0 || number >= end)
		return false;
	long seconds = (long)(number * SECONDS + 0.5);
	long day = seconds / SECONDS, time = seconds % SECONDS;

	if (day || (styles->from_1904 && !time)) {
		/* these sheets have a 29th of February 1900 */
		if (styles->from_1904)
			add_day(out, day - TO_1904);
		else if (day == 60)
			str_add(out, "1900-02-29");
		else
			add_day(out, day - TO_1900 + (day < 60));
		if (!time)
			return true;
		str_add_char(out, 'T');
	}
	str_printf(
	    out, "%02ld:%02ld:%02ld", time / 3600, time / 60 % 60, time % 60);
	return true;
}

/* Fifteen digits are what these programs show: more are noise of the binary
 * form. Exponents only where digits would run away. */
static void
add_digits(double number, size_t decimals, struct str *out)
{
	char digits[64];
	double size = number < 0 ? -number : number;

	if (size >= 1e15 && size < 1e21)
		snprintf(digits, sizeof(digits), "%.0f", number);
	else
		snprintf(digits, sizeof(digits), "%.15G", number);
	const char *power = strstr(digits, "E-");

	if (power && size >= 1e-9) {
		int places = 14 + atoi(power + 2);

		snprintf(digits, sizeof(digits), "%.*f", places, number);
		for (size_t i = strlen(digits); digits[i - 1] == '0'; i--)
			digits[i - 1] = '\0';
	}
	str_add(out, digits);
	const char *point = strchr(digits, '.');

	if (point && !strchr(point, 'E') && strlen(point + 1) < decimals)
		str_add_repeat(out, '0', decimals - strlen(point + 1));
}

void
xlsx_styles_number(const struct xlsx_styles *styles, size_t style,
    const char *number, struct str *out)
{
	size_t format = style < styles->count ? styles->formats[style] : 0;
	unsigned kind =
	    format < styles->kind_count ? styles->kinds[format] : XLSX_PLAIN;
	size_t blank = strspn(number, " \t\n");
	char *end;

	number += blank;
	if (kind != XLSX_DATE && *number != '0' &&
	    xlsx_xml_count(number) != SIZE_MAX) {
		str_add(out, number);
		return;
	}
	double value = strtod(number, &end);
	/* no words such as "inf", no hexadecimal digits */
	size_t len = strspn(number, "+-.0123456789eE");

	if (!len || end != number + len ||
	    number[len + strspn(number + len, " \t\n")] || !isfinite(value)) {
		str_add(out, number);
		return;
	}
	if (kind == XLSX_DATE && add_date(styles, value, out))
		return;
	if (value == 0)
		value = 0; /* no "-0" */
	add_digits(value, kind == XLSX_DATE ? 0 : kind, out);
}
