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
utf8_unsafe(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) ||
	    (code >= 0x202a && code <= 0x202e) ||
	    (code >= 0x2066 && code <= 0x2069) ||
	    (code >= 0x200b && code <= 0x200f) || code == 0x061c ||
	    code == 0x00ad || code == 0xfeff || code == 0x2028 ||
	    code == 0x2029 || code == 0x2060 ||
	    (code >= 0xe0000 && code <= 0xe007f);
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
	while (*text) {
		uint32_t code;
		const char *next = utf8_next(text, &code);
		char bytes[5];

		if (code == '\n' && keep_lines)
			str_add_char(out, '\n');
		else if (code == '\t')
			str_add_char(out, ' ');
		else if (utf8_unsafe(code))
			add_visible(out, code);
		else if (code == 0xfffd)
			str_add_n(out, bytes, utf8_encode(code, bytes));
		else
			str_add_n(out, text, (size_t)(next - text));
		text = next;
	}
}
