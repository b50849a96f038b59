/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Below the table: the signs, how many controls at which level, what is left
 * to do, and where most is to be gained. */

#include <config.h>

#include "panes/overview_lines.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/findings.h"
#include "model/people.h"
#include "panes/overview_rows.h"
#include "ui/canvas.h"

enum { WIDE = 110, VALUE = 19, VALUE_NARROW = 15, BAR_MOST = 8 };
/* Lines from which on the parts stand apart. */
enum { BLANK_FIRST = 7, BLANK_LEGEND = 8, LEGEND = 6 };

struct foot {
	struct overview_lines *lines;
	const struct overview_rows *rows;
	const struct desk *desk;
	bool wide;
	int line; /* the next free one */
};

static int
value_col(const struct foot *foot)
{
	return foot->wide ? VALUE : VALUE_NARROW;
}

static struct overview_piece *
add(struct foot *foot, int gap, enum role role, char *text)
{
	return overview_lines_take(foot->lines, gap, role, text);
}

static void
add_legend(struct foot *foot)
{
	struct overview_lines *lines = foot->lines;

	overview_lines_at(lines, foot->line, 1);
	overview_lines_sign(lines, 0, GLYPH_BAR);
	/* TRANSLATORS: what the signs of the bars mean */
	add(foot, 1, ROLE_QUIET, xstrdup(_("level held")));
	overview_lines_sign(lines, 3, GLYPH_WITHIN);
	add(foot, 1, ROLE_QUIET, xstrdup(_("within reach")));
	add(foot, 3, ROLE_TEXT, xstrdup("|"));
	add(foot, 1, ROLE_QUIET, xstrdup(_("target")));
	overview_lines_sign(lines, 3, GLYPH_UNASSESSED);
	add(foot, 1, ROLE_QUIET, xstrdup(_("can still be awarded")));
	add(foot, 3, ROLE_QUIET,
	    xstrdup(foot->rows->by_domain
	                ? _("W bars a better overall result")
	                : _("blank: the source has no criteria there")));
	foot->line++;
}

/* The largest count is the longest bar; what there is has a cell at least. */
static int
bar_cells(size_t count, size_t largest, int room)
{
	size_t most = (size_t)(room < BAR_MOST ? room : BAR_MOST);

	if (2 * largest < most)
		most = 2 * largest;
	size_t cells =
	    largest ? (2 * count * most + largest) / (2 * largest) : 0;

	return count && !cells && most ? 1 : (int)cells;
}

static void
add_level(struct foot *foot, int level, size_t count, size_t largest, int room)
{
	char number[24];
	struct overview_piece *piece;

	add(foot, 0, ROLE_QUIET, xasprintf("%d", level));
	if (!count)
		return;
	snprintf(number, sizeof(number), "%zu", count);
	/* a blank before and behind the bar, and one to the next level */
	room -= 4 + text_cells(number);
	if (room >= 1)
		overview_lines_bar(foot->lines, 1,
		    bar_cells(count, largest, room),
		    bar_cells(count, largest, room));
	piece = add(foot, 1, ROLE_TEXT, xstrdup(number));
	if (!piece)
		return;
	piece->goal = OVERVIEW_TRACE;
	piece->figure =
	    (struct trace_figure){ TRACE_LEVEL, foot->rows->domain, level };
}

static void
add_histogram(struct foot *foot)
{
	const struct rollup *r = &overview_rows_sum(foot->rows)->rollup;
	int top = catalog_scale_top(foot->desk->catalog), col = value_col(foot);
	int pitch = (foot->lines->cols - col - 1) / (top + 1);
	size_t largest = 0;

	if (pitch > 16)
		pitch = 16;
	for (int i = 0; i <= top; i++)
		if (r->histogram[i] > largest)
			largest = r->histogram[i];
	overview_lines_at(foot->lines, foot->line, 1);
	add(foot, 0, ROLE_QUIET, xstrdup(_("Concluded at")));
	for (int i = 0; i <= top; i++) {
		overview_lines_at(foot->lines, foot->line, col + i * pitch);
		add_level(foot, i, r->histogram[i], largest, pitch);
	}
	foot->line++;
}

/* Where notes stand: further right behind large numbers. */
static int
note_col(const struct foot *foot)
{
	const struct overview_work *work = &foot->rows->work;

	return work->objectives > 999 || work->judgements > 999 ? VALUE + 3
	                                                        : VALUE;
}

/* What can be outstanding. */
enum {
	WORK_EVIDENCE,
	WORK_OBJECTIVES,
	WORK_JUDGEMENTS,
	WORK_FLAGGED,
	WORK_RETURNED,
	WORK_STALE,
	WORK_RECHECK,
	WORK_DEFICIENT,
	WORK_FINDINGS
};

/* One thing outstanding: how many, what comes first, and where it is. */
static void
add_item(struct foot *foot, bool listed, int work, char *count, char *note,
    struct spot spot)
{
	struct overview_piece *piece;

	if (listed)
		overview_lines_at(foot->lines, foot->line++, 3);
	piece = add(foot, listed ? 0 : 3, ROLE_TEXT, count);
	if (piece && spot.control != CATALOG_NONE) {
		piece->goal = OVERVIEW_GOES;
		piece->spot = spot;
		piece->work = work;
	}
	if (listed && note) {
		int col = note_col(foot);
		bool apart = foot->lines->col < col - 1;

		if (apart)
			overview_lines_at(foot->lines, foot->line - 1, col);
		add(foot, apart ? 0 : 3, ROLE_QUIET, note);
	} else {
		free(note);
	}
}

static struct spot
at_control(size_t control)
{
	return (struct spot){ .kind = SPOT_PERFORMED, .control = control };
}

/* "E-HRS-27 overdue 3 days, M. Brandt" */
static char *
due_text(const struct foot *foot, const char *id)
{
	const struct desk *desk = foot->desk;
	size_t at = artifacts_find(desk_artifacts(desk), id);
	struct str text = { 0 };

	str_printf(&text, "%s ", id);
	if (at != CATALOG_NONE) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), at);
		char *person =
		    it->person ? person_name(desk->session, it->person) : NULL;

		dayword_due(it->due, desk->frame.today, &text);
		if (person)
			str_printf(&text, ", %s", person);
		free(person);
	}
	return str_steal(&text);
}

/* Whom to remind: of what is overdue longest, and of what is due next. */
static void
add_due(const struct foot *foot, struct str *note)
{
	const struct overview_work *work = &foot->rows->work;
	char *late = due_text(foot, work->overdue_item);
	char *next = due_text(foot, work->due_item);

	if (work->overdue > 1)
		str_printf(note,
		    ngettext(
		        "%zu overdue: %s", "%zu overdue: %s", work->overdue),
		    work->overdue, late);
	else if (work->overdue)
		str_add(note, late);
	if (*work->due_item && (!work->overdue || foot->wide)) {
		str_add(note, work->overdue ? "; " : "");
		/* TRANSLATORS: the first of what is outstanding */
		str_printf(note, _("next %s"), next);
	}
	free(late);
	free(next);
}

static void
add_evidence(struct foot *foot, bool listed)
{
	const struct overview_work *work = &foot->rows->work;
	struct str count = { 0 }, note = { 0 };

	if (!work->evidence)
		return;
	/* TRANSLATORS: items of evidence outstanding */
	str_printf(&count,
	    ngettext("%zu evidence", "%zu evidence", work->evidence),
	    work->evidence);
	if (work->overdue && !listed)
		str_printf(&count,
		    ngettext(", %zu overdue", ", %zu overdue", work->overdue),
		    work->overdue);
	if (*work->overdue_item || *work->due_item) {
		add_due(foot, &note);
	} else if (work->next_evidence) {
		/* TRANSLATORS: the first of what is outstanding */
		str_printf(&note, _("next %s"), work->next_evidence);
	}
	add_item(foot, listed, WORK_EVIDENCE, str_steal(&count),
	    str_steal(&note), at_control(work->evidence_control));
}

static void
add_judgements(struct foot *foot, bool listed)
{
	const struct overview_work *work = &foot->rows->work;
	struct spot at = work->judgement;
	const struct level_result *result;

	if (!work->judgements)
		return;
	result =
	    &desk_rating(foot->desk, at.control)->maturity.levels[at.level];
	add_item(foot, listed, WORK_JUDGEMENTS,
	    xasprintf(
	        ngettext("%zu judgement", "%zu judgements", work->judgements),
	        work->judgements),
	    xasprintf(_("%s Level %d, %d %%"),
	        catalog_string(foot->desk->catalog, CONTROL_ID, at.control),
	        at.level, result->percent),
	    at);
}

/* "OPS-07, flagged" */
static char *
first_of(const struct foot *foot, size_t control, const char *what)
{
	return xasprintf("%s, %s",
	    catalog_string(foot->desk->catalog, CONTROL_ID, control), what);
}

static void
add_reviews(struct foot *foot, bool listed)
{
	const struct overview_work *work = &foot->rows->work;

	if (work->flagged)
		add_item(foot, listed, WORK_FLAGGED,
		    xasprintf(ngettext("%zu to review", "%zu to review",
		                  work->flagged),
		        work->flagged),
		    first_of(foot, work->flagged_control, _("flagged")),
		    at_control(work->flagged_control));
	if (work->returned)
		add_item(foot, listed, WORK_RETURNED,
		    xasprintf(ngettext("%zu returned", "%zu returned",
		                  work->returned),
		        work->returned),
		    first_of(
		        foot, work->returned_control, _("by the reviewer")),
		    at_control(work->returned_control));
	if (work->stale)
		add_item(foot, listed, WORK_STALE,
		    xasprintf(ngettext("%zu stale", "%zu stale", work->stale),
		        work->stale),
		    first_of(foot, work->stale_control,
		        _("changed after it was concluded")),
		    at_control(work->stale_control));
	if (work->recheck)
		add_item(foot, listed, WORK_RECHECK,
		    xasprintf(ngettext("%zu to ask again", "%zu to ask again",
		                  work->recheck),
		        work->recheck),
		    first_of(foot, work->recheck_control,
		        _("copied from an answer that changed")),
		    at_control(work->recheck_control));
}

/* What is deficient, and below each other how long evidence and a plan may
 * still come. */
static void
add_deficient(struct foot *foot, bool listed)
{
	const struct overview_work *work = &foot->rows->work;
	int today = foot->desk->frame.today;
	struct clocks window = work->clocks;
	struct str first = { 0 }, both = { 0 };

	if (!work->deficient)
		return;
	str_printf(&first, "%s: ",
	    catalog_string(
	        foot->desk->catalog, CONTROL_ID, work->deficient_control));
	int col = note_col(foot) + text_cells(str_text(&first));

	window.plan_limit = DAY_NONE;
	clocks_explain(&window, today, &both);
	str_add(&first, str_text(&both));
	size_t len = both.len;

	clocks_explain(&work->clocks, today, &both);
	add_item(foot, listed, WORK_DEFICIENT,
	    xasprintf(
	        ngettext("%zu deficient", "%zu deficient", work->deficient),
	        work->deficient),
	    str_steal(&first), at_control(work->deficient_control));
	/* the second time both were said, the first of them again */
	if (listed && both.len > 2 * len + 1) {
		overview_lines_at(foot->lines, foot->line++, col);
		add(foot, 0, ROLE_QUIET, xstrdup(both.data + 2 * len + 1));
	}
	str_done(&both);
}

/* Findings not mended yet. */
static void
add_findings(struct foot *foot, bool listed)
{
	size_t open, overdue;
	struct str count = { 0 };

	findings_count(foot->desk, &open, &overdue);
	if (!open)
		return;
	str_printf(
	    &count, ngettext("%zu finding", "%zu findings", open), open);
	if (overdue && !listed)
		str_printf(&count,
		    ngettext(", %zu overdue", ", %zu overdue", overdue),
		    overdue);
	add_item(foot, listed, WORK_FINDINGS, str_steal(&count),
	    overdue ? xasprintf(ngettext("%zu overdue; 7 shows them",
	                            "%zu overdue; 7 shows them", overdue),
	                  overdue)
	            : xstrdup(_("7 shows them")),
	    at_control(CATALOG_NONE));
}

static void
add_outstanding(struct foot *foot, bool listed)
{
	const struct overview_work *work = &foot->rows->work;
	size_t before;

	overview_lines_at(foot->lines, foot->line++, 1);
	add(foot, 0, ROLE_QUIET, xstrdup(_("Outstanding")));
	before = foot->lines->count;
	if (!listed)
		overview_lines_at(
		    foot->lines, foot->line - 1, value_col(foot) - 3);
	add_evidence(foot, listed);
	if (work->objectives)
		add_item(foot, listed, WORK_OBJECTIVES,
		    xasprintf(ngettext("%zu objective", "%zu objectives",
		                  work->objectives),
		        work->objectives),
		    work->next_objective
		        ? xasprintf(_("next %s"), work->next_objective)
		        : NULL,
		    at_control(work->objective_control));
	add_judgements(foot, listed);
	add_deficient(foot, listed);
	add_findings(foot, listed);
	add_reviews(foot, listed);
	if (foot->lines->count == before) {
		overview_lines_at(foot->lines, foot->line - 1, value_col(foot));
		add(foot, 0, ROLE_QUIET, xstrdup(_("nothing")));
	}
}

static void
add_most(struct foot *foot)
{
	const struct overview_rows *rows = foot->rows;
	const struct catalog *c = foot->desk->catalog;
	struct overview_piece *piece;
	char gap[32];
	char *text;

	if (rows->most == CATALOG_NONE)
		return;
	if (rows->by_domain) {
		const struct rollup *r =
		    &rows->summary.domains[rows->most].rollup;

		ratio_text(overview_domain_gap(r), gap);
		text = xasprintf(_("Most to gain: %s, weight %ld, gap %s. "
		                   "Enter opens its controls."),
		    catalog_string(c, DOMAIN_ID, rows->most), r->weight, gap);
	} else {
		text = xasprintf(_("Most to gain: %s, weight %d, gap %d. "
		                   "Enter shows what it takes."),
		    catalog_string(c, CONTROL_ID, rows->most),
		    catalog_number(c, CONTROL_WEIGHT, rows->most),
		    desk_standing(foot->desk, rows->most)->gap);
	}
	piece = add(foot, 0, ROLE_TEXT, text);
	if (!piece)
		return;
	piece->goal = rows->by_domain ? OVERVIEW_DOMAIN : OVERVIEW_GAP;
	piece->row = rows->most;
}

void
overview_foot_make(struct overview_lines *lines,
    const struct overview_rows *rows, const struct desk *desk, int cols,
    int most, bool listed)
{
	struct foot foot = {
		.lines = lines, .rows = rows, .desk = desk, .wide = cols >= WIDE
	};
	bool scaled = catalog_scale_top(desk->catalog) >= 0;
	bool legend = scaled && foot.wide && most >= LEGEND;

	overview_lines_clear(lines, cols, most);
	if (most >= BLANK_FIRST || (!legend && most > 3))
		foot.line++;
	if (legend) {
		add_legend(&foot);
		foot.line += most >= BLANK_LEGEND;
	}
	if (scaled && most >= 3) {
		add_histogram(&foot);
		foot.line += foot.wide && most >= LEGEND;
	}
	if (most >= 2) {
		lines->indent = value_col(&foot);
		/* it may flow over, but not into the last line */
		lines->most = most - (rows->most != CATALOG_NONE);
		add_outstanding(&foot, listed);
		lines->most = most;
	}
	if (rows->most != CATALOG_NONE && most >= 1) {
		int last = lines->lines + 2;

		overview_lines_at(lines, last < most - 1 ? last : most - 1, 1);
		add_most(&foot);
	}
}
