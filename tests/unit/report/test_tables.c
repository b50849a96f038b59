/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* What the tables of a session hold, read back through CSV for machines. */

#include <config.h>

#include "report/tables.h"

#include "csv_read.h"
#include "reported.h"

#include "base/utf8.h"

static void
read_table(struct reported *it, const char *table, struct csv_read *out)
{
	it->view.table = table;
	it->view.raw = true;
	char *text = reported_make(it, "csv");

	csv_read(text, out);
	free(text);
}

static void
expect_rows(struct reported *it, const char *table, size_t rows)
{
	struct csv_read csv;

	read_table(it, table, &csv);
	cr_assert_eq(csv.count - 1, rows, "%s has %zu rows, not %zu", table,
	    csv.count - 1, rows);
	csv_read_done(&csv);
}

/* A value of the row whose `head` is `key`. */
static void
expect(struct reported *it, const char *table, const char *head,
    const char *key, const char *column, const char *wanted)
{
	struct csv_read csv;

	read_table(it, table, &csv);
	size_t row = csv_read_find(&csv, head, key);

	cr_assert_neq(row, 0, "%s has a row %s", table, key);
	cr_assert_str_eq(csv_read_at(&csv, row, column), wanted,
	    "%s of %s: %s", column, key, csv_read_at(&csv, row, column));
	csv_read_done(&csv);
}

/* Is a text anywhere in any table? */
static bool
any_has(struct reported *it, const char *text)
{
	bool has = false;

	for (size_t i = 0; tables_at(i); i++) {
		it->view.table = tables_at(i)->name;
		char *made = reported_make(it, "csv");

		has = has || strstr(made, text);
		free(made);
	}
	return has;
}

Test(tables, every_table_is_found_by_its_name_and_its_columns_have_heads)
{
	size_t count = 0;

	for (; tables_at(count); count++) {
		const struct table *table = tables_at(count);
		size_t columns = table_columns(table);

		cr_assert_eq(tables_find(table->name), table, "%s",
		    table->name);
		cr_assert_gt(columns, 5, "%s has columns", table->name);
		for (size_t i = 0; i < columns; i++) {
			const struct table_column *c = &table->columns[i];

			cr_assert(c->label && *c->label && c->width > 0,
			    "%s of %s", c->key, table->name);
			for (size_t j = 0; j < i; j++)
				cr_assert_str_neq(c->key,
				    table->columns[j].key, "a key is one");
		}
	}
	cr_assert_eq(count, 7, "seven tables");
	cr_assert_null(tables_find("poem"), "and no others");
}

Test(tables, a_row_has_a_cell_for_each_column_of_every_table)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "findings/aaaaaa/about", "AB-1");
	for (size_t i = 0; tables_at(i); i++) {
		struct csv_read csv;

		read_table(&it, tables_at(i)->name, &csv);
		cr_assert_eq(csv.width, table_columns(tables_at(i)), "%s",
		    tables_at(i)->name);
		cr_assert_gt(csv.count, 1, "%s", tables_at(i)->name);
		csv_read_done(&csv);
	}
	reported_done(&it);
}

Test(tables, rows_are_those_of_the_scope_and_of_what_was_asked_for)
{
	struct reported it;

	reported_open(&it);
	expect_rows(&it, "controls", 3);
	expect_rows(&it, "criteria", 6);
	expect_rows(&it, "objectives", 1);
	expect_rows(&it, "evidence", 2);
	reported_set(&it, "scope/controls/AB-2", "out");
	expect_rows(&it, "controls", 2);
	expect_rows(&it, "criteria", 5);
	expect_rows(&it, "evidence", 1);
	it.view.depth = REPORT_FULL;
	expect_rows(&it, "controls", 3);
	expect_rows(&it, "criteria", 6);
	expect_rows(&it, "objectives", 2);
	expect_rows(&it, "evidence", 3);
	expect(&it, "controls", "control", "AB-2", "scope", "out");
	expect(&it, "controls", "control", "AB-2", "scope_why", "because");
	expect(&it, "controls", "control", "AB-2", "counts", "no");
	it.view.control = 0;
	expect_rows(&it, "controls", 1);
	expect_rows(&it, "evidence", 1);
	it.view.control = CATALOG_NONE;
	it.view.domain = 1;
	expect_rows(&it, "controls", 1);
	expect_rows(&it, "evidence", 0);
	reported_done(&it);
}

Test(tables, a_control_says_where_it_stands_and_why)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "session/target", "2");
	reported_set(&it, "AB-1/criteria/1.1/state", "met");
	reported_set(&it, "AB-1/criteria/1.2/state", "met");
	reported_set(&it, "AB-1/concluded", "2");
	reported_set(&it, "AB-1/objectives/AB-1_A01/designation", "deficient");
	reported_set(&it, "AB-1/objectives/AB-1_A01/methods", "examine, test");
	expect(&it, "controls", "control", "AB-1", "derived_low", "1");
	expect(&it, "controls", "control", "AB-1", "derived_high", "2");
	expect(&it, "controls", "control", "AB-1", "supported", "1");
	expect(&it, "controls", "control", "AB-1", "concluded", "2");
	expect(&it, "controls", "control", "AB-1", "concluded_why", "because");
	expect(
	    &it, "controls", "control", "AB-1", "concluded_by", "J. Tester");
	expect(&it, "controls", "control", "AB-1", "override", "yes");
	expect(&it, "controls", "control", "AB-1", "performed", "yes");
	expect(&it, "controls", "control", "AB-1", "designation", "deficient");
	expect(&it, "controls", "control", "AB-1", "methods", "examine, test");
	expect(&it, "controls", "control", "AB-1", "answered", "2");
	expect(&it, "controls", "control", "AB-1", "of", "5");
	expect(&it, "controls", "control", "AB-1", "target", "2");
	expect(&it, "controls", "control", "AB-1", "gap", "0");
	expect(&it, "controls", "control", "AB-1", "warnings", "override");
	expect(&it, "controls", "control", "CD-1", "material", "yes");
	expect(&it, "controls", "control", "CD-1", "concluded", "");
	expect(&it, "controls", "control", "CD-1", "designation", "");
	expect(&it, "objectives", "objective", "AB-1_A01", "why", "because");
	expect(
	    &it, "objectives", "objective", "AB-1_A01", "by", "J. Tester");
	reported_set(&it, "AB-1/designation", "not applicable");
	expect(&it, "controls", "control", "AB-1", "designation_why",
	    "because");
	expect(&it, "objectives", "objective", "AB-1_A01", "designation",
	    "not applicable");
	reported_done(&it);
}

Test(tables, a_criterion_has_its_answer_and_who_gave_it)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "AB-1/criteria/2.3/state", "not applicable");
	expect(&it, "criteria", "number", "2.3", "state", "not applicable");
	expect(&it, "criteria", "number", "2.3", "why", "because");
	expect(&it, "criteria", "number", "2.3", "by", "J. Tester");
	expect(&it, "criteria", "number", "2.3", "at",
	    "2026-07-14T09:30:00+02:00");
	expect(&it, "criteria", "number", "2.2", "state", "unassessed");
	expect(&it, "criteria", "number", "2.2", "by", "");
	reported_done(&it);
}

Test(tables, evidence_has_what_is_recorded_and_what_it_says_of_whom)
{
	struct reported it;
	char sha[65];

	memset(sha, 'a', 64);
	sha[64] = '\0';
	reported_open(&it);
	reported_set(&it, "evidence/EV-aaaaaa/title", "Plan");
	reported_set(&it, "evidence/EV-aaaaaa/request", "E-1");
	reported_set(&it, "evidence/EV-aaaaaa/state", "rejected");
	reported_set(&it, "evidence/EV-aaaaaa/sha256", sha);
	reported_set(&it, "evidence/EV-aaaaaa/period/begin", "2026-01-02");
	reported_set(&it, "evidence/EV-aaaaaa/superseded by", "EV-bbbbbb");
	reported_set(&it, "people/bo/name", "B. Okafor");
	reported_set(&it, "evidence/EV-aaaaaa/provided by", "bo");
	reported_set(&it, "links/EV-aaaaaa/AB-1/criteria/1.2", "contradicts");
	reported_set(&it, "links/EV-aaaaaa/AB-1/criteria/1.2/locator", "p. 4");
	reported_set(
	    &it, "links/EV-aaaaaa/AB-1/objectives/AB-1_A01", "supports");
	expect(&it, "evidence", "evidence", "EV-aaaaaa", "state", "rejected");
	expect(&it, "evidence", "evidence", "EV-aaaaaa", "why", "because");
	expect(&it, "evidence", "evidence", "EV-aaaaaa", "area", "Sea");
	expect(&it, "evidence", "evidence", "EV-aaaaaa", "sha256", sha);
	expect(
	    &it, "evidence", "evidence", "EV-aaaaaa", "period_begin",
	    "2026-01-02");
	expect(&it, "evidence", "evidence", "EV-aaaaaa", "superseded_by",
	    "EV-bbbbbb");
	expect(
	    &it, "evidence", "evidence", "EV-aaaaaa", "provided_by",
	    "B. Okafor");
	expect(&it, "evidence", "evidence", "E-1", "links",
	    "AB-1: supports\nAB-2: supports");
	expect(&it, "objectives", "objective", "AB-1_A01", "evidence",
	    "EV-aaaaaa: supports");
	it.view.raw = false;
	cr_assert(reported_has(&it, "csv", "=it is so."), "objectives");
	it.view.table = "evidence";
	cr_assert(reported_has(&it, "csv",
	              "\"AB-1 1.2: contradicts, p. 4\nAB-1_A01: supports\""),
	    "links are named for people");
	reported_done(&it);
}

Test(tables, a_deficiency_has_its_fields_and_its_clocks)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "AB-1/criteria/1.1/state", "not met");
	reported_set(&it, "findings/aaaaaa/about", "AB-1/criteria/1.1");
	reported_set(&it, "findings/aaaaaa/condition", "It is not so.");
	reported_set(&it, "findings/aaaaaa/cause", "Haste.");
	reported_set(&it, "findings/aaaaaa/due", "2026-09-30");
	reported_set(&it, "findings/aaaaaa/likelihood", "high");
	reported_set(&it, "findings/bbbbbb/about", "CD-1");
	reported_set(&it, "findings/bbbbbb/state", "cleared");
	expect(&it, "deficiencies", "id", "aaaaaa", "finding", "F-01");
	expect(&it, "deficiencies", "id", "aaaaaa", "control", "AB-1");
	expect(&it, "deficiencies", "id", "aaaaaa", "cause", "Haste.");
	expect(&it, "deficiencies", "id", "aaaaaa", "likelihood", "high");
	expect(&it, "deficiencies", "id", "aaaaaa", "limit", "2027-01-10");
	expect(&it, "deficiencies", "id", "aaaaaa", "limit_passed", "no");
	expect(&it, "deficiencies", "id", "aaaaaa", "affects", "process");
	expect(&it, "poam", "finding", "F-01", "description",
	    "It is not so.");
	expect(&it, "poam", "finding", "F-01", "scheduled", "2026-09-30");
	expect_rows(&it, "deficiencies", 2);
	/* cleared: nothing to plan */
	expect_rows(&it, "poam", 1);
	desk_set_today(&it.on.desk, day_parse("2027-01-11"));
	expect(&it, "poam", "finding", "F-01", "limit_passed", "yes");
	it.view.domain = 1;
	expect_rows(&it, "deficiencies", 1);
	expect_rows(&it, "poam", 0);
	reported_done(&it);
}

Test(tables, requests_are_those_outstanding_for_controls_that_count)
{
	struct reported it;

	reported_open(&it);
	expect_rows(&it, "requests", 2);
	expect(&it, "requests", "evidence", "E-1", "controls", "AB-1, AB-2");
	reported_set(&it, "evidence/E-1/state", "requested");
	reported_set(&it, "evidence/E-1/due", "2026-07-01");
	expect(&it, "requests", "evidence", "E-1", "overdue", "yes");
	reported_set(&it, "evidence/E-2/state", "accepted");
	expect_rows(&it, "requests", 1);
	reported_set(&it, "scope/controls/AB-2", "out");
	expect(&it, "requests", "evidence", "E-1", "controls", "AB-1");
	it.view.control = 2;
	expect_rows(&it, "requests", 0);
	reported_done(&it);
}

Test(tables, the_clients_copy_has_nothing_private)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "AB-1/notes/aaaaaa/text", "PRIVATE note");
	reported_set(&it, "AB-1/notes/bbbbbb/text", "an OPEN note");
	reported_set(&it, "AB-1/notes/bbbbbb/audience", "client");
	reported_set(&it, "AB-1/notes/cccccc/text", "PRIVATE on a criterion");
	reported_set(&it, "AB-1/notes/cccccc/criterion", "1.1");
	reported_set(&it, "AB-1/criteria/1.2/note", "PRIVATE own note");
	reported_set(&it, "AB-1/notes/dddddd/text", "PRIVATE on an objective");
	reported_set(&it, "AB-1/notes/dddddd/objective", "AB-1_A01");
	reported_set(&it, "AB-1/flags/private-flag", "yes");
	reported_set(&it, "reviews/AB-1/state", "returned");
	reported_set(&it, "reviews/AB-1/comment", "PRIVATE comment");
	reported_set(&it, "evidence/E-1/note", "PRIVATE on an item");
	reported_set(&it, "people/bo/name", "PRIVATE name");
	reported_set(&it, "people/bo/anonymous", "yes");
	reported_set(&it, "evidence/E-1/provided by", "bo");
	reported_set(&it, "people/al/name", "A. Lind");
	reported_set(&it, "people/al/contact", "PRIVATE number");
	reported_set(&it, "findings/aaaaaa/about", "AB-1");
	reported_set(&it, "findings/aaaaaa/owner", "al");
	reported_set(&it, "followups/aaaaaa/text", "PRIVATE follow-up");
	reported_set(&it, "statements/aaaaaa/text", "PRIVATE words");
	it.view.client = true;
	it.view.depth = REPORT_FULL;
	for (int raw = 0; raw < 2; raw++) {
		it.view.raw = raw;
		cr_assert(!any_has(&it, "PRIVATE"), "raw %d", raw);
		cr_assert(!any_has(&it, "private-flag"), "raw %d", raw);
		cr_assert(any_has(&it, "OPEN note"), "raw %d", raw);
		cr_assert(any_has(&it, "A. Lind"), "raw %d", raw);
	}
	/* one's own copy has it, but who is not to be named is not */
	it.view.client = false;
	cr_assert(any_has(&it, "PRIVATE note"), "");
	cr_assert(any_has(&it, "PRIVATE on a criterion"), "");
	cr_assert(any_has(&it, "PRIVATE own note"), "");
	cr_assert(any_has(&it, "PRIVATE on an objective"), "");
	cr_assert(any_has(&it, "PRIVATE comment"), "");
	cr_assert(any_has(&it, "PRIVATE number"), "");
	cr_assert(!any_has(&it, "PRIVATE name"), "");
	cr_assert(!any_has(&it, "PRIVATE follow-up"), "");
	expect(&it, "evidence", "evidence", "E-1", "provided_by",
	    "not attributed");
	reported_done(&it);
}

Test(tables, notes_stand_where_they_were_made)
{
	struct reported it;

	reported_open(&it);
	reported_set(&it, "AB-1/notes/aaaaaa/text", "on the control");
	reported_set(&it, "AB-1/notes/bbbbbb/text", "on 1.1");
	reported_set(&it, "AB-1/notes/bbbbbb/criterion", "1.1");
	reported_set(&it, "AB-1/notes/cccccc/text", "on A01");
	reported_set(&it, "AB-1/notes/cccccc/objective", "AB-1_A01");
	expect(&it, "controls", "control", "AB-1", "notes", "on the control");
	expect(&it, "criteria", "number", "1.1", "notes", "on 1.1");
	expect(&it, "objectives", "objective", "AB-1_A01", "notes", "on A01");
	reported_done(&it);
}
