/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_UI_WRAP_H
#define ASSAY_UI_WRAP_H

/* Text into lines of at most so many cells, broken where Unicode allows
 * (libunistring), long ids and URLs at any cell. Line feeds are kept. Blanks at
 * a break belong to no line. */

#include <stddef.h>

struct wrap_line {
	size_t start, len; /* bytes of the text */
};
struct wrap {
	struct wrap_line *lines; /* at least one after wrap_text */
	size_t count;
	size_t capacity;
};
/* The widest a text is ever set (screens.md 1). */
enum { WRAP_MEASURE = 84 };

/* Replaces *wrap. cells < 1 counts as 1. */
void wrap_text(struct wrap *wrap, const char *text, int cells);
void wrap_done(struct wrap *wrap);
/* How many lines that would be. */
size_t wrap_count(const char *text, int cells);

#endif
