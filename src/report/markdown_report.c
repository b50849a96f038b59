/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The report on conformity as Markdown. */

#include <config.h>

#include "report/doc.h"
#include "report/reports.h"
#include "report/roc.h"

bool
report_markdown(
    const struct report_view *view, struct str *out, struct err *err)
{
	struct doc *doc = doc_markdown(out);

	roc_write(view, doc);
	doc_finish(doc);
	(void)err; /* a text in memory cannot fail */
	return true;
}
