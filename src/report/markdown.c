/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Foreign text on its way into Markdown. */

#include <config.h>

#include "report/markdown.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* "lt;", "#60;": what follows an ampersand that stands for a character. */
static bool
is_entity(const char *text)
{
	const char *p = text + (*text == '#');

	while (is_word(*p))
		p++;
	return p > text && *p == ';';
}

/* Would this character, here, be taken for a sign? A dash or a number at the
 * beginning of a text would begin a list or a heading. */
static bool
is_sign(const char *begin, const char *at)
{
	if (strchr("\\`*[]<>|", *at))
		return true;
	/* an underline inside a word is none */
	if (*at == '_' || *at == '~')
		return !(at > begin && is_word(at[-1]) && is_word(at[1]));
	if (*at == '&')
		return is_entity(at + 1);
	if (*at == '!')
		return at[1] == '[';
	/* "://" and an address alone become links in some readers */
	if (*at == ':')
		return at[1] == '/' && at[2] == '/';
	if (at == begin)
		return strchr("#+-=", *at) != NULL;
	if (*at == '.' || *at == ')') {
		const char *p = begin;

		while (p < at && *p >= '0' && *p <= '9')
			p++;
		return p == at && (at[1] == ' ' || !at[1]);
	}
	return false;
}

void
markdown_add(struct str *out, const char *text)
{
	struct str safe = { 0 };
	char *folded = str_fold_space(text, strlen(text));

	display_safe(&safe, folded, false);
	const char *begin = str_text(&safe);

	for (const char *p = begin; *p; p++) {
		if (is_sign(begin, p))
			str_add_char(out, '\\');
		str_add_char(out, *p);
	}
	str_done(&safe);
	free(folded);
}
