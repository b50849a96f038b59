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
	{ "journal", N_("Journal"), '9', { &journal_ops }, layout_single },
};

size_t
views_count(void)
{
	return sizeof(views) / sizeof(*views);
}
