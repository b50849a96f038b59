/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_CHART_PARTS_H
#define ASSAY_REPORT_CHART_PARTS_H

/* What charts share: their scale and their pens. Lengths are tenths of a
 * pixel, whole numbers: the same page on every machine. For chart*.c, and for
 * documents that show a chart's numbers. */

#include "report/chart.h"

#include <stdbool.h>

struct str;

enum { CHART_WIDTH = 7200 };

/* What is drawn with, dark on white and apart in grey. */
#define CHART_INK "#1b1f24"
#define CHART_QUIET "#57606a"
#define CHART_RULE "#d3d9df"
#define CHART_TRACK "#e9edf1"
#define CHART_MAIN "#1f5673"

bool chart_has_targets(const struct chart *chart);
bool chart_has_limits(const struct chart *chart);
/* The most this point can have, within the scale; -1: the scale's end. */
long chart_limit(const struct chart *chart, const struct chart_point *point);
/* The end of the scale, at least 1. */
long chart_most(const struct chart *chart);
/* How far along `length` a value lies: 0 to length, never rounded up. */
long chart_along(const struct chart *chart, long value, long length);
/* The distance of the scale's marks: at most ten of them. */
long chart_step(const struct chart *chart);
/* A mark's number: a whole one without its decimals. */
void chart_mark(const struct chart *chart, long value, struct str *out);
/* A point in words: "Identity: 2.16, target 3.00". */
void chart_say(const struct chart *chart, const struct chart_point *point,
    struct str *out);

/* The <svg> with its title and description, and its end. */
void svg_begin(
    const struct chart *chart, const char *id, long height, struct str *out);
void svg_end(struct str *out);
void svg_number(struct str *out, long tenths);
/* Appends ` name="1.2"`. */
void svg_length(struct str *out, const char *name, long tenths);
struct svg_box {
	long x, y, width, height;
};
/* fill: a colour, or what svg_pattern appended; nothing without area. */
void svg_box(struct str *out, struct svg_box box, const char *fill);
void svg_line(struct str *out, struct svg_box from_by, const char *colour,
    long width);
enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };
/* A line of text in a colour; strong: bolder. */
void svg_text(struct str *out, long x, long y, enum svg_anchor anchor,
    const char *colour, bool strong, const char *text);
/* Hatching of our own, to be used as url(#id:name). */
void svg_hatch(struct str *out, const char *id);
/* Breaks a label into at most `most` lines of so many characters; what does
 * not fit ends in an ellipsis. Each appends to lines[], which the caller
 * empties with str_done. Returns how many. */
size_t svg_wrap(
    const char *label, size_t width, struct str *lines, size_t most);
/* The marks' meaning, from x on: a swatch and a word each. */
void svg_legend(
    struct str *out, const struct chart *chart, const char *id, long y);

void chart_bars(const struct chart *chart, const char *id, struct str *out);
void chart_radar(const struct chart *chart, const char *id, struct str *out);
void chart_columns(
    const struct chart *chart, const char *id, struct str *out);
void chart_stack(const struct chart *chart, const char *id, struct str *out);

#endif
