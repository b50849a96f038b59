/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* UTF-8: validity, stepping, and the safe form of foreign text. */

#include <config.h>

#include "base/utf8.h"

#include <string.h>

#include "base/str.h"

/* Decodes one well-formed character of at most n bytes; 0 when there is
 * none. */
static size_t
decode(const unsigned char *p, size_t n, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = p[0] < 0x80 ? 1
	    : p[0] >= 0xf0       ? 4
	    : p[0] >= 0xe0       ? 3
	    : p[0] >= 0xc2       ? 2
				 : 0;

	if (!len || len > n || p[0] > 0xf4)
		return 0;
	uint32_t value = len == 1 ? p[0] : p[0] & (0x7fu >> len);

	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (p[i] & 0x3fu);
	}
	if (value < least[len] || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*code = value;
	return len;
}

bool
utf8_valid(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;
	uint32_t code;

	while (len) {
		size_t step = *p < 0x80 ? 1 : decode(p, len, &code);

		if (!step)
			return false;
		p += step;
		len -= step;
	}
	return true;
}

const char *
utf8_next(const char *text, uint32_t *code)
{
	const unsigned char *p = (const unsigned char *)text;

	if (!*p) {
		*code = 0;
		return text;
	}
	size_t step = decode(p, strnlen(text, 4), code);

	if (!step) {
		*code = 0xfffd;
		step = 1;
	}
	return text + step;
}

const char *
utf8_previous(const char *text, const char *at)
{
	if (at <= text)
		return text;
	const char *p = at - 1;

	while (p > text && at - p < 4 && ((unsigned char)*p & 0xc0) == 0x80)
		p--;
	uint32_t code;

	return utf8_next(p, &code) == at ? p : at - 1;
}

size_t
utf8_encode(uint32_t code, char buffer[5])
{
	size_t len = code < 0x80 ? 1
	    : code < 0x800	 ? 2
	    : code < 0x10000	 ? 3
				 : 4;
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = len - 1; i > 0; i--) {
		buffer[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	buffer[0] = (char)(len == 1 ? code : (lead[len] | code));
	buffer[len] = '\0';
	return len;
}

bool
utf8_variation(uint32_t code)
{
	return (code >= 0xfe00 && code <= 0xfe0f) ||
	       (code >= 0xe0100 && code <= 0xe01ef);
}

bool
utf8_unsafe(uint32_t code)
{
	/* in order; Mongolian's own selectors are needed to spell it */
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x0000, 0x001f },   /* controls */
		{ 0x007f, 0x009f },   /* more of them */
		{ 0x00ad, 0x00ad },   /* soft hyphen */
		{ 0x034f, 0x034f },   /* grapheme joiner */
		{ 0x061c, 0x061c },   /* bidi: Arabic letter mark */
		{ 0x115f, 0x1160 },   /* Hangul fillers */
		{ 0x17b4, 0x17b5 },   /* Khmer vowels that show nothing */
		{ 0x200b, 0x200f },   /* zero-width blank, joiners, bidi */
		{ 0x2028, 0x202e },   /* separators, bidi */
		{ 0x2060, 0x206f },   /* invisible operators, bidi */
		{ 0x3164, 0x3164 },   /* Hangul filler */
		{ 0xfdd0, 0xfdef },   /* no characters */
		{ 0xfe00, 0xfe0f },   /* variation selectors */
		{ 0xfeff, 0xfeff },   /* zero-width blank, byte order */
		{ 0xffa0, 0xffa0 },   /* Hangul filler */
		{ 0xfff0, 0xfffb },   /* not assigned; annotations */
		{ 0x1bca0, 0x1bca3 }, /* shorthand controls */
		{ 0x1d173, 0x1d17a }, /* musical controls */
		{ 0xe0000, 0xe0fff }, /* tags, variation selectors */
	};
	size_t low = 0, high = sizeof(ranges) / sizeof(*ranges);

	if (code >= 0x20 && code < 0x7f)
		return false;
	if (code > 0x10ffff || (code & 0xfffe) == 0xfffe)
		return true;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof(ranges) / sizeof(*ranges) &&
	       code >= ranges[low].first;
}

/* Letters of scripts that are written with joiners. */
static bool
is_joining(uint32_t code)
{
	return (code >= 0x0600 && code <= 0x0fff) ||
	       (code >= 0x1000 && code <= 0x109f) ||
	       (code >= 0x1780 && code <= 0x18af) ||
	       (code >= 0x1a20 && code <= 0x1c4f) ||
	       (code >= 0xa840 && code <= 0xaaff) ||
	       (code >= 0xfb50 && code <= 0xfdcf) ||
	       (code >= 0xfe70 && code <= 0xfefc) ||
	       (code >= 0x10a00 && code <= 0x11fff);
}

/* Pictures that are joined into one: people, flags, their colours. */
static bool
is_picture(uint32_t code)
{
	return (code >= 0x2190 && code <= 0x2bff) ||
	       (code >= 0x1f000 && code <= 0x1faff);
}

bool
utf8_needed(uint32_t code, uint32_t before, uint32_t after)
{
	if (utf8_variation(code))
		return before >= 0x80 && !utf8_unsafe(before);
	if (code != 0x200c && code != 0x200d)
		return false;
	if (code == 0x200d && is_picture(after))
		return is_picture(before) || utf8_variation(before);
	return is_joining(before) && !utf8_unsafe(before) &&
	       is_joining(after) && !utf8_unsafe(after);
}

static void
add_visible(struct str *out, uint32_t code)
{
	if (code < 0x20) {
		str_add_char(out, '^');
		str_add_char(out, (char)(code + '@'));
	} else if (code == 0x7f) {
		str_add(out, "^?");
	} else {
		str_printf(out, "<U+%04X>", (unsigned)code);
	}
}

void
display_safe(struct str *out, const char *text, bool keep_lines)
{
	uint32_t before = 0, code, after;

	for (; *text; before = code) {
		const char *next = utf8_next(text, &code);
		char bytes[5];

		if (code == '\n' && keep_lines) {
			str_add_char(out, '\n');
		} else if (code == '\t') {
			str_add_char(out, ' ');
		} else if (code == 0xfffd) {
			str_add_n(out, bytes, utf8_encode(code, bytes));
		} else if (!utf8_unsafe(code)) {
			str_add_n(out, text, (size_t)(next - text));
		} else {
			utf8_next(next, &after);
			if (utf8_needed(code, before, after))
				str_add_n(out, text, (size_t)(next - text));
			else
				add_visible(out, code);
		}
		text = next;
	}
}
