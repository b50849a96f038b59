/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The figures above the table. Where there is room they stand in columns, else
 * one behind the other. */

#include <config.h>

#include "panes/overview_lines.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/session.h"
#include "model/summary.h"
#include "panes/overview_bar.h"
#include "panes/overview_rows.h"
#include "ui/canvas.h"

/* From this width on there are columns: a label, its figure, what it is made
 * of, and more at the right. Below this height there is no title. */
enum { WIDE = 110, VALUE = 19, NOTE = 27, MORE = 61, TITLE_LINES = 4 };
enum { ANSWERED_BAR = 30, DOMAINS_NAMED = 4 };

struct head {
	struct overview_lines *lines;
	const struct overview_rows *rows;
	const struct desk *desk;
	const struct summary_sum *sum;
	bool wide, tight, scaled;
	int line;
};

/* Behind the last piece with a gap, or in a column where there are any. */
static struct overview_piece *
add(struct head *head, int col, int gap, enum role role, char *text)
{
	if (head->wide && col > head->lines->col) {
		overview_lines_at(head->lines, head->line, col);
		gap = 0;
	}
	return overview_lines_take(head->lines, gap, role, text);
}

static void
add_quiet(struct head *head, int col, int gap, char *text)
{
	add(head, col, gap, ROLE_QUIET, text);
}

/* A figure that opens. */
static void
add_figure(
    struct head *head, int col, int gap, enum trace_kind kind, char *text)
{
	struct overview_piece *piece = add(head, col, gap, ROLE_STRONG, text);

	if (!piece)
		return;
	piece->goal = OVERVIEW_TRACE;
	piece->figure = (struct trace_figure){ kind, head->rows->domain, 0 };
}

/* A new line with its label; narrow ones go on where there is room for a
 * line of their own. */
static void
begin(struct head *head, const char *label)
{
	if (head->lines->count)
		head->line = head->lines->line + 1;
	overview_lines_at(head->lines, head->line, 1);
	if (label)
		add_quiet(head, 1, 0, xstrdup(label));
}

static char *
ratio_or_dash(struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	return xstrdup(*text ? text : "-");
}

static size_t
percent(size_t part, size_t whole)
{
	return whole ? 100 * part / whole : 0;
}

static char *
scope_text(const struct head *head)
{
	const struct rollup *r = &head->sum->rollup;

	return xasprintf(ngettext("%zu of %zu control in scope",
	                     "%zu of %zu controls in scope",
	                     r->in_scope + r->out_of_scope + r->not_applicable),
	    r->in_scope, r->in_scope + r->out_of_scope + r->not_applicable);
}

static const char *
session_field(const struct head *head, const char *path)
{
	const struct session *session = head->desk->session;

	return session ? session_get(session, path) : NULL;
}

static char *
subject_text(const struct head *head)
{
	const struct catalog *c = head->desk->catalog;
	size_t domain = overview_rows_subject(head->rows);

	return xstrdup(
	    domain == CATALOG_NONE
	        ? _("whole catalogue")
	        : catalog_text(c, DOMAIN_NAME, domain, head->desk->language));
}

/* What the figures are about: at the left what, at the right under which
 * rules. */
static void
add_title(struct head *head)
{
	const struct desk *desk = head->desk;
	const char *title = session_field(head, "session/title");
	int target = summary_target(desk, overview_rows_subject(head->rows));
	struct str right = { 0 };
	char *scope = scope_text(head);

	if (head->wide && title)
		add(head, 1, 0, ROLE_STRONG, xstrdup(title));
	add(head, 1, 3, ROLE_STRONG, subject_text(head));
	if (head->rows->domain == CATALOG_NONE && head->rows->domains > 1 &&
	    head->wide)
		str_printf(&right,
		    ngettext("%zu domain", "%zu domains", head->rows->domains),
		    head->rows->domains);
	str_printf(&right, "%s%s   ", right.len ? "   " : "", scope);
	str_printf(&right, _("rigor %d"), desk->frame.rigor);
	if (head->wide && desk->session) {
		str_add(&right, "   ");
		str_printf(&right, _("policy %s"),
		    session_header(desk->session)->policy);
	}
	if (target >= 0 && head->scaled) {
		str_add(&right, "   ");
		str_printf(&right, _("target %d"), target);
	}
	int from = head->lines->cols - 1 - text_cells(str_text(&right));

	bool fits = from > head->lines->col + 2;

	if (fits)
		overview_lines_at(head->lines, head->line, from);
	overview_lines_take(
	    head->lines, fits ? 0 : 3, ROLE_QUIET, str_steal(&right));
	free(scope);
}

/* "1.48 to 3.25 with the open ones, 83 to 182 / 56" */
static void
add_range(struct head *head)
{
	const struct rollup *r = &head->sum->rollup;
	char low[32], high[32];

	if (r->low.numerator == r->high.numerator || !r->low.denominator)
		return;
	ratio_text(r->low, low);
	ratio_text(r->high, high);
	if (head->wide)
		add_figure(head, MORE, 3, TRACE_RANGE,
		    /* TRANSLATORS: the average's range once all controls have
		     * a level, then its sums */
		    xasprintf(
		        _("%s to %s with the open ones, %ld to %ld / %ld"), low,
		        high, r->low.numerator, r->high.numerator,
		        r->low.denominator));
	else
		add_figure(head, MORE, 3, TRACE_RANGE,
		    xasprintf(_("%s to %s with the open ones"), low, high));
}

static void
add_average(struct head *head)
{
	const struct rollup *r = &head->sum->rollup;

	begin(head, _("Weighted level"));
	add_figure(head, VALUE, 1, TRACE_AVERAGE, ratio_or_dash(r->average));
	if (!r->average.denominator)
		add_quiet(head, NOTE, 3, xstrdup(_("none concluded yet")));
	else if (head->wide)
		add_quiet(head, NOTE, 3,
		    xasprintf(ngettext("%zu concluded, %ld / %ld",
		                  "%zu concluded, %ld / %ld", r->concluded),
		        r->concluded, r->average.numerator,
		        r->average.denominator));
	else
		add_quiet(head, NOTE, 1,
		    /* TRANSLATORS: after an average: "2.47 of 2 concluded
		     * (42 / 17)" */
		    xasprintf(ngettext("of %zu concluded (%ld / %ld)",
		                  "of %zu concluded (%ld / %ld)", r->concluded),
		        r->concluded, r->average.numerator,
		        r->average.denominator));
	add_range(head);
}

/* How many domains have the lowest level there is. */
static size_t
lowest_domains(const struct head *head)
{
	const struct summary *summary = &head->rows->summary;
	size_t count = 0;

	for (size_t i = 0; i < summary->count; i++)
		count += summary->domains[i].rollup.concluded &&
		         summary->domains[i].rollup.minimum ==
		             head->sum->rollup.minimum;
	return count;
}

static void
add_lowest(struct head *head)
{
	const struct rollup *r = &head->sum->rollup;
	size_t domains = lowest_domains(head);

	if (r->minimum < 0)
		return;
	if (!head->wide)
		add_figure(head, MORE, 3, TRACE_LOWEST,
		    xasprintf(_("lowest %d"), r->minimum));
	else if (head->rows->by_domain)
		add_figure(head, MORE, 3, TRACE_LOWEST,
		    xasprintf(ngettext("lowest %d in %zu domain",
		                  "lowest %d in %zu domains", domains),
		        r->minimum, domains));
	else
		add_figure(head, MORE, 3, TRACE_LOWEST,
		    xasprintf(_("lowest %d (%s)"), r->minimum,
		        catalog_string(head->desk->catalog, CONTROL_ID,
		            r->minimum_control)));
}

static void
add_coverage(struct head *head)
{
	const struct rollup *r = &head->sum->rollup;
	bool shares = head->rows->by_domain;

	if (r->targeted)
		add_figure(head, MORE, 3, TRACE_TARGET,
		    shares ? xasprintf(_("at target %zu %%"),
		                 percent(r->at_target, r->targeted))
		           : xasprintf(_("at target %zu of %zu"), r->at_target,
		                 r->targeted));
	if (head->tight)
		return;
	add_figure(head, MORE, 3, TRACE_RATED,
	    shares
	        ? xasprintf(_("rated %zu %%"), percent(r->rated, r->in_scope))
	        : xasprintf(_("rated %zu of %zu"), r->rated, r->in_scope));
}

static void
add_attainable(struct head *head)
{
	const struct rollup *r = &head->sum->rollup;

	begin(head, _("Attainable"));
	add_figure(
	    head, VALUE, 1, TRACE_ATTAINABLE, ratio_or_dash(r->attainable));
	if (head->wide && r->attainable.denominator)
		add_quiet(head, NOTE, 3,
		    xasprintf("%ld / %ld", r->attainable.numerator,
		        r->attainable.denominator));
	add_lowest(head);
	add_coverage(head);
}

static void
add_answered(struct head *head)
{
	const struct rollup *r = &head->sum->rollup;
	size_t done = r->objectives - r->objectives_open;

	if (head->wide || !head->scaled || head->lines->most > TITLE_LINES)
		begin(head, _("Answered"));
	else
		add_quiet(head, 1, 3, xstrdup(_("Answered")));
	if (r->of || !r->objectives)
		add_figure(head, VALUE, 1, TRACE_ANSWERED,
		    xasprintf("%zu %%", percent(r->answered, r->of)));
	else
		add_figure(head, VALUE, 1, TRACE_ANSWERED,
		    xasprintf("%zu %%", percent(done, r->objectives)));
	if (head->wide) {
		size_t part = r->of ? r->answered : done;
		size_t whole = r->of ? r->of : r->objectives;

		overview_lines_at(head->lines, head->line, NOTE);
		overview_lines_bar(head->lines, 0,
		    whole ? (int)(ANSWERED_BAR * part / whole) : 0,
		    ANSWERED_BAR);
	}
	if (r->of && !head->tight)
		add_quiet(head, 0, 3,
		    xasprintf(ngettext("%zu of %zu criterion",
		                  "%zu of %zu criteria", r->of),
		        r->answered, r->of));
	if (r->objectives && !head->tight)
		add_quiet(head, 0, 3,
		    xasprintf(ngettext("%zu of %zu objective",
		                  "%zu of %zu objectives", r->objectives),
		        done, r->objectives));
}

/* The two readings and what they give. */
struct readings {
	size_t good, of, good_na, of_na;
	enum conformity without, with; /* not applicable ones counted */
	bool early; /* what is open may still turn it round */
};

/* Where something is open only a Material Weakness can be certain: when not
 * even all the rest could lift it. */
static void
read_readings(const struct conformity_count *count, struct readings *out)
{
	struct conformity_count best = *count;
	size_t good, of;

	out->without = conformity_suggest(count, false, &out->good, &out->of);
	out->with = conformity_suggest(count, true, &out->good_na, &out->of_na);
	best.satisfactory += best.open;
	best.barring = 0;
	out->early = count->open && conformity_suggest(&best, false, &good,
	                                &of) != CONFORMITY_MATERIAL_WEAKNESS;
}

/* "2 domains set it: AAT 58 %, EMB 61 %" */
static char *
barring_text(const struct head *head)
{
	const struct summary *summary = &head->rows->summary;
	struct str names = { 0 }, out = { 0 };
	size_t found = 0, good, of;

	for (size_t i = 0; i < summary->count; i++) {
		const struct conformity_count *count =
		    &summary->domains[i].conformity;

		if (!summary_bars(summary, head->desk->catalog, i))
			continue;
		conformity_suggest(count, false, &good, &of);
		if (found++ < DOMAINS_NAMED)
			str_printf(&names, "%s%s %zu %%", found > 1 ? ", " : "",
			    catalog_string(head->desk->catalog, DOMAIN_ID, i),
			    percent(good, of));
	}
	str_printf(&out,
	    ngettext("%zu domain sets it: %s", "%zu domains set it: %s", found),
	    found, str_text(&names));
	str_done(&names);
	return str_steal(&out);
}

/* What decides, in a few words; NULL: only the share does. */
static char *
cause_text(const struct head *head)
{
	const struct conformity_count *count = &head->sum->conformity;

	if (count->material_deficient)
		return xasprintf(_("material control %s is deficient"),
		    catalog_string(head->desk->catalog, CONTROL_ID,
		        count->material_control));
	if (count->barring && head->rows->domains > 1)
		return barring_text(head);
	return NULL;
}

static const char *
recorded_conformity(const struct head *head)
{
	const struct session *session = head->desk->session;
	size_t domain = head->rows->domain;

	if (!session)
		return NULL;
	return domain == CATALOG_NONE
	           ? session_get(session, "session/conformity")
	           : session_getf(session, "domains/%s/conformity",
	                 catalog_string(
	                     head->desk->catalog, DOMAIN_ID, domain));
}

/* The shares in both readings, and the other one's name where it differs. */
static void
add_shares(struct head *head, const struct readings *r)
{
	struct str text = { 0 };

	if (!r->of_na)
		return;
	str_printf(&text,
	    r->early
	        /* TRANSLATORS: shares of good designations: with and without
	         * those not applicable */
	        ? _("so far %zu %%, counting not applicable %zu %%")
	        : _("%zu %%, counting not applicable %zu %%"),
	    percent(r->good, r->of), percent(r->good_na, r->of_na));
	if (r->with != r->without && !r->early)
		str_printf(&text, ": %s", _(conformity_word(r->with)));
	add_quiet(head, MORE, 3, str_steal(&text));
}

/* What stands behind the designation: how far it goes, or the suggestion beside
 * what was recorded. */
static void
add_ground(struct head *head, const struct readings *readings, bool recorded)
{
	const struct conformity_count *count = &head->sum->conformity;
	size_t done =
	    count->satisfactory + count->deficient + count->alternative;
	const char *word = _(conformity_word(readings->without));

	if (recorded)
		/* TRANSLATORS: after a designation the assessor recorded, and
		 * before what the program suggests */
		add_quiet(head, 0, 3,
		    xasprintf(count->open ? _("recorded; suggested so far: %s")
		                          : _("recorded; suggested: %s"),
		        word));
	else if (count->open)
		add_quiet(head, 0, 3,
		    xasprintf(
		        _("%zu of %zu designated"), done, done + count->open));
}

static void
add_cause(struct head *head, const struct readings *readings, char *cause)
{
	struct str text = { 0 };

	if (readings->early)
		/* TRANSLATORS: a designation as it would be now */
		str_printf(&text, _("so far %s: "),
		    _(conformity_word(readings->without)));
	str_add(&text, cause);
	add_quiet(head, MORE, 3, str_steal(&text));
	free(cause);
}

static void
add_conformity(struct head *head)
{
	const char *recorded = recorded_conformity(head);
	char *cause = cause_text(head);
	struct readings readings;

	read_readings(&head->sum->conformity, &readings);
	begin(head, _("Conformity"));
	add_figure(head, VALUE, 1, TRACE_CONFORMITY,
	    xstrdup(recorded ? _(recorded)
	                     : _(conformity_word(readings.early
	                                             ? CONFORMITY_NONE
	                                             : readings.without))));
	add_ground(head, &readings, recorded != NULL);
	if (cause)
		add_cause(head, &readings, cause);
	else
		add_shares(head, &readings);
}

void
overview_head_make(struct overview_lines *lines,
    const struct overview_rows *rows, const struct desk *desk, int cols,
    int most)
{
	struct head head = { .lines = lines,
		.rows = rows,
		.desk = desk,
		.sum = overview_rows_sum(rows),
		.wide = cols >= WIDE,
		.tight = cols < 70 || most < TITLE_LINES,
		.scaled = catalog_scale_top(desk->catalog) >= 0 };

	overview_lines_clear(lines, cols, most);
	lines->indent = head.wide ? VALUE : 1;
	if (most >= TITLE_LINES) {
		add_title(&head);
		if (most > 2 * TITLE_LINES - 2)
			lines->line++;
	}
	if (head.scaled) {
		add_average(&head);
		add_attainable(&head);
	}
	add_answered(&head);
	add_conformity(&head);
}
