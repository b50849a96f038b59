/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Foreign text on its way into HTML. */

#include <config.h>

#include "report/html_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Does spelling need this code point where it stands? */
static bool
is_needed(uint32_t code, const char *begin, const char *at, const char *next)
{
	uint32_t before = 0, after;

	if (at > begin)
		utf8_next(utf8_previous(begin, at), &before);
	utf8_next(next, &after);
	return utf8_needed(code, before, after);
}

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static void
add_ascii(struct str *out, char c)
{
	if (entity(c))
		str_add(out, entity(c));
	else
		str_add_char(out, c);
}

/* A character that must not be there as it is. */
static void
add_shown(struct str *out, const char *at, const char *next)
{
	struct str shown = { 0 };
	char bytes[8] = { 0 };

	memcpy(bytes, at, (size_t)(next - at));
	display_safe(&shown, bytes, false);
	for (const char *p = str_text(&shown); *p; p++)
		add_ascii(out, *p);
	str_done(&shown);
}

/* Puts what stands for one character that is no plain text. */
static void
add_special(struct str *out, const char *at, const char *next, uint32_t code,
    const char *feed)
{
	if (code == '\n')
		str_add(out, feed);
	else if (code == '\t')
		str_add_char(out, ' ');
	else if (code < 0x7f && code >= ' ')
		add_ascii(out, (char)code);
	else if (utf8_unsafe(code))
		add_shown(out, at, next);
	else
		str_add(out, "\357\277\275");
}

/* Text that stays as it is goes over in one piece. */
static void
add(struct str *out, const char *text, const char *feed)
{
	const char *begin = text, *from = text;

	while (*text) {
		uint32_t code = (unsigned char)*text;
		const char *next = text + 1;

		if (code >= 0x80)
			next = utf8_next(text, &code);
		bool good = code < 0x80
		    ? code >= ' ' && code != 0x7f && !entity((char)code)
		    : code != 0xfffd &&
			(!utf8_unsafe(code) ||
			    is_needed(code, begin, text, next));

		if (!good) {
			str_add_n(out, from, (size_t)(text - from));
			add_special(out, text, next, code, feed);
			from = next;
		}
		text = next;
	}
	str_add_n(out, from, (size_t)(text - from));
}

void
html_add(struct str *out, const char *text)
{
	add(out, text, " ");
}

void
html_add_lines(struct str *out, const char *text)
{
	add(out, text, "<br/>");
}

void
html_add_id(struct str *out, const char *id)
{
	for (; *id; id++) {
		char c = *id;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-')
			str_add_char(out, c);
		else
			str_printf(out, "~%02x", (unsigned)(unsigned char)c);
	}
}
