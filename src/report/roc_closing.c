/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The last pages: room for the organization's answer, and whose content the
 * assessment used. */

#include <config.h>

#include "base/i18n.h"
#include "model/catalog.h"
#include "report/roc_parts.h"

/* Lines to write on. */
static const char line[] = "........................................";

void
roc_response(const struct roc *roc)
{
	static const char *const labels[] = { N_("Name"), N_("Position"),
		N_("Date"), N_("Signature") };
	const struct doc_column columns[] = {
		{ _("Control or deficiency"), DOC_LEFT, 20 },
		/* TRANSLATORS: does the client agree with a finding? */
		{ _("Accepted or challenged"), DOC_LEFT, 20 },
		{ _("Response, and evidence offered"), DOC_LEFT, 60 },
	};
	enum { LINES = 6 };

	doc_text(roc->doc,
	    _("The organization may accept or challenge each finding here. A "
	      "challenge names what is challenged, why, and the evidence for "
	      "it."));
	doc_table(roc->doc, _("Response"), columns, 3);
	for (size_t i = 0; i < LINES; i++)
		for (size_t k = 0; k < 3; k++)
			doc_cell(roc->doc, "");
	doc_table_end(roc->doc);
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		doc_pair(roc->doc, _(labels[i]), line);
}

void
roc_attribution(const struct roc *roc)
{
	const struct catalog *c = roc->catalog;
	size_t source = catalog_ref(c, PACK_SOURCE, 0);

	/* TRANSLATORS: a pack's title and version */
	roc_pair(roc, _("Content"), _("%s, version %s"),
	    catalog_text(c, PACK_TITLE, 0, roc->desk->language),
	    catalog_string(c, PACK_VERSION, 0));
	if (source != CATALOG_NONE) {
		roc_pair_text(
		    roc, _("Source"), catalog_string(c, SOURCE_NAME, source));
		roc_pair_text(
		    roc, _("Address"), catalog_string(c, SOURCE_URL, source));
		roc_pair_text(roc, _("Attribution"),
		    catalog_text(
		        c, SOURCE_ATTRIBUTION, source, roc->desk->language));
	}
	roc_pair_text(roc, _("Licence"), catalog_string(c, PACK_LICENCE, 0));
	doc_quiet(roc->doc,
	    _("The words of controls, criteria and objectives are those of "
	      "the content, unchanged. Designations, levels and notes are "
	      "the assessors'."));
}
