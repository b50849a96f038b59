/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The executive summary's charts. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/catalog.h"
#include "report/chart.h"
#include "report/roc_parts.h"

enum { HUNDRED = 100, RADAR_LEAST = 3, RADAR_MOST = 12 };

/* Hundredths of an average exactly as ratio_text has them; -1: none. */
static long
hundredths(struct ratio ratio)
{
	char text[32], *rest;

	ratio_text(ratio, text);
	if (!*text)
		return -1;
	long whole = strtol(text, &rest, 10);

	return whole * HUNDRED +
	       (*rest == '.' ? strtol(rest + 1, NULL, 10) : 0);
}

/* A point a domain at the top that has something to show. */
static size_t
domain_points(const struct roc *roc, struct chart_point *points)
{
	size_t count = 0;

	for (size_t i = 0; i < roc->summary.count; i++) {
		const struct rollup *r = &roc->summary.domains[i].rollup;
		long value = hundredths(r->average);
		int target = summary_target(roc->desk, i);

		if (roc->view->domain == CATALOG_NONE
		        ? catalog_ref(roc->catalog, DOMAIN_PARENT, i) !=
		              CATALOG_NONE
		        : i != roc->view->domain)
			continue;
		if (value < 0)
			continue;
		points[count++] = (struct chart_point){
			catalog_text(
			    roc->catalog, DOMAIN_NAME, i, roc->desk->language),
			value, target >= 0 ? (long)target * HUNDRED : -1,
			hundredths(r->attainable)
		};
	}
	return count;
}

static void
draw_domains(const struct roc *roc)
{
	struct chart_point *points =
	    xcalloc(roc->summary.count + 1, sizeof(*points));
	size_t count = domain_points(roc, points);
	struct str summary = { 0 };
	struct chart chart = { .kind = CHART_BARS,
		.title = _("Level against target by domain"),
		.points = points,
		.count = count,
		.most = (long)catalog_scale_top(roc->catalog) * HUNDRED,
		.decimals = 2 };
	size_t there = 0, targets = 0;

	for (size_t i = 0; i < count; i++) {
		targets += points[i].target >= 0;
		there += points[i].target >= 0 &&
		         points[i].value >= points[i].target;
	}
	if (targets)
		str_printf(&summary,
		    ngettext("%zu domain of %zu with a target has the average "
		             "asked for.",
		        "%zu domains of %zu with a target have the average "
		        "asked for.",
		        there),
		    there, targets);
	else
		str_add(&summary,
		    _("The weighted average of each domain with concluded "
		      "levels; no target is set."));
	chart.summary = str_text(&summary);
	if (count)
		doc_chart(roc->doc, &chart);
	chart.kind = CHART_RADAR;
	chart.title = _("Maturity profile");
	chart.summary = _("The weighted average of each domain on an axis of "
	                  "its own, with its target.");
	if (count >= RADAR_LEAST && count <= RADAR_MOST)
		doc_chart(roc->doc, &chart);
	free(points);
	str_done(&summary);
}

static void
draw_levels(const struct roc *roc)
{
	const struct rollup *r = &roc_sum(roc)->rollup;
	struct chart_point points[MATURITY_LEVELS];
	struct str labels[MATURITY_LEVELS] = { { 0 } };
	int top = catalog_scale_top(roc->catalog);
	struct str summary = { 0 };

	for (int i = 0; i <= top; i++) {
		roc_level_add(roc, i, &labels[i]);
		points[i] = (struct chart_point){ str_text(&labels[i]),
			(long)r->histogram[i], -1, -1 };
	}
	str_printf(&summary,
	    ngettext("%zu control is concluded; the columns say at which "
	             "level.",
	        "%zu controls are concluded; the columns say how many at "
	        "each level.",
	        r->concluded),
	    r->concluded);
	if (r->concluded)
		doc_chart(roc->doc, &(struct chart){ .kind = CHART_COLUMNS,
		                        .title = _("Concluded levels"),
		                        .summary = str_text(&summary),
		                        .points = points,
		                        .count = (size_t)top + 1,
		                        .most = (long)r->concluded });
	for (int i = 0; i <= top; i++)
		str_done(&labels[i]);
	str_done(&summary);
}

static void
draw_evidence(const struct roc *roc)
{
	const struct artifacts *all = desk_artifacts(roc->desk);
	size_t by[EVIDENCE_STATES] = { 0 }, total = 0, count = 0;
	struct chart_point points[EVIDENCE_STATES];
	struct str summary = { 0 };

	for (size_t i = 0; all && i < artifacts_count(all); i++) {
		const struct artifact *a = artifacts_at(all, i);

		if (artifact_in_scope(a, desk_standings(roc->desk)) &&
		    (roc_is_whole(roc) || roc_has_artifact(roc, a))) {
			by[a->state]++;
			total++;
		}
	}
	for (size_t i = 0; i < EVIDENCE_STATES; i++)
		if (by[i])
			points[count++] = (struct chart_point){
				_(evidence_state_word((enum evidence_state)i)),
				(long)by[i], -1, -1
			};
	str_printf(&summary,
	    ngettext("%zu item of evidence in scope; %zu accepted or viewed "
	             "on site.",
	        "%zu items of evidence in scope; %zu accepted or viewed on "
	        "site.",
	        total),
	    total, by[EVIDENCE_ACCEPTED] + by[EVIDENCE_VIEWED]);
	if (total)
		doc_chart(roc->doc, &(struct chart){ .kind = CHART_STACK,
		                        .title = _("Evidence by state"),
		                        .summary = str_text(&summary),
		                        .points = points,
		                        .count = count,
		                        .most = (long)total });
	str_done(&summary);
}

static void
draw_progress(const struct roc *roc)
{
	const struct catalog *c = roc->catalog;
	size_t by[PROGRESS_COUNT] = { 0 }, total = 0, count = 0;
	struct chart_point points[PROGRESS_COUNT];
	struct str summary = { 0 };

	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		const struct standing *s = desk_standing(roc->desk, i);

		if (!report_has(roc->view, i) || !standing_counts(s))
			continue;
		by[standing_progress(desk_rating(roc->desk, i), s)]++;
		total++;
	}
	for (size_t i = 0; i < PROGRESS_COUNT; i++)
		if (by[i])
			points[count++] = (struct chart_point){
				_(progress_word((enum progress)i)), (long)by[i],
				-1, -1
			};
	str_printf(&summary,
	    ngettext("%zu control in scope, by how far its assessment has "
	             "come.",
	        "%zu controls in scope, by how far their assessment has "
	        "come.",
	        total),
	    total);
	if (total)
		doc_chart(roc->doc, &(struct chart){ .kind = CHART_STACK,
		                        .title = _("Progress"),
		                        .summary = str_text(&summary),
		                        .points = points,
		                        .count = count,
		                        .most = (long)total });
	str_done(&summary);
}

void
roc_charts(const struct roc *roc)
{
	if (catalog_scale_top(roc->catalog) >= 0) {
		draw_domains(roc);
		draw_levels(roc);
	}
	draw_evidence(roc);
	if (catalog_scale_top(roc->catalog) >= 0)
		draw_progress(roc);
}
