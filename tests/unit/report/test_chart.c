/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Charts, read back by a strict parser. */

#include <config.h>

#include "report/chart.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "report/chart_parts.h"
#include "xml_page.h"

static void
expect_number(int decimals, long value, const char *wanted)
{
	const struct chart chart = { .decimals = decimals };
	struct str out = { 0 };

	chart_number(&chart, value, &out);
	cr_assert_str_eq(str_text(&out), wanted);
	str_done(&out);
}

Test(chart, numbers_have_the_decimals_of_their_unit)
{
	expect_number(2, 216, "2.16");
	expect_number(2, 300, "3.00");
	expect_number(2, 5, "0.05");
	expect_number(2, -5, "-0.05");
	expect_number(0, 7, "7");
	expect_number(1, 75, "7.5");
}

Test(chart, a_value_never_reaches_further_than_it_is)
{
	const struct chart chart = { .most = 500, .decimals = 2 };

	cr_assert_eq(chart_along(&chart, 500, 100), 100);
	cr_assert_eq(chart_along(&chart, 499, 100), 99, "not rounded up");
	cr_assert_eq(chart_along(&chart, 0, 100), 0);
	cr_assert_eq(chart_along(&chart, -1, 100), 0);
	cr_assert_eq(chart_along(&chart, 9999, 100), 100, "nor past the end");
	cr_assert_eq(chart_along(&chart, LONG_MAX, LONG_MAX), LONG_MAX);
}

Test(chart, levels_have_a_mark_each)
{
	struct chart chart = { .most = 500, .decimals = 2 };

	cr_assert_eq(chart_step(&chart), 100);
	chart.decimals = 0;
	cr_assert_eq(chart_step(&chart), 50);
	chart.most = 3;
	cr_assert_eq(chart_step(&chart), 1);
	chart.most = LONG_MAX;
	cr_assert_gt(chart_step(&chart), LONG_MAX / 100);
	chart.most = 40;
	chart.decimals = 2;
	cr_assert_eq(chart_step(&chart), 40, "less than one");
}

/* Draws a chart and looks that nothing lies outside of it. */
static void
draw(const struct chart *chart, struct xml_page *page)
{
	struct str out = { 0 };
	long x = 0, width = 0;

	chart_svg(chart, "c:1", &out);
	xml_page_read(page, &out);
	for (const char *at = str_text(&page->values); *at;
	     at = strchr(at, '\n') + 1) {
		const char *value = strchr(at, '=') + 1;

		if (!strncmp(at, "x=", 2))
			x = strtol(value, NULL, 10);
		else if (!strncmp(at, "width=", 6))
			width = x + strtol(value, NULL, 10);
		cr_assert(x >= 0 && x <= 720, "%s", out.data);
		cr_assert(width <= 720 + 720, "%s", out.data);
		cr_assert(strncmp(at, "height=-", 8), "%s", out.data);
		cr_assert(strncmp(at, "width=-", 7), "%s", out.data);
	}
	cr_assert_null(strstr(out.data, "nan"));
	str_done(&out);
}

static void
expect_text(const struct chart *chart, const char *wanted)
{
	struct xml_page page;

	draw(chart, &page);
	cr_assert_not_null(strstr(page.tags.data, wanted), "%s in\n%s", wanted,
	    page.tags.data);
	xml_page_done(&page);
}

static const struct chart_point some[] = {
	{ "Operations", 216, 300, -1 },
	{ "Identity & access", -1, 200, 400 },
	{ "Assets", 500, -1, 500 },
};

Test(chart, every_kind_says_in_words_what_it_shows)
{
	struct chart chart = { CHART_BARS, "Levels", "One is below.", some, 3,
		500, 2 };

	for (; chart.kind <= CHART_STACK; chart.kind++) {
		struct xml_page page;

		draw(&chart, &page);
		cr_assert_not_null(strstr(page.tags.data,
		    "<svg><title>Levels</title><desc>One is below. "
		    "Operations: 2.16, target 3.00; Identity & access: "
		    "not known, target 2.00, attainable 4.00; "
		    "Assets: 5.00</desc>"));
		cr_assert_not_null(strstr(page.values.data, "role=img\n"));
		cr_assert_not_null(
		    strstr(page.values.data, "aria-labelledby=c:1:title\n"));
		cr_assert_not_null(strstr(page.values.data, "id=c:1:title\n"));
		xml_page_done(&page);
	}
}

Test(chart, numbers_stand_in_the_picture)
{
	struct chart chart = { CHART_BARS, "L", NULL, some, 3, 500, 2 };

	expect_text(&chart, "<text>2.16</text><text>3.00</text>");
	chart.kind = CHART_RADAR;
	expect_text(&chart, "<text>2.16 / 3.00</text>");
	chart.kind = CHART_COLUMNS;
	expect_text(&chart, "<text>2.16</text>");
}

Test(chart, a_radar_needs_three_axes_and_has_twelve_at_most)
{
	struct chart_point points[13];
	struct chart chart = { CHART_RADAR, "P", NULL, points, 0, 500, 2 };

	for (size_t i = 0; i < 13; i++)
		points[i] = (struct chart_point){ "axis", 100, 200, -1 };
	for (; chart.count <= 13; chart.count++) {
		struct xml_page page;
		bool radar = chart.count >= 3 && chart.count <= 12;

		draw(&chart, &page);
		cr_assert_eq(strstr(page.tags.data, "<polygon>") != NULL,
		    radar, "%zu axes", chart.count);
		xml_page_done(&page);
	}
}

Test(chart, the_axes_of_a_radar_go_all_round)
{
	const struct chart_point points[] = { { "N", 500, -1, -1 },
		{ "E", 500, -1, -1 }, { "S", 500, -1, -1 },
		{ "W", 500, -1, -1 } };
	const struct chart chart = { CHART_RADAR, "P", NULL, points, 4, 500,
		2 };
	struct xml_page page;

	draw(&chart, &page);
	cr_assert_not_null(strstr(
	    page.values.data, "points=360,86 530,256 360,426 190,256 \n"));
	xml_page_done(&page);
}

Test(chart, shares_are_not_rounded_up)
{
	const struct chart_point points[] = { { "done", 999, -1, -1 },
		{ "left", 1, -1, -1 }, { "none", 0, -1, -1 } };
	const struct chart chart = { CHART_STACK, "P", NULL, points, 3, 1000,
		0 };

	expect_text(&chart, "<text>999 (99 %)</text>");
	expect_text(&chart, "<text>1 (< 1 %)</text>");
	expect_text(&chart, "<text>0 (0 %)</text>");
}

Test(chart, parts_beyond_the_whole_stretch_it)
{
	const struct chart_point points[] = { { "a", 30, -1, -1 },
		{ "b", 70, -1, -1 } };
	const struct chart chart = { CHART_STACK, "P", NULL, points, 2, 50,
		0 };

	expect_text(&chart, "<text>70 (70 %)</text>");
}

Test(chart, nothing_and_the_impossible_are_drawn_too)
{
	const struct chart_point points[] = { { "", 900, 900, 900 },
		{ "x", -7, -7, -7 }, { NULL, 0, 0, 0 } };
	struct chart chart = { CHART_BARS, NULL, NULL, points, 3, 500, 2 };

	for (; chart.kind <= CHART_STACK; chart.kind++)
		for (int most = 0; most <= 500; most += 500) {
			struct xml_page page;

			chart.most = most;
			for (chart.count = 0; chart.count <= 3;
			     chart.count++) {
				draw(&chart, &page);
				xml_page_done(&page);
			}
			chart.count = 3;
		}
}

Test(chart, long_labels_are_broken_and_then_cut)
{
	struct str lines[2] = { 0 };

	cr_assert_eq(svg_wrap("one two three", 8, lines, 2), 2);
	cr_assert_str_eq(str_text(&lines[0]), "one two");
	cr_assert_str_eq(str_text(&lines[1]), "three");
	str_clear(&lines[0]);
	str_clear(&lines[1]);
	cr_assert_eq(svg_wrap("one two three four five", 8, lines, 2), 2);
	cr_assert_str_eq(str_text(&lines[1]), "three f\342\200\246");
	str_clear(&lines[0]);
	cr_assert_eq(
	    svg_wrap("\344\270\200\344\272\214\344\270\211", 4, lines, 1), 1);
	cr_assert_str_eq(str_text(&lines[0]), "\344\270\200\342\200\246");
	str_done(&lines[0]);
	str_done(&lines[1]);
}
