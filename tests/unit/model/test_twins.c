/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "model/twins.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "on_desk.h"
#include "whole_scf.h"

/* Controls in natural order. */
enum { ONE, TWO, THREE, FOUR, OLD, OTHER };
enum { DOMAIN_AB, DOMAIN_SUB };

/* A control with one level of criteria of these words. */
static size_t
carry(struct on_desk *it, const char *domain, const char *id, int level,
    const char *const *texts)
{
	size_t row = pack_control_in(&it->pack, domain, id, "A control.");
	size_t at = pack_level(&it->pack, row, level);

	for (; *texts; texts++)
		pack_criterion(&it->pack, at, *texts);
	return row;
}

/* AB-1 to AB-3 list their meetings at level 2, AB-4 at level 3, AB-5 is
 * withdrawn, and AC-1 lies in a domain below. */
static void
set_up(struct on_desk *it)
{
	static const char *const meet[] = { "Meetings are listed.",
		"Guests are met.", NULL };
	static const char *const late[] = { "Somebody keeps the door.",
		"Meetings are listed.", NULL };
	static const char *const twice[] = { "Meetings are listed.",
		"Meetings are listed.", NULL };

	pack_begin(&it->pack);
	size_t domain = builder_child(it->pack.builder, PACK_DOMAINS, 0);

	builder_text(it->pack.builder, DOMAIN_ID, domain, "AC");
	builder_text(it->pack.builder, DOMAIN_NAME, domain, "Below");
	builder_text(it->pack.builder, DOMAIN_PARENT, domain, "AB");
	carry(it, "AB", "AB-1", 2, meet);
	carry(it, "AB", "AB-2", 2, late);
	carry(it, "AB", "AB-3", 2, twice);
	carry(it, "AB", "AB-4", 3, meet);
	builder_text(it->pack.builder, CONTROL_STATUS,
	    carry(it, "AB", "AB-5", 2, meet), "withdrawn");
	carry(it, "AC", "AC-1", 2, meet);
	on_desk_open(it);
}

static void
find(const struct on_desk *it, size_t control, size_t n, struct twins *out)
{
	twins_find(
	    &it->desk, control, 2, on_desk_criterion(it, control, 2, n), out);
}

/* Copies the first criterion of a control to whom the preset takes; how many
 * changes that was. */
static size_t
copy(struct on_desk *it, size_t control)
{
	struct changes changes = { 0 };
	struct twins twins;

	find(it, control, 1, &twins);
	twins_copy(&it->desk, control, 2, on_desk_criterion(it, control, 2, 1),
	    &twins, &changes);
	twins_done(&twins);
	return on_desk_apply(it, &changes);
}

static enum criterion_state
state(const struct on_desk *it, size_t control, size_t n)
{
	return desk_state(
	    &it->desk, (struct spot){ SPOT_CRITERION, control, 2, n - 1 });
}

static bool
recheck(const struct on_desk *it, size_t control, size_t n)
{
	return twins_recheck(
	    &it->desk, control, 2, on_desk_criterion(it, control, 2, n));
}

Test(twins, the_same_words_at_the_same_level_of_the_domain_are_found)
{
	struct on_desk it = { 0 };
	struct twins twins;

	set_up(&it);
	find(&it, ONE, 1, &twins);
	cr_assert_eq(twins.count, 3, "AB-2, AB-3, AB-5, not %zu", twins.count);
	cr_assert(twins.items[0].control == TWO && twins.items[0].item == 1,
	    "in AB-2 it is the second");
	cr_assert(twins.items[1].control == THREE && twins.items[1].item == 0,
	    "in AB-3 the first; its twin is another one");
	cr_assert_eq(twins.items[2].control, OLD, "the withdrawn one is shown");
	cr_assert_not(twins.items[2].in_scope, "as out of scope");
	cr_assert_not(twins.items[2].take, "and left alone");
	cr_assert(twins.items[0].take && twins.items[1].take,
	    "what is unassessed is taken");
	twins_done(&twins);
	find(&it, THREE, 2, &twins);
	cr_assert_eq(twins.count, 0, "nobody else says it twice");
	twins_done(&twins);
	on_desk_done(&it);
}

Test(twins, a_copy_has_state_reason_and_source)
{
	struct on_desk it = { 0 };
	struct twins twins;

	set_up(&it);
	cr_assert_eq(copy(&it, ONE), 0, "nothing to copy from an open one");
	on_desk_record(&it, "AB-1/criteria/2.1/state", "not applicable",
	    "There are no meetings.");
	cr_assert_eq(copy(&it, ONE), 4, "two states and two marks");
	cr_assert_eq(state(&it, TWO, 2), STATE_NOT_APPLICABLE, "AB-2");
	cr_assert_eq(state(&it, THREE, 1), STATE_NOT_APPLICABLE, "AB-3");
	cr_assert_eq(state(&it, OLD, 1), STATE_UNASSESSED, "not AB-5");
	cr_assert_eq(desk_standing(&it.desk, TWO)->copied, 1, "it is marked");
	find(&it, ONE, 1, &twins);
	cr_assert(twins.items[0].copied && !twins.items[0].recheck,
	    "a copy that is as its source");
	cr_assert_not(twins.items[0].take, "which needs no other");
	twins_done(&twins);
	on_desk_undo(&it);
	cr_assert_eq(state(&it, TWO, 2), STATE_UNASSESSED, "one undo");
	cr_assert_eq(state(&it, THREE, 1), STATE_UNASSESSED, "takes all back");
	on_desk_done(&it);
}

Test(twins, who_has_the_answer_already_or_another_one_is_left_alone)
{
	struct on_desk it = { 0 };
	struct changes changes = { 0 };
	struct twins twins;

	set_up(&it);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", NULL);
	on_desk_record(&it, "AB-2/criteria/2.2/state", "met", NULL);
	on_desk_record(&it, "AB-3/criteria/2.1/state", "partial", NULL);
	find(&it, ONE, 1, &twins);
	cr_assert_not(twins.items[0].take || twins.items[1].take,
	    "what was said stays said");
	twins.items[0].take = twins.items[1].take = true;
	twins_copy(&it.desk, ONE, 2, on_desk_criterion(&it, ONE, 2, 1), &twins,
	    &changes);
	twins_done(&twins);
	cr_assert_eq(on_desk_apply(&it, &changes), 2, "taken in: AB-3 only");
	cr_assert_eq(
	    desk_standing(&it.desk, TWO)->copied, 0, "AB-2 is its own");
	cr_assert_eq(state(&it, THREE, 1), STATE_MET, "AB-3 follows");
	on_desk_done(&it);
}

Test(twins, a_copy_is_asked_again_when_its_source_changes)
{
	struct on_desk it = { 0 };

	set_up(&it);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", NULL);
	copy(&it, ONE);
	cr_assert_not(recheck(&it, TWO, 2), "as its source");
	on_desk_record(&it, "AB-1/criteria/2.1/state", "not met", NULL);
	cr_assert(recheck(&it, TWO, 2), "the source says something else");
	cr_assert_eq(desk_standing(&it.desk, TWO)->recheck, 1, "counted");
	on_desk_undo(&it);
	cr_assert_not(recheck(&it, TWO, 2), "taken back");
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", "Seen in May.");
	cr_assert_not(recheck(&it, TWO, 2), "a reason does not change it");
	on_desk_record(&it, "AB-1/criteria/2.1/state", NULL, NULL);
	cr_assert(recheck(&it, TWO, 2), "the source's answer is gone");
	cr_assert_not(recheck(&it, ONE, 1), "what is no copy is never old");
	on_desk_done(&it);
}

Test(twins, copying_again_settles_what_was_to_be_asked_again)
{
	struct on_desk it = { 0 };

	set_up(&it);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", "Seen.");
	copy(&it, ONE);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "partial", NULL);
	cr_assert(recheck(&it, TWO, 2), "another answer");
	copy(&it, ONE);
	cr_assert_not(recheck(&it, TWO, 2), "settled");
	cr_assert_eq(state(&it, TWO, 2), STATE_PARTIAL, "as its source");
	cr_assert_eq(desk_standing(&it.desk, TWO)->copied, 1, "still a copy");
	cr_assert_eq(copy(&it, ONE), 0, "again: nothing to do");
	on_desk_done(&it);
}

Test(twins, who_hands_its_copied_answer_on_stands_by_it)
{
	struct on_desk it = { 0 };

	set_up(&it);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", NULL);
	copy(&it, ONE);
	on_desk_record(&it, "AB-1/criteria/2.1/state", NULL, NULL);
	struct changes changes = { 0 };
	struct twins twins;

	find(&it, TWO, 2, &twins);
	twins_copy(&it.desk, TWO, 2, on_desk_criterion(&it, TWO, 2, 2), &twins,
	    &changes);
	twins_done(&twins);
	on_desk_apply(&it, &changes);
	cr_assert_eq(
	    state(&it, ONE, 1), STATE_MET, "back to where it was from");
	cr_assert_eq(
	    desk_standing(&it.desk, TWO)->copied, 0, "AB-2 is its own");
	cr_assert_eq(
	    desk_standing(&it.desk, ONE)->copied, 1, "AB-1 follows it");
	on_desk_done(&it);
}

Test(twins, confirming_takes_the_mark_and_leaves_the_answer)
{
	struct on_desk it = { 0 };
	struct changes changes = { 0 };

	set_up(&it);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", NULL);
	on_desk_record(&it, "AB-3/criteria/2.2/state", "met", NULL);
	on_desk_record(&it, "AB-3/criteria/2.2/copied", "AB-1", NULL);
	copy(&it, ONE);
	twins_confirm(
	    &it.desk, TWO, 2, on_desk_criterion(&it, TWO, 2, 1), &changes);
	cr_assert_eq(changes.count, 0, "no copy, nothing to confirm");
	twins_confirm(
	    &it.desk, TWO, 2, on_desk_criterion(&it, TWO, 2, 2), &changes);
	cr_assert_eq(on_desk_apply(&it, &changes), 1, "one");
	cr_assert_eq(desk_standing(&it.desk, TWO)->copied, 0, "confirmed");
	cr_assert_eq(state(&it, TWO, 2), STATE_MET, "still met");
	twins_confirm_all(&it.desk, THREE, &changes);
	cr_assert_eq(on_desk_apply(&it, &changes), 2, "both of AB-3");
	cr_assert_eq(desk_standing(&it.desk, THREE)->copied, 0, "confirmed");
	on_desk_done(&it);
}

Test(twins, the_questionnaire_asks_each_text_once)
{
	struct on_desk it = { 0 };
	struct shared_criteria list;

	set_up(&it);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "met", NULL);
	copy(&it, ONE);
	on_desk_record(&it, "AB-1/criteria/2.1/state", "partial", NULL);
	shared_criteria_find(&it.desk, DOMAIN_AB, &list);
	cr_assert_eq(list.count, 8, "eight texts, not %zu", list.count);
	const struct shared_criterion *first = &list.items[0];

	cr_assert(first->control == ONE && first->item == 0, "that of AB-1");
	cr_assert_eq(first->count, 3, "which AB-1 to AB-3 carry");
	cr_assert(first->by[STATE_PARTIAL] == 1 && first->by[STATE_MET] == 2,
	    "one partial, two still met");
	cr_assert_eq(first->recheck, 2, "those two are to be asked again");
	cr_assert_eq(list.items[7].level, 3, "level 3 comes last");
	shared_criteria_done(&list);
	shared_criteria_find(&it.desk, DOMAIN_SUB, &list);
	cr_assert_eq(list.count, 2, "below, its own words");
	cr_assert_eq(list.items[0].count, 1, "are others");
	shared_criteria_done(&list);
	on_desk_record(&it, "scope/controls/AB-2", "out", "Sold.");
	shared_criteria_find(&it.desk, DOMAIN_AB, &list);
	cr_assert_eq(list.items[0].count, 2, "who is out is not asked");
	shared_criteria_done(&list);
	on_desk_done(&it);
}

Test(twins, a_desk_without_session_has_open_twins)
{
	struct on_desk it = { 0 };
	struct shared_criteria list;
	struct twins twins;

	set_up(&it);
	desk_set_session(&it.desk, NULL);
	find(&it, ONE, 1, &twins);
	cr_assert_eq(twins.count, 3, "all are there");
	cr_assert_not(recheck(&it, ONE, 1), "nothing is copied");
	shared_criteria_find(&it.desk, DOMAIN_SUB, &list);
	cr_assert_eq(list.items[0].by[STATE_UNASSESSED], 1, "open");
	shared_criteria_done(&list);
	twins_done(&twins);
	on_desk_done(&it);
}

/* domain.md 2.3: 2,567 texts stand for 23,224 criteria. */
Test(twins, the_whole_catalog_asks_2567_texts)
{
	size_t texts = 0, criteria = 0;
	struct imported scf;
	struct desk desk;

	NEEDS_WHOLE_SCF;
	whole_scf_read(&scf);
	desk_init(&desk, scf.catalog);
	for (size_t i = 0; i < catalog_rows(scf.catalog, TABLE_DOMAIN); i++) {
		struct shared_criteria list;

		shared_criteria_find(&desk, i, &list);
		texts += list.count;
		for (size_t j = 0; j < list.count; j++)
			criteria += list.items[j].count;
		shared_criteria_done(&list);
	}
	/* the deprecated TDA-11.2 is out of scope with a text of its own */
	cr_assert_eq(texts, 2566, "%zu texts", texts);
	cr_assert_eq(criteria, 23224 - 6, "%zu criteria", criteria);
	desk_done(&desk);
	imported_done(&scf);
}
