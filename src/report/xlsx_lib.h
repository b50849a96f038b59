/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_XLSX_LIB_H
#define ASSAY_REPORT_XLSX_LIB_H

/* libxlsxwriter, loaded when a workbook is written and not before: it brings
 * half of the program's libraries along, and every start would pay for them.
 * Nothing else may call it. */

#include <stdbool.h>

#include <xlsxwriter.h>

struct err;

/* What is used of it. */
#define XLSX_CALLS(X) \
	X(chart_add_series) X(chart_axis_set_label_position) \
	X(chart_axis_set_major_unit) X(chart_axis_set_max) \
	X(chart_axis_set_min) X(chart_axis_set_num_format) \
	X(chart_axis_set_reverse) X(chart_legend_set_position) \
	X(chart_series_set_categories) X(chart_series_set_fill) \
	X(chart_series_set_labels) X(chart_series_set_line) \
	X(chart_series_set_name) X(chart_series_set_pattern) \
	X(chart_series_set_values) X(chart_set_series_gap) \
	X(chart_title_set_name) X(chart_title_set_name_font) \
	X(format_set_align) X(format_set_bg_color) X(format_set_bold) \
	X(format_set_bottom) X(format_set_font_color) \
	X(format_set_font_size) X(format_set_indent) X(format_set_italic) \
	X(format_set_num_format) X(format_set_text_wrap) X(lxw_strerror) \
	X(lxw_workbook_free) X(workbook_add_chart) X(workbook_add_format) \
	X(workbook_add_worksheet) X(workbook_close) X(workbook_new_opt) \
	X(workbook_set_properties) X(workbook_validate_sheet_name) \
	X(worksheet_autofilter) X(worksheet_conditional_format_range) \
	X(worksheet_fit_to_pages) X(worksheet_freeze_panes) \
	X(worksheet_insert_chart_opt) X(worksheet_repeat_columns) \
	X(worksheet_repeat_rows) X(worksheet_set_column) \
	X(worksheet_set_footer) X(worksheet_set_landscape) \
	X(worksheet_set_paper) X(worksheet_set_row) X(worksheet_write_blank) \
	X(worksheet_write_number) X(worksheet_write_string)

struct xlsx_lib {
	void *handle;
#define X(name) __typeof__(&(name)) (name);
	XLSX_CALLS(X)
#undef X
};

/* False: it is not installed, or another version of it is. */
bool xlsx_lib_open(struct xlsx_lib *lib, struct err *err);
void xlsx_lib_close(struct xlsx_lib *lib);

#endif
