/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* States of evidence, its paths, and what comes with a state. */

#include <config.h>

#include "model/artifacts.h"

#include <stdlib.h>
#include <string.h>

#include "model/schema.h"
#include "register.h"

Test(artifact_state, words_are_those_of_the_schema_in_its_order)
{
	const struct schema_row *row = schema_find("evidence/E-1/state");

	for (int i = 0; i < EVIDENCE_STATES; i++) {
		enum evidence_state state = (enum evidence_state)i;

		cr_assert_str_eq(evidence_state_word(state), row->words[i]);
		cr_assert_eq(evidence_state_find(row->words[i]), state);
		cr_assert_eq(
		    evidence_state_of_letter(evidence_state_letter(state)),
		    state);
	}
	cr_assert_null(row->words[EVIDENCE_STATES]);
	cr_assert_eq(evidence_state_find(NULL), EVIDENCE_NOT_REQUESTED);
	cr_assert_eq(evidence_state_find("lost"), EVIDENCE_NOT_REQUESTED);
	cr_assert_eq(evidence_state_of_letter('!'), EVIDENCE_STATES);
}

Test(artifact_state, the_usual_next_states_are_other_states)
{
	for (int i = 0; i < EVIDENCE_STATES; i++) {
		enum evidence_state state = (enum evidence_state)i;
		const char *next = evidence_state_next(state);

		cr_assert_gt(strlen(next), 0, "%d", i);
		cr_assert_null(strchr(next, evidence_state_letter(state)));
		for (; *next; next++)
			cr_assert_neq(evidence_state_of_letter(*next),
			    EVIDENCE_STATES, "%d", i);
	}
}

Test(artifact_state, groups_are_to_come_in_hand_and_finished)
{
	cr_assert_eq(artifact_group(EVIDENCE_REJECTED), ARTIFACT_OUTSTANDING);
	cr_assert_eq(
	    artifact_group(EVIDENCE_NOT_REQUESTED), ARTIFACT_OUTSTANDING);
	cr_assert_eq(artifact_group(EVIDENCE_UNDER_REVIEW), ARTIFACT_IN_HAND);
	cr_assert_eq(artifact_group(EVIDENCE_VIEWED), ARTIFACT_FINISHED);
	cr_assert_eq(artifact_group(EVIDENCE_NOT_AVAILABLE), ARTIFACT_FINISHED);
}

Test(artifact_state, paths_are_as_recorded)
{
	struct reg it;
	char *field = artifact_path("E-1", "valid until");
	char *link = artifact_link_path("E-1", "AB-1/criteria/1.0a1b2c3d");

	reg_open(&it);
	cr_assert_str_eq(field, "evidence/E-1/valid until");
	cr_assert_str_eq(link, "links/E-1/AB-1/criteria/1.0a1b2c3d");
	reg_record(&it, "evidence/E-1/note", "Read it.");
	cr_assert_str_eq(
	    artifact_field(it.pack.session, "E-1", "note"), "Read it.");
	cr_assert_null(artifact_field(it.pack.session, "E-1", "due"));
	cr_assert_null(artifact_field(NULL, "E-1", "note"));
	free(field);
	free(link);
	reg_done(&it);
}

Test(artifact_state, a_new_id_is_nobodys)
{
	struct reg it;

	reg_open(&it);
	char *one = artifact_new_id(it.pack.session);
	char *two = artifact_new_id(NULL);

	cr_assert(str_starts(one, "EV-") && strlen(one) == 9, "%s", one);
	cr_assert_str_neq(one, two);
	free(one);
	free(two);
	reg_done(&it);
}

/* What setting a state proposes, as "state=requested requested=2026-07-14". */
static void
expect(struct reg *it, enum evidence_state state, const char *day,
    const char *want)
{
	struct changes changes = { 0 };
	struct str have = { 0 };

	artifact_set_state(it->pack.session, &changes, "E-1", state, "why",
	    day_parse(day), "J. Tester");
	for (size_t i = 0; i < changes.count; i++)
		str_printf(&have, "%s%s=%s", i ? " " : "",
		    strrchr(changes.items[i].path, '/') + 1,
		    changes.items[i].value);
	cr_assert_str_eq(str_text(&have), want);
	cr_assert_str_eq(changes.items[0].why, "why");
	for (size_t i = 0; i < changes.count; i++)
		reg_record(it, changes.items[i].path, changes.items[i].value);
	str_done(&have);
	changes_done(&changes);
}

Test(artifact_state, comes_with_its_day)
{
	struct reg it;

	reg_open(&it);
	expect(&it, EVIDENCE_REQUESTED, "2026-07-01",
	    "state=requested requested=2026-07-01");
	expect(&it, EVIDENCE_REQUESTED, "2026-07-02", "state=requested");
	expect(&it, EVIDENCE_RECEIVED, "2026-07-03",
	    "state=received received=2026-07-03");
	expect(&it, EVIDENCE_UNDER_REVIEW, "2026-07-04", "state=under review");
	expect(&it, EVIDENCE_ACCEPTED, "2026-07-05",
	    "state=accepted reviewed=2026-07-05 reviewed by=J. Tester");
	expect(&it, EVIDENCE_ACCEPTED, "2026-07-06", "state=accepted");
	expect(&it, EVIDENCE_VIEWED, "2026-07-06", "state=viewed on site");
	reg_done(&it);
}

Test(artifact_state, another_round_has_its_own_days)
{
	struct reg it;

	reg_open(&it);
	expect(&it, EVIDENCE_REQUESTED, "2026-07-01",
	    "state=requested requested=2026-07-01");
	expect(&it, EVIDENCE_RECEIVED, "2026-07-02",
	    "state=received received=2026-07-02");
	expect(&it, EVIDENCE_REJECTED, "2026-07-03",
	    "state=rejected reviewed=2026-07-03 reviewed by=J. Tester");
	expect(&it, EVIDENCE_REQUESTED, "2026-07-04",
	    "state=requested requested=2026-07-04");
	expect(&it, EVIDENCE_RECEIVED, "2026-07-05",
	    "state=received received=2026-07-05");
	expect(&it, EVIDENCE_ACCEPTED, "2026-07-06",
	    "state=accepted reviewed=2026-07-06 reviewed by=J. Tester");
	expect(&it, EVIDENCE_REJECTED, "2026-07-07",
	    "state=rejected reviewed=2026-07-07 reviewed by=J. Tester");
	reg_done(&it);
}

Test(artifact_state, a_day_somebody_gave_stays)
{
	struct reg it;

	reg_open(&it);
	reg_record(&it, "evidence/E-1/received", "2026-06-30");
	expect(&it, EVIDENCE_RECEIVED, "2026-07-03", "state=received");
	reg_record(&it, "evidence/E-1/reviewed", "2026-07-01");
	expect(&it, EVIDENCE_ACCEPTED, "2026-07-05",
	    "state=accepted reviewed by=J. Tester");
	reg_done(&it);
}

Test(artifact_state, what_is_proposed_already_stays_and_no_day_is_none)
{
	struct changes changes = { 0 };

	changes_add(&changes, "evidence/E-1/received", "2026-07-01", NULL);
	artifact_set_state(NULL, &changes, "E-1", EVIDENCE_RECEIVED, NULL,
	    day_parse("2026-07-03"), NULL);
	cr_assert_eq(changes.count, 2);
	artifact_set_state(
	    NULL, &changes, "E-2", EVIDENCE_ACCEPTED, NULL, DAY_NONE, NULL);
	cr_assert_eq(changes.count, 3);
	changes_done(&changes);
}
