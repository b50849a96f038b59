/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* The agenda by people instead of by control order. Domains that few slots can
 * answer are placed first; one that nearly has its fair share of time in a slot
 * goes there whole, else control after control until the share is used up. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/records.h"
#include "model/session.h"
#include "model/slots.h"

/* How well the people of a slot can answer a domain. */
enum rank { RANK_NONE, RANK_OTHERS, RANK_OWNERS };

/* A share of time: seconds for so many items. */
struct pace {
	long long seconds, items;
};

/* A slot being filled. */
struct bin {
	const char *id;    /* borrowed from the list */
	long long seconds; /* left of its plan */
	long long items;   /* left to be answered in it */
};

/* What of one domain is without slot. */
struct group {
	size_t domain;
	size_t *controls; /* inside `controls` of the plan */
	size_t count;
	long long items;
	enum rank best;
	size_t choices; /* bins of the best rank */
};

struct plan {
	const struct desk *desk;
	struct slots slots;
	struct bin *bins;
	size_t bin_count;
	size_t *controls; /* to be placed, by domain */
	size_t control_count;
	struct group *groups;
	size_t group_count;
	unsigned char *ranks; /* enum rank by domain and bin */
	struct changes *changes;
	struct pace fair; /* of all slots, with all that is to be placed */
	size_t placed;
};

/* Is the first at least as good? */
static bool
pace_reaches(struct pace a, struct pace b)
{
	return a.seconds * b.items >= b.seconds * a.items;
}

static long long
control_items(const struct desk *desk, size_t control)
{
	size_t left = desk_rating(desk, control)->left;

	/* the question itself takes time where nothing is to be ticked */
	return left ? (long long)left : 1;
}

static enum rank
person_rank(const struct plan *plan, const char *id, size_t domain)
{
	const struct session *session = plan->desk->session;
	const char *role = record_get(session, "people", id, "role");

	if (!person_answers(session, plan->desk->catalog, id, domain))
		return RANK_NONE;
	return str_equal(role, "accountable") || str_equal(role, "responsible")
	           ? RANK_OWNERS
	           : RANK_OTHERS;
}

static size_t
domains(const struct plan *plan)
{
	return catalog_rows(plan->desk->catalog, TABLE_DOMAIN);
}

static enum rank
rank_of(const struct plan *plan, size_t domain, size_t bin)
{
	return plan->ranks[domain * plan->bin_count + bin];
}

static void
rank_bin(struct plan *plan, size_t bin)
{
	struct slot_people people;

	slot_people(plan->desk->session, plan->bins[bin].id, &people);
	for (size_t i = 0; i < people.count; i++)
		for (size_t domain = 0; domain < domains(plan); domain++) {
			unsigned char *rank =
			    &plan->ranks[domain * plan->bin_count + bin];
			enum rank own = RANK_NONE;

			if (!str_equal(people.items[i].presence, "gone"))
				own = person_rank(
				    plan, people.items[i].id, domain);
			if (own > *rank)
				*rank = (unsigned char)own;
		}
	slot_people_done(&people);
}

/* Counts what a slot has to do, and marks its controls. */
static void
fill_bin(
    const struct plan *plan, const char *slot, struct bin *bin, bool *taken)
{
	const struct desk *desk = plan->desk;
	size_t *controls, count;

	slot_controls(desk->session, desk->catalog, slot, &controls, &count);
	for (size_t i = 0; i < count; i++) {
		taken[controls[i]] = true;
		if (bin && standing_counts(desk_standing(desk, controls[i])))
			bin->items +=
			    (long long)desk_rating(desk, controls[i])->left;
	}
	free(controls);
}

/* What has no length planned counts as an hour. */
static long long
seconds_left(const struct slot_clock *clock)
{
	enum { HOUR = 3600 };
	long long left = clock->planned ? clock->left : HOUR - clock->elapsed;

	return left > 0 ? left : 0;
}

static void
open_bins(struct plan *plan, bool *taken)
{
	plan->bins = xcalloc(plan->slots.count + 1, sizeof(*plan->bins));
	for (size_t i = 0; i < plan->slots.count; i++) {
		const struct slot *slot = &plan->slots.items[i];
		struct bin *bin = NULL;
		struct slot_clock clock;

		if (!slot->ended) {
			bin = &plan->bins[plan->bin_count++];
			slot_clock(
			    plan->desk, slot->id, plan->desk->now, &clock);
			bin->id = slot->id;
			bin->seconds = seconds_left(&clock);
		}
		fill_bin(plan, slot->id, bin, taken);
	}
	plan->ranks = xcalloc(domains(plan) * plan->bin_count + 1, 1);
	for (size_t i = 0; i < plan->bin_count; i++)
		rank_bin(plan, i);
}

/* The best rank there is for a domain, and how many slots have it. */
static void
rank_group(const struct plan *plan, struct group *group)
{
	for (size_t i = 0; i < plan->bin_count; i++) {
		enum rank rank = rank_of(plan, group->domain, i);

		if (rank > group->best)
			group->choices = 0;
		if (rank >= group->best)
			group->choices++;
		if (rank > group->best)
			group->best = rank;
	}
}

/* Gathers the controls without slot, domain by domain. */
static void
gather(struct plan *plan, const bool *taken)
{
	const struct catalog *c = plan->desk->catalog;
	size_t count = catalog_rows(c, TABLE_CONTROL);

	plan->controls = xcalloc(count + 1, sizeof(*plan->controls));
	plan->groups = xcalloc(domains(plan) + 1, sizeof(*plan->groups));
	for (size_t domain = 0; domain < domains(plan); domain++) {
		struct group group = { .domain = domain,
			.controls = plan->controls + plan->control_count };

		for (size_t i = 0; i < count; i++) {
			if (taken[i] ||
			    catalog_ref(c, CONTROL_DOMAIN, i) != domain ||
			    !standing_counts(desk_standing(plan->desk, i)))
				continue;
			group.controls[group.count++] = i;
			group.items += control_items(plan->desk, i);
		}
		rank_group(plan, &group);
		if (!group.count || group.best == RANK_NONE)
			continue;
		plan->control_count += group.count;
		plan->groups[plan->group_count++] = group;
	}
}

/* Those with the fewest slots first, then the pack's order. */
static int
compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if (x->choices != y->choices)
		return x->choices < y->choices ? -1 : 1;
	return (x->domain > y->domain) - (x->domain < y->domain);
}

static bool
may_take(const struct plan *plan, const struct group *group, size_t bin)
{
	return rank_of(plan, group->domain, bin) == group->best;
}

static void
share_out(struct plan *plan)
{
	for (size_t i = 0; i < plan->group_count; i++)
		plan->fair.items += plan->groups[i].items;
	for (size_t i = 0; i < plan->bin_count; i++) {
		plan->fair.seconds += plan->bins[i].seconds;
		plan->fair.items += plan->bins[i].items;
	}
}

/* What an item has on average over the slots that may take a group, or over
 * all; the smaller. */
static struct pace
fair_pace(const struct plan *plan, const struct group *group)
{
	struct pace own = { .items = group->items };

	for (size_t i = 0; i < plan->bin_count; i++)
		if (may_take(plan, group, i)) {
			own.seconds += plan->bins[i].seconds;
			own.items += plan->bins[i].items;
		}
	return pace_reaches(plan->fair, own) ? own : plan->fair;
}

static struct pace
pace_with(const struct bin *bin, long long items)
{
	return (struct pace){ bin->seconds, bin->items + items };
}

/* The slot that has the most time an item with so many more; of equals the one
 * with fewer items, then the earlier. */
static size_t
choose(const struct plan *plan, const struct group *group, long long items)
{
	size_t best = CATALOG_NONE;

	for (size_t i = 0; i < plan->bin_count; i++) {
		if (!may_take(plan, group, i))
			continue;
		if (best == CATALOG_NONE) {
			best = i;
			continue;
		}
		struct pace here = pace_with(&plan->bins[i], items);
		struct pace there = pace_with(&plan->bins[best], items);

		if (!pace_reaches(there, here) ||
		    (pace_reaches(here, there) && here.items < there.items))
			best = i;
	}
	return best;
}

static void
put(struct plan *plan, size_t control, size_t bin)
{
	char *field = xasprintf("controls/%s",
	    catalog_string(plan->desk->catalog, CONTROL_ID, control));

	record_set(plan->changes, "slots", plan->bins[bin].id, field, "yes");
	free(field);
	plan->bins[bin].items += control_items(plan->desk, control);
	plan->placed++;
}

/* Would so many more items in a slot still have a pace, or three quarters of
 * it? */
static bool
fits(const struct plan *plan, size_t bin, long long items, struct pace pace,
    bool nearly)
{
	if (nearly)
		pace = (struct pace){ pace.seconds * 3, pace.items * 4 };
	return pace_reaches(pace_with(&plan->bins[bin], items), pace);
}

static void
place(struct plan *plan, const struct group *group)
{
	struct pace fair = fair_pace(plan, group);
	long long rest = group->items;
	size_t at = CATALOG_NONE;
	bool whole = false;

	for (size_t i = 0; i < group->count; i++) {
		long long items = control_items(plan->desk, group->controls[i]);

		if (at == CATALOG_NONE ||
		    (!whole && !fits(plan, at, items, fair, false))) {
			/* all that is left, if it fits, else this one */
			at = choose(plan, group, rest);
			whole = fits(plan, at, rest, fair, true);
			if (!whole)
				at = choose(plan, group, items);
		}
		put(plan, group->controls[i], at);
		rest -= items;
	}
}

size_t
slots_plan(const struct desk *desk, struct changes *changes)
{
	struct plan plan = { .desk = desk, .changes = changes };
	bool *taken = xcalloc(
	    catalog_rows(desk->catalog, TABLE_CONTROL) + 1, sizeof(*taken));

	slots_list(desk->session, &plan.slots);
	open_bins(&plan, taken);
	gather(&plan, taken);
	if (plan.group_count)
		qsort(plan.groups, plan.group_count, sizeof(*plan.groups),
		    compare_groups);
	share_out(&plan);
	for (size_t i = 0; i < plan.group_count; i++)
		place(&plan, &plan.groups[i]);
	free(taken);
	free(plan.groups);
	free(plan.controls);
	free(plan.ranks);
	free(plan.bins);
	slots_done(&plan.slots);
	return plan.placed;
}
