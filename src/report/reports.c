/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The list of report formats. */

#include <config.h>

#include "report/reports.h"

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"

static const struct report_format formats[] = {
	{ "outbrief",
	    N_("what a day covered, agreed, left open, and who promised what"),
	    ".md", report_outbrief },
};

/* Is one domain in another, or the same? */
static bool
domain_within(const struct catalog *catalog, size_t domain, size_t outer)
{
	size_t depth = catalog_rows(catalog, TABLE_DOMAIN);

	while (domain != outer && domain != CATALOG_NONE && depth-- > 0)
		domain = catalog_ref(catalog, DOMAIN_PARENT, domain);
	return domain == outer;
}

bool
report_has(const struct report_view *view, size_t control)
{
	const struct catalog *c = view->desk->catalog;

	if (view->control != CATALOG_NONE && view->control != control)
		return false;
	return view->domain == CATALOG_NONE ||
	       domain_within(c, catalog_ref(c, CONTROL_DOMAIN, control),
	           view->domain);
}

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
