/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_MARKDOWN_H
#define ASSAY_REPORT_MARKDOWN_H

/* Text of anybody's making as text of a Markdown page: it shows what was
 * written, and does nothing. */

struct str;

/* Appends a text on one line: white space folded, controls and marks that hide
 * or turn text made visible, what Markdown or HTML would take for a sign
 * escaped. */
void markdown_add(struct str *out, const char *text);

#endif
