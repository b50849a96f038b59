/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the report does not say, counted: each sentence stands only where it is
 * true. */

#include <config.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "model/session.h"
#include "report/roc_parts.h"

/* Sums over the controls the report is about. */
struct limits {
	size_t controls, untouched, unrated, unconcluded, out, open;
	size_t copied, recheck, stale, overrides, unsupported, judgements,
	    methods, declarations, left_out, unanswered, unreviewed;
};

static void
count_control(const struct roc *roc, size_t control, struct limits *l)
{
	const struct rating *r = desk_rating(roc->desk, control);
	const struct standing *s = desk_standing(roc->desk, control);

	l->out += !scope_is_in(&s->scope);
	if (!standing_counts(s))
		return;
	l->controls++;
	l->untouched += !roc_touched(roc, control);
	l->open += s->designation == DESIGNATION_NONE;
	l->copied += s->copied;
	l->recheck += s->recheck;
	l->left_out += s->other_rigor + s->other_framework;
	l->methods += (s->warnings & WARN_METHODS) != 0;
	l->declarations +=
	    (s->warnings & (WARN_DECLARATION | WARN_ATTESTATION)) != 0;
	if (r->supported < 0)
		return;
	l->unrated += r->maturity.low != r->maturity.high && s->concluded < 0;
	l->unconcluded += s->concluded < 0;
	l->unanswered += r->left;
	l->stale += s->stale;
	l->overrides += s->above_derived;
	l->unsupported += s->concluded > r->supported;
	l->unreviewed += s->concluded >= 0 && s->review != REVIEW_APPROVED;
	for (int i = 1; i < MATURITY_LEVELS; i++)
		l->judgements += r->maturity.levels[i].asks;
}

static void
say_scope(const struct roc *roc, const struct limits *l)
{
	if (l->out)
		roc_item(roc,
		    ngettext(
		        "%zu control is out of scope and was not assessed.",
		        "%zu controls are out of scope and were not assessed.",
		        l->out),
		    l->out);
	if (l->untouched)
		roc_item(roc,
		    ngettext("Of %zu control in scope nothing is recorded.",
		        "Of %zu controls in scope nothing is recorded.",
		        l->untouched),
		    l->untouched);
	if (l->open)
		roc_item(roc,
		    ngettext("%zu control in scope has no designation.",
		        "%zu controls in scope have no designation.", l->open),
		    l->open);
	if (l->left_out)
		roc_item(roc,
		    ngettext("%zu objective of a higher rigor, or of a "
		             "framework out "
		             "of scope, is left out.",
		        "%zu objectives of a higher rigor, or of a framework "
		        "out of "
		        "scope, are left out.",
		        l->left_out),
		    l->left_out);
}

static void
say_levels(const struct roc *roc, const struct limits *l)
{
	if (l->unrated)
		roc_item(roc,
		    ngettext(
		        "The level of %zu control in scope is not settled by "
		        "its answers.",
		        "The levels of %zu controls in scope are not settled "
		        "by "
		        "their answers.",
		        l->unrated),
		    l->unrated);
	if (l->unconcluded)
		roc_item(roc,
		    ngettext("%zu control in scope has no concluded level and "
		             "is not "
		             "in the average.",
		        "%zu controls in scope have no concluded level and are "
		        "not "
		        "in the average.",
		        l->unconcluded),
		    l->unconcluded);
	if (l->unanswered)
		roc_item(roc,
		    ngettext("%zu criterion was not answered.",
		        "%zu criteria were not answered.", l->unanswered),
		    l->unanswered);
	if (l->judgements)
		roc_item(roc,
		    ngettext("%zu level waits for the assessor's judgement.",
		        "%zu levels wait for the assessor's judgement.",
		        l->judgements),
		    l->judgements);
	if (l->stale)
		roc_item(roc,
		    ngettext(
		        "%zu concluded level is stale: answers or evidence "
		        "changed after it was concluded.",
		        "%zu concluded levels are stale: answers or evidence "
		        "changed "
		        "after they were concluded.",
		        l->stale),
		    l->stale);
	if (l->overrides)
		roc_item(roc,
		    ngettext(
		        "%zu level is concluded above what the answers derive.",
		        "%zu levels are concluded above what the answers "
		        "derive.",
		        l->overrides),
		    l->overrides);
	if (l->unsupported)
		roc_item(roc,
		    ngettext(
		        "%zu concluded level is above what accepted evidence "
		        "supports.",
		        "%zu concluded levels are above what accepted evidence "
		        "supports.",
		        l->unsupported),
		    l->unsupported);
}

static void
say_answers(const struct roc *roc, const struct limits *l)
{
	if (l->copied)
		roc_item(roc,
		    ngettext(
		        "%zu answer was copied from another control and is not "
		        "confirmed.",
		        "%zu answers were copied from other controls and are "
		        "not "
		        "confirmed.",
		        l->copied),
		    l->copied);
	if (l->recheck)
		roc_item(roc,
		    ngettext("%zu of the copied answers differs from its "
		             "source now.",
		        "%zu of the copied answers differ from their sources "
		        "now.",
		        l->recheck),
		    l->recheck);
	if (l->methods)
		roc_item(roc,
		    ngettext("Fewer methods than the rigor asks for are "
		             "recorded for "
		             "%zu control.",
		        "Fewer methods than the rigor asks for are recorded "
		        "for %zu "
		        "controls.",
		        l->methods),
		    l->methods);
	if (l->declarations)
		roc_item(roc,
		    ngettext(
		        "%zu control rests on a declaration that is undated, "
		        "incomplete or older than 12 months.",
		        "%zu controls rest on a declaration that is undated, "
		        "incomplete or older than 12 months.",
		        l->declarations),
		    l->declarations);
	if (l->unreviewed)
		roc_item(roc,
		    ngettext(
		        "%zu concluded level has not passed a peer review.",
		        "%zu concluded levels have not passed a peer review.",
		        l->unreviewed),
		    l->unreviewed);
}

/* What is so for the session as a whole. */
static void
say_session(const struct roc *roc)
{
	const struct artifacts *all = desk_artifacts(roc->desk);
	size_t waiting = 0, drafts = 0;
	size_t orphans = session_orphans(roc->session, roc->catalog);

	if (!session_get(roc->session, "session/testing/authorized"))
		doc_item(roc->doc, 0,
		    _("No authorization for testing is recorded; no test was "
		      "carried out under one."));
	for (size_t i = 0; all && i < artifacts_count(all); i++) {
		const struct artifact *a = artifacts_at(all, i);

		waiting += a->state != EVIDENCE_NOT_REQUESTED &&
		           artifact_group(a->state) != ARTIFACT_FINISHED &&
		           roc_has_artifact(roc, a);
	}
	if (waiting)
		roc_item(roc,
		    ngettext(
		        "%zu item of evidence is outstanding, rejected or not "
		        "reviewed.",
		        "%zu items of evidence are outstanding, rejected or "
		        "not "
		        "reviewed.",
		        waiting),
		    waiting);
	for (size_t i = 0; i < roc->findings.count; i++)
		drafts += roc->findings.items[i].id &&
		          str_equal(roc->findings.items[i].state, "draft") &&
		          roc_has_finding(roc, &roc->findings.items[i]);
	if (drafts)
		roc_item(roc,
		    ngettext("%zu deficiency is a draft and not confirmed.",
		        "%zu deficiencies are drafts and not confirmed.",
		        drafts),
		    drafts);
	if (orphans && roc_is_whole(roc))
		roc_item(roc,
		    ngettext("%zu record belongs to content this version of "
		             "the pack "
		             "does not have; it is kept and not reported.",
		        "%zu records belong to content this version of the "
		        "pack does "
		        "not have; they are kept and not reported.",
		        orphans),
		    orphans);
}

void
roc_limits(const struct roc *roc)
{
	struct limits l = { 0 };

	for (size_t i = 0; i < catalog_rows(roc->catalog, TABLE_CONTROL); i++)
		if (report_has(roc->view, i))
			count_control(roc, i, &l);
	doc_item(roc->doc, 0,
	    _("An assessment looks at samples of practice at one point in "
	      "time; it is no guarantee for what was not looked at or comes "
	      "later."));
	say_scope(roc, &l);
	say_levels(roc, &l);
	say_answers(roc, &l);
	say_session(roc);
	if (roc->client)
		doc_item(roc->doc, 0,
		    _("The assessors' private notes and statements are not "
		      "part of this copy."));
}
