/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Items into groups and order. */

#include <config.h>

#include "panes/register_rows.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/artifacts.h"
#include "model/calendar.h"
#include "model/catalog.h"
#include "model/desk.h"
#include "model/people.h"
#include "model/search.h"
#include "model/session.h"
#include "panes/picker.h"
#include "ui/canvas.h"

/* An item in a group, before it becomes a row. */
struct member {
	size_t artifact, control;
	const char *group; /* its name; NULL: none, comes last */
	size_t rank;       /* of the group, where names do not order */
	int due, state;
	unsigned long long seq;
};
struct members {
	struct member *items;
	size_t count, capacity;
	char **names; /* of people, by artifact; owned */
	const struct desk *desk;
	const struct register_want *want;
};

const char *
register_group_word(enum register_group group)
{
	static const char *const words[REGISTER_GROUPS] = { N_("state"),
		N_("person"), N_("area"), N_("control") };

	return words[group];
}

const char *
register_sort_word(enum register_sort sort)
{
	static const char *const words[REGISTER_SORTS] = { N_("due"), N_("id"),
		N_("title"), N_("newest") };

	return words[sort];
}

bool
register_has(const struct desk *desk, const struct artifact *artifact)
{
	if (artifact->row == CATALOG_NONE ||
	    artifact->state != EVIDENCE_NOT_REQUESTED)
		return true;
	for (size_t i = 0; i < artifact->link_count; i++)
		if (scope_is_in(&desk_standing(desk, artifact->links[i].control)
		                     ->scope))
			return true;
	return false;
}

const char *
register_area(const struct desk *desk, const struct artifact *artifact)
{
	size_t row =
	    artifact->row != CATALOG_NONE ? artifact->row : artifact->request;

	return row == CATALOG_NONE
	           ? NULL
	           : catalog_string(desk->catalog, EVIDENCE_AREA, row);
}

/* What waits longest on somebody comes first. */
static int
state_rank(enum evidence_state state)
{
	static const int ranks[EVIDENCE_STATES] = {
		[EVIDENCE_REQUESTED] = 0,
		[EVIDENCE_NOT_REQUESTED] = 1,
		[EVIDENCE_REJECTED] = 2,
		[EVIDENCE_UNDER_REVIEW] = 3,
		[EVIDENCE_RECEIVED] = 4,
		[EVIDENCE_ACCEPTED] = 5,
		[EVIDENCE_VIEWED] = 6,
		[EVIDENCE_NOT_AVAILABLE] = 7,
		[EVIDENCE_NOT_APPLICABLE] = 8,
		[EVIDENCE_SUPERSEDED] = 9,
	};

	return ranks[state];
}

/* All that a word of the filter may be found in. */
static bool
has_words(const struct desk *desk, const struct artifact *artifact,
    const char *person, const char *query)
{
	const char *area = register_area(desk, artifact);
	struct str text = { 0 };
	size_t last = CATALOG_NONE;

	str_printf(&text, "%s %s %s %s %s", artifact->id, artifact->title,
	    person ? person : "", area ? area : "",
	    _(evidence_state_word(artifact->state)));
	for (size_t i = 0; i < artifact->link_count; i++) {
		size_t control = artifact->links[i].control;

		if (control == last)
			continue;
		last = control;
		str_printf(&text, " %s",
		    catalog_string(desk->catalog, CONTROL_ID, control));
	}
	bool has = picker_matches(query, str_text(&text));

	str_done(&text);
	return has;
}

static unsigned long long
state_seq(const struct desk *desk, const struct artifact *artifact)
{
	char *path;
	const struct entry *entry;

	if (!desk->session)
		return 0;
	path = artifact_path(artifact->id, "state");
	entry = session_entry(desk->session, path);
	free(path);
	return entry ? entry->seq : 0;
}

static struct member *
add_member(struct members *members, size_t i, const struct member *like)
{
	members->items = mem_grow(members->items, &members->capacity,
	    members->count + 1, sizeof(*members->items));
	members->items[members->count] = *like;
	members->items[members->count].artifact = i;
	return &members->items[members->count++];
}

/* Once for each control in scope that it hangs on. */
static void
add_by_control(struct members *members, size_t i,
    const struct artifact *artifact, const struct member *like)
{
	size_t last = CATALOG_NONE, before = members->count;

	for (size_t k = 0; k < artifact->link_count; k++) {
		size_t control = artifact->links[k].control;
		struct member *member;

		if (control == last ||
		    !scope_is_in(&desk_standing(members->desk, control)->scope))
			continue;
		last = control;
		member = add_member(members, i, like);
		member->control = member->rank = control;
		member->group =
		    catalog_string(members->desk->catalog, CONTROL_ID, control);
	}
	if (members->count == before)
		add_member(members, i, like);
}

static void
add_artifact(struct members *members, size_t i, const struct artifact *it)
{
	const struct desk *desk = members->desk;
	bool waits = artifact_group(it->state) == ARTIFACT_OUTSTANDING;
	struct member member = {
		.control = CATALOG_NONE,
		.due = waits && it->due != DAY_NONE ? it->due : INT_MAX,
		.state = state_rank(it->state),
		.seq = members->want->sort == REGISTER_NEWEST
		           ? state_seq(desk, it)
		           : 0,
	};

	switch (members->want->group) {
	case REGISTER_BY_STATE:
		member.rank = artifact_group(it->state);
		member.group = "";
		break;
	case REGISTER_BY_PERSON:
		member.group = members->names[i];
		break;
	case REGISTER_BY_AREA:
		member.group = register_area(desk, it);
		break;
	default:
		add_by_control(members, i, it, &member);
		return;
	}
	add_member(members, i, &member);
}

static int
compare_groups(const struct member *x, const struct member *y)
{
	if (!x->group || !y->group)
		return !x->group - !y->group;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return str_natural_compare(x->group, y->group);
}

/* The pack's requests by their ids, then one's own by their titles: their ids
 * say nothing. */
static int
compare_names(const struct artifact *p, const struct artifact *q)
{
	bool own = p->row == CATALOG_NONE;
	int order = own - (q->row == CATALOG_NONE);

	if (!order && own)
		order = str_natural_compare(p->title, q->title);
	return order ? order : str_natural_compare(p->id, q->id);
}

static int
compare(const void *a, const void *b, void *data)
{
	const struct member *x = a, *y = b;
	const struct members *members = data;
	const struct artifacts *all = desk_artifacts(members->desk);
	const struct artifact *p = artifacts_at(all, x->artifact);
	const struct artifact *q = artifacts_at(all, y->artifact);
	int order = compare_groups(x, y);

	if (order)
		return order;
	switch (members->want->sort) {
	case REGISTER_DUE:
		if (x->due != y->due)
			return x->due < y->due ? -1 : 1;
		order = x->state - y->state;
		break;
	case REGISTER_TITLE:
		order = str_natural_compare(p->title, q->title);
		break;
	case REGISTER_NEWEST:
		if (x->seq != y->seq)
			return x->seq > y->seq ? -1 : 1;
		break;
	case REGISTER_ID:
		order = str_natural_compare(p->id, q->id);
		break;
	case REGISTER_SORTS:
		break;
	}
	if (!order)
		order = compare_names(p, q);
	return order
	           ? order
	           : (x->artifact > y->artifact) - (x->artifact < y->artifact);
}

static char *
heading(const struct members *members, const struct member *member)
{
	static const char *const groups[] = { N_("Outstanding"), N_("In hand"),
		N_("Done") };
	static const char *const none[REGISTER_GROUPS] = { "",
		N_("Nobody named"), N_("No area"), N_("No control in scope") };
	const struct desk *desk = members->desk;

	if (members->want->group == REGISTER_BY_STATE)
		return xstrdup(_(groups[member->rank]));
	if (!member->group)
		return xstrdup(_(none[members->want->group]));
	if (members->want->group != REGISTER_BY_CONTROL)
		return xstrdup(member->group);
	return xasprintf("%s %s", member->group,
	    catalog_control_name(
	        desk->catalog, member->control, desk->language));
}

static struct register_row *
add_row(struct register_rows *rows, enum register_kind kind)
{
	rows->items = mem_grow(rows->items, &rows->capacity, rows->count + 1,
	    sizeof(*rows->items));
	rows->items[rows->count] = (struct register_row){
		.kind = kind,
		.artifact = CATALOG_NONE,
		.control = CATALOG_NONE,
	};
	return &rows->items[rows->count++];
}

static void
make_rows(const struct members *members, struct register_rows *rows)
{
	const struct artifacts *all = desk_artifacts(members->desk);

	rows->places = xcalloc(members->count + 1, sizeof(*rows->places));
	for (size_t i = 0; i < members->count; i++) {
		const struct member *member = &members->items[i];
		const struct artifact *it = artifacts_at(all, member->artifact);
		int cells = text_cells(it->id);

		if (!i || compare_groups(member, member - 1)) {
			if (i)
				add_row(rows, REGISTER_BLANK);
			add_row(rows, REGISTER_HEADING)->heading =
			    heading(members, member);
		}
		rows->places[rows->shown] = rows->count;
		struct register_row *row = add_row(rows, REGISTER_ITEM);

		row->artifact = member->artifact;
		row->control = member->control;
		row->place = rows->shown++;
		if (cells > rows->id_cells)
			rows->id_cells = cells;
	}
}

static void
count_item(const struct artifact *it, struct register_rows *rows)
{
	enum artifact_group group = artifact_group(it->state);

	rows->all++;
	rows->outstanding += group == ARTIFACT_OUTSTANDING;
	rows->in_hand += group == ARTIFACT_IN_HAND;
	rows->done += group == ARTIFACT_FINISHED;
	rows->overdue += (it->flags & ARTIFACT_OVERDUE) != 0;
}

static bool
is_wanted(const struct members *members, size_t i, const struct artifact *it,
    const char *query)
{
	const struct register_want *want = members->want;

	if (want->outstanding &&
	    artifact_group(it->state) != ARTIFACT_OUTSTANDING)
		return false;
	return !query || !*query ||
	       has_words(members->desk, it, members->names[i], query);
}

void
register_rows_make(const struct desk *desk, const struct register_want *want,
    struct register_rows *rows)
{
	size_t count = artifacts_count(desk_artifacts(desk));
	struct members members = { .desk = desk, .want = want };
	char *query = want->words ? search_fold(want->words) : NULL;
	bool names = (query && *query) || want->group == REGISTER_BY_PERSON;

	register_rows_done(rows);
	members.names = xcalloc(count + 1, sizeof(*members.names));
	for (size_t i = 0; i < count; i++) {
		const struct artifact *it =
		    artifacts_at(desk_artifacts(desk), i);

		if (!register_has(desk, it))
			continue;
		count_item(it, rows);
		if (names && it->person)
			members.names[i] =
			    person_name(desk->session, it->person);
		if (is_wanted(&members, i, it, query))
			add_artifact(&members, i, it);
	}
	if (members.count)
		qsort_r(members.items, members.count, sizeof(*members.items),
		    compare, &members);
	make_rows(&members, rows);
	for (size_t i = 0; i < catalog_rows(desk->catalog, TABLE_CONTROL); i++)
		rows->controls += scope_is_in(&desk_standing(desk, i)->scope);
	for (size_t i = 0; i < count; i++)
		free(members.names[i]);
	free(members.names);
	free(members.items);
	free(query);
}

void
register_rows_done(struct register_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		free(rows->items[i].heading);
	free(rows->items);
	free(rows->places);
	*rows = (struct register_rows){ 0 };
}
