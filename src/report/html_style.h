/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_HTML_STYLE_H
#define ASSAY_REPORT_HTML_STYLE_H

struct str;

/* Appends how HTML documents look, on screen and on paper: CSS for a <style>.
 * It has neither "<" nor "&", so that the page is well-formed XML too. */
void html_style(struct str *out);

#endif
