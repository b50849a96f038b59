/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_IMPORT_LINES_H
#define ASSAY_IMPORT_LINES_H

/* Text line by line, with the line's number for messages. */

#include <stdbool.h>
#include <stddef.h>

struct line {
	const char *text; /* borrowed; ends at a line feed or the text's end */
	size_t len;
	size_t number; /* from 1 */
};

/* Moves to the next line; the first when *line is zeroed. False at the end.
 * text of len bytes is followed by a NUL. */
bool lines_next(const char *text, size_t len, struct line *line);
/* The line without white space at its ends. */
struct line lines_trim(const struct line *line);
/* A copy of the trimmed line, white space folded; the caller frees it. */
char *lines_copy(const struct line *line);
/* Is it this text, but for case, white space at its ends and a count or colon
 * after it: "Objectives (2):"? */
bool lines_is(const struct line *line, const char *text);
/* Is it the row of dashes below a table's header? */
bool lines_is_delimiter(const struct line *line);
/* The column of a byte of the line, from 1, in characters. */
size_t lines_column(const struct line *line, const char *at);

#endif
