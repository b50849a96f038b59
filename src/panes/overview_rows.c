/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The rows of the overview, and what is left to do. */

#include <config.h>

#include "panes/overview_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/gap.h"
#include "model/requests.h"
#include "model/schema.h"
#include "model/session.h"

/* The word is typed, and never translated. */
static const struct {
	const char *word, *said;
} sorts[] = {
	[OVERVIEW_BY_NAME] = { "name", N_("Sorted by name.") },
	[OVERVIEW_BY_GAP] = { "gap", N_("Sorted by gap to the target.") },
	[OVERVIEW_BY_WEIGHT] = { "weight", N_("Sorted by weight.") },
	[OVERVIEW_BY_LEFT] = { "left", N_("Sorted by what is left to do.") },
	[OVERVIEW_BY_LEVEL] = { "level", N_("Sorted by level.") },
};

const char *
overview_sort_text(enum overview_sort sort)
{
	return _(sorts[sort].said);
}

enum overview_sort
overview_sort_find(const char *word)
{
	int i = 0;

	while (i < OVERVIEW_SORTS && !str_equal(word, sorts[i].word))
		i++;
	return (enum overview_sort)i;
}

bool
overview_is_in(const struct catalog *catalog, size_t control, size_t domain)
{
	size_t at = catalog_ref(catalog, CONTROL_DOMAIN, control);
	size_t depth = catalog_rows(catalog, TABLE_DOMAIN);

	while (domain != CATALOG_NONE && at != domain) {
		if (at == CATALOG_NONE || depth-- == 0)
			return false;
		at = catalog_ref(catalog, DOMAIN_PARENT, at);
	}
	return true;
}

const struct summary_sum *
overview_rows_sum(const struct overview_rows *rows)
{
	return rows->domain == CATALOG_NONE
	           ? &rows->summary.all
	           : &rows->summary.domains[rows->domain];
}

static bool
has_controls(const struct rollup *r)
{
	return r->in_scope + r->out_of_scope + r->not_applicable > 0;
}

size_t
overview_rows_subject(const struct overview_rows *rows)
{
	size_t domain = rows->domain;

	for (size_t i = 0; domain == CATALOG_NONE && rows->domains == 1 &&
	                   i < rows->summary.count;
	     i++)
		if (has_controls(&rows->summary.domains[i].rollup))
			domain = i;
	return domain;
}

struct ratio
overview_domain_gap(const struct rollup *rollup)
{
	return (
	    struct ratio){ rollup->gap_weight, rollup->average.denominator };
}

/* Is nothing more to be done about an item in this state? */
static bool
is_settled(const char *state)
{
	static const char *const settled[] = { "accepted", "viewed on site",
		"not applicable", "not available", "superseded" };

	for (size_t i = 0; i < sizeof(settled) / sizeof(*settled); i++)
		if (str_equal(state, settled[i]))
			return true;
	return false;
}

/* Evidence items that wait, each counted once for the view and once for each
 * domain that asks for it. */
struct waiting {
	struct overview_rows *rows;
	const struct desk *desk;
	bool *seen;      /* by EVIDENCE row: counted for the view */
	bool *settled;   /* by EVIDENCE row */
	bool *in_domain; /* by DOMAIN and EVIDENCE row */
	size_t requests;
};

static void
count_item(struct waiting *waiting, size_t control, const char *id)
{
	struct overview_rows *rows = waiting->rows;

	if (!overview_is_in(waiting->desk->catalog, control, rows->domain))
		return;
	if (!rows->work.evidence++) {
		rows->work.next_evidence = id;
		rows->work.evidence_control = control;
	}
}

/* A request of the pack that a control asks for. */
static void
take_request(struct waiting *waiting, size_t control, size_t request)
{
	const struct catalog *c = waiting->desk->catalog;
	size_t domain = catalog_ref(c, CONTROL_DOMAIN, control);
	size_t depth = waiting->rows->summary.count;

	if (waiting->settled[request])
		return;
	waiting->rows->asked[control] = true;
	while (domain != CATALOG_NONE && depth-- > 0) {
		bool *in =
		    &waiting->in_domain[domain * waiting->requests + request];

		waiting->rows->domain_evidence[domain] += !*in;
		*in = true;
		domain = catalog_ref(c, DOMAIN_PARENT, domain);
	}
	if (waiting->seen[request] ||
	    !overview_is_in(c, control, waiting->rows->domain))
		return;
	waiting->seen[request] = true;
	count_item(waiting, control, catalog_string(c, EVIDENCE_ID, request));
}

/* An item of the session's own, linked to a control: links/EV-.../CONTROL. */
static void
take_link(struct waiting *waiting, const struct entry *link, const char *before)
{
	const struct desk *desk = waiting->desk;
	char *id = path_segment(link->path, 1);
	char *name = path_segment(link->path, 2);
	size_t control = name ? catalog_find(desk->catalog, TABLE_CONTROL, name)
	                      : CATALOG_NONE;
	const struct entry *state = NULL;
	char *path = xasprintf("evidence/%s/state", id);

	if (control != CATALOG_NONE &&
	    catalog_find(desk->catalog, TABLE_EVIDENCE, id) == CATALOG_NONE)
		state = session_entry(desk->session, path);
	if (state && !is_settled(state->value) &&
	    standing_counts(desk_standing(desk, control))) {
		size_t domain =
		    catalog_ref(desk->catalog, CONTROL_DOMAIN, control);

		waiting->rows->asked[control] = true;
		if (!str_equal(before, id)) {
			waiting->rows->domain_evidence[domain]++;
			if (overview_is_in(
			        desk->catalog, control, waiting->rows->domain))
				waiting->rows->work.evidence++;
		}
	}
	free(path);
	free(id);
	free(name);
}

static void
take_links(struct waiting *waiting)
{
	const struct desk *desk = waiting->desk;
	size_t count = 0;
	const struct entry *link =
	    desk->session ? session_range(desk->session, "links/", &count)
	                  : NULL;
	char *before = NULL;

	for (size_t i = 0; i < count; i++) {
		char *id = path_segment(link[i].path, 1);

		take_link(waiting, &link[i], before);
		free(before);
		before = id;
	}
	free(before);
}

/* What to remind of: the request overdue longest, and the next one due. */
static void
find_due(struct overview_rows *rows, const struct desk *desk)
{
	struct overview_work *work = &rows->work;
	struct requests list;

	requests_list(desk, rows->domain, REQUESTS_BY_DUE, &list);
	work->overdue = list.overdue;
	for (size_t i = 0; i < list.count && i <= list.overdue; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), list.items[i].artifact);

		if (i < list.overdue && !*work->overdue_item)
			snprintf(work->overdue_item, RATING_ID, "%s", it->id);
		else if (i == list.overdue && it->due != DAY_NONE)
			snprintf(work->due_item, RATING_ID, "%s", it->id);
	}
	requests_done(&list);
}

static void
find_evidence(struct overview_rows *rows, const struct desk *desk)
{
	const struct catalog *c = desk->catalog;
	size_t requests = catalog_rows(c, TABLE_EVIDENCE);
	struct waiting waiting = { .rows = rows,
		.desk = desk,
		.requests = requests,
		.seen = xcalloc(requests + 1, sizeof(bool)),
		.settled = xcalloc(requests + 1, sizeof(bool)),
		.in_domain =
		    xcalloc(requests * rows->summary.count + 1, sizeof(bool)) };

	for (size_t i = 0; i < requests; i++)
		waiting.settled[i] = is_settled(desk_evidence_state(
		    desk, catalog_string(c, EVIDENCE_ID, i)));
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		size_t count = catalog_count(c, CONTROL_EVIDENCE, i);

		if (!standing_counts(desk_standing(desk, i)))
			continue;
		for (size_t j = 0; j < count; j++)
			take_request(&waiting, i,
			    catalog_child(c, CONTROL_EVIDENCE, i, j));
	}
	take_links(&waiting);
	find_due(rows, desk);
	free(waiting.seen);
	free(waiting.settled);
	free(waiting.in_domain);
}

/* Adds to a count; the first control that has any is remembered. */
static void
tally(size_t *count, size_t *first, size_t more, size_t control)
{
	if (more && !*count)
		*first = control;
	*count += more;
}

static const char *
first_objective(const struct desk *desk, size_t control)
{
	const struct catalog *c = desk->catalog;

	for (size_t i = 0; i < catalog_count(c, CONTROL_OBJECTIVES, control);
	     i++) {
		size_t row = catalog_child(c, CONTROL_OBJECTIVES, control, i);

		if (standing_objective_applies(&desk->frame, row) &&
		    standing_objective(&desk->frame, control, row) ==
		        DESIGNATION_NONE)
			return catalog_string(c, OBJECTIVE_ID, row);
	}
	return NULL;
}

/* A control with something deficient, whose clocks run. */
static void
take_deficient(
    struct overview_work *work, const struct desk *desk, size_t control)
{
	const struct standing *s = desk_standing(desk, control);
	struct clocks_frame frame = clocks_frame(desk);
	struct clocks clocks;

	if (!s->by[DESIGNATION_DEFICIENT] &&
	    s->designation != DESIGNATION_DEFICIENT)
		return;
	clocks_control(&frame, control, &clocks);
	if (!work->deficient++ ||
	    (clocks.plan_limit != DAY_NONE &&
	        clocks.plan_limit < work->clocks.plan_limit)) {
		work->deficient_control = control;
		work->clocks = clocks;
	}
}

static void
take_work(struct overview_work *work, const struct desk *desk, size_t control)
{
	const struct rating *r = desk_rating(desk, control);
	const struct standing *s = desk_standing(desk, control);

	if (s->by[DESIGNATION_NONE] && !work->objectives)
		work->next_objective = first_objective(desk, control);
	tally(&work->objectives, &work->objective_control,
	    s->by[DESIGNATION_NONE], control);
	for (int i = 1; i < MATURITY_LEVELS; i++) {
		if (!r->maturity.levels[i].asks)
			continue;
		if (!work->judgements++)
			work->judgement = (struct spot){ .kind = SPOT_LEVEL,
				.control = control,
				.level = i };
	}
	tally(&work->flagged, &work->flagged_control, r->flagged, control);
	tally(&work->stale, &work->stale_control, s->stale, control);
	tally(&work->recheck, &work->recheck_control, s->recheck, control);
	tally(&work->returned, &work->returned_control,
	    s->review == REVIEW_RETURNED, control);
	take_deficient(work, desk, control);
}

static void
find_work(struct overview_rows *rows, const struct desk *desk)
{
	const struct catalog *c = desk->catalog;

	rows->work =
	    (struct overview_work){ .judgement = { .control = CATALOG_NONE } };
	for (size_t i = 0; i < catalog_rows(c, TABLE_CONTROL); i++) {
		size_t domain = catalog_ref(c, CONTROL_DOMAIN, i);

		if (!standing_counts(desk_standing(desk, i)))
			continue;
		if (domain != CATALOG_NONE)
			rows->domain_flagged[domain] |=
			    desk_rating(desk, i)->flagged;
		if (overview_is_in(c, i, rows->domain))
			take_work(&rows->work, desk, i);
	}
	find_evidence(rows, desk);
}

/* What a control is sorted by, the most of it first; for the level the lowest,
 * since there is most to do. */
static long
control_key(const struct desk *desk, size_t control, enum overview_sort sort)
{
	const struct standing *s = desk_standing(desk, control);
	const struct rating *r = desk_rating(desk, control);
	long weight = catalog_number(desk->catalog, CONTROL_WEIGHT, control);

	if (!standing_counts(s) && sort != OVERVIEW_BY_NAME)
		return -1000000;
	switch (sort) {
	case OVERVIEW_BY_GAP:
		return s->gap > 0 ? s->gap * 100 + weight : s->gap;
	case OVERVIEW_BY_WEIGHT:
		return weight;
	case OVERVIEW_BY_LEFT:
		return (long)r->left;
	case OVERVIEW_BY_LEVEL:
		return s->concluded >= 0 ? -s->concluded : -1000;
	default:
		return 0;
	}
}

static long
hundredths(struct ratio ratio)
{
	return ratio.denominator > 0 ? 100 * ratio.numerator / ratio.denominator
	                             : -1;
}

static long
domain_key(const struct rollup *r, enum overview_sort sort)
{
	switch (sort) {
	case OVERVIEW_BY_GAP:
		return hundredths(overview_domain_gap(r));
	case OVERVIEW_BY_WEIGHT:
		return r->weight;
	case OVERVIEW_BY_LEFT:
		return (long)(r->in_scope - r->concluded);
	case OVERVIEW_BY_LEVEL:
		return r->average.denominator ? -hundredths(r->average)
		                              : -100000;
	default:
		return 0;
	}
}

static struct overview_row *
add_row(struct overview_rows *rows, size_t row, int depth)
{
	rows->items = mem_grow(rows->items, &rows->capacity, rows->count + 1,
	    sizeof(*rows->items));
	struct overview_row *item = &rows->items[rows->count];

	*item = (struct overview_row){
		.row = row,
		.depth = depth,
		.order = rows->count++,
	};
	return item;
}

/* Is the control an enhancement of one? */
static bool
is_nested(const struct desk *desk, size_t control)
{
	return catalog_ref(desk->catalog, CONTROL_PARENT, control) !=
	       CATALOG_NONE;
}

static void
add_rows(struct overview_rows *rows, const struct desk *desk)
{
	const struct outline *o = &desk->outline;

	rows->count = rows->domains = 0;
	for (size_t i = 0; i < o->count; i++) {
		const struct outline_node *n = &o->nodes[i];

		if (n->kind == OUTLINE_DOMAIN) {
			const struct rollup *r =
			    &rows->summary.domains[n->row].rollup;

			if (!has_controls(r))
				continue;
			rows->domains++;
			if (rows->by_domain && n->kept)
				add_row(rows, n->row, n->depth)->key =
				    domain_key(r, rows->sort);
		} else if (!rows->by_domain && n->kept &&
		           overview_is_in(
		               desk->catalog, n->row, rows->domain)) {
			add_row(rows, n->row, is_nested(desk, n->row))->key =
			    control_key(desk, n->row, rows->sort);
		}
	}
}

static int
compare_rows(const void *a, const void *b)
{
	const struct overview_row *x = a, *y = b;

	if (x->key != y->key)
		return x->key > y->key ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* The control of the view with the most urgent gap below a level concluded. */
static size_t
find_most_control(const struct overview_rows *rows, const struct desk *desk)
{
	size_t count, most = CATALOG_NONE;
	size_t *order = gap_order(desk, &count);

	for (size_t i = 0; i < count && most == CATALOG_NONE; i++)
		if (desk_standing(desk, order[i])->gap > 0 &&
		    overview_is_in(desk->catalog, order[i], rows->domain))
			most = order[i];
	free(order);
	return most;
}

static size_t
find_most_domain(const struct overview_rows *rows)
{
	size_t most = CATALOG_NONE;
	long best = 0;

	for (size_t i = 0; i < rows->summary.count; i++) {
		long gap = rows->summary.domains[i].rollup.gap_weight;

		if (gap > best) {
			best = gap;
			most = i;
		}
	}
	return most;
}

/* The filter's choice and the view's as text, to notice another one. */
static char *
choice(const struct overview_rows *rows, const struct desk *desk)
{
	const struct outline *o = &desk->outline;
	unsigned long long sum = 1469598103934665603ULL;

	for (size_t i = 0; i < o->count; i++)
		sum = (sum ^ o->nodes[i].kept) * 1099511628211ULL;
	return xasprintf("%llx %d %zu %d", sum, rows->by_domain, rows->domain,
	    (int)rows->sort);
}

/* Was all this made from what there is now? */
static bool
is_current(const struct overview_rows *rows, const struct desk *desk,
    const char *chosen)
{
	const struct session *session = desk->session;

	return rows->chosen && rows->session == session &&
	       rows->today == desk->frame.today &&
	       str_equal(rows->chosen, chosen) &&
	       (!session || (rows->commits == session_commits(session) &&
	                        str_equal(rows->session_id,
	                            session_header(session)->id)));
}

static void
remember(struct overview_rows *rows, const struct desk *desk, char *chosen)
{
	free(rows->chosen);
	free(rows->session_id);
	rows->chosen = chosen;
	rows->session = desk->session;
	rows->session_id =
	    desk->session ? xstrdup(session_header(desk->session)->id) : NULL;
	rows->commits = desk->session ? session_commits(desk->session) : 0;
	rows->today = desk->frame.today;
}

void
overview_rows_refresh(struct overview_rows *rows, const struct desk *desk)
{
	char *chosen = choice(rows, desk);

	if (is_current(rows, desk, chosen)) {
		free(chosen);
		return;
	}
	summary_done(&rows->summary);
	summary_init(&rows->summary, desk);
	free(rows->asked);
	free(rows->domain_evidence);
	free(rows->domain_flagged);
	rows->asked = xcalloc(
	    catalog_rows(desk->catalog, TABLE_CONTROL) + 1, sizeof(bool));
	rows->domain_evidence =
	    xcalloc(rows->summary.count + 1, sizeof(size_t));
	rows->domain_flagged = xcalloc(rows->summary.count + 1, sizeof(bool));
	find_work(rows, desk);
	add_rows(rows, desk);
	if (rows->sort != OVERVIEW_BY_NAME && rows->count)
		qsort(rows->items, rows->count, sizeof(*rows->items),
		    compare_rows);
	rows->most = rows->by_domain ? find_most_domain(rows)
	                             : find_most_control(rows, desk);
	remember(rows, desk, chosen);
}

void
overview_rows_done(struct overview_rows *rows)
{
	summary_done(&rows->summary);
	free(rows->items);
	free(rows->asked);
	free(rows->domain_evidence);
	free(rows->domain_flagged);
	free(rows->chosen);
	free(rows->session_id);
	*rows = (struct overview_rows){ 0 };
}

size_t
overview_rows_find(const struct overview_rows *rows, size_t row)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i].row == row)
			return i;
	return SIZE_MAX;
}

size_t
overview_rows_place(
    const struct overview_rows *rows, const struct desk *desk, size_t control)
{
	size_t place = SIZE_MAX, row = control;
	size_t depth = rows->summary.count;

	if (control == CATALOG_NONE)
		return SIZE_MAX;
	if (!rows->by_domain)
		return overview_rows_find(rows, control);
	row = catalog_ref(desk->catalog, CONTROL_DOMAIN, control);
	while (row != CATALOG_NONE && depth-- > 0 && place == SIZE_MAX) {
		place = overview_rows_find(rows, row);
		row = catalog_ref(desk->catalog, DOMAIN_PARENT, row);
	}
	return place;
}
