/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Lines of sha256sum, out and in. */

#include <config.h>

#include "base/sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* The line that ends a list; sha256sum takes it for a comment. */
static const char closing[] = "# sum: ";

enum { CLOSING = sizeof("# sum: ") - 1 + DIGEST_HEX + 1 };

void
sums_add(struct str *out, const char *sha256, const char *name)
{
	if (name[strcspn(name, "\\\n\r")])
		str_add_char(out, '\\');
	str_printf(out, "%s  ", sha256);
	for (const char *p = name; *p; p++)
		if (*p == '\\')
			str_add(out, "\\\\");
		else if (*p == '\n')
			str_add(out, "\\n");
		else if (*p == '\r')
			str_add(out, "\\r");
		else
			str_add_char(out, *p);
	str_add_char(out, '\n');
}

static bool
is_hex(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!text[i] || !strchr("0123456789abcdef", text[i]))
			return false;
	return true;
}

/* A name with what is escaped in it; false: no escape is like that. */
static bool
read_name(const char *text, size_t len, bool escaped, struct str *name)
{
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (!c || (!escaped && c == '\\'))
			return false;
		if (c == '\\') {
			const char *from = "\\nr", *to = "\\\n\r";
			const char *at =
			    ++i < len && text[i] ? strchr(from, text[i]) : NULL;

			if (!at)
				return false;
			c = to[at - from];
		}
		str_add_char(name, c);
	}
	return len > 0;
}

bool
sums_read(
    const char *line, size_t len, char sha256[DIGEST_HEX + 1], char **name)
{
	bool escaped = len && *line == '\\';
	struct str text = { 0 };

	line += escaped;
	len -= escaped;
	if (len < DIGEST_HEX + 3 || !is_hex(line, DIGEST_HEX) ||
	    memcmp(line + DIGEST_HEX, "  ", 2) != 0)
		return false;
	if (!read_name(line + DIGEST_HEX + 2, len - DIGEST_HEX - 2, escaped,
	        &text)) {
		str_done(&text);
		return false;
	}
	memcpy(sha256, line, DIGEST_HEX);
	sha256[DIGEST_HEX] = '\0';
	*name = str_steal(&text);
	return true;
}

void
sums_close(struct str *out)
{
	char sum[DIGEST_HEX + 1];

	digest_hex(str_text(out), out->len, sum);
	str_printf(out, "%s%s\n", closing, sum);
}

bool
sums_closed(const char *text, size_t len, size_t *body)
{
	struct str wanted = { 0 };
	char sum[DIGEST_HEX + 1];

	if (len < CLOSING)
		return false;
	digest_hex(text, len - CLOSING, sum);
	str_printf(&wanted, "%s%s\n", closing, sum);
	bool closed =
	    memcmp(text + len - CLOSING, str_text(&wanted), CLOSING) == 0;

	str_done(&wanted);
	if (closed)
		*body = len - CLOSING;
	return closed;
}
