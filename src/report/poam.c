/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The plan of action and milestones as a document: of each deficiency the
 * seven fields of CDPAS 9.1, and how the 180-day clock stands. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "report/doc.h"
#include "report/reports.h"
#include "report/seal_line.h"
#include "report/tables_parts.h"

struct sums {
	size_t planned, open, late;
	size_t candidates; /* nothing is recorded of */
};

static void
count(const struct report_view *view, const struct findings *findings,
    struct sums *sums)
{
	*sums = (struct sums){ 0 };
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *f = &findings->items[i];

		if (!f->id)
			sums->candidates += tables_has_finding(view, f);
		if (!tables_is_planned(view, f))
			continue;
		sums->planned++;
		sums->open += f->open;
		sums->late += tables_is_late(view, f);
	}
}

static void
put_head(
    const struct report_view *view, const struct sums *sums, struct doc *doc)
{
	struct str line = { 0 };

	report_head(view, _("Plan of action and milestones"), doc);
	str_printf(&line,
	    ngettext("%zu deficiency, ", "%zu deficiencies, ", sums->planned),
	    sums->planned);
	/* TRANSLATORS: of deficiencies: how many are open, behind the limit */
	str_printf(&line, _("%zu open, %zu behind the 180-day limit"),
	    sums->open, sums->late);
	doc_pair(doc, _("In sum"), str_text(&line));
	str_clear(&line);
	seal_line_add(view, &line);
	doc_pair(doc, _("Seal"), str_text(&line));
	doc_text(doc,
	    _("A plan may run for 180 days from the day the deficiency was "
	      "found; what takes longer counts as deficient unless it is "
	      "justified. A plan is no evidence: a control is mended when it "
	      "is assessed again."));
	str_done(&line);
}

/* A field, said to be missing where nothing is recorded. */
static void
put_field(struct doc *doc, const char *label, const char *text)
{
	/* TRANSLATORS: of a field of a plan: nothing is recorded */
	doc_pair(doc, label, text && *text ? text : _("not set"));
}

static void
put_day(struct doc *doc, const char *label, int day, const char *none)
{
	struct str text = { 0 };

	report_add_day(&text, day);
	doc_pair(doc, label, day == DAY_NONE ? none : str_text(&text));
	str_done(&text);
}

/* "Mon 14 Dec 2026, 22 days left" */
static void
put_limit(const struct report_view *view, const struct finding *f,
    struct doc *doc)
{
	int limit = finding_limit(view->desk, f);
	int today = view->desk->frame.today;
	struct str text = { 0 };

	if (limit == DAY_NONE)
		return;
	report_add_day(&text, limit);
	if (tables_is_late(view, f))
		/* TRANSLATORS: behind the day of a limit */
		str_add(&text, f->open ? _(", passed") : _(", was missed"));
	else if (f->open && today != DAY_NONE)
		str_printf(&text,
		    ngettext(", %d day left", ", %d days left",
		        (unsigned long)(limit - today)),
		    limit - today);
	if (f->open && f->due != DAY_NONE && f->due > limit)
		str_add(&text, _("; it is scheduled for later than that"));
	doc_pair(doc, _("180-day limit"), str_text(&text));
	str_done(&text);
}

static void
put_finding(const struct report_view *view, const struct finding *f,
    struct doc *doc)
{
	const struct catalog *c = view->desk->catalog;
	struct str text = { 0 };

	str_add(&text, f->name);
	if (f->control != CATALOG_NONE)
		str_printf(&text, " %s %s",
		    catalog_string(c, CONTROL_ID, f->control),
		    catalog_control_name(
		        c, f->control, view->desk->language));
	doc_heading(doc, 2, f->name, str_text(&text));
	str_clear(&text);
	put_field(doc, _("Deficient control"),
	    f->control == CATALOG_NONE
	        ? f->about
	        : catalog_string(c, CONTROL_ID, f->control));
	put_field(doc, _("Description"), f->condition);
	tables_add_affects(view, f, &text);
	put_field(doc, _("Affects"), str_text(&text));
	str_clear(&text);
	tables_add_contact(view, f, &text);
	put_field(doc, _("Point of contact"), str_text(&text));
	put_field(doc, _("Plan"), f->plan);
	put_day(doc, _("Scheduled date"), f->due, _("not set"));
	put_day(doc, _("Completed date"), f->completed, _("not completed"));
	put_limit(view, f, doc);
	doc_pair(doc, _("State"), _(f->state));
	str_done(&text);
}

static void
put_candidates(
    const struct report_view *view, const struct sums *sums, struct doc *doc)
{
	struct str text = { 0 };

	if (sums->candidates && !view->client) {
		str_printf(&text,
		    ngettext("%zu deficiency more is a candidate that nothing "
		             "is recorded of yet; it is not in this plan.",
		        "%zu deficiencies more are candidates that nothing is "
		        "recorded of yet; they are not in this plan.",
		        sums->candidates),
		    sums->candidates);
		doc_quiet(doc, str_text(&text));
	}
	str_done(&text);
}

bool
report_poam(const struct report_view *view, struct str *out, struct err *err)
{
	struct doc *doc = doc_markdown(out);
	struct findings findings;
	struct sums sums;

	(void)err; /* a text in memory cannot fail */
	findings_list(view->desk, true, &findings);
	count(view, &findings, &sums);
	put_head(view, &sums, doc);
	for (size_t i = 0; i < findings.count; i++)
		if (tables_is_planned(view, &findings.items[i]))
			put_finding(view, &findings.items[i], doc);
	put_candidates(view, &sums, doc);
	findings_done(&findings);
	doc_finish(doc);
	return true;
}
