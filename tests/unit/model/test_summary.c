/* SPDX-FileCopyrightText: The assay authors
 * SPDX-License-Identifier: MIT */

#include <config.h>

#include "model/summary.h"

#include <criterion/criterion.h>

#include "on_desk.h"
#include "whole_scf.h"

enum { DOMAIN_AB, DOMAIN_SUB, DOMAIN_SUBSUB, DOMAIN_FAR };

static void
add_domain(struct on_desk *it, const char *id, const char *parent)
{
	struct builder *b = it->pack.builder;
	size_t row = builder_child(b, PACK_DOMAINS, 0);

	builder_text(b, DOMAIN_ID, row, id);
	builder_text(b, DOMAIN_NAME, row, id);
	if (parent)
		builder_text(b, DOMAIN_PARENT, row, parent);
}

/* A control of this weight with criteria at levels 1 to 4. */
static void
add_control(struct on_desk *it, const char *domain, const char *id, int weight)
{
	size_t row = pack_control_in(&it->pack, domain, id, "A control.");

	builder_number(it->pack.builder, CONTROL_WEIGHT, row, weight);
	pack_criteria(&it->pack, row, "1111");
}

/* Domains AB > SUB > SUBSUB, and FAR beside AB. */
static void
set_up(struct on_desk *it)
{
	pack_begin(&it->pack);
	add_domain(it, "SUB", "AB");
	add_domain(it, "SUBSUB", "SUB");
	add_domain(it, "FAR", NULL);
}

static void
conclude(struct on_desk *it, const char *control, const char *level)
{
	char *path = xasprintf("%s/concluded", control);

	on_desk_record(it, path, level, "As seen.");
	free(path);
}

static void
designate(struct on_desk *it, const char *control, const char *designation)
{
	char *path = xasprintf("%s/designation", control);

	on_desk_record(it, path, designation, "As seen.");
	free(path);
}

static void
assert_ratio(
    struct ratio ratio, long numerator, long denominator, const char *text)
{
	char is[32];

	ratio_text(ratio, is);
	cr_assert(
	    ratio.numerator == numerator && ratio.denominator == denominator,
	    "%ld/%ld", ratio.numerator, ratio.denominator);
	cr_assert_str_eq(is, text, "%s where %s is due", is, text);
}

/* domain.md 4.7, the weights and levels of OPS. */
static const struct {
	const char *id;
	int weight;
	const char *level; /* NULL: not applicable */
} ops[] = {
	{ "AB-1", 8, "3" },
	{ "AB-1.1", 9, "2" },
	{ "AB-2", 9, "3" },
	{ "AB-3", 7, "2" },
	{ "AB-4", 8, "0" },
	{ "AB-5", 7, "2" },
	{ "AB-6", 5, NULL },
	{ "AB-7", 8, "3" },
};
enum { OPS = sizeof(ops) / sizeof(*ops) };

Test(summary, ops_comes_to_121_of_56_and_with_a_second_domain_to_191_of_76)
{
	struct on_desk it = { 0 };
	struct summary summary;

	set_up(&it);
	for (size_t i = 0; i < OPS; i++)
		add_control(&it, "AB", ops[i].id, ops[i].weight);
	add_control(&it, "FAR", "FAR-1", 10);
	add_control(&it, "FAR", "FAR-2", 10);
	on_desk_open(&it);
	for (size_t i = 0; i < OPS; i++)
		if (ops[i].level)
			conclude(&it, ops[i].id, ops[i].level);
		else
			designate(&it, ops[i].id, "not applicable");
	conclude(&it, "FAR-1", "3");
	conclude(&it, "FAR-2", "4");
	summary_init(&summary, &it.desk);
	cr_assert_eq(summary.count, 4, "a sum for each domain");
	const struct rollup *ab = &summary.domains[DOMAIN_AB].rollup;

	assert_ratio(ab->average, 121, 56, "2.16");
	assert_ratio(ab->attainable, 224, 56, "4.00");
	cr_assert_eq(ab->minimum, 0, "the lowest");
	cr_assert_eq(ab->minimum_control,
	    catalog_find(it.pack.catalog, TABLE_CONTROL, "AB-4"), "AB-4");
	cr_assert(ab->in_scope == 7 && ab->not_applicable == 1, "seven of 8");
	assert_ratio(
	    summary.domains[DOMAIN_FAR].rollup.average, 70, 20, "3.50");
	assert_ratio(summary.all.rollup.average, 191, 76, "2.51");
	cr_assert_eq(summary.domains[DOMAIN_SUB].rollup.minimum, -1,
	    "an empty domain has no minimum");
	assert_ratio(summary.domains[DOMAIN_SUB].rollup.average, 0, 0, "");
	summary_done(&summary);
	on_desk_done(&it);
}

Test(summary, a_domain_holds_those_below_it)
{
	struct on_desk it = { 0 };
	struct summary summary;

	set_up(&it);
	add_control(&it, "AB", "AB-1", 1);
	add_control(&it, "SUB", "SUB-1", 2);
	add_control(&it, "SUBSUB", "SS-1", 4);
	add_control(&it, "SUBSUB", "SS-2", 8);
	add_control(&it, "FAR", "FAR-1", 10);
	on_desk_open(&it);
	designate(&it, "SS-1", "satisfactory");
	summary_init(&summary, &it.desk);
	cr_assert_eq(summary.all.rollup.weight, 25, "all of them");
	cr_assert_eq(summary.domains[DOMAIN_AB].rollup.weight, 15, "all four");
	cr_assert_eq(summary.domains[DOMAIN_SUB].rollup.weight, 14, "three");
	cr_assert_eq(summary.domains[DOMAIN_SUBSUB].rollup.weight, 12, "two");
	cr_assert_eq(summary.domains[DOMAIN_FAR].rollup.weight, 10, "one");
	cr_assert_eq(summary.domains[DOMAIN_AB].conformity.satisfactory, 1,
	    "its designation too");
	cr_assert_eq(summary.domains[DOMAIN_FAR].conformity.satisfactory, 0,
	    "but not beside it");
	cr_assert_eq(summary.all.conformity.open, 4, "four are open");
	summary_done(&summary);
	on_desk_done(&it);
}

Test(summary, one_domain_bars_a_better_result)
{
	struct on_desk it = { 0 };
	struct summary summary;
	size_t good, of;

	set_up(&it);
	for (int i = 1; i <= 9; i++) {
		char id[] = "AB-1";

		id[3] = (char)('0' + i);
		add_control(&it, "AB", id, 5);
	}
	add_control(&it, "SUB", "SUB-1", 5);
	add_control(&it, "FAR", "FAR-1", 5);
	add_control(&it, "FAR", "FAR-2", 5);
	add_control(&it, "FAR", "FAR-3", 5);
	on_desk_open(&it);
	for (int i = 1; i <= 9; i++) {
		char id[] = "AB-1";

		id[3] = (char)('0' + i);
		designate(&it, id, "satisfactory");
	}
	designate(&it, "SUB-1", "deficient");
	designate(&it, "FAR-1", "satisfactory");
	designate(&it, "FAR-2", "satisfactory");
	summary_init(&summary, &it.desk);
	cr_assert_eq(summary.all.conformity.barring, 0,
	    "what lies below a domain bars nothing by itself");
	cr_assert_eq(
	    conformity_suggest(&summary.all.conformity, false, &good, &of),
	    CONFORMITY_CONFORMS, "%zu of %zu", good, of);
	cr_assert_eq(conformity_suggest(&summary.domains[DOMAIN_SUB].conformity,
	                 false, &good, &of),
	    CONFORMITY_MATERIAL_WEAKNESS, "though it is weak itself");
	summary_done(&summary);
	designate(&it, "FAR-3", "deficient");
	summary_init(&summary, &it.desk);
	cr_assert_eq(summary.all.conformity.barring, 1, "2 of 3 bars");
	cr_assert_eq(
	    conformity_suggest(&summary.all.conformity, false, &good, &of),
	    CONFORMITY_MATERIAL_WEAKNESS, "whatever the share");
	cr_assert(good == 11 && of == 13, "which is %zu of %zu", good, of);
	cr_assert_eq(summary.all.conformity.material_control, CATALOG_NONE,
	    "no material control is to blame");
	summary_done(&summary);
	on_desk_done(&it);
}

Test(summary, a_domain_without_a_target_takes_that_of_the_one_around_it)
{
	struct on_desk it = { 0 };

	set_up(&it);
	on_desk_open(&it);
	cr_assert_eq(summary_target(&it.desk, DOMAIN_SUB), -1, "none yet");
	on_desk_record(&it, "session/target", "2", NULL);
	on_desk_record(&it, "domains/AB/target", "3", NULL);
	on_desk_record(&it, "domains/SUB/target", "0", NULL);
	cr_assert_eq(summary_target(&it.desk, DOMAIN_AB), 3, "its own");
	cr_assert_eq(
	    summary_target(&it.desk, DOMAIN_SUBSUB), 0, "the nearest one's");
	cr_assert_eq(summary_target(&it.desk, DOMAIN_FAR), 2, "the session's");
	cr_assert_eq(summary_target(&it.desk, CATALOG_NONE), 2, "of no domain");
	it.desk.session = NULL;
	cr_assert_eq(
	    summary_target(&it.desk, DOMAIN_AB), -1, "without a session");
	on_desk_done(&it);
}

/* domain.md 4.7: the whole catalog's attainable maximum. */
Test(summary, no_session_on_the_whole_catalog_can_reach_more_than_3_55)
{
	struct summary summary;
	struct imported scf;
	struct desk desk;

	NEEDS_WHOLE_SCF;
	whole_scf_read(&scf);
	desk_init(&desk, scf.catalog);
	summary_init(&summary, &desk);
	assert_ratio(summary.all.rollup.attainable, 35932, 10126, "3.55");
	cr_assert_eq(summary.all.rollup.in_scope, 1467, "all but one");
	cr_assert_eq(summary.all.rollup.out_of_scope, 1, "deprecated");
	cr_assert_eq(summary.count, 33, "domains");
	summary_done(&summary);
	desk_done(&desk);
	imported_done(&scf);
}
