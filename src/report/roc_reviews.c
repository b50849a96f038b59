/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The record of the peer review (CDPAS 7.2). */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

static const char *
review_name(enum review_state state)
{
	switch (state) {
	case REVIEW_OPEN:
		return _("open");
	case REVIEW_RETURNED:
		return _("returned");
	case REVIEW_APPROVED:
		return _("approved");
	case REVIEW_NONE:
		break;
	}
	return "";
}

static void
add_review(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);
	char *path = xasprintf("reviews/%s/state", roc_id(roc, control));
	const struct entry *entry = session_entry(roc->session, path);
	struct str by = { 0 };

	if (entry)
		roc_commit_add(roc, entry->seq, &by);
	doc_cell(roc->doc, roc_id(roc, control));
	doc_cell(roc->doc, review_name(s->review));
	doc_cell(roc->doc, str_text(&by));
	if (!roc->client)
		roc_cell_text(roc, s->review_comment);
	free(path);
	str_done(&by);
}

static void
add_overrides(const struct roc *roc)
{
	struct str ids = { 0 };

	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_CONTROL); i++)
		if (report_has(roc->view, i) &&
		    desk_standing(roc->desk, i)->warnings & WARN_OVERRIDE)
			roc_join(&ids, roc_id(roc, i));
	roc_pair_text(
	    roc, _("Upward overrides put before the reviewer"), str_text(&ids));
	str_done(&ids);
}

void
roc_reviews(const struct roc *roc)
{
	const struct doc_column columns[] = {
		{ _("Control"), DOC_LEFT, 15 },
		{ _("State"), DOC_LEFT, 15 },
		{ _("By, on"), DOC_LEFT, 25 },
		{ _("Comment"), DOC_LEFT, 45 },
	};
	size_t by[REVIEW_APPROVED + 1] = { 0 }, shown = 0;

	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_CONTROL); i++) {
		enum review_state state = desk_standing(roc->desk, i)->review;

		if (!report_has(roc->view, i) || state == REVIEW_NONE)
			continue;
		if (!shown++)
			doc_table(roc->doc, _("Reviews"), columns,
			    roc->client ? 3 : 4);
		by[state]++;
		add_review(roc, i);
	}
	if (shown) {
		doc_table_end(roc->doc);
		roc_pair(roc, _("Controls"),
		    _("%zu approved, %zu returned, %zu open"),
		    by[REVIEW_APPROVED], by[REVIEW_RETURNED], by[REVIEW_OPEN]);
	} else {
		doc_text(roc->doc, _("No peer review is recorded."));
	}
	add_overrides(roc);
}
