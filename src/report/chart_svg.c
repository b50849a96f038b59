/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The pens of charts: SVG, with attributes of its own so that it looks the
 * same in every page. */

#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "report/chart_parts.h"
#include "report/html_text.h"

void
svg_number(struct str *out, long tenths)
{
	if (tenths < 0)
		str_add_char(out, '-');
	tenths = tenths < 0 ? -tenths : tenths;
	str_printf(out, "%ld", tenths / 10);
	if (tenths % 10)
		str_printf(out, ".%ld", tenths % 10);
}

void
svg_length(struct str *out, const char *name, long tenths)
{
	str_printf(out, " %s=\"", name);
	svg_number(out, tenths);
	str_add_char(out, '"');
}

/* All numbers in words, for who does not see them. */
static void
add_description(const struct chart *chart, struct str *out)
{
	struct str words = { 0 };

	if (chart->summary)
		str_add(&words, chart->summary);
	for (size_t i = 0; i < chart->count; i++) {
		if (words.len)
			str_add(&words, i ? "; " : " ");
		chart_say(chart, &chart->points[i], &words);
	}
	html_add(out, str_text(&words));
	str_done(&words);
}

void
svg_begin(
    const struct chart *chart, const char *id, long height, struct str *out)
{
	str_add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
		     "viewBox=\"0 0 ");
	svg_number(out, CHART_WIDTH);
	str_add_char(out, ' ');
	svg_number(out, height);
	str_add(out, "\"");
	svg_length(out, "width", CHART_WIDTH);
	svg_length(out, "height", height);
	str_printf(out,
	    " font-size=\"13\" aria-labelledby=\"%s:title\""
	    " aria-describedby=\"%s:desc\">\n<title id=\"%s:title\">",
	    id, id, id);
	html_add(out, chart->title ? chart->title : "");
	str_printf(out, "</title>\n<desc id=\"%s:desc\">", id);
	add_description(chart, out);
	str_add(out, "</desc>\n");
}

void
svg_end(struct str *out)
{
	str_add(out, "</svg>\n");
}

void
svg_box(struct str *out, struct svg_box box, const char *fill)
{
	if (box.width <= 0 || box.height <= 0)
		return;
	str_add(out, "<rect");
	svg_length(out, "x", box.x);
	svg_length(out, "y", box.y);
	svg_length(out, "width", box.width);
	svg_length(out, "height", box.height);
	str_printf(out, " fill=\"%s\"/>\n", fill);
}

void
svg_line(
    struct str *out, struct svg_box by, const char *colour, long width)
{
	str_add(out, "<line");
	svg_length(out, "x1", by.x);
	svg_length(out, "y1", by.y);
	svg_length(out, "x2", by.x + by.width);
	svg_length(out, "y2", by.y + by.height);
	str_printf(out, " stroke=\"%s\"", colour);
	svg_length(out, "stroke-width", width);
	str_add(out, "/>\n");
}

void
svg_text(struct str *out, long x, long y, enum svg_anchor anchor,
    const char *colour, bool strong, const char *text)
{
	static const char *const anchors[] = {
		[SVG_START] = "",
		[SVG_MIDDLE] = " text-anchor=\"middle\"",
		[SVG_END] = " text-anchor=\"end\"",
	};

	str_add(out, "<text");
	svg_length(out, "x", x);
	svg_length(out, "y", y);
	str_printf(out, "%s fill=\"%s\"%s>", anchors[anchor], colour,
	    strong ? " font-weight=\"600\"" : "");
	html_add(out, text);
	str_add(out, "</text>\n");
}

void
svg_hatch(struct str *out, const char *id)
{
	str_printf(out,
	    "<defs><pattern id=\"%s:hatch\" width=\"5\" height=\"5\" "
	    "patternUnits=\"userSpaceOnUse\" "
	    "patternTransform=\"rotate(45)\">"
	    "<rect width=\"5\" height=\"5\" fill=\"#ffffff\"/>"
	    "<rect width=\"1.4\" height=\"5\" fill=\"#98a2ad\"/>"
	    "</pattern></defs>\n",
	    id);
}

/* How many columns a character takes, roughly: letters of the Far East and
 * pictures are twice as wide. */
static size_t
breadth(uint32_t code)
{
	return (code >= 0x1100 && code < 0x1200) || code >= 0x2e80 ? 2 : 1;
}

/* The end of what fits into so many columns: after the last whole word, or
 * where the space is over. */
static const char *
fit(const char *text, size_t width)
{
	const char *end = text, *word = NULL;
	size_t used = 0;

	while (*end) {
		uint32_t code;
		const char *next = utf8_next(end, &code);

		if (code == ' ')
			word = end;
		used += breadth(code);
		if (used > width)
			return word && word > text ? word : end;
		end = next;
	}
	return end;
}

/* As much as fits beside an ellipsis. */
static void
add_cut(struct str *out, const char *text, size_t width)
{
	const char *end = text;
	size_t used = 1;

	while (*end) {
		uint32_t code;
		const char *next = utf8_next(end, &code);

		used += breadth(code);
		if (used > width)
			break;
		end = next;
	}
	str_add_n(out, text, (size_t)(end - text));
	str_add(out, "\342\200\246");
}

size_t
svg_wrap(
    const char *label, size_t width, struct str *lines, size_t most)
{
	struct str safe = { 0 };
	const char *rest;
	size_t count = 0;

	display_safe(&safe, label ? label : "", false);
	rest = str_text(&safe);
	while (*rest && count < most) {
		const char *end = fit(rest, width);

		if (*end && count + 1 == most) {
			add_cut(&lines[count++], rest, width);
			break;
		}
		str_add_n(&lines[count++], rest, (size_t)(end - rest));
		rest = end + strspn(end, " ");
	}
	str_done(&safe);
	return count;
}

enum { SWATCH = 140, LETTER = 68, GAP = 220 };

/* Room for a word, and the place after it. */
static long
add_meaning(struct str *out, long x, long y, const char *word)
{
	uint32_t code;
	long columns = 0;

	svg_text(out, x, y, SVG_START, CHART_QUIET, false, word);
	while (*word) {
		word = utf8_next(word, &code);
		columns += (long)breadth(code);
	}
	return x + columns * LETTER + GAP;
}

void
svg_legend(
    struct str *out, const struct chart *chart, const char *id, long y)
{
	long x = 0;
	struct svg_box box = { 0, y - 100, SWATCH, 100 };
	char fill[80];

	svg_box(out, box, CHART_MAIN);
	/* TRANSLATORS: beside a bar's colour */
	x = add_meaning(out, x + SWATCH + 60, y, _("reached"));
	if (chart_has_targets(chart)) {
		svg_line(out, (struct svg_box){ x + 70, y - 120, 0, 140 },
		    CHART_INK, 25);
		/* TRANSLATORS: beside the mark of a target in a chart */
		x = add_meaning(out, x + SWATCH + 20, y, _("target"));
	}
	if (chart_has_limits(chart)) {
		box.x = x;
		snprintf(fill, sizeof(fill), "url(#%s:hatch)", id);
		svg_box(out, box, fill);
		/* TRANSLATORS: beside hatching: beyond the attainable level */
		add_meaning(out, x + SWATCH + 60, y, _("out of reach"));
	}
}
