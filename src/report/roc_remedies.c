/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What would bring each control to its target, where to begin first, with the
 * technology the content names for an organization of the client's size. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/gap.h"
#include "model/session.h"
#include "report/roc_parts.h"

static void
add_step(const struct roc *roc, const struct gap_step *step)
{
	size_t row = desk_criterion(roc->desk, step->spot);

	if (row != CATALOG_NONE)
		/* TRANSLATORS: a criterion's number, how it was answered, its
		   text */
		roc_item(roc, _("%d.%zu (%s): %s"), step->spot.level,
		    step->spot.item + 1, _(criterion_state_word(step->now)),
		    catalog_text(roc->catalog, CRITERION_TEXT, row,
		        roc->desk->language));
	else if (step->spot.kind == SPOT_PERFORMED)
		doc_item(roc->doc, 0, _("Perform it at all."));
	else
		roc_item(roc,
		    _("Level %d: no criterion applies; it is to be judged."),
		    step->spot.level);
}

/* The lines of the client's size. */
static void
add_technology(const struct roc *roc, size_t control)
{
	const struct catalog *c = roc->catalog;
	const char *size = session_get(roc->session, "session/size");
	struct str lines = { 0 };

	for (size_t i = 0;
	     size && i < catalog_count(c, CONTROL_SOLUTIONS, control); i++) {
		size_t row = catalog_child(c, CONTROL_SOLUTIONS, control, i);

		if (!str_equal(catalog_text(c, SOLUTION_SIZE, row, 0), size))
			continue;
		for (size_t k = 0; k < catalog_count(c, SOLUTION_LINES, row);
		     k++)
			str_printf(&lines, "%s%s", k ? "; " : "",
			    catalog_item(c, SOLUTION_LINES, row, k,
			        roc->desk->language));
	}
	roc_pair_text(roc, _("Technology to consider"), str_text(&lines));
	str_done(&lines);
}

static void
add_control(const struct roc *roc, size_t control)
{
	struct str title = { 0 };
	struct gap gap = { 0 };

	gap_find(roc->desk, control, &gap);
	/* TRANSLATORS: a control's id and title, the level it is at, the
	   target */
	str_printf(&title, _("%s %s: from %d to %d"), roc_id(roc, control),
	    roc_name(roc, control), gap.from, gap.effective);
	doc_heading(roc->doc, 3, NULL, str_text(&title));
	if (gap.count)
		doc_text(roc->doc,
		    _("The shortest way there is to meet these criteria, with "
		      "evidence:"));
	for (size_t i = 0; i < gap.count; i++)
		add_step(roc, &gap.steps[i]);
	if (!gap.count)
		doc_text(roc->doc,
		    _("The answers carry the target already; it waits for "
		      "the conclusion."));
	add_technology(roc, control);
	gap_done(&gap);
	str_done(&title);
}

void
roc_remedies(const struct roc *roc)
{
	size_t count = 0, shown = 0, left = 0;
	size_t *order = gap_order(roc->desk, &count);

	for (size_t i = 0; i < count; i++) {
		if (!report_has(roc->view, order[i]))
			continue;
		if (!roc_anchor(roc, order[i])) {
			left++;
			continue;
		}
		if (!shown++)
			doc_text(roc->doc,
			    _("Material controls stand first, then those with "
			      "the most weight times levels short of the "
			      "target."));
		add_control(roc, order[i]);
	}
	if (left)
		roc_text(roc,
		    ngettext("%zu control of which nothing is recorded has a "
		             "target too.",
		        "%zu controls of which nothing is recorded have a "
		        "target too.",
		        left),
		    left);
	if (!shown && !left)
		doc_text(roc->doc, _("No control in scope is below a target."));
	free(order);
}
