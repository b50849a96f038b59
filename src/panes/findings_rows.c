/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which findings are listed, in which groups and order. */

#include <config.h>

#include "panes/findings_rows.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/search.h"
#include "panes/item_text.h"
#include "panes/picker.h"

/* Due in so many days is soon. */
enum { SOON_DAYS = 30 };
enum { DUE_OVER, DUE_SOON, DUE_LATER, DUE_NEVER, DUE_CLOSED };

/* A finding on its way into the list. */
struct member {
	size_t finding;
	size_t rank; /* of its group */
	char *group; /* what the group is called by; owned, NULL: none */
};
struct members {
	const struct desk *desk;
	const struct findings_want *want;
	const struct findings *list;
	struct member *items;
	size_t count;
};

const char *
findings_group_word(enum findings_group group)
{
	static const char *const words[FINDINGS_GROUPS] = { N_("none"),
		N_("control"), N_("owner"), N_("due") };

	return words[group];
}

const char *
findings_sort_word(enum findings_sort sort)
{
	static const char *const words[FINDINGS_SORTS] = { N_("id"), N_("due"),
		N_("control"), N_("state") };

	return words[sort];
}

const char *
findings_state_word(int state)
{
	static const char *const words[FINDINGS_STATES] = { N_("draft"),
		N_("confirmed"), N_("in progress"), N_("completed"),
		N_("cleared"), N_("candidate") };

	return words[state];
}

int
findings_state(const struct finding *finding)
{
	int state = 0;

	if (!finding->id)
		return FINDINGS_CANDIDATE;
	while (state < FINDINGS_CANDIDATE &&
	       !str_equal(findings_state_word(state), finding->state))
		state++;
	/* a state of a later version reads as a draft */
	return state == FINDINGS_CANDIDATE ? 0 : state;
}

static void
add_text(struct str *text, const char *part)
{
	if (part)
		str_printf(text, " %s", part);
}

/* All that a word of the filter may be found in. */
static bool
has_words(const struct desk *desk, const struct finding *f, const char *query)
{
	char *owner = f->owner ? person_name(desk->session, f->owner) : NULL;
	struct str text = { 0 };

	str_add(&text, _(findings_state_word(findings_state(f))));
	str_add_char(&text, ' ');
	if (f->about)
		item_text_show(desk, f->about, &text);
	add_text(&text, f->name);
	add_text(&text, f->artifact);
	add_text(&text, f->evidence);
	add_text(&text, owner);
	add_text(&text, f->condition);
	add_text(&text, f->impact);
	add_text(&text, f->recommendation);
	add_text(&text, f->plan);
	bool has = picker_matches(query, str_text(&text));

	str_done(&text);
	free(owner);
	return has;
}

static size_t
due_rank(const struct desk *desk, const struct finding *f)
{
	if (!f->open)
		return DUE_CLOSED;
	if (f->due == DAY_NONE || desk->frame.today == DAY_NONE)
		return DUE_NEVER;
	return f->overdue                                ? DUE_OVER
	       : f->due - desk->frame.today <= SOON_DAYS ? DUE_SOON
	                                                 : DUE_LATER;
}

static void
add_member(struct members *members, size_t i)
{
	const struct desk *desk = members->desk;
	const struct finding *f = &members->list->items[i];
	struct member *member = &members->items[members->count++];

	*member = (struct member){ .finding = i };
	switch (members->want->group) {
	case FINDINGS_BY_CONTROL:
		member->rank = f->control;
		break;
	case FINDINGS_BY_OWNER:
		member->group =
		    f->owner ? person_name(desk->session, f->owner) : NULL;
		member->rank = member->group ? 0 : 1;
		break;
	case FINDINGS_BY_DUE:
		member->rank = due_rank(desk, f);
		break;
	default:
		break;
	}
}

static int
compare_groups(const struct member *x, const struct member *y)
{
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->group && y->group ? str_natural_compare(x->group, y->group)
	                            : 0;
}

/* What is done with, and what has no day, comes after the rest. */
static int
due_key(const struct finding *f)
{
	return !f->open ? INT_MAX : f->due == DAY_NONE ? INT_MAX - 1 : f->due;
}

/* What is still to be worked on first. */
static int
state_key(const struct finding *f)
{
	static const int keys[FINDINGS_STATES] = { 1, 0, 2, 4, 5, 3 };

	return keys[findings_state(f)];
}

static int
compare(const void *a, const void *b, void *data)
{
	const struct members *members = data;
	const struct member *x = a, *y = b;
	const struct finding *f = &members->list->items[x->finding];
	const struct finding *g = &members->list->items[y->finding];
	int order = compare_groups(x, y), p = 0, q = 0;

	if (order)
		return order;
	switch (members->want->sort) {
	case FINDINGS_DUE:
		p = due_key(f);
		q = due_key(g);
		break;
	case FINDINGS_CONTROL:
		if (f->control != g->control)
			return f->control < g->control ? -1 : 1;
		break;
	case FINDINGS_STATE:
		p = state_key(f);
		q = state_key(g);
		break;
	default:
		break;
	}
	if (p != q)
		return p < q ? -1 : 1;
	return (x->finding > y->finding) - (x->finding < y->finding);
}

static char *
heading(const struct members *members, const struct member *member)
{
	static const char *const dues[] = { N_("Overdue"),
		N_("Due within 30 days"), N_("Due later"), N_("No day named"),
		N_("Completed or cleared") };
	const struct catalog *c = members->desk->catalog;

	if (members->want->group == FINDINGS_BY_DUE)
		return xstrdup(_(dues[member->rank]));
	if (members->want->group == FINDINGS_BY_OWNER)
		return xstrdup(
		    member->group ? member->group : _("Nobody named"));
	if (member->rank == CATALOG_NONE)
		return xstrdup(_("No control of this pack"));
	return xasprintf("%s %s", catalog_string(c, CONTROL_ID, member->rank),
	    catalog_control_name(c, member->rank, members->desk->language));
}

static struct findings_row *
add_row(struct findings_rows *rows, enum findings_kind kind)
{
	rows->items = mem_grow(rows->items, &rows->capacity, rows->count + 1,
	    sizeof(*rows->items));
	rows->items[rows->count] = (struct findings_row){ .kind = kind };
	return &rows->items[rows->count++];
}

static void
make_rows(const struct members *members, struct findings_rows *rows)
{
	bool grouped = members->want->group != FINDINGS_TOGETHER;

	rows->places = xcalloc(members->count + 1, sizeof(*rows->places));
	for (size_t i = 0; i < members->count; i++) {
		const struct member *member = &members->items[i];

		if (grouped && (!i || compare_groups(member, member - 1))) {
			if (i)
				add_row(rows, FINDINGS_BLANK);
			add_row(rows, FINDINGS_HEADING)->heading =
			    heading(members, member);
		}
		rows->places[rows->shown] = rows->count;
		struct findings_row *row = add_row(rows, FINDINGS_ITEM);

		row->finding = member->finding;
		row->place = rows->shown++;
	}
}

void
findings_rows_make(const struct desk *desk, const struct findings_want *want,
    struct findings_rows *rows)
{
	struct members members = {
		.desk = desk, .want = want, .list = &rows->list
	};
	char *query = want->words ? search_fold(want->words) : NULL;

	findings_rows_done(rows);
	findings_list(desk, true, &rows->list);
	members.items = xcalloc(rows->list.count + 1, sizeof(*members.items));
	for (size_t i = 0; i < rows->list.count; i++) {
		const struct finding *f = &rows->list.items[i];

		rows->by[findings_state(f)]++;
		rows->overdue += f->overdue;
		if (!query || !*query || has_words(desk, f, query))
			add_member(&members, i);
	}
	if (members.count)
		qsort_r(members.items, members.count, sizeof(*members.items),
		    compare, &members);
	make_rows(&members, rows);
	for (size_t i = 0; i < members.count; i++)
		free(members.items[i].group);
	free(members.items);
	free(query);
}

void
findings_rows_done(struct findings_rows *rows)
{
	findings_done(&rows->list);
	for (size_t i = 0; i < rows->count; i++)
		free(rows->items[i].heading);
	free(rows->items);
	free(rows->places);
	*rows = (struct findings_rows){ 0 };
}
