/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The COMMANDS section of assay.1, from the command rows: what the manual says
 * of a command is what the program says of it. Always in the rows' own
 * language, so that every locale makes the same page. */

#include <config.h>

#include <ctype.h>
#include <string.h>

#include "app/app_parts.h"
#include "app/verbs.h"

/* Source lines of a manual stay within 80 bytes. */
enum { LINE_MOST = 78 };

/* The roff spelling of a character that roff reads otherwise, or NULL. */
static const char *
spelling(char c)
{
	switch (c) {
	case '\\':
		return "\\e";
	case '^':
		return "\\(ha";
	case '~':
		return "\\(ti";
	case '\'':
		return "\\(aq";
	case '`':
		return "\\(ga";
	case '"':
		return "\\(dq";
	default:
		return NULL;
	}
}

static void
add_escaped(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const char *spelled = spelling(text[i]);

		if (spelled)
			str_add(out, spelled);
		else
			str_add_char(out, text[i]);
	}
}

/* A word as the argument of a macro: a lone sign is no delimiter, and two or
 * three letters are no macro. */
static void
add_word(struct str *out, const char *word, size_t len)
{
	bool sign = len == 1 && ispunct((unsigned char)*word);
	bool like_macro =
	    (len == 2 || len == 3) && isupper((unsigned char)*word);

	if (sign || like_macro)
		str_add(out, "\\&");
	add_escaped(out, word, len);
}

/* The next blank-separated word; its length, 0 at the end. */
static size_t
next_word(const char **text)
{
	*text += strspn(*text, " ");
	return strcspn(*text, " ");
}

/* ".It Ic j , Down Pq Cm down": keys, then the name and what it takes. */
static void
add_head(struct str *out, const struct command *command)
{
	const char *word = command->keys;
	size_t len = next_word(&word);

	str_add(out, len ? ".It Ic " : ".It Cm ");
	for (bool first = true; len; first = false) {
		str_add(out, first ? "" : " , ");
		add_word(out, word, len);
		word += len;
		len = next_word(&word);
	}
	if (*command->keys)
		str_add(out, " Pq Cm ");
	add_escaped(out, command->name, strlen(command->name));
	if (command->argument)
		str_add(out, " Ar");
	for (word = command->argument ? command->argument : "";
	     (len = next_word(&word)); word += len) {
		str_add_char(out, ' ');
		add_escaped(out, word, len);
	}
	str_add_char(out, '\n');
}

/* Does a sentence end with this word? A new one begins on a new line. */
static bool
ends_sentence(const char *word, size_t len)
{
	return strchr(".?!", word[len - 1]) != NULL;
}

/* The rows' texts begin with a small letter, a manual's sentence does not. */
static void
capitalize(struct str *word, bool first)
{
	if (first)
		word->data[0] = (char)toupper((unsigned char)word->data[0]);
}

static void
add_help(struct str *out, const char *text)
{
	size_t len, used = 0;
	bool ended = false;
	const char *first = text;

	for (; (len = next_word(&text)); text += len) {
		struct str word = { 0 };

		add_escaped(&word, text, len);
		capitalize(&word, text == first);
		if (used && (ended || used + 1 + word.len > LINE_MOST)) {
			str_add_char(out, '\n');
			used = 0;
		}
		if (used)
			str_add_char(out, ' ');
		/* at the start of a line these would make it a request */
		else if (strchr(".'", *text))
			str_add(out, "\\&");
		str_add(out, str_text(&word));
		used += 1 + word.len;
		ended = ends_sentence(text, len);
		str_done(&word);
	}
	str_add(out, used && !ended ? ".\n" : "\n");
}

static void
add_table(struct str *out, const struct command_table *table)
{
	str_printf(out, ".Ss %s\n.Bl -tag -width Ds\n", table->title);
	for (const struct command *row = table->commands; row->name; row++) {
		add_head(out, row);
		add_help(out, row->help);
	}
	str_add(out, ".El\n");
}

void
commands_mdoc(struct str *out)
{
	for (size_t i = 0; i < app_tables_count(); i++)
		add_table(out, app_tables[i]);
}
