/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Bars: a row each, the value as a bar, the target as a mark across it, what
 * cannot be reached hatched, and the numbers beside. */

#include <config.h>

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "report/chart_parts.h"

enum {
	HEAD = 560,   /* legend and heads above the rows */
	FOOT = 260,   /* the scale's numbers below */
	ROW = 270,    /* one line of label */
	LINE = 150,   /* each further one */
	LINES = 2,    /* of a label at most */
	LETTERS = 32, /* in a line of it */
	BAR = 140,
	LEFT = 2240,
	LENGTH = 3700,
	VALUES = 6560, /* where numbers end */
	PAD = 10
};

static void
put_number(const struct chart *chart, long x, long y, bool strong, long value,
    struct str *out)
{
	struct str number = { 0 };

	if (value >= 0)
		chart_number(chart, value, &number);
	else
		str_add(&number, "\342\200\223");
	svg_text(out, x, y, SVG_END, strong ? CHART_INK : CHART_QUIET, strong,
	    str_text(&number));
	str_done(&number);
}

static void
put_bar(const struct chart *chart, const struct chart_point *point, long y,
    const char *hatch, struct str *out)
{
	long limit = chart_limit(chart, point);
	long reach = limit < 0 ? LENGTH : chart_along(chart, limit, LENGTH);
	long value = chart_along(chart, point->value, LENGTH);
	long target = chart_along(chart, point->target, LENGTH);

	svg_box(out, (struct svg_box){ LEFT, y, reach, BAR }, CHART_TRACK);
	svg_box(out, (struct svg_box){ LEFT + reach, y, LENGTH - reach, BAR },
	    hatch);
	svg_box(out, (struct svg_box){ LEFT, y, value, BAR }, CHART_MAIN);
	if (point->target >= 0) {
		/* a white edge keeps the mark apart from the bar */
		svg_line(out, (struct svg_box){ LEFT + target, y - 30, 0,
		                  BAR + 60 },
		    "#ffffff", 55);
		svg_line(out, (struct svg_box){ LEFT + target, y - 40, 0,
		                  BAR + 80 },
		    CHART_INK, 25);
	}
}

/* Draws a row and returns where the next begins. */
static long
put_row(const struct chart *chart, const struct chart_point *point, long y,
    const char *hatch, struct str *out)
{
	struct str lines[LINES] = { 0 };
	size_t count = svg_wrap(point->label, LETTERS, lines, LINES);
	long height = ROW + (count > 1 ? LINE : 0);
	long middle = y + height / 2;

	for (size_t i = 0; i < count; i++) {
		svg_text(out, LEFT - 120,
		    middle + 45 - (long)(count - 1) * LINE / 2 +
		        (long)i * LINE,
		    SVG_END, CHART_INK, false, str_text(&lines[i]));
		str_done(&lines[i]);
	}
	put_bar(chart, point, middle - BAR / 2, hatch, out);
	put_number(chart, VALUES, middle + 45, true, point->value, out);
	if (chart_has_targets(chart))
		put_number(chart, CHART_WIDTH - PAD, middle + 45, false,
		    point->target, out);
	return y + height;
}

static void
put_scale(const struct chart *chart, long top, long bottom, struct str *out)
{
	long most = chart_most(chart), step = chart_step(chart);

	for (long mark = 0; mark <= most; mark += step) {
		long x = LEFT + chart_along(chart, mark, LENGTH);
		struct str number = { 0 };

		svg_line(out, (struct svg_box){ x, top, 0, bottom - top },
		    CHART_RULE, 10);
		chart_mark(chart, mark, &number);
		svg_text(out, x, bottom + 180, SVG_MIDDLE, CHART_QUIET, false,
		    str_text(&number));
		str_done(&number);
		if (mark > most - step)
			break;
	}
}

static void
put_heads(const struct chart *chart, const char *id, struct str *out)
{
	svg_hatch(out, id);
	svg_legend(out, chart, id, 140);
	/* TRANSLATORS: above the numbers of a chart */
	svg_text(out, VALUES, HEAD - 110, SVG_END, CHART_QUIET, false,
	    _("reached"));
	if (chart_has_targets(chart))
		/* TRANSLATORS: above the numbers of a chart */
		svg_text(out, CHART_WIDTH - PAD, HEAD - 110, SVG_END,
		    CHART_QUIET, false, _("target"));
}

static long
height_of(const struct chart *chart)
{
	long height = 0;

	for (size_t i = 0; i < chart->count; i++) {
		struct str lines[LINES] = { 0 };
		size_t count =
		    svg_wrap(chart->points[i].label, LETTERS, lines, LINES);

		for (size_t k = 0; k < count; k++)
			str_done(&lines[k]);
		height += ROW + (count > 1 ? LINE : 0);
	}
	return height;
}

void
chart_bars(const struct chart *chart, const char *id, struct str *out)
{
	long y = HEAD, rows = height_of(chart);
	char hatch[80];

	snprintf(hatch, sizeof(hatch), "url(#%s:hatch)", id);
	svg_begin(chart, id, HEAD + rows + FOOT, out);
	put_heads(chart, id, out);
	put_scale(chart, HEAD - 40, HEAD + rows, out);
	for (size_t i = 0; i < chart->count; i++)
		y = put_row(chart, &chart->points[i], y, hatch, out);
	svg_end(out);
}
