/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The summary's charts: drawn by the reader's program from the sheet's cells,
 * each with its numbers and a sentence in words, apart in grey. */

#include <config.h>

#include "report/xlsx_parts.h"

#include "base/i18n.h"

enum {
	MAIN = 0x1f5673,
	ASKED = 0xd08a1e,
	CHART_COLUMN = 5,  /* they stand from here on */
	ROW_PIXELS = 20,
	WIDTH = 640,
	HEIGHT = 300,
	MADE_WIDTH = 480, /* what libxlsxwriter takes for one */
	MADE_HEIGHT = 288,
	FRAME = 130, /* title and axes */
	BAR = 30
};

static lxw_chart_series *
add_series(struct sheet *sheet, lxw_chart *chart,
    const struct book_range *range, lxw_col_t column, const char *name)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	const char *page = sheet->page->name;
	lxw_chart_series *series = lib->chart_add_series(chart, NULL, NULL);

	lib->chart_series_set_categories(
	    series, page, range->first, 0, range->last, 0);
	lib->chart_series_set_values(
	    series, page, range->first, column, range->last, column);
	lib->chart_series_set_name(series, name);
	lib->chart_series_set_labels(series);
	return series;
}

static void
colour(struct sheet *sheet, lxw_chart_series *series, lxw_color_t fill)
{
	const struct xlsx_lib *lib = sheet->book->lib;

	lib->chart_series_set_fill(
	    series, &(lxw_chart_fill){ .color = fill });
	lib->chart_series_set_line(series,
	    &(lxw_chart_line){ .color = MAIN, .width = 0.75 });
}

/* Puts a chart below the last one. */
static void
put(struct sheet *sheet, lxw_chart *chart, lxw_row_t *row, int height,
    const char *title, const char *words)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	struct str text = { 0 };
	lxw_error error;

	str_add(&text, words);
	lib->chart_title_set_name(chart, title);
	lib->chart_title_set_name_font(
	    chart, &(lxw_chart_font){ .size = 12, .bold = LXW_TRUE });
	error = lib->worksheet_insert_chart_opt(sheet->page, *row, CHART_COLUMN,
	    chart,
	    &(lxw_chart_options){ .x_scale = (double)WIDTH / MADE_WIDTH,
	        .y_scale = (double)height / MADE_HEIGHT,
	        .description = text.data });
	if (error && !sheet->book->failed)
		sheet->book->failed = error;
	*row += (lxw_row_t)(height / ROW_PIXELS + 2);
	sheet->book->bytes += 1 << 16;
	str_done(&text);
}

/* Bars from the first row down; their x axis is that of values. */
static lxw_chart *
new_bars(struct book *book)
{
	const struct xlsx_lib *lib = book->lib;
	lxw_chart *chart =
	    lib->workbook_add_chart(book->workbook, LXW_CHART_BAR);

	lib->chart_axis_set_reverse(chart->y_axis);
	lib->chart_axis_set_label_position(
	    chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
	lib->chart_set_series_gap(chart, 60);
	return chart;
}

static int
bars_height(const struct book_range *range, int bars)
{
	return FRAME + (int)(range->last - range->first + 1) * BAR * bars;
}

static void
put_domains(struct sheet *sheet, const struct book_charts *charts,
    lxw_row_t *row)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	lxw_chart *chart = new_bars(sheet->book);
	lxw_chart_series *series =
	    add_series(sheet, chart, &charts->domains, 1, _("Level"));

	colour(sheet, series, MAIN);
	if (charts->targets) {
		series = add_series(
		    sheet, chart, &charts->domains, 2, _("Target"));
		colour(sheet, series, ASKED);
		lib->chart_series_set_pattern(series,
		    &(lxw_chart_pattern){ .fg_color = ASKED,
		        .bg_color = 0xffffff,
		        .type = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL });
		lib->chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	} else {
		lib->chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	}
	lib->chart_axis_set_min(chart->x_axis, 0);
	lib->chart_axis_set_max(
	    chart->x_axis, charts->top > 0 ? charts->top : 1);
	lib->chart_axis_set_major_unit(chart->x_axis, 1);
	lib->chart_axis_set_num_format(chart->x_axis, "0");
	put(sheet, chart, row,
	    bars_height(&charts->domains, charts->targets ? 2 : 1),
	    _("Level against target by domain"),
	    _("Bars: the weighted average of each domain and its target. The "
	      "numbers are in the table of the same name on this sheet."));
}

static void
put_levels(struct sheet *sheet, const struct book_charts *charts,
    lxw_row_t *row)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	lxw_chart *chart =
	    lib->workbook_add_chart(sheet->book->workbook, LXW_CHART_COLUMN);

	colour(sheet,
	    add_series(sheet, chart, &charts->levels, 1, _("Controls")), MAIN);
	lib->chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	lib->chart_set_series_gap(chart, 60);
	lib->chart_axis_set_min(chart->y_axis, 0);
	lib->chart_axis_set_num_format(chart->y_axis, "0");
	put(sheet, chart, row, HEIGHT, _("Concluded levels"),
	    _("Columns: how many controls are concluded at each level. The "
	      "numbers are in the table of the same name on this sheet."));
}

static void
put_evidence(struct sheet *sheet, const struct book_charts *charts,
    lxw_row_t *row)
{
	const struct xlsx_lib *lib = sheet->book->lib;
	lxw_chart *chart = new_bars(sheet->book);

	colour(sheet,
	    add_series(sheet, chart, &charts->evidence, 1, _("Items")), MAIN);
	lib->chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	lib->chart_axis_set_min(chart->x_axis, 0);
	lib->chart_axis_set_num_format(chart->x_axis, "0");
	put(sheet, chart, row, bars_height(&charts->evidence, 1),
	    _("Evidence by state"),
	    _("Bars: how many items of evidence are in each state. The "
	      "numbers are in the table of the same name on this sheet."));
}

void
book_charts(struct sheet *sheet, const struct book_charts *charts)
{
	lxw_row_t row = charts->from;

	if (charts->domains.any)
		put_domains(sheet, charts, &row);
	if (charts->levels.any)
		put_levels(sheet, charts, &row);
	if (charts->evidence.any)
		put_evidence(sheet, charts, &row);
}
