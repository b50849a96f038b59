/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* People: who they are, how they are called, what they may answer. */

#include <config.h>

#include "model/people.h"

#include <stdlib.h>
#include <string.h>

#include "room.h"

Test(people, a_person_is_what_is_recorded)
{
	struct on_desk it;
	struct person person = { 0 };

	room_open(&it);
	cr_assert_not(person_get(it.pack.session, "okafor", &person), "nobody");
	cr_assert_not(person_get(NULL, "okafor", &person), "nowhere");
	room_person(&it, "okafor", "B. Okafor");
	room_record(&it, "people/okafor/role", "responsible");
	room_record(&it, "people/okafor/position", "service manager");
	cr_assert(person_get(it.pack.session, "okafor", &person), "there");
	cr_assert_str_eq(person.name, "B. Okafor", "");
	cr_assert_str_eq(person.position, "service manager", "");
	cr_assert_null(person.contact, "none");
	cr_assert_not(person.anonymous, "to be named");
	cr_assert_eq(person_letter(&person), 'R', "responsible");
	person.role = NULL;
	cr_assert_eq(person_letter(&person), ' ', "no role");
	on_desk_done(&it);
}

static void
expect_name(const struct on_desk *it, const char *id, const char *wanted)
{
	char *name = person_name(it->pack.session, id);

	cr_assert_str_eq(name, wanted, "%s is %s", id, name);
	free(name);
}

Test(people, a_name_is_shown_unless_they_are_not_to_be_named)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "okafor", "B. Okafor");
	room_person(&it, "quiet", "Q. Quiet");
	room_record(&it, "people/quiet/anonymous", "yes");
	room_record(&it, "people/lead/position", "SOC lead");
	room_record(&it, "people/blank/contact", "12345");
	expect_name(&it, "okafor", "B. Okafor");
	expect_name(&it, "quiet", "not attributed");
	expect_name(&it, "lead", "SOC lead");
	expect_name(&it, "blank", "blank");
	expect_name(&it, "Somebody else", "Somebody else");
	cr_assert_null(person_name(it.pack.session, NULL), "nobody");
	cr_assert_str_eq(person_shown("May"), "May", "a name is no word");
	cr_assert_str_eq(person_shown("not attributed"), "not attributed", "");
	cr_assert_null(person_shown(NULL), "nobody");
	on_desk_done(&it);
}

static void
expect_found(const struct on_desk *it, const char *text, const char *wanted,
    bool wanted_several)
{
	bool several = !wanted_several;
	char *id = people_find(it->pack.session, text, &several);

	cr_assert(
	    str_equal(id, wanted), "\"%s\" finds %s", text, id ? id : "nobody");
	cr_assert_eq(several, wanted_several, "\"%s\"", text);
	free(id);
}

Test(people, they_are_found_by_the_beginning_of_a_word_of_their_names)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "tl", "T. Lindqvist");
	room_person(&it, "ml", "Märta Lind");
	room_person(&it, "bo", "B. Okafor-Årsta");
	room_record(&it, "people/none/role", "informed");
	expect_found(&it, "lindq", "tl", false);
	expect_found(&it, "@LINDQVIST", "tl", false);
	expect_found(&it, "t. lin", "tl", false);
	expect_found(&it, "marta", "ml", false);
	expect_found(&it, " @ märta  lind ", "ml", false);
	expect_found(&it, "arsta", "bo", false);
	expect_found(&it, "tl", "tl", false);
	expect_found(&it, "lind", NULL, true);
	expect_found(&it, "qvist", NULL, false);
	expect_found(&it, "", NULL, false);
	expect_found(&it, "@", NULL, false);
	room_person(&it, "ll", "Lind");
	expect_found(&it, "lind", "ll", false);
	cr_assert_null(people_find(NULL, "lind", NULL), "nobody yet");
	on_desk_done(&it);
}

Test(people, two_of_one_name_are_several)
{
	struct on_desk it;

	room_open(&it);
	room_person(&it, "a", "A. Berg");
	room_person(&it, "b", "A. Berg");
	expect_found(&it, "a. berg", NULL, true);
	expect_found(&it, "b", "b", false);
	on_desk_done(&it);
}

Test(people, they_answer_their_domains_and_those_below)
{
	struct on_desk it;

	room_open(&it);
	const struct catalog *c = it.pack.catalog;
	size_t ab = catalog_find(c, TABLE_DOMAIN, "AB");
	size_t ac = catalog_find(c, TABLE_DOMAIN, "AC");
	size_t cd = catalog_find(c, TABLE_DOMAIN, "CD");

	room_person(&it, "all", "All");
	room_person(&it, "up", "Up");
	room_record(&it, "people/up/domains/AB", "yes");
	room_person(&it, "low", "Low");
	room_record(&it, "people/low/domains/AC", "yes");
	const struct session *s = it.pack.session;

	cr_assert(person_answers(s, c, "all", cd), "none recorded: all");
	cr_assert(person_answers(s, c, "up", ab), "its own");
	cr_assert(person_answers(s, c, "up", ac), "below it");
	cr_assert_not(person_answers(s, c, "up", cd), "another");
	cr_assert(person_answers(s, c, "low", ac), "its own");
	cr_assert_not(person_answers(s, c, "low", ab), "not above");
	on_desk_done(&it);
}

Test(people, a_new_person_is_accepted_as_proposed)
{
	struct on_desk it;
	struct changes changes = { 0 };

	room_open(&it);
	char *id = people_add(it.pack.session, &changes, "  New\n Person ");

	cr_assert_not_null(id, "an id");
	cr_assert_eq(on_desk_apply(&it, &changes), 1, "a name");
	expect_name(&it, id, "New Person");
	cr_assert_null(people_add(it.pack.session, &changes, " "), "blank");
	cr_assert_eq(changes.count, 0, "nothing");
	free(id);
	on_desk_done(&it);
}
