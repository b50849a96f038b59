/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A stack: the parts of one whole in a bar, told apart by how dark and how
 * patterned they are, and listed below with their numbers. */

#include <config.h>

#include <stdio.h>

#include "base/str.h"
#include "report/chart_parts.h"

enum {
	TOP = 220,
	BAR = 360,
	KEY = 900,   /* the list's first line */
	ROW = 240,
	SWATCH = 170,
	LETTERS = 34,
	ACROSS = CHART_WIDTH / 2,
	NARROW = 300 /* a part below it has no number above */
};

/* Neighbours differ most. */
struct look {
	const char *fill;
	const char *drawn; /* over it, in a square of 6; "": nothing */
};
static const struct look looks[] = {
	{ "#1f5673", "" },
	{ "#c3d3dd", "" },
	{ "#ffffff", "<path d=\"M0,6 L6,0\" stroke=\"#1f5673\" "
		     "stroke-width=\"1.8\"/>" },
	{ "#6f97ad", "" },
	{ "#ffffff", "<circle cx=\"3\" cy=\"3\" r=\"1.5\" "
		     "fill=\"#3d4650\"/>" },
	{ "#3d4650", "" },
	{ "#eef1f4", "<path d=\"M0,3 H6\" stroke=\"#57606a\" "
		     "stroke-width=\"1.6\"/>" },
	{ "#98a2ad", "" },
	{ "#ffffff", "<path d=\"M0,0 H6 M0,0 V6\" stroke=\"#1f5673\" "
		     "stroke-width=\"1.6\"/>" },
	{ "#6f97ad", "<path d=\"M3,0 V6\" stroke=\"#ffffff\" "
		     "stroke-width=\"1.6\"/>" },
};
enum { LOOKS = sizeof(looks) / sizeof(*looks) };

static void
put_looks(const char *id, size_t count, struct str *out)
{
	str_add(out, "<defs>\n");
	for (size_t i = 0; i < LOOKS && i < count; i++)
		str_printf(out,
		    "<pattern id=\"%s:look%zu\" width=\"6\" height=\"6\" "
		    "patternUnits=\"userSpaceOnUse\"><rect width=\"6\" "
		    "height=\"6\" fill=\"%s\"/>%s</pattern>\n",
		    id, i, looks[i].fill, looks[i].drawn);
	str_add(out, "</defs>\n");
}

/* A box in the look of the i-th part, framed so that pale ones show. */
static void
put_part(const char *id, size_t i, struct svg_box box, struct str *out)
{
	str_add(out, "<rect");
	svg_length(out, "x", box.x);
	svg_length(out, "y", box.y);
	svg_length(out, "width", box.width);
	svg_length(out, "height", box.height);
	str_printf(out,
	    " fill=\"url(#%s:look%zu)\" stroke=\"" CHART_QUIET
	    "\" stroke-width=\"0.8\"/>\n",
	    id, i % LOOKS);
}

static long
part_of(const struct chart_point *point)
{
	return point->value > 0 ? point->value : 0;
}

static void
put_bar(const struct chart *chart, const char *id, struct str *out)
{
	long before = 0;

	svg_box(out, (struct svg_box){ 0, TOP, CHART_WIDTH, BAR },
	    CHART_TRACK);
	for (size_t i = 0; i < chart->count; i++) {
		long part = part_of(&chart->points[i]);
		long from = chart_along(chart, before, CHART_WIDTH);
		long to = chart_along(chart, before + part, CHART_WIDTH);
		struct str number = { 0 };

		before += part;
		if (to <= from)
			continue;
		put_part(id, i, (struct svg_box){ from, TOP, to - from, BAR },
		    out);
		if (to - from < NARROW)
			continue;
		chart_number(chart, part, &number);
		svg_text(out, (from + to) / 2, TOP - 60, SVG_MIDDLE,
		    CHART_INK, true, str_text(&number));
		str_done(&number);
	}
}

/* "7 (12 %)": whole percents, none rounded up. */
static void
add_share(const struct chart *chart, const struct chart_point *point,
    struct str *out)
{
	long part = part_of(point), percent = chart_along(chart, part, 100);

	chart_number(chart, part, out);
	if (part && !percent)
		str_add(out, " (< 1 %)");
	else
		str_printf(out, " (%ld %%)", percent);
}

static void
put_key(const struct chart *chart, const char *id, size_t i, struct str *out)
{
	long x = i % 2 ? ACROSS + 120 : 0;
	long y = KEY + (long)(i / 2) * ROW;
	struct str label = { 0 }, share = { 0 };

	put_part(id, i, (struct svg_box){ x + 5, y - 120, SWATCH, 140 }, out);
	svg_wrap(chart->points[i].label, LETTERS, &label, 1);
	svg_text(out, x + SWATCH + 90, y, SVG_START, CHART_INK, false,
	    str_text(&label));
	add_share(chart, &chart->points[i], &share);
	svg_text(out, x + ACROSS - 130, y, SVG_END, CHART_INK, true,
	    str_text(&share));
	str_done(&label);
	str_done(&share);
}

void
chart_stack(const struct chart *chart, const char *id, struct str *out)
{
	struct chart whole = *chart;
	long sum = 0;

	for (size_t i = 0; i < chart->count; i++)
		sum += part_of(&chart->points[i]);
	if (sum > whole.most)
		whole.most = sum;
	svg_begin(chart, id, KEY + (long)((chart->count + 1) / 2) * ROW - 100,
	    out);
	put_looks(id, chart->count, out);
	put_bar(&whole, id, out);
	for (size_t i = 0; i < chart->count; i++)
		put_key(&whole, id, i, out);
	svg_end(out);
}
