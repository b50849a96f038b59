/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The report on conformity as one HTML file. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "report/doc.h"
#include "report/reports.h"
#include "report/roc.h"

bool
report_html(const struct report_view *view, struct str *out, struct err *err)
{
	struct str title = { 0 };

	roc_title(view, &title);
	/* TRANSLATORS: the tag of the language you translate to, "de"; texts
	   of the program in a page are marked as being in it */
	struct doc *doc = doc_html(out, str_text(&title), _("en"));

	roc_write(view, doc);
	doc_finish(doc);
	str_done(&title);
	(void)err; /* a text in memory cannot fail */
	return true;
}
