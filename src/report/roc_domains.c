/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The executive summary's table of domains. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

static bool
in_report(const struct roc *roc, size_t domain)
{
	const struct rollup *r = &roc->summary.domains[domain].rollup;
	size_t at = domain, depth = roc->summary.count;

	if (!(r->in_scope || r->not_applicable || r->out_of_scope))
		return false;
	if (!roc->full && !r->in_scope && !r->not_applicable)
		return false;
	while (at != roc->view->domain && at != CATALOG_NONE && depth-- > 0)
		at = catalog_ref(roc->catalog, DOMAIN_PARENT, at);
	return at == roc->view->domain;
}

static void
cell_ratio(const struct roc *roc, struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	doc_cell(roc->doc, *text ? text : "-");
}

static void
cell_reading(
    const struct roc *roc, const struct conformity_count *count, bool na_counts)
{
	static const enum doc_tone tones[] = { [CONFORMITY_NONE] = DOC_QUIET,
		[CONFORMITY_MATERIAL_WEAKNESS] = DOC_BAD,
		[CONFORMITY_SIGNIFICANT_DEFICIENCY] = DOC_WARN,
		[CONFORMITY_CONFORMS] = DOC_GOOD,
		[CONFORMITY_STRICT] = DOC_GOOD };
	struct str text = { 0 };
	size_t good, of;
	enum conformity found =
	    conformity_suggest(count, na_counts, &good, &of);

	if (found == CONFORMITY_NONE)
		str_add(&text, "-");
	else
		str_printf(
		    &text, "%s (%zu/%zu)", _(conformity_word(found)), good, of);
	doc_cell_tone(roc->doc, tones[found], str_text(&text));
	str_done(&text);
}

static void
add_level_cells(const struct roc *roc, const struct rollup *r)
{
	char low[32], high[32];

	cell_ratio(roc, r->average);
	ratio_text(r->low, low);
	ratio_text(r->high, high);
	if (*low)
		roc_cell(roc, "%s%s%s", low, str_equal(low, high) ? "" : "-",
		    str_equal(low, high) ? "" : high);
	else
		doc_cell(roc->doc, "-");
	if (r->minimum >= 0)
		roc_cell(roc, "%d", r->minimum);
	else
		doc_cell(roc->doc, "-");
	if (r->targeted)
		roc_cell(roc, "%zu/%zu", r->at_target, r->targeted);
	else
		doc_cell(roc->doc, "-");
	cell_ratio(roc, r->attainable);
}

static void
add_domain(const struct roc *roc, size_t domain)
{
	const struct summary_sum *sum = &roc->summary.domains[domain];
	const char *recorded =
	    session_getf(roc->session, "domains/%s/conformity",
	        catalog_string(roc->catalog, DOMAIN_ID, domain));

	roc_cell(roc, "%s %s", catalog_string(roc->catalog, DOMAIN_ID, domain),
	    catalog_text(
	        roc->catalog, DOMAIN_NAME, domain, roc->desk->language));
	roc_cell(roc, "%zu/%zu", sum->rollup.concluded, sum->rollup.in_scope);
	if (catalog_scale_top(roc->catalog) >= 0)
		add_level_cells(roc, &sum->rollup);
	cell_reading(roc, &sum->conformity, false);
	cell_reading(roc, &sum->conformity, true);
	roc_cell_text(roc, recorded ? _(recorded) : "-");
}

static void
begin_table(const struct roc *roc)
{
	struct doc_column columns[10];
	size_t count = 0;

	columns[count++] = (struct doc_column){ _("Domain"), DOC_LEFT, 22 };
	columns[count++] = (struct doc_column){ _("Concluded"), DOC_RIGHT, 0 };
	if (catalog_scale_top(roc->catalog) >= 0) {
		columns[count++] =
		    (struct doc_column){ _("Level"), DOC_RIGHT, 0 };
		columns[count++] =
		    (struct doc_column){ _("Range"), DOC_RIGHT, 0 };
		columns[count++] =
		    (struct doc_column){ _("Minimum"), DOC_RIGHT, 0 };
		columns[count++] =
		    (struct doc_column){ _("At target"), DOC_RIGHT, 0 };
		columns[count++] =
		    /* TRANSLATORS: the highest level there can be */
		    (struct doc_column){ _("Attainable"), DOC_RIGHT, 0 };
	}
	columns[count++] =
	    (struct doc_column){ _("Suggested, n/a left out"), DOC_LEFT, 0 };
	columns[count++] =
	    (struct doc_column){ _("Suggested, n/a counted"), DOC_LEFT, 0 };
	columns[count++] = (struct doc_column){ _("Designated"), DOC_LEFT, 0 };
	doc_table(roc->doc, _("Results by domain"), columns, count);
}

void
roc_domains(const struct roc *roc)
{
	bool any = false;

	for (size_t i = 0; i < roc->summary.count; i++) {
		if (!in_report(roc, i))
			continue;
		if (!any)
			begin_table(roc);
		any = true;
		add_domain(roc, i);
	}
	if (any)
		doc_table_end(roc->doc);
}
