/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_REPORT_SEAL_LINE_H
#define ASSAY_REPORT_SEAL_LINE_H

/* What reports say of the session's seal, so that paper anchors the files. */

#include <stdbool.h>

struct report_view;
struct str;

/* "1, Sun 22 Nov 2026, K. Ito, fingerprint 7f3a-...", or that there is none,
 * or no more. Appended. */
void seal_line_add(const struct report_view *view, struct str *out);
/* Is the session sealed as the report shows it? */
bool seal_line_stands(const struct report_view *view);

#endif
