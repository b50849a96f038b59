/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Findings: listed, named, filled in, their clocks, what could become one. */

#include <config.h>

#include "model/findings.h"

#include <stdlib.h>
#include <string.h>

#include "model/calendar.h"
#include "model/records.h"
#include "objectives.h"
#include "on_desk.h"

static size_t
find(const struct on_desk *it, const char *id)
{
	return catalog_find(it->pack.catalog, TABLE_CONTROL, id);
}

/* AB-1: 1 criterion at level 1, 2 at level 2, two objectives; AB-2: one. */
static void
begin(struct on_desk *it)
{
	struct pack *pack = &it->pack;
	size_t one;

	*it = (struct on_desk){ 0 };
	pack_begin(pack);
	one = pack_control(pack, "AB-1", "One is done.");
	builder_item(pack->builder, CONTROL_APPLIES_TO, one, "process");
	pack_criteria(pack, one, "12");
	pack_objective(pack, one, "AB-1_A01", 1, NULL);
	pack_objective(pack, one, "AB-1_A02", 1, NULL);
	pack_criteria(pack, pack_control(pack, "AB-2", "Two is done."), "1");
	on_desk_open(it);
	desk_set_today(&it->desk, day_parse("2026-07-14"));
}

static void
set(struct on_desk *it, const char *id, const char *field, const char *value)
{
	char *path = record_path("findings", id, field);

	on_desk_record(it, path, value, NULL);
	free(path);
}

/* "F-01 one draft | ? AB-2" */
static void
expect_list(const struct on_desk *it, const char *wanted)
{
	struct findings list;
	struct str out = { 0 };

	findings_list(&it->desk, true, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct finding *f = &list.items[i];

		str_add(&out, i ? " | " : "");
		if (f->id)
			str_printf(&out, "%s %s %s", f->name, f->id, f->state);
		else
			str_printf(&out, "? %s %s", f->about ? f->about : "-",
			    f->artifact ? f->artifact : "-");
	}
	cr_assert_str_eq(str_text(&out), wanted, "%s", str_text(&out));
	str_done(&out);
	findings_done(&list);
}

/* The item of AB-1's first criterion of level 2; to be freed. */
static char *
item_path(const struct on_desk *it)
{
	struct spot spot = { SPOT_CRITERION, find(it, "AB-1"), 2, 0 };
	char *path = desk_path(&it->desk, spot);

	*strrchr(path, '/') = '\0';
	return path;
}

/* Records one on an item; its id, to be freed. */
static char *
add(struct on_desk *it, const char *about)
{
	struct changes changes = { 0 };
	char *id = finding_add(&it->desk, &changes, about);

	on_desk_apply(it, &changes);
	return id;
}

static const char *
value(const struct on_desk *it, const char *id, const char *field)
{
	return record_get(it->pack.session, "findings", id, field);
}

Test(findings, are_named_in_the_order_in_which_they_were_recorded)
{
	struct on_desk it;
	char *name;

	begin(&it);
	set(&it, "zz", "condition", "First.");
	set(&it, "aa", "condition", "Second.");
	set(&it, "aa", "state", "cleared");
	expect_list(&it, "F-01 zz draft | F-02 aa cleared");
	/* what is edited keeps its name while anything of it is as old */
	set(&it, "zz", "impact", "Much.");
	expect_list(&it, "F-01 zz draft | F-02 aa cleared");
	name = finding_name(it.pack.session, "aa");
	cr_assert_str_eq(name, "F-02");
	free(name);
	cr_assert_null(finding_name(it.pack.session, "none"));
	cr_assert_eq(findings_open(it.pack.session), 1);
	cr_assert_eq(findings_open(NULL), 0, "no session has none");
	on_desk_done(&it);
}

Test(findings, those_recorded_at_once_have_names_of_their_own)
{
	struct on_desk it;
	struct changes changes = { 0 };
	struct findings list;

	begin(&it);
	for (int i = 0; i < 20; i++) {
		char *id = xasprintf("id%d", 19 - i);

		record_set(&changes, "findings", id, "condition", "So.");
		free(id);
	}
	on_desk_apply(&it, &changes);
	findings_list(&it.desk, false, &list);
	for (size_t i = 0; i < list.count; i++) {
		char *name = finding_name(it.pack.session, list.items[i].id);

		cr_assert_str_eq(name, list.items[i].name);
		free(name);
	}
	findings_done(&list);
	on_desk_done(&it);
}

Test(findings, on_a_criterion_is_filled_from_its_answer)
{
	struct on_desk it;
	char *id, *about, *again;

	begin(&it);
	about = item_path(&it);
	char *state = xasprintf("%s/state", about);

	on_desk_record(&it, state, "not met", NULL);
	id = add(&it, about);
	cr_assert_str_eq(value(&it, id, "about"), about);
	cr_assert(str_starts(value(&it, id, "condition"), "Not met: "), "%s",
	    value(&it, id, "condition"));
	cr_assert_str_eq(value(&it, id, "affects"), "process");
	cr_assert_str_eq(value(&it, id, "due"), "2027-01-10",
	    "180 days after it was recorded");
	cr_assert_str_eq(value(&it, id, "state"), "draft");
	cr_assert_null(value(&it, id, "evidence"), "nothing is linked");
	again = finding_find(it.pack.session, about);
	cr_assert_str_eq(again, id, "the same item has it already");
	cr_assert_null(
	    finding_find(it.pack.session, "AB-1"), "its control has none");
	cr_assert(finding_marks(&it.desk, about));
	cr_assert_not(finding_marks(&it.desk, "AB-1"));
	set(&it, id, "state", "cleared");
	cr_assert_not(finding_marks(&it.desk, about), "cleared: no mark");
	free(again);
	free(id);
	free(state);
	free(about);
	on_desk_done(&it);
}

Test(findings, the_reason_given_is_the_condition_and_links_are_the_evidence)
{
	struct on_desk it;
	char *id;

	begin(&it);
	on_desk_record(&it, "AB-1/objectives/AB-1_A02/designation", "deficient",
	    "The night shift has none.");
	on_desk_record(&it, "evidence/EV-aaaaaa/title", "Roster", NULL);
	on_desk_record(&it, "links/EV-aaaaaa/AB-1/objectives/AB-1_A02",
	    "contradicts", NULL);
	on_desk_record(&it, "evidence/EV-bbbbbb/title", "Else", NULL);
	on_desk_record(
	    &it, "links/EV-bbbbbb/AB-1/objectives/AB-1_A01", "supports", NULL);
	id = add(&it, "AB-1/objectives/AB-1_A02");
	cr_assert_str_eq(
	    value(&it, id, "condition"), "The night shift has none.");
	cr_assert_str_eq(value(&it, id, "evidence"), "EV-aaaaaa");
	free(id);
	on_desk_done(&it);
}

Test(findings, a_deficient_control_and_a_missing_item_are_candidates)
{
	struct on_desk it;
	struct changes changes = { 0 };
	struct findings list;
	char *id;

	begin(&it);
	on_desk_record(
	    &it, "AB-1/objectives/AB-1_A02/designation", "deficient", NULL);
	on_desk_record(
	    &it, "AB-1/objectives/AB-1_A01/designation", "satisfactory", NULL);
	on_desk_record(&it, "evidence/EV-aaaaaa/title", "Roster", NULL);
	on_desk_record(&it, "links/EV-aaaaaa/AB-2", "supports", NULL);
	on_desk_record(
	    &it, "evidence/EV-aaaaaa/state", "not available", "There is none.");
	expect_list(&it, "? AB-1/objectives/AB-1_A02 - | ? AB-2 EV-aaaaaa");
	findings_list(&it.desk, true, &list);
	cr_assert_str_eq(list.items[1].condition, "There is none.");
	id = finding_take(&it.desk, &changes, &list.items[1]);
	findings_done(&list);
	on_desk_apply(&it, &changes);
	cr_assert_str_eq(value(&it, id, "evidence"), "EV-aaaaaa");
	cr_assert_str_eq(value(&it, id, "condition"), "There is none.");
	cr_assert_str_eq(value(&it, id, "about"), "AB-2");
	char *all =
	    xasprintf("F-01 %s draft | ? AB-1/objectives/AB-1_A02 -", id);

	expect_list(&it, all);
	/* out of scope nothing is deficient */
	on_desk_record(&it, "scope/controls/AB-1", "out", "Not theirs.");
	all[strlen("F-01 ") + strlen(id) + strlen(" draft")] = '\0';
	expect_list(&it, all);
	free(all);
	free(id);
	on_desk_done(&it);
}

Test(findings, clocks_run_from_the_designation_and_the_period)
{
	struct on_desk it;
	struct findings list;
	size_t open, overdue;

	begin(&it);
	set(&it, "one", "about", "AB-1/objectives/AB-1_A02");
	set(&it, "two", "condition", "About nothing.");
	on_desk_record(
	    &it, "AB-1/objectives/AB-1_A02/designation", "deficient", NULL);
	findings_list(&it.desk, false, &list);
	cr_assert_eq(
	    finding_limit(&it.desk, &list.items[0]), day_parse("2027-01-10"));
	cr_assert_eq(finding_limit(&it.desk, &list.items[1]),
	    day_parse("2027-01-10"), "since it was recorded");
	cr_assert_eq(finding_window(&it.desk, &list.items[0]), DAY_NONE);
	findings_done(&list);
	on_desk_record(&it, "session/period/end", "2026-07-14", NULL);
	set(&it, "one", "due", "2026-07-20");
	findings_list(&it.desk, false, &list);
	cr_assert_eq(finding_window(&it.desk, &list.items[0]),
	    day_parse("2026-07-28"), "ten business days later");
	cr_assert_not(list.items[0].overdue);
	findings_done(&list);
	desk_set_today(&it.desk, day_parse("2026-07-21"));
	findings_list(&it.desk, false, &list);
	cr_assert(list.items[0].overdue);
	findings_done(&list);
	findings_count(&it.desk, &open, &overdue);
	cr_assert_eq(open, 2);
	cr_assert_eq(overdue, 1);
	on_desk_done(&it);
}

Test(findings, completion_has_its_day_and_loses_it_when_open_again)
{
	struct on_desk it;
	struct changes changes = { 0 };

	begin(&it);
	set(&it, "one", "condition", "So.");
	finding_set_state(it.pack.session, &changes, "one", "completed",
	    day_parse("2026-07-14"));
	on_desk_apply(&it, &changes);
	cr_assert_str_eq(value(&it, "one", "completed"), "2026-07-14");
	cr_assert_eq(findings_open(it.pack.session), 0);
	finding_set_state(it.pack.session, &changes, "one", "in progress",
	    day_parse("2026-07-15"));
	on_desk_apply(&it, &changes);
	cr_assert_null(value(&it, "one", "completed"));
	set(&it, "one", "completed", "2026-07-01");
	finding_set_state(it.pack.session, &changes, "one", "completed",
	    day_parse("2026-07-15"));
	on_desk_apply(&it, &changes);
	cr_assert_str_eq(value(&it, "one", "completed"), "2026-07-01",
	    "what was recorded stays");
	on_desk_done(&it);
}

Test(findings, paths_lead_to_what_they_are_about_and_have_names)
{
	struct on_desk it;
	struct spot spot;
	struct desk_objective objective;
	char *name;

	begin(&it);
	set(&it, "one", "about", "AB-1/objectives/AB-1_A02");
	cr_assert(desk_find_path(&it.desk, "findings/one/state", &spot));
	cr_assert_eq(spot.control, find(&it, "AB-1"));
	cr_assert(
	    desk_find_objective(&it.desk, "findings/one/due", &objective));
	name = desk_path_name(&it.desk, "findings/one/due");
	cr_assert_str_eq(name, "F-01 due");
	free(name);
	name = desk_path_name(&it.desk, "findings/one/condition");
	cr_assert_str_eq(name, "F-01");
	free(name);
	name = desk_path_name(&it.desk, "findings/gone/state");
	cr_assert_str_eq(name, "finding gone state");
	free(name);
	on_desk_done(&it);
}
