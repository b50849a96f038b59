/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Columns: how many of each, the number above and the label below. */

#include <config.h>

#include "base/str.h"
#include "report/chart_parts.h"

enum {
	TOP = 300,
	TALL = 1700,
	BASE = TOP + TALL,
	LINE = 160,
	LINES = 3,
	LETTER = 74,
	WIDEST = 1200
};

static void
put_column(const struct chart *chart, size_t i, long pitch, struct str *out)
{
	const struct chart_point *point = &chart->points[i];
	long width = pitch * 6 / 10, middle = (long)i * pitch + pitch / 2;
	long height = chart_along(chart, point->value, TALL);
	struct str number = { 0 }, lines[LINES] = { 0 };
	size_t letters = (size_t)(pitch / LETTER);
	size_t count = svg_wrap(
	    point->label, letters ? letters : 1, lines, LINES);

	svg_box(out,
	    (struct svg_box){ middle - width / 2, BASE - height, width,
	        height },
	    CHART_MAIN);
	if (point->value >= 0)
		chart_number(chart, point->value, &number);
	else
		str_add(&number, "\342\200\223");
	svg_text(out, middle, BASE - height - 70, SVG_MIDDLE, CHART_INK, true,
	    str_text(&number));
	for (size_t k = 0; k < count; k++) {
		svg_text(out, middle, BASE + 190 + (long)k * LINE, SVG_MIDDLE,
		    CHART_INK, false, str_text(&lines[k]));
		str_done(&lines[k]);
	}
	str_done(&number);
}

void
chart_columns(const struct chart *chart, const char *id, struct str *out)
{
	long count = chart->count ? (long)chart->count : 1;
	long pitch = CHART_WIDTH / count;

	if (pitch > WIDEST)
		pitch = WIDEST;
	svg_begin(chart, id, BASE + 100 + LINES * LINE, out);
	for (size_t i = 0; i < chart->count; i++)
		put_column(chart, i, pitch, out);
	svg_line(out, (struct svg_box){ 0, BASE, pitch * count, 0 }, CHART_INK,
	    10);
	svg_end(out);
}
