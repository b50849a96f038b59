/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

/* Which controls a session is about. */

#include <config.h>

#include "model/scope.h"

#include "model/calendar.h"
#include "model/filter.h"
#include "objectives.h"

enum { LIGHT, HEAVY, GONE };

/* AB-1 weighs 3, AB-2 weighs 8, AB-3 weighs 9 and is deprecated. */
static void
make(struct pack *pack)
{
	static const int weights[] = { 3, 8, 9 };

	pack_begin(pack);
	pack_framework(pack, "act");
	for (int i = 0; i < 3; i++) {
		char id[20];

		snprintf(id, sizeof(id), "AB-%d", i + 1);
		size_t row = pack_control(pack, id, "It is done.");

		pack_criteria(pack, row, "22");
		builder_number(pack->builder, CONTROL_WEIGHT, row, weights[i]);
		if (i == GONE)
			builder_text(
			    pack->builder, CONTROL_STATUS, row, "deprecated");
	}
	pack_finish(pack);
}

/* How a control stands on a day, under a rule (NULL: none). */
static struct scope_item
look(const struct pack *pack, const char *terms, size_t control, int today)
{
	struct filter_view view = { .catalog = pack->catalog };
	struct err err = { 0 };
	struct filter *rule = terms ? filter_parse(terms, &view, &err) : NULL;
	struct scope_item item;

	cr_assert_eq(rule != NULL, terms != NULL, "%s", err.message);
	scope_item(pack->catalog, pack->session, rule, control, today, &item);
	filter_free(rule);
	return item;
}

Test(scope, without_a_rule_all_active_controls_are_in)
{
	struct pack pack;
	struct scope_item item;

	make(&pack);
	for (size_t i = LIGHT; i <= HEAVY; i++) {
		item = look(&pack, NULL, i, DAY_NONE);
		cr_assert(scope_is_in(&item) && item.state == SCOPE_IN,
		    "control %zu", i);
		cr_assert_not(item.own || item.inactive, "control %zu", i);
	}
	item = look(&pack, NULL, GONE, DAY_NONE);
	cr_assert(!scope_is_in(&item) && item.inactive, "deprecated");
	scope_item(pack.catalog, NULL, NULL, LIGHT, DAY_NONE, &item);
	cr_assert(scope_is_in(&item), "without a session too");
	pack_done(&pack);
}

Test(scope, a_rule_leaves_out_what_it_does_not_hold_for_with_its_reason)
{
	struct pack pack;

	make(&pack);
	pack_record_why(&pack, "scope/rule", "weight>=5", "heavy ones first");
	struct scope_item item = look(&pack, "weight>=5", LIGHT, DAY_NONE);

	cr_assert(item.state == SCOPE_OUT && !item.own, "too light");
	cr_assert_str_eq(item.why, "heavy ones first", "");
	item = look(&pack, "weight>=5", HEAVY, DAY_NONE);
	cr_assert(item.state == SCOPE_IN && !item.why, "heavy");
	item = look(&pack, "weight>=5", GONE, DAY_NONE);
	cr_assert(item.state == SCOPE_OUT && item.inactive,
	    "a rule takes no deprecated control in");
	pack_done(&pack);
}

Test(scope, the_control_s_own_entry_goes_before_rule_and_status)
{
	struct pack pack;

	make(&pack);
	pack_record_why(&pack, "scope/controls/AB-1", "in", NULL);
	pack_record_why(&pack, "scope/controls/AB-2", "out", "leased");
	pack_record_why(&pack, "scope/controls/AB-3", "in", NULL);
	struct scope_item item = look(&pack, "weight>=5", LIGHT, DAY_NONE);

	cr_assert(item.state == SCOPE_IN && item.own, "taken in");
	item = look(&pack, "weight>=5", HEAVY, DAY_NONE);
	cr_assert(item.state == SCOPE_OUT && item.own, "left out");
	cr_assert_str_eq(item.why, "leased", "");
	item = look(&pack, "weight>=5", GONE, DAY_NONE);
	cr_assert(scope_is_in(&item) && item.inactive, "deprecated, taken in");
	pack_record_why(&pack, "scope/controls/AB-2", NULL, NULL);
	item = look(&pack, "weight>=5", HEAVY, DAY_NONE);
	cr_assert(scope_is_in(&item) && !item.own, "as before");
	pack_done(&pack);
}

Test(scope, what_others_provide_is_assessed_and_its_declaration_ages)
{
	static const char *const states[] = { "inherited", "reciprocal" };
	int day = day_parse("2026-07-14");
	struct pack pack;
	struct scope_item item;

	make(&pack);
	for (int i = 0; i < 2; i++) {
		pack_record_why(&pack, "scope/controls/AB-1", states[i], NULL);
		pack_record_why(
		    &pack, "scope/controls/AB-1/declared", NULL, NULL);
		item = look(&pack, NULL, LIGHT, day);
		cr_assert(scope_is_in(&item), "%s", states[i]);
		cr_assert_str_eq(scope_word(item.state), states[i], "");
		cr_assert(item.declaration_missing && !item.declaration_old,
		    "no date yet");
		pack_record_why(
		    &pack, "scope/controls/AB-1/provider", "Nordhost", NULL);
		pack_record_why(
		    &pack, "scope/controls/AB-1/declared", "2025-07-14", NULL);
		item = look(&pack, NULL, LIGHT, day);
		cr_assert_str_eq(item.provider, "Nordhost", "");
		cr_assert_str_eq(item.declared, "2025-07-14", "");
		cr_assert_not(item.declaration_missing || item.declaration_old,
		    "12 months to the day");
		item = look(&pack, NULL, LIGHT, day + 1);
		cr_assert(item.declaration_old, "and a day");
		item = look(&pack, NULL, LIGHT, DAY_NONE);
		cr_assert_not(item.declaration_old, "nobody knows the day");
	}
	pack_record_why(&pack, "scope/controls/AB-1", "in", NULL);
	item = look(&pack, NULL, LIGHT, day + 1);
	cr_assert_not(item.declaration_old, "nothing is declared of it");
	pack_done(&pack);
}

Test(scope, a_framework_is_in_scope_when_it_is_said_so)
{
	struct pack pack;

	make(&pack);
	cr_assert_not(scope_framework(pack.catalog, NULL, 0), "no session");
	cr_assert_not(scope_framework(pack.catalog, pack.session, 0), "");
	pack_record_why(&pack, "scope/frameworks/act", "yes", NULL);
	cr_assert(scope_framework(pack.catalog, pack.session, 0), "");
	pack_done(&pack);
}
