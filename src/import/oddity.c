/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The kinds of oddities, counted in words. */

#include <config.h>

#include "import/oddity.h"

#include "base/i18n.h"
#include "base/mem.h"

/* What the levels and the links between things have. */
static char *
content_text(enum oddity kind, size_t n)
{
	switch (kind) {
	case ODD_REFERENCE:
		return xasprintf(
		    /* TRANSLATORS: this and its like are lines of a list of
		     * what is odd about an imported document. */
		    ngettext("%zu reference to something that is not there",
		        "%zu references to things that are not there", n),
		    n);
	case ODD_ONE_WAY:
		return xasprintf(
		    ngettext("%zu link that only one of its ends knows",
		        "%zu links that only one of their ends knows", n),
		    n);
	case ODD_PARENT:
		return xasprintf(
		    ngettext("%zu id that does not match what it lies under",
		        "%zu ids that do not match what they lie under", n),
		    n);
	case ODD_DUPLICATE:
		return xasprintf(ngettext("%zu thing that was met before",
		                     "%zu things that were met before", n),
		    n);
	case ODD_CONTRADICTS:
		return xasprintf(
		    ngettext("%zu level that has no criteria and lists some",
		        "%zu levels that have no criteria and list some", n),
		    n);
	case ODD_LEVEL:
		return xasprintf(ngettext("%zu other doubt about a level",
		                     "%zu other doubts about levels", n),
		    n);
	default:
		return xasprintf(ngettext("%zu oddity of another kind",
		                     "%zu oddities of other kinds", n),
		    n);
	}
}

char *
oddity_text(enum oddity kind, size_t n)
{
	switch (kind) {
	case ODD_DATE:
		return xasprintf(ngettext("%zu date where an id should be",
		                     "%zu dates where ids should be", n),
		    n);
	case ODD_COLUMN:
		return xasprintf(
		    ngettext("%zu column, sheet or key not understood",
		        "%zu columns, sheets or keys not understood", n),
		    n);
	case ODD_NAME:
		return xasprintf(ngettext("%zu id or name that had to be made",
		                     "%zu ids or names that had to be made", n),
		    n);
	case ODD_VALUE:
		return xasprintf(ngettext("%zu value of no known kind left out",
		                     "%zu values of no known kind left out", n),
		    n);
	case ODD_SPLIT:
		return xasprintf(ngettext("%zu cell split with a doubt",
		                     "%zu cells split with a doubt", n),
		    n);
	case ODD_WITHDRAWN:
		return xasprintf(
		    ngettext("%zu control that is no longer in force",
		        "%zu controls that are no longer in force", n),
		    n);
	case ODD_PASSED_OVER:
		return xasprintf(ngettext("%zu file passed over",
		                     "%zu files passed over", n),
		    n);
	default:
		return content_text(kind, n);
	}
}
