/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The controls one by one, by domain, in the order of the pack's tree. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "report/roc_parts.h"

/* What the report says a control stands at, by area. */
static void
add_overview(const struct roc *roc)
{
	const struct doc_column columns[] = {
		{ _("Control"), DOC_LEFT, 12 },
		{ _("Title"), DOC_LEFT, 38 },
		{ _("Designation"), DOC_LEFT, 20 },
		{ _("Derived"), DOC_CENTRE, 0 },
		{ _("Supported"), DOC_CENTRE, 0 },
		{ _("Concluded"), DOC_CENTRE, 0 },
		{ _("Target"), DOC_CENTRE, 0 },
	};
	static const enum doc_tone tones[DESIGNATION_COUNT] = {
		[DESIGNATION_NONE] = DOC_QUIET,
		[DESIGNATION_SATISFACTORY] = DOC_GOOD,
		[DESIGNATION_DEFICIENT] = DOC_BAD,
		[DESIGNATION_ALTERNATIVE] = DOC_WARN,
		[DESIGNATION_NOT_APPLICABLE] = DOC_QUIET
	};
	bool scaled = catalog_scale_top(roc->catalog) >= 0, any = false;

	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_CONTROL); i++) {
		const struct rating *r = desk_rating(roc->desk, i);
		const struct standing *s = desk_standing(roc->desk, i);
		const char *anchor = roc_anchor(roc, i);
		char derived[16];

		if (!anchor || !scope_is_in(&s->scope))
			continue;
		if (!any)
			doc_table(roc->doc, _("Controls at a glance"), columns,
			    scaled ? 7 : 3);
		any = true;
		doc_cell_link(roc->doc, anchor, roc_id(roc, i));
		doc_cell(roc->doc, roc_name(roc, i));
		doc_cell_tone(roc->doc, tones[s->designation],
		    _(designation_word(s->designation)));
		if (!scaled)
			continue;
		standing_derived_text(&r->maturity, derived);
		doc_cell(roc->doc, derived);
		if (r->maturity.touched && r->supported >= 0)
			roc_cell(roc, "%d", r->supported);
		else
			doc_cell(roc->doc, "-");
		if (s->concluded >= 0)
			roc_cell(roc, "%d", s->concluded);
		else
			doc_cell(roc->doc, "-");
		if (r->target_effective >= 0)
			roc_cell(roc, "%d", r->target_effective);
		else
			doc_cell(roc->doc, "-");
	}
	if (any)
		doc_table_end(roc->doc);
}

/* Controls that have no details, since there are none. */
static void
add_untouched(const struct roc *roc)
{
	struct str ids = { 0 };

	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_CONTROL); i++)
		if (report_has(roc->view, i) && !roc_anchor(roc, i) &&
		    scope_is_in(&desk_standing(roc->desk, i)->scope))
			roc_join(&ids, roc_id(roc, i));
	roc_pair_text(roc, _("In scope, nothing recorded"), str_text(&ids));
	str_done(&ids);
}

void
roc_controls(const struct roc *roc)
{
	const struct outline *outline = &roc->desk->outline;
	size_t domain = CATALOG_NONE;

	if (!roc_is_one(roc)) {
		add_overview(roc);
		add_untouched(roc);
	}
	for (size_t i = 0; i < outline->count; i++) {
		const struct outline_node *node = &outline->nodes[i];

		if (node->kind == OUTLINE_DOMAIN || !roc_anchor(roc, node->row))
			continue;
		size_t own =
		    catalog_ref(roc->catalog, CONTROL_DOMAIN, node->row);

		if (own != domain && own != CATALOG_NONE)
			doc_heading(roc->doc, 3, NULL,
			    catalog_text(roc->catalog, DOMAIN_NAME, own,
			        roc->desk->language));
		domain = own;
		roc_control(roc, node->row);
	}
}
