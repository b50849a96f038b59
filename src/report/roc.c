/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The report on conformity: its sections in order, and what they read. */

#include <config.h>

#include "report/roc.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* Where a section stands besides the report on everything. */
enum { IN_SUMMARY = 1, IN_CONTROL = 2, IN_DOMAIN = 4 };

struct section {
	const char *anchor; /* no pack has such an id; NULL: goes on from
	                       the title */
	const char *title;
	unsigned in;
	void (*write)(const struct roc *roc);
};
static const struct section sections[] = {
	{ NULL, NULL, IN_SUMMARY | IN_CONTROL | IN_DOMAIN, roc_facts },
	{ "_summary", N_("Executive summary"), IN_SUMMARY | IN_DOMAIN,
	    roc_summary },
	{ "_scope", N_("Statement of applicability"), IN_DOMAIN, roc_scope },
	{ "_controls", N_("Controls"), IN_CONTROL | IN_DOMAIN, roc_controls },
	{ "_deficiencies", N_("Deficiencies"),
	    IN_SUMMARY | IN_CONTROL | IN_DOMAIN, roc_deficiencies },
	{ "_recommendations", N_("Recommendations"), IN_CONTROL | IN_DOMAIN,
	    roc_remedies },
	{ "_evidence", N_("Evidence register"), IN_CONTROL | IN_DOMAIN,
	    roc_evidence },
	{ "_plan", N_("Plan of action and milestones"), IN_CONTROL | IN_DOMAIN,
	    roc_poam },
	{ "_review", N_("Peer review"), IN_DOMAIN, roc_reviews },
	{ "_limitations", N_("Limitations"), IN_CONTROL | IN_DOMAIN,
	    roc_limits },
	{ "_response", N_("Response of the organization"), 0, roc_response },
	{ "_attribution", N_("Source of the content"), IN_CONTROL | IN_DOMAIN,
	    roc_attribution },
};

static bool
section_stands(const struct roc *roc, const struct section *section)
{
	const struct report_view *view = roc->view;

	if (view->depth == REPORT_SUMMARY && !(section->in & IN_SUMMARY))
		return false;
	if (view->control != CATALOG_NONE)
		return section->in & IN_CONTROL;
	return view->domain == CATALOG_NONE || section->in & IN_DOMAIN;
}

static void
chain_init(struct roc_chain *chain, size_t rows, size_t items)
{
	chain->first = xmalloc((rows + 1) * sizeof(size_t));
	chain->next = xmalloc((items + 1) * sizeof(size_t));
	for (size_t i = 0; i <= rows; i++)
		chain->first[i] = CATALOG_NONE;
}

/* Items are put in from the last to the first, so that they come out in
 * order. */
static void
chain_put(struct roc_chain *chain, size_t row, size_t item)
{
	chain->next[item] = CATALOG_NONE;
	if (row == CATALOG_NONE)
		return;
	chain->next[item] = chain->first[row];
	chain->first[row] = item;
}

static void
chain_done(struct roc_chain *chain)
{
	free(chain->first);
	free(chain->next);
}

/* The control that "OPS-03/criteria/..." speaks of. */
static size_t
control_of(const struct roc *roc, const char *about)
{
	size_t found = CATALOG_NONE;

	if (about) {
		char *id = xstrndup(about, strcspn(about, "/"));

		found = catalog_find(roc->catalog, TABLE_CONTROL, id);
		free(id);
	}
	return found;
}

static void
read_samples(struct roc *roc)
{
	struct roc_samples *list = &roc->samples;
	struct record_walk walk;
	struct record record;

	record_walk_begin(roc->session, "samples", &walk);
	while (record_walk_next(&walk, &record)) {
		list->items = mem_grow(list->items, &list->capacity,
		    list->count + 1, sizeof(*list->items));
		list->items[list->count++] = record;
	}
	chain_init(&roc->of_sample, catalog_rows(roc->catalog, TABLE_OBJECTIVE),
	    list->count);
	for (size_t i = list->count; i-- > 0;) {
		const char *id = record_value(&list->items[i], "objective");

		chain_put(&roc->of_sample,
		    id ? catalog_find(roc->catalog, TABLE_OBJECTIVE, id)
		       : CATALOG_NONE,
		    i);
	}
}

static void
read_session(struct roc *roc)
{
	size_t controls = catalog_rows(roc->catalog, TABLE_CONTROL);

	summary_init(&roc->summary, roc->desk);
	findings_list(roc->desk, true, &roc->findings);
	chain_init(&roc->of_finding, controls, roc->findings.count);
	for (size_t i = roc->findings.count; i-- > 0;)
		chain_put(&roc->of_finding, roc->findings.items[i].control, i);
	statements_list(roc->session, NULL, &roc->statements);
	chain_init(&roc->of_statement, controls, roc->statements.count);
	for (size_t i = roc->statements.count; i-- > 0;)
		chain_put(&roc->of_statement,
		    control_of(roc, roc->statements.items[i].about), i);
	read_samples(roc);
}

static void
forget(struct roc *roc)
{
	summary_done(&roc->summary);
	findings_done(&roc->findings);
	statements_done(&roc->statements);
	chain_done(&roc->of_finding);
	chain_done(&roc->of_statement);
	chain_done(&roc->of_sample);
	free(roc->samples.items);
}

void
roc_title(const struct report_view *view, struct str *out)
{
	const struct session *session = view->desk->session;
	const char *name = session_get(session, "session/title");

	if (!name)
		name = session_get(session, "session/client");
	/* TRANSLATORS: the document's title; %s is the assessment's */
	if (name)
		str_printf(out, _("Report on conformity: %s"), name);
	else
		str_add(out, _("Report on conformity"));
}

void
roc_write(const struct report_view *view, struct doc *doc)
{
	struct roc roc = { .view = view,
		.desk = view->desk,
		.catalog = view->desk->catalog,
		.session = view->desk->session,
		.doc = doc,
		.client = view->client,
		.full = view->depth == REPORT_FULL };
	struct str title = { 0 };

	read_session(&roc);
	roc_title(view, &title);
	doc_heading(doc, 1, NULL, str_text(&title));
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
		const struct section *section = &sections[i];

		if (!section_stands(&roc, section))
			continue;
		if (section->title) {
			doc_page(doc);
			doc_heading(doc, 2, section->anchor, _(section->title));
		}
		section->write(&roc);
	}
	str_done(&title);
	forget(&roc);
}
