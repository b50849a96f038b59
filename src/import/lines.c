/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The one way importers of text walk over lines. */

#include <config.h>

#include "import/lines.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"

bool
lines_next(const char *text, size_t len, struct line *line)
{
	const char *end = text + len;
	const char *from = line->number ? line->text + line->len + 1 : text;

	if (from >= end)
		return false;
	const char *stop = memchr(from, '\n', (size_t)(end - from));

	line->text = from;
	line->len = (size_t)((stop ? stop : end) - from);
	line->number++;
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct line
lines_trim(const struct line *line)
{
	struct line trimmed = *line;

	while (trimmed.len && is_blank(*trimmed.text)) {
		trimmed.text++;
		trimmed.len--;
	}
	while (trimmed.len && is_blank(trimmed.text[trimmed.len - 1]))
		trimmed.len--;
	return trimmed;
}

char *
lines_copy(const struct line *line)
{
	return str_fold_space(line->text, line->len);
}

bool
lines_is(const struct line *line, const char *text)
{
	struct line trimmed = lines_trim(line);
	size_t len = strlen(text);

	if (trimmed.len < len || strncasecmp(trimmed.text, text, len) != 0)
		return false;
	const char *rest = trimmed.text + len;
	const char *end = trimmed.text + trimmed.len;

	while (rest < end && strchr(" (0123456789):", *rest) && *rest)
		rest++;
	return rest == end;
}

bool
lines_is_delimiter(const struct line *line)
{
	struct line trimmed = lines_trim(line);
	bool dash = false;

	for (size_t i = 0; i < trimmed.len; i++) {
		if (!trimmed.text[i] || !strchr("|:- ", trimmed.text[i]))
			return false;
		dash |= trimmed.text[i] == '-';
	}
	return dash;
}

size_t
lines_column(const struct line *line, const char *at)
{
	size_t column = 1;

	for (const char *p = line->text; p < at; p++)
		column += ((unsigned char)*p & 0xc0) != 0x80;
	return column;
}
