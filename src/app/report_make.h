/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */
#ifndef ASSAY_APP_REPORT_MAKE_H
#define ASSAY_APP_REPORT_MAKE_H

/* A report made and put into a file, the same for the verb and the screen. */

#include "base/digest.h"
#include "report/reports.h"

#include <stdbool.h>
#include <time.h>

struct desk;
struct err;
struct str;

/* A view of all of the desk's session, `dir`, as of now; at gets the moment
 * and is borrowed, as is dir. */
void report_view_init(struct report_view *view, const struct desk *desk,
    const char *dir, time_t now, char at[32]);

/* Is it a device or a pipe, which is written to and never replaced? */
bool report_is_device(const char *path);
/* Nothing is made for a file that may not be written: a directory, or what the
 * session in `dir` lives of. */
bool report_check_path(const char *dir, const char *path, struct err *err);

/* Appends the report; where both sides keep its hash, sha256 gets that, else
 * "". */
bool report_make(const struct report_format *format,
    const struct report_view *view, struct str *out,
    char sha256[DIGEST_HEX + 1], struct err *err);
/* Writes it, whole or not at all. A link stays one, and what it leads to is
 * replaced. ERR_INPUT: there is such a file, and it is not to be replaced. */
bool report_keep(const struct str *text, const char *path, bool replace,
    struct err *err);

/* "nordwerk-2026-2026-07-14-poam-client.md": what a report of this view is
 * called unless somebody knows better; the caller frees it. */
char *report_file_name(
    const struct report_format *format, const struct report_view *view);

#endif
