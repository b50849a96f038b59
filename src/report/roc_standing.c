/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Designation, Derived, Supported, Concluded and target of a control, each with
 * the rule that made it. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* The model's sentences speak to the assessor; where one says "you", the report
 * says it in its own words. */
static void
add_designation(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);
	struct str text = { 0 };

	if (scope_is_in(&s->scope) && !s->given && !s->objectives)
		str_add(&text, _("Not designated: no objective applies, and "
		                 "the assessor has recorded none."));
	else
		standing_explain(&roc->desk->frame, control, s, &text);
	doc_pair(roc->doc, _("Designation"), str_text(&text));
	str_done(&text);
}

void
roc_rule(const struct roc *roc, size_t control, struct str *out)
{
	const struct rating *r = desk_rating(roc->desk, control);
	const struct maturity *m = &r->maturity;
	const struct level_result *block = &m->levels[m->blocks];
	struct str raise = { 0 };

	if (m->blocks > 0 && m->performed == ANSWER_YES && block->asks) {
		/* TRANSLATORS: level, met, applicable, percent */
		str_printf(out,
		    _("Level %d: %zu of %zu met, %d %%: within the band in "
		      "which the assessor judges, and not judged yet."),
		    m->blocks, block->met, block->applicable, block->percent);
		return;
	}
	if (!m->blocks && m->touched && m->top_awardable &&
	    m->performed == ANSWER_YES) {
		str_add(out, _("All levels with criteria pass."));
		return;
	}
	rating_explain(roc->catalog, r, control, roc->session, out, &raise);
	str_done(&raise);
}

static void
add_derived(const struct roc *roc, size_t control)
{
	const struct rating *r = desk_rating(roc->desk, control);
	char level[16];
	struct str rule = { 0 };

	standing_derived_text(&r->maturity, level);
	roc_rule(roc, control, &rule);
	/* TRANSLATORS: a level or a range, and the rule that made it */
	roc_pair(roc, _("Derived"), _("%s. %s"), level, str_text(&rule));
	str_done(&rule);
}

static void
add_supported(const struct roc *roc, size_t control)
{
	const struct rating *r = desk_rating(roc->desk, control);

	if (!r->maturity.touched)
		return;
	if (r->supported == r->maturity.low)
		roc_pair(roc, _("Supported"),
		    r->supported <= 1
		        ? _("%d. Up to level 1 the answers themselves are "
		            "the support.")
		        : _("%d. Evidence accepted or viewed on site backs "
		            "what was answered."),
		    r->supported);
	else
		roc_pair(roc, _("Supported"),
		    _("%d. From level 2 on a met criterion counts only with "
		      "evidence accepted or viewed on site; some of them "
		      "have none."),
		    r->supported);
}

static void
add_concluded(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);
	const struct entry *entry;
	char *path;
	struct str level = { 0 }, by = { 0 };

	if (s->concluded < 0) {
		doc_pair(roc->doc, _("Concluded"), _("not yet"));
		return;
	}
	path = xasprintf("%s/concluded", roc_id(roc, control));
	entry = session_entry(roc->session, path);
	roc_level_add(roc, s->concluded, &level);
	if (entry)
		roc_commit_add(roc, entry->seq, &by);
	/* TRANSLATORS: a level, then by whom and when */
	roc_pair(
	    roc, _("Concluded"), _("%s (%s)"), str_text(&level), str_text(&by));
	if (entry)
		roc_pair_text(roc,
		    s->above_derived ? _("Reason for the override upward")
		    : s->off_supported
		        ? _("Reason why it is not the supported level")
		        : _("Reason"),
		    entry->why);
	free(path);
	str_done(&level);
	str_done(&by);
}

static void
add_target(const struct roc *roc, size_t control)
{
	const struct rating *r = desk_rating(roc->desk, control);
	const struct standing *s = desk_standing(roc->desk, control);
	struct str text = { 0 };

	if (r->target_effective < 0)
		return;
	roc_level_add(roc, r->target_effective, &text);
	if (r->target_effective > r->target_asked)
		str_printf(&text,
		    _("; asked was %d, raised to the next level that has "
		      "criteria"),
		    r->target_asked);
	else if (r->target_effective < r->target_asked)
		str_printf(&text,
		    _("; asked was %d, capped at the highest level that has "
		      "criteria"),
		    r->target_asked);
	if (s->gap == 0)
		str_add(&text, _("; reached"));
	else if (s->gap > 0)
		str_printf(&text,
		    ngettext("; %d level short", "; %d levels short",
		        (unsigned long)s->gap),
		    s->gap);
	doc_pair(roc->doc, _("Target"), str_text(&text));
	str_done(&text);
}

void
roc_standing(const struct roc *roc, size_t control)
{
	const struct standing *s = desk_standing(roc->desk, control);

	add_designation(roc, control);
	if (s->scope.state == SCOPE_INHERITED ||
	    s->scope.state == SCOPE_RECIPROCAL) {
		roc_pair_text(roc, _("Provider"), s->scope.provider);
		roc_pair_text(roc, _("Declared"), s->scope.declared);
	}
	if (standing_counts(s) &&
	    desk_rating(roc->desk, control)->supported >= 0) {
		add_derived(roc, control);
		add_supported(roc, control);
		add_concluded(roc, control);
		add_target(roc, control);
	}
	roc_pair_day(roc, _("Capability live since"), s->live_since);
}
