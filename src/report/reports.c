/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The list of report formats, and what several of them share. */

#include <config.h>

#include "report/reports.h"

#include "base/i18n.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/desk.h"
#include "model/session.h"
#include "report/doc.h"

static const struct report_format formats[] = {
	{ "markdown",
	    N_("the report on conformity: findings, levels, evidence"), ".md",
	    report_markdown, REPORT_WHOLE | REPORT_BRIEF | REPORT_PART },
	{ "html", N_("the same as one page to open, read and print"), ".html",
	    report_html, REPORT_WHOLE | REPORT_BRIEF | REPORT_PART },
	{ "outbrief",
	    N_("what a day covered, agreed, left open, and who promised what"),
	    ".md", report_outbrief, REPORT_DAY },
	{ "csv", N_("one table: a row a control, a criterion, an item, ..."),
	    ".csv", report_csv,
	    REPORT_TABLES | REPORT_RAW | REPORT_WHOLE | REPORT_PART },
	{ "xlsx", N_("all tables and the summary with charts, as a workbook"),
	    ".xlsx", report_xlsx,
	    REPORT_TABLES | REPORT_RAW | REPORT_WHOLE | REPORT_BRIEF |
	        REPORT_PART },
	{ "oscal",
	    N_("OSCAL 1.1.3, JSON; --table results, plan or poam says which"),
	    ".json", report_oscal,
	    REPORT_TABLES | REPORT_WHOLE | REPORT_PART },
	{ "poam", N_("the plan of action and milestones"), ".md",
	    report_poam, REPORT_WHOLE | REPORT_PART },
	{ "requests", N_("what to ask the client for, by person and area"),
	    ".md", report_requests, REPORT_PART },
	{ "hashes", N_("the files with their SHA-256, for sha256sum -c"),
	    ".sha256", report_hashes,
	    REPORT_WHOLE | REPORT_PART | REPORT_HASHED },
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

void
report_add_day(struct str *out, int day)
{
	enum { ELSEWHEN = 800 };

	if (day != DAY_NONE)
		dayword_show(day, day - ELSEWHEN, out);
}

void
report_head(const struct report_view *view, const char *title, struct doc *doc)
{
	const struct session *session = view->desk->session;
	const char *name = session_get(session, "session/title");
	const char *client = session_get(session, "session/client");
	struct str line = { 0 };

	doc_heading(doc, 1, NULL, title);
	str_printf(&line, "%s%s%s", name ? name : "",
	    name && client ? ", " : "", client ? client : "");
	if (line.len)
		doc_text(doc, str_text(&line));
	str_clear(&line);
	report_add_day(&line, view->day);
	/* TRANSLATORS: before the day a report was made */
	doc_pair(doc, _("As of"), str_text(&line));
	str_done(&line);
}
