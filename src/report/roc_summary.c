/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The executive summary: conformity, then maturity, then the same by domain.
 * Every figure is one of model/summary.h. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* "strictly conforms" and the others, for a sentence of its own. */
static const char *
conformity_name(enum conformity conformity)
{
	return conformity == CONFORMITY_NONE ? _("nothing is designated yet")
	                                     : _(conformity_word(conformity));
}

/* What was designated by the assessor, and why. */
static void
add_recorded(const struct roc *roc)
{
	size_t domain = roc->view->domain;
	struct str path = { 0 };
	const struct entry *entry;

	if (domain == CATALOG_NONE)
		str_add(&path, "session/conformity");
	else
		str_printf(&path, "domains/%s/conformity",
		    catalog_string(roc->catalog, DOMAIN_ID, domain));
	entry = session_entry(roc->session, str_text(&path));
	if (!entry) {
		doc_pair(roc->doc, _("Conformity designated"),
		    _("not yet; the figures below are suggestions"));
	} else {
		struct str by = { 0 };

		roc_commit_add(roc, entry->seq, &by);
		/* TRANSLATORS: a designation, then by whom and when */
		roc_pair(roc, _("Conformity designated"), _("%s (%s)"),
		    _(entry->value), str_text(&by));
		roc_pair_text(roc, _("Rationale"), entry->why);
		str_done(&by);
	}
	str_done(&path);
}

/* One reading of the controls that are not applicable. */
static void
add_reading(const struct roc *roc, const char *label, bool na_counts)
{
	size_t good, of;
	enum conformity found = conformity_suggest(
	    &roc_sum(roc)->conformity, na_counts, &good, &of);

	if (of)
		/* TRANSLATORS: a designation, and the share behind it: 7 of
		   10 controls, 70 % */
		roc_pair(roc, label, _("%s: %zu of %zu controls, %zu %%"),
		    conformity_name(found), good, of, 100 * good / of);
	else
		doc_pair(roc->doc, label, conformity_name(found));
}

/* What bars a better result whatever the share. */
static void
add_bars(const struct roc *roc)
{
	const struct conformity_count *count = &roc_sum(roc)->conformity;

	if (count->material_deficient)
		roc_item(roc,
		    ngettext("%zu material control is deficient (%s): by the "
		             "standard that is a material weakness whatever "
		             "the share.",
		        "%zu material controls are deficient (first %s): by "
		        "the standard that is a material weakness whatever "
		        "the share.",
		        count->material_deficient),
		    count->material_deficient,
		    roc_id(roc, count->material_control));
	for (size_t i = 0; roc_is_whole(roc) && i < roc->summary.count; i++)
		if (summary_bars(&roc->summary, roc->catalog, i))
			roc_item(roc,
			    _("The domain %s is at Material Weakness, which "
			      "bars a better result of the whole."),
			    catalog_text(roc->catalog, DOMAIN_NAME, i,
			        roc->desk->language));
	if (count->open)
		roc_item(roc,
		    ngettext("%zu control in scope has no designation yet "
		             "and is in no share.",
		        "%zu controls in scope have no designation yet and "
		        "are in no share.",
		        count->open),
		    count->open);
}

static void
add_designations(const struct roc *roc)
{
	const struct conformity_count *count = &roc_sum(roc)->conformity;

	roc_pair(roc, _("Designations"),
	    _("%zu satisfactory, %zu deficient, %zu alternative control, %zu "
	      "not applicable, %zu open"),
	    count->satisfactory, count->deficient, count->alternative,
	    count->not_applicable, count->open);
}

/* "121/56 = 2.16" */
static void
pair_ratio(const struct roc *roc, const char *label, struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	if (*text)
		roc_pair(roc, label, "%ld/%ld = %s", ratio.numerator,
		    ratio.denominator, text);
}

static void
add_range(const struct roc *roc, const struct rollup *r)
{
	char low[32], high[32];

	ratio_text(r->low, low);
	ratio_text(r->high, high);
	if (!*low || r->concluded == r->in_scope)
		return;
	if (str_equal(low, high))
		roc_pair(roc, _("Range"),
		    /* TRANSLATORS: an average */
		    _("%s, with what the answers derive where nothing is "
		      "concluded"),
		    low);
	else
		roc_pair(roc, _("Range"),
		    /* TRANSLATORS: two averages */
		    _("%s to %s, with what the answers derive where nothing "
		      "is concluded"),
		    low, high);
}

static void
add_maturity(const struct roc *roc)
{
	const struct rollup *r = &roc_sum(roc)->rollup;
	struct str level = { 0 };

	if (r->average.denominator > 0)
		pair_ratio(roc, _("Weighted average"), r->average);
	else
		doc_pair(roc->doc, _("Weighted average"),
		    _("no level is concluded yet"));
	add_range(roc, r);
	if (r->minimum >= 0) {
		roc_level_add(roc, r->minimum, &level);
		/* TRANSLATORS: a level, and the first control that has it */
		roc_pair(roc, _("Minimum"), _("%s (%s)"), str_text(&level),
		    roc_id(roc, r->minimum_control));
	}
	if (r->targeted)
		roc_pair(roc, _("At target"),
		    _("%zu of %zu concluded controls with a target, %zu %%"),
		    r->at_target, r->targeted,
		    100 * r->at_target / r->targeted);
	else
		doc_pair(roc->doc, _("At target"),
		    _("no concluded control has a target"));
	if (r->in_scope)
		roc_pair(roc, _("Coverage"),
		    _("%zu of %zu controls in scope rated, %zu of them "
		      "concluded; %zu of %zu criteria answered"),
		    r->rated, r->in_scope, r->concluded, r->answered, r->of);
	pair_ratio(roc, _("Attainable maximum"), r->attainable);
	str_done(&level);
}

/* Why the average cannot be taken for what it is not. */
static void
explain_maturity(const struct roc *roc)
{
	const struct rollup *r = &roc_sum(roc)->rollup;

	doc_quiet(roc->doc,
	    _("The average is that of concluded levels, each weighted with "
	      "its control's weight; it is over controls, not over domains, "
	      "and is not rounded up to a level. Level and conformity are two "
	      "findings: neither follows from the other."));
	if (r->ceilings)
		roc_text(roc,
		    ngettext("%zu control has no criteria at the top of the "
		             "scale; so the highest average there can be is "
		             "the attainable maximum.",
		        "%zu controls have no criteria at the top of the "
		        "scale; so the highest average there can be is the "
		        "attainable maximum.",
		        r->ceilings),
		    r->ceilings);
}

void
roc_summary(const struct roc *roc)
{
	add_recorded(roc);
	add_reading(
	    roc, _("Suggested, not applicable controls left out"), false);
	add_reading(roc, _("Suggested, not applicable controls counted"), true);
	add_designations(roc);
	add_bars(roc);
	if (catalog_scale_top(roc->catalog) >= 0) {
		add_maturity(roc);
		explain_maturity(roc);
	}
	roc_domains(roc);
	roc_charts(roc);
}
