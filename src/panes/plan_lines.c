/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the plan's drawer lists, and in what order: slots by time; in a slot
 * its controls by who answers them. */

#include <config.h>

#include "panes/plan_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/dayword.h"
#include "model/people.h"
#include "model/schema.h"
#include "model/scope.h"

void
plan_done(struct plan *plan)
{
	for (size_t i = 0; i < plan->slots.count; i++) {
		free(plan->of[i].controls);
		free(plan->of[i].names);
		slot_people_done(&plan->of[i].people);
	}
	free(plan->of);
	slots_done(&plan->slots);
	free(plan->nowhere);
	free(plan->lines);
	*plan = (struct plan){ 0 };
}

static void
add_line(struct plan *plan, struct plan_line line)
{
	plan->lines = mem_grow(plan->lines, &plan->capacity, plan->count + 1,
	    sizeof(*plan->lines));
	plan->lines[plan->count++] = line;
}

static void
make_slot(struct plan_slot *slot, const struct desk *desk, const char *id)
{
	struct str names = { 0 };

	slot_controls(desk->session, desk->catalog, id, &slot->controls,
	    &slot->count);
	slot_people(desk->session, id, &slot->people);
	for (size_t i = 0; i < slot->people.count; i++) {
		char *name =
		    person_name(desk->session, slot->people.items[i].id);

		str_printf(&names, "%s%s", i ? ", " : "", name);
		free(name);
	}
	slot->names = str_steal(&names);
}

static void
find_nowhere(struct plan *plan, const struct desk *desk)
{
	size_t rows = catalog_rows(desk->catalog, TABLE_CONTROL);
	bool *placed = xcalloc(rows + 1, sizeof(*placed));

	for (size_t s = 0; s < plan->slots.count; s++)
		for (size_t i = 0; i < plan->of[s].count; i++)
			placed[plan->of[s].controls[i]] = true;
	plan->nowhere = xcalloc(rows + 1, sizeof(*plan->nowhere));
	for (size_t i = 0; i < rows; i++)
		if (!placed[i] && scope_is_in(&desk_standing(desk, i)->scope))
			plan->nowhere[plan->nowhere_count++] = i;
	free(placed);
}

void
plan_make(struct plan *plan, const struct desk *desk)
{
	if (desk->session)
		slots_list(desk->session, &plan->slots);
	plan->of = xcalloc(plan->slots.count + 1, sizeof(*plan->of));
	for (size_t i = 0; i < plan->slots.count; i++)
		make_slot(&plan->of[i], desk, plan->slots.items[i].id);
	find_nowhere(plan, desk);
}

/* Who operates it is asked before who answers for it. */
static int
rank(const struct person *person)
{
	const char *at = strchr("RASCI", person_letter(person));

	return at && *at ? (int)(at - "RASCI") : 5;
}

/* The person of the slot to ask about a control: a number, or the number of
 * people where none of them may answer it. */
static size_t
person_for(
    const struct plan_slot *slot, const struct desk *desk, size_t control)
{
	size_t domain = catalog_ref(desk->catalog, CONTROL_DOMAIN, control);
	size_t best = slot->people.count;
	int lowest = 6;

	for (size_t i = 0; i < slot->people.count; i++) {
		struct person person;
		const char *id = slot->people.items[i].id;

		if (!person_get(desk->session, id, &person) ||
		    rank(&person) >= lowest ||
		    !person_answers(
		        desk->session, desk->catalog, id, domain))
			continue;
		lowest = rank(&person);
		best = i;
	}
	return best;
}

static void
add_slot_controls(struct plan *plan, const struct desk *desk, size_t number)
{
	const struct plan_slot *slot = &plan->of[number];
	size_t *who = xcalloc(slot->count + 1, sizeof(*who));

	for (size_t i = 0; i < slot->count; i++)
		who[i] = person_for(slot, desk, slot->controls[i]);
	for (size_t p = 0; p <= slot->people.count; p++) {
		bool named = false;

		for (size_t i = 0; i < slot->count; i++) {
			if (who[i] != p)
				continue;
			if (!named && slot->people.count)
				add_line(plan,
				    (struct plan_line){ .kind = PLAN_PERSON,
				        .slot = number,
				        .person = p < slot->people.count
				                      ? slot->people.items[p].id
				                      : NULL });
			named = true;
			add_line(plan,
			    (struct plan_line){ .kind = PLAN_CONTROL,
			        .slot = number,
			        .control = slot->controls[i] });
		}
	}
	free(who);
}

void
plan_fold(struct plan *plan, const struct desk *desk)
{
	plan->count = 0;
	for (size_t i = 0; i < plan->slots.count; i++) {
		add_line(plan,
		    (struct plan_line){ .kind = PLAN_SLOT, .slot = i });
		if (plan->of[i].unfolded)
			add_slot_controls(plan, desk, i);
	}
	if (!plan->nowhere_count)
		return;
	if (plan->slots.count)
		add_line(plan, (struct plan_line){ .kind = PLAN_BLANK });
	add_line(plan, (struct plan_line){ .kind = PLAN_FREE,
	                   .slot = PLAN_NOWHERE });
	for (size_t i = 0; plan->nowhere_unfolded && i < plan->nowhere_count;
	     i++)
		add_line(plan,
		    (struct plan_line){ .kind = PLAN_CONTROL,
		        .slot = PLAN_NOWHERE, .control = plan->nowhere[i] });
}

size_t
plan_count_gain(struct plan *plan, const struct changes *changes)
{
	size_t all = 0;

	for (size_t s = 0; s < plan->slots.count; s++) {
		char *prefix = xasprintf(
		    "slots/%s/controls/", plan->slots.items[s].id);

		plan->of[s].gain = 0;
		for (size_t i = 0; i < changes->count; i++)
			plan->of[s].gain +=
			    changes->items[i].value &&
			    str_starts(changes->items[i].path, prefix);
		all += plan->of[s].gain;
		free(prefix);
	}
	return all;
}

void
plan_slot_name(const struct plan *plan, const struct desk *desk, size_t number,
    struct str *out)
{
	const struct slot *slot = &plan->slots.items[number];

	if (slot->day != DAY_NONE) {
		dayword_show(slot->day, desk->frame.today, out);
		str_add_char(out, ' ');
	}
	if (slot->begin >= 0)
		str_printf(
		    out, "%02d:%02d ", slot->begin / 60, slot->begin % 60);
	/* TRANSLATORS: of a slot: it has no title */
	str_add(out, slot->title ? slot->title : _("no title"));
}

/* What the cursor stands on, kept over a change. */
struct place {
	enum plan_kind kind;
	char *slot; /* an id, or NULL */
	size_t control;
};

static const char *
slot_id(const struct plan *plan, const struct plan_line *line)
{
	bool has = line->slot != PLAN_NOWHERE &&
	           (line->kind == PLAN_SLOT || line->kind == PLAN_CONTROL);

	return has ? plan->slots.items[line->slot].id : NULL;
}

static bool
is_place(const struct plan *plan, size_t line, const struct place *place)
{
	const struct plan_line *at = &plan->lines[line];

	return at->kind == place->kind &&
	       str_equal(slot_id(plan, at), place->slot) &&
	       (at->kind != PLAN_CONTROL || at->control == place->control);
}

/* Folding stays with the slots that were there. */
static void
keep_folding(struct plan *now, const struct plan *before)
{
	now->nowhere_unfolded = before->nowhere_unfolded;
	for (size_t i = 0; i < now->slots.count; i++)
		for (size_t k = 0; k < before->slots.count; k++)
			if (before->of[k].unfolded &&
			    str_equal(now->slots.items[i].id,
			        before->slots.items[k].id))
				now->of[i].unfolded = true;
}

/* The line of a slot that was not there before. */
static bool
is_new(const struct plan *now, size_t line, const struct plan *before)
{
	if (now->lines[line].kind != PLAN_SLOT)
		return false;
	for (size_t i = 0; i < before->slots.count; i++)
		if (str_equal(before->slots.items[i].id,
		        now->slots.items[now->lines[line].slot].id))
			return false;
	return true;
}

void
plan_refresh(struct plan_drawer *d, const struct desk *desk)
{
	size_t commits = desk->session ? session_commits(desk->session) : 0;
	struct plan old = d->plan;
	struct place place = { .kind = PLAN_BLANK };

	if (d->made && d->commits == commits)
		return;
	if (d->cursor < old.count) {
		const struct plan_line *line = &old.lines[d->cursor];

		place.kind = line->kind;
		place.control = line->control;
		place.slot = xstrdup(slot_id(&old, line));
	}
	d->plan = (struct plan){ 0 };
	plan_make(&d->plan, desk);
	keep_folding(&d->plan, &old);
	plan_fold(&d->plan, desk);
	for (size_t i = 0; i < d->plan.count; i++)
		if (d->made && d->plan.slots.count == old.slots.count + 1
		        ? is_new(&d->plan, i, &old)
		        : is_place(&d->plan, i, &place)) {
			d->cursor = i;
			break;
		}
	if (d->cursor >= d->plan.count)
		d->cursor = d->plan.count ? d->plan.count - 1 : 0;
	/* a line for the eye only is no place */
	while (d->cursor && d->plan.lines[d->cursor].kind >= PLAN_PERSON)
		d->cursor--;
	changes_done(&d->agenda);
	d->agenda = (struct changes){ 0 };
	d->offered = false;
	d->made = true;
	d->commits = commits;
	free(place.slot);
	plan_done(&old);
}
