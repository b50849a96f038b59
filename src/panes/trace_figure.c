/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What a figure is made of: a line for each domain, or for each control. */

#include <config.h>

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/session.h"
#include "model/summary.h"
#include "panes/overview_rows.h"
#include "panes/side_list.h"
#include "panes/trace.h"
#include "ui/canvas.h"

/* Controls are listed in so many groups, the worst first. */
enum { RANKS = 3, ID_MOST = 20 };

struct figure_page {
	struct side_list *list;
	struct trace_goals *goals;
	const struct desk *desk;
	struct trace_figure figure;
	struct summary summary;
	const struct summary_sum *sum;
	int cells, indent;
};

static const struct summary_sum *
sum_of(const struct summary *summary, struct trace_figure figure)
{
	return figure.domain == CATALOG_NONE ? &summary->all
	                                     : &summary->domains[figure.domain];
}

static void
say(struct figure_page *page, const char *text)
{
	side_list_wrap(
	    page->list, SIDE_NONE, SIDE_TEXT, ROLE_QUIET, text, page->cells, 0);
}

static void
say_take(struct figure_page *page, char *text)
{
	say(page, text);
	free(text);
}

static void
add_goal(struct trace_goals *goals, enum trace_way way, size_t row)
{
	goals->items = mem_grow(goals->items, &goals->capacity,
	    goals->count + 1, sizeof(*goals->items));
	goals->items[goals->count++] =
	    (struct trace_goal){ .way = way, .row = row };
}

/* A line that opens; takes `right`. */
static void
add_line(struct figure_page *page, enum trace_way way, size_t row,
    const char *id, const char *text, char *right)
{
	struct side_line *line = side_list_add(
	    page->list, page->goals->count, page->indent, ROLE_TEXT, text);

	line->label = xstrdup(id);
	line->right = right;
	line->name = xstrdup(id);
	add_goal(page->goals, way, row);
}

/* "42 / 17 = 2.47" */
static void
add_ratio(struct str *out, struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	if (ratio.denominator > 0)
		str_printf(out, "%ld / %ld = %s", ratio.numerator,
		    ratio.denominator, text);
}

static void
add_share(struct str *out, size_t part, size_t whole)
{
	if (whole)
		str_printf(out, _("%zu of %zu, %zu %%"), part, whole,
		    100 * part / whole);
}

static void
add_reading(struct str *out, const struct conformity_count *count, bool na)
{
	size_t good, of;
	enum conformity found = conformity_suggest(count, na, &good, &of);

	add_share(out, good, of);
	str_printf(out, "%s%s", of ? ": " : "", _(conformity_word(found)));
}

/* What a domain adds to the figure; empty: it has no part in it. */
static void
domain_part(const struct figure_page *page, const struct summary_sum *sum,
    struct str *out)
{
	const struct rollup *r = &sum->rollup;

	switch (page->figure.kind) {
	case TRACE_AVERAGE:
		add_ratio(out, r->average);
		break;
	case TRACE_RANGE:
		if (r->low.denominator)
			str_printf(out, _("%ld to %ld / %ld"), r->low.numerator,
			    r->high.numerator, r->low.denominator);
		break;
	case TRACE_ATTAINABLE:
		add_ratio(out, r->attainable);
		break;
	case TRACE_LOWEST:
		if (r->concluded && r->minimum == page->sum->rollup.minimum)
			str_printf(out, "%d", r->minimum);
		break;
	case TRACE_TARGET:
		add_share(out, r->at_target, r->targeted);
		break;
	case TRACE_RATED:
		add_share(out, r->rated, r->in_scope);
		break;
	case TRACE_ANSWERED:
		add_share(out, r->answered, r->of);
		break;
	case TRACE_LEVEL:
		if (r->histogram[page->figure.level])
			str_printf(
			    out, "%zu", r->histogram[page->figure.level]);
		break;
	case TRACE_CONFORMITY:
		add_reading(out, &sum->conformity, false);
		break;
	case TRACE_NONE:
		break;
	}
}

static void
level_part(const struct figure_page *page, size_t control, struct str *out)
{
	char level[16];

	desk_level_text(page->desk, control, level);
	str_add(out, str_equal(level, "-") ? _("not rated") : level);
}

/* "8 x 3 = 24", or with the range of what is open. */
static void
weighted_part(const struct figure_page *page, size_t control, struct str *out)
{
	const struct rating *r = desk_rating(page->desk, control);
	int concluded = desk_standing(page->desk, control)->concluded;
	int weight =
	    catalog_number(page->desk->catalog, CONTROL_WEIGHT, control);
	int low = concluded >= 0 ? concluded : r->maturity.low;
	int high = concluded >= 0 ? concluded : r->maturity.high;

	if (weight <= 0 ||
	    (page->figure.kind == TRACE_AVERAGE && concluded < 0))
		return;
	if (page->figure.kind == TRACE_ATTAINABLE)
		low = high = r->maturity.top_awardable;
	if (low == high)
		str_printf(out, "%d x %d = %d", weight, low, weight * low);
	else
		/* TRANSLATORS: weight, lowest and highest level, and the
		 * products: "7 x 2-4 = 14 to 28" */
		str_printf(out, _("%d x %d-%d = %d to %d"), weight, low, high,
		    weight * low, weight * high);
}

static void
target_part(const struct figure_page *page, size_t control, struct str *out)
{
	const struct rating *r = desk_rating(page->desk, control);
	const struct standing *s = desk_standing(page->desk, control);

	if (s->concluded < 0 || r->target_effective < 0)
		return;
	level_part(page, control, out);
	str_add(out, ", ");
	str_printf(out, _("target %d"), r->target_effective);
	if (r->target_effective > r->target_asked)
		str_printf(out, _(" (raised from %d)"), r->target_asked);
	else if (r->target_effective < r->target_asked)
		str_printf(out, _(" (capped from %d)"), r->target_asked);
}

static void
answered_part(const struct figure_page *page, size_t control, struct str *out)
{
	const struct rating *r = desk_rating(page->desk, control);
	const struct standing *s = desk_standing(page->desk, control);

	if (r->of)
		str_printf(out,
		    ngettext(
		        "%zu of %zu criterion", "%zu of %zu criteria", r->of),
		    r->answered, r->of);
	if (!s->objectives)
		return;
	if (out->len)
		str_add(out, ", ");
	str_printf(out,
	    ngettext(
	        "%zu of %zu objective", "%zu of %zu objectives", s->objectives),
	    s->objectives - s->by[DESIGNATION_NONE], s->objectives);
}

static void
designation_part(
    const struct figure_page *page, size_t control, struct str *out)
{
	enum designation given =
	    desk_standing(page->desk, control)->designation;

	str_add(out, _(designation_word(given)));
	if (given == DESIGNATION_DEFICIENT &&
	    catalog_control_material(page->desk->catalog, control))
		str_printf(out, ", %s", _("material"));
}

static void
control_part(const struct figure_page *page, size_t control, struct str *out)
{
	const struct standing *s = desk_standing(page->desk, control);

	/* designations count not applicable ones too, in one reading */
	if (page->figure.kind == TRACE_CONFORMITY) {
		if (scope_is_in(&s->scope))
			designation_part(page, control, out);
		return;
	}
	if (!standing_counts(s))
		return;
	switch (page->figure.kind) {
	case TRACE_AVERAGE:
	case TRACE_RANGE:
	case TRACE_ATTAINABLE:
		weighted_part(page, control, out);
		break;
	case TRACE_LOWEST:
		if (s->concluded >= 0 &&
		    s->concluded == page->sum->rollup.minimum)
			level_part(page, control, out);
		break;
	case TRACE_TARGET:
		target_part(page, control, out);
		break;
	case TRACE_RATED:
		level_part(page, control, out);
		break;
	case TRACE_ANSWERED:
		answered_part(page, control, out);
		break;
	case TRACE_LEVEL:
		if (s->concluded == page->figure.level)
			level_part(page, control, out);
		break;
	default:
		break;
	}
}

/* Which group a control is listed in. */
static int
rank_of(const struct figure_page *page, size_t control)
{
	const struct standing *s = desk_standing(page->desk, control);

	switch (page->figure.kind) {
	case TRACE_TARGET:
		return s->gap > 0 ? 0 : 1;
	case TRACE_RATED:
	case TRACE_ANSWERED:
		return desk_rating(page->desk, control)->left > 0 ? 0 : 1;
	case TRACE_CONFORMITY:
		return s->designation == DESIGNATION_DEFICIENT ? 0
		       : s->designation == DESIGNATION_NONE    ? 1
		                                               : 2;
	default:
		return 0;
	}
}

static void
add_controls(struct figure_page *page)
{
	const struct catalog *c = page->desk->catalog;

	for (int rank = 0; rank < RANKS; rank++)
		for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
			struct str part = { 0 };

			if (!overview_is_in(c, i, page->figure.domain) ||
			    rank_of(page, i) != rank)
				continue;
			control_part(page, i, &part);
			if (part.len)
				add_line(page, WAY_CONTROL, i,
				    catalog_string(c, CONTROL_ID, i),
				    catalog_control_name(
				        c, i, page->desk->language),
				    str_steal(&part));
			str_done(&part);
		}
}

static bool
has_controls(const struct rollup *r)
{
	return r->in_scope + r->not_applicable + r->out_of_scope > 0;
}

/* The top domains that have controls. */
static size_t
count_domains(const struct figure_page *page)
{
	size_t count = 0;

	for (size_t i = 0; i < page->summary.count; i++)
		count += catalog_ref(page->desk->catalog, DOMAIN_PARENT, i) ==
		             CATALOG_NONE &&
		         has_controls(&page->summary.domains[i].rollup);
	return count;
}

static void
add_domains(struct figure_page *page)
{
	const struct catalog *c = page->desk->catalog;

	for (size_t i = 0; i < page->summary.count; i++) {
		struct str part = { 0 };

		if (catalog_ref(c, DOMAIN_PARENT, i) != CATALOG_NONE)
			continue;
		if (has_controls(&page->summary.domains[i].rollup))
			domain_part(page, &page->summary.domains[i], &part);
		if (part.len)
			add_line(page, WAY_DOMAIN, i,
			    catalog_string(c, DOMAIN_ID, i),
			    catalog_text(
			        c, DOMAIN_NAME, i, page->desk->language),
			    str_steal(&part));
		str_done(&part);
	}
}

static void
say_recorded(struct figure_page *page)
{
	const struct session *session = page->desk->session;
	char *path = page->figure.domain == CATALOG_NONE
	                 ? xstrdup("session/conformity")
	                 : xasprintf("domains/%s/conformity",
	                       catalog_string(page->desk->catalog, DOMAIN_ID,
	                           page->figure.domain));
	const struct entry *entry =
	    session ? session_entry(session, path) : NULL;
	char when[SIDE_WHEN];
	const struct commit *commit =
	    entry ? side_commit(page->desk, entry->seq, when) : NULL;

	free(path);
	if (!commit)
		return;
	/* TRANSLATORS: a designation, who recorded it, when, and why */
	say_take(page, xasprintf(_("Recorded: %s, %s %s: %s"), _(entry->value),
	                   commit->by, when, entry->why ? entry->why : ""));
}

static void
say_conformity(struct figure_page *page)
{
	const struct conformity_count *count = &page->sum->conformity;
	struct str text = { 0 };

	say(page,
	    _("All good: strictly conforms. From 80 %: conforms. From 70 %: "
	      "significant deficiency. Less, a material control deficient, or "
	      "a domain at material weakness: material weakness."));
	str_add(&text, _("Not applicable ones left out: "));
	add_reading(&text, count, false);
	say(page, str_text(&text));
	str_clear(&text);
	str_add(&text, _("Not applicable ones counted: "));
	add_reading(&text, count, true);
	say(page, str_text(&text));
	str_done(&text);
	if (count->open)
		say_take(page,
		    xasprintf(ngettext("%zu control has no designation yet.",
		                  "%zu controls have no designation yet.",
		                  count->open),
		        count->open));
	say_recorded(page);
}

static void
say_rule(struct figure_page *page)
{
	switch (page->figure.kind) {
	case TRACE_AVERAGE:
	case TRACE_RANGE:
	case TRACE_ATTAINABLE:
		say(page,
		    page->figure.kind == TRACE_AVERAGE
		        ? _("Weight times concluded level, added up, over the "
		            "weights added up.")
		    : page->figure.kind == TRACE_RANGE
		        ? _("The same with what open controls have at least "
		            "and can have at most.")
		        : _("The same with the highest level each control has "
		            "criteria for: more cannot be reached."));
		say(page, _("Controls without weight, out of scope or not "
		            "applicable do not count."));
		break;
	case TRACE_TARGET:
		say(page, _("A target at which a control has no criteria is "
		            "raised to the next level that has some, or capped "
		            "at the highest."));
		break;
	case TRACE_CONFORMITY:
		say_conformity(page);
		break;
	default:
		break;
	}
}

static int
widest_id(const struct figure_page *page, bool domains)
{
	const struct catalog *c = page->desk->catalog;
	enum catalog_field field = domains ? DOMAIN_ID : CONTROL_ID;
	size_t count = catalog_rows(c, domains ? TABLE_DOMAIN : TABLE_CONTROL);
	int widest = 4;

	for (size_t i = 0; i < count; i++) {
		int cells = text_cells(catalog_string(c, field, i));

		if (cells > widest)
			widest = cells;
	}
	return widest < ID_MOST ? widest : ID_MOST;
}

void
trace_figure_page(struct side_list *list, struct trace_goals *goals,
    const struct desk *desk, struct trace_figure figure, int cells)
{
	struct figure_page page = { .list = list,
		.goals = goals,
		.desk = desk,
		.figure = figure,
		.cells = cells };

	summary_init(&page.summary, desk);
	page.sum = sum_of(&page.summary, figure);
	say_rule(&page);
	bool domains =
	    figure.domain == CATALOG_NONE && count_domains(&page) > 1;

	page.indent = SIDE_TEXT + widest_id(&page, domains) + 2;
	if (list->count)
		side_list_add(list, SIDE_NONE, SIDE_TEXT, ROLE_TEXT, NULL);
	if (domains)
		add_domains(&page);
	else
		add_controls(&page);
	if (!goals->count)
		say(&page, _("Nothing goes into this figure yet."));
	summary_done(&page.summary);
}

/* "Weighted level 2.47 = 42 / 17" */
static void
add_figure(struct str *out, const char *name, struct ratio ratio)
{
	char text[32];

	ratio_text(ratio, text);
	str_add(out, name);
	if (ratio.denominator > 0)
		str_printf(out, " %s = %ld / %ld", text, ratio.numerator,
		    ratio.denominator);
}

static void
add_title(
    const struct summary_sum *sum, struct trace_figure figure, struct str *out)
{
	const struct rollup *r = &sum->rollup;
	char low[32], high[32];

	switch (figure.kind) {
	case TRACE_AVERAGE:
		add_figure(out, _("Weighted level"), r->average);
		break;
	case TRACE_RANGE:
		ratio_text(r->low, low);
		ratio_text(r->high, high);
		str_printf(out, _("Weighted level %s to %s with the open ones"),
		    low, high);
		break;
	case TRACE_ATTAINABLE:
		add_figure(out, _("Attainable"), r->attainable);
		break;
	case TRACE_LOWEST:
		str_printf(out, _("Lowest level %d"), r->minimum);
		break;
	case TRACE_TARGET:
		str_printf(out, _("At target: %zu of %zu concluded"),
		    r->at_target, r->targeted);
		break;
	case TRACE_RATED:
		str_printf(out, _("Rated: %zu of %zu"), r->rated, r->in_scope);
		break;
	case TRACE_ANSWERED:
		str_printf(out, "%s ", _("Answered"));
		add_share(out, r->answered, r->of);
		break;
	case TRACE_LEVEL:
		str_printf(out, _("Concluded at %d"), figure.level);
		break;
	case TRACE_CONFORMITY:
		str_add(out, _("Conformity"));
		break;
	case TRACE_NONE:
		break;
	}
}

void
trace_figure_title(
    const struct desk *desk, struct trace_figure figure, struct str *out)
{
	struct summary summary;

	summary_init(&summary, desk);
	if (figure.domain != CATALOG_NONE)
		str_printf(out, "%s: ",
		    catalog_string(desk->catalog, DOMAIN_ID, figure.domain));
	add_title(sum_of(&summary, figure), figure, out);
	summary_done(&summary);
}
