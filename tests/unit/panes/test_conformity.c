/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "fleet.h"

static struct fleet f;

static void
done(void)
{
	fleet_done(&f);
}

/* Gives the answer to what was asked. */
static bool
answer(const char *text)
{
	bool (*then)(struct command_ctx *) = f.ask.done;
	char *topic = f.ask.topic;

	cr_assert_not_null(then);
	f.ask.topic = NULL;
	fleet_clear(&f);
	f.ctx.argument = text;
	f.ctx.topic = topic;
	bool ok = then(&f.ctx);

	free(topic);
	return ok;
}

TestSuite(conformity, .fini = done);

Test(conformity, one_key_and_a_reason_record_the_designation)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_run(&f, "conformity", NULL);
	cr_assert(fleet_has(f.ask.choices, "c conforms"));
	cr_assert(answer("c"));
	cr_assert_str_eq(f.ask.note, "conforms");
	cr_assert(answer("seen in every room"));
	cr_assert_eq(f.changes.count, 1);
	cr_assert_str_eq(f.changes.items[0].path, "session/conformity");
	cr_assert_str_eq(f.changes.items[0].value, "conforms");
	cr_assert_str_eq(f.changes.items[0].why, "seen in every room");
}

Test(conformity, what_is_suggested_stands_beside_the_choice)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_record(&f, "AB-1/designation", "satisfactory");
	fleet_record(&f, "CD-1/designation", "deficient");
	fleet_run(&f, "conformity", NULL);
	cr_assert(fleet_has(
	    f.ask.choices, "suggested so far: material weakness"));
}

Test(conformity, the_domain_under_the_cursor_is_meant)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_show(&f, 31, 120);
	fleet_move(&f, MOVE_DOWN);
	fleet_run(&f, "conformity-domain", NULL);
	cr_assert_str_eq(f.ask.topic, "domains/CD/conformity");
	fleet_run(&f, "conformity-domain", "ab");
	cr_assert_str_eq(f.ask.topic, "domains/AB/conformity");
	cr_assert_not(fleet_run(&f, "conformity-domain", "XY"));
	desk_select(&f.desk, 0);
	fleet_run(&f, "conformity-domain", NULL);
	cr_assert_str_eq(f.ask.topic, "domains/AB/conformity");
}

Test(conformity, without_a_reason_nothing_is_recorded)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_run(&f, "conformity", NULL);
	cr_assert(answer("s"));
	cr_assert_not(answer("  "));
	cr_assert_eq(f.changes.count, 0);
	cr_assert(fleet_has(f.err.message, "needs a reason"));
}

Test(conformity, it_is_taken_away_again_without_one)
{
	fleet_begin(&f, true, &overview_ops);
	fleet_run(&f, "conformity", NULL);
	cr_assert(answer("u"));
	cr_assert_eq(f.changes.count, 1);
	cr_assert_null(f.changes.items[0].value);
	fleet_run(&f, "conformity", NULL);
	cr_assert_not(answer("z"), "no such choice");
}
