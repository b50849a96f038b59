/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The levels of a control with their verdicts, and its criteria one by one. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/schema.h"
#include "model/session.h"
#include "report/roc_parts.h"

static const char *
verdict_name(const struct level_result *l)
{
	if (l->band && l->judged != ANSWER_UNKNOWN)
		return l->judged == ANSWER_YES ? _("judged: passes")
		                               : _("judged: fails");
	if (l->asks)
		return _("not judged yet");
	if (l->low_pass)
		return _("passes");
	return l->high_pass ? _("open") : _("fails");
}

static enum doc_tone
verdict_tone(const struct level_result *l)
{
	if (l->low_pass)
		return DOC_GOOD;
	return l->high_pass ? DOC_QUIET : DOC_BAD;
}

/* A level without criteria: since it defers, or has none. */
static void
cell_absent(const struct roc *roc, size_t control, int level)
{
	size_t row = catalog_control_level(roc->catalog, control, level);
	int defers = row == CATALOG_NONE
	                 ? -1
	                 : catalog_number(roc->catalog, CLEVEL_DEFERS_TO, row);

	doc_cell(roc->doc, "-");
	if (defers >= 0)
		roc_cell(
		    roc, _("as level %d; has no criteria of its own"), defers);
	else
		doc_cell(roc->doc, _("has no criteria"));
	doc_cell(roc->doc, "");
}

static void
add_level(const struct roc *roc, size_t control, int level)
{
	const struct level_result *l =
	    &desk_rating(roc->desk, control)->maturity.levels[level];
	struct str name = { 0 };

	roc_level_add(roc, level, &name);
	doc_cell(roc->doc, str_text(&name));
	str_done(&name);
	if (!l->count) {
		cell_absent(roc, control, level);
		return;
	}
	if (l->applicable)
		/* TRANSLATORS: criteria met, applicable, and the share */
		roc_cell(roc, _("%zu of %zu, %d %%"), l->met, l->applicable,
		    l->percent);
	else
		doc_cell(roc->doc, _("none applicable"));
	doc_cell_tone(roc->doc, verdict_tone(l), verdict_name(l));
	roc_cell_text(roc,
	    l->judged == ANSWER_UNKNOWN
	        ? NULL
	        : roc_why(roc, "%s/judged/%d", roc_id(roc, control), level));
}

void
roc_levels(const struct roc *roc, size_t control)
{
	const struct doc_column columns[] = {
		{ _("Level"), DOC_LEFT, 30 },
		{ _("Criteria met"), DOC_LEFT, 20 },
		{ _("Verdict"), DOC_LEFT, 20 },
		{ _("Reason of the judgement"), DOC_LEFT, 30 },
	};
	const char *id = roc_id(roc, control);
	const char *performed = session_getf(roc->session, "%s/performed", id);

	if (performed)
		doc_pair(roc->doc, _("Performed at all"), _(performed));
	if (!catalog_control_criteria(roc->catalog, control))
		return;
	if (!roc->full && !desk_rating(roc->desk, control)->answered)
		return;
	doc_table(roc->doc, _("Levels"), columns, 4);
	for (int i = 1; i <= catalog_scale_top(roc->catalog); i++)
		add_level(roc, control, i);
	doc_table_end(roc->doc);
}

/* A criterion's text and what hangs below it. */
static void
cell_criterion(const struct roc *roc, size_t row)
{
	const struct catalog *c = roc->catalog;
	size_t language = roc->desk->language;
	struct str text = { 0 };

	str_add(&text, catalog_text(c, CRITERION_TEXT, row, language));
	for (size_t i = 0; i < catalog_count(c, CRITERION_SUB, row); i++)
		str_printf(&text, "; %s",
		    catalog_item(c, CRITERION_SUB, row, i, language));
	if (catalog_number(c, CRITERION_ANCHOR, row) == 1)
		/* TRANSLATORS: of a criterion without which its level fails */
		str_add(&text, _(" (mandatory)"));
	doc_cell(roc->doc, str_text(&text));
	str_done(&text);
}

/* The reason, and where the answer was copied from. */
static void
cell_remarks(const struct roc *roc, size_t control, int level, size_t row)
{
	char *path = path_criterion(roc_id(roc, control), level,
	    catalog_string(roc->catalog, CRITERION_KEY, row), "state");
	const struct entry *entry = session_entry(roc->session, path);
	struct str text = { 0 };

	if (entry && entry->why)
		str_add(&text, entry->why);
	free(path);
	path = path_criterion(roc_id(roc, control), level,
	    catalog_string(roc->catalog, CRITERION_KEY, row), "copied");
	entry = session_entry(roc->session, path);
	if (entry)
		/* TRANSLATORS: where an answer comes from */
		str_printf(&text, _("%scopied from %s, not confirmed yet"),
		    text.len ? "; " : "", entry->value);
	free(path);
	doc_cell(roc->doc, str_text(&text));
	str_done(&text);
}

static const enum doc_tone state_tones[STATE_COUNT] = {
	[STATE_UNASSESSED] = DOC_QUIET,
	[STATE_MET] = DOC_GOOD,
	[STATE_EXCEEDED] = DOC_GOOD,
	[STATE_PARTIAL] = DOC_WARN,
	[STATE_NOT_MET] = DOC_BAD,
	[STATE_NOT_APPLICABLE] = DOC_QUIET,
};

static void
add_criterion(const struct roc *roc, struct spot spot)
{
	size_t row = desk_criterion(roc->desk, spot);
	enum criterion_state state = desk_state(roc->desk, spot);

	roc_cell(roc, "%d.%zu", spot.level, spot.item + 1);
	cell_criterion(roc, row);
	doc_cell_tone(
	    roc->doc, state_tones[state], _(criterion_state_word(state)));
	cell_remarks(roc, spot.control, spot.level, row);
}

void
roc_criteria(const struct roc *roc, size_t control)
{
	const struct doc_column columns[] = {
		/* TRANSLATORS: a criterion's number */
		{ _("No."), DOC_LEFT, 6 },
		{ _("Criterion"), DOC_LEFT, 52 },
		{ _("State"), DOC_LEFT, 14 },
		{ _("Reason"), DOC_LEFT, 28 },
	};
	const struct catalog *c = roc->catalog;
	bool any = false;

	for (size_t i = 0; i < catalog_count(c, CONTROL_LEVELS, control); i++) {
		size_t level = catalog_child(c, CONTROL_LEVELS, control, i);
		struct spot spot = { SPOT_CRITERION, control,
			catalog_number(c, CLEVEL_LEVEL, level), 0 };
		size_t count = catalog_count(c, CLEVEL_CRITERIA, level);

		for (; spot.item < count; spot.item++) {
			if (!roc->full &&
			    desk_state(roc->desk, spot) == STATE_UNASSESSED)
				continue;
			if (!any)
				doc_table(roc->doc, _("Criteria"), columns, 4);
			any = true;
			add_criterion(roc, spot);
		}
	}
	if (any)
		doc_table_end(roc->doc);
}
