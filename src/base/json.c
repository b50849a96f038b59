/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Strict JSON within limits. */

#include <config.h>

#include "base/json.h"

#include <stdio.h>
#include <string.h>

/* Where jansson would name a file. */
static const char excess_source[] = "<excess>";

/* Says what is wrong at a byte, as the library does. */
static void
refuse(json_error_t *problem, const char *bytes, size_t at, const char *text)
{
	memset(problem, 0, sizeof(*problem));
	problem->line = 1;
	for (size_t i = 0; i < at; i++) {
		if (bytes[i] == '\n') {
			problem->line++;
			problem->column = 0;
		} else if (((unsigned char)bytes[i] & 0xc0) != 0x80) {
			problem->column++;
		}
	}
	problem->column++;
	problem->position = (int)at;
	snprintf(problem->text, sizeof(problem->text), "%s", text);
}

/* The end of a string that begins at `at`. */
static size_t
string_end(const char *bytes, size_t len, size_t at)
{
	for (at++; at < len && bytes[at] != '"'; at++)
		at += bytes[at] == '\\';
	return at < len ? at + 1 : len;
}

/* Where one value more than `most` may begin; len: nowhere. */
static size_t
find_excess(const char *bytes, size_t len, size_t most)
{
	size_t count = 1;

	for (size_t at = 0; at < len;) {
		char c = bytes[at];

		if (c == '"') {
			at = string_end(bytes, len, at);
			continue;
		}
		count += c == ',' || c == '[' || c == '{';
		if (count > most)
			return at;
		at++;
	}
	return len;
}

json_t *
json_read(const char *bytes, size_t len, size_t most, json_error_t *problem)
{
	const char *nul = len ? memchr(bytes, '\0', len) : NULL;
	/* so few bytes hold no more */
	size_t excess = len < most ? len : find_excess(bytes, len, most);

	if (nul) {
		refuse(problem, bytes, (size_t)(nul - bytes), "a NUL");
		return NULL;
	}
	if (excess < len) {
		char text[64];

		snprintf(text, sizeof(text), "more than %zu values", most);
		refuse(problem, bytes, excess, text);
		snprintf(problem->source, sizeof(problem->source), "%s",
		    excess_source);
		return NULL;
	}
	return json_loadb(bytes, len, JSON_REJECT_DUPLICATES, problem);
}

bool
json_is_excess(const json_error_t *problem)
{
	return strcmp(problem->source, excess_source) == 0;
}
