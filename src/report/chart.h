/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_CHART_H
#define ASSAY_REPORT_CHART_H

/* Charts as inline SVG, readable in grey and without seeing them: each has a
 * title, a description in words, and its numbers in text. */

#include <stddef.h>

struct str;

enum chart_kind {
	CHART_BARS,    /* value against target, a row each */
	CHART_RADAR,   /* 3 to 12 axes; fewer or more: bars */
	CHART_COLUMNS, /* how many of each: levels 0 to 5 */
	CHART_STACK    /* parts of one whole: evidence by state, progress */
};
struct chart_point {
	const char *label; /* borrowed */
	long value;        /* in hundredths for levels: 216 is 2.16 */
	long target;       /* -1: none */
	long limit;        /* the most that can be had; -1: the chart's */
};
struct chart {
	enum chart_kind kind;
	const char *title;   /* translated */
	const char *summary; /* a sentence that says what it shows */
	const struct chart_point *points;
	size_t count;
	long most;   /* the end of the scale, in the points' unit */
	int decimals; /* 2: hundredths, written as 2.16; 0: whole numbers */
};
/* Appends the <svg>; id makes its inner ids unique in the page. */
void chart_svg(const struct chart *chart, const char *id, struct str *out);
/* "2.16", or "7". */
void chart_number(const struct chart *chart, long value, struct str *out);

#endif
