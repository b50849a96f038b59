/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* A radar: an axis each, the values as a filled shape, the targets as a
 * dashed one, the numbers at the labels. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "report/chart_parts.h"

enum {
	HEIGHT = 4900,
	ACROSS = CHART_WIDTH / 2,
	DOWN = 2560,
	RADIUS = 1700,
	LABEL = 1900, /* how far out labels stand */
	LINE = 160,
	LINES = 2,
	LETTERS = 22
};

/* Sine and cosine of the angle between two of 3, 4 ... 12 axes: a table
 * spares us the library of mathematics, and is the same everywhere. */
enum { LEAST_AXES = 3 };
struct turn {
	double sine, cosine;
};
static const struct turn turns[] = {
	{ 0.866025404, -0.500000000 },
	{ 1.000000000, 0.000000000 },
	{ 0.951056516, 0.309016994 },
	{ 0.866025404, 0.500000000 },
	{ 0.781831482, 0.623489802 },
	{ 0.707106781, 0.707106781 },
	{ 0.642787610, 0.766044443 },
	{ 0.587785252, 0.809016994 },
	{ 0.540640817, 0.841253533 },
	{ 0.500000000, 0.866025404 },
};

struct place {
	long x, y;
};

static long
nearest(double length)
{
	return (long)(length < 0 ? length - 0.5 : length + 0.5);
}

/* A point on an axis, the first one upright, clockwise. */
static struct place
place_of(const struct chart *chart, size_t axis, long distance)
{
	struct turn by = turns[chart->count - LEAST_AXES];
	double x = 0, y = (double)distance;

	for (size_t i = 0; i < axis; i++) {
		double turned = x * by.cosine + y * by.sine;

		y = y * by.cosine - x * by.sine;
		x = turned;
	}
	return (struct place){ ACROSS + nearest(x), DOWN - nearest(y) };
}

static void
add_place(struct str *out, struct place place)
{
	svg_number(out, place.x);
	str_add_char(out, ',');
	svg_number(out, place.y);
	str_add_char(out, ' ');
}

enum what { VALUES, TARGETS, RING };

/* A shape through all axes. ring: the value of a ring. */
static void
put_shape(const struct chart *chart, enum what what, long ring,
    const char *look, struct str *out)
{
	str_add(out, "<polygon points=\"");
	for (size_t i = 0; i < chart->count; i++) {
		long value = what == VALUES ? chart->points[i].value
		    : what == TARGETS	    ? chart->points[i].target
					    : ring;

		add_place(out,
		    place_of(chart, i, chart_along(chart, value, RADIUS)));
	}
	str_printf(out, "\" %s/>\n", look);
}

static void
put_rings(const struct chart *chart, struct str *out)
{
	long most = chart_most(chart), step = chart_step(chart);

	for (long mark = step; mark <= most; mark += step) {
		put_shape(chart, RING, mark,
		    "fill=\"none\" stroke=\"#b9c2cb\"", out);
		if (mark > most - step)
			break;
	}
	for (size_t i = 0; i < chart->count; i++) {
		struct place end = place_of(chart, i, RADIUS);

		svg_line(out, (struct svg_box){ ACROSS, DOWN, end.x - ACROSS,
		                  end.y - DOWN },
		    CHART_RULE, 10);
	}
}

/* The scale's numbers, beside the upright axis. */
static void
put_marks(const struct chart *chart, struct str *out)
{
	long most = chart_most(chart), step = chart_step(chart);

	for (long mark = step; mark <= most; mark += step) {
		struct str number = { 0 };

		chart_mark(chart, mark, &number);
		svg_text(out, ACROSS + 50,
		    DOWN - chart_along(chart, mark, RADIUS) + 45, SVG_START,
		    CHART_QUIET, false, str_text(&number));
		str_done(&number);
		if (mark > most - step)
			break;
	}
}

static void
put_dots(const struct chart *chart, struct str *out)
{
	for (size_t i = 0; i < chart->count; i++) {
		long value = chart->points[i].value;
		struct place at =
		    place_of(chart, i, chart_along(chart, value, RADIUS));

		if (value < 0)
			continue;
		str_add(out, "<circle");
		svg_length(out, "cx", at.x);
		svg_length(out, "cy", at.y);
		str_add(out, " r=\"3.5\" fill=\"" CHART_MAIN "\"/>\n");
	}
}

/* "2.16 / 3.00" */
static void
add_numbers(const struct chart *chart, const struct chart_point *point,
    struct str *out)
{
	if (point->value >= 0)
		chart_number(chart, point->value, out);
	else
		str_add(out, "\342\200\223");
	if (point->target < 0)
		return;
	str_add(out, " / ");
	chart_number(chart, point->target, out);
}

static void
put_label(const struct chart *chart, size_t axis, struct str *out)
{
	const struct chart_point *point = &chart->points[axis];
	struct place at = place_of(chart, axis, LABEL);
	enum svg_anchor anchor = at.x > ACROSS + 100 ? SVG_START
	    : at.x < ACROSS - 100		     ? SVG_END
						     : SVG_MIDDLE;
	struct str lines[LINES + 1] = { 0 };
	size_t count = svg_wrap(point->label, LETTERS, lines, LINES);
	long y, height;

	add_numbers(chart, point, &lines[count++]);
	height = (long)(count - 1) * LINE;
	/* above the shape, below it, or centred beside it */
	y = at.y + 45 -
	    (at.y < DOWN - RADIUS       ? height
	            : at.y > DOWN + RADIUS ? 0
					: height / 2);
	for (size_t i = 0; i < count; i++) {
		svg_text(out, at.x, y + (long)i * LINE, anchor, CHART_INK,
		    i + 1 == count, str_text(&lines[i]));
		str_done(&lines[i]);
	}
}

static void
put_meaning(const struct chart *chart, struct str *out)
{
	long y = HEIGHT - 60;

	svg_box(out, (struct svg_box){ 0, y - 70, 240, 30 }, CHART_MAIN);
	/* TRANSLATORS: beside the line of the values in a chart */
	svg_text(out, 320, y, SVG_START, CHART_QUIET, false, _("reached"));
	if (!chart_has_targets(chart))
		return;
	str_add(out, "<line x1=\"120\" x2=\"148\"");
	svg_length(out, "y1", y - 55);
	svg_length(out, "y2", y - 55);
	str_add(out, " stroke=\"" CHART_INK
		     "\" stroke-width=\"1.6\" stroke-dasharray=\"5 4\"/>\n");
	/* TRANSLATORS: beside the line of the targets in a chart */
	svg_text(out, 1560, y, SVG_START, CHART_QUIET, false, _("target"));
}

void
chart_radar(const struct chart *chart, const char *id, struct str *out)
{
	svg_begin(chart, id, HEIGHT, out);
	put_rings(chart, out);
	put_shape(chart, VALUES, 0,
	    "fill=\"" CHART_MAIN "\" fill-opacity=\"0.22\" stroke=\"" CHART_MAIN
	    "\" stroke-width=\"2.2\" stroke-linejoin=\"round\"",
	    out);
	if (chart_has_targets(chart))
		put_shape(chart, TARGETS, 0,
		    "fill=\"none\" stroke=\"" CHART_INK
		    "\" stroke-width=\"1.6\" stroke-dasharray=\"5 4\"",
		    out);
	put_dots(chart, out);
	put_marks(chart, out);
	for (size_t i = 0; i < chart->count; i++)
		put_label(chart, i, out);
	put_meaning(chart, out);
	svg_end(out);
}
