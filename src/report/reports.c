/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The list of report formats. */

#include <config.h>

#include "report/reports.h"

#include "base/i18n.h"
#include "base/str.h"

static const struct report_format formats[] = {
	{ "outbrief",
	    N_("what a day covered, agreed, left open, and who promised what"),
	    ".md", report_outbrief },
};

const struct report_format *
reports_at(size_t i)
{
	return i < sizeof(formats) / sizeof(*formats) ? &formats[i] : NULL;
}

const struct report_format *
reports_find(const char *name)
{
	const struct report_format *format;

	for (size_t i = 0; (format = reports_at(i)); i++)
		if (str_equal(format->name, name))
			return format;
	return NULL;
}
