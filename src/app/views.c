/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* THE list of views: a view is an arrangement of panes. */

#include <config.h>

#include "app/app_parts.h"
#include "base/i18n.h"

const struct view views[] = {
	{ "assess", N_("Assess"), '1',
	    { &tree_ops, &levels_ops, &evidence_ops, &notes_ops },
	    layout_assess },
	{ "interview", N_("Interview"), '2', { &interview_ops },
	    layout_single },
	{ "compare", N_("Compare"), '3', { &compare_ops }, layout_single },
	{ "evidence", N_("Evidence"), '4', { &register_ops }, layout_single },
	{ "objectives", N_("Objectives"), '5',
	    { &objectives_ops, &objective_detail_ops }, layout_objectives },
	{ "overview", N_("Overview"), '6', { &overview_ops }, layout_single },
	{ "findings", N_("Findings"), '7', { &findings_ops }, layout_single },
	{ "crosswalk", N_("Crosswalk"), '8', { &crosswalk_ops },
	    layout_single },
	{ "journal", N_("Journal"), '9', { &journal_ops }, layout_single },
	/* by name only: it stands in Interview's place for a while */
	{ "questionnaire", N_("Questionnaire"), '\0', { &questionnaire_ops },
	    layout_single },
};

size_t
views_count(void)
{
	return sizeof(views) / sizeof(*views);
}
