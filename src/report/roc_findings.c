/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Deficiencies (CDPAS 7.1), and the plan to mend them (9.1). */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "report/roc_parts.h"

static bool
is_shown(const struct roc *roc, const struct finding *finding)
{
	return finding->id && roc_has_finding(roc, finding);
}

/* The criterion or objective that fails, as published; NULL: none. */
static const char *
about_text(const struct roc *roc, const char *about)
{
	struct desk_objective objective;
	struct spot spot;
	size_t row;

	if (!about || !strchr(about, '/'))
		return NULL;
	if (desk_find_objective(roc->desk, about, &objective) &&
	    objective.row != CATALOG_NONE)
		return catalog_text(roc->catalog, OBJECTIVE_TEXT, objective.row,
		    roc->desk->language);
	if (!desk_find_path(roc->desk, about, &spot))
		return NULL;
	row = desk_criterion(roc->desk, spot);
	return row == CATALOG_NONE ? NULL
	                           : catalog_text(roc->catalog, CRITERION_TEXT,
	                                 row, roc->desk->language);
}

/* The words of a list, each translated: "process, technology". */
static void
add_words(const char *words, struct str *out)
{
	while (words && *words) {
		size_t len = strcspn(words, ",");
		char *word = str_fold_space(words, len);

		roc_join(out, *word ? _(word) : "");
		free(word);
		words += len + (words[len] == ',');
	}
}

static void
pair_words(const struct roc *roc, const char *label, const char *words)
{
	struct str text = { 0 };

	add_words(words, &text);
	roc_pair_text(roc, label, str_text(&text));
	str_done(&text);
}

static void
pair_person(const struct roc *roc, const char *label, const char *who)
{
	char *name = who ? roc_person(roc, who) : NULL;

	roc_pair_text(roc, label, name);
	free(name);
}

static const char *
finding_field(
    const struct roc *roc, const struct finding *finding, const char *field)
{
	return record_get(roc->session, "findings", finding->id, field);
}

/* The state's days: due, completed, and the two clocks. */
static void
add_days(const struct roc *roc, const struct finding *finding)
{
	roc_pair_day(roc, _("Due"), finding->due);
	roc_pair_day(roc, _("Completed"), finding->completed);
	if (!finding->open)
		return;
	roc_pair_day(roc, _("New evidence counts until"),
	    finding_window(roc->desk, finding));
	roc_pair_day(roc, _("The plan may run until"),
	    finding_limit(roc->desk, finding));
	if (finding->overdue)
		doc_text(roc->doc, _("This deficiency is overdue."));
}

static void
add_finding(const struct roc *roc, const struct finding *finding)
{
	const char *text = about_text(roc, finding->about);
	char *anchor = xasprintf("_%s", finding->name);
	struct str title = { 0 };

	str_printf(&title, "%s%s", finding->name, finding->about ? " " : "");
	roc_about_add(roc, finding->about, &title);
	doc_heading(roc->doc, 3, anchor, str_text(&title));
	if (finding->control != CATALOG_NONE)
		roc_pair_text(
		    roc, _("Control"), roc_name(roc, finding->control));
	roc_pair_text(roc, _("What fails"), text);
	roc_pair_text(
	    roc, _("State"), finding->state ? _(finding->state) : NULL);
	roc_pair_text(roc, _("Condition"), finding->condition);
	roc_pair_text(roc, _("Cause"), finding_field(roc, finding, "cause"));
	roc_pair_text(roc, _("Evidence"), finding->evidence);
	roc_pair_text(roc, _("Impact"), finding->impact);
	roc_pair_text(roc, _("Likelihood"),
	    finding->likelihood ? _(finding->likelihood) : NULL);
	pair_words(roc, _("Affects"), finding->affects);
	roc_pair_text(roc, _("Recommendation"), finding->recommendation);
	pair_person(roc, _("Owner"), finding->owner);
	roc_pair_text(roc, _("Plan"), finding->plan);
	add_days(roc, finding);
	if (!roc->client && finding_field(roc, finding, "told"))
		doc_pair(roc->doc, _("Told to the client"), _("yes"));
	free(anchor);
	str_done(&title);
}

static void
add_row(const struct roc *roc, const struct finding *finding)
{
	bool linked = roc->view->depth != REPORT_SUMMARY;
	char *anchor = xasprintf("_%s", finding->name);
	struct str about = { 0 };

	roc_about_add(roc, finding->about, &about);
	if (linked)
		doc_cell_link(roc->doc, anchor, finding->name);
	else
		doc_cell(roc->doc, finding->name);
	doc_cell(roc->doc, str_text(&about));
	roc_cell_text(roc, finding->condition);
	roc_cell_text(roc, finding->likelihood ? _(finding->likelihood) : NULL);
	if (finding->overdue) {
		struct str text = { 0 };

		/* TRANSLATORS: the state of a deficiency: "draft, overdue" */
		str_printf(&text, _("%s, overdue"), _(finding->state));
		doc_cell_tone(roc->doc, DOC_BAD, str_text(&text));
		str_done(&text);
	} else {
		doc_cell_tone(roc->doc, finding->open ? DOC_WARN : DOC_GOOD,
		    _(finding->state));
	}
	roc_cell_day(roc, finding->due);
	free(anchor);
	str_done(&about);
}

/* What could become a deficiency and nothing is recorded of. */
static void
add_candidates(const struct roc *roc)
{
	struct str names = { 0 };

	for (size_t i = 0; i < roc->findings.count; i++) {
		const struct finding *f = &roc->findings.items[i];

		if (f->id || !roc_has_finding(roc, f))
			continue;
		str_add(&names, names.len ? ", " : "");
		if (f->artifact)
			str_add(&names, f->artifact);
		else if (f->about)
			roc_about_add(roc, f->about, &names);
		else if (f->control != CATALOG_NONE)
			str_add(&names, roc_id(roc, f->control));
	}
	roc_pair_text(roc, _("Deficient or not available, without a record"),
	    str_text(&names));
	str_done(&names);
}

void
roc_deficiencies(const struct roc *roc)
{
	const struct doc_column columns[] = {
		{ _("No."), DOC_LEFT, 8 },
		{ _("About"), DOC_LEFT, 16 },
		{ _("Condition"), DOC_LEFT, 40 },
		{ _("Likelihood"), DOC_LEFT, 10 },
		{ _("State"), DOC_LEFT, 14 },
		{ _("Due"), DOC_LEFT, 12 },
	};
	size_t count = 0;

	for (size_t i = 0; i < roc->findings.count; i++) {
		if (!is_shown(roc, &roc->findings.items[i]))
			continue;
		if (!count++)
			doc_table(roc->doc, _("All deficiencies"), columns, 6);
		add_row(roc, &roc->findings.items[i]);
	}
	if (count)
		doc_table_end(roc->doc);
	else
		doc_text(roc->doc, _("No deficiency is recorded."));
	add_candidates(roc);
	for (size_t i = 0; i < roc->findings.count; i++)
		if (roc->view->depth != REPORT_SUMMARY &&
		    is_shown(roc, &roc->findings.items[i]))
			add_finding(roc, &roc->findings.items[i]);
}

/* The seven fields of CDPAS 9.1. */
static void
add_plan(const struct roc *roc, const struct finding *finding)
{
	char *owner = finding->owner ? roc_person(roc, finding->owner) : NULL;
	struct str about = { 0 }, affects = { 0 };

	str_printf(&about, "%s ", finding->name);
	roc_about_add(roc, finding->about, &about);
	add_words(finding->affects, &affects);
	doc_cell(roc->doc, str_text(&about));
	roc_cell_text(roc, finding->condition);
	doc_cell(roc->doc, str_text(&affects));
	roc_cell_text(roc, owner);
	roc_cell_text(roc, finding->plan);
	roc_cell_day(roc, finding->due);
	roc_cell_day(roc, finding->completed);
	free(owner);
	str_done(&about);
	str_done(&affects);
}

void
roc_poam(const struct roc *roc)
{
	const struct doc_column columns[] = {
		{ _("Deficient control"), DOC_LEFT, 14 },
		{ _("Description"), DOC_LEFT, 24 },
		{ _("Affects"), DOC_LEFT, 12 },
		{ _("Owner"), DOC_LEFT, 12 },
		{ _("Milestones and resources"), DOC_LEFT, 20 },
		{ _("Due"), DOC_LEFT, 9 },
		{ _("Completed"), DOC_LEFT, 9 },
	};
	size_t count = 0, open = 0, overdue = 0;

	for (size_t i = 0; i < roc->findings.count; i++) {
		const struct finding *f = &roc->findings.items[i];

		if (!is_shown(roc, f))
			continue;
		if (!count++)
			doc_table(roc->doc, _("Plan of action"), columns, 7);
		add_plan(roc, f);
		open += f->open;
		overdue += f->overdue;
	}
	if (!count) {
		doc_text(roc->doc, _("There is no deficiency to plan for."));
		return;
	}
	doc_table_end(roc->doc);
	roc_text(roc, _("%zu open, %zu of them overdue, %zu closed."), open,
	    overdue, count - open);
	roc_text(roc,
	    _("A plan is no evidence. What is open for more than %d days "
	      "counts as deficient unless it is justified."),
	    PLAN_DAYS);
}
